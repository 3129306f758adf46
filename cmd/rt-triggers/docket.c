/*
 * The order of the steps matters: what a guard denies holds nobody back,
 * and what is held back starts no cooldown.
 */
#include "cmd/rt-triggers/docket.h"

#include <stdlib.h>

#include "cmd/rt-triggers/arms.h"
#include "cmd/rt-triggers/profile.h"
#include "cmd/rt-triggers/recall.h"
#include "cmd/rt-triggers/share.h"
#include "cmd/rt-triggers/watch.h"
#include "cmd/rt-triggers/workdays.h"
#include "common/base/mem.h"
#include "common/table/workorder.h"

struct docket {
	struct arena *text;
	struct order *order;
	size_t count, room;
	struct order **opened;
	size_t opens;
	struct outcome *outcome; /* by rule */
};

struct docket *
docket_new(void)
{
	struct docket *d = mem_new(sizeof *d);

	d->text = arena_new();
	return d;
}

void
docket_free(struct docket *d)
{
	arena_free(d->text);
	free(d->order);
	free(d->opened);
	free(d->outcome);
	free(d);
}

void
docket_add(struct docket *d, const struct order *order, const struct line *evidence)
{
	struct order *new;

	d->order = mem_grow(d->order, d->count, &d->room, sizeof *d->order);
	new = &d->order[d->count++];
	*new = *order;
	new->key = arena_keep(d->text, order->key);
	new->level = arena_keep(d->text, order->level);
	new->evidence = arena_keep(d->text, line_slice(evidence));
}

void
docket_add_of_month(struct docket *d, const struct order *order, monthnum month,
    const struct line *evidence)
{
	struct order new = *order;
	char text[MONTH_TEXT];

	month_print(month, text);
	new.key = (struct slice){ text, sizeof text };
	docket_add(d, &new, evidence);
}

size_t
docket_opened(const struct docket *d)
{
	return d->opens;
}

const struct order *
docket_at(const struct docket *d, size_t i)
{
	return d->opened[i];
}

struct outcome
docket_outcome(const struct docket *d, const struct rule *r)
{
	return d->outcome[r->number];
}

/* trigger:customer:key, where the key is a text, a day, or TEXT/day. */
static struct slice
make_id(struct docket *d, const struct watch *w, const struct order *order)
{
	struct slice trigger = order->rule->name;
	struct slice customer = roster_id(w->roster, order->customer);
	size_t room = 3 * (trigger.n + customer.n + order->key.n) + DATE_TEXT + 3;
	char *id = arena_take(d->text, room), *end;

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
		order->due = workdays_within(w->workdays, order->start,
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
	return c->is_unqualified && words_say(&category_words, NO_KIND, r->category,
	    CATEGORY_MARKETING);
}

/* Whether an earlier run opened it; then what it is about still holds. */
static bool
is_seen(struct docket *d, const struct watch *w, struct order *order)
{
	struct seen_order *seen;

	order->id = make_id(d, w, order);
	seen = seen_find(w->seen, order->id);
	if (seen != NULL)
		recall_met_again(seen, order);
	return seen != NULL;
}

/* Forgets what a guard denies, and notes for whom which rules hold. */
static void
hold(struct docket *d, const struct watch *w)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->count; i++) {
		struct order *order = &d->order[i];

		if (!profile_allows(w, order->guard, order->customer))
			continue;
		if (order->customer != NO_CUSTOMER && !order->is_stale)
			note_held(w, order);
		d->order[kept++] = *order;
	}
	d->count = kept;
}

/* Whether it is the work of another machine. */
static bool
is_elsewhere(const struct watch *w, const struct order *order)
{
	return w->share != NULL && order->customer != NO_CUSTOMER &&
	    !share_holds(w->share, roster_id(w->roster, order->customer));
}

static void
choose(struct docket *d, const struct watch *w)
{
	d->opened = mem_array(d->count + seen_count(w->seen) + 1, sizeof *d->opened);
	for (size_t i = 0; i < d->count; i++) {
		struct order *order = &d->order[i];

		if (is_seen(d, w, order) || order->is_stale ||
		    !order->rule->asked || is_closed(w, order) || is_elsewhere(w, order))
			continue;
		complete(w, order);
		d->opened[d->opens++] = order;
	}
}

/* Puts the orders of earlier runs beside those of this one. */
static void
recall_all(struct docket *d, const struct watch *w)
{
	for (size_t i = 0; i < seen_count(w->seen); i++) {
		struct seen_order *seen = seen_at(w->seen, i);

		if (!seen->is_over && share_holds(w->share, seen->customer))
			d->opened[d->opens++] = recall_order(w, d->text, seen);
	}
}

static int
compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int
order_compare(const struct order *x, const struct order *y)
{
	int sign = compare(x->fired_on, y->fired_on);

	if (sign == 0)
		sign = compare(x->due, y->due);
	if (sign == 0)
		sign = slice_compare(x->id, y->id);
	return sign != 0 ? sign : slice_compare(x->evidence, y->evidence);
}

static int
by_time(const void *a, const void *b)
{
	return order_compare(*(struct order *const *)a, *(struct order *const *)b);
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
opens(struct docket *d, const struct watch *w, const struct order *order,
    struct order *before)
{
	struct outcome *outcome = &d->outcome[order->rule->number];
	bool same = before != NULL && by_subject(before, order) == 0;
	bool is_soon = same && is_too_soon(before, order, order->rule->cooldown);

	if (same && recall_goes_on(before, order, is_soon))
		return false;
	if (is_inhibited(w, order)) {
		outcome->inhibited++;
		return false;
	}
	if (is_soon) {
		outcome->cooled_down++;
		return false;
	}
	count_opened(outcome, order);
	return true;
}

/* The same fact once, and what comes within the cooldown not at all. */
static void
cool_down(struct docket *d, const struct watch *w)
{
	const struct order *last = NULL;
	struct order *before = NULL;
	size_t kept = 0;

	if (d->opens > 0)
		qsort(d->opened, d->opens, sizeof *d->opened, by_subject_and_time);
	for (size_t i = 0; i < d->opens; i++) {
		struct order *order = d->opened[i];
		bool again = order->seen == NULL && last != NULL &&
		    by_subject(last, order) == 0 && slice_equal(last->id, order->id);

		last = order;
		if (again || (order->seen == NULL && !opens(d, w, order, before)))
			continue;
		d->opened[kept++] = order;
		before = order;
	}
	d->opens = kept;
}

/*
 * What an order of an earlier run is about still holds: it was met again, or
 * goes on into another month and no later order stands for it.
 */
static bool
still_holds(const struct docket *d, const struct watch *w, size_t i)
{
	const struct order *order = d->opened[i];

	if (order->seen == NULL || order->rule == NULL || order->seen->holds)
		return true;
	return rule_goes_on(order->rule) &&
	    !(i + 1 < d->opens && by_subject(order, d->opened[i + 1]) == 0) &&
	    rule_holds(w, order, order->rule);
}

/* Orders of earlier runs are left out, or told what became of them. */
static void
tell_states(struct docket *d, const struct watch *w)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->opens; i++)
		if (recall_tells(w, d->opened[i], still_holds(d, w, i)))
			d->opened[kept++] = d->opened[i];
	d->opens = kept;
}

void
docket_settle(struct docket *d, const struct watch *w)
{
	d->outcome = mem_array((size_t)w->rules->count + 1, sizeof *d->outcome);
	hold(d, w);
	choose(d, w);
	recall_all(d, w);
	cool_down(d, w);
	tell_states(d, w);
	if (d->opens > 0)
		qsort(d->opened, d->opens, sizeof *d->opened, by_time);
}
