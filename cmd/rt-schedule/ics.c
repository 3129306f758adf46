/*
 * The identity of an event is a hash of the contact_id:
 * importing the next plan moves an event in place of making a second.
 */
#include "cmd/rt-schedule/ics.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "cmd/rt-schedule/changes.h"
#include "cmd/rt-schedule/ics_text.h"
#include "cmd/rt-schedule/spoken.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/value/lang.h"

enum { UNTIMED_SECONDS = 60, UID_TEXT = 24 };

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
	struct ics_text line;
	const struct spoken *words;
};

/* A line whose value needs no escape. */
static void
put(struct sheet *s, const char *name, const char *value)
{
	ics_text_begin(&s->line, name);
	ics_text_add_plain(&s->line, slice_of(value));
	ics_text_end(&s->line, s->w);
}

/* A line with a time in UTC: "DTSTART:20260305T010000Z". */
static void
put_time(struct sheet *s, const char *name, instant t)
{
	char day[DATE_TEXT], text[32];
	int64_t days = t / DAY_SECONDS - (t % DAY_SECONDS < 0);
	int seconds = (int)(t - days * DAY_SECONDS);

	date_print((daynum)days, day);
	snprintf(text, sizeof text, "%.4s%.2s%.2sT%02d%02d%02dZ", day, day + 5, day + 8,
	    seconds / 3600, seconds / 60 % 60, seconds % 60);
	put(s, name, text);
}

/* What stands in the calendar of somebody else must not name the customer. */
static void
put_uid(struct sheet *s, struct slice id)
{
	char uid[UID_TEXT];

	snprintf(uid, sizeof uid, "%016" PRIx64 "@rt", (uint64_t)XXH64(id.p, id.n, 0));
	put(s, "UID:", uid);
}

/* K08: the record is due half an hour behind the end. */
static void
put_alarm(struct sheet *s)
{
	put(s, "BEGIN:VALARM", "");
	put(s, "ACTION:", "DISPLAY");
	put(s, "TRIGGER;RELATED=END:", "PT30M");
	ics_text_begin(&s->line, "DESCRIPTION:");
	ics_text_add(&s->line, slice_of(spoken_record()));
	ics_text_end(&s->line, s->w);
	put(s, "END:VALARM", "");
}

/* A contact lasts its minutes, also when clocks are changed meanwhile. */
static void
put_times(struct sheet *s, const struct event *e)
{
	char sequence[24];
	instant start = instant_at(e->day, e->start), end;
	instant changed = revision_instant(&e->revision);

	end = start + (e->end > e->start ? (e->end - e->start) * 60 : UNTIMED_SECONDS);
	put_time(s, "DTSTAMP:", today_instant(s->page->setting->today));
	put_time(s, "DTSTART:", start);
	put_time(s, "DTEND:", end);
	snprintf(sequence, sizeof sequence, "%" PRId64, e->revision.count);
	put(s, "SEQUENCE:", sequence);
	if (changed != NO_INSTANT)
		put_time(s, "LAST-MODIFIED:", changed);
}

/* "Call 王芳 C0008" */
static void
put_summary(struct sheet *s, const struct event *e)
{
	struct ics_text *t = &s->line;

	ics_text_begin(t, "SUMMARY:");
	ics_text_add(t, spoken_channel(s->words, e->channel));
	if (e->name.n > 0)
		ics_text_add(t, SLICE(" "));
	ics_text_add(t, e->name);
	if (e->customer.n > 0)
		ics_text_add(t, SLICE(" "));
	ics_text_add(t, e->customer);
	ics_text_end(t, s->w);
}

/* For each work order what happened and what to do. */
static void
put_description(struct sheet *s, const struct contact *c)
{
	const struct orders *orders = s->page->orders;
	struct ics_text *t = &s->line;

	ics_text_begin(t, "DESCRIPTION:");
	for (uint32_t k = 0; k < c->orders; k++) {
		const struct order *o =
		    &orders->one[s->page->contacts->order[c->first + k]];
		struct slice action = orders_word(orders, o->action);

		if (k > 0)
			ics_text_add(t, SLICE("\n"));
		ics_text_add(t, spoken_trigger(s->words, orders_word(orders, o->trigger)));
		if (action.n > 0)
			ics_text_add(t, SLICE(": "));
		ics_text_add(t, action);
	}
	ics_text_end(t, s->w);
}

static void
put_manager(struct sheet *s, struct slice manager)
{
	if (manager.n == 0)
		return;
	ics_text_begin(&s->line, "CONTACT:");
	ics_text_add(&s->line, manager);
	ics_text_end(&s->line, s->w);
}

static struct slice
customer_name(const struct sheet *s, uint32_t customer)
{
	return customers_one(s->page->setting->customers, customer)->name;
}

static void
write_contact(struct sheet *s, const struct contact *c)
{
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
	put(s, "BEGIN:VEVENT", "");
	put_uid(s, e.id);
	put_times(s, &e);
	put_summary(s, &e);
	put_description(s, c);
	put_manager(s, e.manager);
	put_alarm(s);
	put(s, "END:VEVENT", "");
}

/* The event of a row before, so that who has it in a calendar strikes it out. */
static void
write_cancelled(struct sheet *s, const struct planned *p, const struct revision *r)
{
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

	put(s, "BEGIN:VEVENT", "");
	put_uid(s, e.id);
	put_times(s, &e);
	put_summary(s, &e);
	put_manager(s, p->manager);
	put(s, "STATUS:", "CANCELLED");
	put(s, "END:VEVENT", "");
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
	struct sheet s = { .w = w, .page = page, .words = page->setting->spoken };
	const struct rows *rows = page->rows;

	writer_bytes(w, SLICE("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//rt//rt-schedule//"));
	writer_bytes(w, slice_of(phrase("EN\r\n", "ZH\r\n")));
	for (size_t i = 0; i < rows->planned; i++)
		write_contact(&s, rows->one[i]);
	if (page->before != NULL)
		write_all_cancelled(&s);
	writer_bytes(w, SLICE("END:VCALENDAR\r\n"));
	ics_text_free(&s.line);
	warn("unplanned contacts, which the calendar has not: %zu",
	    rows->count - rows->planned);
}
