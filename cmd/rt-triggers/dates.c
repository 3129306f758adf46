/*
 * A time counts for the local day on which it lies.
 */
#include "cmd/rt-triggers/dates.h"

bool
dates_are_times(const struct feed *f, const struct record *r)
{
	return r->fields->field[f->column].type == INSTANT;
}

daynum
dates_day(const struct feed *f, const struct record *r)
{
	const struct value *v = &r->value[f->column];
	int seconds;

	return dates_are_times(f, r) ? instant_day(v->n, &seconds) : (daynum)v->n;
}
