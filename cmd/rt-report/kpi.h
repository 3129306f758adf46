/*
 * kpi -- what the files of kind kpi share: facts of a customer and month, and
 * the indicators that the policy makes of them.
 *
 * Everything is said of two months: the one asked for, and the one before it
 * that its figures are compared with, each as it was at the end of its last day.
 */
#ifndef RT_REPORT_KPI_H
#define RT_REPORT_KPI_H

#include "cmd/rt-report/comparison.h"
#include "cmd/rt-report/limits.h"
#include "cmd/rt-report/mask.h"
#include "cmd/rt-report/report.h"
#include "common/base/map.h"
#include "common/table/where.h"

enum { MONTH_BEFORE, MONTH_ASKED, KPI_MONTHS };
enum kpi_scope { SCOPE_ALL_OF, SCOPE_BASE, KPI_SCOPES };
enum kpi_unit { UNIT_COUNT, UNIT_AMOUNT, UNIT_RATE, UNIT_PER10K, UNIT_POINTS, KPI_UNITS };

/* What the command line brought, a table or a column of one: a bit each. */
enum kpi_source {
	FROM_BASE, FROM_BILLS, FROM_DATA, FROM_DUE, FROM_PAID, FROM_TIERS, FROM_PREVIOUS,
	FROM_CALLS, FROM_ACTIVITY, FROM_CONTRACTS, FROM_ORDERS, FROM_ARM, FROM_CONTACTS,
	FROM_OUTCOME, FROM_CASES, FROM_TOPIC, FROM_SURVEYS, FROM_NPS, FROM_AMOUNT, SOURCES,
};
typedef uint32_t sources;
#define FROM(s) ((sources)1 << (s))

enum fact {
	F_ONE, F_OPENING, F_LOST, F_PRESENT, F_BASE, F_BASE_AMOUNT, F_BASE_RANK, F_RANK,
	F_AMOUNT, F_DATA, F_AMOUNT_RATIO, F_DATA_RATIO, F_CALLS, F_ACTIVE_DAYS,
	F_PORT_QUERIES, F_CONTRACTS_DUE, F_CONTRACTS_RENEWED, F_ORDERED, F_CONTACTED,
	F_REACHED, F_TREAT, F_TREAT_KEPT, F_CONTROL, F_CONTROL_KEPT, F_OVERDUE,
	F_OVERDUE_AMOUNT, F_DUE_AMOUNT, F_RECOVERED_AMOUNT, F_CASES, F_REPEATS,
	F_RESPOND_JUDGED, F_RESPONDED, F_RESOLVE_JUDGED, F_RESOLVED, F_ANSWERS,
	F_PROMOTERS, F_DETRACTORS, FACTS, NO_FACT = FACTS,
};

enum fact_measure { COUNTED, MONEY_OF, RATIO_OF };

extern const struct fact_kind {
	const char *name;
	enum fact_measure measure;
	sources needs, needs_before; /* for the month before besides */
} kpi_facts[FACTS];

/* The fact of that name, or NO_FACT. */
enum fact kpi_fact(struct slice name);

/* What a source is called in messages and definitions: "bills.paid". */
const char *kpi_source_name(enum kpi_source s);

/* A bill's month: amounts of several bills add up. */
struct billed {
	money amount, data;
	bool amount_known, data_known;
};

/* The month asked for and four before it, which the month before needs. */
enum { BILLED_MONTHS = 5 };

struct kpi_person {
	bool known;             /* the customers table has them */
	bool met;               /* another table is about them */
	bool in_base;           /* high-end there */
	bool amount_known;      /* of customers, as effect takes it */
	daynum joined, left;    /* or NO_DAY */
	money amount, base_amount;
	int base_rank, rank;    /* 0: none */
	uint32_t base_level, level, level_before; /* of kpi.levels, or MAP_NONE */
	uint32_t by;            /* of kpi.groups */
	daynum contract_last;   /* the latest end, or NO_DAY */
	const uint64_t *holds[KPI_MONTHS]; /* a bit for each term about a column */
	struct billed billed[BILLED_MONTHS];
	struct kpi_month {
		uint32_t days;      /* active ones, the first in the lowest bit */
		uint32_t calls, port_queries, cases, repeats;
		uint32_t judged[STEPS], in_time[STEPS];
		uint32_t answers, promoters, detractors;
		bool contract_due, contacted, reached, overdue;
		bool treat, control; /* an order of the month before this one */
		daynum ordered;      /* first day of an order, or NO_DAY */
		money overdue_amount, due_amount, recovered_amount;
	} month[KPI_MONTHS];
};

/* A condition about facts, or the number of one about a column. */
struct kpi_term {
	enum fact fact;         /* NO_FACT: about a column */
	int column_term;        /* of kpi_policy.term */
	enum test test;
	enum fact other;        /* NO_FACT: compared with numbers */
	int64_t *number;        /* ten-thousandths */
	int numbers;
};

struct kpi_side {
	enum fact fact, less;   /* the fact, less another; NO_FACT: none */
	struct kpi_term *term;
	int terms;
};

/* Those that are computed from the arms, not summed. */
enum kpi_special {
	NO_SPECIAL, SAVE_UPLIFT, SAVE_UPLIFT_LOW, SAVE_UPLIFT_HIGH, RESCUED, RESCUED_LOW,
	RESCUED_HIGH,
};

struct indicator {
	struct slice id, name[LANGS], definition[LANGS];
	int parent;             /* its number, or -1 */
	int depth;
	enum kpi_scope scope;
	enum kpi_unit unit;
	enum kpi_special special;
	struct kpi_side side[2]; /* numerator, denominator */
	size_t row;             /* of the policy */
};

struct kpi_policy {
	struct policy *policy;
	struct indicator *indicator;
	int indicators;
	struct term *term;      /* about columns of customers, each once */
	size_t *row;            /* of the policy, of each */
	int terms;
};

/* Reads and checks it; path NULL: built in.  A mistake dies with status 2. */
struct kpi_policy *kpi_policy_open(const struct options *o, const char *path);
void kpi_policy_close(struct kpi_policy *p);
/* For --print-policy. */
struct policy *kpi_policy_source(const struct request *q);

struct kpi {
	const struct request *q;
	const struct tables *in;
	struct kpi_policy *policy;
	struct limits *limits;
	struct mask *mask;
	monthnum month;
	daynum first[KPI_MONTHS], last[KPI_MONTHS];
	instant end[KPI_MONTHS];  /* the last instant */
	daynum base_day;          /* NO_DAY: no --base */
	struct table *base;       /* NULL likewise */
	struct map *people;       /* struct kpi_person */
	struct map *levels;       /* of tiers; state: int, the rank */
	struct map *groups;       /* values of --by COL, in order of appearance */
	enum { BY_NOTHING, BY_COLUMN, BY_TIER } by;
	sources met;
	sources seen[KPI_MONTHS]; /* of which tables there was a record of that month */
	bool *has_column;         /* of each term of the policy about a column */
	struct arena *text;
};

/* The state of that id, a new one that no table knows when it was never met. */
struct kpi_person *kpi_person(struct kpi *k, struct slice id);

/* Customers, base, tiers; then what happened.  Each reads its tables to the end. */
void kpi_read_people(struct kpi *k);
void kpi_read_events(struct kpi *k);

/* The month of the two that the day lies in, or -1. */
int kpi_month_of(const struct kpi *k, daynum d);

/* A fact in ten-thousandths, as a quotient; of money and counts whole is 1. */
struct fact_value {
	bool known;
	__int128 part;
	__int128 whole;
};
void kpi_values(const struct kpi *k, const struct kpi_person *p, int month,
    struct fact_value value[FACTS]);

/* Whether the person is in that scope. */
bool kpi_in_scope(const struct kpi_person *p, enum kpi_scope scope);

/* Whether the conditions of the side hold. */
bool kpi_side_holds(const struct kpi_side *s, const struct fact_value value[],
    const uint64_t *holds);

/* What a group, or everybody, comes to: sums in ten-thousandths. */
struct kpi_total {
	__int128 sum[2];
};

/* The cells of a row. */
struct kpi_row {
	bool missing;           /* what it needs is not there */
	bool known[2];          /* numerator, denominator */
	__int128 sum[2];        /* ten-thousandths */
	bool has_value, has_change, has_effects;
	int64_t value;          /* rate, per10k: millionths; amount: money */
	double points;
	int64_t change;         /* millionths, but of points */
	struct slice points_change;
	int64_t mix, rate;      /* millionths */
};

/*
 * The rows of an indicator: those of the groups, then that of all.  total[m],
 * arms[m], SIDES each, and missing[m] are of month m.  Texts are kept in the arena.
 */
void kpi_rows(const struct indicator *i, int groups, struct kpi_total *const total[],
    struct count *const arms[], const bool missing[], struct kpi_row row[],
    struct arena *text);

/*
 * What the indicator needs in that month and is missing: tables and columns, the
 * first column of customers (or NULL), and whether its figures are blank for it.
 */
sources kpi_lacks(const struct kpi *k, const struct indicator *i, int month);
const struct term *kpi_lacks_column(const struct kpi *k, const struct indicator *i);
bool kpi_is_missing(const struct kpi *k, const struct indicator *i, int month);

/* All sums, by month: those of groups, then that of all. */
struct kpi_sums {
	struct kpi_total **total[KPI_MONTHS]; /* by indicator */
	struct count *arms[KPI_MONTHS];       /* SIDES each */
	int groups[KPI_SCOPES];
	uint32_t *place[KPI_SCOPES];  /* among the groups, by the name's number */
	uint32_t *name[KPI_SCOPES];   /* of a group: the number, or MAP_NONE */
};

/* The report. */
struct sheet *kpi_sheet(const struct kpi *k, const struct kpi_sums *sums);

#endif
