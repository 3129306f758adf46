/*
 * Terms are settled as a row passes, a bit a guard, so that no row has to
 * be kept.
 */
#include "cmd/rt-triggers/profile.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/once.h"

/* A kept cell, and the time of the record that it is of. */
struct kept {
	instant at;            /* of use when there is a word */
	uint32_t word;
};

struct profile {
	int joined, left, status;     /* fields of a customers row */
	struct once *customers, *tiers; /* who was met */
	size_t of_customer, of_tier;  /* slots: a bit for each guard that held */
	bool *blank_customer, *blank_tier; /* whether guards hold without a row */
	enum kind source;             /* of kept columns; KINDS: any table */
	char **keep;
	int keeps;
	int *keep_column, id;         /* in the table that is open */
	size_t kept;                  /* slot */
};

static bool
is_source(const struct profile *p, const struct table *t)
{
	enum kind k = table_kind(t);

	return p->source == KINDS ? k != CALENDAR : p->source == k;
}

static bool
is_in_any(const struct profile *p, struct table *const *tables, const char *name)
{
	for (; *tables != NULL; tables++)
		if (is_source(p, *tables) &&
		    table_user_column(*tables, slice_of(name)) != NO_COLUMN)
			return true;
	return false;
}

static void
choose_kept(struct profile *p, const struct watch *w, const struct options *o,
    struct table *const *tables)
{
	p->source = w->intakes->of[CUSTOMERS].given ? CUSTOMERS : KINDS;
	p->keeps = (int)o->keeps;
	p->keep = mem_array(o->keeps + 1, sizeof *p->keep);
	p->keep_column = mem_array(o->keeps + 1, sizeof *p->keep_column);
	for (int i = 0; i < p->keeps; i++) {
		p->keep[i] = mem_copy(o->keep[i]);
		if (!is_in_any(p, tables, p->keep[i]))
			die_usage("--keep: no column '%s'", p->keep[i]);
	}
}

static void
judge_blank(struct profile *p, const struct intakes *in)
{
	p->blank_customer = mem_array((size_t)in->guards + 1, sizeof(bool));
	p->blank_tier = mem_array((size_t)in->guards + 1, sizeof(bool));
	for (int i = 0; i < in->guards; i++) {
		p->blank_customer[i] = where_holds_blank(&in->guard[i].of_customer);
		p->blank_tier[i] = where_holds_blank(&in->guard[i].of_tier);
	}
}

struct profile *
profile_new(struct watch *w, const struct options *o, struct table *const *tables)
{
	struct profile *p = mem_new(sizeof *p);
	size_t bits = ((size_t)w->intakes->guards + 7) / 8;

	choose_kept(p, w, o, tables);
	judge_blank(p, w->intakes);
	p->joined = intakes_field(w->intakes, CUSTOMERS, "joined");
	p->left = intakes_field(w->intakes, CUSTOMERS, "left");
	p->status = intakes_field(w->intakes, CUSTOMERS, "status");
	p->of_customer = roster_reserve(w->roster, bits, 1);
	p->of_tier = roster_reserve(w->roster, bits, 1);
	if (p->keeps > 0)
		p->kept = roster_reserve(w->roster,
		    (size_t)p->keeps * sizeof(struct kept), sizeof(instant));
	p->customers = once_new();
	p->tiers = once_new();
	return p;
}

void
profile_free(struct profile *p)
{
	for (int i = 0; i < p->keeps; i++)
		free(p->keep[i]);
	free(p->keep);
	free(p->keep_column);
	free(p->blank_customer);
	free(p->blank_tier);
	once_free(p->customers);
	once_free(p->tiers);
	free(p);
}

bool
profile_keeps_from(const struct profile *p, const struct table *t)
{
	return p->keeps > 0 && is_source(p, t);
}

void
profile_open_table(struct profile *p, struct table *t)
{
	p->id = table_column(t, "customer_id");
	for (int i = 0; i < p->keeps; i++)
		p->keep_column[i] = is_source(p, t) ?
		    table_user_column(t, slice_of(p->keep[i])) : NO_COLUMN;
}

static void
set_bit(uint8_t *bits, int i)
{
	bits[i / 8] |= (uint8_t)(1u << i % 8);
}

static bool
has_bit(const uint8_t *bits, int i)
{
	return bits[i / 8] >> i % 8 & 1;
}

static void
observe_customer(struct watch *w, struct customer *c, const struct value *value)
{
	const struct profile *p = w->profile;

	c->is_listed = true;
	if (value[p->joined].known)
		c->joined = day_pack((daynum)value[p->joined].n);
	if (value[p->left].known)
		c->left = day_pack((daynum)value[p->left].n);
	c->is_unqualified = words_say(&status_words, CUSTOMERS,
	    value[p->status].text, STATUS_UNQUALIFIED);
	for (int i = 0; i < w->intakes->guards; i++)
		if (where_holds(&w->intakes->guard[i].of_customer, value))
			set_bit(state_at(c, p->of_customer), i);
}

static void
observe_tier(struct watch *w, struct customer *c, const struct value *value)
{
	c->has_tier = true;
	for (int i = 0; i < w->intakes->guards; i++)
		if (where_holds(&w->intakes->guard[i].of_tier, value))
			set_bit(state_at(c, w->profile->of_tier), i);
}

/* A day is its first instant, a month its last; what has neither is the first. */
static instant
time_of(struct record *r)
{
	const struct fields *s = r->fields;

	if (r->time != NO_INSTANT)
		return r->time;
	if (s->when != NONE && s->field[s->when].type == MONTH)
		return instant_at(month_first((monthnum)r->value[s->when].n + 1), 0) - 1;
	return r->day == NO_DAY ? INT64_MIN : instant_at(r->day, 0);
}

/* The later record counts; of one time, the cell that is last in byte order. */
static void
keep_cells(struct watch *w, struct table *t, struct record *r)
{
	struct profile *p = w->profile;
	instant at = time_of(r);
	struct kept *kept;

	kept = state_at(roster_state(w->roster, record_customer(r)), p->kept);
	for (int i = 0; i < p->keeps; i++) {
		struct slice text = table_kept(t, p->keep_column[i]);

		if (text.n == 0 || (kept[i].word != 0 && (at < kept[i].at ||
		    (at == kept[i].at && slice_compare(text,
		    roster_text(w->roster, kept[i].word)) <= 0))))
			continue;
		kept[i] = (struct kept){ at, roster_word(w->roster, text) };
	}
}

bool
profile_observe(struct watch *w, struct table *t, struct record *r)
{
	struct profile *p = w->profile;
	enum kind k = table_kind(t);

	if (k == CUSTOMERS || k == TIERS) {
		struct customer *c;

		if (!once_first(k == CUSTOMERS ? p->customers : p->tiers, t, p->id, r->id))
			return false;
		c = roster_state(w->roster, record_customer(r));
		if (k == CUSTOMERS)
			observe_customer(w, c, r->value);
		else
			observe_tier(w, c, r->value);
	}
	if (profile_keeps_from(p, t))
		keep_cells(w, t, r);
	return true;
}

bool
profile_allows(const struct watch *w, int guard, uint32_t customer)
{
	const struct profile *p = w->profile;
	bool customer_holds, tier_holds;
	struct customer *c;

	if (guard == NONE)
		return true;
	if (customer == NO_CUSTOMER)
		return p->blank_customer[guard] && p->blank_tier[guard];
	c = roster_state(w->roster, customer);
	customer_holds = c->is_listed ? has_bit(state_at(c, p->of_customer), guard) :
	    p->blank_customer[guard];
	tier_holds = c->has_tier ? has_bit(state_at(c, p->of_tier), guard) :
	    p->blank_tier[guard];
	return customer_holds && tier_holds;
}

int
profile_keeps(const struct profile *p)
{
	return p->keeps;
}

void
profile_headings(const struct profile *p, const char *names[])
{
	for (int i = 0; i < p->keeps; i++)
		names[i] = p->keep[i];
}

void
profile_write(const struct watch *w, struct writer *out, uint32_t customer)
{
	const struct profile *p = w->profile;
	const struct kept *kept = NULL;

	if (p->keeps > 0 && customer != NO_CUSTOMER)
		kept = state_at(roster_state(w->roster, customer), p->kept);
	for (int i = 0; i < p->keeps; i++)
		writer_text(out, kept == NULL ? (struct slice){ "", 0 } :
		    roster_text(w->roster, kept[i].word));
}
