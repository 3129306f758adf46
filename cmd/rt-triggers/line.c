/*
 * line -- one line of text that is being written.
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
	return (struct slice){ l->text, l->n };
}

void
line_add_slice(struct line *l, struct slice text)
{
	if (text.n > l->room - l->n) {
		l->room = 2 * l->room + text.n + ROOM;
		l->text = mem_resize(l->text, l->room, 1);
	}
	for (size_t i = 0; i < text.n; i++)
		l->text[l->n++] = (unsigned char)text.p[i] < ' ' ? ' ' : text.p[i];
}

void
line_add(struct line *l, const char *text)
{
	line_add_slice(l, slice_of(text));
}

void
line_add_count(struct line *l, int64_t n)
{
	char text[NUMBER_TEXT];

	line_add_slice(l, (struct slice){ text, count_print(n, text) });
}

void
line_add_money(struct line *l, money m)
{
	char text[MONEY_TEXT];

	line_add_slice(l, (struct slice){ text, money_print(m, text) });
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
	line_add_slice(l, (struct slice){ text, n });
}

void
line_add_date(struct line *l, daynum d)
{
	char text[DATE_TEXT];

	date_print(d, text);
	line_add_slice(l, (struct slice){ text, sizeof text });
}

void
line_add_month(struct line *l, monthnum m)
{
	char text[MONTH_TEXT];

	month_print(m, text);
	line_add_slice(l, (struct slice){ text, sizeof text });
}

void
line_add_time(struct line *l, instant t)
{
	char text[INSTANT_TEXT];

	instant_print(t, text);
	text[DATE_TEXT] = ' ';
	line_add_slice(l, (struct slice){ text, sizeof text });
}
