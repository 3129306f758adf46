/*
 * Threads take blocks of customers in turn; all but the first write into memory,
 * and their blocks are put between those of the first, so that the order is that
 * of one.
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
	BATCHES = 3,  /* of rows that another thread may be ahead with */
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
 * Another thread makes every so many-th block, into memory.  Each thread writes
 * to what belongs to the customers of its blocks, and reads all else.
 */
struct helper {
	struct assessment r;      /* with a count of its own */
	uint32_t from, count;     /* the next block */
	uint32_t step;            /* customers from one of its blocks to the next */
	struct outlet batch[BATCHES];
	struct run *run;
};

/* One more batch; false with the last. */
static bool
fill(void *maker, void *block)
{
	struct helper *h = maker;

	put_block(block, &h->r, h->from);
	h->from = h->count - h->from > h->step ? h->from + h->step : h->count;
	return h->from < h->count;
}

static struct helper *
helper_start(const struct outlet *out, const struct assessment *r, uint32_t from,
    uint32_t count, uint32_t step)
{
	struct helper *h = mem_new(sizeof *h);
	void *block[BATCHES];

	h->r = *r;
	h->r.silent = 0;
	h->from = from;
	h->count = count;
	h->step = step;
	for (int i = 0; i < BATCHES; i++) {
		h->batch[i].table = writer_beside(out->table);
		h->batch[i].emitter = emitter_new(h->batch[i].table, &h->r);
		block[i] = &h->batch[i];
	}
	h->run = run_start(fill, h, block, BATCHES);
	return h;
}

static void
helper_end(struct helper *h, struct assessment *r)
{
	run_stop(h->run);
	r->silent += h->r.silent;
	for (int i = 0; i < BATCHES; i++) {
		emitter_free(h->batch[i].emitter);
		writer_free(h->batch[i].table);
	}
	free(h);
}

static void
put_helped(struct outlet *out, struct helper *h)
{
	struct outlet *batch = run_next(h->run);

	writer_bytes(out->table, writer_taken(batch->table));
}

/* How many threads make rows: no more than there are blocks. */
static uint32_t
threads_for(const struct outlet *out, const struct assessment *r, uint32_t blocks)
{
	uint32_t threads = (uint32_t)r->q->common.threads;

	if (out->emitter == NULL || out->census != NULL || blocks == 0)
		return 1;
	return threads < blocks ? threads : blocks;
}

static void
put_met(struct outlet *out, struct assessment *r)
{
	uint32_t count = map_count(ledger_customers(r->ledger));
	uint32_t blocks = count / BLOCK + (count % BLOCK > 0);
	uint32_t threads = threads_for(out, r, blocks);
	struct helper **helper = mem_array(threads, sizeof(struct helper *));

	for (uint32_t i = 1; i < threads; i++)
		helper[i] = helper_start(out, r, i * BLOCK, count, threads * BLOCK);
	for (uint32_t n = 0; n < blocks; n++)
		if (n % threads > 0)
			put_helped(out, helper[n % threads]);
		else
			put_block(out, r, n * BLOCK);
	for (uint32_t i = 1; i < threads; i++)
		helper_end(helper[i], r);
	free(helper);
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

		if (!ledger_is_ours(r->ledger, id) ||
		    (r->q->input_only && !revenue_is_met(r->revenue, order[i])))
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
		if (!r->q->input_only)
			put_rest(out, r);
		put_groups(out, r);
	}
	if (r->previous != NULL && !r->q->input_only)
		put_gone(out, r);
	if (r->silent > 0)
		warn("%llu customer%s no record in the %d month%s up to the assessment",
		    (unsigned long long)r->silent, translate_number((uint64_t)r->silent, " has", "s have"),
		    r->span.window, translate_number((uint64_t)r->span.window, "", "s"));
}

static enum cuts
cuts_of(const struct assessment *r)
{
	if (request_is_part(r->q))
		return CUTS_OF_PART;
	return r->has_classes ? CUTS_WHOLE : CUTS_WITHOUT_CLASSES;
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
		census_write(out.census, r->cuts, cuts_of(r));
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
