/*
 * The commonest cells, ids, amounts and months, are read without a call; the
 * rest by the functions that the other tools read them with, so that what is
 * bad here is bad there.
 */
#include "cmd/rt-report/portrait.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "common/base/mem.h"
#include "common/value/text.h"

static void
note_bad(struct portrait *p, const char *slip)
{
	if (p->bad++ > 0)
		return;
	p->bad_line = table_line(p->table);
	p->slip = mem_copy(slice_of(slip));
}

/* A cell that is blank, when it is. */
static bool
take_blank(struct portrait *p)
{
	if (table_text(p->table, p->column).n > 0)
		return false;
	p->blank++;
	if (p->filled)
		note_bad(p, "blank");
	return true;
}

static uint64_t
hash(struct slice text)
{
	return XXH3_64bits(text.p, text.n);
}

/* The items of a list, or the one id. */
static inline void
note_id(struct portrait *p, struct slice id)
{
	if (p->roll == NULL)
		distinct_add(&p->distinct, hash(id));
	else if (map_batch_add(p->batch, id) == MAP_BATCH - 1)
		roll_take(p->roll, p->place);
}

static void
look_at_id(struct portrait *p)
{
	struct slice id;

	if (take_blank(p))
		return;
	if (table_id(p->table, p->column, &id))
		note_id(p, id);
	else
		note_bad(p, table_slip(p->table));
}

static void
note(struct portrait *p, int64_t value)
{
	extent_note(&p->extent, value);
	distinct_add(&p->distinct, (uint64_t)value);
}

static inline void
note_money(struct portrait *p, money m)
{
	extent_note(&p->extent, m);
	distinct_add_amount(&p->distinct, m);
}

static void
look_at_money(struct portrait *p)
{
	money m;
	bool known;

	if (take_blank(p))
		return;
	if (table_money(p->table, p->column, &m, &known))
		note_money(p, m);
	else
		note_bad(p, table_slip(p->table));
}

/* Months are few: they are counted where they are known, and told apart there. */
static void
note_month(struct portrait *p, monthnum m)
{
	extent_note(&p->extent, m);
	if (p->months != NULL)
		months_note(p->months, m);
	else
		distinct_add(&p->distinct, (uint64_t)m);
}

static void
look_at_month(struct portrait *p)
{
	monthnum m;

	if (take_blank(p))
		return;
	if (table_month(p->table, p->column, &m))
		note_month(p, m);
	else
		note_bad(p, table_slip(p->table));
}

static void
look_at_text(struct portrait *p)
{
	struct slice text = slice_trim(table_text(p->table, p->column)), item;

	if (take_blank(p))
		return;
	if (p->roll == NULL) {
		distinct_add(&p->distinct, hash(text));
		return;
	}
	if (p->type != LIST) {
		note_id(p, table_key(p->table, p->column));
		return;
	}
	distinct_add(&p->distinct, hash(text));
	while (text_cut(&text, &item)) {
		item = slice_trim(item);
		if (item.n > 0)
			note_id(p, item);
	}
}

/* A birthday may lack its year, or be one of the lunar calendar. */
static void
note_birthday(struct portrait *p, const struct value *v)
{
	daynum d;

	distinct_add(&p->distinct, hash(v->text));
	if (date_parse(v->text, &d))
		extent_note(&p->extent, d);
}

/* What cells.h reads. */
static bool
read_cells(struct portrait *p)
{
	const struct value *v = cells_value(p->cells);

	if (!cells_read(p->cells))
		return false;
	if (p->type == DATE) {
		note_birthday(p, v);
	} else if (p->type == NUMBER) {
		note(p, extent_real((double)v->n / MONEY_UNIT));
	} else {
		note(p, v->n);
		if (p->months != NULL)
			months_note_instant(p->months, v->n);
	}
	return true;
}

static bool
read_date(struct portrait *p)
{
	daynum d;

	if (!table_date(p->table, p->column, &d))
		return false;
	note(p, d);
	if (p->months != NULL)
		months_note_day(p->months, d);
	return true;
}

static bool
read_count(struct portrait *p)
{
	int64_t n;
	bool known;

	if (!table_count(p->table, p->column, &n, &known))
		return false;
	note(p, n);
	return true;
}

static bool
read_number(struct portrait *p)
{
	double x;
	bool known, good = p->type == NUMBER ?
	    table_number(p->table, p->column, &x, &known) :
	    table_seconds(p->table, p->column, &x, &known);

	if (good)
		note(p, extent_real(x));
	return good;
}

static bool
read_word(struct portrait *p)
{
	const struct words *w = p->closed != NULL ? p->closed : &yes_no_words;
	uint8_t word;

	if (!table_word(p->table, p->column, w, &word))
		return false;
	distinct_add(&p->distinct, word);
	return true;
}

static bool
read_cell(struct portrait *p)
{
	if (p->cells != NULL)
		return read_cells(p);
	switch (p->type) {
	case DATE:
		return read_date(p);
	case COUNT:
		return read_count(p);
	case NUMBER:
	case DURATION:
		return read_number(p);
	case YES_NO:
	case TEXT:
	case LIST:
		return read_word(p);
	case ID:
	case MONEY:
	case MONTH:
	case INSTANT:
		break; /* looked at otherwise */
	}
	return true;
}

static void
look_at_cell(struct portrait *p)
{
	if (!take_blank(p) && !read_cell(p))
		note_bad(p, table_slip(p->table));
}

static void
look_at_unknown(struct portrait *p)
{
	struct slice text = slice_trim(table_text(p->table, p->column));
	monthnum m;

	if (take_blank(p))
		return;
	distinct_add(&p->distinct, hash(text));
	infer_note(p->infer, text);
	if (p->months != NULL && month_parse(text, &m))
		months_note(p->months, m);
}

/* A cell that is read at once; false: it needs a look. */
static inline bool
take_quickly(struct portrait *p, const struct table_front *f)
{
	struct slice cell = reader_field(f->reader, p->column);
	money m;
	monthnum month;

	switch (p->look) {
	case BY_ID:
		if (!f->as_is || cell.n == 0 || mark_possible(cell.p[0], cell.p[cell.n - 1]) ||
		    nobody_possible(cell.p[0], cell.p[cell.n > 1]))
			return false;
		note_id(p, cell);
		return true;
	case BY_MONEY:
		if (!f->plain || (!money_parse_quick(cell, &m) && !money_parse_whole(cell, &m)))
			return false;
		note_money(p, m);
		return true;
	case BY_MONTH:
		if (!f->plain || !month_parse_quick(cell, &month))
			return false;
		note_month(p, month);
		return true;
	case BY_TEXT:
		if (!f->plain || p->roll != NULL || cell.n == 0 || cell.p[0] == ' ' ||
		    cell.p[cell.n - 1] == ' ')
			return false;
		distinct_add(&p->distinct, hash(cell));
		return true;
	case BY_CELL:
	case BY_UNKNOWN:
		break;
	}
	return false;
}

static void
look_by_type(struct portrait *p)
{
	switch (p->look) {
	case BY_ID:
		look_at_id(p);
		break;
	case BY_MONEY:
		look_at_money(p);
		break;
	case BY_MONTH:
		look_at_month(p);
		break;
	case BY_TEXT:
		look_at_text(p);
		break;
	case BY_CELL:
		look_at_cell(p);
		break;
	case BY_UNKNOWN:
		look_at_unknown(p);
		break;
	}
}

/* And whose doubts those of the table are. */
static void
look_slowly(struct portrait *p)
{
	uint64_t edges = table_doubts(p->table, ID_EDGE);
	uint64_t odd = table_doubts(p->table, ODD_DATE);

	look_by_type(p);
	if (table_doubts(p->table, ID_EDGE) > edges)
		p->doubts |= DOUBT(ID_EDGE);
	if (table_doubts(p->table, ODD_DATE) > odd)
		p->doubts |= DOUBT(ODD_DATE);
}

void
portraits_look(struct portrait p[], int count)
{
	struct table *t = p->table;
	const struct table_front *f = table_front(t);

	for (int i = 0; i < count; i++)
		if (p[i].roll != NULL)
			p[i].batch = roll_batch(p[i].roll, p[i].place);
	while (table_next(t))
		for (int i = 0; i < count; i++)
			if (!take_quickly(&p[i], f))
				look_slowly(&p[i]);
	for (int i = 0; i < count; i++) {
		if (p[i].roll != NULL)
			roll_take(p[i].roll, p[i].place);
		portrait_tell(&p[i]);
	}
}
