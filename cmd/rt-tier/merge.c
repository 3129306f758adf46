/*
 * Rows are kept as the text they came in.  Only what all customers together
 * decide is filled in, by places in the heading.
 */
#include "cmd/rt-tier/merge.h"

#include <stdlib.h>

#include "cmd/rt-tier/census.h"
#include "cmd/rt-tier/put.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/csv/writer.h"
#include "common/table/merging.h"
#include "common/value/number.h"

/* The order of the merged table. */
enum section { INDIVIDUALS, GROUPS, GONE };

struct part_row {
	enum section section;
	uint32_t number;          /* of an individual, in ids */
	int months;
	int level;                /* with --cuts; -1: none, it has left */
	money total;              /* of an individual, and with --cuts of a group */
	const struct slice *cell; /* one for each column */
};

struct merger {
	const struct request *q;
	struct merging *all;
	int id, scope, tier, status, class, potential, months, total; /* places */
	struct map *ids;          /* of individuals */
	money *amount;            /* their totals, by number */
	size_t amount_room;
	struct part_row *row;
	size_t rows, room;
	struct scales scales;
};

static void
find_places(struct merger *m)
{
	m->id = merging_place(m->all, "customer_id");
	m->scope = merging_place(m->all, "scope");
	m->tier = merging_place(m->all, "tier");
	m->status = merging_place(m->all, "status");
	m->class = merging_place(m->all, "class");
	m->potential = merging_place(m->all, "potential");
	m->months = merging_place(m->all, "months");
	m->total = merging_place(m->all, "total_amount");
}

/* The column of the present table. */
static int
column(const struct merger *m, int place)
{
	return merging_column(m->all, place);
}

/* What the row adds up to; false when the record was refused. */
static bool
take_total(struct merger *m, struct table *t, struct part_row *row)
{
	bool known;

	if (!table_money(t, column(m, m->total), &row->total, &known))
		return false;
	if (!known)
		table_refuse(t, column(m, m->total), "blank");
	return known;
}

/* An individual's figures; false when the record was refused. */
static bool
take_figures(struct merger *m, struct table *t, struct part_row *row)
{
	int64_t months = 0;
	bool has_months;

	if (!table_count(t, column(m, m->months), &months, &has_months))
		return false;
	if (!has_months)
		table_refuse(t, column(m, m->months), "blank");
	row->months = (int)months;
	return has_months && take_total(m, t, row);
}

/* The level that --cuts counts the row on; false when the record was refused. */
static bool
take_level(struct merger *m, struct table *t, struct part_row *row)
{
	const struct scale *s = row->section == GROUPS ? &m->scales.group :
	    &m->scales.individual;
	struct slice tier = table_text(t, column(m, m->tier));

	row->level = -1;
	if (m->q->cuts == NULL || tier.n == 0)
		return true;
	row->level = scale_find(s, tier);
	if (row->level < 0)
		table_refuse_unlike(t, column(m, m->tier), "not a tier of the policy in force",
		    s->all.level[0].tier);
	return row->level >= 0;
}

/* What kind of row it is, and its numbers; false when the record was refused. */
static bool
read_row(struct merger *m, struct table *t, struct part_row *row)
{
	row->section = INDIVIDUALS;
	if (table_text(t, column(m, m->tier)).n == 0 &&
	    !slice_is(table_text(t, column(m, m->status)), tiers_left)) {
		row->section = GONE;
		return true;
	}
	if (table_says(t, column(m, m->scope), &scope_words, SCOPE_GROUP))
		row->section = GROUPS;
	if (!take_level(m, t, row))
		return false;
	return row->section == INDIVIDUALS ? take_figures(m, t, row) :
	    m->q->cuts == NULL || take_total(m, t, row);
}

static void
take_row(struct merger *m, struct table *t)
{
	struct part_row row = { .level = -1 };
	struct slice id;

	if (!table_id(t, column(m, m->id), &id) || !read_row(m, t, &row))
		return;
	merging_meet(m->all, id);
	if (row.section == INDIVIDUALS) {
		row.number = map_intern(m->ids, id);
		if (row.number >= m->amount_room)
			m->amount = mem_grow(m->amount, row.number, &m->amount_room,
			    sizeof *m->amount);
		m->amount[row.number] = row.total;
	}
	row.cell = merging_row(m->all, t);
	m->row = mem_grow(m->row, m->rows, &m->room, sizeof *m->row);
	m->row[m->rows++] = row;
}

/* The columns of the first table are those of the result. */
static void
read_part(struct merger *m, struct table *t)
{
	merging_table(m->all, t, tiers_header);
	find_places(m);
	while (table_next(t))
		take_row(m, t);
	table_close(t);
}

/* What class A spends on average in a month. */
static struct average
average_of_a(const struct merger *m, const struct abc *abc)
{
	struct average a = { 0, 0 };

	for (size_t i = 0; i < m->rows; i++) {
		const struct part_row *row = &m->row[i];

		if (row->section != INDIVIDUALS || abc_class(abc, m->amount[row->number],
		    map_key(m->ids, row->number)) != CLASS_A)
			continue;
		if (!money_add(&a.total, m->amount[row->number]))
			die(BAD_DATA, "total_amount: the total of class A is too large");
		a.months += row->months;
	}
	return a;
}

/* The potential, high where class A's spending makes it so. */
static struct slice
merged_potential(const struct merger *m, const struct part_row *row,
    const struct average *a)
{
	struct slice before = row->cell[m->potential];

	if ((slice_is(before, "stable") || slice_is(before, "declining")) &&
	    value_like_class_a(m->amount[row->number], row->months, a))
		return slice_of(potential_text[POTENTIAL_HIGH]);
	return before;
}

static void
write_row(const struct merger *m, struct writer *w, const struct part_row *row,
    const struct abc *abc, const struct average *a)
{
	for (int i = 0; i < merging_columns(m->all); i++)
		if (row->section == INDIVIDUALS && i == m->class)
			writer_string(w, class_text[abc_class(abc, m->amount[row->number],
			    map_key(m->ids, row->number))]);
		else if (row->section == INDIVIDUALS && i == m->potential)
			writer_text(w, merged_potential(m, row, a));
		else
			writer_text(w, row->cell[i]);
	writer_end(w);
}

/* Individuals as they came, then groups and then the gone, both by id. */
static int
by_section(const void *a, const void *b, void *merger)
{
	const struct part_row *x = a, *y = b;
	const struct merger *m = merger;

	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	if (x->section == INDIVIDUALS)
		return (x->number > y->number) - (x->number < y->number);
	return slice_compare(x->cell[m->id], y->cell[m->id]);
}

/* The row, as far as a census looks at it. */
static void
count_row(const struct merger *m, struct census *c, const struct part_row *row,
    const struct abc *abc)
{
	struct row counted = {
		.is_group = row->section == GROUPS,
		.has_left = row->level < 0,
		.standing = { .level = row->level },
		.figures = { .total = row->total },
	};

	if (row->section == INDIVIDUALS)
		counted.class = abc_class(abc, row->total, map_key(m->ids, row->number));
	census_add(c, &counted);
}

static void
write_cuts(const struct merger *m, const struct abc *abc)
{
	struct census *c = census_new(&m->scales);
	struct writer *w = put_open_cuts(m->q);

	for (size_t i = 0; i < m->rows; i++)
		if (m->row[i].section != GONE)
			count_row(m, c, &m->row[i], abc);
	census_write(c, w, CUTS_WHOLE);
	census_free(c);
	writer_close(w);
}

static void
write_table(struct merger *m, struct writer *w)
{
	struct abc abc = abc_of(m->ids, m->amount, m->q->share_a, m->q->share_b);
	struct average a = average_of_a(m, &abc);

	merging_header(m->all, w);
	if (m->rows > 0)
		qsort_r(m->row, m->rows, sizeof *m->row, by_section, m);
	for (size_t i = 0; i < m->rows; i++)
		write_row(m, w, &m->row[i], &abc, &a);
	if (m->q->cuts != NULL)
		write_cuts(m, &abc);
}

int
merge(const struct request *q)
{
	struct merger m = { .q = q, .all = merging_new(), .ids = map_new(0),
		.scales = scales_new(q->tiers) };
	struct table **tables = table_open_all(&q->common, KIND(TIERS), true);
	struct writer *w = options_writer(&q->common);

	for (struct table **t = tables; *t != NULL; t++)
		read_part(&m, *t);
	merging_check(m.all, &q->common, &q->customers, N_("customers"));
	write_table(&m, w);
	free(tables);
	map_free(m.ids);
	merging_free(m.all);
	scales_free(&m.scales);
	free(m.amount);
	free(m.row);
	return writer_close(w);
}
