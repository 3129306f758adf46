/*
 * A month that is over may lack its bills for some days, so that one is no doubt.
 */
#include "common/table/stale.h"

enum { MONTHS_DOUBTED = 2 };

void
stale_check(const struct options *o, struct table *t, monthnum latest)
{
	char used[MONTH_TEXT], over[MONTH_TEXT];

	uint64_t left_out = 0;

	/* What was left out was asked for. */
	table_left_out(t, &left_out);
	if (latest == NO_MONTH && left_out == 0)
		doubt_say(STALE, table_name(t), 0, "no record of it is used: is the table "
		    "whole?");
	if (latest == NO_MONTH || options_month_over(o) - latest < MONTHS_DOUBTED)
		return;
	month_print(latest, used);
	month_print(options_month_over(o), over);
	doubt_say(STALE, table_name(t), 0, "the latest month is %.*s, but %.*s is over: is "
	    "the table whole?", MONTH_TEXT, used, MONTH_TEXT, over);
}
