/*
 * A bill is asked for as unpaid by a condition that its column "paid" is
 * blank, under whatever name.
 */
#include "cmd/rt-triggers/owed.h"

/* Whether the rule's condition about bills is that they are not paid. */
static bool
asks_for_unpaid(const struct intake *in, const struct rule *r)
{
	for (int i = 0; i < in->feeds; i++) {
		const struct where *w = &in->feed[i].where;

		for (int t = 0; in->feed[i].rule == r && t < w->terms; t++)
			if (w->term[t].test == BLANK &&
			    slice_is(in->fields.field[w->term[t].field].name, "paid"))
				return true;
	}
	return false;
}

struct owed
owed_bind(struct intakes *in, const struct rule *r)
{
	struct owed o = { false, NONE, NONE, NONE };

	if (!(r->fed & KIND(BILLS)))
		return o;
	o.amount = intakes_field(in, BILLS, "amount");
	o.asked = asks_for_unpaid(&in->of[BILLS], r);
	if (o.asked) {
		o.paid = intakes_field(in, BILLS, "paid");
		o.paid_amount = intakes_field(in, BILLS, "paid_amount");
	}
	return o;
}

money
owed_amount(const struct owed *o, const struct record *r, money *open)
{
	const struct value *amount = &r->value[o->amount], *part;
	money rest;

	*open = 0;
	if (!amount->known)
		return 0;
	rest = amount->n;
	if (o->asked && !r->value[o->paid].known) {
		part = &r->value[o->paid_amount];
		if (part->known && rest > 0)
			rest = part->n < rest ? rest - part->n : 0;
	}
	if (rest > 0)
		*open = rest;
	return amount->n;
}
