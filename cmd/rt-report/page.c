/*
 * page -- all that is written: the sheets, and what they were made from.
 */
#include "cmd/rt-report/page.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

/* Which report is made of the table. */
static const struct report_kind *
kind_of(const struct request *q, const struct report_kind kind[], struct table *t)
{
	enum kind from = table_kind(t);
	const char *name = report_is_churn(t) ? "churn" : "table";

	if (q->kind != NULL)
		return q->kind;
	while (kind->from != from || (from == NO_KIND && strcmp(kind->name, name) != 0))
		kind++;
	return kind;
}

/* The kinds of tables that reports are made of; a table said to be another is refused. */
static kinds
kinds_taken(const struct request *q, const struct report_kind kind[], int count)
{
	const struct options *o = &q->common;
	kinds among = 0;

	for (int i = 0; i < count; i++)
		among |= KIND(kind[i].from);
	if (q->kind != NULL)
		among = KIND(q->kind->from);
	for (size_t i = 0; i < o->tables; i++)
		if ((among & KIND(o->table[i].kind)) == 0)
			die_usage("--table %s: this report is not made of such a table",
			    kind_name(o->table[i].kind));
	return among;
}

/* Takes the tables of one kind, out of all; they become one sheet. */
static struct sheet *
make_sheet(const struct page *p, const struct report_kind *const of[],
    const struct report_kind *kind)
{
	struct tables in = { .table = mem_array((size_t)p->inputs, sizeof *in.table) };
	struct sheet *s;

	for (int i = 0; i < p->inputs; i++)
		if (of[i] == kind)
			in.table[in.count++] = p->table[i];
	s = kind->make(p->q, &in);
	free(in.table);
	return s;
}

static int
count_kinds(const struct report_kind *const of[], int tables)
{
	int kinds_met = 0;

	for (int i = 0; i < tables; i++) {
		int before = 0;

		while (of[before] != of[i])
			before++;
		kinds_met += before == i;
	}
	return kinds_met;
}

static void
make_sheets(struct page *p, const struct report_kind *const of[])
{
	if (p->q->format == FORMAT_CSV && count_kinds(of, p->inputs) > 1)
		die_usage("these tables make several reports, which csv cannot hold: "
		    "--format text, or one at a time");
	for (int i = 0; i < p->inputs; i++) {
		int before = 0;

		while (of[before] != of[i])
			before++;
		if (before == i)
			p->sheet[p->sheets++] = make_sheet(p, of, of[i]);
	}
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

struct page *
page_make(const struct request *q, const struct report_kind kind[], int kinds_of_report)
{
	kinds among = kinds_taken(q, kind, kinds_of_report);
	struct page *p = mem_new(sizeof *p);
	const struct report_kind **of;

	p->q = q;
	p->table = table_open_all(&q->common, among, true);
	while (p->table[p->inputs] != NULL)
		p->inputs++;
	of = mem_array((size_t)p->inputs, sizeof *of);
	for (int i = 0; i < p->inputs; i++)
		of[i] = kind_of(q, kind, p->table[i]);
	p->sheet = mem_array((size_t)p->inputs, sizeof(struct sheet *));
	p->input = mem_array((size_t)p->inputs, sizeof *p->input);
	make_sheets(p, of);
	sort_sheets(p);
	for (int i = 0; i < p->inputs; i++) {
		const struct reader *r = table_reader(p->table[i]);

		p->input[i] = (struct input){ reader_name(r), of[i]->name, reader_rows(r),
			reader_refused(r) };
	}
	free(of);
	return p;
}

void
page_free(struct page *p)
{
	for (int i = 0; i < p->sheets; i++)
		sheet_free(p->sheet[i]);
	for (int i = 0; i < p->inputs; i++)
		table_close(p->table[i]);
	free(p->sheet);
	free(p->table);
	free(p->input);
	free(p);
}

static void add_line(struct footer *f, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void
add_line(struct footer *f, const char *format, ...)
{
	va_list args;

	f->line = mem_resize(f->line, (size_t)f->lines + 1, sizeof *f->line);
	va_start(args, format);
	if (vasprintf(&f->line[f->lines], format, args) < 0)
		die(BAD_SYSTEM, "out of memory");
	va_end(args);
	f->lines++;
}

static void
add_as_of(struct footer *f, const struct options *o, enum lang l)
{
	char day[DATE_TEXT];

	date_print(o->as_of, day);
	if (o->as_of_minutes < 0)
		add_line(f, "%s: %.*s", word_phrase(l, "As of"), DATE_TEXT, day);
	else
		add_line(f, "%s: %.*sT%02d:%02d", word_phrase(l, "As of"), DATE_TEXT, day,
		    o->as_of_minutes / 60, o->as_of_minutes % 60);
}

static bool
has_line(const struct footer *f, const char *line)
{
	for (int i = 0; i < f->lines; i++)
		if (strcmp(f->line[i], line) == 0)
			return true;
	return false;
}

static void
add_definitions(struct footer *f, const struct sheet *s, enum lang l)
{
	for (int i = 0; i < sheet_definitions(s); i++) {
		const char *line = word_definition(l, sheet_definition(s, i));

		if (!has_line(f, line))
			add_line(f, "%s", line);
	}
}

struct footer
page_footer(const struct page *p, enum lang l)
{
	struct footer f = { NULL, 0 };

	add_as_of(&f, &p->q->common, l);
	for (int i = 0; i < p->sheets; i++)
		add_definitions(&f, p->sheet[i], l);
	for (int i = 0; i < p->inputs; i++) {
		const struct input *in = &p->input[i];

		add_line(&f, "%s: %s (%s): %" PRIu64 " %s, %" PRIu64 " %s",
		    word_phrase(l, "Input"), in->name, in->kind,
		    in->rows, word_phrase(l, "rows"),
		    in->rejected, word_phrase(l, "rejected"));
	}
	return f;
}

void
footer_free(struct footer *f)
{
	for (int i = 0; i < f->lines; i++)
		free(f->line[i]);
	free(f->line);
}
