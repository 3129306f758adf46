/*
 * rt-triggers -- what happened that calls for care.
 *
 * Reads any mixture of tables, writes work orders.  Holds a few numbers per
 * customer for each rule about customers, and one entry for each event that
 * matched; events that do not match leave nothing.
 */
#include <stdlib.h>

#include "cmd/rt-triggers/emit.h"
#include "cmd/rt-triggers/monthly.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

static const char usage[] =
	"usage: rt-triggers [OPTION]... [FILE]...\n"
	"Read tables of what happened, write the work orders it calls for.\n"
	"\n"
	"      --calendar FILE    occasions\n"
	"      --count            print how many orders of each trigger, not the orders\n"
	"      --customers FILE   the customers: states, dates, columns to keep\n"
	"      --list             print each rule in words, and what feeds it\n"
	"  -m, --month YYYY-MM    month of monthly rules (default: the latest in the\n"
	"                         bills that is over on --as-of)\n"
	"      --operator NAME    our own: mobile, unicom, telecom or broadcast\n"
	"                         (default unicom)\n"
	"  -s, --since DATE       events after that day (default: the day before\n"
	"                         --as-of)\n"
	"      --tiers FILE       levels of the customers, as rt-tier writes them\n"
	"  -t, --trigger NAME[,NAME]  only these, also when they are off\n";

enum { CALENDAR_FILE = 256, COUNT_OPTION, CUSTOMERS_FILE, LIST_OPTION, OPERATOR,
	TIERS_FILE };

enum answer { ORDERS, COUNTS, RULES };

struct request {
	struct options common;
	const char *calendar, *customers, *tiers; /* NULL: no such table */
	enum answer answer;
	monthnum month;         /* NO_MONTH: the latest that is over */
	const char *own;        /* our own operator */
	daynum since;           /* NO_DAY: the day before as-of */
	const char *triggers;   /* NULL: the enabled ones */
};

static const struct option long_options[] = {
	{ "calendar", required_argument, NULL, CALENDAR_FILE },
	{ "count", no_argument, NULL, COUNT_OPTION },
	{ "customers", required_argument, NULL, CUSTOMERS_FILE },
	{ "list", no_argument, NULL, LIST_OPTION },
	{ "month", required_argument, NULL, 'm' },
	{ "operator", required_argument, NULL, OPERATOR },
	{ "since", required_argument, NULL, 's' },
	{ "tiers", required_argument, NULL, TIERS_FILE },
	{ "trigger", required_argument, NULL, 't' },
	{ NULL, 0, NULL, 0 },
};

static void
parse_options(struct request *q, int argc, char *argv[])
{
	struct options *o = &q->common;
	int letter;

	options_begin(o, "rt-triggers", TAKES_POLICY | TAKES_KEEP | TAKES_AS_OF |
	    TAKES_PART);
	while ((letter = getopt_long(argc, argv, options_letters(o, "m:s:t:"),
	    options_all(o, long_options), NULL)) != -1) {
		switch (letter) {
		case CALENDAR_FILE: q->calendar = optarg; break;
		case COUNT_OPTION: q->answer = COUNTS; break;
		case CUSTOMERS_FILE: q->customers = optarg; break;
		case LIST_OPTION: q->answer = RULES; break;
		case 'm': q->month = options_month("--month", optarg); break;
		case OPERATOR: q->own = optarg; break;
		case 's': q->since = options_date("--since", optarg); break;
		case TIERS_FILE: q->tiers = optarg; break;
		case 't': q->triggers = optarg; break;
		default: options_take(o, letter, optarg, usage);
		}
	}
	options_finish(o, argc, argv);
	if (q->since != NO_DAY && q->since > o->as_of)
		die_usage("--since: after --as-of");
}

static struct moment
moment_of(const struct request *q)
{
	const struct options *o = &q->common;
	struct moment m = { .as_of = o->as_of, .month = q->month };

	m.deadline = options_deadline(o);
	m.last = o->as_of_minutes < 0 ? m.deadline - 1 : m.deadline;
	m.since = q->since != NO_DAY ? q->since : o->as_of - 1;
	m.from = instant_at(m.since + 1, 0);
	m.over = day_month(o->as_of + 1) - 1;
	return m;
}

/* All tables, those with an option of their own first; NULL at the end. */
static struct table **
open_tables(const struct request *q)
{
	const struct { const char *path; enum kind kind; } own[] = {
		{ q->calendar, CALENDAR }, { q->customers, CUSTOMERS },
		{ q->tiers, TIERS },
	};
	struct table *first[3];
	struct table **rest, **all;
	size_t n = 0, count = 0;

	for (int i = 0; i < 3; i++)
		if (own[i].path != NULL)
			first[n++] = table_open(&q->common, own[i].path,
			    KIND(own[i].kind));
	rest = table_open_all(&q->common, plan_tables, q->answer != RULES &&
	    q->customers == NULL && q->tiers == NULL);
	while (rest[count] != NULL)
		count++;
	all = mem_array(n + count + 1, sizeof *all);
	memcpy(all, first, n * sizeof *all);
	memcpy(all + n, rest, count * sizeof *all);
	free(rest);
	return all;
}

static void
close_tables(struct table **tables)
{
	for (struct table **t = tables; *t != NULL; t++)
		table_close(*t);
	free(tables);
}

static void
read_kind(struct watch *w, struct table **tables, enum kind k)
{
	for (struct table **t = tables; *t != NULL; t++)
		if (table_kind(*t) == k)
			watch_table(w, *t);
}

/*
 * What customers are is known before what they did, and the assessment
 * month, which the bills settle, before the other tables.
 */
static void
read_tables(struct watch *w, struct table **tables)
{
	static const enum kind first[] = { CALENDAR, CUSTOMERS, TIERS, BILLS };
	kinds done = 0;

	for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
		read_kind(w, tables, first[i]);
		done |= KIND(first[i]);
	}
	monthly_settle(w);
	for (enum kind k = 0; k < KINDS; k++)
		if (!(done & KIND(k)))
			read_kind(w, tables, k);
	monthly_settle(w);
	monthly_check(w);
}

/* What was asked for by name and cannot run deserves a word. */
static void
warn_of_unfed(const struct request *q, const struct rules *rules)
{
	for (int i = 0; q->triggers != NULL && i < rules->count; i++) {
		const struct rule *r = &rules->rule[i];

		if (r->asked && r->fed == 0)
			warn("--trigger: no given table feeds '%.*s'", (int)r->name.n,
			    r->name.p);
	}
}

static int
run(const struct request *q, struct rules *rules)
{
	struct moment moment = moment_of(q);
	struct table **tables = open_tables(q);
	struct watch *w = watch_new(rules, &moment, &q->common, tables);
	struct writer *out = options_writer(&q->common);

	if (q->answer == RULES) {
		emit_rules(out, rules);
	} else {
		warn_of_unfed(q, rules);
		read_tables(w, tables);
		watch_fire(w);
		if (q->answer == COUNTS)
			emit_counts(out, w);
		else
			emit_orders(out, w);
	}
	close_tables(tables);
	watch_free(w);
	return writer_close(out);
}

int
main(int argc, char *argv[])
{
	static struct request q = { .month = NO_MONTH, .since = NO_DAY, .own = "unicom" };
	struct rules *rules;
	int status;

	parse_options(&q, argc, argv);
	rules = rules_read(q.common.policy);
	if (q.common.print_policy)
		options_print_policy(&q.common, policy_source(rules->policy));
	rules_set_operator(rules, q.own);
	rules_choose(rules, q.triggers);
	if (q.common.parts > 0)
		rules_without_crowds(rules);
	status = run(&q, rules);
	rejects_close(q.common.rejects);
	rules_free(rules);
	return status;
}
