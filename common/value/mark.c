/*
 * Nearly every id has no marks, which two bytes tell; only the others are
 * walked from either end, character by character.
 */
#include "common/value/mark.h"

#include "common/value/text.h"

const unsigned char mark_byte[256] = {
	[0x00 ... ' '] = 1,
	['\''] = 1, ['='] = 1,
	[0x7f ... 0xff] = 1,
};

/* Control and format characters and white space of Unicode 15, in order. */
static const struct range {
	int32_t first, last;
} unseen[] = {
	{ 0x0000, 0x0020 }, { 0x007f, 0x00a0 }, { 0x00ad, 0x00ad }, { 0x034f, 0x034f },
	{ 0x061c, 0x061c }, { 0x115f, 0x1160 }, { 0x1680, 0x1680 }, { 0x17b4, 0x17b5 },
	{ 0x180b, 0x180f }, { 0x2000, 0x200f }, { 0x2028, 0x202f }, { 0x205f, 0x206f },
	{ 0x2800, 0x2800 }, { 0x3000, 0x3000 }, { 0x3164, 0x3164 }, { 0xfe00, 0xfe0f },
	{ 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xfff9, 0xfffb }, { 0xe0000, 0xe0fff },
};

bool
mark_unseen(int32_t c)
{
	for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
		if (c <= unseen[i].last)
			return c >= unseen[i].first;
	return false;
}

static struct slice
unseen_off_front(struct slice id)
{
	size_t n;

	while (id.n > 0 && mark_unseen(text_next(id, &n))) {
		id.p += n;
		id.n -= n;
	}
	return id;
}

static struct slice
unseen_off_end(struct slice id)
{
	while (id.n > 0) {
		size_t begin = id.n - 1, n;

		while (begin > 0 && ((unsigned char)id.p[begin] & 0xc0) == 0x80)
			begin--;
		if (!mark_unseen(text_next((struct slice){ id.p + begin, id.n - begin }, &n)))
			break;
		id.n = begin;
	}
	return id;
}

/* What a spreadsheet needs to keep a number a text. */
static struct slice
spreadsheet_off(struct slice id)
{
	if (id.n >= 3 && id.p[0] == '=' && id.p[1] == '"' && id.p[id.n - 1] == '"')
		return (struct slice){ id.p + 2, id.n - 3 };
	if (id.n >= 2 && id.p[0] == '\'' && id.p[id.n - 1] == '\'')
		return (struct slice){ id.p + 1, id.n - 2 };
	if (id.n >= 1 && id.p[0] == '\'')
		return (struct slice){ id.p + 1, id.n - 1 };
	return id;
}

struct slice
mark_off(struct slice id)
{
	size_t before;

	do {
		before = id.n;
		id = spreadsheet_off(unseen_off_end(unseen_off_front(id)));
	} while (id.n != before);
	return id;
}
