/*
 * What may not stand in a name becomes a low line; a name that is taken gets a
 * number behind it, for which it is cut.
 */
#include "cmd/rt-report/worksheet_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/base/mem.h"
#include "common/value/text.h"

enum { CHARACTERS_MOST = 31 };

/* The first characters of the text, as many as that. */
static size_t
prefix(const char *text, int characters)
{
	struct slice rest = slice_of(text);
	size_t n;

	while (characters-- > 0 && rest.n > 0) {
		text_next(rest, &n);
		rest = (struct slice){ rest.p + n, rest.n - n };
	}
	return (size_t)(rest.p - text);
}

static bool
is_taken(const struct worksheet_names *n, const char *name)
{
	if (strcasecmp(name, "History") == 0)
		return true;
	for (size_t i = 0; i < n->count; i++)
		if (strcasecmp(n->name[i], name) == 0)
			return true;
	return false;
}

static char *
legal(const char *wanted)
{
	size_t n = prefix(wanted, CHARACTERS_MOST);
	char *name = mem_copy((struct slice){ wanted, n });

	for (size_t i = 0; i < n; i++)
		if (strchr("[]:*?/\\", name[i]) != NULL || (unsigned char)name[i] < ' ' ||
		    (name[i] == '\'' && (i == 0 || i + 1 == n)))
			name[i] = '_';
	return name;
}

const char *
worksheet_name(struct worksheet_names *n, const char *wanted)
{
	char *first = legal(wanted[0] == '\0' ? "_" : wanted);
	char *name = mem_copy(slice_of(first)), number[24];

	for (unsigned i = 2; is_taken(n, name); i++) {
		int length = snprintf(number, sizeof number, " (%u)", i);

		free(name);
		name = mem_format("%.*s%s", (int)prefix(first, CHARACTERS_MOST - length),
		        first, number);
	}
	free(first);
	n->name = mem_grow(n->name, n->count, &n->room, sizeof *n->name);
	return n->name[n->count++] = name;
}

void
worksheet_names_free(struct worksheet_names *n)
{
	for (size_t i = 0; i < n->count; i++)
		free(n->name[i]);
	free(n->name);
}
