/*
 * Rows are read into a map by old id; when all are in, each is followed to
 * its end, and an end that was found is the end of all on the way to it.
 */
#include "common/table/renamed.h"

#include <inttypes.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/join.h"
#include "common/table/table.h"

/* What an old id became. */
struct step {
	struct slice id;       /* the last one, when all rows were followed */
	uint32_t next;         /* its number among old ids, or MAP_NONE */
	enum { UNSEEN, ON_THE_WAY, FOLLOWED } state;
	const char *file;
	uint64_t line;
};

struct renamed {
	struct map *old;
	struct map *new;
	struct sought *sought;
};

static struct step *
step_of(const struct renamed *r, uint32_t number)
{
	return map_state(r->old, number);
}

static void
take_row(struct renamed *r, struct table *t, struct slice old, struct slice new)
{
	uint32_t before = map_count(r->old), number = map_intern(r->old, old);
	struct step *s = step_of(r, number);
	struct slice id = map_key(r->new, map_intern(r->new, new));

	if (number < before && !slice_equal(s->id, id))
		reader_die(table_reader(t), "old", "becomes two ids: %s:%" PRIu64
		    " has another new one", s->file, s->line);
	if (number < before)
		return;
	*s = (struct step){ .id = id, .next = MAP_NONE,
		.file = mem_copy(slice_of(table_name(t))), .line = table_line(t) };
}

static void
read_file(struct renamed *r, const struct options *o, const char *path)
{
	struct table *t = table_open(o, path, KIND(IDS));
	int old = table_need(t, "old"), new = table_need(t, "new");

	while (table_next(t)) {
		struct slice from, to;

		if (table_id(t, old, &from) && table_id(t, new, &to))
			take_row(r, t, from, to);
	}
	table_close(t);
}

/* Dies at the row that closes the cycle: its last one in the order of reading. */
_Noreturn static void
die_of_cycle(const struct renamed *r, uint32_t number)
{
	uint32_t last = number;

	for (uint32_t i = step_of(r, number)->next; i != number; i = step_of(r, i)->next)
		last = i > last ? i : last;
	die(BAD_DATA, "%s:%" PRIu64 ": new: leads back to the old id: ids that become each "
	    "other", step_of(r, last)->file, step_of(r, last)->line);
}

/* Follows the old id to its end, and gives that to all on the way. */
static void
follow(struct renamed *r, uint32_t number)
{
	struct slice end;
	uint32_t i;

	for (i = number; i != MAP_NONE && step_of(r, i)->state == UNSEEN;
	    i = step_of(r, i)->next)
		step_of(r, i)->state = ON_THE_WAY;
	if (i != MAP_NONE && step_of(r, i)->state == ON_THE_WAY)
		die_of_cycle(r, i);
	end = i != MAP_NONE ? step_of(r, i)->id : SLICE("");
	if (i == MAP_NONE)
		for (i = number; i != MAP_NONE; i = step_of(r, i)->next)
			end = step_of(r, i)->id;
	for (i = number; i != MAP_NONE && step_of(r, i)->state == ON_THE_WAY;
	    i = step_of(r, i)->next) {
		step_of(r, i)->state = FOLLOWED;
		step_of(r, i)->id = end;
	}
}

static void
follow_all(struct renamed *r)
{
	uint32_t count = map_count(r->old);

	for (uint32_t i = 0; i < count; i++)
		step_of(r, i)->next = map_find(r->old, step_of(r, i)->id);
	for (uint32_t i = 0; i < count; i++)
		if (step_of(r, i)->state == UNSEEN)
			follow(r, i);
}

static void
tell(void *renamed)
{
	struct renamed *r = renamed;

	sought_tell(r->sought);
	r->sought = NULL;
}

struct renamed *
renamed_read(const struct options *o)
{
	struct renamed *r = mem_new(sizeof *r);
	const char *first = NULL;

	r->old = map_new(sizeof(struct step));
	r->new = map_new(0);
	for (size_t i = 0; i < o->ids.count; i++) {
		read_file(r, o, o->ids.path[i]);
		first = o->ids.path[0];
	}
	for (size_t i = 0; i < o->tables; i++)
		if (o->table[i].kind == IDS) {
			read_file(r, o, o->table[i].path);
			first = first != NULL ? first : o->table[i].path;
		}
	if (first == NULL) {
		map_free(r->old);
		map_free(r->new);
		free(r);
		return NULL;
	}
	follow_all(r);
	r->sought = sought_new(r->old, N_("old ids"), first, N_("the tables"), SOME_MEET);
	doubt_ask_last(tell, r);
	return r;
}

struct slice
renamed_id(struct renamed *r, struct table *t, struct slice id)
{
	uint32_t number = map_find(r->old, id);

	if (r->sought != NULL)
		sought_record(r->sought, t, id, number);
	return number == MAP_NONE ? id : step_of(r, number)->id;
}

struct slice
renamed_text(const struct renamed *r, struct slice id)
{
	uint32_t number = map_find(r->old, id);

	return number == MAP_NONE ? id : step_of(r, number)->id;
}

bool
renamed_is_new(const struct renamed *r, struct slice id)
{
	return map_find(r->new, id) != MAP_NONE;
}
