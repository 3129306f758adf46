/*
 * Shares and growth are compared crosswise in 128 bits.  The cuts of the
 * classes come by buckets and then by selection: only the ties at a cut are ever
 * sorted.
 */
#include "cmd/rt-tier/value.h"

#include <stdlib.h>

#include "cmd/rt-tier/ledger.h"
#include "common/base/mem.h"
#include "common/base/search.h"

enum {
	NEW_MONTHS = 3,        /* of tenure: shorter is new */
	LOYAL_MONTHS = 12,     /* of tenure: from then on long-term */
	LOYAL_GOOD_MONTHS = 9, /* of the last 12 */
	CHANGE_FIFTHS = 5,     /* growth or decline of a fifth, 0.20 */
};

typedef __int128 wide;

const char *const class_text[CLASSES] = { "", "A", "B", "C" };

const char *const potential_text[POTENTIALS] = {
	"", "new", "high", "declining", "stable",
};

const char *const ladder_text[LADDERS] = {
	"", "unqualified", "target", "prospect", "first-time", "repeat", "long-term",
	"advocate",
};

bool
value_like_class_a(money total, int months, const struct average *class_a)
{
	return (months == 1 || months == 2) && class_a->months > 0 &&
	    (wide)total * class_a->months >= (wide)class_a->total * months;
}

/* D09: growth = now / before - 1, where before is positive. */
enum potential
value_potential(const struct figures *f, int tenure, const struct average *class_a)
{
	wide change = ((wide)f->now - f->before) * CHANGE_FIFTHS;

	if (tenure >= 0 ? tenure < NEW_MONTHS : f->months < NEW_MONTHS)
		return POTENTIAL_NEW;
	if ((f->before > 0 && change >= f->before) ||
	    value_like_class_a(f->total, f->months, class_a))
		return POTENTIAL_HIGH;
	if (f->before > 0 && change <= -(wide)f->before)
		return POTENTIAL_DECLINING;
	return POTENTIAL_STABLE;
}

/* D10, bottom first. */
enum ladder
value_ladder(const struct figures *f, int tenure, int occasions, const struct profile *p)
{
	if (p != NULL && p->status != NO_STATUS)
		return p->status == IS_TARGET ? TARGET : UNQUALIFIED;
	if (occasions == 0)
		return PROSPECT;
	if (occasions == 1)
		return FIRST_TIME;
	if (tenure < LOYAL_MONTHS || f->good_months < LOYAL_GOOD_MONTHS)
		return REPEAT;
	return p != NULL && p->refers ? ADVOCATE : LONG_TERM;
}

static void
swap(money *a, money *b)
{
	money m = *a;

	*a = *b;
	*b = m;
}

static money
middle(money a, money b, money c)
{
	if (a > b)
		swap(&a, &b);
	return c < a ? a : c > b ? b : c;
}

/* A stretch of totals, larger ones first: above, equal to, below the pivot. */
struct split {
	size_t equal, below;  /* where these begin */
	wide above_sum;
};

static struct split
split_at(money total[], size_t n, money pivot)
{
	struct split s = { 0, n, 0 };

	for (size_t i = 0; i < s.below;) {
		if (total[i] > pivot) {
			s.above_sum += total[i];
			swap(&total[i++], &total[s.equal++]);
		} else if (total[i] < pivot) {
			swap(&total[i], &total[--s.below]);
		} else {
			i++;
		}
	}
	return s;
}

/*
 * Of positive totals, the last one in descending order before which less
 * than wanted / scale has been summed up; and how many of its ties are in.
 * Selection as in C. A. R. Hoare, "Algorithm 65: FIND", with sums for ranks.
 */
static money
select_last(money total[], size_t n, wide wanted, wide scale, size_t *ties)
{
	wide sum = 0;

	for (;;) {
		money pivot = middle(total[0], total[n / 2], total[n - 1]);
		struct split s = split_at(total, n, pivot);
		size_t equal = s.below - s.equal;
		wide before = sum + s.above_sum, missing = wanted - before * scale;

		if (missing <= 0) {
			n = s.equal;
		} else if (missing <= (wide)pivot * (wide)equal * scale || s.below == n) {
			*ties = (size_t)((missing + pivot * scale - 1) / (pivot * scale));
			*ties = *ties < equal ? *ties : equal;
			return pivot;
		} else {
			sum = before + (wide)pivot * (wide)equal;
			total += s.below;
			n -= s.below;
		}
	}
}

/* The id of the last tie that is in, ties being taken by id. */
static struct slice
last_tie(const struct map *ids, const money total[], money at, size_t ties)
{
	uint32_t count = map_count(ids);
	size_t n = 0, room = 0;
	struct slice *id = mem_grow(NULL, 0, &room, sizeof *id), last;

	for (uint32_t i = 0; i < count; i++)
		if (total[i] == at) {
			id = mem_grow(id, n, &room, sizeof *id);
			id[n++] = map_key(ids, i);
		}
	qsort(id, n, sizeof *id, by_slice);
	last = id[ties - 1];
	free(id);
	return last;
}

/*
 * Positive totals by size, 32 buckets to each power of two: the one with a cut
 * in it is all that is looked at closely.
 */
enum { FINE = 5, BUCKETS = 64 << FINE };

struct bucket {
	wide sum;
	size_t count;
};

/* The bucket of a positive total. */
static inline unsigned
bucket_of(money total)
{
	int zeros = __builtin_clzll((uint64_t)total);

	return (unsigned)(63 - zeros) << FINE |
	    (unsigned)((uint64_t)total << zeros >> (63 - FINE) & ((1u << FINE) - 1));
}

static struct bucket *
fill_buckets(const money total[], uint32_t count)
{
	struct bucket *bucket = mem_array(BUCKETS, sizeof *bucket);

	for (uint32_t i = 0; i < count; i++)
		if (total[i] > 0) {
			struct bucket *b = &bucket[bucket_of(total[i])];

			b->sum += total[i];
			b->count++;
		}
	return bucket;
}

/* The totals of one bucket, which has n of them. */
static money *
inside_of(unsigned bucket, size_t n, const money total[])
{
	money *inside = mem_array(n, sizeof *inside);
	size_t found = 0;

	for (uint32_t i = 0; found < n; i++)
		if (total[i] > 0 && bucket_of(total[i]) == bucket)
			inside[found++] = total[i];
	return inside;
}

/* The cut before which less than wanted / scale, which is no more than all, is summed up. */
static struct cut
cut_of(const struct map *ids, const money total[], const struct bucket bucket[],
    wide wanted, wide scale)
{
	unsigned i = BUCKETS - 1;
	wide before = 0;
	struct cut cut = { .empty = false };
	money *inside;
	size_t ties;

	for (; (before + bucket[i].sum) * scale < wanted; i--)
		before += bucket[i].sum;
	inside = inside_of(i, bucket[i].count, total);
	cut.total = select_last(inside, bucket[i].count, wanted - before * scale, scale,
	    &ties);
	free(inside);
	cut.last = last_tie(ids, total, cut.total, ties);
	return cut;
}

struct abc
abc_of(const struct map *ids, const money total[], money share_a, money share_b)
{
	const wide whole = (wide)100 * MONEY_UNIT;
	const money share[] = { share_a, share_b };
	struct bucket *bucket = fill_buckets(total, map_count(ids));
	struct abc abc = { { { .empty = true }, { .empty = true }, { .empty = true } } };
	wide sum = 0;

	for (unsigned i = 0; i < BUCKETS; i++)
		sum += bucket[i].sum;
	for (enum class c = CLASS_A; c < CLASS_C; c++)
		if (sum * share[c - CLASS_A] > 0)
			abc.cut[c] = cut_of(ids, total, bucket, sum * share[c - CLASS_A],
			    whole);
	free(bucket);
	return abc;
}

static bool
is_within(const struct cut *cut, money total, struct slice id)
{
	return !cut->empty && (total > cut->total ||
	    (total == cut->total && slice_compare(id, cut->last) <= 0));
}

enum class
abc_class(const struct abc *abc, money total, struct slice id)
{
	if (total <= 0)
		return CLASS_C;
	if (is_within(&abc->cut[CLASS_A], total, id))
		return CLASS_A;
	return is_within(&abc->cut[CLASS_B], total, id) ? CLASS_B : CLASS_C;
}
