/*
 * Every reason has its row, also that which holds back nothing: a table that
 * is watched from day to day keeps its shape.
 */
#include "cmd/rt-schedule/impact.h"

#include "cmd/rt-schedule/weight.h"

struct held {
	int64_t contacts, workorders, weight;
};

void
impact_emit(struct writer *w, const struct contacts *all)
{
	static const char *const header[] = {
		"rule", "contacts", "workorders", "weight", NULL,
	};
	struct held held[REASONS] = { { 0 } };

	for (size_t i = 0; i < all->count; i++) {
		const struct contact *c = &all->one[i];
		struct held *h = &held[c->why];

		h->contacts++;
		h->workorders += c->orders;
		h->weight += c->weight;
	}
	writer_header(w, header);
	for (int why = NO_REASON + 1; why < REASONS; why++) {
		writer_string(w, reason_name((enum reason)why));
		writer_count(w, held[why].contacts);
		writer_count(w, held[why].workorders);
		weight_write(w, held[why].weight, all->scale);
		writer_end(w);
	}
}
