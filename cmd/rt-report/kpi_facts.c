/*
 * The facts of a person and month, and the conditions about them.
 */
#include "cmd/rt-report/kpi.h"

#include "common/base/diag.h"

#define ORDERS FROM(FROM_ORDERS)
#define ARMS (FROM(FROM_ORDERS) | FROM(FROM_ARM))
#define CALLED (ORDERS | FROM(FROM_CONTACTS))
#define OWED (FROM(FROM_BILLS) | FROM(FROM_DUE) | FROM(FROM_PAID))
#define DATA_USED (FROM(FROM_BILLS) | FROM(FROM_DATA))
#define ASKED (FROM(FROM_SURVEYS) | FROM(FROM_NPS))

const struct fact_kind kpi_facts[FACTS] = {
	[F_ONE] = { "1", COUNTED, 0, 0 },
	[F_OPENING] = { "opening", COUNTED, 0, 0 },
	[F_LOST] = { "lost", COUNTED, 0, 0 },
	[F_PRESENT] = { "present", COUNTED, 0, 0 },
	[F_BASE] = { "base", COUNTED, FROM(FROM_BASE), 0 },
	[F_BASE_AMOUNT] = { "base_amount", MONEY_OF, FROM(FROM_BASE), 0 },
	[F_BASE_RANK] = { "base_rank", COUNTED, FROM(FROM_BASE), 0 },
	[F_RANK] = { "rank", COUNTED, FROM(FROM_TIERS), FROM(FROM_PREVIOUS) },
	[F_AMOUNT] = { "amount", MONEY_OF, FROM(FROM_BILLS), 0 },
	[F_DATA] = { "data_mb", MONEY_OF, DATA_USED, 0 },
	[F_AMOUNT_RATIO] = { "amount_ratio", RATIO_OF, FROM(FROM_BILLS), 0 },
	[F_DATA_RATIO] = { "data_ratio", RATIO_OF, DATA_USED, 0 },
	[F_CALLS] = { "calls", COUNTED, FROM(FROM_CALLS), 0 },
	[F_ACTIVE_DAYS] = { "active_days", COUNTED, FROM(FROM_CALLS) | FROM(FROM_ACTIVITY), 0 },
	[F_PORT_QUERIES] = { "port_queries", COUNTED, FROM(FROM_ACTIVITY), 0 },
	[F_CONTRACTS_DUE] = { "contracts_due", COUNTED, FROM(FROM_CONTRACTS), 0 },
	[F_CONTRACTS_RENEWED] = { "contracts_renewed", COUNTED, FROM(FROM_CONTRACTS), 0 },
	[F_ORDERED] = { "ordered", COUNTED, ORDERS, 0 },
	[F_CONTACTED] = { "contacted", COUNTED, CALLED, 0 },
	[F_REACHED] = { "reached", COUNTED, CALLED | FROM(FROM_OUTCOME), 0 },
	[F_TREAT] = { "treat", COUNTED, ORDERS, 0 },
	[F_TREAT_KEPT] = { "treat_kept", COUNTED, ORDERS, 0 },
	[F_CONTROL] = { "control", COUNTED, ARMS, 0 },
	[F_CONTROL_KEPT] = { "control_kept", COUNTED, ARMS, 0 },
	[F_OVERDUE] = { "overdue", COUNTED, OWED, 0 },
	[F_OVERDUE_AMOUNT] = { "overdue_amount", MONEY_OF, OWED, 0 },
	[F_DUE_AMOUNT] = { "due_amount", MONEY_OF, FROM(FROM_BILLS) | FROM(FROM_DUE), 0 },
	[F_RECOVERED_AMOUNT] = { "recovered_amount", MONEY_OF, OWED, 0 },
	[F_CASES] = { "cases", COUNTED, FROM(FROM_CASES), 0 },
	[F_REPEATS] = { "repeats", COUNTED, FROM(FROM_CASES) | FROM(FROM_TOPIC), 0 },
	[F_RESPOND_JUDGED] = { "respond_judged", COUNTED, FROM(FROM_CASES), 0 },
	[F_RESPONDED] = { "responded_in_time", COUNTED, FROM(FROM_CASES), 0 },
	[F_RESOLVE_JUDGED] = { "resolve_judged", COUNTED, FROM(FROM_CASES), 0 },
	[F_RESOLVED] = { "resolved_in_time", COUNTED, FROM(FROM_CASES), 0 },
	[F_ANSWERS] = { "answers", COUNTED, ASKED, 0 },
	[F_PROMOTERS] = { "promoters", COUNTED, ASKED, 0 },
	[F_DETRACTORS] = { "detractors", COUNTED, ASKED, 0 },
};

enum fact
kpi_fact(struct slice name)
{
	for (enum fact f = 0; f < FACTS; f++)
		if (slice_is(name, kpi_facts[f].name))
			return f;
	return NO_FACT;
}

static bool
is_present(const struct kpi_person *p, daynum d)
{
	return (p->joined == NO_DAY || p->joined <= d) && (p->left == NO_DAY || p->left > d);
}

static void
count_fact(struct fact_value value[], enum fact f, int64_t n)
{
	value[f] = (struct fact_value){ true, (__int128)n * MONEY_UNIT, 1 };
}

static void
money_fact(struct fact_value value[], enum fact f, money m, bool known)
{
	value[f] = (struct fact_value){ known, m, 1 };
}

/* M over the mean of the three before it, all four known, and the mean above 0. */
static struct fact_value
ratio(const money m[4], const bool known[4])
{
	__int128 before = (__int128)m[0] + m[1] + m[2];

	if (!known[0] || !known[1] || !known[2] || !known[3] || before <= 0)
		return (struct fact_value){ false, 0, 1 };
	return (struct fact_value){ true, (__int128)m[3] * 3 * MONEY_UNIT, before };
}

static void
bill_facts(const struct kpi_person *p, int month, struct fact_value value[])
{
	const struct billed *b = p->billed + month;
	money amount[4], data[4];
	bool amount_known[4], data_known[4];

	for (int i = 0; i < 4; i++) {
		amount[i] = b[i].amount;
		data[i] = b[i].data;
		amount_known[i] = b[i].amount_known;
		data_known[i] = b[i].data_known;
	}
	money_fact(value, F_AMOUNT, amount[3], amount_known[3]);
	money_fact(value, F_DATA, data[3], data_known[3]);
	value[F_AMOUNT_RATIO] = ratio(amount, amount_known);
	value[F_DATA_RATIO] = ratio(data, data_known);
}

static void
deed_facts(const struct kpi *k, const struct kpi_person *p, int month,
    struct fact_value value[])
{
	const struct kpi_month *m = &p->month[month];
	daynum start = month_first(k->month - (month == MONTH_ASKED ? 1 : 2));
	bool ready = (p->joined == NO_DAY || p->joined < start) &&
	    (p->left == NO_DAY || p->left >= k->first[month]);
	bool kept = p->left == NO_DAY || p->left > k->last[month];

	count_fact(value, F_CONTRACTS_DUE, m->contract_due);
	count_fact(value, F_CONTRACTS_RENEWED, m->contract_due &&
	    p->contract_last > k->last[month] && is_present(p, k->last[month]));
	count_fact(value, F_ORDERED, m->ordered != NO_DAY);
	count_fact(value, F_CONTACTED, m->contacted);
	count_fact(value, F_REACHED, m->reached);
	count_fact(value, F_TREAT, m->treat && ready);
	count_fact(value, F_TREAT_KEPT, m->treat && ready && kept);
	count_fact(value, F_CONTROL, m->control && ready);
	count_fact(value, F_CONTROL_KEPT, m->control && ready && kept);
}

static void
event_facts(const struct kpi_month *m, struct fact_value value[])
{
	count_fact(value, F_CALLS, m->calls);
	count_fact(value, F_ACTIVE_DAYS, __builtin_popcount(m->days));
	count_fact(value, F_PORT_QUERIES, m->port_queries);
	count_fact(value, F_OVERDUE, m->overdue);
	money_fact(value, F_OVERDUE_AMOUNT, m->overdue_amount, true);
	money_fact(value, F_DUE_AMOUNT, m->due_amount, true);
	money_fact(value, F_RECOVERED_AMOUNT, m->recovered_amount, true);
	count_fact(value, F_CASES, m->cases);
	count_fact(value, F_REPEATS, m->repeats);
	count_fact(value, F_RESPOND_JUDGED, m->judged[RESPOND]);
	count_fact(value, F_RESPONDED, m->in_time[RESPOND]);
	count_fact(value, F_RESOLVE_JUDGED, m->judged[RESOLVE]);
	count_fact(value, F_RESOLVED, m->in_time[RESOLVE]);
	count_fact(value, F_ANSWERS, m->answers);
	count_fact(value, F_PROMOTERS, m->promoters);
	count_fact(value, F_DETRACTORS, m->detractors);
}

void
kpi_values(const struct kpi *k, const struct kpi_person *p, int month,
    struct fact_value value[FACTS])
{
	daynum first = k->first[month], last = k->last[month];
	bool opening = (p->joined == NO_DAY || p->joined < first) &&
	    (p->left == NO_DAY || p->left >= first);
	int rank = p->rank;

	if (month == MONTH_BEFORE)
		rank = p->level_before == MAP_NONE ? 0 :
		    *(const int *)map_state(k->levels, p->level_before);
	count_fact(value, F_ONE, 1);
	count_fact(value, F_OPENING, opening);
	count_fact(value, F_LOST, opening && p->left != NO_DAY && p->left <= last);
	count_fact(value, F_PRESENT, is_present(p, last));
	count_fact(value, F_BASE, kpi_in_scope(p, SCOPE_BASE));
	money_fact(value, F_BASE_AMOUNT, p->base_amount, p->in_base);
	count_fact(value, F_BASE_RANK, p->base_rank);
	value[F_BASE_RANK].known = p->base_rank > 0;
	count_fact(value, F_RANK, rank);
	value[F_RANK].known = rank > 0;
	bill_facts(p, month, value);
	deed_facts(k, p, month, value);
	event_facts(&p->month[month], value);
}

bool
kpi_in_scope(const struct kpi_person *p, enum kpi_scope scope)
{
	return scope == SCOPE_ALL_OF || p->in_base;
}

static __int128
product(__int128 a, __int128 b)
{
	__int128 c;

	if (__builtin_mul_overflow(a, b, &c))
		die(BAD_DATA, "kpi: amounts too large to be compared");
	return c;
}

static int
compare(const struct fact_value *a, __int128 part, __int128 whole)
{
	__int128 left = product(a->part, whole), right = product(part, a->whole);

	return (left > right) - (left < right);
}

/* Whether any of the numbers, or the other fact, stands so to the fact. */
static bool
is_any(const struct kpi_term *t, const struct fact_value value[], enum test test)
{
	const struct fact_value *v = &value[t->fact];

	if (t->other != NO_FACT)
		return value[t->other].known &&
		    test_meets(test, compare(v, value[t->other].part,
		        value[t->other].whole));
	for (int i = 0; i < t->numbers; i++)
		if (test_meets(test, compare(v, t->number[i], 1)))
			return true;
	return false;
}

static bool
term_of_facts_holds(const struct kpi_term *t, const struct fact_value value[])
{
	bool known = value[t->fact].known;

	switch (t->test) {
	case IS_NOT: return !known || !is_any(t, value, IS);
	case IS:
	case BELOW:
	case NOT_ABOVE:
	case ABOVE:
	case NOT_BELOW: return known && is_any(t, value, t->test);
	case GIVEN: return known;
	default: return !known;
	}
}

bool
kpi_side_holds(const struct kpi_side *s, const struct fact_value value[],
    const uint64_t *holds)
{
	for (int i = 0; i < s->terms; i++) {
		const struct kpi_term *t = &s->term[i];

		if (t->fact != NO_FACT ? !term_of_facts_holds(t, value) :
		    (holds[t->column_term / 64] >> t->column_term % 64 & 1) == 0)
			return false;
	}
	return true;
}
