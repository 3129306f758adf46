/*
 * The first part is read by the caller's thread with the table itself, so that
 * all it says is said at once.  RT_PART in the environment is the least size
 * of a part in bytes; for tests.
 */
#include "common/table/split.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/run.h"
#include "common/table/spelling.h"
#include "common/table/table_parts.h"

enum {
	PART_LEAST = 1 << 20, /* bytes: less is not worth a thread */
	PARTS_MOST = 256,
};

struct part {
	struct table table;
	const struct split *how;
	void *state;
	pthread_t thread;
	bool given_up;
};

struct parts {
	int count;             /* besides the first */
	int64_t begin[PARTS_MOST];
	struct part *part;
	atomic_bool stop;
};

static int64_t
least_size(void)
{
	const char *asked = getenv("RT_PART");
	long long bytes = asked != NULL ? atoll(asked) : 0;

	return bytes > 0 ? bytes : PART_LEAST;
}

/* Where the parts behind the first begin. */
static void
find_parts(struct parts *p, const struct table *t, int threads)
{
	const struct reader *r = t->front.reader;
	int64_t from, size, before;

	p->count = 0;
	if (threads < 2 || t->begun || t->filter != NULL || t->wide != NULL || t->renaming != NULL || t->looks_on ||
	    !reader_splits(r))
		return;
	before = from = reader_offset(r);
	size = reader_end(r) - from;
	if (threads > PARTS_MOST)
		threads = PARTS_MOST;
	if (size / threads < least_size())
		threads = (int)(size / least_size());
	for (int i = 1; i < threads; i++) {
		int64_t begin = reader_piece_begin(r, from + size / threads * i - 1);

		if (begin <= before || begin >= from + size)
			continue;
		p->begin[p->count++] = before = begin;
	}
}

/* A table of the records of a part; what is bound is bound there, too. */
static void
part_open(struct part *part, struct table *t, struct parts *p, int i)
{
	size_t columns = (size_t)t->header.columns + 1;
	struct table *own = &part->table;

	*own = *t;
	own->is_part = true;
	own->front.reader = reader_piece(t->front.reader, p->begin[i],
	    i + 1 < p->count ? p->begin[i + 1] : -1, &p->stop);
	own->bound = mem_array(columns, sizeof *own->bound);
	own->watched = mem_array(columns, sizeof *own->watched);
	memcpy(own->bound, t->bound, columns * sizeof *own->bound);
	memcpy(own->watched, t->watched, columns * sizeof *own->watched);
	own->words = NULL;
	memset(own->doubt, 0, sizeof own->doubt);
}

static void
part_close(struct part *part)
{
	struct table *own = &part->table;

	for (int i = 0; i < DOUBTS; i++)
		free(own->doubt[i]);
	reader_piece_close(own->front.reader);
	free(own->bound);
	free(own->watched);
	free(own->words);
}

/* What bad data ends is the part alone. */
static void *
observe(void *arg)
{
	struct part *part = arg;
	jmp_buf given_up;

	if (setjmp(given_up) == 0) {
		diag_escape(&given_up);
		part->how->observe(part->state, &part->table);
	} else {
		part->given_up = true;
	}
	diag_escape(NULL);
	return NULL;
}

static void
absorb(struct table *t, struct part *part)
{
	for (enum doubt_name i = 0; i < DOUBTS; i++) {
		const struct doubt *d = part->table.doubt[i];

		if (d == NULL)
			continue;
		if (t->doubt[i] == NULL)
			t->doubt[i] = doubt_of(i, table_name(t), d->line +
			    reader_lines(t->front.reader));
		t->doubt[i]->count += d->count;
	}
	reader_absorb(t->front.reader, part->table.front.reader);
}

/* Takes the parts in order, up to the first that cannot be taken. */
static void
take_parts(struct parts *p, struct table *t, void *whole)
{
	bool good = reader_stopped_well(t->front.reader);

	p->stop = !good;
	for (int i = 0; i < p->count; i++) {
		struct part *part = &p->part[i];

		pthread_join(part->thread, NULL);
		if (!good || part->given_up) {
			part->how->drop(part->state);
			good = false;
		} else {
			good = part->how->merge(whole, part->state);
			if (good)
				absorb(t, part);
			/* One that stopped inside of a record was the last. */
			good = good && (i + 1 == p->count ||
			    reader_stopped_well(part->table.front.reader));
		}
		p->stop = !good;
		part_close(part);
	}
}

void
table_split(struct table *t, int threads, const struct split *how, void *whole)
{
	struct parts p;

	find_parts(&p, t, threads);
	if (p.count == 0) {
		how->observe(whole, t);
		return;
	}
	spelling_settle();
	p.stop = false;
	p.part = mem_array((size_t)p.count, sizeof *p.part);
	reader_stop_at(t->front.reader, p.begin[0]);
	for (int i = 0; i < p.count; i++) {
		struct part *part = &p.part[i];

		part_open(part, t, &p, i);
		part->how = how;
		part->state = how->begin(whole);
		run_thread(&part->thread, observe, part);
	}
	how->observe(whole, t);
	take_parts(&p, t, whole);
	free(p.part);
	reader_go_on(t->front.reader);
	how->observe(whole, t);
}
