/*
 * row -- one customer or group, from its months to all that a row of the tiers
 * table says: level, grace, class, potential, ladder, movement.
 */
#include <stdlib.h>

#include "cmd/rt-tier/tier.h"

/* Whether grace is to be asked: the row fell below what it was. */
static bool
fell(const struct assessment *r, const struct past *past, bool is_group,
    const struct level *level)
{
	return r->span.grace > 0 && past != NULL && past->is_group == is_group &&
	    level->rank > past->level->rank;
}

static struct standing
kept_by_grace(const struct scale *s, const struct past *past)
{
	return (struct standing){ (int)(past->level - s->all.level), GRACE };
}

/* What a group is; up at once, down late, as with_grace(). */
static struct standing
group_standing(const struct assessment *r, uint32_t group, const struct past *past)
{
	const struct scale *s = &r->scales.group;
	struct standing now = revenue_level(r->revenue, s, group, 0);

	if (!fell(r, past, true, &s->all.level[now.level]))
		return now;
	for (int ago = 1; ago < r->span.grace; ago++) {
		struct standing then = revenue_level(r->revenue, s, group, ago);

		if (s->all.level[then.level].rank <= past->level->rank)
			return kept_by_grace(s, past);
	}
	return now;
}

/* The level of a key person's group: today the one that its row shows. */
static int
level_of_group(const struct assessment *r, const struct scales *s, uint32_t group,
    int months_ago)
{
	struct slice id = map_key(profiles_groups(r->customers), group);

	if (months_ago == 0 && s == &r->scales)
		return group_standing(r, group, previous_look(r->previous, id)).level;
	return revenue_level(r->revenue, &s->group, group, months_ago).level;
}

/* The standing in the assessment of so many months ago; D06 included. */
static struct standing
standing_ago(const struct assessment *r, const struct scales *s, const money sum[],
    const struct profile *p, int months_ago)
{
	struct evidence e;
	struct standing own;

	assess_evidence(&e, sum, &r->span, months_ago, p);
	own = level_individual(&s->individual, &e);
	if (p == NULL || !p->is_key || p->group == NO_GROUP || r->revenue == NULL ||
	    profiles_group_left(r->customers, p->group))
		return own;
	return level_key_person(s, own, level_of_group(r, s, p->group, months_ago));
}

/* Up at once, down late: the level before is kept while it was earned lately. */
static struct standing
with_grace(const struct assessment *r, struct standing now, const money sum[],
    const struct profile *p, const struct past *past)
{
	const struct scale *s = &r->scales.individual;

	if (!fell(r, past, false, &s->all.level[now.level]))
		return now;
	for (int ago = 1; ago < r->span.grace; ago++) {
		struct standing then = standing_ago(r, &r->scales, sum, p, ago);

		if (s->all.level[then.level].rank <= past->level->rank)
			return kept_by_grace(s, past);
	}
	return now;
}

static int
tenure_of(const struct profile *p, const struct span *s)
{
	monthnum joined;

	if (p == NULL || p->joined == NO_DAY)
		return -1;
	joined = day_month(p->joined);
	return joined < s->month ? s->month - joined : 0;
}

/* The smallest of the months that a level takes, when all have a record. */
static void
take_least(struct row *row, const money sum[], const struct span *s)
{
	row->has_least = true;
	row->least = sum[s->series - 1];
	for (int i = s->series - s->months; i < s->series; i++) {
		row->has_least &= sum[i] != NO_RECORD;
		row->least = sum[i] < row->least ? sum[i] : row->least;
	}
}

void
row_individual(struct row *row, struct assessment *r, struct slice id,
    const struct account *a, struct link link)
{
	money sum[SERIES_MOST];
	const struct span *s = &r->span;
	const struct profile *p = link.profile;

	account_months(a, ledger_shape(r->ledger), s->month, s->series, sum);
	assess_figures(&row->figures, sum, s);
	row->id = id;
	row->is_group = false;
	row->has_left = p != NULL && p->has_left;
	row->past = link.past;
	row->standing = standing_ago(r, &r->scales, sum, p, 0);
	if (s->grace > 0)
		row->standing = with_grace(r, row->standing, sum, p, row->past);
	row->level = &r->scales.individual.all.level[row->standing.level];
	take_least(row, sum, s);
	row->tenure = tenure_of(p, s);
	row->class = r->has_classes ?
	    abc_class(&r->abc, row->figures.total, id) : NO_CLASS;
	row->potential = value_potential(&row->figures, row->tenure, &r->class_a);
	row->ladder = value_ladder(&row->figures, row->tenure,
	    account_occasions(a, ledger_shape(r->ledger)), p);
	row->scores = r->rfm != NULL ? rfm_scores(r->rfm, id) : (struct scores){ 0, 0, 0 };
	r->silent += row->figures.months == 0;
}

void
row_group(struct row *row, struct assessment *r, uint32_t group)
{
	const money *sum = revenue_months(r->revenue, group);
	const struct profile *p;

	assess_figures(&row->figures, sum, &r->span);
	row->id = map_key(profiles_groups(r->customers), group);
	row->is_group = true;
	row->past = previous_find(r->previous, row->id);
	row->standing = group_standing(r, group, row->past);
	row->level = &r->scales.group.all.level[row->standing.level];
	row->has_least = true;
	row->least = assess_least(sum, &r->span, 0);
	row->tenure = -1;
	row->class = NO_CLASS;
	row->potential = NO_POTENTIAL;
	row->ladder = NO_LADDER;
	row->scores = (struct scores){ 0, 0, 0 };
	p = profiles_find(r->customers, row->id);
	row->kept = p != NULL ? p->kept : NULL;
	row->has_left = p != NULL && p->has_left;
	r->silent += row->figures.months == 0;
}

struct standing
row_under(const struct assessment *r, const struct scales *s, const struct account *a,
    const struct profile *p)
{
	money sum[SERIES_MOST];

	account_months(a, ledger_shape(r->ledger), r->span.month, r->span.series, sum);
	return standing_ago(r, s, sum, p, 0);
}
