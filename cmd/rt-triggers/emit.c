/*
 * Cells of an order of this run are its rule's; one of an earlier run is
 * printed as it was read.
 */
#include "cmd/rt-triggers/emit.h"

#include <stdlib.h>

#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/profile.h"
#include "common/base/mem.h"

const char *const emit_state_header[] = { "state", NULL };
const char *const emit_arm_header[] = { "arm", NULL };

static void
emit_header(struct writer *out, const struct watch *w, int keeps)
{
	const char **names;
	size_t n = 0;

	while (workorders_header[n] != NULL)
		n++;
	names = mem_array(n + 2 + (size_t)keeps + 1, sizeof *names);
	memcpy(names, workorders_header, n * sizeof *names);
	if (w->with_states)
		names[n++] = emit_state_header[0];
	if (w->arms != NULL)
		names[n++] = emit_arm_header[0];
	profile_headings(w->profile, names + n);
	writer_header(out, names);
	free(names);
}

/* What the rule says of each of its orders; of an earlier one what it said. */
struct told {
	struct slice trigger, category, level, channel, action;
};

static struct told
told_of(const struct order *order)
{
	const struct seen_order *seen = order->seen;
	const struct rule *r = order->rule;

	if (seen != NULL)
		return (struct told){ seen->trigger, seen->category, seen->level,
			seen->channel, seen->action };
	return (struct told){ r->name, r->category,
		order->level.n > 0 ? order->level : r->level, r->channel, r->action };
}

static void
emit_order(struct writer *out, const struct watch *w, const struct order *order)
{
	struct told told = told_of(order);

	writer_text(out, order->id);
	writer_text(out, roster_id(w->roster, order->customer));
	writer_text(out, told.trigger);
	writer_text(out, told.category);
	writer_text(out, told.level);
	writer_date(out, order->fired_on);
	writer_instant(out, order->due);
	writer_text(out, told.channel);
	writer_text(out, told.action);
	writer_text(out, order->evidence);
	if (w->with_states)
		writer_string(out, state_words.word[order->state]);
	if (w->arms != NULL)
		writer_string(out, arm_words.word[order->is_held_out ?
		    ARM_CONTROL : ARM_TREAT]);
	profile_write(w, out, order->customer);
	writer_end(out);
}

void
emit_orders(struct writer *out, const struct watch *w)
{
	size_t count = docket_opened(w->docket);

	emit_header(out, w, profile_keeps(w->profile));
	for (size_t i = 0; i < count; i++)
		emit_order(out, w, docket_at(w->docket, i));
}

void
emit_counts(struct writer *out, const struct watch *w)
{
	static const char *const header[] = {
		"trigger", "opened", "inhibited", "cooled_down", "held_out", NULL,
	};

	writer_header(out, header);
	for (int i = 0; i < w->rules->count; i++) {
		const struct rule *r = &w->rules->rule[i];
		struct outcome outcome = docket_outcome(w->docket, r);

		if (!r->asked || !r->fed)
			continue;
		writer_text(out, r->name);
		writer_count(out, outcome.opened);
		writer_count(out, outcome.inhibited);
		writer_count(out, outcome.cooled_down);
		writer_count(out, outcome.held_out);
		writer_end(out);
	}
}
