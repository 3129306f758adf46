/*
 * titles -- lines that stand before the header.
 */
#ifndef RT_TITLES_H
#define RT_TITLES_H

#include "common/table/options.h"
#include "common/table/trial.h"

/* As many lines are looked at for a header. */
enum { TITLES_MOST = 50 };

/*
 * The line, among the first 50 of the file, that is the header of a table of
 * one of these kinds, as *kind, or 0 when none is.  With KIND(NO_KIND) among
 * them, else the first line that has as many cells as the next, two or more
 * of them not blank.  Reads on from where the trial stands.
 */
uint64_t titles_header(struct trial *t, const struct options *o, kinds among,
    enum kind *kind);

#endif
