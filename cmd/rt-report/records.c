/*
 * Tables need not have their columns in one order: each is bound to those of
 * the first by heading, the same place being tried first.
 */
#include "cmd/rt-report/records.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/latest.h"
#include "cmd/rt-report/mask.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/groups.h"
#include "common/value/number.h"

/* The columns of the sheet: --by first, then the rest in the first table's order. */
struct layout {
	int columns, by;
	int *column;      /* of each table, columns after columns */
};

int
records_heading(struct table *t, const char *name)
{
	struct reader *r = table_reader(t);

	for (int i = 0; i < reader_columns(r); i++)
		if (slice_is(reader_heading(r, i), name))
			return i;
	return NO_COLUMN;
}

static bool
is_heading(struct table *t, int column, struct slice heading)
{
	struct reader *r = table_reader(t);

	return column < reader_columns(r) &&
	    (slice_equal(reader_heading(r, column), heading) ||
	        heading_same(reader_heading(r, column), heading));
}

/* Where the first table's column is in another; at the same place, if it can be. */
static int
find_heading(struct table *t, struct slice heading, int place)
{
	struct reader *r = table_reader(t);
	int found = NO_COLUMN;

	if (is_heading(t, place, heading))
		return place;
	for (int i = 0; i < reader_columns(r); i++) {
		if (!is_heading(t, i, heading))
			continue;
		if (found != NO_COLUMN)
			reader_die(r, NULL, "the heading '%.*s' stands twice",
			    (int)heading.n, heading.p);
		found = i;
	}
	return found;
}

void
records_same_columns(const struct tables *in)
{
	struct reader *first = table_reader(in->table[0]);

	for (int t = 1; t < in->count; t++) {
		struct reader *r = table_reader(in->table[t]);
		bool same = reader_columns(r) == reader_columns(first);

		for (int i = 0; same && i < reader_columns(first); i++)
			same = find_heading(in->table[t], reader_heading(first, i), i) !=
			    NO_COLUMN;
		if (!same)
			reader_die(r, NULL, "not the same columns as %s",
			    reader_name(first));
	}
}

static bool
is_among(const int column[], int count, int one)
{
	for (int i = 0; i < count; i++)
		if (column[i] == one)
			return true;
	return false;
}

static struct layout
lay_out(const struct request *q, const struct tables *in)
{
	int *by = names_find(&q->by, "--by", in->table, in->count);
	struct reader *first = table_reader(in->table[0]);
	struct layout l = { .columns = reader_columns(first), .by = q->by.count };
	int *column;

	l.column = mem_array((size_t)l.columns * (size_t)in->count, sizeof *l.column);
	column = l.column;
	for (int i = 0; i < l.by; i++)
		*column++ = by[i];
	for (int i = 0; i < l.columns; i++)
		if (!is_among(by, l.by, i))
			*column++ = i;
	for (int t = 1; t < in->count; t++)
		for (int i = 0; i < l.columns; i++)
			l.column[t * l.columns + i] = find_heading(in->table[t],
			    reader_heading(first, l.column[i]), l.column[i]);
	free(by);
	return l;
}

static bool
is_text(enum cell_type type)
{
	return type == CELL_TEXT || type == CELL_PLAIN;
}

/* A figure has no pseudonym; to write it as it is would be no mask. */
static void
check_mask(const struct sheet *s, const struct layout *l, const struct mask *mask)
{
	for (int i = 0; i < l->columns; i++)
		if (!is_text(sheet_column(s, i)->type) &&
		    mask_covers(mask, 0, l->column[i]))
			die_usage("--mask: '%s' is a figure of this report",
			    sheet_column(s, i)->name);
}

static void
head(struct sheet *s, const struct request *q, const struct tables *in,
    const struct layout *l, records_style *style)
{
	const struct reader *first = table_reader(in->table[0]);

	for (int i = 0; i < l->columns; i++) {
		char *name = mem_copy(i < l->by ? slice_of(q->by.name[i]) :
		    slice_trim(reader_heading(first, l->column[i])));
		struct sheet_column column = style(name, i);

		column.name = name;
		if (i < l->by)
			column.origin = THE_USERS;
		sheet_add(s, column);
		free(name);
	}
}

/* "-0.0125" is -125 of 10000: at most 9 decimals, at most 18 digits. */
static bool
parse_rate(struct slice text, int64_t *part, int64_t *whole)
{
	bool negative = text.n > 0 && text.p[0] == '-';
	size_t i = negative, point = 0;

	if (text.n == i || text.n - i > 18 || text.p[i] == '.')
		return false;
	*part = 0;
	*whole = 1;
	for (; i < text.n; i++) {
		if (text.p[i] == '.' && point == 0 && i + 1 < text.n &&
		    text.n - i <= 10) {
			point = i;
			continue;
		}
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
		*part = *part * 10 + (text.p[i] - '0');
		*whole *= point > 0 ? 10 : 1;
	}
	*part = negative ? -*part : *part;
	return true;
}

static bool
refuse(struct table *t, int column, const char *reason)
{
	table_refuse(t, column, reason);
	return false;
}

/* Adds a cell of that type; false when the record was refused. */
static bool
read_cell(struct table *t, int column, enum cell_type type, struct cell *c)
{
	struct slice text = table_text(t, column), trimmed = slice_trim(text);

	*c = (struct cell){ .known = text.n > 0 };
	if (!c->known)
		return true;
	switch (type) {
	case CELL_MONEY:
		return table_money(t, column, &c->amount, &c->known);
	case CELL_COUNT:
		return table_count(t, column, &c->count, &c->known);
	case CELL_RATE:
		return parse_rate(trimmed, &c->rate.part, &c->rate.whole) ||
		    refuse(t, column, N_("not a rate such as 0.25"));
	default:
		c->text = text;
		return true;
	}
}

static void
add_row(struct sheet *s, const struct cell row[])
{
	for (int i = 0; i < sheet_columns(s); i++)
		switch (sheet_column(s, i)->type) {
		case CELL_MONEY:
			row[i].known ? sheet_amount(s, row[i].amount) : sheet_blank(s);
			break;
		case CELL_COUNT:
			row[i].known ? sheet_count(s, row[i].count) : sheet_blank(s);
			break;
		case CELL_RATE:
			sheet_rate(s, row[i].rate.part,
			    row[i].known ? row[i].rate.whole : 0);
			break;
		default:
			sheet_text(s, row[i].known ? row[i].text : SLICE(""));
		}
}

static void
read_table(struct sheet *s, const struct tables *in, int number, const int column[],
    struct mask *mask, struct latest *latest, struct cell row[])
{
	struct table *t = in->table[number];

	while (table_next(t)) {
		bool good = true;

		latest_note(latest, t, number);
		for (int i = 0; good && i < sheet_columns(s); i++) {
			good = read_cell(t, column[i], sheet_column(s, i)->type, &row[i]);
			if (good && is_text(sheet_column(s, i)->type))
				row[i].text = mask_cell(mask, in, number, column[i],
				    row[i].text, i);
		}
		if (good)
			add_row(s, row);
	}
}

/* A row and the number of its group. */
struct spot {
	uint32_t group;
	size_t row;
};

static int
by_spot(const void *left, const void *right)
{
	const struct spot *a = left, *b = right;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

static void
sort_by_groups(struct sheet *s, int by)
{
	size_t rows = sheet_rows(s);
	struct groups *groups = groups_new(by);
	struct spot *spot = mem_array(rows, sizeof *spot);
	struct slice *value = mem_array((size_t)by, sizeof *value);
	char (*room)[CELL_ROOM] = mem_array((size_t)by, sizeof *room);
	size_t *order = mem_array(rows, sizeof *order);

	for (size_t i = 0; i < rows; i++) {
		for (int k = 0; k < by; k++)
			value[k] = cell_print(sheet_cell(s, i, k),
			    sheet_column(s, k)->type, room[k]);
		spot[i] = (struct spot){ groups_number(groups, value), i };
	}
	qsort(spot, rows, sizeof *spot, by_spot);
	for (size_t i = 0; i < rows; i++)
		order[i] = spot[i].row;
	sheet_arrange(s, order);
	groups_free(groups);
	free(spot);
	free(value);
	free(room);
	free(order);
}

struct sheet *
records_read(const struct request *q, const struct tables *in, const char *kind,
    records_style *style)
{
	struct sheet *s = sheet_new(kind);
	struct mask *mask = mask_open(q, in);
	struct latest *latest = latest_new(q, in);
	struct layout l;
	struct cell *row;

	records_same_columns(in);
	l = lay_out(q, in);
	head(s, q, in, &l, style);
	check_mask(s, &l, mask);
	row = mem_array((size_t)l.columns, sizeof *row);
	for (int t = 0; t < in->count; t++)
		read_table(s, in, t, l.column + t * l.columns, mask, latest, row);
	latest_tell(latest, s);
	mask_close(mask);
	if (l.by > 0)
		sort_by_groups(s, l.by);
	free(row);
	free(l.column);
	return s;
}
