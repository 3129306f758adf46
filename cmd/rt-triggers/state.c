/*
 * state -- rules about what a customer is: state, tier.
 *
 * Memory: nothing a customer.
 */
#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/mem.h"

/* Fields of a tiers row. */
struct levels {
	int now, before;
};

static void
tier_reserve(struct watch *w, struct rule *r)
{
	struct levels *s = mem_new(sizeof *s);

	s->now = intakes_field(w->intakes, TIERS, "tier");
	s->before = intakes_field(w->intakes, TIERS, "previous_tier");
	r->state = s;
}

/* ", from gold to silver". */
static void
add_fall(struct line *l, const struct rule *rule, const struct record *r)
{
	const struct levels *s = rule->state;
	const struct value *before = &r->value[s->before], *now = &r->value[s->now];

	if (!before->known || slice_equal(before->text, now->text))
		return;
	line_say(l, ", from ", "，从 ");
	line_add_value(l, SLICE("tier"), before->text);
	line_say(l, " to ", " 到 ");
	line_add_value(l, SLICE("tier"), now->text);
}

/* "status suspended"; then what else the condition looks at. */
static void
add_state(struct line *l, const struct feed *f, const struct record *r)
{
	if (f->rule->column.n > 0)
		line_add_column(l, f->rule->column);
	else
		line_add_kind(l, f->kind);
	if (f->column != NONE) {
		line_add(l, " ");
		line_add_value(l, f->rule->column, r->value[f->column].text);
	}
	for (int i = 0; i < f->where.terms; i++) {
		const struct term *t = &f->where.term[i];

		if (t->field == f->column || !r->value[t->field].known)
			continue;
		line_say(l, ", ", "，");
		line_add_column(l, t->name);
		line_add(l, " ");
		line_add_value(l, t->name, r->value[t->field].text);
	}
}

static void
open_order(struct watch *w, const struct feed *f, struct record *r)
{
	struct order order = order_begin(f->rule, f->guard, record_customer(r),
	    w->moment.as_of);

	line_say(&w->line, " on ", "，日期 ");
	line_add_date(&w->line, w->moment.as_of);
	docket_add_of_month(w->docket, &order, day_month(w->moment.as_of), &w->line);
}

static void
state_observe(struct watch *w, const struct feed *f, struct record *r)
{
	if (!where_holds(&f->where, r->value))
		return;
	add_state(line_begin(&w->line), f, r);
	open_order(w, f, r);
}

static void
tier_observe(struct watch *w, const struct feed *f, struct record *r)
{
	if (!where_holds(&f->where, r->value))
		return;
	add_state(line_begin(&w->line), f, r);
	add_fall(&w->line, f->rule, r);
	open_order(w, f, r);
}

static void
describe(struct line *l, const struct rule *r)
{
	line_add(l, "state of the ");
	describe_tables(l, r->tables, " or ");
}

const struct rule_kind state_rule = {
	.name = "state",
	.tables = KIND(CUSTOMERS),
	.goes_on = true,
	.mistake = rule_window_mistake,
	.observe = state_observe,
	.describe = describe,
};

const struct rule_kind tier_rule = {
	.name = "tier",
	.tables = KIND(TIERS),
	.goes_on = true,
	.mistake = rule_window_mistake,
	.reserve = tier_reserve,
	.observe = tier_observe,
	.describe = describe,
};
