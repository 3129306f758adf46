/*
 * The rows come by manager and day, so that a sheet is a stretch of them; what
 * has no day stands behind all of them.
 */
#include "cmd/rt-report/call_sheets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/value/lang.h"

/* Where the columns of the report are. */
struct origin_of {
	int manager, date, start, end, name, tier, due, late, reason;
	int first_kept, kepts;
};

struct maker {
	const struct sheet *all;
	struct origin_of at;
	enum call_sheet_form form;
	struct sheet **made;
	size_t count, room;
};

const char *const *
call_outcomes(void)
{
	static const char *const words[LANGS][CALL_OUTCOMES_MOST + 1] = {
		[ENGLISH] = { "reached", "no answer", "busy", "switched off", "suspended",
		    "wrong number", "refused", NULL },
		[CHINESE] = { "接通", "无人接听", "占线", "关机", "停机", "空号", "拒绝",
		    NULL },
	};

	return words[lang_spoken()];
}

static struct slice
text_at(const struct maker *m, size_t row, int column)
{
	const struct cell *c = sheet_cell(m->all, row, column);

	return c->known ? c->text : SLICE("");
}

static daynum
day_at(const struct maker *m, size_t row)
{
	const struct cell *c = sheet_cell(m->all, row, m->at.date);

	return c->known ? c->day : NO_DAY;
}

/* "2026-04-01 Wed" */
static void
print_day(daynum d, char *room, size_t size)
{
	static const char *const name[LANGS][8] = {
		[ENGLISH] = { "", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" },
		[CHINESE] = { "", "周一", "周二", "周三", "周四", "周五", "周六", "周日" },
	};
	char date[DATE_TEXT];

	date_print(d, date);
	snprintf(room, size, "%.*s %s", DATE_TEXT, date,
	    name[lang_spoken()][day_weekday(d)]);
}

static void
add_column(struct sheet *s, const char *name, enum cell_type type, int spare)
{
	sheet_add(s, (struct sheet_column){ .name = name, .type = type, .spare = spare });
}

static void
add_prose(struct sheet *s, const char *name)
{
	sheet_add(s, (struct sheet_column){ .name = name, .type = CELL_PROSE });
}

/* The columns that all sheets have: who, and why. */
static void
add_who(struct sheet *s, const struct maker *m)
{
	add_column(s, "customer_id", CELL_TEXT, 0);
	add_column(s, "name", CELL_TEXT, 0);
	for (int i = 0; i < m->at.kepts; i++) {
		int from = m->at.first_kept + i;
		int column = sheet_add(s, (struct sheet_column){ .origin = THE_USERS,
			.spare = i + 2, .name = sheet_column(m->all, from)->name });

		if (sheet_heading(m->all, from) != NULL)
			sheet_head(s, column, sheet_heading(m->all, from));
	}
	add_column(s, "tier", CELL_TEXT, 1);
}

static void
add_why(struct sheet *s)
{
	add_prose(s, "triggers");
	add_prose(s, "evidence");
	add_prose(s, "action");
}

static struct sheet *
planned_sheet(const struct maker *m, bool remarks)
{
	struct sheet *s = sheet_new("contacts");

	if (m->form == CALL_BOOK) {
		add_column(s, "time", CELL_TIME, 0);
		add_column(s, "channel", CELL_TEXT, 0);
		add_column(s, "call_outcome", CELL_TEXT, 0);
	} else {
		add_column(s, "time", CELL_TEXT, 0);
		add_column(s, "channel", CELL_TEXT, 0);
	}
	add_who(s, m);
	add_column(s, "due", m->form == CALL_BOOK ? CELL_TIME : CELL_TEXT, 0);
	add_why(s);
	if (remarks)
		add_prose(s, "remark");
	if (m->form == CALL_BOOK) {
		add_column(s, "manager", CELL_TEXT, 0);
		add_column(s, "contact_id", CELL_TEXT, 0);
	}
	return s;
}

static struct sheet *
unplanned_sheet(const struct maker *m)
{
	struct sheet *s = sheet_new("contacts-unplanned");

	add_column(s, "manager", CELL_TEXT, 0);
	add_column(s, "channel", CELL_TEXT, 0);
	add_who(s, m);
	add_column(s, "due", m->form == CALL_BOOK ? CELL_TIME : CELL_TEXT, 0);
	add_column(s, "reason", CELL_TEXT, 0);
	add_column(s, "next_possible", CELL_TEXT, 0);
	add_why(s);
	return s;
}

static int64_t
digits(struct slice text, size_t from)
{
	return (text.p[from] - '0') * 10 + text.p[from + 1] - '0';
}

/* "2026-04-03T09:00" as minutes since 1970; false when it is none. */
static bool
minutes_of(struct slice text, int64_t *minutes)
{
	struct slice date = { text.p, text.n < DATE_TEXT ? text.n : DATE_TEXT };
	daynum d;

	if (text.n < DATE_TEXT + 6 || !date_parse(date, &d) || d == NO_DAY)
		return false;
	*minutes = (int64_t)d * 24 * 60 + digits(text, DATE_TEXT + 1) * 60 +
	    digits(text, DATE_TEXT + 4);
	return true;
}

/* The due time; whether the contact comes too late for it is said behind. */
static void
add_due(struct sheet *s, const struct maker *m, size_t row)
{
	struct slice due = text_at(m, row, m->at.due);
	bool late = sheet_cell(m->all, row, m->at.late)->count > 0;
	char room[96];
	int64_t minutes;
	int n;

	if (m->form == CALL_BOOK && minutes_of(due, &minutes)) {
		sheet_minutes(s, minutes);
		return;
	}
	n = snprintf(room, sizeof room, "%.*s%s", (int)(due.n < 64 ? due.n : 64), due.p,
	    late && due.n > 0 ? phrase(" (late)", "（逾期）") : "");
	for (int i = 0; i < n; i++)
		if (room[i] == 'T')
			room[i] = ' ';
	sheet_text(s, (struct slice){ room, (size_t)n });
}

static void
add_time(struct sheet *s, const struct maker *m, size_t row)
{
	struct slice start = text_at(m, row, m->at.start), end = text_at(m, row, m->at.end);
	char room[64];
	int n;

	if (m->form == CALL_BOOK && start.n >= 5) {
		sheet_minutes(s, (int64_t)day_at(m, row) * 24 * 60 + digits(start, 0) * 60 +
		    digits(start, 3));
		return;
	}
	if (m->form == CALL_BOOK) {
		sheet_blank(s);
		return;
	}
	n = snprintf(room, sizeof room, slice_equal(start, end) ? "%.*s" : "%.*s-%.*s",
	    (int)(start.n < 16 ? start.n : 16), start.p, (int)(end.n < 16 ? end.n : 16),
	    end.p);
	sheet_text(s, (struct slice){ room, (size_t)n });
}

/* Fills the columns of the sheet by name; what is put together comes first. */
static void
add_row(struct sheet *s, const struct maker *m, size_t row)
{
	for (int i = 0; i < sheet_columns(s); i++) {
		const char *name = sheet_column(s, i)->name;
		int from = strcmp(name, "remark") == 0 ? m->at.reason :
		    sheet_find(m->all, name);

		if (strcmp(name, "time") == 0)
			add_time(s, m, row);
		else if (strcmp(name, "due") == 0)
			add_due(s, m, row);
		else if (from < 0)
			sheet_blank(s);
		else
			sheet_text(s, text_at(m, row, from));
	}
}

/* Whether the row goes on the sheet that the row before it is on. */
static bool
goes_on(const struct maker *m, size_t row)
{
	daynum d = day_at(m, row), before = day_at(m, row - 1);

	if (d == NO_DAY || before == NO_DAY)
		return d == before;
	return slice_equal(text_at(m, row, m->at.manager),
	    text_at(m, row - 1, m->at.manager)) && (m->form == CALL_BOOK || d == before);
}

/* Whose contact it was, when a visit is to be arranged: of the sheet from that row on. */
static bool
has_remarks(const struct maker *m, size_t first)
{
	for (size_t row = first; row < sheet_rows(m->all); row++) {
		if (row > first && !goes_on(m, row))
			return false;
		if (sheet_cell(m->all, row, m->at.reason)->known)
			return true;
	}
	return false;
}

static void
begin_sheet(struct maker *m, size_t row)
{
	daynum d = day_at(m, row);
	struct sheet *s = d == NO_DAY ? unplanned_sheet(m) :
	    planned_sheet(m, has_remarks(m, row));
	struct slice manager = text_at(m, row, m->at.manager);
	char day[64] = "";

	if (d != NO_DAY && m->form == CALL_PAGES)
		print_day(d, day, sizeof day);
	if (d != NO_DAY)
		sheet_set_title(s, manager.n > 0 ? manager :
		    slice_of(phrase("(no manager)", "（无客户经理）")), day);
	m->made = mem_grow(m->made, m->count, &m->room, sizeof(struct sheet *));
	m->made[m->count++] = s;
}

static struct origin_of
find_columns(const struct sheet *all)
{
	struct origin_of at = {
		.manager = sheet_find(all, "manager"), .date = sheet_find(all, "date"),
		.start = sheet_find(all, "start"), .end = sheet_find(all, "end"),
		.name = sheet_find(all, "name"), .tier = sheet_find(all, "tier"),
		.due = sheet_find(all, "due"), .late = sheet_columns(all) - 1,
		.reason = sheet_find(all, "reason"),
	};

	at.first_kept = at.name + 1;
	at.kepts = at.tier - at.first_kept;
	return at;
}

struct sheet **
call_sheets(const struct sheet *all, enum call_sheet_form form, int *count)
{
	struct maker m = { .all = all, .at = find_columns(all), .form = form };
	for (size_t row = 0; row < sheet_rows(all); row++) {
		if (row == 0 || !goes_on(&m, row))
			begin_sheet(&m, row);
		add_row(m.made[m.count - 1], &m, row);
	}
	if (m.count == 0) {
		m.made = mem_grow(m.made, 0, &m.room, sizeof(struct sheet *));
		m.made[m.count++] = planned_sheet(&m, false);
	}
	*count = (int)m.count;
	return m.made;
}
