/*
 * What of the command line an indicator needs, and what of that is missing.
 */
#include "cmd/rt-report/kpi.h"

#include <string.h>

static const char *const name_of_source[SOURCES] = {
	[FROM_BASE] = "--base", [FROM_BILLS] = "bills", [FROM_DATA] = "bills.data_mb",
	[FROM_DUE] = "bills.due", [FROM_PAID] = "bills.paid", [FROM_TIERS] = "tiers",
	[FROM_PREVIOUS] = "tiers.previous_tier", [FROM_CALLS] = "calls",
	[FROM_ACTIVITY] = "activity", [FROM_CONTRACTS] = "contracts",
	[FROM_ORDERS] = "workorders", [FROM_ARM] = "workorders.arm",
	[FROM_CONTACTS] = "contacts", [FROM_OUTCOME] = "contacts.outcome",
	[FROM_CASES] = "cases", [FROM_TOPIC] = "cases.topic", [FROM_SURVEYS] = "surveys",
	[FROM_NPS] = "surveys.nps", [FROM_AMOUNT] = "customers.amount",
};

const char *
kpi_source_name(enum kpi_source s)
{
	return name_of_source[s];
}

/* Whether the source is a column of that other one. */
static bool
is_within(enum kpi_source column, enum kpi_source table)
{
	size_t n = strlen(name_of_source[table]);

	return strncmp(name_of_source[column], name_of_source[table], n) == 0 &&
	    name_of_source[column][n] == '.';
}

/* Those of the set that are missing, a column of a missing table left out. */
static sources
kpi_missing(sources needed, sources met)
{
	sources missing = needed & ~met;

	for (enum kpi_source table = 0; table < SOURCES; table++)
		for (enum kpi_source s = 0; (missing & FROM(table)) != 0 && s < SOURCES; s++)
			if (is_within(s, table))
				missing &= ~FROM(s);
	return missing;
}

/* A fact, and those of conditions, in that month. */
static sources
needs_of_fact(enum fact f, int month)
{
	if (f == NO_FACT)
		return 0;
	return kpi_facts[f].needs |
	    (month == MONTH_BEFORE ? kpi_facts[f].needs_before : 0);
}

static sources
needs_of_side(const struct kpi_side *s, int month)
{
	sources all = needs_of_fact(s->fact, month) | needs_of_fact(s->less, month);

	for (int i = 0; i < s->terms; i++)
		if (s->term[i].fact != NO_FACT)
			all |= needs_of_fact(s->term[i].fact, month) |
			    needs_of_fact(s->term[i].other, month);
	return all;
}

sources
kpi_lacks(const struct kpi *k, const struct indicator *i, int month)
{
	sources all = i->scope == SCOPE_BASE ? FROM(FROM_BASE) : 0;

	if (i->special != NO_SPECIAL)
		all |= FROM(FROM_ORDERS) | FROM(FROM_ARM);
	if (i->special >= RESCUED)
		all |= FROM(FROM_AMOUNT);
	for (int s = 0; s < 2; s++)
		all |= needs_of_side(&i->side[s], month);
	return kpi_missing(all, k->met);
}

const struct term *
kpi_lacks_column(const struct kpi *k, const struct indicator *i)
{
	for (int s = 0; s < 2; s++)
		for (int t = 0; t < i->side[s].terms; t++) {
			const struct kpi_term *term = &i->side[s].term[t];

			if (term->fact == NO_FACT && !k->has_column[term->column_term])
				return &k->policy->term[term->column_term];
		}
	return NULL;
}

bool
kpi_is_missing(const struct kpi *k, const struct indicator *i, int month)
{
	/* There was no base yet. */
	if (month == MONTH_BEFORE && i->scope == SCOPE_BASE && k->base_day != NO_DAY &&
	    k->base_day > k->last[MONTH_BEFORE])
		return true;
	return kpi_lacks(k, i, month) != 0 || kpi_lacks_column(k, i) != NULL;
}
