/*
 * Two threads take every other block of customers; the second writes into
 * memory, and its blocks are put between those of the first, so that the order
 * is that of one.
 */
#include "cmd/rt-tier/put.h"

#include <stdlib.h>

#include "cmd/rt-tier/census.h"
#include "cmd/rt-tier/emit.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/run.h"
#include "common/base/translate.h"

enum {
	AHEAD = 16,   /* customers whose accounts are fetched before their turn */
	BLOCK = 1024, /* customers whose rows one thread makes at a time */
	BATCHES = 3,  /* of rows that the second thread may be ahead with */
};

/* Where rows go: to the table, or into counts. */
struct outlet {
	struct writer *table;
	struct emitter *emitter;       /* NULL with --simulate */
	struct census *census;         /* NULL without --cuts */
	struct simulation *simulation; /* NULL without --simulate */
	struct scales then;            /* of the second policy */
};

static void
put_row(struct outlet *out, const struct row *row, struct standing then)
{
	if (out->census != NULL)
		census_add(out->census, row);
	if (out->simulation != NULL)
		simulation_add(out->simulation, row, then);
	else
		emit_row(out->emitter, row);
}

static void
put_individual(struct outlet *out, struct assessment *r, struct slice id,
    const struct account *a, struct link link, const struct slice *kept)
{
	const struct profile *p = link.profile;
	struct standing then = { 0, NO_REASON };
	struct row row;

	row_individual(&row, r, id, a, link);
	row.kept = r->customers == NULL ? kept : p != NULL ? p->kept : NULL;
	if (out->simulation != NULL)
		then = row_under(r, &out->then, a, p);
	put_row(out, &row, then);
}

/* A block of customers with records, in the order in which they were first met. */
static void
put_block(struct outlet *out, struct assessment *r, uint32_t from)
{
	const struct map *met = ledger_customers(r->ledger);
	uint32_t count = map_count(met), to = count - from < BLOCK ? count : from + BLOCK;

	for (uint32_t i = from; i < to; i++) {
		struct slice id = map_key(met, i);

		map_prefetch(met, i + AHEAD);
		if (r->customers == NULL || !profiles_is_group(r->customers, id))
			put_individual(out, r, id, map_state(met, i),
			    links_of(r->links, i), ledger_kept(r->ledger, i));
	}
}

/*
 * A second thread makes every other block, into memory.  Each thread writes to
 * what belongs to the customers of its blocks, and reads all else.
 */
struct second {
	struct assessment r;      /* with a count of its own */
	uint32_t from, count;     /* the next block */
	struct outlet batch[BATCHES];
	struct run *run;
};

/* One more batch; false with the last. */
static bool
fill(void *maker, void *block)
{
	struct second *s = maker;

	put_block(block, &s->r, s->from);
	s->from = s->count - s->from > 2 * BLOCK ? s->from + 2 * BLOCK : s->count;
	return s->from < s->count;
}

/* NULL when one thread does it all. */
static struct second *
second_start(const struct outlet *out, const struct assessment *r, uint32_t count)
{
	struct second *s;
	void *block[BATCHES];

	if (r->q->common.threads < 2 || out->emitter == NULL || out->census != NULL ||
	    count <= BLOCK)
		return NULL;
	s = mem_new(sizeof *s);
	s->r = *r;
	s->r.silent = 0;
	s->from = BLOCK;
	s->count = count;
	for (int i = 0; i < BATCHES; i++) {
		s->batch[i].table = writer_beside(out->table);
		s->batch[i].emitter = emitter_new(s->batch[i].table, &s->r);
		block[i] = &s->batch[i];
	}
	s->run = run_start(fill, s, block, BATCHES);
	return s;
}

static void
second_end(struct second *s, struct assessment *r)
{
	run_stop(s->run);
	r->silent += s->r.silent;
	for (int i = 0; i < BATCHES; i++) {
		emitter_free(s->batch[i].emitter);
		writer_free(s->batch[i].table);
	}
	free(s);
}

static void
put_second(struct outlet *out, struct second *s)
{
	struct outlet *batch = run_next(s->run);

	writer_bytes(out->table, writer_taken(batch->table));
}

static void
put_met(struct outlet *out, struct assessment *r)
{
	uint32_t count = map_count(ledger_customers(r->ledger));
	uint32_t blocks = count / BLOCK + (count % BLOCK > 0);
	struct second *second = second_start(out, r, count);

	for (uint32_t n = 0; n < blocks; n++)
		if (second != NULL && n % 2 == 1)
			put_second(out, second);
		else
			put_block(out, r, n * BLOCK);
	if (second != NULL)
		second_end(second, r);
}

static void
put_sorted(struct outlet *out, struct assessment *r, struct sorted *s)
{
	struct visit v;

	while (sorted_next(s, &v))
		put_individual(out, r, v.id, v.account, links_look(r->links, v.id), v.kept);
}

/* Then those of the customers table without any record, in its order. */
static void
put_rest(struct outlet *out, struct assessment *r)
{
	const struct map *all = profiles_map(r->customers);

	for (uint32_t i = 0; i < map_count(all); i++) {
		struct profile *p = map_state(all, i);
		struct slice id = map_key(all, i);

		if (!p->met && !profiles_is_group(r->customers, id) &&
		    ledger_is_ours(r->ledger, id))
			put_individual(out, r, id, NULL,
			    (struct link){ p, previous_find(r->previous, id) }, NULL);
	}
}

static int
by_id(const void *a, const void *b, void *ids)
{
	return slice_compare(map_key(ids, *(const uint32_t *)a),
	    map_key(ids, *(const uint32_t *)b));
}

/* Then the groups, by id. */
static void
put_groups(struct outlet *out, struct assessment *r)
{
	const struct map *ids = profiles_groups(r->customers);
	uint32_t count = map_count(ids), *order = mem_array(count, sizeof *order);
	struct row row;

	for (uint32_t i = 0; i < count; i++)
		order[i] = i;
	qsort_r(order, count, sizeof *order, by_id, (void *)(uintptr_t)ids);
	for (uint32_t i = 0; i < count; i++) {
		struct standing then = { 0, NO_REASON };
		struct slice id = map_key(ids, order[i]);

		if (!ledger_is_ours(r->ledger, id))
			continue;
		row_group(&row, r, order[i]);
		if (out->simulation != NULL)
			then = revenue_level(r->revenue, &out->then.group, order[i], 0);
		put_row(out, &row, then);
	}
	free(order);
}

/* Last those that are gone, by id. */
static void
put_gone(struct outlet *out, struct assessment *r)
{
	const struct past *past;
	struct slice id;
	size_t walk = 0;

	while ((past = previous_next_gone(r->previous, &walk, &id)) != NULL)
		if (ledger_is_ours(r->ledger, id))
			emit_gone(out->emitter, id, past);
}

struct writer *
put_open_cuts(const struct request *q)
{
	struct output o = q->common.output;

	o.path = options_standard_output(q->cuts) ? NULL : q->cuts;
	return writer_open(&o);
}

static void
put_all(struct outlet *out, struct assessment *r, struct sorted *s)
{
	if (s != NULL)
		put_sorted(out, r, s);
	else
		put_met(out, r);
	if (r->customers != NULL) {
		put_rest(out, r);
		put_groups(out, r);
	}
	if (r->previous != NULL)
		put_gone(out, r);
	if (r->silent > 0)
		warn("%llu customer%s no record in the %d month%s up to the assessment",
		    (unsigned long long)r->silent, translate_number((uint64_t)r->silent, " has", "s have"),
		    r->span.window, translate_number((uint64_t)r->span.window, "", "s"));
}

void
put_run(struct assessment *r, struct writer *w, struct sorted *s)
{
	const struct request *q = r->q;
	struct outlet out = { .table = w };

	if (r->cuts != NULL)
		out.census = census_new(&r->scales);
	if (q->second != NULL) {
		out.then = scales_new(q->second);
		out.simulation = simulation_new(&r->scales, &out.then);
	} else {
		out.emitter = emitter_new(w, r);
	}
	put_all(&out, r, s);
	if (r->cuts != NULL) {
		census_write(out.census, r->cuts, r->has_classes);
		census_free(out.census);
		writer_close(r->cuts);
	}
	if (q->second != NULL) {
		simulation_write(out.simulation, w);
		simulation_free(out.simulation);
		scales_free(&out.then);
	} else {
		emitter_free(out.emitter);
	}
}
