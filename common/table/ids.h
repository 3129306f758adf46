/*
 * ids -- which keys were met, and whether their records were the same.
 *
 * Memory: as long as the keys come in ascending order, 6 bytes of each and
 * what it does not share with the one before; after the first that does not,
 * a hash table of 16 bytes at most five eighths full, so 26 to 51 bytes a
 * key.  Two keys are taken for one with a chance of 2 to the -96.
 */
#ifndef RT_IDS_H
#define RT_IDS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"

struct ids;

enum meeting {
	FIRST,     /* never met */
	REPEATED,  /* met, with the same record */
	DIFFERENT, /* met, with another record */
};

struct ids *ids_new(void);
void ids_free(struct ids *s);

/* No keys yet, to be merged into s. */
struct ids *ids_new_like(const struct ids *s);

/*
 * The keys of the other, of that kind, were met behind those of s.  False, with
 * nothing changed, when one of them had been met by s already.  The other is
 * used up but for ids_free().
 */
bool ids_merge(struct ids *s, struct ids *other);

/* Meets a key with its record; equal records are equal bytes. */
enum meeting ids_meet(struct ids *s, struct slice id, struct slice record);

#endif
