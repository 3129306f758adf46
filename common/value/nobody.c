/*
 * A bit for each pair of bytes that a known word begins with, so that two
 * looks let nearly every id pass; only the others are read.
 */
#include "common/value/nobody.h"

#include <stdio.h>

#include "common/base/translate.h"
#include "common/value/space.h"
#include "common/value/text.h"

enum {
	ROUNDED = 1,    /* 1.38E+10 */
	TO = 2,         /* total */
	SU = 4,         /* subtotal */
	GR = 8,         /* grand total */
	AV = 16,        /* average */
	NU = 32,        /* null, nan, none, n/a */
	SIGN = 64,      /* #N/A, \N, -, (null) */
	WORDS = TO | SU | GR | AV | NU,
};

const unsigned char nobody_first[256] = {
	['0' ... '9'] = ROUNDED,
	['t'] = TO, ['T'] = TO, ['s'] = SU, ['S'] = SU, ['g'] = GR, ['G'] = GR,
	['a'] = AV, ['A'] = AV, ['n'] = NU, ['N'] = NU,
	['#'] = SIGN, ['\\'] = SIGN, ['-'] = SIGN, ['('] = SIGN,
};

/* A word may have a blank, or a mark of several bytes, behind its first letter. */
const unsigned char nobody_second[256] = {
	[0x00 ... ' '] = SIGN | WORDS,
	[0x7f ... 0xff] = SIGN | WORDS,
	['.'] = ROUNDED, [','] = ROUNDED, ['e'] = ROUNDED, ['E'] = ROUNDED,
	['o'] = TO | NU, ['O'] = TO | NU, ['u'] = SU | NU, ['U'] = SU | NU,
	['r'] = GR | SIGN, ['R'] = GR | SIGN, ['v'] = AV | SIGN, ['V'] = AV | SIGN,
	['a'] = NU, ['A'] = NU, ['/'] = NU,
	['n'] = SIGN, ['N'] = SIGN, ['d'] = SIGN, ['D'] = SIGN, ['#'] = SIGN, ['-'] = SIGN,
};

enum { WORD_TEXT = 24 }; /* longer than any of the words */

static const char total[] = N_("a word of a row of totals");
static const char error[] = N_("an error of a spreadsheet");
static const char rounded[] = N_("what a spreadsheet leaves of a long number");
static const char nothing[] = N_("a name for nothing (see --null)");

static const struct {
	const char *word;    /* in lower case, without blanks */
	const char *shown, *what;
} words[] = {
	{ "合计", "合计", total }, { "总计", "总计", total }, { "小计", "小计", total },
	{ "合計", "合計", total }, { "總計", "總計", total }, { "小計", "小計", total },
	{ "平均", "平均", total }, { "平均值", "平均值", total }, { "average", "average", total },
	{ "total", "total", total }, { "subtotal", "subtotal", total },
	{ "grandtotal", "grand total", total },
	{ "#n/a", "#N/A", error }, { "#ref!", "#REF!", error },
	{ "#value!", "#VALUE!", error }, { "#div/0!", "#DIV/0!", error },
	{ "#name?", "#NAME?", error }, { "#null!", "#NULL!", error },
	{ "#num!", "#NUM!", error },
	{ "null", "NULL", nothing }, { "(null)", "(null)", nothing }, { "\\n", "\\N", nothing },
	{ "-", "-", nothing }, { "--", "--", nothing }, { "—", "—", nothing },
	{ "nan", "NaN", nothing }, { "none", "None", nothing }, { "n/a", "N/A", nothing },
};

/*
 * The id in lower case, without blanks, characters that nobody sees and a
 * colon at its end; empty when it is longer than any of the words.
 */
static struct slice
fold(struct slice id, char room[WORD_TEXT])
{
	size_t used = 0, n;

	for (; id.n > 0; id.p += n, id.n -= n) {
		int32_t c = text_next(id, &n);

		if (space_is_white(c) || space_is_unseen(c) ||
		    (used > 0 && id.n == n && (c == ':' || c == 0xff1a)))
			continue;
		if (used + n > WORD_TEXT)
			return SLICE("");
		memcpy(room + used, id.p, n);
		if (c >= 'A' && c <= 'Z')
			room[used] = (char)(c - 'A' + 'a');
		used += n;
	}
	return (struct slice){ room, used };
}

static size_t
digits_of(struct slice text)
{
	size_t n = 0;

	while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
		n++;
	return n;
}

/* 1.38e+10, 1,38e+10, 1e+10: what is left of an id that was taken for a number. */
static bool
is_rounded(struct slice id)
{
	bool point = false, plus;
	size_t n = digits_of(id);

	id = (struct slice){ id.p + n, id.n - n };
	if (n != 1)
		return false;
	if (slice_take(&id, '.') || slice_take(&id, ',')) {
		point = true;
		n = digits_of(id);
		id = (struct slice){ id.p + n, id.n - n };
	}
	if (!slice_take(&id, 'e'))
		return false;
	plus = slice_take(&id, '+');
	return (point || plus) && id.n > 0 && digits_of(id) == id.n;
}

/* A column too narrow for its numbers. */
static bool
is_hashes(struct slice id)
{
	size_t n = 0;

	while (n < id.n && id.p[n] == '#')
		n++;
	return n > 1 && n == id.n;
}

static bool
say(const char *shown, const char *what, char room[NOBODY_TEXT])
{
	reason_print(room, NOBODY_TEXT, "'%s' is %s, not an id; --trust id-words takes it "
	    "for one", shown, what);
	return true;
}

bool
nobody_is(struct slice id, char room[NOBODY_TEXT])
{
	char folded[WORD_TEXT];
	struct slice word = fold(id, folded);

	if (is_rounded(word))
		return say("1.38E+10", rounded, room);
	if (is_hashes(word))
		return say("####", error, room);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(word, words[i].word))
			return say(words[i].shown, words[i].what, room);
	return false;
}
