/*
 * clean -- whether bytes are text: strict UTF-8 without NUL and without a
 * byte-order mark in the middle.
 */
#ifndef RT_CLEAN_H
#define RT_CLEAN_H

#include <stdbool.h>

#include "common/base/slice.h"

/* The quick question, for blocks; vectorised where the processor can. */
bool clean_text(struct slice text);

/* What is wrong with the text first, and at which byte. */
enum fault { CLEAN, HAS_NUL, NOT_UTF8, HAS_MARK };
enum fault clean_fault(struct slice text, size_t *at);

#endif
