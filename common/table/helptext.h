/*
 * helptext -- the text of --help in the language of the reader.
 *
 * In English it comes out as it stands in the source.  Else what is said of
 * each option is translated as a whole, laid out anew and broken to 80 columns;
 * options, and the names of what they take, stay.
 */
#ifndef RT_HELPTEXT_H
#define RT_HELPTEXT_H

#include "common/csv/writer.h"

/*
 * A usage: "usage: ...", paragraphs, and lines that begin with blanks: a
 * label, two blanks at least, what is said of it; lines with 8 blanks before
 * go on with that.  common/po/help-texts takes it apart in the same way.
 */
void helptext_usage(struct writer *w, const char *usage);

/*
 * One line of a list: the label, with the blanks before it, and what is said,
 * from that column on (0-based).
 */
void helptext_entry(struct writer *w, const char *label, const char *what, int column);

#endif
