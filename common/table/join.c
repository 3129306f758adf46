/*
 * Ids that are there cost a count.  What it takes to find those that nearly
 * are is made when the first one is missed.
 */
#include "common/table/join.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/near.h"

struct join {
	const char *ids, *table;
	char *file;
	enum hope hope;
	uint64_t met, missed, nearly;
	const char *near_file; /* where the first that is nearly there stands */
	uint64_t near_line;    /* 0: not known */
	struct near *near;     /* NULL: none was missed */
};

struct join *
join_new(const char *ids, const char *file, const char *table, enum hope hope)
{
	struct join *j = mem_new(sizeof *j);

	*j = (struct join){ .ids = ids, .file = mem_copy(slice_of(file)), .table = table,
		.hope = hope };
	j->near_file = j->file;
	return j;
}

void
join_met(struct join *j)
{
	j->met++;
}

void
join_missed(struct join *j, struct slice id, const struct map *there,
    bool (*counts)(const void *state))
{
	if (j->near == NULL)
		j->near = near_new(there, counts);
	j->missed++;
	j->nearly += near_find(j->near, id) != MAP_NONE;
}

uint64_t
join_misses(const struct join *j)
{
	return j->missed;
}

struct join_counts
join_counts(const struct join *j)
{
	return (struct join_counts){ j->met, j->missed, j->nearly };
}

/* "1,980 of 2,010 ids of bills are in customers" */
static void
tell_numbers(const struct join *j)
{
	char met[GROUPED_TEXT], all[GROUPED_TEXT];

	remark("%s of %s %s %s in %s", doubt_number(j->met, met),
	    doubt_number(j->met + j->missed, all), _(j->ids), translate_number(j->met, "is", "are"),
	    _(j->table));
}

static void
tell_unmatched(const struct join *j)
{
	char missed[GROUPED_TEXT], all[GROUPED_TEXT];

	if (j->hope == SOME_MEET || j->missed <= j->met)
		return;
	doubt_say(UNMATCHED, j->file, 0, "%s of %s %s %s not in %s",
	    doubt_number(j->missed, missed), doubt_number(j->met + j->missed, all),
	    _(j->ids), translate_number(j->missed, "is", "are"), _(j->table));
}

static void
tell_near(const struct join *j)
{
	char nearly[GROUPED_TEXT];

	if (j->nearly == 0)
		return;
	doubt_say(ID_NEAR, j->near_file, j->near_line, "%s of the %s %s not in %s, and would be but "
	    "for marks, case, full-width digits, zeros before, .0 behind or +86; "
	    "--clean-ids takes marks off", doubt_number(j->nearly, nearly), _(j->ids),
	    translate_number(j->nearly, "is", "are"), _(j->table));
}

void
join_tell(struct join *j)
{
	if (j == NULL)
		return;
	tell_numbers(j);
	tell_near(j);
	tell_unmatched(j);
	join_free(j);
}

void
join_free(struct join *j)
{
	near_free(j->near);
	free(j->file);
	free(j);
}

/* What is known of an id that is sought. */
struct key {
	bool met;
	char *file;            /* where one that is near stands first, or NULL */
	uint64_t line;
};

struct sought {
	struct join *join;
	struct near *near;
	struct key *key;       /* by number */
	uint32_t keys;
};

struct sought *
sought_new(const struct map *keys, const char *ids, const char *file, const char *table,
    enum hope hope)
{
	struct sought *s = mem_new(sizeof *s);

	s->join = join_new(ids, file, table, hope);
	s->near = near_new(keys, NULL);
	s->keys = map_count(keys);
	s->key = mem_array((size_t)s->keys + 1, sizeof *s->key);
	return s;
}

static void
note_near(struct sought *s, struct table *t, uint32_t number)
{
	struct key *k = &s->key[number];

	if (k->met || k->file != NULL)
		return;
	k->file = mem_copy(slice_of(table_name(t)));
	k->line = table_line(t);
}

void
sought_record(struct sought *s, struct table *t, struct slice id, uint32_t number)
{
	if (number != MAP_NONE)
		s->key[number].met = true;
	for (uint32_t n = near_find(s->near, id); n != MAP_NONE; n = near_next(s->near))
		if (n != number)
			note_near(s, t, n);
}

void
sought_tell(struct sought *s)
{
	struct join *j;

	if (s == NULL)
		return;
	j = s->join;

	for (uint32_t i = 0; i < s->keys; i++) {
		const struct key *k = &s->key[i];

		j->met += k->met;
		j->missed += !k->met;
		if (k->met || k->file == NULL)
			continue;
		if (j->nearly++ == 0 || k->line < j->near_line) {
			j->near_file = k->file;
			j->near_line = k->line;
		}
	}
	near_free(s->near);
	join_tell(j);
	for (uint32_t i = 0; i < s->keys; i++)
		free(s->key[i].file);
	free(s->key);
	free(s);
}
