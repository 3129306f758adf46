/*
 * By the name of a column where rt knows it, else by its cells.
 */
#include "cmd/rt-report/book_column.h"

#include <string.h>

#include "common/table/alias.h"
#include "common/table/heading.h"
#include "common/value/number.h"

/* Days since 1970 as spreadsheets count them. */
enum { EPOCH_SERIAL = 25569, DAY_MINUTES = 24 * 60 };

static bool
is_called(struct slice heading, const char *name)
{
	if (heading_same(heading, slice_of(name)))
		return true;
	for (enum alias_list l = 0; l < ALIAS_LISTS; l++)
		if (alias_is(l, NO_KIND, heading, slice_of(name)))
			return true;
	return false;
}

static bool
identifies(struct slice heading)
{
	static const char *const names[] = {
		"customer_id", "workorder_id", "contact_id", "case_id", "contract_id",
		"group_id", "peer", "workorders",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is_called(heading, names[i]))
			return true;
	return false;
}

static bool
is_named(const struct names *list, struct slice heading)
{
	for (int i = 0; i < list->count; i++)
		if (heading_same(heading, slice_of(list->name[i])))
			return true;
	return false;
}

/* What a spreadsheet would show as a power of ten. */
static bool
has_long_numbers(const struct sheet *s, int column)
{
	enum { DIGITS_SHOWN = 10 };

	for (size_t row = 0; row < sheet_rows(s); row++) {
		const struct cell *c = sheet_cell(s, row, column);
		size_t digits = 0;

		for (size_t i = 0; c->known && i < c->text.n; i++)
			digits += c->text.p[i] >= '0' && c->text.p[i] <= '9';
		if (digits > DIGITS_SHOWN)
			return true;
	}
	return false;
}

static bool
ends_in(struct slice heading, const char *end)
{
	size_t n = strlen(end);

	return heading.n >= n && memcmp(heading.p + heading.n - n, end, n) == 0;
}

static enum style
style_of_plain(struct slice heading)
{
	enum column_type type;

	if (ends_in(heading, "_rate") || ends_in(heading, "share") ||
	    slice_is(heading, "retention"))
		return STYLE_RATE;
	if (ends_in(heading, "amount") ||
	    (kind_any_column(heading, &type) && type == MONEY))
		return STYLE_MONEY;
	return STYLE_PLAIN;
}

static enum style
style_of(enum cell_type type, struct slice heading)
{
	switch (type) {
	case CELL_COUNT:
		return STYLE_COUNT;
	case CELL_MONEY:
		return STYLE_MONEY;
	case CELL_RATE:
	case CELL_KEPT_SHARE:
		return STYLE_RATE;
	case CELL_POINTS:
		return STYLE_POINTS;
	case CELL_PLAIN:
		return style_of_plain(heading);
	default:
		return STYLE_PLAIN;
	}
}

enum style
book_style(enum cell_type type)
{
	return style_of(type, SLICE(""));
}

struct book_column
book_column(const struct sheet *s, int column, const struct names *text)
{
	const struct sheet_column *c = sheet_column(s, column);
	struct slice heading = slice_of(c->name);
	struct book_column b = { BOOK_CELL_BY_CELL, style_of(c->type, heading) };

	if (c->type == CELL_PROSE || is_named(text, heading) ||
	    (cell_is_text(c->type) && (identifies(heading) ||
	        (c->type == CELL_PLAIN && has_long_numbers(s, column) &&
	            sheet_is_number(s, column)))))
		b.what = BOOK_TEXT;
	else if (sheet_is_number(s, column))
		b.what = BOOK_NUMBERS;
	return b;
}

double
book_day(daynum d)
{
	return d + EPOCH_SERIAL;
}

double
book_minute(int64_t minutes)
{
	return (double)minutes / DAY_MINUTES + EPOCH_SERIAL;
}

static bool
has_form(struct slice text, const char *form)
{
	if (text.n != strlen(form))
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (form[i] == '9' ? text.p[i] < '0' || text.p[i] > '9' :
		    text.p[i] != form[i])
			return false;
	return true;
}

static int
two_digits(const char *p)
{
	return (p[0] - '0') * 10 + p[1] - '0';
}

bool
book_moment(struct slice text, double *serial, enum style *style)
{
	bool minute = has_form(text, "9999-99-99T99:99");
	char day[DATE_TEXT] = "0000-00-01";
	struct slice date = { text.p, DATE_TEXT };
	daynum d;

	*style = minute ? STYLE_TIME : STYLE_DATE;
	if (has_form(text, "9999-99")) {
		memcpy(day, text.p, text.n);
		date = (struct slice){ day, DATE_TEXT };
		*style = STYLE_MONTH;
	} else if (!minute && !has_form(text, "9999-99-99")) {
		return false;
	}
	if (!date_parse(date, &d) || d == NO_DAY)
		return false;
	*serial = book_day(d);
	if (minute && (two_digits(text.p + 11) > 23 || two_digits(text.p + 14) > 59))
		return false;
	if (minute)
		*serial = book_minute((int64_t)d * DAY_MINUTES +
		    two_digits(text.p + 11) * 60 + two_digits(text.p + 14));
	return true;
}
