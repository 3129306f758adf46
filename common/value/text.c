/*
 * Eight bytes at a time while they are ASCII, which most of a table is.
 */
#include "common/value/text.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"

/* The character's length when the lead byte and what must follow are right. */
static size_t
sequence(const unsigned char *s, size_t n)
{
	/* The second byte rules out overlong forms, surrogates, and the end. */
	unsigned low = 0x80, high = 0xbf;
	size_t length;

	if (s[0] < 0x80)
		return 1;
	if (s[0] >= 0xc2 && s[0] <= 0xdf)
		length = 2;
	else if ((s[0] & 0xf0) == 0xe0)
		length = 3;
	else if (s[0] >= 0xf0 && s[0] <= 0xf4)
		length = 4;
	else
		return 0;
	if (s[0] == 0xe0)
		low = 0xa0;
	else if (s[0] == 0xed)
		high = 0x9f;
	else if (s[0] == 0xf0)
		low = 0x90;
	else if (s[0] == 0xf4)
		high = 0x8f;
	if (length > n || s[1] < low || s[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	return length;
}

size_t
text_valid(struct slice text)
{
	const unsigned char *s = (const unsigned char *)text.p;
	size_t i = 0, length;
	uint64_t eight;

	while (i < text.n) {
		if (i + 8 <= text.n) {
			memcpy(&eight, s + i, 8);
			if ((eight & 0x8080808080808080u) == 0) {
				i += 8;
				continue;
			}
		}
		length = sequence(s + i, text.n - i);
		if (length == 0)
			return i;
		i += length;
	}
	return text.n;
}

int32_t
text_next(struct slice text, size_t *n)
{
	const unsigned char *s = (const unsigned char *)text.p;
	size_t length = sequence(s, text.n);
	int32_t c = s[0];

	*n = length == 0 ? 1 : length;
	if (length == 0)
		return -1;
	if (length > 1)
		c &= 0x7f >> length;
	for (size_t i = 1; i < length; i++)
		c = c << 6 | (s[i] & 0x3f);
	return c;
}

bool
text_blank(struct slice text)
{
	return slice_trim(text).n == 0;
}

/* The length of the separator that the text begins with; 0: it does not. */
static size_t
separator(struct slice text)
{
	static const char *const wide[] = { "；", "，", "、" };

	if (text.p[0] == ';' || text.p[0] == ',')
		return 1;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (slice_begins(text, wide[i], strlen(wide[i])))
			return strlen(wide[i]);
	return 0;
}

bool
text_cut(struct slice *rest, struct slice *item)
{
	size_t n = 0, gap = 0;

	if (rest->p == NULL)
		return false;
	while (n < rest->n && gap == 0) {
		gap = separator((struct slice){ rest->p + n, rest->n - n });
		n += gap == 0;
	}
	*item = (struct slice){ rest->p, n };
	*rest = gap == 0 ? (struct slice){ NULL, 0 } :
	    (struct slice){ rest->p + n + gap, rest->n - n - gap };
	return true;
}

static int
lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

bool
text_same(struct slice a, struct slice b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

/* A text as characters, so that a Chinese one counts as one. */
struct characters {
	int *c;
	size_t n;
};

static struct characters
characters_of(struct slice text)
{
	struct characters all = { mem_array(text.n, sizeof *all.c), 0 };
	size_t n;

	while (text.n > 0) {
		int32_t c = text_next(text, &n);

		/* Bytes that are no character differ among each other. */
		all.c[all.n++] = c < 0 ? -1 - (unsigned char)text.p[0] : c;
		text.p += n;
		text.n -= n;
	}
	return all;
}

enum {
	FAR = 9,            /* what counts as too far to count */
	BAND = 2 * FAR + 1, /* the columns around the diagonal that matter */
};

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/*
 * A row of the table of distances: row[k] is that of the first i of a and
 * the first j = i + k - FAR of b.  above is row i - 1, over row i - 2.
 */
static void
distance_row(const struct characters *a, const struct characters *b, size_t i,
    unsigned row[], const unsigned above[], const unsigned over[])
{
	for (size_t k = 0; k < BAND; k++) {
		size_t j = i + k - FAR;
		unsigned d = FAR;

		row[k] = FAR;
		if (i + k < FAR || j > b->n)
			continue;
		if (i == 0 || j == 0) {
			row[k] = least((unsigned)(i + j), FAR);
			continue;
		}
		d = least(d, above[k] + (a->c[i - 1] != b->c[j - 1]));
		if (k + 1 < BAND)
			d = least(d, above[k + 1] + 1);
		if (k > 0)
			d = least(d, row[k - 1] + 1);
		if (i > 1 && j > 1 && a->c[i - 1] == b->c[j - 2] &&
		    a->c[i - 2] == b->c[j - 1])
			d = least(d, over[k] + 1);
		row[k] = d;
	}
}

static unsigned
distance(const struct characters *a, const struct characters *b)
{
	unsigned rows[3][BAND] = { { 0 } };

	if (a->n > b->n + FAR || b->n > a->n + FAR)
		return FAR;
	for (size_t i = 0; i <= a->n; i++)
		distance_row(a, b, i, rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]);
	return rows[a->n % 3][b->n + FAR - a->n];
}

unsigned
text_distance(struct slice a, struct slice b)
{
	struct characters left = characters_of(a), right = characters_of(b);
	unsigned d = distance(&left, &right);

	free(left.c);
	free(right.c);
	return d;
}

/* How many slips a word of so many characters may hold and still be meant. */
static unsigned
near_enough(size_t n)
{
	if (n < 3)
		return 0;
	return n < 6 ? 1 : n < 9 ? 2 : 3;
}

static size_t
character_count(struct slice text)
{
	size_t count = 0, n;

	for (; text.n > 0; count++) {
		text_next(text, &n);
		text.p += n;
		text.n -= n;
	}
	return count;
}

const char *
text_nearest(struct slice word, const char *const names[], size_t count)
{
	const char *nearest = NULL;
	unsigned best = FAR;

	for (size_t i = 0; i < count; i++) {
		struct slice name = slice_of(names[i]);
		unsigned d = text_same(word, name) ? 0 : text_distance(word, name);

		if (d < best) {
			best = d;
			nearest = names[i];
		}
	}
	return best <= near_enough(character_count(word)) ? nearest : NULL;
}

/* Whether a terminal would obey the character, or read the line in its order. */
static bool
is_control(int32_t c)
{
	if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		return true;
	return c == 0x061c || c == 0x200e || c == 0x200f ||
	    (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* What shows the n bytes at s as \xNN; its length. */
static size_t
escape(const char *s, size_t n, char out[16])
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		memcpy(out + 4 * i, (char[]){ '\\', 'x', hex[c >> 4], hex[c & 15] }, 4);
	}
	return 4 * n;
}

size_t
text_show(struct slice text, char *out, size_t room)
{
	size_t whole = 0, n;
	char escaped[16];

	while (text.n > 0) {
		int32_t c = text_next(text, &n);
		const char *shown = text.p;
		size_t length = n;

		if (c < 0 || is_control(c)) {
			length = escape(text.p, n, escaped);
			shown = escaped;
		}
		if (length <= room) {
			memcpy(out + whole, shown, length);
			room -= length;
		} else {
			room = 0;
		}
		whole += length;
		text.p += n;
		text.n -= n;
	}
	return whole;
}
