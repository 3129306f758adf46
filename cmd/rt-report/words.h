/*
 * words -- what reports say, in English and Chinese.
 */
#ifndef RT_REPORT_WORDS_H
#define RT_REPORT_WORDS_H

enum lang { ENGLISH, CHINESE };

/* The heading of a column; the name itself when it has none. */
const char *word_heading(enum lang l, const char *column);

/* The title of a kind of report. */
const char *word_title(enum lang l, const char *kind);

/* What a term of a report means, in one line. */
const char *word_definition(enum lang l, const char *term);

/* A phrase of the page around the table, by its English text. */
const char *word_phrase(enum lang l, const char *english);

#endif
