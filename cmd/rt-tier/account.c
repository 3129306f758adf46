/*
 * Of what lies outside the ring it matters only whether one occasion was
 * positive, or more: a few days and sums are all that is kept of it.
 */
#include "cmd/rt-tier/account.h"

#define MANY INT64_MAX

enum { DAYS = 4 }; /* remembered of a customer */

/* A day and its sum; 0: none. */
struct day {
	int64_t day;
	money sum;
};

static struct day *
days_of(const struct account *a, const struct shape *s)
{
	return (struct day *)(uintptr_t)(a->turned + s->size);
}

struct shape
account_shape(int size, bool by_days)
{
	uint64_t whole = (uint64_t)UINT32_MAX + 1;

	return (struct shape){ size, (whole + (uint64_t)size - 1) / (uint64_t)size, by_days };
}

size_t
account_size(const struct shape *s)
{
	return sizeof(struct account) + sizeof(uint64_t) * (size_t)s->size +
	    (s->by_days ? DAYS * sizeof(struct day) : 0);
}

/*
 * Of days it matters whether one, or more than one, was positive.  A purchase
 * and its return come in any order, with other days in between; only when the
 * days remembered are all positive, one more is taken to stay so.
 */
static void
note_day(struct account *a, const struct shape *s, daynum day, money amount)
{
	struct day *known = days_of(a, s), *room = NULL;

	for (struct day *d = known; d < known + DAYS; d++) {
		if (d->sum != 0 && d->day == day) {
			money_add(&d->sum, amount);
			return;
		}
		if (d->sum == 0 || (d->sum < 0 && amount > 0 && room == NULL))
			room = d;
	}
	if (room != NULL)
		*room = (struct day){ day, amount };
	else if (amount > 0)
		a->occasion_sum = MANY;
}

/*
 * Of months that are not in the ring it matters whether one, or more than
 * one, was positive; one is remembered with its sum.
 */
static void
note_month(struct account *a, monthnum when, money amount)
{
	if (a->occasion_sum == MANY)
		return;
	if (a->occasion == when) {
		if (!money_add(&a->occasion_sum, amount))
			a->occasion_sum = amount > 0 ? MANY - 1 : INT64_MIN;
	} else if (a->occasion_sum <= 0 && (amount > 0 || a->occasion_sum == 0)) {
		a->occasion = when;
		a->occasion_sum = amount;
	} else if (amount > 0) {
		a->occasion_sum = MANY;
	}
}

/* Moves the ring on to a later month: what it can no longer hold leaves. */
static void
turn_to(struct account *a, const struct shape *s, monthnum m)
{
	monthnum last = m - s->size < a->latest ? m - s->size : a->latest;

	for (monthnum old = a->latest - s->size + 1; a->latest > 0 && old <= last; old++) {
		uint64_t *turned = &a->turned[account_place(s, old)];

		if (*turned != 0 && !s->by_days)
			note_month(a, old, (money)(*turned ^ ACCOUNT_TURN));
		*turned = 0;
	}
	a->latest = m;
}

/* One record into the account; false, changing no amount, on overflow. */
static inline bool
observe(struct account *a, const struct shape *s, monthnum m, money amount)
{
	uint64_t *turned = &a->turned[account_place(s, m)];
	monthnum ahead = m - a->latest;
	money sum = amount;

	if (ahead > 0) {
		turn_to(a, s, m);
	} else if (ahead <= -s->size) {
		if (!s->by_days)
			note_month(a, m, amount);
		return true;
	} else if (*turned != 0 && !money_add(&sum, (money)(*turned ^ ACCOUNT_TURN))) {
		return false;
	}
	if (sum == NO_RECORD)
		return false;
	*turned = (uint64_t)sum ^ ACCOUNT_TURN;
	return true;
}

bool
account_observe_slowly(struct account *a, const struct shape *s, int32_t when, money amount)
{
	if (!s->by_days)
		return observe(a, s, when, amount);
	if (!observe(a, s, day_month(account_date(when)), amount))
		return false;
	note_day(a, s, when, amount);
	return true;
}

/*
 * What lies in the ring of b is in that of both; what leaves that of a on the
 * way leaves it in the same order as one by one.
 */
bool
account_unites(const struct account *a, const struct account *b, const struct shape *s)
{
	if (s->by_days || b->occasion != 0 || b->occasion_sum != 0)
		return false;
	for (monthnum m = b->latest - s->size + 1; m <= a->latest - s->size; m++)
		if (b->turned[account_place(s, m)] != 0)
			return false;
	return true;
}

void
account_unite(struct account *a, const struct account *b, const struct shape *s)
{
	for (monthnum m = b->latest - s->size + 1; m <= b->latest; m++) {
		uint64_t turned = b->turned[account_place(s, m)];

		if (turned != 0)
			observe(a, s, m, (money)(turned ^ ACCOUNT_TURN));
	}
}

void
account_months(const struct account *a, const struct shape *s, monthnum last, int count,
    money sum[])
{
	monthnum first = last - count + 1, from, to;
	unsigned at;

	if (a == NULL || a->latest != last || count > s->size)
		for (int i = 0; i < count; i++)
			sum[i] = NO_RECORD;
	if (a == NULL)
		return;
	from = a->latest - s->size + 1 > first ? a->latest - s->size + 1 : first;
	to = a->latest < last ? a->latest : last;
	at = account_place(s, from);
	for (monthnum m = from; m <= to; m++) {
		/* 0 is turned into NO_RECORD. */
		sum[m - first] = (money)(a->turned[at] ^ ACCOUNT_TURN);
		at = at + 1 == (unsigned)s->size ? 0 : at + 1;
	}
}

struct account_total
account_sum(const struct account *a, const struct shape *s, monthnum last, int count)
{
	struct account_total total = { 0, 0, false };
	monthnum first = last - count + 1, oldest = a->latest - s->size + 1, m;
	unsigned at;

	m = oldest > first ? oldest : first;
	at = account_place(s, m);
	for (; m <= a->latest && m <= last; m++) {
		uint64_t turned = a->turned[at];

		at = at + 1 == (unsigned)s->size ? 0 : at + 1;
		if (turned == 0)
			continue;
		total.months++;
		total.overflow |= !money_add(&total.sum, (money)(turned ^ ACCOUNT_TURN));
	}
	return total;
}

/* The positive days that are remembered, and one for those that are not. */
static int
count_days(const struct account *a, const struct shape *s)
{
	int days = a->occasion_sum == MANY;

	for (int i = 0; i < DAYS; i++)
		days += days_of(a, s)[i].sum > 0;
	return days;
}

/* The positive months: those before the ring, and in it until there are two. */
static int
count_months(const struct account *a, const struct shape *s)
{
	int months = a->occasion_sum == MANY ? 2 : a->occasion_sum > 0;

	for (int i = 0; i < s->size && months < 2; i++)
		months += a->turned[i] > ACCOUNT_TURN;
	return months;
}

int
account_occasions(const struct account *a, const struct shape *s)
{
	int occasions;

	if (a == NULL)
		return 0;
	occasions = s->by_days ? count_days(a, s) : count_months(a, s);
	return occasions < 2 ? occasions : 2;
}
