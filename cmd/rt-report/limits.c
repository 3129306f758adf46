/*
 * Few enough levels to look through one by one.
 */
#include "cmd/rt-report/limits.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/table/words.h"

struct limits {
	struct policy *policy;
	struct limit *limit;
	size_t count;
};

struct policy *
limits_policy(const struct options *o, const char *path)
{
	static const char *const columns[] = {
		"level", "weight", "respond", "resolve", "source", NULL,
	};

	return policy_open(o, path, "levels", columns);
}

struct limit *
limits_of(const struct limits *l, struct slice level)
{
	for (size_t i = 0; i < l->count; i++)
		if (slice_equal(l->limit[i].level, level))
			return &l->limit[i];
	return NULL;
}

struct limit *
limits_said(const struct limits *l, struct slice level)
{
	struct limit *found = limits_of(l, level);

	return found != NULL ? found :
	    limits_of(l, words_code(&level_words, CASES, level));
}

int64_t
limits_place(const struct limits *l, struct slice level)
{
	const struct limit *found = limits_of(l, level);

	return found == NULL ? INT32_MAX : found - l->limit;
}

struct slice
limits_example(const struct limits *l)
{
	return l->count > 0 ? l->limit[0].level : SLICE("L1");
}

static void
read_limit(struct limits *all, size_t row)
{
	static const char *const name[STEPS] = { "respond", "resolve" };
	struct limit *l = &all->limit[row];

	l->level = policy_cell(all->policy, row, "level");
	if (limits_of(all, l->level) != NULL)
		policy_die(all->policy, row, "level", "stands twice");
	for (enum step n = 0; n < STEPS; n++)
		l->has[n] = policy_duration(all->policy, row, name[n], &l->within[n]);
}

struct limits *
limits_open(const struct options *o, const char *path)
{
	struct limits *l = mem_new(sizeof *l);
	size_t rows;

	l->policy = limits_policy(o, path);
	rows = policy_rows(l->policy);
	l->limit = mem_array(rows + 1, sizeof *l->limit);
	for (; l->count < rows; l->count++)
		read_limit(l, l->count);
	return l;
}

void
limits_close(struct limits *l)
{
	policy_close(l->policy);
	free(l->limit);
	free(l);
}
