/*
 * list -- each rule in words.
 */
#include "cmd/rt-triggers/emit.h"
#include "cmd/rt-triggers/evidence.h"

/* "bills", "purchases or activity". */
static void
add_kinds(struct line *l, kinds which, const char *between)
{
	const char *before = "";

	for (enum kind k = 0; k < KINDS; k++)
		if (which & KIND(k)) {
			line_add(l, before);
			line_add(l, kind_name(k));
			before = between;
		}
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

/* " where status is suspended and due is given". */
static void
add_where(struct line *l, const struct rule *r)
{
	static const char *const words[] = {
		[IS] = " is", [IS_NOT] = " is not", [BELOW] = " is below",
		[ABOVE] = " is above", [BEGINS] = " begins with",
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

/* "seconds > 60", "expected > perceived". */
static void
add_comparison(struct line *l, const struct rule *r)
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
add_column(struct line *l, const char *before, const struct rule *r)
{
	line_add(l, before);
	line_add_slice(l, r->column);
}

static void
describe_event(struct line *l, const struct rule *r)
{
	switch (r->kind) {
	case STREAK:
		add_kinds(l, r->tables, " or ");
		line_add(l, " on ");
		line_add_quantity(l, r->threshold);
		line_add(l, " consecutive days or more");
		if (r->column.n > 0)
			add_column(l, ", of one ", r);
		break;
	case ELAPSED:
		line_add_duration(l, r->later);
		add_column(l, " after ", r);
		break;
	case EVERY:
		line_add(l, r->window.count == 1 ? "the first day of each month" :
		    "the first day of each quarter");
		break;
	case CROWD:
		line_add_quantity(l, r->threshold);
		line_add(l, " customers or more with the same ");
		line_add_slice(l, r->column);
		line_add(l, " within ");
		line_add_duration(l, r->window);
		break;
	default:
		line_add(l, "one of the ");
		add_kinds(l, r->tables, " or ");
		if (r->column.n > 0) {
			line_add(l, " with ");
			add_comparison(l, r);
		}
	}
}

/* "amount at least 50% below the mean of the 3 months before, 30 or more". */
static void
describe_drop(struct line *l, const struct rule *r)
{
	if (r->column.n > 0)
		line_add_slice(l, r->column);
	else
		line_add(l, "number of records");
	line_add(l, " at least ");
	line_add_quantity(l, r->threshold * 100);
	line_add(l, "% below the mean of the ");
	line_add_count(l, r->baseline);
	line_add(l, r->column.n > 0 ? " months before, itself " : " windows of ");
	if (r->column.n == 0) {
		line_add_duration(l, r->window);
		line_add(l, " before, itself ");
	}
	line_add_quantity(l, r->floor);
	line_add(l, " or more");
}

static void
describe_condition(struct line *l, const struct rule *r)
{
	switch (r->kind) {
	case VALUE:
		line_add(l, "sum of the month: ");
		add_comparison(l, r);
		break;
	case DROP:
		describe_drop(l, r);
		break;
	case ABSENCE:
		line_add(l, "no ");
		add_kinds(l, r->tables, " or ");
		line_add(l, " for ");
		line_add_duration(l, r->window);
		break;
	case AFTER:
		add_column(l, "", r);
		line_add(l, " has passed");
		break;
	case YEARLY:
	case OCCASION:
	case BEFORE:
		line_add_duration(l, r->window);
		add_column(l, r->kind == YEARLY ? " or less to the anniversary of " :
		    r->kind == OCCASION ? " or less to the occasion's " :
		    ", and not as much, to ", r);
		break;
	case SERVICE:
		add_column(l, "case not ", r);
		line_add(l, " whose limit is ");
		line_add_duration(l, r->window);
		line_add(l, " ahead or past");
		break;
	default:
		line_add(l, "state of the ");
		add_kinds(l, r->tables, " or ");
	}
}

static void
describe(struct line *l, const struct rule *r)
{
	if (rule_is_event(r))
		describe_event(l, r);
	else
		describe_condition(l, r);
	add_where(l, r);
}

void
emit_rules(struct writer *out, const struct rules *rules)
{
	static const char *const header[] = {
		"trigger", "rule", "fed_by", "enabled", "description", NULL,
	};

	writer_header(out, header);
	for (int i = 0; i < rules->count; i++) {
		const struct rule *r = &rules->rule[i];
		struct line fed_by = { .n = 0 }, description = { .n = 0 };

		add_kinds(&fed_by, r->fed, "+");
		describe(&description, r);
		writer_text(out, r->name);
		writer_string(out, rule_kinds[r->kind]);
		writer_text(out, line_slice(&fed_by));
		writer_string(out, r->enabled ? "yes" : "no");
		writer_text(out, line_slice(&description));
		writer_end(out);
	}
}
