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

#endif
