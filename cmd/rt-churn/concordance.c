/*
 * Customers are gone through from the latest time to the earliest; a tree of
 * sums over the ranks of their scores (Fenwick 1994) tells how many of those
 * who stay longer are below, so that n customers take n log n steps.
 */
#include "cmd/rt-churn/concordance.h"

#include <math.h>
#include <stdlib.h>

#include "common/base/mem.h"

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

static int
by_size(const void *a, const void *b)
{
	const double *one = a, *other = b;

	return (*one > *other) - (*one < *other);
}

/* Where the score stands among the distinct ones. */
static size_t
rank_of(const double sorted[], size_t count, double score)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sorted[middle] < score)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct late {
	double entry;
	size_t rank;
};

static int
by_latest(const void *a, const void *b)
{
	const struct late *one = a, *other = b;

	return (one->entry < other->entry) - (one->entry > other->entry);
}

struct pairs {
	double right, equal, all;
};

/* Compares those who leave at the time with those who stay longer. */
static void
compare(struct pairs *p, const struct ranks *r, size_t rank, int64_t there)
{
	int64_t below = ranks_below(r, rank), up_to = ranks_below(r, rank + 1);

	p->right += (double)below;
	p->equal += (double)(up_to - below);
	p->all += (double)there;
}

static struct pairs
count_pairs(const struct sample *s, const size_t rank[], struct late late[])
{
	struct ranks r = { mem_array(s->count + 1, sizeof *r.sum), s->count };
	struct pairs p = { 0, 0, 0 };
	int64_t there = 0;
	size_t outside = 0;

	for (size_t end = s->count, i; end > 0; end = i) {
		double time = s->subject[end - 1].time;

		for (i = end; i > 0 && s->subject[i - 1].time >= time; i--)
			if (!s->subject[i - 1].event) {
				ranks_add(&r, rank[i - 1], 1);
				there++;
			}
		for (; s->entry != NULL && outside < s->count &&
		    late[outside].entry >= time; outside++) {
			ranks_add(&r, late[outside].rank, -1);
			there--;
		}
		for (size_t k = i; k < end; k++)
			if (s->subject[k].event)
				compare(&p, &r, rank[k], there);
		for (size_t k = i; k < end; k++)
			if (s->subject[k].event) {
				ranks_add(&r, rank[k], 1);
				there++;
			}
	}
	free(r.sum);
	return p;
}

double
concordance_of(const struct sample *s, const double score[])
{
	double *sorted = mem_array(s->count, sizeof *sorted);
	size_t *rank = mem_array(s->count, sizeof *rank);
	struct late *late = mem_array(s->count, sizeof *late);
	struct pairs p;

	memcpy(sorted, score, s->count * sizeof *sorted);
	qsort(sorted, s->count, sizeof *sorted, by_size);
	for (size_t i = 0; i < s->count; i++) {
		rank[i] = rank_of(sorted, s->count, score[i]);
		late[i] = (struct late){ s->subject[i].entry, rank[i] };
	}
	qsort(late, s->count, sizeof *late, by_latest);
	p = count_pairs(s, rank, late);
	free(sorted);
	free(rank);
	free(late);
	return p.all > 0 ? (p.right + p.equal / 2) / p.all : NAN;
}
