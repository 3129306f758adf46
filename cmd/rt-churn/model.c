/*
 * A model read back is held against the tables by the names of its columns,
 * wherever these stand there.
 */
#include "cmd/rt-churn/model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd/rt-churn/levels.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/table.h"

#define INTERCEPT "(intercept)"

static const char *const header[] = {
	"column", "value", "coef", "mean", "sd", "low", "high", NULL,
};

void
model_free(struct model *m)
{
	for (size_t i = 0; i < m->terms; i++) {
		free(m->term[i].name);
		free(m->term[i].value);
	}
	free(m->term);
	free(m->first);
	names_free(&m->columns);
}

static void
put_term(struct writer *w, const char *column, const struct term *t)
{
	writer_string(w, column);
	writer_string(w, t->value);
	writer_number(w, t->coef);
	writer_number(w, t->mean);
	writer_number(w, t->spread);
	writer_number(w, t->low);
	writer_number(w, t->high);
	writer_end(w);
}

void
model_write(const struct model *m, const char *path)
{
	struct output to = { .path = options_standard_output(path) ? NULL : path };
	struct term intercept = {
		.value = (char *)(uintptr_t)"", .coef = m->intercept, .mean = NAN,
		.spread = NAN, .low = NAN, .high = NAN,
	};
	struct writer *w = writer_open(&to);

	writer_header(w, header);
	put_term(w, INTERCEPT, &intercept);
	for (size_t i = 0; i < m->terms; i++)
		put_term(w, m->columns.name[m->term[i].column], &m->term[i]);
	writer_close(w);
}

/* The model has a file to itself. */
void
model_check_save(const struct request *q)
{
	const struct options *o = &q->common;
	const char *rejects = rejects_path(o->rejects);

	if (q->save_model == NULL)
		return;
	if (!options_standard_output(q->save_model))
		rejects_spare(o->rejects, q->save_model, N_("the model"));
	else if (o->output.path == NULL ||
	    (rejects != NULL && options_standard_output(rejects)))
		die_usage("standard output is written twice");
}

/* A number that must be there, or may be blank: NAN. */
static double
read_number(struct table *t, int column, bool needed)
{
	const struct reader *r = table_reader(t);
	double x;
	bool known;

	if (!table_number(t, column, &x, &known) || (needed && !known))
		reader_die(table_reader(t), NULL, "%.*s: not a row of a model, which has a "
		    "number there such as -0.25", (int)reader_heading(r, column).n,
		    reader_heading(r, column).p);
	return known ? x : NAN;
}

static int
column_of(struct model *m, struct slice name)
{
	for (int i = 0; i < m->columns.count; i++)
		if (slice_is(name, m->columns.name[i]))
			return i;
	names_add_one(&m->columns, "--model", name);
	return m->columns.count - 1;
}

static struct term
read_term(struct model *m, struct table *t, const int at[])
{
	struct slice value = slice_trim(table_text(t, at[1]));
	bool number = value.n == 0;

	return (struct term){
		.column = column_of(m, slice_trim(table_text(t, at[0]))),
		.value = mem_copy(value),
		.coef = read_number(t, at[2], true), .error = NAN,
		.mean = read_number(t, at[3], true),
		.spread = read_number(t, at[4], true),
		.low = read_number(t, at[5], number),
		.high = read_number(t, at[6], number),
	};
}

static int
by_column(const void *a, const void *b)
{
	const struct term *one = a, *other = b;

	if (one->column != other->column)
		return one->column < other->column ? -1 : 1;
	return strcmp(one->value, other->value);
}

void
model_sort(struct model *m)
{
	qsort(m->term, m->terms, sizeof *m->term, by_column);
	m->first = mem_array((size_t)m->columns.count + 1, sizeof *m->first);
	for (size_t i = 0; i < m->terms; i++)
		m->first[m->term[i].column + 1] = i + 1;
}

static void
check_terms(const struct model *m, const char *path)
{
	for (size_t i = 1; i < m->terms; i++)
		if (by_column(&m->term[i - 1], &m->term[i]) == 0)
			die(BAD_DATA, "%s: column '%s', value '%s': stands twice", path,
			    m->columns.name[m->term[i].column], m->term[i].value);
}

struct model
model_read(const struct options *o, const char *path)
{
	struct model m = { .intercept = NAN, .loglik = NAN, .intercept_error = NAN };
	struct options ours = options_of_ours(o);
	struct table *t = table_open_model(&ours, path);
	size_t room = 0;
	int at[7];

	for (int i = 0; header[i] != NULL; i++) {
		at[i] = table_user_column(t, slice_of(header[i]));
		if (at[i] == NO_COLUMN)
			reader_die(table_reader(t), NULL, "no column '%s': not a model "
			    "that --save-model wrote", header[i]);
	}
	while (table_next(t)) {
		if (slice_is(slice_trim(table_text(t, at[0])), INTERCEPT)) {
			m.intercept = read_number(t, at[2], true);
			continue;
		}
		m.term = mem_grow(m.term, m.terms, &room, sizeof *m.term);
		m.term[m.terms++] = read_term(&m, t, at);
	}
	table_close(t);
	if (isnan(m.intercept) || m.terms == 0)
		die(BAD_DATA, "%s: no %s in the model", path,
		    m.terms == 0 ? _("column") : INTERCEPT);
	model_sort(&m);
	check_terms(&m, path);
	return m;
}

/* The term of that value in the column, or NULL. */
static const struct term *
term_of(const struct model *m, int column, struct slice value)
{
	for (size_t i = m->first[column]; i < m->first[column + 1]; i++)
		if (slice_is(value, m->term[i].value))
			return &m->term[i];
	return NULL;
}

/* A value that was too rare to have a term counts as the others that were. */
static const struct term *
level_of(const struct model *m, int column, struct slice value)
{
	const struct term *own = term_of(m, column, value);

	return own != NULL || slice_is(value, BLANK_VALUE) ? own :
	    term_of(m, column, SLICE(RARE_LEVEL));
}

bool *
model_numbers(const struct model *m)
{
	bool *number = mem_array((size_t)m->columns.count, sizeof *number);

	for (int i = 0; i < m->columns.count; i++)
		number[i] = term_of(m, i, SLICE("")) != NULL;
	return number;
}

const struct term *
model_term(const struct model *m, int column, struct slice text)
{
	const struct term *number = term_of(m, column, SLICE(""));

	if (number != NULL && text.n > 0)
		return number;
	return level_of(m, column, text.n == 0 ? SLICE(BLANK_VALUE) : text);
}

double
model_part_of(const struct model *m, int column, struct slice text, bool *outside)
{
	const struct term *own = model_term(m, column, text);
	const struct term *number = term_of(m, column, SLICE(""));
	double sum = 0, x = 0;

	if (own == NULL) {
		*outside = true;
		return 0;
	}
	if (own == number) {
		figure_parse(text, &x);
		*outside = *outside || x < number->low || x > number->high;
		sum += number->coef * (x - number->mean);
	}
	for (size_t i = m->first[column]; i < m->first[column + 1]; i++) {
		const struct term *t = &m->term[i];

		if (t != number)
			sum += t->coef * ((t == own) - t->mean);
	}
	return sum;
}

double
model_part(const struct model *m, const struct features *f, size_t row, int column,
    bool *outside)
{
	return model_part_of(m, column, features_text(f, row, column), outside);
}

double
model_centre(const struct model *m)
{
	double sum = m->intercept;

	for (size_t i = 0; i < m->terms; i++)
		sum += m->term[i].coef * m->term[i].mean;
	return sum;
}
