/*
 * Customers are numbered by their work orders, not by the table: a table of
 * millions leaves nothing of those who have none.
 */
#include "cmd/rt-schedule/customers.h"

#include <stdlib.h>

#include "common/base/translate.h"
#include "common/table/join.h"
#include "common/table/keep.h"
#include "common/table/once.h"
#include "common/table/table.h"
#include "common/value/text.h"

struct columns {
	int id, name, region, group, manager, left, do_not_disturb, quiet_hours, channel;
};

static struct columns
bind(struct table *t)
{
	return (struct columns){
		.id = table_need(t, "customer_id"),
		.name = table_column(t, "name"),
		.region = table_column(t, "region"),
		.group = table_column(t, "group_id"),
		.manager = table_column(t, "manager"),
		.left = table_column(t, "left"),
		.do_not_disturb = table_column(t, "do_not_disturb"),
		.quiet_hours = table_column(t, "quiet_hours"),
		.channel = table_column(t, "channel"),
	};
}

static int
by_id(const void *a, const void *b, void *customers)
{
	return slice_compare(map_key(customers, *(const uint32_t *)a),
	    map_key(customers, *(const uint32_t *)b));
}

/* rank[number] is how many ids come before this one in byte order. */
static uint32_t *
ranks(struct map *customers)
{
	uint32_t count = map_count(customers);
	uint32_t *number = mem_array(count, sizeof *number);
	uint32_t *rank = mem_array(count, sizeof *rank);

	for (uint32_t i = 0; i < count; i++)
		number[i] = i;
	qsort_r(number, count, sizeof *number, by_id, customers);
	for (uint32_t i = 0; i < count; i++)
		rank[number[i]] = i;
	free(number);
	return rank;
}

struct customers *
customers_new(const struct orders *orders, const struct rules *r)
{
	struct customers *all = mem_new(sizeof *all);

	all->count = map_count(orders->customers);
	all->one = mem_array((size_t)all->count + 1, sizeof *all->one);
	for (uint32_t i = 0; i <= all->count; i++)
		all->one[i] = (struct customer){
			.manager = NO_MANAGER,
			.region = NO_REGION,
			.group = NO_GROUP,
			.tier = rules_standard(r),
			.preferred = NO_CHANNEL,
		};
	all->rank = ranks(orders->customers);
	if (rules_cap_groups(r)) {
		all->groups = map_new(0);
		all->kin = map_new(sizeof(uint32_t));
	}
	all->quiet = map_new(sizeof(struct hours));
	map_intern(all->quiet, SLICE(""));
	all->text = arena_new();
	return all;
}

void
customers_free(struct customers *all)
{
	map_free(all->quiet);
	if (all->groups != NULL) {
		map_free(all->groups);
		map_free(all->kin);
	}
	arena_free(all->text);
	free(all->rank);
	free(all->one);
	free(all);
}

/* Several windows, which may overlap: each is read by itself. */
static bool
quiet_parse(struct slice list, struct hours *quiet)
{
	struct slice item;
	struct hours one;

	quiet->count = 0;
	while (text_cut(&list, &item)) {
		if (text_blank(item))
			continue;
		if (quiet->count == HOURS_MOST ||
		    !hours_parse(slice_trim(item), &one))
			return false;
		quiet->window[quiet->count++] = one.window[0];
	}
	return true;
}

static bool
read_quiet_hours(struct customers *all, struct table *t, int column, struct customer *c)
{
	struct slice cell = slice_trim(table_text(t, column));
	struct hours quiet;

	if (!quiet_parse(cell, &quiet)) {
		table_refuse(t, column,
		    "not a list of hours such as 12:00-14:00;22:00-08:00");
		return false;
	}
	c->quiet = map_intern(all->quiet, cell);
	*(struct hours *)map_state(all->quiet, c->quiet) = quiet;
	return true;
}

/* What the records of a customers table become part of. */
struct reading {
	struct customers *all;
	struct orders *orders;
	struct managers *managers;
	struct once *met;
	struct keep *keep;
	struct sought *sought;
};

/* The number of the record's group, or NO_GROUP. */
static uint32_t
group_of(struct customers *all, struct table *t, int column)
{
	struct slice group = all->groups == NULL ? SLICE("") : table_key(t, column);

	return group.n == 0 ? NO_GROUP : map_intern(all->groups, group);
}

/* Every record is judged, also of customers without orders. */
static void
read_customer(struct reading *r, struct table *t, const struct columns *c)
{
	struct customer one = *customers_one(r->all, NOBODY);
	struct slice id, region = slice_trim(table_text(t, c->region));
	uint32_t number;
	daynum left;

	if (!table_id(t, c->id, &id) || !table_date(t, c->left, &left) ||
	    !table_words(t, c->do_not_disturb, &channel_words, &one.undisturbed,
	        &one.refused) ||
	    !read_quiet_hours(r->all, t, c->quiet_hours, &one) ||
	    !table_word(t, c->channel, &channel_words, &one.preferred) ||
	    !once_first(r->met, t, c->id, id))
		return;
	one.left = left != NO_DAY && left <= r->all->today;
	one.manager = managers_number(r->managers, table_key(t, c->manager));
	number = map_find(r->orders->customers, id);
	sought_record(r->sought, t, id, number);
	one.group = group_of(r->all, t, c->group);
	if (number == MAP_NONE && one.group != NO_GROUP)
		*(uint32_t *)map_state(r->all->kin, map_intern(r->all->kin, id)) = one.group;
	if (number == MAP_NONE)
		return;
	if (region.n > 0)
		one.region = map_intern(r->orders->words, region);
	if (r->all->named)
		one.name = arena_keep(r->all->text, table_text(t, c->name));
	one.kept = keep_cells(r->keep, t, r->all->text);
	r->all->one[number] = one;
}

void
customers_read(struct customers *all, const struct options *o, const char *const paths[],
    struct orders *orders, struct managers *managers)
{
	struct reading r = { all, orders, managers, once_new(), keep_new(o), NULL };

	if (paths[0] != NULL)
		r.sought = sought_new(orders->customers, N_("ids of workorders"), paths[0],
		    "customers", MOST_MEET);
	for (int i = 0; paths[i] != NULL; i++) {
		struct table *t = table_open(o, paths[i], KIND(CUSTOMERS));
		struct columns c = bind(t);

		keep_look(r.keep, t);
		while (table_next(t))
			read_customer(&r, t, &c);
		table_close(t);
	}
	if (paths[0] != NULL)
		keep_check(r.keep);
	sought_tell(r.sought);
	keep_free(r.keep);
	once_free(r.met);
}

/* What the records of a tiers table are read with. */
struct tier_reading {
	struct customers *all;
	const struct orders *orders;
	const struct rules *rules;
	struct once *met;
	struct sought *sought;
};

/* A blank tier (of who is gone) is standard. */
static void
read_tier(struct tier_reading *g, struct table *t, int id_column, int tier_column)
{
	const struct rules *r = g->rules;
	struct slice id, tier = slice_trim(table_text(t, tier_column));
	int known = tier.n == 0 ? rules_standard(r) : rules_tier(r, tier);
	uint32_t number;

	if (!table_id(t, id_column, &id))
		return;
	if (known == NO_TIER) {
		table_refuse_unlike(t, tier_column, "not a tier of the contact policy",
		    rules_tier_name(r, 0));
		return;
	}
	if (!once_first(g->met, t, id_column, id))
		return;
	number = map_find(g->orders->customers, id);
	sought_record(g->sought, t, id, number);
	if (number != MAP_NONE)
		g->all->one[number].tier = known;
}

void
customers_read_tiers(struct customers *all, const struct options *o,
    const char *const paths[], const struct orders *orders, const struct rules *r)
{
	struct tier_reading g = { all, orders, r, once_new(), NULL };

	if (*paths != NULL)
		g.sought = sought_new(orders->customers, N_("ids of workorders"), *paths,
		    "tiers", MOST_MEET);
	for (; *paths != NULL; paths++) {
		struct table *t = table_open(o, *paths, KIND(TIERS));
		int id = table_need(t, "customer_id"), tier = table_need(t, "tier");

		while (table_next(t))
			read_tier(&g, t, id, tier);
		table_close(t);
	}
	sought_tell(g.sought);
	once_free(g.met);
}

void
customers_recall(struct customers *all, const struct history *h,
    const struct horizon *horizon)
{
	daynum last = horizon->day[horizon->days - 1];

	for (uint32_t i = 0; i < all->count; i++) {
		all->one[i].held = history_held_until(h, i) > horizon->day[0];
		all->one[i].unreachable = attempts_spent(history_attempts(h), i, last);
	}
}

const struct customer *
customers_one(const struct customers *all, uint32_t number)
{
	return &all->one[number == NOBODY ? all->count : number];
}

const struct hours *
customers_quiet(const struct customers *all, uint32_t quiet)
{
	return map_state(all->quiet, quiet);
}
