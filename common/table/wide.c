/*
 * One record of a table becomes as many as it has months with a value.
 */
#include "common/table/wide.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/value/space.h"
#include "common/value/text.h"

struct month_column {
	struct slice heading;     /* as it stands in the file */
	enum unit_fit fit;
	char label[MONTH_TEXT];   /* as rt writes it */
};

struct wide {
	struct slice value;       /* the column that the cells are of */
	enum quantity quantity;   /* and what it counts */
	struct header header;     /* of the records */
	struct slice *cell;
	struct month_column *month;
	int *column;              /* of the file, of each month */
	struct slice *label;
	int months;
};

/* Whether the heading is a month, with white space and a unit or without. */
static bool
read_month(struct slice heading, enum quantity q, struct month_column *m)
{
	enum { LONGEST = 48 };
	char text[LONGEST];
	struct slice base = heading, unit;
	size_t used = 0, n;
	monthnum month;

	m->heading = heading;
	m->fit = heading_unit(heading, q, &base, &unit);
	for (; base.n > 0; base = (struct slice){ base.p + n, base.n - n }) {
		int32_t c = text_next(base, &n);

		if (space_is_white(c) || space_is_unseen(c))
			continue;
		if (used + n > LONGEST)
			return false;
		memcpy(text + used, base.p, n);
		used += n;
	}
	if (!month_parse((struct slice){ text, used }, &month))
		return false;
	month_print(month, m->label);
	return true;
}

/* The columns that are months, and the header that the records will have. */
static struct wide *
make(const struct header *h, struct slice value)
{
	size_t n = (size_t)h->columns + 2;
	struct wide *w = mem_new(sizeof *w);
	int others = 0;

	w->value = value;
	w->quantity = header_quantity(header_name(value));
	w->cell = mem_array(n, sizeof *w->cell);
	w->month = mem_array(n, sizeof *w->month);
	w->column = mem_array(n, sizeof *w->column);
	w->label = mem_array(n, sizeof *w->label);
	for (int i = 0; i < h->columns; i++) {
		struct month_column *m = &w->month[w->months];

		if (!read_month(h->cell[i], w->quantity, m)) {
			w->cell[others++] = h->cell[i];
			continue;
		}
		w->label[w->months] = (struct slice){ m->label, MONTH_TEXT };
		w->column[w->months++] = i;
	}
	w->cell[others++] = SLICE("month");
	w->cell[others++] = value;
	w->header = (struct header){ w->cell, others, h->mapping, h->mappings };
	return w;
}

/* Whether the records are of a kind that has months, and the one asked for. */
static bool
fits(const struct wide *w, enum kind asked, kinds among)
{
	const char *missing;
	enum kind nearest, k = kinds_only(among);

	if (w->months == 0)
		return false;
	if (k == NO_KIND)
		k = header_recognise(&w->header, among, &nearest, &missing);
	if (k == NO_KIND)
		return asked == NO_KIND || (among & KIND(asked)) != 0;
	return (asked == NO_KIND || asked == k) &&
	    kind_column(k, SLICE("month")) != NULL;
}

bool
wide_is_likely(const struct header *h)
{
	struct month_column m;
	int months = 0;

	for (int i = 0; i < h->columns; i++)
		months += read_month(h->cell[i], NO_QUANTITY, &m);
	return months > 1;
}

struct wide *
wide_open(const struct options *o, struct header *h, kinds among)
{
	for (size_t i = 0; i < o->wides; i++) {
		struct wide *w = make(h, slice_of(o->wide[i].column));

		if (fits(w, o->wide[i].kind, among)) {
			o->wide[i].met = true;
			*h = w->header;
			return w;
		}
		wide_free(w);
	}
	return NULL;
}

void
wide_free(struct wide *w)
{
	if (w == NULL)
		return;
	free(w->cell);
	free(w->month);
	free(w->column);
	free(w->label);
	free(w);
}

/* Bills of one month add up: a month that stands twice would count twice. */
static void
check_months(const struct wide *w, struct reader *r)
{
	struct slice base, unit;

	for (int i = 0; i < w->months; i++) {
		struct slice a = w->month[i].heading;

		if (w->month[i].fit == WRONG_UNIT) {
			heading_unit(a, w->quantity, &base, &unit);
			reader_die(r, NULL, "the heading '%.*s' counts in %.*s, '%.*s' in %s",
			    (int)a.n, a.p, (int)unit.n, unit.p, (int)w->value.n,
			    w->value.p, quantity_unit(w->quantity));
		}
		for (int k = i + 1; k < w->months; k++) {
			struct slice b = w->month[k].heading;

			if (slice_equal(w->label[i], w->label[k]))
				reader_die(r, NULL, "both '%.*s' and '%.*s' are the month "
				    "%.*s", (int)a.n, a.p, (int)b.n, b.p,
				    (int)w->label[i].n, w->label[i].p);
		}
	}
}

/* Whether the file has a column of that name besides the months. */
static void
check_besides(const struct wide *w, struct reader *r, struct slice name)
{
	struct header h = w->header;
	int two[2], column;

	h.columns -= 2;
	column = header_user(&h, NO_KIND, name, two);
	if (column == NO_COLUMN)
		return;
	column = column >= 0 ? column : two[0];
	reader_die(r, NULL, "months stand in columns (--wide), and the heading '%.*s' "
	    "answers to '%.*s' besides", (int)h.cell[column].n, h.cell[column].p,
	    (int)name.n, name.p);
}

void
wide_unfold(const struct wide *w, struct reader *r, const char *const *null, size_t nulls)
{
	check_months(w, r);
	check_besides(w, r, SLICE("month"));
	check_besides(w, r, w->value);
	reader_unfold(r, &(struct unfolding){ w->column, w->label, w->months,
	    { SLICE("month"), w->value }, null, nulls });
	remark("%s: %d columns are months", reader_name(r), w->months);
}

struct slice
wide_heading(const struct wide *w, const struct reader *r)
{
	return w->month[reader_part(r)].heading;
}
