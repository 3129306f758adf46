/*
 * kpi -- the tree of indicators that a carrier reports each month.
 *
 * Every table is read once, into the facts of each customer in two months; the
 * policy says which of them are added up, and each month and group has a sum.
 * Holds every customer, some 450 bytes each.
 */
#include "cmd/rt-report/kpi.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/request.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/join.h"

static void
check(const struct request *q, const struct tables *in)
{
	bool customers = false, tiers = false;

	for (int i = 0; i < in->count; i++) {
		customers |= table_kind(in->table[i]) == CUSTOMERS;
		tiers |= table_kind(in->table[i]) == TIERS;
	}
	if (!customers)
		die_usage("kpi: needs customers");
	if (q->by.count > 1)
		die_usage("kpi: --by takes one column");
	if (q->by.count == 1 && strcmp(q->by.name[0], "tier") == 0 && !tiers &&
	    q->base == NULL)
		die_usage("kpi: --by tier needs tiers, or --base");
	if (q->top > 0 || q->min_cell > 0)
		die_usage("kpi: --top and --min-cell are for other kinds");
	if (q->previous != NULL)
		die_usage("kpi: has the change against the month before by itself: "
		    "no --previous");
}

/* The day, month by month, up to which all is judged. */
static void
set_months(struct kpi *k)
{
	k->month = k->q->month != NO_MONTH ? k->q->month :
	    options_month_over(&k->q->common);
	for (int m = 0; m < KPI_MONTHS; m++) {
		monthnum month = k->month - (m == MONTH_ASKED ? 0 : 1);

		k->first[m] = month_first(month);
		k->last[m] = month_last(month);
		k->end[m] = instant_at(k->last[m], 24 * 60) - 1;
	}
	k->base_day = NO_DAY;
	if (k->q->base == NULL)
		return;
	if (k->q->base_month > k->month)
		die_usage("--base: its month is after that of the report");
	k->base_day = month_last(k->q->base_month);
}

static void
choose_groups(struct kpi *k)
{
	struct table **customers;
	int count = 0;

	if (k->q->by.count == 0)
		return;
	k->by = BY_TIER;
	if (strcmp(k->q->by.name[0], "tier") == 0)
		return;
	k->by = BY_COLUMN;
	customers = mem_array((size_t)k->in->count, sizeof(struct table *));
	for (int i = 0; i < k->in->count; i++)
		if (table_kind(k->in->table[i]) == CUSTOMERS)
			customers[count++] = k->in->table[i];
	free(names_find(&k->q->by, "--by", customers, count));
	free(customers);
}

/* The level, or value, that puts a person into a group in that month. */
static uint32_t
group_name(const struct kpi *k, const struct kpi_person *p, enum kpi_scope scope,
    int month)
{
	if (k->by == BY_COLUMN)
		return p->by;
	if (scope == SCOPE_BASE)
		return p->base_level;
	return month == MONTH_ASKED ? p->level : p->level_before;
}

/* A name that may be none has the place behind all that are. */
static size_t
name_slot(const struct kpi *k, uint32_t name)
{
	if (name != MAP_NONE)
		return name;
	return map_count(k->by == BY_COLUMN ? k->groups : k->levels);
}

/* The groups of a scope, as they come up among customers: of the month first. */
static void
find_groups(const struct kpi *k, struct kpi_sums *s, enum kpi_scope scope)
{
	size_t names = name_slot(k, MAP_NONE) + 1;

	s->place[scope] = mem_array(names, sizeof *s->place[scope]);
	s->name[scope] = mem_array(names, sizeof *s->name[scope]);
	for (size_t i = 0; i < names; i++)
		s->place[scope][i] = MAP_NONE;
	for (int m = MONTH_ASKED; k->by != BY_NOTHING && m >= MONTH_BEFORE; m--)
		for (uint32_t i = 0; i < map_count(k->people); i++) {
			const struct kpi_person *p = map_state(k->people, i);
			uint32_t name = group_name(k, p, scope, m);
			uint32_t *place = &s->place[scope][name_slot(k, name)];

			if (!p->known || *place != MAP_NONE ||
			    (k->by == BY_TIER && !kpi_in_scope(p, scope)))
				continue;
			*place = (uint32_t)s->groups[scope];
			s->name[scope][s->groups[scope]++] = name;
		}
}

static void
add_side(const struct kpi_side *side, const struct fact_value value[],
    const uint64_t *holds, __int128 *sum)
{
	const struct fact_value *v = &value[side->fact];

	if (side->fact == NO_FACT || !v->known || !kpi_side_holds(side, value, holds))
		return;
	*sum += v->part - (side->less != NO_FACT ? value[side->less].part : 0);
}

static void
add_arms(const struct kpi_person *p, const struct fact_value value[], struct count c[])
{
	static const enum fact in[SIDES] = { F_TREAT, F_CONTROL };
	static const enum fact kept[SIDES] = { F_TREAT_KEPT, F_CONTROL_KEPT };

	for (enum side side = FIRST_SIDE; side < SIDES; side++) {
		if (value[in[side]].part == 0)
			continue;
		c[side].customers++;
		c[side].retained += value[kept[side]].part != 0;
		c[side].with_amount += p->amount_known;
		c[side].amount += p->amount_known ? p->amount : 0;
	}
}

/* One person and month into the sums of their groups, and of all. */
static void
add_person(const struct kpi *k, struct kpi_sums *s, const struct kpi_person *p, int month)
{
	struct fact_value value[FACTS];
	uint32_t place[KPI_SCOPES];

	kpi_values(k, p, month, value);
	for (enum kpi_scope scope = 0; scope < KPI_SCOPES; scope++)
		place[scope] = k->by == BY_NOTHING ? MAP_NONE :
		    s->place[scope][name_slot(k, group_name(k, p, scope, month))];
	for (int n = 0; n < k->policy->indicators; n++) {
		const struct indicator *i = &k->policy->indicator[n];
		struct kpi_total *total = s->total[month][n];

		for (int side = 0; side < 2 && kpi_in_scope(p, i->scope); side++) {
			__int128 sum = 0;

			add_side(&i->side[side], value, p->holds[month], &sum);
			total[s->groups[i->scope]].sum[side] += sum;
			if (place[i->scope] != MAP_NONE)
				total[place[i->scope]].sum[side] += sum;
		}
	}
	add_arms(p, value, s->arms[month] + s->groups[SCOPE_ALL_OF] * SIDES);
	if (place[SCOPE_ALL_OF] != MAP_NONE)
		add_arms(p, value, s->arms[month] + place[SCOPE_ALL_OF] * SIDES);
}

static void
add_people(const struct kpi *k, struct kpi_sums *s)
{
	for (enum kpi_scope scope = 0; scope < KPI_SCOPES; scope++)
		find_groups(k, s, scope);
	for (int m = 0; m < KPI_MONTHS; m++) {
		s->total[m] = mem_array((size_t)k->policy->indicators + 1,
		    sizeof *s->total[m]);
		for (int n = 0; n < k->policy->indicators; n++) {
			enum kpi_scope scope = k->policy->indicator[n].scope;

			s->total[m][n] = mem_array((size_t)s->groups[scope] + 1,
			    sizeof *s->total[m][n]);
		}
		s->arms[m] = mem_array(((size_t)s->groups[SCOPE_ALL_OF] + 1) * SIDES,
		    sizeof *s->arms[m]);
		for (uint32_t i = 0; i < map_count(k->people); i++) {
			const struct kpi_person *p = map_state(k->people, i);

			if (p->known)
				add_person(k, s, p, m);
		}
	}
}

static void
free_sums(const struct kpi *k, struct kpi_sums *s)
{
	for (int m = 0; m < KPI_MONTHS; m++) {
		for (int n = 0; n < k->policy->indicators; n++)
			free(s->total[m][n]);
		free(s->total[m]);
		free(s->arms[m]);
	}
	for (enum kpi_scope scope = 0; scope < KPI_SCOPES; scope++) {
		free(s->place[scope]);
		free(s->name[scope]);
	}
}

/* Rates that make a whole between them: up to four parts. */
static const struct { const char *whole, *part[3]; } adds_up[] = {
	{ "churn_base", { "churn_base_voluntary", "churn_base_involuntary",
	    "churn_base_unknown" } },
	{ "churn_base_involuntary", { "churn_base_owed", "churn_base_expired", NULL } },
	{ "churn_month", { "churn_month_voluntary", "churn_month_involuntary",
	    "churn_month_unknown" } },
	{ "churn_month_involuntary", { "churn_month_owed", "churn_month_expired", NULL } },
	{ NULL, { "keep_rate", "churn_base", NULL } },
	{ NULL, { "down_rate", "up_rate", "same_rate" } },
};

static int
indicator_called(const struct kpi *k, const char *id)
{
	int n = k->policy->indicators;

	while (n-- > 0)
		if (id != NULL && slice_is(k->policy->indicator[n].id, id))
			break;
	return n;
}

/* The sums of one family, in one month; those of groups are part of it. */
static void
check_family(const struct kpi *k, const struct kpi_sums *s, size_t f, int month)
{
	int whole = indicator_called(k, adds_up[f].whole), first = -1;
	__int128 sum = 0;

	for (int n = 0; n < 3 && adds_up[f].part[n] != NULL; n++) {
		int part = indicator_called(k, adds_up[f].part[n]);

		if (part < 0 || kpi_is_missing(k, &k->policy->indicator[part], month))
			return;
		first = n == 0 ? part : first;
		sum += s->total[month][part][s->groups[k->policy->indicator[part].scope]].sum[0];
	}
	if (adds_up[f].whole != NULL && whole < 0)
		return;
	if (adds_up[f].whole == NULL)
		sum -= s->total[month][first][s->groups[k->policy->indicator[first].scope]].sum[1];
	else
		sum -= s->total[month][whole][s->groups[k->policy->indicator[whole].scope]].sum[0];
	if (sum != 0)
		die(BAD_DATA, "kpi: %s and its like do not add up to %s: see the policy",
		    adds_up[f].part[0], adds_up[f].whole != NULL ? adds_up[f].whole : "1");
}

static void
check_groups_of(const struct kpi *k, const struct kpi_sums *s, int n, int month)
{
	const struct indicator *i = &k->policy->indicator[n];
	const struct kpi_total *t = s->total[month][n];
	int groups = s->groups[i->scope];
	__int128 rest[2] = { t[groups].sum[0], t[groups].sum[1] };

	for (int g = 0; g < groups; g++)
		for (int side = 0; side < 2; side++)
			rest[side] -= t[g].sum[side];
	if (groups > 0 && (rest[0] != 0 || rest[1] != 0))
		die(BAD_DATA, "kpi: the groups of %.*s do not add up to all",
		    (int)i->id.n, i->id.p);
}

static void
check_sums(const struct kpi *k, const struct kpi_sums *s)
{
	for (int m = 0; m < KPI_MONTHS; m++) {
		for (size_t f = 0; f < sizeof adds_up / sizeof *adds_up; f++)
			check_family(k, s, f, m);
		for (int n = 0; n < k->policy->indicators; n++)
			check_groups_of(k, s, n, m);
	}
}

static bool
is_known(const void *person)
{
	return ((const struct kpi_person *)person)->known;
}

/* Ids that are no customer's are in no figure, and told. */
static void
tell_join(const struct kpi *k)
{
	const char *file = NULL;
	struct join *j;

	for (int i = 0; i < k->in->count && file == NULL; i++)
		if (table_kind(k->in->table[i]) != CUSTOMERS)
			file = table_name(k->in->table[i]);
	if (file == NULL && k->base != NULL)
		file = table_name(k->base);
	if (file == NULL)
		return;
	j = join_new(N_("ids of the other tables"), file, "customers", MOST_MEET);
	for (uint32_t n = 0; n < map_count(k->people); n++) {
		const struct kpi_person *p = map_state(k->people, n);

		if (p->met && p->known)
			join_met(j);
		else if (p->met)
			join_missed(j, map_key(k->people, n), k->people, is_known);
	}
	if (join_misses(j) > 0)
		warn("kpi: ids that customers does not have, and which are in no figure: "
		    "%llu", (unsigned long long)join_misses(j));
	join_tell(j);
}

static void
close_all(struct kpi *k)
{
	kpi_policy_close(k->policy);
	limits_close(k->limits);
	mask_close(k->mask);
	map_free(k->people);
	map_free(k->levels);
	map_free(k->groups);
	arena_free(k->text);
	free(k->has_column);
}

struct sheet *
report_kpi(const struct request *q, const struct tables *in)
{
	/* The base stands behind all others: see page.c. */
	struct tables others = { in->table, in->count - (q->base != NULL) };
	struct kpi k = { .q = q, .in = &others };
	struct kpi_sums sums = { 0 };
	struct sheet *s;

	check(q, &others);
	if (q->base != NULL)
		k.base = in->table[others.count];
	set_months(&k);
	k.policy = kpi_policy_open(&q->common, q->common.policy);
	k.limits = limits_open(&q->common, NULL);
	k.mask = mask_open(q, &others);
	k.people = map_new(sizeof(struct kpi_person));
	k.levels = map_new(sizeof(int));
	k.groups = map_new(0);
	k.text = arena_new();
	choose_groups(&k);
	kpi_read_people(&k);
	kpi_read_events(&k);
	tell_join(&k);
	add_people(&k, &sums);
	check_sums(&k, &sums);
	s = kpi_sheet(&k, &sums);
	free_sums(&k, &sums);
	close_all(&k);
	return s;
}
