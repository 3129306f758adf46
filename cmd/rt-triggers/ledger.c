/*
 * ledger -- the customers, and the few numbers that rules keep of each.
 */
#include "cmd/rt-triggers/ledger.h"

#include <stdlib.h>

#include "common/base/mem.h"

struct ledger *
ledger_new(void)
{
	struct ledger *l = mem_new(sizeof *l);

	l->size = sizeof(struct customer);
	l->words = map_new(0);
	return l;
}

void
ledger_free(struct ledger *l)
{
	map_free(l->customers);
	map_free(l->words);
	free(l);
}

size_t
ledger_reserve(struct ledger *l, size_t size, size_t align)
{
	size_t slot = (l->size + align - 1) / align * align;

	l->size = slot + size;
	return slot;
}

void
ledger_begin(struct ledger *l)
{
	l->customers = map_new(l->size);
}

uint32_t
ledger_customer(struct ledger *l, struct slice id)
{
	return map_intern(l->customers, id);
}

struct slice
ledger_id(const struct ledger *l, uint32_t customer)
{
	return customer == NO_CUSTOMER ? (struct slice){ "", 0 } :
	    map_key(l->customers, customer);
}

struct customer *
ledger_state(const struct ledger *l, uint32_t customer)
{
	return map_state(l->customers, customer);
}

uint32_t
ledger_word(struct ledger *l, struct slice text)
{
	return text.n == 0 ? 0 : map_intern(l->words, text) + 1;
}

struct slice
ledger_text(const struct ledger *l, uint32_t word)
{
	return word == 0 ? (struct slice){ "", 0 } : map_key(l->words, word - 1);
}
