/*
 * slice -- a stretch of bytes that somebody else owns.
 *
 * Not NUL-terminated.  How long the bytes last is said where a slice is
 * handed out.
 */
#ifndef RT_SLICE_H
#define RT_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
	const char *p;
	size_t n;
};

/* The slice of a string literal. */
#define SLICE(literal) ((struct slice){ (literal), sizeof(literal) - 1 })

static inline struct slice
slice_of(const char *text)
{
	return (struct slice){ text, strlen(text) };
}

static inline bool
slice_equal(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Whether the slice is exactly this text. */
static inline bool
slice_is(struct slice a, const char *text)
{
	return slice_equal(a, slice_of(text));
}

/* Whether the slice begins with those n bytes. */
static inline bool
slice_begins(struct slice s, const char *bytes, size_t n)
{
	return s.n >= n && memcmp(s.p, bytes, n) == 0;
}

/* Takes the character off the front; false, leaving *text alone, when it is another. */
static inline bool
slice_take(struct slice *text, char c)
{
	if (text->n == 0 || text->p[0] != c)
		return false;
	text->p++;
	text->n--;
	return true;
}

/* The same for a text of several bytes. */
static inline bool
slice_take_text(struct slice *text, struct slice word)
{
	if (!slice_begins(*text, word.p, word.n))
		return false;
	text->p += word.n;
	text->n -= word.n;
	return true;
}

/* Byte order: negative, zero or positive, a prefix before what continues it. */
static inline int
slice_compare(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n == 0 ? 0 : memcmp(a.p, b.p, n);

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

/* Without the ASCII spaces around it. */
static inline struct slice
slice_trim(struct slice a)
{
	while (a.n > 0 && a.p[0] == ' ')
		a.p++, a.n--;
	while (a.n > 0 && a.p[a.n - 1] == ' ')
		a.n--;
	return a;
}

/*
 * Cuts the next item off *rest, up to the separator or the end; false when
 * nothing is left, which a rest with p == NULL says.  "a;;b" holds three
 * items, "a;" two, and "" one that is empty.
 */
static inline bool
slice_cut(struct slice *rest, char separator, struct slice *item)
{
	const char *end;

	if (rest->p == NULL)
		return false;
	end = memchr(rest->p, separator, rest->n);
	if (end == NULL) {
		*item = *rest;
		*rest = (struct slice){ NULL, 0 };
	} else {
		*item = (struct slice){ rest->p, (size_t)(end - rest->p) };
		*rest = (struct slice){ end + 1, rest->n - item->n - 1 };
	}
	return true;
}

#endif
