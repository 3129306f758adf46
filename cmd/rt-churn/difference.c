/*
 * difference -- a ratio has its error from that of its logarithm, by the delta rule.
 */
#include "cmd/rt-churn/difference.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

struct measure {
	const char *name;
	double value, error, low, high, p;
};

static double
p_of(double z)
{
	return 2 * gsl_cdf_ugaussian_Q(fabs(z));
}

static struct measure
difference_of(const struct restricted group[2], double z)
{
	double value = group[0].mean - group[1].mean;
	double error = hypot(group[0].error, group[1].error);

	return (struct measure){
		"rmst_difference", value, error, value - z * error, value + z * error,
		p_of(value / error),
	};
}

static struct measure
ratio_of(const struct restricted group[2], double z)
{
	double value = group[0].mean / group[1].mean;
	double error = hypot(group[0].error / group[0].mean, group[1].error / group[1].mean);

	return (struct measure){
		"rmst_ratio", value, value * error, value * exp(-z * error),
		value * exp(z * error), p_of(log(value) / error),
	};
}

static void
write_measure(struct writer *w, const struct restricted group[2], const struct measure *m)
{
	writer_string(w, m->name);
	writer_text(w, group[0].name);
	writer_text(w, group[1].name);
	writer_number(w, m->value);
	writer_number(w, m->error);
	writer_number(w, m->low);
	writer_number(w, m->high);
	writer_number(w, m->p);
	writer_end(w);
}

void
difference_write(struct writer *w, const struct restricted group[2], double z)
{
	static const char *const header[] = {
		"measure", "group_1", "group_2", "value", "std_error", "ci_low", "ci_high",
		"p", NULL,
	};
	struct measure difference = difference_of(group, z), ratio = ratio_of(group, z);

	writer_header(w, header);
	write_measure(w, group, &difference);
	write_measure(w, group, &ratio);
}
