/*
 * Rewrites the text as money and numbers are read everywhere, and reads that.
 */
#include "common/value/decimal.h"

/* Between groups stands a point, a space, or one that keeps a line together. */
static bool
take_group_mark(struct slice *text)
{
	return slice_take(text, '.') || slice_take(text, ' ') ||
	    slice_take_text(text, SLICE("\xc2\xa0")) ||
	    slice_take_text(text, SLICE("\xe2\x80\xaf"));
}

static bool
begins_with_digit(struct slice text)
{
	return text.n > 0 && text.p[0] >= '0' && text.p[0] <= '9';
}

/* Spaces elsewhere than between digits stay spaces. */
static struct slice
turn(struct slice text, char room[DECIMAL_TEXT])
{
	bool behind_digit = false;
	size_t n = 0;

	while (text.n > 0) {
		bool digit = begins_with_digit(text), point = text.p[0] == '.';

		if (slice_take(&text, ','))
			room[n++] = '.';
		else if (take_group_mark(&text))
			room[n++] = point || (behind_digit && begins_with_digit(text)) ?
			    ',' : ' ';
		else
			room[n++] = *text.p++, text.n--;
		behind_digit = digit;
	}
	return (struct slice){ room, n };
}

bool
decimal_unclear(struct slice text, enum decimal d)
{
	return d == DECIMAL_UNSAID && text.n > 0 && memchr(text.p, ',', text.n) != NULL &&
	    memchr(text.p, '.', text.n) == NULL;
}

struct slice
decimal_turn(struct slice text, enum decimal d, char room[DECIMAL_TEXT])
{
	if (d == DECIMAL_POINT)
		return text;
	if (text.n > DECIMAL_TEXT || decimal_unclear(text, d))
		return SLICE("");
	return d == DECIMAL_COMMA ? turn(text, room) : text;
}
