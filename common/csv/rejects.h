/*
 * rejects -- where refused records go: file,line,column,reason,record.
 *
 * A CSV of its own, written like any other output: whole or not at all, for
 * its owner only, and there when the run has done all it was asked for.
 */
#ifndef RT_REJECTS_H
#define RT_REJECTS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"

struct rejects;

/*
 * most < 0: any number.  NULL path: the first refused record is the last.
 * Dies with status 3 when the file cannot be made.  /dev/stdout is standard
 * output as it is, written on.
 */
struct rejects *rejects_open(const char *path, int64_t most, bool show_values);

/*
 * From now on a record that has no rejects file to go to is counted as a
 * doubt about its file, and reading goes on: for who only looks on.
 */
void rejects_look_on(struct rejects *j);
bool rejects_looks_on(const struct rejects *j);

/* The file's name, or NULL. */
const char *rejects_path(const struct rejects *j);

/* Whether messages may show the cell. */
bool rejects_show_values(const struct rejects *j);

/*
 * Dies with status 2 when that file, which is "an input" or "the output", is
 * the rejects file.
 */
void rejects_spare(struct rejects *j, const char *path, const char *role);

/*
 * Keeps a record: where it began, which column (NULL: no single one) and why
 * it is of no use, and its raw bytes without the line end.  decoded says
 * that iconv was at work and 0xFF stands before a byte that is no text.
 *
 * False when it was not taken, and so ends the run: there is no rejects
 * file, or it holds as many as it may.
 */
bool rejects_add(struct rejects *j, const char *file, uint64_t line,
    const char *column, const char *reason, struct slice record, bool decoded);

/* Flushes, see writer_close(); says on standard error how many there were, if any. */
void rejects_close(struct rejects *j);

#endif
