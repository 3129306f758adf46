/*
 * Quiet hours are as good as taken: the grid is cut anew behind them.
 */
#include "cmd/rt-schedule/cut.h"

#include <stdlib.h>

#include "common/base/mem.h"

enum { DAY = 1440, LAPS = 4 };

int
cut_starts(const struct setting *s, enum channel c, const struct hours *quiet,
    const struct span taken[], int count, int start[SLOTS_MOST])
{
	struct span *all = mem_array((size_t)(count + quiet->count * LAPS), sizeof *all);
	int n = 0, slots;

	for (int i = 0; i < count; i++)
		all[n++] = taken[i];
	for (int i = 0; i < quiet->count; i++)
		for (int lap = -1; lap < LAPS - 1; lap++)
			all[n++] = (struct span){ quiet->window[i].from + lap * DAY,
				quiet->window[i].to + lap * DAY };
	slots = slots_cut(setting_hours(s, c), all, n, s->minutes[c], start);
	free(all);
	return slots;
}

bool
cut_is_needed(const struct setting *s, enum channel c, const struct hours *quiet)
{
	int start[SLOTS_MOST];
	int slots;

	if (quiet->count == 0)
		return false;
	slots = slots_cut(setting_hours(s, c), NULL, 0, s->minutes[c], start);
	for (int i = 0; i < slots; i++)
		if (!hours_touch(quiet, start[i], start[i] + s->minutes[c]))
			return false;
	return cut_starts(s, c, quiet, NULL, 0, start) > 0;
}
