/*
 * One walk over the customers serves all pairs of tables.
 */
#include "cmd/rt-triggers/joins.h"

#include <stdio.h>

#include "cmd/rt-triggers/monthly.h"
#include "cmd/rt-triggers/roster.h"
#include "cmd/rt-triggers/seen.h"
#include "cmd/rt-triggers/share.h"
#include "common/base/doubt.h"
#include "common/base/translate.h"
#include "common/table/join.h"

enum { NAME_ROOM = 40 };

/* A kind of table whose customers are looked up in the two that know them. */
struct looked_up {
	enum kind kind;
	char ids[NAME_ROOM];   /* "ids of bills" */
	struct join *customers, *tiers; /* NULL: no such table */
};

static bool
is_listed(const void *customer)
{
	return ((const struct customer *)customer)->is_listed;
}

static bool
has_tier(const void *customer)
{
	return ((const struct customer *)customer)->has_tier;
}

static const char *
first_file(enum kind k, struct table *const *tables)
{
	for (; *tables != NULL; tables++)
		if (table_kind(*tables) == k)
			return table_name(*tables);
	return "";
}

/* Customers are looked up in the tiers, all other kinds in both. */
static void
begin(struct looked_up *l, enum kind k, const struct intakes *in,
    struct table *const *tables)
{
	const char *file = first_file(k, tables);

	l->kind = k;
	snprintf(l->ids, sizeof l->ids, _("ids of %s"), kind_name(k));
	if (in->of[CUSTOMERS].given && k != CUSTOMERS)
		l->customers = join_new(l->ids, file, "customers", MOST_MEET);
	if (in->of[TIERS].given)
		l->tiers = join_new(l->ids, file, "tiers", MOST_MEET);
}

/* Of which kinds of tables a record of the customer was wanted. */
static kinds
kinds_met(const struct intakes *in, const struct customer *c)
{
	kinds met = c->met;

	for (int i = 0; i < in->count_of_series; i++)
		if (monthly_has(&in->series[i], c))
			met |= KIND(in->series[i].kind);
	return met;
}

static void
count(struct join *j, const struct watch *w, uint32_t customer,
    bool (*is_there)(const void *))
{
	if (j == NULL)
		return;
	if (is_there(roster_state(w->roster, customer)))
		join_met(j);
	else
		join_missed(j, roster_id(w->roster, customer), w->roster->customers,
		    is_there);
}

/* The kinds that are looked up: those given, but calendars and tiers. */
static int
list_kinds(struct looked_up list[KINDS], const struct watch *w, struct table *const *tables)
{
	int n = 0;

	for (enum kind k = 0; k < KINDS; k++)
		if (k != CALENDAR && k != TIERS && w->intakes->of[k].given)
			begin(&list[n++], k, w->intakes, tables);
	return n;
}

static void
tell_pairs(const struct watch *w, struct table *const *tables)
{
	struct looked_up list[KINDS] = { { .kind = NO_KIND } };
	int count_of = list_kinds(list, w, tables);

	for (uint32_t i = 0; i < roster_count(w->roster); i++) {
		kinds met = kinds_met(w->intakes, roster_state(w->roster, i));

		for (int k = 0; k < count_of; k++)
			if ((met & KIND(list[k].kind)) != 0) {
				count(list[k].customers, w, i, is_listed);
				count(list[k].tiers, w, i, has_tier);
			}
	}
	for (int k = 0; k < count_of; k++) {
		join_tell(list[k].customers);
		join_tell(list[k].tiers);
	}
}

/* Whether some table is read whose customers are all known by name. */
static bool
knows_everybody(const struct watch *w)
{
	const struct intakes *in = w->intakes;

	if (w->for_everybody || in->of[CUSTOMERS].given || in->of[TIERS].given)
		return true;
	for (int i = 0; i < in->count_of_series; i++)
		if (in->series[i].kind == BILLS && in->of[BILLS].given)
			return true;
	return false;
}

/* An open order about a customer of ours. */
static bool
counts(const struct watch *w, const struct seen_order *order)
{
	return !order->is_over && order->customer.n > 0 &&
	    share_holds(w->share, order->customer);
}

static void
tell_seen(const struct watch *w, const char *path)
{
	struct join *j = join_new(N_("ids of seen"), path, N_("the input"), SOME_MEET);
	struct map *met = map_new(0), *all = w->roster->customers;
	char gone_text[GROUPED_TEXT], open_text[GROUPED_TEXT];
	uint64_t open = 0, gone = 0;

	for (size_t i = 0; i < seen_count(w->seen); i++) {
		const struct seen_order *order = seen_at(w->seen, i);
		uint32_t before = map_count(met);
		bool there;

		if (!counts(w, order))
			continue;
		there = map_find(all, order->customer) != MAP_NONE;
		open++;
		gone += !there;
		if (map_intern(met, order->customer) < before)
			continue;
		if (there)
			join_met(j);
		else
			join_missed(j, order->customer, all, NULL);
	}
	map_free(met);
	join_tell(j);
	if (gone * 5 > open)
		doubt_say(SHRUNK, path, 0, "the customers of %s of %s open orders are "
		    "not in the input any more", doubt_number(gone, gone_text),
		    doubt_number(open, open_text));
}

void
joins_tell(const struct watch *w, struct table *const *tables, const char *seen_path)
{
	if (w->intakes->of[CUSTOMERS].given || w->intakes->of[TIERS].given)
		tell_pairs(w, tables);
	if (w->seen != NULL && knows_everybody(w))
		tell_seen(w, seen_path);
}
