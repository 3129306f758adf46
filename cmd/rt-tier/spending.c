/*
 * Of bills the month counts, of purchases the day and so its month; from here
 * on they are the same to all.
 */
#include "cmd/rt-tier/spending.h"

struct spending_columns
spending_bind(struct table *t)
{
	bool bills = table_kind(t) == BILLS;

	return (struct spending_columns){
		.customer = table_need(t, "customer_id"),
		.month = bills ? table_need(t, "month") : NO_COLUMN,
		.date = bills ? NO_COLUMN : table_need(t, "date"),
		.amount = table_need(t, "amount"),
	};
}
