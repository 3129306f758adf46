/*
 * Rows are judged with the orders that would stand there, joined ones included: a
 * service order that joins frees a row of the caps, one that leaves binds it.
 * Managers come last, when it is known whose rows are left.
 */
#include "cmd/rt-schedule/release.h"

#include <inttypes.h>
#include <stdlib.h>

#include "cmd/rt-schedule/breaches.h"
#include "cmd/rt-schedule/contacts.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

struct release {
	const struct evidence *e;
	const struct orders *orders;
	struct before *before;
	uint32_t *first;        /* by customer: an order that stands, or NO_ORDER */
	uint32_t *next;         /* by order: another of that customer */
	struct plan trial;      /* rows to keep, with all orders that would stand there */
	uint32_t *row_of_trial;
};

enum { NO_ORDER = UINT32_MAX };

static void
tell(const struct release *r, struct planned *row, const char *rule, const char *detail,
    int length)
{
	row->kept = false;
	warn("%s:%" PRIu64 ": released: %s: %.*s", r->before->plan->path, row->line, rule,
	    length, detail);
}

static void
tell_text(const struct release *r, struct planned *row, const char *rule,
    const char *detail)
{
	detail = _(detail);
	tell(r, row, rule, detail, (int)strlen(detail));
}

/* Lists of the orders that stand, by customer, the last first. */
static void
list_orders(struct release *r)
{
	uint32_t customers = map_count(r->orders->customers);

	r->first = mem_array(customers, sizeof *r->first);
	r->next = mem_array(r->orders->count, sizeof *r->next);
	for (uint32_t i = 0; i < customers; i++)
		r->first[i] = NO_ORDER;
	for (uint32_t i = 0; i < r->orders->count; i++) {
		const struct order *o = &r->orders->one[i];

		if (o->why != NO_REASON || o->customer == NOBODY)
			continue;
		r->next[i] = r->first[o->customer];
		r->first[o->customer] = i;
	}
}

/* What becomes of the row's own orders, of those that came in. */
struct fate {
	uint32_t came, stand;
	enum reason why;      /* of the first that does not stand */
};

static struct fate
fate_of(const struct release *r, const struct planned *row)
{
	struct fate f = { 0 };

	for (uint32_t i = 0; i < row->ids; i++) {
		uint32_t number = map_find(r->orders->ids, row->id[i]);
		const struct order *o;

		if (number == MAP_NONE)
			continue;
		o = &r->orders->one[number];
		if (before_row(r->before, r->orders, o) != row)
			continue;
		f.came++;
		if (o->why == NO_REASON)
			f.stand++;
		else if (f.why == NO_REASON || o->why < f.why)
			f.why = (enum reason)o->why;
	}
	return f;
}

/* An order stands in one row at most of those that can be kept to. */
static void
meet_orders(const struct release *r, const struct planned *row, uint8_t met[])
{
	for (uint32_t i = 0; i < row->ids; i++) {
		uint32_t number = map_find(r->orders->ids, row->id[i]);

		if (number != MAP_NONE && met[number]++ != 0)
			die(BAD_DATA, "%s:%" PRIu64 ": workorders: one stands in two rows",
			    r->before->plan->path, row->line);
	}
}

static const char *
fate_text(enum reason why)
{
	switch (why) {
	case CONTROL: return N_("its work orders are of the control group");
	case RESOLVED: return N_("its work orders are resolved");
	case LEFT: return N_("the customer left");
	default: return N_("the customer wants none of its work orders");
	}
}

/* The row with the orders that would stand there, as a plan would have it. */
static struct planned
with_orders(const struct release *r, const struct planned *row, struct arena *text)
{
	struct planned p = *row;
	struct slice *id;
	uint32_t count = 0, customer = map_find(r->orders->customers, row->customer);

	if (row->customer.n == 0 || customer == MAP_NONE)
		return p;
	for (uint32_t i = r->first[customer]; i != NO_ORDER; i = r->next[i])
		count++;
	id = arena_take(text, count * sizeof *id);
	p.id = id;
	p.ids = count;
	for (uint32_t i = r->first[customer]; i != NO_ORDER; i = r->next[i])
		*id++ = r->orders->one[i].id;
	return p;
}

static void
try_row(struct release *r, uint32_t number, uint8_t met[], struct arena *text)
{
	struct planned *row = &r->before->plan->row[number];
	struct plan *t = &r->trial;
	struct fate f;

	if (!planned_is_complete(row) || row->over || row->repeated)
		return;
	meet_orders(r, row, met);
	f = fate_of(r, row);
	if (f.came == 0)
		return;
	if (f.stand == 0) {
		tell_text(r, row, reason_name(f.why), fate_text(f.why));
		return;
	}
	row->kept = true;
	r->row_of_trial[t->count] = number;
	t->row[t->count++] = with_orders(r, row, text);
}

/* What joins a kept row changes neither its channel nor its due. */
static bool
is_forgiven(enum rule rule)
{
	return rule == RULE_CHANNEL || rule == RULE_DUE;
}

/* The first rule that each row breaks lets it go; both are in order of lines. */
static void
judge_alone(struct release *r)
{
	struct evidence e = { r->e->setting, r->e->orders, r->e->managers, NULL };
	struct breaches *found = check_plan(&e, &r->trial, ROWS_ALONE);
	size_t row = 0;

	for (size_t i = 0; i < breaches_count(found); i++) {
		struct breached b = breaches_one(found, i);
		struct planned *p;

		while (r->trial.row[row].line != b.line)
			row++;
		p = &r->before->plan->row[r->row_of_trial[row]];
		if (p->kept && !is_forgiven(b.rule))
			tell(r, p, rule_name(b.rule), b.detail.p, (int)b.detail.n);
	}
	breaches_free(found);
}

struct turn {
	uint32_t manager;
	struct planned *row;
};

/* By manager, then by time. */
static int
by_turn(const void *a, const void *b)
{
	const struct turn *x = a, *y = b;

	if (x->manager != y->manager)
		return x->manager < y->manager ? -1 : 1;
	if (x->row->day != y->row->day)
		return x->row->day < y->row->day ? -1 : 1;
	if (x->row->start != y->row->start)
		return x->row->start < y->row->start ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* A manager's rows of one day, in order: what does not fit behind those before. */
static void
judge_day(const struct release *r, const struct turn turn[], size_t count)
{
	const struct manager *m = &r->e->managers->one[turn[0].manager];
	int64_t made[MANAGED] = { 0 };
	int busy_until = 0;

	for (size_t i = 0; i < count; i++) {
		struct planned *p = turn[i].row;

		if (p->start < busy_until) {
			tell_text(r, p, rule_name(RULE_OVERLAP),
			    N_("begins before the manager's last contact ends"));
		} else if (made[p->channel] >= m->per_day[p->channel]) {
			tell_text(r, p, rule_name(RULE_CAPACITY),
			    N_("more than the manager's number of a day"));
		} else {
			made[p->channel]++;
			busy_until = p->end;
		}
	}
}

static void
judge_turns(struct release *r)
{
	struct turn *turn = mem_array(r->trial.count, sizeof *turn);
	size_t count = 0, first = 0;

	for (size_t i = 0; i < r->trial.count; i++) {
		struct planned *p = &r->before->plan->row[r->row_of_trial[i]];
		uint32_t manager = managers_number(r->e->managers, p->manager);

		if (p->kept && p->channel < MANAGED && p->customer.n > 0)
			turn[count++] = (struct turn){ manager, p };
	}
	if (count > 0)
		qsort(turn, count, sizeof *turn, by_turn);
	for (size_t i = 1; i <= count; i++)
		if (i == count || turn[i].manager != turn[first].manager ||
		    turn[i].row->day != turn[first].row->day) {
			judge_day(r, &turn[first], i - first);
			first = i;
		}
	free(turn);
}

/* A second row of a customer is no contact any more; nor is one of nobody known. */
static void
tell_seconds(const struct release *r)
{
	for (size_t i = 0; i < r->before->plan->count; i++) {
		struct planned *row = &r->before->plan->row[i];
		uint32_t customer = row->customer.n == 0 ? MAP_NONE :
		    map_find(r->orders->customers, row->customer);

		if (customer == MAP_NONE || !planned_is_complete(row) || row->over ||
		    row->repeated || r->before->of_customer[customer] == i)
			continue;
		tell_text(r, row, rule_name(RULE_ONE_CONTACT),
		    N_("the customer has an earlier row"));
	}
}

void
release_rows(const struct evidence *e, struct before *before)
{
	struct release r = { .e = e, .orders = e->orders, .before = before };
	struct arena *text = arena_new();
	size_t rows = before->plan->count;
	uint8_t *met = mem_array(e->orders->count, 1);

	list_orders(&r);
	r.trial.row = mem_array(rows, sizeof *r.trial.row);
	r.row_of_trial = mem_array(rows, sizeof *r.row_of_trial);
	for (uint32_t i = 0; i < rows; i++)
		try_row(&r, i, met, text);
	free(met);
	tell_seconds(&r);
	judge_alone(&r);
	judge_turns(&r);
	free(r.trial.row);
	free(r.row_of_trial);
	free(r.first);
	free(r.next);
	arena_free(text);
}
