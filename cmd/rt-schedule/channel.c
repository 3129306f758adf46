#include "cmd/rt-schedule/channel.h"

#include "common/value/text.h"

static const char *const names[CHANNELS] = {
	[VISIT] = "visit", [CALL] = "call",
	[APP] = "app", [SMS] = "sms", [EMAIL] = "email",
};

const char *
channel_name(enum channel c)
{
	return names[c];
}

enum channel
channel_of_name(struct slice word)
{
	enum channel c = 0;

	while (c < CHANNELS && !text_same(slice_trim(word), slice_of(names[c])))
		c++;
	return c;
}

bool
channels_parse(struct slice list, channels *set)
{
	struct slice item;
	channels found = 0;

	while (slice_cut(&list, ';', &item)) {
		enum channel c = channel_of_name(item);

		if (text_blank(item))
			continue;
		if (c == NO_CHANNEL)
			return false;
		found |= CHANNEL(c);
	}
	*set = found;
	return true;
}

enum channel
channel_most_personal(channels set)
{
	enum channel c = 0;

	while (c < CHANNELS && (set & CHANNEL(c)) == 0)
		c++;
	return c;
}

/* The next less personal channel of the set, else the next more personal one. */
static enum channel
nearest(channels set, enum channel wanted)
{
	for (int c = (int)wanted + 1; c < CHANNELS; c++)
		if (set & CHANNEL(c))
			return (enum channel)c;
	for (int c = (int)wanted - 1; c >= 0; c--)
		if (set & CHANNEL(c))
			return (enum channel)c;
	return NO_CHANNEL;
}

enum channel
channel_choose(channels asked, channels refused, enum channel preferred)
{
	channels open = ALL_CHANNELS & (channels)~refused;

	if (asked & open)
		return channel_most_personal(asked & open);
	if (preferred != NO_CHANNEL && (open & CHANNEL(preferred)))
		return preferred;
	if (asked == 0)
		return open & CHANNEL(CALL) ? CALL : nearest(open, CALL);
	return nearest(open, channel_most_personal(asked));
}
