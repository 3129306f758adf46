/*
 * risk -- who is likely to be lost, and what speaks for it (C06).
 */
#include <gsl/gsl_cdf.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd/rt-churn/causes.h"
#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/features.h"
#include "cmd/rt-churn/folds.h"
#include "cmd/rt-churn/gains.h"
#include "cmd/rt-churn/measure.h"
#include "cmd/rt-churn/model.h"
#include "cmd/rt-churn/parameters.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

/* Of the customers; behind it stand the columns of --keep. */
static const char *const customers_header[] = {
	"customer_id", "risk", "decile", "reason_1", "reason_2", "reason_3", NULL,
};

struct forecast {
	const struct request *q;
	struct features *learnt;     /* what the model is fitted to; NULL: a file */
	struct features *scored;     /* the same, when one table serves for both */
	struct coding coding;
	struct model model;
	double *log_odds;            /* of the rows that are scored */
	struct keep *keep;
	struct writer *out;
};

static struct table **
open_train(const struct request *q)
{
	struct table **tables = mem_array(2, sizeof(struct table *));

	tables[0] = table_open_apart(&q->common, q->train, KIND(CUSTOMERS));
	return tables;
}

/* Says on what the forecast rests. */
static void
list_columns(const struct names *n)
{
	size_t length = 1;
	char *list;

	for (int i = 0; i < n->count; i++)
		length += strlen(n->name[i]) + 2;
	list = mem_array(length, 1);
	for (int i = 0; i < n->count; i++) {
		strcat(list, i > 0 ? ", " : "");
		strcat(list, n->name[i]);
	}
	warn("columns used: %s", list);
	free(list);
}

static void
fit(struct forecast *f)
{
	bool chosen = f->q->covariates.count == 0;
	struct logit l;
	bool *lost;

	if (chosen)
		features_choose(f->learnt);
	features_fold(f->learnt);
	list_columns(features_columns(f->learnt));
	f->coding = coding_of(f->q, f->learnt, f->q->ridge > 0 ? KEPT :
	    chosen ? LEFT_OUT : REFUSED);
	lost = features_targets(f->learnt);
	l = logit_fit(&f->coding.design, lost, NULL, f->q->ridge);
	f->model = model_of(&f->coding, &l);
	logit_free(&l);
	free(lost);
}

/* The tables are opened before any is read, so that a missing one says so soon. */
static void
prepare(struct forecast *f)
{
	const struct request *q = f->q;
	enum target target = q->view == EVALUATION ? WITH_TARGET : NO_TARGET;
	bool *number;
	struct table **train = q->train != NULL ? open_train(q) : NULL;
	struct table **input = table_open_all(&q->common, KIND(CUSTOMERS), true);

	if (q->model != NULL)
		f->model = model_read(&q->common, q->model);
	else {
		f->learnt = features_read(q, &q->covariates, NULL,
		    train != NULL ? train : input, WITH_TARGET,
		    train != NULL ? NULL : f->keep);
		fit(f);
	}
	f->scored = f->learnt;
	if (q->model == NULL && train == NULL)
		return;
	number = model_numbers(&f->model);
	f->scored = features_read(q, &f->model.columns, number, input, target, f->keep);
	free(number);
}

/* The log odds of all rows, and how many lie outside what the model has seen. */
static void
score(struct forecast *f)
{
	size_t rows = features_rows(f->scored);
	double centre = model_centre(&f->model);
	uint64_t strangers = 0;

	f->log_odds = mem_array(rows, sizeof *f->log_odds);
	for (size_t i = 0; i < rows; i++) {
		bool outside = false;

		f->log_odds[i] = centre;
		for (int k = 0; k < f->model.columns.count; k++)
			f->log_odds[i] += model_part(&f->model, f->scored, i, k,
			    &outside);
		strangers += outside;
	}
	if (strangers > 0)
		warn("customers outside the range of those the model was fitted to: "
		    "%" PRIu64, strangers);
}

/* The columns that add most, at most so many; how many there are. */
static int
find_causes(const struct forecast *f, size_t row, struct cause cause[CAUSES_MOST])
{
	bool outside = false;
	int count = 0;

	for (int k = 0; k < f->model.columns.count; k++)
		count = causes_add(cause, count, (struct cause){
		    model_part(&f->model, f->scored, row, k, &outside), k,
		});
	return count;
}

static void
write_cause(const struct forecast *f, size_t row, const struct cause *c)
{
	cause_write(f->out, c, f->model.columns.name[c->column],
	    features_text(f->scored, row, c->column));
}

/* decile 0: nobody knows. */
static void
write_customer(const struct forecast *f, size_t row, int64_t decile)
{
	struct cause cause[CAUSES_MOST];
	int causes = find_causes(f, row, cause);

	writer_text(f->out, features_id(f->scored, row));
	writer_number(f->out, logit_chance(f->log_odds[row]));
	if (decile > 0)
		writer_count(f->out, decile);
	else
		writer_blank(f->out);
	for (int i = 0; i < CAUSES_MOST; i++)
		if (i < causes)
			write_cause(f, row, &cause[i]);
		else
			writer_blank(f->out);
	for (size_t i = 0; i < f->q->common.keeps; i++)
		writer_text(f->out, features_kept(f->scored, row)[i]);
	writer_end(f->out);
}

static void
write_header(const struct forecast *f)
{
	if (!writer_has_header(f->out))
		return;
	for (size_t i = 0; customers_header[i] != NULL; i++)
		writer_string(f->out, customers_header[i]);
	for (size_t i = 0; i < f->q->common.keeps; i++)
		writer_text(f->out, f->q->common.keep[i]);
	writer_end(f->out);
}

/*
 * Who is gone already is not foreseen, where the table that is scored is the
 * one that says so.
 */
static bool
is_printed(const struct forecast *f, size_t row)
{
	return f->scored != f->learnt || !features_lost(f->scored, row);
}

/*
 * The deciles of the rows that are printed, by the risk that is: of a part too,
 * whose risks --merge has in their place.
 */
static int64_t *
find_deciles(const struct forecast *f)
{
	size_t rows = features_rows(f->scored);
	double *chance = mem_array(rows + 1, sizeof *chance);
	bool *printed = mem_array(rows + 1, sizeof *printed);
	int64_t *decile;

	for (size_t i = 0; i < rows; i++) {
		chance[i] = logit_chance(f->log_odds[i]);
		printed[i] = is_printed(f, i);
	}
	decile = measure_deciles(chance, printed, rows);
	free(chance);
	free(printed);
	return decile;
}

/* In the order of the input; a part, which may be all of it, tells no decile. */
static void
write_customers(const struct forecast *f)
{
	size_t rows = features_rows(f->scored);
	int64_t *decile = f->q->common.parts > 0 ? NULL : find_deciles(f);

	if (decile == NULL)
		warn("--part: decile is blank, it takes all customers; --merge fills it");
	write_header(f);
	for (size_t i = 0; i < rows; i++)
		if (is_printed(f, i) && features_ours(f->scored, i))
			write_customer(f, i, decile == NULL ? 0 : decile[i]);
	free(decile);
}

static void
write_parameters(const struct forecast *f)
{
	const struct model *m = &f->model;

	parameters_header(f->out);
	parameters_write(f->out, "(intercept)", m->intercept, m->intercept_error);
	for (size_t j = 0; j < f->coding.design.factors; j++) {
		const struct term *t = &m->term[f->coding.term[j]];

		parameters_write(f->out, t->name, t->coef, t->error);
	}
	parameters_write(f->out, "loglik", m->loglik, NAN);
	parameters_write(f->out, "customers", (double)m->rows, NAN);
}

static void
write_measure(struct writer *w, const char *name, double value)
{
	writer_string(w, name);
	writer_number(w, value);
	writer_end(w);
}

static void
write_evaluation(const struct forecast *f)
{
	static const char *const header[] = { "measure", "value", NULL };
	bool *lost = features_targets(f->scored);
	struct measure m = measure_of(f->log_odds, lost, features_rows(f->scored));

	writer_header(f->out, header);
	write_measure(f->out, "auc", m.auc);
	write_measure(f->out, "lift_top_decile", m.lift);
	write_measure(f->out, "brier", m.brier);
	write_measure(f->out, "brier_reference", m.brier_reference);
	write_measure(f->out, "calibration_slope", m.slope);
	write_measure(f->out, "calibration_intercept", m.intercept);
	write_measure(f->out, "loglik", m.loglik);
	write_measure(f->out, "n", (double)m.rows);
	write_measure(f->out, "events", (double)m.events);
	free(lost);
}

static void
write_gains(const struct forecast *f)
{
	const struct request *q = f->q;
	bool *lost = features_targets(f->scored);

	gains_write(f->out, f->log_odds, lost, features_rows(f->scored), q->gains,
	    gsl_cdf_ugaussian_Pinv(0.5 + q->level / 2));
	free(lost);
}

static void
write_view(const struct forecast *f)
{
	switch (f->q->view) {
	case EVALUATION:
		if (f->q->gains > 0)
			write_gains(f);
		else
			write_evaluation(f);
		break;
	case PARAMETERS:
		write_parameters(f);
		break;
	default:
		write_customers(f);
	}
}

int
risk(const struct request *q)
{
	struct forecast f = { .q = q };
	int status;

	if (q->model != NULL && q->view == PARAMETERS)
		die_usage("--params does not go with --model: they stand in it");
	if ((q->common.parts > 0 || q->common.keeps > 0) && q->view != CURVES)
		die_usage("--%s is of customers: it does not go with --%s",
		    q->common.parts > 0 ? "part" : "keep",
		    q->view == PARAMETERS ? "params" : q->gains > 0 ? "gains" : "evaluate");
	model_check_save(q);
	keep_apart(&q->common, customers_header);
	f.keep = q->common.keeps > 0 ? keep_new(&q->common) : NULL;
	prepare(&f);
	score(&f);
	if (q->view == EVALUATION && f.scored == f.learnt)
		folds_score(q, f.learnt, &f.coding, &f.model, f.log_odds);
	f.out = options_writer(&q->common);
	if (q->save_model != NULL)
		model_write(&f.model, q->save_model);
	write_view(&f);
	status = writer_close(f.out);
	if (f.scored != f.learnt)
		features_free(f.scored);
	features_free(f.learnt);
	if (f.keep != NULL)
		keep_free(f.keep);
	coding_free(&f.coding);
	model_free(&f.model);
	free(f.log_odds);
	return status;
}
