/*
 * Bytes, not characters: what is no control character passes as it is.
 */
#include "cmd/rt-schedule/ics_text.h"

#include <stdlib.h>

#include "common/base/mem.h"

/* There is always room for the NUL. */
static void
put(struct ics_text *t, char c)
{
	t->text = mem_grow(t->text, t->count + 1, &t->room, 1);
	t->text[t->count++] = c;
	t->text[t->count] = '\0';
}

static void
put_escaped(struct ics_text *t, unsigned char c)
{
	static const char digits[] = "0123456789ABCDEF";

	put(t, '\\');
	put(t, 'x');
	put(t, digits[c >> 4]);
	put(t, digits[c & 0xf]);
}

/* The second byte of U+0080 to U+009F, which are control characters too. */
static bool
begins_high_control(struct slice text, size_t i)
{
	return (unsigned char)text.p[i] == 0xc2 && i + 1 < text.n &&
	    (unsigned char)text.p[i + 1] < 0xa0;
}

void
ics_text_add(struct ics_text *t, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == '\r') {
			put(t, '\n');
			i += i + 1 < text.n && text.p[i + 1] == '\n';
		} else if (begins_high_control(text, i)) {
			put_escaped(t, c);
			put_escaped(t, (unsigned char)text.p[++i]);
		} else if ((c < ' ' && c != '\n') || c == 0x7f) {
			put_escaped(t, c);
		} else {
			put(t, (char)c);
		}
	}
}

const char *
ics_text_of(const struct ics_text *t)
{
	return t->count == 0 ? "" : t->text;
}

void
ics_text_clear(struct ics_text *t)
{
	t->count = 0;
}

void
ics_text_free(struct ics_text *t)
{
	free(t->text);
}
