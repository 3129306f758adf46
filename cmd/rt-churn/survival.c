/*
 * survival -- how long customers stay (C03, C06).
 */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-churn/blanks.h"
#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/curve.h"
#include "cmd/rt-churn/difference.h"
#include "cmd/rt-churn/gaps.h"
#include "cmd/rt-churn/heading.h"
#include "cmd/rt-churn/logrank.h"
#include "cmd/rt-churn/subjects.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

struct report {
	const struct request *q;
	const struct groups *groups;
	struct sample *sample;     /* by group */
	struct curve *curve;
	bool *blank;               /* by group: a cell of --by is, so it is none */
	struct limits limits;
	double horizon;
	struct writer *out;
};

static void
write_estimate(const struct report *r, const struct step *s)
{
	struct range limits = step_limits(s, &r->limits);

	writer_number(r->out, s->survival);
	writer_number(r->out, step_error(s));
	writer_number(r->out, limits.low);
	writer_number(r->out, limits.high);
}

static void
write_steps(const struct report *r, uint32_t group)
{
	const struct curve *c = &r->curve[group];

	for (size_t i = 0; i < c->steps; i++) {
		heading_group(r->out, &r->q->by, r->groups, group);
		writer_number(r->out, c->step[i].time);
		writer_count(r->out, c->step[i].at_risk);
		writer_count(r->out, c->step[i].events);
		writer_count(r->out, c->step[i].censored);
		write_estimate(r, &c->step[i]);
		writer_end(r->out);
	}
}

/* Beyond the last time nothing is known of the survival. */
static void
write_at(const struct report *r, uint32_t group, double time)
{
	static const struct step start = { .survival = 1 };
	const struct curve *c = &r->curve[group];
	const struct step *s = curve_at(c, time);

	if (c->steps > 0 && time <= c->step[c->steps - 1].time)
		write_estimate(r, s != NULL ? s : &start);
	else
		for (int i = 0; i < 4; i++)
			writer_blank(r->out);
}

static void
write_times(const struct report *r, uint32_t group)
{
	const struct curve *c = &r->curve[group];
	size_t next = 0;

	for (size_t i = 0; i < r->q->times; i++) {
		double time = r->q->at[i];
		int64_t events = 0, censored = 0;

		for (; next < c->steps && c->step[next].time <= time; next++) {
			events += c->step[next].events;
			censored += c->step[next].censored;
		}
		heading_group(r->out, &r->q->by, r->groups, group);
		writer_number(r->out, time);
		writer_count(r->out, subjects_at_risk(&r->sample[group], time));
		writer_count(r->out, events);
		writer_count(r->out, censored);
		write_at(r, group, time);
		writer_end(r->out);
	}
}

static void
write_test(struct writer *w, const struct logrank *l)
{
	writer_number(w, l->chi2);
	if (l->df > 0)
		writer_count(w, l->df);
	else
		writer_blank(w);
	writer_number(w, l->p);
}

static void
write_summary(const struct report *r, uint32_t group, const struct logrank *l)
{
	const struct curve *c = &r->curve[group];
	struct range limits = curve_median_limits(c, &r->limits);
	int64_t events = 0;

	for (size_t i = 0; i < c->steps; i++)
		events += c->step[i].events;
	heading_group(r->out, &r->q->by, r->groups, group);
	writer_count(r->out, r->sample[group].size);
	writer_count(r->out, events);
	writer_number(r->out, curve_median(c));
	writer_number(r->out, limits.low);
	writer_number(r->out, limits.high);
	writer_number(r->out, curve_area(c, 0, r->horizon));
	writer_number(r->out, curve_area_error(c, r->horizon));
	write_test(r->out, l);
	if (!isnan(r->q->given)) {
		writer_number(r->out, curve_remaining_median(c, r->q->given));
		writer_number(r->out, curve_remaining_mean(c, r->q->given, r->horizon));
	}
	writer_end(r->out);
}

/* The smallest of the largest times of the groups of at least so many. */
static double
least_end(const struct report *r, int64_t size)
{
	double end = NAN;

	for (uint32_t g = 0; g < groups_count(r->groups); g++) {
		const struct curve *c = &r->curve[g];

		if (!r->blank[g] && r->sample[g].size >= size)
			end = fmin(end, c->step[c->steps - 1].time);
	}
	return end;
}

/* Without --horizon that of the groups which are not small, or of all. */
static double
settle_horizon(const struct report *r)
{
	double horizon = r->q->horizon;

	if (isnan(horizon))
		horizon = least_end(r, r->q->min_group);
	return isnan(horizon) ? least_end(r, 1) : horizon;
}

/* The test over the groups that are any; says how many are in none. */
static struct logrank
test_groups(const struct report *r)
{
	uint32_t groups = groups_count(r->groups);
	struct sample *tested = blanks_left_out(r->sample, r->blank, groups);
	struct logrank l = logrank_of(tested, groups);

	free(tested);
	return l;
}

static void
write_summaries(struct report *r)
{
	static const char *const behind[] = {
		"n", "events", "median", "ci_low", "ci_high", "rmst", "rmst_se", "chi2", "df",
		"p", "remaining_median", "remaining_mean", NULL,
	};
	static const char *const not_given[] = {
		"n", "events", "median", "ci_low", "ci_high", "rmst", "rmst_se", "chi2", "df",
		"p", NULL,
	};
	static const struct logrank none = { NAN, NAN, -1 };
	struct logrank l;

	r->blank = blanks_of(r->groups, r->q->by.count);
	l = test_groups(r);
	r->horizon = settle_horizon(r);
	heading_write(r->out, NULL, &r->q->by, isnan(r->q->given) ? not_given : behind);
	for (uint32_t g = 0; g < groups_count(r->groups); g++)
		if (r->sample[g].count > 0)
			write_summary(r, g, r->blank[g] ? &none : &l);
}

/* The group's value; of several columns with a semicolon between two. */
static char *
name_of(const struct report *r, uint32_t group)
{
	size_t length = 1;
	char *name, *end;

	for (int i = 0; i < r->q->by.count; i++)
		length += groups_value(r->groups, group, i).n + 1;
	name = end = mem_array(length, 1);
	for (int i = 0; i < r->q->by.count; i++) {
		struct slice value = groups_value(r->groups, group, i);

		if (i > 0)
			*end++ = ';';
		memcpy(end, value.p, value.n);
		end += value.n;
	}
	return name;
}

/* Of the two groups there are; blank cells are none. */
static void
write_difference(struct report *r)
{
	struct restricted pair[2];
	char *name[2];
	int count = 0;

	r->blank = blanks_of(r->groups, r->q->by.count);
	r->horizon = settle_horizon(r);
	for (uint32_t g = 0; g < groups_count(r->groups); g++) {
		if (r->blank[g] || r->sample[g].count == 0)
			continue;
		if (count++ >= 2)
			continue;
		name[count - 1] = name_of(r, g);
		pair[count - 1] = (struct restricted){
			slice_of(name[count - 1]),
			curve_area(&r->curve[g], 0, r->horizon),
			curve_area_error(&r->curve[g], r->horizon),
		};
	}
	if (count != 2)
		die(BAD_USAGE, "--difference compares two groups of --by; there %s %d",
		    translate_number((uint64_t)count, "is", "are"), count);
	difference_write(r->out, pair, r->limits.z);
	free(name[0]);
	free(name[1]);
}

static void
write_curves(const struct report *r)
{
	static const char *const behind[] = {
		"time", "at_risk", "events", "censored", "survival", "std_error",
		"ci_low", "ci_high", NULL,
	};

	heading_write(r->out, NULL, &r->q->by, behind);
	for (uint32_t g = 0; g < groups_count(r->groups); g++) {
		if (r->sample[g].count == 0)
			continue;
		if (r->q->times > 0)
			write_times(r, g);
		else
			write_steps(r, g);
	}
}

int
survival(const struct request *q)
{
	struct subjects *s = subjects_read(q);
	uint32_t groups = groups_count(subjects_groups(s));
	struct report r = {
		.q = q, .groups = subjects_groups(s),
		.sample = mem_array(groups, sizeof *r.sample),
		.curve = mem_array(groups, sizeof *r.curve),
		.limits = { q->interval, gsl_cdf_ugaussian_Pinv(0.5 + q->level / 2) },
	};
	int status;

	for (uint32_t g = 0; g < groups; g++) {
		r.sample[g] = subjects_sample(s, g);
		r.curve[g] = curve_of(&r.sample[g]);
	}
	gaps_warn(r.curve, groups, q->by.count > 0, N_("survival is 0"));
	r.out = options_writer(&q->common);
	if (q->difference)
		write_difference(&r);
	else if (q->view == SUMMARY)
		write_summaries(&r);
	else
		write_curves(&r);
	status = writer_close(r.out);
	for (uint32_t g = 0; g < groups; g++)
		curve_free(&r.curve[g]);
	free(r.sample);
	free(r.curve);
	free(r.blank);
	subjects_free(s);
	return status;
}
