/*
 * hazard -- which customers leave sooner, and by how much (C06).
 */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/covariates.h"
#include "cmd/rt-churn/cox.h"
#include "cmd/rt-churn/subjects.h"
#include "common/base/diag.h"

struct report {
	const struct request *q;
	struct sample sample;
	struct design design;
	struct cox cox;
	int64_t events;
	struct writer *out;
};

static void
write_coefficient(const struct report *r, size_t j, double z_level)
{
	double spread = r->design.factor[j].spread;
	double coef = gsl_vector_get(r->cox.coef, j) / spread;
	double error = sqrt(gsl_matrix_get(r->cox.variance, j, j)) / spread;
	double z = coef / error;

	writer_string(r->out, r->design.factor[j].name);
	writer_number(r->out, coef);
	writer_number(r->out, exp(coef));
	writer_number(r->out, error);
	writer_number(r->out, z);
	writer_number(r->out, 2 * gsl_cdf_ugaussian_Q(fabs(z)));
	writer_number(r->out, exp(coef - z_level * error));
	writer_number(r->out, exp(coef + z_level * error));
	writer_end(r->out);
}

static void
write_coefficients(const struct report *r)
{
	static const char *const header[] = {
		"covariate", "coef", "hazard_ratio", "std_error", "z", "p", "ci_low",
		"ci_high", NULL,
	};
	double z = gsl_cdf_ugaussian_Pinv(0.5 + r->q->level / 2);

	writer_header(r->out, header);
	for (size_t j = 0; j < r->design.factors; j++)
		write_coefficient(r, j, z);
}

static void
write_summary(const struct report *r)
{
	static const char *const header[] = {
		"n", "events", "loglik0", "loglik", "lr_chi2", "df", "p", "concordance",
		NULL,
	};
	double chi2 = fmax(2 * (r->cox.loglik - r->cox.loglik0), 0);

	writer_header(r->out, header);
	writer_count(r->out, (int64_t)r->sample.count);
	writer_count(r->out, r->events);
	writer_number(r->out, r->cox.loglik0);
	writer_number(r->out, r->cox.loglik);
	writer_number(r->out, chi2);
	writer_count(r->out, (int64_t)r->design.factors);
	writer_number(r->out, gsl_cdf_chisq_Q(chi2, (double)r->design.factors));
	writer_number(r->out, r->cox.concordance);
	writer_end(r->out);
}

static void
write_proportional(const struct report *r)
{
	static const char *const header[] = { "covariate", "chi2", "df", "p", NULL };

	writer_header(r->out, header);
	for (int i = 0; i < r->q->covariates.count; i++) {
		struct proportional p = cox_proportional(&r->cox, &r->sample, &r->design, i);

		writer_string(r->out, r->q->covariates.name[i]);
		writer_number(r->out, p.chi2);
		writer_count(r->out, p.df);
		writer_number(r->out, p.p);
		writer_end(r->out);
	}
}

/* A fit of nobody, or without an event, has every answer. */
static void
count_events(struct report *r)
{
	for (size_t i = 0; i < r->sample.count; i++)
		r->events += r->sample.subject[i].event;
	if (r->events == 0)
		die(BAD_DATA, "no fit: there are no events; the log-likelihood is 0 "
		    "whatever the coefficients");
}

int
hazard(const struct request *q)
{
	struct covariates *c = covariates_new(q);
	struct subjects *s = subjects_read_with(q, c);
	struct report r = { .q = q, .sample = subjects_sample(s, 0) };
	int status;

	covariates_warn(c);
	count_events(&r);
	r.design = covariates_design(c);
	r.cox = cox_fit(&r.sample, &r.design);
	r.out = options_writer(&q->common);
	if (q->view == SUMMARY)
		write_summary(&r);
	else if (q->view == PROPORTIONAL)
		write_proportional(&r);
	else
		write_coefficients(&r);
	status = writer_close(r.out);
	cox_free(&r.cox);
	design_free(&r.design);
	covariates_free(c);
	subjects_free(s);
	return status;
}
