/*
 * gains -- the lost of a group are a whole number and the parts of the ties at its two
 * ends, added as fractions: what is whole comes out whole.
 */
#include "cmd/rt-churn/gains.h"

#include <math.h>
#include <stdlib.h>

#include "cmd/rt-churn/logit.h"
#include "cmd/rt-churn/measure.h"
#include "common/base/mem.h"
#include "common/value/wilson.h"

/* Rows of equal odds, in the order of the highest. */
struct tie {
	size_t first, end;
	size_t lost;
};

struct gains {
	const double *log_odds;
	const bool *lost;
	size_t *order;
	size_t rows, all_lost;
};

static struct tie
tie_at(const struct gains *g, size_t i)
{
	struct tie t = { i, measure_tied(g->log_odds, g->order, g->rows, i), 0 };

	for (size_t k = t.first; k < t.end; k++)
		t.lost += g->lost[g->order[k]];
	return t;
}

typedef __int128 wide;

/* What a group has, and all down to its end. */
struct share {
	double risk;                 /* the sum */
	wide part, whole;            /* lost, a fraction */
	double lost_so_far;
};

/* Those of the tie that lie from the first to before the end. */
static void
take(const struct gains *g, const struct tie *t, size_t first, size_t end, struct share *s)
{
	wide size = (wide)(t->end - t->first), in;

	if (first < t->first)
		first = t->first;
	if (end > t->end)
		end = t->end;
	s->risk += (double)(end - first) * logit_chance(g->log_odds[g->order[t->first]]);
	in = (wide)(end - first);
	if (in == size)
		in = size = 1;
	s->part = s->part * size + (wide)t->lost * in * s->whole;
	s->whole *= size;
}

static void
write_group(struct writer *w, const struct gains *g, int64_t number, size_t first,
    size_t end, const struct share *s, double z)
{
	double n = (double)(end - first), lost = (double)s->part / (double)s->whole;
	double rate = lost / n;
	struct wilson limits = wilson_limits(lost, n, z);
	double all = (double)g->all_lost;

	writer_count(w, number);
	writer_count(w, (int64_t)(end - first));
	writer_number(w, s->risk / n);
	writer_number(w, lost);
	writer_number(w, rate);
	writer_number(w, limits.low);
	writer_number(w, limits.high);
	writer_number(w, all > 0 ? rate / (all / (double)g->rows) : NAN);
	writer_count(w, (int64_t)end);
	writer_number(w, s->lost_so_far);
	writer_number(w, all > 0 ? s->lost_so_far / all : NAN);
	writer_end(w);
}

static void
write_groups(struct writer *w, const struct gains *g, size_t groups, double z)
{
	struct tie t = tie_at(g, 0);
	size_t before = 0;           /* the lost above the tie */

	for (size_t i = 0, first = 0, end; i < groups; i++, first = end) {
		struct share s = { 0, 0, 1, 0 };

		end = (size_t)((wide)g->rows * (wide)(i + 1) / (wide)groups);
		for (;;) {
			take(g, &t, first, end, &s);
			if (t.end > end || t.end == g->rows)
				break;
			before += t.lost;
			t = tie_at(g, t.end);
			if (t.first == end)
				break;
		}
		s.lost_so_far = (double)before;
		if (end > t.first)
			s.lost_so_far += (double)t.lost * (double)(end - t.first) /
			    (double)(t.end - t.first);
		write_group(w, g, (int64_t)i + 1, first, end, &s, z);
	}
}

void
gains_write(struct writer *w, const double *log_odds, const bool *lost, size_t rows,
    int64_t groups, double z)
{
	static const char *const header[] = {
		"group", "customers", "mean_risk", "lost", "rate", "ci_low", "ci_high", "lift",
		"cumulative_customers", "cumulative_lost", "capture", NULL,
	};
	struct gains g = { log_odds, lost, measure_order(log_odds, rows), rows, 0 };

	for (size_t i = 0; i < rows; i++)
		g.all_lost += lost[i];
	writer_header(w, header);
	if (rows > 0)
		write_groups(w, &g, (uint64_t)groups < rows ? (size_t)groups : rows, z);
	free(g.order);
}
