/*
 * What XML 1.0 has no place for does not come here: see show.h.  The two
 * characters that Unicode leaves out, U+FFFE and U+FFFF, are shown as bytes.
 */
#include "cmd/rt-report/xml.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/value/number.h"

void
xml_begin(struct zip *z, const char *name)
{
	zip_begin(z, name);
	xml_put(z, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
}

void
xml_put(struct zip *z, const char *markup)
{
	zip_bytes(z, slice_of(markup));
}

void
xml_print(struct zip *z, const char *format, ...)
{
	char text[512];
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (n < 0 || (size_t)n >= sizeof text)
		die(BAD_SYSTEM, "the workbook cannot be made");
	zip_bytes(z, (struct slice){ text, (size_t)n });
}

/* "_x000D_" is how workbooks write what XML cannot: ECMA-376, 22.9.2.19. */
static bool
looks_escaped(struct slice text)
{
	if (text.n < 7 || text.p[1] != 'x' || text.p[6] != '_')
		return false;
	for (int i = 2; i < 6; i++)
		if (!isxdigit((unsigned char)text.p[i]))
			return false;
	return true;
}

/* What stands for the character there, of *length bytes, or NULL. */
static const char *
replacement(struct slice text, size_t *length)
{
	*length = 1;
	switch (text.p[0]) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '_': return looks_escaped(text) ? "_x005F_" : NULL;
	case '\xef':
		*length = 3;
		return slice_begins(text, "\xef\xbf\xbe", 3) ? "\\xEF\\xBF\\xBE" :
		    slice_begins(text, "\xef\xbf\xbf", 3) ? "\\xEF\\xBF\\xBF" : NULL;
	default: return NULL;
	}
}

void
xml_text(struct zip *z, struct slice text)
{
	size_t from = 0, n;

	for (size_t i = 0; i < text.n; i++) {
		const char *stand_in = replacement((struct slice){ text.p + i, text.n - i }, &n);

		if (stand_in == NULL)
			continue;
		zip_bytes(z, (struct slice){ text.p + from, i - from });
		xml_put(z, stand_in);
		from = i + n;
		i += n - 1;
	}
	zip_bytes(z, (struct slice){ text.p + from, text.n - from });
}

void
xml_number(struct zip *z, double x)
{
	char text[NUMBER_TEXT];

	zip_bytes(z, (struct slice){ text, number_print(x, text) });
}

void
xml_place(struct zip *z, size_t row, int column, int dollars)
{
	char letters[8];
	int n = (int)sizeof letters;
	const char *dollar = dollars == FIXED ? "$" : "";

	letters[--n] = '\0';
	for (int c = column + 1; c > 0; c = (c - 1) / 26)
		letters[--n] = (char)('A' + (c - 1) % 26);
	xml_print(z, "%s%s%s%zu", dollar, letters + n, dollar, row + 1);
}
