/*
 * policy -- a table of rules: built in, or the user's own.
 *
 * Small, read whole, UTF-8 with commas.  Mistakes name the file and line
 * and end the program with status 2.
 */
#ifndef RT_POLICY_H
#define RT_POLICY_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "common/base/slice.h"
#include "common/table/words.h"
#include "common/value/clock.h"
#include "common/value/date.h"
#include "common/value/duration.h"
#include "common/value/look.h"
#include "common/value/money.h"

struct options;
struct policy;

/* The built-in text of a policy: "tiers", "triggers", "contact", "levels",
 * "outcomes", "winback", "calendar-cn", "words", "kpi". */
struct slice policy_built_in(const char *name);

/*
 * Reads the file, which the rejects must not overwrite, or the built-in text
 * of that name when path is NULL; then o is not looked at.  The columns, NULL
 * at the end, must all be there; others are a mistake.
 */
struct policy *policy_open(const struct options *o, const char *path, const char *name,
    const char *const columns[]);

/*
 * The same, with columns that a policy written before they were may lack, or
 * a row of it: there they are blank.
 */
struct policy *policy_open_older(const struct options *o, const char *path,
    const char *name, const char *const columns[], const char *const later[]);
void policy_close(struct policy *p);

/* Whether the file has that one of the columns. */
bool policy_has(const struct policy *p, const char *column);

/* The file, for messages; lasts as long as the policy. */
const char *policy_label(const struct policy *p);

/* The text that was read, for --print-policy. */
struct slice policy_source(const struct policy *p);

/*
 * Text that is a policy, made anew: a file whose text is *text, of *n bytes, after the
 * end; the caller frees it.  What stood in *text before is freed.
 */
FILE *policy_print_begin(char **text, size_t *n);
void policy_print_cell(FILE *f, struct slice cell, char behind);
void policy_print_end(FILE *f);

size_t policy_rows(const struct policy *p);

/* A cell, trimmed; empty when blank; lasts as long as the policy. */
struct slice policy_cell(const struct policy *p, size_t row, const char *column);

/* The same as a value; a mistake dies, blank is false (no). */
bool policy_money(const struct policy *p, size_t row, const char *column, money *m);
bool policy_count(const struct policy *p, size_t row, const char *column, int64_t *n);
bool policy_duration(const struct policy *p, size_t row, const char *column,
    struct duration *d);
bool policy_within(const struct policy *p, size_t row, const char *column,
    struct duration *d); /* of working time too */
bool policy_yes_no(const struct policy *p, size_t row, const char *column);

/* The place of the word in the cell; another, and blank, dies. */
uint8_t policy_word(const struct policy *p, size_t row, const char *column,
    const struct words *w);

/* The line of the file on which a row stands; POLICY_HEADER's is 1. */
#define POLICY_HEADER SIZE_MAX
uint64_t policy_line(const struct policy *p, size_t row);

/* Complains of that cell, which is not what is wanted; status 2. */
_Noreturn void policy_refuse(const struct policy *p, size_t row, const char *column,
    enum wanted wanted);

/* Complains of that row (column NULL: of the row as a whole); status 2. */
_Noreturn void policy_die(const struct policy *p, size_t row, const char *column,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/*
 * The working days of China, with the days of the file on top of them;
 * "weekends" in place of a file: Monday to Friday.  NULL: built in only,
 * and o is not looked at.  The file is a table that the user brings, kind calendar: it is read as the
 * command line says, and a mistake in it is bad data.
 */
struct calendar *policy_calendar(const struct options *o, const char *path);

/*
 * Says on standard error, once a year, what the calendar does not know of the
 * years from one day to another.
 */
void policy_calendar_tell(const struct calendar *c, daynum from, daynum to);

#endif
