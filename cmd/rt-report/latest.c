/*
 * Bills are tables of no kind here, and known by their header.
 */
#include "cmd/rt-report/latest.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

struct latest {
	int *column;           /* of each table: its months, or NO_COLUMN; lent to parts */
	monthnum month;        /* NO_MONTH: none was met */
	char text[MONTH_TEXT]; /* of it */
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
latest_new(const struct request *q, const struct tables *in)
{
	struct latest *l = mem_new(sizeof *l);

	l->month = NO_MONTH;
	l->column = mem_array((size_t)in->count, sizeof *l->column);
	for (int i = 0; i < in->count; i++)
		l->column[i] = q->format->one_report && !diag_verbose() ? NO_COLUMN :
		    month_column(in->table[i]);
	return l;
}

/*
 * Whether the text is no later than the month met so far, by its bytes: most
 * tables write months as 2026-03, and then nothing needs to be parsed.
 */
static bool
is_no_later(const struct latest *l, struct slice text)
{
	return text.n == MONTH_TEXT && text.p[4] == '-' && l->month != NO_MONTH &&
	    memcmp(text.p, l->text, MONTH_TEXT) <= 0;
}

static void
take(struct latest *l, monthnum m)
{
	if (l->month != NO_MONTH && m <= l->month)
		return;
	l->month = m;
	month_print(m, l->text);
}

void
latest_note(struct latest *l, struct table *t, int place)
{
	struct slice text;
	monthnum m;

	if (l->column[place] < 0)
		return;
	text = reader_field(table_reader(t), l->column[place]);
	if (!is_no_later(l, text) && month_parse(text, &m))
		take(l, m);
}

struct latest *
latest_part(const struct latest *l)
{
	struct latest *part = mem_new(sizeof *part);

	part->column = l->column;
	part->month = NO_MONTH;
	return part;
}

void
latest_merge(struct latest *l, const struct latest *part)
{
	if (part->month != NO_MONTH)
		take(l, part->month);
}

void
latest_part_free(struct latest *part)
{
	free(part);
}

void
latest_tell(struct latest *l, struct sheet *s)
{
	if (l->month != NO_MONTH)
		sheet_set_month(s, l->month, LATEST_MONTH);
	free(l->column);
	free(l);
}
