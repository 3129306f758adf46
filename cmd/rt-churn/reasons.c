/*
 * reasons -- why customers left, and what each reason cost (C04).
 */
#include <stdlib.h>

#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/customers.h"
#include "cmd/rt-churn/heading.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

enum { SHARE_DECIMALS = 6 };

/* The leavers of one group and reason. */
struct leavers {
	int64_t lost, known;
	money amount;       /* of those whose amount is known */
};

struct tally {
	const struct request *q;
	const struct groups *groups;  /* the columns of --by, then the reason */
	bool has_amount;
	struct leavers *reason;       /* by group and reason */
	size_t reasons, room;
	size_t *met;                  /* those with leavers, by the first of them */
	size_t mets, met_room;
};

/* Whether the customer left, and in the periods that were asked for. */
static bool
is_leaver(const struct request *q, const struct customer *c)
{
	if (q->flag.count > 0)
		return c->flagged;
	if (c->left == NO_DAY)
		return false;
	if (q->from != NO_MONTH &&
	    c->left < period_first(q->every, period_of_month(q->every, q->from)))
		return false;
	return q->to == NO_MONTH ||
	    c->left <= period_last(q->every, period_of_month(q->every, q->to));
}

static void
add(struct leavers *l, const struct leavers *more)
{
	l->lost += more->lost;
	l->known += more->known;
	if (!money_add(&l->amount, more->amount))
		die(BAD_DATA, "amount: the sum is too large");
}

static void
observe(struct tally *t, const struct customer *c)
{
	struct leavers one = { 1, c->amount_known, c->amount_known ? c->amount : 0 };

	while (t->reasons <= c->group) {
		t->reason = mem_grow(t->reason, t->reasons, &t->room, sizeof *t->reason);
		t->reason[t->reasons++] = (struct leavers){ 0, 0, 0 };
	}
	if (t->reason[c->group].lost == 0) {
		t->met = mem_grow(t->met, t->mets, &t->met_room, sizeof *t->met);
		t->met[t->mets++] = c->group;
	}
	add(&t->reason[c->group], &one);
}

static void
write_row(struct writer *w, const struct tally *t, size_t n, const struct leavers *all)
{
	const struct leavers *l = &t->reason[n];
	int by = t->q->by.count;

	heading_group(w, &t->q->by, t->groups, (uint32_t)n);
	writer_text(w, groups_value(t->groups, (uint32_t)n, by));
	writer_count(w, l->lost);
	writer_ratio(w, l->lost, all->lost, SHARE_DECIMALS);
	if (t->has_amount && l->known > 0) {
		writer_money(w, l->amount);
		writer_ratio(w, l->amount, all->amount, SHARE_DECIMALS);
	} else {
		writer_blank(w);
		writer_blank(w);
	}
	writer_end(w);
}

/* The group that --by makes of each combination, numbered as they were met. */
static uint32_t *
outer_groups(const struct tally *t)
{
	int by = t->q->by.count;
	struct groups *outer = groups_new(by);
	struct slice *value = mem_array((size_t)by, sizeof *value);
	uint32_t *of = mem_array(t->reasons, sizeof *of);

	for (size_t n = 0; n < t->reasons; n++) {
		for (int i = 0; i < by; i++)
			value[i] = groups_value(t->groups, (uint32_t)n, i);
		of[n] = groups_number(outer, value);
	}
	groups_free(outer);
	free(value);
	return of;
}

/*
 * The combinations with leavers group after group, in each as their first
 * leavers were met: of those who stay nobody has asked for a reason.
 */
static size_t *
by_group(const struct tally *t, const uint32_t of[])
{
	size_t *first = mem_array(t->reasons + 1, sizeof *first);
	size_t *order = mem_array(t->mets, sizeof *order);

	for (size_t i = 0; i < t->mets; i++)
		first[of[t->met[i]] + 1]++;
	for (size_t group = 0; group < t->reasons; group++)
		first[group + 1] += first[group];
	for (size_t i = 0; i < t->mets; i++)
		order[first[of[t->met[i]]]++] = t->met[i];
	free(first);
	return order;
}

static void
write_rows(struct writer *w, const struct tally *t)
{
	uint32_t *of = outer_groups(t);
	size_t *order = by_group(t, of);
	struct leavers *all = mem_array(t->reasons, sizeof *all);

	for (size_t n = 0; n < t->reasons; n++)
		add(&all[of[n]], &t->reason[n]);
	for (size_t i = 0; i < t->mets; i++)
		write_row(w, t, order[i], &all[of[order[i]]]);
	free(all);
	free(order);
	free(of);
}

int
reasons(const struct request *q)
{
	static const char *const behind[] = {
		"left_reason", "lost", "share", "lost_amount", "amount_share", NULL,
	};
	struct customers *in = customers_open(q, "left_reason");
	struct tally t = {
		.q = q, .groups = customers_groups(in),
		.has_amount = customers_have_amount(in),
	};
	struct customer c;
	struct writer *w;
	int status;

	while (customers_next(in, &c))
		if (is_leaver(q, &c))
			observe(&t, &c);
	w = options_writer(&q->common);
	heading_write(w, NULL, &q->by, behind);
	write_rows(w, &t);
	status = writer_close(w);
	customers_warn_amounts(in);
	customers_close(in);
	free(t.reason);
	free(t.met);
	return status;
}
