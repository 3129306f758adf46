/*
 * winback -- a work order for each customer who left lately (C05).
 *
 * How hard to fight, and with what, is the policy's; rt-schedule plans the
 * orders.
 */
#include <stdlib.h>

#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/customers.h"
#include "common/base/diag.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/table/join.h"
#include "common/table/keep.h"
#include "common/table/once.h"
#include "common/table/part.h"
#include "common/table/policy.h"
#include "common/table/workorder.h"
#include "common/value/duration.h"

enum { MORNING = 9 * 60, RECENT_DAYS = 90 };

static const char *const policy_columns[] = {
	"tier", "attitude", "steps", "within", "channel", "level", NULL,
};

/* What is done for the customers of one tier: a row of the policy. */
struct effort {
	struct slice tier;
	const char *channel, *level;
	char *action;
	instant due;
};

struct efforts {
	struct policy *policy;
	struct effort *effort;
	size_t count, rest;      /* rest: of the tiers that are not named */
};

struct tiers_met {
	struct map *customer;    /* to the number of its tier */
	struct map *tier;
};

struct columns {
	const struct table *table; /* NULL: none yet */
	int reason, group;
};

struct work {
	const struct request *q;
	struct efforts efforts;
	struct tiers_met tiers;
	struct join *join;       /* of who left with the tiers; NULL: none given */
	struct customers *in;
	struct columns columns;
	struct keep *keep;
	struct arena *text;      /* of one order */
	struct writer *out;
};

/* "attitude: step; step" */
static char *
make_action(const struct policy *p, size_t row)
{
	struct slice attitude = policy_cell(p, row, "attitude"), step;
	struct slice rest = policy_cell(p, row, "steps");
	char *text = mem_array(attitude.n + 2 * rest.n + 3, 1), *end = text;
	const char *between = ": ";

	memcpy(end, attitude.p, attitude.n);
	end += attitude.n;
	while (slice_cut(&rest, ';', &step)) {
		step = slice_trim(step);
		if (step.n == 0)
			continue;
		memcpy(end, between, 2);
		memcpy(end + 2, step.p, step.n);
		end += 2 + step.n;
		between = "; ";
	}
	if (attitude.n == 0 || between[0] == ':')
		policy_die(p, row, attitude.n == 0 ? "attitude" : "steps", "blank");
	return text;
}

/* By when to act, from the morning of as-of on. */
static instant
due_within(const struct options *o, const struct policy *p, size_t row)
{
	instant start = instant_at(o->as_of, MORNING), due;
	struct calendar *c;
	struct duration within;
	int seconds;

	if (!policy_within(p, row, "within", &within))
		policy_die(p, row, "within", "blank");
	if (!duration_works(within))
		return duration_after(start, within);
	c = policy_calendar(o, NULL);
	due = clock_within(c, &hours_usual, start, within);
	policy_calendar_tell(c, o->as_of, instant_day(due, &seconds));
	calendar_free(c);
	return due;
}

static struct effort
read_effort(const struct options *o, const struct policy *p, size_t row)
{
	uint8_t channel = policy_word(p, row, "channel", &channel_words);
	uint8_t level = policy_word(p, row, "level", &level_words);
	struct effort e = {
		.tier = policy_cell(p, row, "tier"),
		.channel = channel_words.word[channel],
		.level = level_words.word[level],
	};

	e.due = due_within(o, p, row);
	e.action = make_action(p, row);
	return e;
}

/* The number of the tier's row; that of the row "*" when it has none. */
static size_t
effort_of(const struct efforts *all, struct slice tier)
{
	for (size_t i = 0; i < all->count; i++)
		if (slice_equal(all->effort[i].tier, tier))
			return i;
	return all->rest;
}

static struct efforts
efforts_read(const struct request *q)
{
	struct efforts all = { .rest = SIZE_MAX };

	all.policy = policy_open(&q->common, q->common.policy, "winback",
	    policy_columns);
	all.effort = mem_array(policy_rows(all.policy), sizeof *all.effort);
	for (size_t row = 0; row < policy_rows(all.policy); row++) {
		struct effort e = read_effort(&q->common, all.policy, row);

		if (e.tier.n == 0)
			policy_die(all.policy, row, "tier", "blank");
		for (size_t i = 0; i < all.count; i++)
			if (slice_equal(all.effort[i].tier, e.tier))
				policy_die(all.policy, row, "tier", "stands twice");
		if (slice_is(e.tier, "*"))
			all.rest = row;
		all.effort[all.count++] = e;
	}
	if (all.rest == SIZE_MAX)
		policy_die(all.policy, POLICY_HEADER, NULL, "there is no row for '*'");
	return all;
}

static void
efforts_free(struct efforts *all)
{
	for (size_t i = 0; i < all->count; i++)
		free(all->effort[i].action);
	free(all->effort);
	policy_close(all->policy);
}

/* Who left stands on no level any more: the one before counts. */
static void
read_tiers(struct tiers_met *met, struct table *t, struct once *once)
{
	int id = table_need(t, "customer_id"), tier = table_need(t, "tier");
	int previous = table_column(t, "previous_tier");
	struct slice customer;

	while (table_next(t)) {
		struct slice level = slice_trim(table_text(t, tier));
		uint32_t *number;

		if (!table_id(t, id, &customer) || !once_first(once, t, id, customer))
			continue;
		number = map_state(met->customer, map_intern(met->customer, customer));
		if (level.n == 0)
			level = slice_trim(table_text(t, previous));
		*number = map_intern(met->tier, level);
	}
	table_close(t);
}

/* Reads the tiers among the tables and those of --tiers; leaves the others. */
static void
take_tiers(struct work *w, struct table **tables)
{
	struct once *once = once_new();
	size_t left = 0;

	w->tiers.customer = map_new(sizeof(uint32_t));
	w->tiers.tier = map_new(0);
	for (size_t i = 0; tables[i] != NULL; i++) {
		if (table_kind(tables[i]) == TIERS)
			read_tiers(&w->tiers, tables[i], once);
		else
			tables[left++] = tables[i];
	}
	tables[left] = NULL;
	if (w->q->tiers != NULL)
		read_tiers(&w->tiers, table_open(&w->q->common, w->q->tiers, KIND(TIERS)),
		    once);
	once_free(once);
}

/* Customers come from standard input when no file has them. */
static struct table **
open_tables(struct work *w)
{
	const struct options *o = &w->q->common;
	struct table **tables = table_open_all(o, KIND(CUSTOMERS) | KIND(TIERS), false);

	take_tiers(w, tables);
	if (tables[0] == NULL) {
		tables = mem_resize(tables, 2, sizeof(struct table *));
		tables[0] = table_open(o, "-", KIND(CUSTOMERS));
		tables[1] = NULL;
	}
	if (map_count(w->tiers.customer) > 0)
		w->join = join_new("ids of customers", table_name(tables[0]), "tiers",
		    MOST_MEET);
	return tables;
}

/* A blank tier is none. */
static struct slice
tier_of(const struct work *w, struct slice customer)
{
	uint32_t number = map_find(w->tiers.customer, customer);
	struct slice tier = SLICE("");

	if (w->join != NULL && number != MAP_NONE)
		join_met(w->join);
	else if (w->join != NULL)
		join_missed(w->join, customer, w->tiers.customer, NULL);
	if (number != MAP_NONE) {
		const uint32_t *of = map_state(w->tiers.customer, number);

		tier = map_key(w->tiers.tier, *of);
	}
	return tier.n > 0 ? tier : SLICE("standard");
}

static char *
put(char *to, struct slice text)
{
	memcpy(to, text.p, text.n);
	return to + text.n;
}

static struct slice
make_id(struct arena *a, const struct customer *c)
{
	struct slice front = SLICE("winback:");
	char *id = arena_take(a, front.n + 3 * c->id.n + 1 + DATE_TEXT);
	char *end = workorder_part(put(id, front), c->id);

	*end++ = ':';
	date_print(c->left, end);
	return (struct slice){ id, (size_t)(end + DATE_TEXT - id) };
}

/* "left 2026-03-01; reason price; last amount 59.00; tier gold" */
static struct slice
make_evidence(struct arena *a, const struct customer *c, struct slice reason,
    struct slice tier)
{
	size_t room = DATE_TEXT + reason.n + MONEY_TEXT + tier.n + 64;
	char *text = arena_take(a, room), *end = put(text, SLICE("left "));

	date_print(c->left, end);
	end = put(end + DATE_TEXT, SLICE("; reason "));
	end = put(end, reason.n > 0 ? reason : SLICE("unknown"));
	end = put(end, SLICE("; last amount "));
	if (c->amount_known)
		end += money_print(c->amount, end);
	else
		end = put(end, SLICE("unknown"));
	end = put(put(end, SLICE("; tier ")), tier);
	return (struct slice){ text, (size_t)(end - text) };
}

/* The columns of the table that the customer came from. */
static void
look(struct work *w, struct table *t)
{
	if (w->columns.table == t)
		return;
	w->columns = (struct columns){
		.table = t,
		.reason = table_column(t, "left_reason"),
		.group = table_column(t, "group_id"),
	};
	keep_look(w->keep, t);
}

static void
write_order(struct work *w, const struct customer *c)
{
	struct table *t = customers_table(w->in);
	struct slice reason = slice_trim(table_text(t, w->columns.reason));
	struct slice tier = tier_of(w, c->id);
	/* Whoever left so is not asked back. */
	bool is_asked = words_find(&left_words, CUSTOMERS, reason) == NO_WORD;
	size_t row = is_asked ? effort_of(&w->efforts, tier) : w->efforts.rest;
	const struct effort *e = &w->efforts.effort[row];
	const struct slice *kept = keep_cells(w->keep, t, w->text);

	writer_text(w->out, make_id(w->text, c));
	writer_text(w->out, c->id);
	writer_string(w->out, "winback");
	writer_string(w->out, "recovery");
	writer_string(w->out, e->level);
	writer_date(w->out, w->q->common.as_of);
	writer_instant(w->out, e->due);
	writer_string(w->out, e->channel);
	writer_string(w->out, e->action);
	writer_text(w->out, make_evidence(w->text, c, reason, tier));
	for (size_t i = 0; i < w->q->common.keeps; i++)
		writer_text(w->out, kept[i]);
	writer_end(w->out);
	arena_empty(w->text);
}

static void
write_header(const struct work *w)
{
	if (!writer_has_header(w->out))
		return;
	for (size_t i = 0; workorders_header[i] != NULL; i++)
		writer_string(w->out, workorders_header[i]);
	for (size_t i = 0; i < w->q->common.keeps; i++)
		writer_text(w->out, w->q->common.keep[i]);
	writer_end(w->out);
}

/* Whether the customer, who has left, is to be asked back by this machine. */
static bool
is_wanted(const struct work *w, const struct customer *c, daynum since)
{
	struct table *t = customers_table(w->in);

	return c->left != NO_DAY && c->left > since &&
	    part_holds(&w->q->common, table_text(t, w->columns.group), c->id);
}

static void
write_orders(struct work *w)
{
	daynum since = w->q->since != NO_DAY ? w->q->since :
	    w->q->common.as_of - RECENT_DAYS;
	struct customer c;

	while (customers_next(w->in, &c)) {
		look(w, customers_table(w->in));
		if (is_wanted(w, &c, since))
			write_order(w, &c);
	}
}

int
winback(const struct request *q)
{
	struct work w = { .q = q, .efforts = efforts_read(q) };
	struct table **tables;
	int status;

	if (q->common.print_policy)
		options_print_policy(&q->common, &(struct printable){
		    "winback", policy_source(w.efforts.policy) }, 1);
	keep_apart(&q->common, workorders_header);
	tables = open_tables(&w);
	w.keep = keep_new(&q->common);
	for (size_t i = 0; tables[i] != NULL; i++)
		keep_look(w.keep, tables[i]);
	keep_check(w.keep);
	w.in = customers_over(q, NULL, tables);
	w.text = arena_new();
	w.out = options_writer(&q->common);
	write_header(&w);
	write_orders(&w);
	join_tell(w.join);
	status = writer_close(w.out);
	customers_close(w.in);
	keep_free(w.keep);
	arena_free(w.text);
	map_free(w.tiers.customer);
	map_free(w.tiers.tier);
	efforts_free(&w.efforts);
	return status;
}
