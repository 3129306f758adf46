/*
 * The policy of kind kpi: a row is an indicator, a side of it the sum of a fact
 * over those whom its conditions hold for.
 *
 * A condition about a fact is judged when all is read; one about a column of
 * customers when their row is, and all that is kept of it is whether it held.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/kpi.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/value/text.h"

static const char *const columns[] = {
	"indicator", "parent", "name", "name_en", "scope", "unit", "numerator",
	"numerator_where", "denominator", "denominator_where", "definition",
	"definition_en", NULL,
};

static const char *const scopes[KPI_SCOPES] = { "all", "base" };
static const char *const units[KPI_UNITS] = {
	"count", "amount", "rate", "per10k", "points",
};

static const char *const specials[] = {
	[SAVE_UPLIFT] = "save_uplift", [SAVE_UPLIFT_LOW] = "save_uplift_low",
	[SAVE_UPLIFT_HIGH] = "save_uplift_high", [RESCUED] = "rescued_amount",
	[RESCUED_LOW] = "rescued_amount_low", [RESCUED_HIGH] = "rescued_amount_high",
};

enum { SPECIALS = sizeof specials / sizeof *specials };

/* Where something stands in the policy, for complaints. */
struct spot {
	const struct policy *policy;
	size_t row;
	const char *column;
};

struct policy *
kpi_policy_source(const struct request *q)
{
	return policy_open(&q->common, q->common.policy, "kpi", columns);
}

/* The place of the word, or a complaint with what comes near. */
static int
word_of(struct spot at, const char *idea, const char *const word[], int words)
{
	struct slice cell = policy_cell(at.policy, at.row, at.column);
	const char *near = text_nearest(cell, word, (size_t)words);

	for (int i = 0; i < words; i++)
		if (slice_is(cell, word[i]))
			return i;
	if (near != NULL)
		policy_die(at.policy, at.row, at.column,
		    "unknown %s (did you mean '%s'?)", idea, near);
	policy_die(at.policy, at.row, at.column, "unknown %s, such as %s", idea, word[0]);
}

static const char *
near_fact(struct slice name)
{
	const char *all[FACTS];

	for (enum fact f = 0; f < FACTS; f++)
		all[f] = kpi_facts[f].name;
	return text_nearest(name, all, FACTS);
}

/* A fact that can be added up. */
static enum fact
summed_fact(struct spot at, struct slice name)
{
	enum fact f = kpi_fact(name);
	const char *near = near_fact(name);

	if (f == NO_FACT && near != NULL)
		policy_die(at.policy, at.row, at.column,
		    "unknown fact (did you mean '%s'?)", near);
	if (f == NO_FACT)
		policy_die(at.policy, at.row, at.column, "unknown fact, such as opening");
	if (kpi_facts[f].measure == RATIO_OF)
		policy_die(at.policy, at.row, at.column, "a ratio cannot be summed");
	return f;
}

/* "fact", or "fact-fact". */
static void
read_fact(struct spot at, struct kpi_side *side)
{
	struct slice rest = policy_cell(at.policy, at.row, at.column), name = rest;

	side->fact = side->less = NO_FACT;
	if (rest.n == 0)
		return;
	slice_cut(&rest, '-', &name);
	side->fact = summed_fact(at, slice_trim(name));
	if (rest.p != NULL)
		side->less = summed_fact(at, slice_trim(rest));
	if (side->less != NO_FACT &&
	    kpi_facts[side->fact].measure != kpi_facts[side->less].measure)
		policy_die(at.policy, at.row, at.column, "an amount less a count");
}

/* The text up to a ';' that is not behind a backslash. */
static bool
cut_term(struct slice *rest, struct slice *item)
{
	size_t n = 0;

	if (rest->p == NULL)
		return false;
	while (n < rest->n && rest->p[n] != ';')
		n += rest->p[n] == '\\' && n + 1 < rest->n ? 2 : 1;
	*item = slice_trim((struct slice){ rest->p, n });
	*rest = n < rest->n ? (struct slice){ rest->p + n + 1, rest->n - n - 1 } :
	    (struct slice){ NULL, 0 };
	return true;
}

/* The name in front of a test, or behind a '!'. */
static struct slice
name_in(struct slice item)
{
	size_t n = 0;

	if (item.n > 0 && item.p[0] == '!')
		item = (struct slice){ item.p + 1, item.n - 1 };
	while (n < item.n && memchr("=<>!^?", item.p[n], 6) == NULL)
		n++;
	return slice_trim((struct slice){ item.p, n });
}

/* What the fact is held against: another one, or numbers. */
static void
read_bounds(struct spot at, struct kpi_term *t, struct slice text)
{
	struct slice item;
	int64_t n;

	t->other = kpi_fact(slice_trim(text));
	while (t->other == NO_FACT && slice_cut(&text, '|', &item)) {
		if (!quantity_parse(slice_trim(item), &n))
			policy_die(at.policy, at.row, at.column,
			    "'%.*s' is neither a number nor a fact",
			    (int)item.n, item.p);
		t->number = mem_resize(t->number, (size_t)t->numbers + 1,
		    sizeof *t->number);
		t->number[t->numbers++] = n;
	}
	if (test_compares(t->test) && t->numbers > 1)
		policy_die(at.policy, at.row, at.column, "several numbers behind < or >");
}

static void
read_fact_term(struct spot at, struct kpi_term *t, struct slice item, enum fact f)
{
	struct slice rest;

	t->fact = f;
	t->other = NO_FACT;
	t->test = BLANK;
	if (item.p[0] == '!')
		return;
	rest = slice_trim((struct slice){ item.p + strlen(kpi_facts[f].name),
	    item.n - strlen(kpi_facts[f].name) });
	t->test = GIVEN;
	if (slice_is(rest, "?"))
		return;
	if (!test_take(&rest, &t->test) || t->test == BEGINS)
		policy_die(at.policy, at.row, at.column,
		    "a fact is compared by =, !=, <, <=, >, >= or ?");
	read_bounds(at, t, rest);
}

static bool
terms_equal(const struct term *a, const struct term *b)
{
	char *x = term_text(a), *y = term_text(b);
	bool equal = strcmp(x, y) == 0;

	free(x);
	free(y);
	return equal;
}

/* The number of the condition about a column, a new one if it is the first. */
static int
read_column_term(struct kpi_policy *p, struct spot at, struct slice item)
{
	struct where w;
	const char *mistake;

	if (!where_parse(item, &w, &mistake))
		policy_die(at.policy, at.row, at.column, "%s", mistake);
	if (w.terms == 0)
		policy_die(at.policy, at.row, at.column, "a term without a column");
	for (int i = 0; i < p->terms; i++)
		if (terms_equal(&p->term[i], &w.term[0])) {
			where_free(&w);
			return i;
		}
	p->term = mem_resize(p->term, (size_t)p->terms + 1, sizeof *p->term);
	p->row = mem_resize(p->row, (size_t)p->terms + 1, sizeof *p->row);
	p->term[p->terms] = w.term[0];
	p->row[p->terms] = at.row;
	free(w.term);
	return p->terms++;
}

static void
read_side(struct kpi_policy *p, size_t row, const char *fact, const char *where,
    struct kpi_side *side)
{
	struct spot at = { p->policy, row, where };
	struct slice rest = policy_cell(p->policy, row, where), item;

	read_fact((struct spot){ p->policy, row, fact }, side);
	if (rest.n > 0 && side->fact == NO_FACT)
		policy_die(p->policy, row, where, "a condition on nothing");
	while (rest.n > 0 && cut_term(&rest, &item)) {
		struct kpi_term t = { .fact = NO_FACT };
		enum fact f = kpi_fact(name_in(item));

		if (f != NO_FACT)
			read_fact_term(at, &t, item, f);
		else
			t.column_term = read_column_term(p, at, item);
		side->term = mem_resize(side->term, (size_t)side->terms + 1,
		    sizeof *side->term);
		side->term[side->terms++] = t;
	}
}

/* Whether numerator and denominator are what the unit is made of. */
static void
check_unit(const struct kpi_policy *p, const struct indicator *i)
{
	bool whole = i->unit == UNIT_COUNT || i->unit == UNIT_AMOUNT;
	enum fact up = i->side[0].fact, down = i->side[1].fact;

	if (i->special != NO_SPECIAL) {
		if (up != NO_FACT || down != NO_FACT)
			policy_die(p->policy, i->row, "numerator",
			    "%.*s is computed from the arms and has none",
			    (int)i->id.n, i->id.p);
		if (i->unit != (i->special < RESCUED ? UNIT_RATE : UNIT_AMOUNT))
			policy_die(p->policy, i->row, "unit", "%.*s is %s",
			    (int)i->id.n, i->id.p,
			    i->special < RESCUED ? _("a rate") : _("an amount"));
		return;
	}
	if (up == NO_FACT)
		policy_die(p->policy, i->row, "numerator", "blank");
	if (whole != (down == NO_FACT))
		policy_die(p->policy, i->row, "denominator", whole ?
		    N_("a count or an amount has none") : N_("blank"));
	if (whole && (kpi_facts[up].measure == MONEY_OF) != (i->unit == UNIT_AMOUNT))
		policy_die(p->policy, i->row, "unit", i->unit == UNIT_AMOUNT ?
		    N_("the numerator is a count") :
		    N_("the numerator is an amount"));
}

static void
read_words(const struct kpi_policy *p, struct indicator *i)
{
	i->id = policy_cell(p->policy, i->row, "indicator");
	i->name[CHINESE] = policy_cell(p->policy, i->row, "name");
	i->name[ENGLISH] = policy_cell(p->policy, i->row, "name_en");
	i->definition[CHINESE] = policy_cell(p->policy, i->row, "definition");
	i->definition[ENGLISH] = policy_cell(p->policy, i->row, "definition_en");
	if (i->id.n == 0)
		policy_die(p->policy, i->row, "indicator", "blank");
	for (const struct indicator *other = p->indicator; other < i; other++)
		if (slice_equal(other->id, i->id))
			policy_die(p->policy, i->row, "indicator",
			    "the same as on line %llu", (unsigned long long)
			    policy_line(p->policy, other->row));
	if (i->name[ENGLISH].n == 0)
		i->name[ENGLISH] = i->name[CHINESE].n > 0 ? i->name[CHINESE] : i->id;
	if (i->name[CHINESE].n == 0)
		i->name[CHINESE] = i->name[ENGLISH];
	if (i->definition[ENGLISH].n == 0)
		i->definition[ENGLISH] = i->definition[CHINESE];
}

static void
read_indicator(struct kpi_policy *p, struct indicator *i)
{
	struct spot at = { p->policy, i->row, "scope" };

	read_words(p, i);
	i->scope = (enum kpi_scope)word_of(at, "scope", scopes, KPI_SCOPES);
	at.column = "unit";
	i->unit = (enum kpi_unit)word_of(at, "unit", units, KPI_UNITS);
	for (int s = SAVE_UPLIFT; s < SPECIALS; s++)
		if (slice_is(i->id, specials[s]))
			i->special = (enum kpi_special)s;
	read_side(p, i->row, "numerator", "numerator_where", &i->side[0]);
	read_side(p, i->row, "denominator", "denominator_where", &i->side[1]);
	check_unit(p, i);
}

/* A parent may stand behind its children; the way up must end. */
static void
find_parent(struct kpi_policy *p, struct indicator *i)
{
	const char **all = mem_array((size_t)p->indicators, sizeof *all);
	struct slice parent = policy_cell(p->policy, i->row, "parent");
	const char *near;

	i->parent = -1;
	for (int n = 0; n < p->indicators; n++) {
		all[n] = mem_copy(p->indicator[n].id);
		if (parent.n > 0 && slice_equal(p->indicator[n].id, parent))
			i->parent = n;
	}
	near = text_nearest(parent, all, (size_t)p->indicators);
	if (parent.n > 0 && i->parent < 0 && near != NULL)
		policy_die(p->policy, i->row, "parent",
		    "unknown indicator (did you mean '%s'?)", near);
	if (parent.n > 0 && i->parent < 0)
		policy_die(p->policy, i->row, "parent", "unknown indicator");
	for (int n = 0; n < p->indicators; n++)
		free((char *)all[n]);
	free(all);
}

static void
find_depth(const struct kpi_policy *p, struct indicator *i)
{
	for (int up = i->parent; up >= 0; up = p->indicator[up].parent)
		if (++i->depth > p->indicators)
			policy_die(p->policy, i->row, "parent",
			    "the way up leads back to itself");
}

struct kpi_policy *
kpi_policy_open(const struct options *o, const char *path)
{
	struct kpi_policy *p = mem_new(sizeof *p);

	p->policy = policy_open(o, path, "kpi", columns);
	p->indicators = (int)policy_rows(p->policy);
	p->indicator = mem_array((size_t)p->indicators + 1, sizeof *p->indicator);
	for (int n = 0; n < p->indicators; n++) {
		p->indicator[n].row = (size_t)n;
		read_indicator(p, &p->indicator[n]);
	}
	for (int n = 0; n < p->indicators; n++)
		find_parent(p, &p->indicator[n]);
	for (int n = 0; n < p->indicators; n++)
		find_depth(p, &p->indicator[n]);
	return p;
}

static void
free_side(struct kpi_side *s)
{
	for (int i = 0; i < s->terms; i++)
		free(s->term[i].number);
	free(s->term);
}

void
kpi_policy_close(struct kpi_policy *p)
{
	for (int n = 0; n < p->indicators; n++)
		for (int s = 0; s < 2; s++)
			free_side(&p->indicator[n].side[s]);
	where_free(&(struct where){ p->term, p->terms });
	free(p->row);
	free(p->indicator);
	policy_close(p->policy);
	free(p);
}
