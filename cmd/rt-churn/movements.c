/*
 * movements -- where the amount of a period comes from, and where that of
 * the period before has gone (C01 to C03, in money).
 *
 * Each customer's change goes whole into one movement, so that opening and
 * closing reconcile to the cent.
 */
#include <stdlib.h>

#include "cmd/rt-churn/book.h"
#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/heading.h"
#include "cmd/rt-churn/span.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/stale.h"

enum { RATE_DECIMALS = 6 };

/* In the order of the columns. */
enum movement { NEW, EXPANSION, CONTRACTION, LOST, REACTIVATED, MOVEMENTS };

/* Of one group and period. */
struct change {
	money moved[MOVEMENTS], closing, refunds;
	int64_t customers[MOVEMENTS], billed;
};

struct report {
	const struct request *q;
	const struct groups *groups;
	period first, last;      /* of the changes */
	struct change *change;   /* group after group, period after period */
	struct span span;
	struct writer *out;
};

static struct change *
change_in(const struct report *r, uint32_t group, period p)
{
	return &r->change[(size_t)group * (size_t)(r->last - r->first + 1) +
	    (size_t)(p - r->first)];
}

static void
add(money *sum, money more)
{
	if (!money_add(sum, more))
		die(BAD_DATA, "amount: the sum is too large");
}

static void
move(const struct report *r, uint32_t group, period p, enum movement m, money amount)
{
	struct change *c = change_in(r, group, p);

	add(&c->moved[m], amount);
	c->customers[m]++;
}

/* What became of a customer who was billed in both periods. */
static void
stay(const struct report *r, uint32_t group, period p, money before, money now)
{
	money difference;

	if (__builtin_sub_overflow(now, before, &difference))
		die(BAD_DATA, "amount: the sum is too large");
	if (difference > 0)
		move(r, group, p, EXPANSION, difference);
	else if (difference < 0)
		move(r, group, p, CONTRACTION, -difference);
}

/* A period's sum, billed when it is above 0; below, it was paid back. */
static bool
is_billed(struct change *c, money amount)
{
	add(&c->closing, amount);
	if (amount < 0 && __builtin_sub_overflow(c->refunds, amount, &c->refunds))
		die(BAD_DATA, "amount: the sum is too large");
	c->billed += amount > 0;
	return amount > 0;
}

/* The pages of one customer in the order of time; who is not billed is away. */
static void
follow(const struct report *r, uint32_t group, const struct page page[], int pages)
{
	const struct page *before = NULL;

	for (int i = 0; i < pages; i++) {
		const struct page *now = &page[i];

		if (!is_billed(change_in(r, group, now->period), now->amount))
			continue;
		if (before != NULL && before->period + 1 == now->period) {
			stay(r, group, now->period, before->amount, now->amount);
		} else {
			if (before != NULL)
				move(r, group, before->period + 1, LOST, before->amount);
			move(r, group, now->period, before == NULL ? NEW : REACTIVATED,
			    now->amount);
		}
		before = now;
	}
	if (before != NULL && before->period < r->last)
		move(r, group, before->period + 1, LOST, before->amount);
}

/*
 * The amount of a period is what the movements make of the one before, less
 * what more was paid back in it:
 *
 *	closing = opening + new + reactivated + expansion - contraction - lost
 *	          - (refunds - refunds of the period before)
 */
static void
check(const struct change *before, const struct change *c)
{
	__int128 amount = before->closing;
	int64_t customers = before->billed + c->customers[NEW] +
	    c->customers[REACTIVATED] - c->customers[LOST];

	amount += c->moved[NEW];
	amount += c->moved[REACTIVATED];
	amount += c->moved[EXPANSION];
	amount -= c->moved[CONTRACTION];
	amount -= c->moved[LOST];
	amount -= c->refunds;
	amount += before->refunds;
	if (amount != c->closing || customers != c->billed)
		die(BAD_SYSTEM, "opening and closing do not add up: please report this");
}

static void
write_rates(struct writer *w, money opening, const struct change *c)
{
	money gone = c->moved[CONTRACTION], net;

	if (opening <= 0) {
		writer_blank(w);
		writer_blank(w);
		return;
	}
	add(&gone, c->moved[LOST]);
	net = gone;
	add(&net, -c->moved[EXPANSION]);
	add(&net, -c->moved[REACTIVATED]);
	writer_ratio(w, gone, opening, RATE_DECIMALS);
	writer_ratio(w, net, opening, RATE_DECIMALS);
}

static void
write_row(const struct report *r, period p, uint32_t group)
{
	static const struct change none;
	const struct change *before = &none, *c = &none;
	char name[PERIOD_TEXT];
	size_t length = period_print(r->q->every, p, p == r->span.open, name);

	if (p > r->first && p - 1 <= r->last)
		before = change_in(r, group, p - 1);
	if (p >= r->first && p <= r->last)
		c = change_in(r, group, p);
	check(before, c);
	writer_text(r->out, (struct slice){ name, length });
	heading_group(r->out, &r->q->by, r->groups, group);
	writer_money(r->out, before->closing);
	for (enum movement m = 0; m < MOVEMENTS; m++)
		writer_money(r->out, c->moved[m]);
	writer_money(r->out, c->closing);
	write_rates(r->out, before->closing, c);
	writer_count(r->out, before->billed);
	for (enum movement m = 0; m < MOVEMENTS; m++)
		writer_count(r->out, c->customers[m]);
	writer_count(r->out, c->billed);
	writer_money(r->out, c->refunds);
	writer_end(r->out);
}

/* Without --from the first period is left out: everybody would be new in it. */
static void
write_rows(const struct report *r)
{
	period from = r->span.from;

	if (r->q->from == NO_MONTH && from != NO_PERIOD)
		from++;
	if (from == NO_PERIOD)
		return;
	for (period p = from; p <= r->span.to; p++)
		for (uint32_t g = 0; g < groups_count(r->groups); g++)
			write_row(r, p, g);
}

static void
count_changes(struct report *r, struct book *b)
{
	size_t periods;

	if (book_earliest(b) == NO_PERIOD)
		return;
	r->first = book_earliest(b);
	r->last = r->span.now;
	periods = (size_t)(r->last - r->first + 1);
	r->change = mem_array(groups_count(r->groups) * periods, sizeof *r->change);
	for (uint32_t a = 0; a < book_accounts(b); a++) {
		int pages;
		const struct page *page = book_pages(b, a, &pages);

		follow(r, book_group(b, a), page, pages);
	}
}

/* Bills that are not there yet look like customers who are gone. */
static void
warn_of_end(const struct report *r, const struct book *b, struct table *t)
{
	period last = book_latest(b);
	char name[PERIOD_TEXT];

	if (last == NO_PERIOD || last >= r->span.to)
		return;
	if (r->q->every == MONTHLY && r->q->to == NO_MONTH)
		stale_check(&r->q->common, t,
		    day_month(period_first(MONTHLY, last)));
	period_print(r->q->every, last, false, name);
	warn("the last bills are of %s: all count as lost in the period after it", name);
}

int
movements(const struct request *q)
{
	static const char *const behind[] = {
		"opening_amount", "new", "expansion", "contraction", "lost",
		"reactivated", "closing_amount", "gross_churn_rate", "net_churn_rate",
		"opening_customers", "new_customers", "expansion_customers",
		"contraction_customers", "lost_customers", "reactivated_customers",
		"closing_customers", "refunds", NULL,
	};
	struct table **tables = table_open_all(&q->common, KIND(BILLS), true);
	struct records *in = records_over(q, tables);
	struct report r = { .q = q, .groups = records_groups(in), .last = -1 };
	struct book *b = book_new(q);
	struct record one;
	int status;

	while (records_next(in, &one))
		book_observe(b, &one);
	r.span = span_of(q, book_earliest(b));
	warn_of_end(&r, b, tables[0]);
	count_changes(&r, b);
	r.out = options_writer(&q->common);
	heading_write(r.out, "period", &q->by, behind);
	write_rows(&r);
	status = writer_close(r.out);
	book_free(b);
	records_close(in);
	free(r.change);
	return status;
}
