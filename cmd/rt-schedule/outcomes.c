/*
 * Words are looked up folded; what cells said before is kept as they wrote it,
 * since a column of outcomes has few words.
 */
#include "cmd/rt-schedule/outcomes.h"

#include <stdlib.h>

#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/table/policy.h"
#include "common/value/fold.h"

enum { COUNT_MOST = 1000000, MEMO_MOST = 1000 };

struct outcomes {
	struct policy *policy;
	struct outcome_rule *rule;    /* by row */
	struct map *words;            /* folded; the state: its row (size_t) */
	struct map *memo;             /* as cells wrote them; the state: 1 + row, or 0 */
};

/* A number of attempts, NO_LIMIT where it is blank. */
static int
read_limit(const struct policy *p, size_t row, const char *column)
{
	int64_t n;

	if (!policy_count(p, row, column, &n))
		return NO_LIMIT;
	if (n < 1)
		policy_die(p, row, column, "0 would allow not even the first: from 1 on");
	if (n > COUNT_MOST)
		policy_die(p, row, column, "more than %d", COUNT_MOST);
	return (int)n;
}

/* What follows: of who was not reached unreachable, of who was perhaps refused. */
static void
check_then(const struct policy *p, size_t row, struct outcome_rule *r)
{
	struct slice then = policy_cell(p, row, "then");
	bool unreachable = slice_is(then, "unreachable");

	r->refused = slice_is(then, "refused");
	if (then.n > 0 && !unreachable && !r->refused)
		policy_die(p, row, "then", "neither unreachable nor refused");
	if (unreachable && r->reached)
		policy_die(p, row, "then", "who was reached is not unreachable");
	if (r->refused && !r->reached)
		policy_die(p, row, "then", "who was not reached has not refused");
}

static struct outcome_rule
read_rule(const struct policy *p, size_t row)
{
	struct outcome_rule r = {
		.per_day = read_limit(p, row, "per_day"),
		.attempts = read_limit(p, row, "attempts"),
	};
	bool waits = policy_duration(p, row, "retry_after", &r.retry_after);

	if (policy_cell(p, row, "reached").n == 0)
		policy_die(p, row, "reached", "blank: yes or no");
	r.reached = policy_yes_no(p, row, "reached");
	check_then(p, row, &r);
	if (r.reached && (r.per_day != NO_LIMIT || r.attempts != NO_LIMIT))
		policy_die(p, row, r.per_day != NO_LIMIT ? "per_day" : "attempts",
		    "who was reached is not tried again");
	if (r.refused && !waits)
		policy_die(p, row, "retry_after",
		    "blank: how long a refusal holds, such as 90d");
	r.refused |= r.reached && waits;
	return r;
}

static void
read_row(struct outcomes *all, size_t row)
{
	const struct policy *p = all->policy;
	char folded[FOLDED_MOST];
	struct slice word = { folded, fold(policy_cell(p, row, "outcome"), folded) };
	uint32_t number;

	if (word.n == 0)
		policy_die(p, row, "outcome", "blank, or too long for a word");
	if (map_find(all->words, word) != MAP_NONE)
		policy_die(p, row, "outcome", "stands twice");
	number = map_intern(all->words, word);
	*(size_t *)map_state(all->words, number) = row;
	all->rule[row] = read_rule(p, row);
}

struct outcomes *
outcomes_open(const struct options *o, const char *path)
{
	static const char *const columns[] = {
		"outcome", "reached", "retry_after", "per_day", "attempts", "then", NULL,
	};
	struct outcomes *all = mem_new(sizeof *all);
	size_t rows;

	all->policy = policy_open(o, path, "outcomes", columns);
	rows = policy_rows(all->policy);
	all->rule = mem_array(rows, sizeof *all->rule);
	all->words = map_new(sizeof(size_t));
	all->memo = map_new(sizeof(size_t));
	for (size_t row = 0; row < rows; row++)
		read_row(all, row);
	return all;
}

void
outcomes_close(struct outcomes *all)
{
	policy_close(all->policy);
	map_free(all->words);
	map_free(all->memo);
	free(all->rule);
	free(all);
}

struct slice
outcomes_source(const struct outcomes *all)
{
	return policy_source(all->policy);
}

/* 1 and the row of the word, or 0. */
static size_t
look_up(const struct outcomes *all, struct slice text)
{
	char folded[FOLDED_MOST];
	struct slice word = { folded, fold(text, folded) };
	uint32_t number = word.n == 0 ? MAP_NONE : map_find(all->words, word);

	return number == MAP_NONE ? 0 : *(size_t *)map_state(all->words, number) + 1;
}

const struct outcome_rule *
outcomes_find(struct outcomes *all, struct slice text)
{
	uint32_t number = map_find(all->memo, text);
	size_t found;

	if (number != MAP_NONE) {
		found = *(size_t *)map_state(all->memo, number);
	} else {
		found = look_up(all, text);
		if (map_count(all->memo) < MEMO_MOST)
			*(size_t *)map_state(all->memo, map_intern(all->memo, text)) = found;
	}
	return found == 0 ? NULL : &all->rule[found - 1];
}

/* Not below it, whatever the months are. */
static int
days_of(struct duration d)
{
	switch (d.unit) {
	case MINUTES: return d.count / (24 * 60) + 1;
	case HOURS: return d.count / 24 + 1;
	case MONTHS: return d.count < COUNT_MOST / 31 ? d.count * 31 : COUNT_MOST;
	default: return d.count;
	}
}

int
outcomes_memory(const struct outcomes *all)
{
	int longest = ATTEMPT_DAYS;

	for (size_t row = 0; row < policy_rows(all->policy); row++) {
		int days = days_of(all->rule[row].retry_after);

		if (days > longest)
			longest = days;
	}
	return longest;
}
