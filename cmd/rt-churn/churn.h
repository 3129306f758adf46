/*
 * churn -- what the command line asks of a verb.
 */
#ifndef RT_CHURN_H
#define RT_CHURN_H

#include "cmd/rt-churn/period.h"
#include "common/table/names.h"
#include "common/table/options.h"

/* The definitions of a churn rate, in the order in which they are printed. */
enum definition {
	OPENING, OPENING_NEW, AVERAGE, CLOSING_NORMALISED, SNAPSHOT,
	DEFINITIONS,
	ALL_DEFINITIONS = DEFINITIONS,
};

/* Their names, and "all" behind them. */
extern const char *const definition_name[DEFINITIONS + 1];

/* How the limits of a survival are made. */
enum interval { LOG_LOG, LOG, PLAIN };

struct request {
	struct options common;
	enum every every;
	monthnum from, to;        /* a month of the period; NO_MONTH: not given */
	struct names by;
	struct names flag;        /* its column, or none: dates, no flag */
	struct slice flag_value;
	enum definition definition;
	enum { CLOSED_ONLY, WITH_OPEN } periods;
	enum { NAMED_ROWS, ROWS_ALONE } rows; /* alone: a customer without an id */
	/* cohorts */
	enum { LONG, WIDE, WIDE_COUNTS } shape;
	enum { NO_MEAN, WITH_MEAN } mean;
	enum { BOUNDED, UNBOUNDED } records;
	/* survival */
	struct names time, event, entry; /* columns, or none: customers */
	struct names reason;             /* of incidence, with time: a column */
	struct names strata, cluster;    /* columns, or none */
	struct names weight;             /* a column, or none: each row is one */
	struct slice event_value; /* p NULL: yes or no */
	double unit;              /* days of a unit of time */
	bool unit_given;
	double level;             /* of limits, between 0 and 1 */
	enum interval interval;
	enum { CURVES, SUMMARY, PARAMETERS, PROPORTIONAL, EVALUATION } view;
	double *at;               /* ascending */
	size_t times;
	bool difference;          /* of the means of two groups */
	int64_t min_group;        /* fewer do not set the horizon */
	double horizon, given;    /* NAN: not given */
	struct names covariates;  /* of hazard and risk */
	int64_t max_levels;       /* of a column of texts */
	int64_t rare;             /* levels of fewer rows are one; 0: none is */
	double discount;          /* of projection: of a period, above 0 */
	const char *model;        /* of alive and projection a name, of hazard and risk
	                           * a file; or NULL */
	const char *score;        /* of hazard a file, or NULL */
	/* alive */
	const char *model_file;   /* or NULL */
	daynum holdout;           /* NO_DAY: not given */
	enum { WITHOUT_VALUE, WITH_VALUE } value;
	/* risk */
	double ridge;
	int64_t folds, seed;
	int64_t gains;            /* groups of them; 0: not asked for */
	const char *train, *save_model; /* files, or NULL */
	/* alive, risk, winback */
	bool merge;
	struct paths customers;   /* who must be in what is merged */
	/* winback */
	daynum since;             /* NO_DAY: not given */
	const char *tiers;        /* a file, or NULL */
	bool in_words;            /* a language was asked for */
	const char *words;        /* a file, or NULL */
};

/* The verbs, a file each; each returns the exit status. */
int rates(const struct request *q);
int movements(const struct request *q);
int cohorts(const struct request *q);
int survival(const struct request *q);
int incidence(const struct request *q);
int hazard(const struct request *q);
int alive(const struct request *q);
int projection(const struct request *q);
int reasons(const struct request *q);
int risk(const struct request *q);
int winback(const struct request *q);

#endif
