/*
 * Numbers and times are mostly short and of one shape: those are read
 * many digits at a time, the rest by table.h.
 */
#include "common/table/cells.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/value/lunar.h"

/* A birthday without its year stands in this one: a leap year, and no date. */
enum { NO_YEAR = 1896 };

/*
 * The day that was read last.  Events come by the day, and on a day without
 * a clock change a time is its midnight and some seconds.
 */
struct day_read {
	char text[DATE_TEXT];
	instant midnight;      /* NO_INSTANT: no such day */
};

/* How a cell is read: by its type, but for three whose values have bounds. */
enum form {
	FORM_ID, FORM_TEXT, FORM_MONEY, FORM_PAID, FORM_COUNT, FORM_NUMBER, FORM_SECONDS, FORM_NPS,
	FORM_DATE, FORM_BIRTHDAY, FORM_MONTH, FORM_INSTANT,
};

struct place_of_field {
	int column;
	enum form form;
	bool as_text;          /* besides */
};

struct cells {
	struct table *table;
	struct reader *reader;
	bool plain;            /* no text stands for blank: see --null */
	struct place_of_field *place;
	int count;
	struct value *value;
	struct day_read day;
};

static enum form
form_of(const struct field *f)
{
	static const enum form forms[] = {
		[ID] = FORM_ID, [TEXT] = FORM_TEXT, [YES_NO] = FORM_TEXT,
		[LIST] = FORM_TEXT, [MONEY] = FORM_MONEY, [COUNT] = FORM_COUNT,
		[NUMBER] = FORM_NUMBER, [DURATION] = FORM_SECONDS, [DATE] = FORM_DATE,
		[MONTH] = FORM_MONTH, [INSTANT] = FORM_INSTANT,
	};

	if (f->type == NUMBER && slice_is(f->name, "nps"))
		return FORM_NPS;
	if (f->type == MONEY && slice_is(f->name, "paid_amount"))
		return FORM_PAID;
	if (f->type == DATE && slice_is(f->name, "birthday"))
		return FORM_BIRTHDAY;
	return forms[f->type];
}

struct cells *
cells_open(const struct fields *f, struct table *t)
{
	struct cells *c = mem_new(sizeof *c);

	c->table = t;
	c->reader = table_reader(t);
	c->count = f->count;
	c->place = mem_array((size_t)f->count + 1, sizeof *c->place);
	c->value = mem_array((size_t)f->count + 1, sizeof *c->value);
	c->day.midnight = NO_INSTANT;
	for (int i = 0; i < f->count; i++) {
		const struct field *field = &f->field[i];
		const struct column *known = kind_column(f->kind, field->name);
		struct place_of_field *p = &c->place[i];

		p->column = known != NULL ? table_column(t, known->name) :
		    table_user_column(t, field->name);
		p->form = form_of(field);
		p->as_text = field->as_text && p->form != FORM_ID && p->form != FORM_TEXT;
		c->value[i].decimal = table_decimal(t);
	}
	return c;
}

void
cells_close(struct cells *c)
{
	free(c->place);
	free(c->value);
	free(c);
}

const struct value *
cells_value(const struct cells *c)
{
	return c->value;
}

/* As table_text(), without a call where the cell is plain text. */
static inline struct slice
text_of(const struct cells *c, int column)
{
	struct slice text = reader_field(c->reader, column);

	if (text.n > 0 && text.p[0] != ' ' && c->plain)
		return text;
	return table_text(c->table, column);
}

/* The day of a leap year. */
static bool
parse_in_year(struct slice year, struct slice text, int64_t *n)
{
	char full[24];
	struct civil c;
	daynum d;

	if (year.n + text.n > sizeof full)
		return false;
	memcpy(full, year.p, year.n);
	memcpy(full + year.n, text.p, text.n);
	if (!date_parse((struct slice){ full, year.n + text.n }, &d))
		return false;
	c = day_civil(d);
	*n = day_of(NO_YEAR, c.month, c.day);
	return true;
}

/* "MM-DD", or "3月5日". */
static bool
parse_month_day(struct slice text, int64_t *n)
{
	if (text.n == 5 && text.p[2] == '-')
		return parse_in_year(SLICE("1904-"), text, n);
	return text.n > 2 && (text.p[1] == "月"[0] || text.p[2] == "月"[0]) &&
	    parse_in_year(SLICE("1904年"), text, n);
}

/* A date of the lunar calendar; its text tells how it comes round. */
static bool
read_lunar(struct table *t, int column, const struct lunar *l, struct value *v)
{
	daynum d = l->year == 0 ? day_in_year(l->month, l->day, NO_YEAR) : lunar_day(*l);

	if (d == NO_DAY) {
		table_refuse(t, column, "no such day in the lunar calendar: the year has"
		    " no such leap month, or the month no 30th");
		return false;
	}
	v->n = d;
	return true;
}

static bool
read_birthday(struct table *t, int column, struct value *v)
{
	struct lunar lunar;
	daynum d;

	v->text = slice_trim(table_text(t, column));
	v->known = v->text.n > 0;
	if (!v->known || parse_month_day(v->text, &v->n))
		return true;
	if (lunar_parse(v->text, &lunar))
		return read_lunar(t, column, &lunar, v);
	if (lunar_is_named(v->text)) {
		table_refuse(t, column, "not a date of the lunar calendar such as L08-15");
		return false;
	}
	if (!table_date(t, column, &d))
		return false;
	v->n = d;
	return true;
}

static bool
read_date(struct table *t, int column, struct value *v)
{
	daynum d;

	if (!table_date(t, column, &d))
		return false;
	v->known = d != NO_DAY;
	v->n = d;
	return true;
}

static bool
read_month(struct table *t, int column, struct value *v)
{
	monthnum m;

	if (!table_month(t, column, &m))
		return false;
	v->known = m != NO_MONTH;
	v->n = m;
	return true;
}

static __attribute__((noinline)) bool
take_any_quantity(const struct cells *c, struct slice text, int64_t *n)
{
	char room[DECIMAL_TEXT];

	return text.n > 0 &&
	    quantity_parse(decimal_turn(text, table_decimal(c->table), room), n);
}

/* A number that is read at once; false says nothing about the cell. */
static inline bool
take_quantity(const struct cells *c, int column, int64_t *n)
{
	struct slice text = text_of(c, column);

	return money_parse_whole(text, n) || take_any_quantity(c, text, n);
}

static bool
read_number(const struct cells *c, int column, struct value *v)
{
	double x;

	v->known = take_quantity(c, column, &v->n);
	return v->known || table_number(c->table, column, &x, &v->known);
}

static bool
read_seconds(const struct cells *c, int column, struct value *v)
{
	double seconds = 0;

	v->known = take_quantity(c, column, &v->n);
	if (v->known)
		return true;
	if (!table_seconds(c->table, column, &seconds, &v->known))
		return false;
	v->n = (int64_t)seconds * MONEY_UNIT;
	return true;
}

static bool
read_nps(const struct cells *c, int column, struct value *v)
{
	if (!read_number(c, column, v))
		return false;
	if (!v->known || (v->n >= 0 && v->n <= 10 * MONEY_UNIT && v->n % MONEY_UNIT == 0))
		return true;
	table_refuse(c->table, column, "not a whole number from 0 to 10, such as 9");
	return false;
}

/* What a sign means there, a refund or just a payment, nobody can tell. */
static bool
read_paid(struct table *t, int column, struct value *v)
{
	if (!table_money(t, column, &v->n, &v->known))
		return false;
	if (!v->known || v->n >= 0)
		return true;
	table_refuse(t, column, "below 0; what was paid of a bill stands without a sign");
	return false;
}

static bool
read_count(struct table *t, int column, struct value *v)
{
	int64_t n;

	if (!table_count(t, column, &n, &v->known))
		return false;
	if (v->known && __builtin_mul_overflow(n, (int64_t)MONEY_UNIT, &v->n))
		v->n = INT64_MAX;
	return true;
}

/* "HH:MM:SS" as seconds, its digits at once; -1 when it is not so. */
static inline int
quick_seconds(const char *p)
{
	uint64_t word, shape;
	unsigned h, m, s;

	memcpy(&word, p, 8);
	memcpy(&shape, "00:00:00", 8);
	word ^= shape;
	if ((((word + 0x7676767676767676u) | word) & 0x8080808080808080u) ||
	    (word & 0x0000ff0000ff0000u))
		return -1;
	word = word * 10 + (word >> 8);
	h = word & 0xff;
	m = word >> 24 & 0xff;
	s = word >> 48 & 0xff;
	return h > 23 || m > 59 || s > 59 ? -1 : (int)((h * 60 + m) * 60 + s);
}

/* Remembers the day, if its clock runs through, and nobody has to doubt it. */
static void
note_day(struct day_read *d, const char *text)
{
	daynum day;

	d->midnight = NO_INSTANT;
	memcpy(d->text, text, DATE_TEXT);
	if (text[0] == ' ' || text[DATE_TEXT - 1] == ' ' ||
	    !date_parse((struct slice){ text, DATE_TEXT }, &day) || day_is_odd(day))
		return;
	if (instant_at(day + 1, 0) - instant_at(day, 0) == DAY_SECONDS)
		d->midnight = instant_at(day, 0);
}

/* "2026-03-01T09:30:00" on the day that was read last, or on a new one. */
static inline bool
quick_instant(struct cells *c, struct slice text, instant *t)
{
	int seconds;

	if (text.n != DATE_TEXT + 9 ||
	    (text.p[DATE_TEXT] != 'T' && text.p[DATE_TEXT] != ' '))
		return false;
	if (memcmp(text.p, c->day.text, DATE_TEXT) != 0)
		note_day(&c->day, text.p);
	seconds = quick_seconds(text.p + DATE_TEXT + 1);
	if (c->day.midnight == NO_INSTANT || seconds < 0)
		return false;
	*t = c->day.midnight + seconds;
	return true;
}

static bool
read_instant(struct cells *c, int column, struct value *v)
{
	v->known = true;
	if (quick_instant(c, text_of(c, column), &v->n))
		return true;
	if (!table_instant(c->table, column, &v->n))
		return false;
	v->known = v->n != NO_INSTANT;
	return true;
}

static bool
read_cell(struct cells *c, int column, enum form form, struct value *v)
{
	struct table *t = c->table;

	switch (form) {
	case FORM_ID:
		v->known = true;
		return table_id(t, column, &v->text);
	case FORM_TEXT:
		v->text = slice_trim(text_of(c, column));
		v->known = v->text.n > 0;
		return true;
	case FORM_MONEY:
		return table_money(t, column, &v->n, &v->known);
	case FORM_PAID:
		return read_paid(t, column, v);
	case FORM_COUNT:
		return read_count(t, column, v);
	case FORM_NUMBER:
		return read_number(c, column, v);
	case FORM_SECONDS:
		return read_seconds(c, column, v);
	case FORM_NPS:
		return read_nps(c, column, v);
	case FORM_DATE:
		return read_date(t, column, v);
	case FORM_BIRTHDAY:
		return read_birthday(t, column, v);
	case FORM_MONTH:
		return read_month(t, column, v);
	case FORM_INSTANT:
		return read_instant(c, column, v);
	}
	return true;
}

bool
cells_read(struct cells *c)
{
	const struct place_of_field *p = c->place, *end = p + c->count;
	struct value *v = c->value;

	c->plain = table_front(c->table)->plain;
	for (; p < end; p++, v++) {
		v->n = 0;
		if (!read_cell(c, p->column, p->form, v))
			return false;
		if (p->as_text)
			v->text = slice_trim(text_of(c, p->column));
	}
	return true;
}
