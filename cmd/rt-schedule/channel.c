/*
 * The most personal channel has the lowest number: a set of channels is a mask
 * whose lowest bit is asked for.
 */
#include "cmd/rt-schedule/channel.h"

const char *
channel_name(enum channel c)
{
	return channel_words.word[c];
}

enum channel
channel_most_personal(word_set set)
{
	enum channel c = 0;

	while (c < CHANNELS && (set & WORD(c)) == 0)
		c++;
	return c < CHANNELS ? c : NO_CHANNEL;
}

/* The next less personal channel of the set, else the next more personal one. */
static enum channel
nearest(word_set set, enum channel wanted)
{
	for (int c = (int)wanted + 1; c < CHANNELS; c++)
		if (set & WORD(c))
			return (enum channel)c;
	for (int c = (int)wanted - 1; c >= 0; c--)
		if (set & WORD(c))
			return (enum channel)c;
	return NO_CHANNEL;
}

enum channel
channel_choose(word_set asked, word_set refused, enum channel preferred)
{
	word_set open = ALL_CHANNELS & ~refused;

	if (asked & open)
		return channel_most_personal(asked & open);
	if (preferred != NO_CHANNEL && (open & WORD(preferred)))
		return preferred;
	if (asked == 0)
		return open & WORD(CALL) ? CALL : nearest(open, CALL);
	return nearest(open, channel_most_personal(asked));
}
