/*
 * cohorts -- of those who came in one period, how many are there later (C03).
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd/rt-churn/book.h"
#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/customers.h"
#include "cmd/rt-churn/heading.h"
#include "cmd/rt-churn/span.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

enum { RATE_DECIMALS = 6, AGE_TEXT = 16 };

/* Of one group, cohort and age. */
struct cell {
	int64_t active;
	money amount;
};

/*
 * The cohorts of one group, numbered back from the period of as-of, so that
 * an older one is put behind those there are.  Cohort k has ages 0 to k,
 * from cell k (k + 1) / 2 on.
 */
struct triangle {
	int32_t cohorts;
	int64_t *size;
	struct cell *cell;
};

struct report {
	const struct request *q;
	const struct groups *groups;
	bool has_amount;
	struct triangle *triangle;    /* by group */
	size_t triangles, room;
	struct span span;
	period last;                  /* the last period printed */
	struct writer *out;
};

static size_t
cells_before(int32_t cohort)
{
	return (size_t)cohort * ((size_t)cohort + 1) / 2;
}

static void
reach(struct triangle *t, int32_t cohort)
{
	size_t from = (size_t)t->cohorts, to = (size_t)cohort + 1;
	size_t begin = cells_before(t->cohorts), end = cells_before(cohort + 1);

	if (to <= from)
		return;
	t->size = mem_resize(t->size, to, sizeof *t->size);
	t->cell = mem_resize(t->cell, end, sizeof *t->cell);
	memset(t->size + from, 0, (to - from) * sizeof *t->size);
	memset(t->cell + begin, 0, (end - begin) * sizeof *t->cell);
	t->cohorts = cohort + 1;
}

/* The cohort in its group, so many customers larger. */
static struct cell *
join(struct report *r, uint32_t group, period cohort, uint32_t customers)
{
	int32_t k = r->span.now - cohort;

	while (r->triangles <= group) {
		r->triangle = mem_grow(r->triangle, r->triangles, &r->room,
		    sizeof *r->triangle);
		r->triangle[r->triangles++] = (struct triangle){ .cohorts = 0 };
	}
	reach(&r->triangle[group], k);
	r->triangle[group].size[k] += customers;
	return r->triangle[group].cell + cells_before(k);
}

static void
count(struct cell *c, int64_t customers, money amount)
{
	c->active += customers;
	if (!money_add(&c->amount, amount))
		die(BAD_DATA, "amount: the sum is too large");
}

/* A customer counts where it came, and is taken off where it went. */
static void
observe_customer(struct report *r, const struct timeline *line, const struct customer *c)
{
	period cohort = timeline_period(line, c->joined);
	struct cell *cell = join(r, c->group, cohort, c->weight);
	money amount = c->amount_known ? c->amount : 0;

	count(cell, c->weight, amount);
	if (c->left != NO_DAY)
		count(&cell[timeline_period(line, c->left) - cohort],
		    -(int64_t)c->weight, -amount);
}

/* From those who came and went to those who are there. */
static void
add_up(struct triangle *t)
{
	for (int32_t k = 0; k < t->cohorts; k++) {
		struct cell *cell = t->cell + cells_before(k);

		for (int32_t age = 1; age <= k; age++)
			count(&cell[age], cell[age - 1].active, cell[age - 1].amount);
	}
}

static void
read_customers(struct report *r, struct customers *in)
{
	struct timeline line = timeline_new(r->q->every, r->q->common.as_of);
	struct customer c;
	uint64_t undated = 0;

	while (customers_next(in, &c)) {
		if (c.joined == NO_DAY)
			undated++;
		else
			observe_customer(r, &line, &c);
	}
	for (size_t g = 0; g < r->triangles; g++)
		add_up(&r->triangle[g]);
	if (undated > 0)
		warn("customers without joined, who are in no cohort: %" PRIu64, undated);
	timeline_free(&line);
}

/*
 * The account's periods from the first with activity on; what was paid back
 * without any activity stands in the amounts.  With --unbounded it is active up
 * to the last.
 */
static void
observe_account(struct report *r, uint32_t group, const struct page page[], int pages)
{
	int32_t oldest = 0;
	struct cell *cell = join(r, group, page[0].period, 1);

	for (int i = 0; i < pages; i++) {
		int32_t age = page[i].period - page[0].period;

		count(&cell[age], page[i].active && r->q->records == BOUNDED,
		    page[i].amount);
		if (page[i].active)
			oldest = age;
	}
	if (r->q->records == UNBOUNDED)
		for (int32_t age = 0; age <= oldest; age++)
			cell[age].active++;
}

/* What was paid back before a customer ever bought belongs to no cohort. */
static int
first_active(const struct page page[], int pages)
{
	int first = 0;

	while (first < pages && !page[first].active)
		first++;
	return first;
}

static void
read_records(struct report *r, struct records *in)
{
	struct book *b = book_new(r->q);
	struct record one;
	uint64_t idle = 0, strangers = 0;

	while (records_next(in, &one)) {
		idle += !one.active;
		book_observe(b, &one);
	}
	for (uint32_t a = 0; a < book_accounts(b); a++) {
		int pages, first;
		const struct page *page = book_pages(b, a, &pages);

		first = first_active(page, pages);
		if (first < pages)
			observe_account(r, book_group(b, a), page + first, pages - first);
		else
			strangers++;
	}
	if (idle > 0)
		warn("amounts that are not above 0, which are no activity: %" PRIu64, idle);
	if (strangers > 0)
		warn("customers without any activity, who are in no cohort: %" PRIu64,
		    strangers);
	book_free(b);
}

/* Size and cell of a cohort, or of all: those old enough. */
struct sum {
	int64_t size;
	struct cell cell;
	bool over;         /* the age is, of one cohort at least */
};

static bool
is_printed(const struct report *r, const struct triangle *t, int32_t k)
{
	period cohort = r->span.now - k;

	return t->size[k] > 0 && cohort <= r->last &&
	    (r->q->from == NO_MONTH || cohort >= r->span.from);
}

static void
add_cohort(struct sum *s, const struct report *r, const struct triangle *t, int32_t k,
    int32_t age)
{
	period p = r->span.now - k + age;

	if (p > r->last || p == r->span.open)
		return;
	s->over = true;
	s->size += t->size[k];
	s->cell.active += t->cell[cells_before(k) + (size_t)age].active;
	if (!money_add(&s->cell.amount, t->cell[cells_before(k) + (size_t)age].amount))
		die(BAD_DATA, "amount: the sum is too large");
}

static struct sum
sum_all(const struct report *r, const struct triangle *t, int32_t age)
{
	struct sum s = { 0 };

	for (int32_t k = 0; k < t->cohorts; k++)
		if (is_printed(r, t, k))
			add_cohort(&s, r, t, k, age);
	return s;
}

static struct sum
sum_one(const struct report *r, const struct triangle *t, int32_t k, int32_t age)
{
	struct sum s = { 0 };

	add_cohort(&s, r, t, k, age);
	s.size = t->size[k];
	return s;
}

/* What a row is about; cohort NO_PERIOD: all of them. */
struct row {
	uint32_t group;
	period cohort;
	int32_t oldest;     /* the last age */
	int64_t size;
};

static struct sum
sum_of(const struct report *r, const struct row *row, int32_t age)
{
	const struct triangle *t = &r->triangle[row->group];

	return row->cohort == NO_PERIOD ? sum_all(r, t, age) :
	    sum_one(r, t, r->span.now - row->cohort, age);
}

static void
write_name(const struct report *r, const struct row *row)
{
	char name[PERIOD_TEXT];
	size_t length;

	if (row->cohort == NO_PERIOD) {
		writer_string(r->out, "all");
	} else {
		length = period_print(r->q->every, row->cohort, false, name);
		writer_text(r->out, (struct slice){ name, length });
	}
	heading_group(r->out, &r->q->by, r->groups, row->group);
}

static void
write_long(const struct report *r, const struct row *row)
{
	for (int32_t age = 0; age <= row->oldest; age++) {
		struct sum s = sum_of(r, row, age);

		write_name(r, row);
		writer_count(r->out, age);
		writer_count(r->out, s.size);
		if (s.over) {
			writer_count(r->out, s.cell.active);
			writer_ratio(r->out, s.cell.active, s.size, RATE_DECIMALS);
		} else {
			writer_blank(r->out);
			writer_blank(r->out);
		}
		if (r->has_amount && s.over)
			writer_money(r->out, s.cell.amount);
		else if (r->has_amount)
			writer_blank(r->out);
		writer_end(r->out);
	}
}

static void
write_wide(const struct report *r, const struct row *row, int32_t ages)
{
	write_name(r, row);
	writer_count(r->out, row->size);
	for (int32_t age = 0; age < ages; age++) {
		struct sum s = age <= row->oldest ? sum_of(r, row, age) :
		    (struct sum){ .over = false };

		if (!s.over)
			writer_blank(r->out);
		else if (r->q->shape == WIDE_COUNTS)
			writer_count(r->out, s.cell.active);
		else
			writer_ratio(r->out, s.cell.active, s.size, RATE_DECIMALS);
	}
	writer_end(r->out);
}

/* The oldest cohort printed of one group, as its number; -1: there is none. */
static int32_t
oldest_cohort(const struct report *r, const struct triangle *t)
{
	int32_t k = t->cohorts - 1;

	while (k >= 0 && !is_printed(r, t, k))
		k--;
	return k;
}

/* How many ages the cohort of that number has before the last period ends. */
static int32_t
ages_of(const struct report *r, int32_t k)
{
	return k < 0 ? 0 : r->last - (r->span.now - k) + 1;
}

static void
write_row(const struct report *r, const struct row *row, int32_t ages)
{
	if (r->q->shape == LONG)
		write_long(r, row);
	else
		write_wide(r, row, ages);
}

static void
write_mean(const struct report *r, uint32_t group, int32_t ages)
{
	const struct triangle *t = &r->triangle[group];
	struct row row = {
		.group = group, .cohort = NO_PERIOD,
		.oldest = ages_of(r, oldest_cohort(r, t)) - 1,
	};

	for (int32_t k = 0; k < t->cohorts; k++)
		if (is_printed(r, t, k))
			row.size += t->size[k];
	if (row.oldest >= 0)
		write_row(r, &row, ages);
}

/* Cohort after cohort, of each the groups; then all. */
static void
write_rows(const struct report *r, int32_t cohorts, int32_t ages)
{
	for (int32_t k = cohorts - 1; k >= 0; k--)
		for (uint32_t g = 0; g < r->triangles; g++) {
			const struct triangle *t = &r->triangle[g];
			struct row row = { g, r->span.now - k, ages_of(r, k) - 1, 0 };

			if (k >= t->cohorts || !is_printed(r, t, k))
				continue;
			row.size = t->size[k];
			write_row(r, &row, ages);
		}
	for (uint32_t g = 0; r->q->mean == WITH_MEAN && g < r->triangles; g++)
		write_mean(r, g, ages);
}

static void
write_wide_heading(const struct report *r, int32_t ages)
{
	const char **name = mem_array((size_t)ages + 2, sizeof *name);
	char *text = mem_array((size_t)ages, AGE_TEXT);

	name[0] = "size";
	for (int32_t age = 0; age < ages; age++) {
		snprintf(text + age * AGE_TEXT, AGE_TEXT, "age_%d", (int)age);
		name[age + 1] = text + age * AGE_TEXT;
	}
	heading_write(r->out, "cohort", &r->q->by, name);
	free(text);
	free(name);
}

static void
write_heading(const struct report *r, int32_t ages)
{
	static const char *const behind[] = {
		"age", "size", "active", "retention", "amount", NULL,
	};
	static const char *const no_amount[] = {
		"age", "size", "active", "retention", NULL,
	};

	if (r->q->shape == LONG)
		heading_write(r->out, "cohort", &r->q->by,
		    r->has_amount ? behind : no_amount);
	else
		write_wide_heading(r, ages);
}

static int
write_report(struct report *r)
{
	int32_t oldest = -1;

	for (size_t g = 0; g < r->triangles; g++) {
		int32_t k = oldest_cohort(r, &r->triangle[g]);

		oldest = k > oldest ? k : oldest;
	}
	r->out = options_writer(&r->q->common);
	write_heading(r, ages_of(r, oldest));
	write_rows(r, oldest + 1, ages_of(r, oldest));
	return writer_close(r->out);
}

static int
of_customers(struct report *r, struct table **tables)
{
	struct customers *in;
	int status;

	for (int i = 0; tables[i] != NULL; i++)
		table_need(tables[i], "joined");
	in = customers_over(r->q, NULL, tables);
	read_customers(r, in);
	r->groups = customers_groups(in);
	r->has_amount = customers_have_amount(in);
	status = write_report(r);
	customers_warn_amounts(in);
	customers_close(in);
	return status;
}

static int
of_records(struct report *r, struct table **tables)
{
	struct records *in = records_over(r->q, tables);
	int status;

	read_records(r, in);
	r->groups = records_groups(in);
	r->has_amount = records_have_amount(in);
	status = write_report(r);
	records_close(in);
	return status;
}

int
cohorts(const struct request *q)
{
	struct table **tables = table_open_all(&q->common,
	    KIND(CUSTOMERS) | KIND(PURCHASES) | KIND(ACTIVITY), true);
	struct report r = { .q = q, .span = span_of(q, NO_PERIOD) };
	int status;

	for (int i = 1; tables[i] != NULL; i++)
		if (table_kind(tables[i]) != table_kind(tables[0]))
			die_usage("cohorts: %s and %s are tables of two kinds",
			    table_name(tables[0]), table_name(tables[i]));
	r.last = r.span.now;
	if (q->to != NO_MONTH && period_of_month(q->every, q->to) < r.last)
		r.last = period_of_month(q->every, q->to);
	status = table_kind(tables[0]) == CUSTOMERS ? of_customers(&r, tables) :
	    of_records(&r, tables);
	for (size_t g = 0; g < r.triangles; g++) {
		free(r.triangle[g].size);
		free(r.triangle[g].cell);
	}
	free(r.triangle);
	return status;
}
