/*
 * fold -- short texts that differ only in how they were typed become the same.
 *
 * Pure.
 */
#ifndef RT_FOLD_H
#define RT_FOLD_H

#include "common/base/slice.h"

/* Longer than any word that is looked up. */
enum { FOLDED_MOST = 64 };

/*
 * "phone_call" of "Phone  Call" and of "ＰＨＯＮＥ-call", "政企" of "政 企": ASCII
 * in lower case and half width, one _ for what divides its words, nothing
 * between other letters, and no character that nobody sees.  Returns the
 * length; 0 when nothing is left, or it takes more than FOLDED_MOST bytes.
 */
size_t fold(struct slice text, char out[FOLDED_MOST]);

#endif
