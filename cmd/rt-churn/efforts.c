/*
 * Rows are read once, actions and dues made of them; tiers that have none are
 * counted, for a name of the policy may be a slip for one of those.
 */
#include "cmd/rt-churn/efforts.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/values.h"
#include "common/value/duration.h"

enum { MORNING = 9 * 60 };

static const char *const policy_columns[] = {
	"tier", "attitude", "steps", "within", "channel", "level", NULL,
};

struct efforts {
	const struct wording *wording; /* or NULL */
	struct policy *policy;
	char *source;            /* in words, once it was asked for */
	const char *path;        /* of one's own policy, or NULL */
	struct effort *effort;
	size_t count, rest;      /* rest: of the tiers that are not named */
	struct values *others;   /* tiers without a row of their own */
	bool any_other;
};

/* The text and, behind a mark, the word; the text is freed. */
static char *
join(char *text, const char *mark, struct slice word)
{
	char *longer = mem_format("%s%s%.*s", text, mark, (int)word.n, word.p);

	free(text);
	return longer;
}

/* "attitude: step; step", each in words. */
static char *
make_action(const struct policy *p, size_t row, const struct wording *w)
{
	struct slice attitude = policy_cell(p, row, "attitude"), step;
	struct slice rest = policy_cell(p, row, "steps");
	const char *colon = phrase(": ", "："), *mark = colon;
	char *text = mem_copy(wording_of(w, "attitude", attitude));

	while (slice_cut(&rest, ';', &step)) {
		step = slice_trim(step);
		if (step.n == 0)
			continue;
		text = join(text, mark, wording_of(w, "step", step));
		mark = phrase("; ", "；");
	}
	if (attitude.n == 0 || mark == colon)
		policy_die(p, row, attitude.n == 0 ? "attitude" : "steps", "blank");
	return text;
}

/* By when to act, from the morning of as-of on. */
static instant
due_within(const struct options *o, const struct policy *p, size_t row)
{
	instant start = instant_at(o->as_of, MORNING), due;
	struct calendar *c;
	struct duration within;
	int seconds;

	if (!policy_within(p, row, "within", &within))
		policy_die(p, row, "within", "blank");
	if (!duration_works(within))
		return duration_after(start, within);
	c = policy_calendar(o, NULL);
	due = clock_within(c, &hours_usual, start, within);
	policy_calendar_tell(c, o->as_of, instant_day(due, &seconds));
	calendar_free(c);
	return due;
}

static struct effort
read_effort(const struct options *o, const struct policy *p, size_t row,
    const struct wording *w)
{
	uint8_t channel = policy_word(p, row, "channel", &channel_words);
	uint8_t level = policy_word(p, row, "level", &level_words);
	struct effort e = {
		.tier = policy_cell(p, row, "tier"),
		.channel = channel_words.word[channel],
		.level = level_words.word[level],
	};

	e.due = due_within(o, p, row);
	e.action = make_action(p, row, w);
	return e;
}

struct efforts *
efforts_read(const struct options *o, const struct wording *w)
{
	struct efforts *all = mem_new(sizeof *all);

	all->wording = w;
	all->rest = SIZE_MAX;
	all->path = o->policy;
	all->others = values_new(SLICE("tier"));
	all->policy = policy_open(o, o->policy, "winback", policy_columns);
	all->effort = mem_array(policy_rows(all->policy), sizeof *all->effort);
	for (size_t row = 0; row < policy_rows(all->policy); row++) {
		struct effort e = read_effort(o, all->policy, row, w);

		if (e.tier.n == 0)
			policy_die(all->policy, row, "tier", "blank");
		for (size_t i = 0; i < all->count; i++)
			if (slice_equal(all->effort[i].tier, e.tier))
				policy_die(all->policy, row, "tier", "stands twice");
		if (slice_is(e.tier, "*"))
			all->rest = row;
		all->effort[all->count++] = e;
	}
	if (all->rest == SIZE_MAX)
		policy_die(all->policy, POLICY_HEADER, NULL, "there is no row for '*'");
	return all;
}

void
efforts_free(struct efforts *all)
{
	for (size_t i = 0; i < all->count; i++)
		free(all->effort[i].action);
	free(all->effort);
	values_free(all->others);
	free(all->source);
	policy_close(all->policy);
	free(all);
}

/* The steps in words, with what parts them. */
static void
print_steps(FILE *f, const struct policy *p, size_t row, const struct wording *w)
{
	struct slice rest = policy_cell(p, row, "steps"), step;
	char *text = mem_copy(SLICE(""));
	const char *mark = "";

	while (slice_cut(&rest, ';', &step)) {
		text = join(text, mark, wording_of(w, "step", slice_trim(step)));
		mark = ";";
	}
	policy_print_cell(f, slice_of(text), ',');
	free(text);
}

struct slice
efforts_source(struct efforts *all)
{
	const struct policy *p = all->policy;
	size_t n = 0;
	FILE *f;

	if (all->wording == NULL)
		return policy_source(p);
	f = policy_print_begin(&all->source, &n);
	fputs("tier,attitude,steps,within,channel,level\n", f);
	for (size_t row = 0; row < policy_rows(p); row++) {
		policy_print_cell(f, policy_cell(p, row, "tier"), ',');
		policy_print_cell(f, wording_of(all->wording, "attitude",
		    policy_cell(p, row, "attitude")), ',');
		print_steps(f, p, row, all->wording);
		policy_print_cell(f, policy_cell(p, row, "within"), ',');
		policy_print_cell(f, policy_cell(p, row, "channel"), ',');
		policy_print_cell(f, policy_cell(p, row, "level"), '\n');
	}
	policy_print_end(f);
	return (struct slice){ all->source, n };
}

size_t
efforts_row(const struct efforts *all, struct slice tier)
{
	for (size_t i = 0; i < all->count; i++)
		if (slice_equal(all->effort[i].tier, tier))
			return i;
	return all->rest;
}

size_t
efforts_rest(const struct efforts *all)
{
	return all->rest;
}

const struct effort *
efforts_one(const struct efforts *all, size_t row)
{
	return &all->effort[row];
}

void
efforts_meet(struct efforts *all, struct slice tier)
{
	size_t row = efforts_row(all, tier);

	if (tier.n == 0)
		return;
	all->effort[row].met = true;
	if (row == all->rest) {
		all->any_other = true;
		values_count(all->others, tier);
	}
}

/* "tier golden or silver of mine.csv"; the caller frees it.  NULL: all were met. */
static char *
name_unmet(const struct efforts *all)
{
	char *names = NULL, *longer;

	for (size_t i = all->count; i-- > 0; ) {
		const struct effort *e = &all->effort[i];

		if (i == all->rest || e->met)
			continue;
		longer = mem_format("%.*s%s%s", (int)e->tier.n, e->tier.p,
		    names == NULL ? "" : strchr(names, ' ') == NULL ? _(" or ") : _(", "),
		    names == NULL ? "" : names);
		free(names);
		names = longer;
	}
	return names;
}

void
efforts_doubt(const struct efforts *all, const struct table *t)
{
	char *names, *condition;

	if (all->path == NULL || !all->any_other || (names = name_unmet(all)) == NULL)
		return;
	condition = mem_format(_("tier %s of %s"), names, all->path);
	values_doubt(all->others, t, condition);
	free(condition);
	free(names);
}
