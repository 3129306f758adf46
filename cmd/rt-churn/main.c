/*
 * rt-churn -- loss, measured: how many customers left, and what they were worth.
 *
 * A verb a file.  Reads the customers table in one pass and keeps counters
 * per group and period, not the customers.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-churn/churn.h"
#include "common/base/diag.h"

static const char usage[] =
	"usage: rt-churn [VERB] [OPTION]... [FILE]...\n"
	"Who was lost, from customers tables.\n"
	"\n"
	"VERB is one of\n"
	"  rates            churn rates, absolute and relative, by period (default)\n"
	"  reasons          leavers and their amounts by left_reason\n"
	"\n"
	"      --by COL[,COL]     a row for each group too\n"
	"      --definition NAME  opening (default), opening-new, average,\n"
	"                         closing-normalised, snapshot, or all (rates)\n"
	"      --every PERIOD     month (default), quarter or year\n"
	"      --flag COL=VALUE   no dates: lost are those whose COL is VALUE\n"
	"      --from DATE        first period: the one that holds DATE (or a month)\n"
	"      --partial          print the period that is not over, too (rates)\n"
	"      --to DATE          last period\n";

/* What the tool is to do one day; a file of that name is given as ./NAME. */
static const char *const verb_name[] = {
	"rates", "movements", "cohorts", "survival", "hazard", "alive", "projection",
	"risk", "reasons", "winback",
};

static const struct verb {
	const char *name;
	int (*run)(const struct request *q);
	enum { OF_PERIODS, OF_LEAVERS } rows;
} verbs[] = {
	{ "rates", rates, OF_PERIODS },
	{ "reasons", reasons, OF_LEAVERS },
};

enum {
	BY = 256, DEFINITION, EVERY, FLAG, FROM, PARTIAL, TO,
};

static const struct option long_options[] = {
	{ "by", required_argument, NULL, BY },
	{ "definition", required_argument, NULL, DEFINITION },
	{ "every", required_argument, NULL, EVERY },
	{ "flag", required_argument, NULL, FLAG },
	{ "from", required_argument, NULL, FROM },
	{ "partial", no_argument, NULL, PARTIAL },
	{ "to", required_argument, NULL, TO },
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

/* What was given that only some verbs take, or only without --flag; or NULL. */
struct given {
	const char *of_rates, *of_periods;
};

static void
check_request(const struct request *q, const struct verb *verb, const struct given *g)
{
	if (verb->rows != OF_PERIODS && g->of_rates != NULL)
		die_usage("%s does not take %s", verb->name, g->of_rates);
	if (q->flag.count > 0 && g->of_periods != NULL)
		die_usage("--flag has no dates: it does not go with %s", g->of_periods);
	if (q->from != NO_MONTH && q->to != NO_MONTH &&
	    period_of_month(q->every, q->from) > period_of_month(q->every, q->to))
		die_usage("--from is after --to");
}

/* The options of our own; false when it is a common one. */
static bool
take_option(struct request *q, struct given *g, int letter)
{
	switch (letter) {
	case BY: names_add(&q->by, "--by", optarg); break;
	case DEFINITION: q->definition = definition_of(optarg); break;
	case EVERY: q->every = every_of(optarg); break;
	case FLAG: set_flag(q, optarg); break;
	case FROM: q->from = options_month("--from", optarg); break;
	case PARTIAL: q->periods = WITH_OPEN; break;
	case TO: q->to = options_month("--to", optarg); break;
	default: return false;
	}
	if (letter == DEFINITION || letter == PARTIAL)
		g->of_rates = letter == PARTIAL ? "--partial" : "--definition";
	if (letter == EVERY || letter == FROM || letter == PARTIAL || letter == TO)
		g->of_periods = letter == EVERY ? "--every" : letter == FROM ? "--from" :
		    letter == TO ? "--to" : "--partial";
	return true;
}

static const struct verb *
parse_options(struct request *q, int argc, char *argv[])
{
	struct options *o = &q->common;
	struct given given = { NULL, NULL };
	const struct verb *verb;
	int letter;

	options_begin(o, "rt-churn", TAKES_AS_OF);
	while ((letter = getopt_long(argc, argv, options_letters(o, ""),
	    options_all(o, long_options), NULL)) != -1)
		if (!take_option(q, &given, letter))
			options_take(o, letter, optarg, usage);
	options_finish(o, argc, argv);
	verb = take_verb(o);
	check_request(q, verb, &given);
	return verb;
}

int
main(int argc, char *argv[])
{
	static struct request q = {
		.every = MONTHLY, .from = NO_MONTH, .to = NO_MONTH,
		.definition = OPENING, .periods = CLOSED_ONLY,
	};
	const struct verb *verb = parse_options(&q, argc, argv);
	int status = verb->run(&q);

	rejects_close(q.common.rejects);
	names_free(&q.by);
	names_free(&q.flag);
	return status;
}
