/*
 * roll -- who stands in which columns: ids of several tables, each once.
 *
 * Memory: as a map of all ids (see map.h), and a bit of each for each column,
 * in words of 8 bytes.
 */
#ifndef RT_REPORT_ROLL_H
#define RT_REPORT_ROLL_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/map.h"

struct roll;

struct roll *roll_new(void);
void roll_free(struct roll *r);                /* NULL is fine */

/* One more column, before the first id: its number. */
int roll_column(struct roll *r);

/* An id of that column. */
void roll_note(struct roll *r, int column, struct slice id);

/* The batch of a column, to add ids to; roll_take() when it is full. */
struct map_batch *roll_batch(struct roll *r, int column);
void roll_take(struct roll *r, int column);

/* How many ids the column has; all of its batch were taken. */
int64_t roll_count(const struct roll *r, int column);

/* Ids are numbered; whether one stands in a column. */
uint32_t roll_ids(const struct roll *r);
const struct map *roll_map(const struct roll *r);
bool roll_has(const struct roll *r, uint32_t id, int column);

/* The same of the state of its map, of the columns that were chosen last. */
void roll_choose(const struct roll *r, const int column[], int columns);
bool roll_is_chosen(const void *state);

#endif
