/*
 * Which report a table makes is decided from all tables together, since
 * customers beside contacts are an effect, and by themselves are none.
 */
#include "cmd/rt-report/page.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/rt-report/call_sheets.h"
#include "cmd/rt-report/previous.h"
#include "cmd/rt-report/spell.h"
#include "cmd/rt-report/taken.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

/* Of which kinds of tables the operands are. */
static kinds
kinds_met(const struct page *p)
{
	kinds met = 0;

	for (int i = 0; i < p->operands; i++)
		met |= KIND(table_kind(p->table[i]));
	return met;
}

static bool
has_arm(struct table *t)
{
	return table_kind(t) == WORKORDERS && table_column(t, "arm") != NO_COLUMN;
}

static bool
some_have_arm(const struct page *p)
{
	for (int i = 0; i < p->operands; i++)
		if (has_arm(p->table[i]))
			return true;
	return false;
}

/* Whether the table is one of those that show what contacts do. */
static bool
shows_effect(const struct page *p, struct table *t)
{
	kinds met = kinds_met(p);

	if ((met & KIND(CUSTOMERS)) == 0)
		return false;
	if ((met & KIND(CONTACTS)) != 0)
		return table_kind(t) == CUSTOMERS || table_kind(t) == CONTACTS;
	return has_arm(t) || (table_kind(t) == CUSTOMERS && some_have_arm(p));
}

static const struct report_kind *
kind_called(const struct report_kind *kind, const char *name)
{
	while (strcmp(kind->name, name) != 0)
		kind++;
	return kind;
}

/* Of kinds of one name, of which a table makes different reports, the header's. */
static const struct report_kind *
kind_by_header(const struct report_kind *named, const struct report_kind kind[],
    int count, struct table *t)
{
	for (int i = 0; i < count; i++)
		if (strcmp(kind[i].name, named->name) == 0 && kind[i].is != NULL &&
		    kind[i].is(t))
			return &kind[i];
	return named;
}

/* Which report is made of the table: the first of its kind that knows it. */
static const struct report_kind *
kind_of(const struct page *p, const struct report_kind kind[], int count,
    struct table *t)
{
	enum kind from = table_kind(t);

	if (p->q->kind != NULL)
		return kind_by_header(p->q->kind, kind, count, t);
	if (shows_effect(p, t))
		return kind_called(kind, "effect");
	for (int i = 0; i < count; i++)
		if (kind[i].from == KIND(from) &&
		    (from != NO_KIND || (kind[i].is != NULL && kind[i].is(t))))
			return &kind[i];
	return kind_called(kind, "table");
}

/* The kinds of tables that reports are made of; a table said to be another is refused. */
static kinds
kinds_taken(const struct request *q, const struct report_kind kind[], int count)
{
	const struct options *o = &q->common;
	kinds among = 0;

	for (int i = 0; i < count; i++)
		if (kind[i].from != ANY_KIND)
			among |= kind[i].from;
	/* One table alone cannot show an effect. */
	if (q->common.files + (int)q->common.tables < 2)
		among &= ~(KIND(CUSTOMERS) | KIND(CONTACTS));
	if (q->kind != NULL)
		among = q->kind->from;
	for (size_t i = 0; i < o->tables; i++)
		if ((among & KIND(o->table[i].kind)) == 0)
			die_usage("--table %s: this report is not made of such a table",
			    kind_name(o->table[i].kind));
	return among;
}

/* A group must not share its name with a figure: nobody could tell them apart. */
static void
check_groups(const struct sheet *s, int groups)
{
	for (int i = 0; i < groups; i++)
		for (int other = i + 1; other < sheet_columns(s); other++)
			if (sheet_is_written(s, other) && strcmp(sheet_column(s, i)->name,
			    sheet_column(s, other)->name) == 0)
				die_usage("--by: the report has a column '%s' of its own",
				    sheet_column(s, i)->name);
}

/* Takes the tables of one kind, out of all; they become one sheet. */
static struct sheet *
make_sheet(const struct page *p, const struct report_kind *const of[],
    const struct report_kind *kind)
{
	struct tables in = { .table = mem_array((size_t)p->tables, sizeof *in.table) };
	struct sheet *s;

	for (int i = 0; i < p->tables; i++)
		if (of[i] == kind)
			in.table[in.count++] = p->table[i];
	s = kind->make(p->q, &in);
	check_groups(s, p->q->by.count);
	free(in.table);
	return s;
}

/* With no kind on the command line, the headers say whether it is any use. */
static void
check_working_time(const struct page *p, const struct report_kind *const of[])
{
	bool service = false;

	for (int i = 0; i < p->tables; i++)
		service = service || strcmp(of[i]->name, "service") == 0;
	if (p->q->working_time != NULL && !service)
		die_usage("--working-time is for kind service");
}

/* Whether no table before makes the same report. */
static bool
is_first(const struct report_kind *const of[], int table)
{
	int same = 0;

	while (of[same] != of[table])
		same++;
	return same == table;
}

static int
count_reports(const struct report_kind *const of[], int tables)
{
	int reports = 0;

	for (int i = 0; i < tables; i++)
		reports += is_first(of, i);
	return reports;
}

/* A report may be of several sheets. */
static void
add_sheets(struct page *p, struct sheet *s)
{
	for (; s != NULL; s = sheet_next(s)) {
		p->sheet = mem_grow(p->sheet, (size_t)p->sheets, &p->sheet_room,
		    sizeof(struct sheet *));
		p->sheet[p->sheets++] = s;
	}
}

static void
make_sheets(struct page *p, const struct report_kind *const of[])
{
	if (p->q->format->one_report && count_reports(of, p->tables) > 1)
		die_usage("these tables make several reports, which %s cannot hold: "
		    "--format text, or one at a time",
		    p->q->format->name);
	for (int i = 0; i < p->tables; i++)
		if (is_first(of, i))
			add_sheets(p, make_sheet(p, of, of[i]));
}

static void
sort_sheets(struct page *p)
{
	const char *name = p->q->sort;
	int sorted = 0;

	for (int i = 0; name != NULL && i < p->sheets; i++) {
		int column = sheet_find(p->sheet[i], name);

		if (column < 0)
			continue;
		sheet_sort(p->sheet[i], column, p->q->order);
		sorted++;
	}
	if (name != NULL && sorted == 0)
		die_usage("--sort: the report has no column '%s'", name);
}

/* A column of --text that no sheet has is a slip of the pen. */
static void
check_text(const struct page *p)
{
	for (int n = 0; n < p->q->text.count; n++) {
		bool found = false;

		for (int i = 0; i < p->sheets; i++)
			found |= sheet_find(p->sheet[i], p->q->text.name[n]) >= 0;
		if (!found)
			die_usage("--text: the report has no column '%s'",
			    p->q->text.name[n]);
	}
}

static bool
makes_report(const struct page *p, const char *kind)
{
	for (int i = 0; i < p->sheets; i++)
		if (strcmp(sheet_kind(p->sheet[i]), kind) == 0)
			return true;
	return false;
}

/*
 * What people read is said in words; where a program reads, words that were
 * given are only looked through for mistakes.
 */
static void
spell_sheets(struct page *p)
{
	/* --policy is of such a report, where there is one. */
	bool other = makes_report(p, "service") || makes_report(p, "kpi");
	struct speller *s;

	if (!p->q->format->for_people && p->q->words == NULL && p->q->triggers == NULL)
		return;
	s = speller_open(p->q, other ? NULL : p->q->common.policy);
	for (int i = 0; p->q->format->for_people && i < p->sheets; i++)
		spell_sheet(s, p->sheet[i]);
	speller_close(s);
}

/* What people work from are sheets for each of them, in the place of the report. */
static void
part_contacts(struct page *p)
{
	enum call_sheet_form form = p->q->format->is_workbook ? CALL_BOOK : CALL_PAGES;
	struct sheet **all = p->sheet;
	int reports = p->sheets, count;

	p->sheet = NULL;
	p->sheets = 0;
	for (int i = 0; i < reports; i++) {
		struct sheet **made = &all[i];

		count = 1;
		if (strcmp(sheet_kind(all[i]), "contacts") == 0)
			made = call_sheets(all[i], form, &count);
		p->sheet = mem_resize(p->sheet, (size_t)(p->sheets + count),
		    sizeof(struct sheet *));
		memcpy(p->sheet + p->sheets, made, (size_t)count * sizeof(struct sheet *));
		p->sheets += count;
		if (made == &all[i])
			continue;
		sheet_free(all[i]);
		free(made);
	}
	free(all);
}

/*
 * Opens all tables: those of the operands, and one of each section behind, then the
 * base of kind kpi.
 */
static void
open_tables(struct page *p, kinds among)
{
	const struct request *q = p->q;

	p->table = table_open_all(&q->common, among, q->sections == 0);
	while (p->table[p->operands] != NULL)
		p->operands++;
	p->tables = p->operands + (int)q->sections;
	p->table = mem_resize(p->table, (size_t)p->tables, sizeof(struct table *));
	for (size_t i = 0; i < q->sections; i++)
		p->table[p->operands + (int)i] = table_open_apart(&q->common,
		    q->section[i].path, q->section[i].kind->from);
	if (q->base == NULL)
		return;
	p->table = mem_resize(p->table, (size_t)p->tables + 1, sizeof(struct table *));
	p->table[p->tables++] = table_open_apart(&q->common, q->base, KIND(TIERS));
}

static bool
is_listed(const struct page *p, const struct input *in)
{
	for (int i = 0; i < p->inputs; i++)
		if (strcmp(p->input[i].name, in->name) == 0 &&
		    strcmp(p->input[i].kind, in->kind) == 0)
			return true;
	return false;
}

/* What was read; once, however many sections were made of it. */
static void
list_inputs(struct page *p, const struct report_kind *const of[])
{
	p->input = mem_array((size_t)p->tables, sizeof *p->input);
	for (int i = 0; i < p->tables; i++) {
		const struct reader *r = table_reader(p->table[i]);
		enum kind k = table_kind(p->table[i]);
		struct input in = { reader_name(r),
			k == NO_KIND && of[i]->from != ANY_KIND ? of[i]->name : kind_name(k),
			reader_rows(r), reader_refused(r), 0, false };

		in.filtered = table_left_out(p->table[i], &in.left_out);

		if (i < p->operands || !is_listed(p, &in))
			p->input[p->inputs++] = in;
	}
}

/* The file of the same name in that folder; freed by the caller, NULL: none. */
static char *
file_in(const char *folder, const char *name)
{
	const char *base = strrchr(name, '/');
	char *path;

	path = mem_format("%s/%s", folder, base == NULL ? name : base + 1);
	if (access(path, F_OK) == 0)
		return path;
	free(path);
	return NULL;
}

/* The headline of the tables of an earlier month, under the same file names. */
static struct headline
earlier_headline(const struct page *p, const struct report_kind *const of[])
{
	struct request q = *p->q;
	struct page e = { .q = &q };
	const struct report_kind **kind = mem_array((size_t)p->tables, sizeof *kind);
	struct headline h;

	q.previous = NULL;
	e.table = mem_array((size_t)p->tables, sizeof(struct table *));
	for (int i = 0; i < p->tables; i++) {
		char *path = headline_reads(of[i]->name) ?
		    file_in(p->q->previous, table_name(p->table[i])) : NULL;

		if (path == NULL)
			continue;
		kind[e.tables] = of[i];
		e.table[e.tables++] = table_open_apart(&q.common, path,
		    KIND(table_kind(p->table[i])));
		free(path);
	}
	if (e.tables == 0)
		die_usage("--previous %s: holds none of the files that the headline is of",
		    p->q->previous);
	make_sheets(&e, kind);
	h = headline_of(e.sheet, e.sheets);
	for (int i = 0; i < e.sheets; i++)
		sheet_free(e.sheet[i]);
	for (int i = 0; i < e.tables; i++)
		table_close(e.table[i]);
	free(e.sheet);
	free(e.table);
	free(kind);
	return h;
}

/* A report is compared with an earlier one, a page with those of a folder. */
static void
compare(struct page *p, const struct report_kind *const of[])
{
	const char *previous = p->q->previous;
	bool several = count_reports(of, p->tables) > 1;

	if (previous != NULL && p->sheets > 1 && !p->q->previous_is_folder)
		die_usage("--previous: these tables make several reports: a folder of the "
		    "earlier tables, under the same names");
	if (previous != NULL && !several && p->q->previous_is_folder)
		die_usage("--previous: a folder is for a page of several reports");
	if (several) {
		p->headline = headline_of(p->sheet, p->sheets);
		p->has_headline = headline_is_worth(&p->headline);
	}
	if (!several && strcmp(sheet_kind(p->sheet[0]), "kpi") == 0) {
		p->headline = headline_of(p->sheet, 1);
		p->has_headline = p->headline.kpi[0] != '\0';
	}
	if (previous != NULL && several && !p->has_headline)
		die_usage("--previous: the page has too few numbers for a headline, which "
		    "are of tiers, workorders, plan and churn");
	if (p->has_headline && several && previous != NULL) {
		struct headline earlier = earlier_headline(p, of);

		headline_compare(&p->headline, &earlier);
	} else if (previous != NULL && !several) {
		previous_compare(p->q, p->sheet[0]);
	}
}

struct page *
page_make(const struct request *q, const struct report_kind kind[], int kinds_of_report)
{
	kinds among = kinds_taken(q, kind, kinds_of_report);
	struct page *p = mem_new(sizeof *p);
	const struct report_kind **of;

	p->q = q;
	open_tables(p, among);
	of = mem_array((size_t)p->tables, sizeof *of);
	for (int i = 0; i < p->tables; i++)
		of[i] = i < p->operands ?
		    kind_of(p, kind, kinds_of_report, p->table[i]) :
		    i == p->operands + (int)q->sections ? kind_called(kind, "kpi") :
		    kind_by_header(q->section[i - p->operands].kind, kind,
		        kinds_of_report, p->table[i]);
	check_working_time(p, of);
	taken_check(q, of, p->tables);
	/* One that some table has is enough. */
	free(names_find(&q->masked, "--mask", p->table, p->tables));
	make_sheets(p, of);
	compare(p, of);
	sort_sheets(p);
	check_text(p);
	spell_sheets(p);
	if (p->sheets == 1)
		p->only = sheet_kind(p->sheet[0]);
	else if (count_reports(of, p->tables) == 1)
		p->only = of[0]->name;
	if (q->format->for_people)
		part_contacts(p);
	list_inputs(p, of);
	free(of);
	return p;
}

void
page_free(struct page *p)
{
	for (int i = 0; i < p->sheets; i++)
		sheet_free(p->sheet[i]);
	for (int i = 0; i < p->tables; i++)
		table_close(p->table[i]);
	free(p->sheet);
	free(p->table);
	free(p->input);
	free(p);
}

const char *
page_title(const struct page *p, enum lang l)
{
	if (p->q->title != NULL)
		return p->q->title;
	return p->only != NULL ? word_title(l, p->only) : NULL;
}

const char *
page_sheet_title(const struct page *p, int sheet)
{
	return p->sheets > 1 ? page_sheet_name(p, sheet) : NULL;
}

const char *
page_sheet_name(const struct page *p, int sheet)
{
	const char *own = sheet_title(p->sheet[sheet]);

	return own != NULL ? own : word_title(lang_spoken(), sheet_kind(p->sheet[sheet]));
}

bool
page_is_empty(const struct page *p)
{
	uint64_t used = 0;
	size_t rows = 0;

	for (int i = 0; i < p->inputs; i++)
		used += p->input[i].rows - p->input[i].rejected - p->input[i].left_out;
	for (int i = 0; i < p->sheets; i++)
		rows += sheet_rows(p->sheet[i]);
	/* What has a row for nothing at all, such as "count", has none. */
	return rows == 0 || used == 0;
}
