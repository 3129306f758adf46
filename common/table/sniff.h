/*
 * sniff -- how a file is written, as far as its first bytes tell.
 */
#ifndef RT_SNIFF_H
#define RT_SNIFF_H

#include "common/csv/source.h"
#include "common/table/options.h"

/*
 * Guesses the encoding, the delimiter and the title lines of a source that is
 * a table of one of these kinds, and puts them into the dialect, which is that
 * of all kinds and has none of them.  What cannot be told stays as it is.
 */
void sniff(const struct options *o, struct source *s, kinds among, struct dialect *d);

#endif
