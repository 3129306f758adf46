/*
 * Most records are about nothing that a rule wants: the customer is
 * looked up, and a time taken apart, only when somebody asks.
 */
#include "cmd/rt-triggers/record.h"

uint32_t
record_customer(struct record *r)
{
	if (r->customer == NO_CUSTOMER) {
		r->customer = roster_customer(r->roster, r->id);
		roster_state(r->roster, r->customer)->met |= KIND(r->fields->kind);
	}
	return r->customer;
}

daynum
record_day(struct record *r)
{
	int seconds;

	if (r->day == NO_DAY && r->time != NO_INSTANT)
		r->day = instant_day(r->time, &seconds);
	return r->day;
}

bool
record_is_past(const struct record *r)
{
	return r->time != NO_INSTANT ? r->time <= r->moment->last :
	    r->day <= r->moment->as_of;
}
