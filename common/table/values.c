/*
 * A cell mostly says what the one before it, or one of a handful, said.
 */
#include "common/table/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/table/header.h"

enum { VALUES_MOST = 50, NAMED_MOST = 5, TOLD_BYTES = 40 };

struct value {
	char *text;
	size_t n;
	uint64_t count;
};

struct values {
	struct value one[VALUES_MOST];
	size_t count;
	uint64_t cells;      /* that are not blank */
	bool is_private;
	bool is_text;        /* too many to be a choice */
};

static bool
is_private(struct slice column)
{
	static const char *const private[] = {
		"name", "note", "peer", "target", "manager", "deputy",
	};
	struct slice name = header_name(column);
	enum column_type type;

	for (size_t i = 0; i < sizeof private / sizeof *private; i++)
		if (slice_is(name, private[i]))
			return true;
	return kind_any_column(name, &type) && type == ID;
}

struct values *
values_new(struct slice column)
{
	struct values *v = mem_new(sizeof *v);

	v->is_private = is_private(column);
	return v;
}

void
values_free(struct values *v)
{
	for (size_t i = 0; i < v->count; i++)
		free(v->one[i].text);
	free(v);
}

static struct value *
find(struct values *v, struct slice text)
{
	for (size_t i = 0; i < v->count; i++)
		if (v->one[i].n == text.n && memcmp(v->one[i].text, text.p, text.n) == 0)
			return &v->one[i];
	return NULL;
}

void
values_count(struct values *v, struct slice text)
{
	struct value *found;

	text = slice_trim(text);
	v->cells += text.n > 0;
	if (text.n == 0 || v->is_private || v->is_text)
		return;
	found = find(v, text);
	if (found == NULL && v->count == VALUES_MOST) {
		v->is_text = true;
		return;
	}
	if (found == NULL) {
		found = &v->one[v->count++];
		*found = (struct value){ mem_copy(text), text.n, 0 };
	}
	found->count++;
}

/* Most frequent first, of equals the one met first. */
static int
by_count(const void *a, const void *b)
{
	const struct value *const *one = a, *const *other = b;

	if ((*one)->count != (*other)->count)
		return (*one)->count > (*other)->count ? -1 : 1;
	return *one < *other ? -1 : 1;
}

static void
name_values(const struct values *v, char *to, size_t room)
{
	const struct value *order[VALUES_MOST];
	size_t length = 0;

	for (size_t i = 0; i < v->count; i++)
		order[i] = &v->one[i];
	qsort(order, v->count, sizeof(struct value *), by_count);
	for (size_t i = 0; i < v->count && i < NAMED_MOST && length < room; i++) {
		char number[GROUPED_TEXT];
		size_t n = order[i]->n;

		while (n > TOLD_BYTES || (n < order[i]->n && (order[i]->text[n] & 0xc0) == 0x80))
			n--;
		length += (size_t)snprintf(to + length, room - length, "%s'%.*s' %s",
		    i > 0 ? ", " : ": ", (int)n, order[i]->text,
		    doubt_number(order[i]->count, number));
	}
}

void
values_doubt(const struct values *v, const struct table *t, const char *condition)
{
	char named[NAMED_MOST * (TOLD_BYTES + GROUPED_TEXT + 8)] = "";

	if (v->cells == 0)
		return;
	if (!v->is_private && !v->is_text &&
	    (v->count <= NAMED_MOST || 2 * v->count <= v->cells))
		name_values(v, named, sizeof named);
	doubt_say(NO_MATCH, table_name(t), 0, "no record meets %s, though its column has "
	    "values%s", condition, named);
}
