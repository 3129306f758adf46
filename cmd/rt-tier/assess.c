/*
 * What a rule asks for is gathered in one walk over the months; level.h and
 * value.h then decide without a look at them.
 */
#include "cmd/rt-tier/assess.h"

#include "cmd/rt-tier/ledger.h"
#include "common/base/diag.h"

enum { YEAR = 12, QUARTER = 3 };

int
span_series(const struct span *s)
{
	int level = s->months + (s->grace > 0 ? s->grace - 1 : 0);
	int most = level > s->window ? level : s->window;

	return most > YEAR ? most : YEAR;
}

static inline money
spent(money sum)
{
	return sum == NO_RECORD ? 0 : sum;
}

_Noreturn static void
die_too_large(void)
{
	die(BAD_DATA, "amount: the total of a customer is too large");
}

/* The sum of a quarter that ends so many months ago. */
static money
quarter(const money sum[], const struct span *s, int months_ago)
{
	money total = 0;

	for (int i = 1; i <= QUARTER; i++)
		if (!money_add(&total, spent(sum[s->series - months_ago - i])))
			die_too_large();
	return total;
}

void
assess_figures(struct figures *f, const money sum[], const struct span *s)
{
	money total = 0;
	int months = 0, good = 0;
	bool overflow = false;

	f->last = spent(sum[s->series - 1]);
	for (int i = s->series - s->window; i < s->series; i++) {
		months += sum[i] != NO_RECORD;
		overflow |= !money_add(&total, spent(sum[i]));
	}
	if (overflow)
		die_too_large();
	for (int i = s->series - YEAR; i < s->series; i++)
		good += sum[i] > 0;
	f->months = months;
	f->good_months = good;
	f->total = total;
	f->now = quarter(sum, s, 0);
	f->before = quarter(sum, s, QUARTER);
}

static void
weigh_months(struct evidence *e, const money sum[], int months)
{
	e->every_month = true;
	e->any_month = false;
	for (int i = 0; i < months; i++) {
		if (sum[i] == NO_RECORD) {
			e->every_month = false;
			continue;
		}
		if (!e->any_month || sum[i] < e->least)
			e->least = sum[i];
		if (!e->any_month || sum[i] > e->most)
			e->most = sum[i];
		e->any_month = true;
	}
}

void
assess_evidence(struct evidence *e, const money sum[], const struct span *s,
    int months_ago, const struct profile *p)
{
	monthnum last = s->month - months_ago, joined;

	weigh_months(e, sum + s->series - months_ago - s->months, s->months);
	e->joined_in_them = e->has_plan = false;
	if (p == NULL || p->joined == NO_DAY)
		return;
	joined = day_month(p->joined);
	e->joined_in_them = joined > last - s->months && joined <= last;
	e->has_plan = p->has_plan;
	e->plan_fee = p->plan_fee;
}

money
assess_least(const money sum[], const struct span *s, int months_ago)
{
	const money *first = sum + s->series - months_ago - s->months;
	money least = spent(first[0]);

	for (int i = 1; i < s->months; i++)
		if (spent(first[i]) < least)
			least = spent(first[i]);
	return least;
}
