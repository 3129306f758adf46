/*
 * options_files -- the files that a command line names, and what follows from
 * that: which inputs to expect, what the sandbox leaves open.
 */
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/mem.h"
#include "common/base/sandbox.h"
#include "common/base/translate.h"
#include "common/csv/replace.h"
#include "common/csv/twice.h"
#include "common/table/options_parts.h"
#include "common/value/text.h"

bool
options_standard_output(const char *path)
{
	return strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0;
}

static void
check_name(const char *option, const char *value)
{
	if (value[0] == '\0')
		die_usage("%s: no file name", option);
}

const char *
options_file(const char *option, const char *value)
{
	check_name(option, value);
	sandbox_reads(value);
	return value;
}

/* A regular file, or one that is not there yet, is made beside its place: see replace.h. */
const char *
options_result(const char *option, const char *value)
{
	char folder[PATH_MAX];
	struct stat st;

	check_name(option, value);
	if (options_standard_output(value))
		return value;
	if (stat(value, &st) == 0 && !S_ISREG(st.st_mode)) {
		sandbox_writes(value);
		return value;
	}
	replace_folder(value, folder);
	sandbox_fills(folder[0] != '\0' ? options_copy(slice_of(folder)) : ".");
	return value;
}

/* A link in it leads out of it, so that the file behind it is named, too. */
const char *
options_folder(const char *option, const char *value)
{
	char path[PATH_MAX];
	const struct dirent *entry;
	DIR *d;

	options_file(option, value);
	d = opendir(value);
	while (d != NULL && (entry = readdir(d)) != NULL) {
		if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
			continue;
		snprintf(path, sizeof path, "%s/%s", value, entry->d_name);
		sandbox_reads(options_copy(slice_of(path)));
	}
	if (d != NULL)
		closedir(d);
	return value;
}

void
options_expect(const char *path)
{
	twice_expect(path);
	sandbox_reads(path);
}

void
options_add_path(struct paths *p, const char *path)
{
	if (path[0] == '\0')
		die_usage("a table has no file name");
	p->path = mem_grow(p->path, p->count + 1, &p->room, sizeof *p->path);
	options_expect(path);
	p->path[p->count++] = path;
	p->path[p->count] = NULL;
}

/* Operands that are verbs are hardly files. */
void
options_expect_inputs(const struct options *o)
{
	for (int i = 0; i < o->files; i++)
		options_expect(o->file[i]);
	for (size_t i = 0; i < o->tables; i++)
		options_expect(o->table[i].path);
}

void
options_trust(const char *value)
{
	struct slice rest = slice_of(value), name;
	const char *title[DOUBTS], *near;
	int i;

	for (i = 0; i < DOUBTS; i++)
		title[i] = doubt_title((enum doubt_name)i);
	while (slice_cut(&rest, ',', &name)) {
		name = slice_trim(name);
		for (i = 0; i < DOUBTS && !slice_is(name, title[i]); i++)
			;
		near = text_nearest(name, title, DOUBTS);
		if (i == DOUBTS)
			die_usage("--trust: no doubt is called '%.*s'%s%s%s", (int)name.n,
			    name.p, near != NULL ? _("; did you mean '") : "",
			    near != NULL ? near : "", near != NULL ? _("'?") : "");
		doubt_trust((enum doubt_name)i);
	}
}

/* The option wins over the environment. */
static void
set_mode(const char *said)
{
	static const char *const name[] = {
		[SANDBOX_AUTO] = "auto", [SANDBOX_REQUIRE] = "require", [SANDBOX_OFF] = "off",
	};
	const char *from = getenv("RT_SANDBOX"), *value = said != NULL ? said : from;

	if (said == NULL && (from == NULL || from[0] == '\0'))
		return;
	for (int i = SANDBOX_AUTO; i <= SANDBOX_OFF; i++)
		if (strcmp(value, name[i]) == 0) {
			sandbox_mode((enum sandbox_mode)i);
			return;
		}
	die_usage("%s: neither auto, require nor off",
	    said != NULL ? "--sandbox" : "RT_SANDBOX");
}

void
options_confine(const struct options *o)
{
	const char *names = getenv("RT_NAMES");

	set_mode(o->sandbox);
	if (names != NULL && names[0] != '\0')
		sandbox_reads(names);
	sandbox_enter();
}
