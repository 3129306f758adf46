/*
 * goodbyes -- a few names, met by millions of records: each way to write one is read
 * once.
 */
#include "cmd/rt-churn/goodbyes.h"

#include <stdlib.h>

#include "common/base/map.h"
#include "common/base/mem.h"

struct goodbyes {
	const struct request *q;
	const struct table *looked;   /* the column is that of */
	int column;
	struct map *names;
	struct map *cells;            /* what stands there, and its number plus 1 */
};

struct goodbyes *
goodbyes_new(const struct request *q)
{
	struct goodbyes *c = mem_new(sizeof *c);

	c->q = q;
	c->names = map_new(0);
	c->cells = map_new(sizeof(uint32_t));
	return c;
}

void
goodbyes_free(struct goodbyes *c)
{
	map_free(c->names);
	map_free(c->cells);
	free(c);
}

static void
look(struct goodbyes *c, struct table *t)
{
	const struct names *own = &c->q->reason;

	c->looked = t;
	if (own->count == 0)
		c->column = table_need(t, "left_reason");
	else
		c->column = table_user_column(t, slice_of(own->name[0]));
	if (c->column == NO_COLUMN)
		reader_die(table_reader(t), NULL, "no column '%s', which --reason needs",
		    own->name[0]);
}

static uint32_t
number_of(struct goodbyes *c, struct table *t)
{
	struct slice name = slice_trim(table_spelled(t, c->column));

	return map_intern(c->names, name.n > 0 ? name : SLICE("unknown"));
}

uint32_t
goodbyes_number(struct goodbyes *c, struct table *t)
{
	uint32_t *known;

	if (c->looked != t)
		look(c, t);
	known = map_state(c->cells, map_intern(c->cells, table_text(t, c->column)));
	if (*known == 0)
		*known = number_of(c, t) + 1;
	return *known - 1;
}

uint32_t
goodbyes_count(const struct goodbyes *c)
{
	return map_count(c->names);
}

struct slice
goodbyes_name(const struct goodbyes *c, uint32_t number)
{
	return map_key(c->names, number);
}
