/*
 * trial -- the first lines of a file, cut into cells before it is known what
 * they are.
 *
 * Good enough for headings: nothing is refused, and nothing is used up.
 */
#ifndef RT_TRIAL_H
#define RT_TRIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "common/csv/reader.h"

struct trial;

/* Of raw bytes, which must outlive it, as the dialect says; no line is skipped. */
struct trial *trial_open(struct slice bytes, const struct dialect *d);

/* Of text that begins on that line and must outlive it. */
struct trial *trial_open_text(struct slice text, const struct dialect *d, uint64_t line);

void trial_free(struct trial *t);

/* Passes over so many lines; false when there are none left. */
bool trial_skip(struct trial *t, int64_t lines);

/* Moves to the next record, blank lines among them; false at the end. */
bool trial_next(struct trial *t);

/*
 * Whether the present record has a quote inside an unquoted cell, one that is
 * not closed, or text behind a closing one.
 */
bool trial_is_stray(const struct trial *t);

/* The line on which the present record begins. */
uint64_t trial_line(const struct trial *t);

/* The cells of the present record, without their quotes, until the next. */
const struct slice *trial_cells(const struct trial *t, int *count);

#endif
