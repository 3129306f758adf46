/*
 * yearly -- rules about the anniversary of a date.
 *
 * Memory: nothing a customer.
 */
#include "cmd/rt-triggers/dates.h"
#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/diag.h"
#include "common/value/lunar.h"

/* The first anniversary on or after a day, not the date itself. */
static daynum
next_anniversary(daynum date, daynum from)
{
	struct civil c = day_civil(date);
	int year = day_civil(from).year;
	daynum day;

	if (year <= c.year)
		year = c.year + 1;
	day = day_in_year(c.month, c.day, year);
	return day >= from ? day : day_in_year(c.month, c.day, year + 1);
}

/* That of the cell's date, which may be one of the lunar calendar. */
static daynum
next_of_cell(const struct feed *f, const struct record *r, daynum from)
{
	struct lunar lunar;

	if (slice_is(f->rule->column, "birthday") &&
	    lunar_parse(r->value[f->column].text, &lunar))
		return lunar_next(lunar, from);
	return next_anniversary(dates_day(f, r), from);
}

/* Once: where the lunar calendar ends, a birthday is lost. */
static void
tell_of_end(void)
{
	static bool is_told;

	if (!is_told)
		warn("birthdays of the lunar calendar are known to the end of its %d",
		    LUNAR_LAST);
	is_told = true;
}

/* "birthday on 2026-03-07", "first_deal 2021-03-07: 5 years on 2026-03-07". */
static void
add_evidence(struct line *l, struct slice column, daynum date, daynum anniversary)
{
	int years = day_civil(anniversary).year - day_civil(date).year;

	line_add_column(l, column);
	if (slice_is(column, "birthday")) {
		line_say(l, " on ", " ");
	} else {
		line_add(l, " ");
		line_add_date(l, date);
		line_say(l, ": ", "：");
		line_add_count(l, years);
		line_say(l, years == 1 ? " year on " : " years on ", " 周年，日期 ");
	}
	line_add_date(l, anniversary);
}

static void
observe(struct watch *w, const struct feed *f, struct record *r)
{
	struct line *l = line_begin(&w->line);
	struct order order = order_begin(f->rule, f->guard, NO_CUSTOMER,
	    w->moment.as_of);

	if (!r->value[f->column].known || !where_holds(&f->where, r->value))
		return;
	order.day = next_of_cell(f, r, w->moment.as_of);
	if (order.day == NO_DAY)
		tell_of_end();
	if (order.day == NO_DAY ||
	    order.day > duration_after_day(w->moment.as_of, f->rule->window))
		return;
	add_evidence(l, f->rule->column, dates_day(f, r), order.day);
	order.customer = record_customer(r);
	docket_add(w->docket, &order, l);
}

static void
describe(struct line *l, const struct rule *r)
{
	line_add_duration(l, r->window);
	describe_column(l, " or less to the anniversary of ", r);
}

const struct rule_kind yearly_rule = {
	.name = "yearly",
	.tables = DATED_TABLES,
	.needs = { .column = true, .window = true },
	.column = COLUMN_DATE,
	.mistake = rule_window_mistake,
	.observe = observe,
	.describe = describe,
};
