#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd/rt-schedule/breaches.h"
#include "cmd/rt-schedule/check.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

static const char *const names[RULES] = {
	[RULE_WORKING_DAY] = "working-day",
	[RULE_HOURS] = "hours",
	[RULE_QUIET] = "quiet",
	[RULE_CAP] = "cap",
	[RULE_GAP] = "gap",
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

struct breach {
	uint64_t line;
	size_t number;     /* in the order of finding */
	enum rule rule;
	struct slice customer, detail;
};

struct breaches {
	struct breach *one;
	size_t count, room;
	struct arena *text;
};

struct breaches *
breaches_new(void)
{
	struct breaches *b = mem_new(sizeof(*b));

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

void
breaches_add(struct breaches *b, const struct planned *row, enum rule rule,
    const char *detail, ...)
{
	char *text;
	va_list list;
	int n;

	va_start(list, detail);
	n = vasprintf(&text, detail, list);
	va_end(list);
	if (n < 0)
		die(BAD_SYSTEM, "out of memory");
	b->one = mem_grow(b->one, b->count, &b->room, sizeof(*b->one));
	b->one[b->count] = (struct breach){
		row->line, b->count, rule, row->customer,
		arena_keep(b->text, (struct slice){ text, (size_t)n }),
	};
	b->count++;
	free(text);
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
		qsort(b->one, b->count, sizeof(*b->one), by_line);
}

size_t
breaches_count(const struct breaches *b)
{
	return b->count;
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
		writer_text(w, one->detail);
		writer_end(w);
	}
}

void
breaches_warn(const struct breaches *b, const struct plan *p)
{
	for (size_t i = 0; i < b->count; i++)
		warn("%s:%" PRIu64 ": stays, though it breaks the rule %s: %.*s", p->path,
		    b->one[i].line, names[b->one[i].rule], (int)b->one[i].detail.n,
		    b->one[i].detail.p);
}
