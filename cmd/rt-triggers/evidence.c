/*
 * evidence -- the numbers that fired a rule, in one line to read out.
 */
#include "cmd/rt-triggers/evidence.h"
#include "common/value/number.h"

struct slice
line_slice(const struct line *l)
{
	return (struct slice){ l->text, l->n };
}

/* A text too long is cut before a character, not within one. */
void
line_add_slice(struct line *l, struct slice text)
{
	size_t room = LINE_ROOM - l->n;

	if (text.n > room) {
		text.n = room;
		while (text.n > 0 && (text.p[text.n] & 0xc0) == 0x80)
			text.n--;
	}
	if (text.n > 0)
		memcpy(l->text + l->n, text.p, text.n);
	l->n += text.n;
}

void
line_add(struct line *l, const char *text)
{
	line_add_slice(l, slice_of(text));
}

void
line_add_count(struct line *l, int64_t n)
{
	char text[NUMBER_TEXT];

	line_add_slice(l, (struct slice){ text, count_print(n, text) });
}

void
line_add_money(struct line *l, money m)
{
	char text[MONEY_TEXT];

	line_add_slice(l, (struct slice){ text, money_print(m, text) });
}

void
line_add_quantity(struct line *l, money m)
{
	char text[MONEY_TEXT];
	size_t n = money_print(m, text);

	while (text[n - 1] == '0')
		n--;
	if (text[n - 1] == '.')
		n--;
	line_add_slice(l, (struct slice){ text, n });
}

/* Only an amount has its hundredths read out when there are none. */
void
line_add_amount(struct line *l, struct slice column, money m)
{
	if (slice_is(column, "amount"))
		line_add_money(l, m);
	else
		line_add_quantity(l, m);
}

void
line_add_date(struct line *l, daynum d)
{
	char text[DATE_TEXT];

	date_print(d, text);
	line_add_slice(l, (struct slice){ text, sizeof text });
}

void
line_add_month(struct line *l, monthnum m)
{
	char text[MONTH_TEXT];

	month_print(m, text);
	line_add_slice(l, (struct slice){ text, sizeof text });
}

void
line_add_time(struct line *l, instant t)
{
	char text[INSTANT_TEXT];

	instant_print(t, text);
	text[DATE_TEXT] = ' ';
	line_add_slice(l, (struct slice){ text, sizeof text });
}

void
line_add_duration(struct line *l, struct duration d)
{
	static const char *const unit[][2] = {
		[MINUTES] = { " minute", " minutes" }, [HOURS] = { " hour", " hours" },
		[DAYS] = { " day", " days" }, [MONTHS] = { " month", " months" },
	};

	line_add_count(l, d.count);
	line_add(l, unit[d.unit][d.count != 1]);
}

void
line_add_records(struct line *l, int64_t n, enum kind k)
{
	static const char *const noun[KINDS][2] = {
		[CASES] = { " case", " cases" }, [CALLS] = { " call", " calls" },
		[FORWARDS] = { " forward", " forwards" },
		[ACTIVITY] = { " action", " actions" },
		[CONTACTS] = { " contact", " contacts" },
		[OBJECTIONS] = { " objection", " objections" },
		[SURVEYS] = { " survey", " surveys" },
		[BILLS] = { " bill", " bills" },
		[CONTRACTS] = { " contract", " contracts" },
		[PURCHASES] = { " purchase", " purchases" },
	};
	const char *word = noun[k][n != 1];

	line_add_count(l, n);
	line_add(l, word != NULL ? word : n != 1 ? " records" : " record");
}

void
line_add_threshold(struct line *l, const struct rule *r)
{
	line_add(l, " (threshold ");
	line_add(l, comparison_signs[r->op]);
	line_add(l, " ");
	line_add_quantity(l, r->threshold);
	line_add(l, ")");
}
