/*
 * rt-report -- what people read: levels, work orders, plans, churn, any table.
 *
 * A file for each kind of report, which makes a sheet; a file for each
 * format, which writes it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/rt-report/page.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/tiers.h"

static const char usage[] =
	"usage: rt-report [KIND] [OPTION]... [FILE]...\n"
	"Reports from the tables that rt writes, or from any other.\n"
	"\n"
	"KIND is what the header says, or one of\n"
	"  tiers              customers by level: shares, amounts\n"
	"  workorders         work orders by trigger, category and level\n"
	"  plan               contacts by manager and date, what is late or unplanned\n"
	"  churn              the rates of rt-churn\n"
	"  table              any table: figures by --by, else the records as they are\n"
	"\n"
	"      --by COL[,COL]     groups: their columns come first\n"
	"      --format text|csv  default: text on a terminal, else csv\n"
	"      --lang en|zh       language of headings, titles and footer of text\n"
	"      --sort COL[:desc]  sort by that column of the report\n"
	"      --title TEXT       in place of the report's own\n"
	"      --top N            the N groups largest by the first figure, (others)\n"
	"\n"
	"Figures of kind table, columns in the order typed:\n"
	"      --count            records\n"
	"      --sum COL[,COL]    exact; so are --mean, --median, --min, --max\n"
	"      --float            numbers of any form, in floating point\n";

static const struct report_kind kinds_of_report[] = {
	{ "churn", NO_KIND, report_churn },
	{ "plan", PLAN, report_plan },
	{ "table", NO_KIND, report_table },
	{ "tiers", TIERS, report_tiers },
	{ "workorders", WORKORDERS, report_workorders },
};

enum { REPORT_KINDS = sizeof kinds_of_report / sizeof *kinds_of_report };

/* What the tool is to do one day; a file of that name is given as ./NAME. */
static const char *const kinds_to_come[] = {
	"pareto", "movement", "service", "movements", "cohorts", "survival", "nps",
	"complaints", "objections", "effect",
};

enum {
	BY = 256, COUNTED, FLOAT, FORMAT, LANG, MAX, MEAN, MEDIAN, MIN, SORT, SUM, TITLE,
	TOP,
};

static const struct option long_options[] = {
	{ "by", required_argument, NULL, BY },
	{ "count", no_argument, NULL, COUNTED },
	{ "float", no_argument, NULL, FLOAT },
	{ "format", required_argument, NULL, FORMAT },
	{ "lang", required_argument, NULL, LANG },
	{ "max", required_argument, NULL, MAX },
	{ "mean", required_argument, NULL, MEAN },
	{ "median", required_argument, NULL, MEDIAN },
	{ "min", required_argument, NULL, MIN },
	{ "sort", required_argument, NULL, SORT },
	{ "sum", required_argument, NULL, SUM },
	{ "title", required_argument, NULL, TITLE },
	{ "top", required_argument, NULL, TOP },
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
		if (asprintf(&m.heading, "%s_%.*s", what, (int)item.n, item.p) < 0)
			die(BAD_SYSTEM, "out of memory");
		m.column = measured_column(&q->measured, what, item);
		add_measure(q, m);
	}
}

static enum format
format_of(const char *text)
{
	if (strcmp(text, "text") == 0)
		return FORMAT_TEXT;
	if (strcmp(text, "csv") == 0)
		return FORMAT_CSV;
	die_usage("--format %s: not text or csv", text);
}

static enum lang
lang_of(const char *text)
{
	if (strcmp(text, "en") == 0)
		return ENGLISH;
	if (strcmp(text, "zh") == 0)
		return CHINESE;
	die_usage("--lang %s: not en or zh", text);
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

static const struct report_kind *
kind_named(const char *name)
{
	for (int i = 0; i < REPORT_KINDS; i++)
		if (strcmp(name, kinds_of_report[i].name) == 0)
			return &kinds_of_report[i];
	return NULL;
}

/* The kind, when the first operand is one, taken off; NULL: by the header. */
static const struct report_kind *
take_kind(struct options *o)
{
	const char *word = o->files > 0 ? o->file[0] : "";
	const struct report_kind *k = kind_named(word);

	if (k != NULL) {
		o->file++;
		o->files--;
		return k;
	}
	for (size_t i = 0; i < sizeof kinds_to_come / sizeof *kinds_to_come; i++)
		if (strcmp(word, kinds_to_come[i]) == 0)
			die_usage("%s: this version does not have that kind (a file of "
			    "that name is ./%s)", word, word);
	return NULL;
}

static void
settle_kind(struct request *q)
{
	q->kind = take_kind(&q->common);
	if (q->measures == 0 && q->arithmetic == FLOATING)
		die_usage("--float needs a figure, such as --sum COL");
	if (q->measures == 0)
		return;
	if (q->kind == NULL)
		q->kind = kind_named("table");
	if (strcmp(q->kind->name, "table") != 0)
		die_usage("--%s is for kind table", q->measure[0].heading);
}

static void
settle_format(struct request *q)
{
	if (q->format == FORMAT_AUTO)
		q->format = q->common.output.path == NULL && isatty(STDOUT_FILENO) ?
		    FORMAT_TEXT : FORMAT_CSV;
}

static void
parse_options(struct request *q, int argc, char *argv[])
{
	struct options *o = &q->common;
	int letter;

	options_begin(o, "rt-report", TAKES_AS_OF | TAKES_COLOR | TAKES_POLICY);
	while ((letter = getopt_long(argc, argv, options_letters(o, ""),
	    options_all(o, long_options), NULL)) != -1) {
		switch (letter) {
		case BY: names_add(&q->by, "--by", optarg); break;
		case COUNTED: add_count(q); break;
		case FLOAT: q->arithmetic = FLOATING; break;
		case FORMAT: q->format = format_of(optarg); break;
		case LANG: q->lang = lang_of(optarg); break;
		case MAX: add_measures(q, "max", optarg); break;
		case MEAN: add_measures(q, "mean", optarg); break;
		case MEDIAN: add_measures(q, "median", optarg); break;
		case MIN: add_measures(q, "min", optarg); break;
		case SORT: set_sort(q, optarg); break;
		case SUM: add_measures(q, "sum", optarg); break;
		case TITLE: q->title = optarg; break;
		case TOP: q->top = options_number("--top", optarg, 1, INT64_MAX); break;
		default: options_take(o, letter, optarg, usage);
		}
	}
	options_finish(o, argc, argv);
	settle_kind(q);
	settle_format(q);
}

static void
free_request(struct request *q)
{
	for (size_t i = 0; i < q->measures; i++)
		free(q->measure[i].heading);
	free(q->measure);
	free(q->sort);
	names_free(&q->by);
	names_free(&q->measured);
}

static void
print_policy(const struct options *o)
{
	struct tiers *t = tiers_open(o->policy);

	options_print_policy(o, policy_source(tiers_policy(t)));
}

int
main(int argc, char *argv[])
{
	static struct request q = { .lang = ENGLISH, .arithmetic = EXACT };
	struct writer *out;
	struct page *p;
	int status;

	parse_options(&q, argc, argv);
	if (q.common.print_policy)
		print_policy(&q.common);
	p = page_make(&q, kinds_of_report, REPORT_KINDS);
	out = options_writer(&q.common);
	if (q.format == FORMAT_TEXT)
		page_text(p, out);
	else
		page_csv(p, out);
	status = writer_close(out);
	rejects_close(q.common.rejects);
	page_free(p);
	free_request(&q);
	return status;
}
