/*
 * All types are possible at first; each cell rules some out.
 */
#include "cmd/rt-report/infer.h"

#include <math.h>
#include <stdlib.h>

#include "common/base/mem.h"
#include "common/table/words.h"
#include "common/value/date.h"
#include "common/value/duration.h"
#include "common/value/fold.h"
#include "common/value/money.h"
#include "common/value/number.h"

/* From the narrowest on: the first that is left is meant. */
static const enum column_type tried[] = {
	YES_NO, MONTH, DATE, INSTANT, COUNT, MONEY, NUMBER, DURATION,
};

enum {
	TRIED = sizeof tried / sizeof *tried,
	ID_FROM = 1000000,           /* seven digits: telephones, cards, accounts */
};

struct infer {
	enum decimal decimal;
	unsigned left;               /* a bit for each of tried */
	struct extent extent[TRIED];
	bool met, zeros, large, parts; /* zeros before; from ID_FROM on; fractions */
};

struct infer *
infer_new(enum decimal decimal)
{
	struct infer *i = mem_new(sizeof *i);

	i->decimal = decimal;
	i->left = (1u << TRIED) - 1;
	for (int n = 0; n < TRIED; n++)
		i->extent[n] = NO_EXTENT;
	return i;
}

void
infer_free(struct infer *i)
{
	free(i);
}

static bool
has(struct slice text, char c)
{
	return memchr(text.p, c, text.n) != NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A date without a time. */
static bool
bare_date(struct slice cell, daynum *d)
{
	return !has(cell, ':') && date_parse(cell, d);
}

/* Whether the cell is of the type, and its value. */
static bool
fits(enum column_type type, struct slice cell, struct slice turned, int64_t *value)
{
	daynum d;
	monthnum m;
	double x;

	switch (type) {
	case YES_NO:
		*value = 0;
		return !is_digit(cell.p[0]) &&
		    words_find(&yes_no_words, NO_KIND, cell) != NO_WORD;
	case MONTH:
		if (date_parse(cell, &d) || !month_parse(cell, &m))
			return false;
		*value = m;
		return true;
	case DATE:
		if (!bare_date(cell, &d))
			return false;
		*value = d;
		return true;
	case INSTANT:
		return instant_parse(cell, value);
	case COUNT:
		return count_parse(cell, value);
	case MONEY:
		return money_parse(turned, value) == MONEY_OK;
	case NUMBER:
	case DURATION:
		if (!figure_parse(turned, &x) &&
		    (type == NUMBER || !seconds_parse(cell, &x)))
			return false;
		*value = extent_real(x);
		return true;
	case ID:
	case TEXT:
	case LIST:
		break;
	}
	return false;
}

/* What would tell an id from a number. */
static void
note_number(struct infer *i, struct slice cell, struct slice turned)
{
	double x;

	if (!figure_parse(turned, &x))
		return;
	i->zeros |= cell.n > 1 && cell.p[0] == '0' && is_digit(cell.p[1]);
	i->large |= fabs(x) >= ID_FROM;
	i->parts |= x != floor(x);
}

void
infer_note(struct infer *i, struct slice cell)
{
	char room[DECIMAL_TEXT];
	struct slice turned;

	i->met = true;
	if (i->left == 0)
		return;
	turned = decimal_turn(cell, i->decimal, room);
	note_number(i, cell, turned);
	for (int n = 0; n < TRIED; n++) {
		int64_t value;

		if ((i->left >> n & 1) == 0)
			continue;
		if (fits(tried[n], cell, turned, &value))
			extent_note(&i->extent[n], value);
		else
			i->left &= ~(1u << n);
	}
}

/* Which of tried, or TRIED. */
static int
narrowest(const struct infer *i)
{
	return i->met && i->left != 0 ? __builtin_ctz(i->left) : TRIED;
}

enum column_type
infer_type(const struct infer *i)
{
	int n = narrowest(i);

	if (n == TRIED)
		return TEXT;
	if (type_is_number(tried[n]) && (i->zeros || (i->large && !i->parts)))
		return ID;
	return tried[n];
}

struct extent
infer_extent(const struct infer *i)
{
	return i->extent[narrowest(i)];
}

/* Whether the text ends in the word, which is no end of a longer one in Latin letters. */
static bool
ends_in(struct slice text, const char *word)
{
	size_t n = strlen(word);

	return text.n >= n && memcmp(text.p + text.n - n, word, n) == 0 &&
	    (text.n == n || text.p[text.n - n - 1] == '_' ||
	        ((text.p[text.n - n - 1] | word[0]) & 0x80) != 0);
}

bool
infer_names(struct slice heading)
{
	static const char *const word[] = {
		"id", "no", "number", "code", "phone", "mobile", "tel", "telephone",
		"msisdn", "imei", "imsi", "iccid", "card", "account", "passport", "号",
		"号码", "编号", "编码", "代码", "手机", "电话", "证件", "身份证", "卡", "账户",
		"帐户", "工号",
	};
	char folded[FOLDED_MOST];
	struct slice text = { folded, fold(heading, folded) };

	for (size_t i = 0; i < sizeof word / sizeof *word; i++)
		if (ends_in(text, word[i]))
			return true;
	return false;
}
