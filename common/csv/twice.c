/*
 * What the command line names is looked at before anything is opened, so that
 * an input without a rival of its size is read without a sum.
 */
#include "common/csv/twice.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/mem.h"

/* What is expected: a size, or none before it was read. */
static struct expected {
	dev_t dev;
	ino_t ino;
	int64_t size;      /* -1: a pipe */
	struct expected *next;
} *all_expected;

/* What was opened, and what was read to its end. */
static struct met {
	const char *kind;  /* of all time */
	char *name;
	dev_t dev;
	ino_t ino;
	uint64_t size, hash;
	struct met *next;
} *all_files, *all_bytes;

struct sum {
	XXH3_state_t *state;
	uint64_t size;
};

static int64_t
size_of(const struct stat *st)
{
	return S_ISREG(st->st_mode) ? st->st_size : -1;
}

static bool
is_expected(const struct stat *st)
{
	for (const struct expected *e = all_expected; e != NULL; e = e->next)
		if (e->dev == st->st_dev && e->ino == st->st_ino)
			return true;
	return false;
}

static void
expect(const struct stat *st)
{
	struct expected *e = mem_new(sizeof *e);

	*e = (struct expected){ st->st_dev, st->st_ino, size_of(st), all_expected };
	all_expected = e;
}

void
twice_expect(const char *path)
{
	struct stat st;

	if (strcmp(path, "-") == 0 ? fstat(0, &st) == 0 : stat(path, &st) == 0)
		if (!is_expected(&st))
			expect(&st);
}

/* Whether another input may turn out to have as many bytes. */
static bool
has_rival(const struct stat *st)
{
	for (const struct expected *e = all_expected; e != NULL; e = e->next)
		if ((e->dev != st->st_dev || e->ino != st->st_ino) &&
		    (e->size == size_of(st) || e->size < 0 || size_of(st) < 0))
			return true;
	return false;
}

static void
remember(struct met **all, const char *kind, const char *name, const struct met *what)
{
	struct met *m = mem_new(sizeof *m);

	*m = *what;
	m->kind = kind;
	m->name = mem_copy(slice_of(name));
	m->next = *all;
	*all = m;
}

_Noreturn static void
refuse_file(const char *before, const char *name)
{
	if (strcmp(before, name) == 0)
		die_usage("%s is named twice", name);
	die_usage("%s is the same file as %s: it is named twice", name, before);
}

void
twice_check_file(const char *kind, const char *name, const struct stat *st)
{
	if (!S_ISREG(st->st_mode) && !S_ISFIFO(st->st_mode))
		return;
	for (const struct met *m = all_files; m != NULL; m = m->next)
		if (m->dev == st->st_dev && m->ino == st->st_ino &&
		    strcmp(m->kind, kind) == 0)
			refuse_file(m->name, name);
	remember(&all_files, kind, name,
	    &(struct met){ .dev = st->st_dev, .ino = st->st_ino });
}

struct sum *
sum_new(const struct stat *st)
{
	struct sum *s;

	if (!has_rival(st))
		return NULL;
	s = mem_new(sizeof *s);
	s->state = XXH3_createState();
	if (s->state == NULL)
		die(BAD_SYSTEM, "out of memory");
	XXH3_64bits_reset(s->state);
	return s;
}

void
sum_free(struct sum *s)
{
	if (s != NULL)
		XXH3_freeState(s->state);
	free(s);
}

void
sum_add(struct sum *s, const char *bytes, size_t n)
{
	if (s == NULL)
		return;
	XXH3_64bits_update(s->state, bytes, n);
	s->size += n;
}

void
twice_check_bytes(const char *kind, const char *name, struct sum *s)
{
	struct met now = { .size = s->size, .hash = XXH3_64bits_digest(s->state) };

	for (const struct met *m = all_bytes; m != NULL; m = m->next)
		if (m->size == now.size && m->hash == now.hash &&
		    strcmp(m->kind, kind) == 0) {
			doubt_say(TWICE, name, 1, "all its bytes are those of %s, and "
			    "its records count again; leave one of the two out", m->name);
			return;
		}
	remember(&all_bytes, kind, name, &now);
}
