/*
 * Bills are tables of no kind here, and known by their header.
 */
#include "cmd/rt-report/latest.h"

#include <stdlib.h>

#include "common/base/mem.h"

struct latest {
	const struct tables *in;
	int *column;           /* of each table: its months, or NO_COLUMN */
	monthnum month;        /* NO_MONTH: none was met */
};

static int
month_column(struct table *t)
{
	const struct header *h = table_header(t);
	enum kind nearest;
	const char *missing;
	int two[2];

	if (header_recognise(h, KIND(BILLS), &nearest, &missing) != BILLS)
		return NO_COLUMN;
	return header_find(h, BILLS, "month", two);
}

struct latest *
latest_new(const struct tables *in)
{
	struct latest *l = mem_new(sizeof *l);

	l->in = in;
	l->month = NO_MONTH;
	l->column = mem_array((size_t)in->count, sizeof *l->column);
	for (int i = 0; i < in->count; i++)
		l->column[i] = month_column(in->table[i]);
	return l;
}

void
latest_note(struct latest *l, int table)
{
	monthnum m;

	if (l->column[table] < 0 ||
	    !month_parse(table_text(l->in->table[table], l->column[table]), &m))
		return;
	if (l->month == NO_MONTH || m > l->month)
		l->month = m;
}

void
latest_tell(struct latest *l, struct sheet *s)
{
	if (l->month != NO_MONTH)
		sheet_set_month(s, l->month, LATEST_MONTH);
	free(l->column);
	free(l);
}
