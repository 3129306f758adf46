/*
 * libunistring has the tables of Unicode.  wcwidth() would know as much, but
 * only in the right locale.
 */
#include "common/value/width.h"

#include <uniwidth.h>

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
