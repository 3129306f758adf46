/*
 * Breaches are collected and sorted by line, because the rules are asked in
 * another order than the rows stand in.
 */
#include "cmd/rt-schedule/breaches.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-schedule/check.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

static const char *const names[RULES] = {
	[RULE_WORKING_DAY] = "working-day",
	[RULE_HOURS] = "hours",
	[RULE_QUIET] = "quiet",
	[RULE_CAP] = "cap",
	[RULE_GAP] = "gap",
	[RULE_LEFT] = "left",
	[RULE_REFUSED] = "refused",
	[RULE_CAPACITY] = "capacity",
	[RULE_OVERLAP] = "overlap",
	[RULE_DAY_OFF] = "day-off",
	[RULE_ONE_CONTACT] = "one-contact",
	[RULE_CHANNEL] = "channel",
	[RULE_DUE] = "due",
	[RULE_LOST] = "lost",
	[RULE_DUPLICATE] = "duplicate",
	[RULE_CONTROL] = "control",
};

const char *
rule_name(enum rule rule)
{
	return names[rule];
}

struct breach {
	uint64_t line;
	size_t number;     /* in the order of finding */
	enum rule rule;
	struct slice customer;
	struct slice order; /* the work order that the detail is of; empty: none */
	struct slice detail;
	struct slice said; /* the detail in the language of messages */
};

struct breaches {
	struct breach *one;
	size_t count, room;
	struct arena *text;
};

struct breaches *
breaches_new(void)
{
	struct breaches *b = mem_new(sizeof *b);

	b->text = arena_new();
	return b;
}

void
breaches_free(struct breaches *b)
{
	arena_free(b->text);
	free(b->one);
	free(b);
}

__attribute__((format(printf, 2, 0))) static struct slice
print(struct arena *text, const char *format, va_list list)
{
	struct slice kept;
	char *printed = mem_format_list(format, list);

	kept = arena_keep(text, slice_of(printed));
	free(printed);
	return kept;
}

static void
add(struct breaches *b, const struct planned *row, enum rule rule, struct slice order,
    struct slice detail, struct slice said)
{
	b->one = mem_grow(b->one, b->count, &b->room, sizeof *b->one);
	b->one[b->count] = (struct breach){
		row->line, b->count, rule, row->customer, order, detail, said,
	};
	b->count++;
}

void
breaches_add(struct breaches *b, const struct planned *row, enum rule rule,
    const char *detail, ...)
{
	va_list list, again;

	va_start(list, detail);
	va_copy(again, list);
	add(b, row, rule, SLICE(""), print(b->text, detail, list),
	    print(b->text, translate(detail), again));
	va_end(again);
	va_end(list);
}

void
breaches_add_order(struct breaches *b, const struct planned *row, enum rule rule,
    struct slice order, const char *detail, ...)
{
	va_list list, again;

	va_start(list, detail);
	va_copy(again, list);
	add(b, row, rule, order, print(b->text, detail, list),
	    print(b->text, translate(detail), again));
	va_end(again);
	va_end(list);
}

static int
by_line(const void *a, const void *b)
{
	const struct breach *x = a, *y = b;

	if (x->line != y->line)
		return x->line - 1 < y->line - 1 ? -1 : 1;  /* NO_LINE is last */
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

void
breaches_sort(struct breaches *b)
{
	if (b->count > 0)
		qsort(b->one, b->count, sizeof *b->one, by_line);
}

size_t
breaches_count(const struct breaches *b)
{
	return b->count;
}

/* The detail, with the work order before it when it is of one. */
static struct slice
whole_detail(const struct breaches *b, const struct breach *one)
{
	struct slice head = SLICE("work order "), order = one->order;
	size_t n = head.n + order.n + 1 + one->detail.n;
	char *text;

	if (order.n == 0)
		return one->detail;
	text = arena_take(b->text, n);
	memcpy(text, head.p, head.n);
	memcpy(text + head.n, order.p, order.n);
	text[head.n + order.n] = ' ';
	memcpy(text + head.n + order.n + 1, one->detail.p, one->detail.n);
	return (struct slice){ text, n };
}

void
breaches_emit(struct writer *w, const struct breaches *b)
{
	static const char *const header[] = {
		"line", "rule", "customer_id", "detail", NULL,
	};

	writer_header(w, header);
	for (size_t i = 0; i < b->count; i++) {
		const struct breach *one = &b->one[i];

		if (one->line == NO_LINE)
			writer_blank(w);
		else
			writer_count(w, (int64_t)one->line);
		writer_string(w, names[one->rule]);
		writer_text(w, one->customer);
		writer_text(w, whole_detail(b, one));
		writer_end(w);
	}
}

struct breached
breaches_one(const struct breaches *b, size_t i)
{
	const struct breach *one = &b->one[i];

	return (struct breached){ one->line, one->rule, one->said };
}
