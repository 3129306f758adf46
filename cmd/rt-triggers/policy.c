/*
 * policy -- a row becomes a rule, or is refused by file and line.
 */
#include <stdlib.h>

#include "cmd/rt-triggers/rule.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/value/text.h"

static const char *const columns[] = {
	"trigger", "rule", "table", "column", "where", "op", "threshold", "window",
	"baseline", "floor", "inhibited_by", "category", "level", "channel", "within",
	"cooldown", "enabled", "action", NULL,
};

/* Tables whose records happen on a day. */
#define EVENTS (KIND(CASES) | KIND(CALLS) | KIND(FORWARDS) | KIND(ACTIVITY) | \
	KIND(CONTACTS) | KIND(OBJECTIONS) | KIND(SURVEYS) | KIND(PURCHASES))
#define DATED (EVENTS | KIND(BILLS) | KIND(CONTRACTS) | KIND(CUSTOMERS) | KIND(TIERS))

/* What a rule may be about, and which cells of its row it cannot do without. */
static const struct needs {
	kinds tables;
	bool column, op, threshold, window, baseline;
} needs[RULE_KINDS] = {
	[MATCH] = { .tables = EVENTS },
	[SCORE] = { .tables = EVENTS, .column = true, .op = true, .threshold = true },
	[STREAK] = { .tables = EVENTS, .threshold = true },
	[ELAPSED] = { .tables = DATED, .column = true, .threshold = true },
	[EVERY] = { .tables = KIND(CUSTOMERS), .window = true },
	[CROWD] = { .tables = EVENTS, .column = true, .threshold = true, .window = true },
	[VALUE] = { .tables = EVENTS | KIND(BILLS), .column = true, .op = true,
		.threshold = true },
	[DROP] = { .tables = EVENTS | KIND(BILLS), .threshold = true, .window = true,
		.baseline = true },
	[ABSENCE] = { .tables = EVENTS, .window = true },
	[BEFORE] = { .tables = DATED, .column = true, .window = true },
	[AFTER] = { .tables = DATED, .column = true },
	[YEARLY] = { .tables = DATED, .column = true, .window = true },
	[OCCASION] = { .tables = KIND(CALENDAR), .column = true, .window = true },
	[STATE] = { .tables = KIND(CUSTOMERS) },
	[TIER] = { .tables = KIND(TIERS) },
	[SERVICE] = { .tables = KIND(CASES), .column = true, .window = true },
};

static struct slice
cell(const struct rules *all, const struct rule *r, const char *column)
{
	return policy_cell(all->policy, r->row, column);
}

_Noreturn static void
die_unknown(const struct rules *all, const struct rule *r, const char *column,
    struct slice word, const char *const names[], int count, const char *noun)
{
	const char *near = text_nearest(word, names, (size_t)count);

	if (near != NULL)
		policy_die(all->policy, r->row, column,
		    "unknown %s (did you mean '%s'?)", noun, near);
	policy_die(all->policy, r->row, column, "unknown %s", noun);
}

/* The place of a word among names, or the complaint about it. */
static int
word_of(const struct rules *all, const struct rule *r, const char *column,
    const char *const names[], int count, const char *noun)
{
	struct slice word = cell(all, r, column);

	for (int i = 0; i < count; i++)
		if (slice_is(word, names[i]))
			return i;
	die_unknown(all, r, column, word, names, count, noun);
}

_Noreturn static void
die_unknown_table(const struct rules *all, const struct rule *r, struct slice word)
{
	const char *names[KINDS];

	for (enum kind k = 0; k < KINDS; k++)
		names[k] = kind_name(k);
	die_unknown(all, r, "table", word, names, KINDS, "table");
}

_Noreturn static void
die_unknown_trigger(const struct rules *all, const struct rule *r, struct slice word)
{
	const char **names = mem_array((size_t)all->count + 1, sizeof *names);

	for (int i = 0; i < all->count; i++)
		names[i] = mem_copy(all->rule[i].name);
	die_unknown(all, r, "inhibited_by", word, names, all->count, "trigger");
}

static void
read_tables(const struct rules *all, struct rule *r)
{
	struct slice rest = cell(all, r, "table"), item;

	if (rest.n == 0)
		policy_die(all->policy, r->row, "table", "missing");
	while (slice_cut(&rest, '+', &item)) {
		enum kind k = kind_of_name(slice_trim(item));

		if (k == NO_KIND)
			die_unknown_table(all, r, slice_trim(item));
		if (!(needs[r->kind].tables & KIND(k)))
			policy_die(all->policy, r->row, "table",
			    "'%s' rules cannot be about %s", rule_kinds[r->kind],
			    kind_name(k));
		r->tables |= KIND(k);
	}
}

static void
read_where(const struct rules *all, struct rule *r)
{
	const char *mistake;

	if (!where_parse(cell(all, r, "where"), &r->where, &mistake))
		policy_die(all->policy, r->row, "where", "%s", mistake);
}

static void
read_op(const struct rules *all, struct rule *r)
{
	bool counts = r->kind == STREAK || r->kind == CROWD;

	r->op = AT_LEAST;
	if (cell(all, r, "op").n == 0) {
		if (needs[r->kind].op || (r->kind == MATCH && r->column.n > 0))
			policy_die(all->policy, r->row, "op", "missing");
		return;
	}
	r->op = (enum comparison)word_of(all, r, "op", comparison_signs, COMPARISONS,
	    "operator");
	if (counts && r->op != AT_LEAST)
		policy_die(all->policy, r->row, "op", "'%s' rules take '>=' alone",
		    rule_kinds[r->kind]);
}

/* A share above 0 and at most 1; a whole number above 0. */
static void
check_threshold(const struct rules *all, const struct rule *r)
{
	if (r->kind == DROP && (r->threshold <= 0 || r->threshold > MONEY_UNIT))
		policy_die(all->policy, r->row, "threshold",
		    "not a share above 0 and at most 1");
	if ((r->kind == STREAK || r->kind == CROWD) &&
	    (r->threshold <= 0 || r->threshold % MONEY_UNIT != 0 ||
	    r->threshold > (money)1000000 * MONEY_UNIT))
		policy_die(all->policy, r->row, "threshold",
		    "not a whole number from 1 to 1000000");
}

static void
read_threshold(const struct rules *all, struct rule *r)
{
	struct slice text = cell(all, r, "threshold");

	if (text.n == 0) {
		if (needs[r->kind].threshold || (r->kind == MATCH && r->column.n > 0))
			policy_die(all->policy, r->row, "threshold", "missing");
		return;
	}
	if (r->kind == ELAPSED) {
		policy_duration(all->policy, r->row, "threshold", &r->later);
		return;
	}
	if (!quantity_parse(text, &r->threshold)) {
		if (r->kind != SCORE)
			policy_die(all->policy, r->row, "threshold", "not a number");
		r->against = text;
	}
	check_threshold(all, r);
}

static bool
in_days(struct duration d)
{
	return d.unit == DAYS || d.unit == MONTHS;
}

/* What a window must be, by rule; NULL when it is. */
static const char *
window_mistake(const struct rule *r)
{
	struct duration w = r->window;

	if (rule_is_monthly(r))
		return w.unit == MONTHS && w.count == 1 ? NULL : "not 1mo";
	switch (r->kind) {
	case DROP:
		return w.unit == DAYS && w.count > 0 && w.count <= 3660 ? NULL :
		    "not a number of days above 0";
	case EVERY:
		return w.unit == MONTHS && (w.count == 1 || w.count == 3) ? NULL :
		    "neither 1mo nor 3mo";
	case CROWD:
		return w.unit != MONTHS && w.count > 0 ? NULL :
		    "not minutes, hours or days above 0";
	case SERVICE:
		return NULL;
	default:
		return in_days(w) ? NULL : "not in days or months";
	}
}

static void
read_window(const struct rules *all, struct rule *r)
{
	const char *mistake;

	r->has_window = policy_duration(all->policy, r->row, "window", &r->window);
	if (!r->has_window && needs[r->kind].window && !rule_is_monthly(r))
		policy_die(all->policy, r->row, "window", "missing");
	if (r->has_window && (mistake = window_mistake(r)) != NULL)
		policy_die(all->policy, r->row, "window", "%s", mistake);
	if (r->kind == DROP && r->column.n == 0 && (r->tables & KIND(BILLS)))
		policy_die(all->policy, r->row, "column", "missing");
}

static void
read_baseline(const struct rules *all, struct rule *r)
{
	int64_t n = 0;

	if (!policy_count(all->policy, r->row, "baseline", &n) && needs[r->kind].baseline)
		policy_die(all->policy, r->row, "baseline", "missing");
	if (needs[r->kind].baseline && (n < 1 || n > BASELINE_MOST))
		policy_die(all->policy, r->row, "baseline", "not from 1 to %d",
		    BASELINE_MOST);
	r->baseline = (int)n;
	policy_money(all->policy, r->row, "floor", &r->floor);
}

/* "case": by when the case has to be answered. */
static void
read_order(const struct rules *all, struct rule *r)
{
	r->category = cell(all, r, "category");
	r->level = cell(all, r, "level");
	r->channel = cell(all, r, "channel");
	r->action = cell(all, r, "action");
	r->enabled = policy_yes_no(all->policy, r->row, "enabled");
	if (r->kind != SERVICE)
		policy_duration(all->policy, r->row, "within", &r->within);
	else if (!slice_is(cell(all, r, "within"), "case"))
		policy_die(all->policy, r->row, "within", "not 'case'");
	policy_duration(all->policy, r->row, "cooldown", &r->cooldown);
}

static void
read_name(struct rules *all, struct rule *r)
{
	struct slice name = cell(all, r, "trigger");

	if (name.n == 0)
		policy_die(all->policy, r->row, "trigger", "missing");
	if (rules_find(all, name) != NONE)
		policy_die(all->policy, r->row, "trigger", "named twice");
	r->name = name;
}

static void
read_rule(struct rules *all, size_t row)
{
	struct rule *r = &all->rule[row];

	*r = (struct rule){ .row = row };
	read_name(all, r);
	r->kind = (enum rule_kind)word_of(all, r, "rule", rule_kinds, RULE_KINDS,
	    "rule");
	read_tables(all, r);
	r->column = cell(all, r, "column");
	if (needs[r->kind].column && r->column.n == 0)
		policy_die(all->policy, r->row, "column", "missing");
	if (r->kind == SERVICE && !slice_is(r->column, "responded") &&
	    !slice_is(r->column, "resolved"))
		policy_die(all->policy, r->row, "column",
		    "neither responded nor resolved");
	read_where(all, r);
	read_op(all, r);
	read_threshold(all, r);
	read_window(all, r);
	read_baseline(all, r);
	read_order(all, r);
	all->count++;
}

static void
read_inhibitors(struct rules *all, struct rule *r)
{
	struct slice rest = cell(all, r, "inhibited_by"), item;

	while (rest.n > 0 && slice_cut(&rest, '|', &item)) {
		int i = rules_find(all, slice_trim(item));

		if (i == NONE)
			die_unknown_trigger(all, r, slice_trim(item));
		r->inhibitor = mem_resize(r->inhibitor, (size_t)r->inhibitors + 1,
		    sizeof *r->inhibitor);
		r->inhibitor[r->inhibitors++] = i;
	}
}

enum progress { UNSEEN, ON_THE_WAY, CLEARED };

/* Follows who holds back whom; to come back to where one went is a cycle. */
static void
refuse_cycle(const struct rules *all, int number, enum progress progress[])
{
	const struct rule *r = &all->rule[number];

	if (progress[number] == ON_THE_WAY)
		policy_die(all->policy, r->row, "inhibited_by", "a cycle");
	if (progress[number] == CLEARED)
		return;
	progress[number] = ON_THE_WAY;
	for (int i = 0; i < r->inhibitors; i++)
		refuse_cycle(all, r->inhibitor[i], progress);
	progress[number] = CLEARED;
}

static void
refuse_cycles(const struct rules *all)
{
	enum progress *progress = mem_array((size_t)all->count + 1, sizeof *progress);

	for (int i = 0; i < all->count; i++)
		refuse_cycle(all, i, progress);
	free(progress);
}

struct rules *
rules_read(const char *path)
{
	struct rules *all = mem_new(sizeof *all);
	size_t rows;

	all->policy = policy_open(path, "triggers", columns);
	rows = policy_rows(all->policy);
	all->rule = mem_array(rows + 1, sizeof *all->rule);
	for (size_t row = 0; row < rows; row++)
		read_rule(all, row);
	for (int i = 0; i < all->count; i++)
		read_inhibitors(all, &all->rule[i]);
	refuse_cycles(all);
	return all;
}

void
rules_free(struct rules *all)
{
	for (int i = 0; i < all->count; i++) {
		where_free(&all->rule[i].where);
		free(all->rule[i].inhibitor);
	}
	free(all->rule);
	policy_close(all->policy);
	free(all);
}

int
rules_find(const struct rules *all, struct slice name)
{
	for (int i = 0; i < all->count; i++)
		if (slice_equal(all->rule[i].name, name))
			return i;
	return NONE;
}
