/*
 * channel -- the ways to a customer, and which of them is chosen (K02, K03).
 *
 * Pure.
 */
#ifndef RT_SCHEDULE_CHANNEL_H
#define RT_SCHEDULE_CHANNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"

/* The most personal one first. */
enum channel {
	VISIT, CALL,
	MANAGED,       /* those above take a manager's time, the others no time */
	APP = MANAGED, SMS, EMAIL,
	CHANNELS,
	NO_CHANNEL = CHANNELS,
};

/* A set of channels. */
typedef uint8_t channels;
#define CHANNEL(c) ((channels)(1u << (c)))
#define ALL_CHANNELS ((channels)(CHANNEL(CHANNELS) - 1))

const char *channel_name(enum channel c);

/* NO_CHANNEL when the word, spaces around it allowed, is none. */
enum channel channel_of_name(struct slice word);

/* "call;sms", blank items allowed; false when an item is no channel. */
bool channels_parse(struct slice list, channels *set);

/* The most personal channel of the set; NO_CHANNEL of an empty one. */
enum channel channel_most_personal(channels set);

/*
 * The most personal channel that is asked for and not refused.  When every
 * one asked for is refused: the preferred one (or NO_CHANNEL), if it is not
 * refused; else the next less personal one that is not, and where there is
 * none, the next more personal one.  Who asks for nothing asks for a call,
 * unless another is preferred.  NO_CHANNEL only when all are refused.
 */
enum channel channel_choose(channels asked, channels refused, enum channel preferred);

#endif
