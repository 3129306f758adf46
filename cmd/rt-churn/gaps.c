/*
 * gaps -- the last step of a curve is its end, whatever its height.
 */
#include "cmd/rt-churn/gaps.h"

#include <inttypes.h>
#include <math.h>

#include "common/base/diag.h"
#include "common/base/translate.h"

void
gaps_warn(const struct curve curve[], uint32_t groups, bool of_groups, const char *then)
{
	uint64_t count = 0;
	double first = NAN;

	for (uint32_t g = 0; g < groups; g++) {
		const struct curve *c = &curve[g];
		size_t i = 0;

		while (i < c->steps && c->step[i].survival > 0)
			i++;
		if (i + 1 >= c->steps)
			continue;
		count++;
		first = fmin(first, c->step[i].time);
	}
	if (count > 0 && of_groups)
		warn("groups in which nobody is left at risk before the end: %" PRIu64
		    ", first at %.10g; their %s from there on", count, first, _(then));
	else if (count > 0)
		warn("nobody is left at risk at %.10g, before the end: the %s from there on",
		    first, _(then));
}
