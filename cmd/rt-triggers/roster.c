/*
 * Two maps: of customers, whose state is what was reserved, and of words.
 */
#include "cmd/rt-triggers/roster.h"

#include <stdlib.h>

#include "common/base/mem.h"

struct roster *
roster_new(void)
{
	struct roster *r = mem_new(sizeof *r);

	r->size = sizeof(struct customer);
	r->words = map_new(0);
	return r;
}

void
roster_free(struct roster *r)
{
	map_free(r->customers);
	map_free(r->words);
	free(r);
}

size_t
roster_reserve(struct roster *r, size_t size, size_t align)
{
	size_t slot = (r->size + align - 1) / align * align;

	r->size = slot + size;
	return slot;
}

void
roster_begin(struct roster *r)
{
	r->customers = map_new(r->size);
}

uint32_t
roster_count(const struct roster *r)
{
	return map_count(r->customers);
}

uint32_t
roster_customer(struct roster *r, struct slice id)
{
	return map_intern(r->customers, id);
}

struct slice
roster_id(const struct roster *r, uint32_t customer)
{
	return customer == NO_CUSTOMER ? (struct slice){ "", 0 } :
	    map_key(r->customers, customer);
}

struct customer *
roster_state(const struct roster *r, uint32_t customer)
{
	return map_state(r->customers, customer);
}

uint32_t
roster_word(struct roster *r, struct slice text)
{
	return text.n == 0 ? 0 : map_intern(r->words, text) + 1;
}

struct slice
roster_text(const struct roster *r, uint32_t word)
{
	return word == 0 ? (struct slice){ "", 0 } : map_key(r->words, word - 1);
}
