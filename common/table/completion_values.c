/*
 * What a value can be is told by what stands for it in --help: FILE, COL,
 * en|zh; a few options more are named here.  Headings come from the files among
 * the words, names of tiers and triggers from the policy in force.
 */
#include "common/table/completion.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/map.h"
#include "common/table/dialect.h"
#include "common/table/options_parts.h"
#include "common/table/policy.h"
#include "common/table/spelling.h"
#include "common/table/words.h"

/* Values that --help does not list as en|zh. */
static const struct {
	const char *program, *option, *words;
} listed[] = {
	{ "", "encoding", "auto|utf-8|gb18030|gbk|big5|utf-16|utf-16le|latin1" },
	{ "", "delimiter", "tab" },
	{ "rt-churn", "definition",
	  "opening|opening-new|average|closing-normalised|snapshot|all" },
	{ "rt-churn", "every", "month|quarter|year" },
	{ "rt-churn", "interval", "log-log|log|plain" },
	{ "rt-churn", "unit", "day|week|month" },
	{ "rt-report", "format", "text|csv|markdown|html|xlsx|json|jsonl" },
	{ "rt-schedule", "preset", "cn-call" },
	{ "rt-schedule", "print-policy", "contact|outcomes" },
	{ "rt-triggers", "operator", "mobile|unicom|telecom|broadcast" },
};

/* What stands before the piece that is being typed, and stays as it is. */
struct offer {
	const struct completing *c;
	struct slice before, typed;
	char *const *word;
	int words;
	struct map *offered;   /* each is offered once */
};

static bool
begins(struct slice text, struct slice beginning)
{
	return text.n >= beginning.n && memcmp(text.p, beginning.p, beginning.n) == 0;
}

/* Whether it stands among those before already: "a,b,". */
static bool
is_before(const struct offer *f, struct slice text)
{
	struct slice rest = f->before, item;

	while (rest.n > 0 && slice_cut(&rest, ',', &item))
		if (slice_equal(item, text))
			return true;
	return false;
}

/* A candidate with what comes behind it, when the piece typed begins it. */
static void
offer(const struct offer *f, struct slice text, const char *behind)
{
	uint32_t known = map_count(f->offered);

	if (begins(text, f->typed) && text.n > 0 && !is_before(f, text) &&
	    memchr(text.p, '\n', text.n) == NULL && memchr(text.p, '\t', text.n) == NULL &&
	    map_intern(f->offered, text) == known)
		printf("%.*s%.*s%s\n", (int)f->before.n, f->before.p, (int)text.n, text.p,
		    behind);
}

static void
offer_list(const struct offer *f, struct slice list)
{
	struct slice one;

	while (slice_cut(&list, '|', &one))
		offer(f, one, "");
}

static void
offer_words(const struct offer *f, const struct words *w)
{
	for (int i = 0; w != NULL && w->word[i] != NULL; i++)
		offer(f, slice_of(w->word[i]), "");
}

/* Moves the piece typed behind the last of these signs. */
static void
cut_behind(struct offer *f, const char *signs)
{
	struct slice all = { f->before.p, f->before.n + f->typed.n };
	size_t n;

	if (f->before.n == 0)
		all = f->typed;
	n = all.n;
	while (n > 0 && strchr(signs, all.p[n - 1]) == NULL)
		n--;
	f->before = (struct slice){ all.p, n };
	f->typed = (struct slice){ all.p + n, all.n - n };
}

/* A file that is read: none of what is written, nor of the rules. */
static bool
is_input(const struct completing *c, const char *path)
{
	const struct options *o = c->options;
	struct stat s;

	return stat(path, &s) == 0 && S_ISREG(s.st_mode) &&
	    (o->policy == NULL || strcmp(o->policy, path) != 0);
}

static void
offer_headings_of(const struct offer *f, const char *path, const char *behind)
{
	const struct options *o = f->c->options;
	kinds all = KIND(NO_KIND) | (KIND(NO_KIND) - 1);
	struct source *s = source_open(path);
	const struct dialect *d = dialect_choose(o, s, all);
	struct dialect settled = *d;
	struct reader *r;

	settled.skip = dialect_skip(o, d, s, all);
	r = reader_open(s, &settled, o->rejects, 1);
	for (int i = 0; i < reader_columns(r); i++)
		offer(f, slice_trim(reader_heading(r, i)), behind);
	fflush(stdout);
	reader_close(r);
}

/* "FILE", "--option=FILE", "KIND=FILE" among all words but the last. */
static void
offer_headings(const struct offer *f, const char *behind)
{
	for (int i = 0; i + 1 < f->words; i++) {
		const char *sign = strchr(f->word[i], '=');

		if (i > 0 && (strcmp(f->word[i - 1], "-o") == 0 ||
		    strcmp(f->word[i - 1], "--output") == 0))
			continue;
		if (is_input(f->c, f->word[i]))
			offer_headings_of(f, f->word[i], behind);
		else if (sign != NULL && is_input(f->c, sign + 1))
			offer_headings_of(f, sign + 1, behind);
	}
}

/* The cells of a column of the policy in force, if it has it, else built in. */
static void
offer_policy(const struct offer *f, const char *name, const char *column)
{
	const char *path = f->c->options->policy;
	struct reader *r = path != NULL ?
	    reader_open(source_open(path), &dialect_default, NULL, 1) :
	    reader_open_text(name, policy_built_in(name), BAD_USAGE);
	int found = NO_COLUMN;

	for (int i = 0; i < reader_columns(r); i++)
		if (slice_is(reader_heading(r, i), column))
			found = i;
	while (found != NO_COLUMN && reader_next(r))
		offer(f, reader_field(r, found), "");
	reader_close(r);
}

/* "NAME=HEADER", with the kind's columns for NAME. */
static void
offer_mapping(struct offer *f)
{
	if (memchr(f->typed.p, '=', f->typed.n) != NULL) {
		cut_behind(f, "=");
		offer_headings(f, "");
		return;
	}
	cut_behind(f, ".");
	for (enum kind k = 0; k < KINDS; k++)
		for (const struct column *c = kind_columns(k); c->name != NULL; c++)
			if (f->before.n == 0 || slice_is((struct slice){ f->before.p,
			    f->before.n - 1 }, kind_name(k)))
				offer(f, slice_of(c->name), "=");
}

/* "[KIND:]COL=WORD|WORD;...": headings, then words that the column may say. */
static void
offer_condition(struct offer *f)
{
	struct slice name;
	struct slice term;

	cut_behind(f, ";:");
	term = f->typed;
	slice_cut(&term, '=', &name);
	if (term.p == NULL) {
		offer_headings(f, "");
		return;
	}
	if (name.n > 0 && strchr("!^", name.p[name.n - 1]) != NULL)
		name.n--;
	cut_behind(f, "=|");
	if (slice_is(name, "tier") || slice_is(name, "previous_tier"))
		offer_policy(f, "tiers", "tier");
	else if (slice_is(name, "trigger"))
		offer_policy(f, "triggers", "trigger");
	for (enum kind k = 0; k < KINDS; k++)
		offer_words(f, words_of(k, name));
}

/* The kinds of tables, of reports for --section; then a file. */
static void
offer_kind_and_file(struct offer *f, const char *option)
{
	const struct verbs *v = f->c->options->verbs;

	if (memchr(f->typed.p, '=', f->typed.n) != NULL) {
		cut_behind(f, "=");
		printf("files\t%.*s\n", (int)f->before.n, f->before.p);
		return;
	}
	printf("words\n");
	for (enum kind k = 0; strcmp(option, "section") != 0 && k < KINDS; k++)
		offer(f, slice_of(kind_name(k)), "=");
	for (int i = 0; strcmp(option, "section") == 0 && i < v->count; i++)
		offer(f, slice_of(v->name[i]), "=");
}

/* Options that are known by name; false for the rest. */
static bool
offer_named(struct offer *f, const char *option)
{
	const char *program = diag_program();

	if (strcmp(option, "trust") == 0) {
		cut_behind(f, ",");
		for (int i = 0; i < DOUBTS; i++)
			offer(f, slice_of(doubt_title((enum doubt_name)i)), "");
		return true;
	}
	if (strcmp(option, "trigger") == 0 || strcmp(option, "working-time") == 0) {
		cut_behind(f, ",");
		if (option[0] == 't')
			offer_policy(f, "triggers", "trigger");
		else
			offer_words(f, &level_words);
		return true;
	}
	for (size_t i = 0; i < sizeof listed / sizeof *listed; i++)
		if (strcmp(listed[i].option, option) == 0 && (listed[i].program[0] == '\0' ||
		    strcmp(listed[i].program, program) == 0)) {
			offer_list(f, slice_of(listed[i].words));
			return true;
		}
	return false;
}

/* The values of an option that takes no file, by what stands for them. */
static void
offer_values(struct offer *f, const char *option, struct slice value)
{
	if (slice_is(value, "[KIND.]NAME=HEADER")) {
		offer_mapping(f);
	} else if (slice_is(value, "[KIND:]CONDITION")) {
		offer_condition(f);
	} else if (begins(value, SLICE("COL")) || strcmp(option, "covariates") == 0) {
		cut_behind(f, ",");
		offer_headings(f, "");
	} else if (!offer_named(f, option) && memchr(value.p, '|', value.n) != NULL) {
		offer_list(f, value);
	}
}

/* What is fit for the option, by what --help says of its value. */
static void
offer_for(struct offer *f, const char *option)
{
	struct help_line h = { { "", 0 }, { "", 0 } };

	completion_help(f->c, option, &h);
	if (memmem(h.value.p, h.value.n, "KIND", 4) == h.value.p &&
	    memmem(h.value.p, h.value.n, "FILE", 4) != NULL) {
		offer_kind_and_file(f, option);
	} else if (slice_is(h.value, "FILE") || slice_is(h.value, "PLAN")) {
		printf("files\t\n");
	} else if (strcmp(option, "model") == 0) {
		printf("files\t\n");
		offer_list(f, SLICE("bgnbd|mbgnbd|paretonbd"));
	} else {
		printf("words\n");
		offer_values(f, option, h.value);
	}
}

void
completion_values(const struct completing *c, const char *option, struct slice typed,
    char *const word[], int words)
{
	struct offer f = { c, { "", 0 }, typed, word, words, map_new(0) };

	offer_for(&f, option);
	map_free(f.offered);
}
