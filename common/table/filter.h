/*
 * filter -- --where: which records of a table are used.
 */
#ifndef RT_FILTER_H
#define RT_FILTER_H

#include <stdint.h>

#include "common/table/options.h"

struct filter;
struct table;

/* A condition of the command line, in the language of where.h. */
struct condition {
	enum kind kind;        /* of the tables that it is about; NO_KIND: all */
	const char *text;      /* without the kind */
	struct where *where;
	kinds having, lacking; /* that have its columns, or were read without */
	const char *missing;   /* a column that some table lacks, or NULL */
};

/* Takes [KIND:]CONDITION; dies with status 2 when it is none. */
void filter_add(struct options *o, const char *value);

/*
 * What the conditions let through of that table, whose header is bound; NULL
 * when they are not about it.  Dies with status 2 when a condition is about
 * its kind and it lacks a column of it.
 */
struct filter *filter_open(const struct options *o, struct table *t);
void filter_free(struct filter *f);

/*
 * What becomes of the current record; it is refused when a cell that is
 * looked at is none of its type.
 */
enum verdict_of_filter { USED, LEFT_OUT, REFUSED } filter_look(struct filter *f);

/* Behind the last record: a condition that none of them met is a doubt. */
void filter_end(struct filter *f);

/* Records left out so far. */
uint64_t filter_left_out(const struct filter *f);

/* Dies with status 2 when a condition is about no table that was read. */
void filter_check(const struct options *o);

#endif
