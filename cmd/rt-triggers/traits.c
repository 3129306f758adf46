/*
 * What the built-in policy says of a name tells what an older policy
 * meant by it.
 */
#include "cmd/rt-triggers/traits.h"

#include "cmd/rt-triggers/line.h"
#include "common/base/diag.h"
#include "common/value/text.h"

/* Of all rules, or of those of a kind that says so; see rule_kind.h. */
static const struct {
	const char *name;
	bool is_for_all;
} known[TRAITS] = {
	[AFTER_LEAVING] = { "after-leaving", true },
	[REASON] = { "reason", false },
	[OWN_EXCLUDED] = { "own-excluded", true },
	[RECOVERY_STEPS] = { "recovery-steps", false },
};

static const char column[] = "traits";

const char *
trait_name(enum trait t)
{
	return known[t].name;
}

bool
trait_is_for_all(enum trait t)
{
	return known[t].is_for_all;
}

_Noreturn static void
die_unknown(const struct policy *p, size_t row, struct slice word)
{
	const char *names[TRAITS], *near;

	for (enum trait t = 0; t < TRAITS; t++)
		names[t] = known[t].name;
	near = text_nearest(word, names, TRAITS);
	if (near != NULL)
		policy_die(p, row, column, "unknown trait (did you mean '%s'?)", near);
	policy_die(p, row, column, "unknown trait");
}

static enum trait
trait_of(const struct policy *p, size_t row, struct slice word)
{
	for (enum trait t = 0; t < TRAITS; t++)
		if (slice_is(word, known[t].name))
			return t;
	die_unknown(p, row, word);
}

traits
traits_read(const struct policy *p, size_t row)
{
	struct slice rest = policy_cell(p, row, column), item;
	traits found = 0;

	if (rest.n == 0)
		return 0;
	while (slice_cut(&rest, '|', &item))
		found |= TRAIT(trait_of(p, row, slice_trim(item)));
	return found;
}

bool
traits_are_said(const struct policy *p)
{
	return policy_has(p, column);
}

static bool
has_trigger(const struct policy *p, struct slice name)
{
	for (size_t row = 0; row < policy_rows(p); row++)
		if (slice_equal(policy_cell(p, row, "trigger"), name))
			return true;
	return false;
}

void
traits_tell_lost(const struct policy *p, const struct policy *built_in)
{
	struct line lost = { .n = 0 };

	for (size_t i = 0; i < policy_rows(built_in); i++) {
		struct slice name = policy_cell(built_in, i, "trigger");
		struct slice had = policy_cell(built_in, i, column);

		if (had.n == 0 || !has_trigger(p, name))
			continue;
		line_add(&lost, lost.n > 0 ? ", " : "");
		line_add_slice(&lost, name);
		line_add(&lost, " (");
		line_add_slice(&lost, had);
		line_add(&lost, ")");
	}
	if (lost.n > 0)
		warn("%s:1: no column 'traits': without it these rows lose what the "
		    "built-in policy gives them: %.*s", policy_label(p), (int)lost.n,
		    lost.text);
	line_free(&lost);
}
