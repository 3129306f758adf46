/*
 * calendar -- the special days: China's, and those of the user's own table.
 */
#include "common/base/diag.h"
#include "common/table/own_days.h"
#include "common/table/policy.h"
#include "common/table/table.h"
#include "common/value/lunar.h"

static const char *const columns[] = { "date", "kind", "name", NULL };

static void
add_built_in(struct calendar *c)
{
	struct policy *p = policy_open(NULL, NULL, "calendar-cn", columns);

	for (size_t row = 0; row < policy_rows(p); row++) {
		daynum d;

		if (!date_parse(policy_cell(p, row, "date"), &d))
			policy_refuse(p, row, "date", A_DATE);
		calendar_add(c, d, policy_word(p, row, "kind", &day_words) ==
		    DAY_HOLIDAY ? HOLIDAY : WORKDAY);
	}
	policy_close(p);
}

static void
add_file(struct calendar *c, const struct options *o, const char *path)
{
	struct table *t = table_open(o, path, KIND(CALENDAR));
	int date = table_need(t, "date"), kind = table_need(t, "kind");
	struct own_days *own = own_days_new(c);
	daynum d;

	while (table_next(t))
		if (table_date(t, date, &d))
			own_days_take(own, t, kind, d);
	own_days_settle(own);
	table_close(t);
}

struct calendar *
policy_calendar(const struct options *o, const char *path)
{
	struct calendar *c = calendar_new();

	if (path != NULL && strcmp(path, "weekends") == 0) {
		calendar_weekends_only(c);
		return c;
	}
	add_built_in(c);
	if (path != NULL)
		add_file(c, o, path);
	return c;
}

/* Mondays to Fridays are taken where the calendar ends; of which year, once. */
static void
tell_of_nothing(int year)
{
	static bool is_told;

	if (!is_told)
		warn("the calendar has no days of %d: Monday to Friday are taken", year);
	is_told = true;
}

static void
tell_of_statutory(int year)
{
	static bool is_told[LUNAR_LAST + 1];

	if (!is_told[year])
		warn("%d: statutory days only, make-up days not known yet", year);
	is_told[year] = true;
}

void
policy_calendar_tell(const struct calendar *c, daynum from, daynum to)
{
	int last = day_civil(to).year;

	for (int year = day_civil(from).year; year <= last; year++) {
		enum knowledge known = calendar_knowledge(c, year);

		if (known == NOTHING)
			tell_of_nothing(year);
		else if (known == STATUTORY_DAYS)
			tell_of_statutory(year);
	}
}
