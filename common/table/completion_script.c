/*
 * The scripts stand in completion/, with %NAME% and the like where the program's
 * own comes.
 */
#include "common/table/completion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/csv/writer.h"

static const char bash[] =
#include "table/completion/bash.inc"
    ;

static const char zsh[] =
#include "table/completion/zsh.inc"
    ;

static const char fish[] =
#include "table/completion/fish.inc"
    ;

static void
add(struct writer *w, const char *text)
{
	writer_bytes(w, slice_of(text));
}

/* The name, with another sign for what cannot stand in a function's. */
static void
add_name(struct writer *w, char sign)
{
	const char *name = diag_program();

	for (; *name != '\0'; name++) {
		char c = *name == '-' ? sign : *name;

		writer_bytes(w, (struct slice){ &c, 1 });
	}
}

static void
add_options(struct writer *w, const struct completing *c)
{
	for (const struct option *o = c->all; o->name != NULL; o++) {
		char letter[] = " -x";

		add(w, o == c->all ? "--" : " --");
		add(w, o->name);
		letter[2] = (char)o->val;
		if (o->val < 256)
			add(w, letter);
	}
}

/* In single quotes of fish. */
static void
add_quoted(struct writer *w, struct slice text)
{
	add(w, "'");
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\'' || text.p[i] == '\\')
			add(w, "\\");
		writer_bytes(w, (struct slice){ text.p + i, 1 });
	}
	add(w, "'");
}

/* " -n 'not __fish_seen_subcommand_from ...'": verbs that do not take it. */
static void
add_condition(struct writer *w, const struct completing *c, const char *option)
{
	const struct verbs *v = c->options->verbs;
	bool any = false;

	for (int i = 0; v != NULL && i < v->count; i++) {
		if (v->takes(v->name[i], option))
			continue;
		add(w, any ? " " : " -n 'not __fish_seen_subcommand_from ");
		add(w, v->name[i]);
		any = true;
	}
	add(w, any ? "'" : "");
}

/* A line for each option: "complete -c rt-tier -s a -l as-of -x ... -d '...'". */
static void
add_lines(struct writer *w, const struct completing *c)
{
	for (const struct option *o = c->all; o->name != NULL; o++) {
		struct help_line h = { { "", 0 }, { "", 0 } };
		char letter[] = " -s x";

		completion_help(c, o->name, &h);
		add(w, "complete -c ");
		add_name(w, '-');
		add_condition(w, c, o->name);
		letter[4] = (char)o->val;
		add(w, o->val < 256 ? letter : "");
		add(w, " -l ");
		add(w, o->name);
		if (o->has_arg == required_argument) {
			add(w, " -x -a '(__");
			add_name(w, '_');
			add(w, "_words)'");
		}
		add(w, " -d ");
		add_quoted(w, h.says);
		add(w, "\n");
	}
}

/* Writes what the mark at the beginning stands for; how long it is, 0: none. */
static size_t
add_mark(struct writer *w, const struct completing *c, const char *text)
{
	static const char *const mark[] = { "%NAME%", "%FUNC%", "%OPTIONS%", "%LINES%" };
	enum { NAME, FUNC, OPTIONS, LINES, MARKS } m = NAME;

	while (m < MARKS && strncmp(text, mark[m], strlen(mark[m])) != 0)
		m++;
	switch (m) {
	case NAME: add_name(w, '-'); break;
	case FUNC: add_name(w, '_'); break;
	case OPTIONS: add_options(w, c); break;
	case LINES: add_lines(w, c); break;
	default: return 0;
	}
	return strlen(mark[m]);
}

static void
fill_in(struct writer *w, const struct completing *c, const char *script)
{
	while (*script != '\0') {
		size_t n = strcspn(script, "%"), mark;

		writer_bytes(w, (struct slice){ script, n });
		script += n;
		mark = *script == '\0' ? 0 : add_mark(w, c, script);
		if (mark == 0 && *script != '\0')
			writer_bytes(w, (struct slice){ script++, 1 });
		script += mark;
	}
}

void
completion_script(const struct completing *c, const char *shell)
{
	struct writer *w;
	const char *script = strcmp(shell, "bash") == 0 ? bash :
	    strcmp(shell, "zsh") == 0 ? zsh : strcmp(shell, "fish") == 0 ? fish : NULL;

	if (script == NULL)
		die_usage("--print-completion: neither bash, zsh nor fish");
	w = writer_open(&c->options->output);
	fill_in(w, c, script);
	exit(writer_close(w));
}
