/*
 * The periods of an account are a list, the newest first: exports come more or
 * less in the order of time, so that the page asked for is nearly always the
 * first.
 */
#include "cmd/rt-churn/book.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/map.h"
#include "common/base/mem.h"

enum { NO_PAGE = 0, GROUP_BYTES = 5, PAGES_MOST = INT32_MAX };

struct account {
	uint32_t newest;   /* of its pages, in which they are a list */
	uint32_t group;
};

struct book {
	struct map *accounts;
	struct store pages;
	uint32_t used;         /* pages; the first is none */
	bool grouped;
	period earliest, latest;
	char *key;             /* room for an id and its group */
	size_t key_room;
	struct page *sorted;   /* of one account */
	size_t sorted_room;
};

struct book *
book_new(const struct request *q)
{
	struct book *b = mem_new(sizeof *b);

	b->accounts = map_new(sizeof(struct account));
	store_init(&b->pages, sizeof(struct page));
	b->used = NO_PAGE + 1;
	b->grouped = q->by.count > 0;
	b->earliest = b->latest = NO_PERIOD;
	return b;
}

void
book_free(struct book *b)
{
	map_free(b->accounts);
	store_free(&b->pages);
	free(b->key);
	free(b->sorted);
	free(b);
}

/* The id with the group's number behind it, in bytes that are never NUL. */
static struct slice
account_key(struct book *b, const struct record *r)
{
	uint32_t group = r->group;

	if (!b->grouped)
		return r->id;
	if (b->key_room < r->id.n + GROUP_BYTES) {
		b->key_room = 2 * r->id.n + GROUP_BYTES;
		b->key = mem_resize(b->key, b->key_room, 1);
	}
	memcpy(b->key, r->id.p, r->id.n);
	for (size_t i = 0; i < GROUP_BYTES; i++, group >>= 7)
		b->key[r->id.n + i] = (char)(group | 0x80);
	return (struct slice){ b->key, r->id.n + GROUP_BYTES };
}

/* The page of that period, which is the newest one as a rule. */
static struct page *
page_of(struct book *b, struct account *a, period p)
{
	struct page *page;

	for (uint32_t i = a->newest; i != NO_PAGE; i = page->next) {
		page = store_at(&b->pages, i);
		if (page->period == p)
			return page;
	}
	if (b->used == PAGES_MOST)
		die(BAD_SYSTEM, "out of memory: too many customers and periods");
	store_reach(&b->pages, (size_t)b->used + 1);
	page = store_at(&b->pages, b->used);
	*page = (struct page){ .period = p, .next = a->newest & PAGES_MOST };
	a->newest = b->used++;
	return page;
}

void
book_observe(struct book *b, const struct record *r)
{
	uint32_t number = map_intern(b->accounts, account_key(b, r));
	struct account *a = map_state(b->accounts, number);

	struct page *page;

	a->group = r->group;
	page = page_of(b, a, r->period);
	page->active |= r->active;
	if (!money_add(&page->amount, r->amount))
		die(BAD_DATA, "amount: the sum is too large");
	if (b->earliest == NO_PERIOD || r->period < b->earliest)
		b->earliest = r->period;
	if (r->period > b->latest)
		b->latest = r->period;
}

period
book_earliest(const struct book *b)
{
	return b->earliest;
}

period
book_latest(const struct book *b)
{
	return b->latest;
}

uint32_t
book_accounts(const struct book *b)
{
	return map_count(b->accounts);
}

uint32_t
book_group(const struct book *b, uint32_t account)
{
	return ((const struct account *)map_state(b->accounts, account))->group;
}

/* The list stands newest first as a rule, so that little is moved. */
const struct page *
book_pages(struct book *b, uint32_t account, int *count)
{
	const struct account *a = map_state(b->accounts, account);
	size_t n = 0, first;

	for (uint32_t i = a->newest; i != NO_PAGE; n++)
		i = ((const struct page *)store_at(&b->pages, i))->next;
	if (n > b->sorted_room) {
		b->sorted_room = 2 * n;
		b->sorted = mem_resize(b->sorted, b->sorted_room, sizeof *b->sorted);
	}
	first = n;
	for (uint32_t i = a->newest; i != NO_PAGE;) {
		const struct page *page = store_at(&b->pages, i);
		size_t at = --first;

		for (; at + 1 < n && b->sorted[at + 1].period < page->period; at++)
			b->sorted[at] = b->sorted[at + 1];
		b->sorted[at] = *page;
		i = page->next;
	}
	*count = (int)n;
	return b->sorted;
}
