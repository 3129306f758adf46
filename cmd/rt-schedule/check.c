#include <inttypes.h>
#include <stdlib.h>

#include "cmd/rt-schedule/breaches.h"
#include "cmd/rt-schedule/check.h"
#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/slots.h"
#include "common/base/mem.h"

enum { NO_ROW = UINT32_MAX };

struct check {
	const struct evidence *e;
	const struct setting *s;
	const struct plan *plan;
	struct breaches *found;
	uint32_t *manager;        /* by row: number, or NO_MANAGER */
	uint32_t *row_of_order;   /* the first row that lists it, or NO_ROW */
	uint32_t *row_of_customer; /* the first row with an order that stands */
	uint32_t *pin_of_customer; /* a pinned row of the customer, or NO_ROW */
	uint32_t *next_pin;       /* by pinned row: another of the customer */
};

/* The order of that id, or NULL when none came in. */
static const struct order *
find_order(const struct check *c, struct slice id)
{
	uint32_t number = map_find(c->e->orders->ids, id);

	return number == MAP_NONE ? NULL : &c->e->orders->one[number];
}

static uint32_t
customer_of(const struct check *c, const struct planned *p)
{
	return p->customer.n == 0 ? NOBODY :
	    map_find(c->e->orders->customers, p->customer);
}

static const struct customer *
who(const struct check *c, const struct planned *p)
{
	return customers_one(c->s->customers, customer_of(c, p));
}

/* What the orders of a row ask for together. */
struct wish {
	channels asked;
	instant due;      /* NO_INSTANT when there is no order */
	bool exempt;
};

static struct wish
wish_of(const struct check *c, const struct planned *p)
{
	struct wish w = { .due = NO_INSTANT };

	for (uint32_t i = 0; i < p->ids; i++) {
		const struct order *o = find_order(c, p->id[i]);

		if (o == NULL)
			continue;
		if (o->channel != NO_CHANNEL)
			w.asked |= CHANNEL(o->channel);
		if (w.due == NO_INSTANT || o->due < w.due)
			w.due = o->due;
		w.exempt |= o->exempt;
	}
	return w;
}

static bool
timed(const struct planned *p)
{
	return p->start != NO_MINUTE && p->end != NO_MINUTE;
}

/* A visit or a call of somebody; a crisis that is nobody's takes no turn. */
static bool
takes_time(const struct planned *p)
{
	return p->channel < MANAGED && p->customer.n > 0;
}

static void
check_day(struct check *c, const struct planned *p, const struct manager *m)
{
	if (p->day == NO_DAY) {
		breaches_add(c->found, p, RULE_WORKING_DAY, "there is no date");
		return;
	}
	if (!calendar_works(c->s->horizon->calendar, p->day))
		breaches_add(c->found, p, RULE_WORKING_DAY, "a week-end or holiday");
	if (m != NULL && takes_time(p) && !manager_works(m, p->day))
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

	if (!timed(p)) {
		breaches_add(c->found, p, RULE_HOURS, "there is no start or no end");
		return;
	}
	if (!within(setting_hours(c->s, p->channel), p))
		breaches_add(c->found, p, RULE_HOURS, "not within one of the windows");
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
first_pin(const struct check *c, uint32_t customer)
{
	return customer == NOBODY || c->e->pinned == NULL ? NO_ROW :
	    c->pin_of_customer[customer];
}

/* The days of the customer's other contacts: made, or pinned; the caller frees. */
static daynum *
other_days(const struct check *c, const struct planned *p, uint32_t customer,
    size_t *count)
{
	const daynum *made = history_days(c->s->history, customer, count);
	size_t n = *count, room = n;
	daynum *day = mem_array(n, sizeof(*day));

	for (size_t i = 0; i < n; i++)
		day[i] = made[i];
	for (uint32_t i = first_pin(c, customer); i != NO_ROW; i = c->next_pin[i]) {
		const struct planned *other = &c->e->pinned->row[i];

		if (other == p || c->plan != c->e->pinned || other->day == NO_DAY)
			continue;
		day = mem_grow(day, n, &room, sizeof(*day));
		day[n++] = other->day;
	}
	if (n > 0)
		qsort(day, n, sizeof(*day), by_day);
	*count = n;
	return day;
}

/* The preset's own cap, of which nobody is free. */
static void
check_calls(struct check *c, const struct planned *p)
{
	uint32_t customer = customer_of(c, p);

	if (customer != NOBODY && p->channel == CALL && p->day != NO_DAY && timed(p) &&
	    history_bars_call(c->s->history, customer, instant_at(p->day, p->start)))
		breaches_add(c->found, p, RULE_CAP, "too many calls within 24 hours");
}

static void
check_caps(struct check *c, const struct planned *p, const struct wish *w)
{
	uint32_t customer = customer_of(c, p);
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

/* Rows that were agreed on keep their channel and due, whatever joined them. */
static bool
was_pinned(const struct check *c, const struct planned *p)
{
	if (c->plan == c->e->pinned)
		return false;
	for (uint32_t i = first_pin(c, customer_of(c, p)); i != NO_ROW;
	    i = c->next_pin[i]) {
		const struct planned *other = &c->e->pinned->row[i];

		if (other->day == p->day && other->start == p->start &&
		    slice_equal(other->manager, p->manager))
			return true;
	}
	return false;
}

static void
check_channel(struct check *c, const struct planned *p, const struct wish *w)
{
	const struct customer *k = who(c, p);
	enum channel right = channel_choose(w->asked, k->refused, k->preferred);

	if (p->channel == NO_CHANNEL)
		breaches_add(c->found, p, RULE_CHANNEL, "there is no channel");
	else if (k->refused & CHANNEL(p->channel))
		breaches_add(c->found, p, RULE_REFUSED,
		    "the customer refuses %s", channel_name(p->channel));
	else if (w->due != NO_INSTANT && right != NO_CHANNEL && p->channel != right &&
	    !was_pinned(c, p))
		breaches_add(c->found, p, RULE_CHANNEL,
		    "%s, where the rules say %s", channel_name(p->channel),
		    channel_name(right));
}

static void
check_due(struct check *c, const struct planned *p, const struct wish *w)
{
	const char *right = "";
	int seconds;

	if (w->due == NO_INSTANT || was_pinned(c, p))
		return;
	if (p->due != w->due)
		breaches_add(c->found, p, RULE_DUE,
		    "due is not the earliest of the work orders");
	if (p->planned && p->day != NO_DAY)
		right = p->day <= instant_day(w->due, &seconds) ? "yes" : "no";
	if (!slice_is(p->on_time, right))
		breaches_add(c->found, p, RULE_DUE,
		    "on_time is not %s", right[0] == '\0' ? "blank" : right);
}

/* What each order of a planned row says against its being there. */
static void
check_orders(struct check *c, const struct planned *p)
{
	for (uint32_t i = 0; i < p->ids; i++) {
		const struct order *o = find_order(c, p->id[i]);
		int n = (int)p->id[i].n;

		if (o == NULL)
			continue;
		if (o->why == REFUSED && who(c, p)->refused != ALL_CHANNELS)
			breaches_add(c->found, p, RULE_REFUSED,
			    "the customer refuses work order %.*s", n,
			    p->id[i].p);
		if (o->why == CONTROL)
			breaches_add(c->found, p, RULE_CONTROL,
			    "work order %.*s is of the control group", n,
			    p->id[i].p);
		if (o->why == RESOLVED)
			breaches_add(c->found, p, RULE_CONTROL,
			    "work order %.*s is resolved", n, p->id[i].p);
	}
}

/* K09: every id stands once, and came in. */
static void
check_ids(struct check *c, uint32_t row)
{
	const struct planned *p = &c->plan->row[row];

	if (p->ids == 0)
		breaches_add(c->found, p, RULE_LOST, "there is no work order");
	for (uint32_t i = 0; i < p->ids; i++) {
		uint32_t number = map_find(c->e->orders->ids, p->id[i]);
		int n = (int)p->id[i].n;

		if (number == MAP_NONE)
			breaches_add(c->found, p, RULE_LOST,
			    "work order %.*s did not come in", n, p->id[i].p);
		else if (c->row_of_order[number] == NO_ROW)
			c->row_of_order[number] = row;
		else
			breaches_add(c->found, p, RULE_DUPLICATE,
			    "work order %.*s stands in line %" PRIu64
			    " as well", n, p->id[i].p,
			    c->plan->row[c->row_of_order[number]].line);
	}
}

static bool
stands(const struct check *c, const struct planned *p)
{
	for (uint32_t i = 0; i < p->ids; i++) {
		const struct order *o = find_order(c, p->id[i]);

		if (o != NULL && o->why == NO_REASON)
			return true;
	}
	return p->planned;
}

/* K05: one row a customer, and one customer a row. */
static void
check_one_contact(struct check *c, uint32_t row)
{
	const struct planned *p = &c->plan->row[row];
	uint32_t customer = customer_of(c, p), *first;

	for (uint32_t i = 0; i < p->ids; i++) {
		const struct order *o = find_order(c, p->id[i]);

		if (o != NULL && o->customer != customer) {
			breaches_add(c->found, p, RULE_ONE_CONTACT,
			    "work order %.*s is another customer's",
			    (int)p->id[i].n, p->id[i].p);
			return;
		}
	}
	if (customer == NOBODY || !stands(c, p))
		return;
	first = &c->row_of_customer[customer];
	if (*first == NO_ROW)
		*first = row;
	else
		breaches_add(c->found, p, RULE_ONE_CONTACT,
		    "line %" PRIu64 " is a contact of this customer as well",
		    c->plan->row[*first].line);
}

static void
check_row(struct check *c, uint32_t row)
{
	const struct planned *p = &c->plan->row[row];
	struct wish w = wish_of(c, p);

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
	check_channel(c, p, &w);
	check_orders(c, p);
	if (takes_time(p) && c->manager[row] == NO_MANAGER)
		breaches_add(c->found, p, RULE_CAPACITY,
		    p->manager.n == 0 ? "there is no manager" :
		    "the manager is not in the managers table");
}

/* By manager, then by time. */
static int
by_turn(const void *a, const void *b, void *check)
{
	const struct check *c = check;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	const struct planned *x = &c->plan->row[i], *y = &c->plan->row[j];

	if (c->manager[i] != c->manager[j])
		return c->manager[i] < c->manager[j] ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (i > j) - (i < j);
}

/* One manager's rows in the order of time. */
static void
check_turns(struct check *c, const uint32_t turn[], size_t count)
{
	const struct manager *m = &c->e->managers->one[c->manager[turn[0]]];
	int64_t made[MANAGED] = { 0 }, busy_until = INT64_MIN;
	daynum day = NO_DAY;

	for (size_t i = 0; i < count; i++) {
		const struct planned *p = &c->plan->row[turn[i]];
		int64_t midnight = (int64_t)p->day * 1440;

		if (p->day != day)
			made[VISIT] = made[CALL] = 0;
		day = p->day;
		if (++made[p->channel] > m->per_day[p->channel])
			breaches_add(c->found, p, RULE_CAPACITY,
			    "%s %" PRId64 " of a day that takes %" PRId64,
			    channel_name(p->channel), made[p->channel],
			    m->per_day[p->channel]);
		if (!timed(p))
			continue;
		if (midnight + p->start < busy_until)
			breaches_add(c->found, p, RULE_OVERLAP,
			    "begins before the manager's last contact ends");
		if (midnight + p->end > busy_until)
			busy_until = midnight + p->end;
	}
}

static void
check_managers(struct check *c)
{
	uint32_t *turn = mem_array(c->plan->count, sizeof(*turn));
	size_t count = 0, first = 0;

	for (uint32_t i = 0; i < c->plan->count; i++) {
		const struct planned *p = &c->plan->row[i];

		if (p->planned && takes_time(p) && p->day != NO_DAY &&
		    c->manager[i] != NO_MANAGER)
			turn[count++] = i;
	}
	if (count > 0)
		qsort_r(turn, count, sizeof(*turn), by_turn, c);
	for (size_t i = 1; i <= count; i++)
		if (i == count || c->manager[turn[i]] != c->manager[turn[first]]) {
			check_turns(c, &turn[first], i - first);
			first = i;
		}
	free(turn);
}

static int
by_id(const void *a, const void *b)
{
	return slice_compare((*(const struct order *const *)a)->id,
	    (*(const struct order *const *)b)->id);
}

/* Orders of no row, by id, whatever the order they came in. */
static void
check_lost(struct check *c)
{
	const struct orders *all = c->e->orders;
	const struct order **lost = mem_array(all->count, sizeof(*lost));
	size_t count = 0;

	for (size_t i = 0; i < all->count; i++)
		if (c->row_of_order[i] == NO_ROW)
			lost[count++] = &all->one[i];
	if (count > 0)
		qsort(lost, count, sizeof(*lost), by_id);
	for (size_t i = 0; i < count; i++) {
		struct planned nowhere = { .line = NO_LINE };

		if (lost[i]->customer != NOBODY)
			nowhere.customer = map_key(all->customers, lost[i]->customer);
		breaches_add(c->found, &nowhere, RULE_LOST,
		    "work order %.*s stands in no row", (int)lost[i]->id.n,
		    lost[i]->id.p);
	}
	free(lost);
}

static uint32_t *
no_rows(size_t count)
{
	uint32_t *row = mem_array(count, sizeof(*row));

	for (size_t i = 0; i < count; i++)
		row[i] = NO_ROW;
	return row;
}

/* A list of pinned rows for each customer. */
static void
list_pins(struct check *c)
{
	const struct plan *pinned = c->e->pinned;

	if (pinned == NULL)
		return;
	c->pin_of_customer = no_rows(map_count(c->e->orders->customers));
	c->next_pin = no_rows(pinned->count);
	for (uint32_t i = 0; i < pinned->count; i++) {
		uint32_t customer = customer_of(c, &pinned->row[i]);

		if (customer == NOBODY)
			continue;
		c->next_pin[i] = c->pin_of_customer[customer];
		c->pin_of_customer[customer] = i;
	}
}

struct breaches *
check_plan(const struct evidence *e, const struct plan *p, enum extent extent)
{
	struct check c = { .e = e, .s = e->setting, .plan = p, .found = breaches_new() };

	c.manager = mem_array(p->count, sizeof(*c.manager));
	c.row_of_order = no_rows(e->orders->count);
	c.row_of_customer = no_rows(map_count(e->orders->customers));
	list_pins(&c);
	for (size_t i = 0; i < p->count; i++)
		c.manager[i] = managers_number(e->managers, p->row[i].manager);
	for (uint32_t i = 0; i < p->count; i++)
		check_row(&c, i);
	check_managers(&c);
	if (extent == WHOLE_PLAN)
		check_lost(&c);
	breaches_sort(c.found);
	free(c.manager);
	free(c.row_of_order);
	free(c.row_of_customer);
	free(c.pin_of_customer);
	free(c.next_pin);
	return c.found;
}
