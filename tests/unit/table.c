/*
 * table -- asks common/table: what is read, as what, under which options.
 *
 * table [OPTION]... --kinds LIST [FILE]...    each table: kind, columns, cells
 *       --given FILE                          FILE is of the one kind of LIST
 *       --user COL                            a column that the user names
 *       --tiers                               the levels in force
 *       --working FROM,DAYS [--calendar FILE] working days as 1, others as 0
 *       --settled                             the day, the deadline, the part
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/table/policy.h"
#include "common/table/table.h"
#include "common/table/tiers.h"

enum { COLUMNS_MOST = 40 };

struct column_read {
	const char *name;
	enum column_type type;
	int column;
};

static struct {
	kinds kinds;
	const char *given, *user, *working, *calendar;
	bool tiers, settled;
} asked;

static void
write_month(struct writer *w, monthnum month)
{
	char text[MONTH_TEXT];

	if (month != NO_MONTH)
		month_print(month, text);
	writer_text(w, (struct slice){ text, month != NO_MONTH ? MONTH_TEXT : 0 });
}

/* Whether the cell could be read; the second time round it is written. */
static bool
answer(struct table *t, const struct column_read *c, struct writer *w)
{
	struct slice text = { NULL, 0 };
	money m = 0;
	int64_t n = 0;
	double x = 0;
	daynum d = NO_DAY;
	monthnum month = NO_MONTH;
	instant i = NO_INSTANT;
	bool known = true, yes = false, good = true;

	switch (c->type) {
	case ID: good = table_id(t, c->column, &text); break;
	case MONEY: good = table_money(t, c->column, &m, &known); break;
	case COUNT: good = table_count(t, c->column, &n, &known); break;
	case NUMBER: good = table_number(t, c->column, &x, &known); break;
	case DURATION: good = table_seconds(t, c->column, &x, &known); break;
	case DATE: good = table_date(t, c->column, &d); break;
	case MONTH: good = table_month(t, c->column, &month); break;
	case INSTANT: good = table_instant(t, c->column, &i); break;
	case YES_NO: good = table_yes_no(t, c->column, &yes); break;
	case TEXT:
	case LIST: text = table_text(t, c->column); break;
	}
	if (!good || w == NULL)
		return good;
	if (!known)
		writer_blank(w);
	else if (c->type == MONEY)
		writer_money(w, m);
	else if (c->type == COUNT)
		writer_count(w, n);
	else if (c->type == NUMBER || c->type == DURATION)
		writer_number(w, x);
	else if (c->type == DATE)
		writer_date(w, d);
	else if (c->type == MONTH)
		write_month(w, month);
	else if (c->type == INSTANT)
		writer_instant(w, i);
	else if (c->type == YES_NO)
		writer_string(w, yes ? "yes" : "no");
	else
		writer_text(w, text);
	return true;
}

static int
bind(struct table *t, struct column_read column[])
{
	int n = 0;

	for (const struct column *c = kind_columns(table_kind(t)); c->name != NULL; c++) {
		int at = table_column(t, c->name);

		if (at != NO_COLUMN)
			column[n++] = (struct column_read){ c->name, c->type, at };
	}
	if (asked.user != NULL) {
		int at = table_user_column(t, slice_of(asked.user));

		if (at == NO_COLUMN)
			die(BAD_USAGE, "--user: no input has a column '%s'", asked.user);
		column[n++] = (struct column_read){ asked.user, TEXT, at };
	}
	return n;
}

static void
print_table(struct table *t, struct writer *w)
{
	struct column_read column[COLUMNS_MOST];
	int n = bind(t, column);

	writer_string(w, kind_name(table_kind(t)));
	for (int i = 0; i < n; i++)
		writer_string(w, column[i].name);
	writer_end(w);
	while (table_next(t)) {
		bool good = true;

		for (int i = 0; i < n && good; i++)
			good = answer(t, &column[i], NULL);
		if (!good)
			continue;
		writer_count(w, (int64_t)table_line(t));
		for (int i = 0; i < n; i++)
			answer(t, &column[i], w);
		writer_end(w);
	}
	table_close(t);
}

static void
print_tables(const struct options *o)
{
	struct table **list = table_open_all(o, asked.kinds, asked.given == NULL);
	struct table *given = asked.given == NULL ? NULL :
	    table_open(o, asked.given, asked.kinds);
	struct writer *w = options_writer(o);

	for (struct table **t = list; *t != NULL; t++)
		print_table(*t, w);
	if (given != NULL)
		print_table(given, w);
	free(list);
	writer_close(w);
}

static void
print_levels(const char *scope, struct levels levels)
{
	for (int i = 0; i < levels.count; i++)
		printf("%s %.*s %d\n", scope, (int)levels.level[i].tier.n,
		    levels.level[i].tier.p, levels.level[i].rank);
}

static void
print_tiers(const struct options *o)
{
	struct tiers *t = tiers_open(o, o->policy);

	if (o->print_policy)
		options_print_policy(o, &(struct printable){
		    "tiers", policy_source(tiers_policy(t)) }, 1);
	print_levels("individual", tiers_individual(t));
	print_levels("group", tiers_group(t));
	tiers_close(t);
}

static void
print_working(const struct options *o)
{
	struct calendar *c = policy_calendar(o, asked.calendar);
	struct slice rest = slice_of(asked.working), from;
	daynum d = 0;

	slice_cut(&rest, ',', &from);
	if (!date_parse(from, &d) || rest.p == NULL)
		die_usage("--working: not FROM,DAYS");
	for (int days = atoi(rest.p); days > 0; days--)
		putchar(calendar_works(c, d++) ? '1' : '0');
	putchar('\n');
	calendar_free(c);
}

static void
print_settled(const struct options *o)
{
	char day[DATE_TEXT], deadline[INSTANT_TEXT];

	date_print(o->as_of, day);
	instant_print(options_deadline(o), deadline);
	printf("%.*s %.*s %" PRIu64 "/%" PRIu64 "\n", DATE_TEXT, day, INSTANT_TEXT,
	    deadline, o->part, o->parts);
}

static kinds
parse_kinds(const char *text)
{
	struct slice rest = slice_of(text), name;
	kinds all = 0;

	while (slice_cut(&rest, ',', &name)) {
		enum kind k = kind_of_name(name);

		if (k == NO_KIND)
			die_usage("--kinds: '%s'", text);
		all |= KIND(k);
	}
	return all;
}

static struct options
parse_options(int argc, char *argv[])
{
	enum { CALENDAR_FILE = 256, GIVEN, OF_KINDS, SETTLED, LEVELS, USER, WORKING };
	static const struct option own[] = {
		{ "calendar", required_argument, NULL, CALENDAR_FILE },
		{ "given", required_argument, NULL, GIVEN },
		{ "kinds", required_argument, NULL, OF_KINDS },
		{ "settled", no_argument, NULL, SETTLED },
		{ "tiers", no_argument, NULL, LEVELS },
		{ "user", required_argument, NULL, USER },
		{ "working", required_argument, NULL, WORKING },
		{ NULL, 0, NULL, 0 },
	};
	struct options o;
	const struct option *all;
	const char *letters;
	int letter;

	options_begin(&o, "unit", TAKES_POLICY | TAKES_KEEP | TAKES_AS_OF | TAKES_PART);
	all = options_all(&o, own);
	letters = options_letters(&o, "");
	while ((letter = getopt_long(argc, argv, letters, all, NULL)) != -1)
		switch (letter) {
		case CALENDAR_FILE: asked.calendar = options_file("--calendar", optarg); break;
		case GIVEN: asked.given = options_file("--given", optarg); break;
		case OF_KINDS: asked.kinds = parse_kinds(optarg); break;
		case SETTLED: asked.settled = true; break;
		case LEVELS: asked.tiers = true; break;
		case USER: asked.user = optarg; break;
		case WORKING: asked.working = optarg; break;
		default: options_take(&o, letter, optarg, "usage: table\n"); break;
		}
	return o;
}

int
main(int argc, char *argv[])
{
	static struct options o;

	o = parse_options(argc, argv);
	options_finish(&o, argc, argv);
	if (asked.tiers)
		print_tiers(&o);
	if (asked.working != NULL)
		print_working(&o);
	if (asked.settled)
		print_settled(&o);
	if (asked.kinds != 0)
		print_tables(&o);
	return options_end(&o, fflush(stdout) == 0 ? DONE : BAD_SYSTEM);
}
