/*
 * helptext -- a line is broken between words, and between any two Chinese
 * characters, but not before a closing mark or behind an opening one.
 */
#include "common/table/helptext.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/base/slice.h"
#include "common/base/translate.h"

enum { LINE_MOST = 80, GOES_ON = 8 };

/* Where the writing stands. */
struct page {
	struct writer *w;
	int indent;      /* of lines that go on */
	int at;          /* columns of this line */
};

static void
put_blanks(struct page *p, int column)
{
	for (; p->at < column; p->at++)
		writer_bytes(p->w, SLICE(" "));
}

/* Bytes of the character; of a stray byte, 1. */
static size_t
length_of(const char *s)
{
	unsigned char c = (unsigned char)*s;
	size_t n = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

	return n <= strlen(s) ? n : 1;
}

static bool
is_wide(const char *s)
{
	return (unsigned char)*s >= 0x80;
}

/* Whether the text begins with one of the characters of the list. */
static bool
begins_with(const char *s, const char *list)
{
	size_t n = length_of(s);

	for (; *s != '\0' && *list != '\0'; list += length_of(list))
		if (length_of(list) == n && memcmp(s, list, n) == 0)
			return true;
	return false;
}

/* Bytes up to where the line may be broken next: a word, or a character. */
static size_t
piece_length(const char *s)
{
	const char *end = s;

	while (begins_with(end, "（“《"))
		end += length_of(end);
	if (is_wide(end))
		end += length_of(end);
	else
		while (*end != '\0' && *end != ' ' && !is_wide(end))
			end++;
	while (begins_with(end, "，。；：、）”》？！,.;:)"))
		end += length_of(end);
	return (size_t)(end - s);
}

/* Terminals give a character that is not ASCII two columns at most. */
static int
width_of(const char *s, size_t n)
{
	int width = 0;

	for (const char *end = s + n; s < end; s += length_of(s))
		width += is_wide(s) ? 2 : 1;
	return width;
}

static void
put_text(struct page *p, const char *text)
{
	while (*text != '\0') {
		size_t blanks = strspn(text, " "), n;
		int width;

		text += blanks;
		n = piece_length(text);
		width = width_of(text, n);
		if (p->at + (int)blanks + width > LINE_MOST && p->at > p->indent) {
			writer_bytes(p->w, SLICE("\n"));
			p->at = 0;
			put_blanks(p, p->indent);
			blanks = 0;
		}
		put_blanks(p, p->at + (int)blanks);
		writer_bytes(p->w, (struct slice){ text, n });
		p->at += width;
		text += n;
	}
	writer_bytes(p->w, SLICE("\n"));
	p->at = 0;
}

void
helptext_entry(struct writer *w, const char *label, const char *what, int column)
{
	struct page p = { w, column, width_of(label, strlen(label)) };

	writer_bytes(w, slice_of(label));
	put_blanks(&p, p.at < column ? column : p.at + 1);
	put_text(&p, translate(what));
}

/* Takes a line off, without its end. */
static struct slice
take_line(const char **text)
{
	struct slice line = { *text, strcspn(*text, "\n") };

	*text += line.n + ((*text)[line.n] == '\n');
	return line;
}

static size_t
blanks_before(const char *line)
{
	return strspn(line, " ");
}

/* Adds a line to what is said, with a blank between. */
static void
say_more(char *said, struct slice line)
{
	char *end = said + strlen(said);

	if (end > said)
		*end++ = ' ';
	memcpy(end, line.p, line.n);
	end[line.n] = '\0';
}

/* A label and what is said of it, with the lines that go on. */
static void
put_entry(struct writer *w, struct slice line, const char **rest, char *said)
{
	size_t begin = blanks_before(line.p), end = begin, column;
	char *label;

	while (end < line.n && !slice_begins((struct slice){ line.p + end, line.n - end }, "  ", 2))
		end++;
	label = mem_copy((struct slice){ line.p, end });
	column = end + blanks_before(line.p + end);
	if (end < line.n)
		say_more(said, (struct slice){ line.p + column, line.n - column });
	else
		column = blanks_before(*rest);
	while (blanks_before(*rest) >= GOES_ON) {
		line = take_line(rest);
		begin = blanks_before(line.p);
		say_more(said, (struct slice){ line.p + begin, line.n - begin });
	}
	if (end >= column) {
		writer_bytes(w, slice_of(label));
		writer_bytes(w, SLICE("\n"));
		helptext_entry(w, "", said, (int)column);
	} else {
		helptext_entry(w, label, said, (int)column);
	}
	free(label);
}

/* A line that is no label's. */
static void
put_heading(struct writer *w, struct slice line, char *said)
{
	struct page p = { w, 0, 0 };

	say_more(said, line);
	put_text(&p, translate(said));
}

/* "usage: ..." */
static void
put_synopsis(struct writer *w, struct slice line)
{
	const size_t n = strlen("usage: ");

	writer_bytes(w, slice_of(_("usage: ")));
	writer_bytes(w, (struct slice){ line.p + n, line.n - n });
	writer_bytes(w, SLICE("\n"));
}

void
helptext_usage(struct writer *w, const char *usage)
{
	char *said = mem_array(strlen(usage) + 1, 1);

	if (!translate_is_on()) {
		writer_bytes(w, slice_of(usage));
		usage = "";
	}
	while (*usage != '\0') {
		struct slice line = take_line(&usage);

		said[0] = '\0';
		if (slice_begins(line, "usage: ", 7))
			put_synopsis(w, line);
		else if (line.n == 0)
			writer_bytes(w, SLICE("\n"));
		else if (line.p[0] == ' ')
			put_entry(w, line, &usage, said);
		else
			put_heading(w, line, said);
	}
	free(said);
}
