/*
 * From sums to the cells of a row.  What is printed adds up as printed: a rate
 * is rounded once, to millionths, and everything behind it, the change and what
 * of it is mix and rate, is taken from what was rounded.
 *
 * Kitagawa, "Components of a Difference Between Two Rates", JASA 50 (1955) 1168.
 */
#include <math.h>
#include <stdlib.h>

#include "cmd/rt-report/interval.h"
#include "cmd/rt-report/kpi.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/value/number.h"

enum { MILLION = 1000000, TEN_THOUSAND = 10000, HUNDRED = 100 };

/* Half away from zero. */
static int64_t
quotient(__int128 part, __int128 whole)
{
	__int128 twice, q;

	if (whole < 0) {
		part = -part;
		whole = -whole;
	}
	if (__builtin_mul_overflow(part, (__int128)2, &twice) ||
	    __builtin_add_overflow(twice, part < 0 ? -whole : whole, &twice))
		die(BAD_DATA, "kpi: a figure is too large");
	q = twice / (whole * 2);
	if (q > INT64_MAX || q < INT64_MIN)
		die(BAD_DATA, "kpi: a figure is too large");
	return (int64_t)q;
}

static int64_t
scaled_quotient(__int128 part, __int128 whole, int64_t scale)
{
	__int128 scaled;

	if (__builtin_mul_overflow(part, (__int128)scale, &scaled))
		die(BAD_DATA, "kpi: a figure is too large");
	return quotient(scaled, whole);
}

/* An indicator of its own sums. */
static void
sum_value(const struct indicator *i, const struct kpi_total *t, struct kpi_row *r)
{
	r->known[0] = true;
	r->known[1] = i->unit != UNIT_COUNT && i->unit != UNIT_AMOUNT;
	r->sum[0] = t->sum[0];
	r->sum[1] = t->sum[1];
	r->has_value = !r->known[1] || t->sum[1] != 0;
	if (!r->has_value)
		return;
	switch (i->unit) {
	case UNIT_COUNT:
		r->value = quotient(t->sum[0], MONEY_UNIT);
		break;
	case UNIT_AMOUNT:
		r->value = quotient(t->sum[0], 1);
		break;
	case UNIT_RATE:
		r->value = scaled_quotient(t->sum[0], t->sum[1], MILLION);
		break;
	case UNIT_PER10K:
		r->value = scaled_quotient(t->sum[0], t->sum[1],
		    (int64_t)MILLION * TEN_THOUSAND);
		break;
	default:
		r->points = (double)(HUNDRED * t->sum[0]) / (double)t->sum[1];
	}
}

/* A fraction as comparison.c writes limits: 15 decimals, then six. */
static int64_t
millionths(double x)
{
	const int64_t parts = 1000000000000000;

	return quotient((__int128)llround(x * (double)parts) * MILLION, parts);
}

/* A share of what those treated pay, to hundredths. */
static int64_t
rescued(double share, const struct count *treat)
{
	enum { CENT = MONEY_UNIT / 100 };

	return llround(share * (double)treat->customers * (double)treat->amount /
	    (double)treat->with_amount / CENT) * CENT;
}

/* The same of the shares themselves, exact: see comparison.c. */
static int64_t
rescued_exactly(const struct count c[SIDES])
{
	enum { CENT = MONEY_UNIT / 100 };
	__int128 part = (__int128)c[0].retained * c[1].customers -
	    (__int128)c[1].retained * c[0].customers;
	__int128 whole = (__int128)c[1].customers * c[0].with_amount * CENT;

	if (__builtin_mul_overflow(part, c[0].amount, &part))
		die(BAD_DATA, "amount: the amount saved is too large");
	return quotient(part, whole) * CENT;
}

/* Those of the arms: what kind effect says of them. */
static void
arms_value(const struct indicator *i, const struct count c[SIDES], struct kpi_row *r)
{
	struct interval limits;

	r->has_value = c[0].customers > 0 && c[1].customers > 0 &&
	    (i->special < RESCUED || c[0].with_amount > 0);
	if (!r->has_value)
		return;
	limits = interval_difference(c[0].retained, c[0].customers, c[1].retained,
	    c[1].customers);
	switch (i->special) {
	case SAVE_UPLIFT:
		r->value = scaled_quotient((__int128)c[0].retained * c[1].customers -
		    (__int128)c[1].retained * c[0].customers,
		    (__int128)c[0].customers * c[1].customers, MILLION);
		break;
	case SAVE_UPLIFT_LOW: r->value = millionths(limits.low); break;
	case SAVE_UPLIFT_HIGH: r->value = millionths(limits.high); break;
	case RESCUED: r->value = rescued_exactly(c); break;
	case RESCUED_LOW: r->value = rescued(limits.low, &c[0]); break;
	default: r->value = rescued(limits.high, &c[0]);
	}
}

static struct kpi_row
value_of(const struct indicator *i, const struct kpi_total *t, const struct count *arms,
    bool missing)
{
	struct kpi_row r = { .missing = missing };

	if (missing)
		return r;
	if (i->special != NO_SPECIAL)
		arms_value(i, arms, &r);
	else
		sum_value(i, t, &r);
	return r;
}

/* The digits of a printed number as a whole number of 10^-20. */
enum { POINT_DECIMALS = 20 };

static bool
digits_of(double x, __int128 *n)
{
	char text[NUMBER_TEXT];
	size_t length = number_print(x, text), i = text[0] == '-';
	int decimals = -1;

	*n = 0;
	for (; i < length; i++) {
		if (text[i] == '.') {
			decimals = 0;
			continue;
		}
		if (text[i] < '0' || text[i] > '9' || decimals == POINT_DECIMALS)
			return false;
		*n = *n * 10 + (text[i] - '0');
		decimals += decimals >= 0;
	}
	for (decimals = decimals < 0 ? 0 : decimals; decimals < POINT_DECIMALS; decimals++)
		*n *= 10;
	*n = text[0] == '-' ? -*n : *n;
	return true;
}

/* The difference of two numbers as they are printed, with the digits it has. */
static struct slice
points_difference(double now, double before, struct arena *text)
{
	char room[64];
	__int128 a, b, d;
	size_t at = sizeof room, decimals = 0;
	bool minus;

	if (!digits_of(now, &a) || !digits_of(before, &b))
		return arena_keep(text, (struct slice){ room,
		    number_print(now - before, room) });
	d = a - b;
	minus = d < 0;
	d = minus ? -d : d;
	while (decimals < POINT_DECIMALS && d % 10 == 0) {
		d /= 10;
		decimals++;
	}
	for (decimals = POINT_DECIMALS - decimals; decimals > 0; decimals--, d /= 10) {
		room[--at] = (char)('0' + (int)(d % 10));
		if (decimals == 1)
			room[--at] = '.';
	}
	do {
		room[--at] = (char)('0' + (int)(d % 10));
		d /= 10;
	} while (d > 0);
	if (minus)
		room[--at] = '-';
	return arena_keep(text, (struct slice){ room + at, sizeof room - at });
}

static void
compare(const struct indicator *i, struct kpi_row *r, const struct kpi_row *before,
    struct arena *text)
{
	bool relative = i->unit == UNIT_COUNT || i->unit == UNIT_AMOUNT;

	r->has_change = r->has_value && before->has_value &&
	    (!relative || before->value != 0);
	if (!r->has_change)
		return;
	if (i->unit == UNIT_POINTS)
		r->points_change = points_difference(r->points, before->points, text);
	else if (relative)
		/* What was below zero and rose has grown. */
		r->change = scaled_quotient((__int128)r->value - before->value,
		    before->value < 0 ? -(__int128)before->value : before->value, MILLION);
	else
		r->change = r->value - before->value;
}

/* A share of what is split into whole millionths. */
struct part {
	long double exact;
	int64_t *to;
	int64_t whole;
	long double rest;
};

static int
by_rest(const void *left, const void *right)
{
	const struct part *a = *(const struct part *const *)left;
	const struct part *b = *(const struct part *const *)right;

	if (a->rest != b->rest)
		return a->rest > b->rest ? -1 : 1;
	return (a > b) - (a < b);
}

/* By largest remainder: whole millionths that add up to total, ties by place. */
static void
split(struct part part[], int parts, int64_t total)
{
	const long double nothing = 1e-9L; /* what is so near a whole number is one */
	struct part **order = mem_array((size_t)parts + 1, sizeof(struct part *));
	int64_t left = total;

	for (int n = 0; n < parts; n++) {
		long double near = roundl(part[n].exact), x = part[n].exact;

		if (fabsl(x - near) < nothing)
			x = near;
		part[n].whole = (int64_t)floorl(x);
		part[n].rest = x - floorl(x);
		left -= part[n].whole;
		order[n] = &part[n];
	}
	qsort(order, (size_t)parts, sizeof(struct part *), by_rest);
	for (int n = 0; parts > 0 && left > 0; n = (n + 1) % parts, left--)
		order[n]->whole++;
	for (int n = parts - 1; parts > 0 && left < 0;
	    n = n == 0 ? parts - 1 : n - 1, left++)
		order[n]->whole--;
	for (int n = 0; n < parts; n++)
		*part[n].to = part[n].whole;
	free(order);
}

/* The effects of one group, in millionths; false: it is in neither month. */
static bool
effects(const struct kpi_total *now, const struct kpi_total *before,
    const struct kpi_total *all_now, const struct kpi_total *all_before,
    long double *mix, long double *rate)
{
	long double w1 = (long double)now->sum[1] / (long double)all_now->sum[1];
	long double w0 = (long double)before->sum[1] / (long double)all_before->sum[1];
	long double r1, r0;

	if (now->sum[1] == 0 && before->sum[1] == 0)
		return false;
	r1 = (long double)now->sum[0] / (long double)now->sum[1];
	r0 = (long double)before->sum[0] / (long double)before->sum[1];
	r1 = now->sum[1] == 0 ? r0 : r1;
	r0 = before->sum[1] == 0 ? r1 : r0;
	*mix = (w1 - w0) * (r0 + r1) / 2 * MILLION;
	*rate = (r1 - r0) * (w0 + w1) / 2 * MILLION;
	return true;
}

/* First the change of all in two, then each of the two over the groups. */
static void
split_change(int groups, struct kpi_total *const total[], struct kpi_row row[])
{
	struct part *mix = mem_array((size_t)groups + 1, sizeof *mix);
	struct part *rate = mem_array((size_t)groups + 1, sizeof *rate);
	struct kpi_row *all = &row[groups];
	struct part both[2] = { { .to = &all->mix }, { .to = &all->rate } };
	int parts = 0;

	for (int g = 0; g < groups; g++) {
		row[g].has_effects = effects(&total[MONTH_ASKED][g],
		    &total[MONTH_BEFORE][g], &total[MONTH_ASKED][groups],
		    &total[MONTH_BEFORE][groups], &mix[parts].exact,
		    &rate[parts].exact);
		if (!row[g].has_effects)
			continue;
		mix[parts].to = &row[g].mix;
		rate[parts].to = &row[g].rate;
		both[0].exact += mix[parts].exact;
		both[1].exact += rate[parts++].exact;
	}
	all->has_effects = true;
	split(both, 2, all->change);
	split(mix, parts, all->mix);
	split(rate, parts, all->rate);
	free(mix);
	free(rate);
}

/* Whether each group has a rate, or nothing at all: else there is no splitting. */
static bool
can_split(int groups, struct kpi_total *const total[])
{
	for (int m = 0; m < KPI_MONTHS; m++)
		for (int g = 0; g < groups; g++)
			if (total[m][g].sum[1] == 0 && total[m][g].sum[0] != 0)
				return false;
	return groups > 0;
}

void
kpi_rows(const struct indicator *i, int groups, struct kpi_total *const total[],
    struct count *const arms[], const bool missing[], struct kpi_row row[],
    struct arena *text)
{
	for (int g = 0; g <= groups; g++) {
		struct kpi_row before = value_of(i, &total[MONTH_BEFORE][g],
		    &arms[MONTH_BEFORE][g * SIDES], missing[MONTH_BEFORE]);

		row[g] = value_of(i, &total[MONTH_ASKED][g], &arms[MONTH_ASKED][g * SIDES],
		    missing[MONTH_ASKED]);
		compare(i, &row[g], &before, text);
	}
	if (i->unit == UNIT_RATE && i->special == NO_SPECIAL && row[groups].has_change &&
	    can_split(groups, total))
		split_change(groups, total, row);
}
