/*
 * A header is looked for as it would be recognised: a record that answers for a
 * kind is one, whatever stands above it.
 */
#include "common/table/titles.h"

#include "common/table/wide.h"
#include "common/value/space.h"

/* Whether the record is a header of one of the kinds. */
static bool
is_header(const struct trial *t, const struct options *o, kinds among, enum kind *kind)
{
	struct header h = { .mapping = o->mapping, .mappings = o->mappings };
	const char *missing;
	enum kind nearest;
	struct wide *wide;

	h.cell = trial_cells(t, &h.columns);
	wide = wide_open(o, &h, among);
	*kind = header_recognise(&h, among, &nearest, &missing);
	if (*kind == NO_KIND && kinds_only(among) != NO_KIND &&
	    header_missing(&h, kinds_only(among)) == NULL)
		*kind = kinds_only(among);
	wide_free(wide);
	return *kind != NO_KIND;
}

static int
filled_cells(const struct trial *t, int *cells)
{
	const struct slice *cell = trial_cells(t, cells);
	int filled = 0;

	for (int i = 0; i < *cells; i++)
		filled += space_trim(cell[i]).n > 0;
	return filled;
}

uint64_t
titles_header(struct trial *t, const struct options *o, kinds among, enum kind *kind)
{
	uint64_t regular = 0, before = 0;
	int cells_before = 0;

	while (trial_next(t) && trial_line(t) <= TITLES_MOST) {
		int cells, filled = filled_cells(t, &cells);

		if (filled == 0)
			continue;
		if (is_header(t, o, among, kind))
			return trial_line(t);
		if (regular == 0 && before > 0 && cells == cells_before)
			regular = before;
		before = filled > 1 && !trial_is_stray(t) ? trial_line(t) : 0;
		cells_before = cells;
	}
	*kind = NO_KIND;
	return (among & KIND(NO_KIND)) != 0 ? regular : 0;
}
