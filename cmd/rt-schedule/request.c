/*
 * Tables named by --table and by options of their own end in the same lists,
 * so that nothing behind has to know which it was.
 */
#include "cmd/rt-schedule/request.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/rt-schedule/history.h"
#include "cmd/rt-schedule/slots.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/keep.h"
#include "common/value/lang.h"
#include "common/value/number.h"

enum { DAY_MINUTES = 24 * 60, HORIZON_MOST = 366, NUMBER_MOST = 1000000 };

static const kinds beside_orders =
    KIND(CUSTOMERS) | KIND(TIERS) | KIND(CONTACTS) | KIND(MANAGERS) | KIND(CALENDAR);

static const char usage[] =
    "usage: rt-schedule [OPTION]... [FILE]...\n"
    "From work orders to a contact plan: who is contacted when, how, by whom.\n"
    "\n"
    "      --ageing X                  heavier by X of the weight a working day (0)\n"
    "      --bound                     say how much more could be on time\n"
    "      --calendar FILE             working days on top of the built-in ones;\n"
    "                                  'weekends': Monday to Friday\n"
    "      --calls-per-day N           where the managers table says nothing (40)\n"
    "      --changes FILE              write what differs from the plan before\n"
    "      --check PLAN                print the rules that PLAN breaks\n"
    "      --customers FILE            manager, region, quiet hours, refusal, channel\n"
    "      --days N                    working days of the plan (5)\n"
    "      --format csv|ics            a table, or a calendar\n"
    "      --from DATE                 the first of them, or before it (as-of)\n"
    "      --history FILE              contacts made\n"
    "      --hours LIST                windows of a working day\n"
    "                                  (09:00-12:00,14:00-18:00)\n"
    "      --impact FILE               write what each rule holds back\n"
    "      --keep-past                 print what is over of the plan before\n"
    "      --lang en|zh                words of a calendar (en)\n"
    "      --levels FILE               service levels in place of the built-in ones\n"
    "      --manager NAME[,...]        print the rows of these managers only\n"
    "      --managers FILE             who works where, how much, and when not\n"
    "      --minutes CHANNEL=N[,...]   that a contact takes (call=9,visit=90)\n"
    "      --near PLAN                 as good as can be, and near to PLAN\n"
    "      --outcomes FILE             what outcomes of contacts mean, in place of\n"
    "                                  the built-in ones\n"
    "      --pin PLAN                  keep what PLAN has planned\n"
    "      --preset cn-call            calls from 08:00 to 21:00 only, and no more\n"
    "                                  than 5 a customer in 24 hours\n"
    "      --record FILE               write the plan as a table of contacts\n"
    "      --tiers FILE                levels of the customers (all standard)\n"
    "      --triggers FILE             the policy of rt-triggers whose labels a\n"
    "                                  calendar has\n"
    "      --visits-per-day N          where the managers table says nothing (4)\n"
    "      --words FILE                words for codes in a calendar, on top of the\n"
    "                                  built-in ones\n";

/* call=9,visit=90 */
static void
set_minutes(struct request *q, const char *value)
{
	struct slice list = slice_of(value), item, name;
	int64_t n;

	while (slice_cut(&list, ',', &item)) {
		uint8_t c;

		slice_cut(&item, '=', &name);
		c = words_find(&channel_words, NO_KIND, name);
		if (c == NO_WORD || item.p == NULL || !count_parse(item, &n))
			die_usage("--minutes: not CHANNEL=N[,CHANNEL=N]");
		if (c >= MANAGED)
			die_usage("--minutes: only call and visit take time");
		if (n < 1 || n > DAY_MINUTES)
			die_usage("--minutes: not from 1 to %d", DAY_MINUTES);
		q->minutes[c] = (int)n;
	}
}

/*
 * What Chinese rules and custom ask of telephone calls: none in the night, and
 * nobody is rung up all day long.
 */
static void
set_preset(struct request *q, const char *value)
{
	enum { CN_CALLS_A_DAY = 5 };

	if (strcmp(value, "cn-call") != 0)
		die_usage("--preset: not cn-call");
	q->calls_a_day = CN_CALLS_A_DAY;
}

/* What a working day adds to a weight of 1. */
static void
set_ageing(struct request *q, const char *value)
{
	enum { AGEING_MOST = 1000 };

	if (money_parse(slice_of(value), &q->ageing) != MONEY_OK || q->ageing < 0 ||
	    q->ageing > (money)AGEING_MOST * MONEY_UNIT)
		die_usage("--ageing: not a number from 0 to %d, of 4 decimals at most",
		    AGEING_MOST);
}

static void
set_format(struct request *q, const char *value)
{
	if (strcmp(value, "ics") == 0)
		q->format = AS_ICS;
	else if (strcmp(value, "csv") == 0)
		q->format = AS_CSV;
	else
		die_usage("--format: not csv or ics");
}

/* The hours of calls, once both options are known. */
static void
settle_call_hours(struct request *q)
{
	enum { EARLIEST = 8 * 60, LATEST = 21 * 60 };

	q->call_hours = q->hours;
	if (q->calls_a_day != ANY_CALLS)
		q->call_hours = hours_between(&q->hours, EARLIEST, LATEST);
}

/* What --table names is as good as an option of its own. */
static void
take_named_tables(struct request *q)
{
	for (size_t i = 0; i < q->common.tables; i++) {
		const struct named_table *t = &q->common.table[i];

		if (t->kind == WORKORDERS)
			continue;
		if ((beside_orders & KIND(t->kind)) == 0)
			die_usage("--table: %s is not read here", kind_name(t->kind));
		options_add_path(&q->of[t->kind], t->path);
	}
	for (enum kind k = 0; k < KINDS; k++)
		if (q->of[k].path == NULL)
			q->of[k].path = mem_array(1, sizeof *q->of[k].path);
	if (q->of[CALENDAR].count > 1)
		die_usage("--calendar: given more than once");
}

/* The names of --manager. */
static void
add_managers(struct request *q, const char *value)
{
	struct slice list = slice_of(value), name;

	while (slice_cut(&list, ',', &name)) {
		name = slice_trim(name);
		if (name.n == 0)
			die_usage("--manager: a name is missing");
		q->only = mem_grow(q->only, q->onlys, &q->only_room, sizeof *q->only);
		q->only[q->onlys++] = name;
	}
}

enum {
	AGEING = 256, BOUND_SAID, CALENDAR_FILE, CALLS_PER_DAY, CHANGES_FILE, CHECKED_PLAN,
	CUSTOMERS_FILE, DAYS_AHEAD, FORMAT, FROM_DATE, HISTORY_FILE, HOURS_LIST,
	IMPACT_FILE, KEEP_PAST, LANGUAGE, LEVELS_FILE, MANAGERS_FILE, MANAGER_NAMES,
	MINUTES_LIST, NEAR_PLAN, OUTCOMES_FILE, PINNED_PLAN, PRESET, RECORD_FILE,
	TIERS_FILE, TRIGGERS_FILE, VISITS_PER_DAY, WORDS_FILE,
};

static const struct option own[] = {
	{ "ageing", required_argument, NULL, AGEING },
	{ "bound", no_argument, NULL, BOUND_SAID },
	{ "calendar", required_argument, NULL, CALENDAR_FILE },
	{ "calls-per-day", required_argument, NULL, CALLS_PER_DAY },
	{ "changes", required_argument, NULL, CHANGES_FILE },
	{ "check", required_argument, NULL, CHECKED_PLAN },
	{ "customers", required_argument, NULL, CUSTOMERS_FILE },
	{ "days", required_argument, NULL, DAYS_AHEAD },
	{ "format", required_argument, NULL, FORMAT },
	{ "from", required_argument, NULL, FROM_DATE },
	{ "history", required_argument, NULL, HISTORY_FILE },
	{ "hours", required_argument, NULL, HOURS_LIST },
	{ "impact", required_argument, NULL, IMPACT_FILE },
	{ "keep-past", no_argument, NULL, KEEP_PAST },
	{ "lang", required_argument, NULL, LANGUAGE },
	{ "levels", required_argument, NULL, LEVELS_FILE },
	{ "manager", required_argument, NULL, MANAGER_NAMES },
	{ "managers", required_argument, NULL, MANAGERS_FILE },
	{ "minutes", required_argument, NULL, MINUTES_LIST },
	{ "near", required_argument, NULL, NEAR_PLAN },
	{ "outcomes", required_argument, NULL, OUTCOMES_FILE },
	{ "pin", required_argument, NULL, PINNED_PLAN },
	{ "preset", required_argument, NULL, PRESET },
	{ "record", required_argument, NULL, RECORD_FILE },
	{ "tiers", required_argument, NULL, TIERS_FILE },
	{ "triggers", required_argument, NULL, TRIGGERS_FILE },
	{ "visits-per-day", required_argument, NULL, VISITS_PER_DAY },
	{ "words", required_argument, NULL, WORDS_FILE },
	{ NULL, 0, NULL, 0 },
};

static void
take_option(struct request *q, int letter, const char *value)
{
	switch (letter) {
	case AGEING: set_ageing(q, value); break;
	case BOUND_SAID: q->bound = true; break;
	case CALENDAR_FILE: options_add_path(&q->of[CALENDAR], value); break;
	case CALLS_PER_DAY:
		q->per_day[CALL] =
		    options_number("--calls-per-day", value, 0, NUMBER_MOST);
		break;
	case CHANGES_FILE: q->changes = options_result("--changes", value); break;
	case CHECKED_PLAN: q->check = options_file("--check", value); break;
	case CUSTOMERS_FILE: options_add_path(&q->of[CUSTOMERS], value); break;
	case DAYS_AHEAD:
		q->days = (int)options_number("--days", value, 1, HORIZON_MOST);
		break;
	case FORMAT: set_format(q, value); break;
	case FROM_DATE: q->from = options_date("--from", value); break;
	case HISTORY_FILE: options_add_path(&q->of[CONTACTS], value); break;
	case HOURS_LIST: q->hours = options_hours("--hours", value); break;
	case IMPACT_FILE: q->impact = options_result("--impact", value); break;
	case KEEP_PAST: q->keep_past = true; break;
	case LANGUAGE: lang_speak(options_lang("--lang", value)); break;
	case LEVELS_FILE: q->levels = options_file("--levels", value); break;
	case MANAGER_NAMES: add_managers(q, value); break;
	case MANAGERS_FILE: options_add_path(&q->of[MANAGERS], value); break;
	case MINUTES_LIST: set_minutes(q, value); break;
	case NEAR_PLAN: q->near = options_file("--near", value); break;
	case OUTCOMES_FILE: q->outcomes = options_file("--outcomes", value); break;
	case PINNED_PLAN: q->pin = options_file("--pin", value); break;
	case PRESET: set_preset(q, value); break;
	case RECORD_FILE: q->record = options_result("--record", value); break;
	case TIERS_FILE: options_add_path(&q->of[TIERS], value); break;
	case TRIGGERS_FILE: q->triggers = options_file("--triggers", value); break;
	case VISITS_PER_DAY:
		q->per_day[VISIT] =
		    options_number("--visits-per-day", value, 0, NUMBER_MOST);
		break;
	case WORDS_FILE: q->words = options_file("--words", value); break;
	default: options_take(&q->common, letter, value, usage); break;
	}
}

static int
standard_outputs(const struct request *q)
{
	const char *rejects = rejects_path(q->common.rejects);
	int n = q->common.output.path == NULL;

	n += rejects != NULL && options_standard_output(rejects);
	n += q->impact != NULL && options_standard_output(q->impact);
	n += q->record != NULL && options_standard_output(q->record);
	n += q->changes != NULL && options_standard_output(q->changes);
	return n;
}

static void
refuse_contradictions(const struct request *q)
{
	if (q->check != NULL && (q->impact != NULL || q->record != NULL || q->bound ||
	    q->format == AS_ICS || q->changes != NULL || q->onlys > 0))
		die_usage("--check makes no plan: no --impact, --record, --changes,"
		    " --bound, --manager or --format ics");
	if (q->pin != NULL && q->near != NULL)
		die_usage("--near and --pin: a plan is either kept or stayed near to");
	if (q->pin == NULL && q->near == NULL && (q->changes != NULL || q->keep_past))
		die_usage("%s: there is no plan before: name it with --pin or --near",
		    q->changes != NULL ? "--changes" : "--keep-past");
	if (q->format == AS_ICS && q->common.keeps > 0)
		die_usage("--format ics: a calendar has no columns for --keep");
	if (q->format != AS_ICS && (q->triggers != NULL || q->words != NULL))
		die_usage("%s: words are for --format ics; a plan keeps codes",
		    q->triggers != NULL ? "--triggers" : "--words");
	if (q->format == AS_ICS && q->common.output.delimiter != 0)
		die_usage("--output-delimiter is for tables, not for --format ics");
	if (q->format == AS_ICS && q->common.output.bom)
		die_usage("--bom: a calendar has none");
	if (standard_outputs(q) > 1)
		die_usage("standard output is written twice");
}

static void
rejects_spare_beside(const struct request *q)
{
	const char *const beside[] = { q->impact, q->record, q->changes };

	for (int i = 0; i < 3; i++)
		if (beside[i] != NULL && !options_standard_output(beside[i]))
			rejects_spare(q->common.rejects, beside[i], N_("the output"));
}

static bool
is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value != NULL && value[0] != '\0';
}

/* Whether somebody said which day it is. */
static bool
is_told_today(const struct options *o)
{
	return o->as_of != NO_DAY || is_set("RT_AS_OF") || is_set("SOURCE_DATE_EPOCH");
}

/* A plan that begins before the clock's day, of which nobody spoke, stands there. */
static void
settle_today(struct request *q, bool told)
{
	const struct options *o = &q->common;

	q->today = (struct today){ o->as_of, o->as_of_minutes };
	if (q->from == NO_DAY)
		q->from = o->as_of;
	if (!told && q->from < o->as_of)
		q->today.day = q->from;
}

void
schedule_request_parse(struct request *q, int argc, char *argv[])
{
	struct options *o = &q->common;
	const struct option *all;
	const char *letters;
	bool told;
	int letter;

	options_begin(o, "rt-schedule", TAKES_POLICY | TAKES_KEEP | TAKES_AS_OF);
	all = options_all(o, own);
	letters = options_letters(o, "");
	while ((letter = getopt_long(argc, argv, letters, all, NULL)) != -1)
		take_option(q, letter, optarg);
	told = is_told_today(o);
	options_finish(o, argc, argv);
	keep_apart(o, plan_header);
	keep_apart(o, plan_only_header);
	refuse_contradictions(q);
	rejects_spare_beside(q);
	take_named_tables(q);
	settle_call_hours(q);
	settle_today(q, told);
}

void
schedule_request_free(struct request *q)
{
	for (enum kind k = 0; k < KINDS; k++)
		free(q->of[k].path);
	free(q->only);
}
