/*
 * book_column -- how the cells of a column stand in a workbook.
 *
 * What identifies stays text, since a spreadsheet shows 13800000001 as
 * 1.38E+10; days, minutes and months are dates that can be sorted and grouped.
 */
#ifndef RT_REPORT_BOOK_COLUMN_H
#define RT_REPORT_BOOK_COLUMN_H

#include "cmd/rt-report/book.h"
#include "common/table/names.h"

struct book_column {
	enum { BOOK_TEXT, BOOK_NUMBERS, BOOK_CELL_BY_CELL } what;
	enum style style;   /* of numbers */
};

/* text: columns that the user wants as text. */
struct book_column book_column(const struct sheet *s, int column,
    const struct names *text);

/*
 * A day 2026-04-01, a minute 2026-04-01T09:00 or a month 2026-04 as rt writes
 * them, as spreadsheets count days; false when the text is another.
 */
bool book_moment(struct slice text, double *serial, enum style *style);

/* The serial number of a day, and of a minute since 1970. */
double book_day(daynum d);
double book_minute(int64_t minutes);

/* The style of a cell that has a type of its own. */
enum style book_style(enum cell_type type);

#endif
