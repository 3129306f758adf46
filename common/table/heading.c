/*
 * Both texts are walked letter by letter, each letter as if typed on a plain
 * keyboard: nothing is copied, and no heading is too long.
 */
#include "common/table/heading.h"

#include <stdint.h>

#include "common/value/space.h"
#include "common/value/text.h"

/* A text letter by letter; white space of any kind is GAP, the end END. */
enum { END = 0, GAP = ' ' };

struct letters {
	int32_t now;
	struct slice rest;
};

static int32_t
folded_ascii(int32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c + ('a' - 'A');
	return c == '.' || c == '-' ? '_' : c;
}

/* As if typed in lower case on a keyboard of half-width letters. */
static int32_t
folded(int32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xff01 - '!';
	return space_is_white(c) ? GAP : folded_ascii(c);
}

static void
advance(struct letters *l)
{
	size_t n;

	while (l->rest.n > 0) {
		int32_t c = (unsigned char)l->rest.p[0];

		if (c > ' ' && c < 0x7f) {
			l->now = folded_ascii(c);
			l->rest = (struct slice){ l->rest.p + 1, l->rest.n - 1 };
			return;
		}
		c = text_next(l->rest, &n);
		/* Bytes that are no character differ among each other. */
		if (c < 0)
			c = -1 - (unsigned char)l->rest.p[0];
		l->rest = (struct slice){ l->rest.p + n, l->rest.n - n };
		if (space_is_unseen(c))
			continue;
		l->now = folded(c);
		return;
	}
	l->now = END;
}

static struct letters
letters_of(struct slice text)
{
	struct letters l = { END, space_trim(text) };

	advance(&l);
	return l;
}

static void
pass_gap(struct letters *l)
{
	while (l->now == GAP)
		advance(l);
}

static bool
divides(int32_t c)
{
	return c == GAP || c == '_';
}

/* A letter of ASCII, a digit or a mark among them, but no space and no stop. */
static inline bool
is_plain(unsigned char c)
{
	return c >= '0' && c <= 'z';
}

/* How many bytes the first letter takes that is plain, or a hanzi; 0: neither. */
static inline size_t
plain_length(struct slice a)
{
	unsigned char c;

	if (a.n == 0)
		return 0;
	c = (unsigned char)a.p[0];
	if (is_plain(c))
		return 1;
	return c >= 0xe4 && c <= 0xe9 && a.n >= 3 && (a.p[1] & 0x80) != 0 &&
	    (a.p[2] & 0x80) != 0 ? 3 : 0;
}

static inline bool
are_alike(struct slice a, struct slice b, size_t length)
{
	return length == 1 ? folded_ascii(a.p[0]) == folded_ascii(b.p[0]) :
	    memcmp(a.p, b.p, length) == 0;
}

enum glance { DIFFERENT, EQUAL, UNCLEAR };

/*
 * Most headings are such letters alone, and no name that they are compared with:
 * different where the first of them are.
 */
static enum glance
compare_at_a_glance(struct slice a, struct slice b)
{
	bool any = a.n > 0;

	for (;;) {
		size_t length = plain_length(a), other = plain_length(b);

		if (length > 0 && length == other && are_alike(a, b, length)) {
			a = (struct slice){ a.p + length, a.n - length };
			b = (struct slice){ b.p + length, b.n - length };
			continue;
		}
		if (a.n == 0 && b.n == 0)
			return any ? EQUAL : UNCLEAR;
		return (length > 0 || a.n == 0) && (other > 0 || b.n == 0) ? DIFFERENT :
		    UNCLEAR;
	}
}

bool
heading_same(struct slice heading, struct slice name)
{
	enum glance glance = compare_at_a_glance(heading, name);
	struct letters a, b;

	if (glance != UNCLEAR)
		return glance == EQUAL;
	a = letters_of(heading);
	b = letters_of(name);
	if (a.now == END)
		return false;
	while (a.now != END || b.now != END) {
		bool gap = a.now == GAP || b.now == GAP;

		if (a.now == b.now || (divides(a.now) && divides(b.now))) {
			advance(&a);
			advance(&b);
		} else if (!gap) {
			return false;
		}
		if (gap) {
			pass_gap(&a);
			pass_gap(&b);
		}
	}
	return true;
}

/* Units as they stand in brackets; the first of a quantity is its own. */
static const struct {
	enum quantity quantity;
	enum unit_fit fit;
	const char *unit;
} units[] = {
	{ YUAN, RIGHT_UNIT, "元" }, { YUAN, RIGHT_UNIT, "人民币" },
	{ YUAN, RIGHT_UNIT, "人民币元" }, { YUAN, RIGHT_UNIT, "RMB" },
	{ YUAN, RIGHT_UNIT, "CNY" }, { YUAN, RIGHT_UNIT, "yuan" },
	{ YUAN, RIGHT_UNIT, "¥" }, { YUAN, RIGHT_UNIT, "￥" },
	{ YUAN, WRONG_UNIT, "分" }, { YUAN, WRONG_UNIT, "角" },
	{ YUAN, WRONG_UNIT, "厘" }, { YUAN, WRONG_UNIT, "百元" },
	{ YUAN, WRONG_UNIT, "千元" }, { YUAN, WRONG_UNIT, "万" },
	{ YUAN, WRONG_UNIT, "万元" }, { YUAN, WRONG_UNIT, "百万元" },
	{ YUAN, WRONG_UNIT, "千万元" }, { YUAN, WRONG_UNIT, "亿" },
	{ YUAN, WRONG_UNIT, "亿元" }, { YUAN, WRONG_UNIT, "fen" },
	{ YUAN, WRONG_UNIT, "cent" }, { YUAN, WRONG_UNIT, "cents" },
	{ YUAN, WRONG_UNIT, "美元" }, { YUAN, WRONG_UNIT, "USD" },
	{ YUAN, WRONG_UNIT, "港元" }, { YUAN, WRONG_UNIT, "HKD" },
	{ SECONDS, RIGHT_UNIT, "秒" }, { SECONDS, RIGHT_UNIT, "s" },
	{ SECONDS, RIGHT_UNIT, "sec" }, { SECONDS, RIGHT_UNIT, "secs" },
	{ SECONDS, RIGHT_UNIT, "second" }, { SECONDS, RIGHT_UNIT, "seconds" },
	{ SECONDS, WRONG_UNIT, "毫秒" }, { SECONDS, WRONG_UNIT, "ms" },
	{ SECONDS, WRONG_UNIT, "分" }, { SECONDS, WRONG_UNIT, "分钟" },
	{ SECONDS, WRONG_UNIT, "m" }, { SECONDS, WRONG_UNIT, "min" },
	{ SECONDS, WRONG_UNIT, "mins" }, { SECONDS, WRONG_UNIT, "minutes" },
	{ SECONDS, WRONG_UNIT, "时" }, { SECONDS, WRONG_UNIT, "小时" },
	{ SECONDS, WRONG_UNIT, "h" }, { SECONDS, WRONG_UNIT, "hours" },
	{ MEGABYTES, RIGHT_UNIT, "MB" }, { MEGABYTES, RIGHT_UNIT, "M" },
	{ MEGABYTES, RIGHT_UNIT, "MiB" }, { MEGABYTES, RIGHT_UNIT, "兆" },
	{ MEGABYTES, WRONG_UNIT, "B" }, { MEGABYTES, WRONG_UNIT, "Byte" },
	{ MEGABYTES, WRONG_UNIT, "Bytes" }, { MEGABYTES, WRONG_UNIT, "字节" },
	{ MEGABYTES, WRONG_UNIT, "K" }, { MEGABYTES, WRONG_UNIT, "KB" },
	{ MEGABYTES, WRONG_UNIT, "KiB" }, { MEGABYTES, WRONG_UNIT, "G" },
	{ MEGABYTES, WRONG_UNIT, "GB" }, { MEGABYTES, WRONG_UNIT, "GiB" },
	{ MEGABYTES, WRONG_UNIT, "T" }, { MEGABYTES, WRONG_UNIT, "TB" },
};

const char *
quantity_unit(enum quantity m)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (units[i].quantity == m)
			return units[i].unit;
	return "";
}

/* Takes the text off the end; false, leaving *from alone, when it is another. */
static bool
cut_end(struct slice *from, const char *end)
{
	struct slice tail = slice_of(end);

	if (from->n < tail.n || memcmp(from->p + from->n - tail.n, tail.p, tail.n) != 0)
		return false;
	from->n -= tail.n;
	return true;
}

/* "base(unit)", in any of the brackets that people use. */
static bool
cut_brackets(struct slice heading, struct slice *base, struct slice *unit)
{
	static const char *const opening[] = { "(", "（", "[", "［", "【" };
	static const char *const closing[] = { ")", "）", "]", "］", "】" };
	size_t closes = 0;

	heading = space_trim(heading);
	while (!cut_end(&heading, closing[closes]))
		if (++closes == sizeof closing / sizeof *closing)
			return false;
	for (*base = heading; base->n > 0; base->n--)
		for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
			size_t behind = base->n;

			if (!cut_end(base, opening[i]))
				continue;
			*unit = space_trim((struct slice){ heading.p + behind,
			    heading.n - behind });
			return true;
		}
	return false;
}

enum unit_fit
heading_unit(struct slice heading, enum quantity m, struct slice *base,
    struct slice *unit)
{
	struct slice before, inside;

	if (m == NO_QUANTITY || !cut_brackets(heading, &before, &inside))
		return NO_UNIT;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (units[i].quantity == m && heading_same(inside, slice_of(units[i].unit))) {
			*base = before;
			*unit = inside;
			return units[i].fit;
		}
	return NO_UNIT;
}
