/*
 * choose -- which rules run, and for which operator.
 */
#include <stdlib.h>

#include "cmd/rt-triggers/rule.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/value/text.h"

_Noreturn static void
die_unknown(const struct rules *all, struct slice name)
{
	const char **names = mem_array((size_t)all->count + 1, sizeof *names);
	const char *near;

	for (int i = 0; i < all->count; i++)
		names[i] = mem_copy(all->rule[i].name);
	near = text_nearest(name, names, (size_t)all->count);
	if (near != NULL)
		die_usage("--trigger: unknown trigger '%.*s' (did you mean '%s'?)",
		    (int)name.n, name.p, near);
	die_usage("--trigger: unknown trigger '%.*s'", (int)name.n, name.p);
}

/* A rule runs when it is asked for, or when it may hold back one that is. */
static void
let_run(struct rules *all, struct rule *r)
{
	if (r->runs)
		return;
	r->runs = true;
	for (int i = 0; i < r->inhibitors; i++)
		if (all->rule[r->inhibitor[i]].enabled)
			let_run(all, &all->rule[r->inhibitor[i]]);
}

void
rules_choose(struct rules *all, const char *names)
{
	struct slice rest, name;

	for (int i = 0; names == NULL && i < all->count; i++)
		all->rule[i].asked = all->rule[i].enabled;
	if (names != NULL)
		for (rest = slice_of(names); slice_cut(&rest, ',', &name); ) {
			int i = rules_find(all, slice_trim(name));

			if (i == NONE)
				die_unknown(all, slice_trim(name));
			all->rule[i].asked = all->rule[i].enabled = true;
		}
	for (int i = 0; i < all->count; i++)
		if (all->rule[i].asked)
			let_run(all, &all->rule[i]);
}

void
rules_without_crowds(struct rules *all)
{
	for (int i = 0; i < all->count; i++) {
		struct rule *r = &all->rule[i];

		if (r->kind != CROWD || !r->runs)
			continue;
		if (r->asked)
			warn("--part: %.*s is off, it takes all customers",
			    (int)r->name.n, r->name.p);
		r->asked = r->runs = false;
	}
}

/* The operators, and what their customers must not be asked about. */
static const struct {
	const char *name;
	const char *own[3];
} operators[] = {
	{ "mobile", { "10086", "mobile", "中国移动" } },
	{ "unicom", { "10010", "unicom", "中国联通" } },
	{ "telecom", { "10000", "telecom", "中国电信" } },
	{ "broadcast", { "10099", "broadcast", "中国广电" } },
};

static void
leave_out(struct term *t, const char *const own[3])
{
	int kept = 0;

	for (int i = 0; i < t->choices; i++) {
		struct slice text = t->choice[i].text;

		if (slice_is(text, own[0]) || slice_is(text, own[1]) ||
		    slice_is(text, own[2]))
			free((char *)text.p);
		else
			t->choice[kept++] = t->choice[i];
	}
	t->choices = kept;
}

void
rules_set_operator(struct rules *all, const char *name)
{
	static const char *const about_rivals[] = { "rival-hotline", "rival-forward" };
	size_t own = 0;

	while (strcmp(operators[own].name, name) != 0)
		if (++own == sizeof operators / sizeof *operators)
			die_usage("--operator: not one of mobile, unicom, telecom, "
			    "broadcast");
	for (int k = 0; k < 2; k++) {
		int i = rules_find(all, slice_of(about_rivals[k]));

		for (int t = 0; i != NONE && t < all->rule[i].where.terms; t++)
			leave_out(&all->rule[i].where.term[t], operators[own].own);
	}
}
