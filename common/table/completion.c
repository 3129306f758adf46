/*
 * The words before the last are looked through as getopt would, without
 * its complaints: what is typed is not finished.
 */
#include "common/table/completion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/table/options_parts.h"

/*
 * The line that begins with spaces, perhaps a letter, and the option, or has it
 * as its second: "--from DATE, --to DATE".
 */
static bool
is_line_of(struct slice line, const char *option, struct slice *rest)
{
	size_t n = strlen(option);
	const char *second = memmem(line.p, line.n, ", --", 4);

	if (second != NULL && strncmp(second + 4, option, n) == 0 && second[n + 4] == ' ')
		line = (struct slice){ second + 2, (size_t)(line.p + line.n - second - 2) };
	if (line.n > 6 && line.p[2] == '-' && line.p[4] == ',')
		line = (struct slice){ line.p + 6, line.n - 6 };
	while (line.n > 0 && line.p[0] == ' ')
		line = (struct slice){ line.p + 1, line.n - 1 };
	if (line.n < n + 2 || strncmp(line.p, "--", 2) != 0 ||
	    strncmp(line.p + 2, option, n) != 0 || (line.n > n + 2 && line.p[n + 2] != ' '))
		return false;
	*rest = (struct slice){ line.p + n + 2, line.n - n - 2 };
	return true;
}

/* "FILE    what it does": two spaces stand between. */
static void
split_help(struct slice rest, struct help_line *h)
{
	size_t n = 0;

	if (rest.n > 1 && rest.p[1] != ' ')
		rest = (struct slice){ rest.p + 1, rest.n - 1 };
	while (n < rest.n && !(rest.p[n] == ' ' && (n + 1 == rest.n || rest.p[n + 1] == ' ')))
		n++;
	h->value = (struct slice){ rest.p, n };
	h->says = slice_trim((struct slice){ rest.p + n, rest.n - n });
}

bool
completion_help(const struct completing *c, const char *option, struct help_line *h)
{
	struct slice text = slice_of(c->usage), line, rest;

	while (slice_cut(&text, '\n', &line))
		if (is_line_of(line, option, &rest)) {
			split_help(rest, h);
			return true;
		}
	return options_common_help(option, &h->value, &h->says);
}

bool
completion_takes(const struct completing *c, const char *verb, const char *option)
{
	const struct verbs *v = c->options->verbs;

	return v == NULL || verb == NULL || v->takes(verb, option);
}

/* The option of that long name, or of the only one that begins so; or NULL. */
static const struct option *
find_long(const struct option all[], struct slice name)
{
	const struct option *found = NULL;

	for (; all->name != NULL; all++) {
		if (slice_is(name, all->name))
			return all;
		if (strncmp(all->name, name.p, name.n) == 0)
			found = found == NULL ? all : NULL;
	}
	return found;
}

static const struct option *
find_letter(const struct option all[], char letter)
{
	while (all->name != NULL && all->val != letter)
		all++;
	return all->name == NULL ? NULL : all;
}

/* The option of a word, and its value where that stands in the same word. */
static const struct option *
option_of(const struct completing *c, const char *word, const char **value)
{
	const char *sign = strchr(word, '=');
	const struct option *o = NULL;

	*value = NULL;
	if (word[0] != '-' || word[1] == '\0')
		return NULL;
	if (word[1] == '-') {
		size_t n = sign == NULL ? strlen(word + 2) : (size_t)(sign - word - 2);

		*value = sign == NULL ? NULL : sign + 1;
		return find_long(c->all, (struct slice){ word + 2, n });
	}
	for (const char *p = word + 1; *p != '\0'; p++) {
		o = find_letter(c->all, *p);
		if (o == NULL || o->has_arg == required_argument) {
			*value = p[1] != '\0' ? p + 1 : NULL;
			break;
		}
	}
	return o;
}

static const char *
verb_of(const struct completing *c, const char *word)
{
	const struct verbs *v = c->options->verbs;

	for (int i = 0; v != NULL && i < v->count; i++)
		if (strcmp(v->name[i], word) == 0)
			return v->name[i];
	return NULL;
}

/* What the words before the last come to. */
struct reading {
	const struct option *waits;    /* for its value; NULL: nothing */
	const char *verb;              /* NULL: none typed */
	int operands;
	bool ended;                    /* by "--": only operands come */
};

/* How the input is written, and which rules are in force, is taken as typed. */
static void
take(const struct completing *c, const struct option *o, const char *value)
{
	if (o->val == 'p')
		c->options->policy = value;
	else if (o->val != OPTION_WHERE && o->val != 'c' && o->val != OPTION_TABLE)
		options_take_input(c->options, o->val, value);
}

static struct reading
look_through(const struct completing *c, char *const word[], int words)
{
	struct reading r = { NULL, NULL, 0, false };

	for (int i = 0; i < words; i++) {
		const char *value = NULL;
		const struct option *o = r.ended ? NULL : option_of(c, word[i], &value);

		if (!r.ended && strcmp(word[i], "--") == 0) {
			r.ended = true;
		} else if (o == NULL && (r.ended || word[i][0] != '-' || word[i][1] == '\0')) {
			if (r.operands++ == 0)
				r.verb = verb_of(c, word[i]);
		} else if (o != NULL && o->has_arg == required_argument) {
			if (value == NULL && ++i == words)
				r.waits = o;
			else
				take(c, o, value != NULL ? value : word[i]);
		}
	}
	return r;
}

static void
print_options(const struct completing *c, const char *verb, const char *typed)
{
	printf("words\n");
	for (const struct option *o = c->all; o->name != NULL; o++) {
		struct help_line h = { { "", 0 }, { "", 0 } };
		char letter[] = "-x";

		if (!completion_takes(c, verb, o->name))
			continue;
		completion_help(c, o->name, &h);
		if (strncmp(typed, "--", 2) == 0 ? strncmp(o->name, typed + 2,
		    strlen(typed + 2)) == 0 : typed[1] == '\0')
			printf("--%s\t%.*s\n", o->name, (int)h.says.n, h.says.p);
		letter[1] = (char)o->val;
		if (o->val < 256 && typed[1] == '\0')
			printf("%s\t%.*s\n", letter, (int)h.says.n, h.says.p);
	}
}

/* Verbs, or kinds of reports, may stand where the first operand does. */
static void
print_operands(const struct completing *c, const struct reading *r, const char *typed)
{
	const struct verbs *v = c->options->verbs;

	printf("files\t\n");
	for (int i = 0; v != NULL && r->operands == 0 && !r->ended && i < v->count; i++)
		if (strncmp(v->name[i], typed, strlen(typed)) == 0)
			printf("%s\t%s\n", v->name[i], v->noun);
}

void
completion_words(const struct completing *c, char *const word[], int words)
{
	const char *typed = words > 0 ? word[words - 1] : "", *value = NULL;
	struct reading r = look_through(c, word, words > 0 ? words - 1 : 0);
	const struct option *o = r.ended || r.waits != NULL ? NULL :
	    option_of(c, typed, &value);

	options_settle_input(c->options);
	if (r.waits != NULL)
		completion_values(c, r.waits->name, slice_of(typed), word, words);
	else if (o != NULL && value != NULL && o->has_arg != no_argument)
		completion_values(c, o->name, slice_of(value), word, words);
	else if (!r.ended && typed[0] == '-' && typed[1] != '\0' && strchr(typed, '=') == NULL)
		print_options(c, r.verb, typed);
	else if (!r.ended && strcmp(typed, "-") == 0)
		print_options(c, r.verb, typed);
	else
		print_operands(c, &r, typed);
	exit(fflush(stdout) == 0 ? DONE : BAD_SYSTEM);
}
