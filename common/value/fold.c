/*
 * Full-width letters lie a fixed distance from their narrow ones in Unicode.
 */
#include "common/value/fold.h"

#include <stdbool.h>
#include <stdint.h>

#include "common/value/space.h"
#include "common/value/text.h"

/* Letters and digits, of which most words are made, need no closer look. */
static bool
is_letter(int32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* A space, or what may stand in its place between two words. */
static bool
divides(int32_t c)
{
	return c == '_' || c == '.' || c == '-' || space_is_white(c);
}

/* As if typed in lower case on a keyboard of half-width letters. */
static int32_t
plain(int32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xff01 - '!';
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

size_t
fold(struct slice text, char out[FOLDED_MOST])
{
	bool gap = false;
	size_t n = 0, length;

	for (; text.n > 0; text = (struct slice){ text.p + length, text.n - length }) {
		int32_t c = (unsigned char)text.p[0];

		length = 1;
		c = plain(c < 0x80 ? c : text_next(text, &length));
		if (!is_letter(c) && (divides(c) || space_is_unseen(c))) {
			gap = gap || divides(c);
			continue;
		}
		if (n + 1 + length > FOLDED_MOST)
			return 0;
		if (gap && n > 0 && (unsigned char)out[n - 1] < 0x80 && c < 0x80)
			out[n++] = '_';
		gap = false;
		if (c >= 0 && c < 0x80) {
			out[n++] = (char)c;
		} else {
			memcpy(out + n, text.p, length);
			n += length;
		}
	}
	return n;
}
