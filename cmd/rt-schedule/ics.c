/*
 * The identity of an event is a hash of customer and first work order:
 * importing the next plan moves an event in place of making a second.
 */
#include "cmd/rt-schedule/ics.h"

#include <inttypes.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

enum { UNTIMED_SECONDS = 60, RECORD_MINUTES = 30, UID_TEXT = 24 };

static struct icaltimetype
utc(instant t)
{
	return icaltime_from_timet_with_zone((time_t)t, 0,
	    icaltimezone_get_utc_timezone());
}

/* What stands in the calendar of somebody else must not name the customer. */
static void
print_uid(char out[UID_TEXT], struct slice customer, struct slice workorder)
{
	char *text = mem_array(customer.n + 1 + workorder.n, 1);

	if (customer.n > 0)
		memcpy(text, customer.p, customer.n);
	text[customer.n] = '\n';
	memcpy(text + customer.n + 1, workorder.p, workorder.n);
	snprintf(out, UID_TEXT, "%016" PRIx64 "@rt",
	    (uint64_t)XXH64(text, customer.n + 1 + workorder.n, 0));
	free(text);
}

/* K08: the record is due half an hour behind the end. */
static icalcomponent *
alarm_of(void)
{
	struct icaltriggertype trigger = icaltriggertype_from_int(RECORD_MINUTES * 60);
	icalproperty *when = icalproperty_new_trigger(trigger);
	icalcomponent *alarm = icalcomponent_new_valarm();

	icalproperty_add_parameter(when, icalparameter_new_related(ICAL_RELATED_END));
	icalcomponent_add_property(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
	icalcomponent_add_property(alarm, when);
	icalcomponent_add_property(alarm,
	    icalproperty_new_description("Record the contact"));
	return alarm;
}

struct event {
	const struct setting *setting;
	const struct contacts *contacts;
	const struct orders *orders;
	instant stamp;
};

static struct slice
customer_id(const struct event *e, const struct contact *c)
{
	return c->customer == NOBODY ? SLICE("") :
	    map_key(e->orders->customers, c->customer);
}

static void
add_times(icalcomponent *event, const struct event *e, const struct contact *c)
{
	instant start = instant_at(c->day, c->start), end = instant_at(c->day, c->end);

	if (end <= start)
		end = start + UNTIMED_SECONDS;
	icalcomponent_add_property(event, icalproperty_new_dtstamp(utc(e->stamp)));
	icalcomponent_add_property(event, icalproperty_new_dtstart(utc(start)));
	icalcomponent_add_property(event, icalproperty_new_dtend(utc(end)));
}

/* "call C0008", and for each work order its trigger and what to do. */
static void
add_texts(icalcomponent *event, const struct event *e, const struct contact *c)
{
	struct slice id = customer_id(e, c);
	char *summary = NULL, *text = NULL;
	size_t length;
	FILE *f = open_memstream(&text, &length);
	int n = asprintf(&summary, "%s%s%.*s", channel_name(c->channel),
	    id.n > 0 ? " " : "", (int)id.n, id.p != NULL ? id.p : "");

	if (f == NULL || n < 0)
		die(BAD_SYSTEM, "out of memory");
	for (uint32_t k = 0; k < c->orders; k++) {
		const struct order *o =
		    &e->orders->one[e->contacts->order[c->first + k]];
		struct slice trigger = orders_word(e->orders, o->trigger);
		struct slice action = orders_word(e->orders, o->action);

		fprintf(f, "%s%.*s", k > 0 ? "\n" : "", (int)trigger.n, trigger.p);
		if (action.n > 0)
			fprintf(f, ": %.*s", (int)action.n, action.p);
	}
	if (fclose(f) != 0)
		die(BAD_SYSTEM, "out of memory");
	icalcomponent_add_property(event, icalproperty_new_summary(summary));
	icalcomponent_add_property(event, icalproperty_new_description(text));
	free(summary);
	free(text);
}

static void
write_event(struct writer *w, const struct event *e, const struct contact *c)
{
	icalcomponent *event = icalcomponent_new_vevent();
	const struct order *first = &e->orders->one[e->contacts->order[c->first]];
	struct slice manager = contact_manager_name(c, e->setting->managers);
	char uid[UID_TEXT], *text;

	print_uid(uid, customer_id(e, c), first->id);
	icalcomponent_add_property(event, icalproperty_new_uid(uid));
	add_times(event, e, c);
	add_texts(event, e, c);
	if (manager.n > 0) {
		text = mem_copy(manager);
		icalcomponent_add_property(event, icalproperty_new_contact(text));
		free(text);
	}
	icalcomponent_add_component(event, alarm_of());
	text = icalcomponent_as_ical_string_r(event);
	writer_bytes(w, slice_of(text));
	icalmemory_free_buffer(text);
	icalcomponent_free(event);
}

void
ics_emit(struct writer *w, const struct setting *s, const struct contacts *all,
    const struct orders *orders, struct contact *const row[], instant stamp)
{
	struct event e = { s, all, orders, stamp };
	size_t planned = 0;

	writer_bytes(w, SLICE("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
	    "PRODID:-//rt//rt-schedule//EN\r\n"));
	for (; planned < all->count && row[planned]->day != NO_DAY; planned++)
		write_event(w, &e, row[planned]);
	writer_bytes(w, SLICE("END:VCALENDAR\r\n"));
	warn("unplanned contacts, which the calendar has not: %zu", all->count - planned);
}
