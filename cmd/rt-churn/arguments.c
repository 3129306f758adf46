/*
 * The words that an option takes stand in its complaint, so that whoever
 * mistyped one need not look it up.
 */
#include "cmd/rt-churn/arguments.h"

#include <string.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/value/number.h"

enum definition
argument_definition(const char *text)
{
	for (enum definition d = 0; d <= ALL_DEFINITIONS; d++)
		if (strcmp(text, definition_name[d]) == 0)
			return d;
	die_usage("--definition %s: not one of opening, opening-new, average, "
	    "closing-normalised, snapshot, all", text);
}

enum every
argument_every(const char *text)
{
	enum every e;

	if (!every_parse(text, &e))
		die_usage("--every %s: not month, quarter or year", text);
	return e;
}

void
argument_flag(struct request *q, const char *text)
{
	const char *equals = strchr(text, '=');
	struct slice column, value;

	if (equals == NULL)
		die_usage("--flag %s: not COL=VALUE", text);
	column = slice_trim((struct slice){ text, (size_t)(equals - text) });
	value = slice_trim(slice_of(equals + 1));
	if (column.n == 0 || value.n == 0)
		die_usage("--flag %s: not COL=VALUE", text);
	names_free(&q->flag);
	names_add_one(&q->flag, "--flag", column);
	q->flag_value = value;
}

/* A column, and behind = the value that it is compared with. */
void
argument_event(struct request *q, const char *text)
{
	const char *equals = strchr(text, '=');
	size_t length = equals != NULL ? (size_t)(equals - text) : strlen(text);
	struct slice column = slice_trim((struct slice){ text, length });

	if (column.n == 0)
		die_usage("--event %s: not COL or COL=VALUE", text);
	names_free(&q->event);
	names_add_one(&q->event, "--event", column);
	q->event_value = (struct slice){ NULL, 0 };
	if (equals != NULL)
		q->event_value = slice_trim(slice_of(equals + 1));
}

void
argument_column(struct names *n, const char *option, const char *text)
{
	names_free(n);
	names_add_one(n, option, slice_trim(slice_of(text)));
}

/* A time, which is a number that is not below 0. */
static double
time_of(const char *option, struct slice text)
{
	double x;

	if (!number_parse(text, &x) || x < 0)
		die_usage("%s %.*s: not a number from 0 on, such as 1.5", option, (int)text.n, text.p);
	return x;
}

double
argument_time(const char *option, const char *text)
{
	return time_of(option, slice_of(text));
}

double
argument_level(const char *text)
{
	double x = time_of("--level", slice_of(text));

	if (x <= 0 || x >= 1)
		die_usage("--level %s: not between 0 and 1", text);
	return x;
}

void
argument_times(struct request *q, const char *text)
{
	struct slice rest = slice_of(text), item;
	size_t room = q->times;

	q->times = 0;
	while (slice_cut(&rest, ',', &item)) {
		double time = time_of("--at", item);

		if (q->times > 0 && time <= q->at[q->times - 1])
			die_usage("--at %s: the times are not in ascending order", text);
		q->at = mem_grow(q->at, q->times, &room, sizeof *q->at);
		q->at[q->times++] = time;
	}
}

/* Days of a unit of time; a month is a twelfth of 365.25 days. */
double
argument_unit(const char *text)
{
	if (strcmp(text, "day") == 0)
		return 1;
	if (strcmp(text, "week") == 0)
		return 7;
	if (strcmp(text, "month") == 0)
		return 30.4375;
	die_usage("--unit %s: not day, week or month", text);
}

enum interval
argument_interval(const char *text)
{
	if (strcmp(text, "log-log") == 0)
		return LOG_LOG;
	if (strcmp(text, "log") == 0)
		return LOG;
	if (strcmp(text, "plain") == 0)
		return PLAIN;
	die_usage("--interval %s: not log-log, log or plain", text);
}

double
argument_discount(const char *text)
{
	double x = time_of("--discount", slice_of(text));

	if (x <= 0)
		die_usage("--discount %s: not above 0", text);
	return x;
}
