/*
 * Few enough levels to look through one by one.
 */
#include "cmd/rt-triggers/limits.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

struct limits {
	struct policy *policy;
	struct limit *limit;
	size_t count;
	int level;             /* field of a case */
	int64_t too_old;
	bool is_counted;       /* the case at hand is one of those */
};

struct limits *
limits_new(struct intakes *in)
{
	static const char *const columns[] = {
		"level", "weight", "respond", "resolve", "source", NULL,
	};
	struct limits *l = mem_new(sizeof *l);

	l->policy = policy_open(NULL, NULL, "levels", columns);
	l->count = policy_rows(l->policy);
	l->limit = mem_array(l->count + 1, sizeof *l->limit);
	for (size_t i = 0; i < l->count; i++) {
		struct limit *limit = &l->limit[i];

		limit->level = policy_cell(l->policy, i, "level");
		limit->has_respond = policy_duration(l->policy, i, "respond",
		    &limit->respond);
		limit->has_resolve = policy_duration(l->policy, i, "resolve",
		    &limit->resolve);
	}
	l->level = intakes_field(in, CASES, "level");
	/* Read in any case: a time that is none is bad data whatever the rules. */
	intakes_field(in, CASES, "responded");
	intakes_field(in, CASES, "resolved");
	intakes_field(in, CASES, "closed");
	return l;
}

void
limits_free(struct limits *l)
{
	if (l->too_old > 0)
		warn("cases opened more than %d days before as-of, not looked at: %lld",
		    LIMITS_OLDEST_DAYS, (long long)l->too_old);
	policy_close(l->policy);
	free(l->limit);
	free(l);
}

static struct limit *
named(const struct limits *l, struct slice level)
{
	for (size_t i = 0; i < l->count; i++)
		if (slice_equal(l->limit[i].level, level))
			return &l->limit[i];
	return NULL;
}

/* The limit of the level, else of the word that it says. */
static struct limit *
find(const struct limits *l, struct slice level)
{
	struct limit *limit = named(l, level);

	return limit != NULL ? limit : named(l, words_code(&level_words, CASES, level));
}

void
limits_count_work(struct limits *l, const char *levels)
{
	struct slice rest = slice_of(levels), level;

	while (slice_cut(&rest, ',', &level)) {
		struct limit *limit = find(l, slice_trim(level));

		if (limit == NULL)
			die_usage("--working-time: unknown level '%.*s'", (int)level.n,
			    level.p);
		limit->works = true;
	}
}

instant
limits_due(const struct limit *limit, const struct workdays *days, instant from,
    struct duration d)
{
	if (!limit->works || d.unit == MONTHS)
		return duration_after(from, d);
	return workdays_limit(days, from, d);
}

bool
limits_know(struct limits *l, struct table *t, const struct record *r)
{
	l->is_counted = false;
	if (find(l, r->value[l->level].text) != NULL)
		return true;
	table_refuse_unlike(t, table_need(t, "level"), "not a service level",
	    l->limit[0].level);
	return false;
}

const struct limit *
limits_of(const struct limits *l, const struct record *r)
{
	return find(l, r->value[l->level].text);
}

void
limits_pass_by(struct limits *l)
{
	l->too_old += !l->is_counted;
	l->is_counted = true;
}
