/*
 * report -- what the command line asks for, and the kinds of reports.
 */
#ifndef RT_REPORT_H
#define RT_REPORT_H

#include "cmd/rt-report/format.h"
#include "cmd/rt-report/sheet.h"
#include "cmd/rt-report/sorting.h"
#include "cmd/rt-report/words.h"
#include "common/table/key.h"
#include "common/table/names.h"
#include "common/table/options.h"
#include "common/table/policy.h"
#include "common/table/table.h"
#include "common/value/duration.h"

/* A figure of kind table: --sum COL and its like, in the order typed. */
struct measure {
	enum { COUNT_OF, SUM_OF, MEAN_OF, MEDIAN_OF, LEAST_OF, MOST_OF } what;
	char *heading;     /* "sum_amount" */
	int column;        /* of request.measured; -1: of none */
};

struct report_kind;

/* --section KIND=FILE: a report of a kind that its header does not say. */
struct section {
	const struct report_kind *kind;
	const char *path;
};

struct request {
	struct options common;
	const struct report_kind *kind; /* of the operands; NULL: what the header says */
	struct section *section;     /* behind those of the operands */
	size_t sections, section_room;
	const struct format *format; /* NULL until it is settled: by where it goes */
	struct names by;
	struct measure *measure;
	size_t measures, measure_room;
	struct names measured;       /* the columns that measures need, each once */
	enum { EXACT, FLOATING } arithmetic;
	int64_t top;                 /* groups to keep; 0: all */
	int64_t min_cell;            /* customers of the smallest group; 0: any */
	char *sort;                  /* name of a column; NULL: as it comes */
	enum sheet_order order;
	const char *title;           /* NULL: the kind's */
	enum { WRITE_EMPTY, SKIP_EMPTY } when_empty;
	enum { CELLS_AS_THEY_ARE, CELLS_SAFE } safety; /* of csv for spreadsheets */
	struct names text;           /* columns that a workbook has as text */
	struct names masked;
	enum mask_how { MASK_PARTIAL, MASK_HASH } *mask_how; /* of each of masked */
	const char *key_file;
	struct key *key;             /* of it; NULL: nothing is hashed */
	const char *working_time;    /* levels of kind service; NULL: none */
	struct hours hours;          /* of a working day */
	bool has_hours;              /* typed, not the usual ones */
	const char *calendar;        /* days on top of the built-in ones; NULL: none */
	daynum from;                 /* of kinds effect and contacts; NO_DAY: none said */
	struct duration window;
	bool with_left;              /* kind tiers: count who left, too */
	enum { SHOW_ALL, SHOW_COLUMNS, SHOW_FILES, SHOW_MONTHS, SHOW_JOINS } show;
	                             /* of kind profile */
	daynum to;                   /* of kind contacts, with from; NO_DAY: no end */
	struct names managers;       /* of kind contacts; none: all */
	monthnum month;              /* of kind kpi; NO_MONTH: the last that is over */
	monthnum base_month;         /* of kind kpi, with base */
	const char *base;            /* the tiers of it; NULL: none */
	const char *customers;       /* their table, of kind contacts; NULL: none */
	const char *previous;        /* an earlier csv, or a folder; NULL: none */
	bool previous_is_folder;     /* of the earlier tables of a page */
	bool has_lang;               /* --lang was said */
	const char **typed;          /* long names of options of few kinds; see taken.h */
	size_t count_typed, typed_room;
	const char *figures;         /* where single figures go; NULL: nowhere */
	const char *words;           /* for codes, on top of the built-in ones; NULL: none */
	const char *triggers;        /* the policy whose labels they have; NULL: built in */
};

/* The tables of one kind, which are one table. */
struct tables {
	struct table **table;
	int count;
};

/* Made of tables of all kinds and of none, when it is asked for. */
#define ANY_KIND (KIND(KINDS + 1) - 1)

struct report_kind {
	const char *name;
	kinds from;                  /* NO_KIND: a table that rt does not know */
	struct sheet *(*make)(const struct request *q, const struct tables *in);
	bool (*is)(struct table *t); /* what else tells it by itself; NULL: no header */
	const char *takes;           /* of the options of few kinds: " from window " */
};

/* Each reads its tables to the end, then makes rows. */
struct sheet *report_churn(const struct request *q, const struct tables *in);
struct sheet *report_cohorts(const struct request *q, const struct tables *in);
struct sheet *report_complaints(const struct request *q, const struct tables *in);
struct sheet *report_curve(const struct request *q, const struct tables *in);
struct sheet *report_contacts(const struct request *q, const struct tables *in);
struct sheet *report_effect(const struct request *q, const struct tables *in);
struct sheet *report_gains(const struct request *q, const struct tables *in);
struct sheet *report_incidence(const struct request *q, const struct tables *in);
struct sheet *report_kpi(const struct request *q, const struct tables *in);
struct sheet *report_movement(const struct request *q, const struct tables *in);
struct sheet *report_movements(const struct request *q, const struct tables *in);
struct sheet *report_nps(const struct request *q, const struct tables *in);
struct sheet *report_objections(const struct request *q, const struct tables *in);
struct sheet *report_pareto(const struct request *q, const struct tables *in);
struct sheet *report_plan(const struct request *q, const struct tables *in);
struct sheet *report_profile(const struct request *q, const struct tables *in);
struct sheet *report_service(const struct request *q, const struct tables *in);
struct sheet *report_survival(const struct request *q, const struct tables *in);
struct sheet *report_table(const struct request *q, const struct tables *in);
struct sheet *report_tiers(const struct request *q, const struct tables *in);
struct sheet *report_workorders(const struct request *q, const struct tables *in);

/* Whether the header is that of rt-churn's verb. */
bool report_is_churn(struct table *t);
bool report_is_cohorts(struct table *t);
bool report_is_gains(struct table *t);
bool report_is_incidence(struct table *t);
bool report_is_reasons(struct table *t); /* of incidence, the summary */
bool report_is_movements(struct table *t);
bool report_is_survival(struct table *t);
bool report_is_summary(struct table *t); /* of survival */

/* The levels of kind service, for --print-policy. */
struct policy *service_policy(const struct request *q);

#endif
