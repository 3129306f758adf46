/*
 * bdw -- three parameters need three ages at least.
 */
#include "cmd/rt-churn/bdw.h"

#include <stdlib.h>

#include "cmd/rt-churn/fit.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

enum { PARAMETERS_OF_BDW = 3 };

struct data {
	const struct departure *departure;
	size_t count;
};

static struct renewals
model_at(const double parameter[])
{
	return (struct renewals){
		.alpha = parameter[0], .beta = parameter[1], .c = parameter[2],
	};
}

static double
loglik(const double parameter[], const void *data)
{
	const struct data *d = data;
	struct renewals m = model_at(parameter);

	return renewals_loglik(&m, d->departure, d->count);
}

static int
by_age(const void *a, const void *b)
{
	const int *one = a, *other = b;

	return (*one > *other) - (*one < *other);
}

/* How many different ages after 0 there are. */
static int
count_ages(const struct departure departure[], size_t count)
{
	int *age = mem_array(2 * count, sizeof *age), ages = 0;

	for (size_t i = 0; i < count; i++) {
		age[2 * i] = departure[i].after;
		age[2 * i + 1] = departure[i].by;
	}
	qsort(age, 2 * count, sizeof *age, by_age);
	for (size_t i = 0; i < 2 * count; i++)
		ages += age[i] > 0 && (i == 0 || age[i] > age[i - 1]);
	free(age);
	return ages;
}

struct renewals
bdw_fit(const struct departure departure[], size_t count)
{
	static const char *const name[] = { "alpha", "beta", "c" };
	static const double start[][FIT_MOST] = {
		{ 1, 1, 1 }, { 0.3, 2, 1.5 }, { 1, 5, 0.7 }, { 5, 20, 1 }, { 0.1, 0.2, 2 },
		{ 50, 500, 1 },
	};
	const struct data d = { departure, count };
	struct problem p = { PARAMETERS_OF_BDW, name, loglik, &d, NULL };
	int ages = count_ages(departure, count);
	struct fitted f;
	struct renewals m;

	if (ages < PARAMETERS_OF_BDW)
		die(BAD_DATA, "no fit: bdw has three parameters, and there are survivors at "
		    "%d %s after 0; --model sbg has two", ages, translate_number((uint64_t)ages, "age", "ages"));
	f = fit(&p, start, sizeof start / sizeof *start);
	fit_check(&p, &f);
	m = model_at(f.value);
	m.alpha_error = f.error[0];
	m.beta_error = f.error[1];
	m.c_error = f.error[2];
	m.loglik = f.loglik;
	return m;
}
