/*
 * Words that more than one kind says the same.
 */
#include "cmd/rt-triggers/describe.h"

void
describe_tables(struct line *l, kinds which, const char *between)
{
	const char *before = "";

	for (enum kind k = 0; k < KINDS; k++)
		if (which & KIND(k)) {
			line_add(l, before);
			line_add(l, kind_name(k));
			before = between;
		}
}

void
describe_column(struct line *l, const char *before, const struct rule *r)
{
	line_add(l, before);
	line_add_slice(l, r->column);
}

void
describe_comparison(struct line *l, const struct rule *r)
{
	line_add_slice(l, r->column);
	line_add(l, " ");
	line_add(l, comparison_signs[r->op]);
	line_add(l, " ");
	if (r->against.n > 0)
		line_add_slice(l, r->against);
	else
		line_add_quantity(l, r->threshold);
}

static void
add_choices(struct line *l, const struct term *t)
{
	for (int i = 0; i < t->choices; i++) {
		line_add(l, i == 0 ? " " : i + 1 < t->choices ? ", " : " or ");
		line_add_slice(l, t->choice[i].text.n > 0 ? t->choice[i].text :
		    slice_of("blank"));
	}
	if (t->choices == 0)
		line_add(l, " nothing");
}

void
describe_where(struct line *l, const struct rule *r)
{
	static const char *const words[] = {
		[IS] = " is", [IS_NOT] = " is not", [BELOW] = " is below",
		[NOT_ABOVE] = " is at most", [ABOVE] = " is above",
		[NOT_BELOW] = " is at least", [BEGINS] = " begins with",
		[GIVEN] = " is given", [BLANK] = " is blank",
	};

	for (int i = 0; i < r->where.terms; i++) {
		const struct term *t = &r->where.term[i];

		line_add(l, i == 0 ? " where " : " and ");
		line_add_slice(l, t->name);
		line_add(l, words[t->test]);
		if (t->test != GIVEN && t->test != BLANK)
			add_choices(l, t);
	}
}
