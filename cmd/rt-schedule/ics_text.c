/*
 * Bytes, not characters: what is no control character and means nothing in a
 * calendar passes as it is.
 */
#include "cmd/rt-schedule/ics_text.h"

#include <stdlib.h>

#include "common/base/mem.h"

static void
put(struct ics_text *t, char c)
{
	t->text = mem_grow(t->text, t->count, &t->room, 1);
	t->text[t->count++] = c;
}

static void
put_hidden(struct ics_text *t, unsigned char c)
{
	static const char digits[] = "0123456789ABCDEF";

	put(t, '\\');
	put(t, '\\');
	put(t, 'x');
	put(t, digits[c >> 4]);
	put(t, digits[c & 0xf]);
}

/* RFC 5545, 3.3.11: what a text escapes. */
static void
put_escaped(struct ics_text *t, char c)
{
	if (c == '\n' || c == '\\' || c == ';' || c == ',')
		put(t, '\\');
	put(t, c == '\n' ? 'n' : c);
}

/* The second byte of U+0080 to U+009F, which are control characters too. */
static bool
begins_high_control(struct slice text, size_t i)
{
	return (unsigned char)text.p[i] == 0xc2 && i + 1 < text.n &&
	    (unsigned char)text.p[i + 1] < 0xa0;
}

void
ics_text_begin(struct ics_text *t, const char *name)
{
	t->count = 0;
	ics_text_add_plain(t, slice_of(name));
}

void
ics_text_add_plain(struct ics_text *t, struct slice text)
{
	for (size_t i = 0; i < text.n; i++)
		put(t, text.p[i]);
}

void
ics_text_add(struct ics_text *t, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == '\r') {
			put_escaped(t, '\n');
			i += i + 1 < text.n && text.p[i + 1] == '\n';
		} else if (begins_high_control(text, i)) {
			put_hidden(t, c);
			put_hidden(t, (unsigned char)text.p[++i]);
		} else if ((c < ' ' && c != '\n') || c == 0x7f) {
			put_hidden(t, c);
		} else {
			put_escaped(t, (char)c);
		}
	}
}

/* So many bytes from there that no character is cut in two. */
static size_t
piece_length(const struct ics_text *t, size_t from, size_t most)
{
	size_t n = t->count - from;

	if (n <= most)
		return n;
	n = most;
	while (n > 0 && ((unsigned char)t->text[from + n] & 0xc0) == 0x80)
		n--;
	return n > 0 ? n : most;
}

void
ics_text_end(struct ics_text *t, struct writer *w)
{
	enum { LINE = 75 };
	size_t n = piece_length(t, 0, LINE), step;

	writer_bytes(w, (struct slice){ t->text, n });
	for (; n < t->count; n += step) {
		step = piece_length(t, n, LINE - 1);
		writer_bytes(w, SLICE("\r\n "));
		writer_bytes(w, (struct slice){ t->text + n, step });
	}
	writer_bytes(w, SLICE("\r\n"));
}

void
ics_text_free(struct ics_text *t)
{
	free(t->text);
}
