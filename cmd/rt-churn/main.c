/*
 * rt-churn -- loss, measured: how many customers left, and what they were worth.
 *
 * A verb a file.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-churn/churn.h"
#include "common/base/diag.h"

static const char usage[] =
	"usage: rt-churn [VERB] [OPTION]... [FILE]...\n"
	"Who was lost, and what it cost, from customers, bills, purchases or activity.\n"
	"\n"
	"VERB is one of\n"
	"  rates            churn rates, absolute and relative, by period (default)\n"
	"  movements        where the amount billed comes from and goes, from bills\n"
	"  cohorts          of those who came in one period, how many are there later\n"
	"  reasons          leavers and their amounts by left_reason\n"
	"  winback          work orders for those who left lately\n"
	"\n"
	"      --by COL[,COL]     a row for each group too (not winback)\n"
	"      --counts           with --wide: how many, not which share (cohorts)\n"
	"      --definition NAME  opening (default), opening-new, average,\n"
	"                         closing-normalised, snapshot, or all (rates)\n"
	"      --every PERIOD     month (default), quarter or year (not winback)\n"
	"      --flag COL=VALUE   no dates: lost are those whose COL is VALUE\n"
	"                         (rates, reasons)\n"
	"      --from DATE        first period: the one that holds DATE (or a month)\n"
	"      --mean             and the mean of all cohorts (cohorts)\n"
	"      --partial          print the period that is not over, too\n"
	"                         (rates, movements)\n"
	"      --since DATE       those who left after it; 90 days without (winback)\n"
	"      --tiers FILE       the tiers of the customers (winback)\n"
	"      --to DATE          last period\n"
	"      --unbounded        active up to the last record (cohorts)\n"
	"      --wide             a row for each cohort (cohorts)\n";

/* What the tool is to do one day; a file of that name is given as ./NAME. */
static const char *const verb_name[] = {
	"rates", "movements", "cohorts", "survival", "hazard", "alive", "projection",
	"risk", "reasons", "winback",
};

enum {
	BY = 256, COUNTS, DEFINITION, EVERY, FLAG, FROM, MEAN, PARTIAL, SINCE,
	TIERS_FILE, TO, UNBOUNDED_RECORDS, WIDE_ROWS,
	FIRST_OPTION = BY,
};

/* A set of our own options. */
#define OPTION(letter) ((uint64_t)1 << ((letter) - FIRST_OPTION))
#define PERIODS (OPTION(EVERY) | OPTION(FROM) | OPTION(TO))

static const struct verb {
	const char *name;
	int (*run)(const struct request *q);
	uint64_t takes;
} verbs[] = {
	{ "rates", rates, PERIODS | OPTION(BY) | OPTION(DEFINITION) | OPTION(FLAG) |
	    OPTION(PARTIAL) },
	{ "movements", movements, PERIODS | OPTION(BY) | OPTION(PARTIAL) },
	{ "cohorts", cohorts, PERIODS | OPTION(BY) | OPTION(COUNTS) | OPTION(MEAN) |
	    OPTION(UNBOUNDED_RECORDS) | OPTION(WIDE_ROWS) },
	{ "reasons", reasons, PERIODS | OPTION(BY) | OPTION(FLAG) },
	{ "winback", winback, OPTION(SINCE) | OPTION(TIERS_FILE) },
};

static const struct option long_options[] = {
	{ "by", required_argument, NULL, BY },
	{ "counts", no_argument, NULL, COUNTS },
	{ "definition", required_argument, NULL, DEFINITION },
	{ "every", required_argument, NULL, EVERY },
	{ "flag", required_argument, NULL, FLAG },
	{ "from", required_argument, NULL, FROM },
	{ "mean", no_argument, NULL, MEAN },
	{ "partial", no_argument, NULL, PARTIAL },
	{ "since", required_argument, NULL, SINCE },
	{ "tiers", required_argument, NULL, TIERS_FILE },
	{ "to", required_argument, NULL, TO },
	{ "unbounded", no_argument, NULL, UNBOUNDED_RECORDS },
	{ "wide", no_argument, NULL, WIDE_ROWS },
	{ NULL, 0, NULL, 0 },
};

static enum definition
definition_of(const char *text)
{
	for (enum definition d = 0; d <= ALL_DEFINITIONS; d++)
		if (strcmp(text, definition_name[d]) == 0)
			return d;
	die_usage("--definition %s: not one of opening, opening-new, average, "
	    "closing-normalised, snapshot, all", text);
}

static enum every
every_of(const char *text)
{
	enum every e;

	if (!every_parse(text, &e))
		die_usage("--every %s: not month, quarter or year", text);
	return e;
}

static void
set_flag(struct request *q, const char *text)
{
	const char *equals = strchr(text, '=');
	struct slice column, value;

	if (equals == NULL)
		die_usage("--flag %s: not COL=VALUE", text);
	column = slice_trim((struct slice){ text, (size_t)(equals - text) });
	value = slice_trim(slice_of(equals + 1));
	if (column.n == 0 || value.n == 0)
		die_usage("--flag %s: not COL=VALUE", text);
	names_free(&q->flag);
	names_add_one(&q->flag, "--flag", column);
	q->flag_value = value;
}

/* The verb, when the first operand is one, taken off; rates otherwise. */
static const struct verb *
take_verb(struct options *o)
{
	const char *word = o->files > 0 ? o->file[0] : "";

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(word, verbs[i].name) == 0) {
			o->file++;
			o->files--;
			return &verbs[i];
		}
	for (size_t i = 0; i < sizeof verb_name / sizeof *verb_name; i++)
		if (strcmp(word, verb_name[i]) == 0)
			die_usage("%s: this version does not have that verb (a file of "
			    "that name is ./%s)", word, word);
	return &verbs[0];
}

/* The name of the first of these options, in their order. */
static const char *
first_option(uint64_t set)
{
	int letter = FIRST_OPTION;

	while ((set & OPTION(letter)) == 0)
		letter++;
	for (size_t i = 0;; i++)
		if (long_options[i].val == letter)
			return long_options[i].name;
}

/* The common ones that only winback takes. */
static void
check_common(const struct options *o, const struct verb *verb)
{
	if (verb->run == winback)
		return;
	if (o->policy != NULL || o->print_policy)
		die_usage("%s does not take --%spolicy", verb->name,
		    o->policy != NULL ? "" : "print-");
	if (o->keeps > 0)
		die_usage("%s does not take --keep", verb->name);
	if (o->parts > 0)
		die_usage("%s does not take --part", verb->name);
}

static void
check_request(struct request *q, const struct verb *verb, uint64_t given)
{
	uint64_t without_dates = (PERIODS | OPTION(PARTIAL)) & given;

	check_common(&q->common, verb);
	if ((given & ~verb->takes) != 0)
		die_usage("%s does not take --%s", verb->name,
		    first_option(given & ~verb->takes));
	if (q->flag.count > 0 && without_dates != 0)
		die_usage("--flag has no dates: it does not go with --%s",
		    first_option(without_dates));
	if (q->from != NO_MONTH && q->to != NO_MONTH &&
	    period_of_month(q->every, q->from) > period_of_month(q->every, q->to))
		die_usage("--from is after --to");
	if ((given & OPTION(COUNTS)) != 0 && (given & OPTION(WIDE_ROWS)) == 0)
		die_usage("--counts goes with --wide");
	if ((given & OPTION(COUNTS)) != 0)
		q->shape = WIDE_COUNTS;
}

/* The options of our own; false when it is a common one. */
static bool
take_option(struct request *q, int letter)
{
	switch (letter) {
	case BY: names_add(&q->by, "--by", optarg); break;
	case COUNTS: break; /* see check_request() */
	case DEFINITION: q->definition = definition_of(optarg); break;
	case EVERY: q->every = every_of(optarg); break;
	case FLAG: set_flag(q, optarg); break;
	case FROM: q->from = options_month("--from", optarg); break;
	case MEAN: q->mean = WITH_MEAN; break;
	case PARTIAL: q->periods = WITH_OPEN; break;
	case SINCE: q->since = options_date("--since", optarg); break;
	case TIERS_FILE: q->tiers = optarg; break;
	case TO: q->to = options_month("--to", optarg); break;
	case UNBOUNDED_RECORDS: q->records = UNBOUNDED; break;
	case WIDE_ROWS: q->shape = WIDE; break;
	default: return false;
	}
	return true;
}

static const struct verb *
parse_options(struct request *q, int argc, char *argv[])
{
	struct options *o = &q->common;
	uint64_t given = 0;
	const struct verb *verb;
	int letter;

	options_begin(o, "rt-churn",
	    TAKES_AS_OF | TAKES_KEEP | TAKES_PART | TAKES_POLICY);
	while ((letter = getopt_long(argc, argv, options_letters(o, ""),
	    options_all(o, long_options), NULL)) != -1)
		if (take_option(q, letter))
			given |= OPTION(letter);
		else
			options_take(o, letter, optarg, usage);
	options_finish(o, argc, argv);
	verb = take_verb(o);
	check_request(q, verb, given);
	return verb;
}

int
main(int argc, char *argv[])
{
	static struct request q = {
		.every = MONTHLY, .from = NO_MONTH, .to = NO_MONTH,
		.definition = OPENING, .since = NO_DAY,
	};
	const struct verb *verb = parse_options(&q, argc, argv);
	int status = verb->run(&q);

	rejects_close(q.common.rejects);
	names_free(&q.by);
	names_free(&q.flag);
	return status;
}
