/*
 * show -- cells as people read them.
 */
#include "cmd/rt-report/show.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/value/number.h"
#include "common/value/text.h"

struct slice
show_text(struct show *s, struct slice text)
{
	size_t n = text_show(text, s->buffer, s->room);

	if (n > s->room) {
		s->room = n * 2;
		s->buffer = mem_resize(s->buffer, s->room, 1);
		n = text_show(text, s->buffer, s->room);
	}
	return (struct slice){ s->buffer, n };
}

/* 1234567.50 as 1,234,567.50 */
static struct slice
group_digits(struct slice number, char room[SHOW_ROOM])
{
	size_t sign = number.n > 0 && number.p[0] == '-', whole = sign, n = 0;

	while (whole < number.n && number.p[whole] != '.')
		whole++;
	for (size_t i = 0; i < number.n; i++) {
		if (i > sign && i < whole && (whole - i) % 3 == 0)
			room[n++] = ',';
		room[n++] = number.p[i];
	}
	return (struct slice){ room, n };
}

/* A fraction in percent, with two decimals: its digits, the point moved. */
static struct slice
percent(int64_t part, int64_t whole, char room[SHOW_ROOM])
{
	char text[NUMBER_TEXT], digit[NUMBER_TEXT];
	size_t n = ratio_print(part, whole, 4, text);
	size_t digits = 0, first = 0, to = 0;

	for (size_t i = 0; i < n; i++)
		if (text[i] >= '0' && text[i] <= '9')
			digit[digits++] = text[i];
	while (digits - first > 3 && digit[first] == '0')
		first++;
	if (text[0] == '-')
		room[to++] = '-';
	for (size_t i = first; i < digits; i++) {
		if (i + 2 == digits)
			room[to++] = '.';
		room[to++] = digit[i];
	}
	room[to++] = '%';
	return (struct slice){ room, to };
}

/* A statistic with so many decimals, more when that would hide all of it. */
static struct slice
rounded(double x, int decimals, char room[SHOW_ROOM])
{
	int n = snprintf(room, SHOW_ROOM, "%.*f",
	    x != 0 && fabs(x) < 0.005 ? 4 : decimals, x);

	if (n >= SHOW_ROOM)
		n = snprintf(room, SHOW_ROOM, "%g", x);
	/* The machine's C locale is never set: the point is a point. */
	return (struct slice){ room, (size_t)n };
}

/* A number that came as text, with four decimals at most. */
static struct slice
kept(struct show *s, struct slice text, char room[SHOW_ROOM])
{
	const char *point = memchr(text.p, '.', text.n);
	double x;

	if (point == NULL || (text.p + text.n) - point <= 5 || !number_parse(text, &x))
		return show_text(s, text);
	return rounded(x, fabs(x) < 1 ? 4 : 2, room);
}

/* A probability that four decimals would call impossible. */
static struct slice
kept_p(struct show *s, struct slice text, char room[SHOW_ROOM])
{
	double x;

	if (number_parse(text, &x) && x >= 0 && x < SHOW_LEAST_P)
		return SLICE(SHOW_SMALL_P);
	return kept(s, text, room);
}

/* A fraction that came as text, in percent where it is a plausible one. */
static struct slice
kept_share(struct show *s, struct slice text, char room[SHOW_ROOM])
{
	enum { PARTS = 1000000000, MOST = 1000 };
	double x;

	if (!number_parse(text, &x) || fabs(x) > MOST)
		return show_text(s, text);
	return percent(llround(x * PARTS), PARTS, room);
}

struct slice
show_cell(struct show *s, const struct cell *c, enum cell_type type,
    char room[SHOW_ROOM])
{
	char plain[CELL_ROOM];

	if (!c->known)
		return SLICE("");
	type = cell_type_in(c, type);
	switch (type) {
	case CELL_TEXT:
	case CELL_PLAIN:
	case CELL_PROSE:
		return show_text(s, c->text);
	case CELL_KEPT:
		return kept(s, c->text, room);
	case CELL_KEPT_P:
		return kept_p(s, c->text, room);
	case CELL_KEPT_SHARE:
		return kept_share(s, c->text, room);
	case CELL_POINTS:
		return rounded(c->number, 2, room);
	case CELL_RATE:
		return percent(c->rate.part, c->rate.whole, room);
	case CELL_COUNT:
	case CELL_MONEY:
	case CELL_DECIMAL:
		return group_digits(cell_print(c, type, plain), room);
	default:
		return cell_print(c, type, room);
	}
}

double
show_size(const struct cell *c, enum cell_type type)
{
	double x;

	if (!c->known)
		return 0;
	switch (cell_type_in(c, type)) {
	case CELL_COUNT:
		return (double)c->count;
	case CELL_MONEY:
	case CELL_DECIMAL:
		return (double)c->amount;
	case CELL_RATE:
		return (double)c->rate.part / (double)c->rate.whole;
	case CELL_NUMBER:
	case CELL_POINTS:
		return c->number;
	case CELL_KEPT:
	case CELL_KEPT_P:
	case CELL_KEPT_SHARE:
	case CELL_PLAIN:
		return number_parse(c->text, &x) ? x : 0;
	default:
		return 0;
	}
}
