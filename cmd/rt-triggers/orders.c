/*
 * orders -- work orders: gathered as rules fire, then settled.
 */
#include "cmd/rt-triggers/orders.h"

#include <stdlib.h>

#include "cmd/rt-triggers/arms.h"
#include "cmd/rt-triggers/profile.h"
#include "cmd/rt-triggers/recall.h"
#include "cmd/rt-triggers/share.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/mem.h"
#include "common/table/workorder.h"

struct orders {
	struct arena *text;
	struct order *order;
	size_t count, room;
	struct order **opened;
	size_t opens;
	struct outcome *outcome; /* by rule */
};

struct orders *
orders_new(void)
{
	struct orders *o = mem_new(sizeof *o);

	o->text = arena_new();
	return o;
}

void
orders_free(struct orders *o)
{
	arena_free(o->text);
	free(o->order);
	free(o->opened);
	free(o->outcome);
	free(o);
}

struct order
order_begin(const struct rule *r, uint32_t customer, daynum fired_on)
{
	return (struct order){ .rule = r, .guard = NONE, .customer = customer,
		.fired_on = fired_on, .start = NO_INSTANT, .due = NO_INSTANT,
		.day = NO_DAY };
}

void
orders_add(struct orders *o, const struct order *order)
{
	struct order *new;

	o->order = mem_grow(o->order, o->count, &o->room, sizeof *o->order);
	new = &o->order[o->count++];
	*new = *order;
	new->key = arena_keep(o->text, order->key);
	new->level = arena_keep(o->text, order->level);
	new->evidence = arena_keep(o->text, order->evidence);
}

size_t
orders_opened(const struct orders *o)
{
	return o->opens;
}

const struct order *
orders_at(const struct orders *o, size_t i)
{
	return o->opened[i];
}

struct outcome
orders_outcome(const struct orders *o, const struct rule *r)
{
	return o->outcome[r->number];
}

/* trigger:customer:key, where the key is a text, a day, or TEXT/day. */
static struct slice
make_id(struct orders *o, const struct watch *w, const struct order *order)
{
	struct slice trigger = order->rule->name;
	struct slice customer = roster_id(w->roster, order->customer);
	size_t room = 3 * (trigger.n + customer.n + order->key.n) + DATE_TEXT + 3;
	char *id = arena_take(o->text, room), *end;

	end = workorder_part(id, trigger);
	*end++ = ':';
	end = workorder_part(end, customer);
	*end++ = ':';
	end = workorder_part(end, order->key);
	if (order->day != NO_DAY) {
		if (order->key.n > 0)
			*end++ = '/';
		date_print(order->day, end);
		end += DATE_TEXT;
	}
	return (struct slice){ id, (size_t)(end - id) };
}

/* As it is written: without its seconds. */
static instant
to_minute(instant t)
{
	int seconds;

	instant_day(t, &seconds);
	return t - seconds % 60;
}

static void
complete(const struct watch *w, struct order *order)
{
	if (order->start == NO_INSTANT)
		order->start = instant_at(order->fired_on, MORNING);
	if (order->due == NO_INSTANT)
		order->due = duration_after(order->start,
		    order->rule->within);
	order->due = to_minute(order->due);
	order->is_held_out = arms_hold_out(w->arms, roster_id(w->roster, order->customer),
	    order->rule->category);
}

static uint8_t *
held_bits(const struct watch *w, const struct order *order)
{
	return state_at(roster_state(w->roster, order->customer), w->held);
}

static bool
rule_holds(const struct watch *w, const struct order *order, const struct rule *r)
{
	return order->customer != NO_CUSTOMER &&
	    (held_bits(w, order)[r->number / 8] >> r->number % 8 & 1);
}

static void
note_held(const struct watch *w, const struct order *order)
{
	int number = order->rule->number;

	held_bits(w, order)[number / 8] |= (uint8_t)(1u << number % 8);
}

/* Whether a rule that holds back this one holds for the customer. */
static bool
is_inhibited(const struct watch *w, const struct order *order)
{
	const struct rule *r = order->rule;

	for (int i = 0; i < r->inhibitors; i++)
		if (rule_holds(w, order, r->inhibitor[i]))
			return true;
	return false;
}

/* Whether care for the customer has an end. */
static bool
is_closed(const struct watch *w, const struct order *order)
{
	const struct rule *r = order->rule;
	const struct customer *c;

	if (order->customer == NO_CUSTOMER)
		return false;
	c = roster_state(w->roster, order->customer);
	if (c->left != 0 && day_unpack(c->left) <= w->moment.as_of &&
	    !rule_outlives_leaving(r))
		return true;
	return c->is_unqualified && words_say(&category_words, r->category,
	    CATEGORY_MARKETING);
}

/* Whether an earlier run opened it; then what it is about still holds. */
static bool
is_seen(struct orders *o, const struct watch *w, struct order *order)
{
	struct seen_order *seen;

	order->id = make_id(o, w, order);
	seen = seen_find(w->seen, order->id);
	if (seen != NULL)
		seen->holds = true;
	return seen != NULL;
}

/* Forgets what a guard denies, and notes for whom which rules hold. */
static void
hold(struct orders *o, const struct watch *w)
{
	size_t kept = 0;

	for (size_t i = 0; i < o->count; i++) {
		struct order *order = &o->order[i];

		if (!profile_allows(w, order->guard, order->customer))
			continue;
		if (order->customer != NO_CUSTOMER && !order->is_stale)
			note_held(w, order);
		o->order[kept++] = *order;
	}
	o->count = kept;
}

static void
choose(struct orders *o, const struct watch *w)
{
	o->opened = mem_array(o->count + seen_count(w->seen) + 1, sizeof *o->opened);
	for (size_t i = 0; i < o->count; i++) {
		struct order *order = &o->order[i];

		if (is_seen(o, w, order) || order->is_stale ||
		    !order->rule->asked || is_closed(w, order))
			continue;
		complete(w, order);
		o->opened[o->opens++] = order;
	}
}

/* Puts the orders of earlier runs beside those of this one. */
static void
recall_all(struct orders *o, const struct watch *w)
{
	for (size_t i = 0; i < seen_count(w->seen); i++) {
		struct seen_order *seen = seen_at(w->seen, i);

		if (!seen->is_over && share_holds(w->share, seen->customer))
			o->opened[o->opens++] = recall_order(w, o->text, seen);
	}
}

static int
compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
by_time(const void *a, const void *b)
{
	const struct order *x = *(struct order *const *)a, *y = *(struct order *const *)b;
	int sign = compare(x->fired_on, y->fired_on);

	if (sign == 0)
		sign = compare(x->due, y->due);
	if (sign == 0)
		sign = slice_compare(x->id, y->id);
	return sign != 0 ? sign : slice_compare(x->evidence, y->evidence);
}

static int
number_of(const struct rule *r)
{
	return r == NULL ? NONE : r->number;
}

/* The same trigger for the same customer; of crowds for the same value. */
static int
by_subject(const struct order *x, const struct order *y)
{
	int sign = compare(number_of(x->rule), number_of(y->rule));

	if (sign == 0)
		sign = compare(x->customer, y->customer);
	if (sign == 0 && x->customer == NO_CUSTOMER)
		sign = slice_compare(x->key, y->key);
	return sign;
}

/*
 * What an earlier run opened on a day comes before what this one finds; of
 * that, the same fact stands together, the earliest due first.
 */
static int
by_subject_and_time(const void *a, const void *b)
{
	const struct order *x = *(struct order *const *)a, *y = *(struct order *const *)b;
	int sign = by_subject(x, y);

	if (sign == 0)
		sign = compare(x->fired_on, y->fired_on);
	if (sign == 0)
		sign = compare(x->seen == NULL, y->seen == NULL);
	if (sign == 0)
		sign = compare(x->day, y->day);
	return sign != 0 ? sign : by_time(a, b);
}

/* Whether it comes too soon after the one opened before. */
static bool
is_too_soon(const struct order *before, const struct order *order,
    struct duration cooldown)
{
	if (before->fired_on == NO_DAY || cooldown.count == 0)
		return false;
	if (cooldown.unit == DAYS || cooldown.unit == MONTHS)
		return duration_after_day(before->fired_on, cooldown) > order->fired_on;
	return duration_after(before->start, cooldown) > order->start;
}

static void
count_opened(struct outcome *outcome, const struct order *order)
{
	if (order->is_held_out)
		outcome->held_out++;
	else
		outcome->opened++;
}

/* Whether an order of this run is opened, the one opened last being before. */
static bool
opens(struct orders *o, const struct watch *w, const struct order *order,
    const struct order *before)
{
	struct outcome *outcome = &o->outcome[order->rule->number];

	if (is_inhibited(w, order)) {
		outcome->inhibited++;
		return false;
	}
	if (before != NULL && by_subject(before, order) == 0 &&
	    is_too_soon(before, order, order->rule->cooldown)) {
		outcome->cooled_down++;
		return false;
	}
	count_opened(outcome, order);
	return true;
}

/* The same fact once, and what comes within the cooldown not at all. */
static void
cool_down(struct orders *o, const struct watch *w)
{
	const struct order *before = NULL, *last = NULL;
	size_t kept = 0;

	if (o->opens > 0)
		qsort(o->opened, o->opens, sizeof *o->opened, by_subject_and_time);
	for (size_t i = 0; i < o->opens; i++) {
		struct order *order = o->opened[i];
		bool again = order->seen == NULL && last != NULL &&
		    by_subject(last, order) == 0 && slice_equal(last->id, order->id);

		last = order;
		if (again || (order->seen == NULL && !opens(o, w, order, before)))
			continue;
		o->opened[kept++] = order;
		before = order;
	}
	o->opens = kept;
}

/*
 * What an order of an earlier run is about still holds: it was met again, or
 * goes on into another month and no later order stands for it.
 */
static bool
still_holds(const struct orders *o, const struct watch *w, size_t i)
{
	const struct order *order = o->opened[i];

	if (order->seen == NULL || order->rule == NULL || order->seen->holds)
		return true;
	return rule_goes_on(order->rule) &&
	    !(i + 1 < o->opens && by_subject(order, o->opened[i + 1]) == 0) &&
	    rule_holds(w, order, order->rule);
}

/* Orders of earlier runs are left out, or told what became of them. */
static void
tell_states(struct orders *o, const struct watch *w)
{
	size_t kept = 0;

	for (size_t i = 0; i < o->opens; i++)
		if (recall_tells(w, o->opened[i], still_holds(o, w, i)))
			o->opened[kept++] = o->opened[i];
	o->opens = kept;
}

void
orders_settle(struct orders *o, const struct watch *w)
{
	o->outcome = mem_array((size_t)w->rules->count + 1, sizeof *o->outcome);
	hold(o, w);
	choose(o, w);
	recall_all(o, w);
	cool_down(o, w);
	tell_states(o, w);
	if (o->opens > 0)
		qsort(o->opened, o->opens, sizeof *o->opened, by_time);
}
