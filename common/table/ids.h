/*
 * ids -- which customers were met, and whether their records were the same.
 *
 * Keeps no id and no record but 128 bits of both: 96 of the id's keyed hash
 * and 32 of the record's.  As long as ids come in ascending order, 16 bytes
 * a customer in a row; after the first that does not, a hash table, 26 to 51
 * bytes a customer.
 */
#ifndef RT_IDS_H
#define RT_IDS_H

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

/* Meets an id with its record as it came. */
enum meeting ids_meet(struct ids *s, struct slice id, struct slice record);

#endif
