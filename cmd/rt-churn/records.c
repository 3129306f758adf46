/*
 * Bills have months, purchases and activity days; from here on a record is a
 * customer, a day and perhaps an amount.
 */
#include "cmd/rt-churn/records.h"

#include <inttypes.h>
#include <stdlib.h>

#include "cmd/rt-churn/extras.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

/* One table, and where its columns are. */
struct bound {
	struct table *table;
	int id, when, amount, weight;
	const int *by;
};

struct records {
	const struct request *q;
	struct table **tables;
	struct bound *bound;
	int count, at;
	int *by;               /* columns, of one table after the other */
	struct groups *groups;
	struct slice *value;   /* of the columns of groups, of one record */
	struct timeline line;
	instant end;           /* the first that is to come */
	bool has_amount;
	uint64_t no_amount, to_come;
};

static const char *
when_column(enum kind k)
{
	return k == BILLS ? "month" : k == PURCHASES ? "date" : "time";
}

static void
bind(struct records *r, int i)
{
	struct table *t = r->tables[i];

	r->bound[i] = (struct bound){
		.table = t,
		.id = table_need(t, "customer_id"),
		.when = table_need(t, when_column(table_kind(t))),
		.amount = table_kind(t) == BILLS ? table_need(t, "amount") :
		    table_kind(t) == PURCHASES ? table_column(t, "amount") : NO_COLUMN,
		.by = r->by + i * r->q->by.count,
		.weight = extras_weight_column(r->q, t),
	};
	r->has_amount = r->has_amount || r->bound[i].amount != NO_COLUMN;
}

struct records *
records_over(const struct request *q, struct table **tables)
{
	struct records *r = mem_new(sizeof *r);

	r->q = q;
	r->tables = tables;
	while (tables[r->count] != NULL)
		r->count++;
	r->by = names_find(&q->by, "--by", tables, r->count);
	free(names_find(&q->weight, "--weight", tables, r->count));
	r->bound = mem_array((size_t)r->count, sizeof *r->bound);
	for (int i = 0; i < r->count; i++)
		bind(r, i);
	r->groups = groups_new(q->by.count);
	r->value = mem_array((size_t)q->by.count, sizeof *r->value);
	r->line = timeline_new(q->every, q->common.as_of);
	r->end = options_deadline(&q->common) + (q->common.as_of_minutes >= 0);
	return r;
}

void
records_close(struct records *r)
{
	if (r->no_amount > 0)
		warn("records with a blank amount, left out of sums: %" PRIu64,
		    r->no_amount);
	if (r->to_come > 0)
		warn("records after as-of, which are not counted: %" PRIu64, r->to_come);
	for (int i = 0; i < r->count; i++)
		table_close(r->tables[i]);
	timeline_free(&r->line);
	groups_free(r->groups);
	free(r->value);
	free(r->bound);
	free(r->by);
	free(r->tables);
	free(r);
}

const struct groups *
records_groups(const struct records *r)
{
	return r->groups;
}

bool
records_have_amount(const struct records *r)
{
	return r->has_amount;
}

/*
 * The day of the record, of a bill the first of its month, and whether it is
 * to come; false: refused.
 */
static bool
read_day(const struct records *r, const struct bound *b, daynum *d, bool *to_come)
{
	monthnum m;
	instant t;
	int seconds;

	switch (table_kind(b->table)) {
	case BILLS:
		if (!table_month(b->table, b->when, &m))
			return false;
		*d = month_first(m);
		break;
	case PURCHASES:
		if (!table_date(b->table, b->when, d))
			return false;
		break;
	default:
		if (!table_instant(b->table, b->when, &t))
			return false;
		*d = instant_day(t, &seconds);
		*to_come = t >= r->end;
		return true;
	}
	*to_come = *d > r->q->common.as_of;
	return true;
}

static uint32_t
group_of(struct records *r, const struct bound *b)
{
	for (int i = 0; i < r->q->by.count; i++)
		r->value[i] = table_spelled(b->table, b->by[i]);
	return groups_number(r->groups, r->value);
}

/* The next record that is good and not to come; false at the end of the table. */
static bool
next_in(struct records *r, const struct bound *b, struct record *one)
{
	bool known, to_come;
	uint32_t weight;
	daynum d;

	while (table_next(b->table)) {
		*one = (struct record){ .amount = 0 };
		if (!table_id(b->table, b->id, &one->id) || !read_day(r, b, &d, &to_come) ||
		    !table_money(b->table, b->amount, &one->amount, &known) ||
		    !extras_weight(b->table, b->weight, &weight) ||
		    !extras_multiply(b->table, b->amount, &one->amount, weight) ||
		    weight == 0)
			continue;
		if (to_come) {
			r->to_come++;
			continue;
		}
		one->active = table_kind(b->table) != PURCHASES || !known || one->amount > 0;
		if (!known)
			one->amount = 0;
		r->no_amount += !known && b->amount != NO_COLUMN;
		one->period = timeline_period(&r->line, d);
		one->group = group_of(r, b);
		return true;
	}
	return false;
}

bool
records_next(struct records *r, struct record *one)
{
	for (; r->at < r->count; r->at++)
		if (next_in(r, &r->bound[r->at], one))
			return true;
	return false;
}
