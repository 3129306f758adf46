/*
 * The numbers are those of the tables below, never computed in another way.
 */
#include "cmd/rt-report/headline.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "common/table/words.h"
#include "common/value/lang.h"
#include "common/value/number.h"

enum { SAID = 4 * SHOW_ROOM }; /* two rates and their changes */

static bool
is_kind(const struct sheet *s, const char *kind)
{
	return strcmp(sheet_kind(s), kind) == 0;
}

/* The cell of that column as the page shows it; unknown without such a column. */
static struct cell
cell_at(const struct sheet *s, size_t row, const char *name)
{
	int column = sheet_find(s, name);

	if (column < 0)
		return (struct cell){ .known = false };
	return *sheet_cell(s, row, column);
}

static bool
is_individual(const struct sheet *s, size_t row)
{
	struct cell scope = cell_at(s, row, "scope");

	return scope.known && words_say(&scope_words, TIERS, scope.text, SCOPE_INDIVIDUAL);
}

/* Adds up the rows, or those of individuals; amounts are whole numbers, too. */
static void
add_up(struct headline_number *n, enum cell_type type, const struct sheet *s,
    const char *name, bool individuals)
{
	int column = sheet_find(s, name);
	int64_t sum = 0;

	for (size_t row = 0; column >= 0 && row < sheet_rows(s); row++) {
		const struct cell *c = sheet_cell(s, row, column);

		if (c->known && (!individuals || is_individual(s, row)))
			sum += type == CELL_MONEY ? c->amount : c->count;
	}
	n->type = type;
	n->now.known = column >= 0;
	if (type == CELL_MONEY)
		n->now.amount = sum;
	else
		n->now.count = sum;
}

static void
take_tiers(struct headline *h, const struct sheet *s)
{
	add_up(&h->number[HEAD_CUSTOMERS], CELL_COUNT, s, "customers", true);
	add_up(&h->number[HEAD_AMOUNT], CELL_MONEY, s, "amount", true);
}

static void
take_plan(struct headline *h, const struct sheet *s)
{
	struct headline_number on_time, late, *n = &h->number[HEAD_ON_TIME];

	add_up(&on_time, CELL_COUNT, s, "on_time", false);
	add_up(&late, CELL_COUNT, s, "late", false);
	n->type = CELL_RATE;
	n->now.rate.part = on_time.now.count;
	n->now.rate.whole = on_time.now.count + late.now.count;
	n->now.known = n->now.rate.whole > 0;
}

/* A period with a mark behind it is not over. */
static bool
is_over(const struct sheet *s, size_t row)
{
	struct cell period = cell_at(s, row, "period");

	return period.known && period.text.n > 0 &&
	    period.text.p[period.text.n - 1] != '*';
}

/* Of groups nothing is taken: no row is that of all. */
static void
take_churn(struct headline *h, const struct sheet *s)
{
	size_t last = sheet_rows(s);
	struct cell period;

	if (sheet_find(s, "period") != 0)
		return;
	while (last > 0 && !is_over(s, last - 1))
		last--;
	if (last-- == 0)
		return;
	period = cell_at(s, last, "period");
	snprintf(h->period, sizeof h->period, "%.*s", (int)period.text.n, period.text.p);
	h->number[HEAD_LOST].now = cell_at(s, last, "lost");
	h->number[HEAD_CHURN].now = cell_at(s, last, "churn_rate");
	h->number[HEAD_CHURN].type = CELL_RATE;
	if (!h->number[HEAD_CUSTOMERS].now.known)
		h->number[HEAD_CUSTOMERS].now = cell_at(s, last, "closing");
	if (last == 0 || !is_over(s, last - 1))
		return;
	h->number[HEAD_LOST].before = cell_at(s, last - 1, "lost");
	h->number[HEAD_CHURN].before = cell_at(s, last - 1, "churn_rate");
}

/* The last row of an indicator, which is that of all; -1: it has no value. */
static int
kpi_row(const struct sheet *s, const char *indicator)
{
	for (size_t row = sheet_rows(s); row-- > 0; )
		if (slice_is(cell_at(s, row, "indicator").text, indicator))
			return cell_at(s, row, "value").known ? (int)row : -1;
	return -1;
}

/* The value of the row, and " (1.92 points less than the month before)". */
static void
print_rate(const struct sheet *s, int row, char value[SHOW_ROOM], char change[SHOW_ROOM])
{
	struct cell now = cell_at(s, (size_t)row, "value");
	struct cell move = cell_at(s, (size_t)row, "change");
	double points = move.known ? 100 * show_size(&move, CELL_FIGURE) : 0;

	snprintf(value, SHOW_ROOM, "%.2f%%", 100 * show_size(&now, CELL_FIGURE));
	change[0] = '\0';
	if (points != 0)
		snprintf(change, SHOW_ROOM, "%s%.2f%s", points < 0 ? phrase(" (", "（比上月低 ") :
		    phrase(" (", "（比上月高 "), fabs(points), points < 0 ?
		    phrase(" points less than the month before)", " 个百分点）") :
		    phrase(" points more than the month before)", " 个百分点）"));
}

/* What is kept of the base, its amount behind it where that is known. */
static void
say_kept(const struct sheet *s, int kept, int amount, char room[SAID])
{
	char value[SHOW_ROOM], change[SHOW_ROOM];
	size_t n;

	print_rate(s, kept, value, change);
	n = (size_t)snprintf(room, SAID, "%s%s%s%s", phrase("", "客户保有率 "), value,
	    phrase(" of the customers of the base are kept", ""), change);
	if (amount < 0)
		return;
	print_rate(s, amount, value, change);
	snprintf(room + n, SAID - n, "%s%s%s%s", phrase(", and ", "，收入保有率 "),
	    value, phrase(" of its amount", ""), change);
}

/* Without a base, who left in the month. */
static void
say_left(const struct sheet *s, int left, char room[SAID])
{
	char value[SHOW_ROOM], change[SHOW_ROOM];

	print_rate(s, left, value, change);
	snprintf(room, SAID, "%s%s%s%s", phrase("", "当月离网率 "), value,
	    phrase(" of the customers left in the month", ""), change);
}

static void
take_kpi(struct headline *h, const struct sheet *s)
{
	int kept = kpi_row(s, "keep_rate"), left = kpi_row(s, "churn_month");
	int row = kept >= 0 ? kept : left;
	struct slice month, from;
	char said[SAID];

	if (row < 0)
		return;
	month = cell_at(s, (size_t)row, "period").text;
	if (memchr(month.p, '/', month.n) != NULL)
		slice_cut(&month, '/', &from);
	if (kept >= 0)
		say_kept(s, kept, kpi_row(s, "keep_amount_rate"), said);
	else
		say_left(s, left, said);
	snprintf(h->kpi, HEADLINE_TEXT, "%.*s%s%s%s", (int)month.n, month.p,
	    phrase(": ", "："), said, phrase(".", "。"));
}

bool
headline_reads(const char *kind)
{
	static const char *const told[] = { "tiers", "workorders", "plan", "churn" };

	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		if (strcmp(kind, told[i]) == 0)
			return true;
	return false;
}

struct headline
headline_of(struct sheet *const sheet[], int sheets)
{
	struct headline h = { .period = "" };

	for (int i = 0; i < HEADLINE_NUMBERS; i++)
		h.number[i].type = CELL_COUNT;
	for (int i = 0; i < sheets; i++)
		if (is_kind(sheet[i], "tiers"))
			take_tiers(&h, sheet[i]);
		else if (is_kind(sheet[i], "workorders"))
			add_up(&h.number[HEAD_ORDERS], CELL_COUNT, sheet[i], "count", false);
		else if (is_kind(sheet[i], "plan"))
			take_plan(&h, sheet[i]);
		else if (sheets == 1 && is_kind(sheet[i], "kpi"))
			take_kpi(&h, sheet[i]);
	for (int i = 0; i < sheets; i++)
		if (is_kind(sheet[i], "churn"))
			take_churn(&h, sheet[i]);
	return h;
}

void
headline_compare(struct headline *now, const struct headline *earlier)
{
	for (int i = 0; i < HEADLINE_NUMBERS; i++)
		if (earlier->number[i].now.known)
			now->number[i].before = earlier->number[i].now;
}

bool
headline_is_worth(const struct headline *h)
{
	enum { ENOUGH = 4 };
	int known = 0;

	for (int i = 0; i < HEADLINE_NUMBERS; i++)
		known += h->number[i].now.known;
	return known >= ENOUGH;
}

/* "+3 (+5.08%)", of rates "+0.30 points". */
static void
print_change(const struct headline_number *n, char room[SHOW_ROOM])
{
	double now = show_size(&n->now, n->type), before = show_size(&n->before, n->type);
	double units = n->type == CELL_MONEY ? MONEY_UNIT : 1;
	int decimals = n->type == CELL_MONEY ? 2 : 0;

	room[0] = '\0';
	if (!n->now.known || !n->before.known)
		return;
	if (n->type == CELL_RATE)
		snprintf(room, SHOW_ROOM, "%+.2f%s", 100 * (now - before),
		    phrase(" points", " 个百分点"));
	else if (before == 0)
		snprintf(room, SHOW_ROOM, "%+.*f", decimals, (now - before) / units);
	else
		snprintf(room, SHOW_ROOM, "%+.*f%s%+.2f%%%s", decimals,
		    (now - before) / units, phrase(" (", "（"),
		    100 * (now - before) / fabs(before), phrase(")", "）"));
}

static void
print_value(const struct cell *c, enum cell_type type, char room[SHOW_ROOM])
{
	char shown[SHOW_ROOM];
	struct slice text = show_cell(NULL, c, type, shown);

	snprintf(room, SHOW_ROOM, "%.*s", (int)text.n, text.p);
}

bool
headline_line(const struct headline *h, enum headline_name n, struct headline_line *line)
{
	static const struct { const char *english, *chinese; } label[] = {
		[HEAD_CUSTOMERS] = { "Customers", "客户数" },
		[HEAD_LOST] = { "Lost", "流失" },
		[HEAD_CHURN] = { "Churn", "流失率" },
		[HEAD_AMOUNT] = { "Amount", "金额" },
		[HEAD_ORDERS] = { "Work orders", "工单" },
		[HEAD_ON_TIME] = { "On time", "按时" },
	};
	const struct headline_number *one = &h->number[n];

	if (!one->now.known)
		return false;
	line->label = phrase(label[n].english, label[n].chinese);
	print_value(&one->now, one->type, line->value);
	print_change(one, line->change);
	return true;
}

/* ", up from 0.90%"; nothing when there is nothing to compare with. */
static void
print_move(const struct headline_number *churn, char room[SHOW_ROOM * 2])
{
	double step = show_size(&churn->now, CELL_RATE) - show_size(&churn->before, CELL_RATE);
	char before[SHOW_ROOM];

	room[0] = '\0';
	if (!churn->before.known)
		return;
	print_value(&churn->before, CELL_RATE, before);
	if (step == 0)
		snprintf(room, SHOW_ROOM * 2, "%s", phrase(", as before", "，与此前持平"));
	else
		snprintf(room, SHOW_ROOM * 2, "%s%s", step > 0 ?
		    phrase(", up from ", "，高于此前的 ") :
		    phrase(", down from ", "，低于此前的 "), before);
}

const char *
headline_sentence(const struct headline *h, char room[HEADLINE_TEXT])
{
	struct headline_line lost, rate, customers, amount;
	char move[SHOW_ROOM * 2];

	snprintf(room, HEADLINE_TEXT, "%s", h->kpi);
	if (room[0] != '\0')
		return room;
	if (headline_line(h, HEAD_CHURN, &rate) && headline_line(h, HEAD_LOST, &lost)) {
		print_move(&h->number[HEAD_CHURN], move);
		snprintf(room, HEADLINE_TEXT, "%s%s%s%s%s%s%s%s", h->period,
		    phrase(": ", "：流失客户 "), lost.value,
		    phrase(" customers were lost, ", " 户，流失率 "), rate.value,
		    phrase(" of all", ""), move, phrase(".", "。"));
	} else if (headline_line(h, HEAD_CUSTOMERS, &customers) &&
	    headline_line(h, HEAD_AMOUNT, &amount)) {
		snprintf(room, HEADLINE_TEXT, "%s%s%s%s%s", phrase("", "客户 "),
		    customers.value, phrase(" customers bring ", " 户，金额 "), amount.value,
		    phrase(".", "。"));
	}
	return room;
}
