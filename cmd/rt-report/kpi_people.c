/*
 * Who there is: customers, the base, the levels of the month and of the one
 * before.
 */
#include <stdlib.h>

#include "cmd/rt-report/kpi.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/cells.h"
#include "common/table/once.h"
#include "common/table/tiers.h"
#include "common/value/text.h"

struct kpi_person *
kpi_person(struct kpi *k, struct slice id)
{
	uint32_t before = map_count(k->people), number = map_intern(k->people, id);
	struct kpi_person *p = map_state(k->people, number);

	if (number < before)
		return p;
	p->joined = p->left = p->contract_last = NO_DAY;
	p->base_level = p->level = p->level_before = MAP_NONE;
	for (int m = 0; m < KPI_MONTHS; m++)
		p->month[m].ordered = NO_DAY;
	return p;
}

/* The columns of one table of customers. */
struct customer_columns {
	int id, joined, left, amount, by;
	struct fields fields;
	struct cells *cells;    /* what conditions are about */
};

/* Texts are compared in any case, whatever a word is written like. */
static bool
says(const struct term *t, const struct value *v)
{
	bool is = term_holds(t, v);

	if ((t->test != IS && t->test != IS_NOT) || is == (t->test == IS))
		return is;
	for (int i = 0; i < t->choices; i++)
		if (v->known && text_same(slice_trim(v->text), t->choice[i].text))
			return t->test == IS;
	return is;
}

/* Which conditions hold at the end of each month: a day behind it has not come. */
static void
keep_terms(struct kpi *k, const struct customer_columns *c, struct kpi_person *p)
{
	size_t words = (size_t)k->policy->terms / 64 + 1;
	const struct value *value = cells_value(c->cells);

	for (int m = 0; m < KPI_MONTHS; m++) {
		uint64_t *holds = arena_take(k->text, words * sizeof *holds);

		memset(holds, 0, words * sizeof *holds);
		for (int i = 0; i < k->policy->terms; i++) {
			struct term t = k->policy->term[i];

			if (t.type == DATE)
				t.horizon = k->last[m];
			if (says(&t, &value[t.field]))
				holds[i / 64] |= UINT64_C(1) << i % 64;
		}
		p->holds[m] = holds;
	}
}

static void
bind_terms(struct kpi *k, struct table *t, struct customer_columns *c)
{
	c->fields = (struct fields){ .kind = CUSTOMERS, .when = NONE, .case_id = NONE };
	for (int i = 0; i < k->policy->terms; i++) {
		struct term *term = &k->policy->term[i];
		const struct column *known = kind_column(CUSTOMERS, term->name);
		struct slice name = known != NULL ? slice_of(known->name) : term->name;

		term->type = known != NULL && known->type != ID ? known->type : TEXT;
		term->field = fields_number(&c->fields, name, term->type);
		c->fields.field[term->field].as_text = true;
		where_know(term, CUSTOMERS, name);
		k->has_column[i] |= table_user_column(t, name) != NO_COLUMN;
	}
	c->cells = cells_open(&c->fields, t);
}

static bool
read_customer(struct kpi *k, int number, const struct customer_columns *c,
    struct once *once)
{
	struct table *t = k->in->table[number];
	struct kpi_person one = { .known = true }, *p;
	struct slice id;

	if (!table_id(t, c->id, &id) || !table_date(t, c->joined, &one.joined) ||
	    !table_date(t, c->left, &one.left) ||
	    !table_money(t, c->amount, &one.amount, &one.amount_known) ||
	    !cells_read(c->cells))
		return false;
	if (one.left != NO_DAY && one.joined != NO_DAY && one.left < one.joined) {
		table_refuse(t, c->left, "earlier than joined");
		return false;
	}
	if (!once_first(once, t, c->id, id))
		return false;
	p = kpi_person(k, id);
	p->known = true;
	p->joined = one.joined;
	p->left = one.left;
	p->amount = one.amount;
	p->amount_known = one.amount_known;
	p->by = k->by != BY_COLUMN ? 0 : map_intern(k->groups,
	    mask_cell(k->mask, k->in, number, c->by, table_spelled(t, c->by), 0));
	keep_terms(k, c, p);
	return true;
}

static void
read_customers(struct kpi *k, int number, struct once *once)
{
	struct table *t = k->in->table[number];
	struct customer_columns c = {
		.id = table_need(t, "customer_id"), .joined = table_column(t, "joined"),
		.left = table_need(t, "left"), .amount = table_column(t, "amount"),
		.by = NO_COLUMN,
	};

	if (k->by == BY_COLUMN)
		c.by = table_user_column(t, slice_of(k->q->by.name[0]));
	if (c.amount != NO_COLUMN)
		k->met |= FROM(FROM_AMOUNT);
	bind_terms(k, t, &c);
	while (table_next(t))
		read_customer(k, number, &c, once);
	cells_close(c.cells);
	free(c.fields.field);
}

/* A condition about a column that rt does not know and nobody has is a slip. */
static void
check_terms(const struct kpi *k)
{
	for (int i = 0; i < k->policy->terms; i++) {
		const struct term *t = &k->policy->term[i];

		if (!k->has_column[i] && kind_column(CUSTOMERS, t->name) == NULL)
			policy_die(k->policy->policy, k->policy->row[i], NULL,
			    "'%.*s' is neither a fact nor a column of customers",
			    (int)t->name.n, t->name.p);
	}
}

/* The number of a level, with its rank where that is known. */
static uint32_t
level_number(struct kpi *k, struct slice tier, int64_t rank)
{
	uint32_t number;

	if (tier.n == 0)
		return MAP_NONE;
	number = map_intern(k->levels, tier);
	if (rank > 0)
		*(int *)map_state(k->levels, number) = (int)rank;
	return number;
}

/* The built-in levels; those that a tiers table has by another rank are its own. */
static void
know_levels(struct kpi *k)
{
	struct tiers *t = tiers_open(&k->q->common, NULL);
	struct levels levels = tiers_individual(t);

	for (int i = 0; i < levels.count; i++)
		level_number(k, levels.level[i].tier, levels.level[i].rank);
	tiers_close(t);
}

/* The columns of a tiers table. */
struct tier_columns {
	int id, scope, tier, rank, status, amount, before;
};

struct tier_row {
	struct slice id, tier, before;
	int64_t rank;
	uint8_t scope;
	bool ranked, high_end, amount_known;
	money amount;
};

static struct tier_columns
tier_columns(struct table *t, bool base)
{
	return (struct tier_columns){
		table_need(t, "customer_id"), table_column(t, "scope"),
		table_need(t, "tier"), table_need(t, "rank"),
		base ? table_need(t, "status") : NO_COLUMN,
		base ? table_need(t, "last_amount") : NO_COLUMN,
		base ? NO_COLUMN : table_column(t, "previous_tier"),
	};
}

static bool
read_tier(struct table *t, const struct tier_columns *c, struct once *once,
    struct tier_row *r)
{
	*r = (struct tier_row){ .scope = NO_WORD };
	if (!table_id(t, c->id, &r->id) ||
	    !table_word(t, c->scope, &scope_words, &r->scope) ||
	    !table_count(t, c->rank, &r->rank, &r->ranked) ||
	    !table_money(t, c->amount, &r->amount, &r->amount_known) ||
	    !once_first(once, t, c->id, r->id))
		return false;
	if (r->ranked && (r->rank < 1 || r->rank > INT32_MAX)) {
		table_refuse(t, c->rank, "not a positive whole number such as 1");
		return false;
	}
	r->tier = slice_trim(table_text(t, c->tier));
	r->before = slice_trim(table_text(t, c->before));
	r->high_end = slice_is(slice_trim(table_text(t, c->status)), "high-end");
	return true;
}

/* The base: individuals who were high-end in it, and there on its last day. */
static void
read_base(struct kpi *k)
{
	struct tier_columns c = tier_columns(k->base, true);
	struct once *once = once_new();
	struct tier_row r;

	k->met |= FROM(FROM_BASE);
	while (table_next(k->base)) {
		struct kpi_person *p;

		if (!read_tier(k->base, &c, once, &r) || r.scope == SCOPE_GROUP ||
		    !r.high_end)
			continue;
		p = kpi_person(k, r.id);
		p->met = true;
		p->base_level = level_number(k, r.tier, r.ranked ? r.rank : 0);
		p->base_rank = r.ranked ? (int)r.rank : 0;
		p->base_amount = r.amount_known ? r.amount : 0;
		p->in_base = p->known &&
		    (p->joined == NO_DAY || p->joined <= k->base_day) &&
		    (p->left == NO_DAY || p->left > k->base_day);
	}
	once_free(once);
}

static void
read_tiers(struct kpi *k, struct table *t, struct once *once)
{
	struct tier_columns c = tier_columns(t, false);
	struct tier_row r;

	k->met |= FROM(FROM_TIERS);
	if (c.before != NO_COLUMN)
		k->met |= FROM(FROM_PREVIOUS);
	while (table_next(t)) {
		struct kpi_person *p;
		bool individual;

		if (!read_tier(t, &c, once, &r))
			continue;
		individual = r.scope != SCOPE_GROUP;
		p = kpi_person(k, r.id);
		p->met = true;
		p->level = level_number(k, r.tier, individual && r.ranked ? r.rank : 0);
		p->level_before = level_number(k, r.before, 0);
		p->rank = individual && r.ranked ? (int)r.rank : 0;
	}
}

void
kpi_read_people(struct kpi *k)
{
	struct once *customers = once_new(), *tiers = once_new();

	know_levels(k);
	k->has_column = mem_array((size_t)k->policy->terms + 1, sizeof *k->has_column);
	for (int i = 0; i < k->in->count; i++)
		if (table_kind(k->in->table[i]) == CUSTOMERS)
			read_customers(k, i, customers);
	check_terms(k);
	if (k->base != NULL)
		read_base(k);
	for (int i = 0; i < k->in->count; i++)
		if (table_kind(k->in->table[i]) == TIERS)
			read_tiers(k, k->in->table[i], tiers);
	once_free(customers);
	once_free(tiers);
}
