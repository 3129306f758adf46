/*
 * profile_parts -- what the files of kind profile share.
 */
#ifndef RT_REPORT_PROFILE_PARTS_H
#define RT_REPORT_PROFILE_PARTS_H

#include "cmd/rt-report/portrait.h"
#include "cmd/rt-report/report.h"

/* One file, and what it is like. */
struct likeness {
	struct table *table;
	struct portrait *portrait;   /* of each column */
	int columns;
	enum { SHOWN, HIDDEN_HEADINGS } headings; /* hidden: they look like a record */
	uint64_t skipped;            /* lines before the header */
	enum kind nearest;           /* of a file of no kind; or NO_KIND */
	const char *missing;         /* what it misses for that, or for its kind; or NULL */
	int timed;                   /* the column that its months are of, or -1 */
};

/* Ids are looked up in columns of the same theme. */
enum theme { CUSTOMER_IDS, MANAGER_NAMES, ORDER_IDS, THEMES, NO_THEME = THEMES };

/* What is looked up, and looked up in: a column of all files of one kind. */
struct side {
	enum theme theme;
	enum kind kind;
	const char *column;
	const char *label;           /* the kind's name; of no kind the file's */
	struct portrait **portrait;
	int portraits;
};

/* How many ids of one side are on the other. */
struct meeting_of_sides {
	const struct side *ids, *in;
	int64_t met, missed, nearly;
};

struct profile {
	const struct request *q;
	struct likeness *likeness;
	int files;
	struct roll *roll[THEMES];
	struct side *side;
	int sides;
	struct meeting_of_sides *meeting;
	int meetings;
	monthnum month;              /* of assessment, were bills assessed; or NO_MONTH */
};

/* Finds the sides, before anything is read; their columns get on the roll. */
void profile_find_sides(struct profile *p);

/* Counts who met whom, when all is read, and tells and doubts it. */
void profile_meet(struct profile *p);

/* The sheets. */
struct sheet *profile_columns(const struct profile *p);
struct sheet *profile_files(const struct profile *p);
struct sheet *profile_months(const struct profile *p);
struct sheet *profile_joins(const struct profile *p);

#endif
