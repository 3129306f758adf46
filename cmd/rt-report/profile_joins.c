/*
 * All ids are on one roll with a bit for each column, so that one walk over it
 * tells how any two of them meet.
 */
#include <stdlib.h>

#include "cmd/rt-report/profile_parts.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/join.h"

static enum theme
theme_of(const struct portrait *p)
{
	static const struct { const char *column; enum theme theme; } themes[] = {
		{ "customer_id", CUSTOMER_IDS }, { "group_id", CUSTOMER_IDS },
		{ "manager", MANAGER_NAMES },
		{ "workorder_id", ORDER_IDS }, { "workorders", ORDER_IDS },
	};

	for (size_t i = 0; i < sizeof themes / sizeof *themes; i++)
		if (strcmp(p->name, themes[i].column) == 0)
			return themes[i].theme;
	return NO_THEME;
}

static struct side *
side_of(struct profile *p, const struct portrait *one, enum theme theme)
{
	enum kind k = table_kind(one->table);
	struct side *s;

	for (int i = 0; k != NO_KIND && i < p->sides; i++)
		if (p->side[i].kind == k && strcmp(p->side[i].column, one->name) == 0)
			return &p->side[i];
	p->side = mem_resize(p->side, (size_t)p->sides + 1, sizeof *p->side);
	s = &p->side[p->sides++];
	*s = (struct side){ .theme = theme, .kind = k, .column = one->name,
		.label = k != NO_KIND ? kind_name(k) : table_name(one->table) };
	return s;
}

static void
add(struct profile *p, struct portrait *one)
{
	enum theme theme = theme_of(one);
	struct side *s;

	if (theme == NO_THEME)
		return;
	s = side_of(p, one, theme);
	s->portrait = mem_resize(s->portrait, (size_t)s->portraits + 1,
	    sizeof(struct portrait *));
	s->portrait[s->portraits++] = one;
}

/* Whether the ids of one side are looked up on the other. */
static bool
is_join(const struct side *a, const struct side *b)
{
	if (a == b || a->theme != b->theme)
		return false;
	switch (a->theme) {
	case CUSTOMER_IDS:
		/* A group is a customer of its own; nobody is looked for in groups. */
		return strcmp(b->column, "customer_id") == 0 &&
		    (strcmp(a->column, "customer_id") == 0 || b->kind == CUSTOMERS ||
		        b->kind == TIERS);
	case MANAGER_NAMES:
		return a->kind == MANAGERS || b->kind == MANAGERS;
	case ORDER_IDS:
		return a->kind != b->kind;
	case THEMES:
		break;
	}
	return false;
}

static bool
has_join(const struct profile *p, const struct side *s)
{
	for (int i = 0; i < p->sides; i++)
		if (is_join(s, &p->side[i]) || is_join(&p->side[i], s))
			return true;
	return false;
}

void
profile_find_sides(struct profile *p)
{
	for (int i = 0; i < p->files; i++)
		for (int c = 0; c < p->likeness[i].columns; c++)
			add(p, &p->likeness[i].portrait[c]);
	for (int i = 0; i < p->sides; i++) {
		struct side *s = &p->side[i];

		/* Customers are told apart exactly, whoever else is given. */
		if (s->theme != CUSTOMER_IDS && !has_join(p, s))
			continue;
		if (p->roll[s->theme] == NULL)
			p->roll[s->theme] = roll_new();
		for (int n = 0; n < s->portraits; n++) {
			s->portrait[n]->roll = p->roll[s->theme];
			s->portrait[n]->place = roll_column(p->roll[s->theme]);
		}
	}
}

/* Whether the other programs expect most of the ids there. */
static enum hope
hope_of(const struct side *a, const struct side *b)
{
	if (b->kind == CUSTOMERS || b->kind == MANAGERS)
		return MOST_MEET;
	if (b->kind == TIERS)
		return a->kind != CUSTOMERS ? MOST_MEET : SOME_MEET;
	return a->kind == PLAN && b->kind == WORKORDERS ? MOST_MEET : SOME_MEET;
}

/* Of two ways to look the same ids up, one is told of. */
static bool
is_told(const struct side *a, const struct side *b)
{
	if (hope_of(a, b) == hope_of(b, a))
		return a < b;
	return hope_of(a, b) == MOST_MEET;
}

static int *
places(const struct side *s)
{
	int *place = mem_array((size_t)s->portraits, sizeof *place);

	for (int i = 0; i < s->portraits; i++)
		place[i] = s->portrait[i]->place;
	return place;
}

static bool
is_on(const struct roll *r, uint32_t id, const int place[], int count)
{
	for (int i = 0; i < count; i++)
		if (roll_has(r, id, place[i]))
			return true;
	return false;
}

static struct join *
look_up(const struct profile *p, const struct side *a, const struct side *b,
    const char *ids)
{
	const struct roll *r = p->roll[a->theme];
	struct join *j = join_new(ids, table_name(a->portrait[0]->table), b->label,
	    hope_of(a, b));
	int *from = places(a), *to = places(b);

	roll_choose(r, to, b->portraits);
	for (uint32_t id = 0; id < roll_ids(r); id++) {
		if (!is_on(r, id, from, a->portraits))
			continue;
		if (is_on(r, id, to, b->portraits))
			join_met(j);
		else
			join_missed(j, map_key(roll_map(r), id), roll_map(r), roll_is_chosen);
	}
	free(from);
	free(to);
	return j;
}

static void
mark(const struct side *s, enum doubt_name name)
{
	for (int i = 0; i < s->portraits; i++)
		s->portrait[i]->doubts |= DOUBT(name);
}

static void
meet(struct profile *p, const struct side *a, const struct side *b)
{
	char *ids;
	struct join *j;
	struct join_counts n;

	ids = strcmp(a->column, "manager") == 0 ? mem_format(_("managers of %s"), a->label) :
	    strcmp(a->column, "group_id") == 0 ? mem_format(_("group ids of %s"), a->label) :
	    mem_format(_("ids of %s"), a->label);
	j = look_up(p, a, b, ids);
	n = join_counts(j);
	p->meeting = mem_resize(p->meeting, (size_t)p->meetings + 1, sizeof *p->meeting);
	p->meeting[p->meetings++] = (struct meeting_of_sides){ a, b, (int64_t)n.met,
		(int64_t)n.missed, (int64_t)n.nearly };
	if (hope_of(a, b) == MOST_MEET && n.missed > n.met)
		mark(a, UNMATCHED);
	if (n.nearly > 0 && is_told(a, b))
		mark(a, ID_NEAR);
	if (is_told(a, b))
		join_tell(j);
	else
		join_free(j);
	free(ids);
}

void
profile_meet(struct profile *p)
{
	for (int a = 0; a < p->sides; a++)
		for (int b = 0; b < p->sides; b++)
			if (is_join(&p->side[a], &p->side[b]) && roll_ids(p->roll[p->side[a].theme]) > 0)
				meet(p, &p->side[a], &p->side[b]);
}
