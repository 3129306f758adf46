/*
 * profile -- look before you leap: what the columns of any files are like.
 *
 * Files are opened as those of somebody who only looks on (see
 * options_look_on()): what the other programs would refuse is counted here,
 * and told.
 */
#include "cmd/rt-report/profile_parts.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/stale.h"
#include "common/value/money.h"

/* Where the header is, and how the file was read, for who will give it to another program. */
static void
tell_how(const struct options *o, const struct likeness *l)
{
	const struct reader *r = table_reader(l->table);
	const char *encoding = reader_encoding(r);
	char e[64] = "", d[16] = "", skip[32] = "", c = reader_delimiter(r);

	if (!o->plain)
		return;
	/* UTF-16 has told its mark, which the other programs see too. */
	if (strcmp(encoding, "GB18030") == 0)
		snprintf(e, sizeof e, " -e gb18030");
	if (c != ',')
		snprintf(d, sizeof d, c == '\t' ? " -d tab" : " -d '%c'", c);
	if (l->skipped > 0)
		snprintf(skip, sizeof skip, " --skip %llu", (unsigned long long)l->skipped);
	if (e[0] != '\0' || d[0] != '\0' || skip[0] != '\0')
		warn("%s: read with%s%s%s, which the other programs must be told",
		    table_name(l->table), e, d, skip);
}

/* The column of the kind that tells when a record is of: its months. */
static bool
is_timed(enum kind k, const struct portrait *p)
{
	enum column_type type = p->type;

	if (k == NO_KIND)
		return p->name[0] != '\0' && kind_any_column(slice_of(p->name), &type) &&
		    type == MONTH;
	if (p->known == NULL)
		return false;
	if (k == WORKORDERS)
		return strcmp(p->name, "fired_on") == 0;
	if (k == PLAN)
		return strcmp(p->name, "date") == 0;
	return p->known->required && (type == MONTH || type == DATE || type == INSTANT);
}

static bool
has_digits(struct slice text, int digits)
{
	int met = 0;

	for (size_t i = 0; i < text.n; i++)
		met += text.p[i] >= '0' && text.p[i] <= '9';
	return met >= digits;
}

/*
 * Whether the header of a file of no kind is rather its first record, with ids
 * and names in it: nothing there is a heading, and something a value.
 */
static bool
is_record(const struct header *h)
{
	bool value = false;

	for (int i = 0; i < h->columns; i++) {
		struct slice cell = slice_trim(h->cell[i]);
		money m;
		daynum d;

		if (header_name(cell).p != NULL)
			return false;
		value |= has_digits(cell, 5) || date_parse(cell, &d) ||
		    (money_parse(cell, &m) == MONEY_OK && memchr(cell.p, '.', cell.n) != NULL);
	}
	return value;
}

/* Which column of the kind each column of the file answers to. */
static const struct column **
know_columns(const struct header *h, enum kind k)
{
	const struct column **known = mem_array((size_t)h->columns + 1,
	    sizeof(struct column *));

	for (const struct column *c = kind_columns(k); c->name != NULL; c++) {
		int two[2], column = header_find(h, k, c->name, two);

		if (column >= 0)
			known[column] = c;
	}
	return known;
}

/* The headings that no tool would take: two for one name, or of another unit. */
static void
doubt_headings(struct likeness *l, const struct header *h, enum kind k)
{
	for (const struct column *c = kind_columns(k); c->name != NULL; c++) {
		int two[2], column = header_find(h, k, c->name, two);

		if (column == WRONG_COLUMN)
			portrait_doubt_heading(&l->portrait[two[0]], "the heading '%.*s' counts "
			    "in another unit than '%s'", (int)h->cell[two[0]].n,
			    h->cell[two[0]].p, c->name);
		if (column != TWO_COLUMNS)
			continue;
		portrait_doubt_heading(&l->portrait[two[0]], "both '%.*s' and '%.*s' answer "
		    "to '%s'; say which with --column %s=HEADING", (int)h->cell[two[0]].n,
		    h->cell[two[0]].p, (int)h->cell[two[1]].n, h->cell[two[1]].p, c->name,
		    c->name);
		l->portrait[two[1]].doubts |= DOUBT(BAD_HEADING);
	}
}

/* What the file is nearest to when it is nothing, and what it lacks for what it is. */
static void
compare_kinds(struct likeness *l, const struct header *h, enum kind k)
{
	kinds all = KIND(KINDS) - 1;

	l->nearest = NO_KIND;
	l->missing = header_missing(h, k);
	if (k != NO_KIND) {
		if (l->missing != NULL)
			doubt_say(BAD_HEADING, table_name(l->table), 0, "no column '%s' for a "
			    "table of %s", l->missing, kind_name(k));
		return;
	}
	if (l->headings == HIDDEN_HEADINGS) {
		doubt_say(BAD_HEADING, table_name(l->table), 0, "the first line looks like a "
		    "record, and its cells are not shown: -H LIST names the columns of a "
		    "file without a header");
		return;
	}
	header_recognise(h, all, &l->nearest, &l->missing);
	for (int i = 0; i < h->columns && l->missing != NULL; i++)
		if (header_name(h->cell[i]).p != NULL) {
			warn("%s: no kind of table; %s is the nearest, and it misses '%s'",
			    table_name(l->table), kind_name(l->nearest), l->missing);
			return;
		}
	l->nearest = NO_KIND;
	l->missing = NULL;
}

static void
begin(struct likeness *l, const struct options *o, struct table *t)
{
	const struct header *h = table_header(t);
	enum kind k = table_kind(t);
	const struct column **known = know_columns(h, k);

	*l = (struct likeness){ .table = t, .columns = h->columns, .timed = -1,
		.skipped = table_line(t) - 1 };
	l->headings = k == NO_KIND && is_record(h) ? HIDDEN_HEADINGS : SHOWN;
	l->portrait = mem_array((size_t)h->columns, sizeof *l->portrait);
	for (int i = 0; i < h->columns; i++) {
		portrait_begin(&l->portrait[i], t, i, known[i]);
		if (l->timed < 0 && is_timed(k, &l->portrait[i])) {
			l->timed = i;
			l->portrait[i].months = months_new();
		}
	}
	compare_kinds(l, h, k);
	doubt_headings(l, h, k);
	tell_how(o, l);
	free(known);
}

/* The last record may have lost a part of its last cell. */
static void
note_cut(struct likeness *l)
{
	if (doubt_is_met(CUT_END, table_name(l->table)))
		l->portrait[l->columns - 1].doubts |= DOUBT(CUT_END);
}

/* Bills, all of them together, end when the latest of them does. */
static void
check_stale(struct profile *p)
{
	const struct options *o = &p->q->common;
	const struct likeness *last = NULL;
	monthnum latest = NO_MONTH;

	for (int i = 0; i < p->files; i++) {
		const struct likeness *l = &p->likeness[i];
		monthnum m;

		if (table_kind(l->table) != BILLS || l->timed < 0)
			continue;
		m = months_last_until(l->portrait[l->timed].months, options_month_over(o));
		if (m == NO_MONTH)
			m = months_last(l->portrait[l->timed].months);
		if (last != NULL && m <= latest)
			continue;
		last = l;
		latest = m;
	}
	if (last == NULL)
		return;
	stale_check(o, last->table, latest);
	p->month = latest;
	if (doubt_is_met(STALE, table_name(last->table)))
		last->portrait[last->timed].doubts |= DOUBT(STALE);
}

/* The sheets that the command line asks for, one behind the other. */
static struct sheet *
make_sheets(const struct profile *p)
{
	static struct sheet *(*const make[])(const struct profile *) = {
		[SHOW_COLUMNS] = profile_columns, [SHOW_FILES] = profile_files,
		[SHOW_MONTHS] = profile_months, [SHOW_JOINS] = profile_joins,
	};
	struct sheet *first = NULL;

	for (int i = SHOW_JOINS; i >= SHOW_COLUMNS; i--) {
		struct sheet *s;

		if (p->q->show != SHOW_ALL && (int)p->q->show != i)
			continue;
		s = make[i](p);
		if (p->q->show == SHOW_ALL && sheet_rows(s) == 0) {
			sheet_free(s);
			continue;
		}
		sheet_follow(s, first);
		first = s;
	}
	return first;
}

static void
profile_free(struct profile *p)
{
	for (int i = 0; i < p->files; i++) {
		for (int c = 0; c < p->likeness[i].columns; c++)
			portrait_free(&p->likeness[i].portrait[c]);
		free(p->likeness[i].portrait);
	}
	for (int i = 0; i < p->sides; i++)
		free(p->side[i].portrait);
	for (int i = 0; i < THEMES; i++)
		roll_free(p->roll[i]);
	free(p->likeness);
	free(p->side);
	free(p->meeting);
}

struct sheet *
report_profile(const struct request *q, const struct tables *in)
{
	struct profile p = { .q = q, .files = in->count, .month = NO_MONTH };
	struct sheet *s;

	p.likeness = mem_array((size_t)in->count, sizeof *p.likeness);
	for (int i = 0; i < in->count; i++)
		begin(&p.likeness[i], &q->common, in->table[i]);
	profile_find_sides(&p);
	for (int i = 0; i < in->count; i++) {
		portraits_look(p.likeness[i].portrait, p.likeness[i].columns);
		note_cut(&p.likeness[i]);
	}
	profile_meet(&p);
	check_stale(&p);
	s = make_sheets(&p);
	sheet_set_month(s, p.month, ASSESSED_MONTH);
	profile_free(&p);
	return s;
}
