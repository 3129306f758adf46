/*
 * The texts are taken apart once; a choice knows which number or date it
 * is, if any.
 */
#include "common/table/where.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/value/date.h"
#include "common/value/money.h"
#include "common/value/number.h"
#include "common/value/peer.h"

bool
quantity_parse(struct slice text, int64_t *n)
{
	double x;

	if (money_parse(text, n) == MONEY_OK)
		return true;
	if (!number_parse(text, &x))
		return false;
	x *= MONEY_UNIT;
	if (x >= 9.2e18 || x <= -9.2e18)
		*n = x < 0 ? INT64_MIN : INT64_MAX;
	else
		*n = (int64_t)(x < 0 ? x - 0.5 : x + 0.5);
	return true;
}

/*
 * The text before the separator, and *rest the text behind it; a separator
 * behind a backslash is text.
 */
static bool
cut_unescaped(struct slice *rest, char separator, struct slice *item)
{
	size_t n = 0;

	if (rest->p == NULL)
		return false;
	while (n < rest->n && rest->p[n] != separator)
		n += rest->p[n] == '\\' && n + 1 < rest->n ? 2 : 1;
	*item = (struct slice){ rest->p, n };
	if (n < rest->n)
		*rest = (struct slice){ rest->p + n + 1, rest->n - n - 1 };
	else
		*rest = (struct slice){ NULL, 0 };
	return true;
}

/* A copy in which "\|" and "\;" are what they stand for. */
static struct slice
copy_unescaped(struct slice text)
{
	char *copy = mem_new(text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\\' && i + 1 < text.n &&
		    (text.p[i + 1] == '|' || text.p[i + 1] == ';'))
			i++;
		copy[n++] = text.p[i];
	}
	return (struct slice){ copy, n };
}

static struct slice
copy_peer(struct slice text)
{
	char room[PEER_TEXT];
	struct slice plain = peer_plain(text, room);

	return (struct slice){ mem_copy(plain), plain.n };
}

/* A month stands for its first day. */
static bool
date_or_month(struct slice text, daynum *d)
{
	monthnum m;

	if (date_parse(text, d))
		return true;
	if (!month_parse(text, &m))
		return false;
	*d = month_first(m);
	return true;
}

static void
add_choice(struct term *t, struct slice text)
{
	struct choice *c;

	t->choice = mem_resize(t->choice, (size_t)t->choices + 1, sizeof *t->choice);
	c = &t->choice[t->choices++];
	*c = (struct choice){ .text = copy_unescaped(slice_trim(text)) };
	c->is_number = quantity_parse(c->text, &c->number);
	c->is_date = date_or_month(c->text, &c->date);
	if (slice_is(t->name, "peer")) {
		struct slice plain = copy_peer(c->text);

		free((char *)c->text.p);
		c->text = plain;
	}
}

static const char *
parse_choices(struct term *t, struct slice text)
{
	struct slice item;

	if (test_compares(t->test)) {
		add_choice(t, text);
		return t->choice->is_number || t->choice->is_date ? NULL :
		    N_("neither a number nor a date behind '<' or '>', such as 100");
	}
	while (cut_unescaped(&text, '|', &item))
		add_choice(t, item);
	return NULL;
}

/* Where the name ends: the first byte that belongs to a test. */
static size_t
name_length(struct slice text)
{
	size_t n = 0;

	while (n < text.n && memchr("=<>!^?", text.p[n], 6) == NULL)
		n++;
	return n;
}

bool
test_take(struct slice *text, enum test *t)
{
	static const struct { const char *sign; enum test test; } tests[] = {
		{ "!=", IS_NOT }, { "^=", BEGINS }, { "<=", NOT_ABOVE }, { ">=", NOT_BELOW },
		{ "=", IS }, { "<", BELOW }, { ">", ABOVE },
	};

	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
		if (slice_take_text(text, slice_of(tests[i].sign))) {
			*t = tests[i].test;
			return true;
		}
	return false;
}

/* NULL, or what is wrong with the term. */
static const char *
parse_term(struct slice text, struct term *t)
{
	size_t n;

	text = slice_trim(text);
	*t = (struct term){ .test = BLANK, .horizon = INT64_MAX };
	if (text.n > 1 && text.p[0] == '!') {
		text = slice_trim((struct slice){ text.p + 1, text.n - 1 });
		n = name_length(text);
		t->name = (struct slice){ mem_copy(text), text.n };
		return n == text.n ? NULL : N_("'!' and another test in one term");
	}
	n = name_length(text);
	t->name = slice_trim((struct slice){ text.p, n });
	t->name = (struct slice){ mem_copy(t->name), t->name.n };
	if (t->name.n == 0)
		return N_("a term without a column");
	text = (struct slice){ text.p + n, text.n - n };
	if (slice_is(text, "?")) {
		t->test = GIVEN;
		return NULL;
	}
	if (!test_take(&text, &t->test))
		return N_("a term without a test");
	return parse_choices(t, text);
}

bool
where_parse(struct slice text, struct where *w, const char **mistake)
{
	struct slice item;

	*w = (struct where){ NULL, 0 };
	if (slice_trim(text).n == 0)
		return true;
	while (cut_unescaped(&text, ';', &item)) {
		w->term = mem_resize(w->term, (size_t)w->terms + 1, sizeof *w->term);
		*mistake = parse_term(item, &w->term[w->terms++]);
		if (*mistake != NULL)
			return false;
	}
	return true;
}

void
where_free(struct where *w)
{
	for (int i = 0; i < w->terms; i++) {
		for (int k = 0; k < w->term[i].choices; k++)
			free((char *)w->term[i].choice[k].text.p);
		free(w->term[i].choice);
		free((char *)w->term[i].name.p);
	}
	free(w->term);
}

/* The marks of numbers of which it must be one; none where one has no tail. */
static uint64_t
marks_of(const struct term *t)
{
	uint64_t marks = 0;

	for (int i = 0; i < t->choices; i++) {
		if (t->test != IS || t->choice[i].text.n < PEER_TAIL)
			return 0;
		marks |= peer_mark(peer_tail(t->choice[i].text));
	}
	return marks;
}

void
where_know(struct term *t, enum kind k, struct slice column)
{
	t->kind = k;
	t->is_peer = slice_is(column, "peer");
	t->marks = t->is_peer ? marks_of(t) : 0;
	t->words = words_of(k, column);
	t->said = 0;
	for (int i = 0; t->words != NULL && i < t->choices; i++) {
		uint8_t place = words_itself(t->words, t->choice[i].text);

		if (place != NO_WORD)
			t->said |= WORD(place);
	}
}

static bool
is_date(enum column_type type)
{
	return type == DATE || type == INSTANT || type == MONTH;
}

/* The day of a cell whose column holds dates, months or times. */
static bool
day_of_value(const struct term *t, const struct value *v, daynum *day)
{
	int seconds;

	switch (t->type) {
	case DATE:
		*day = (daynum)v->n;
		return true;
	case INSTANT:
		*day = instant_day(v->n, &seconds);
		return true;
	case MONTH:
		*day = month_first((monthnum)v->n);
		return true;
	default:
		return date_parse(v->text, day);
	}
}

static bool
is_choice(const struct term *t, const struct value *v, const struct choice *c)
{
	daynum day;

	if (c->text.n == 0)
		return false;
	if (type_is_number(t->type) && c->is_number)
		return v->n == c->number;
	if (is_date(t->type) && c->is_date)
		return day_of_value(t, v, &day) && day == c->date;
	return slice_equal(v->text, c->text);
}

static bool
peer_is_choice(const struct term *t, struct slice number)
{
	char room[PEER_TEXT];
	struct slice plain = { NULL, 0 };

	for (int i = 0; i < t->choices; i++) {
		if (!peer_could_be(number, t->choice[i].text))
			continue;
		if (plain.p == NULL)
			plain = peer_plain(number, room);
		if (slice_equal(plain, t->choice[i].text))
			return true;
	}
	return false;
}

static bool
has_blank_choice(const struct term *t)
{
	for (int i = 0; i < t->choices; i++)
		if (t->choice[i].text.n == 0)
			return true;
	return false;
}

static bool
is_any_choice(const struct term *t, const struct value *v, bool known)
{
	if (!known)
		return has_blank_choice(t);
	if (t->is_peer)
		return peer_is_choice(t, v->text);
	for (int i = 0; i < t->choices; i++)
		if (is_choice(t, v, &t->choice[i]))
			return true;
	return t->said != 0 && (words_one(t->words, t->kind, v->text) & t->said) != 0;
}

static bool
begins_with_choice(const struct term *t, struct slice text)
{
	char room[PEER_TEXT];

	if (t->is_peer)
		text = peer_plain(text, room);
	for (int i = 0; i < t->choices; i++) {
		struct slice prefix = t->choice[i].text;

		if (text.n >= prefix.n && memcmp(text.p, prefix.p, prefix.n) == 0 &&
		    (prefix.n > 0 || text.n == 0))
			return true;
	}
	return false;
}

/* As numbers when both are, else as dates; negative, zero, positive. */
static bool
compare(const struct term *t, const struct value *v, int *order)
{
	const struct choice *c = t->choice;
	char room[DECIMAL_TEXT];
	int64_t n = v->n;
	daynum day;

	if (c->is_number && !is_date(t->type) && (type_is_number(t->type) ||
	        quantity_parse(decimal_turn(v->text, v->decimal, room), &n))) {
		*order = (n > c->number) - (n < c->number);
		return true;
	}
	if (c->is_date && day_of_value(t, v, &day)) {
		*order = (day > c->date) - (day < c->date);
		return true;
	}
	return false;
}

/*
 * Puts a backslash before what would part choices or terms, and a space behind
 * one that the next mark must not follow; the end of the copy.
 */
static char *
put_choice(char *to, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '|' || text.p[i] == ';')
			*to++ = '\\';
		*to++ = text.p[i];
	}
	if (text.n > 0 && text.p[text.n - 1] == '\\')
		*to++ = ' ';
	return to;
}

char *
term_text(const struct term *t)
{
	static const char *const sign[] = {
		[IS] = "=", [IS_NOT] = "!=", [BELOW] = "<", [NOT_ABOVE] = "<=", [ABOVE] = ">",
		[NOT_BELOW] = ">=", [BEGINS] = "^=", [GIVEN] = "?", [BLANK] = "",
	};
	size_t room = t->name.n + 4;
	char *text, *end;

	for (int i = 0; i < t->choices; i++)
		room += 2 * t->choice[i].text.n + 2;
	text = mem_array(room, 1);
	end = text + snprintf(text, room, "%s%.*s%s", t->test == BLANK ? "!" : "",
	    (int)t->name.n, t->name.p, sign[t->test]);
	for (int i = 0; i < t->choices; i++) {
		if (i > 0)
			*end++ = '|';
		end = put_choice(end, t->choice[i].text);
	}
	return text;
}

bool
term_holds(const struct term *t, const struct value *v)
{
	bool known = v->known && v->n <= t->horizon;
	int order;

	switch (t->test) {
	case IS:
		return is_any_choice(t, v, known);
	case IS_NOT:
		return !is_any_choice(t, v, known);
	case BELOW:
	case NOT_ABOVE:
	case ABOVE:
	case NOT_BELOW:
		return known && compare(t, v, &order) && test_meets(t->test, order);
	case BEGINS:
		return known ? begins_with_choice(t, v->text) : has_blank_choice(t);
	case GIVEN:
		return known;
	case BLANK:
	default:
		return !known;
	}
}

bool
where_holds(const struct where *w, const struct value value[])
{
	for (int i = 0; i < w->terms; i++)
		if (!term_holds(&w->term[i], &value[w->term[i].field]))
			return false;
	return true;
}

bool
where_holds_blank(const struct where *w)
{
	static const struct value blank;

	for (int i = 0; i < w->terms; i++)
		if (!term_holds(&w->term[i], &blank))
			return false;
	return true;
}
