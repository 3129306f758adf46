/*
 * mem -- memory, or a clean death.
 *
 * Every function here returns what was asked for or ends the program with
 * status 3 and "out of memory".
 */
#ifndef RT_MEM_H
#define RT_MEM_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/slice.h"

void *mem_new(size_t size);                          /* zeroed */
void *mem_array(size_t count, size_t size);          /* zeroed */
void *mem_resize(void *p, size_t count, size_t size);

/*
 * Room for one more in an array of *room elements, of which count are used:
 * the array, moved and *room doubled when it was full.
 */
void *mem_grow(void *p, size_t count, size_t *room, size_t size);

/* A copy with a NUL behind it; the caller frees it. */
char *mem_copy(struct slice text);

/* A text as printf() writes it; the caller frees it. */
char *mem_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *mem_format_list(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

/*
 * An arena: bytes that are freed all at once.  Text handed out never moves
 * and lasts until arena_free().
 */
struct arena;
struct arena *arena_new(void);
void arena_free(struct arena *a);
void *arena_take(struct arena *a, size_t size);      /* aligned to 8, not zeroed */
struct slice arena_keep(struct arena *a, struct slice text);
void arena_empty(struct arena *a);                   /* forgets all, keeps the room */

/*
 * Zeroed pages for what is visited at random: huge ones where the system
 * gives them.  size is remembered by the caller, who frees them.
 */
void *mem_pages(size_t size);
void mem_pages_free(void *p, size_t size);

/*
 * A store: zeroed elements of one size that never move, found by number.
 * It grows a chunk at a time, so growing costs no pause.
 */
enum { STORE_CHUNK_SHIFT = 14 };

struct store {
	char **chunk;
	size_t size;       /* of an element */
	size_t chunks, room;
	char *spare;       /* chunks that are there and not in use yet */
	size_t spares;
};

void store_init(struct store *s, size_t size);
void store_free(struct store *s);

/* Gives back the memory of the chunk of that element, where it can. */
void store_forget(struct store *s, size_t i);

/* Makes the elements 0 .. count-1 exist. */
void store_reach(struct store *s, size_t count);

/* The element of that number, which must exist. */
static inline void *
store_at(const struct store *s, size_t i)
{
	return s->chunk[i >> STORE_CHUNK_SHIFT] +
	    (i & ((1u << STORE_CHUNK_SHIFT) - 1)) * s->size;
}

#endif
