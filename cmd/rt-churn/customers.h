/*
 * customers -- the customers of all tables, one at a time, as verbs need them.
 *
 * Checks what rt-churn(1) says of dates and of customers that stand twice,
 * and says at the end on standard error what was left out.
 */
#ifndef RT_CHURN_CUSTOMERS_H
#define RT_CHURN_CUSTOMERS_H

#include "cmd/rt-churn/churn.h"
#include "common/table/groups.h"

struct customer {
	struct slice id;      /* borrowed until the next one; none with --no-id */
	uint32_t group;       /* by the columns of --by, and the verb's own */
	daynum joined;        /* NO_DAY: always was a customer */
	daynum left;          /* NO_DAY: has not left by as-of */
	bool flagged;         /* with --flag: lost */
	uint32_t weight;      /* of --weight: the row stands for so many; else 1 */
	money amount;         /* of all of them */
	bool amount_known;
};

struct customers;

/*
 * Opens the tables of the command line.  Groups are made by the columns of
 * --by and, unless it is NULL, by this one behind them, where a blank cell is
 * "unknown".  Dies when a column that the command line names is in none of the
 * tables, or one that verbs cannot do without is missing.
 */
struct customers *customers_open(const struct request *q, const char *own_group);

/* The same of tables that are open: NULL at the end, and its own from now on. */
struct customers *customers_over(const struct request *q, const char *own_group,
    struct table **tables);

/* The same where a table without left is one of customers who are all there. */
struct customers *customers_present(const struct request *q, struct table **tables);

/* Says who was left out, and frees. */
void customers_close(struct customers *c);

/* Says how many amounts are blank, for verbs that add them up. */
void customers_warn_amounts(const struct customers *c);

/* The groups met so far; lasts as long as c. */
const struct groups *customers_groups(const struct customers *c);

/* Whether any of the tables has amounts. */
bool customers_have_amount(const struct customers *c);

/* The next customer; false at the end. */
bool customers_next(struct customers *c, struct customer *one);

/*
 * Parts of a table: see split.h.  The tables, by number; one at a time, or a
 * part of it, is read by customers_next_of(), and the rest is as above.  A
 * part's customers are merged behind those of the whole; number[] gets what
 * its groups are there.  False, with nothing changed, when one came twice.
 */
int customers_tables(const struct customers *c);
struct table *customers_table_of(const struct customers *c, int i);
bool customers_next_of(struct customers *c, int i, struct table *t, struct customer *one);
struct customers *customers_part(const struct customers *c);
void customers_part_free(struct customers *part);
bool customers_merge(struct customers *c, struct customers *part, uint32_t number[]);

/* The table that the customer came from. */
struct table *customers_table(const struct customers *c);

#endif
