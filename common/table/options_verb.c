/*
 * options_verb -- what --help says of one verb: the lines of the whole that
 * are about it.
 */
#include <string.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/options_parts.h"

/* What a line of --help is. */
enum part { EMPTY, HEAD, OPTION_LINE, VERB_LINE, MORE };

/* Columns from which on what a line says is continued. */
enum { CONTINUED = 10 };

static enum part
part_of(struct slice line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] == ' ')
		n++;
	if (n == line.n)
		return EMPTY;
	if (n == 0)
		return HEAD;
	if (n <= 6 && line.p[n] == '-')
		return OPTION_LINE;
	return n < CONTINUED ? VERB_LINE : MORE;
}

/* Whether one of the names at the beginning, "churn, movements", is the verb. */
static bool
names_verb(struct slice line, const char *verb)
{
	struct slice rest = slice_trim(line), name;
	size_t n = 0;

	while (n + 1 < rest.n && !(rest.p[n] == ' ' && rest.p[n + 1] == ' '))
		n++;
	if (n + 1 < rest.n)
		rest.n = n;
	while (slice_cut(&rest, ',', &name))
		if (slice_is(slice_trim(name), verb))
			return true;
	return false;
}

/*
 * Whether the line is about another verb alone, which it names: "(alive)", or
 * "kind effect: ".
 */
static bool
is_of_another(const struct verbs *v, const char *verb, struct slice line)
{
	struct slice rest = line, name;
	const char *kind = memmem(line.p, line.n, " kind ", 6);
	bool another = false;

	if (kind != NULL) {
		rest = (struct slice){ kind + 6, (size_t)(line.p + line.n - kind - 6) };
		slice_cut(&rest, ':', &name);
		rest = name;
	} else {
		slice_cut(&rest, '(', &name);
	}
	rest.n -= rest.n > 0 && rest.p[rest.n - 1] == ')';
	while (rest.n > 0 && slice_cut(&rest, ',', &name)) {
		name = slice_trim(name);
		if (slice_is(name, verb))
			return false;
		for (int i = 0; i < v->count; i++)
			another |= slice_is(name, v->name[i]);
	}
	return another;
}

/* Whether the verb takes the option of the line, in the way that it tells. */
static bool
is_taken(const struct verbs *v, const char *verb, struct slice line, const char *usage)
{
	const char *p = memmem(line.p, line.n, "--", 2), *end = line.p + line.n, *first;
	struct slice value, says;
	char name[64] = " --";
	bool is_common;
	size_t n = strlen(name);

	for (p += 2; p < end && *p != ' ' && n + 2 < sizeof name; p++)
		name[n++] = *p;
	if (!v->takes(verb, name + 3))
		return false;
	is_common = options_common_help(name + 3, &value, &says);
	name[n] = ' ';
	first = strstr(usage, name);
	if ((first != NULL && strstr(first + 1, name) != NULL) || is_common)
		return !is_of_another(v, verb, line);
	return true;
}

/* What is written so far; there is room for the usage. */
struct page {
	char *text;
	size_t n;
};

static void
add(struct page *w, struct slice text)
{
	memcpy(w->text + w->n, text.p, text.n);
	w->n += text.n;
	w->text[w->n] = '\0';
}

static void
add_line(struct page *w, struct slice line)
{
	add(w, line);
	add(w, SLICE("\n"));
}

/* "usage: rt-churn rates [OPTION]... [FILE]..." */
static void
add_usage(struct page *w, const struct verbs *v, const char *verb, struct slice line)
{
	const char *noun = memmem(line.p, line.n, v->noun, strlen(v->noun));
	const char *rest = noun + strlen(v->noun) + 1;

	add(w, (struct slice){ line.p, (size_t)(noun - 1 - line.p) });
	add(w, slice_of(verb));
	add_line(w, (struct slice){ rest, (size_t)(line.p + line.n - rest) });
}

/*
 * Of the lines in between only those are kept that name the verb, or an
 * option that it takes; a head when such a line follows it.
 */
const char *
options_help_of_verb(const struct verbs *v, const char *verb, const char *usage)
{
	size_t room = strlen(usage) + strlen(verb) + 2;
	struct page page = { mem_array(room, 1), 0 }, *w = &page;
	struct slice rest = slice_of(usage), line, head = { "", 0 };
	bool keeps = false, parted = true;

	slice_cut(&rest, '\n', &line);
	add_usage(w, v, verb, line);
	while (slice_cut(&rest, '\n', &line)) {
		enum part part = part_of(line);

		if (part == HEAD)
			head = line;
		if (part == EMPTY || part == HEAD)
			parted = true;
		if (part == OPTION_LINE)
			keeps = is_taken(v, verb, line, usage);
		else if (part == VERB_LINE)
			keeps = names_verb(line, verb);
		if (part == EMPTY || part == HEAD || !keeps)
			continue;
		if (parted && part == OPTION_LINE) {
			add(w, SLICE("\n"));
			if (head.n > 0)
				add_line(w, head);
		}
		parted = parted && part != OPTION_LINE;
		head.n = part == OPTION_LINE ? 0 : head.n;
		add_line(w, line);
		head.n = 0;
	}
	return page.text;
}
