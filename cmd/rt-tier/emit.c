/*
 * A row shares most of its cells with thousands of others: those that depend
 * on level, class, potential and ladder alone are put together once and
 * copied.
 */
#include "cmd/rt-tier/emit.h"

#include <stdlib.h>

#include "common/base/mem.h"

enum { GROWTH_DIGITS = 4 };

const char *const emit_movement_header[] = { "previous_tier", "movement", NULL };
const char *const emit_scores_header[] = { "r", "f", "m", NULL };

struct emitter {
	struct writer *out;
	const struct request *q;
	const struct assessment *run;
	/* the cells that many individuals share, by what they depend on */
	struct slice (*shared)[REASONS][CLASSES][POTENTIALS][LADDERS];
	struct arena *text;
};

/* Appends names, NULL-ended, to a list that has room. */
static size_t
append(const char **list, size_t n, const char *const names[])
{
	for (size_t i = 0; names[i] != NULL; i++)
		list[n++] = names[i];
	return n;
}

static void
emit_header(struct emitter *e)
{
	const struct options *o = &e->q->common;
	const char **name = mem_array(32 + o->keeps, sizeof *name);
	size_t n = append(name, 0, tiers_header), first;

	if (e->q->previous.count > 0)
		n = append(name, n, emit_movement_header);
	if (e->q->with_rfm)
		n = append(name, n, emit_scores_header);
	first = n;
	for (size_t i = 0; i < o->keeps; i++)
		name[n++] = mem_copy(o->keep[i]);
	writer_header(e->out, name);
	for (size_t i = first; i < n; i++)
		free((void *)(uintptr_t)name[i]);
	free(name);
}

struct emitter *
emitter_new(struct writer *w, const struct assessment *r)
{
	struct emitter *e = mem_new(sizeof *e);

	e->out = w;
	e->q = r->q;
	e->run = r;
	e->shared = mem_array((size_t)r->scales.individual.all.count, sizeof *e->shared);
	e->text = arena_new();
	emit_header(e);
	return e;
}

void
emitter_free(struct emitter *e)
{
	arena_free(e->text);
	free(e->shared);
	free(e);
}

/* The cells from scope to ladder. */
static void
emit_standing(struct writer *w, const struct row *row)
{
	const struct level *l = row->level;

	writer_text(w, l->scope);
	if (row->has_left) {
		writer_blank(w);
		writer_blank(w);
		writer_string(w, tiers_left);
		writer_blank(w);
	} else {
		writer_text(w, l->tier);
		writer_count(w, l->rank);
		writer_string(w, level_status(l));
		writer_string(w, reason_text[row->standing.reason]);
	}
	writer_string(w, class_text[row->class]);
	writer_string(w, potential_text[row->potential]);
	writer_string(w, ladder_text[row->ladder]);
}

/* The same, put together once for all that are alike. */
static void
emit_shared(struct emitter *e, const struct row *row)
{
	struct slice *shared = &e->shared[row->standing.level][row->standing.reason]
	    [row->class][row->potential][row->ladder];
	size_t mark = writer_mark(e->out);

	if (shared->n > 0) {
		writer_again(e->out, *shared);
		return;
	}
	emit_standing(e->out, row);
	*shared = arena_keep(e->text, writer_since(e->out, mark));
}

static void
emit_money(struct writer *w, bool known, money m)
{
	if (known)
		writer_money(w, m);
	else
		writer_blank(w);
}

static void
emit_figures(struct writer *w, const struct row *row)
{
	const struct figures *f = &row->figures;

	writer_count(w, f->months);
	writer_money(w, f->last);
	emit_money(w, row->has_least, row->least);
	emit_money(w, f->months > 0, f->months > 0 ? money_mean(f->total, f->months) : 0);
	writer_money(w, f->total);
	writer_ratio(w, (__int128)f->now - f->before, f->before > 0 ? f->before : 0,
	    GROWTH_DIGITS);
	if (row->tenure >= 0)
		writer_count(w, row->tenure);
	else
		writer_blank(w);
}

static void
emit_movement(struct writer *w, const struct row *row)
{
	const struct past *past = row->past;

	if (past == NULL) {
		writer_blank(w);
		writer_string(w, row->has_left ? "" : "new");
		return;
	}
	writer_text(w, past->level->tier);
	writer_string(w, row->has_left ? "gone" : movement_of(past->level, row->level));
}

static void
emit_score(struct writer *w, int score)
{
	if (score > 0)
		writer_count(w, score);
	else
		writer_blank(w);
}

static void
emit_kept(struct emitter *e, const struct slice *kept)
{
	for (size_t i = 0; i < e->q->common.keeps; i++)
		writer_text(e->out, kept != NULL ? kept[i] : (struct slice){ "", 0 });
}

void
emit_row(struct emitter *e, const struct row *row)
{
	struct writer *w = e->out;

	writer_text(w, row->id);
	if (row->is_group || row->has_left)
		emit_standing(w, row);
	else
		emit_shared(e, row);
	emit_figures(w, row);
	if (e->q->previous.count > 0)
		emit_movement(w, row);
	if (e->q->with_rfm) {
		emit_score(w, row->scores.recency);
		emit_score(w, row->scores.frequency);
		emit_score(w, row->scores.monetary);
	}
	emit_kept(e, row->kept);
	writer_end(w);
}

void
emit_gone(struct emitter *e, struct slice id, const struct past *past)
{
	struct writer *w = e->out;

	writer_text(w, id);
	writer_text(w, past->level->scope);
	for (size_t i = 2; tiers_header[i] != NULL; i++)
		writer_blank(w);
	writer_text(w, past->level->tier);
	writer_string(w, "gone");
	for (int i = 0; e->q->with_rfm && i < 3; i++)
		writer_blank(w);
	emit_kept(e, past->kept);
	writer_end(w);
}
