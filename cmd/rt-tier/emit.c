#include "cmd/rt-tier/emit.h"

#include <stdlib.h>

#include "common/base/mem.h"

struct emitter {
	struct writer *out;
	const struct options *options;
	const struct level *first;      /* of the scale */
	struct slice (*shared)[REASONS]; /* by level: the cells that rows share */
	struct arena *text;
};

static void
emit_header(struct writer *w, const struct options *o)
{
	const char **name;
	char **kept = mem_array(o->keeps + 1, sizeof *kept);
	size_t n = 0;

	while (tiers_header[n] != NULL)
		n++;
	name = mem_array(n + o->keeps + 1, sizeof *name);
	memcpy(name, tiers_header, n * sizeof *name);
	for (size_t i = 0; i < o->keeps; i++)
		name[n + i] = kept[i] = mem_copy(o->keep[i]);
	writer_header(w, name);
	for (size_t i = 0; i < o->keeps; i++)
		free(kept[i]);
	free(kept);
	free(name);
}

static const char *
status_of(const struct level *l)
{
	if (slice_is(l->tier, "quasi"))
		return "quasi";
	return slice_is(l->tier, "standard") ? "standard" : "high-end";
}

struct emitter *
emitter_new(struct writer *w, const struct options *o, const struct scale *scale)
{
	struct emitter *e = mem_new(sizeof *e);

	e->out = w;
	e->options = o;
	e->first = scale->all.level;
	e->shared = mem_array((size_t)scale->all.count, sizeof *e->shared);
	e->text = arena_new();
	emit_header(w, o);
	return e;
}

void
emitter_free(struct emitter *e)
{
	arena_free(e->text);
	free(e->shared);
	free(e);
}

/* The cells from scope to ladder, the same for many rows. */
static void
emit_standing(struct emitter *e, const struct level *level, enum reason reason)
{
	struct slice *shared = &e->shared[level - e->first][reason];
	struct writer *w = e->out;
	size_t mark = writer_mark(w);

	if (shared->n > 0) {
		writer_again(w, *shared);
		return;
	}
	writer_text(w, level->scope);
	writer_text(w, level->tier);
	writer_count(w, level->rank);
	writer_string(w, status_of(level));
	writer_string(w, reason_text[reason]);
	writer_blank(w); /* class */
	writer_blank(w); /* potential */
	writer_blank(w); /* ladder */
	*shared = arena_keep(e->text, writer_since(w, mark));
}

static void
emit_figures(struct writer *w, const struct row *row)
{
	const struct figures *f = &row->is.figures;

	writer_count(w, f->months);
	writer_money(w, f->last);
	if (row->is.evidence.every_month)
		writer_money(w, row->is.evidence.least);
	else
		writer_blank(w);
	if (f->months > 0)
		writer_money(w, money_mean(f->total, f->months));
	else
		writer_blank(w);
	writer_money(w, f->total);
}

void
emit_row(struct emitter *e, const struct row *row)
{
	struct writer *w = e->out;

	writer_text(w, row->customer);
	emit_standing(e, row->level, row->reason);
	emit_figures(w, row);
	writer_blank(w); /* growth */
	writer_blank(w); /* tenure_months */
	for (size_t i = 0; i < e->options->keeps; i++)
		if (row->kept != NULL)
			writer_text(w, row->kept[i]);
		else
			writer_blank(w);
	writer_end(w);
}
