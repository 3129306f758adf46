/*
 * projection -- how many of a cohort will be there at ages to come (C06).
 */
#include <gsl/gsl_cdf.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-churn/bdw.h"
#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/parameters.h"
#include "cmd/rt-churn/sbg.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/groups.h"

enum { AGE_MOST = 100000 };

enum family { SBG, BDW };

struct age {
	int age;
	double survivors;
	uint32_t cohort;
	size_t met;                /* how many were read before it */
	const struct table *table; /* where it stands, for complaints */
	uint64_t line;
};

struct report {
	const struct request *q;
	struct groups *cohorts;
	bool named;              /* a table has a column of cohorts */
	struct age *age;         /* cohort after cohort, in each ascending */
	size_t ages, room;
	struct departure *departure;
	size_t departures;
	enum family family;
	struct renewals model;
	double null;             /* of bdw: what sbg reaches, a log-likelihood */
	double customers;
	struct writer *out;
};

static bool
read_age(struct table *t, int age, int survivors, struct age *one)
{
	int64_t n;
	bool known;

	if (!table_count(t, age, &n, &known) ||
	    !table_number(t, survivors, &one->survivors, &known))
		return false;
	if (n <= AGE_MOST && one->survivors >= 0) {
		one->age = (int)n;
		return true;
	}
	table_refuse(t, n > AGE_MOST ? age : survivors,
	    n > AGE_MOST ? N_("too large") : N_("below 0"));
	return false;
}

static void
read_table(struct report *r, struct table *t)
{
	int age = table_need(t, "age"), survivors = table_need(t, "survivors");
	int cohort = table_column(t, "cohort");
	struct age one;

	r->named = r->named || cohort != NO_COLUMN;
	while (table_next(t)) {
		struct slice name = table_text(t, cohort);

		if (!read_age(t, age, survivors, &one))
			continue;
		one.cohort = groups_number(r->cohorts, &name);
		one.met = r->ages;
		one.table = t;
		one.line = reader_line(table_reader(t));
		r->age = mem_grow(r->age, r->ages, &r->room, sizeof *r->age);
		r->age[r->ages++] = one;
	}
}

static int
by_cohort_and_age(const void *a, const void *b)
{
	const struct age *one = a, *other = b;

	if (one->cohort != other->cohort)
		return one->cohort < other->cohort ? -1 : 1;
	if (one->age != other->age)
		return one->age < other->age ? -1 : 1;
	return (one->met > other->met) - (one->met < other->met);
}

_Noreturn static void
complain(const struct age *a, const char *column, const char *what)
{
	die(BAD_DATA, "%s:%" PRIu64 ": %s: %s", table_name(a->table), a->line, column,
	    _(what));
}

static void
add_departure(struct report *r, double count, int after, int by)
{
	r->departure[r->departures++] = (struct departure){ count, after, by };
}

/* Who left between one age and the next, and who is there at the last. */
static void
find_departures(struct report *r)
{
	r->departure = mem_array(2 * r->ages, sizeof *r->departure);
	for (size_t i = 0; i < r->ages; i++) {
		const struct age *a = &r->age[i];
		bool first = i == 0 || a[-1].cohort != a->cohort;
		bool last = i + 1 == r->ages || a[1].cohort != a->cohort;

		if (first && a->age != 0)
			complain(a, "age", N_("its cohort has no age 0"));
		if (first)
			r->customers += a->survivors;
		else if (a->age == a[-1].age)
			complain(a, "age", N_("stands twice in its cohort"));
		else if (a->survivors > a[-1].survivors)
			complain(a, "survivors", N_("more than at the age before"));
		else
			add_departure(r, a[-1].survivors - a->survivors, a[-1].age,
			    a->age);
		if (last)
			add_departure(r, a->survivors, a->age, 0);
	}
}

static void
write_row(const struct report *r, const struct age *first, int age,
    const struct age *now, const struct age *before)
{
	double retention = now != NULL && before != NULL && before->survivors > 0 ?
	    now->survivors / before->survivors : NAN;

	if (r->named)
		writer_text(r->out, groups_value(r->cohorts, first->cohort, 0));
	writer_count(r->out, age);
	writer_number(r->out, now != NULL ? now->survivors : NAN);
	writer_number(r->out, retention);
	writer_number(r->out, 1 - retention);
	writer_number(r->out, first->survivors * renewals_survival(&r->model, age));
	writer_end(r->out);
}

/* A cohort's rows up to the horizon, or else to its last age. */
static void
write_cohort(const struct report *r, const struct age *first, size_t ages)
{
	int last = isnan(r->q->horizon) ? first[ages - 1].age : (int)r->q->horizon;
	const struct age *before = NULL;
	size_t next = 0;

	for (int age = 0; age <= last; age++) {
		const struct age *now = next < ages && first[next].age == age ?
		    &first[next++] : NULL;

		write_row(r, first, age, now, before);
		before = now;
	}
}

static void
write_projection(const struct report *r)
{
	static const char *const header[] = {
		"cohort", "age", "survivors", "retention", "churn", "projected", NULL,
	};
	size_t ages;

	writer_header(r->out, header + !r->named);
	for (size_t i = 0; i < r->ages; i += ages) {
		for (ages = 1; i + ages < r->ages; ages++)
			if (r->age[i + ages].cohort != r->age[i].cohort)
				break;
		write_cohort(r, &r->age[i], ages);
	}
}

/* Twice what c adds to the log-likelihood, against chi-square with 1 degree of freedom. */
static void
write_test(const struct report *r)
{
	double chi2 = fmax(2 * (r->model.loglik - r->null), 0);

	parameters_write(r->out, "lr_chi2", chi2, NAN);
	parameters_write(r->out, "lr_p", gsl_cdf_chisq_Q(chi2, 1), NAN);
}

static void
write_parameters(const struct report *r)
{
	const struct renewals *m = &r->model;

	parameters_header(r->out);
	parameters_write(r->out, "alpha", m->alpha, m->alpha_error);
	parameters_write(r->out, "beta", m->beta, m->beta_error);
	if (r->family == BDW)
		parameters_write(r->out, "c", m->c, m->c_error);
	parameters_write(r->out, "loglik", m->loglik, NAN);
	if (r->family == BDW)
		write_test(r);
	parameters_write(r->out, "customers", r->customers, NAN);
	parameters_write(r->out, "derl", renewals_derl(m, r->q->discount), NAN);
}

static enum family
family_of(const char *name)
{
	if (name == NULL || strcmp(name, "sbg") == 0)
		return SBG;
	if (strcmp(name, "bdw") == 0)
		return BDW;
	die_usage("--model %s: not sbg or bdw", name);
}

/* Before the output is opened: a fit may have no answer. */
static void
fit_model(struct report *r)
{
	if (r->family == SBG) {
		r->model = sbg_fit(r->departure, r->departures);
		return;
	}
	r->null = sbg_loglik(r->departure, r->departures);
	r->model = bdw_fit(r->departure, r->departures);
}

int
projection(const struct request *q)
{
	struct table **tables;
	struct report r = {
		.q = q, .cohorts = groups_new(1), .family = family_of(q->model),
	};
	int status;

	if (q->horizon > AGE_MOST || (q->horizon >= 0 && q->horizon != floor(q->horizon)))
		die_usage("--horizon: not a whole number from 0 to %d", AGE_MOST);
	tables = table_open_all(&q->common, KIND(SURVIVORS), true);
	for (size_t i = 0; tables[i] != NULL; i++)
		read_table(&r, tables[i]);
	if (r.ages == 0)
		die(BAD_DATA, "no survivors: there is nothing to fit");
	qsort(r.age, r.ages, sizeof *r.age, by_cohort_and_age);
	find_departures(&r);
	for (size_t i = 0; tables[i] != NULL; i++)
		table_close(tables[i]);
	free(tables);
	fit_model(&r);
	r.out = options_writer(&q->common);
	if (q->view == PARAMETERS)
		write_parameters(&r);
	else
		write_projection(&r);
	status = writer_close(r.out);
	groups_free(r.cohorts);
	free(r.age);
	free(r.departure);
	return status;
}
