/*
 * Rows are kept as the text they came in, and sorted as orders are.
 */
#include "cmd/rt-triggers/merge.h"

#include <stdlib.h>

#include "cmd/rt-triggers/docket.h"
#include "common/base/mem.h"
#include "common/table/kind.h"
#include "common/table/merging.h"

/* Of the order: what it is sorted by. */
struct merged_order {
	struct order order;
	const struct slice *cell;
};

struct merger {
	struct merging *all;
	int id, fired_on, due, evidence; /* places */
	struct merged_order *order;
	size_t orders, room;
};

static void
take_row(struct merger *m, struct table *t)
{
	struct merged_order new = { 0 };
	struct slice id;

	if (!table_id(t, merging_column(m->all, m->id), &id) ||
	    !table_date(t, merging_column(m->all, m->fired_on), &new.order.fired_on) ||
	    !table_instant(t, merging_column(m->all, m->due), &new.order.due))
		return;
	merging_meet(m->all, id);
	new.cell = merging_row(m->all, t);
	new.order.id = new.cell[m->id];
	new.order.evidence = new.cell[m->evidence];
	m->order = mem_grow(m->order, m->orders, &m->room, sizeof *m->order);
	m->order[m->orders++] = new;
}

static void
read_part(struct merger *m, struct table *t)
{
	merging_table(m->all, t, workorders_header);
	m->id = merging_place(m->all, "workorder_id");
	m->fired_on = merging_place(m->all, "fired_on");
	m->due = merging_place(m->all, "due");
	m->evidence = merging_place(m->all, "evidence");
	while (table_next(t))
		take_row(m, t);
	table_close(t);
}

static int
by_time(const void *a, const void *b)
{
	const struct merged_order *x = a, *y = b;

	return order_compare(&x->order, &y->order);
}

static void
write_table(const struct merger *m, struct writer *w)
{
	merging_header(m->all, w);
	for (size_t i = 0; i < m->orders; i++) {
		for (int k = 0; k < merging_columns(m->all); k++)
			writer_text(w, m->order[i].cell[k]);
		writer_end(w);
	}
}

int
merge(const struct options *o)
{
	struct merger m = { .all = merging_new() };
	struct table **tables = table_open_all(o, KIND(WORKORDERS), true);
	struct writer *w = options_writer(o);

	for (struct table **t = tables; *t != NULL; t++)
		read_part(&m, *t);
	merging_check(m.all, o, &(struct paths){ 0 }, N_("work orders"));
	if (m.orders > 0)
		qsort(m.order, m.orders, sizeof *m.order, by_time);
	write_table(&m, w);
	free(tables);
	free(m.order);
	merging_free(m.all);
	return writer_close(w);
}
