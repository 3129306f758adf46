/*
 * rt-tier -- the level of every customer.
 *
 * Reads bills or purchases, writes one row per customer.  Holds a year of
 * months per customer; see ledger.h.
 */
#include <stdlib.h>

#include "cmd/rt-tier/assess.h"
#include "cmd/rt-tier/emit.h"
#include "common/base/diag.h"

static const char usage[] =
	"usage: rt-tier [OPTION]... [FILE]...\n"
	"Read bills or purchases, write the level of every customer.\n"
	"\n"
	"      --customers FILE   scope, joining and plan of the customers\n"
	"  -m, --month YYYY-MM    month of assessment (default: the latest in the input\n"
	"                         that is over on --as-of)\n"
	"      --months N         consecutive months that a level takes (default 3)\n"
	"      --window N         months that totals take (default 12)\n";

enum {
	CUSTOMERS_FILE = 256, MONTHS_OPTION, WINDOW,
	YEAR = 12,
};

struct request {
	struct options common;
	const char *customers;  /* NULL: no such table */
	monthnum month;         /* NO_MONTH: the latest that is over */
	int months, window;
	struct tiers *tiers;
	struct keep *keep;      /* NULL: nothing to keep */
};

static const struct option long_options[] = {
	{ "customers", required_argument, NULL, CUSTOMERS_FILE },
	{ "month", required_argument, NULL, 'm' },
	{ "months", required_argument, NULL, MONTHS_OPTION },
	{ "window", required_argument, NULL, WINDOW },
	{ NULL, 0, NULL, 0 },
};

static void
parse_options(struct request *q, int argc, char *argv[])
{
	struct options *o = &q->common;
	int letter;

	options_begin(o, "rt-tier", TAKES_POLICY | TAKES_KEEP | TAKES_AS_OF);
	while ((letter = getopt_long(argc, argv, options_letters(o, "m:"),
	    options_all(o, long_options), NULL)) != -1) {
		switch (letter) {
		case CUSTOMERS_FILE: q->customers = optarg; break;
		case 'm': q->month = options_month("--month", optarg); break;
		case MONTHS_OPTION: q->months = (int)options_number("--months", optarg, 1, MONTHS_MOST); break;
		case WINDOW: q->window = (int)options_number("--window", optarg, 1, MONTHS_MOST); break;
		default: options_take(o, letter, optarg, usage);
		}
	}
	options_finish(o, argc, argv);
}

/* The latest month that is over when the day of as-of ends. */
static monthnum
last_month_over(daynum as_of)
{
	return day_month(as_of + 1) - 1;
}

/* Months that must be kept before the month of assessment is known. */
static int
months_to_keep(const struct request *q)
{
	int most = q->months > q->window ? q->months : q->window;

	return most > YEAR ? most : YEAR;
}

static void
read_customers_file(const struct request *q, struct customers *c, const char *path)
{
	struct table *t = table_open(&q->common, path, KIND(CUSTOMERS));

	customers_read(c, t);
	table_close(t);
}

/* Those of --customers and of --table customers=FILE; NULL without any. */
static struct customers *
read_customers(const struct request *q)
{
	const struct options *o = &q->common;
	struct customers *c = customers_new(q->keep);
	bool any = q->customers != NULL;

	if (any)
		read_customers_file(q, c, q->customers);
	for (size_t i = 0; i < o->tables; i++)
		if (o->table[i].kind == CUSTOMERS) {
			read_customers_file(q, c, o->table[i].path);
			any = true;
		}
	if (any)
		return c;
	customers_free(c);
	return NULL;
}

/* Says what is odd about the months of the input. */
static void
warn_of_months(const struct ledger *l, const struct span *s, bool open)
{
	char month[MONTH_TEXT], first[MONTH_TEXT], last[MONTH_TEXT];

	if (ledger_latest(l) == NO_MONTH)
		return;
	month_print(s->month, month);
	month_print(ledger_first(l), first);
	month_print(ledger_latest(l), last);
	if (open)
		warn("no month of the input is over; assessing %.*s, which is open",
		    MONTH_TEXT, month);
	if (ledger_latest(l) <= s->month - s->months || ledger_first(l) > s->month)
		warn("no record in the %d months up to %.*s; the input has %.*s to %.*s",
		    s->months, MONTH_TEXT, month, MONTH_TEXT, first, MONTH_TEXT, last);
}

/* What the rows are made from. */
struct run {
	const struct ledger *ledger;
	struct customers *customers; /* NULL: no such table */
	struct scale scale;
	struct span span;
};

static void
emit_customer(struct emitter *e, const struct run *r, struct row *row)
{
	struct standing standing;

	row->is = assess(r->ledger, row->account, row->profile, &r->span);
	standing = level_individual(&r->scale, &row->is.evidence);
	row->level = &r->scale.all.level[standing.level];
	row->reason = standing.reason;
	emit_row(e, row);
}

/* Customers with records, in the order in which they were first met. */
static void
emit_met(struct emitter *e, const struct run *r)
{
	const struct map *met = ledger_customers(r->ledger);

	for (uint32_t i = 0; i < map_count(met); i++) {
		struct row row = {
			.customer = map_key(met, i),
			.account = map_state(met, i),
			.kept = ledger_kept(r->ledger, i),
		};

		if (r->customers != NULL)
			row.profile = customers_find(r->customers, row.customer);
		if (row.profile != NULL) {
			row.profile->met = true;
			row.kept = row.profile->kept;
		}
		emit_customer(e, r, &row);
	}
}

/* Then those of the customers table without any record, in its order. */
static void
emit_rest(struct emitter *e, const struct run *r)
{
	struct map *all = customers_map(r->customers);

	for (uint32_t i = 0; i < map_count(all); i++) {
		struct profile *p = map_state(all, i);
		struct row row = {
			.customer = map_key(all, i), .profile = p, .kept = p->kept,
		};

		if (!p->met)
			emit_customer(e, r, &row);
	}
}

static void
emit(struct writer *w, const struct options *o, const struct run *r)
{
	struct emitter *e = emitter_new(w, o, &r->scale);

	emit_met(e, r);
	if (r->customers != NULL)
		emit_rest(e, r);
	emitter_free(e);
}

static void
read_ledger(struct ledger *l, struct table **tables)
{
	for (struct table **t = tables; *t != NULL; t++) {
		ledger_read(l, *t);
		table_close(*t);
	}
	free(tables);
}

static struct span
settle_span(const struct request *q, struct ledger *l)
{
	struct span s = { q->month, q->months, q->window };
	bool open = false;
	monthnum latest = ledger_month(l, &open);

	if (s.month == NO_MONTH)
		s.month = latest != NO_MONTH ? latest : last_month_over(q->common.as_of);
	warn_of_months(l, &s, open);
	return s;
}

static struct ledger *
open_ledger(const struct request *q, bool keeps)
{
	bool asked_for = q->month != NO_MONTH;

	return ledger_new(months_to_keep(q),
	    asked_for ? q->month : last_month_over(q->common.as_of), asked_for,
	    keeps ? q->keep : NULL);
}

static int
run(const struct request *q)
{
	const struct options *o = &q->common;
	struct run r = {
		.customers = read_customers(q),
		.scale = levels_prepare(tiers_individual(q->tiers)),
	};
	struct table **tables = table_open_all(o, KIND(BILLS) | KIND(PURCHASES),
	    r.customers == NULL);
	struct ledger *l = open_ledger(q, r.customers == NULL);
	struct writer *w = options_writer(o);

	read_ledger(l, tables);
	if (q->keep != NULL)
		keep_check(q->keep);
	r.ledger = l;
	r.span = settle_span(q, l);
	emit(w, o, &r);
	if (r.customers != NULL)
		customers_free(r.customers);
	ledger_free(l);
	return writer_close(w);
}

int
main(int argc, char *argv[])
{
	static struct request q = { .month = NO_MONTH, .months = 3, .window = YEAR };
	int status;

	parse_options(&q, argc, argv);
	q.tiers = tiers_open(q.common.policy);
	if (q.common.print_policy)
		options_print_policy(&q.common, policy_source(tiers_policy(q.tiers)));
	if (q.common.keeps > 0)
		q.keep = keep_new(&q.common);
	status = run(&q);
	rejects_close(q.common.rejects);
	if (q.keep != NULL)
		keep_free(q.keep);
	tiers_close(q.tiers);
	return status;
}
