/*
 * Options are taken as they come and settled together behind the last one,
 * because what goes with what depends on the kind, which may be named by an
 * operand.
 */
#include "cmd/rt-report/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/rt-report/taken.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/keep.h"

static const char usage[] =
	"usage: rt-report [KIND] [OPTION]... [FILE]...\n"
	"Reports from the tables that rt writes, or from any other.\n"
	"\n"
	"KIND is what the header says, or one of\n"
	"  tiers              customers by level: shares, amounts\n"
	"  pareto             tiers: what share of the amount the top customers bring\n"
	"  movement           tiers: who rose and who fell since the previous run\n"
	"  workorders         work orders by trigger, category and level\n"
	"  plan               contacts by manager and date, what is late or unplanned\n"
	"  service            cases: answered and solved in time, by level\n"
	"  contacts           plan: the call sheet of each manager, and what has no day\n"
	"  complaints         cases by cause and outcome\n"
	"  nps                surveys: promoters less detractors, satisfaction gap\n"
	"  objections         objections by kind and nature\n"
	"  effect             customers and contacts, or work orders with arm: who stays\n"
	"  churn, movements, cohorts, survival, incidence, gains\n"
	"                     what rt-churn writes (churn: rates; gains: of risk)\n"
	"  curve              survival, incidence or gains, with numbers at risk\n"
	"  profile            any tables: what each column holds, months, joins\n"
	"  kpi                customers and all there is: the month's tree of indicators\n"
	"  table              any table: figures by --by, else the records as they are\n"
	"\n"
	"      --by COL[,COL]     groups: their columns come first\n"
	"      --figures FILE     single figures, such as gini: name,value,definition\n"
	"      --format NAME      text (default on a terminal), csv (default else),\n"
	"                         markdown, html, xlsx, json, jsonl\n"
	"      --key-file FILE    the key of --mask COL=hash\n"
	"      --lang en|zh       language of headings, titles and footer\n"
	"      --mask COL[=partial|hash]  hide what identifies people: 138*****001, or\n"
	"                         16 digits that only the key's owner can make\n"
	"      --min-cell N       groups of fewer than N customers become (others)\n"
	"      --previous FILE    an earlier csv of this report: adds COL_change; or the\n"
	"                         folder of a page's earlier tables, for its headline\n"
	"      --safe             csv for spreadsheets: no cell is a formula\n"
	"      --section KIND=FILE  also this report of FILE, behind the operands\n"
	"      --show WHAT        kind profile: columns, files, months or joins alone\n"
	"      --skip-empty       without rows write nothing\n"
	"      --sort COL[:desc]  sort by that column of the report\n"
	"      --text COL[,COL]   in a workbook these columns are text\n"
	"      --title TEXT       in place of the report's own\n"
	"      --top N            the N groups largest by the first figure, (others)\n"
	"      --triggers FILE    the policy of rt-triggers whose labels triggers have\n"
	"      --words FILE       words for codes, on top of the built-in ones\n"
	"\n"
	"      --working-time LEVELS  kind service: working time for these levels\n"
	"      --hours LIST       its windows (09:00-12:00,14:00-18:00)\n"
	"      --calendar FILE    its days, on top of China's; or weekends\n"
	"      --from DATE        kind effect: begin of the window (the first contact,\n"
	"                         or the earliest fired_on)\n"
	"      --window DURATION  kind effect: its length (30d)\n"
	"      --customers FILE   kind contacts: names, and columns of --keep\n"
	"      --from DATE, --to DATE  kind contacts: no planned ones before, or after\n"
	"      --manager NAME[,NAME]  kind contacts: those of these managers\n"
	"      --month YYYY-MM    kind kpi: the month (the last that is over on as-of)\n"
	"      --base YYYY-MM=TIERS  kind kpi: the base, tiers as that month ended\n"
	"      --with-left        kind tiers: count those who left, too\n"
	"\n"
	"Figures of kind table, columns in the order typed:\n"
	"      --count            records\n"
	"      --sum COL[,COL]    exact; so are --mean, --median, --min, --max\n"
	"      --float            numbers of any form, in floating point\n";

enum {
	BASE = 256, BY, CALENDAR_FILE, COUNTED, CUSTOMERS_FILE, FIGURES_FILE, FLOAT, FORMAT, FROM,
	HOURS_LIST, KEY_FILE, LANG, MANAGER_NAMES, MASKED, MAX, MEAN, MEDIAN, MIN, MIN_CELL,
	MONTH_OF, PREVIOUS, SAFE, SECTION, SHOW, SKIP_EMPTY_PAGE, SORT, SUM, TEXT_COLUMNS, TITLE,
	TO, TOP, TRIGGERS, WINDOW, WITH_LEFT,
	WORDS_FILE, WORKING,
};

static const struct option long_options[] = {
	{ "base", required_argument, NULL, BASE },
	{ "by", required_argument, NULL, BY },
	{ "calendar", required_argument, NULL, CALENDAR_FILE },
	{ "count", no_argument, NULL, COUNTED },
	{ "customers", required_argument, NULL, CUSTOMERS_FILE },
	{ "figures", required_argument, NULL, FIGURES_FILE },
	{ "float", no_argument, NULL, FLOAT },
	{ "format", required_argument, NULL, FORMAT },
	{ "from", required_argument, NULL, FROM },
	{ "hours", required_argument, NULL, HOURS_LIST },
	{ "key-file", required_argument, NULL, KEY_FILE },
	{ "lang", required_argument, NULL, LANG },
	{ "manager", required_argument, NULL, MANAGER_NAMES },
	{ "mask", required_argument, NULL, MASKED },
	{ "max", required_argument, NULL, MAX },
	{ "mean", required_argument, NULL, MEAN },
	{ "median", required_argument, NULL, MEDIAN },
	{ "min", required_argument, NULL, MIN },
	{ "min-cell", required_argument, NULL, MIN_CELL },
	{ "month", required_argument, NULL, MONTH_OF },
	{ "previous", required_argument, NULL, PREVIOUS },
	{ "safe", no_argument, NULL, SAFE },
	{ "section", required_argument, NULL, SECTION },
	{ "show", required_argument, NULL, SHOW },
	{ "skip-empty", no_argument, NULL, SKIP_EMPTY_PAGE },
	{ "sort", required_argument, NULL, SORT },
	{ "sum", required_argument, NULL, SUM },
	{ "text", required_argument, NULL, TEXT_COLUMNS },
	{ "title", required_argument, NULL, TITLE },
	{ "to", required_argument, NULL, TO },
	{ "top", required_argument, NULL, TOP },
	{ "triggers", required_argument, NULL, TRIGGERS },
	{ "window", required_argument, NULL, WINDOW },
	{ "with-left", no_argument, NULL, WITH_LEFT },
	{ "words", required_argument, NULL, WORDS_FILE },
	{ "working-time", required_argument, NULL, WORKING },
	{ NULL, 0, NULL, 0 },
};

/* The number of the column among those that are measured. */
static int
measured_column(struct names *measured, const char *option, struct slice name)
{
	for (int i = 0; i < measured->count; i++)
		if (slice_is(name, measured->name[i]))
			return i;
	names_add_one(measured, option, name);
	return measured->count - 1;
}

static void
add_measure(struct request *q, struct measure m)
{
	for (size_t i = 0; i < q->measures; i++)
		if (strcmp(q->measure[i].heading, m.heading) == 0)
			die_usage("'%s' twice", m.heading);
	q->measure = mem_grow(q->measure, q->measures, &q->measure_room,
	    sizeof *q->measure);
	q->measure[q->measures++] = m;
}

static void
add_count(struct request *q)
{
	add_measure(q, (struct measure){ COUNT_OF, mem_copy(SLICE("count")), -1 });
}

/* "--sum COL[,COL]": the columns sum_COL. */
static void
add_measures(struct request *q, const char *what, const char *list)
{
	static const char *const name[] = {
		[SUM_OF] = "sum", [MEAN_OF] = "mean", [MEDIAN_OF] = "median",
		[LEAST_OF] = "min", [MOST_OF] = "max",
	};
	struct slice rest = slice_of(list), item;
	struct measure m = { .what = SUM_OF };

	while (strcmp(name[m.what], what) != 0)
		m.what++;
	while (slice_cut(&rest, ',', &item)) {
		item = slice_trim(item);
		if (item.n == 0)
			die_usage("--%s '%s': a name is missing", what, list);
		m.heading = mem_format("%s_%.*s", what, (int)item.n, item.p);
		m.column = measured_column(&q->measured, what, item);
		add_measure(q, m);
	}
}

static void
set_sort(struct request *q, const char *text)
{
	static const char down[] = ":desc";
	size_t n = strlen(text), behind = sizeof down - 1;

	q->order = RISING;
	if (n > behind && strcmp(text + n - behind, down) == 0) {
		q->order = FALLING;
		n -= behind;
	}
	free(q->sort);
	q->sort = mem_copy((struct slice){ text, n });
}

/* "COL", "COL=partial", "COL=hash" */
static void
add_mask(struct request *q, const char *text)
{
	static const char *const how[] = {
		[MASK_PARTIAL] = "partial", [MASK_HASH] = "hash",
	};
	const char *sign = strrchr(text, '=');
	size_t n = sign == NULL ? strlen(text) : (size_t)(sign - text);
	enum mask_how chosen = MASK_PARTIAL;

	if (sign != NULL && strcmp(sign + 1, how[MASK_HASH]) == 0)
		chosen = MASK_HASH;
	else if (sign != NULL && strcmp(sign + 1, how[MASK_PARTIAL]) != 0)
		die_usage("--mask %s: not COL, COL=partial or COL=hash", text);
	names_add_one(&q->masked, "--mask", (struct slice){ text, n });
	q->mask_how = mem_resize(q->mask_how, (size_t)q->masked.count,
	    sizeof *q->mask_how);
	q->mask_how[q->masked.count - 1] = chosen;
}

static void
settle_masks(struct request *q)
{
	int hashed = 0;

	for (int i = 0; i < q->masked.count; i++)
		hashed += q->mask_how[i] == MASK_HASH;
	if (hashed > 0 && q->key_file == NULL)
		die_usage("--mask COL=hash needs --key-file");
	if (hashed == 0 && q->key_file != NULL)
		die_usage("--key-file is for --mask COL=hash");
	if (q->key_file != NULL)
		q->key = key_open(&q->common, q->key_file);
}

static struct duration
window_of(const char *text)
{
	struct duration d;

	if (!duration_parse(slice_of(text), &d) || d.unit == MINUTES || d.unit == HOURS)
		die_usage("--window %s: not a number of days or months, such as 30d", text);
	return d;
}

static void
set_hours(struct request *q, const char *text)
{
	q->hours = options_hours("--hours", text);
	q->has_hours = true;
}

static void
set_show(struct request *q, const char *text)
{
	static const char *const name[] = {
		[SHOW_COLUMNS] = "columns", [SHOW_FILES] = "files", [SHOW_MONTHS] = "months",
		[SHOW_JOINS] = "joins",
	};

	for (q->show = SHOW_COLUMNS; strcmp(name[q->show], text) != 0; q->show++)
		if (q->show == SHOW_JOINS)
			die_usage("--show %s: not columns, files, months or joins", text);
}

static void
set_previous(struct request *q, const char *path)
{
	struct stat st;

	q->previous = path;
	q->previous_is_folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
	if (q->previous_is_folder)
		options_folder("--previous", path);
	else
		options_file("--previous", path);
}

static void
set_customers(struct request *q, const char *path)
{
	q->customers = path;
	options_add_table(&q->common, CUSTOMERS, path);
}

/* "YYYY-MM=TIERS" */
static void
set_base(struct request *q, const char *text)
{
	const char *sign = strchr(text, '=');
	char *month;

	if (sign == NULL || sign[1] == '\0')
		die_usage("--base %s: not YYYY-MM=TIERS", text);
	month = mem_copy((struct slice){ text, (size_t)(sign - text) });
	q->base_month = options_month("--base", month);
	q->base = options_file("--base", sign + 1);
	free(month);
}

static const struct report_kind *
kind_named(const struct report_kind kind[], int kinds_of_report, const char *name)
{
	for (int i = 0; i < kinds_of_report; i++)
		if (strcmp(name, kind[i].name) == 0)
			return &kind[i];
	return NULL;
}

/* "KIND=FILE" */
static void
add_section(struct request *q, const char *text, const struct report_kind kind[],
    int kinds_of_report)
{
	const char *sign = strchr(text, '=');
	size_t n = sign == NULL ? 0 : (size_t)(sign - text);
	char *name = mem_copy((struct slice){ text, n });
	struct section s = { .kind = kind_named(kind, kinds_of_report, name) };

	free(name);
	if (sign == NULL || s.kind == NULL)
		die_usage("--section %s: does not begin with a kind of report", text);
	if (sign[1] == '\0')
		die_usage("--section: no file behind '%s='", s.kind->name);
	s.path = options_file("--section", sign + 1);
	q->section = mem_grow(q->section, q->sections, &q->section_room,
	    sizeof *q->section);
	q->section[q->sections++] = s;
}

/* Whether the command line names the kind, for operands or a section. */
static bool
names_kind(const struct request *q, const char *name)
{
	if (q->kind != NULL && strcmp(q->kind->name, name) == 0)
		return true;
	for (size_t i = 0; i < q->sections; i++)
		if (strcmp(q->section[i].kind->name, name) == 0)
			return true;
	return false;
}

/* The kind, when the first operand is one, taken off; NULL: by the header. */
static const struct report_kind *
take_kind(struct options *o, const struct report_kind kind[], int kinds_of_report)
{
	const char *word = o->files > 0 ? o->file[0] : "";
	const struct report_kind *k = kind_named(kind, kinds_of_report, word);

	if (k != NULL) {
		o->file++;
		o->files--;
		return k;
	}
	return NULL;
}

static void
settle_kind(struct request *q, const struct report_kind kind[], int kinds_of_report)
{
	q->kind = take_kind(&q->common, kind, kinds_of_report);
	if (q->working_time != NULL && q->kind != NULL && !names_kind(q, "service"))
		die_usage("--working-time is for kind service");
	if (q->working_time == NULL && q->has_hours)
		die_usage("--hours goes with --working-time");
	if (q->working_time == NULL && q->calendar != NULL)
		die_usage("--calendar goes with --working-time");
	if (q->measures == 0 && q->arithmetic == FLOATING)
		die_usage("--float needs a figure, such as --sum COL");
	if (q->measures == 0)
		return;
	if (q->kind == NULL && q->sections == 0)
		q->kind = kind_named(kind, kinds_of_report, "table");
	if (!names_kind(q, "table"))
		die_usage("%s: figures of columns are for kind table",
		    q->measure[0].heading);
}

/* What only the kind contacts takes. */
static void
settle_contacts(const struct request *q)
{
	const char *option = q->customers != NULL ? "--customers" :
	    q->managers.count > 0 ? "--manager" : q->to != NO_DAY ? "--to" :
	    q->common.keeps > 0 ? "--keep" : NULL;

	if (q->kind != NULL && strcmp(q->kind->name, "contacts") == 0)
		keep_apart(&q->common, (const char *const []){ "manager", "date", "start",
		    "end", "customer_id", "name", "tier", "channel", "triggers",
		    "evidence", "action", "due", "on_time", "workorders", "status",
		    "reason", "next_possible", "contact_id", NULL });
	else if (option != NULL)
		die_usage("%s is for kind contacts, the first operand", option);
	if (q->from != NO_DAY && q->to != NO_DAY && q->from > q->to)
		die_usage("--from is after --to");
}

static void
settle_month(const struct request *q)
{
	if (q->kind == NULL && q->base != NULL && !names_kind(q, "kpi"))
		die_usage("--base is for kind kpi, the first operand");
	if (q->month != NO_MONTH && q->month > options_month_over(&q->common))
		die_usage("--month: that month is not over on as-of");
}

static void
set_lang(struct request *q, const char *value)
{
	lang_speak(options_lang("--lang", value));
	q->has_lang = true;
}

/*
 * Text on a terminal is read at once, by who sits there; and csv and json have
 * no language: what is said beside them on standard error is a message.
 */
static void
settle_lang(const struct request *q, bool terminal)
{
	const char *name = q->format->name;

	if (q->has_lang)
		return;
	if (strcmp(name, "text") == 0 ? terminal :
	    strcmp(name, "csv") == 0 || strncmp(name, "json", 4) == 0)
		lang_speak(lang_of_locale());
}

static void
settle_format(struct request *q)
{
	bool terminal = q->common.output.path == NULL && isatty(STDOUT_FILENO);

	if (q->format == NULL)
		q->format = format_named(terminal ? "text" : "csv");
	settle_lang(q, terminal);
	if (terminal && strcmp(q->format->name, "xlsx") == 0)
		die_usage("--format xlsx: a workbook is nothing for a terminal; say "
		    "--output FILE");
}

/* Tables are only looked at, and what they hold has neither groups nor names. */
static void
settle_profile(struct request *q)
{
	bool asked = q->kind != NULL && strcmp(q->kind->name, "profile") == 0;

	if (!asked && q->show != SHOW_ALL)
		die_usage("--show is for kind profile");
	if (names_kind(q, "profile") && (!asked || q->sections > 0))
		die_usage("a profile stands alone, without --section");
	if (!asked)
		return;
	if (q->by.count > 0 || q->top > 0 || q->min_cell > 0)
		die_usage("profile: it has no groups, for --by, --top or --min-cell");
	if (q->masked.count > 0 || q->previous != NULL)
		die_usage("profile: it shows no ids or names, and is compared with none: "
		    "no --mask and no --previous");
	options_look_on(&q->common);
	if (q->format->one_report && q->show == SHOW_ALL)
		q->show = SHOW_COLUMNS;
}

/* The figures have a file of their own, or standard output for themselves. */
static void
settle_figures(const struct options *o, const char *path)
{
	const char *rejects = rejects_path(o->rejects);

	if (!options_standard_output(path))
		rejects_spare(o->rejects, path, N_("the figures"));
	else if (o->output.path == NULL)
		die_usage("--figures: standard output is the report's");
	else if (rejects != NULL && options_standard_output(rejects))
		die_usage("standard output is written twice");
}

/* What the options mean together; contradictions end the program. */
static void
settle(struct request *q, const struct report_kind kind[], int kinds_of_report)
{
	const struct options *o = &q->common;

	if (q->figures != NULL)
		settle_figures(o, q->figures);
	settle_kind(q, kind, kinds_of_report);
	settle_contacts(q);
	settle_month(q);
	taken_check_named(q);
	settle_format(q);
	settle_profile(q);
	settle_masks(q);
	if (o->output.bom && !q->format->takes_bom)
		die_usage("--bom: a workbook has none");
	if (o->output.delimiter != 0 && !q->format->takes_safe)
		die_usage("--output-delimiter is for --format csv");
	if (q->text.count > 0 && !q->format->is_workbook)
		die_usage("--text is for --format xlsx");
	if (q->safety == CELLS_SAFE && !q->format->takes_safe)
		die_usage("--safe is for --format csv");
}

/* Of the common ones only the rules are of few kinds. */
static void
note_typed(struct request *q, int letter)
{
	for (const struct option *own = long_options; own->name != NULL; own++)
		if (own->val == letter)
			taken_note(q, own->name);
	if (letter == 'p' || letter == 'k')
		taken_note(q, letter == 'p' ? "policy" : "keep");
}

/* The figures of columns; false when it is another option. */
static bool
take_figure(struct request *q, int letter, const char *value)
{
	switch (letter) {
	case COUNTED: add_count(q); break;
	case FLOAT: q->arithmetic = FLOATING; break;
	case MAX: add_measures(q, "max", value); break;
	case MEAN: add_measures(q, "mean", value); break;
	case MEDIAN: add_measures(q, "median", value); break;
	case MIN: add_measures(q, "min", value); break;
	case SUM: add_measures(q, "sum", value); break;
	default: return false;
	}
	return true;
}

void
report_request_parse(struct request *q, int argc, char *argv[], const struct report_kind kind[],
    int kinds_of_report)
{
	struct options *o = &q->common;
	int letter;

	options_begin(o, "rt-report", TAKES_AS_OF | TAKES_POLICY | TAKES_KEEP);
	o->verbs = taken_verbs(kind, kinds_of_report);
	while ((letter = getopt_long(argc, argv, options_letters(o, ""),
	    options_all(o, long_options), NULL)) != -1) {
		note_typed(q, letter);
		if (take_figure(q, letter, optarg))
			continue;
		switch (letter) {
		case BASE: set_base(q, optarg); break;
		case BY: names_add(&q->by, "--by", optarg); break;
		case CALENDAR_FILE: q->calendar = options_file("--calendar", optarg); break;
		case CUSTOMERS_FILE: set_customers(q, optarg); break;
		case FIGURES_FILE: q->figures = options_result("--figures", optarg); break;
		case FORMAT: q->format = format_named(optarg); break;
		case FROM: q->from = options_date("--from", optarg); break;
		case HOURS_LIST: set_hours(q, optarg); break;
		case KEY_FILE: q->key_file = options_file("--key-file", optarg); break;
		case LANG: set_lang(q, optarg); break;
		case MANAGER_NAMES: names_add(&q->managers, "--manager", optarg); break;
		case MASKED: add_mask(q, optarg); break;
		case MIN_CELL:
			q->min_cell = options_number("--min-cell", optarg, 1, INT64_MAX);
			break;
		case MONTH_OF: q->month = options_month("--month", optarg); break;
		case PREVIOUS: set_previous(q, optarg); break;
		case SAFE: q->safety = CELLS_SAFE; break;
		case SECTION: add_section(q, optarg, kind, kinds_of_report); break;
		case SHOW: set_show(q, optarg); break;
		case SKIP_EMPTY_PAGE: q->when_empty = SKIP_EMPTY; break;
		case SORT: set_sort(q, optarg); break;
		case TEXT_COLUMNS: names_add(&q->text, "--text", optarg); break;
		case TITLE: q->title = optarg; break;
		case TO: q->to = options_date("--to", optarg); break;
		case TOP: q->top = options_number("--top", optarg, 1, INT64_MAX); break;
		case TRIGGERS: q->triggers = options_file("--triggers", optarg); break;
		case WINDOW: q->window = window_of(optarg); break;
		case WITH_LEFT: q->with_left = true; break;
		case WORDS_FILE: q->words = options_file("--words", optarg); break;
		case WORKING: q->working_time = optarg; break;
		default: options_take(o, letter, optarg, usage);
		}
	}
	options_finish(o, argc, argv);
	settle(q, kind, kinds_of_report);
}

void
report_request_free(struct request *q)
{
	for (size_t i = 0; i < q->measures; i++)
		free(q->measure[i].heading);
	free(q->measure);
	free(q->section);
	free(q->sort);
	free(q->mask_how);
	free(q->typed);
	if (q->key != NULL)
		key_close(q->key);
	names_free(&q->by);
	names_free(&q->managers);
	names_free(&q->masked);
	names_free(&q->text);
	names_free(&q->measured);
}

instant
request_last(const struct request *q)
{
	return options_deadline(&q->common) - (q->common.as_of_minutes < 0);
}
