/*
 * wide -- months that stand in columns: each cell is a record of its month.
 */
#ifndef RT_WIDE_H
#define RT_WIDE_H

#include "common/table/options.h"

struct wide;

/*
 * What --wide makes of the header of a table of one of these kinds: NULL,
 * leaving *h alone, when it has no months for headings or none of the kinds
 * has a column month; else *h becomes the header of the records, which lasts
 * as long as the answer.
 */
struct wide *wide_open(const struct options *o, struct header *h, kinds among);
void wide_free(struct wide *w);

/* Whether two or more of the headings are months: was --wide meant? */
bool wide_is_likely(const struct header *h);

/*
 * Hands the records of the reader out one by one from now on; cells of spaces
 * or of these texts are none.  Dies when a month stands twice or in another
 * unit than the column's, and when there is a column month, or one of that
 * name, besides.
 */
void wide_unfold(const struct wide *w, struct reader *r, const char *const *null,
    size_t nulls);

/* The heading in the file over the cell that the current record is of. */
struct slice wide_heading(const struct wide *w, const struct reader *r);

#endif
