/*
 * Each delimiter is tried on the first lines; the one with which a line is the
 * header of a known table wins, else the one that makes most cells of it.
 */
#include "common/table/sniff.h"

#include "common/csv/guess.h"
#include "common/table/titles.h"

/* What a delimiter makes of the first lines. */
struct guess {
	uint64_t line;     /* of the header, 0: none seen */
	enum kind kind;
	int cells;         /* of that line */
};

static struct guess
guess_with(const struct options *o, struct slice bytes, kinds among,
    const struct dialect *d)
{
	struct trial *t = trial_open(bytes, d);
	struct guess g = { .kind = NO_KIND };

	g.line = titles_header(t, o, among, &g.kind);
	trial_free(t);
	t = trial_open(bytes, d);
	if (trial_skip(t, g.line > 0 ? (int64_t)g.line - 1 : 0) && trial_next(t))
		trial_cells(t, &g.cells);
	trial_free(t);
	return g;
}

static bool
is_better(const struct guess *a, const struct guess *b)
{
	if ((a->kind == NO_KIND) != (b->kind == NO_KIND))
		return b->kind == NO_KIND;
	if ((a->line == 0) != (b->line == 0))
		return b->line == 0;
	return a->cells > b->cells;
}

void
sniff(const struct options *o, struct source *s, kinds among, struct dialect *d)
{
	static const char delimiters[] = { ',', ';', '\t', '|' };
	struct slice bytes = source_peek(s);
	struct guess best = { .kind = NO_KIND };
	struct dialect trial = *d;

	if (!guess_fits_utf8(bytes) && guess_fits("GB18030", bytes))
		trial.encoding = "GB18030";
	for (size_t i = 0; i < sizeof delimiters && best.kind == NO_KIND; i++) {
		struct guess g;

		trial.delimiter = delimiters[i];
		g = guess_with(o, bytes, among, &trial);
		if (i > 0 && !is_better(&g, &best))
			continue;
		best = g;
		*d = trial;
	}
	d->skip = best.line > 0 ? (int64_t)best.line - 1 : 0;
	if (d->delimiter == ';' && d->decimal == DECIMAL_POINT)
		d->decimal = DECIMAL_UNSAID;
}
