/*
 * Nearly every id has no marks, which two bytes tell; only the others are
 * walked from either end, character by character.
 */
#include "common/value/mark.h"

#include "common/value/space.h"

const unsigned char mark_byte[256] = {
	[0x00 ... ' '] = 1,
	['\''] = 1, ['='] = 1,
	[0x7f ... 0xff] = 1,
};

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
		id = spreadsheet_off(space_trim(id));
	} while (id.n != before);
	return id;
}
