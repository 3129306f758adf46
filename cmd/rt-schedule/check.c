/*
 * The rules are written down a second time here, from what a row says, with
 * nothing of what made plans: a fault of one is no fault of the other.
 */
#include "cmd/rt-schedule/check.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/rt-schedule/check_household.h"
#include "cmd/rt-schedule/check_ids.h"
#include "cmd/rt-schedule/check_parts.h"
#include "cmd/rt-schedule/check_turns.h"
#include "cmd/rt-schedule/skipped.h"
#include "cmd/rt-schedule/slots.h"
#include "cmd/rt-schedule/today.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

static const struct customer *
who(const struct check *c, const struct planned *p)
{
	return customers_one(c->s->customers, check_customer(c, p));
}

/* What the orders of a row ask for together. */
struct wish {
	word_set asked;
	instant due;      /* NO_INSTANT when there is no order */
	bool exempt;
};

static struct wish
wish_of(const struct check *c, const struct planned *p)
{
	struct wish w = { .due = NO_INSTANT };

	for (uint32_t i = 0; i < p->ids; i++) {
		const struct order *o = check_order(c, p->id[i]);

		if (o == NULL)
			continue;
		if (o->channel != NO_CHANNEL)
			w.asked |= WORD(o->channel);
		if (w.due == NO_INSTANT || o->due < w.due)
			w.due = o->due;
		w.exempt |= o->exempt;
	}
	return w;
}

static void
check_day(struct check *c, const struct planned *p, const struct manager *m)
{
	int end = p->end > p->start ? p->end : p->start + 1;

	if (p->day == NO_DAY) {
		breaches_add(c->found, p, RULE_WORKING_DAY, "there is no date");
		return;
	}
	if (!calendar_works(c->s->horizon->calendar, p->day))
		breaches_add(c->found, p, RULE_WORKING_DAY, "a week-end or holiday");
	if (m == NULL || !check_takes_time(p))
		return;
	if (manager_left(m, p->day))
		breaches_add(c->found, p, RULE_DAY_OFF, "the manager has left");
	else if (check_timed(p) ? manager_is_away(m, p->day, p->start, end) :
	    absences_cover(m->off, m->offs, p->day, c->s->hours))
		breaches_add(c->found, p, RULE_DAY_OFF, "a day off of the manager");
}

/* Whether one window holds it all. */
static bool
within(const struct hours *h, const struct planned *p)
{
	for (int w = 0; w < h->count; w++)
		if (p->start >= h->window[w].from && p->start < h->window[w].to &&
		    p->end <= h->window[w].to)
			return true;
	return false;
}

static void
check_clock(struct check *c, const struct planned *p)
{
	const struct hours *quiet = customers_quiet(c->s->customers, who(c, p)->quiet);
	int end = p->end > p->start ? p->end : p->start + 1;

	if (!check_timed(p)) {
		breaches_add(c->found, p, RULE_HOURS, "there is no start or no end");
		return;
	}
	if (!within(setting_hours(c->s, p->channel), p))
		breaches_add(c->found, p, RULE_HOURS, "not within one of the windows");
	if (p->day != NO_DAY && skipped_touch(p->day, p->start, end))
		breaches_add(c->found, p, RULE_HOURS, "a time that the clocks skip");
	if (p->customer.n > 0 && hours_touch(quiet, p->start, end))
		breaches_add(c->found, p, RULE_QUIET, "touches the quiet hours");
}

static int
by_day(const void *a, const void *b)
{
	const daynum *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static uint32_t
last_row(const struct rows_of *rows, uint32_t customer)
{
	return customer == NOBODY || rows->last == NULL ? NO_ROW : rows->last[customer];
}

/* Rows that were agreed on keep their channel and due, whatever joined them. */
static bool
was_pinned(const struct check *c, const struct planned *p)
{
	for (uint32_t i = last_row(&c->pins, check_customer(c, p)); i != NO_ROW;
	    i = c->pins.next[i]) {
		const struct planned *other = &c->e->pinned->row[i];

		if (other->day == p->day && other->start == p->start &&
		    slice_equal(other->manager, p->manager))
			return true;
	}
	return false;
}

/* Of a plan before: its contact_id is of an earlier day. */
static bool
is_older(const struct check *c, const struct planned *p)
{
	struct slice id = p->contact_id;
	daynum first;

	if (!p->planned || p->customer.n == 0 || !slice_begins(id, p->customer.p, p->customer.n) ||
	    id.n < p->customer.n + 1 + DATE_TEXT)
		return false;
	id = (struct slice){ id.p + p->customer.n + 1, DATE_TEXT };
	return date_parse(id, &first) && first < c->s->today->day;
}

/* Whether the other row of the customer is a contact made before this one. */
static bool
comes_before(const struct planned *other, const struct planned *p)
{
	if ((!other->planned && !other->past) || other->day == NO_DAY || other->repeated)
		return false;
	if (other->day != p->day)
		return other->day < p->day;
	return other->start != p->start ? other->start < p->start : other->line < p->line;
}

static bool
holds_day(const daynum day[], size_t count, daynum d)
{
	for (size_t i = 0; i < count; i++)
		if (day[i] == d)
			return true;
	return false;
}

/*
 * The days of the customer's other contacts: those made, of which a row that
 * is over was one perhaps, and earlier rows.  To a row that is over itself
 * only what lies before its day.  The caller frees.
 */
static daynum *
other_days(const struct check *c, const struct planned *p, uint32_t customer,
    size_t *count)
{
	const daynum *made = history_days(c->s->history, customer, count);
	size_t n = 0, room = *count, known = *count;
	daynum *day = mem_array(room, sizeof *day);
	bool over = check_is_over(c, p);

	for (size_t i = 0; i < known; i++)
		if (!over || made[i] < p->day)
			day[n++] = made[i];
	for (uint32_t i = last_row(&c->rows, customer); i != NO_ROW; i = c->rows.next[i]) {
		const struct planned *other = &c->plan->row[i];

		if (p->repeated || !comes_before(other, p) ||
		    ((other->past || check_is_over(c, other)) &&
		    (holds_day(made, known, other->day) ||
		    history_tells(c->s->history, customer, other->day))))
			continue;
		day = mem_grow(day, n, &room, sizeof *day);
		day[n++] = other->day;
	}
	if (n > 0)
		qsort(day, n, sizeof *day, by_day);
	*count = n;
	return day;
}

/* The preset's own cap, of which nobody is free. */
static void
check_calls(struct check *c, const struct planned *p)
{
	uint32_t customer = check_customer(c, p);

	if (customer != NOBODY && p->channel == CALL && p->day != NO_DAY &&
	    check_timed(p) && history_bars_call(c->s->history, customer,
	    instant_at(p->day, p->start)))
		breaches_add(c->found, p, RULE_CAP, "too many calls within 24 hours");
}

/* What was tried in vain, which nobody is free of either. */
static void
check_attempts(struct check *c, const struct planned *p)
{
	const struct attempts *a = history_attempts(c->s->history);
	uint32_t customer = check_customer(c, p);

	if (customer == NOBODY || p->channel >= MANAGED || p->day == NO_DAY ||
	    check_is_over(c, p))
		return;
	if (!attempts_allow(a, customer, p->day))
		breaches_add(c->found, p, RULE_CAP,
		    "more attempts on a date or in %d days than the outcomes allow",
		    ATTEMPT_DAYS);
	if (check_timed(p) && attempts_bar(a, customer, instant_at(p->day, p->start)))
		breaches_add(c->found, p, RULE_CAP, "too soon after an attempt");
}

static void
check_caps(struct check *c, const struct planned *p, const struct wish *w)
{
	uint32_t customer = check_customer(c, p);
	const struct caps *caps;
	daynum *other;
	size_t count;

	if (w->exempt || customer == NOBODY || p->day == NO_DAY)
		return;
	caps = rules_caps(c->s->rules, who(c, p)->tier);
	other = other_days(c, p, customer, &count);
	if (!caps_leave_room(caps, other, count, p->day))
		breaches_add(c->found, p, RULE_CAP,
		    "more contacts in 7 or 30 days than the tier allows");
	if (!caps_far_enough(caps, other, count, p->day))
		breaches_add(c->found, p, RULE_GAP,
		    "less than %d days from another contact",
		    caps->min_gap_days > 1 ? caps->min_gap_days : 1);
	free(other);
}

static void
check_channel(struct check *c, const struct planned *p, const struct wish *w)
{
	const struct customer *k = who(c, p);
	enum channel right = contacts_channel(k, w->asked);

	if (p->channel == NO_CHANNEL)
		breaches_add(c->found, p, RULE_CHANNEL, "there is no channel");
	else if (k->refused & WORD(p->channel))
		breaches_add(c->found, p, RULE_REFUSED,
		    "the customer refuses %s", channel_name(p->channel));
	else if (w->due != NO_INSTANT && right != NO_CHANNEL && p->channel != right &&
	    !was_pinned(c, p) && !is_older(c, p))
		breaches_add(c->found, p, RULE_CHANNEL,
		    "%s, where the rules say %s", channel_name(p->channel),
		    channel_name(right));
}

/* Whether a plan, which has neither seconds nor zone, writes both the same. */
static bool
same_written(instant a, instant b)
{
	char x[INSTANT_TEXT], y[INSTANT_TEXT];

	if (a == b)
		return true;
	if (a == NO_INSTANT || b == NO_INSTANT)
		return false;
	instant_print(a, x);
	instant_print(b, y);
	return memcmp(x, y, sizeof x) == 0;
}

/* The due that the row must have: the earliest; of an older one that of any. */
static instant
right_due(const struct check *c, const struct planned *p, const struct wish *w)
{
	for (uint32_t i = 0; i < p->ids && is_older(c, p); i++) {
		const struct order *o = check_order(c, p->id[i]);

		if (o != NULL && same_written(p->due, o->due))
			return o->due;
	}
	return w->due;
}

static void
check_due(struct check *c, const struct planned *p, const struct wish *w)
{
	const char *right = "";
	instant due;
	int seconds;

	if (w->due == NO_INSTANT || was_pinned(c, p))
		return;
	due = right_due(c, p, w);
	if (!same_written(p->due, due))
		breaches_add(c->found, p, RULE_DUE,
		    "due is not the earliest of the work orders");
	if (p->planned && p->day != NO_DAY)
		right = p->day <= instant_day(due, &seconds) ? "yes" : "no";
	if (!slice_is(p->on_time, right))
		breaches_add(c->found, p, RULE_DUE,
		    "on_time is not %s", right[0] == '\0' ? "blank" : right);
}

/* What each order of a planned row says against its being there. */
static void
check_orders(struct check *c, const struct planned *p)
{
	for (uint32_t i = 0; i < p->ids; i++) {
		const struct order *o = check_order(c, p->id[i]);

		if (o == NULL)
			continue;
		if (o->why == REFUSED && who(c, p)->refused != ALL_CHANNELS)
			breaches_add_order(c->found, p, RULE_REFUSED, o->id,
			    "is refused by the customer");
		if (o->why == LEFT)
			breaches_add_order(c->found, p, RULE_LEFT, o->id,
			    "is of a customer who left");
		if (o->why == CONTROL)
			breaches_add_order(c->found, p, RULE_CONTROL, o->id,
			    "is of the control group");
		if (o->why == RESOLVED && !check_is_over(c, p))
			breaches_add_order(c->found, p, RULE_CONTROL, o->id,
			    "is resolved");
	}
}

static void
check_row(struct check *c, uint32_t row)
{
	const struct planned *p = &c->plan->row[row];
	struct wish w = wish_of(c, p);

	if (p->past)
		return;
	check_ids(c, row);
	check_one_contact(c, row);
	check_due(c, p, &w);
	if (!p->planned)
		return;
	check_day(c, p, c->manager[row] == NO_MANAGER ? NULL :
	    &c->e->managers->one[c->manager[row]]);
	check_clock(c, p);
	check_caps(c, p, &w);
	check_calls(c, p);
	check_attempts(c, p);
	check_channel(c, p, &w);
	check_orders(c, p);
	if (check_takes_time(p) && c->manager[row] == NO_MANAGER)
		breaches_add(c->found, p, RULE_CAPACITY,
		    p->manager.n == 0 ? N_("there is no manager") :
		    N_("the manager is not in the managers table"));
}

static uint32_t *
no_rows(size_t count)
{
	uint32_t *row = mem_array(count, sizeof *row);

	for (size_t i = 0; i < count; i++)
		row[i] = NO_ROW;
	return row;
}

/* Lists of the rows of each customer. */
static struct rows_of
list_rows(const struct check *c, const struct plan *p)
{
	struct rows_of rows = { no_rows(map_count(c->e->orders->customers)),
	    no_rows(p->count) };

	for (uint32_t i = 0; i < p->count; i++) {
		uint32_t customer = check_customer(c, &p->row[i]);

		if (customer == NOBODY)
			continue;
		rows.next[i] = rows.last[customer];
		rows.last[customer] = i;
	}
	return rows;
}

static void
free_rows(struct rows_of *rows)
{
	free(rows->last);
	free(rows->next);
}

struct breaches *
check_plan(const struct evidence *e, const struct plan *p, enum extent extent)
{
	struct check c = { .e = e, .s = e->setting, .plan = p, .found = breaches_new() };

	c.manager = mem_array(p->count, sizeof *c.manager);
	c.row_of_order = no_rows(e->orders->count);
	c.row_of_customer = no_rows(map_count(e->orders->customers));
	c.rows = list_rows(&c, p);
	if (e->pinned != NULL)
		c.pins = list_rows(&c, e->pinned);
	for (size_t i = 0; i < p->count; i++)
		c.manager[i] = managers_number(e->managers, p->row[i].manager);
	for (uint32_t i = 0; i < p->count; i++)
		check_row(&c, i);
	check_households(&c);
	if (extent == WHOLE_PLAN) {
		check_managers(&c);
		check_lost(&c);
	}
	breaches_sort(c.found);
	free(c.manager);
	free(c.row_of_order);
	free(c.row_of_customer);
	free_rows(&c.rows);
	free_rows(&c.pins);
	return c.found;
}
