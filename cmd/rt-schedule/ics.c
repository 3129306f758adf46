/*
 * The identity of an event is a hash of the contact_id:
 * importing the next plan moves an event in place of making a second.
 */
#include "cmd/rt-schedule/ics.h"

#include <inttypes.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "cmd/rt-schedule/changes.h"
#include "cmd/rt-schedule/ics_text.h"
#include "cmd/rt-schedule/spoken.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/triggers.h"

enum { UNTIMED_SECONDS = 60, RECORD_MINUTES = 30, UID_TEXT = 24 };

/* What an event tells, of a contact or of a row that is cancelled. */
struct event {
	struct slice id, customer, name, manager;
	struct revision revision;
	daynum day;
	int start, end;
	enum channel channel;
};

struct sheet {
	struct writer *w;
	const struct calendar_page *page;
	struct ics_text scratch;
	struct glossary *glossary; /* of triggers */
};

static struct icaltimetype
utc(instant t)
{
	return icaltime_from_timet_with_zone((time_t)t, 0,
	    icaltimezone_get_utc_timezone());
}

static void
add(icalcomponent *to, icalproperty *property)
{
	if (property == NULL)
		die(BAD_SYSTEM, "out of memory");
	icalcomponent_add_property(to, property);
}

static icalcomponent *
made(icalcomponent *component)
{
	if (component == NULL)
		die(BAD_SYSTEM, "out of memory");
	return component;
}

/* What stands in the calendar of somebody else must not name the customer. */
static void
add_uid(icalcomponent *event, struct slice id)
{
	char uid[UID_TEXT];

	snprintf(uid, sizeof uid, "%016" PRIx64 "@rt", (uint64_t)XXH64(id.p, id.n, 0));
	add(event, icalproperty_new_uid(uid));
}

/* K08: the record is due half an hour behind the end. */
static icalcomponent *
alarm_of(void)
{
	struct icaltriggertype trigger = icaltriggertype_from_int(RECORD_MINUTES * 60);
	icalproperty *when = icalproperty_new_trigger(trigger);
	icalcomponent *alarm = made(icalcomponent_new_valarm());

	add(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
	add(alarm, when);
	icalproperty_add_parameter(when, icalparameter_new_related(ICAL_RELATED_END));
	add(alarm, icalproperty_new_description(spoken_record()));
	return alarm;
}

/* A contact lasts its minutes, also when clocks are changed meanwhile. */
static void
add_times(icalcomponent *event, const struct sheet *s, const struct event *e)
{
	instant start = instant_at(e->day, e->start), end;
	instant changed = revision_instant(&e->revision);

	end = start + (e->end > e->start ? (e->end - e->start) * 60 : UNTIMED_SECONDS);
	add(event, icalproperty_new_dtstamp(utc(today_instant(s->page->setting->today))));
	add(event, icalproperty_new_dtstart(utc(start)));
	add(event, icalproperty_new_dtend(utc(end)));
	add(event, icalproperty_new_sequence((int)e->revision.count));
	if (changed != NO_INSTANT)
		add(event, icalproperty_new_lastmodified(utc(changed)));
}

/* "call 王芳 C0008" */
static void
add_summary(icalcomponent *event, struct sheet *s, const struct event *e)
{
	struct ics_text *t = &s->scratch;

	ics_text_clear(t);
	ics_text_add(t, slice_of(spoken_channel(e->channel)));
	if (e->name.n > 0)
		ics_text_add(t, SLICE(" "));
	ics_text_add(t, e->name);
	if (e->customer.n > 0)
		ics_text_add(t, SLICE(" "));
	ics_text_add(t, e->customer);
	add(event, icalproperty_new_summary(ics_text_of(t)));
}

/* For each work order what happened and what to do. */
static void
add_description(icalcomponent *event, struct sheet *s, const struct contact *c)
{
	const struct orders *orders = s->page->orders;
	struct ics_text *t = &s->scratch;

	ics_text_clear(t);
	for (uint32_t k = 0; k < c->orders; k++) {
		const struct order *o =
		    &orders->one[s->page->contacts->order[c->first + k]];
		struct slice action = orders_word(orders, o->action);

		if (k > 0)
			ics_text_add(t, SLICE("\n"));
		ics_text_add(t, glossary_word(s->glossary, "trigger",
		    orders_word(orders, o->trigger)));
		if (action.n > 0)
			ics_text_add(t, SLICE(": "));
		ics_text_add(t, action);
	}
	add(event, icalproperty_new_description(ics_text_of(t)));
}

static void
add_manager(icalcomponent *event, struct sheet *s, struct slice manager)
{
	if (manager.n == 0)
		return;
	ics_text_clear(&s->scratch);
	ics_text_add(&s->scratch, manager);
	add(event, icalproperty_new_contact(ics_text_of(&s->scratch)));
}

static void
write_event(const struct sheet *s, icalcomponent *event)
{
	char *text = icalcomponent_as_ical_string_r(event);

	if (text == NULL)
		die(BAD_SYSTEM, "out of memory");
	writer_bytes(s->w, slice_of(text));
	icalmemory_free_buffer(text);
	icalcomponent_free(event);
}

static struct slice
customer_name(const struct sheet *s, uint32_t customer)
{
	return customers_one(s->page->setting->customers, customer)->name;
}

static void
write_contact(struct sheet *s, const struct contact *c)
{
	icalcomponent *event = made(icalcomponent_new_vevent());
	struct event e = {
		.id = c->id,
		.name = customer_name(s, c->customer),
		.manager = contact_manager_name(c, s->page->setting->managers),
		.revision = c->revision,
		.day = c->day, .start = c->start, .end = c->end,
		.channel = c->channel,
	};

	if (c->customer != NOBODY)
		e.customer = map_key(s->page->orders->customers, c->customer);
	add_uid(event, e.id);
	add_times(event, s, &e);
	add_summary(event, s, &e);
	add_description(event, s, c);
	add_manager(event, s, e.manager);
	icalcomponent_add_component(event, alarm_of());
	write_event(s, event);
}

/* The event of a row before, so that who has it in a calendar strikes it out. */
static void
write_cancelled(struct sheet *s, const struct planned *p, const struct revision *r)
{
	icalcomponent *event = made(icalcomponent_new_vevent());
	uint32_t customer = p->customer.n == 0 ? NOBODY :
	    map_find(s->page->orders->customers, p->customer);
	struct event e = {
		.id = p->contact_id,
		.customer = p->customer,
		.name = customer_name(s, customer),
		.revision = *r,
		.day = p->day, .start = p->start, .end = p->end,
		.channel = p->channel,
	};

	add_uid(event, e.id);
	add_times(event, s, &e);
	add_summary(event, s, &e);
	add_manager(event, s, p->manager);
	add(event, icalproperty_new_status(ICAL_STATUS_CANCELLED));
	write_event(s, event);
}

static bool
is_event(const struct sheet *s, const struct planned *p)
{
	return planned_is_complete(p) && rows_include(s->page->rows, p->manager);
}

/* What is no longer planned; to one manager also what is another's now. */
static void
write_all_cancelled(struct sheet *s)
{
	const struct calendar_page *page = s->page;
	const struct today *today = page->setting->today;
	size_t count;
	struct gone *gone = changes_gone(page->before, page->contacts, &count);

	for (size_t i = 0; i < count; i++) {
		struct revision next = revision_next(&gone[i].row->revision, today);

		if (is_event(s, gone[i].row))
			write_cancelled(s, gone[i].row, gone[i].contact == NULL ?
			    &next : &gone[i].contact->revision);
	}
	free(gone);
	for (size_t i = 0; i < page->contacts->count; i++) {
		const struct contact *c = &page->contacts->one[i];

		if (c->was != NULL && c->day != NO_DAY && is_event(s, c->was) &&
		    c->was->contact_id.n > 0 && !rows_include(page->rows,
		    contact_manager_name(c, page->setting->managers)))
			write_cancelled(s, c->was, &c->revision);
	}
}

void
ics_emit(struct writer *w, const struct calendar_page *page)
{
	struct policy *triggers = triggers_policy(NULL, NULL);
	struct sheet s = { .w = w, .page = page, .glossary = glossary_open(NULL, NULL) };
	const struct rows *rows = page->rows;

	triggers_label(triggers, s.glossary);
	writer_bytes(w, SLICE("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//rt//rt-schedule//"));
	writer_bytes(w, slice_of(phrase("EN\r\n", "ZH\r\n")));
	for (size_t i = 0; i < rows->planned; i++)
		write_contact(&s, rows->one[i]);
	if (page->before != NULL)
		write_all_cancelled(&s);
	writer_bytes(w, SLICE("END:VCALENDAR\r\n"));
	ics_text_free(&s.scratch);
	glossary_free(s.glossary);
	policy_close(triggers);
	warn("unplanned contacts, which the calendar has not: %zu",
	    rows->count - rows->planned);
}
