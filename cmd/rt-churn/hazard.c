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
#include "cmd/rt-churn/model.h"
#include "cmd/rt-churn/prognosis.h"
#include "cmd/rt-churn/proportional.h"
#include "cmd/rt-churn/riskset.h"
#include "cmd/rt-churn/robust.h"
#include "cmd/rt-churn/runaway.h"
#include "cmd/rt-churn/scoring.h"
#include "cmd/rt-churn/subjects.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

/* Behind the name of a coefficient. */
enum { COEFFICIENT_CELLS = 7 };

struct report {
	const struct request *q;
	struct sample sample;
	struct factor *factor;   /* all columns */
	enum course *course;     /* of each; those that are not finite are strata */
	size_t columns;
	struct design design;    /* of the finite ones */
	uint32_t *stratum;       /* by row */
	double *lead;            /* by row: of levels without an end, for x b */
	bool *ahead;             /* by row: has one of these levels */
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
		writer_string(r->out, r->factor[k].name);
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
	runaway_die(r->factor[0].name, loglik_without(r), "");
}

/* Of two values, standardised, the higher one is above 0. */
static void
mark_ahead(struct report *r, size_t k)
{
	for (size_t i = 0; i < r->design.rows; i++)
		r->ahead[i] = r->ahead[i] || r->design.x[i * r->columns + k] > 0;
}

/* With a ridge everything has an answer. */
static void
find_courses(struct report *r)
{
	static const char *const why[] = {
		[RUNS_DOWN] = N_("runs to -infinity: nobody who has it leaves while another could"),
		[RUNS_UP] = N_("runs to infinity: only who has it leaves while they could"),
		[TELLS_NOTHING] = N_("cannot be told: nobody leaves while others could"),
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
			mark_ahead(r, k);
		if (out[k])
			warn("the coefficient of '%s' %s; its row is blank", r->factor[k].name,
			    _(why[r->course[k]]));
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
	r->ahead = mem_array(r->design.rows, sizeof *r->ahead);
	for (size_t i = 0; i < r->sample.count; i++)
		r->stratum[r->sample.subject[i].row] = r->sample.subject[i].stratum;
	loglik0 = loglik_without(r);
	r->columns = r->design.factors;
	r->factor = mem_array(r->columns, sizeof *r->factor);
	for (size_t k = 0; k < r->columns; k++) {
		r->factor[k] = r->design.factor[k];
		r->factor[k].name = mem_copy(slice_of(r->design.factor[k].name));
	}
	find_courses(r);
	r->cox = cox_fit(&r->sample, &r->design, r->stratum, r->q->ridge);
	r->cox.loglik0 = loglik0;
	r->variance = r->cox.variance;
}

/* The increases of one stratum, the latest first. */
struct increases {
	struct { double time, by; } *step;
	size_t count, room;
};

static void
pile_up(struct increases *all, struct baseline *to)
{
	double sum = 0;

	for (size_t i = all->count; i-- > 0;)
		baseline_add(to, all->step[i].time, sum += all->step[i].by);
	all->count = 0;
}

/* Of each stratum of the fit the one of --strata; MAP_NONE where all are ahead. */
static uint32_t *
origins(const struct report *r)
{
	uint32_t *origin = mem_array(r->sample.count, sizeof *origin);

	for (size_t i = 0; i < r->sample.count; i++) {
		const struct subject *one = &r->sample.subject[i];

		origin[r->stratum[one->row]] = r->ahead[one->row] ? MAP_NONE :
		    one->stratum;
	}
	return origin;
}

/* Who has a level without an end is beside the baseline, not on it. */
static void
learn_baselines(const struct report *r, struct prognosis *p)
{
	struct riskset risk = riskset_new(&r->sample, &r->design, r->stratum);
	struct increases all = { .count = 0 };
	uint32_t *origin = origins(r), last = MAP_NONE;

	riskset_start(&risk, r->cox.coef);
	while (riskset_next(&risk)) {
		uint32_t now = origin[risk.stratum];
		double by = riskset_baseline(&risk);

		if (now == MAP_NONE)
			continue;
		if (!isfinite(by) || by <= 0)
			die(BAD_DATA, "no baseline: covariates make customers differ by more "
			    "than a number can hold; --ridge 1 gives an answer");
		if (now != last && last != MAP_NONE)
			pile_up(&all, &p->baseline[last]);
		last = now;
		all.step = mem_grow(all.step, all.count, &all.room, sizeof *all.step);
		all.step[all.count].time = risk.time;
		all.step[all.count++].by = by;
	}
	if (last != MAP_NONE)
		pile_up(&all, &p->baseline[last]);
	free(all.step);
	free(origin);
	riskset_free(&risk);
}

static struct prognosis
learn(const struct report *r, const struct covariates *c, const struct subjects *s)
{
	double *coef = mem_array(r->columns, sizeof *coef);
	size_t finite = 0;
	struct prognosis p;

	for (size_t k = 0; k < r->columns; k++) {
		coef[k] = r->course[k] != STAYS_FINITE ? NAN :
		    gsl_vector_get(r->cox.coef, finite) / r->factor[k].spread;
		finite += r->course[k] == STAYS_FINITE;
	}
	p = prognosis_learn(r->q, c, r->factor, r->columns, coef, subjects_strata(s));
	learn_baselines(r, &p);
	free(coef);
	return p;
}

static int
write_report(struct report *r)
{
	r->out = options_writer(&r->q->common);
	if (r->q->view == SUMMARY)
		write_summary(r);
	else if (r->q->view == PROPORTIONAL)
		write_proportional(r);
	else
		write_coefficients(r);
	return writer_close(r->out);
}

static void
report_free(struct report *r)
{
	if (r->variance != r->cox.variance)
		gsl_matrix_free(r->variance);
	cox_free(&r->cox);
	for (size_t k = 0; k < r->columns; k++)
		free(r->factor[k].name);
	free(r->factor);
	free(r->course);
	free(r->stratum);
	free(r->lead);
	free(r->ahead);
	design_free(&r->design);
}

/* The table of --score, which may be the input once more. */
static struct table **
open_score(const struct request *q)
{
	kinds among = q->time.count > 0 ? KIND(NO_KIND) : KIND(CUSTOMERS);
	struct table **tables;

	if (q->score == NULL)
		return table_open_all(&q->common, among, true);
	tables = mem_array(2, sizeof(struct table *));
	tables[0] = table_open_apart(&q->common, q->score, among);
	return tables;
}

static int
score_by_model(const struct request *q)
{
	struct prognosis p = prognosis_read(&q->common, q->model);
	int status;

	if (q->score != NULL && (q->common.files > 0 || q->common.tables > 0))
		die_usage("with --model and --score FILE there is no other input");
	scoring_check(q, &p);
	status = scoring_write(q, &p, open_score(q));
	prognosis_free(&p);
	return status;
}

/* What is written beside the report, and in its place. */
static int
write_all(struct report *r, const struct covariates *c, const struct subjects *s,
    struct table **score)
{
	struct prognosis p;
	int status;

	if (r->q->save_model == NULL && score == NULL)
		return write_report(r);
	p = learn(r, c, s);
	if (score != NULL)
		scoring_check(r->q, &p);
	status = score != NULL ? scoring_write(r->q, &p, score) : write_report(r);
	if (r->q->save_model != NULL)
		prognosis_write(&p, r->q->save_model);
	prognosis_free(&p);
	return status;
}

int
hazard(const struct request *q)
{
	struct covariates *c;
	struct subjects *s;
	struct report r = { .q = q };
	struct table **score;
	int status;

	model_check_save(q);
	if (q->model != NULL)
		return score_by_model(q);
	score = q->score != NULL ? open_score(q) : NULL;
	c = covariates_new(q);
	s = subjects_read_with(q, c);
	r.sample = subjects_sample(s, 0);
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
	status = write_all(&r, c, s, score);
	report_free(&r);
	covariates_free(c);
	subjects_free(s);
	return status;
}
