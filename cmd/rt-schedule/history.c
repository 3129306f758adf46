/*
 * The days of each customer lie together in one array, ascending, as
 * caps_allow() wants them; a plan says of a day what no record does.  Where calls are limited by the day, they become
 * bars: times between which no further one may start.
 */
#include "cmd/rt-schedule/history.h"

#include <stdlib.h>

#include "cmd/rt-schedule/channel.h"
#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/mem.h"
#include "common/base/search.h"
#include "common/base/translate.h"
#include "common/table/join.h"
#include "common/table/repeats.h"
#include "common/table/table.h"

/* What is known of a customer's day; of several the first counts. */
enum record_of_day {
	WAS_MADE,        /* a contact */
	WAS_NOT_MADE,    /* nobody was reached, or a call sheet was not filled in */
	WAS_PLANNED,     /* a plan says so, and no record anything else */
};

struct made {
	uint32_t customer;
	daynum day;
	int32_t minutes; /* since the day's midnight */
	enum record_of_day what;
	uint32_t row;    /* of the plan */
};

struct call {
	uint32_t customer;
	instant at;
};

/* No call may start after the one and before the other. */
struct bar {
	uint32_t customer;
	instant after, before;
};

struct history {
	struct made *made;
	size_t count, room;
	size_t *first;   /* by customer: of the days below; one more at the end */
	daynum *day;
	struct made *missed;      /* days that have a record, and no contact */
	size_t misses, missed_room;
	struct attempts *attempts;
	daynum *held;             /* by customer: until when; NULL: nobody is */
	uint32_t customers;
	int calls_a_day;  /* or ANY_CALLS */
	struct call *call;
	size_t calls, call_room;
	struct bar *bar;  /* by customer, then by time */
	size_t bars, bar_room;
};

static void
add_call(struct history *h, uint32_t customer, instant at)
{
	h->call = mem_grow(h->call, h->calls, &h->call_room, sizeof *h->call);
	h->call[h->calls++] = (struct call){ customer, at };
}

static void
add_day(struct history *h, struct made m)
{
	h->made = mem_grow(h->made, h->count, &h->room, sizeof *h->made);
	h->made[h->count++] = m;
}

/* Marketing and care are held back from the contact on, so long. */
static void
hold(struct history *h, uint32_t customer, instant at, const struct outcome_rule *r)
{
	int seconds;
	daynum until = instant_day(duration_after(at, r->retry_after), &seconds);

	if (h->held == NULL) {
		h->held = mem_array(h->customers, sizeof *h->held);
		for (uint32_t i = 0; i < h->customers; i++)
			h->held[i] = NO_DAY;
	}
	if (until > h->held[customer])
		h->held[customer] = until;
}

/* A record of a contacts table, of a customer who has orders. */
struct record {
	uint32_t customer;
	instant at;
	daynum day;
	int minutes;
	uint8_t channel;
	bool unmade;                       /* a call sheet says nothing of it */
	const struct outcome_rule *rule;   /* NULL: nothing known */
};

/* Not everything that is remembered is a contact, nor as long. */
static void
remember(struct history *h, const struct record *r, const struct memory *m)
{
	bool tried = r->rule != NULL && !r->rule->reached;

	if (r->day >= m->contacts || tried || r->unmade)
		add_day(h, (struct made){ r->customer, r->day, r->minutes,
		    tried || r->unmade ? WAS_NOT_MADE : WAS_MADE, 0 });
	if (r->unmade)
		return;
	if (tried && r->channel < MANAGED)
		attempts_add(h->attempts, r->customer, r->at, r->rule);
	if (r->rule != NULL && r->rule->reached)
		attempts_end(h->attempts, r->customer, r->at);
	if (r->rule != NULL && r->rule->refused)
		hold(h, r->customer, r->at, r->rule);
	if (h->calls_a_day != ANY_CALLS && r->channel == CALL && r->day >= m->contacts)
		add_call(h, r->customer, r->at);
}

struct columns {
	int id, time, channel, outcome;
	bool sheet;       /* a call sheet: what has no outcome was not made */
};

static struct columns
bind(struct table *t)
{
	struct columns c = {
		.id = table_need(t, "customer_id"),
		.time = table_need(t, "time"),
		.channel = table_need(t, "channel"),
		.outcome = table_column(t, "outcome"),
	};

	c.sheet = c.outcome != NO_COLUMN && table_column(t, "contact_id") != NO_COLUMN;
	return c;
}

/* What the outcome says; a word that the policy has not is a doubt. */
static void
read_outcome(struct table *t, const struct columns *c, struct outcomes *outcomes,
    struct record *r)
{
	struct slice cell = slice_trim(table_text(t, c->outcome));

	r->rule = NULL;
	r->unmade = c->sheet && cell.n == 0;
	if (cell.n == 0)
		return;
	r->rule = outcomes_find(outcomes, cell);
	if (r->rule == NULL)
		table_doubt(t, UNKNOWN_OUTCOME);
}

/* The records of call sheets that have no outcome. */
static void
tell_unmade(const struct table *t, uint64_t count)
{
	char number[GROUPED_TEXT];

	if (count == 1)
		warn("%s: 1 contact has no outcome: it was not made", table_name(t));
	else if (count > 1)
		warn("%s: %s contacts have no outcome: they were not made", table_name(t),
		    doubt_number(count, number));
}

/* The number of the customer, or of one of the kin behind them; or MAP_NONE. */
static uint32_t
number_of(const struct map *customers, const struct map *kin, struct slice id)
{
	uint32_t number = map_find(customers, id);

	if (number != MAP_NONE || kin == NULL)
		return number;
	number = map_find(kin, id);
	return number == MAP_NONE ? MAP_NONE : map_count(customers) + number;
}

static void
read_table(struct history *h, struct table *t, const struct map *customers,
    const struct memory *m, struct repeats *repeats, struct sought *sought)
{
	struct columns c = bind(t);
	uint64_t unmade = 0;

	while (table_next(t)) {
		struct slice id;
		struct record r;
		int seconds;

		if (!table_id(t, c.id, &id) || !table_instant(t, c.time, &r.at) ||
		    !table_word(t, c.channel, &channel_words, &r.channel))
			continue;
		if (!repeats_first(repeats, t))
			continue;
		read_outcome(t, &c, m->outcomes, &r);
		unmade += r.unmade;
		r.customer = number_of(customers, m->kin, id);
		r.day = instant_day(r.at, &seconds);
		r.minutes = seconds / 60;
		sought_record(sought, t, id,
		    r.customer < map_count(customers) ? r.customer : MAP_NONE);
		if (r.customer != MAP_NONE && r.day >= m->outcomes_from)
			remember(h, &r, m);
	}
	tell_unmade(t, unmade);
}

static void
add_planned(struct history *h, const struct plan *before, const struct map *customers,
    const struct map *kin)
{
	for (uint32_t i = 0; before != NULL && i < before->count; i++) {
		const struct planned *p = &before->row[i];
		uint32_t customer = number_of(customers, kin, p->customer);

		if (customer != MAP_NONE && p->over && !p->repeated)
			add_day(h, (struct made){ customer, p->day, p->start, WAS_PLANNED,
			    i });
	}
}

/* By customer and day, contacts first, then other records. */
static int
by_customer_and_day(const void *a, const void *b)
{
	const struct made *x = a, *y = b;

	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (int)x->what - (int)y->what;
}

static bool
same_day(const struct made *a, const struct made *b)
{
	return a->customer == b->customer && a->day == b->day;
}

/* The last minute of the day's records of that sort; -1: there is none. */
static int
last_of(const struct made *m, size_t count, enum record_of_day what)
{
	int last = -1;

	for (size_t i = 0; i < count; i++)
		if (m[i].what == what && m[i].minutes > last)
			last = m[i].minutes;
	return last;
}

/* Rows of the plan that were tried in vain, or not made, and not made since. */
static void
mark_missed(const struct made *m, size_t count, struct plan *before)
{
	int made = last_of(m, count, WAS_MADE), missed = last_of(m, count, WAS_NOT_MADE);

	for (size_t i = 0; i < count && missed > made; i++)
		if (m[i].what == WAS_PLANNED && m[i].minutes > made)
			before->row[m[i].row].missed = true;
}

/*
 * Of one day that is sorted, leaves the contacts: a planned one counts once,
 * and not at all beside a record.
 */
static size_t
settle_day(struct history *h, const struct made *m, size_t count, size_t kept,
    struct plan *before)
{
	enum record_of_day what = m[0].what;

	mark_missed(m, count, before);
	if (what == WAS_NOT_MADE) {
		h->missed = mem_grow(h->missed, h->misses, &h->missed_room,
		    sizeof *h->missed);
		h->missed[h->misses++] = m[0];
		return kept;
	}
	for (size_t i = 0; i < count && m[i].what == what; i++)
		if (what == WAS_MADE || i == 0)
			h->made[kept++] = m[i];
	return kept;
}

static void
settle_days(struct history *h, struct plan *before)
{
	size_t kept = 0, first = 0;

	for (size_t i = 1; i <= h->count; i++)
		if (i == h->count || !same_day(&h->made[i], &h->made[first])) {
			kept = settle_day(h, &h->made[first], i - first, kept, before);
			first = i;
		}
	h->count = kept;
}

/* Sorts, and notes where each customer's days begin. */
static void
arrange(struct history *h, struct plan *before)
{
	size_t i = 0;

	if (h->count > 0)
		qsort(h->made, h->count, sizeof *h->made, by_customer_and_day);
	settle_days(h, before);
	h->first = mem_array((size_t)h->customers + 1, sizeof *h->first);
	h->day = mem_array(h->count, sizeof *h->day);
	for (uint32_t c = 0; c < h->customers; c++) {
		h->first[c] = i;
		for (; i < h->count && h->made[i].customer == c; i++)
			h->day[i] = h->made[i].day;
	}
	h->first[h->customers] = i;
	free(h->made);
	h->made = NULL;
}

static int
by_customer_and_time(const void *a, const void *b)
{
	const struct call *x = a, *y = b;

	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* As many calls as there may be within 24 hours leave no room for one more. */
static void
find_bars(struct history *h)
{
	size_t most = (size_t)h->calls_a_day;

	if (h->calls > 0)
		qsort(h->call, h->calls, sizeof *h->call, by_customer_and_time);
	for (size_t i = 0; i + most <= h->calls; i++) {
		const struct call *first = &h->call[i], *last = &h->call[i + most - 1];

		if (first->customer != last->customer ||
		    last->at - first->at >= DAY_SECONDS)
			continue;
		h->bar = mem_grow(h->bar, h->bars, &h->bar_room, sizeof *h->bar);
		h->bar[h->bars++] = (struct bar){
			first->customer, last->at - DAY_SECONDS, first->at + DAY_SECONDS,
		};
	}
	free(h->call);
	h->call = NULL;
}

struct history *
history_read(const struct options *o, const char *const paths[],
    const struct map *customers, struct plan *before, const struct memory *m)
{
	struct history *h = mem_new(sizeof *h);
	struct repeats *repeats = repeats_new();
	struct sought *sought = NULL;

	h->customers = map_count(customers) + (m->kin == NULL ? 0 : map_count(m->kin));
	h->calls_a_day = m->calls_a_day;
	h->attempts = attempts_new();
	if (*paths != NULL)
		sought = sought_new(customers, N_("ids of workorders"), *paths, "contacts",
		    SOME_MEET);
	for (; *paths != NULL; paths++) {
		struct table *t = table_open(o, *paths, KIND(CONTACTS));

		read_table(h, t, customers, m, repeats, sought);
		table_close(t);
	}
	repeats_free(repeats);
	sought_tell(sought);
	add_planned(h, before, customers, m->kin);
	arrange(h, before);
	attempts_settle(h->attempts, h->customers);
	if (h->calls_a_day != ANY_CALLS)
		find_bars(h);
	return h;
}

void
history_free(struct history *h)
{
	attempts_free(h->attempts);
	free(h->first);
	free(h->day);
	free(h->missed);
	free(h->held);
	free(h->bar);
	free(h);
}

const struct attempts *
history_attempts(const struct history *h)
{
	return h->attempts;
}

daynum
history_held_until(const struct history *h, uint32_t customer)
{
	return h->held == NULL ? NO_DAY : h->held[customer];
}

static int
by_same_day(const void *missed, const void *wanted)
{
	const struct made *x = missed, *y = wanted;

	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	return (x->day > y->day) - (x->day < y->day);
}

bool
history_tells(const struct history *h, uint32_t customer, daynum d)
{
	struct made wanted = { .customer = customer, .day = d };
	size_t at = search_first(h->missed, h->misses, sizeof *h->missed, &wanted,
	    by_same_day);

	if (at < h->misses && same_day(&h->missed[at], &wanted))
		return true;
	for (size_t i = h->first[customer]; i < h->first[customer + 1]; i++)
		if (h->day[i] == d)
			return true;
	return false;
}

const daynum *
history_days(const struct history *h, uint32_t customer, size_t *count)
{
	*count = h->first[customer + 1] - h->first[customer];
	return h->day + h->first[customer];
}

static int
by_customer(const void *bar, const void *customer)
{
	uint32_t a = ((const struct bar *)bar)->customer, b = *(const uint32_t *)customer;

	return (a > b) - (a < b);
}

/* The first bar of that customer or a later one. */
static size_t
first_bar(const struct history *h, uint32_t customer)
{
	return search_first(h->bar, h->bars, sizeof *h->bar, &customer, by_customer);
}

bool
history_bars_calls(const struct history *h, uint32_t customer)
{
	size_t first = first_bar(h, customer);

	return first < h->bars && h->bar[first].customer == customer;
}

bool
history_bars_call(const struct history *h, uint32_t customer, instant t)
{
	for (size_t i = first_bar(h, customer);
	    i < h->bars && h->bar[i].customer == customer; i++)
		if (h->bar[i].after < t && t < h->bar[i].before)
			return true;
	return false;
}
