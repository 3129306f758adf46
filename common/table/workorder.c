/*
 * workorder -- ids of work orders.
 */
#include "common/table/workorder.h"

char *
workorder_part(char *to, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == ';' || text.p[i] == '%') {
			memcpy(to, text.p[i] == ';' ? "%3B" : "%25", 3);
			to += 3;
		} else {
			*to++ = text.p[i];
		}
	}
	return to;
}

char *
workorder_text(char *to, struct slice part)
{
	while (part.n > 0)
		if (slice_take_text(&part, SLICE("%3B"))) {
			*to++ = ';';
		} else if (slice_take_text(&part, SLICE("%25"))) {
			*to++ = '%';
		} else {
			*to++ = *part.p++;
			part.n--;
		}
	return to;
}
