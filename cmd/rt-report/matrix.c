/*
 * The rows of the report come by group and level before, so that a row of the
 * matrix is a stretch of them.
 */
#include "cmd/rt-report/matrix.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/value/lang.h"

struct matrix {
	const struct sheet *list;
	struct sheet *made;
	int by, from, to, customers;    /* columns of the list; by: how many come first */
	struct levels levels;
	int64_t *row, *total;           /* of each level now, then of the gone */
};

static struct slice
text_at(const struct matrix *m, size_t row, int column)
{
	const struct cell *c = sheet_cell(m->list, row, column);

	return c->known ? c->text : SLICE("");
}

/* The place of the level now among the columns; the last one: gone. */
static int
place_of(const struct matrix *m, struct slice tier)
{
	int place = 0;

	while (place < m->levels.count && !slice_equal(m->levels.level[place].tier, tier))
		place++;
	return place;
}

static bool
goes_on(const struct matrix *m, size_t row, int columns)
{
	for (int i = 0; i < columns; i++)
		if (!slice_equal(text_at(m, row, i), text_at(m, row - 1, i)))
			return false;
	return true;
}

static void
write_counts(const struct matrix *m, const int64_t count[])
{
	int64_t sum = 0;

	for (int i = 0; i <= m->levels.count; i++) {
		if (count[i] > 0)
			sheet_count(m->made, count[i]);
		else
			sheet_blank(m->made);
		sum += count[i];
	}
	sheet_count(m->made, sum);
}

/* The row that ends before that one of the list, and the group's total if it ends. */
static void
end_row(struct matrix *m, size_t next)
{
	size_t bytes = ((size_t)m->levels.count + 1) * sizeof *m->row;
	struct slice from = text_at(m, next - 1, m->from);

	for (int i = 0; i < m->by; i++)
		sheet_text(m->made, text_at(m, next - 1, i));
	sheet_text(m->made, from.n > 0 ? from : slice_of(phrase("New", "新增")));
	write_counts(m, m->row);
	memset(m->row, 0, bytes);
	if (next < sheet_rows(m->list) && goes_on(m, next, m->by))
		return;
	for (int i = 0; i < m->by; i++)
		sheet_text(m->made, text_at(m, next - 1, i));
	sheet_text(m->made, slice_of(phrase("Total", "合计")));
	write_counts(m, m->total);
	memset(m->total, 0, bytes);
}

static void
write_rows(struct matrix *m)
{
	for (size_t row = 0; row < sheet_rows(m->list); row++) {
		int place = place_of(m, text_at(m, row, m->to));
		int64_t n = sheet_cell(m->list, row, m->customers)->count;

		m->row[place] += n;
		m->total[place] += n;
		if (row + 1 == sheet_rows(m->list) ||
		    !goes_on(m, row + 1, m->by + 1))
			end_row(m, row + 1);
	}
}

/* A column for each level, called as people call it. */
static void
write_head(struct matrix *m)
{
	for (int i = 0; i < m->by; i++)
		sheet_add(m->made, *sheet_column(m->list, i));
	sheet_add(m->made, *sheet_column(m->list, m->from));
	for (int i = 0; i < m->levels.count; i++) {
		const struct level *l = &m->levels.level[i];
		struct slice label = lang_spoken() == ENGLISH && l->label_en.n > 0 ?
		    l->label_en : l->label;
		char *name = mem_copy(label.n > 0 ? label : l->tier);

		sheet_add(m->made, (struct sheet_column){ .name = name,
			.type = CELL_COUNT, .origin = THE_USERS });
		free(name);
	}
	sheet_add(m->made, (struct sheet_column){ .name = phrase("Gone", "已消失"),
		.type = CELL_COUNT, .origin = THE_USERS });
	sheet_add(m->made, (struct sheet_column){ .name = phrase("Total", "合计"),
		.type = CELL_COUNT, .origin = THE_USERS });
}

static bool
has_others(const struct sheet *s, int columns)
{
	for (size_t row = 0; row < sheet_rows(s); row++)
		for (int i = 0; i < columns; i++) {
			const struct cell *c = sheet_cell(s, row, i);

			if (c->known && slice_is(c->text, "(others)"))
				return true;
		}
	return false;
}

struct sheet *
matrix_of(const struct sheet *movement, const struct tiers *policy)
{
	struct matrix m = {
		.list = movement,
		.from = sheet_find(movement, "from"), .to = sheet_find(movement, "to"),
		.customers = sheet_find(movement, "customers"),
		.levels = tiers_individual(policy),
	};

	if (m.from < 0 || m.to != m.from + 1 ||
	    sheet_column(movement, m.from)->origin != OURS ||
	    sheet_column(movement, m.to)->origin != OURS || sheet_rows(movement) == 0 ||
	    has_others(movement, m.to + 1))
		return NULL;
	m.by = m.from;
	m.made = sheet_new("movement-matrix");
	m.row = mem_array((size_t)m.levels.count + 1, sizeof *m.row);
	m.total = mem_array((size_t)m.levels.count + 1, sizeof *m.total);
	write_head(&m);
	write_rows(&m);
	free(m.row);
	free(m.total);
	return m.made;
}
