/*
 * slips -- whether a heading is a name with slips of the hand in it.
 *
 * A wrong suggestion is worse than none: names are compared word by word,
 * and a short word with another letter in it is another word.
 */
#include <stdint.h>

#include "common/table/heading.h"
#include "common/value/text.h"

enum { LONGEST = 64 };

/* Letters and digits of a heading in lower case; '_' between its words. */
struct plain {
	char text[LONGEST];
	size_t n;
};

/* False when the heading is too long, or has other letters than Latin ones. */
static bool
make_plain(struct slice heading, struct plain *p)
{
	p->n = 0;
	for (size_t i = 0; i < heading.n; i++) {
		char c = heading.p[i];
		bool upper = c >= 'A' && c <= 'Z';

		if (c < 0 || p->n == LONGEST)
			return false;
		if (upper)
			c = (char)(c + ('a' - 'A'));
		if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			p->text[p->n++] = c;
		else if (p->n > 0 && p->text[p->n - 1] != '_')
			p->text[p->n++] = '_';
	}
	p->n -= p->n > 0 && p->text[p->n - 1] == '_';
	return true;
}

/* Two neighbours changed places, and nothing else. */
static bool
is_swap(struct slice a, struct slice b)
{
	size_t i = 0;

	while (i < a.n && a.p[i] == b.p[i])
		i++;
	return i + 1 < a.n && a.p[i] == b.p[i + 1] && a.p[i + 1] == b.p[i] &&
	    memcmp(a.p + i + 2, b.p + i + 2, a.n - i - 2) == 0;
}

/* One goes on where the other ends: months are a count, a timer is no time. */
static bool
goes_on(struct slice longer, struct slice shorter)
{
	return longer.n > shorter.n && memcmp(longer.p, shorter.p, shorter.n) == 0;
}

/* Such as a plural, in place of its singular. */
static bool
lacks_s(struct slice shorter, struct slice longer)
{
	return goes_on(longer, shorter) && longer.p[longer.n - 1] == 's';
}

/*
 * Slips between a word and the one that it may stand for; NOT_NEAR when they
 * begin otherwise, when one is the other and more, or when there are more than
 * one in a word of 3 to 7, two in a longer one.
 */
static unsigned
word_slips(struct slice a, struct slice b)
{
	size_t shorter = a.n < b.n ? a.n : b.n;
	unsigned slips = text_distance(a, b);

	if (slips == 0)
		return 0;
	if (shorter < 3 || slips > (shorter < 8 ? 1 : 2) || goes_on(a, b) ||
	    lacks_s(a, b))
		return NOT_NEAR;
	if (a.n == b.n && slips == 1 && is_swap(a, b))
		return 1;
	return a.p[0] != b.p[0] || (a.n == b.n && shorter < 8) ? NOT_NEAR : slips;
}

static size_t
words_of(struct plain *p)
{
	size_t words = 1;

	for (size_t i = 0; i < p->n; i++)
		words += p->text[i] == '_';
	return words;
}

static struct slice
joined(struct plain *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		if (p->text[i] != '_')
			p->text[n++] = p->text[i];
	return (struct slice){ p->text, n };
}

unsigned
heading_slips(struct slice heading, struct slice name)
{
	struct plain a, b;
	struct slice left, right, one, other;
	unsigned slips = 0;

	if (heading_same(heading, name))
		return 0;
	if (!make_plain(heading, &a) || !make_plain(name, &b) || a.n == 0 || b.n == 0)
		return NOT_NEAR;
	if (words_of(&a) != words_of(&b))
		return slice_equal(joined(&a), joined(&b)) ? 0 : NOT_NEAR;
	left = (struct slice){ a.text, a.n };
	right = (struct slice){ b.text, b.n };
	while (slice_cut(&left, '_', &one) && slice_cut(&right, '_', &other))
		slips += word_slips(one, other);
	return slips <= 2 ? slips : NOT_NEAR;
}

const char *
heading_nearest(struct slice word, const char *const names[], size_t count)
{
	const char *nearest = NULL;
	unsigned least = NOT_NEAR;
	struct plain p;

	if (!make_plain(word, &p))
		return text_nearest(word, names, count);
	for (size_t i = 0; i < count; i++) {
		unsigned slips = heading_slips(word, slice_of(names[i]));

		if (slips < least) {
			least = slips;
			nearest = names[i];
		}
	}
	return nearest;
}
