/*
 * dialect -- how a file is written: as the user said for its kind, for all,
 * or as rt writes.
 */
#ifndef RT_DIALECT_H
#define RT_DIALECT_H

#include "common/csv/source.h"
#include "common/table/options.h"

/*
 * The dialect of a source that is a table of one of these kinds; looks at
 * its first bytes when the answer depends on the kind.  Lasts as long as the
 * options.
 */
const struct dialect *dialect_choose(const struct options *o, struct source *s,
    kinds among);

/*
 * How many lines the dialect passes over in that source: those that were
 * said, or all before the first that looks like a header of one of the kinds;
 * dies (status 1) when none does, and when a table of no kind begins with a
 * title.
 */
int64_t dialect_skip(const struct options *o, const struct dialect *d,
    struct source *s, kinds among);

#endif
