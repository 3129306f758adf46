/*
 * Cells are read one after the other, by what the rule's kind says of
 * them; what is wrong between cells the kind itself finds, when all are
 * read.
 */
#include "cmd/rt-triggers/row.h"

#include "cmd/rt-triggers/kinds.h"
#include "common/base/translate.h"
#include "common/value/text.h"

_Noreturn static void
die_unknown(const struct policy *p, const struct rule *r, const char *column,
    const char *noun, const char *near)
{
	if (near != NULL)
		policy_die(p, r->row, column, "unknown %s (did you mean '%s'?)", noun,
		    near);
	policy_die(p, r->row, column, "unknown %s", noun);
}

static void
read_kind(const struct policy *p, struct rule *r)
{
	struct slice name = policy_cell(p, r->row, "rule");

	r->kind = kinds_find(name);
	if (r->kind == NULL)
		die_unknown(p, r, "rule", "rule", kinds_near(name));
}

_Noreturn static void
die_unknown_table(const struct policy *p, const struct rule *r, struct slice word)
{
	const char *names[KINDS];

	for (enum kind k = 0; k < KINDS; k++)
		names[k] = kind_name(k);
	die_unknown(p, r, "table", "table", text_nearest(word, names, KINDS));
}

static void
read_tables(const struct policy *p, struct rule *r)
{
	struct slice rest = policy_cell(p, r->row, "table"), item;

	if (rest.n == 0)
		policy_die(p, r->row, "table", "missing");
	while (slice_cut(&rest, '+', &item)) {
		enum kind k = kind_of_name(slice_trim(item));

		if (k == NO_KIND)
			die_unknown_table(p, r, slice_trim(item));
		if (!(r->kind->tables & KIND(k)))
			policy_die(p, r->row, "table", "'%s' rules cannot be about %s",
			    r->kind->name, kind_name(k));
		r->tables |= KIND(k);
	}
}

static void
read_column(const struct policy *p, struct rule *r)
{
	r->column = policy_cell(p, r->row, "column");
	if (r->kind->needs.column && r->column.n == 0)
		policy_die(p, r->row, "column", "missing");
}

static void
read_where(const struct policy *p, struct rule *r)
{
	const char *mistake;

	if (!where_parse(policy_cell(p, r->row, "where"), &r->where, &mistake))
		policy_die(p, r->row, "where", "%s", _(mistake));
}

static enum comparison
comparison_of(const struct policy *p, const struct rule *r, struct slice sign)
{
	for (enum comparison c = 0; c < COMPARISONS; c++)
		if (slice_is(sign, comparison_signs[c]))
			return c;
	die_unknown(p, r, "op", "operator",
	    text_nearest(sign, comparison_signs, COMPARISONS));
}

static void
read_op(const struct policy *p, struct rule *r)
{
	struct slice sign = policy_cell(p, r->row, "op");

	r->op = AT_LEAST;
	r->has_op = sign.n > 0;
	if (!r->has_op && r->kind->needs.op)
		policy_die(p, r->row, "op", "missing");
	if (r->has_op)
		r->op = comparison_of(p, r, sign);
	if (r->kind->threshold == THRESHOLD_COUNT && r->op != AT_LEAST)
		policy_die(p, r->row, "op", "'%s' rules take '>=' alone", r->kind->name);
}

/* A share above 0 and at most 1; a whole number above 0. */
static void
check_threshold(const struct policy *p, const struct rule *r)
{
	if (r->kind->threshold == THRESHOLD_SHARE &&
	    (r->threshold <= 0 || r->threshold > MONEY_UNIT))
		policy_die(p, r->row, "threshold",
		    "not a share above 0 and at most 1, such as 0.5");
	if (r->kind->threshold == THRESHOLD_COUNT &&
	    (r->threshold <= 0 || r->threshold % MONEY_UNIT != 0 ||
	    r->threshold > (money)1000000 * MONEY_UNIT))
		policy_die(p, r->row, "threshold",
		    "not a whole number from 1 to 1000000, such as 3");
}

static void
read_threshold(const struct policy *p, struct rule *r)
{
	struct slice text = policy_cell(p, r->row, "threshold");

	r->has_threshold = text.n > 0;
	if (!r->has_threshold && r->kind->needs.threshold)
		policy_die(p, r->row, "threshold", "missing");
	if (!r->has_threshold)
		return;
	if (r->kind->threshold == THRESHOLD_TIME) {
		policy_duration(p, r->row, "threshold", &r->later);
		return;
	}
	if (!quantity_parse(text, &r->threshold)) {
		if (r->kind->threshold != THRESHOLD_COLUMN)
			policy_refuse(p, r->row, "threshold", A_NUMBER);
		r->against = text;
	}
	check_threshold(p, r);
}

static void
read_window(const struct policy *p, struct rule *r)
{
	r->has_window = policy_duration(p, r->row, "window", &r->window);
	if (!r->has_window && r->kind->needs.window)
		policy_die(p, r->row, "window", "missing");
}

static void
read_baseline(const struct policy *p, struct rule *r)
{
	bool needed = r->kind->needs.baseline;
	int64_t n = 0;

	if (!policy_count(p, r->row, "baseline", &n) && needed)
		policy_die(p, r->row, "baseline", "missing");
	if (needed && (n < 1 || n > BASELINE_MOST))
		policy_die(p, r->row, "baseline", "not from 1 to %d", BASELINE_MOST);
	r->baseline = (int)n;
	if (r->kind->floor == FLOOR_TIME)
		policy_duration(p, r->row, "floor", &r->earliest);
	else
		policy_money(p, r->row, "floor", &r->floor);
}

static void
read_order(const struct policy *p, struct rule *r)
{
	r->category = words_code(&category_words, NO_KIND,
	    policy_cell(p, r->row, "category"));
	r->level = words_code(&level_words, NO_KIND, policy_cell(p, r->row, "level"));
	r->channel = words_code(&channel_words, NO_KIND,
	    policy_cell(p, r->row, "channel"));
	r->action = policy_cell(p, r->row, "action");
	r->enabled = policy_yes_no(p, r->row, "enabled");
	if (!r->kind->due_of_record)
		policy_within(p, r->row, "within", &r->within);
	else if (!slice_is(policy_cell(p, r->row, "within"), "case"))
		policy_die(p, r->row, "within", "not 'case'");
	policy_duration(p, r->row, "cooldown", &r->cooldown);
}

static void
read_traits(const struct policy *p, struct rule *r)
{
	r->traits = traits_read(p, r->row);
	for (enum trait t = 0; t < TRAITS; t++)
		if (rule_has(r, t) && !trait_is_for_all(t) &&
		    !(r->kind->traits & TRAIT(t)))
			policy_die(p, r->row, "traits", "'%s' rules have no %s",
			    r->kind->name, trait_name(t));
	if (rule_has(r, OWN_EXCLUDED) && r->where.terms == 0)
		policy_die(p, r->row, "traits",
		    "%s without a condition that could hold our own",
		    trait_name(OWN_EXCLUDED));
}

static void
refuse_mistake(const struct policy *p, const struct rule *r)
{
	struct row_mistake m = { NULL, NULL };

	if (r->kind->mistake != NULL)
		m = r->kind->mistake(r);
	if (m.what != NULL)
		policy_die(p, r->row, m.column, "%s", _(m.what));
}

struct rule
row_read(const struct policy *p, size_t row)
{
	struct rule r = { .row = row };

	read_kind(p, &r);
	read_tables(p, &r);
	read_column(p, &r);
	read_where(p, &r);
	read_op(p, &r);
	read_threshold(p, &r);
	read_window(p, &r);
	read_baseline(p, &r);
	read_order(p, &r);
	refuse_mistake(p, &r);
	read_traits(p, &r);
	return r;
}
