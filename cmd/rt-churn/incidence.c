/*
 * incidence -- how many have left by then, reason by reason (C03, C04).
 */
#include <gsl/gsl_cdf.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "cmd/rt-churn/blanks.h"
#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/cumulative.h"
#include "cmd/rt-churn/gaps.h"
#include "cmd/rt-churn/gray.h"
#include "cmd/rt-churn/heading.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

struct report {
	const struct request *q;
	const struct groups *groups;
	const struct goodbyes *causes;
	const uint32_t *cause;     /* by row */
	struct sample *sample;     /* by group */
	struct curve *curve;       /* of all reasons together */
	struct limits limits;
	struct writer *out;
};

/* One group: how many left for each reason, by step of its curve. */
struct exits {
	const struct report *r;
	uint32_t group, causes;
	const struct sample *sample;
	const struct curve *curve;
	int64_t *leavers;          /* by step, in each by reason */
	int64_t *at_risk;          /* at the times of --at */
};

static void
count_leavers(struct exits *e)
{
	size_t step = 0;

	e->leavers = mem_array(e->curve->steps * e->causes, sizeof *e->leavers);
	for (size_t i = 0; i < e->sample->count; i++) {
		const struct subject *s = &e->sample->subject[i];

		while (e->curve->step[step].time < s->time)
			step++;
		if (s->event)
			e->leavers[step * e->causes + e->r->cause[s->row]] += s->weight;
	}
}

static struct exits
exits_of(const struct report *r, uint32_t group)
{
	struct exits e = { .r = r, .group = group, .causes = goodbyes_count(r->causes),
		.sample = &r->sample[group], .curve = &r->curve[group] };

	count_leavers(&e);
	e.at_risk = mem_array(r->q->times, sizeof *e.at_risk);
	for (size_t i = 0; i < r->q->times; i++)
		e.at_risk[i] = subjects_at_risk(e.sample, r->q->at[i]);
	return e;
}

static void
exits_free(struct exits *e)
{
	free(e->leavers);
	free(e->at_risk);
}

/* The incidence of a reason goes on by a step; how many leave for it. */
static int64_t
advance(const struct exits *e, uint32_t cause, size_t i, struct cumulative *c)
{
	const struct step *now = &e->curve->step[i];
	int64_t leavers = e->leavers[i * e->causes + cause];

	if (now->events > 0)
		cumulative_step(c, now, i > 0 ? e->curve->step[i - 1].survival : 1, leavers);
	return leavers;
}

static void
write_head(const struct exits *e, uint32_t cause)
{
	heading_group(e->r->out, &e->r->q->by, e->r->groups, e->group);
	writer_text(e->r->out, goodbyes_name(e->r->causes, cause));
}

static void
write_estimate(const struct report *r, const struct cumulative *c)
{
	struct range limits = cumulative_limits(c, &r->limits);

	writer_number(r->out, c->incidence);
	writer_number(r->out, sqrt(c->variance));
	writer_number(r->out, limits.low);
	writer_number(r->out, limits.high);
}

static void
write_steps(const struct exits *e, uint32_t cause)
{
	struct cumulative c = { 0 };

	for (size_t i = 0; i < e->curve->steps; i++) {
		const struct step *now = &e->curve->step[i];
		int64_t leavers = advance(e, cause, i, &c);

		if (now->events == 0)
			continue;
		write_head(e, cause);
		writer_number(e->r->out, now->time);
		writer_count(e->r->out, now->at_risk);
		writer_count(e->r->out, leavers);
		write_estimate(e->r, &c);
		writer_end(e->r->out);
	}
}

/* Beyond the last time of the group nothing is known. */
static bool
is_known(const struct exits *e, double time)
{
	return time <= e->curve->step[e->curve->steps - 1].time;
}

/* From there on, to the steps that are not after the time; how many left. */
static int64_t
advance_to(const struct exits *e, uint32_t cause, double time, size_t *next,
    struct cumulative *c)
{
	int64_t events = 0;

	for (; *next < e->curve->steps && e->curve->step[*next].time <= time; ++*next)
		events += advance(e, cause, *next, c);
	return events;
}

static void
write_times(const struct exits *e, uint32_t cause)
{
	struct writer *w = e->r->out;
	struct cumulative c = { 0 };
	size_t next = 0;

	for (size_t i = 0; i < e->r->q->times; i++) {
		double time = e->r->q->at[i];
		int64_t events = advance_to(e, cause, time, &next, &c);

		write_head(e, cause);
		writer_number(w, time);
		writer_count(w, e->at_risk[i]);
		writer_count(w, events);
		if (is_known(e, time))
			write_estimate(e->r, &c);
		else
			for (int k = 0; k < 4; k++)
				writer_blank(w);
		writer_end(w);
	}
}

static void
write_summary(const struct exits *e, uint32_t cause, const struct verdict *v)
{
	struct writer *w = e->r->out;
	struct cumulative c = { 0 };
	double horizon = e->r->q->horizon, seen;
	size_t next = 0;
	int64_t events;

	if (isnan(horizon))
		horizon = e->curve->step[e->curve->steps - 1].time;
	events = advance_to(e, cause, horizon, &next, &c);
	seen = c.incidence;
	events += advance_to(e, cause, HUGE_VAL, &next, &c);
	write_head(e, cause);
	writer_count(w, e->sample->size);
	writer_count(w, events);
	writer_number(w, is_known(e, horizon) ? seen : NAN);
	writer_number(w, v->chi2);
	if (v->df > 0)
		writer_count(w, v->df);
	else
		writer_blank(w);
	writer_number(w, v->p);
	writer_end(w);
}

/* Without late entries, for which there is no such test; NULL where there is none. */
static struct verdict *
test_causes(const struct report *r, const bool blank[])
{
	uint32_t groups = groups_count(r->groups), causes = goodbyes_count(r->causes);
	struct sample *tested;
	struct verdict *v;
	struct gray *g;

	if (r->q->entry.count > 0 && groups > 1)
		warn("no test: Gray's is of customers who are seen from the start, without "
		    "--entry");
	if (r->q->entry.count > 0)
		return NULL;
	v = mem_array(causes, sizeof *v);
	tested = blanks_left_out(r->sample, blank, groups);
	g = gray_new(tested, groups, r->cause);
	for (uint32_t k = 0; k < causes; k++)
		v[k] = gray_test(g, k);
	gray_free(g);
	free(tested);
	return v;
}

static void
write_summaries(const struct report *r)
{
	static const char *const behind[] = {
		"reason", "n", "events", "incidence", "chi2", "df", "p", NULL,
	};
	static const struct verdict none = { NAN, NAN, -1 };
	bool *blank = blanks_of(r->groups, r->q->by.count);
	struct verdict *v = test_causes(r, blank);

	heading_write(r->out, NULL, &r->q->by, behind);
	for (uint32_t g = 0; g < groups_count(r->groups); g++) {
		struct exits e;

		if (r->sample[g].count == 0)
			continue;
		e = exits_of(r, g);
		for (uint32_t k = 0; k < e.causes; k++)
			write_summary(&e, k, blank[g] || v == NULL ? &none : &v[k]);
		exits_free(&e);
	}
	free(v);
	free(blank);
}

static void
write_incidences(const struct report *r)
{
	static const char *const behind[] = {
		"reason", "time", "at_risk", "events", "incidence", "std_error", "ci_low",
		"ci_high", NULL,
	};

	heading_write(r->out, NULL, &r->q->by, behind);
	for (uint32_t g = 0; g < groups_count(r->groups); g++) {
		struct exits e;

		if (r->sample[g].count == 0)
			continue;
		e = exits_of(r, g);
		for (uint32_t k = 0; k < e.causes; k++)
			if (r->q->times > 0)
				write_times(&e, k);
			else
				write_steps(&e, k);
		exits_free(&e);
	}
}

int
incidence(const struct request *q)
{
	struct subjects *s = subjects_read_causes(q);
	uint32_t groups = groups_count(subjects_groups(s));
	struct report r = {
		.q = q, .groups = subjects_groups(s),
		.causes = subjects_causes(s), .cause = subjects_cause(s),
		.sample = mem_array(groups, sizeof *r.sample),
		.curve = mem_array(groups, sizeof *r.curve),
		.limits = { q->interval, gsl_cdf_ugaussian_Pinv(0.5 + q->level / 2) },
	};
	int status;

	for (uint32_t g = 0; g < groups; g++) {
		r.sample[g] = subjects_sample(s, g);
		r.curve[g] = curve_of(&r.sample[g]);
	}
	gaps_warn(r.curve, groups, q->by.count > 0, N_("incidence stays"));
	r.out = options_writer(&q->common);
	if (q->view == SUMMARY)
		write_summaries(&r);
	else
		write_incidences(&r);
	status = writer_close(r.out);
	for (uint32_t g = 0; g < groups; g++)
		curve_free(&r.curve[g]);
	free(r.sample);
	free(r.curve);
	subjects_free(s);
	return status;
}
