/*
 * line -- one line of text that is being written: evidence, a rule in words.
 */
#ifndef RT_TRIGGERS_LINE_H
#define RT_TRIGGERS_LINE_H

#include <stddef.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/value/date.h"
#include "common/value/money.h"

/* As long as what is in it; begin with zeros. */
struct line {
	char *text;            /* not NUL-terminated */
	size_t n, room;
};

void line_free(struct line *l);

/* Empties the line, keeping its room; returns it. */
struct line *line_begin(struct line *l);

/* Lasts until the line is changed. */
struct slice line_slice(const struct line *l);

/* Each adds to the end; control characters, line ends among them, as spaces. */
void line_add(struct line *l, const char *text);
void line_add_slice(struct line *l, struct slice text);
void line_add_count(struct line *l, int64_t n);
void line_add_quantity(struct line *l, money m);   /* as few decimals as it has */
void line_add_money(struct line *l, money m);
void line_add_date(struct line *l, daynum d);
void line_add_month(struct line *l, monthnum m);
void line_add_time(struct line *l, instant t);     /* 2026-03-01 09:30 */

#endif
