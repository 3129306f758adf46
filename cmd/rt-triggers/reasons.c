/*
 * Incidents are sorted by customer and day when all are in, then
 * searched.
 */
#include "cmd/rt-triggers/reasons.h"

#include <stdlib.h>

#include "cmd/rt-triggers/evidence.h"
#include "common/base/mem.h"
#include "common/value/money.h"

enum { REMEMBERED_DAYS = 90, DETRACTOR_MOST = 6 };

enum reason { EXPERIENCE, NEED };

struct incident {
	uint32_t customer;
	daynum day;
	enum reason reason;
};

struct reasons {
	struct incident *incident;
	size_t count, room;
	int nps;               /* field of a survey */
};

struct reasons *
reasons_new(struct intakes *in)
{
	struct reasons *s = mem_new(sizeof *s);

	s->nps = intakes_field(in, SURVEYS, "nps");
	return s;
}

void
reasons_free(struct reasons *s)
{
	if (s != NULL)
		free(s->incident);
	free(s);
}

static bool
is_low_score(const struct reasons *s, const struct record *r)
{
	const struct value *nps = &r->value[s->nps];

	return nps->known && nps->n <= DETRACTOR_MOST * MONEY_UNIT;
}

void
reasons_observe(struct reasons *s, struct record *r)
{
	enum kind k = r->fields->kind;

	if (k != CASES && k != OBJECTIONS && (k != SURVEYS || !is_low_score(s, r)))
		return;
	if (!record_is_past(r))
		return;
	s->incident = mem_grow(s->incident, s->count, &s->room, sizeof *s->incident);
	s->incident[s->count++] = (struct incident){ record_customer(r),
		record_day(r), k == OBJECTIONS ? NEED : EXPERIENCE };
}

static int
by_customer_and_day(const void *a, const void *b)
{
	const struct incident *x = a, *y = b;

	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	return (x->day > y->day) - (x->day < y->day);
}

void
reasons_settle(struct reasons *s)
{
	if (s->count > 0)
		qsort(s->incident, s->count, sizeof *s->incident, by_customer_and_day);
}

/* The first incident of the customer on or after the day. */
static size_t
first_since(const struct reasons *s, uint32_t customer, daynum day)
{
	struct incident wanted = { customer, day, EXPERIENCE };
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_customer_and_day(&s->incident[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
reasons_add(const struct reasons *s, struct line *l, uint32_t customer, daynum last)
{
	bool met[] = { [EXPERIENCE] = false, [NEED] = false };

	for (size_t i = first_since(s, customer, last - REMEMBERED_DAYS);
	    i < s->count && s->incident[i].customer == customer &&
	    s->incident[i].day <= last; i++)
		met[s->incident[i].reason] = true;
	if (met[EXPERIENCE])
		line_say(l, "; reason: experience", "；原因：体验不佳");
	else if (met[NEED])
		line_say(l, "; reason: need", "；原因：需求未满足");
	else
		line_say(l, "; reason: none seen", "；原因：暂不明确");
}
