/*
 * A condition that was met once is watched no more, so that in most runs
 * nothing is left to look at after a few records.
 */
#include "cmd/rt-triggers/unmet.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/values.h"

/* A term that was not met yet. */
struct pending {
	const struct rule *rule;
	const struct term *term;
	struct table *table;     /* the first with a record; NULL: none yet */
	struct values *values;
};

struct unmet {
	const struct intakes *intakes;
	struct pending *of[KINDS];
	size_t count[KINDS], room[KINDS];
};

/*
 * Texts, for what is compared is seldom there by a slip; nor what blank meets,
 * which is also who has no row.
 */
static bool
is_watched(const struct term *t)
{
	static const struct value blank;

	return (t->test == IS || t->test == BEGINS) && t->type == TEXT && !t->is_peer &&
	    !slice_is(t->name, "target") && !term_holds(t, &blank);
}

static bool
is_there(const struct unmet *u, enum kind k, const struct rule *r, const struct term *t)
{
	for (size_t i = 0; i < u->count[k]; i++)
		if (u->of[k][i].rule == r && u->of[k][i].term->field == t->field)
			return true;
	return false;
}

static void
watch_terms(struct unmet *u, enum kind k, const struct rule *r, const struct where *w)
{
	for (int i = 0; i < w->terms; i++) {
		const struct term *t = &w->term[i];

		if (!is_watched(t) || is_there(u, k, r, t))
			continue;
		u->of[k] = mem_grow(u->of[k], u->count[k], &u->room[k], sizeof *u->of[k]);
		u->of[k][u->count[k]++] = (struct pending){ r, t, NULL,
			values_new(u->intakes->of[k].fields.field[t->field].name) };
	}
}

static void
watch_feed(struct unmet *u, const struct feed *f)
{
	watch_terms(u, f->kind, f->rule, &f->where);
	if (f->guard == NONE)
		return;
	watch_terms(u, CUSTOMERS, f->rule, &u->intakes->guard[f->guard].of_customer);
	watch_terms(u, TIERS, f->rule, &u->intakes->guard[f->guard].of_tier);
}

struct unmet *
unmet_new(const struct intakes *in, enum choice_of_rules chosen)
{
	struct unmet *u;

	if (chosen == BUILT_IN_RULES)
		return NULL;
	u = mem_new(sizeof *u);
	u->intakes = in;
	for (enum kind k = 0; k < KINDS; k++)
		for (int i = 0; i < in->of[k].feeds; i++)
			if (in->of[k].feed[i].rule->asked)
				watch_feed(u, &in->of[k].feed[i]);
	return u;
}

/* Whether both the condition and the cell say words of the column. */
static bool
is_known_word(const struct term *t, const struct value *v)
{
	return t->said != 0 && words_one(t->words, t->kind, v->text) != 0;
}

/* Whether the record meets it; what the cell says is kept when it does not. */
static bool
meets(struct pending *p, struct table *t, const struct value *v)
{
	if (term_holds(p->term, v))
		return true;
	if (p->table == NULL)
		p->table = t;
	if (v->known && !is_known_word(p->term, v))
		values_count(p->values, v->text);
	return false;
}

void
unmet_look(struct unmet *u, struct table *t, const struct value value[])
{
	enum kind k = table_kind(t);
	struct pending *p = u->of[k];

	for (size_t i = 0; i < u->count[k]; ) {
		if (!meets(&p[i], t, &value[p[i].term->field])) {
			i++;
			continue;
		}
		values_free(p[i].values);
		p[i] = p[--u->count[k]];
	}
}

bool
unmet_waits(const struct unmet *u, enum kind k)
{
	return u != NULL && u->count[k] > 0;
}

static void
tell(const struct pending *p)
{
	char *term = term_text(p->term), *condition;

	condition = mem_format(_("%s of %.*s"), term, (int)p->rule->name.n,
	    p->rule->name.p);
	values_doubt(p->values, p->table, condition);
	free(condition);
	free(term);
}

/* In the order of the policy. */
static int
by_rule(const void *a, const void *b)
{
	const struct pending *x = a, *y = b;

	if (x->rule != y->rule)
		return x->rule->number < y->rule->number ? -1 : 1;
	return (x->term->field > y->term->field) - (x->term->field < y->term->field);
}

void
unmet_tell(struct unmet *u)
{
	for (enum kind k = 0; u != NULL && k < KINDS; k++) {
		if (u->count[k] > 0)
			qsort(u->of[k], u->count[k], sizeof *u->of[k], by_rule);
		for (size_t i = 0; i < u->count[k]; i++) {
			if (u->of[k][i].table != NULL)
				tell(&u->of[k][i]);
			values_free(u->of[k][i].values);
		}
		free(u->of[k]);
	}
	free(u);
}
