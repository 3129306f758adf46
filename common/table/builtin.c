/*
 * builtin -- the policy tables and the aliases, compiled in as they are.
 */
#include <stddef.h>

#include "common/table/kind.h"
#include "common/table/policy.h"

static const char tiers[] =
#include "table/tiers.inc"
    ;

static const char triggers[] =
#include "table/triggers.inc"
    ;

static const char contact[] =
#include "table/contact.inc"
    ;

static const char levels[] =
#include "table/levels.inc"
    ;

static const char outcomes[] =
#include "table/outcomes.inc"
    ;

static const char winback[] =
#include "table/winback.inc"
    ;

static const char calendar_cn[] =
#include "table/calendar-cn.inc"
    ;

static const char words[] =
#include "table/words.inc"
    ;

static const char kpi[] =
#include "table/kpi.inc"
    ;

static const char aliases[] =
#include "table/aliases.inc"
    ;

static const char spare_aliases[] =
#include "table/spare-aliases.inc"
    ;

static const struct {
	const char *name;
	struct slice text;
} built_in[] = {
	{ "tiers", { tiers, sizeof tiers - 1 } },
	{ "triggers", { triggers, sizeof triggers - 1 } },
	{ "contact", { contact, sizeof contact - 1 } },
	{ "levels", { levels, sizeof levels - 1 } },
	{ "outcomes", { outcomes, sizeof outcomes - 1 } },
	{ "winback", { winback, sizeof winback - 1 } },
	{ "calendar-cn", { calendar_cn, sizeof calendar_cn - 1 } },
	{ "words", { words, sizeof words - 1 } },
	{ "kpi", { kpi, sizeof kpi - 1 } },
};

struct slice
policy_built_in(const char *name)
{
	for (size_t i = 0; i < sizeof built_in / sizeof built_in[0]; i++)
		if (slice_is(slice_of(name), built_in[i].name))
			return built_in[i].text;
	return (struct slice){ NULL, 0 };
}

struct slice
kind_aliases(void)
{
	return (struct slice){ aliases, sizeof aliases - 1 };
}

struct slice
kind_spare_aliases(void)
{
	return (struct slice){ spare_aliases, sizeof spare_aliases - 1 };
}
