/*
 * words -- what reports call things, in English and Chinese.
 */
#ifndef RT_REPORT_WORDS_H
#define RT_REPORT_WORDS_H

#include "common/value/lang.h"

/* The heading of a column; the name itself when it has none. */
const char *word_heading(const char *column);

/* The same in a report of that kind. */
const char *word_heading_in(const char *kind, const char *column);

/* The name of a kind of tables or a type of columns; itself when it is none. */
const char *word_value(const char *value);

/* The title of a kind of report. */
const char *word_title(enum lang l, const char *kind);

/* What a term of a report means, in one line. */
const char *word_definition(enum lang l, const char *term);

#endif
