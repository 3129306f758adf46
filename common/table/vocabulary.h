/*
 * vocabulary -- what headings and cells are called where the program runs.
 *
 * A table kind,column,value,text of one's own, on top of what is built in:
 * without a value the text is another heading of the column, with one it is
 * another word for the value.
 */
#ifndef RT_VOCABULARY_H
#define RT_VOCABULARY_H

#include "common/table/options.h"

/*
 * Takes what the files of --names say, or that of RT_NAMES; dies with status 2
 * on a row that cannot be.
 */
void vocabulary_read(const struct options *o);

/* Writes all that is in force, in the same form, and ends: --print-names. */
_Noreturn void vocabulary_print(const struct options *o);

#endif
