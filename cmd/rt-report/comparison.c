/*
 * The two sides of a group are two rows; what is said of both, the difference
 * and what it saved, stands on the first.
 */
#include "cmd/rt-report/comparison.h"

#include <math.h>
#include <stdlib.h>

#include "cmd/rt-report/interval.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

void
count_add(struct count *to, const struct count *c)
{
	to->customers += c->customers;
	to->retained += c->retained;
	to->with_amount += c->with_amount;
	to->amount += c->amount;
}

struct size {
	uint32_t group;
	int64_t customers;
};

static int
by_size(const void *left, const void *right)
{
	const struct size *a = left, *b = right;

	if (a->customers != b->customers)
		return a->customers > b->customers ? -1 : 1;
	return (a->group > b->group) - (a->group < b->group);
}

enum fate *
comparison_choose(const struct count count[], uint32_t groups, int64_t most,
    int64_t least)
{
	struct size *size = mem_array((size_t)groups + 1, sizeof *size);
	enum fate *fate = mem_array((size_t)groups + 1, sizeof *fate);

	for (uint32_t i = 0; i < groups; i++)
		size[i] = (struct size){ i, count[i * SIDES].customers +
			count[i * SIDES + 1].customers };
	qsort(size, groups, sizeof *size, by_size);
	for (uint32_t i = 0; i < groups && (most == 0 || i < most); i++)
		if (size[i].customers >= least)
			fate[size[i].group] = STAYS;
	free(size);
	return fate;
}

static void
write_fraction(struct sheet *s, double x)
{
	/* As many as a double tells apart, so that only what is written is rounded. */
	const int64_t parts = 1000000000000000;

	sheet_rate(s, llround(x * (double)parts), parts);
}

static void
write_odds_ratio(struct sheet *s, const struct count c[SIDES])
{
	int64_t lost[SIDES] = { c[0].customers - c[0].retained,
		c[1].customers - c[1].retained };

	if (c[0].retained == 0 || c[1].retained == 0 || lost[0] == 0 || lost[1] == 0)
		sheet_blank(s);
	else
		sheet_number(s, (double)c[0].retained * (double)lost[1] /
		    ((double)lost[0] * (double)c[1].retained));
}

/* difference x customers x mean amount of the first side, to hundredths. */
static void
write_saved(struct sheet *s, const struct count c[SIDES])
{
	enum { CENT = MONEY_UNIT / 100 };
	__int128 part = (__int128)c[0].retained * c[1].customers -
	    (__int128)c[1].retained * c[0].customers;
	__int128 whole = (__int128)c[1].customers * c[0].with_amount * CENT, cents;

	if (whole == 0) {
		sheet_blank(s);
		return;
	}
	part *= c[0].amount;
	cents = (part * 2 + (part < 0 ? -whole : whole)) / (whole * 2);
	if (cents > INT64_MAX / CENT || cents < INT64_MIN / CENT)
		die(BAD_DATA, "amount: the amount saved is too large");
	sheet_amount(s, (money)cents * CENT);
}

void
comparison_write(struct sheet *s, const struct count c[SIDES])
{
	struct interval i;

	if (c[0].customers == 0 || c[1].customers == 0) {
		for (int n = 0; n < 5; n++)
			sheet_blank(s);
		return;
	}
	i = interval_difference(c[0].retained, c[0].customers, c[1].retained,
	    c[1].customers);
	sheet_rate(s, c[0].retained * c[1].customers - c[1].retained * c[0].customers,
	    c[0].customers * c[1].customers);
	write_fraction(s, i.low);
	write_fraction(s, i.high);
	write_odds_ratio(s, c);
	write_saved(s, c);
}
