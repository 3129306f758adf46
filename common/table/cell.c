/*
 * cell -- the cells of a table, by type.
 */
#include <stdio.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/table_parts.h"
#include "common/value/duration.h"
#include "common/value/number.h"
#include "common/value/text.h"

/* Whether a cell that nobody reads must say a word. */
static bool
watches_words(const struct table *t)
{
	for (int i = 0; i < t->watches; i++)
		if (t->bound[t->watched[i]].closed != NULL)
			return true;
	return false;
}

/*
 * The columns whose blank cells nobody else would find: those that the tool
 * does not read, and text, which may be read in the belief that blank is
 * fine.
 */
static void
watch(struct table *t)
{
	for (const struct column *c = kind_columns(t->kind); c->name != NULL; c++) {
		int column;

		if (!c->required || c->may_blank)
			continue;
		column = table_find(t, c->name);
		if (t->bound[column].name != NULL && c->type != TEXT && c->type != LIST)
			continue;
		t->bound[column] = (struct binding){ c->name, true,
			words_closed(t->kind, slice_of(c->name)), NO_WORD };
		t->watched[t->watches++] = column;
	}
}

/* Who looks on finds what is blank himself. */
static void
begin(struct table *t)
{
	t->begun = true;
	if (!t->looks_on)
		watch(t);
	month_memo_clear(&t->front.months);
	t->front.plain = t->nulls == 0 && t->decimal != DECIMAL_COMMA;
	t->front.as_is = t->nulls == 0 && !t->clean_ids;
	t->brisk = t->front.plain && t->wide == NULL && t->filter == NULL &&
	    t->renaming == NULL && !watches_words(t);
	t->front.simple = t->brisk && t->watches <= 1;
	t->front.watched = t->watches == 1 ? t->watched[0] : NO_COLUMN;
}

/* Refuses the record; what an accessor then says. */
static bool
refused(struct table *t, int column, const char *reason)
{
	table_refuse(t, column, reason);
	return false;
}

static bool read_word(struct table *t, int column, const struct words *w, uint8_t *word);

static bool
is_filled(struct table *t)
{
	for (int i = 0; i < t->watches; i++) {
		int column = t->watched[i];
		struct slice cell = reader_field(t->front.reader, column);
		struct binding *b = &t->bound[column];

		if (b->closed != NULL && !read_word(t, column, b->closed, &b->word))
			return false;
		if (t->front.plain && cell.n > 0 && cell.p[0] != ' ')
			continue;
		if (table_text(t, column).n == 0)
			return refused(t, column, "blank");
	}
	return true;
}

static bool
any_next(struct table *t)
{
	return t->wide != NULL ? reader_next_part(t->front.reader) :
	    reader_next(t->front.reader);
}

/* The next that the conditions of --where let through. */
static bool
next_record(struct table *t)
{
	while (any_next(t)) {
		bool used;

		if (t->renaming != NULL)
			renaming_record(t->renaming);
		t->sieving = true;
		used = t->filter == NULL || filter_look(t->filter) == USED;
		t->sieving = false;
		if (used)
			return true;
	}
	if (t->filter != NULL)
		filter_end(t->filter);
	return false;
}

/* With --null more cells are blank than the reader knows; of wide ones, no part is. */
static bool
passes_over(struct table *t)
{
	if (t->nulls == 0 || t->wide != NULL)
		return false;
	for (int i = 0; i < t->header.columns; i++)
		if (table_text(t, i).n > 0)
			return false;
	reader_pass_over(t->front.reader);
	return true;
}

/* Whether no watched cell of the current record needs a look. */
static inline bool
is_plainly_filled(const struct table *t)
{
	for (int i = 0; i < t->watches; i++) {
		struct slice cell = reader_field(t->front.reader, t->watched[i]);

		if (cell.n == 0 || cell.p[0] == ' ')
			return false;
	}
	return true;
}

bool
table_next_slowly(struct table *t)
{
	if (t->brisk) {
		if (!reader_next(t->front.reader))
			return false;
		if (is_plainly_filled(t) || is_filled(t))
			return true;
	}
	if (!t->begun)
		begin(t);
	do
		if (!next_record(t))
			return false;
	while (passes_over(t) || (t->watches > 0 && !is_filled(t)));
	return true;
}

bool
table_next_filled(struct table *t)
{
	return is_filled(t) || table_next_slowly(t);
}

void
table_refuse(struct table *t, int column, const char *reason)
{
	const char *name = column >= 0 ? t->bound[column].name : NULL;
	bool of_month = t->wide != NULL && column + 1 == t->header.columns;
	char *heading = NULL;

	if (t->looks_on && !t->sieving) {
		snprintf(t->slip, sizeof t->slip, "%s", reason_to_say(reason));
		return;
	}
	reader_give_up(t->front.reader);
	if (of_month)
		name = heading = mem_copy(wide_heading(t->wide, t->front.reader));
	else if (column >= 0 && name == NULL)
		name = heading = mem_copy(t->heading[column]);
	reader_refuse(t->front.reader, column, name, reason);
	/* What is wrong beside the months is wrong in all of them. */
	if (t->wide != NULL && column >= 0 && !of_month)
		reader_leave_parts(t->front.reader);
	free(heading);
}

void
table_refuse_unlike(struct table *t, int column, const char *reason, struct slice example)
{
	char whole[REFUSAL_TEXT], *word = mem_copy(example);

	reader_give_up(t->front.reader);
	table_refuse(t, column, reason_print(whole, sizeof whole, "%s such as %s", reason,
	    word));
	free(word);
}

void
table_refuse_value(struct table *t, int column, enum wanted wanted)
{
	char reason[LOOK_TEXT];

	table_refuse(t, column, look_refusal(wanted, table_text(t, column), t->decimal,
	    reason));
}

static bool
is_null(const struct table *t, struct slice cell)
{
	for (size_t i = 0; i < t->nulls; i++)
		if (slice_is(cell, t->null[i]))
			return true;
	return false;
}

struct slice
table_text(struct table *t, int column)
{
	const struct slice blank = { "", 0 };
	struct slice cell;

	if (column < 0)
		return blank;
	cell = reader_field(t->front.reader, column);
	if (cell.n > 0 && cell.p[0] == ' ' && text_blank(cell))
		return blank;
	if (t->nulls > 0 && is_null(t, cell))
		return blank;
	return cell;
}

struct slice
table_cell(struct table *t, int column)
{
	struct slice cell = reader_field(t->front.reader, column);

	return is_null(t, cell) ? (struct slice){ "", 0 } : cell;
}

struct slice
table_kept(struct table *t, int column)
{
	return t->bare_output ? table_cell(t, column) :
	    reader_field(t->front.reader, column);
}

/* One that only the part knows of yet. */
static struct doubt *
part_doubt(const struct table *t)
{
	struct doubt *d = mem_new(sizeof *d);

	d->line = table_line(t);
	return d;
}

void
table_doubt(struct table *t, enum doubt_name name)
{
	if (t->doubt[name] == NULL)
		t->doubt[name] = t->is_part ? part_doubt(t) :
		    doubt_of(name, table_name(t), table_line(t));
	t->doubt[name]->count++;
}

uint64_t
table_doubts(const struct table *t, enum doubt_name name)
{
	return t->doubt[name] != NULL ? t->doubt[name]->count : 0;
}

/*
 * An id that is not blank, without its marks where --clean-ids takes them
 * off; empty when it is nothing but marks.
 */
static struct slice
clean_id(struct table *t, struct slice id)
{
	struct slice bare;

	if (!mark_possible(id.p[0], id.p[id.n - 1]))
		return id;
	bare = mark_off(id);
	if (bare.n == id.n || bare.n == 0 || t->clean_ids)
		return bare;
	table_doubt(t, ID_EDGE);
	return id;
}

/* An id that is not blank; false when the record was refused. */
static bool
check_id(struct table *t, int column, struct slice *id)
{
	char reason[NOBODY_TEXT];

	*id = clean_id(t, *id);
	if (id->n == 0)
		return refused(t, column, "nothing but blanks and marks");
	if (!nobody_is(*id, reason) || doubt_trusted(ID_WORDS))
		return true;
	return refused(t, column, reason);
}

bool
table_id_slowly(struct table *t, int column, struct slice *id)
{
	*id = reader_field(t->front.reader, column);
	if (id->n == 0 || (t->nulls > 0 && is_null(t, *id)))
		return refused(t, column, "blank");
	if (id->p[0] == ' ' && text_blank(*id))
		return refused(t, column, "only spaces");
	return check_id(t, column, id);
}

struct slice
table_key(struct table *t, int column)
{
	struct slice key = table_text(t, column);

	return key.n == 0 ? key : clean_id(t, key);
}

bool
table_id_or_blank(struct table *t, int column, struct slice *id)
{
	*id = table_text(t, column);
	return id->n == 0 || check_id(t, column, id);
}

static bool
may_be_blank(struct table *t, int column)
{
	return column < 0 || !t->bound[column].filled || refused(t, column, "blank");
}

/*
 * Most cells are what they should be, and read at once.  What is not is
 * looked at again here: blank, which is fine unless the column must be
 * filled, or wrong.
 */
static bool
is_blank_value(struct table *t, int column, enum wanted wanted)
{
	if (table_text(t, column).n == 0)
		return may_be_blank(t, column);
	table_refuse_value(t, column, wanted);
	return false;
}

/* The cell to be read at once; empty when it has to be looked at. */
static inline struct slice
plain_cell(struct table *t, int column)
{
	if (column < 0 || t->nulls > 0)
		return table_text(t, column);
	return reader_field(t->front.reader, column);
}

/* What is no plain amount: blank, wrong, or with a decimal comma. */
static __attribute__((noinline)) bool
read_money(struct table *t, int column, money *m, bool *known)
{
	char room[DECIMAL_TEXT];
	enum money_fault fault = money_parse(decimal_turn(plain_cell(t, column),
	    t->decimal, room), m);

	*known = fault == MONEY_OK;
	if (fault == MONEY_OVERFLOW)
		return refused(t, column, "amount of money too large");
	return *known || is_blank_value(t, column, A_NUMBER);
}

bool
table_money_slowly(struct table *t, int column, money *m, bool *known)
{
	*known = column >= 0;
	if (column < 0 || (t->front.plain && t->decimal == DECIMAL_POINT &&
	        money_parse(reader_field(t->front.reader, column), m) == MONEY_OK))
		return true;
	return read_money(t, column, m, known);
}

/* "3" of "3.000000", as engines write whole numbers: zeros say nothing. */
static struct slice
without_zeros(struct slice text)
{
	struct slice trimmed = slice_trim(text);
	size_t n = trimmed.n;

	while (n > 0 && trimmed.p[n - 1] == '0')
		n--;
	if (n > 1 && n < trimmed.n && trimmed.p[n - 1] == '.')
		return (struct slice){ trimmed.p, n - 1 };
	return text;
}

bool
table_count(struct table *t, int column, int64_t *n, bool *known)
{
	struct slice cell = plain_cell(t, column);
	char room[DECIMAL_TEXT];

	*known = count_parse(cell, n) ||
	    count_parse(cell = without_zeros(decimal_turn(cell, t->decimal, room)), n);
	if (!*known && count_overflows(cell))
		return refused(t, column, "number too large");
	return *known || is_blank_value(t, column, A_WHOLE_NUMBER);
}

/* A number, or what the parser makes of the cell when it is none. */
static bool
read_number(struct table *t, int column, double *x, bool *known)
{
	char room[DECIMAL_TEXT];
	struct slice cell = decimal_turn(plain_cell(t, column), t->decimal, room);

	*known = figure_parse(cell, x);
	return *known || !number_overflows(cell) ||
	    refused(t, column, "number too large");
}

bool
table_number(struct table *t, int column, double *x, bool *known)
{
	return read_number(t, column, x, known) &&
	    (*known || is_blank_value(t, column, A_NUMBER));
}

static bool
is_figure(struct slice text)
{
	double x;

	return figure_parse(text, &x);
}

bool
table_figure(struct table *t, int column, char room[DECIMAL_TEXT], struct slice *text)
{
	struct slice turned;

	*text = slice_trim(table_spelled(t, column));
	if (t->decimal == DECIMAL_POINT || text->n == 0)
		return true;
	turned = decimal_turn(*text, t->decimal, room);
	if (is_figure(turned)) {
		*text = turned;
		return true;
	}
	if (!is_figure(*text))
		return true;
	table_refuse_value(t, column, A_NUMBER);
	return false;
}

bool
table_seconds(struct table *t, int column, double *x, bool *known)
{
	if (!read_number(t, column, x, known))
		return false;
	*known = *known || seconds_parse(plain_cell(t, column), x);
	return *known || is_blank_value(t, column, SOME_SECONDS);
}

bool
table_date(struct table *t, int column, daynum *d)
{
	struct slice cell = plain_cell(t, column);

	if (cell.n == 0) {
		*d = NO_DAY;
		return may_be_blank(t, column);
	}
	if (!date_parse(cell, d)) {
		*d = NO_DAY;
		return is_blank_value(t, column, A_DATE);
	}
	if (day_is_odd(*d))
		table_doubt(t, ODD_DATE);
	return true;
}

/* Whether an odd day lies in the month. */
static bool
is_odd_month(monthnum m)
{
	return m == 1900 * 12 || m == 1970 * 12 || m == 9999 * 12 + 11;
}

bool
table_month_slowly(struct table *t, int column, monthnum *m)
{
	struct slice cell = plain_cell(t, column);
	daynum d;

	if (!month_parse(cell, m)) {
		*m = NO_MONTH;
		return is_blank_value(t, column, A_MONTH);
	}
	if (is_odd_month(*m) && date_parse(cell, &d) && day_is_odd(d))
		table_doubt(t, ODD_DATE);
	return true;
}

/* The days are asked for near those that are odd only. */
static bool
is_odd_instant(instant i)
{
	const instant near = 2 * DAY_SECONDS;
	int seconds;

	if ((i < -near || i > near) && i > (instant)DAY_FIRST * DAY_SECONDS + near &&
	    i < (instant)DAY_LAST * DAY_SECONDS - near)
		return false;
	return day_is_odd(instant_day(i, &seconds));
}

bool
table_instant(struct table *t, int column, instant *i)
{
	daynum d;

	if (instant_parse(plain_cell(t, column), i)) {
		if (is_odd_instant(*i))
			table_doubt(t, ODD_DATE);
		return true;
	}
	*i = NO_INSTANT;
	/* A time that reads well is none when the clocks of its zone skip it. */
	if (date_parse(table_text(t, column), &d))
		return refused(t, column, "no such time in the zone of TZ");
	return is_blank_value(t, column, A_TIME);
}

bool
table_yes_no(struct table *t, int column, bool *yes)
{
	uint8_t word = NO_WORD;
	bool good = table_word(t, column, &yes_no_words, &word);

	*yes = word == WORD_YES;
	return good;
}

static bool
read_word(struct table *t, int column, const struct words *w, uint8_t *word)
{
	struct slice cell = plain_cell(t, column);
	char reason[REFUSAL_TEXT];

	*word = words_find(w, t->kind, cell);
	if (*word != NO_WORD)
		return true;
	if (table_text(t, column).n > 0)
		return refused(t, column, words_refusal(w, reason));
	return may_be_blank(t, column);
}

/* Of a column that is watched the word is known when the record is. */
bool
table_word(struct table *t, int column, const struct words *w, uint8_t *word)
{
	if (column < 0 || t->bound[column].closed != w)
		return read_word(t, column, w, word);
	*word = t->bound[column].word;
	return true;
}

bool
table_words(struct table *t, int column, const struct words *w, bool *yes, word_set *set)
{
	struct slice cell = table_text(t, column);
	char reason[REFUSAL_TEXT];

	*set = 0;
	if (words_yes_no(t->kind, cell, yes) || words_find_all(w, t->kind, cell, set))
		return true;
	return refused(t, column, reason_print(reason, sizeof reason,
	    "not yes, no or a list of %ss such as %s;%s", w->idea, w->word[0], w->word[1]));
}

bool
table_says(struct table *t, int column, const struct words *w, uint8_t word)
{
	return words_say(w, t->kind, table_text(t, column), word);
}

struct slice
table_code(struct table *t, int column, const struct words *w)
{
	return words_code(w, t->kind, table_text(t, column));
}

/* Which columns of the file hold words. */
static void
find_words(struct table *t)
{
	t->words = mem_array((size_t)t->header.columns + 1, sizeof *t->words);
	for (const struct column *c = kind_columns(t->kind); c->name != NULL; c++) {
		const struct words *w = words_of(t->kind, slice_of(c->name));
		int two[2], column;

		if (w == NULL)
			continue;
		column = header_find(&t->header, t->kind, c->name, two);
		if (column >= 0)
			t->words[column] = w;
	}
}

/* The words that the column may say, or NULL. */
static const struct words *
words_in(struct table *t, int column)
{
	if (t->words == NULL)
		find_words(t);
	return column < 0 ? NULL : t->words[column];
}

struct slice
table_spelled(struct table *t, int column)
{
	const struct words *w = words_in(t, column);

	return w == NULL ? table_text(t, column) : table_code(t, column, w);
}

bool
table_meets(struct table *t, int column, struct slice text)
{
	const struct words *w = words_in(t, column);
	struct slice cell = slice_trim(table_text(t, column));
	uint8_t word;

	if (slice_equal(cell, text))
		return true;
	word = w == NULL ? NO_WORD : words_find(w, t->kind, cell);
	return word != NO_WORD && text_same(text, slice_of(w->word[word]));
}
