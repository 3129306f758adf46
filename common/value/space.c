/*
 * Characters by number, in place of tables: there are few, and they are asked
 * for at the ends of a text only.
 */
#include "common/value/space.h"

#include "common/value/text.h"

bool
space_is_white(int32_t c)
{
	return (c >= 0x09 && c <= 0x0d) || c == ' ' || c == 0x85 || c == 0xa0 ||
	    c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
	    c == 0x202f || c == 0x205f || c == 0x3000;
}

bool
space_is_unseen(int32_t c)
{
	return c == 0xad || c == 0x061c || c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
	    (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2064) ||
	    (c >= 0x2066 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff;
}

static bool
is_nothing(int32_t c)
{
	return space_is_white(c) || space_is_unseen(c);
}

/* The last character of a text that is not empty, and its length in *n. */
static int32_t
last_character(struct slice text, size_t *n)
{
	size_t at = text.n - 1, length;
	int32_t c;

	while (at > 0 && text.n - at < 4 && ((unsigned char)text.p[at] & 0xc0) == 0x80)
		at--;
	c = text_next((struct slice){ text.p + at, text.n - at }, &length);
	*n = at + length == text.n ? length : 1;
	return at + length == text.n ? c : -1;
}

struct slice
space_trim(struct slice text)
{
	size_t n;

	while (text.n > 0 && is_nothing(text_next(text, &n)))
		text = (struct slice){ text.p + n, text.n - n };
	while (text.n > 0 && is_nothing(last_character(text, &n)))
		text.n -= n;
	return text;
}
