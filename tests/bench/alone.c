/*
 * alone -- rt-schedule without the days behind the horizon: what it costs to
 * promise a next_possible to all who wait is what the real one takes longer.
 */
#include <stdlib.h>

#include "cmd/rt-schedule/later.h"

struct later *
later_new(const struct setting *s, const struct contacts *all)
{
	(void)s;
	(void)all;
	return NULL;
}

void
later_free(struct later *l)
{
	(void)l;
}

void
later_promise(struct later *l, struct contacts *all, uint32_t number[], size_t count)
{
	(void)l;
	(void)all;
	(void)number;
	(void)count;
}
