/*
 * column_words -- what the columns of rt's tables are called in Chinese, where a
 * table is shown as it is.
 */
#ifndef RT_REPORT_COLUMN_WORDS_H
#define RT_REPORT_COLUMN_WORDS_H

#include "cmd/rt-report/sheet.h"

/*
 * The heading of the sheet's column, which bears the name of a table's: NULL
 * in English, and for a column that rt does not know.
 */
const char *column_word(const struct sheet *s, const char *name);

/*
 * The heading of a figure of kind table, such as sum_amount or count.  The caller
 * frees it; NULL in English.
 */
char *column_figure(const char *figure);

#endif
