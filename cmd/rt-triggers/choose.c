/*
 * Done to the rules in place, before a table is opened.
 */
#include "cmd/rt-triggers/choose.h"

#include <stdlib.h>

#include "cmd/rt-triggers/rule_kind.h"
#include "common/base/diag.h"

_Noreturn static void
die_unknown(const struct rules *all, struct slice name)
{
	const char *near = rules_near(all, name);

	if (near != NULL)
		die_usage("--trigger: unknown trigger '%.*s' (did you mean '%s'?)",
		    (int)name.n, name.p, near);
	die_usage("--trigger: unknown trigger '%.*s'", (int)name.n, name.p);
}

/* A rule runs when it is asked for, or when it may hold back one that is. */
static void
let_run(struct rule *r)
{
	if (r->runs)
		return;
	r->runs = true;
	for (int i = 0; i < r->inhibitors; i++)
		if (r->inhibitor[i]->enabled)
			let_run(r->inhibitor[i]);
}

void
choose_rules(struct rules *all, const char *names)
{
	struct slice rest, name;

	for (int i = 0; names == NULL && i < all->count; i++)
		all->rule[i].asked = all->rule[i].enabled;
	if (names != NULL)
		for (rest = slice_of(names); slice_cut(&rest, ',', &name); ) {
			struct rule *r = rules_find(all, slice_trim(name));

			if (r == NULL)
				die_unknown(all, slice_trim(name));
			r->asked = r->enabled = true;
		}
	for (int i = 0; i < all->count; i++)
		if (all->rule[i].asked)
			let_run(&all->rule[i]);
}

void
choose_for_part(struct rules *all, const char *option)
{
	for (int i = 0; i < all->count; i++) {
		struct rule *r = &all->rule[i];

		if (!r->kind->takes_all || !r->runs)
			continue;
		if (r->asked)
			warn("%s: %.*s is off, it takes all customers", option,
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

/* Of what a term asks for; what it rules out stays. */
static void
leave_out(struct term *t, const char *const own[3])
{
	int kept = 0;

	if (t->test != IS && t->test != BEGINS)
		return;
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
choose_operator(struct rules *all, const char *name)
{
	size_t own = 0;

	while (strcmp(operators[own].name, name) != 0)
		if (++own == sizeof operators / sizeof *operators)
			die_usage("--operator: not one of mobile, unicom, telecom, "
			    "broadcast");
	for (int i = 0; i < all->count; i++)
		for (int t = 0; t < all->rule[i].where.terms; t++)
			if (rule_has(&all->rule[i], OWN_EXCLUDED))
				leave_out(&all->rule[i].where.term[t],
				    operators[own].own);
}
