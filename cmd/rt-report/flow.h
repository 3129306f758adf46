/*
 * flow -- the bars of a movement's chart: of each level before, which share of its
 * customers rose, stayed, fell or went.
 */
#ifndef RT_REPORT_FLOW_H
#define RT_REPORT_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/rt-report/chart.h"
#include "common/base/slice.h"

struct flow_bar {
	char *name;             /* of the level; of customers without one, of their turn */
	double share[TURNS];
};

struct flow {
	struct flow_bar *bar;   /* in the order in which the sheet has them */
	size_t bars, room;
	bool met[TURNS];        /* some customers took that turn */
};

/* Of a chart that is a FLOW. */
struct flow flow_of(const struct sheet *s, const struct chart *c);
void flow_free(struct flow *f);

/*
 * The names of the row in the chart's columns of names, as a page joins them; the
 * other word where it has none.  The caller frees it.
 */
char *flow_name(const struct sheet *s, const struct chart *c, size_t row,
    const char *other);

/* What people call a turn, in the language spoken. */
const char *flow_word(enum turn t);

#endif
