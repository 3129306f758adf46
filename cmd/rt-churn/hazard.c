/*
 * hazard -- which customers leave sooner, and by how much (C06).
 */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/concordance.h"
#include "cmd/rt-churn/covariates.h"
#include "cmd/rt-churn/cox.h"
#include "cmd/rt-churn/endless.h"
#include "cmd/rt-churn/proportional.h"
#include "cmd/rt-churn/robust.h"
#include "cmd/rt-churn/runaway.h"
#include "cmd/rt-churn/subjects.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

/* Behind the name of a coefficient. */
enum { COEFFICIENT_CELLS = 7 };

struct report {
	const struct request *q;
	struct sample sample;
	char **name;             /* of all columns */
	enum course *course;     /* of each; those that are not finite are strata */
	size_t columns;
	struct design design;    /* of the finite ones */
	uint32_t *stratum;       /* by row */
	double *lead;            /* by row: of levels without an end, for x b */
	struct cox cox;
	gsl_matrix *variance;    /* robust with --cluster */
	int64_t events;
	struct writer *out;
};

static void
write_coefficient(const struct report *r, size_t j, double z_level)
{
	double spread = r->design.factor[j].spread;
	double coef = gsl_vector_get(r->cox.coef, j) / spread;
	double error = sqrt(gsl_matrix_get(r->variance, j, j)) / spread;
	double z = coef / error;

	writer_number(r->out, coef);
	writer_number(r->out, exp(coef));
	writer_number(r->out, error);
	writer_number(r->out, z);
	writer_number(r->out, 2 * gsl_cdf_ugaussian_Q(fabs(z)));
	writer_number(r->out, exp(coef - z_level * error));
	writer_number(r->out, exp(coef + z_level * error));
}

static void
write_coefficients(const struct report *r)
{
	static const char *const header[] = {
		"covariate", "coef", "hazard_ratio", "std_error", "z", "p", "ci_low",
		"ci_high", NULL,
	};
	double z = gsl_cdf_ugaussian_Pinv(0.5 + r->q->level / 2);
	size_t finite = 0;

	writer_header(r->out, header);
	for (size_t k = 0; k < r->columns; k++) {
		writer_string(r->out, r->name[k]);
		if (r->course[k] == STAYS_FINITE)
			write_coefficient(r, finite++, z);
		else
			for (int i = 0; i < COEFFICIENT_CELLS; i++)
				writer_blank(r->out);
		writer_end(r->out);
	}
}

static double
concordance(const struct report *r)
{
	double *score = cox_scores(&r->cox, &r->design), result;

	for (size_t i = 0; i < r->design.rows; i++)
		score[i] += r->lead[i];
	result = concordance_of(&r->sample, score);
	free(score);
	return result;
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
	writer_count(r->out, r->sample.size);
	writer_count(r->out, r->events);
	writer_number(r->out, r->cox.loglik0);
	writer_number(r->out, r->cox.loglik);
	writer_number(r->out, chi2);
	writer_count(r->out, (int64_t)r->columns);
	writer_number(r->out, gsl_cdf_chisq_Q(chi2, (double)r->columns));
	writer_number(r->out, concordance(r));
	writer_end(r->out);
}

static void
write_proportional(const struct report *r)
{
	static const char *const header[] = { "covariate", "chi2", "df", "p", NULL };

	writer_header(r->out, header);
	for (int i = 0; i < r->q->covariates.count; i++) {
		struct proportional p = proportional_of(&r->cox, &r->sample,
		    &r->design, r->stratum, i);

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
		r->events += r->sample.subject[i].event ? r->sample.subject[i].weight : 0;
	if (r->events == 0)
		die(BAD_DATA, "no fit: there are no events; the log-likelihood is 0 "
		    "whatever the coefficients");
}

/* The log-likelihood of those strata without any column. */
static double
loglik_without(const struct report *r)
{
	struct design none = { .rows = r->design.rows };
	struct cox null = cox_fit(&r->sample, &none, r->stratum, 0);

	cox_free(&null);
	return null.loglik0;
}

/* Of a model that is all limit there is nothing to print. */
static void
check_finite(const struct report *r)
{
	for (size_t k = 0; k < r->columns; k++)
		if (r->course[k] == STAYS_FINITE)
			return;
	runaway_die(r->name[0], loglik_without(r), "");
}

/* With a ridge everything has an answer. */
static void
find_courses(struct report *r)
{
	static const char *const why[] = {
		[RUNS_DOWN] = "runs to -infinity: nobody who has it leaves while another could",
		[RUNS_UP] = "runs to infinity: only who has it leaves while they could",
		[TELLS_NOTHING] = "cannot be told: nobody leaves while others could",
	};
	bool *out;

	if (r->q->ridge <= 0)
		r->course = endless_find(&r->sample, &r->design, r->stratum,
		    r->lead);
	else
		r->course = mem_array(r->columns, sizeof *r->course);
	check_finite(r);
	out = mem_array(r->columns, sizeof *out);
	for (size_t k = 0; k < r->columns; k++) {
		out[k] = r->course[k] != STAYS_FINITE;
		if (out[k])
			warn("the coefficient of '%s' %s; its row is blank", r->name[k],
			    why[r->course[k]]);
	}
	design_leave_out(&r->design, out);
	free(out);
}

static void
fit(struct report *r)
{
	double loglik0;

	r->stratum = mem_array(r->design.rows, sizeof *r->stratum);
	r->lead = mem_array(r->design.rows, sizeof *r->lead);
	for (size_t i = 0; i < r->sample.count; i++)
		r->stratum[r->sample.subject[i].row] = r->sample.subject[i].stratum;
	loglik0 = loglik_without(r);
	r->columns = r->design.factors;
	r->name = mem_array(r->columns, sizeof *r->name);
	for (size_t k = 0; k < r->columns; k++)
		r->name[k] = mem_copy(slice_of(r->design.factor[k].name));
	find_courses(r);
	r->cox = cox_fit(&r->sample, &r->design, r->stratum, r->q->ridge);
	r->cox.loglik0 = loglik0;
	r->variance = r->cox.variance;
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
	r.design = covariates_design(c, q->ridge > 0 ? KEPT : REFUSED);
	fit(&r);
	if (q->cluster.count > 0) {
		size_t count;
		const uint32_t *cluster = subjects_clusters(s, &count);

		r.variance = robust_variance(&r.cox, &r.sample, &r.design, r.stratum,
		    cluster, count);
	}
	r.out = options_writer(&q->common);
	if (q->view == SUMMARY)
		write_summary(&r);
	else if (q->view == PROPORTIONAL)
		write_proportional(&r);
	else
		write_coefficients(&r);
	status = writer_close(r.out);
	if (r.variance != r.cox.variance)
		gsl_matrix_free(r.variance);
	cox_free(&r.cox);
	for (size_t k = 0; k < r.columns; k++)
		free(r.name[k]);
	free(r.name);
	free(r.course);
	free(r.stratum);
	free(r.lead);
	design_free(&r.design);
	covariates_free(c);
	subjects_free(s);
	return status;
}
