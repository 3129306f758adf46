/*
 * Times are divided by their mean before the fit, so that parameters are near 1
 * whatever the unit.
 */
#include "cmd/rt-churn/valuation.h"

#include <math.h>
#include <stdlib.h>

#include "cmd/rt-churn/crowd.h"
#include "cmd/rt-churn/fit.h"
#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/policy.h"
#include "common/value/number.h"

const char *const spend_parameter[SPEND_PARAMETERS] = { "p", "q", "v" };

/* Of the model without drop-out: r and alpha. */
enum { ENDLESS_PARAMETERS = 2 };

/* A limit is reached from afar: it is this near to what was reached. */
#define LIMIT_SHARE 1e-6

/* Times of parameters are in multiples of scale. */
struct sample {
	enum family family;
	bool endless;
	struct crowd crowd;
	double scale;
};

/* Those whose amounts are known; v is in multiples of scale. */
struct amounts_known {
	const struct buyer *buyer;
	size_t count;
	double scale;
};

struct history
valuation_history(const struct buyer *b, daynum end, double unit)
{
	return (struct history){
		.frequency = (double)b->frequency,
		.recency = (b->last - b->first) / unit,
		.age = (end - b->first) / unit, .customers = 1,
	};
}

double
valuation_mean(const struct buyer *b)
{
	return b->priced > 0 ? (double)b->spent / MONEY_UNIT / (double)b->priced : 0;
}

static struct sample
sample_of(const struct buyer buyer[], size_t count, daynum end, double unit)
{
	struct sample s = { .scale = 0 };
	struct history *history;
	double repeats = 0;

	if (count == 0)
		die(BAD_DATA, "no purchases: there is nothing to fit");
	history = mem_array(count, sizeof *history);
	for (size_t i = 0; i < count; i++) {
		history[i] = valuation_history(&buyer[i], end, unit);
		s.scale += history[i].age / (double)count;
		repeats += history[i].frequency;
	}
	if (repeats <= 0)
		die(BAD_DATA, "no fit: nobody bought on a second day, r runs to 0; the "
		    "log-likelihood of the limit is 0");
	s.crowd = crowd_of(history, count);
	return s;
}

static struct btyd
model_at(const struct sample *s, const double parameter[])
{
	struct btyd m = { .family = s->family, .endless = s->endless };

	for (int i = 0; i < (s->endless ? ENDLESS_PARAMETERS : BTYD_PARAMETERS); i++)
		m.parameter[i] = parameter[i];
	m.parameter[1] *= s->scale;
	if (s->family == PARETONBD)
		m.parameter[3] *= s->scale;
	if (s->endless)
		m.parameter[3] = NAN;
	return m;
}

static double
model_loglik(const double parameter[], const void *data)
{
	const struct sample *s = data;
	struct btyd m = model_at(s, parameter);

	return crowd_loglik(&s->crowd, &m);
}

static void
settle_model(struct valuation *v, const struct sample *s, const struct fitted *f)
{
	struct btyd error = model_at(s, f->error);

	v->model = model_at(s, f->value);
	for (int i = 0; i < BTYD_PARAMETERS; i++)
		v->error[i] = s->endless && i >= ENDLESS_PARAMETERS ? NAN :
		    error.parameter[i];
	v->loglik = f->loglik;
}

/* The model in which nobody drops out; false: a worse one than was reached. */
static bool
fit_endless(struct valuation *v, const struct sample *s, double reached)
{
	static const double start[][FIT_MOST] = { { 0.5, 0.3 }, { 1, 1 }, { 3, 2 } };
	struct sample endless = *s;
	struct problem p = {
		ENDLESS_PARAMETERS, btyd_parameter[s->family], model_loglik, &endless, NULL,
	};
	struct fitted f;

	endless.endless = true;
	f = fit(&p, start, sizeof start / sizeof *start);
	if (f.reach != REACHED || f.loglik < reached - LIMIT_SHARE * fabs(reached))
		return false;
	settle_model(v, &endless, &f);
	return true;
}

static void
fit_model(struct valuation *v, const struct sample *s)
{
	static const double start[][FIT_MOST] = {
		{ 0.5, 0.3, 0.7, 1 }, { 1, 1, 0.1, 1 }, { 3, 2, 2, 8 },
	};
	struct sample rough = {
		s->family, s->endless, crowd_roughly(&s->crowd), s->scale,
	};
	struct problem p = {
		BTYD_PARAMETERS, btyd_parameter[s->family], model_loglik, s, &rough,
	};
	struct fitted f = fit(&p, start, sizeof start / sizeof *start);

	crowd_free(&rough.crowd);
	if (f.reach == REACHED) {
		settle_model(v, s, &f);
	} else if (fit_endless(v, s, f.loglik)) {
		doubt_say(NO_DROP_OUT, btyd_name[s->family], 0, "nobody seems to drop out: "
		    "%s runs to %s; these are the rows of the limit, the negative binomial "
		    "model, in which all are alive", p.name[f.runs], f.reach == RUNS_TO_INFINITY ? _("infinity") : "0");
	} else {
		fit_check(&p, &f);
	}
}

static double
amounts_loglik(const double parameter[], const void *data)
{
	const struct amounts_known *a = data;
	struct spend m = { parameter[0], parameter[1], parameter[2] * a->scale };
	double sum = 0;

	for (size_t i = 0; i < a->count; i++)
		if (a->buyer[i].priced > 0)
			sum += spend_loglik(&m, (double)a->buyer[i].priced,
			    valuation_mean(&a->buyer[i]));
	return sum;
}

static void
fit_spend(struct valuation *v, const struct buyer buyer[], size_t count)
{
	static const double start[][FIT_MOST] = {
		{ 2, 3, 1 }, { 6, 4, 0.4 }, { 0.5, 8, 10 },
	};
	struct amounts_known a = { buyer, count, 0 };
	struct problem p = { SPEND_PARAMETERS, spend_parameter, amounts_loglik, &a, NULL };
	double known = 0;
	struct fitted f;

	for (size_t i = 0; i < count; i++) {
		a.scale += valuation_mean(&buyer[i]);
		known += buyer[i].priced > 0;
	}
	if (known <= 0)
		die(BAD_DATA, "no fit: no repeat purchase has an amount above 0, v runs to "
		    "0; the log-likelihood of the limit is 0");
	a.scale /= known;
	f = fit(&p, start, sizeof start / sizeof *start);
	fit_check(&p, &f);
	v->spend = (struct spend){ f.value[0], f.value[1], f.value[2] * a.scale };
	v->spend_error[0] = f.error[0];
	v->spend_error[1] = f.error[1];
	v->spend_error[2] = f.error[2] * a.scale;
}

struct valuation
valuation_fit(const struct buyer buyer[], size_t count, daynum end, double unit,
    enum family family, bool has_spend)
{
	struct valuation v = { .has_spend = has_spend, .customers = (double)count };
	struct sample s = sample_of(buyer, count, end, unit);

	s.family = family;
	fit_model(&v, &s);
	crowd_free(&s.crowd);
	if (has_spend)
		fit_spend(&v, buyer, count);
	return v;
}

/* The row of a parameter, or the number of rows; one that stands twice dies. */
static size_t
row_of(const struct policy *p, const char *name)
{
	size_t found = policy_rows(p);

	for (size_t i = 0; i < policy_rows(p); i++) {
		if (!slice_is(policy_cell(p, i, "parameter"), name))
			continue;
		if (found < policy_rows(p))
			policy_die(p, i, "parameter", "%s stands twice", name);
		found = i;
	}
	return found;
}

/* Whether the third parameter is written as 0: nobody drops out. */
static bool
is_endless(const struct policy *p, enum family family)
{
	size_t row = row_of(p, btyd_parameter[family][ENDLESS_PARAMETERS]);
	double x;

	return row < policy_rows(p) &&
	    number_parse(policy_cell(p, row, "value"), &x) && x == 0;
}

static double
read_parameter(const struct policy *p, const char *path, const char *name)
{
	size_t row = row_of(p, name);
	double x;

	if (row == policy_rows(p))
		die(BAD_USAGE, "%s: there is no parameter '%s'", path, name);
	if (!number_parse(policy_cell(p, row, "value"), &x) || !(x > 0))
		policy_die(p, row, "value", "not a number above 0, such as 0.5");
	return x;
}

struct valuation
valuation_read(const struct options *o, const char *path, enum family family,
    bool named, bool has_spend)
{
	static const char *const columns[] = { "parameter", "value", "std_error", NULL };
	struct policy *p = policy_open(o, path, "", columns);
	struct valuation v = { .has_spend = has_spend };

	if (!named && row_of(p, "beta") < policy_rows(p))
		family = PARETONBD;
	v.model.family = family;
	v.model.endless = is_endless(p, family);
	for (int i = 0; i < (v.model.endless ? ENDLESS_PARAMETERS : BTYD_PARAMETERS); i++)
		v.model.parameter[i] = read_parameter(p, path, btyd_parameter[family][i]);
	if (has_spend)
		v.spend = (struct spend){
			.p = read_parameter(p, path, "p"),
			.q = read_parameter(p, path, "q"),
			.v = read_parameter(p, path, "v"),
		};
	policy_close(p);
	return v;
}
