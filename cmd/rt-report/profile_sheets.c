/*
 * What people read is said in their language: kinds and types have a column
 * for machines then, and one for people.
 */
#include <stdlib.h>

#include "cmd/rt-report/profile_parts.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

enum { GAP_MOST = 24 };  /* months without a record that are shown between two */

/* A column whose words have a translation; spare as in sheet.h. */
static void
add_said(struct sheet *s, const char *name, const char *shown, int spare)
{
	bool chinese = lang_spoken() == CHINESE;

	sheet_add(s, (struct sheet_column){ name, CELL_TEXT, chinese ? MACHINES : EVERYBODY,
		spare, OURS });
	if (chinese)
		sheet_add(s, (struct sheet_column){ shown, CELL_TEXT, PEOPLE, spare, OURS });
}

static void
say(struct sheet *s, const char *word)
{
	sheet_text(s, slice_of(word));
	if (lang_spoken() == CHINESE)
		sheet_text(s, slice_of(word_value(word)));
}

/* The kind; blank of a file of none. */
static void
say_kind(struct sheet *s, enum kind k)
{
	say(s, k == NO_KIND ? "" : kind_name(k));
}

static void
add(struct sheet *s, const char *name, enum cell_type type, int spare)
{
	sheet_add(s, (struct sheet_column){ name, type, EVERYBODY, spare, OURS });
}

/* The names of those that nobody trusts, "cut-end;id-edge". */
static void
put_doubts(struct sheet *s, doubt_set set)
{
	char text[DOUBTS * 16] = "";

	for (enum doubt_name i = 0; i < DOUBTS; i++)
		if ((set & DOUBT(i)) != 0 && !doubt_trusted(i)) {
			strcat(text, text[0] != '\0' ? ";" : "");
			strcat(text, doubt_title(i));
		}
	sheet_text(s, slice_of(text));
}

static void
put_value(struct sheet *s, const struct extent *e, int64_t value, enum column_type type)
{
	char room[EXTENT_TEXT];

	if (e->least > e->greatest)
		sheet_blank(s);
	else
		sheet_text(s, (struct slice){ room, extent_print(value, type, room) });
}

/* The records that were looked at. */
static int64_t
rows_of(const struct likeness *l)
{
	const struct reader *r = table_reader(l->table);
	uint64_t left_out;

	table_left_out(l->table, &left_out);
	return (int64_t)(reader_rows(r) - reader_refused(r) - left_out);
}

static void
put_column(struct sheet *s, const struct likeness *l, const struct portrait *p)
{
	static const char *const type_name[] = {
		[ID] = "id", [TEXT] = "text", [MONEY] = "money", [COUNT] = "count",
		[NUMBER] = "number", [DURATION] = "duration", [DATE] = "date",
		[MONTH] = "month", [INSTANT] = "time", [YES_NO] = "yes/no", [LIST] = "list",
	};
	enum column_type type = portrait_type(p);
	struct extent e = portrait_extent(p);

	sheet_text(s, slice_of(table_name(l->table)));
	say_kind(s, table_kind(l->table));
	sheet_text(s, slice_of(p->name));
	sheet_text(s, l->headings == SHOWN ? p->heading : SLICE(""));
	say(s, type_name[type]);
	sheet_count(s, rows_of(l));
	sheet_count(s, (int64_t)p->blank);
	sheet_count(s, portrait_distinct(p));
	put_value(s, &e, e.least, type);
	put_value(s, &e, e.greatest, type);
	put_doubts(s, p->doubts);
}

struct sheet *
profile_columns(const struct profile *p)
{
	struct sheet *s = sheet_new("profile");

	add(s, "file", CELL_TEXT, 0);
	add_said(s, "kind", "table_kind", 7);
	add(s, "column", CELL_TEXT, 0);
	add(s, "heading", CELL_TEXT, 5);
	add_said(s, "type", "table_type", 4);
	add(s, "rows", CELL_COUNT, 6);
	add(s, "blank", CELL_COUNT, 1);
	add(s, "distinct", CELL_COUNT, 3);
	add(s, "least", CELL_TEXT, 1);
	add(s, "greatest", CELL_TEXT, 1);
	add(s, "doubts", CELL_TEXT, 0);
	for (int i = 0; i < p->files; i++)
		for (int c = 0; c < p->likeness[i].columns; c++)
			put_column(s, &p->likeness[i], &p->likeness[i].portrait[c]);
	sheet_define(s, "profile-extent");
	sheet_define(s, "profile-distinct");
	sheet_define(s, "profile-doubts");
	return s;
}

static const char *
delimiter_name(char c)
{
	return c == ',' ? "," : c == ';' ? ";" : c == '|' ? "|" : c == '\t' ? "tab" : NULL;
}

static void
put_delimiter(struct sheet *s, char c)
{
	const char *name = delimiter_name(c);

	sheet_text(s, name != NULL ? slice_of(name) : (struct slice){ &c, 1 });
}

/* Of the file as a whole, and of its columns. */
static doubt_set
doubts_of(const struct likeness *l)
{
	doubt_set set = 0;

	for (enum doubt_name i = 0; i < DOUBTS; i++)
		if (doubt_is_met(i, table_name(l->table)))
			set |= DOUBT(i);
	for (int c = 0; c < l->columns; c++)
		set |= l->portrait[c].doubts;
	return set;
}

static void
put_file(struct sheet *s, const struct likeness *l)
{
	struct reader *r = table_reader(l->table);

	sheet_text(s, slice_of(table_name(l->table)));
	say_kind(s, table_kind(l->table));
	say_kind(s, l->nearest);
	sheet_text(s, slice_of(l->missing != NULL ? l->missing : ""));
	sheet_text(s, slice_of(reader_encoding(r)));
	put_delimiter(s, reader_delimiter(r));
	sheet_count(s, (int64_t)l->skipped);
	sheet_count(s, l->columns);
	sheet_count(s, rows_of(l));
	sheet_count(s, (int64_t)reader_refused(r));
	put_doubts(s, doubts_of(l));
}

struct sheet *
profile_files(const struct profile *p)
{
	struct sheet *s = sheet_new("files");

	add(s, "file", CELL_TEXT, 0);
	add_said(s, "kind", "table_kind", 0);
	add_said(s, "nearest", "table_nearest", 3);
	add(s, "missing", CELL_TEXT, 3);
	add(s, "encoding", CELL_TEXT, 0);
	add(s, "delimiter", CELL_TEXT, 0);
	add(s, "skipped", CELL_COUNT, 2);
	add(s, "columns", CELL_COUNT, 4);
	add(s, "rows", CELL_COUNT, 0);
	add(s, "rejected", CELL_COUNT, 1);
	add(s, "doubts", CELL_TEXT, 1);
	for (int i = 0; i < p->files; i++)
		put_file(s, &p->likeness[i]);
	return s;
}

static void
put_month(struct sheet *s, const struct likeness *l, monthnum m)
{
	const struct portrait *p = &l->portrait[l->timed];
	char text[MONTH_TEXT];

	month_print(m, text);
	sheet_text(s, slice_of(table_name(l->table)));
	sheet_text(s, slice_of(p->name));
	sheet_text(s, (struct slice){ text, MONTH_TEXT });
	sheet_count(s, months_records(p->months, m));
	sheet_rate(s, months_records(p->months, m), months_most(p->months));
}

/* Months with records, and those between them, unless that is a long time. */
static void
put_months(struct sheet *s, const struct likeness *l)
{
	const struct months *months = l->portrait[l->timed].months;
	monthnum last = months_last(months), next;

	if (last == NO_MONTH)
		return;
	for (monthnum m = months_first(months); m <= last; m = next) {
		put_month(s, l, m);
		for (next = m + 1; next < last && months_records(months, next) == 0; )
			next++;
		if (next - m <= GAP_MOST)
			next = m + 1;
	}
}

struct sheet *
profile_months(const struct profile *p)
{
	struct sheet *s = sheet_new("months");

	add(s, "file", CELL_TEXT, 0);
	add(s, "column", CELL_TEXT, 2);
	add(s, "month", CELL_TEXT, 0);
	add(s, "rows", CELL_COUNT, 0);
	add(s, "share", CELL_RATE, 0);
	sheet_set_bar(s, 4, 1);
	for (int i = 0; i < p->files; i++)
		if (p->likeness[i].timed >= 0)
			put_months(s, &p->likeness[i]);
	sheet_define(s, "profile-share");
	return s;
}

/* A kind in the words of people, or the name of a file of none. */
static void
say_side(struct sheet *s, const struct side *side)
{
	if (side->kind != NO_KIND) {
		say_kind(s, side->kind);
		return;
	}
	sheet_text(s, slice_of(side->label));
	if (lang_spoken() == CHINESE)
		sheet_text(s, slice_of(side->label));
}

struct sheet *
profile_joins(const struct profile *p)
{
	struct sheet *s = sheet_new("joins");

	add_said(s, "table", "join_table", 0);
	add(s, "column", CELL_TEXT, 1);
	add_said(s, "other", "join_other", 0);
	add(s, "other_column", CELL_TEXT, 1);
	add(s, "ids", CELL_COUNT, 0);
	add(s, "met", CELL_COUNT, 0);
	add(s, "unmet", CELL_COUNT, 0);
	add(s, "near", CELL_COUNT, 0);
	for (int i = 0; i < p->meetings; i++) {
		const struct meeting_of_sides *m = &p->meeting[i];

		say_side(s, m->ids);
		sheet_text(s, slice_of(m->ids->column));
		say_side(s, m->in);
		sheet_text(s, slice_of(m->in->column));
		sheet_count(s, m->met + m->missed);
		sheet_count(s, m->met);
		sheet_count(s, m->missed);
		sheet_count(s, m->nearly);
	}
	sheet_define(s, "profile-joins");
	return s;
}
