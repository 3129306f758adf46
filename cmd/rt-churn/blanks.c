/*
 * blanks -- a cell of spaces is as blank as one of nothing.
 */
#include "cmd/rt-churn/blanks.h"

#include <inttypes.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

bool *
blanks_of(const struct groups *g, int columns)
{
	bool *blank = mem_array(groups_count(g), sizeof *blank);

	for (uint32_t i = 0; i < groups_count(g); i++)
		for (int k = 0; k < columns; k++)
			if (slice_trim(groups_value(g, i, k)).n == 0)
				blank[i] = true;
	return blank;
}

struct sample *
blanks_left_out(const struct sample sample[], const bool blank[], uint32_t groups)
{
	struct sample *tested = mem_array(groups, sizeof *tested);
	uint64_t left_out = 0;

	for (uint32_t g = 0; g < groups; g++)
		if (blank[g])
			left_out += (uint64_t)sample[g].size;
		else
			tested[g] = sample[g];
	if (left_out > 0)
		warn("customers with a blank cell of --by, who are in no group of the "
		    "test: %" PRIu64, left_out);
	return tested;
}
