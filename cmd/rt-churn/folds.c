/*
 * folds -- a rare level is met by some folds only.
 */
#include "cmd/rt-churn/folds.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/rt-churn/measure.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

struct split {
	const struct design *d;
	const bool *lost;
	bool *take;          /* the rows that the fit is made to */
	double *x;           /* the design, levels left out at 0 */
};

/* How the rows that have a level ended. */
struct level {
	size_t rows, lost;
};

/* Of a level the standardised number is above 0 where a row has it. */
static struct level
level_of(const struct split *s, size_t j)
{
	struct level l = { 0, 0 };

	for (size_t i = 0; i < s->d->rows; i++)
		if (s->take[i] && s->d->x[i * s->d->factors + j] > 0) {
			l.rows++;
			l.lost += s->lost[i];
		}
	return l;
}

static const char *
what_is_wrong(const struct level *l, double ridge)
{
	if (l->rows == 0)
		return N_("nobody else has it");
	if (ridge > 0 || (l->lost > 0 && l->lost < l->rows))
		return NULL;
	return l->lost == 0 ? N_("nobody else who has it was lost") :
	    N_("everybody else who has it was lost");
}

static void
leave_out(struct split *s, size_t j)
{
	for (size_t i = 0; i < s->d->rows; i++)
		s->x[i * s->d->factors + j] = 0;
}

/* The design of one fold, levels that it cannot judge left out. */
static struct design
design_of(struct split *s, const struct coding *c, const struct model *m, double ridge,
    int fold)
{
	const struct design *d = s->d;
	struct design own = *d;

	memcpy(s->x, d->x, d->rows * d->factors * sizeof *s->x);
	own.x = s->x;
	for (size_t j = 0; j < d->factors; j++) {
		bool is_level = m->term[c->term[j]].value[0] != '\0';
		struct level l = level_of(s, j);
		const char *wrong = is_level ? what_is_wrong(&l, ridge) : NULL;

		if (wrong == NULL)
			continue;
		warn("fold %d: '%s' is left out of the fit: %s", fold + 1,
		    d->factor[j].name, _(wrong));
		leave_out(s, j);
	}
	return own;
}

void
folds_score(const struct request *q, const struct features *f, const struct coding *c,
    const struct model *m, double *log_odds)
{
	const struct design *d = &c->design;
	bool *lost = features_targets(f);
	struct split s = {
		.d = d, .lost = lost,
		.take = mem_array(d->rows, sizeof *s.take),
		.x = mem_array(d->rows * d->factors, sizeof *s.x),
	};

	for (int fold = 0; fold < q->folds; fold++) {
		size_t held_out = 0;
		struct design own;
		struct logit l;

		for (size_t i = 0; i < d->rows; i++) {
			s.take[i] = fold != measure_fold(features_id(f, i), q->seed, q->folds);
			held_out += !s.take[i];
		}
		if (held_out == 0)
			continue;
		own = design_of(&s, c, m, q->ridge, fold);
		l = logit_fit(&own, lost, s.take, q->ridge);
		for (size_t i = 0; i < d->rows; i++)
			if (!s.take[i])
				log_odds[i] = logit_score(&l, own.x + i * d->factors);
		logit_free(&l);
	}
	free(s.take);
	free(s.x);
	free(lost);
}
