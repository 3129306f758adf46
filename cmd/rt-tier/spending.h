/*
 * spending -- a record of bills or purchases, as far as it counts here.
 */
#ifndef RT_TIER_SPENDING_H
#define RT_TIER_SPENDING_H

#include <stdbool.h>

#include "cmd/rt-tier/account.h"
#include "common/table/table.h"
#include "common/value/date.h"
#include "common/value/money.h"

struct spending {
	struct slice customer; /* borrowed from the table */
	daynum day;            /* of a bill the first of its month, where asked for */
	monthnum month;
	money amount;          /* 0 when blank */
};

struct spending_columns {
	int customer, month, date, amount; /* month or date is NO_COLUMN */
};

struct spending_columns spending_bind(struct table *t);

/* When and how much of the current record, without whose it is. */
static inline __attribute__((always_inline)) bool
spending_read_amount(struct table *t, const struct spending_columns *c, struct spending *s)
{
	bool known;

	if (c->month != NO_COLUMN) {
		if (!table_month(t, c->month, &s->month))
			return false;
	} else {
		if (!table_date(t, c->date, &s->day))
			return false;
		s->month = day_month(s->day);
	}
	if (!table_money(t, c->amount, &s->amount, &known))
		return false;
	if (!known)
		s->amount = 0;
	return true;
}

/* The current record; false when it was refused.  A bill's day is left alone. */
static inline __attribute__((always_inline)) bool
spending_read(struct table *t, const struct spending_columns *c, struct spending *s)
{
	return table_id(t, c->customer, &s->customer) && spending_read_amount(t, c, s);
}

/* What an account is told: the month, or where occasions are days the day. */
static inline int32_t
spending_when(const struct spending *s, const struct spending_columns *c, bool by_days)
{
	if (!by_days)
		return s->month;
	return c->month != NO_COLUMN ? month_first(s->month) + BILL_DAY : s->day;
}

#endif
