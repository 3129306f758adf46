/*
 * A row for each doubt: what it is called, and what is said of one and of
 * several.  They are counted as they come, and told once a table.
 */
#include "common/base/doubt.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

/*
 * What is said of one and, behind the number, of several; NULL where each has
 * words of its own.
 */
static const struct row {
	const char *title;
	const char *one, *several;
} row[DOUBTS] = {
	/* Ends the run where it is not trusted, and so is never told as a doubt. */
	[OPEN_MODE] = { "mode", NULL, NULL },
	[ID_WORDS] = { "id-words", NULL, NULL },
	[ODD_DATE] = { "odd-date",
	  N_("1 date is one that programs write for none (1900-01-01, 1970-01-01, "
	  "9999-12-31, 0001), here; --null takes it for blank"),
	  N_("dates are some that programs write for none (1900-01-01, 1970-01-01, "
	  "9999-12-31, 0001), first here; --null takes them for blank") },
	[CUT_END] = { "cut-end",
	  N_("the last line has no line end, and all others have: was the file cut?"),
	  NULL },
	[ID_EDGE] = { "id-edge",
	  N_("1 id begins or ends with a blank or a mark, here; --clean-ids takes it off"),
	  N_("ids begin or end with a blank or a mark, first here; --clean-ids takes "
	  "them off") },
	[ID_NEAR] = { "id-near", NULL, NULL },
	[SHRUNK] = { "shrunk", NULL, NULL },
	[TWICE] = { "twice", NULL, NULL },
	[STALE] = { "stale", NULL, NULL },
	[NO_MATCH] = { "no-match", NULL, NULL },
	[NO_FEED] = { "no-feed", NULL, NULL },
	[NO_DROP_OUT] = { "no-drop-out", NULL, NULL },
	[CONTACT_AGAIN] = { "repeated",
	  N_("1 contact is equal to an earlier one in every cell, here; it is left out"),
	  N_("contacts are equal to earlier ones in every cell, first here; they are left out") },
	[UNKNOWN_OUTCOME] = { "outcome",
	  N_("1 outcome is no word of the policy, here; it counts as a contact; --outcomes "
	  "takes words of your own"),
	  N_("outcomes are no words of the policy, first here; they count as contacts; "
	  "--outcomes takes words of your own") },
	[FEW_DAYS_OFF] = { "calendar", NULL, NULL },
	[UNMATCHED] = { "unmatched", NULL, NULL },
	[BAD_HEADING] = { "bad-heading", NULL, NULL },
	[BAD_RECORD] = { "bad-record", N_("1 record is of no use, here"),
	  N_("records are of no use, first here") },
	[BAD_CELL] = { "bad-cell", NULL, NULL },
};

static struct doubt *first;      /* file by file, as they were met */
static bool trusted[DOUBTS];
static bool strict, settled;
static struct {
	void (*say)(void *state);
	void *state;
} last;                          /* who is asked last */

const char *
doubt_title(enum doubt_name name)
{
	return row[name].title;
}

/* Behind the last of its file, among them in the order of the names. */
static struct doubt **
place_of(enum doubt_name name, const char *file)
{
	struct doubt **at = &first;

	while (*at != NULL && strcmp((*at)->file, file) != 0)
		at = &(*at)->next;
	while (*at != NULL && strcmp((*at)->file, file) == 0 && (*at)->name <= name)
		at = &(*at)->next;
	return at;
}

static struct doubt *
doubt_new(enum doubt_name name, const char *file, uint64_t line)
{
	struct doubt **at = place_of(name, file), *d = mem_new(sizeof *d);

	*d = (struct doubt){ .line = line, .name = name, .next = *at,
		.file = mem_copy(slice_of(file)) };
	*at = d;
	return d;
}

struct doubt *
doubt_of(enum doubt_name name, const char *file, uint64_t line)
{
	for (struct doubt *d = first; d != NULL; d = d->next)
		if (d->name == name && strcmp(d->file, file) == 0)
			return d;
	return doubt_new(name, file, line);
}

void
doubt_say(enum doubt_name name, const char *file, uint64_t line, const char *format, ...)
{
	struct doubt *d = doubt_new(name, file, line);
	va_list args;

	d->count = 1;
	va_start(args, format);
	d->words = mem_format_list(translate(format), args);
	va_end(args);
}

bool
doubt_is_met(enum doubt_name name, const char *file)
{
	for (const struct doubt *d = first; d != NULL; d = d->next)
		if (d->name == name && d->count > 0 && strcmp(d->file, file) == 0)
			return true;
	return false;
}

void
doubt_trust(enum doubt_name name)
{
	trusted[name] = true;
}

bool
doubt_trusted(enum doubt_name name)
{
	return trusted[name];
}

void
doubt_be_strict(void)
{
	strict = true;
}

bool
doubt_holds(void)
{
	return strict && !settled;
}

const char *
doubt_number(uint64_t n, char to[GROUPED_TEXT])
{
	char digits[GROUPED_TEXT];
	int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
	char *end = to;

	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			*end++ = ',';
		*end++ = digits[i];
	}
	*end = '\0';
	return to;
}

/* "rt-tier: bills.csv:12: doubt id-edge: 3 ids ..." */
static void
tell(const struct doubt *d)
{
	const struct row *r = &row[d->name];
	char line[GROUPED_TEXT] = "", number[GROUPED_TEXT];
	const char *example = d->example != NULL ? d->example : "";
	const char *mark = d->example != NULL ? ": " : "";

	if (d->line > 0)
		snprintf(line, sizeof line, ":%llu", (unsigned long long)d->line);
	if (d->words != NULL || d->count == 1)
		warn("%s%s: doubt %s: %s%s%s", d->file, line, r->title,
		    d->words != NULL ? d->words : _(r->one), mark, example);
	else
		warn("%s%s: doubt %s: %s %s%s%s", d->file, line, r->title,
		    doubt_number(d->count, number), _(r->several), mark, example);
}

/* The end under --strict: which doubts there were, each once. */
_Noreturn static void
end_strictly(const bool met[DOUBTS])
{
	char names[400] = "";

	for (enum doubt_name i = 0; i < DOUBTS; i++)
		if (met[i]) {
			strcat(names, names[0] == '\0' ? "" : ",");
			strcat(names, row[i].title);
		}
	die(BAD_DATA, "--strict: nothing is written; what is meant passes with "
	    "--trust %s", names);
}

void
doubt_ask_last(void (*say)(void *state), void *state)
{
	last.say = say;
	last.state = state;
}

void
doubt_settle(void)
{
	bool met[DOUBTS] = { false }, any = false;

	if (last.say != NULL)
		last.say(last.state);
	last.say = NULL;
	settled = true;
	for (struct doubt *d = first; d != NULL; d = d->next)
		if (d->count > 0 && !d->told && !trusted[d->name]) {
			tell(d);
			d->told = met[d->name] = any = true;
		}
	if (any && strict)
		end_strictly(met);
}
