/*
 * A text is shown line by line, since a line break is the one character that a
 * terminal would obey and a page need not fear.
 */
#include "cmd/rt-report/markup.h"

void
markup_put(struct markup *h, const char *markup)
{
	writer_bytes(h->out, slice_of(markup));
}

static const char *
stand_in(char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	default: return NULL;
	}
}

static void
put_line(struct markup *h, struct slice text)
{
	struct slice shown = show_text(&h->show, text);
	size_t from = 0;

	for (size_t i = 0; i < shown.n; i++) {
		const char *other = stand_in(shown.p[i]);

		if (other == NULL)
			continue;
		writer_bytes(h->out, (struct slice){ shown.p + from, i - from });
		markup_put(h, other);
		from = i + 1;
	}
	writer_bytes(h->out, (struct slice){ shown.p + from, shown.n - from });
}

/* Line breaks stay, which a browser shows as spaces. */
void
markup_text(struct markup *h, struct slice text)
{
	struct slice rest = text, line;
	bool first = true;

	for (; slice_cut(&rest, '\n', &line); first = false) {
		if (line.n > 0 && rest.p != NULL && line.p[line.n - 1] == '\r')
			line.n--;
		markup_put(h, first ? "" : "\n");
		put_line(h, line);
	}
}
