/*
 * Decimals at the end that are zero are left out: an aged 6.3 is no 6.3000.
 */
#include "cmd/rt-schedule/weight.h"

#include <inttypes.h>
#include <stdio.h>

size_t
weight_print(int64_t weight, int64_t scale, char out[WEIGHT_TEXT])
{
	int64_t part = weight % scale;
	int n = snprintf(out, WEIGHT_TEXT, "%" PRId64, weight / scale);

	if (part == 0)
		return (size_t)n;
	n += snprintf(out + n, WEIGHT_TEXT - (size_t)n, ".%04" PRId64, part);
	while (out[n - 1] == '0')
		n--;
	out[n] = '\0';
	return (size_t)n;
}

void
weight_write(struct writer *w, int64_t weight, int64_t scale)
{
	char text[WEIGHT_TEXT];

	if (weight % scale == 0)
		writer_count(w, weight / scale);
	else
		writer_text(w, (struct slice){ text, weight_print(weight, scale, text) });
}
