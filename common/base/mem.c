/*
 * From some size on, memory is mapped on huge pages: tables of millions of
 * customers are met in any order, and with pages of 4 KiB each look costs a
 * walk of the page table as well.
 */
#include "common/base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "common/base/diag.h"

enum {
	BLOCK_FIRST = 64 * 1024, /* bytes of an arena's first block */
	BLOCK_MOST = 1024 * 1024,
};

static void *
or_die(void *p)
{
	if (p == NULL)
		die(BAD_SYSTEM, "out of memory");
	return p;
}

void *
mem_new(size_t size)
{
	return mem_array(1, size);
}

void *
mem_array(size_t count, size_t size)
{
	if (count == 0 || size == 0)
		count = size = 1;
	return or_die(calloc(count, size));
}

void *
mem_resize(void *p, size_t count, size_t size)
{
	if (count == 0 || size == 0)
		count = size = 1;
	return or_die(reallocarray(p, count, size));
}

void *
mem_grow(void *p, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return p;
	*room = count < 8 ? 16 : count * 2;
	return mem_resize(p, *room, size);
}

char *
mem_copy(struct slice text)
{
	char *copy = or_die(malloc(text.n + 1));

	if (text.n > 0)
		memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	return copy;
}

char *
mem_format_list(const char *format, va_list args)
{
	char *text;

	if (vasprintf(&text, format, args) < 0)
		die(BAD_SYSTEM, "out of memory");
	return text;
}

char *
mem_format(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = mem_format_list(format, args);
	va_end(args);
	return text;
}

struct block {
	struct block *next;
	size_t room, used;
	_Alignas(8) char byte[];
};

/* The first of the used blocks is the one that still has room. */
struct arena {
	struct block *used, *spare;
	size_t next_room;
};

struct arena *
arena_new(void)
{
	struct arena *a = mem_new(sizeof *a);

	a->next_room = BLOCK_FIRST;
	return a;
}

static void
free_blocks(struct block *b)
{
	while (b != NULL) {
		struct block *next = b->next;

		free(b);
		b = next;
	}
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	free_blocks(a->used);
	free_blocks(a->spare);
	free(a);
}

void
arena_empty(struct arena *a)
{
	while (a->used != NULL) {
		struct block *b = a->used;

		a->used = b->next;
		b->used = 0;
		b->next = a->spare;
		a->spare = b;
	}
}

/* A block of the spare ones, taken out of them; NULL when none is large enough. */
static struct block *
reuse_block(struct arena *a, size_t size)
{
	for (struct block **at = &a->spare; *at != NULL; at = &(*at)->next) {
		struct block *b = *at;

		if (b->room >= size) {
			*at = b->next;
			return b;
		}
	}
	return NULL;
}

/* Big items get a block of just their size. */
static struct block *
new_block(struct arena *a, size_t size)
{
	bool big = size > a->next_room / 4;
	size_t room = big ? size : a->next_room;
	struct block *b;

	b = or_die(malloc(sizeof *b + room));
	b->room = room;
	b->used = 0;
	if (!big && a->next_room < BLOCK_MOST)
		a->next_room *= 2;
	return b;
}

/* A block that a big item fills goes behind the first, whose room is not lost. */
static struct block *
block_for(struct arena *a, size_t size)
{
	struct block *b = a->used;

	if (b != NULL && size <= b->room - b->used)
		return b;
	b = reuse_block(a, size);
	if (b == NULL)
		b = new_block(a, size);
	if (a->used != NULL && b->room - size < a->used->room - a->used->used) {
		b->next = a->used->next;
		a->used->next = b;
	} else {
		b->next = a->used;
		a->used = b;
	}
	return b;
}

void *
arena_take(struct arena *a, size_t size)
{
	struct block *b;
	char *p;

	if (size > SIZE_MAX - sizeof *b - 8)
		die(BAD_SYSTEM, "out of memory");
	size = (size + 7) & ~(size_t)7;
	b = block_for(a, size);
	p = b->byte + b->used;
	b->used += size;
	return p;
}

struct slice
arena_keep(struct arena *a, struct slice text)
{
	char *p = arena_take(a, text.n);

	if (text.n > 0)
		memcpy(p, text.p, text.n);
	return (struct slice){ p, text.n };
}

/*
 * From this size on, memory is mapped: at an even multiple of the huge page,
 * so that all of it can be huge.
 */
enum { HUGE_PAGE = 2 * 1024 * 1024, PAGE = 4096 };

static size_t
whole_pages(size_t size)
{
	return (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
}

/* The first bytes, as many as stand ahead, are no part of a huge page. */
static void *
map_pages(size_t size, size_t ahead)
{
	size_t mapped = whole_pages(size) + HUGE_PAGE, before;
	char *p, *aligned;

	if (size < HUGE_PAGE)
		return mem_array(size, 1);
	p = mmap(NULL, mapped, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (p == MAP_FAILED)
		die(BAD_SYSTEM, "out of memory");
	before = (HUGE_PAGE - ((uintptr_t)p + ahead) % HUGE_PAGE) % HUGE_PAGE;
	aligned = p + before;
	munmap(p, before); /* of nothing it fails, and that is all */
	munmap(aligned + whole_pages(size), HUGE_PAGE - before);
	madvise(aligned + ahead, whole_pages(size) - ahead, MADV_HUGEPAGE);
	return aligned;
}

void *
mem_pages(size_t size)
{
	return map_pages(size, 0);
}

void
mem_pages_free(void *p, size_t size)
{
	if (size < HUGE_PAGE)
		free(p);
	else
		munmap(p, whole_pages(size));
}

/*
 * Chunks come in batches: 1, 1, 2, 4 ... up to MOST_CHUNKS at a time, the
 * larger ones on pages of their own.
 */
enum { MOST_CHUNKS = 32 };

/* A few elements are on small pages: a huge one takes longer to clear than all else. */
enum { FEW = 256 * 1024 };

static size_t
batch_size(size_t chunks)
{
	return chunks < 2 ? 1 : chunks < MOST_CHUNKS ? chunks : MOST_CHUNKS;
}

void
store_init(struct store *s, size_t size)
{
	*s = (struct store){ .size = size };
}

void
store_free(struct store *s)
{
	size_t bytes = s->size << STORE_CHUNK_SHIFT, batch;

	for (size_t i = 0; i < s->chunks; i += batch) {
		batch = batch_size(i);
		mem_pages_free(s->chunk[i], batch * bytes);
	}
	free(s->chunk);
	*s = (struct store){ .size = s->size };
}

void
store_reach(struct store *s, size_t count)
{
	size_t bytes = s->size << STORE_CHUNK_SHIFT;

	while (s->chunks << STORE_CHUNK_SHIFT < count) {
		if (s->spares == 0) {
			s->spares = batch_size(s->chunks);
			s->spare = map_pages(s->spares * bytes, s->chunks == 0 ? FEW : 0);
		}
		s->chunk = mem_grow(s->chunk, s->chunks, &s->room, sizeof *s->chunk);
		s->chunk[s->chunks++] = s->spare;
		s->spare += bytes;
		s->spares--;
	}
}

void
store_forget(struct store *s, size_t i)
{
	char *chunk = s->chunk[i >> STORE_CHUNK_SHIFT];
	size_t bytes = s->size << STORE_CHUNK_SHIFT;
	size_t first = i >> STORE_CHUNK_SHIFT, batch = 1;

	for (size_t at = 0; at <= first; at += batch)
		batch = batch_size(at);
	if (batch * bytes >= HUGE_PAGE)
		madvise(chunk, bytes / PAGE * PAGE, MADV_DONTNEED);
}
