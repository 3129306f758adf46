/*
 * causes -- a part is told with two decimals: 0.69 doubles the odds, or the hazard.
 */
#include "cmd/rt-churn/causes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd/rt-churn/model.h"
#include "common/base/mem.h"

int
causes_add(struct cause cause[CAUSES_MOST], int count, struct cause one)
{
	int at = count;

	if (!(one.part > 0))
		return count;
	while (at > 0 && cause[at - 1].part < one.part)
		at--;
	if (at == CAUSES_MOST)
		return count;
	count += count < CAUSES_MOST;
	for (int i = count - 1; i > at; i--)
		cause[i] = cause[i - 1];
	cause[at] = one;
	return count;
}

void
cause_write(struct writer *w, const struct cause *c, const char *column,
    struct slice text)
{
	size_t room;
	char *reason;

	if (text.n == 0)
		text = SLICE(BLANK_VALUE);
	room = strlen(column) + text.n + 64;
	reason = mem_array(room, 1);
	snprintf(reason, room, "%s=%.*s (+%.2f)", column, (int)text.n, text.p,
	    fmin(c->part, 1e15));
	writer_string(w, reason);
	free(reason);
}
