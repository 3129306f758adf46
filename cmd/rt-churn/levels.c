/*
 * levels -- a name or a remark has as many as there are rows, and no answer.
 */
#include "cmd/rt-churn/levels.h"

#include <inttypes.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

static size_t *
count_rows(const struct map *values, const uint32_t *cell, const uint32_t *weight,
    size_t rows, size_t width)
{
	size_t *count = mem_array(map_count(values), sizeof *count);

	for (size_t i = 0; i < rows; i++)
		count[cell[i * width]] += weight != NULL ? weight[i] : 1;
	return count;
}

struct map *
levels_fold(struct map *values, uint32_t *cell, const uint32_t *weight, size_t rows,
    size_t width, int64_t limit)
{
	struct map *left;
	size_t *count;

	if (limit < 2)
		return values;
	left = map_new(sizeof(uint64_t));
	count = count_rows(values, cell, weight, rows, width);
	for (size_t i = 0; i < rows; i++) {
		uint32_t *own = &cell[i * width];
		struct slice text = map_key(values, *own);

		if (text.n > 0 && count[*own] < (size_t)limit)
			text = SLICE(RARE_LEVEL);
		*own = map_intern(left, text);
	}
	free(count);
	map_free(values);
	return left;
}

void
levels_check(const char *column, uint32_t levels, int64_t most)
{
	if (levels > most)
		die(BAD_DATA, "no fit: covariate '%s' has %" PRIu32 " values, and "
		    "--max-levels is %" PRId64 "; --rare N makes one of those that fewer "
		    "than N rows have, or --covariates without it", column, levels, most);
}
