/*
 * json -- a page for programs: what it is about, and the rows, by type.
 *
 * Never changes with the language.  Numbers have the digits of the csv; what
 * is not known is null.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/page.h"
#include "cmd/rt-report/show.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/value/number.h"
#include "common/value/text.h"

struct json {
	struct writer *out;
	const char *line_end;
};

static void
put(struct json *j, const char *text)
{
	writer_bytes(j->out, slice_of(text));
}

/* A quote, a backslash or a control character, as a string may hold it. */
static void
put_escaped(struct json *j, char c)
{
	char room[8] = { '\\', c };

	if (c == '\n' || c == '\t' || c == '\r')
		room[1] = c == '\n' ? 'n' : c == '\t' ? 't' : 'r';
	else if (c != '"' && c != '\\')
		snprintf(room, sizeof room, "\\u%04x", (unsigned char)c);
	put(j, room);
}

static void
put_string(struct json *j, struct slice text)
{
	size_t from = 0;

	put(j, "\"");
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c >= 0x20 && c != 0x7f && c != '"' && c != '\\')
			continue;
		writer_bytes(j->out, (struct slice){ text.p + from, i - from });
		put_escaped(j, text.p[i]);
		from = i + 1;
	}
	writer_bytes(j->out, (struct slice){ text.p + from, text.n - from });
	put(j, "\"");
}

/* Text of the command line, of which nobody knows that it is UTF-8. */
static void
put_foreign(struct json *j, const char *text)
{
	struct show show = { NULL, 0 };
	struct slice s = slice_of(text);

	put_string(j, text_valid(s) == s.n ? s : show_text(&show, s));
	free(show.buffer);
}

static void
put_name(struct json *j, const char *name)
{
	put_string(j, slice_of(name));
	put(j, ": ");
}

/* "  " for each level, after a comma where something stands before. */
enum { FIRST_OF, ANOTHER };

static void
put_break(struct json *j, int before, const char *indent)
{
	put(j, before == ANOTHER ? "," : "");
	put(j, j->line_end);
	put(j, indent);
}

static const char *
type_name(const struct sheet *s, int column)
{
	static const char *const name[] = {
		[CELL_TEXT] = "text", [CELL_PLAIN] = "text", [CELL_COUNT] = "count",
		[CELL_MONEY] = "money", [CELL_DECIMAL] = "number", [CELL_RATE] = "rate",
		[CELL_NUMBER] = "number", [CELL_POINTS] = "number",
		[CELL_KEPT] = "number", [CELL_KEPT_P] = "number",
		[CELL_KEPT_SHARE] = "rate", [CELL_PROSE] = "text", [CELL_DATE] = "date",
		[CELL_TIME] = "time", [CELL_FIGURE] = "number",
	};

	if (sheet_column(s, column)->type == CELL_PLAIN && sheet_is_number(s, column))
		return "number";
	return name[sheet_column(s, column)->type];
}

/* Where the digits from that place on end. */
static size_t
digits_end(struct slice text, size_t at)
{
	while (at < text.n && text.p[at] >= '0' && text.p[at] <= '9')
		at++;
	return at;
}

/* Whether JSON has such a number: not " 5", ".5", "5.", "+5" or "05". */
static bool
is_json(struct slice text)
{
	size_t first = text.n > 0 && text.p[0] == '-', at = digits_end(text, first);

	if (at == first || (text.p[first] == '0' && at > first + 1))
		return false;
	if (at < text.n && text.p[at] == '.') {
		first = at + 1;
		at = digits_end(text, first);
		if (at == first)
			return false;
	}
	if (at < text.n && (text.p[at] == 'e' || text.p[at] == 'E')) {
		first = at + 1;
		first += first < text.n && (text.p[first] == '-' || text.p[first] == '+');
		at = digits_end(text, first);
		if (at == first)
			return false;
	}
	return at == text.n;
}

/* A number with the digits of the csv, unless JSON has no such form. */
static void
put_number(struct json *j, struct slice text)
{
	char room[NUMBER_TEXT];
	double x;

	if (is_json(text))
		writer_bytes(j->out, text);
	else if (number_parse(text, &x))
		writer_bytes(j->out, (struct slice){ room, number_print(x, room) });
	else
		put_string(j, text);
}

/* An object holds a name once. */
static void
check_names(const struct sheet *s)
{
	for (int i = 0; i < sheet_columns(s); i++)
		if (sheet_is_written(s, i) &&
		    sheet_find(s, sheet_column(s, i)->name) != i)
			die(BAD_DATA, "the heading '%s' stands twice, which json cannot hold",
			    sheet_column(s, i)->name);
}

/* How the cells of a column are written, looked up once. */
struct typed {
	const char *name;
	enum cell_type type;
	bool number, shown;
};

static struct typed *
types_of(const struct sheet *s)
{
	struct typed *t = mem_array((size_t)sheet_columns(s), sizeof *t);

	check_names(s);
	for (int i = 0; i < sheet_columns(s); i++) {
		const struct sheet_column *c = sheet_column(s, i);

		t[i] = (struct typed){ c->name, c->type, sheet_is_number(s, i),
			sheet_is_written(s, i) };
	}
	return t;
}

static void
put_row(struct json *j, const struct sheet *s, const struct typed t[], size_t row)
{
	int before = FIRST_OF;
	char room[CELL_ROOM];

	put(j, "{");
	for (int i = 0; i < sheet_columns(s); i++) {
		const struct cell *c = sheet_cell(s, row, i);

		if (!t[i].shown)
			continue;
		put(j, before == ANOTHER ? ", " : "");
		put_name(j, t[i].name);
		if (!c->known)
			put(j, "null");
		else if (t[i].number)
			put_number(j, cell_print(c, t[i].type, room));
		else
			put_string(j, cell_print(c, t[i].type, room));
		before = ANOTHER;
	}
	put(j, "}");
}

static void
put_columns(struct json *j, const struct sheet *s)
{
	int before = FIRST_OF;

	put(j, "\"columns\": [");
	for (int i = 0; i < sheet_columns(s); i++) {
		if (!sheet_is_written(s, i))
			continue;
		put_break(j, before, "        ");
		put(j, "{");
		put_name(j, "name");
		put_string(j, slice_of(sheet_column(s, i)->name));
		put(j, ", ");
		put_name(j, "type");
		put_string(j, slice_of(type_name(s, i)));
		put(j, "}");
		before = ANOTHER;
	}
	put_break(j, FIRST_OF, "      ],");
}

static void
put_section(struct json *j, const struct sheet *s)
{
	struct typed *t = types_of(s);

	put(j, "{");
	put_break(j, FIRST_OF, "      ");
	put_name(j, "kind");
	put_string(j, slice_of(sheet_kind(s)));
	put_break(j, ANOTHER, "      ");
	put_columns(j, s);
	put_break(j, FIRST_OF, "      ");
	put(j, "\"rows\": [");
	for (size_t row = 0; row < sheet_rows(s); row++) {
		put_break(j, row > 0 ? ANOTHER : FIRST_OF, "        ");
		put_row(j, s, t, row);
	}
	put_break(j, FIRST_OF, "      ]");
	put_break(j, FIRST_OF, "    }");
	free(t);
}

static bool
stands_before(const struct page *p, int sheet, const char *term)
{
	for (int s = 0; s < sheet; s++)
		for (int i = 0; i < sheet_definitions(p->sheet[s]); i++)
			if (strcmp(sheet_definition(p->sheet[s], i), term) == 0)
				return true;
	return false;
}

static void
put_definitions(struct json *j, const struct page *p)
{
	int before = FIRST_OF;

	put(j, "\"definitions\": {");
	for (int s = 0; s < p->sheets; s++)
		for (int i = 0; i < sheet_definitions(p->sheet[s]); i++) {
			const char *term = sheet_definition(p->sheet[s], i);

			if (stands_before(p, s, term))
				continue;
			put_break(j, before, "      ");
			put_name(j, term);
			put_string(j, slice_of(word_definition(ENGLISH, term)));
			before = ANOTHER;
		}
	put(j, "}");
}

static void
put_figures(struct json *j, const struct page *p)
{
	int before = FIRST_OF;
	char room[NUMBER_TEXT];

	put(j, "\"figures\": {");
	for (int s = 0; s < p->sheets; s++)
		for (int i = 0; i < sheet_figures(p->sheet[s]); i++) {
			const struct sheet_figure *f = sheet_figure(p->sheet[s], i);

			put(j, before == ANOTHER ? ", " : "");
			put_name(j, f->name);
			writer_bytes(j->out,
			    (struct slice){ room, number_print(f->value, room) });
			before = ANOTHER;
		}
	put(j, "}");
}

static void
put_inputs(struct json *j, const struct page *p)
{
	char counts[96];

	put(j, "\"inputs\": [");
	for (int i = 0; i < p->inputs; i++) {
		const struct input *in = &p->input[i];

		put_break(j, i > 0 ? ANOTHER : FIRST_OF, "      ");
		put(j, "{");
		put_name(j, "name");
		put_foreign(j, in->name);
		put(j, ", ");
		put_name(j, "kind");
		put_string(j, slice_of(in->kind));
		snprintf(counts, sizeof counts, ", \"rows\": %llu, \"rejected\": %llu",
		    (unsigned long long)in->rows, (unsigned long long)in->rejected);
		put(j, counts);
		snprintf(counts, sizeof counts, ", \"left_out\": %llu",
		    (unsigned long long)in->left_out);
		put(j, in->filtered ? counts : "");
		put(j, "}");
	}
	put_break(j, FIRST_OF, "    ]");
}

/* That of the first section that tells one. */
static void
put_month(struct json *j, const struct page *p)
{
	for (int i = 0; i < p->sheets; i++) {
		enum month_told told;
		monthnum m = sheet_month(p->sheet[i], &told);
		char text[MONTH_TEXT];

		if (m == NO_MONTH || told == MONTH_OVER)
			continue;
		month_print(m, text);
		put_break(j, ANOTHER, "    \"month\": ");
		put_string(j, (struct slice){ text, MONTH_TEXT });
		return;
	}
}

static void
put_about(struct json *j, const struct page *p)
{
	const char *title = page_title(p, ENGLISH);
	char as_of[AS_OF_ROOM];

	page_as_of(p, as_of);
	put(j, "{");
	put_break(j, FIRST_OF, "    \"tool\": \"rt-report\"");
	put_break(j, ANOTHER, "    \"version\": \"" RT_VERSION "\"");
	put_break(j, ANOTHER, "    \"as_of\": ");
	put_string(j, slice_of(as_of));
	put_month(j, p);
	put_break(j, ANOTHER, "    \"title\": ");
	put_foreign(j, title != NULL ? title : "");
	put_break(j, ANOTHER, "    ");
	put_definitions(j, p);
	put_break(j, ANOTHER, "    ");
	put_figures(j, p);
	put_break(j, ANOTHER, "    ");
	put_inputs(j, p);
	put_break(j, FIRST_OF, "  }");
}

static struct json
json_onto(const struct page *p, struct writer *w)
{
	return (struct json){ w, p->q->common.output.crlf ? "\r\n" : "\n" };
}

void
page_json(const struct page *p, struct writer *w)
{
	struct json j = json_onto(p, w);

	put(&j, "{");
	put_break(&j, FIRST_OF, "  \"about\": ");
	put_about(&j, p);
	put_break(&j, ANOTHER, "  \"sections\": [");
	for (int i = 0; i < p->sheets; i++) {
		put_break(&j, i > 0 ? ANOTHER : FIRST_OF, "    ");
		put_section(&j, p->sheet[i]);
	}
	put_break(&j, FIRST_OF, "  ]");
	put_break(&j, FIRST_OF, "}");
	put(&j, j.line_end);
}

void
page_jsonl(const struct page *p, struct writer *w)
{
	const struct sheet *s = p->sheet[0];
	struct json j = json_onto(p, w);
	struct typed *t = types_of(s);

	for (size_t row = 0; row < sheet_rows(s); row++) {
		put_row(&j, s, t, row);
		put(&j, j.line_end);
	}
	free(t);
}
