/*
 * Sorted by customer and time; what lies before the customer was reached is
 * dropped, so that all that is left counts.
 */
#include "cmd/rt-schedule/attempts.h"

#include <stdlib.h>

#include "common/base/mem.h"

struct attempt {
	uint32_t customer;
	int minutes;                     /* since the day's midnight */
	daynum day;
	instant at;
	const struct outcome_rule *rule; /* NULL: the customer was reached */
};

struct attempts {
	struct attempt *one;
	size_t count, room;
	size_t *first;   /* by customer; one more at the end; NULL: there is none */
};

struct attempts *
attempts_new(void)
{
	return mem_new(sizeof(struct attempts));
}

void
attempts_free(struct attempts *a)
{
	free(a->one);
	free(a->first);
	free(a);
}

void
attempts_add(struct attempts *a, uint32_t customer, instant at,
    const struct outcome_rule *r)
{
	struct attempt *one;
	int seconds;

	a->one = mem_grow(a->one, a->count, &a->room, sizeof *a->one);
	one = &a->one[a->count++];
	*one = (struct attempt){ .customer = customer, .at = at, .rule = r };
	one->day = instant_day(at, &seconds);
	one->minutes = seconds / 60;
}

void
attempts_end(struct attempts *a, uint32_t customer, instant at)
{
	attempts_add(a, customer, at, NULL);
}

/* By customer, then by time; at one time the attempt comes first. */
static int
by_customer_and_time(const void *a, const void *b)
{
	const struct attempt *x = a, *y = b;

	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (x->rule == NULL) - (y->rule == NULL);
}

/* Of what is sorted: leaves what lies behind the last time that each was reached. */
static void
drop_ended(struct attempts *a)
{
	size_t kept = 0, first = 0;

	for (size_t i = 0; i < a->count; i++) {
		if (i > 0 && a->one[i].customer != a->one[i - 1].customer)
			first = kept;
		if (a->one[i].rule == NULL)
			kept = first;
		else
			a->one[kept++] = a->one[i];
	}
	a->count = kept;
}

void
attempts_settle(struct attempts *a, uint32_t customers)
{
	size_t i = 0;

	if (a->count > 0)
		qsort(a->one, a->count, sizeof *a->one, by_customer_and_time);
	drop_ended(a);
	if (a->count == 0)
		return;
	a->first = mem_array((size_t)customers + 1, sizeof *a->first);
	for (uint32_t c = 0; c < customers; c++) {
		a->first[c] = i;
		while (i < a->count && a->one[i].customer == c)
			i++;
	}
	a->first[customers] = i;
}

/* The customer's own, in the order of time; how many in *count. */
static const struct attempt *
of_customer(const struct attempts *a, uint32_t customer, size_t *count)
{
	*count = 0;
	if (a->first == NULL)
		return NULL;
	*count = a->first[customer + 1] - a->first[customer];
	return a->one + a->first[customer];
}

bool
attempts_any(const struct attempts *a, uint32_t customer)
{
	size_t count;

	of_customer(a, customer, &count);
	return count > 0;
}

bool
attempts_spent(const struct attempts *a, uint32_t customer, daynum d)
{
	size_t count;
	const struct attempt *one = of_customer(a, customer, &count);
	int made = 0, most = NO_LIMIT;

	for (size_t i = 0; i < count; i++)
		if (one[i].day > d - ATTEMPT_DAYS && one[i].day <= d) {
			made++;
			if (one[i].rule->attempts < most)
				most = one[i].rule->attempts;
		}
	return made >= most;
}

/* Whether the day has all the attempts that it may have. */
static bool
is_full(const struct attempts *a, uint32_t customer, daynum d)
{
	size_t count;
	const struct attempt *one = of_customer(a, customer, &count);
	int made = 0, most = NO_LIMIT;

	for (size_t i = 0; i < count; i++)
		if (one[i].day == d) {
			made++;
			if (one[i].rule->per_day < most)
				most = one[i].rule->per_day;
		}
	return made >= most;
}

bool
attempts_allow(const struct attempts *a, uint32_t customer, daynum d)
{
	return a->first == NULL ||
	    (!is_full(a, customer, d) && !attempts_spent(a, customer, d));
}

bool
attempts_bar(const struct attempts *a, uint32_t customer, instant t)
{
	size_t count;
	const struct attempt *one = of_customer(a, customer, &count);

	for (size_t i = 0; i < count; i++)
		if (t < duration_after(one[i].at, one[i].rule->retry_after))
			return true;
	return false;
}

enum half
half_of(int minutes)
{
	return minutes % (24 * 60) < 12 * 60 ? MORNING : AFTERNOON;
}

enum half
attempts_half(const struct attempts *a, uint32_t customer)
{
	size_t count;
	const struct attempt *one = of_customer(a, customer, &count);

	return count == 0 ? NO_HALF : half_of(one[count - 1].minutes);
}
