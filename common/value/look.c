/*
 * What a text looks like is found by trying what it would be elsewhere.
 */
#include "common/value/look.h"

#include <stdio.h>

#include "common/base/translate.h"
#include "common/value/money.h"
#include "common/value/number.h"
#include "common/value/text.h"

static bool
ends_with(struct slice text, struct slice end)
{
	return text.n >= end.n && memcmp(text.p + text.n - end.n, end.p, end.n) == 0;
}

static bool
has(struct slice text, struct slice word)
{
	return memmem(text.p, text.n, word.p, word.n) != NULL;
}

/* Runs of digits with one mark between them. */
struct runs {
	size_t length[4];
	char mark[4];         /* behind each; NUL at the end of the text */
	int count;
};

static struct runs
runs_of(struct slice text)
{
	struct runs r = { .count = 0 };

	for (; text.n > 0 && r.count < 4; text.p++, text.n--) {
		size_t n = 0;

		while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
			n++;
		if (n == 0)
			break;
		text.p += n;
		text.n -= n;
		r.length[r.count] = n;
		r.mark[r.count++] = text.n > 0 ? text.p[0] : '\0';
		if (text.n == 0)
			break;
	}
	return r;
}

/* 46101, or 46101.378 with its time. */
static bool
is_day_number(const struct runs *r)
{
	return r->count > 0 && r->length[0] == 5 &&
	    (r->mark[0] == '\0' || (r->count == 2 && r->mark[0] == '.' && r->mark[1] == '\0'));
}

/* 3/1/2026, 1.3.26, 03-01-2026 9:05. */
static bool
is_day_first(const struct runs *r)
{
	return r->count >= 3 && r->length[0] <= 2 && r->length[1] <= 2 &&
	    (r->length[2] == 2 || r->length[2] == 4) && r->mark[0] == r->mark[1] &&
	    (r->mark[0] == '/' || r->mark[0] == '-' || r->mark[0] == '.');
}

static bool
has_month_name(struct slice text)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (size_t i = 0; i + 3 <= text.n; i++)
		for (const char *name = names; *name != '\0'; name += 3)
			if (text_same((struct slice){ text.p + i, 3 },
			    (struct slice){ name, 3 }))
				return true;
	return false;
}

/* What a text looks like where a day, month or time is asked for, or NULL. */
static const char *
like_time(enum wanted w, struct slice text)
{
	struct runs r = runs_of(text);

	if (has(text, SLICE(" 24:00")) || has(text, SLICE("T24:00")))
		return N_("24:00, which is 00:00 of the next day");
	if (is_day_number(&r))
		return N_("a spreadsheet's day number");
	if (r.count == 1 && r.mark[0] == '\0' && text.p[0] == '1' && r.length[0] == 10)
		return N_("seconds since 1970");
	if (r.count == 1 && r.mark[0] == '\0' && text.p[0] == '1' && r.length[0] == 13)
		return N_("milliseconds since 1970");
	if (is_day_first(&r))
		return N_("3/1/2026, which can be two days");
	if (w == A_MONTH && r.count == 2 && r.length[0] == 4 && r.length[1] == 1 &&
	    r.mark[0] == '.' && r.mark[1] == '\0')
		return N_("2026.1, which can be left of 2026.10");
	return has_month_name(text) ? N_("a date with its month in letters") : NULL;
}

/* 1.0E7; with the mark of the file. */
static bool
is_scientific(struct slice text)
{
	double x;

	return (memchr(text.p, 'e', text.n) != NULL || memchr(text.p, 'E', text.n) != NULL) &&
	    (number_parse(text, &x) || number_overflows(text));
}

static bool
is_money(struct slice text)
{
	money m;

	return money_parse(text, &m) != MONEY_BAD;
}

/* A point and more than four digits behind it. */
static bool
has_many_decimals(struct slice text)
{
	struct runs r;

	if (!slice_take(&text, '-'))
		slice_take(&text, '+');
	r = runs_of(text);
	return r.count == 2 && r.mark[0] == '.' && r.mark[1] == '\0' && r.length[1] > 4;
}

/* 49,74 or 79,1: groups have three digits. */
static bool
has_decimal_comma(struct slice text)
{
	char room[DECIMAL_TEXT];

	return memchr(text.p, ',', text.n) != NULL &&
	    is_money(decimal_turn(text, DECIMAL_COMMA, room));
}

/* What a text looks like where an amount is asked for, or NULL. */
static const char *
like_number(struct slice text, enum decimal d)
{
	char room[DECIMAL_TEXT];
	struct slice turned = decimal_turn(text, d, room);
	size_t n = turned.n;

	if (decimal_unclear(text, d) && is_money(text))
		return N_("a number whose comma can be two things (see --decimal)");
	if (ends_with(text, SLICE("万")) || ends_with(text, SLICE("万元")))
		return N_("an amount in 万, ten thousands");
	if (ends_with(text, SLICE("亿")) || ends_with(text, SLICE("亿元")))
		return N_("an amount in 亿, hundred millions");
	if (ends_with(text, SLICE("%")) || ends_with(text, SLICE("％")))
		return N_("a percentage");
	if (n > 2 && (turned.p[0] == '(' || slice_begins(turned, "（", 3)))
		return N_("a negative amount in brackets");
	if (n > 1 && turned.p[n - 1] == '-' && is_money((struct slice){ turned.p, n - 1 }))
		return N_("an amount with its minus behind it");
	if (is_scientific(turned))
		return N_("scientific notation");
	if (has_many_decimals(turned))
		return N_("a number with more than four decimals");
	if (d != DECIMAL_COMMA && has_decimal_comma(text))
		return N_("a number with a decimal comma (see --decimal)");
	return NULL;
}

/* Digits as wide as Chinese characters, U+FF10 to U+FF19. */
static bool
has_wide_digits(struct slice text)
{
	for (size_t i = 0; i + 3 <= text.n; i++)
		if (memcmp(text.p + i, "\xef\xbc", 2) == 0 &&
		    (unsigned char)(text.p[i + 2] - 0x90) < 10)
			return true;
	return false;
}

/* Minutes and seconds, or hours and minutes. */
static bool
is_two_runs(struct slice text)
{
	struct runs r = runs_of(text);

	return r.count == 2 && r.mark[0] == ':' && r.mark[1] == '\0';
}

static const char *
likeness(enum wanted w, struct slice text, enum decimal d)
{
	if (has_wide_digits(text))
		return N_("full-width digits");
	if (w == A_DATE || w == A_MONTH || w == A_TIME)
		return like_time(w, text);
	if (w == SOME_SECONDS && is_two_runs(text))
		return N_("1:30, which can mean two things");
	return like_number(text, d);
}

const char *
look_refusal(enum wanted w, struct slice text, enum decimal d, char room[LOOK_TEXT])
{
	static const char *const phrases[] = {
		[A_NUMBER] = N_("not a number such as 79.00"),
		[A_WHOLE_NUMBER] = N_("not a whole number such as 3"),
		[SOME_SECONDS] = N_("not a number of seconds such as 90"),
		[A_DATE] = N_("not a date such as 2026-03-05"),
		[A_MONTH] = N_("not a month such as 2026-03"),
		[A_TIME] = N_("not a time such as 2026-03-05T09:05"),
	};
	const char *phrase = w == A_NUMBER && d == DECIMAL_COMMA ?
	    N_("not a number such as 79,00") : phrases[w];
	struct slice trimmed = slice_trim(text);
	const char *like = trimmed.n > 0 ? likeness(w, trimmed, d) : NULL;

	if (like == NULL)
		return phrase;
	return reason_print(room, LOOK_TEXT, "looks like %s, %s", like, phrase);
}
