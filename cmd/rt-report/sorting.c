/*
 * Cells compare by their type, exactly: rates as fractions, crosswise, not as
 * the decimals that are shown.  Equal rows keep their order, and (others)
 * stays behind.
 */
#include "cmd/rt-report/sorting.h"

#include <stdlib.h>

#include "cmd/rt-report/show.h"
#include "common/base/mem.h"
#include "common/value/number.h"

static int
order_of(double a, double b)
{
	return (a > b) - (a < b);
}

static int
compare_integers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* A plain text is a number among numbers, and behind them otherwise. */
static int
compare_plain(struct slice a, struct slice b)
{
	double x, y;
	bool x_is = number_parse(a, &x), y_is = number_parse(b, &y);

	if (x_is && y_is && x != y)
		return order_of(x, y);
	if (x_is != y_is)
		return x_is ? -1 : 1;
	return slice_compare(a, b);
}

static int
compare_rates(const struct cell *a, const struct cell *b)
{
	__int128 left = (__int128)a->rate.part * b->rate.whole;
	__int128 right = (__int128)b->rate.part * a->rate.whole;

	return (left > right) - (left < right);
}

static int
compare_known(const struct cell *a, const struct cell *b, enum cell_type type)
{
	switch (type) {
	case CELL_TEXT:
	case CELL_PROSE:
		return slice_compare(a->text, b->text);
	case CELL_PLAIN:
	case CELL_KEPT:
	case CELL_KEPT_P:
	case CELL_KEPT_SHARE:
		return compare_plain(a->text, b->text);
	case CELL_COUNT:
		return compare_integers(a->count, b->count);
	case CELL_MONEY:
	case CELL_DECIMAL:
		return compare_integers(a->amount, b->amount);
	case CELL_RATE:
		return compare_rates(a, b);
	case CELL_NUMBER:
	case CELL_POINTS:
		return order_of(a->number, b->number);
	case CELL_DATE:
		return compare_integers(a->day, b->day);
	case CELL_TIME:
		return compare_integers(a->minutes, b->minutes);
	case CELL_FIGURE:
		return order_of(show_size(a, type), show_size(b, type));
	}
	return 0;
}

/* What qsort_r() compares by. */
struct sorting {
	const struct sheet *sheet;
	int column;
	enum sheet_order order;
};

static int
by_row(const void *left, const void *right, void *by)
{
	const struct sorting *s = by;
	size_t i = *(const size_t *)left, j = *(const size_t *)right;
	const struct cell *a = sheet_cell(s->sheet, i, s->column);
	const struct cell *b = sheet_cell(s->sheet, j, s->column);
	int order = 0;

	if (a->known != b->known)
		return a->known ? -1 : 1;
	if (a->known)
		order = compare_known(a, b, sheet_column(s->sheet, s->column)->type);
	if (order == 0)
		return (i > j) - (i < j);
	return s->order == RISING ? order : -order;
}

void
sheet_sort(struct sheet *s, int column, enum sheet_order order)
{
	struct sorting by = { s, column, order };
	size_t rows = sheet_rows(s), sorted = 0;
	size_t *row = mem_array(rows, sizeof *row);

	while (sorted < rows && !sheet_is_other(s, sorted))
		sorted++;
	for (size_t i = 0; i < rows; i++)
		row[i] = i;
	qsort_r(row, sorted, sizeof *row, by_row, &by);
	qsort_r(row + sorted, rows - sorted, sizeof *row, by_row, &by);
	sheet_arrange(s, row);
	free(row);
}
