/*
 * occasion -- rules about a day of the calendar that comes for everybody.
 *
 * Memory: nothing a customer.
 */
#include <stdlib.h>

#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/mem.h"

struct occasion {
	int guard;
	daynum day;
	struct slice name;     /* a word of the roster */
};

/* Those that lie ahead. */
struct state {
	struct occasion *occasion;
	size_t count, room;
	int name;              /* field of a calendar row */
};

static void
reserve(struct watch *w, struct rule *r)
{
	struct state *s = mem_new(sizeof *s);

	s->name = intakes_field(w->intakes, CALENDAR, "name");
	r->state = s;
}

static void
release(struct rule *r)
{
	struct state *s = r->state;

	free(s->occasion);
}

static void
observe(struct watch *w, const struct feed *f, struct record *r)
{
	struct state *s = f->rule->state;
	const struct value *v = &r->value[f->column];
	daynum day = (daynum)v->n;

	if (!v->known || !where_holds(&f->where, r->value) || day < w->moment.as_of ||
	    day > duration_after_day(w->moment.as_of, f->rule->window))
		return;
	s->occasion = mem_grow(s->occasion, s->count, &s->room, sizeof *s->occasion);
	s->occasion[s->count++] = (struct occasion){ f->guard, day,
		roster_text(w->roster,
		    roster_word(w->roster, r->value[s->name].text)) };
}

/* "Spring Festival on 2026-02-17". */
static void
add_evidence(struct line *l, const struct occasion *o)
{
	line_add_slice(l, o->name);
	line_add(l, o->name.n > 0 ? phrase(" on ", "，日期 ") : phrase("on ", "日期 "));
	line_add_date(l, o->day);
}

/* All customers are known by now. */
static void
fire(struct watch *w, const struct rule *r)
{
	const struct state *s = r->state;
	uint32_t customers = roster_count(w->roster);

	for (size_t k = 0; k < s->count; k++) {
		struct order order = order_begin(r, s->occasion[k].guard, NO_CUSTOMER,
		    w->moment.as_of);

		add_evidence(line_begin(&w->line), &s->occasion[k]);
		order.day = s->occasion[k].day;
		for (uint32_t i = 0; i < customers; i++) {
			order.customer = i;
			docket_add(w->docket, &order, &w->line);
		}
	}
}

static void
describe(struct line *l, const struct rule *r)
{
	line_add_duration(l, r->window);
	describe_column(l, " or less to the occasion's ", r);
}

const struct rule_kind occasion_rule = {
	.name = "occasion",
	.tables = KIND(CALENDAR),
	.needs = { .column = true, .window = true },
	.column = COLUMN_DATE,
	.for_everybody = true,
	.mistake = rule_window_mistake,
	.reserve = reserve,
	.release = release,
	.observe = observe,
	.fire = fire,
	.describe = describe,
};
