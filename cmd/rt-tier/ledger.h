/*
 * ledger -- what each customer spent, month by month.
 *
 * Amounts of the same customer and month add up.  Only the last months
 * before a customer's latest record are kept, as many as the rules need,
 * since the month of assessment may not be known before all is read.
 *
 * Memory: 8 bytes for each month kept (at least 12) and 24, besides what
 * map.h takes, for each customer.
 */
#ifndef RT_TIER_LEDGER_H
#define RT_TIER_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/map.h"
#include "common/table/keep.h"
#include "common/table/table.h"
#include "common/value/date.h"
#include "common/value/money.h"

struct account;
struct ledger;

/*
 * A ledger that keeps so many months.  Records after the last month are not
 * used -- unless all are, and the month was not asked for: see
 * ledger_month().  keep may be NULL.
 */
struct ledger *ledger_new(int months, monthnum last, bool asked_for, struct keep *keep);
void ledger_free(struct ledger *l);

/* Observes every record of a table of bills or purchases. */
void ledger_read(struct ledger *l, struct table *t);

/*
 * The month of assessment when none was asked for: the latest month met
 * that is not after the last one; if there is none, the latest met (and
 * *open is set); NO_MONTH without records.
 */
monthnum ledger_month(struct ledger *l, bool *open);

/* Customers in the order in which they were first met: ids, accounts. */
const struct map *ledger_customers(const struct ledger *l);

/*
 * The first and the last month of all records used; without any, INT32_MAX
 * and NO_MONTH.
 */
monthnum ledger_first(const struct ledger *l);
monthnum ledger_latest(const struct ledger *l);

/* The cells of --keep in the customer's latest record, or NULL. */
const struct slice *ledger_kept(const struct ledger *l, uint32_t customer);

/* Stands for the amount of a month without a record. */
#define NO_RECORD INT64_MIN

/*
 * The sums of so many months up to the last, the earliest first; NO_RECORD
 * where there is none, as everywhere in an account that is NULL.  Not more
 * months than are kept.
 */
void account_months(const struct account *a, const struct ledger *l, monthnum last,
    int count, money sum[]);

#endif
