/*
 * rt-schedule -- from work orders to a contact plan.
 *
 * Reads work orders, and what is known of customers, their contacts so far
 * and the managers; writes one row a contact.  Keeps every work order, with
 * its evidence, and a few numbers per customer that has one.
 */
#include <stdlib.h>

#include "cmd/rt-schedule/check.h"
#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/customers.h"
#include "cmd/rt-schedule/days.h"
#include "cmd/rt-schedule/emit.h"
#include "cmd/rt-schedule/history.h"
#include "cmd/rt-schedule/ics.h"
#include "cmd/rt-schedule/impact.h"
#include "cmd/rt-schedule/managers.h"
#include "cmd/rt-schedule/orders.h"
#include "cmd/rt-schedule/place.h"
#include "cmd/rt-schedule/plan.h"
#include "cmd/rt-schedule/request.h"
#include "cmd/rt-schedule/rules.h"
#include "cmd/rt-schedule/setting.h"
#include "common/base/diag.h"
#include "common/table/options.h"
#include "common/table/policy.h"

/* Opens a table beside the plan, written like it; NULL when none is asked for. */
static struct writer *
open_beside(const struct request *q, const char *path)
{
	struct output o = q->common.output;

	if (path == NULL)
		return NULL;
	o.path = options_standard_output(path) ? NULL : path;
	return writer_open(&o);
}

/* As-of; a bare date is its first minute. */
static instant
stamp_of(const struct options *o)
{
	return instant_at(o->as_of, o->as_of_minutes < 0 ? 0 : o->as_of_minutes);
}

/* Writes the plan and the tables beside it; all are open before any is written. */
static int
emit(const struct request *q, const struct setting *s, struct contacts *contacts,
    const struct orders *orders)
{
	struct contact **row = emit_rows(s, contacts, orders);
	struct writer *out = options_writer(&q->common);
	struct writer *impact = open_beside(q, q->impact);
	struct writer *record = open_beside(q, q->record);

	if (q->format == AS_ICS)
		ics_emit(out, s, contacts, orders, row, stamp_of(&q->common));
	else
		emit_plan(out, &q->common, s, contacts, orders, row);
	if (impact != NULL) {
		impact_emit(impact, contacts);
		writer_close(impact);
	}
	if (record != NULL) {
		emit_record(record, s, contacts, orders, row);
		writer_close(record);
	}
	free(row);
	return writer_close(out);
}

/* Prints what rules the plan breaks; BAD_DATA when it does. */
static int
check(const struct request *q, const struct evidence *e)
{
	struct plan *checked = plan_read(&q->common, q->check, e->setting->hours);
	struct writer *out = options_writer(&q->common);
	struct breaches *found = check_plan(e, checked, WHOLE_PLAN);
	int status = breaches_count(found) > 0 ? BAD_DATA : DONE;

	breaches_emit(out, found);
	breaches_free(found);
	plan_free(checked);
	writer_close(out);
	return status;
}

/* The rows to keep to; NULL: none. */
static struct plan *
read_pinned(const struct request *q, const struct orders *orders)
{
	struct plan *pinned;

	if (q->pin == NULL)
		return NULL;
	pinned = plan_read(&q->common, q->pin, &q->hours);
	plan_keep_planned(pinned, orders->ids);
	return pinned;
}

/* Says what the rows to keep to break. */
static void
warn_of_pinned(const struct request *q, const struct evidence *e)
{
	struct breaches *found;

	if (e->pinned == NULL)
		return;
	found = check_plan(e, e->pinned, ROWS_ALONE);
	breaches_warn(found, e->pinned, q->common.show_values);
	breaches_free(found);
}

/* Orders become contacts, contacts find managers, days and slots. */
static int
plan(const struct request *q, const struct evidence *e, struct orders *orders)
{
	const struct setting *s = e->setting;
	struct contacts contacts =
	    contacts_of(orders, s->customers, e->pinned, s->horizon->from, e->managers);
	int status;

	managers_count_units(e->managers, s->horizon);
	contacts_find_managers(&contacts, s->customers, s->horizon, e->managers);
	place_contacts(s, &contacts);
	if (s->bound != NULL)
		bound_say(s->bound, &contacts, e->managers);
	status = emit(q, s, &contacts, orders);
	contacts_free(&contacts);
	return status;
}

/* With all that is known: makes a plan, or checks one. */
static int
answer(const struct request *q, const struct setting *s, struct orders *orders,
    struct managers *managers, const struct plan *pinned)
{
	struct evidence e = { s, orders, managers, pinned };

	contacts_judge(orders, s->customers, s->rules);
	warn_of_pinned(q, &e);
	return q->check != NULL ? check(q, &e) : plan(q, &e, orders);
}

/* The first day whose contacts matter; rows of a plan may lie before the horizon. */
static daynum
first_remembered(const struct request *q, const struct rules *rules,
    const struct horizon *horizon)
{
	if (q->check != NULL || q->pin != NULL)
		return NO_DAY;
	return horizon->from - rules_memory(rules);
}

/* Reads all tables: the orders first, so that only what concerns them is kept. */
static int
schedule(const struct request *q, const struct rules *rules,
    const struct horizon *horizon)
{
	const struct options *o = &q->common;
	struct orders *orders = orders_read(o, rules,
	    q->of[CUSTOMERS].count == 0 ? KEEP_CELLS : KEEP_NOTHING);
	struct managers *managers =
	    managers_read(o, q->of[MANAGERS].path, q->per_day, orders->words);
	struct customers *customers = customers_new(orders, rules);
	struct plan *pinned = read_pinned(q, orders);
	struct history *history = history_read(o, q->of[CONTACTS].path, orders->customers,
	    pinned, horizon->from, first_remembered(q, rules, horizon), q->calls_a_day);
	struct setting setting = {
		horizon, &q->hours, &q->call_hours, q->minutes, rules, customers,
		managers, history,
		q->bound ? bound_new() : NULL,
	};
	int status;

	customers_read(customers, o, q->of[CUSTOMERS].path, orders, managers);
	managers_settle(managers);
	customers_read_tiers(customers, o, q->of[TIERS].path, orders, rules);
	status = answer(q, &setting, orders, managers, pinned);
	bound_free(setting.bound);
	history_free(history);
	plan_free(pinned);
	customers_free(customers);
	managers_free(managers);
	orders_free(orders);
	return status;
}

int
main(int argc, char *argv[])
{
	static struct request q = {
		.from = NO_DAY,
		.days = 5,
		.hours = { 2, { { 9 * 60, 12 * 60 }, { 14 * 60, 18 * 60 } } },
		.minutes = { [VISIT] = 90, [CALL] = 9 },
		.per_day = { [VISIT] = 4, [CALL] = 40 },
	};
	struct rules *rules;
	struct calendar *calendar;
	struct horizon horizon;
	int status;

	request_parse(&q, argc, argv);
	rules = rules_open(&q.common, q.levels);
	if (q.common.print_policy)
		options_print_policy(&q.common, rules_source(rules));
	calendar = policy_calendar(&q.common, q.of[CALENDAR].path[0]);
	horizon = horizon_of(calendar, q.from, q.days);
	status = schedule(&q, rules, &horizon);
	horizon_free(&horizon);
	calendar_free(calendar);
	rules_close(rules);
	request_free(&q);
	return status;
}
