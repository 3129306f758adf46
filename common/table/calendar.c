/*
 * calendar -- the special days: China's, and those of the user's own table.
 */
#include "common/table/policy.h"
#include "common/table/table.h"

static const char *const columns[] = { "date", "kind", "name", NULL };

/* Occasions are no matter of working days. */
static bool
is_special(struct slice kind, enum special *special)
{
	*special = slice_is(kind, "holiday") ? HOLIDAY : WORKDAY;
	return slice_is(kind, "holiday") || slice_is(kind, "workday");
}

static void
add_built_in(struct calendar *c)
{
	struct policy *p = policy_open(NULL, "calendar-cn", columns);

	for (size_t row = 0; row < policy_rows(p); row++) {
		enum special special;
		daynum d;

		if (!date_parse(policy_cell(p, row, "date"), &d))
			policy_die(p, row, "date", "not a date");
		if (is_special(policy_cell(p, row, "kind"), &special))
			calendar_add(c, d, special);
	}
	policy_close(p);
}

static void
add_file(struct calendar *c, const char *path)
{
	struct table *t = table_open(options_given(), path, KIND(CALENDAR));
	int date = table_need(t, "date"), kind = table_need(t, "kind");

	while (table_next(t)) {
		struct slice text = slice_trim(table_text(t, kind));
		enum special special;
		daynum d;

		if (!table_date(t, date, &d))
			continue;
		if (is_special(text, &special))
			calendar_add(c, d, special);
		else if (!slice_is(text, "occasion"))
			table_refuse(t, kind, "neither holiday, workday nor occasion");
	}
	table_close(t);
}

struct calendar *
policy_calendar(const char *path)
{
	struct calendar *c = calendar_new();

	if (path != NULL && strcmp(path, "weekends") == 0) {
		calendar_weekends_only(c);
		return c;
	}
	add_built_in(c);
	if (path != NULL)
		add_file(c, path);
	return c;
}
