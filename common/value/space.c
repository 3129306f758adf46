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

/* In ascending order; without the white space among them. */
static const struct range {
	int32_t first, last;
} unseen[] = {
	{ 0x00, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad }, { 0x034f, 0x034f },
	{ 0x061c, 0x061c }, { 0x115f, 0x1160 }, { 0x17b4, 0x17b5 }, { 0x180b, 0x180f },
	{ 0x200b, 0x200f }, { 0x202a, 0x202e }, { 0x2060, 0x206f }, { 0x2800, 0x2800 },
	{ 0x3164, 0x3164 }, { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 },
	{ 0xfff9, 0xfffb }, { 0xe0000, 0xe0fff },
};

bool
space_is_unseen(int32_t c)
{
	if (space_is_white(c))
		return false;
	for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
		if (c <= unseen[i].last)
			return c >= unseen[i].first;
	return false;
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

/* The lead byte of U+4000 .. U+9FFF, where there is neither. */
static bool
is_han_lead(unsigned char c)
{
	return c >= 0xe4 && c <= 0xe9;
}

/* Whether the text begins and ends with letters, seen at a glance. */
static bool
has_plain_ends(struct slice text)
{
	unsigned char first, last;

	if (text.n == 0)
		return true;
	first = (unsigned char)text.p[0];
	last = (unsigned char)text.p[text.n - 1];
	return ((first > ' ' && first < 0x7f) || is_han_lead(first)) &&
	    ((last > ' ' && last < 0x7f) ||
	    (text.n >= 3 && is_han_lead((unsigned char)text.p[text.n - 3]) &&
	    ((unsigned char)text.p[text.n - 2] & 0xc0) == 0x80));
}

struct slice
space_trim(struct slice text)
{
	size_t n;

	if (has_plain_ends(text))
		return text;
	while (text.n > 0 && is_nothing(text_next(text, &n)))
		text = (struct slice){ text.p + n, text.n - n };
	while (text.n > 0 && is_nothing(last_character(text, &n)))
		text.n -= n;
	return text;
}
