/*
 * Customers are gone through from the latest time to the earliest; a tree of
 * sums over the ranks of their scores (Fenwick 1994) tells how many of those
 * who stay longer are below, so that n customers take n log n steps.
 */
#include "cmd/rt-churn/concordance.h"

#include <math.h>
#include <stdlib.h>

#include "common/base/mem.h"
#include "common/base/search.h"

/* How many there are of each rank, as a tree of sums (Fenwick 1994). */
struct ranks {
	int64_t *sum;
	size_t count;
};

static void
ranks_add(struct ranks *r, size_t rank, int64_t more)
{
	for (size_t i = rank + 1; i <= r->count; i += i & -i)
		r->sum[i] += more;
}

/* Those of a rank below. */
static int64_t
ranks_below(const struct ranks *r, size_t rank)
{
	int64_t n = 0;

	for (size_t i = rank; i > 0; i -= i & -i)
		n += r->sum[i];
	return n;
}

struct late {
	double entry;
	size_t rank;
	int64_t weight;
};

static int
by_entry(const void *a, const void *b)
{
	const struct late *one = a, *other = b;

	return (one->entry < other->entry) - (one->entry > other->entry);
}

static int
by_stratum(const void *a, const void *b)
{
	const struct subject *one = a, *other = b;

	if (one->stratum != other->stratum)
		return one->stratum < other->stratum ? -1 : 1;
	return (one->time > other->time) - (one->time < other->time);
}

struct pairs {
	double right, equal, all;
};

/* Compares those who leave at the time with those who stay longer. */
static void
compare(struct pairs *p, const struct ranks *r, size_t rank, int64_t there, double weight)
{
	int64_t below = ranks_below(r, rank), up_to = ranks_below(r, rank + 1);

	p->right += weight * (double)below;
	p->equal += weight * (double)(up_to - below);
	p->all += weight * (double)there;
}

/* One stratum: its subjects in the order of time, and what is kept of each. */
struct field {
	const struct subject *one;
	size_t count;
	size_t *rank;
	struct late *late;   /* latest first; NULL: all are there from the start */
};

static void
count_pairs(const struct field *f, struct pairs *p)
{
	struct ranks r = { mem_array(f->count + 1, sizeof *r.sum), f->count };
	int64_t there = 0;
	size_t outside = 0;

	for (size_t end = f->count, i; end > 0; end = i) {
		double time = f->one[end - 1].time;

		for (i = end; i > 0 && f->one[i - 1].time >= time; i--)
			if (!f->one[i - 1].event) {
				ranks_add(&r, f->rank[i - 1], f->one[i - 1].weight);
				there += f->one[i - 1].weight;
			}
		for (; f->late != NULL && outside < f->count &&
		    f->late[outside].entry >= time; outside++) {
			ranks_add(&r, f->late[outside].rank, -f->late[outside].weight);
			there -= f->late[outside].weight;
		}
		for (size_t k = i; k < end; k++)
			if (f->one[k].event)
				compare(p, &r, f->rank[k], there, f->one[k].weight);
		for (size_t k = i; k < end; k++)
			if (f->one[k].event) {
				ranks_add(&r, f->rank[k], f->one[k].weight);
				there += f->one[k].weight;
			}
	}
	free(r.sum);
}

/* Ranks within the stratum, and who came late. */
static void
judge(struct field *f, const double score[], bool late, struct pairs *p)
{
	double *sorted = mem_array(f->count, sizeof *sorted);

	f->rank = mem_array(f->count, sizeof *f->rank);
	f->late = late ? mem_array(f->count, sizeof *f->late) : NULL;
	for (size_t i = 0; i < f->count; i++)
		sorted[i] = score[f->one[i].row];
	qsort(sorted, f->count, sizeof *sorted, by_number);
	for (size_t i = 0; i < f->count; i++) {
		f->rank[i] = search_first(sorted, f->count, sizeof *sorted,
		    &score[f->one[i].row], by_number);
		if (late)
			f->late[i] = (struct late){ f->one[i].entry, f->rank[i],
				f->one[i].weight };
	}
	if (late)
		qsort(f->late, f->count, sizeof *f->late, by_entry);
	count_pairs(f, p);
	free(sorted);
	free(f->rank);
	free(f->late);
}

double
concordance_of(const struct sample *s, const double score[])
{
	struct subject *one = mem_array(s->count, sizeof *one);
	struct pairs p = { 0, 0, 0 };
	size_t n;

	memcpy(one, s->subject, s->count * sizeof *one);
	if (s->count > 0)
		qsort(one, s->count, sizeof *one, by_stratum);
	for (size_t i = 0; i < s->count; i += n) {
		struct field f = { .one = one + i };

		for (n = 1; i + n < s->count && one[i + n].stratum == one[i].stratum;)
			n++;
		f.count = n;
		judge(&f, score, s->arrival != NULL, &p);
	}
	free(one);
	return p.all > 0 ? (p.right + p.equal / 2) / p.all : NAN;
}
