/*
 * rt-tier -- the level of every customer.
 *
 * Reads bills or purchases, writes one row per customer.  Holds a year of
 * months per customer (see ledger.h), with --sorted those of one customer.
 */
#include <stdlib.h>

#include "cmd/rt-tier/emit.h"
#include "cmd/rt-tier/merge.h"
#include "cmd/rt-tier/put.h"
#include "cmd/rt-tier/sorted.h"
#include "cmd/rt-tier/survey.h"
#include "cmd/rt-tier/tier.h"
#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/translate.h"
#include "common/table/stale.h"

static const char usage[] =
	"usage: rt-tier [OPTION]... [FILE]...\n"
	"Read bills or purchases, write the level of every customer.\n"
	"\n"
	"      --abc A,B          shares of the total that make classes A and B, in\n"
	"                         percent (default 80,95)\n"
	"      --customers FILE   groups, key persons, joining and plan of the customers\n"
	"      --cuts FILE        write what fell on each level and in each class to FILE\n"
	"      --grace N          with --previous: keep a level of the last N months\n"
	"      --input-only       the input is a part: rows for its customers alone\n"
	"      --merge            the input is tiers tables of parts: make them one\n"
	"  -m, --month YYYY-MM    month of assessment (default: the latest in the input\n"
	"                         that is over on --as-of)\n"
	"      --months N         consecutive months that a level takes (default 3)\n"
	"      --previous FILE    tiers of an earlier run: who rose, fell, came and went\n"
	"      --rfm              score recency, frequency and money of purchases, 1 to 5\n"
	"      --simulate FILE    count the levels under a second policy beside this one\n"
	"      --sorted           the input is grouped by customer: constant memory\n"
	"      --window N         months that totals take (default 12)\n";

enum {
	ABC = 256, CUSTOMERS_FILE, CUTS, GRACE_OPTION, INPUT_ONLY, MERGE, MONTHS_OPTION,
	PREVIOUS, RFM, SIMULATE, SORTED, WINDOW,
	YEAR = 12,
	QUARTER = 3,
};

static const struct option long_options[] = {
	{ "abc", required_argument, NULL, ABC },
	{ "customers", required_argument, NULL, CUSTOMERS_FILE },
	{ "cuts", required_argument, NULL, CUTS },
	{ "grace", required_argument, NULL, GRACE_OPTION },
	{ "input-only", no_argument, NULL, INPUT_ONLY },
	{ "merge", no_argument, NULL, MERGE },
	{ "month", required_argument, NULL, 'm' },
	{ "months", required_argument, NULL, MONTHS_OPTION },
	{ "previous", required_argument, NULL, PREVIOUS },
	{ "rfm", no_argument, NULL, RFM },
	{ "simulate", required_argument, NULL, SIMULATE },
	{ "sorted", no_argument, NULL, SORTED },
	{ "window", required_argument, NULL, WINDOW },
	{ NULL, 0, NULL, 0 },
};

/* "80,95": two shares of a hundred, ascending. */
static void
set_abc(struct request *q, const char *value)
{
	struct slice rest = slice_of(value), a, b;

	if (!slice_cut(&rest, ',', &a) || !slice_cut(&rest, ',', &b) || rest.p != NULL ||
	    money_parse(a, &q->share_a) != MONEY_OK ||
	    money_parse(b, &q->share_b) != MONEY_OK ||
	    q->share_a < 0 || q->share_a > q->share_b || q->share_b > 100 * MONEY_UNIT)
		die_usage("--abc: not two ascending shares in percent, such as 80,95");
}

/* So many months, one at least. */
static int
take_months(const char *option, int most)
{
	return (int)options_number(option, optarg, 1, most);
}

/* Rows, rejects and cuts go to places of their own. */
static void
check_cuts(const struct request *q)
{
	const struct options *o = &q->common;
	bool standard = q->cuts != NULL && options_standard_output(q->cuts);

	if (standard && o->output.path == NULL)
		die_usage("--cuts: standard output takes the rows, unless --output does");
	if (standard && o->rejects_path != NULL && options_standard_output(o->rejects_path))
		die_usage("--cuts: standard output takes the rejects");
	if (q->cuts != NULL)
		rejects_spare(o->rejects, standard ? "/dev/stdout" : q->cuts,
		    N_("the output of --cuts"));
}

static void
check_sorted(const struct request *q)
{
	if (!q->sorted)
		return;
	if (q->month == NO_MONTH)
		die_usage("--sorted needs --month: it cannot wait for the latest one");
	if (q->with_rfm)
		die_usage("--sorted does not go with --rfm, which compares all customers");
	if (q->common.renamed != NULL)
		die_usage("--sorted does not go with --ids: records of ids that became one "
		    "stand apart");
}

/* The columns kept are none of those that the output has. */
static void
check_keep_names(const struct request *q)
{
	keep_apart(&q->common, tiers_header);
	if (q->previous.count > 0)
		keep_apart(&q->common, emit_movement_header);
	if (q->with_rfm)
		keep_apart(&q->common, emit_scores_header);
}

/* What contradicts itself. */
static void
check_request(const struct request *q)
{
	if (q->grace > 0 && q->previous.count == 0)
		die_usage("--grace needs --previous");
	if (q->simulate != NULL && q->previous.count > 0)
		die_usage("--simulate does not go with --previous: nobody ever stood on "
		    "the levels of the second policy");
	if (q->merge && (q->sorted || q->previous.count > 0 || q->simulate != NULL ||
	    q->with_rfm || q->input_only ||
	    q->common.keeps > 0 || q->common.parts > 0 || q->month != NO_MONTH ||
	    q->months != QUARTER || q->window != YEAR))
		die_usage("--merge takes tables that are made; of the other options of "
		    "rt-tier only --abc, --cuts and --customers go with it");
	if (request_is_part(q) && q->month == NO_MONTH)
		die_usage("%s needs --month: another part may end in another month",
		    q->common.parts > 0 ? "--part" : "--input-only");
	check_sorted(q);
	check_cuts(q);
}

static void
parse_options(struct request *q, int argc, char *argv[])
{
	struct options *o = &q->common;
	int c;

	options_begin(o, "rt-tier", TAKES_POLICY | TAKES_KEEP | TAKES_AS_OF | TAKES_PART);
	while ((c = getopt_long(argc, argv, options_letters(o, "m:"),
	    options_all(o, long_options), NULL)) != -1) {
		switch (c) {
		case ABC: set_abc(q, optarg); break;
		case CUSTOMERS_FILE: options_add_path(&q->customers, optarg); break;
		case CUTS: q->cuts = options_result("--cuts", optarg); break;
		case GRACE_OPTION: q->grace = take_months("--grace", GRACE_MOST); break;
		case INPUT_ONLY: q->input_only = true; break;
		case 'm': q->month = options_month("--month", optarg); break;
		case MERGE: q->merge = true; break;
		case MONTHS_OPTION: q->months = take_months("--months", MONTHS_MOST); break;
		case PREVIOUS: options_add_path(&q->previous, optarg); break;
		case RFM: q->with_rfm = true; break;
		case SIMULATE: q->simulate = options_file("--simulate", optarg); break;
		case SORTED: q->sorted = true; break;
		case WINDOW: q->window = take_months("--window", MONTHS_MOST); break;
		default: options_take(o, c, optarg, usage);
		}
	}
	options_finish(o, argc, argv);
	check_keep_names(q);
	check_request(q);
}

static void
read_customers_file(const struct request *q, struct profiles *c, const char *path)
{
	struct table *t = table_open(&q->common, path, KIND(CUSTOMERS));

	profiles_read(c, t);
	table_close(t);
}

/* Those of --customers and of --table customers=FILE; NULL without any. */
static struct profiles *
read_customers(const struct request *q)
{
	const struct options *o = &q->common;
	struct profiles *c = profiles_new(o->as_of, q->keep, q->tiers, q->second);
	bool any = q->customers.count > 0;

	for (size_t i = 0; i < q->customers.count; i++)
		read_customers_file(q, c, q->customers.path[i]);
	for (size_t i = 0; i < o->tables; i++)
		if (o->table[i].kind == CUSTOMERS) {
			read_customers_file(q, c, o->table[i].path);
			any = true;
		}
	if (any && q->keep != NULL)
		keep_check(q->keep);
	if (any)
		return c;
	profiles_free(c);
	return NULL;
}

static struct ledger_plan
plan_ledger(const struct assessment *r, struct table *const tables[])
{
	const struct request *q = r->q;
	struct ledger_plan plan = {
		.months = r->span.series,
		.asked_for = q->month != NO_MONTH,
		.last = q->month != NO_MONTH ? q->month : options_month_over(&q->common),
		.keep = r->customers == NULL ? q->keep : NULL,
		.rfm = r->rfm,
		.options = &q->common,
		.customers = r->customers,
	};

	for (; *tables != NULL; tables++)
		plan.by_days |= table_kind(*tables) == PURCHASES;
	return plan;
}

/* Says so when the months that a level takes have no record at all. */
static void
warn_of_months(const struct span *s, struct month_range used, struct month_range met)
{
	char month[MONTH_TEXT], first[MONTH_TEXT], latest[MONTH_TEXT];

	if (met.latest == NO_MONTH || used.latest > s->month - s->months)
		return;
	month_print(s->month, month);
	month_print(met.first, first);
	month_print(met.latest, latest);
	warn("no record in the %d month%s up to %.*s; the input has %.*s to %.*s",
	    s->months, translate_number((uint64_t)s->months, "", "s"), MONTH_TEXT, month, MONTH_TEXT, first,
	    MONTH_TEXT, latest);
}

/* Settles the month when it was not asked for. */
static void
settle_month(struct assessment *r, struct table *const tables[])
{
	bool open = false;
	monthnum latest = ledger_month(r->ledger, &open);
	char month[MONTH_TEXT];

	if (r->span.month == NO_MONTH)
		r->span.month = latest != NO_MONTH ? latest :
		    options_month_over(&r->q->common);
	month_print(r->span.month, month);
	if (open)
		warn("no month of the input is over; assessing %.*s, which is open",
		    MONTH_TEXT, month);
	remark("month of assessment: %.*s", MONTH_TEXT, month);
	if (r->q->month == NO_MONTH && tables[0] != NULL)
		stale_check(&r->q->common, tables[0], latest);
	warn_of_months(&r->span, ledger_used(r->ledger), ledger_met(r->ledger));
}

/* Says what a part cannot know. */
static void
note_part(const struct request *q)
{
	const char *part = q->common.parts > 0 ? "--part" : "--input-only";

	if (!request_is_part(q))
		return;
	warn("%s: class is blank, it takes all customers; --merge fills it", part);
	if (q->cuts != NULL)
		warn("%s: customers and amounts of --cuts are blank; --merge --cuts fills "
		    "them", part);
	if (q->with_rfm)
		warn("%s: r f m are blank, they take all customers", part);
}

static void
note_rfm(const struct request *q, const struct ledger_plan *plan)
{
	if (q->with_rfm && !plan->by_days)
		warn("--rfm: r f m are blank, they take purchases");
}

static void
read_all(struct assessment *r, struct table *const tables[])
{
	for (struct table *const *t = tables; *t != NULL; t++)
		ledger_read(r->ledger, *t);
	settle_month(r, tables);
	links_make(r->links);
	links_tell(r->links);
	survey_take(r);
	if (r->rfm != NULL)
		rfm_score(r->rfm);
}

/* All is read before the first row is written. */
static void
run_gathered(struct assessment *r, struct writer *w, struct table *const tables[])
{
	read_all(r, tables);
	doubt_settle();
	put_run(r, w, NULL);
}

/* A row is written as soon as its customer is read. */
static void
run_sorted(struct assessment *r, struct writer *w, struct table *const tables[],
    const struct ledger_plan *plan)
{
	struct sorted *s = sorted_new(r->ledger, plan, tables);

	if (r->customers != NULL && map_count(profiles_groups(r->customers)) > 0)
		die_usage("--sorted does not go with groups, whose members stand apart");
	put_run(r, w, s);
	links_tell(r->links);
	warn_of_months(&r->span, sorted_used(s), sorted_met(s));
	sorted_free(s);
}

/* A column of --keep that no input has is known before anything is read. */
static void
check_keep(const struct request *q, struct table *const tables[])
{
	if (q->keep == NULL)
		return;
	for (; *tables != NULL; tables++)
		keep_look(q->keep, *tables);
	keep_check(q->keep);
}

static void
close_run(struct assessment *r, struct table **tables)
{
	for (struct table **t = tables; *t != NULL; t++)
		table_close(*t);
	free(tables);
	links_free(r->links);
	ledger_free(r->ledger);
	if (r->revenue != NULL)
		revenue_free(r->revenue);
	profiles_free(r->customers);
	previous_free(r->previous);
	if (r->rfm != NULL)
		rfm_free(r->rfm);
	scales_free(&r->scales);
}

static int
run(const struct request *q)
{
	struct assessment r = {
		.q = q,
		.scales = scales_new(q->tiers),
		.span = { q->month, q->months, q->window, q->grace, 0 },
	};
	struct ledger_plan plan;
	struct table **tables;
	struct writer *w;

	r.span.series = span_series(&r.span);
	r.customers = read_customers(q);
	if (q->previous.count > 0)
		r.previous = previous_read(&q->common, q->previous.path,
		    q->previous.count, &r.scales);
	if (q->with_rfm && !request_is_part(q))
		r.rfm = rfm_new(q->common.as_of);
	tables = table_open_all(&q->common, KIND(BILLS) | KIND(PURCHASES),
	    r.customers == NULL);
	plan = plan_ledger(&r, tables);
	if (r.customers == NULL)
		check_keep(q, tables);
	r.ledger = ledger_new(&plan);
	r.links = links_new(&r, tables);
	w = options_writer(&q->common);
	if (q->cuts != NULL)
		r.cuts = put_open_cuts(q);
	note_part(q);
	note_rfm(q, &plan);
	if (q->sorted)
		run_sorted(&r, w, tables, &plan);
	else
		run_gathered(&r, w, tables);
	close_run(&r, tables);
	return writer_close(w);
}

int
main(int argc, char *argv[])
{
	static struct request q = {
		.month = NO_MONTH, .months = QUARTER, .window = YEAR,
		.share_a = 80 * MONEY_UNIT, .share_b = 95 * MONEY_UNIT,
	};
	int status;

	parse_options(&q, argc, argv);
	q.tiers = tiers_open(&q.common, q.common.policy);
	if (q.common.print_policy)
		options_print_policy(&q.common, &(struct printable){
		    "tiers", policy_source(tiers_policy(q.tiers)) }, 1);
	if (q.simulate != NULL)
		q.second = tiers_open(&q.common, q.simulate);
	if (q.common.keeps > 0)
		q.keep = keep_new(&q.common);
	status = q.merge ? merge(&q) : run(&q);
	status = options_end(&q.common, status);
	if (q.keep != NULL)
		keep_free(q.keep);
	free(q.customers.path);
	free(q.previous.path);
	if (q.second != NULL)
		tiers_close(q.second);
	tiers_close(q.tiers);
	return status;
}
