/*
 * Of what lies outside the ring it matters only whether one occasion was
 * positive, or more: a few days and sums are all that is kept of it.
 */
#include "cmd/rt-tier/account.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"

#define MANY INT64_MAX

enum {
	DAYS = 4,        /* remembered of a customer */
	IS_WIDE = -1,    /* the occasion of an account of large amounts */
};

/* The amounts of such an account, which points here with its occasion_sum. */
struct wide {
	struct wide *next;
	int32_t occasion;
	money occasion_sum;
	money sum[];          /* by place; NO_RECORD: none */
};

struct wides {
	struct wide *first;
};

/* A day and its sum; 0: none. */
struct day {
	int64_t day;
	money sum;
};

static struct day *
days_of(const struct account *a, const struct shape *s)
{
	return (struct day *)(uintptr_t)((const char *)a + account_size(s)) - DAYS;
}

struct shape
account_shape(int size, bool by_days)
{
	uint64_t whole = (uint64_t)UINT32_MAX + 1;

	return (struct shape){
		size, (whole + (uint64_t)size - 1) / (uint64_t)size, by_days,
		mem_new(sizeof(struct wides)),
	};
}

void
account_shape_free(struct shape *s)
{
	struct wide *next;

	for (struct wide *w = s->wides->first; w != NULL; w = next) {
		next = w->next;
		free(w);
	}
	free(s->wides);
}

void
account_shape_absorb(struct shape *s, struct shape *other)
{
	struct wide **end = &s->wides->first;

	while (*end != NULL)
		end = &(*end)->next;
	*end = other->wides->first;
	other->wides->first = NULL;
}

size_t
account_size(const struct shape *s)
{
	size_t amounts = sizeof(uint32_t) * (size_t)s->size;

	return sizeof(struct account) + (amounts + 7) / 8 * 8 +
	    (s->by_days ? DAYS * sizeof(struct day) : 0);
}

static inline bool
is_wide(const struct account *a)
{
	return a->occasion == IS_WIDE;
}

static struct wide *
wide_of(const struct account *a)
{
	return (struct wide *)(uintptr_t)a->occasion_sum;
}

/* The sum at a place, or NO_RECORD. */
static inline money
narrow_sum(uint32_t turned)
{
	return turned == 0 ? NO_RECORD : (money)(int32_t)(turned ^ ACCOUNT_TURN);
}

static inline money
sum_at(const struct account *a, unsigned place)
{
	return is_wide(a) ? wide_of(a)->sum[place] : narrow_sum(a->turned[place]);
}

/* From now on amounts may be large; no place looks free to who looks here. */
static void
make_wide(struct account *a, const struct shape *s)
{
	struct wide *w = mem_new(sizeof *w + (size_t)s->size * sizeof *w->sum);

	for (int i = 0; i < s->size; i++) {
		w->sum[i] = narrow_sum(a->turned[i]);
		a->turned[i] = UINT32_MAX;
	}
	w->occasion = a->occasion;
	w->occasion_sum = a->occasion_sum;
	a->occasion = IS_WIDE;
	a->occasion_sum = (money)(uintptr_t)w;
	w->next = s->wides->first;
	s->wides->first = w;
}

static void
set_sum(struct account *a, const struct shape *s, unsigned place, money sum)
{
	if (!is_wide(a) && sum != NO_RECORD && (sum <= INT32_MIN || sum > INT32_MAX))
		make_wide(a, s);
	if (is_wide(a))
		wide_of(a)->sum[place] = sum;
	else
		a->turned[place] = sum == NO_RECORD ? 0 : (uint32_t)sum ^ ACCOUNT_TURN;
}

void
account_clear(struct account *a, const struct shape *s)
{
	if (is_wide(a)) {
		struct wide **at = &s->wides->first;

		while (*at != wide_of(a))
			at = &(*at)->next;
		*at = wide_of(a)->next;
		free(wide_of(a));
	}
	memset(a, 0, account_size(s));
}

static money *
occasion_sum(struct account *a)
{
	return is_wide(a) ? &wide_of(a)->occasion_sum : &a->occasion_sum;
}

static int32_t *
occasion(struct account *a)
{
	return is_wide(a) ? &wide_of(a)->occasion : &a->occasion;
}

/* What the two are of an account that is only read. */
static money
known_sum(const struct account *a)
{
	return is_wide(a) ? wide_of(a)->occasion_sum : a->occasion_sum;
}

static int32_t
known_occasion(const struct account *a)
{
	return is_wide(a) ? wide_of(a)->occasion : a->occasion;
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
		*occasion_sum(a) = MANY;
}

/*
 * Of months that are not in the ring it matters whether one, or more than
 * one, was positive; one is remembered with its sum.
 */
static void
note_month(struct account *a, monthnum when, money amount)
{
	money *sum = occasion_sum(a);

	if (*sum == MANY)
		return;
	if (*occasion(a) == when) {
		if (!money_add(sum, amount))
			*sum = amount > 0 ? MANY - 1 : INT64_MIN;
	} else if (*sum <= 0 && (amount > 0 || *sum == 0)) {
		*occasion(a) = when;
		*sum = amount;
	} else if (amount > 0) {
		*sum = MANY;
	}
}

/* Moves the ring on to a later month: what it can no longer hold leaves. */
static void
turn_to(struct account *a, const struct shape *s, monthnum m)
{
	monthnum last = m - s->size < a->latest ? m - s->size : a->latest;

	for (monthnum old = a->latest - s->size + 1; a->latest > 0 && old <= last; old++) {
		unsigned place = account_place(s, old);
		money sum = sum_at(a, place);

		if (sum == NO_RECORD)
			continue;
		if (!s->by_days)
			note_month(a, old, sum);
		set_sum(a, s, place, NO_RECORD);
	}
	a->latest = m;
}

/* One record into the account; false, changing no amount, on overflow. */
static inline bool
observe(struct account *a, const struct shape *s, monthnum m, money amount)
{
	unsigned place = account_place(s, m);
	monthnum ahead = m - a->latest;
	money before = sum_at(a, place), sum = amount;

	if (ahead > 0) {
		turn_to(a, s, m);
	} else if (ahead <= -s->size) {
		if (!s->by_days)
			note_month(a, m, amount);
		return true;
	} else if (before != NO_RECORD && !money_add(&sum, before)) {
		return false;
	}
	if (sum == NO_RECORD)
		return false;
	set_sum(a, s, place, sum);
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
	if (s->by_days || known_occasion(b) != 0 || known_sum(b) != 0)
		return false;
	for (monthnum m = b->latest - s->size + 1; m <= a->latest - s->size; m++)
		if (sum_at(b, account_place(s, m)) != NO_RECORD)
			return false;
	return true;
}

void
account_unite(struct account *a, const struct account *b, const struct shape *s)
{
	for (monthnum m = b->latest - s->size + 1; m <= b->latest; m++) {
		money sum = sum_at(b, account_place(s, m));

		if (sum != NO_RECORD)
			observe(a, s, m, sum);
	}
}

/* So many places from one on, round the ring, as they follow each other. */
static void
copy_sums(const struct account *a, const struct shape *s, unsigned place, int count,
    money sum[])
{
	for (int i = 0, stretch; i < count; i += stretch, place = 0) {
		stretch = s->size - (int)place < count - i ? s->size - (int)place : count - i;
		if (is_wide(a))
			memcpy(sum + i, wide_of(a)->sum + place, (size_t)stretch * sizeof *sum);
		else
			for (int j = 0; j < stretch; j++)
				sum[i + j] = narrow_sum(a->turned[place + (unsigned)j]);
	}
}

void
account_months(const struct account *a, const struct shape *s, monthnum last, int count,
    money sum[])
{
	monthnum first = last - count + 1, from, to;

	if (a == NULL || a->latest != last || count > s->size)
		for (int i = 0; i < count; i++)
			sum[i] = NO_RECORD;
	if (a == NULL)
		return;
	from = a->latest - s->size + 1 > first ? a->latest - s->size + 1 : first;
	to = a->latest < last ? a->latest : last;
	if (from <= to)
		copy_sums(a, s, account_place(s, from), to - from + 1, sum + (from - first));
}

/* The sum of all months that are kept of small amounts: it always fits. */
static struct account_total
narrow_total(const struct account *a, const struct shape *s)
{
	struct account_total total = { 0, s->size, false };

	/* A month without a record is read as the least of amounts. */
	for (int i = 0; i < s->size; i++) {
		total.sum += (int32_t)(a->turned[i] ^ ACCOUNT_TURN);
		total.months -= a->turned[i] == 0;
	}
	total.sum -= (money)(s->size - total.months) * INT32_MIN;
	return total;
}

struct account_total
account_sum(const struct account *a, const struct shape *s, monthnum last, int count)
{
	struct account_total total = { 0, 0, false };
	monthnum first = last - count + 1, oldest = a->latest - s->size + 1, m;
	unsigned at;

	if (!is_wide(a) && oldest >= first && a->latest <= last)
		return narrow_total(a, s);
	m = oldest > first ? oldest : first;
	at = account_place(s, m);
	for (; m <= a->latest && m <= last; m++) {
		money sum = sum_at(a, at);

		at = at + 1 == (unsigned)s->size ? 0 : at + 1;
		if (sum == NO_RECORD)
			continue;
		total.months++;
		total.overflow |= !money_add(&total.sum, sum);
	}
	return total;
}

/* The positive days that are remembered, and one for those that are not. */
static int
count_days(const struct account *a, const struct shape *s)
{
	int days = known_sum(a) == MANY;

	for (int i = 0; i < DAYS; i++)
		days += days_of(a, s)[i].sum > 0;
	return days;
}

/* The positive months: those before the ring, and in it until there are two. */
static int
count_months(const struct account *a, const struct shape *s)
{
	int months = known_sum(a) == MANY ? 2 : known_sum(a) > 0;

	for (unsigned i = 0; i < (unsigned)s->size && months < 2; i++)
		months += sum_at(a, i) > 0;
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
