/*
 * dialect -- how a file is written.
 *
 * The kind says how to read the header, and the header says the kind: so
 * the first bytes are read on trial, in each way that the user named.
 */
#include "common/table/dialect.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/titles.h"
#include "common/table/wide.h"

static const kinds written_by_rt = KIND(WORKORDERS) | KIND(PLAN) | KIND(TIERS);

/* The cells of -H LIST; the caller frees them. */
static struct slice *
cut_names(const char *list, int *count)
{
	struct slice rest = slice_of(list), name, *names = NULL;
	size_t room = 0;

	for (*count = 0; slice_cut(&rest, ',', &name); ) {
		names = mem_grow(names, (size_t)*count, &room, sizeof *names);
		names[(*count)++] = name;
	}
	return names;
}

/* Where the first record stands that is not passed over; false: nowhere. */
static bool
find_first(const struct options *o, struct trial *t, const struct dialect *d,
    kinds among)
{
	enum kind k;

	if (d->skip == SKIP_AUTO)
		return titles_header(t, o, among, &k) != 0;
	return trial_skip(t, d->skip) && trial_next(t);
}

/* The kind that the first line seems to be of; with -H, by its own names. */
static enum kind
seems(const struct options *o, struct slice bytes, const struct dialect *d, kinds among)
{
	struct trial *t = trial_open(bytes, d);
	struct header h = { .mapping = o->mapping, .mappings = o->mappings };
	struct slice *names = NULL;
	int cells = 0;
	const char *missing;
	enum kind k = NO_KIND, nearest;

	if (find_first(o, t, d, among))
		h.cell = trial_cells(t, &cells);
	h.columns = cells;
	if (d->header != NULL)
		h.cell = names = cut_names(d->header, &h.columns);
	if (h.columns > 0 && (names == NULL || h.columns == cells)) {
		struct wide *wide = wide_open(o, &h, among);

		k = header_recognise(&h, among, &nearest, &missing);
		wide_free(wide);
	}
	free(names);
	trial_free(t);
	return k;
}

/* A header that rt writes: its telling columns under their very names. */
static bool
is_ours(const struct options *o, struct slice bytes, kinds among)
{
	struct trial *t = trial_open(bytes, &o->ours);
	struct header h = { .columns = 0 };
	const char *missing;
	enum kind k = NO_KIND, nearest;

	if (trial_next(t)) {
		h.cell = trial_cells(t, &h.columns);
		k = header_recognise(&h, among & written_by_rt, &nearest, &missing);
	}
	trial_free(t);
	return k != NO_KIND;
}

/* What the kinds with a dialect of their own make of the first bytes. */
static const struct dialect *
try_own(const struct options *o, struct slice bytes, kinds among)
{
	const struct dialect *all = &o->dialect[NO_KIND];
	enum kind k = seems(o, bytes, all, among);

	if (k != NO_KIND && (o->own_dialect & KIND(k)) == 0)
		return all;
	for (k = 0; k < KINDS; k++)
		if ((among & o->own_dialect & KIND(k)) != 0 &&
		    seems(o, bytes, &o->dialect[k], among) == k)
			return &o->dialect[k];
	return all;
}

const struct dialect *
dialect_choose(const struct options *o, struct source *s, kinds among)
{
	enum kind only = kinds_only(among);
	kinds written = (among & KIND(NO_KIND)) != 0 ? written_by_rt : among;

	if (!o->plain && (written & written_by_rt) != 0 &&
	    is_ours(o, source_peek(s), written))
		return &o->ours;
	if (only != NO_KIND)
		return &o->dialect[only];
	if ((among & o->own_dialect) != 0)
		return try_own(o, source_peek(s), among);
	return &o->dialect[NO_KIND];
}

/* The line of the header in the first bytes, behind those passed over, or 0. */
static uint64_t
header_line(const struct options *o, const struct dialect *d, struct source *s,
    kinds among, int64_t skip)
{
	struct trial *t = trial_open(source_peek(s), d);
	enum kind k;
	uint64_t line = trial_skip(t, skip) ? titles_header(t, o, among, &k) : 0;

	trial_free(t);
	return line;
}

/* Whether the first line that is not passed over is a single cell. */
static bool
begins_with_cell(const struct dialect *d, struct source *s)
{
	struct trial *t = trial_open(source_peek(s), d);
	int cells = 0;

	if (trial_skip(t, d->skip) && trial_next(t))
		trial_cells(t, &cells);
	trial_free(t);
	return cells == 1;
}

/* Any line could be the header of a table of no kind, but not a lone title. */
static void
refuse_title(const struct options *o, const struct dialect *d, struct source *s,
    kinds among)
{
	uint64_t line;

	if ((among & KIND(NO_KIND)) == 0 || d->header != NULL || !begins_with_cell(d, s))
		return;
	line = header_line(o, d, s, among, d->skip);
	if (line > (uint64_t)d->skip + 1)
		die(BAD_DATA, "%s:%lld: not the header of a table; line %llu looks like "
		    "one: say --skip %llu, or --skip auto", source_name(s),
		    (long long)d->skip + 1, (unsigned long long)line,
		    (unsigned long long)line - 1);
}

/* Whether the first line that is not passed over has quotes as no header has. */
static bool
begins_with_stray(const struct dialect *d, struct source *s)
{
	struct trial *t = trial_open(source_peek(s), d);
	bool stray = trial_skip(t, d->skip) && trial_next(t) && trial_is_stray(t);

	trial_free(t);
	return stray;
}

/* A line that the reader cannot take may still be a title above the header. */
static void
refuse_stray(const struct options *o, const struct dialect *d, struct source *s,
    kinds among)
{
	struct trial *t;
	enum kind k;
	uint64_t line;

	if (d->header != NULL || !begins_with_stray(d, s))
		return;
	t = trial_open(source_peek(s), d);
	line = trial_skip(t, d->skip) ? titles_header(t, o, among, &k) : 0;
	trial_free(t);
	if (line > (uint64_t)d->skip + 1)
		die(BAD_DATA, "%s:%lld: stray quote: not the header of a table; line %llu "
		    "looks like %s%s: say --skip %llu, or --skip auto", source_name(s),
		    (long long)d->skip + 1, (unsigned long long)line,
		    k != NO_KIND ? _("that of ") : _("one"), k != NO_KIND ? kind_name(k) : "",
		    (unsigned long long)line - 1);
}

int64_t
dialect_skip(const struct options *o, const struct dialect *d, struct source *s,
    kinds among)
{
	uint64_t line;

	if (d->skip != SKIP_AUTO) {
		refuse_title(o, d, s, among);
		refuse_stray(o, d, s, among);
		return d->skip;
	}
	line = header_line(o, d, s, among, 0);
	if (line == 0)
		die(BAD_DATA, "%s:1: --skip auto: none of the first %d lines is the header "
		    "of a table that is read here", source_name(s), TITLES_MOST);
	remark("%s: the header is on line %llu", source_name(s), (unsigned long long)line);
	return (int64_t)line - 1;
}
