/*
 * model -- what was learnt of who is lost: a coefficient for each column.
 *
 * A table of its own, column,value,coef,mean,sd,low,high, that a person can
 * read: one row of a column of numbers, one of each value of a column of
 * texts, and one, with the value (blank), of blank cells.
 */
#ifndef RT_CHURN_MODEL_H
#define RT_CHURN_MODEL_H

#include "cmd/rt-churn/features.h"
#include "cmd/rt-churn/logit.h"

/* One row of the table, in the units of the column. */
struct term {
	char *name;              /* "COLUMN", or "COLUMN=VALUE" */
	char *value;             /* "" of a column of numbers */
	int column;
	double coef, error, mean, spread;
	double low, high;        /* the range of a column of numbers; else NAN */
	bool endless;            /* of hazard: it runs away, coef is 0 */
};

struct model {
	struct names columns;
	struct term *term;       /* column after column */
	size_t *first;           /* by column, and one behind the last */
	size_t terms;
	double intercept, intercept_error;
	double loglik;           /* NAN: read from a file */
	size_t rows;
};

/* The value that stands for blank cells. */
#define BLANK_VALUE "(blank)"

/* How cells become numbers: terms without coefficients, and the design. */
struct coding {
	struct model model;
	struct design design;    /* of the terms that are not a base */
	size_t *term;            /* of each of its factors */
};

/*
 * Codes all rows.  Dies, status 1, when a column has one value only or more than
 * --max-levels, and as told when several are collinear; what is left out is named
 * on standard error.
 */
struct coding coding_of(const struct request *q, const struct features *f,
    enum collinear collinear);
void coding_free(struct coding *c);

/* The model of those coefficients: what the coding has learnt; takes it over. */
struct model model_of(struct coding *c, const struct logit *l);

/* Dies, status 1, when the table is not one of model_write(). */
struct model model_read(const struct options *o, const char *path);
void model_write(const struct model *m, const char *path);

/* Dies, status 2, when --save-model names a file that something else is written to. */
void model_check_save(const struct request *q);

void model_free(struct model *m);

/* Column after column, in each by value, so that sums come out the same. */
void model_sort(struct model *m);

/*
 * The term that the cell falls under: of a number that of the column, of a value too
 * rare for one that of all such; NULL when there is none.
 */
const struct term *model_term(const struct model *m, int column, struct slice text);

/* By column, whether it is one of numbers; the caller frees it. */
bool *model_numbers(const struct model *m);

/*
 * What a cell of the column adds to the log odds, or to the log hazard, above what the
 * column does in the mean; outside: the model has not met the like of it.
 */
double model_part_of(const struct model *m, int column, struct slice text,
    bool *outside);

/* The same of a row of the features. */
double model_part(const struct model *m, const struct features *f, size_t row,
    int column, bool *outside);

/* The log odds of the mean. */
double model_centre(const struct model *m);

#endif
