/*
 * footer -- what a page says of itself: as-of, definitions, figures, inputs.
 */
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/page.h"
#include "cmd/rt-report/show.h"
#include "common/base/mem.h"

static void add_line(struct footer *f, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void
add_line(struct footer *f, const char *format, ...)
{
	va_list args;

	f->line = mem_resize(f->line, (size_t)f->lines + 1, sizeof *f->line);
	va_start(args, format);
	f->line[f->lines] = mem_format_list(format, args);
	va_end(args);
	f->lines++;
}

void
page_as_of(const struct page *p, char room[AS_OF_ROOM])
{
	const struct options *o = &p->q->common;
	char day[DATE_TEXT];

	date_print(o->as_of, day);
	if (o->as_of_minutes < 0)
		snprintf(room, AS_OF_ROOM, "%.*s", DATE_TEXT, day);
	else
		snprintf(room, AS_OF_ROOM, "%.*sT%02d:%02d", DATE_TEXT, day,
		    o->as_of_minutes / 60 % 100, o->as_of_minutes % 60);
}

static void
add_figures(struct footer *f, const struct sheet *s)
{
	for (int i = 0; i < sheet_figures(s); i++) {
		const struct sheet_figure *one = sheet_figure(s, i);

		size_t n = strlen(one->name);

		if (n > 2 && strcmp(one->name + n - 2, "-p") == 0 && one->value >= 0 &&
		    one->value < SHOW_LEAST_P) {
			add_line(f, "%s: " SHOW_SMALL_P " (%s)", word_heading(one->name),
			    word_definition(lang_spoken(), one->definition));
			continue;
		}
		/* A whole number is exact. */
		add_line(f, "%s: %.*f (%s)", word_heading(one->name),
		    one->value == floor(one->value) ? 0 : 4, one->value,
		    word_definition(lang_spoken(), one->definition));
	}
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
add_month(struct footer *f, const struct sheet *s)
{
	enum month_told told;
	monthnum m = sheet_month(s, &told);
	char text[MONTH_TEXT], line[256];

	if (m == NO_MONTH)
		return;
	month_print(m, text);
	snprintf(line, sizeof line, "%s: %.*s%s", told == LATEST_MONTH ?
	    phrase("Latest month", "最近月份") : phrase("Month of assessment", "评定月"),
	    MONTH_TEXT, text, told != MONTH_OVER ? "" :
	    phrase(" (the last that is over, if --month named no other)",
	        "（统计时点前最近的完整月份，--month 另行指定者除外）"));
	if (!has_line(f, line))
		add_line(f, "%s", line);
}

static void
add_definitions(struct footer *f, const struct sheet *s)
{
	for (int i = 0; i < sheet_definitions(s); i++) {
		const char *line = word_definition(lang_spoken(), sheet_definition(s, i));

		if (!has_line(f, line))
			add_line(f, "%s", line);
	}
}

struct footer
page_footer(const struct page *p)
{
	struct footer f = { NULL, 0 };
	char as_of[AS_OF_ROOM];

	page_as_of(p, as_of);
	add_line(&f, "%s: %s", phrase("As of", "统计时点"), as_of);
	for (int i = 0; i < p->sheets; i++) {
		add_month(&f, p->sheet[i]);
		add_figures(&f, p->sheet[i]);
		add_definitions(&f, p->sheet[i]);
	}
	for (int i = 0; i < p->inputs; i++) {
		const struct input *in = &p->input[i];

		char left_out[64] = "";

		if (in->filtered)
			snprintf(left_out, sizeof left_out, ", %" PRIu64 " %s", in->left_out,
			    phrase("left out (--where)", "未计入（--where）"));
		add_line(&f, "%s: %s (%s): %" PRIu64 " %s, %" PRIu64 " %s%s",
		    phrase("Input", "输入"), in->name, in->kind,
		    in->rows, phrase("rows", "行"),
		    in->rejected, phrase("rejected", "拒绝"), left_out);
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

void
page_figures(const struct page *p)
{
	static const char *const header[] = { "name", "value", "definition", NULL };
	struct output o = p->q->common.output;
	struct writer *w;

	o.path = options_standard_output(p->q->figures) ? NULL : p->q->figures;
	w = writer_open(&o);
	writer_header(w, header);
	for (int i = 0; i < p->sheets; i++)
		for (int n = 0; n < sheet_figures(p->sheet[i]); n++) {
			const struct sheet_figure *f = sheet_figure(p->sheet[i], n);

			writer_string(w, f->name);
			writer_number(w, f->value);
			writer_string(w, word_definition(ENGLISH, f->definition));
			writer_end(w);
		}
	writer_close(w);
}
