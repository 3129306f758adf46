/*
 * Totals are those of the rows that are left, (others) among them, so that the
 * shares of a group make one.
 */
#include "cmd/rt-report/counts.h"

#include <stdlib.h>

enum { COUNTED };

struct sheet *
counts_sheet(const struct keys *k, const char *kind, int bar_spare)
{
	struct sheet *s = sheet_new(kind);

	keys_head(k, s);
	sheet_add(s, (struct sheet_column){ .name = "count", .type = CELL_COUNT });
	sheet_set_bar(s, sheet_add(s, (struct sheet_column){
		.name = "share", .type = CELL_RATE, .spare = 1 }), bar_spare);
	return s;
}

void
counts_rows(struct sheet *s, const struct tally *t, const struct keys *k,
    void (*behind)(struct sheet *s, struct figure f[]))
{
	uint32_t *order = tally_order(t, k->by, NULL);
	wide *total = tally_totals(t, k->by, COUNTED);

	for (uint32_t i = 0; i < tally_rows(t); i++) {
		struct figure *f = tally_figures(t, order[i]);

		keys_row(k, s, t, order[i]);
		sheet_count(s, f[COUNTED].known);
		sheet_rate(s, f[COUNTED].known, (int64_t)total[order[i]]);
		if (behind != NULL)
			behind(s, f);
	}
	free(order);
	free(total);
}
