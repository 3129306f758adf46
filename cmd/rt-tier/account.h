/*
 * account -- what one customer spent, month by month.
 *
 * A ring of months: month m has its place at m modulo the size, and is in
 * the ring when it lies less than the size before the latest.  Zeroed memory
 * is an empty account: amounts are kept with their sign bit turned, so that
 * 0 stands for the one amount that cannot be, and says "no record".
 *
 * Amounts take 32 bits until one does not fit (above 214,748.36);
 * that account then keeps all of its own in 64, in memory of the shape's.
 */
#ifndef RT_TIER_ACCOUNT_H
#define RT_TIER_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "common/value/date.h"
#include "common/value/money.h"

/* Stands for the amount of a month without a record. */
#define NO_RECORD INT64_MIN

/* What all accounts have in common. */
struct shape {
	int size;              /* months kept before the latest record */
	uint64_t reciprocal;   /* 2^32 / size, rounded up: exact below 2^20 months */
	bool by_days;          /* occasions are days, not months */
	struct wides *wides;   /* the accounts of large amounts */
};

struct shape account_shape(int size, bool by_days);

/* The large amounts of its accounts are gone then. */
void account_shape_free(struct shape *s);

/* Those of the other shape belong to this one from now on. */
void account_shape_absorb(struct shape *s, struct shape *other);

struct account {
	monthnum latest;      /* 0: no record */
	int32_t occasion;     /* an earlier month with a record; not by days */
	money occasion_sum;   /* its sum; INT64_MAX: more were positive, also by days */
	uint32_t turned[];    /* behind it, by days, those that are remembered */
};

/*
 * Added to the first of a bill's month where occasions are days: a month with
 * a bill is an occasion, and not the one of a purchase on that day.
 */
#define BILL_DAY (1 << 24)

/* The day, or the month, without it. */
static inline int32_t
account_date(int32_t when)
{
	return when < BILL_DAY ? when : when - BILL_DAY;
}

/* The bytes of an account. */
size_t account_size(const struct shape *s);

/* Empties an account; one with large amounts must not be emptied otherwise. */
void account_clear(struct account *a, const struct shape *s);

/* What turns the sign bit. */
#define ACCOUNT_TURN ((uint32_t)1 << 31)

/* m modulo the size, with the division done beforehand. */
static inline unsigned
account_place(const struct shape *s, monthnum m)
{
	unsigned turns = (unsigned)((uint64_t)(unsigned)m * s->reciprocal >> 32);

	return (unsigned)m - turns * (unsigned)s->size;
}

/* All but the commonest case of the function below. */
bool account_observe_slowly(struct account *a, const struct shape *s, int32_t when,
    money amount);

/*
 * One record of a month, or where occasions are days of a day, into the
 * account; false, changing no amount, when the sum does not fit.
 */
static inline bool
account_observe(struct account *a, const struct shape *s, int32_t when, money amount)
{
	/* How far behind the earliest that is kept; the month behind the latest is next. */
	unsigned behind = (unsigned)when - (unsigned)a->latest + (unsigned)s->size - 1;
	uint32_t *turned;

	if (s->by_days || behind > (unsigned)s->size || amount <= INT32_MIN ||
	    amount > INT32_MAX)
		return account_observe_slowly(a, s, when, amount);
	/* A place that is free; none is where amounts are large. */
	turned = &a->turned[account_place(s, when)];
	if (*turned != 0)
		return account_observe_slowly(a, s, when, amount);
	if (behind == (unsigned)s->size)
		a->latest = when;
	*turned = (uint32_t)amount ^ ACCOUNT_TURN;
	return true;
}

/*
 * Whether the records of b may be observed by a as one of each month: none of
 * them lies before the months that a keeps.  And that done; sums must fit.
 */
bool account_unites(const struct account *a, const struct account *b, const struct shape *s);
void account_unite(struct account *a, const struct account *b, const struct shape *s);

/*
 * The sums of so many months up to the last, the earliest first; NO_RECORD
 * where there is none, as everywhere in an account that is NULL.  Not more
 * months than are kept.
 */
void account_months(const struct account *a, const struct shape *s, monthnum last,
    int count, money sum[]);

/* What an account adds up to in such months. */
struct account_total {
	money sum;
	int months;     /* with a record */
	bool overflow;
};

struct account_total account_sum(const struct account *a, const struct shape *s,
    monthnum last, int count);

/*
 * In how many months (on how many days, by the shape) the customer ever
 * spent a positive sum: 0, 1, or 2 for more.  A credit for a month older than
 * those kept counts only against the one such month that is remembered, one
 * for a day only against the four days that are.
 */
int account_occasions(const struct account *a, const struct shape *s);

#endif
