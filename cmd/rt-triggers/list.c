/*
 * Always in English; the words are each kind's own.
 */
#include "cmd/rt-triggers/list.h"

#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/rule_kind.h"

static void
list_rule(struct writer *out, const struct rule *r, struct line *l)
{
	describe_tables(line_begin(l), r->fed, "+");
	writer_text(out, r->name);
	writer_string(out, r->kind->name);
	writer_text(out, line_slice(l));
	writer_string(out, r->enabled ? "yes" : "no");
	r->kind->describe(line_begin(l), r);
	describe_where(l, r);
	writer_text(out, line_slice(l));
	writer_end(out);
}

void
list_rules(struct writer *out, const struct rules *rules)
{
	static const char *const header[] = {
		"trigger", "rule", "fed_by", "enabled", "description", NULL,
	};
	struct line line = { .n = 0 };

	writer_header(out, header);
	for (int i = 0; i < rules->count; i++)
		list_rule(out, &rules->rule[i], &line);
	line_free(&line);
}
