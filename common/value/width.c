/*
 * libunistring has the tables of Unicode.  wcwidth() would know as much, but
 * only in the right locale.
 */
#include "common/value/width.h"

#include <stdlib.h>
#include <unilbrk.h>
#include <uniwidth.h>

#include "common/base/mem.h"
#include "common/value/text.h"

static size_t
width_of_one(int32_t c)
{
	int width;

	if (c < 0 || (c >= 0x20 && c < 0x7f))
		return 1;
	width = uc_width((ucs4_t)c, "UTF-8");
	return width < 0 ? 0 : (size_t)width;
}

size_t
width_of(struct slice text)
{
	size_t width = 0, n;

	while (text.n > 0) {
		width += width_of_one(text_next(text, &n));
		text.p += n;
		text.n -= n;
	}
	return width;
}

/* As much of the text as can be on the line: no need to look at all of it. */
static struct slice
within_reach(struct slice text, size_t width)
{
	enum { CHARACTER = 4, SPARE = 64 };
	size_t most = width * CHARACTER + SPARE;

	while (most < text.n && most > 0 && ((unsigned char)text.p[most] & 0xC0) == 0x80)
		most--;
	return (struct slice){ text.p, most < text.n ? most : text.n };
}

size_t
width_line(struct slice text, size_t width)
{
	struct slice near = within_reach(text, width);
	char *ends = mem_array(near.n + 1, sizeof *ends);
	size_t at = 0, used = 0, fits = 0, n = 1; /* a byte of no character is alone */

	u8_possible_linebreaks((const uint8_t *)near.p, near.n, "UTF-8", ends);
	while (at < near.n) {
		size_t wide;

		if (ends[at] == UC_BREAK_POSSIBLE)
			fits = at;
		text_next((struct slice){ near.p + at, near.n - at }, &n);
		wide = width_of((struct slice){ near.p + at, n });
		/* Spaces at the end of a line take no room. */
		if (used + wide > width && near.p[at] != ' ')
			break;
		at += n;
		used += wide;
	}
	free(ends);
	if (at == text.n)
		return at;
	if (at == near.n || fits == 0)
		return at > 0 ? at : n;
	return fits;
}
