/*
 * Values are copied as they were read, so that no cell is read, and nothing
 * said of one, twice.
 */
#include "cmd/rt-triggers/picked.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

enum { BYTES_MOST = 32 << 20 };

struct pick {
	struct slice id;
	struct value *value;
	instant time;
	daynum day;
};

struct picked {
	const struct fields *fields;
	struct arena *room;
	struct pick *pick;
	size_t count, pick_room;
	size_t bytes;
};

struct picked *
picked_new(const struct fields *f)
{
	struct picked *p = mem_new(sizeof *p);

	p->fields = f;
	p->room = arena_new();
	return p;
}

void
picked_free(struct picked *p)
{
	arena_free(p->room);
	free(p->pick);
	free(p);
}

static struct slice
keep(struct picked *p, struct slice text)
{
	p->bytes += text.n;
	return arena_keep(p->room, text);
}

void
picked_add(struct picked *p, const struct record *r)
{
	size_t fields = (size_t)p->fields->count;
	struct pick *pick;

	p->bytes += sizeof *pick + fields * sizeof *pick->value;
	if (p->bytes > BYTES_MOST)
		die(BAD_DATA, "too many records are picked");
	p->pick = mem_grow(p->pick, p->count, &p->pick_room, sizeof *p->pick);
	pick = &p->pick[p->count++];
	*pick = (struct pick){ keep(p, r->id),
		arena_take(p->room, fields * sizeof *pick->value), r->time, r->day };
	for (size_t i = 0; i < fields; i++) {
		pick->value[i] = r->value[i];
		pick->value[i].text = r->value[i].known && r->value[i].text.p != NULL ?
		    keep(p, r->value[i].text) : (struct slice){ "", 0 };
	}
}

size_t
picked_count(const struct picked *p)
{
	return p->count;
}

struct record
picked_at(const struct picked *p, size_t i)
{
	const struct pick *pick = &p->pick[i];

	return (struct record){ .fields = p->fields, .value = pick->value, .id = pick->id,
		.customer = NO_CUSTOMER, .time = pick->time, .day = pick->day };
}
