/*
 * even -- a record with no more quotes than it needs, to be compared.
 */
#include <string.h>

#include "common/csv/reader_parts.h"

/* Where the quoted cell ends, whose opening quote is at p: behind its last quote. */
static const char *
behind_quoted(const char *p, const char *end)
{
	do
		p = (const char *)memchr(p + 1, '"', (size_t)(end - p - 1)) + 1;
	while (p < end && *p == '"');
	return p;
}

/* Whether a cell must be in quotes that has these bytes between them. */
static bool
needs_quotes(const char *p, const char *end, char delimiter)
{
	while (p < end && *p != '"' && *p != delimiter && *p != '\n' && *p != '\r')
		p++;
	return p < end;
}

static char *
copy(char *to, const char *p, const char *end)
{
	memcpy(to, p, (size_t)(end - p));
	return to + (end - p);
}

/* The cell in quotes, those inside doubled; the end of the text. */
static char *
put_quoted(char *to, struct slice cell)
{
	*to++ = '"';
	for (size_t i = 0; i < cell.n; i++) {
		*to++ = cell.p[i];
		if (cell.p[i] == '"')
			*to++ = '"';
	}
	*to++ = '"';
	return to;
}

/* The record that has other cells than in the file. */
static struct slice
even_rewritten(struct reader *r)
{
	size_t most = 0;
	char *text, *to;

	for (int i = 0; i < reader_columns(r); i++)
		most += 2 * reader_field(r, i).n + 3;
	text = to = arena_take(r->unquoted, most);
	r->now.unquoted_used = true;
	for (int i = 0; i < reader_columns(r); i++) {
		struct slice cell = reader_field(r, i);

		if (i > 0)
			*to++ = r->delimiter;
		to = needs_quotes(cell.p, cell.p + cell.n, r->delimiter) ?
		    put_quoted(to, cell) : copy(to, cell.p, cell.p + cell.n);
	}
	return (struct slice){ text, (size_t)(to - text) };
}

struct slice
reader_even(struct reader *r)
{
	struct slice raw = reader_raw(r);
	const char *p = raw.p, *end = raw.p + raw.n, *quote, *behind;
	char *text, *to;

	if (r->is_rewritten)
		return even_rewritten(r);
	quote = r->quoting == QUOTES ? memchr(p, '"', raw.n) : NULL;
	if (quote == NULL)
		return raw;
	text = to = arena_take(r->unquoted, raw.n);
	r->now.unquoted_used = true;
	for (; quote != NULL; quote = memchr(p, '"', (size_t)(end - p))) {
		to = copy(to, p, quote);
		p = behind = behind_quoted(quote, end);
		if (!needs_quotes(quote + 1, behind - 1, r->delimiter)) {
			quote++;
			behind--;
		}
		to = copy(to, quote, behind);
	}
	to = copy(to, p, end);
	return (struct slice){ text, (size_t)(to - text) };
}
