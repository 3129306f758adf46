/*
 * rt-churn -- loss, measured: how many customers left, and what they were worth.
 *
 * A verb a file.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/rt-churn/arguments.h"
#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/linear.h"
#include "cmd/rt-churn/merge.h"
#include "common/base/diag.h"
#include "common/base/translate.h"
#include "common/value/lang.h"
#include "common/value/text.h"

static const char usage[] =
	"usage: rt-churn [VERB] [OPTION]... [FILE]...\n"
	"Who was lost, and what it cost, from customers, bills and other tables.\n"
	"\n"
	"VERB is one of\n"
	"  rates            churn rates, absolute and relative, by period (default)\n"
	"  movements        where the amount billed comes from and goes, from bills\n"
	"  cohorts          of those who came in one period, how many are there later\n"
	"  survival         how long customers stay: curves, medians, log-rank\n"
	"  incidence        how many have left by then, for each reason\n"
	"  hazard           which customers leave sooner: proportional hazards\n"
	"  alive            who still buys, and how much, from purchases\n"
	"  projection       how many will be there at ages to come, from survivors\n"
	"  risk             who is likely to be lost, and what speaks for it\n"
	"  reasons          leavers and their amounts by left_reason\n"
	"  winback          work orders for those who left lately\n"
	"\n"
	"      --at TIME[,TIME]   the curve at these times (survival, incidence)\n"
	"      --by COL[,COL]     a row for each group too (rates, movements, cohorts,\n"
	"                         survival, incidence, reasons)\n"
	"      --check-proportional  whether effects change over time (hazard)\n"
	"      --cluster COL      rows of one are not apart: robust errors (hazard)\n"
	"      --counts           with --wide: how many, not which share (cohorts)\n"
	"      --covariates LIST  columns that may tell (hazard, risk)\n"
	"      --customers FILE   with --merge: each of them must be in one part\n"
	"                         (alive, risk)\n"
	"      --definition NAME  opening (default), opening-new, average,\n"
	"                         closing-normalised, snapshot, or all (rates)\n"
	"      --difference       with --summary: the means of two groups (survival)\n"
	"      --discount RATE    of a period, 0.1, for derl (projection --params)\n"
	"      --entry COL        late entry: seen from this time on (survival,\n"
	"                         incidence, hazard)\n"
	"      --evaluate         how good the forecast is (risk)\n"
	"      --event COL[=VALUE]  with --time: it was the end (survival, incidence,\n"
	"                         hazard)\n"
	"      --every PERIOD     month (default), quarter or year (rates,\n"
	"                         movements, cohorts, reasons)\n"
	"      --flag COL=VALUE   no dates: lost are those whose COL is VALUE\n"
	"                         (rates, reasons, risk)\n"
	"      --folds N          parts of --evaluate, 10 (risk)\n"
	"      --from DATE        first period: the one that holds DATE (or a month)\n"
	"      --gains            how many of the lost the riskiest groups hold (risk)\n"
	"      --given TIME       with --summary: what is left after it (survival)\n"
	"      --groups N         of --gains, 10 (risk)\n"
	"      --holdout DATE     fit up to it, compare with what came (alive)\n"
	"      --horizon TIME     with --summary: means up to it (survival), how many\n"
	"                         have left by then (incidence); the last\n"
	"                         age printed (projection); units ahead, 52 weeks\n"
	"                         without (alive, hazard --score)\n"
	"      --interval TYPE    log-log (default), log or plain (survival, incidence)\n"
	"      --lang en|zh       of action and evidence, words for codes (winback)\n"
	"      --level SHARE      of limits, 0.95 (survival, incidence, hazard,\n"
	"                         risk --gains)\n"
	"      --max-levels N     of a column of texts, 50 (hazard, risk)\n"
	"      --mean             and the mean of all cohorts (cohorts)\n"
	"      --merge            the input is what was written of parts: make it one\n"
	"                         (alive, risk, winback)\n"
	"      --min-group N      with --summary: smaller groups do not set the horizon,\n"
	"                         10 (survival)\n"
	"      --model NAME       bgnbd (default), mbgnbd or paretonbd (alive); sbg\n"
	"                         (default) or bdw (projection)\n"
	"      --model FILE       as --save-model wrote it, no fit (hazard, risk)\n"
	"      --model-file FILE  parameters that --params wrote: no fit (alive)\n"
	"      --no-id            a row is a customer, and needs no id (rates, reasons)\n"
	"      --params           the parameters of the model (alive, projection, risk)\n"
	"      --partial          print the period that is not over, too\n"
	"                         (rates, movements)\n"
	"      --rare N           values that fewer than N rows have are one, (rare)\n"
	"                         (hazard, risk)\n"
	"      --reason COL       with --time: why it was the end (incidence)\n"
	"      --ridge SIZE       penalty on large coefficients, 0 (hazard, risk)\n"
	"      --save-model FILE  for --model (hazard, risk)\n"
	"      --score FILE       how likely its customers stay to --horizon (hazard)\n"
	"      --seed N           of the folds, 0 (risk)\n"
	"      --since DATE       those who left after it; 90 days without (winback)\n"
	"      --strata COL[,COL]  compared within each only (survival and incidence\n"
	"                         --summary, hazard)\n"
	"      --summary          medians, means and log-rank (survival), by reason and\n"
	"                         Gray's test (incidence), the fit (hazard)\n"
	"      --tiers FILE       the tiers of the customers (winback)\n"
	"      --time COL         times from any table, with --event (survival,\n"
	"                         incidence, hazard)\n"
	"      --to DATE          last period\n"
	"      --train FILE       fit to these customers, score the input (risk)\n"
	"      --unbounded        active up to the last record (cohorts)\n"
	"      --unit UNIT        day (default), week or month (survival, incidence,\n"
	"                         hazard, alive)\n"
	"      --value            and what a purchase is worth (alive)\n"
	"      --weight COL       a row stands for so many customers (rates, cohorts,\n"
	"                         survival, incidence, hazard)\n"
	"      --wide             a row for each cohort (cohorts)\n"
	"      --words FILE       words for codes, on top of the built-in ones (winback)\n";

enum {
	AT_TIMES = 256, BY, CHECK, CLUSTER, COUNTS, COVARIATES, CUSTOMERS_FILE, DEFINITION, DIFFERENCE,
	DISCOUNT, ENTRY, EVALUATE, EVENT, EVERY, FLAG, FOLDS, FROM, GAINS, GIVEN, GROUPS, HOLDOUT,
	HORIZON, INTERVAL, LANGUAGE, LEVEL, MAX_LEVELS, MEAN, MERGE, MIN_GROUP, MODEL, MODEL_FILE,
	NO_ID, PARAMS, PARTIAL, RARE, REASON, RIDGE, SAVE_MODEL, SCORE, SEED, SINCE, STRATA,
	SUMMARIES,
	TIERS_FILE, TIME, TO, TRAIN, UNBOUNDED_RECORDS, UNIT, VALUE, WEIGHT, WIDE_ROWS, WORDS_FILE,
	FIRST_OPTION = AT_TIMES,
};

/* A set of our own options. */
#define OPTION(letter) ((uint64_t)1 << ((letter) - FIRST_OPTION))
#define PERIODS (OPTION(EVERY) | OPTION(FROM) | OPTION(TO))

#define MERGING (OPTION(MERGE) | OPTION(CUSTOMERS_FILE))

static const struct verb {
	const char *name;
	int (*run)(const struct request *q);
	uint64_t takes;
} verbs[] = {
	{ "rates", rates, PERIODS | OPTION(BY) | OPTION(DEFINITION) | OPTION(FLAG) |
	    OPTION(NO_ID) | OPTION(PARTIAL) | OPTION(WEIGHT) },
	{ "movements", movements, PERIODS | OPTION(BY) | OPTION(PARTIAL) },
	{ "cohorts", cohorts, PERIODS | OPTION(BY) | OPTION(COUNTS) | OPTION(MEAN) |
	    OPTION(UNBOUNDED_RECORDS) | OPTION(WEIGHT) | OPTION(WIDE_ROWS) },
	{ "survival", survival, OPTION(AT_TIMES) | OPTION(BY) | OPTION(DIFFERENCE) |
	    OPTION(ENTRY) |
	    OPTION(EVENT) | OPTION(GIVEN) | OPTION(HORIZON) | OPTION(INTERVAL) |
	    OPTION(LEVEL) | OPTION(MIN_GROUP) | OPTION(STRATA) | OPTION(SUMMARIES) |
	    OPTION(TIME) | OPTION(UNIT) | OPTION(WEIGHT) },
	{ "incidence", incidence, OPTION(AT_TIMES) | OPTION(BY) | OPTION(ENTRY) |
	    OPTION(EVENT) | OPTION(HORIZON) | OPTION(INTERVAL) | OPTION(LEVEL) |
	    OPTION(REASON) | OPTION(STRATA) | OPTION(SUMMARIES) | OPTION(TIME) |
	    OPTION(UNIT) | OPTION(WEIGHT) },
	{ "hazard", hazard, OPTION(CHECK) | OPTION(CLUSTER) | OPTION(COVARIATES) |
	    OPTION(ENTRY) | OPTION(EVENT) | OPTION(HORIZON) | OPTION(LEVEL) |
	    OPTION(MAX_LEVELS) | OPTION(MODEL) | OPTION(RARE) | OPTION(RIDGE) |
	    OPTION(SAVE_MODEL) | OPTION(SCORE) | OPTION(STRATA) | OPTION(SUMMARIES) | OPTION(TIME) |
	    OPTION(UNIT) | OPTION(WEIGHT) },
	{ "alive", alive, OPTION(HOLDOUT) | OPTION(HORIZON) | OPTION(MODEL) |
	    OPTION(MODEL_FILE) | OPTION(PARAMS) | OPTION(UNIT) | OPTION(VALUE) | MERGING },
	{ "projection", projection, OPTION(DISCOUNT) | OPTION(HORIZON) | OPTION(MODEL) |
	    OPTION(PARAMS) },
	{ "risk", risk, OPTION(COVARIATES) | OPTION(EVALUATE) | OPTION(FLAG) |
	    OPTION(FOLDS) | OPTION(GAINS) | OPTION(GROUPS) | OPTION(LEVEL) |
	    OPTION(MAX_LEVELS) | OPTION(MODEL) | OPTION(PARAMS) | OPTION(RARE) | OPTION(RIDGE) |
	    OPTION(SAVE_MODEL) | OPTION(SEED) | OPTION(TRAIN) | MERGING },
	{ "reasons", reasons, PERIODS | OPTION(BY) | OPTION(FLAG) |
	    OPTION(NO_ID) },
	{ "winback", winback, OPTION(LANGUAGE) | OPTION(MERGE) | OPTION(SINCE) |
	    OPTION(TIERS_FILE) | OPTION(WORDS_FILE) },
};

static const struct option long_options[] = {
	{ "at", required_argument, NULL, AT_TIMES },
	{ "by", required_argument, NULL, BY },
	{ "check-proportional", no_argument, NULL, CHECK },
	{ "cluster", required_argument, NULL, CLUSTER },
	{ "counts", no_argument, NULL, COUNTS },
	{ "covariates", required_argument, NULL, COVARIATES },
	{ "customers", required_argument, NULL, CUSTOMERS_FILE },
	{ "definition", required_argument, NULL, DEFINITION },
	{ "difference", no_argument, NULL, DIFFERENCE },
	{ "discount", required_argument, NULL, DISCOUNT },
	{ "entry", required_argument, NULL, ENTRY },
	{ "evaluate", no_argument, NULL, EVALUATE },
	{ "event", required_argument, NULL, EVENT },
	{ "every", required_argument, NULL, EVERY },
	{ "flag", required_argument, NULL, FLAG },
	{ "folds", required_argument, NULL, FOLDS },
	{ "from", required_argument, NULL, FROM },
	{ "gains", no_argument, NULL, GAINS },
	{ "given", required_argument, NULL, GIVEN },
	{ "groups", required_argument, NULL, GROUPS },
	{ "holdout", required_argument, NULL, HOLDOUT },
	{ "horizon", required_argument, NULL, HORIZON },
	{ "interval", required_argument, NULL, INTERVAL },
	{ "lang", required_argument, NULL, LANGUAGE },
	{ "level", required_argument, NULL, LEVEL },
	{ "max-levels", required_argument, NULL, MAX_LEVELS },
	{ "mean", no_argument, NULL, MEAN },
	{ "merge", no_argument, NULL, MERGE },
	{ "min-group", required_argument, NULL, MIN_GROUP },
	{ "model", required_argument, NULL, MODEL },
	{ "model-file", required_argument, NULL, MODEL_FILE },
	{ "no-id", no_argument, NULL, NO_ID },
	{ "params", no_argument, NULL, PARAMS },
	{ "partial", no_argument, NULL, PARTIAL },
	{ "rare", required_argument, NULL, RARE },
	{ "reason", required_argument, NULL, REASON },
	{ "ridge", required_argument, NULL, RIDGE },
	{ "save-model", required_argument, NULL, SAVE_MODEL },
	{ "score", required_argument, NULL, SCORE },
	{ "seed", required_argument, NULL, SEED },
	{ "since", required_argument, NULL, SINCE },
	{ "strata", required_argument, NULL, STRATA },
	{ "summary", no_argument, NULL, SUMMARIES },
	{ "tiers", required_argument, NULL, TIERS_FILE },
	{ "time", required_argument, NULL, TIME },
	{ "to", required_argument, NULL, TO },
	{ "train", required_argument, NULL, TRAIN },
	{ "unbounded", no_argument, NULL, UNBOUNDED_RECORDS },
	{ "unit", required_argument, NULL, UNIT },
	{ "value", no_argument, NULL, VALUE },
	{ "weight", required_argument, NULL, WEIGHT },
	{ "wide", optional_argument, NULL, WIDE_ROWS },
	{ "words", required_argument, NULL, WORDS_FILE },
	{ NULL, 0, NULL, 0 },
};

/* A word that is no file may be a verb that was not typed well. */
static void
check_word(const char *word)
{
	const char *name[sizeof verbs / sizeof *verbs], *near;

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		name[i] = verbs[i].name;
	near = text_nearest(slice_of(word), name, sizeof name / sizeof *name);
	if (near != NULL && access(word, F_OK) != 0)
		die_usage("%s: no verb and no file; did you mean '%s'?", word, near);
}

static const struct verb *
verb_named(const char *name)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(name, verbs[i].name) == 0)
			return &verbs[i];
	return NULL;
}

/* The verb, when the first operand is one, taken off; rates otherwise. */
static const struct verb *
take_verb(struct options *o)
{
	const char *word = o->files > 0 ? o->file[0] : "";
	const struct verb *verb = verb_named(word);

	if (verb != NULL) {
		o->file++;
		o->files--;
		return verb;
	}
	check_word(word);
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

/* What the verb does: with --merge it puts together what it did before. */
static int
run_verb(const struct verb *verb, const struct request *q)
{
	if (!q->merge)
		return verb->run(q);
	return verb->run == alive ? merge_alive(q) : verb->run == risk ? merge_risk(q) :
	    merge_winback(q);
}

/* The common ones that few verbs take. */
static bool
takes_common(const struct verb *verb, const char *option)
{
	if (verb->run == winback)
		return true;
	if (strcmp(option, "keep") == 0)
		return verb->run == risk;
	if (strcmp(option, "part") == 0)
		return verb->run == alive || verb->run == risk;
	return strcmp(option, "policy") != 0 && strcmp(option, "print-policy") != 0;
}

static void
check_common(const struct options *o, const struct verb *verb)
{
	const char *given[] = {
		o->policy != NULL ? "policy" : "", o->print_policy ? "print-policy" : "",
		o->keeps > 0 ? "keep" : "", o->parts > 0 ? "part" : "",
	};

	for (size_t i = 0; i < sizeof given / sizeof *given; i++)
		if (given[i][0] != '\0' && !takes_common(verb, given[i]))
			die_usage("%s does not take --%s", verb->name, given[i]);
}

/* Whether the verb takes the option, for --help and completion. */
static bool
verb_takes(const char *name, const char *option)
{
	const struct verb *verb = verb_named(name);

	for (const struct option *own = long_options; own->name != NULL; own++)
		if (strcmp(own->name, option) == 0)
			return own->val == WIDE_ROWS || (verb->takes & OPTION(own->val)) != 0;
	return takes_common(verb, option);
}

static const struct verbs *
all_verbs(void)
{
	static struct verbs all = { .noun = "VERB", .takes = verb_takes };

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		all.name[i] = verbs[i].name;
	all.count = sizeof verbs / sizeof *verbs;
	return &all;
}

/* An option that says nothing without another, or beside it. */
static void
check_pairs(const struct verb *verb, uint64_t given)
{
	static const struct {
		int option, other;
		enum { NEEDS, BARS } how;
	} rule[] = {
		{ COUNTS, WIDE_ROWS, NEEDS },
		{ TIME, EVENT, NEEDS }, { EVENT, TIME, NEEDS }, { ENTRY, TIME, NEEDS },
		{ TIME, REASON, NEEDS }, { REASON, TIME, NEEDS },
		{ UNIT, TIME, BARS }, { GIVEN, SUMMARIES, NEEDS },
		{ MIN_GROUP, SUMMARIES, NEEDS },
		{ MIN_GROUP, HORIZON, BARS }, { DIFFERENCE, SUMMARIES, NEEDS },
		{ DIFFERENCE, BY, NEEDS }, { DIFFERENCE, GIVEN, BARS }, { CLUSTER, SUMMARIES, BARS },
		{ CLUSTER, CHECK, BARS }, { AT_TIMES, SUMMARIES, BARS },
		{ CHECK, SUMMARIES, BARS }, { DISCOUNT, PARAMS, NEEDS },
		{ HORIZON, PARAMS, BARS }, { FOLDS, EVALUATE, NEEDS },
		{ PARAMS, GAINS, BARS }, { GROUPS, GAINS, NEEDS }, { LEVEL, GAINS, NEEDS },
		{ SEED, EVALUATE, NEEDS }, { FOLDS, TRAIN, BARS }, { FOLDS, MODEL, BARS },
		{ SEED, TRAIN, BARS }, { SEED, MODEL, BARS }, { PARAMS, EVALUATE, BARS },
		{ PARAMS, TRAIN, BARS }, { TRAIN, MODEL, BARS },
		{ COVARIATES, MODEL, BARS }, { MAX_LEVELS, MODEL, BARS },
		{ RARE, MODEL, BARS }, { RIDGE, MODEL, BARS },
		{ SAVE_MODEL, MODEL, BARS }, { STRATA, MODEL, BARS }, { WEIGHT, MODEL, BARS },
		{ CLUSTER, MODEL, BARS }, { LEVEL, MODEL, BARS }, { SUMMARIES, MODEL, BARS },
		{ CHECK, MODEL, BARS }, { CLUSTER, SCORE, BARS }, { LEVEL, SCORE, BARS },
		{ SUMMARIES, SCORE, BARS }, { CHECK, SCORE, BARS },
		{ HOLDOUT, HORIZON, BARS }, { HOLDOUT, VALUE, BARS },
		{ MODEL_FILE, PARAMS, BARS }, { WORDS_FILE, LANGUAGE, NEEDS },
	};

	for (size_t i = 0; i < sizeof rule / sizeof *rule; i++) {
		bool other = (given & OPTION(rule[i].other)) != 0;

		if ((given & OPTION(rule[i].option)) == 0 ||
		    (verb->takes & OPTION(rule[i].other)) == 0 ||
		    other == (rule[i].how == NEEDS))
			continue;
		die_usage("--%s %s --%s", first_option(OPTION(rule[i].option)),
		    other ? _("does not go with") : _("goes with"),
		    first_option(OPTION(rule[i].other)));
	}
}

/* What is made is put together as it is. */
static void
check_merge(const struct request *q, uint64_t given)
{
	uint64_t others = given & ~MERGING;

	if (!q->merge && q->customers.count > 0)
		die_usage("--customers goes with --merge");
	if (!q->merge)
		return;
	if (others != 0 || q->common.parts > 0 || q->common.keeps > 0 ||
	    q->common.policy != NULL || q->common.print_policy)
		die_usage("--merge takes what is made: --%s does not go with it",
		    others != 0 ? first_option(others) : q->common.parts > 0 ? "part" :
		    q->common.keeps > 0 ? "keep" : q->common.policy != NULL ? "policy" :
		    "print-policy");
}

static void
check_request(struct request *q, const struct verb *verb, uint64_t given)
{
	uint64_t without_dates = (PERIODS | OPTION(PARTIAL)) & given;
	bool curves = verb->run == survival || verb->run == incidence;

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
	check_merge(q, given);
	check_pairs(verb, (given & OPTION(GAINS)) != 0 ? given | OPTION(EVALUATE) : given);
	if (curves && q->strata.count > 0 && q->view != SUMMARY)
		die_usage("--strata is of the test: it goes with --summary");
	if (curves && !isnan(q->horizon) && q->view != SUMMARY)
		die_usage("--horizon goes with --summary");
	if (verb->run == hazard && !isnan(q->horizon) && q->score == NULL && q->model == NULL)
		die_usage("--horizon goes with --score");
	if (verb->run == hazard && isnan(q->horizon) && q->time.count > 0 &&
	    (q->score != NULL || q->model != NULL))
		die_usage("with --time, a score goes with --horizon");
	if (verb->run == hazard && q->covariates.count == 0 && q->model == NULL)
		die_usage("hazard needs --covariates");
	if ((given & OPTION(COUNTS)) != 0)
		q->shape = WIDE_COUNTS;
	if ((given & (OPTION(GAINS) | OPTION(GROUPS))) == OPTION(GAINS))
		q->gains = 10;
}

/* The options of models, and of tests; false when it is another. */
static bool
take_model_option(struct request *q, int letter)
{
	switch (letter) {
	case CHECK: q->view = PROPORTIONAL; break;
	case CLUSTER: names_add(&q->cluster, "--cluster", optarg); break;
	case COVARIATES: names_add(&q->covariates, "--covariates", optarg); break;
	case DISCOUNT: q->discount = argument_discount(optarg); break;
	case EVALUATE: q->view = EVALUATION; break;
	case FOLDS: q->folds = options_number("--folds", optarg, 2, 1000); break;
	case GAINS: q->view = EVALUATION; break;
	case GROUPS: q->gains = options_number("--groups", optarg, 1, 1000000); break;
	case HOLDOUT: q->holdout = options_date("--holdout", optarg); break;
	case MAX_LEVELS:
		q->max_levels = options_number("--max-levels", optarg, 2, 10000);
		break;
	case MODEL: q->model = options_file("--model", optarg); break;
	case MODEL_FILE: q->model_file = options_file("--model-file", optarg); break;
	case NO_ID: q->rows = ROWS_ALONE; break;
	case PARAMS: q->view = PARAMETERS; break;
	case RARE: q->rare = options_number("--rare", optarg, 2, INT64_MAX); break;
	case RIDGE: q->ridge = argument_time("--ridge", optarg); break;
	case SAVE_MODEL: q->save_model = options_result("--save-model", optarg); break;
	case REASON: argument_column(&q->reason, "--reason", optarg); break;
	case SCORE: q->score = options_file("--score", optarg); break;
	case SEED: q->seed = options_number("--seed", optarg, 0, INT64_MAX); break;
	case STRATA: names_add(&q->strata, "--strata", optarg); break;
	case TRAIN: q->train = options_file("--train", optarg); break;
	case VALUE: q->value = WITH_VALUE; break;
	case WEIGHT: argument_column(&q->weight, "--weight", optarg); break;
	default: return false;
	}
	return true;
}

/* The options of our own; false when it is a common one. */
static bool
take_option(struct request *q, int letter)
{
	switch (letter) {
	case AT_TIMES: argument_times(q, optarg); break;
	case BY: names_add(&q->by, "--by", optarg); break;
	case COUNTS: break; /* see check_request() */
	case CUSTOMERS_FILE: options_add_path(&q->customers, optarg); break;
	case DEFINITION: q->definition = argument_definition(optarg); break;
	case DIFFERENCE: q->difference = true; break;
	case ENTRY: argument_column(&q->entry, "--entry", optarg); break;
	case EVENT: argument_event(q, optarg); break;
	case EVERY: q->every = argument_every(optarg); break;
	case FLAG: argument_flag(q, optarg); break;
	case FROM: q->from = options_month("--from", optarg); break;
	case GIVEN: q->given = argument_time("--given", optarg); break;
	case HORIZON: q->horizon = argument_time("--horizon", optarg); break;
	case INTERVAL: q->interval = argument_interval(optarg); break;
	case LANGUAGE:
		lang_speak(options_lang("--lang", optarg));
		q->in_words = true;
		break;
	case LEVEL: q->level = argument_level(optarg); break;
	case MEAN: q->mean = WITH_MEAN; break;
	case MERGE: q->merge = true; break;
	case MIN_GROUP:
		q->min_group = options_number("--min-group", optarg, 1, INT64_MAX);
		break;
	case PARTIAL: q->periods = WITH_OPEN; break;
	case SINCE: q->since = options_date("--since", optarg); break;
	case SUMMARIES: q->view = SUMMARY; break;
	case TIERS_FILE: q->tiers = options_file("--tiers", optarg); break;
	case TIME: argument_column(&q->time, "--time", optarg); break;
	case TO: q->to = options_month("--to", optarg); break;
	case UNBOUNDED_RECORDS: q->records = UNBOUNDED; break;
	case UNIT:
		q->unit = argument_unit(optarg);
		q->unit_given = true;
		break;
	case WIDE_ROWS: q->shape = WIDE; break;
	case WORDS_FILE: q->words = options_file("--words", optarg); break;
	default: return take_model_option(q, letter);
	}
	return true;
}

/*
 * --wide is the shape of what cohorts writes, and with a word behind it the
 * common option: of other verbs that word is the operand after it.
 */
static uint64_t
settle_wide(struct options *o, const struct verb *verb, int operands_before)
{
	int at = operands_before - (o->operands - o->files);

	if ((verb->takes & OPTION(WIDE_ROWS)) != 0)
		return OPTION(WIDE_ROWS);
	if (at < 0 || at >= o->files)
		die_usage("option '--wide' needs a value");
	options_wide(o, options_take_operand(o, at));
	return 0;
}

static const struct verb *
parse_options(struct request *q, int argc, char *argv[])
{
	struct options *o = &q->common;
	uint64_t given = 0;
	const struct verb *verb;
	int letter, before_wide = 0;

	options_begin(o, "rt-churn",
	    TAKES_AS_OF | TAKES_KEEP | TAKES_PART | TAKES_POLICY);
	o->verbs = all_verbs();
	while ((letter = getopt_long(argc, argv, options_letters(o, ""),
	    options_all(o, long_options), NULL)) != -1) {
		if (letter == WIDE_ROWS)
			before_wide = o->files;
		if (letter == WIDE_ROWS && optarg != NULL)
			options_wide(o, optarg);
		else if (take_option(q, letter))
			given |= OPTION(letter);
		else
			options_take(o, letter, optarg, usage);
	}
	options_finish(o, argc, argv);
	verb = take_verb(o);
	if ((given & OPTION(WIDE_ROWS)) != 0)
		given = (given & ~OPTION(WIDE_ROWS)) | settle_wide(o, verb, before_wide);
	check_request(q, verb, given);
	if ((verb->takes & OPTION(NO_ID)) != 0)
		o->without_id = N_("--no-id counts rows");
	return verb;
}

int
main(int argc, char *argv[])
{
	static struct request q = {
		.every = MONTHLY, .from = NO_MONTH, .to = NO_MONTH,
		.definition = OPENING, .since = NO_DAY, .holdout = NO_DAY,
		.unit = 1, .level = 0.95, .discount = 0.1, .horizon = NAN, .given = NAN,
		.folds = 10, .max_levels = 50, .min_group = 10,
	};
	const struct verb *verb = parse_options(&q, argc, argv);
	int status;

	linear_begin();
	status = options_end(&q.common, run_verb(verb, &q));
	names_free(&q.by);
	names_free(&q.flag);
	names_free(&q.time);
	names_free(&q.event);
	names_free(&q.entry);
	names_free(&q.reason);
	names_free(&q.covariates);
	names_free(&q.strata);
	names_free(&q.cluster);
	names_free(&q.weight);
	free(q.customers.path);
	free(q.at);
	return status;
}
