/*
 * sheet -- a report as typed columns and rows: what a kind makes and a
 * format writes.
 *
 * Cells are added in the order of the columns, row after row.  The sheet
 * keeps copies of all text.
 */
#ifndef RT_REPORT_SHEET_H
#define RT_REPORT_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/value/date.h"
#include "common/value/money.h"

enum cell_type {
	CELL_TEXT,
	CELL_PLAIN,   /* text that may be a number: a column of an unknown table */
	CELL_COUNT,
	CELL_MONEY,
	CELL_DECIMAL, /* exact as money, printed with the decimals it has */
	CELL_RATE,    /* a fraction */
	CELL_NUMBER,  /* of statistics */
	CELL_POINTS,  /* the same, shown to people with two decimals */
	CELL_KEPT,    /* text that is a number, kept with the digits it came with */
	CELL_KEPT_P,     /* the same, of a probability: not shown as 0 when it is small */
	CELL_KEPT_SHARE, /* the same, of a fraction: shown to people in percent */
	CELL_PROSE,   /* sentences: on lines, they stand below their row */
	CELL_DATE,
	CELL_TIME,    /* a minute of a day, local */
	CELL_FIGURE,  /* a number, each cell of a type of its own */
};

enum { CELL_TYPES = CELL_FIGURE + 1 };

/* Whether the cell holds text: "12" too, where nobody can know what it is. */
static inline bool
cell_is_text(enum cell_type type)
{
	return type == CELL_TEXT || type == CELL_PLAIN || type == CELL_KEPT ||
	    type == CELL_KEPT_P || type == CELL_KEPT_SHARE || type == CELL_PROSE;
}

/* Who reads a column: the last ones are what a chart needs and no table has. */
enum audience { EVERYBODY, MACHINES, PEOPLE, CHARTS };

/* Whose word the name of a column is: what the user named is never translated. */
enum origin { OURS, THE_USERS };

enum { SPARE_FIRST = 11 };

struct sheet_column {
	const char *name;
	enum cell_type type;
	enum audience audience;
	int spare;     /* 0: always shown; where room is short the largest goes first,
	                  at once from SPARE_FIRST on: a chart does not name rows by it */
	enum origin origin;
};

struct cell {
	bool known;   /* else blank */
	uint8_t own;  /* enum cell_type, where the column is CELL_FIGURE */
	bool share;   /* of the counts that its chart is bound to: see chart_interval() */
	union {
		struct slice text;
		int64_t count;
		money amount;
		struct { int64_t part, whole; } rate;
		double number;
		daynum day;
		int64_t minutes;  /* since 1970, local */
	};
};

/* The type of a cell in a column of that type. */
static inline enum cell_type
cell_type_in(const struct cell *c, enum cell_type column)
{
	return column == CELL_FIGURE ? (enum cell_type)c->own : column;
}

struct sheet;

/* The name of the kind, kept. */
struct sheet *sheet_new(const char *kind);
void sheet_free(struct sheet *s);
const char *sheet_kind(const struct sheet *s);

/* A further sheet of the same report, or NULL. */
void sheet_follow(struct sheet *s, struct sheet *next);
struct sheet *sheet_next(const struct sheet *s);
/*
 * A sheet of its own for somebody, and one part of what is theirs, such as a
 * day, or "": its title is both.  The names are NULL of a sheet that has none.
 */
void sheet_set_title(struct sheet *s, struct slice owner, const char *part);
const char *sheet_owner(const struct sheet *s);
const char *sheet_title(const struct sheet *s);

/* Adds a column, before the first cell; returns its number. */
int sheet_add(struct sheet *s, struct sheet_column column);
/* Adds a column before that one, with a cell for each row; no text. */
void sheet_insert(struct sheet *s, int before, struct sheet_column column,
    const struct cell cell[]);

int sheet_columns(const struct sheet *s);
const struct sheet_column *sheet_column(const struct sheet *s, int column);

/* Whether csv and json have the column. */
bool sheet_is_written(const struct sheet *s, int column);

/* The number of the column of that name which a table has, or -1. */
int sheet_find(const struct sheet *s, const char *name);

/*
 * The column whose figures a bar is to show, and when the bar goes for lack
 * of room: after the columns that can be spared more.
 */
struct bar {
	int column;    /* -1: no bar */
	int spare;
};

void sheet_set_bar(struct sheet *s, int column, int spare);
struct bar sheet_bar(const struct sheet *s);

/* The next cell, of the type of its column. */
void sheet_text(struct sheet *s, struct slice text);
void sheet_blank(struct sheet *s);
void sheet_count(struct sheet *s, int64_t n);
void sheet_amount(struct sheet *s, money m);
void sheet_rate(struct sheet *s, int64_t part, int64_t whole); /* blank when whole is 0 */
void sheet_number(struct sheet *s, double x);                  /* blank unless finite */
void sheet_day(struct sheet *s, daynum d);                     /* NO_DAY is blank */
void sheet_minutes(struct sheet *s, int64_t minutes);          /* of a CELL_TIME */

/* The cell that was added last, of a CELL_FIGURE, is of that type. */
void sheet_own_type(struct sheet *s, enum cell_type type);

size_t sheet_rows(const struct sheet *s);
const struct cell *sheet_cell(const struct sheet *s, size_t row, int column);

/* What people read in place of a column's name; NULL: nothing else. */
void sheet_head(struct sheet *s, int column, const char *heading);
const char *sheet_heading(const struct sheet *s, int column);

/* The cell is a rate of counts that stand beside it, so its interval is known. */
void sheet_set_share(struct sheet *s, size_t row, int column);

/* Puts another text into a cell of text. */
void sheet_change(struct sheet *s, size_t row, int column, struct slice text);

/* Rows from this one on stand for what was left over: sorting leaves them last. */
void sheet_others_begin(struct sheet *s);
bool sheet_is_other(const struct sheet *s, size_t row);

/* Puts the rows into this order: row i is what was row order[i]. */
void sheet_arrange(struct sheet *s, const size_t order[]);

/* From now on the column is always shown. */
void sheet_keep(struct sheet *s, int column);

/*
 * For the footer: the month of assessment, the latest of the records, or the last
 * that is over, which a table of levels does not tell but is mostly made for.
 */
enum month_told { ASSESSED_MONTH, LATEST_MONTH, MONTH_OVER };
void sheet_set_month(struct sheet *s, monthnum m, enum month_told told);
monthnum sheet_month(const struct sheet *s, enum month_told *told); /* or NO_MONTH */

/* A line for the footer: what a term means, by the words of words.h; kept. */
void sheet_define(struct sheet *s, const char *term);
int sheet_definitions(const struct sheet *s);
const char *sheet_definition(const struct sheet *s, int i);

/* A single number that belongs to the sheet, with what it means by words.h. */
struct sheet_figure {
	const char *name;
	double value;
	const char *definition;
};

void sheet_add_figure(struct sheet *s, struct sheet_figure f);
int sheet_figures(const struct sheet *s);
const struct sheet_figure *sheet_figure(const struct sheet *s, int i);

/*
 * Whether programs that read the cells by type are given numbers: never for
 * text; of a table that rt does not know, when each cell is blank or a plain
 * number: no plus, leading zero or exponent, at most 15 digits.
 */
bool sheet_is_number(const struct sheet *s, int column);

/*
 * The cell as csv has it: money exact, rates with 6 decimals.  Borrowed from
 * room, or from the sheet; empty when blank.
 */
enum { CELL_ROOM = 40 };
struct slice cell_print(const struct cell *c, enum cell_type type, char room[CELL_ROOM]);

#endif
