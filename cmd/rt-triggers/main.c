/*
 * rt-triggers -- what happened that calls for care.
 *
 * Reads any mixture of tables, writes work orders.  Holds a few numbers per
 * customer for each rule about customers, and one entry for each event that
 * matched; events that do not match leave nothing.
 */
#include <stdlib.h>

#include "cmd/rt-triggers/arms.h"
#include "cmd/rt-triggers/choose.h"
#include "cmd/rt-triggers/emit.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/joins.h"
#include "cmd/rt-triggers/kinds.h"
#include "cmd/rt-triggers/limits.h"
#include "cmd/rt-triggers/list.h"
#include "cmd/rt-triggers/merge.h"
#include "cmd/rt-triggers/monthly.h"
#include "cmd/rt-triggers/reading.h"
#include "cmd/rt-triggers/rulebook.h"
#include "cmd/rt-triggers/seen.h"
#include "cmd/rt-triggers/share.h"
#include "cmd/rt-triggers/unfed.h"
#include "cmd/rt-triggers/unmet.h"
#include "cmd/rt-triggers/watch.h"
#include "cmd/rt-triggers/workdays.h"
#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/mem.h"
#include "common/table/keep.h"
#include "common/table/stale.h"

static const char usage[] =
	"usage: rt-triggers [OPTION]... [FILE]...\n"
	"Read tables of what happened, write the work orders it calls for.\n"
	"\n"
	"      --calendar FILE    occasions, holidays, make-up days\n"
	"      --count            print how many orders of each trigger, not the orders\n"
	"      --customers FILE   the customers: states, dates, columns to keep\n"
	"      --holdout PCT      keep so many percent of customers as a control group\n"
	"      --hours LIST       windows of a working day, for --working-time and\n"
	"                         working hours of the policy (default\n"
	"                         09:00-12:00,14:00-18:00)\n"
	"      --input-only       the input is a part: orders for its customers alone\n"
	"      --key-file FILE    the key that chooses them\n"
	"      --lang en|zh       language of action and evidence (default en)\n"
	"      --list             print each rule in words, and what feeds it\n"
	"      --merge            the input is work orders of parts: make them one\n"
	"  -m, --month YYYY-MM    month of monthly rules (default: the latest in the\n"
	"                         bills that is over on --as-of)\n"
	"      --operator NAME    our own: mobile, unicom, telecom or broadcast\n"
	"                         (default unicom)\n"
	"      --seen FILE        work orders of earlier runs, not opened again\n"
	"  -s, --since DATE       events after that day (default: the day before the\n"
	"                         latest of --seen, else before --as-of)\n"
	"      --states           print those of --seen too, and what became of them\n"
	"      --tiers FILE       levels of the customers, as rt-tier writes them\n"
	"  -t, --trigger NAME[,NAME]  only these, also when they are off\n"
	"      --words FILE       words for codes, on top of the built-in ones\n"
	"      --working-time LEVELS  limits of cases of these levels count working\n"
	"                         time\n";

enum { CALENDAR_FILE = 256, COUNT_OPTION, CUSTOMERS_FILE, HOLDOUT, HOURS_LIST,
	INPUT_ONLY, KEY_FILE, LANGUAGE, LIST_OPTION, MERGE, OPERATOR, SEEN_FILE,
	STATES_OPTION, TIERS_FILE, WORDS_FILE, WORKING_TIME };

#define OUR_OPERATOR "unicom"

enum answer { ORDERS, COUNTS, RULES };

/* A table with an option of its own. */
struct own_table {
	const char *path;
	enum kind kind;
};

struct request {
	struct options common;
	struct own_table *table;
	size_t tables;
	enum answer answer;
	money holdout;          /* percent of customers; -1: no control group */
	const char *key_file;
	struct hours hours;     /* of a working day */
	bool has_hours;
	enum lang lang;
	const char *working_time; /* levels; NULL: none */
	monthnum month;         /* NO_MONTH: the latest that is over */
	const char *own;        /* our own operator */
	daynum since;           /* NO_DAY: see default_since() */
	bool with_states;
	bool merge;
	bool input_only;        /* only who has a record: the input is a part */
	const char *triggers;   /* NULL: the enabled ones */
	const char *words;      /* NULL: the built-in ones */
};

static const struct option long_options[] = {
	{ "calendar", required_argument, NULL, CALENDAR_FILE },
	{ "count", no_argument, NULL, COUNT_OPTION },
	{ "customers", required_argument, NULL, CUSTOMERS_FILE },
	{ "holdout", required_argument, NULL, HOLDOUT },
	{ "hours", required_argument, NULL, HOURS_LIST },
	{ "input-only", no_argument, NULL, INPUT_ONLY },
	{ "key-file", required_argument, NULL, KEY_FILE },
	{ "lang", required_argument, NULL, LANGUAGE },
	{ "list", no_argument, NULL, LIST_OPTION },
	{ "merge", no_argument, NULL, MERGE },
	{ "month", required_argument, NULL, 'm' },
	{ "operator", required_argument, NULL, OPERATOR },
	{ "seen", required_argument, NULL, SEEN_FILE },
	{ "since", required_argument, NULL, 's' },
	{ "states", no_argument, NULL, STATES_OPTION },
	{ "tiers", required_argument, NULL, TIERS_FILE },
	{ "trigger", required_argument, NULL, 't' },
	{ "words", required_argument, NULL, WORDS_FILE },
	{ "working-time", required_argument, NULL, WORKING_TIME },
	{ NULL, 0, NULL, 0 },
};

/* Those of one kind are one table, in the order given. */
static void
take_table(struct request *q, enum kind k, const char *path)
{
	q->table = mem_resize(q->table, q->tables + 1, sizeof *q->table);
	options_expect(path);
	q->table[q->tables++] = (struct own_table){ path, k };
}

/* The first file of an option's kind, or NULL. */
static const char *
path_of(const struct request *q, enum kind k)
{
	for (size_t i = 0; i < q->tables; i++)
		if (q->table[i].kind == k)
			return q->table[i].path;
	return NULL;
}

static bool
has_table(const struct request *q, enum kind k)
{
	return path_of(q, k) != NULL;
}

static money
take_percent(const char *value)
{
	money percent;

	if (money_parse(slice_of(value), &percent) != MONEY_OK || percent < 0 ||
	    percent > 100 * MONEY_UNIT)
		die_usage("--holdout: not a number from 0 to 100");
	return percent;
}

static void
take_hours(struct request *q, const char *value)
{
	q->hours = options_hours("--hours", value);
	q->has_hours = true;
}

/* Work orders that are made are put together as they are. */
static void
check_merge(const struct request *q)
{
	if (q->answer != ORDERS || q->tables > 0 || q->holdout >= 0 || q->key_file != NULL || q->has_hours ||
	    q->lang != ENGLISH || q->month != NO_MONTH || strcmp(q->own, OUR_OPERATOR) != 0 ||
	    q->since != NO_DAY || q->with_states || q->triggers != NULL ||
	    q->words != NULL || q->working_time != NULL || q->input_only || q->common.parts > 0 ||
	    q->common.keeps > 0 || q->common.policy != NULL)
		die_usage("--merge takes work orders that are made: no other option of "
		    "rt-triggers goes with it");
}

static void
refuse_contradictions(const struct request *q)
{
	if (q->merge)
		check_merge(q);
	if (q->since != NO_DAY && q->since > q->common.as_of)
		die_usage("--since: after --as-of");
	if (q->with_states && !has_table(q, WORKORDERS))
		die_usage("--states goes with --seen");
	if ((q->holdout >= 0) != (q->key_file != NULL))
		die_usage("--holdout and --key-file go together");
}

/* The columns kept are none of those that the output has. */
static void
check_keep_names(const struct request *q)
{
	keep_apart(&q->common, workorders_header);
	if (q->with_states)
		keep_apart(&q->common, emit_state_header);
	if (q->key_file != NULL)
		keep_apart(&q->common, emit_arm_header);
}

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
		case CALENDAR_FILE: take_table(q, CALENDAR, optarg); break;
		case COUNT_OPTION: q->answer = COUNTS; break;
		case CUSTOMERS_FILE: take_table(q, CUSTOMERS, optarg); break;
		case HOLDOUT: q->holdout = take_percent(optarg); break;
		case HOURS_LIST: take_hours(q, optarg); break;
		case INPUT_ONLY: q->input_only = true; break;
		case KEY_FILE: q->key_file = options_file("--key-file", optarg); break;
		case LANGUAGE: q->lang = options_lang("--lang", optarg); break;
		case LIST_OPTION: q->answer = RULES; break;
		case 'm': q->month = options_month("--month", optarg); break;
		case MERGE: q->merge = true; break;
		case OPERATOR: q->own = optarg; break;
		case SEEN_FILE: take_table(q, WORKORDERS, optarg); break;
		case 's': q->since = options_date("--since", optarg); break;
		case STATES_OPTION: q->with_states = true; break;
		case TIERS_FILE: take_table(q, TIERS, optarg); break;
		case 't': q->triggers = optarg; break;
		case WORDS_FILE: q->words = options_file("--words", optarg); break;
		case WORKING_TIME: q->working_time = optarg; break;
		default: options_take(o, letter, optarg, usage);
		}
	}
	options_finish(o, argc, argv);
	check_keep_names(q);
	refuse_contradictions(q);
}

/*
 * The day before the latest that was seen, so that what came in late on that
 * day is not lost; at the latest the day before as-of.
 */
static daynum
default_since(const struct request *q, const struct seen *seen)
{
	daynum latest = seen == NULL ? NO_DAY : seen_latest(seen);

	if (latest == NO_DAY || latest > q->common.as_of)
		latest = q->common.as_of;
	return latest - 1;
}

static struct moment
moment_of(const struct request *q, const struct seen *seen)
{
	const struct options *o = &q->common;
	struct moment m = { .as_of = o->as_of, .month = q->month };

	m.deadline = options_deadline(o);
	m.last = o->as_of_minutes < 0 ? m.deadline - 1 : m.deadline;
	m.since = q->since != NO_DAY ? q->since : default_since(q, seen);
	m.from = instant_at(m.since + 1, 0);
	m.over = options_month_over(o);
	return m;
}

/* All tables, those with an option of their own first; NULL at the end. */
static struct table **
open_tables(const struct request *q)
{
	struct table **first = mem_array(q->tables + 1, sizeof *first);
	struct table **rest, **all;
	size_t n = 0, count = 0;

	for (size_t i = 0; i < q->tables; i++)
		if (q->table[i].kind != WORKORDERS)
			first[n++] = table_open(&q->common, q->table[i].path,
			    KIND(q->table[i].kind));
	rest = table_open_all(&q->common, kinds_tables(), q->answer != RULES &&
	    !has_table(q, CUSTOMERS) && !has_table(q, TIERS));
	while (rest[count] != NULL)
		count++;
	all = mem_array(n + count + 1, sizeof *all);
	memcpy(all, first, n * sizeof *all);
	memcpy(all + n, rest, count * sizeof *all);
	free(first);
	free(rest);
	return all;
}

/* The name of the option that makes it one, or NULL. */
static const char *
part_option(const struct request *q)
{
	return q->common.parts > 0 ? "--part" : q->input_only ? "--input-only" : NULL;
}

/* Bills settle a month, and those of another part may end in another one. */
static void
check_part(const struct request *q, struct table *const tables[])
{
	if (part_option(q) == NULL || q->month != NO_MONTH || q->answer == RULES)
		return;
	for (; *tables != NULL; tables++)
		if (table_kind(*tables) == BILLS)
			die_usage("%s with bills needs --month: another part may end in "
			    "another month", part_option(q));
}

/* The tables that no option of ours named stand behind the others. */
static struct table *const *
input_of(const struct request *q, struct table *const tables[])
{
	for (size_t i = 0; i < q->tables; i++)
		tables += q->table[i].kind != WORKORDERS;
	return tables;
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
			reading_take(w, *t);
}

/*
 * What customers are is known before what they did, and the assessment
 * month, which the bills settle, before the other tables.
 */
/* Bills that end early move the month of all the rules. */
static void
doubt_bills(const struct request *q, const struct watch *w, struct table *const tables[])
{
	char month[MONTH_TEXT];

	while (*tables != NULL && table_kind(*tables) != BILLS)
		tables++;
	if (*tables == NULL || w->moment.month == NO_MONTH)
		return;
	month_print(w->moment.month, month);
	remark("month of assessment: %.*s", MONTH_TEXT, month);
	if (q->month == NO_MONTH)
		stale_check(&q->common, *tables, w->moment.month);
}

static void
read_tables(const struct request *q, struct watch *w, struct table **tables)
{
	static const enum kind first[] = { CALENDAR, CUSTOMERS, TIERS, BILLS };
	kinds done = 0;

	for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
		read_kind(w, tables, first[i]);
		done |= KIND(first[i]);
	}
	workdays_settle(w->workdays);
	monthly_settle(w);
	for (enum kind k = 0; k < KINDS; k++)
		if (!(done & KIND(k)))
			read_kind(w, tables, k);
	monthly_settle(w);
	monthly_check(w);
	doubt_bills(q, w, tables);
}

/* Rules are always listed in English. */
static void
speak(const struct request *q, struct rules *rules)
{
	if (q->answer == RULES)
		return;
	lang_speak(q->lang);
	rulebook_speak(rules, &q->common, q->words);
}

static enum choice_of_rules
chosen_rules(const struct request *q)
{
	if (q->triggers != NULL)
		return NAMED_RULES;
	return q->common.policy != NULL ? POLICY_RULES : BUILT_IN_RULES;
}

static struct seen *
read_seen(const struct request *q)
{
	struct seen *seen = has_table(q, WORKORDERS) ? seen_new() : NULL;

	for (size_t i = 0; i < q->tables; i++)
		if (q->table[i].kind == WORKORDERS)
			seen_read(seen, &q->common, q->table[i].path);
	return seen;
}

/* Hours of work change nothing where nothing counts them. */
static void
check_hours(const struct request *q, const struct rules *rules)
{
	bool count = q->working_time != NULL;

	for (int i = 0; i < rules->count; i++)
		count |= rules->rule[i].within.unit == WORKING_HOURS;
	if (q->has_hours && !count)
		die_usage("--hours goes with --working-time, or a policy that counts"
		    " working hours");
}

static int
run(const struct request *q, struct rules *rules)
{
	struct seen *seen = read_seen(q);
	struct moment moment = moment_of(q, seen);
	struct table **tables = open_tables(q);
	struct watch *w = watch_new(rules, &moment, &q->common, tables);
	struct arms *arms = q->key_file == NULL ? NULL :
	    arms_open(&q->common, q->key_file, q->holdout);
	struct writer *out = options_writer(&q->common);

	check_part(q, tables);
	w->input = input_of(q, tables);
	w->share = share_new(w->intakes, &q->common,
	    q->input_only ? BY_INPUT : NOT_BY_INPUT);
	w->seen = seen;
	w->arms = arms;
	w->with_states = q->with_states;
	w->workdays = workdays_new(&q->hours);
	if (q->working_time != NULL)
		limits_count_work(w->limits, q->working_time);
	if (q->answer == RULES) {
		list_rules(out, rules);
	} else {
		unfed_doubt(w->intakes, tables, chosen_rules(q));
		w->unmet = unmet_new(w->intakes, chosen_rules(q));
		read_tables(q, w, tables);
		joins_tell(w, tables, path_of(q, WORKORDERS));
		unmet_tell(w->unmet);
		watch_fire(w);
		doubt_settle();
		if (q->answer == COUNTS)
			emit_counts(out, w);
		else
			emit_orders(out, w);
	}
	close_tables(tables);
	arms_close(w->arms);
	workdays_free(w->workdays);
	watch_free(w);
	seen_free(seen);
	return writer_close(out);
}

int
main(int argc, char *argv[])
{
	static struct request q = { .month = NO_MONTH, .since = NO_DAY, .own = OUR_OPERATOR,
		.holdout = -1,
	};
	struct rules *rules;
	int status;

	q.hours = hours_usual;
	parse_options(&q, argc, argv);
	rules = rulebook_read(&q.common);
	if (q.common.print_policy)
		options_print_policy(&q.common, &(struct printable){
		    "triggers", policy_source(rules->policy) }, 1);
	check_hours(&q, rules);
	choose_operator(rules, q.own);
	choose_rules(rules, q.triggers);
	if (part_option(&q) != NULL)
		choose_for_part(rules, part_option(&q));
	speak(&q, rules);
	status = q.merge ? merge(&q.common) : run(&q, rules);
	status = options_end(&q.common, status);
	rules_free(rules);
	free(q.table);
	return status;
}
