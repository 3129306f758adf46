/*
 * table -- one file of a known kind: its columns by name, its cells by type.
 *
 * while (table_next(t)) if (table_money(t, amount, &m) && ...) observe(...)
 *
 * A cell that is not what its column says refuses the record (see
 * reader.h): the accessor returns false, and the caller goes on to the next
 * record.  A column that is not there is blank in every record.
 */
#ifndef RT_TABLE_H
#define RT_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/doubt.h"
#include "common/csv/reader.h"
#include "common/table/kind.h"
#include "common/table/options.h"
#include "common/table/words.h"
#include "common/value/date.h"
#include "common/value/look.h"
#include "common/value/mark.h"
#include "common/value/money.h"
#include "common/value/nobody.h"

struct table;

/*
 * Opens a file whose kind is known, or recognised among several.  Dies when
 * the header fits none or misses a required column (status 1).  With
 * KIND(NO_KIND) among them what fits none is a table without a kind.
 */
struct table *table_open(const struct options *o, const char *path, kinds among);
void table_close(struct table *t);

/*
 * The same for a table that another option may name once more, or that has
 * the same bytes as one: --previous, --train.
 */
struct table *table_open_apart(const struct options *o, const char *path, kinds among);

/* The same for a file without a kind that steers the run: see guard.h. */
struct table *table_open_model(const struct options *o, const char *path);

/*
 * The tables of the command line: operands, --table, and standard input when
 * there is neither and fallback says so.  NULL at the end; the caller closes
 * them and frees the list.
 */
struct table **table_open_all(const struct options *o, kinds among, bool fallback);

enum kind table_kind(const struct table *t);
const char *table_name(const struct table *t);
struct reader *table_reader(struct table *t);

/*
 * The number of a column of the kind, or NO_COLUMN when the header has none;
 * dies (status 1) when two headings answer to it.
 */
int table_column(struct table *t, const char *name);

/* The same, and dies (status 1) when there is none, with a near miss. */
int table_need(struct table *t, const char *name);

/*
 * A column that the user named: one of the kind, an alias, or any heading;
 * NO_COLUMN when there is none.
 */
int table_user_column(struct table *t, struct slice name);

/*
 * What the functions below look at first: the first member of a table.
 */
struct table_front {
	struct reader *reader;
	bool plain;    /* begun, no --null, no decimal comma */
	bool as_is;    /* begun, no --null, and ids are taken as they stand */
	bool simple;   /* plain, and at most one column is watched for blank cells: */
	int watched;   /* this, or NO_COLUMN */
	struct month_memo months;
};

static inline const struct table_front *
table_front(const struct table *t)
{
	return (const struct table_front *)(const void *)t;
}

/* The next record; see reader_next(). */
bool table_next_slowly(struct table *t);

/* What reader_next() found, or the next, when the cell that is watched may be blank. */
bool table_next_filled(struct table *t);

static inline bool
table_next(struct table *t)
{
	const struct table_front *f = table_front(t);
	struct slice cell;

	if (!f->simple)
		return table_next_slowly(t);
	if (!reader_next(f->reader))
		return false;
	if (f->watched == NO_COLUMN)
		return true;
	cell = reader_field(f->reader, f->watched);
	return (cell.n > 0 && cell.p[0] != ' ') || table_next_filled(t);
}

/*
 * The cell as it stands, empty when blank: only spaces, one of --null, or no
 * such column.  Borrowed until the next table_next().
 */
struct slice table_text(struct table *t, int column);

/* The same, but only what --null says is blank: of tables that rt wrote. */
struct slice table_cell(struct table *t, int column);

/*
 * The cell as it is carried to the output: as it stands; where blanks have a
 * text of their own there, one of --null is blank.
 */
struct slice table_kept(struct table *t, int column);

/* Each false when the record was refused; what blank gives stands behind. */
static inline bool table_id(struct table *t, int column, struct slice *id); /* refused */
static inline bool table_money(struct table *t, int column, money *m, bool *known); /* known false */
bool table_count(struct table *t, int column, int64_t *n, bool *known);
bool table_number(struct table *t, int column, double *x, bool *known);
bool table_seconds(struct table *t, int column, double *x, bool *known);
bool table_date(struct table *t, int column, daynum *d);              /* NO_DAY */
static inline bool table_month(struct table *t, int column, monthnum *m); /* NO_MONTH */
bool table_instant(struct table *t, int column, instant *i);          /* NO_INSTANT */
bool table_yes_no(struct table *t, int column, bool *yes);            /* no */
bool table_word(struct table *t, int column, const struct words *w, uint8_t *word); /* NO_WORD */

/* Yes or no, or a list of the words; blank is no, and none of them. */
bool table_words(struct table *t, int column, const struct words *w, bool *yes,
    word_set *set);

/* The code of the word; another word as it stands, spaces around it gone. */
struct slice table_code(struct table *t, int column, const struct words *w);

/* The same of a column that may hold words of any list, or none. */
struct slice table_spelled(struct table *t, int column);

/*
 * Whether the cell is this text, spaces around it gone, or says the word that
 * the text is; a text that only says a word is itself alone.
 */
bool table_meets(struct table *t, int column, struct slice text);

/*
 * Whether the cell says the word of that place; another word, or none, is
 * fine and no.
 */
bool table_says(struct table *t, int column, const struct words *w, uint8_t word);

/* An id that may be missing: as table_id(), and empty when the cell is blank. */
bool table_id_or_blank(struct table *t, int column, struct slice *id);

/*
 * A name that another table is asked for, such as a manager's: as an id, but
 * blank, and any word, is fine.
 */
struct slice table_key(struct table *t, int column);

/* Counts a doubt about this table, first seen in the current record. */
void table_doubt(struct table *t, enum doubt_name name);

/* How many there are so far. */
uint64_t table_doubts(const struct table *t, enum doubt_name name);

/*
 * The cell of a column that may hold numbers or words, trimmed: a number has
 * a decimal point, however the file writes it.  False when the record was
 * refused, for nobody knows what a mark in the number is.  Borrowed likewise,
 * and until the room is used again.
 */
bool table_figure(struct table *t, int column, char room[DECIMAL_TEXT],
    struct slice *text);

/* Refuses the current record because of that column: see reader_refuse(). */
void table_refuse(struct table *t, int column, const char *reason);

/* The same: the cell is no such thing as this example, which the reason ends with. */
void table_refuse_unlike(struct table *t, int column, const char *reason,
    struct slice example);

/* The same, because the cell is not what is wanted: see look.h. */
void table_refuse_value(struct table *t, int column, enum wanted wanted);

/* Whether --ids makes other ids this one in the table. */
bool table_made_one(const struct table *t, struct slice id);

/*
 * After an accessor said false of a table that is looked on: what is wrong
 * with the cell.  The record is there all the same.
 */
const char *table_slip(const struct table *t);

/* Its header: which headings there are, and what they answer to. */
const struct header *table_header(const struct table *t);

/* How the numbers in its cells are written. */
enum decimal table_decimal(const struct table *t);

/*
 * How many records the conditions of --where left out so far: false when none
 * is about this table.  They are among the rows of the reader.
 */
bool table_left_out(const struct table *t, uint64_t *records);

/* The line of the current record. */
uint64_t table_line(const struct table *t);

/* What the quick ways below leave over. */
bool table_id_slowly(struct table *t, int column, struct slice *id);
bool table_money_slowly(struct table *t, int column, money *m, bool *known);
bool table_month_slowly(struct table *t, int column, monthnum *m);

/* Whether it is an id wherever ids are taken as they stand, and nothing to doubt. */
static inline bool
table_id_is_plain(struct slice id)
{
	return id.n > 1 && !mark_possible(id.p[0], id.p[id.n - 1]) &&
	    !nobody_possible(id.p[0], id.p[1]);
}

static inline bool
table_id(struct table *t, int column, struct slice *id)
{
	const struct table_front *f = table_front(t);

	*id = reader_field(f->reader, column);
	if (f->as_is && table_id_is_plain(*id))
		return true;
	return table_id_slowly(t, column, id);
}

static inline bool
table_money(struct table *t, int column, money *m, bool *known)
{
	const struct table_front *f = table_front(t);

	*known = true;
	if (f->plain && money_parse_quick(reader_field(f->reader, column), m))
		return true;
	return table_money_slowly(t, column, m, known);
}

static inline bool
table_month(struct table *t, int column, monthnum *m)
{
	struct table_front *f = (struct table_front *)(void *)t;

	if (f->plain && month_parse_again(&f->months, reader_field(f->reader, column), m))
		return true;
	return table_month_slowly(t, column, m);
}

#endif
