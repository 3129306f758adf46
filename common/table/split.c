/*
 * The first part is read by the caller's thread with the table itself, so that
 * all it says is said at once.  RT_PART in the environment is the least size
 * of a part in bytes, whatever keys the parts have in common; for tests.
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
	WINDOW = 64,          /* records of a part that are looked at beforehand */
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

/* 0: nothing was asked for. */
static int64_t
asked_size(void)
{
	const char *asked = getenv("RT_PART");

	return asked != NULL ? strtoll(asked, NULL, 10) : 0;
}

static int64_t
least_size(void)
{
	int64_t asked = asked_size();

	return asked > 0 ? asked : PART_LEAST;
}

static bool
can_split(const struct table *t)
{
	return !t->begun && t->filter == NULL && t->wide == NULL && t->renaming == NULL &&
	    !t->looks_on && reader_splits(t->front.reader);
}

/* The first records of a part: the least and the greatest of their keys. */
struct window {
	char *least, *greatest;
	int records, repeated; /* the key is that of the record before */
};

/* Shorter ones first, so that numbers ascend. */
static int
by_size(struct slice a, struct slice b)
{
	return a.n != b.n ? (a.n < b.n ? -1 : 1) : slice_compare(a, b);
}

static void
keep_if(bool wanted, char **kept, struct slice key)
{
	if (!wanted)
		return;
	free(*kept);
	*kept = mem_copy(key);
}

/* Looks at the records from there on; an error among them ends the look. */
static void
look(struct window *w, struct table *t, int column, int64_t from)
{
	const atomic_bool stop = false;
	struct reader *piece = reader_piece(t->front.reader, from, -1, &stop);
	char *volatile last = NULL;
	jmp_buf end;

	diag_escape(&end);
	while (setjmp(end) == 0 && w->records < WINDOW && reader_next(piece)) {
		struct slice key = reader_field(piece, column);

		w->records++;
		if (last != NULL && slice_is(key, last)) {
			w->repeated++;
			continue;
		}
		free(last);
		last = mem_copy(key);
		keep_if(w->least == NULL || by_size(key, slice_of(w->least)) < 0,
		    &w->least, key);
		keep_if(w->greatest == NULL || by_size(key, slice_of(w->greatest)) > 0,
		    &w->greatest, key);
	}
	diag_escape(NULL);
	free(last);
	reader_piece_close(piece);
}

/* Whether keys stand together, or those of one part are not those of the next. */
static bool
is_apart(const struct window *a, const struct window *b)
{
	if (4 * (a->repeated + b->repeated) >= a->records + b->records ||
	    a->least == NULL || b->least == NULL)
		return true;
	return by_size(slice_of(a->greatest), slice_of(b->least)) < 0 ||
	    by_size(slice_of(b->greatest), slice_of(a->least)) < 0;
}

/* Whether the parts seem to have few keys in common. */
static bool
are_apart(const struct parts *p, struct table *t, const char *key)
{
	struct window before = { 0 }, here;
	int column;
	bool apart = true;

	if (key == NULL || asked_size() > 0)
		return true;
	column = table_column(t, key);
	look(&before, t, column, reader_offset(t->front.reader));
	for (int i = 0; apart && i < p->count; i++) {
		here = (struct window){ 0 };
		look(&here, t, column, p->begin[i]);
		apart = is_apart(&before, &here);
		free(before.least);
		free(before.greatest);
		before = here;
	}
	free(before.least);
	free(before.greatest);
	return apart;
}

/* Where the parts behind the first begin. */
static void
find_parts(struct parts *p, const struct table *t, int threads)
{
	const struct reader *r = t->front.reader;
	int64_t from, size, before;

	p->count = 0;
	if (threads < 2 || !can_split(t))
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
	if (p.count == 0 || !are_apart(&p, t, how->key)) {
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
