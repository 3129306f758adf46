/*
 * alive -- which customers without a contract are still there, how much they
 * will buy, and what that is worth.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/parameters.h"
#include "cmd/rt-churn/valuation.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/part.h"

/* Days of the horizon when none is given: 52 weeks. */
#define HORIZON_DAYS 364.0

struct report {
	const struct request *q;
	daynum end;              /* the last day that the model sees */
	double horizon;          /* units of time */
	const struct buyer *buyer;
	size_t count;
	struct valuation v;
	struct writer *out;
};

static enum family
family_of(const char *name)
{
	for (enum family f = 0; f < FAMILIES; f++)
		if (name == NULL || strcmp(name, btyd_name[f]) == 0)
			return f;
	die_usage("--model %s: not bgnbd, mbgnbd or paretonbd", name);
}

static void
write_value(const struct report *r, const struct buyer *b)
{
	double mean = valuation_mean(b);

	writer_number(r->out, b->priced > 0 ? mean : NAN);
	writer_number(r->out, spend_expected(&r->v.spend, (double)b->priced, mean));
}

static void
write_customers(const struct report *r)
{
	static const char *const header[] = {
		"customer_id", "frequency", "recency", "age", "p_alive",
		"expected_purchases", "monetary", "expected_value", NULL,
	};
	static const char *const shorter[] = {
		"customer_id", "frequency", "recency", "age", "p_alive",
		"expected_purchases", NULL,
	};

	writer_header(r->out, r->v.has_spend ? header : shorter);
	for (size_t i = 0; i < r->count; i++) {
		const struct buyer *b = &r->buyer[i];
		struct history h = valuation_history(b, r->end, r->q->unit);

		if (!part_holds(&r->q->common, (struct slice){ NULL, 0 }, b->id))
			continue;
		writer_text(r->out, b->id);
		writer_count(r->out, b->frequency);
		writer_number(r->out, h.recency);
		writer_number(r->out, h.age);
		writer_number(r->out, btyd_alive(&r->v.model, &h));
		writer_number(r->out, btyd_expected(&r->v.model, &h, r->horizon));
		if (r->v.has_spend)
			write_value(r, b);
		writer_end(r->out);
	}
}

static void
write_parameters(const struct report *r)
{
	const struct valuation *v = &r->v;
	const double spend[] = { v->spend.p, v->spend.q, v->spend.v };

	parameters_header(r->out);
	for (int i = 0; i < BTYD_PARAMETERS; i++)
		parameters_write(r->out, btyd_parameter[v->model.family][i],
		    v->model.parameter[i], v->error[i]);
	for (int i = 0; v->has_spend && i < SPEND_PARAMETERS; i++)
		parameters_write(r->out, spend_parameter[i], spend[i], v->spend_error[i]);
	parameters_write(r->out, "loglik", v->loglik, NAN);
	parameters_write(r->out, "customers", v->customers, NAN);
}

/* What one customer bought in the holdout, and was expected to buy. */
struct forecast {
	int64_t frequency, actual;
	double predicted;
};

static int
by_frequency(const void *a, const void *b)
{
	const struct forecast *one = a, *other = b;

	return (one->frequency > other->frequency) - (one->frequency < other->frequency);
}

static void
write_group(struct writer *w, const struct forecast f[], size_t count)
{
	double actual = 0, predicted = 0;

	for (size_t i = 0; i < count; i++) {
		actual += (double)f[i].actual;
		predicted += f[i].predicted;
	}
	writer_count(w, f->frequency);
	writer_count(w, (int64_t)count);
	writer_number(w, actual / (double)count);
	writer_number(w, predicted / (double)count);
	writer_end(w);
}

static struct forecast *
forecasts_of(const struct report *r)
{
	struct forecast *f = mem_array(r->count, sizeof *f);

	for (size_t i = 0; i < r->count; i++) {
		struct history h = valuation_history(&r->buyer[i], r->end, r->q->unit);

		f[i] = (struct forecast){
			r->buyer[i].frequency, r->buyer[i].later,
			btyd_expected(&r->v.model, &h, r->horizon),
		};
	}
	return f;
}

static void
write_holdout(const struct report *r)
{
	static const char *const header[] = {
		"frequency", "customers", "actual", "predicted", NULL,
	};
	struct forecast *f = forecasts_of(r);
	double off = 0, squared = 0;
	size_t n;

	for (size_t i = 0; i < r->count; i++) {
		double error = f[i].predicted - (double)f[i].actual;

		off += fabs(error);
		squared += error * error;
	}
	if (r->count > 0) {
		warn("mean absolute error (MAE): %.6g", off / (double)r->count);
		warn("root of the mean squared error (RMSE): %.6g",
		    sqrt(squared / (double)r->count));
		qsort(f, r->count, sizeof *f, by_frequency);
	}
	writer_header(r->out, header);
	for (size_t i = 0; i < r->count; i += n) {
		for (n = 1; i + n < r->count && f[i + n].frequency == f[i].frequency;)
			n++;
		write_group(r->out, &f[i], n);
	}
	free(f);
}

static void
check_request(const struct request *q)
{
	if (q->holdout != NO_DAY && q->holdout >= q->common.as_of)
		die_usage("--holdout: not before as-of");
	if (q->common.parts > 0 && (q->holdout != NO_DAY || q->view == PARAMETERS))
		die_usage("--part is of customers: it does not go with --%s",
		    q->holdout != NO_DAY ? "holdout" : "params");
}

static void
write_report(const struct report *r)
{
	if (r->q->view == PARAMETERS)
		write_parameters(r);
	else if (r->q->holdout != NO_DAY)
		write_holdout(r);
	else
		write_customers(r);
}

int
alive(const struct request *q)
{
	struct report r = { .q = q, .end = q->common.as_of };
	enum family family = family_of(q->model);
	bool has_spend = q->value == WITH_VALUE;
	struct buyers *b;
	int status;

	check_request(q);
	r.horizon = isnan(q->horizon) ? HORIZON_DAYS / q->unit : q->horizon;
	if (q->holdout != NO_DAY) {
		r.end = q->holdout;
		r.horizon = (q->common.as_of - r.end) / q->unit;
	}
	if (q->model_file != NULL)
		r.v = valuation_read(&q->common, q->model_file, family, q->model != NULL,
		    has_spend);
	b = buyers_read(q, r.end, has_spend ? WITH_AMOUNTS : NO_AMOUNTS);
	r.buyer = buyers_list(b, &r.count);
	if (q->model_file == NULL)
		r.v = valuation_fit(r.buyer, r.count, r.end, q->unit, family, has_spend);
	r.out = options_writer(&q->common);
	write_report(&r);
	status = writer_close(r.out);
	buyers_free(b);
	return status;
}
