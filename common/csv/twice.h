/*
 * twice -- whether two inputs of one kind are the same.
 *
 * The same file, by whatever name, is a mistake on the command line; equal
 * bytes are a doubt.  Bytes are summed up as they are read, and only where
 * an input of the same size is expected, or one that has no size before it
 * was read.
 */
#ifndef RT_TWICE_H
#define RT_TWICE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "common/base/slice.h"

/* An input that the command line names and that will be read. */
void twice_expect(const char *path);

/* Dies with status 2 when an input of that kind was that file already. */
void twice_check_file(const char *kind, const char *name, const struct stat *st);

/* A sum of bytes; NULL where nothing can equal this input. */
struct sum;
struct sum *sum_new(const struct stat *st);
void sum_free(struct sum *s);                            /* NULL is fine */
void sum_add(struct sum *s, const char *bytes, size_t n); /* nothing to NULL */

/*
 * An input was read to its end: a doubt when one of that kind had the same
 * bytes.
 */
void twice_check_bytes(const char *kind, const char *name, struct sum *s);

#endif
