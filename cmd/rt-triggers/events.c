/*
 * events -- rules about what happened on a day: match, score, streak.
 */
#include "cmd/rt-triggers/events.h"

#include <stdlib.h>

#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/profile.h"
#include "common/base/map.h"
#include "common/base/mem.h"

/*
 * What happened to a customer on a day.  The largest is that of the least
 * time where several are equal, so that the order of records does not show.
 */
struct entry {
	uint32_t customer;
	uint32_t word;         /* the case or the item; 0: neither */
	daynum day;
	uint32_t count;
	instant first;         /* NO_INSTANT: only the day is known */
	money value, against;  /* the largest; SCORE: the first */
	instant value_at;
	uint8_t kind;          /* of the table */
};

struct day_log {
	struct map *entries;
};

enum { DIGITS = 5, KEY_ROOM = 3 * DIGITS };

struct day_log *
day_log_new(void)
{
	struct day_log *log = mem_new(sizeof *log);

	log->entries = map_new(sizeof(struct entry));
	return log;
}

void
day_log_free(struct day_log *log)
{
	if (log != NULL)
		map_free(log->entries);
	free(log);
}

/* Seven bits a byte, none of them NUL. */
static void
put_digits(char *to, uint32_t n)
{
	for (int i = 0; i < DIGITS; i++, n >>= 7)
		to[i] = (char)(0x80 | (n & 0x7f));
}

static struct entry *
entry_of(struct day_log *log, uint32_t customer, uint32_t word, daynum day)
{
	char key[KEY_ROOM];
	struct entry *e;

	put_digits(key, customer);
	put_digits(key + DIGITS, word);
	put_digits(key + 2 * DIGITS, (uint32_t)day);
	e = map_state(log->entries,
	    map_intern(log->entries, (struct slice){ key, KEY_ROOM }));
	e->customer = customer;
	e->word = word;
	e->day = day;
	return e;
}

/* Whether the record is one that the rule is about. */
static bool
matches(const struct feed *f, const struct record *r)
{
	const struct rule *rule = f->rule;
	int64_t threshold = rule->threshold;

	if (!where_holds(&f->where, r->value))
		return false;
	if (f->column == NONE || rule->kind == STREAK)
		return true;
	if (f->against != NONE) {
		if (!r->value[f->against].known)
			return false;
		threshold = r->value[f->against].n;
	}
	return r->value[f->column].known &&
	    comparison_holds(rule->op, r->value[f->column].n, threshold);
}

/* A streak that ends in the window may begin before it. */
static bool
is_in_time(const struct watch *w, const struct rule *rule, struct record *r)
{
	int64_t earliest;

	if (rule->kind != STREAK)
		return r->is_recent;
	earliest = (int64_t)w->moment.since + 1 - rule->threshold / MONEY_UNIT;
	return record_is_past(w, r) && record_day(r) >= earliest;
}

/* Cases are told apart by their name, streaks by their item. */
static uint32_t
word_of(struct watch *w, const struct feed *f, const struct record *r)
{
	int cell = f->rule->kind == STREAK ? f->column :
	    f->rule->kind == MATCH ? r->sheet->case_id : NONE;

	return cell == NONE ? 0 : ledger_word(w->ledger, r->value[cell].text);
}

/*
 * Whether this record shows better what happened: the larger value, for
 * scores the earlier record; among equals the earlier, then the larger.
 */
static bool
shows_better(const struct feed *f, const struct entry *e, const struct record *r)
{
	money value = r->value[f->column].n;
	money against = f->against == NONE ? 0 : r->value[f->against].n;

	if (f->rule->kind == MATCH && value != e->value)
		return value > e->value;
	if (r->time != e->value_at)
		return r->time < e->value_at;
	if (value != e->value)
		return value > e->value;
	return against > e->against;
}

static void
observe_value(const struct feed *f, struct entry *e, const struct record *r)
{
	if (e->count > 0 && !shows_better(f, e, r))
		return;
	e->value = r->value[f->column].n;
	e->against = f->against == NONE ? 0 : r->value[f->against].n;
	e->value_at = r->time;
}

void
events_observe(struct watch *w, const struct feed *f, struct record *r)
{
	struct entry *e;
	uint32_t customer;

	if (!is_in_time(w, f->rule, r) || !matches(f, r))
		return;
	if (f->rule->kind == STREAK && f->column != NONE && !r->value[f->column].known)
		return;
	customer = record_customer(w, r);
	if (!profile_allows(w, f->guard, customer))
		return;
	e = entry_of(w->log[f->number], customer, word_of(w, f, r), record_day(r));
	if (f->rule->kind != STREAK && f->column != NONE)
		observe_value(f, e, r);
	if (e->count == 0 || r->time < e->first)
		e->first = r->time;
	e->kind = (uint8_t)f->kind;
	if (e->count < UINT32_MAX)
		e->count++;
}

/* "2 calls, the largest seconds 185 at 2026-03-05 14:20 (threshold > 60)". */
static void
match_evidence(struct line *l, const struct rule *r, const struct entry *e)
{
	line_add_records(l, e->count, (enum kind)e->kind);
	if (r->column.n > 0) {
		line_add(l, e->count > 1 ? phrase(", the largest ", "，最大的") :
		    phrase(", ", "，"));
		line_add_column(l, r->column);
		line_add(l, " ");
		line_add_quantity(l, e->value);
		line_add(l, e->value_at == NO_INSTANT ? phrase(" on ", "，日期 ") :
		    phrase(" at ", "，时间 "));
		if (e->value_at == NO_INSTANT)
			line_add_date(l, e->day);
		else
			line_add_time(l, e->value_at);
		line_add_threshold(l, r);
	} else if (e->first == NO_INSTANT) {
		line_say(l, " on ", "，日期 ");
		line_add_date(l, e->day);
	} else {
		line_add(l, e->count > 1 ? phrase(", the first at ", "，首次 ") :
		    phrase(" at ", "，时间 "));
		line_add_time(l, e->first);
	}
}

/* T24: the five steps of service recovery, with their days. */
static void
recovery_steps(struct line *l, daynum day)
{
	static const struct { const char *step, *chinese; int days; } steps[] = {
		{ "; apology ", "；道歉 ", 0 }, { ", restoration ", "，恢复 ", 0 },
		{ ", empathy ", "，关怀 ", 1 }, { ", amends ", "，补偿 ", 3 },
		{ ", follow-up ", "，回访 ", 7 },
	};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		line_say(l, steps[i].step, steps[i].chinese);
		line_add_date(l, day + steps[i].days);
	}
}

/* "expected 8 > perceived 5 at 2026-03-05 14:20". */
static void
score_evidence(struct line *l, const struct rule *r, const struct entry *e)
{
	line_add_column(l, r->column);
	line_add(l, " ");
	line_add_quantity(l, e->value);
	if (r->against.n > 0) {
		line_add(l, " ");
		line_add(l, comparison_signs[r->op]);
		line_add(l, " ");
		line_add_column(l, r->against);
		line_add(l, " ");
		line_add_quantity(l, e->against);
	}
	line_add(l, e->first == NO_INSTANT ? phrase(" on ", "，日期 ") :
	    phrase(" at ", "，时间 "));
	if (e->first == NO_INSTANT)
		line_add_date(l, e->day);
	else
		line_add_time(l, e->value_at);
	if (r->against.n == 0)
		line_add_threshold(l, r);
	if (slice_is(r->name, "detractor"))
		recovery_steps(l, e->day);
}

static void
fire_entry(struct watch *w, int rule, const struct entry *e)
{
	const struct rule *r = &w->rules->rule[rule];
	struct line evidence = { .n = 0 };
	struct order order = { .rule = rule, .guard = NONE, .customer = e->customer,
		.fired_on = e->day, .start = e->first, .due = NO_INSTANT };

	if (r->kind == MATCH)
		match_evidence(&evidence, r, e);
	else
		score_evidence(&evidence, r, e);
	order.key = ledger_text(w->ledger, e->word);
	order.day = e->word == 0 ? e->day : NO_DAY;
	order.evidence = line_slice(&evidence);
	orders_add(w->orders, &order);
}

/* The entry is the day on which the streak got long enough. */
static void
fire_streak(struct watch *w, int rule, const struct entry *e, int days)
{
	const struct rule *r = &w->rules->rule[rule];
	struct slice item = ledger_text(w->ledger, e->word);
	struct line evidence = { .n = 0 };
	struct order order = { .rule = rule, .guard = NONE, .customer = e->customer,
		.fired_on = e->day, .start = e->first, .due = NO_INSTANT };

	if (item.n > 0) {
		line_add_column(&evidence, r->column);
		line_add(&evidence, " ");
		line_add_slice(&evidence, item);
		line_say(&evidence, ": ", "：");
	}
	line_say(&evidence, "", "连续 ");
	line_add_count(&evidence, days);
	line_say(&evidence, days == 1 ? " day, " : " days in a row, ", " 天，");
	line_add_date(&evidence, e->day - days + 1);
	line_say(&evidence, " to ", " 至 ");
	line_add_date(&evidence, e->day);
	line_add_threshold(&evidence, r);
	order.key = item;
	order.day = e->day - days + 1;
	order.evidence = line_slice(&evidence);
	orders_add(w->orders, &order);
}

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *x = *(const struct entry *const *)a;
	const struct entry *y = *(const struct entry *const *)b;

	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	if (x->word != y->word)
		return x->word < y->word ? -1 : 1;
	return (x->day > y->day) - (x->day < y->day);
}

/* Days side by side: the run grows by one, or begins anew. */
static void
fire_streaks(struct watch *w, int rule)
{
	struct map *entries = w->log[rule]->entries;
	uint32_t count = map_count(entries);
	int days = 0, wanted = (int)(w->rules->rule[rule].threshold / MONEY_UNIT);
	const struct entry **e = mem_array((size_t)count + 1, sizeof *e);

	for (uint32_t i = 0; i < count; i++)
		e[i] = map_state(entries, i);
	qsort(e, count, sizeof *e, compare_entries);
	for (uint32_t i = 0; i < count; i++) {
		bool next = i > 0 && e[i]->customer == e[i - 1]->customer &&
		    e[i]->word == e[i - 1]->word && e[i]->day == e[i - 1]->day + 1;

		days = next ? days + 1 : 1;
		if (days == wanted && e[i]->day > w->moment.since)
			fire_streak(w, rule, e[i], days);
	}
	free(e);
}

void
events_fire(struct watch *w, int rule)
{
	struct map *entries = w->log[rule]->entries;

	if (w->rules->rule[rule].kind == STREAK) {
		fire_streaks(w, rule);
		return;
	}
	for (uint32_t i = 0; i < map_count(entries); i++)
		fire_entry(w, rule, map_state(entries, i));
}
