/*
 * What happened: bills, calls, activity, contracts, orders, contacts, cases and
 * surveys.  Orders are read before contacts, which count from the first order
 * on; cases are kept until all are in, since those behind one are repeats.
 */
#include <math.h>
#include <stdlib.h>

#include "cmd/rt-report/kpi.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/once.h"
#include "common/value/fold.h"
#include "common/value/text.h"

static struct kpi_person *
met(struct kpi *k, struct slice id)
{
	struct kpi_person *p = kpi_person(k, id);

	p->met = true;
	return p;
}

int
kpi_month_of(const struct kpi *k, daynum d)
{
	for (int m = 0; m < KPI_MONTHS; m++)
		if (d >= k->first[m] && d <= k->last[m])
			return m;
	return -1;
}

/* Money of one more bill; false when there is too much of it. */
static bool
add_money(struct table *t, int column, money *sum, money m)
{
	if (money_add(sum, m))
		return true;
	table_refuse(t, column, "the amounts of the customer add up to too much");
	return false;
}

struct bill {
	monthnum month;
	daynum due, paid;
	money amount, data, part;
	bool amount_known, data_known, has_part;
};

struct bill_columns {
	int id, month, amount, data, due, paid, part;
};

static bool
read_bill(struct table *t, const struct bill_columns *c, struct slice *id,
    struct bill *b)
{
	if (!table_id(t, c->id, id) || !table_month(t, c->month, &b->month) ||
	    !table_money(t, c->amount, &b->amount, &b->amount_known) ||
	    !table_money(t, c->data, &b->data, &b->data_known) ||
	    !table_date(t, c->due, &b->due) || !table_date(t, c->paid, &b->paid) ||
	    !table_money(t, c->part, &b->part, &b->has_part))
		return false;
	if (b->has_part && b->part < 0) {
		table_refuse(t, c->part,
		    "below 0; what was paid of a bill stands without a sign");
		return false;
	}
	return true;
}

static bool
take_usage(struct kpi *k, struct table *t, const struct bill_columns *c,
    struct kpi_person *p, const struct bill *b)
{
	int place = b->month - (k->month - BILLED_MONTHS + 1);
	struct billed *to;

	if (place < 0 || place >= BILLED_MONTHS)
		return true;
	if (place >= BILLED_MONTHS - KPI_MONTHS)
		k->seen[place - (BILLED_MONTHS - KPI_MONTHS)] |= FROM(FROM_BILLS);
	to = &p->billed[place];
	if (b->amount_known && !add_money(t, c->amount, &to->amount, b->amount))
		return false;
	if (b->data_known && !add_money(t, c->data, &to->data, b->data))
		return false;
	to->amount_known |= b->amount_known;
	to->data_known |= b->data_known;
	return true;
}

/* What was paid of it by that day: a part counts as its part. */
static money
paid_by(const struct bill *b, daynum day)
{
	if (b->paid != NO_DAY)
		return b->paid <= day ? b->amount : 0;
	return !b->has_part ? 0 : b->part < b->amount ? b->part : b->amount;
}

static void
take_debt(const struct kpi *k, struct table *t, const struct bill_columns *c,
    struct kpi_person *p, const struct bill *b)
{
	if (!b->amount_known || b->amount <= 0 || b->due == NO_DAY)
		return;
	for (int m = 0; m < KPI_MONTHS; m++) {
		struct kpi_month *to = &p->month[m];
		money paid = paid_by(b, k->last[m]);

		if (b->due <= k->last[m] && paid < b->amount) {
			if (!add_money(t, c->amount, &to->overdue_amount,
			        b->amount - paid))
				return;
			to->overdue = true;
		}
		if (b->due < k->first[m] || b->due > k->last[m])
			continue;
		if (!add_money(t, c->amount, &to->due_amount, b->amount))
			return;
		to->recovered_amount += paid;
	}
}

static void
read_bills(struct kpi *k, struct table *t)
{
	struct bill_columns c = {
		table_need(t, "customer_id"), table_need(t, "month"),
		table_need(t, "amount"), table_column(t, "data_mb"),
		table_column(t, "due"), table_column(t, "paid"),
		table_column(t, "paid_amount"),
	};
	struct slice id;
	struct bill b;

	k->met |= FROM(FROM_BILLS);
	k->met |= c.data != NO_COLUMN ? FROM(FROM_DATA) : 0;
	k->met |= c.due != NO_COLUMN ? FROM(FROM_DUE) : 0;
	k->met |= c.paid != NO_COLUMN ? FROM(FROM_PAID) : 0;
	while (table_next(t)) {
		struct kpi_person *p;

		if (!read_bill(t, &c, &id, &b))
			continue;
		p = met(k, id);
		if (take_usage(k, t, &c, p, &b))
			take_debt(k, t, &c, p, &b);
	}
}

/* Calls, and what customers do in an app: a day of either is an active one. */
static bool
read_time(struct table *t, int id_column, int time, struct slice *id, daynum *day)
{
	instant when;
	int seconds;

	if (!table_id(t, id_column, id) || !table_instant(t, time, &when))
		return false;
	*day = when == NO_INSTANT ? NO_DAY : instant_day(when, &seconds);
	return true;
}

static struct kpi_month *
active_month(struct kpi *k, enum kpi_source source, struct slice id, daynum day)
{
	struct kpi_person *p = met(k, id);
	int m = kpi_month_of(k, day);

	if (m < 0)
		return NULL;
	k->seen[m] |= FROM(source);
	p->month[m].days |= UINT32_C(1) << (day - k->first[m]);
	return &p->month[m];
}

static void
read_calls(struct kpi *k, struct table *t)
{
	int id_column = table_need(t, "customer_id"), time = table_need(t, "time");
	struct slice id;
	daynum day;

	k->met |= FROM(FROM_CALLS);
	while (table_next(t)) {
		struct kpi_month *m;

		if (!read_time(t, id_column, time, &id, &day))
			continue;
		m = active_month(k, FROM_CALLS, id, day);
		if (m != NULL)
			m->calls++;
	}
}

static bool
asks_to_port(struct slice action)
{
	static const char *const words[] = {
		"port-query", "携转查询", "携号转网查询", "转网查询",
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_same(slice_trim(action), slice_of(words[i])))
			return true;
	return false;
}

static void
read_activity(struct kpi *k, struct table *t)
{
	int id_column = table_need(t, "customer_id"), time = table_need(t, "time");
	int action = table_need(t, "action");
	struct slice id;
	daynum day;

	k->met |= FROM(FROM_ACTIVITY);
	while (table_next(t)) {
		struct kpi_month *m;

		if (!read_time(t, id_column, time, &id, &day))
			continue;
		m = active_month(k, FROM_ACTIVITY, id, day);
		if (m != NULL && asks_to_port(table_text(t, action)))
			m->port_queries++;
	}
}

static void
read_contracts(struct kpi *k, struct table *t)
{
	int id_column = table_need(t, "customer_id"), end_column = table_need(t, "end");
	struct slice id;
	daynum end;

	k->met |= FROM(FROM_CONTRACTS);
	while (table_next(t)) {
		struct kpi_person *p;
		int m;

		if (!table_id(t, id_column, &id) || !table_date(t, end_column, &end))
			continue;
		p = met(k, id);
		m = end == NO_DAY ? -1 : kpi_month_of(k, end);
		if (m >= 0)
			p->month[m].contract_due = true;
		if (end != NO_DAY && (p->contract_last == NO_DAY || end > p->contract_last))
			p->contract_last = end;
	}
}

struct order_columns {
	int id, fired, arm, category;
};

/* An order of the month before that month, for its arm; false: of both arms. */
static bool
take_arm(struct kpi_month *m, bool any, uint8_t arm)
{
	bool treat = any || arm == ARM_TREAT, control = !any && arm == ARM_CONTROL;

	if ((treat && m->control) || (control && m->treat))
		return false;
	m->treat |= treat;
	m->control |= control;
	return true;
}

static void
take_order(struct kpi *k, struct table *t, const struct order_columns *c,
    struct kpi_person *p, daynum fired, uint8_t arm)
{
	/* Nobody is held back from these. */
	const word_set always = WORD(CATEGORY_SERVICE) | WORD(CATEGORY_CRISIS) |
	    WORD(CATEGORY_RECOVERY);
	bool counts = (words_one(&category_words, WORKORDERS, table_text(t, c->category)) &
	    always) == 0;

	for (int m = 0; m < KPI_MONTHS; m++) {
		monthnum month = k->month - (m == MONTH_ASKED ? 0 : 1);
		struct kpi_month *to = &p->month[m];

		if (day_month(fired) == month - 1 && counts &&
		    !take_arm(to, c->arm == NO_COLUMN, arm)) {
			table_refuse(t, c->arm, "the customer is in the other arm, too");
			return;
		}
		if (day_month(fired) == month)
			k->seen[m] |= FROM(FROM_ORDERS);
		if (day_month(fired) == month && arm != ARM_CONTROL &&
		    (to->ordered == NO_DAY || fired < to->ordered))
			to->ordered = fired;
	}
}

static void
read_orders(struct kpi *k, struct table *t)
{
	struct order_columns c = {
		table_need(t, "customer_id"), table_need(t, "fired_on"),
		table_column(t, "arm"), table_column(t, "category"),
	};

	k->met |= FROM(FROM_ORDERS);
	k->met |= c.arm != NO_COLUMN ? FROM(FROM_ARM) : 0;
	while (table_next(t)) {
		uint8_t arm = NO_WORD;
		struct slice id;
		daynum fired;

		/* A crisis is nobody's: its order has no customer. */
		if (table_text(t, c.id).n == 0)
			continue;
		if (!table_id(t, c.id, &id) || !table_date(t, c.fired, &fired) ||
		    !table_word(t, c.arm, &arm_words, &arm))
			continue;
		if (fired != NO_DAY)
			take_order(k, t, &c, met(k, id), fired, arm);
	}
}

/* What outcomes say that nobody was reached, folded. */
static struct map *
unreached_words(void)
{
	static const char *const columns[] = {
		"outcome", "reached", "retry_after", "per_day", "attempts", "then", NULL,
	};
	struct policy *p = policy_open(NULL, NULL, "outcomes", columns);
	struct map *words = map_new(0);
	char room[FOLDED_MOST];

	for (size_t row = 0; row < policy_rows(p); row++)
		if (!policy_yes_no(p, row, "reached"))
			map_intern(words, (struct slice){ room,
			    fold(policy_cell(p, row, "outcome"), room) });
	policy_close(p);
	return words;
}

static bool
is_reached(const struct map *unreached, struct slice outcome)
{
	char room[FOLDED_MOST];
	size_t n;

	if (slice_trim(outcome).n == 0)
		return false;
	n = fold(outcome, room);
	return n == 0 || map_find(unreached, (struct slice){ room, n }) == MAP_NONE;
}

static void
read_contacts(struct kpi *k, struct table *t, const struct map *unreached)
{
	int id_column = table_need(t, "customer_id"), time = table_need(t, "time");
	int outcome = table_column(t, "outcome");
	struct slice id;
	daynum day;

	k->met |= FROM(FROM_CONTACTS);
	k->met |= outcome != NO_COLUMN ? FROM(FROM_OUTCOME) : 0;
	while (table_next(t)) {
		struct kpi_month *m;
		struct kpi_person *p;
		int month;

		if (!read_time(t, id_column, time, &id, &day))
			continue;
		p = met(k, id);
		month = day == NO_DAY ? -1 : kpi_month_of(k, day);
		if (month < 0)
			continue;
		k->seen[month] |= FROM(FROM_CONTACTS);
		m = &p->month[month];
		if (m->ordered == NO_DAY || day < m->ordered)
			continue;
		m->contacted = true;
		m->reached |= is_reached(unreached, table_text(t, outcome));
	}
}

static void
read_surveys(struct kpi *k, struct table *t)
{
	enum { SCORE_MOST = 10, PROMOTER_LEAST = 9, DETRACTOR_MOST = 6 };
	int id_column = table_need(t, "customer_id"), time = table_need(t, "time");
	int nps = table_column(t, "nps");

	k->met |= FROM(FROM_SURVEYS);
	k->met |= nps != NO_COLUMN ? FROM(FROM_NPS) : 0;
	while (table_next(t)) {
		struct slice id;
		struct kpi_month *m;
		double score = 0;
		daynum day;
		bool known;
		struct kpi_person *p;
		int month;

		if (!read_time(t, id_column, time, &id, &day) ||
		    !table_number(t, nps, &score, &known))
			continue;
		if (known && (score < 0 || score > SCORE_MOST || score != floor(score))) {
			table_refuse(t, nps, "not a whole number from 0 to 10, such as 9");
			continue;
		}
		p = met(k, id);
		month = kpi_month_of(k, day);
		if (!known || month < 0)
			continue;
		k->seen[month] |= FROM(FROM_SURVEYS);
		m = &p->month[month];
		m->answers++;
		m->promoters += score >= PROMOTER_LEAST;
		m->detractors += score <= DETRACTOR_MOST;
	}
}

/* A case of the time in which repeats are looked for. */
struct one_case {
	uint32_t person, topic; /* MAP_NONE: no topic */
	instant opened;
	daynum day;
};

struct case_list {
	struct one_case *one;
	size_t count, room;
	struct map *topics;
};

struct case_columns {
	int id, customer, opened, level, topic, done[STEPS], closed;
};

/* Whether a step was done in time, late, or nobody can tell yet, at the month's end. */
static void
judge(const struct kpi *k, struct kpi_month *to, int m, const struct limit *l,
    instant opened, const instant done[STEPS])
{
	for (enum step n = 0; n < STEPS; n++) {
		instant when = done[n] > k->end[m] ? NO_INSTANT : done[n], limit;

		if (!l->has[n])
			continue;
		limit = duration_after(opened, l->within[n]);
		if (when == NO_INSTANT && k->end[m] + 1 <= limit)
			continue;
		to->judged[n]++;
		to->in_time[n] += when != NO_INSTANT && when <= limit;
	}
}

static bool
read_case_time(struct table *t, int column, instant opened, instant *when)
{
	if (!table_instant(t, column, when))
		return false;
	if (*when == NO_INSTANT || *when >= opened)
		return true;
	table_refuse(t, column, "earlier than opened");
	return false;
}

static void
take_case(struct kpi *k, struct table *t, const struct case_columns *c,
    struct case_list *all, struct slice customer, const struct limit *l,
    instant opened, const instant done[STEPS])
{
	struct slice topic = slice_trim(table_text(t, c->topic));
	struct kpi_person *p = met(k, customer);
	struct one_case one = { .person = map_find(k->people, customer),
		.topic = topic.n == 0 ? MAP_NONE : map_intern(all->topics, topic),
		.opened = opened };
	int seconds, m;

	one.day = instant_day(opened, &seconds);
	m = kpi_month_of(k, one.day);
	if (m >= 0) {
		k->seen[m] |= FROM(FROM_CASES);
		p->month[m].cases++;
		judge(k, &p->month[m], m, l, opened, done);
	}
	if (one.topic == MAP_NONE || one.day > k->last[MONTH_ASKED])
		return;
	all->one = mem_grow(all->one, all->count, &all->room, sizeof *all->one);
	all->one[all->count++] = one;
}

static void
read_case(struct kpi *k, struct table *t, const struct case_columns *c,
    struct case_list *all, struct once *once)
{
	instant opened, done[STEPS], closed;
	const struct limit *l;
	struct slice id, customer;

	if (!table_id(t, c->id, &id) || !table_id(t, c->customer, &customer) ||
	    !table_instant(t, c->opened, &opened) ||
	    !read_case_time(t, c->done[RESPOND], opened, &done[RESPOND]) ||
	    !read_case_time(t, c->done[RESOLVE], opened, &done[RESOLVE]) ||
	    !read_case_time(t, c->closed, opened, &closed))
		return;
	l = limits_said(k->limits, slice_trim(table_text(t, c->level)));
	if (l == NULL) {
		table_refuse_unlike(t, c->level, "no level of the built-in policy,",
		    limits_example(k->limits));
		return;
	}
	if (once_first(once, t, c->id, id))
		take_case(k, t, c, all, customer, l, opened, done);
}

static void
read_cases(struct kpi *k, struct table *t, struct case_list *all, struct once *once)
{
	struct case_columns c = {
		table_need(t, "case_id"), table_need(t, "customer_id"),
		table_need(t, "opened"), table_need(t, "level"), table_column(t, "topic"),
		{ table_column(t, "responded"), table_column(t, "resolved") },
		table_column(t, "closed"),
	};

	k->met |= FROM(FROM_CASES);
	k->met |= c.topic != NO_COLUMN ? FROM(FROM_TOPIC) : 0;
	while (table_next(t))
		read_case(k, t, &c, all, once);
}

static int
by_customer(const void *left, const void *right)
{
	const struct one_case *a = left, *b = right;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	if (a->topic != b->topic)
		return a->topic < b->topic ? -1 : 1;
	return (a->opened > b->opened) - (a->opened < b->opened);
}

/* Those behind another of the same customer and topic, 30 days before at most. */
static void
count_repeats(struct kpi *k, struct case_list *all)
{
	enum { REPEAT_DAYS = 30 };
	const struct one_case *before = NULL; /* the last that was opened earlier */

	if (all->count > 0)
		qsort(all->one, all->count, sizeof *all->one, by_customer);
	for (size_t i = 0; i < all->count; i++) {
		const struct one_case *c = &all->one[i], *last = i > 0 ? c - 1 : NULL;
		struct kpi_person *p = map_state(k->people, c->person);
		int m = kpi_month_of(k, c->day);

		if (last == NULL || last->person != c->person || last->topic != c->topic)
			before = NULL;
		else if (last->opened < c->opened)
			before = last;
		if (before != NULL && m >= 0 && c->day - before->day <= REPEAT_DAYS)
			p->month[m].repeats++;
	}
}

/* A table that does not reach the month makes figures of nothing: that is told. */
static void
tell_unseen(const struct kpi *k)
{
	static const enum kpi_source told[] = {
		FROM_BILLS, FROM_CALLS, FROM_ACTIVITY, FROM_ORDERS, FROM_CONTACTS,
		FROM_CASES, FROM_SURVEYS,
	};

	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		for (int m = KPI_MONTHS - 1; m >= 0; m--) {
			char month[MONTH_TEXT];

			if ((k->met & FROM(told[i])) == 0 || (k->seen[m] & FROM(told[i])) != 0)
				continue;
			month_print(day_month(k->first[m]), month);
			warn("kpi: %s has no record of %.*s: its figures say that nothing "
			    "happened then", kpi_source_name(told[i]), MONTH_TEXT, month);
		}
}

void
kpi_read_events(struct kpi *k)
{
	struct case_list cases = { .topics = map_new(0) };
	struct map *unreached = unreached_words();
	struct once *once = once_new();

	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < k->in->count; i++) {
			struct table *t = k->in->table[i];
			enum kind kind = table_kind(t);

			if ((kind == CONTACTS) != (pass == 1))
				continue;
			switch (kind) {
			case BILLS: read_bills(k, t); break;
			case CALLS: read_calls(k, t); break;
			case ACTIVITY: read_activity(k, t); break;
			case CONTRACTS: read_contracts(k, t); break;
			case WORKORDERS: read_orders(k, t); break;
			case CONTACTS: read_contacts(k, t, unreached); break;
			case SURVEYS: read_surveys(k, t); break;
			case CASES: read_cases(k, t, &cases, once); break;
			default: break;
			}
		}
	count_repeats(k, &cases);
	tell_unseen(k);
	free(cases.one);
	map_free(cases.topics);
	map_free(unreached);
	once_free(once);
}
