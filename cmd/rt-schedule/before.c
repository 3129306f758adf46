/*
 * Rows are looked up by customer: a customer has one contact at a time, so the
 * customer is what makes an old row and a new contact the same.
 */
#include "cmd/rt-schedule/before.h"

#include <inttypes.h>
#include <stdlib.h>

#include "cmd/rt-schedule/contacts.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/join.h"

static void
mark_over(struct plan *p, const struct today *today)
{
	for (size_t i = 0; i < p->count; i++) {
		struct planned *row = &p->row[i];
		int start = row->start == NO_MINUTE ? 0 : row->start;

		row->over = row->day != NO_DAY && (row->past ||
		    (row->planned && today_is_over(today, row->day, start)));
	}
}

/* Ids of what is over may stand again: a row that is past tells of the same. */
static void
note_ids(struct before *b)
{
	for (size_t i = 0; i < b->plan->count; i++) {
		const struct planned *row = &b->plan->row[i];
		uint8_t *is_open;

		if (row->contact_id.n == 0 || row->repeated)
			continue;
		is_open = map_state(b->ids, map_intern(b->ids, row->contact_id));
		if (!row->over && *is_open)
			die(BAD_DATA, "%s:%" PRIu64 ": contact_id: one stands in two rows",
			    b->plan->path, row->line);
		*is_open |= !row->over;
	}
}

/* Whether its orders were judged one by one: it is no contact of the customer. */
static bool
is_of_orders(const struct planned *row)
{
	for (int why = NO_REASON + 1; why < REASONS; why++)
		if (reason_is_of_orders((enum reason)why) &&
		    slice_is(row->reason, reason_name((enum reason)why)))
			return !row->planned;
	return false;
}

/* Of two rows of a customer the one that is planned, and earlier, goes on. */
static bool
goes_before(const struct planned *a, const struct planned *b)
{
	if (a->planned != b->planned)
		return a->planned;
	if (a->day != b->day)
		return a->day < b->day;
	return a->start < b->start;
}

static void
offer(const struct before *b, uint32_t *place, uint32_t row)
{
	if (*place == NO_ROW || goes_before(&b->plan->row[row], &b->plan->row[*place]))
		*place = row;
}

/* Whose row it is: a customer's, or of each of its orders, which are nobody's. */
static void
find_owner(struct before *b, const struct orders *orders, uint32_t row)
{
	const struct planned *p = &b->plan->row[row];
	uint32_t number;

	if (p->customer.n > 0) {
		number = map_find(orders->customers, p->customer);
		if (number != MAP_NONE)
			offer(b, &b->of_customer[number], row);
		return;
	}
	for (uint32_t i = 0; i < p->ids; i++) {
		number = map_find(orders->ids, p->id[i]);
		if (number != MAP_NONE && orders->one[number].customer == NOBODY)
			offer(b, &b->of_order[number], row);
	}
}

static uint32_t *
no_rows(size_t count)
{
	uint32_t *row = mem_array(count, sizeof *row);

	for (size_t i = 0; i < count; i++)
		row[i] = NO_ROW;
	return row;
}

struct before *
before_of(struct plan *p, const struct orders *orders, const struct today *today)
{
	struct before *b = mem_new(sizeof *b);

	if (p->of_some)
		die(BAD_DATA, "%s: only_managers: these are the rows of some managers"
		    " only; a plan goes on from a whole one", p->path);
	b->plan = p;
	b->of_customer = no_rows(map_count(orders->customers));
	b->of_order = no_rows(orders->count);
	b->ids = map_new(sizeof(uint8_t));
	mark_over(p, today);
	note_ids(b);
	for (uint32_t i = 0; i < p->count; i++) {
		const struct planned *row = &p->row[i];

		if (row->over || row->repeated || is_of_orders(row))
			continue;
		find_owner(b, orders, i);
	}
	return b;
}

/* The last of two rows of a customer that are over. */
static bool
is_later(const struct planned *a, const struct planned *b)
{
	if (a->day != b->day)
		return a->day > b->day;
	return a->start > b->start;
}

/* Whether a contact of the customer was made after the day. */
static bool
was_made_since(const struct history *h, uint32_t customer, daynum d)
{
	size_t count;
	const daynum *day = history_days(h, customer, &count);

	return count > 0 && day[count - 1] > d;
}

void
before_go_on(struct before *b, const struct orders *orders, const struct history *history)
{
	uint32_t customers = map_count(orders->customers), *last = no_rows(customers);

	for (uint32_t i = 0; i < b->plan->count; i++) {
		const struct planned *row = &b->plan->row[i];
		uint32_t customer = row->customer.n == 0 ? MAP_NONE :
		    map_find(orders->customers, row->customer);

		if (customer == MAP_NONE || !row->over || row->repeated)
			continue;
		if (last[customer] == NO_ROW || is_later(row, &b->plan->row[last[customer]]))
			last[customer] = i;
	}
	for (uint32_t c = 0; c < customers; c++)
		if (last[c] != NO_ROW && b->of_customer[c] == NO_ROW &&
		    b->plan->row[last[c]].missed &&
		    !was_made_since(history, c, b->plan->row[last[c]].day))
			b->of_customer[c] = last[c];
	free(last);
}

void
before_tell(const struct before *b, const struct orders *orders, const char *ids)
{
	struct join *j = join_new(ids, b->plan->path, "workorders", MOST_MEET);

	for (size_t i = 0; i < b->plan->count; i++) {
		const struct planned *row = &b->plan->row[i];

		if (row->over || row->repeated || !row->planned)
			continue;
		for (uint32_t k = 0; k < row->ids; k++)
			if (map_find(orders->ids, row->id[k]) != MAP_NONE)
				join_met(j);
			else
				join_missed(j, row->id[k], orders->ids, NULL);
	}
	join_tell(j);
}

void
before_free(struct before *b)
{
	if (b == NULL)
		return;
	plan_free(b->plan);
	free(b->of_customer);
	free(b->of_order);
	map_free(b->ids);
	free(b);
}

struct planned *
before_row(const struct before *b, const struct orders *orders, const struct order *o)
{
	uint32_t row = o->customer != NOBODY ? b->of_customer[o->customer] :
	    b->of_order[o - orders->one];

	return row == NO_ROW ? NULL : &b->plan->row[row];
}
