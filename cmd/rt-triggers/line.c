/*
 * Texts of ours are copied whole; those of a cell byte by byte, for what
 * is in them.
 */
#include "cmd/rt-triggers/line.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/value/number.h"

enum { ROOM = 256 };

void
line_free(struct line *l)
{
	free(l->text);
	*l = (struct line){ .n = 0 };
}

struct line *
line_begin(struct line *l)
{
	l->n = 0;
	return l;
}

struct slice
line_slice(const struct line *l)
{
	return l->n == 0 ? SLICE("") : (struct slice){ l->text, l->n };
}

/* So many bytes at the end, for the caller to fill. */
static char *
more(struct line *l, size_t n)
{
	if (n >= l->room - l->n) {
		l->room = 2 * l->room + n + ROOM;
		l->text = mem_resize(l->text, l->room, 1);
	}
	l->n += n;
	return l->text + l->n - n;
}

/* A text of ours, which holds no control characters. */
static void
put(struct line *l, const char *text, size_t n)
{
	memcpy(more(l, n), text, n);
}

void
line_add_slice(struct line *l, struct slice text)
{
	char *to = more(l, text.n);

	for (size_t i = 0; i < text.n; i++)
		to[i] = (unsigned char)text.p[i] < ' ' ? ' ' : text.p[i];
}

void
line_add(struct line *l, const char *text)
{
	put(l, text, strlen(text));
}

void
line_add_count(struct line *l, int64_t n)
{
	char text[NUMBER_TEXT];

	put(l, text, count_print(n, text));
}

void
line_add_money(struct line *l, money m)
{
	char text[MONEY_TEXT];

	put(l, text, money_print(m, text));
}

void
line_add_quantity(struct line *l, money m)
{
	char text[MONEY_TEXT];
	size_t n = money_print(m, text);

	while (text[n - 1] == '0')
		n--;
	if (text[n - 1] == '.')
		n--;
	put(l, text, n);
}

void
line_add_date(struct line *l, daynum d)
{
	char text[DATE_TEXT];

	date_print(d, text);
	put(l, text, sizeof text);
}

void
line_add_month(struct line *l, monthnum m)
{
	char text[MONTH_TEXT];

	month_print(m, text);
	put(l, text, sizeof text);
}

void
line_add_time(struct line *l, instant t)
{
	char text[INSTANT_TEXT];

	instant_print(t, text);
	text[DATE_TEXT] = ' ';
	put(l, text, sizeof text);
}
