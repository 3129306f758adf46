/*
 * Who is gone is known only when all others were met: each past is marked, and
 * those without a mark are the gone.
 */
#include "cmd/rt-tier/previous.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/base/search.h"
#include "common/table/keep.h"
#include "common/table/once.h"
#include "common/table/table.h"

struct previous {
	struct map *pasts;
	struct arena *text;
	struct slice *gone;   /* ids, sorted; made when they are asked for */
	size_t gones;
};

struct columns {
	int id, scope, tier, movement, status;
};

/* False for a row that says who was gone already, and for a refused one. */
static bool
read_past(struct table *t, const struct columns *c, const struct scales *s,
    struct slice *id, struct past *p)
{
	struct slice tier = table_text(t, c->tier);
	const struct scale *scale;
	int level;

	if (!table_id(t, c->id, id))
		return false;
	if (table_says(t, c->movement, &movement_words, MOVED_GONE) ||
	    (tier.n == 0 && (c->movement == NO_COLUMN ||
	    slice_is(table_text(t, c->status), tiers_left))))
		return false;
	p->is_group = table_says(t, c->scope, &scope_words, SCOPE_GROUP);
	if (p->is_group)
		tiers_check_group(s->policy, table_name(t), table_line(t));
	scale = p->is_group ? &s->group : &s->individual;
	level = scale_find(scale, tier);
	if (level < 0) {
		if (tier.n == 0)
			table_refuse(t, c->tier, "blank");
		else
			table_refuse_unlike(t, c->tier, "not a tier of the policy in force",
			    scale->all.level[0].tier);
		return false;
	}
	p->level = &scale->all.level[level];
	return true;
}

static void
read_pasts(struct previous *all, struct table *t, const struct scales *s,
    struct keep *keep, struct once *once)
{
	struct columns c = {
		.id = table_need(t, "customer_id"),
		.scope = table_column(t, "scope"),
		.tier = table_need(t, "tier"),
		.movement = table_column(t, "movement"),
		.status = table_column(t, "status"),
	};

	if (keep != NULL)
		keep_look(keep, t);
	while (table_next(t)) {
		struct past p = { 0 };
		struct slice id;

		if (!read_past(t, &c, s, &id, &p) || !once_first(once, t, c.id, id))
			continue;
		if (keep != NULL)
			p.kept = keep_cells(keep, t, all->text);
		*(struct past *)map_state(all->pasts, map_intern(all->pasts, id)) = p;
	}
}

struct previous *
previous_read(const struct options *o, const char *const path[], size_t files,
    const struct scales *scales)
{
	struct previous *p = mem_new(sizeof *p);
	struct keep *keep = o->keeps > 0 ? keep_new(o) : NULL;
	struct once *once = once_new();

	p->pasts = map_new(sizeof(struct past));
	p->text = arena_new();
	for (size_t i = 0; i < files; i++) {
		struct table *t = table_open(o, path[i], KIND(TIERS));

		read_pasts(p, t, scales, keep, once);
		table_close(t);
	}
	if (keep != NULL)
		keep_free(keep);
	once_free(once);
	return p;
}

void
previous_free(struct previous *p)
{
	if (p == NULL)
		return;
	map_free(p->pasts);
	arena_free(p->text);
	free(p->gone);
	free(p);
}

const struct map *
previous_map(const struct previous *p)
{
	return p->pasts;
}

struct past *
previous_look(const struct previous *p, struct slice id)
{
	uint32_t number = p == NULL ? MAP_NONE : map_find(p->pasts, id);

	return number == MAP_NONE ? NULL : map_state(p->pasts, number);
}

struct past *
previous_find(struct previous *p, struct slice id)
{
	struct past *past = previous_look(p, id);

	if (past != NULL)
		past->met = true;
	return past;
}

static void
find_gone(struct previous *p)
{
	uint32_t count = map_count(p->pasts);

	p->gone = mem_array(count, sizeof *p->gone);
	for (uint32_t i = 0; i < count; i++)
		if (!((const struct past *)map_state(p->pasts, i))->met)
			p->gone[p->gones++] = map_key(p->pasts, i);
	qsort(p->gone, p->gones, sizeof *p->gone, by_slice);
}

const struct past *
previous_next_gone(struct previous *p, size_t *walk, struct slice *id)
{
	if (p->gone == NULL)
		find_gone(p);
	if (*walk == p->gones)
		return NULL;
	*id = p->gone[(*walk)++];
	return map_state(p->pasts, map_find(p->pasts, *id));
}

const char *
movement_of(const struct level *before, const struct level *now)
{
	return now->rank < before->rank ? "up" : now->rank > before->rank ? "down" : "same";
}
