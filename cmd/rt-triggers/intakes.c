/*
 * The names of the policy become numbers of fields, rule by rule; what
 * names nothing is refused here.
 */
#include "cmd/rt-triggers/intakes.h"

#include <stdlib.h>

#include "cmd/rt-triggers/headings.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

/* While they are made: what the names of the policy are looked up in. */
struct making {
	struct intakes *intakes;
	struct table *const *tables;
	const struct moment *moment;
};

static const char *
when_of(enum kind k)
{
	switch (k) {
	case CASES:
		return "opened";
	case FORWARDS:
	case PURCHASES:
	case CALENDAR:
		return "date";
	case BILLS:
		return "month";
	case CONTRACTS:
	case CUSTOMERS:
	case TIERS:
		return NULL;
	default:
		return "time";
	}
}

/* The name as the kind has it, its type, and the field that reads it. */
static int
field_of(struct fields *s, struct slice name, enum column_type otherwise,
    enum column_type *type)
{
	const struct column *known = kind_column(s->kind, name);

	*type = known != NULL ? known->type : otherwise;
	if (*type == ID)
		*type = TEXT;
	return fields_number(s, known != NULL ? slice_of(known->name) : name, *type);
}

/* Dates that tell what happened; after as-of they have not yet. */
static int64_t
horizon_of(const struct making *m, struct slice name, enum column_type type)
{
	static const char *const happenings[] = {
		"joined", "left", "paid", "responded", "resolved", "closed",
	};

	for (size_t i = 0; i < sizeof happenings / sizeof *happenings; i++)
		if (slice_is(name, happenings[i]))
			return type == INSTANT ? m->moment->last :
			    type == DATE ? m->moment->as_of : INT64_MAX;
	return INT64_MAX;
}

/* Whether the rule is also about a kind of table that has the column. */
static bool
is_of_another(const struct rule *r, struct slice name)
{
	for (enum kind k = 0; k < KINDS; k++)
		if ((r->tables & KIND(k)) && kind_column(k, name) != NULL)
			return true;
	return false;
}

/*
 * Which row a name belongs to: KINDS when no given table has it.  What
 * another table of the rule has is blank in the records of this one.
 */
static enum kind
owner_of(const struct making *m, const struct feed *f, struct slice name)
{
	enum column_type type;

	if (kind_column(f->kind, name) != NULL || headings_hold(m->tables, f->kind, name))
		return f->kind;
	if (headings_hold(m->tables, CUSTOMERS, name))
		return CUSTOMERS;
	if (headings_hold(m->tables, TIERS, name))
		return TIERS;
	if (is_of_another(f->rule, name))
		return f->kind;
	if (!kind_any_column(name, &type))
		policy_die(m->intakes->rules->policy, f->rule->row, "where",
		    "unknown column '%.*s'", (int)name.n, name.p);
	return KINDS;
}

/* The texts stay the rule's. */
static void
add_term(struct making *m, struct where *w, enum kind owner, const struct term *term)
{
	struct fields *s = &m->intakes->of[owner == KINDS ? CUSTOMERS : owner].fields;
	struct slice name = headings_column(m->tables, s->kind, term->name);
	struct term *t;

	w->term = mem_resize(w->term, (size_t)w->terms + 1, sizeof *w->term);
	t = &w->term[w->terms++];
	*t = *term;
	t->field = field_of(s, name, TEXT, &t->type);
	t->horizon = horizon_of(m, s->field[t->field].name, t->type);
	where_know(t, s->kind, s->field[t->field].name);
	s->field[t->field].as_text = true;
}

static struct guard *
guard_of(struct making *m, struct feed *f)
{
	struct intakes *p = m->intakes;

	if (f->guard == NONE) {
		p->guard = mem_resize(p->guard, (size_t)p->guards + 1, sizeof *p->guard);
		p->guard[p->guards] = (struct guard){ { NULL, 0 }, { NULL, 0 } };
		f->guard = p->guards++;
	}
	return &p->guard[f->guard];
}

static void
bind_where(struct making *m, struct feed *f)
{
	for (int i = 0; i < f->rule->where.terms; i++) {
		const struct term *t = &f->rule->where.term[i];
		enum kind owner = owner_of(m, f, t->name);

		if (owner == f->kind)
			add_term(m, &f->where, owner, t);
		else if (owner == TIERS)
			add_term(m, &guard_of(m, f)->of_tier, owner, t);
		else
			add_term(m, &guard_of(m, f)->of_customer, owner, t);
	}
}

/* Dies unless the column of the kind can be what the rule does with it. */
static void
check_type(const struct rules *all, const struct rule *r, const char *column,
    enum column_type type)
{
	bool clock = r->later.unit == HOURS || r->later.unit == MINUTES;

	if (r->kind->column == COLUMN_NUMBER && !type_is_number(type))
		policy_die(all->policy, r->row, column, "not a column of numbers such as amount");
	if (r->kind->column == COLUMN_DATE && type != DATE && type != INSTANT)
		policy_die(all->policy, r->row, column, "not a column of dates such as due");
	if (r->kind->threshold == THRESHOLD_TIME && type == DATE && clock &&
	    r->later.count > 0)
		policy_die(all->policy, r->row, "threshold",
		    "hours or minutes after a date without a time");
}

static enum column_type
type_if_unknown(const struct rule_kind *k)
{
	static const enum column_type types[] = {
		[COLUMN_TEXT] = TEXT, [COLUMN_NUMBER] = MONEY, [COLUMN_DATE] = DATE,
	};

	return types[k->column];
}

/* The field of a column that the rule names, or NONE. */
static int
bind_column(struct making *m, const struct feed *f, struct slice name)
{
	struct fields *s = &m->intakes->of[f->kind].fields;
	const struct rule_kind *k = f->rule->kind;
	enum column_type type;
	int field;

	if (name.n == 0)
		return NONE;
	field = field_of(s, name, type_if_unknown(k), &type);
	if (k->column == COLUMN_TEXT)
		s->field[field].as_text = true;
	return field;
}

_Noreturn static void
die_unknown(const struct making *m, const struct rule *r, const char *column,
    enum kind k, struct slice name)
{
	const struct policy *policy = m->intakes->rules->policy;
	const char *near = headings_near(k, name);

	if (near == NULL && slice_is(slice_of(column), "where"))
		near = headings_near(CUSTOMERS, name);
	if (near == NULL && slice_is(slice_of(column), "where"))
		near = headings_near(TIERS, name);
	if (near != NULL)
		policy_die(policy, r->row, column,
		    "unknown column '%.*s' (did you mean '%s'?)", (int)name.n, name.p,
		    near);
	policy_die(policy, r->row, column, "unknown column '%.*s'", (int)name.n, name.p);
}

/* Every name of the rule must be a column of a kind, or of a given table. */
static void
check_names(const struct making *m, const struct rule *r, enum kind k)
{
	const struct column *c = kind_column(k, r->column);
	enum column_type type = c != NULL ? c->type : type_if_unknown(r->kind);

	if (r->column.n > 0 && c == NULL && !headings_hold(m->tables, k, r->column))
		die_unknown(m, r, "column", k, r->column);
	if (r->column.n > 0)
		check_type(m->intakes->rules, r, "column", type);
	if (r->against.n > 0 && kind_column(k, r->against) == NULL &&
	    !headings_hold(m->tables, k, r->against))
		policy_die(m->intakes->rules->policy, r->row, "threshold",
		    "neither a number nor a column such as amount");
	for (int i = 0; i < r->where.terms; i++) {
		struct slice name = r->where.term[i].name;

		if (!kind_any_column(name, &type) && !headings_hold(m->tables, k, name) &&
		    !headings_hold(m->tables, CUSTOMERS, name) &&
		    !headings_hold(m->tables, TIERS, name))
			die_unknown(m, r, "where", k, name);
	}
}

/* The same column under the same condition is summed once. */
static int
series_of(struct intakes *p, const struct feed *f)
{
	struct series s = { .kind = f->kind, .field = f->column, .where = f->where,
		.months = f->rule->baseline + 1 };

	for (int i = 0; i < p->count_of_series; i++) {
		struct series *old = &p->series[i];

		if (old->kind == s.kind && old->field == s.field && old->where.terms == 0 &&
		    s.where.terms == 0) {
			if (old->months < s.months)
				old->months = s.months;
			return i;
		}
	}
	p->series = mem_resize(p->series, (size_t)p->count_of_series + 1, sizeof s);
	p->series[p->count_of_series] = s;
	return p->count_of_series++;
}

static void
bind_feed(struct making *m, const struct rule *r, enum kind k)
{
	struct intake *in = &m->intakes->of[k];
	struct feed f = { .rule = r, .kind = k, .guard = NONE, .series = NONE };

	f.column = bind_column(m, &f, r->column);
	f.against = bind_column(m, &f, r->against);
	bind_where(m, &f);
	if (rule_is_monthly(r))
		f.series = series_of(m->intakes, &f);
	in->feed = mem_resize(in->feed, (size_t)in->feeds + 1, sizeof *in->feed);
	in->feed[in->feeds++] = f;
}

/* Whether a column of the kind that a condition cannot do without is in none. */
static bool
misses_column(const struct making *m, const struct rule *r, enum kind k)
{
	static const struct value blank;

	for (int i = 0; i < r->where.terms; i++) {
		const struct term *t = &r->where.term[i];

		if (kind_column(k, t->name) != NULL && !term_holds(t, &blank) &&
		    !headings_hold(m->tables, k, t->name))
			return true;
	}
	return false;
}

/* A rule is fed by a given table that has the columns it lives on. */
static bool
is_fed_by(const struct making *m, const struct rule *r, enum kind k)
{
	if (!m->intakes->of[k].given || r->kind->column_may_lack)
		return m->intakes->of[k].given;
	return !misses_column(m, r, k) && (r->column.n == 0 || headings_hold(m->tables, k, r->column)) &&
	    (r->against.n == 0 || headings_hold(m->tables, k, r->against));
}

static void
feed_rule(struct making *m, struct rule *r, enum kind k)
{
	check_names(m, r, k);
	if (!is_fed_by(m, r, k))
		return;
	r->fed |= KIND(k);
	if (r->runs)
		bind_feed(m, r, k);
}

/* Which cells are read whatever the rules. */
static void
begin_intake(struct making *m, enum kind k)
{
	struct intake *in = &m->intakes->of[k];
	const char *when = when_of(k);

	in->fields = (struct fields){ .kind = k, .when = NONE, .case_id = NONE };
	for (struct table *const *t = m->tables; *t != NULL; t++)
		if (table_kind(*t) == k)
			in->given = true;
	if (when != NULL && in->given)
		in->fields.when = fields_number(&in->fields, slice_of(when),
		    kind_column(k, slice_of(when))->type);
	if (k == CASES && in->given)
		in->fields.case_id = fields_number(&in->fields, slice_of("case_id"), ID);
}

struct intakes *
intakes_new(struct rules *rules, struct table *const *tables,
    const struct moment *moment)
{
	struct intakes *p = mem_new(sizeof *p);
	struct making m = { p, tables, moment };

	p->rules = rules;
	for (enum kind k = 0; k < KINDS; k++)
		begin_intake(&m, k);
	for (int i = 0; i < rules->count; i++)
		for (enum kind k = 0; k < KINDS; k++)
			if (rules->rule[i].tables & KIND(k))
				feed_rule(&m, &rules->rule[i], k);
	return p;
}

static void
free_terms(struct where *w)
{
	free(w->term);
}

void
intakes_free(struct intakes *p)
{
	for (enum kind k = 0; k < KINDS; k++) {
		struct intake *in = &p->of[k];

		for (int i = 0; i < in->feeds; i++)
			free_terms(&in->feed[i].where);
		free(in->feed);
		free(in->fields.field);
	}
	for (int i = 0; i < p->guards; i++) {
		free_terms(&p->guard[i].of_customer);
		free_terms(&p->guard[i].of_tier);
	}
	free(p->guard);
	free(p->series);
	free(p);
}

int
intakes_guard(const struct intakes *p, const struct rule *r)
{
	for (enum kind k = 0; k < KINDS; k++)
		for (int i = 0; i < p->of[k].feeds; i++)
			if (p->of[k].feed[i].rule == r &&
			    p->of[k].feed[i].guard != NONE)
				return p->of[k].feed[i].guard;
	return NONE;
}

int
intakes_field(struct intakes *p, enum kind k, const char *name)
{
	return fields_number(&p->of[k].fields, slice_of(name),
	    kind_column(k, slice_of(name))->type);
}
