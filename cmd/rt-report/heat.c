/*
 * A colour is a class, h0 to h10 by tenths, which the style of the page has.
 */
#include "cmd/rt-report/heat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/layout.h"
#include "cmd/rt-report/words.h"
#include "common/base/mem.h"
#include "common/table/groups.h"
#include "common/value/lang.h"

enum { LABELS_MOST = 16, AGES_MOST = 120 };

/* The rows of the sheet, by cohort and age. */
struct heat {
	const struct sheet *sheet;
	struct groups *cohorts;
	int label[LABELS_MOST], labels;   /* columns that tell cohorts apart */
	int age, retention;
	int64_t ages;
	size_t *row;                      /* of each cohort and age, plus 1; 0: none */
};

static uint32_t
cohort_of(const struct heat *h, size_t row)
{
	struct slice value[LABELS_MOST];

	for (int i = 0; i < h->labels; i++) {
		const struct cell *c = sheet_cell(h->sheet, row, h->label[i]);

		value[i] = c->known ? c->text : SLICE("");
	}
	return groups_number(h->cohorts, value);
}

static int64_t
age_of(const struct heat *h, size_t row)
{
	const struct cell *c = sheet_cell(h->sheet, row, h->age);

	return c->known && c->count < AGES_MOST ? c->count : -1;
}

static struct heat
heat_new(const struct sheet *s)
{
	struct heat h = { .sheet = s, .age = sheet_find(s, "age"),
		.retention = sheet_find(s, "retention") };

	for (int i = 0; i < sheet_columns(s) && h.labels < LABELS_MOST; i++)
		if (sheet_column(s, i)->type == CELL_TEXT)
			h.label[h.labels++] = i;
	h.cohorts = groups_new(h.labels);
	for (size_t row = 0; row < sheet_rows(s); row++) {
		cohort_of(&h, row);
		if (age_of(&h, row) >= h.ages)
			h.ages = age_of(&h, row) + 1;
	}
	h.row = mem_array((size_t)groups_count(h.cohorts) * (size_t)h.ages + 1,
	    sizeof *h.row);
	for (size_t row = 0; row < sheet_rows(s); row++)
		if (age_of(&h, row) >= 0)
			h.row[cohort_of(&h, row) * (size_t)h.ages +
			    (size_t)age_of(&h, row)] = row + 1;
	return h;
}

static void
put_cell(struct markup *h, const struct heat *heat, size_t row)
{
	const struct cell *c = row == 0 ? NULL :
	    sheet_cell(heat->sheet, row - 1, heat->retention);
	char markup[64];
	double share;

	if (c == NULL || !c->known) {
		markup_put(h, "<td></td>");
		return;
	}
	share = show_size(c, CELL_RATE);
	share = share < 0 ? 0 : share > 1 ? 1 : share;
	snprintf(markup, sizeof markup, "<td class=\"h%d\">%.0f%%</td>",
	    (int)(share * 10), share * 100);
	markup_put(h, markup);
}

static void
put_head(struct markup *h, const struct heat *heat)
{
	char number[48];

	markup_put(h, "<caption>");
	markup_text(h, slice_of(phrase("Retention by age", "各期龄留存率")));
	markup_put(h, "</caption>\n<thead><tr>");
	for (int i = 0; i < heat->labels; i++) {
		markup_put(h, "<th scope=\"col\">");
		markup_text(h, slice_of(heading_of(heat->sheet, heat->label[i])));
		markup_put(h, "</th>");
	}
	for (int64_t age = 0; age < heat->ages; age++) {
		snprintf(number, sizeof number, "<th scope=\"col\">%lld</th>",
		    (long long)age);
		markup_put(h, number);
	}
	markup_put(h, "</tr></thead>\n<tbody>\n");
}

void
heat_put(struct markup *h, const struct sheet *s)
{
	struct heat heat = heat_new(s);

	markup_put(h, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
	markup_text(h, slice_of(phrase("Retention by age", "各期龄留存率")));
	markup_put(h, "\"><table class=\"heat\">");
	put_head(h, &heat);
	for (uint32_t cohort = 0; cohort < groups_count(heat.cohorts); cohort++) {
		markup_put(h, "<tr>");
		for (int i = 0; i < heat.labels; i++) {
			markup_put(h, "<th scope=\"row\">");
			markup_text(h, groups_value(heat.cohorts, cohort, i));
			markup_put(h, "</th>");
		}
		for (int64_t age = 0; age < heat.ages; age++)
			put_cell(h, &heat,
			    heat.row[cohort * (size_t)heat.ages + (size_t)age]);
		markup_put(h, "</tr>\n");
	}
	markup_put(h, "</tbody></table></div>\n");
	groups_free(heat.cohorts);
	free(heat.row);
}
