/*
 * fuzz -- what the targets of the fuzzer share.
 *
 * A target is a file here with fuzz_one(), which reads bytes as something
 * that rt reads, and keeps promises that hold for any bytes: beside the
 * sanitizers, what the headers say.  It runs below libFuzzer, and below
 * alone.c where there is none.
 */
#ifndef RT_FUZZ_H
#define RT_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/slice.h"

/* What a target does with an input, which lasts until it returns. */
void fuzz_one(struct slice input);

/* A promise that is broken ends the program, and the input is kept. */
void must(bool kept, const char *promise);

/*
 * Runs it; NULL when it returned, else what die() or die_usage() had to say,
 * which lasts until the next try; *status is that of its end.  Memory and
 * files that it took when it died are given back.
 */
const char *fuzz_try(void (*run)(void *with), void *with, int *status);

/*
 * The path of a pipe from which these bytes, FUZZ_FILE_MOST at most, can be
 * read; it lasts until the next one.
 */
enum { FUZZ_FILE_MOST = 60000 };
const char *fuzz_file(struct slice bytes);

/* What the program says besides is nobody's to hear; how often it did. */
extern unsigned fuzz_warnings;

/* The most bytes that a read(2) of rt's brings; 0: what there is. */
extern size_t fuzz_read_most;

/*
 * Takes n bytes off the input as a number, the lowest first; what is not
 * there is 0.
 */
uint64_t fuzz_take(struct slice *input, size_t n);

/*
 * Cuts a line off the input; the rest is what stands behind it.  Empty when
 * nothing is left.
 */
struct slice fuzz_line(struct slice *input);

/*
 * A copy between 8 bytes that may be read before and 64 behind, as a field
 * of a record stands: p is that of the text.  The caller frees p - 8.
 */
struct slice fuzz_field(struct slice text);
void fuzz_field_free(struct slice field);

#endif
