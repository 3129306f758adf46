#include "cmd/rt-tier/assess.h"

#include "common/base/diag.h"

/* The months that a level takes. */
static struct evidence
evidence_of(const money sum[], int months)
{
	struct evidence e = { .every_month = true };

	for (int i = 0; i < months; i++) {
		if (sum[i] == NO_RECORD) {
			e.every_month = false;
			continue;
		}
		if (!e.any_month || sum[i] < e.least)
			e.least = sum[i];
		if (!e.any_month || sum[i] > e.most)
			e.most = sum[i];
		e.any_month = true;
	}
	return e;
}

static void
add_profile(struct evidence *e, const struct profile *p, const struct span *s)
{
	monthnum joined;

	if (p == NULL || p->joined == NO_DAY)
		return;
	joined = day_month(p->joined);
	e->joined_in_them = joined > s->month - s->months && joined <= s->month;
	e->has_plan = p->has_plan;
	e->plan_fee = p->plan_fee;
}

/* The months of the window. */
static struct figures
figures_of(const money sum[], int months)
{
	money last = sum[months - 1];
	struct figures f = { .last = last == NO_RECORD ? 0 : last };

	for (int i = 0; i < months; i++) {
		if (sum[i] == NO_RECORD)
			continue;
		f.months++;
		if (!money_add(&f.total, sum[i]))
			die(BAD_DATA, "the total of a customer is too large");
	}
	return f;
}

struct assessment
assess(const struct ledger *l, const struct account *a, const struct profile *p,
    const struct span *s)
{
	money sum[MONTHS_MOST];
	int most = s->months > s->window ? s->months : s->window;
	struct assessment x;

	account_months(a, l, s->month, most, sum);
	x.evidence = evidence_of(sum + most - s->months, s->months);
	x.figures = figures_of(sum + most - s->window, s->window);
	add_profile(&x.evidence, p, s);
	return x;
}
