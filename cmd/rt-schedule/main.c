/*
 * rt-schedule -- from work orders to a contact plan.
 *
 * Reads work orders, and what is known of customers, their contacts so far
 * and the managers; writes one row a contact.  Keeps every work order, with
 * its evidence, and a few numbers per customer that has one.
 */
#include <stdlib.h>

#include "cmd/rt-schedule/ageing.h"
#include "cmd/rt-schedule/before.h"
#include "cmd/rt-schedule/changes.h"
#include "cmd/rt-schedule/check.h"
#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/customers.h"
#include "cmd/rt-schedule/days.h"
#include "cmd/rt-schedule/emit.h"
#include "cmd/rt-schedule/history.h"
#include "cmd/rt-schedule/household.h"
#include "cmd/rt-schedule/ics.h"
#include "cmd/rt-schedule/identity.h"
#include "cmd/rt-schedule/impact.h"
#include "cmd/rt-schedule/managers.h"
#include "cmd/rt-schedule/orders.h"
#include "cmd/rt-schedule/outcomes.h"
#include "cmd/rt-schedule/place.h"
#include "cmd/rt-schedule/plan.h"
#include "cmd/rt-schedule/release.h"
#include "cmd/rt-schedule/request.h"
#include "cmd/rt-schedule/rows.h"
#include "cmd/rt-schedule/rules.h"
#include "cmd/rt-schedule/setting.h"
#include "cmd/rt-schedule/spoken.h"
#include "cmd/rt-schedule/staff.h"
#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/translate.h"
#include "common/table/options.h"
#include "common/table/policy.h"

/* What was planned, and all that tells of it. */
struct outcome {
	const struct setting *setting;
	struct contacts *contacts;
	const struct orders *orders;
	const struct before *before;  /* NULL: none */
	struct rows *rows;
};

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

/* The plan itself, of some managers only where that is asked for. */
static void
emit_plan_or_calendar(struct writer *out, const struct request *q,
    const struct outcome *o)
{
	struct calendar_page page = {
		o->setting, o->contacts, o->orders, o->rows, o->before,
	};

	if (q->format == AS_ICS)
		ics_emit(out, &page);
	else
		emit_plan(out, &q->common, o->setting, o->contacts, o->orders, o->rows);
}

/* Writes the plan and the tables beside it; all are open before any is written. */
static int
emit(const struct request *q, struct outcome *o)
{
	struct writer *out = options_writer(&q->common);
	struct writer *impact = open_beside(q, q->impact);
	struct writer *record = open_beside(q, q->record);
	struct writer *changes = open_beside(q, q->changes);

	doubt_settle();
	if (impact != NULL) {
		impact_emit(impact, o->contacts);
		writer_close(impact);
	}
	if (record != NULL) {
		emit_record(record, o->setting, o->contacts, o->orders, o->rows);
		writer_close(record);
	}
	if (changes != NULL) {
		changes_emit(changes, o->before, o->rows, o->contacts, o->orders,
		    o->setting->managers);
		writer_close(changes);
	}
	if (q->onlys > 0)
		rows_leave(o->rows, q->only, q->onlys, o->setting->managers);
	emit_plan_or_calendar(out, q, o);
	return writer_close(out);
}

/* Prints what rules the plan breaks; BAD_DATA when it does. */
static int
check(const struct request *q, const struct evidence *e)
{
	struct plan *checked =
	    plan_read(&q->common, q->check, e->setting->hours, TELL_NOTHING);
	struct writer *out = options_writer(&q->common);
	struct breaches *found = check_plan(e, checked, WHOLE_PLAN);
	int status = breaches_count(found) > 0 ? BAD_DATA : DONE;

	doubt_settle();
	breaches_emit(out, found);
	breaches_free(found);
	plan_free(checked);
	writer_close(out);
	return status;
}

/* The plan to go on from; NULL: none. */
static struct before *
read_before(const struct request *q, const struct orders *orders)
{
	const char *path = q->pin != NULL ? q->pin : q->near;
	struct before *b;

	if (path == NULL)
		return NULL;
	b = before_of(plan_read(&q->common, path, &q->hours,
	    q->keep_past ? TELL_ORDERS : TELL_NOTHING), orders, &q->today);
	before_tell(b, orders, q->pin != NULL ? N_("ids of pin") : N_("ids of near"));
	return b;
}

/* Orders become contacts, contacts find managers, days and slots. */
static int
plan(const struct request *q, const struct evidence *e, struct orders *orders,
    struct before *before)
{
	const struct setting *s = e->setting;
	struct arena *text = arena_new();
	struct contacts contacts;
	struct rows rows;
	struct outcome outcome = { s, &contacts, orders, before, &rows };
	int status;

	if (q->pin != NULL)
		release_rows(e, before);
	contacts = contacts_of(orders, s->customers, before, e->managers);
	if (q->ageing > 0)
		ageing_weigh(&contacts, orders, s->horizon->calendar, s->today, q->ageing);
	households_decide(s->households, s, &contacts);
	managers_count_units(e->managers, s->horizon);
	staff_contacts(s, &contacts, orders, e->managers);
	place_contacts(s, &contacts);
	identity_give(&contacts, orders, before, e->managers, s->today, text);
	if (s->bound != NULL)
		bound_say(s->bound, &contacts, e->managers);
	rows = rows_of(&contacts, orders, e->managers);
	if (before != NULL && q->keep_past)
		rows_add_past(&rows, before);
	status = emit(q, &outcome);
	rows_free(&rows);
	contacts_free(&contacts);
	arena_free(text);
	return status;
}

/* A name that no manager has is a mistake of the command line. */
static void
check_managers_known(const struct request *q, const struct managers *managers,
    const struct before *before)
{
	for (size_t i = 0; i < q->onlys; i++) {
		bool known = map_find(managers->names, q->only[i]) != MAP_NONE;

		for (size_t k = 0; !known && before != NULL && k < before->plan->count; k++)
			known = slice_equal(before->plan->row[k].manager, q->only[i]);
		if (!known)
			die_usage("--manager: nobody is called '%.*s'", (int)q->only[i].n,
			    q->only[i].p);
	}
}

/* With all that is known: makes a plan, or checks one. */
static int
answer(const struct request *q, const struct setting *s, struct orders *orders,
    struct managers *managers, struct before *before)
{
	const struct plan *pinned = before != NULL && q->pin != NULL ? before->plan : NULL;
	struct evidence e = { s, orders, managers, pinned };

	contacts_judge(orders, s->customers, s->rules);
	check_managers_known(q, managers, before);
	return q->check != NULL ? check(q, &e) : plan(q, &e, orders, before);
}

/* The first day whose contacts matter; rows of a plan may lie before the horizon. */
static daynum
first_remembered(const struct request *q, const struct rules *rules,
    const struct horizon *horizon)
{
	if (q->check != NULL || q->pin != NULL || q->near != NULL)
		return NO_DAY;
	return horizon->from - rules_memory(rules);
}

static struct memory
memory_of(const struct request *q, const struct rules *rules, struct outcomes *outcomes,
    const struct horizon *horizon)
{
	daynum contacts = first_remembered(q, rules, horizon);
	daynum outcomes_from = horizon->from - outcomes_memory(outcomes);

	return (struct memory){ contacts,
	    contacts < outcomes_from ? contacts : outcomes_from, outcomes, NULL,
		q->calls_a_day };
}

/* Reads all tables: the orders first, so that only what concerns them is kept. */
static int
schedule(const struct request *q, const struct rules *rules, struct outcomes *outcomes,
    const struct horizon *horizon, const struct spoken *words)
{
	const struct options *o = &q->common;
	struct orders *orders = orders_read(o, rules,
	    q->of[CUSTOMERS].count == 0 ? KEEP_CELLS : KEEP_NOTHING,
	    q->ageing > 0 ? FIRED_DATES : NO_DATES);
	struct managers *managers =
	    managers_read(o, q->of[MANAGERS].path, q->per_day, &q->hours,
	    orders->words);
	struct customers *customers = customers_new(orders, rules);
	struct before *before = read_before(q, orders);
	struct memory memory = memory_of(q, rules, outcomes, horizon);
	struct history *history;
	struct households *households;
	struct setting setting = {
		&q->today, horizon, &q->hours, &q->call_hours, q->minutes, rules, customers,
		managers, NULL, q->bound ? bound_new() : NULL, q->near != NULL, NULL, words,
	};
	int status;

	customers->today = q->today.day;
	customers->named = q->format == AS_ICS;
	customers_read(customers, o, q->of[CUSTOMERS].path, orders, managers);
	managers_settle(managers);
	managers_tell(managers);
	customers_read_tiers(customers, o, q->of[TIERS].path, orders, rules);
	memory.kin = customers->kin;
	setting.history = history = history_read(o, q->of[CONTACTS].path,
	    orders->customers, before == NULL ? NULL : before->plan, &memory);
	if (before != NULL)
		before_go_on(before, orders, history);
	customers_recall(customers, history, horizon);
	setting.households = households = households_of(customers, history, rules);
	status = answer(q, &setting, orders, managers, before);
	households_free(households);
	bound_free(setting.bound);
	history_free(history);
	before_free(before);
	customers_free(customers);
	managers_free(managers);
	orders_free(orders);
	return status;
}

_Noreturn static void
print_policy(const struct options *o, const struct rules *rules,
    const struct outcomes *outcomes)
{
	const struct printable list[] = {
		{ "contact", rules_source(rules) },
		{ "outcomes", outcomes_source(outcomes) },
		{ "levels", rules_levels_source(rules) },
	};

	options_print_policy(o, list, sizeof list / sizeof *list);
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
	struct outcomes *outcomes;
	struct calendar *calendar;
	struct spoken *words;
	struct horizon horizon;
	int status;

	schedule_request_parse(&q, argc, argv);
	rules = rules_open(&q.common, q.levels);
	outcomes = outcomes_open(&q.common, q.outcomes);
	if (q.common.print_policy)
		print_policy(&q.common, rules, outcomes);
	words = spoken_open(&q);
	calendar = policy_calendar(&q.common, q.of[CALENDAR].path[0]);
	horizon = horizon_of(calendar, q.from, q.days);
	status = options_end(&q.common, schedule(&q, rules, outcomes, &horizon, words));
	horizon_free(&horizon);
	calendar_free(calendar);
	spoken_close(words);
	outcomes_close(outcomes);
	rules_close(rules);
	schedule_request_free(&q);
	return status;
}
