/*
 * Few records have an old id: they are put together anew, and all others are
 * read as they stand in the file.
 */
#include "common/table/renaming.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/table/table_parts.h"
#include "common/table/workorder.h"

enum { NAMES_MOST = 2 };

struct renaming {
	struct renamed *ids;
	struct table *table;
	int name[NAMES_MOST];  /* columns of ids of customers */
	int names;
	int customer, orders;  /* columns, or NO_COLUMN */
	struct slice *cell;    /* of the record, by column */
	bool is_new;           /* one of them is not as in the file */
	struct arena *text;
};

/*
 * The column, or NO_COLUMN in tables of a kind that has none of that name; in a
 * table without a kind it is one that is called so.
 */
static int
column_of(struct table *t, const char *name)
{
	if (t->kind == NO_KIND)
		return table_user_column(t, slice_of(name));
	return kind_column(t->kind, slice_of(name)) == NULL ? NO_COLUMN : table_find(t, name);
}

struct renaming *
renaming_open(struct renamed *r, struct table *t)
{
	struct renaming g = { .ids = r, .table = t };
	struct renaming *kept;
	int group = column_of(t, "group_id");

	if (r == NULL)
		return NULL;
	g.customer = column_of(t, "customer_id");
	g.orders = column_of(t, t->kind == PLAN ? "workorders" : "workorder_id");
	if (g.orders == NO_COLUMN)
		g.orders = column_of(t, "workorders");
	if (g.customer != NO_COLUMN)
		g.name[g.names++] = g.customer;
	if (group != NO_COLUMN)
		g.name[g.names++] = group;
	if (g.names == 0 && g.orders == NO_COLUMN)
		return NULL;
	kept = mem_new(sizeof *kept);
	*kept = g;
	kept->cell = mem_array((size_t)t->header.columns, sizeof *kept->cell);
	kept->text = arena_new();
	return kept;
}

void
renaming_free(struct renaming *g)
{
	if (g == NULL)
		return;
	free(g->cell);
	arena_free(g->text);
	free(g);
}

bool
renaming_made(const struct renaming *g, struct slice id)
{
	return renamed_is_new(g->ids, id);
}

/* The cell as it would be looked up: without its marks where they go. */
static struct slice
id_of(const struct renaming *g, int column)
{
	struct slice id = table_text(g->table, column);

	return g->table->clean_ids ? mark_off(id) : id;
}

static void
put(struct renaming *g, int column, struct slice text)
{
	if (!g->is_new)
		for (int i = 0; i < g->table->header.columns; i++)
			g->cell[i] = reader_field(g->table->front.reader, i);
	g->is_new = true;
	g->cell[column] = text;
}

/* The text as a part of an id of a work order, in the arena. */
static struct slice
as_part(struct renaming *g, struct slice text)
{
	char *to = arena_take(g->text, 3 * text.n + 1);

	return (struct slice){ to, (size_t)(workorder_part(to, text) - to) };
}

static struct slice
joined(struct renaming *g, struct slice a, struct slice b, struct slice c)
{
	char *to = arena_take(g->text, a.n + b.n + c.n + 1), *end = to;
	const struct slice part[] = { a, b, c };

	for (int i = 0; i < 3; i++) {
		if (part[i].n > 0)
			memcpy(end, part[i].p, part[i].n);
		end += part[i].n;
	}
	return (struct slice){ to, a.n + b.n + c.n };
}

/* Whether the text is this one up to its end or a colon. */
static bool
is_first_part(struct slice text, struct slice part)
{
	return slice_begins(text, part.p, part.n) &&
	    (text.n == part.n || text.p[part.n] == ':');
}

/*
 * The part of the text that is an old id, which ends at a colon; and in *new
 * what that is now.  p NULL: none.
 */
static struct slice
old_part(struct renaming *g, struct slice text, struct slice *new)
{
	for (size_t n = 1; n <= text.n; n++) {
		struct slice part = { text.p, n }, id;

		if (n < text.n && text.p[n] != ':')
			continue;
		id = (struct slice){ arena_take(g->text, n + 1), 0 };
		id.n = (size_t)(workorder_text((char *)(uintptr_t)id.p, part) - id.p);
		*new = renamed_text(g->ids, id);
		if (!slice_equal(*new, id))
			return part;
	}
	return (struct slice){ NULL, 0 };
}

/*
 * The id of a work order about that customer (empty: not known); itself when
 * there is no old id in it.
 */
static struct slice
new_order(struct renaming *g, struct slice order, struct slice customer)
{
	const char *colon = order.n > 0 ? memchr(order.p, ':', order.n) : NULL;
	struct slice trigger, rest, part, new;

	if (colon == NULL)
		return order;
	trigger = (struct slice){ order.p, (size_t)(colon - order.p) + 1 };
	rest = (struct slice){ order.p + trigger.n, order.n - trigger.n };
	part = as_part(g, customer);
	if (customer.n > 0 && is_first_part(rest, part)) {
		new = renamed_text(g->ids, customer);
		if (slice_equal(new, customer))
			return order;
	} else {
		part = old_part(g, rest, &new);
	}
	if (part.p == NULL)
		return order;
	return joined(g, trigger, as_part(g, new),
	    (struct slice){ rest.p + part.n, rest.n - part.n });
}

/* Of one id, and of a list of them. */
static void
rename_orders(struct renaming *g, struct slice customer)
{
	struct slice list = table_text(g->table, g->orders), order, rest = list;
	struct slice all = SLICE("");
	bool is_new = false;

	while (slice_cut(&rest, ';', &order)) {
		struct slice now = new_order(g, order, customer);

		is_new = is_new || !slice_equal(now, order);
		all = joined(g, all, now, rest.p != NULL ? SLICE(";") : SLICE(""));
	}
	if (is_new)
		put(g, g->orders, all);
}

void
renaming_record(struct renaming *g)
{
	struct slice customer = id_of(g, g->customer);

	g->is_new = false;
	arena_empty(g->text);
	for (int i = 0; i < g->names; i++) {
		struct slice id = id_of(g, g->name[i]), now;

		if (id.n == 0)
			continue;
		now = renamed_id(g->ids, g->table, id);
		if (!slice_equal(now, id))
			put(g, g->name[i], now);
	}
	if (g->orders != NO_COLUMN)
		rename_orders(g, customer);
	if (g->is_new)
		reader_rewrite(g->table->front.reader, g->cell);
}
