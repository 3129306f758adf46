/*
 * The rows stand in the order in which --help names them, and so does the
 * complaint, which is made from them.
 */
#include "cmd/rt-report/format.h"

#include <stdio.h>
#include <string.h>

#include "cmd/rt-report/page.h"
#include "common/base/diag.h"

static const struct format formats[] = {
	{ "text", page_text, .for_people = true, .takes_bom = true },
	{ "csv", page_csv, .one_report = true, .takes_safe = true, .takes_bom = true },
	{ "markdown", page_markdown, .for_people = true, .has_room = true, .takes_bom = true },
	{ "html", page_html, .for_people = true, .has_room = true, .takes_bom = true },
	{ "xlsx", page_xlsx, .for_people = true, .has_room = true, .is_workbook = true },
	{ "json", page_json, .takes_bom = true },
	{ "jsonl", page_jsonl, .one_report = true, .takes_bom = true },
};

enum { FORMATS = sizeof formats / sizeof *formats };

_Noreturn static void
die_unknown(const char *name)
{
	char names[128];
	int n = 0;

	for (int i = 0; i < FORMATS && n < (int)sizeof names; i++)
		n += snprintf(names + n, sizeof names - (size_t)n, "%s%s",
		    i > 0 ? ", " : "", formats[i].name);
	die_usage("--format %s: not %s", name, names);
}

const struct format *
format_named(const char *name)
{
	for (int i = 0; i < FORMATS; i++)
		if (strcmp(name, formats[i].name) == 0)
			return &formats[i];
	die_unknown(name);
}
