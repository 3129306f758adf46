/*
 * winback -- a work order for each customer who left lately (C05).
 *
 * How hard to fight, and with what, is the policy's; rt-schedule plans the
 * orders.
 */
#include <stdlib.h>

#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/customers.h"
#include "cmd/rt-churn/efforts.h"
#include "cmd/rt-churn/wording.h"
#include "common/base/diag.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/join.h"
#include "common/table/keep.h"
#include "common/table/once.h"
#include "common/table/part.h"
#include "common/table/workorder.h"

enum { RECENT_DAYS = 90 };

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
	struct wording *wording; /* NULL: no language was asked for */
	struct efforts *efforts;
	struct tiers_met tiers;
	struct join *join;       /* of who left with the tiers; NULL: none given */
	struct customers *in;
	struct columns columns;
	struct keep *keep;
	struct arena *text;      /* of one order */
	struct writer *out;
};

/* Who left stands on no level any more: the one before counts. */
static void
read_tiers(struct work *w, struct table *t, struct once *once)
{
	struct tiers_met *met = &w->tiers;
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
		efforts_meet(w->efforts, level);
	}
}

/* Takes the tiers out of the tables; those of --tiers behind them.  NULL at the end. */
static struct table **
choose_tiers(const struct request *q, struct table **tables)
{
	struct table **tiers;
	size_t count = 0, left = 0, n = 0;

	while (tables[count] != NULL)
		count++;
	tiers = mem_array(count + 2, sizeof(struct table *));
	for (size_t i = 0; i < count; i++)
		*(table_kind(tables[i]) == TIERS ? &tiers[n++] : &tables[left++]) = tables[i];
	tables[left] = NULL;
	if (q->tiers != NULL)
		tiers[n++] = table_open(&q->common, q->tiers, KIND(TIERS));
	return tiers;
}

/* Reads the tiers among the tables and those of --tiers; leaves the others. */
static void
take_tiers(struct work *w, struct table **tables)
{
	struct once *once = once_new();
	struct table **tiers = choose_tiers(w->q, tables);

	w->tiers.customer = map_new(sizeof(uint32_t));
	w->tiers.tier = map_new(0);
	for (size_t i = 0; tiers[i] != NULL; i++)
		read_tiers(w, tiers[i], once);
	if (tiers[0] != NULL)
		efforts_doubt(w->efforts, tiers[0]);
	for (size_t i = 0; tiers[i] != NULL; i++)
		table_close(tiers[i]);
	free(tiers);
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
		w->join = join_new(N_("ids of customers"), table_name(tables[0]), "tiers",
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
	size_t row = is_asked ? efforts_row(w->efforts, tier) : efforts_rest(w->efforts);
	const struct effort *e = efforts_one(w->efforts, row);
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
	writer_text(w->out, wording_evidence(w->wording, w->text, c, reason, tier));
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
	struct work w = { .q = q };
	struct table **tables;
	int status;

	if (q->in_words)
		w.wording = wording_new(&q->common, q->words);
	w.efforts = efforts_read(&q->common, w.wording);
	if (q->common.print_policy)
		options_print_policy(&q->common, &(struct printable){
		    "winback", efforts_source(w.efforts) }, 1);
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
	efforts_free(w.efforts);
	wording_free(w.wording);
	return status;
}
