/*
 * channel -- the ways to a customer, and which of them is chosen (K02, K03).
 *
 * Pure.
 */
#ifndef RT_SCHEDULE_CHANNEL_H
#define RT_SCHEDULE_CHANNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "common/table/words.h"

#define ALL_CHANNELS (WORD(CHANNELS) - 1)

const char *channel_name(enum channel c);

/* The most personal channel of the set; NO_CHANNEL of an empty one. */
enum channel channel_most_personal(word_set set);

/*
 * The most personal channel that is asked for and not refused.  When every
 * one asked for is refused: the preferred one (or NO_CHANNEL), if it is not
 * refused; else the next less personal one that is not, and where there is
 * none, the next more personal one.  Who asks for nothing asks for a call,
 * unless another is preferred.  NO_CHANNEL only when all are refused.
 */
enum channel channel_choose(word_set asked, word_set refused, enum channel preferred);

#endif
