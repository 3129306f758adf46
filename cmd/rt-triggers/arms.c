/*
 * The first four bytes of a keyed hash, as a share of all there are.
 */
#include "cmd/rt-triggers/arms.h"

#include <stdint.h>
#include <stdlib.h>

#include "common/base/mem.h"
#include "common/table/key.h"
#include "common/table/words.h"

struct arms {
	struct key *key;
	money percent;
};

struct arms *
arms_open(const struct options *o, const char *key_file, money percent)
{
	struct arms *a = mem_new(sizeof *a);

	a->key = key_open(o, key_file);
	a->percent = percent;
	return a;
}

void
arms_close(struct arms *a)
{
	if (a != NULL)
		key_close(a->key);
	free(a);
}

static bool
is_owed(struct slice category)
{
	const word_set owed = WORD(CATEGORY_SERVICE) | WORD(CATEGORY_CRISIS) |
	    WORD(CATEGORY_RECOVERY);

	return (words_one(&category_words, NO_KIND, category) & owed) != 0;
}

/* The hash as a fraction of 2^32 lies below the share. */
bool
arms_hold_out(const struct arms *a, struct slice customer, struct slice category)
{
	unsigned char hash[KEY_HASH];
	uint64_t fraction = 0;

	if (a == NULL || customer.n == 0 || is_owed(category))
		return false;
	key_hash(a->key, customer, hash);
	for (int i = 0; i < 4; i++)
		fraction = fraction << 8 | hash[i];
	return fraction * 100 * MONEY_UNIT < (uint64_t)a->percent << 32;
}
