/*
 * options_help -- what the common options are called, and what to say of
 * those that are not.
 */
#include <stdio.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/base/sandbox.h"
#include "common/base/translate.h"
#include "common/csv/scan.h"
#include "common/table/helptext.h"
#include "common/table/options_parts.h"
#include "common/value/text.h"
#include "common/value/tz.h"

enum { COMMON_MOST = 48 };

static const struct common {
	const char *name;
	int letter;
	const char *argument; /* NULL: takes none */
	unsigned feature;     /* 0: of all tools */
	const char *what;
} common[] = {
	{ "as-of", 'a', "DATE[THH:MM]", TAKES_AS_OF, N_("where the tool stands in time") },
	{ "bom", OPTION_BOM, NULL, 0, N_("begin the output with a byte-order mark") },
	{ "clean-ids", OPTION_CLEAN_IDS, NULL, 0, N_("take blanks and marks off ids") },
	{ "color", OPTION_COLOR, "auto|always|never", 0,
	  N_("headings, and names in messages, in bold") },
	{ "column", 'c', "[KIND.]NAME=HEADER", 0, N_("take column NAME from HEADER") },
	{ "decimal", OPTION_DECIMAL, ".|,", 0, N_("what stands before decimals in the input") },
	{ "delimiter", 'd', "C", 0, N_("input delimiter: a byte, 'tab' or \\x01") },
	{ "encoding", 'e', "NAME", 0, N_("input encoding, or 'auto'") },
	{ "eol", OPTION_EOL, "lf|crlf", 0, N_("line ends of the output") },
	{ "header", 'H', "LIST", 0, N_("the input has no header: its columns") },
	{ "help", 'h', NULL, 0, N_("this text") },
	{ "ids", OPTION_IDS, "FILE", 0, N_("ids merged or renamed, old,new; repeatable") },
	{ "jobs", 'j', "N", 0, N_("threads; the output is the same for any number") },
	{ "keep", 'k', "COL[,COL]", TAKES_KEEP, N_("carry these columns to the output") },
	{ "max-cell", OPTION_MAX_CELL, "BYTES", 0, N_("largest cell taken (1048576)") },
	{ "max-rejects", OPTION_MAX_REJECTS, "N", 0, N_("with --rejects: end at one more") },
	{ "mode", OPTION_MODE, "OCTAL", 0, N_("permissions of --output (0600)") },
	{ "names", OPTION_NAMES, "FILE", 0, N_("headings and words of your own; repeatable") },
	{ "no-header", OPTION_NO_HEADER, NULL, 0, N_("write no header line") },
	{ "no-progress", OPTION_NO_PROGRESS, NULL, 0, N_("show no progress") },
	{ "no-quotes", OPTION_NO_QUOTES, "[KIND]", 0, N_("quotes of the input are bytes of cells") },
	{ "null", OPTION_NULL, "TEXT", 0, N_("cells of this text are blank; repeatable") },
	{ "output", 'o', "FILE", 0, N_("write FILE, whole or not at all") },
	{ "output-delimiter", OPTION_OUTPUT_DELIMITER, "C", 0,
	  N_("between cells of the output, which has no quotes") },
	{ "part", OPTION_PART, "K/N", TAKES_PART, N_("only customers of part K of N") },
	{ "policy", 'p', "FILE", TAKES_POLICY, N_("rules in place of the built-in ones") },
	{ "print-completion", OPTION_PRINT_COMPLETION, "SHELL", 0,
	  N_("print what makes bash, zsh or fish complete") },
	{ "print-names", OPTION_PRINT_NAMES, NULL, 0, N_("print all headings and words in force") },
	{ "print-policy", OPTION_PRINT_POLICY, "[NAME]", TAKES_POLICY,
	  N_("print the rules in force") },
	{ "progress", OPTION_PROGRESS, NULL, 0, N_("show progress on standard error") },
	{ "quiet", 'q', NULL, 0, N_("no notes on standard error") },
	{ "rejects", 'r', "FILE", 0, N_("go on past bad records and keep them there") },
	{ "sandbox", OPTION_SANDBOX, "auto|require|off", 0,
	  N_("open only the files that are named") },
	{ "show-values", OPTION_SHOW_VALUES, NULL, 0, N_("error messages may show cells") },
	{ "skip", OPTION_SKIP, "N|auto", 0, N_("pass over the first N lines, or all titles") },
	{ "skip-end", OPTION_SKIP_END, "N", 0, N_("pass over the last N lines") },
	{ "strict", OPTION_STRICT, NULL, 0, N_("any doubt ends the run, nothing written") },
	{ "table", OPTION_TABLE, "KIND[=FILE]", 0, N_("FILE is a table of this kind") },
	{ "trust", OPTION_TRUST, "NAME[,NAME]", 0, N_("these doubts are meant") },
	{ "verbose", 'v', NULL, 0, N_("more notes on standard error") },
	{ "version", 'V', NULL, 0, N_("version, and the parts built in") },
	{ "where", OPTION_WHERE, "[KIND:]CONDITION", 0, N_("only records that meet it; repeatable") },
	{ "wide", OPTION_WIDE, "[KIND=]COLUMN", 0, N_("months are columns, their cells COLUMN") },
};

static const size_t commons = sizeof common / sizeof common[0];

_Static_assert(sizeof common / sizeof common[0] <= COMMON_MOST, "room for all");

static bool
is_taken(const struct common *c, unsigned features)
{
	return c->feature == 0 || (c->feature & features) != 0;
}

/* Whether the argument may be left out: "[NAME]". */
static int
argument_of(const struct common *c)
{
	size_t n = c->argument == NULL ? 0 : strlen(c->argument);

	if (n == 0)
		return no_argument;
	return c->argument[0] == '[' && c->argument[n - 1] == ']' ? optional_argument :
	    required_argument;
}

const struct option *
options_common(unsigned features, size_t *count)
{
	static struct option list[COMMON_MOST];

	*count = 0;
	for (size_t i = 0; i < commons; i++)
		if (is_taken(&common[i], features))
			list[(*count)++] = (struct option){ common[i].name,
			    argument_of(&common[i]), NULL, common[i].letter };
	return list;
}

bool
options_common_help(const char *option, struct slice *value, struct slice *says)
{
	for (size_t i = 0; i < commons; i++)
		if (strcmp(common[i].name, option) == 0) {
			*value = slice_of(common[i].argument == NULL ? "" : common[i].argument);
			*says = slice_of(common[i].what);
			return true;
		}
	return false;
}

/* "  -c, --column NAME=HEADER    what it does" */
static void
print_option(struct writer *w, const struct common *c)
{
	enum { INDENT = 34 };
	char label[200], letter[] = "-x, ";

	letter[1] = (char)c->letter;
	snprintf(label, sizeof label, "  %s--%s%s%s",
	    c->letter < 256 ? letter : "    ", c->name, c->argument != NULL ? " " : "",
	    c->argument != NULL ? c->argument : "");
	helptext_entry(w, label, c->what, INDENT);
}

/* The verb that was typed before --help, or NULL. */
static const char *
verb_typed(const struct options *o)
{
	for (int i = 0; o->verbs != NULL && o->files > 0 && i < o->verbs->count; i++)
		if (strcmp(o->verbs->name[i], o->file[0]) == 0)
			return o->file[0];
	return NULL;
}

void
options_help(const struct options *o, const char *usage)
{
	struct writer *w = writer_open(&(struct output){ .path = NULL });
	const char *verb = verb_typed(o);

	if (verb != NULL)
		usage = options_help_of_verb(o->verbs, verb, usage);
	helptext_usage(w, usage);
	writer_bytes(w, slice_of(_("\nCommon options, explained in rt(7):\n")));
	for (size_t i = 0; i < commons; i++)
		if (is_taken(&common[i], o->features) &&
		    (verb == NULL || o->verbs->takes(verb, common[i].name)))
			print_option(w, &common[i]);
	options_exit(w);
}

void
options_version(const struct options *o)
{
	struct writer *w;
	char zone[TZ_TEXT], sandbox[SANDBOX_TEXT];

	tz_check();
	options_confine(o);
	w = writer_open(&(struct output){ .path = NULL });
	writer_bytes(w, slice_of(diag_program()));
	writer_bytes(w, SLICE(" " RT_VERSION "\nscanner: "));
	writer_bytes(w, slice_of(scan_unit()));
	writer_bytes(w, SLICE("\njudge: libcsv\nzone: "));
	writer_lines(w, slice_of(tz_describe(zone)));
	writer_bytes(w, SLICE("\nsandbox: "));
	writer_bytes(w, slice_of(sandbox_describe(sandbox)));
	writer_bytes(w, SLICE("\nLicense: GPL-3.0-or-later\n"));
	options_exit(w);
}

/* The long options that begin like the word, "--" and "=VALUE" left out. */
static int
beginning(const struct option all[], struct slice word, const char *names[], int most)
{
	int n = 0;

	for (; all->name != NULL; all++)
		if (strncmp(all->name, word.p, word.n) == 0 && n < most)
			names[n++] = all->name;
	return n;
}

_Noreturn static void
complain_long(const char *typed, const struct option all[])
{
	const char *names[COMMON_MOST * 2];
	struct slice rest = slice_of(typed + 2), word;
	const char *near;
	int n;

	slice_cut(&rest, '=', &word);
	n = beginning(all, word, names, COMMON_MOST * 2);
	if (n > 1)
		die_usage("option '--%.*s' may be '--%s' or '--%s'", (int)word.n, word.p,
		    names[0], names[1]);
	n = beginning(all, SLICE(""), names, COMMON_MOST * 2);
	near = text_nearest(word, names, (size_t)n);
	if (near != NULL)
		die_usage("unknown option '--%.*s'; did you mean '--%s'?", (int)word.n,
		    word.p, near);
	die_usage("unknown option '--%.*s'", (int)word.n, word.p);
}

/* The long name of a value in the list, or NULL. */
static const char *
name_of(int letter, const struct option all[])
{
	for (; all->name != NULL; all++)
		if (all->val == letter)
			return all->name;
	return NULL;
}

void
options_complain(const struct mistake *m, const struct option all[], char *argv[])
{
	const char *name = name_of(m->option, all);
	const char *typed = argv[m->at - 1];

	if (m->letter == ':' && name != NULL)
		die_usage("option '--%s' needs a value", name);
	if (m->letter == ':')
		die_usage("option '-%c' needs a value", m->option);
	if (name != NULL)
		die_usage("option '--%s' takes no value", name);
	if (m->option == 0 && strncmp(typed, "--", 2) == 0)
		complain_long(typed, all);
	die_usage("unknown option '-%c'", m->option);
}
