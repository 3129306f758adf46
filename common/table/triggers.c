/*
 * A policy written before triggers had labels and Chinese actions has neither:
 * the built-in ones are asked then.
 */
#include "common/table/triggers.h"

static const char *const columns[] = {
	"trigger", "rule", "table", "column", "where", "op", "threshold", "window",
	"baseline", "floor", "inhibited_by", "category", "level", "channel", "within",
	"cooldown", "enabled", "action", NULL,
};

/* Those that an older policy may lack. */
static const char *const later_columns[] = {
	"traits", "label", "label_zh", "action_zh", NULL,
};

struct policy *
triggers_policy(const struct options *o, const char *path)
{
	return policy_open_older(o, path, "triggers", columns, later_columns);
}

struct slice
triggers_action(const struct policy *p, size_t row, const struct policy *built_in)
{
	struct slice action = policy_cell(p, row, "action");
	struct slice chinese = policy_cell(p, row, "action_zh");

	if (lang_spoken() == ENGLISH)
		return action;
	for (size_t i = 0; chinese.n == 0 && i < policy_rows(built_in); i++)
		if (slice_equal(policy_cell(built_in, i, "action"), action))
			chinese = policy_cell(built_in, i, "action_zh");
	return chinese.n > 0 ? chinese : action;
}

void
triggers_label(const struct policy *p, struct glossary *g)
{
	for (size_t row = 0; row < policy_rows(p); row++) {
		struct slice word[LANGS] = {
			[ENGLISH] = policy_cell(p, row, "label"),
			[CHINESE] = policy_cell(p, row, "label_zh"),
		};

		glossary_add(g, "trigger", policy_cell(p, row, "trigger"), word);
	}
}
