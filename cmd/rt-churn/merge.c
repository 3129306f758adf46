/*
 * Only the deciles of risk are of all customers together, and are filled in
 * here, from the risks.
 */
#include "cmd/rt-churn/merge.h"

#include <stdlib.h>

#include "cmd/rt-churn/measure.h"
#include "common/base/mem.h"
#include "common/table/merging.h"

struct merger {
	struct merging *all;
	int id, risk;              /* places; risk may be none */
	const struct slice **row;
	size_t rows, room;
	double *chance;            /* of each row, with risk */
	size_t chance_room;
};

static void
take_row(struct merger *m, struct table *t)
{
	struct slice id;
	double chance = 0;
	bool known;

	if (!table_id(t, merging_column(m->all, m->id), &id) ||
	    !table_number(t, merging_column(m->all, m->risk), &chance, &known))
		return;
	if (m->risk != NO_COLUMN && !known) {
		table_refuse(t, merging_column(m->all, m->risk), "blank");
		return;
	}
	merging_meet(m->all, id);
	m->row = mem_grow(m->row, m->rows, &m->room, sizeof *m->row);
	m->chance = mem_grow(m->chance, m->rows, &m->chance_room, sizeof *m->chance);
	m->chance[m->rows] = chance;
	m->row[m->rows++] = merging_row(m->all, t);
}

static void
read_parts(struct merger *m, struct table *tables[], const char *const need[],
    const char *risk)
{
	for (struct table **t = tables; *t != NULL; t++) {
		merging_table(m->all, *t, need);
		m->id = merging_place(m->all, need[0]);
		m->risk = risk == NULL ? NO_COLUMN : merging_place(m->all, risk);
		while (table_next(*t))
			take_row(m, *t);
		table_close(*t);
	}
}

static void
write_rows(const struct merger *m, struct writer *w, int place, const int64_t decile[])
{
	merging_header(m->all, w);
	for (size_t i = 0; i < m->rows; i++) {
		for (int k = 0; k < merging_columns(m->all); k++)
			if (k == place)
				writer_count(w, decile[i]);
			else
				writer_text(w, m->row[i][k]);
		writer_end(w);
	}
}

static void
write_table(const struct merger *m, struct writer *w)
{
	bool *printed;
	int64_t *decile;

	if (m->risk == NO_COLUMN) {
		write_rows(m, w, NO_COLUMN, NULL);
		return;
	}
	printed = mem_array(m->rows + 1, sizeof *printed);
	for (size_t i = 0; i < m->rows; i++)
		printed[i] = true;
	decile = measure_deciles(m->chance, printed, m->rows);
	write_rows(m, w, merging_place(m->all, "decile"), decile);
	free(printed);
	free(decile);
}

/* need: the columns, the first of them the id; risk: the one that makes deciles. */
static int
merge(const struct request *q, kinds among, const char *const need[], const char *risk,
    const char *what)
{
	struct merger m = { .all = merging_new() };
	struct table **tables = table_open_all(&q->common, among, true);
	struct writer *w = options_writer(&q->common);

	read_parts(&m, tables, need, risk);
	merging_check(m.all, &q->common, &q->customers, what);
	write_table(&m, w);
	free(tables);
	free(m.row);
	free(m.chance);
	merging_free(m.all);
	return writer_close(w);
}

int
merge_alive(const struct request *q)
{
	static const char *const need[] = { "customer_id", "p_alive", NULL };

	return merge(q, KIND(NO_KIND), need, NULL, N_("customers"));
}

int
merge_risk(const struct request *q)
{
	static const char *const need[] = { "customer_id", "risk", "decile", NULL };

	return merge(q, KIND(NO_KIND), need, "risk", N_("customers"));
}

int
merge_winback(const struct request *q)
{
	return merge(q, KIND(WORKORDERS), workorders_header, NULL, N_("work orders"));
}
