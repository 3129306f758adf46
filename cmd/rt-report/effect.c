/*
 * effect -- R13, C07: who stays, of those who were contacted and of those who
 * were not; or of those treated and those held back.
 *
 * Holds every customer, and 8 bytes for each contact.
 */
#include <stdlib.h>

#include "cmd/rt-report/comparison.h"
#include "cmd/rt-report/keys.h"
#include "cmd/rt-report/request.h"
#include "common/base/diag.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/groups.h"
#include "common/table/join.h"
#include "common/table/once.h"
#include "common/table/repeats.h"

static const char *const own_keys[] = { NULL };

struct person {
	daynum joined, left;
	money amount;
	bool known;          /* the customers table has them */
	bool amount_known;
	enum side arm;       /* NO_SIDE: of no arm */
	word_set undrawn;    /* categories that open for everybody and made them treated */
	bool contacted;
	bool met;            /* a contact or an order is about them */
	uint32_t group;
};

/* A contact with somebody, or a work order with an arm. */
struct deed {
	uint32_t person;
	daynum day;
};

struct study {
	const struct request *q;
	struct map *people;
	struct groups *groups;
	struct deed *deed;
	size_t deeds, deed_room;
	enum { BY_CONTACT, BY_ARM } kind;
	word_set drawn;      /* of those: categories for which lots were drawn */
	daynum from, until;  /* the window, its last day among it */
};

static uint32_t
person_number(struct study *s, struct slice id)
{
	uint32_t before = map_count(s->people), number = map_intern(s->people, id);
	struct person *p = map_state(s->people, number);

	if (number == before)
		p->arm = NO_SIDE;
	return number;
}

static struct person *
person_of(struct study *s, struct slice id)
{
	return map_state(s->people, person_number(s, id));
}

static void
read_customers(struct study *s, struct keys *k, const struct tables *in, int number,
    struct once *once)
{
	struct table *t = in->table[number];
	int id = table_need(t, "customer_id"), joined = table_column(t, "joined");
	int left = table_need(t, "left"), amount = table_column(t, "amount");

	while (table_next(t)) {
		struct person one = { .known = true, .arm = NO_SIDE };
		struct slice customer;

		if (!table_id(t, id, &customer) || !table_date(t, joined, &one.joined) ||
		    !table_date(t, left, &one.left) ||
		    !table_money(t, amount, &one.amount, &one.amount_known))
			continue;
		if (one.left != NO_DAY && one.joined != NO_DAY && one.left < one.joined) {
			table_refuse(t, left, "earlier than joined");
			continue;
		}
		if (!once_first(once, t, id, customer))
			continue;
		keys_read(k, in, number);
		one.group = groups_number(s->groups, k->value);
		*person_of(s, customer) = one;
	}
}

static void
add_deed(struct study *s, struct slice id, daynum day)
{
	/* A deed after as-of has not happened. */
	if (day == NO_DAY || day > s->q->common.as_of)
		return;
	s->deed = mem_grow(s->deed, s->deeds, &s->deed_room, sizeof *s->deed);
	s->deed[s->deeds++] = (struct deed){ person_number(s, id), day };
	person_of(s, id)->met = true;
}

static void
read_contacts(struct study *s, struct table *t, struct repeats *repeats)
{
	int id = table_need(t, "customer_id"), time = table_need(t, "time");
	instant when, last = request_last(s->q);
	struct slice customer;
	int seconds;

	while (table_next(t))
		if (table_id(t, id, &customer) && table_instant(t, time, &when) &&
		    repeats_first(repeats, t))
			add_deed(s, customer, when == NO_INSTANT || when > last ?
			    NO_DAY : instant_day(when, &seconds));
}

/* An order that opens for everybody tells no arm; false: the arms differ. */
static bool
take_arm(struct study *s, struct person *p, enum side arm, word_set always)
{
	if (always != 0 && arm == FIRST_SIDE) {
		p->undrawn |= always;
		return true;
	}
	if (p->arm != NO_SIDE && p->arm != arm)
		return false;
	if (arm == SECOND_SIDE)
		s->drawn |= always;
	p->arm = arm;
	return true;
}

static void
read_orders(struct study *s, struct table *t)
{
	/* What nobody is held back from, unless a control of that category is met. */
	const word_set always = WORD(CATEGORY_SERVICE) | WORD(CATEGORY_CRISIS) |
	    WORD(CATEGORY_RECOVERY);
	int id = table_need(t, "customer_id"), fired = table_need(t, "fired_on");
	int column = table_need(t, "arm"), category = table_column(t, "category");

	while (table_next(t)) {
		struct slice customer;
		uint8_t arm;
		daynum day;

		/* A crisis is nobody's: its order has no customer. */
		if (table_text(t, id).n == 0)
			continue;
		if (!table_id(t, id, &customer) || !table_date(t, fired, &day) ||
		    !table_word(t, column, &arm_words, &arm) || arm == NO_WORD)
			continue;
		if (take_arm(s, person_of(s, customer),
		        arm == ARM_TREAT ? FIRST_SIDE : SECOND_SIDE, always &
		        words_one(&category_words, WORKORDERS,
		            table_text(t, category))))
			add_deed(s, customer, day);
		else
			table_refuse(t, column, "the customer is in the other arm, too");
	}
}

/* Without anybody who was contacted there is nothing to compare with. */
static void
check_contacts(const struct study *s)
{
	char from[DATE_TEXT], until[DATE_TEXT];

	if (s->kind == BY_ARM)
		return;
	for (uint32_t i = 0; i < map_count(s->people); i++) {
		const struct person *p = map_state(s->people, i);

		if (p->contacted && p->known)
			return;
	}
	date_print(s->from, from);
	date_print(s->until, until);
	die(BAD_DATA, "effect: no contact with any of the customers from %.10s to %.10s; "
	    "--from DATE says when the contacts begin, --window how long they count",
	    from, until);
}

/* From the first contact or work order, unless --from says otherwise. */
static void
set_window(struct study *s)
{
	s->from = s->q->from;
	for (size_t i = 0; s->q->from == NO_DAY && i < s->deeds; i++)
		if (s->from == NO_DAY || s->deed[i].day < s->from)
			s->from = s->deed[i].day;
	if (s->from == NO_DAY)
		s->from = s->q->common.as_of;
	s->until = duration_after_day(s->from, s->q->window);
	for (size_t i = 0; i < s->deeds; i++)
		if (s->deed[i].day >= s->from && s->deed[i].day <= s->until) {
			struct person *p = map_state(s->people, s->deed[i].person);

			p->contacted = true;
		}
	check_contacts(s);
}

/* Where a person stands in the comparison; NO_SIDE: nowhere. */
static enum side
side_of(const struct study *s, const struct person *p)
{
	if (!p->known || (p->joined != NO_DAY && p->joined >= s->from))
		return NO_SIDE;
	/* Whoever left before the window's end could not be contacted in all of it. */
	if (p->left != NO_DAY && p->left <= s->until && p->left <= s->q->common.as_of)
		return NO_SIDE;
	if (s->kind == BY_ARM && p->arm == NO_SIDE)
		return (p->undrawn & s->drawn) != 0 ? FIRST_SIDE : NO_SIDE;
	if (s->kind == BY_ARM)
		return p->arm;
	return p->contacted ? FIRST_SIDE : SECOND_SIDE;
}

/* Two for each group. */
static struct count *
count_people(const struct study *s)
{
	struct count *count = mem_array((size_t)groups_count(s->groups) * SIDES,
	    sizeof *count);

	for (uint32_t i = 0; i < map_count(s->people); i++) {
		const struct person *p = map_state(s->people, i);
		enum side side = side_of(s, p);
		struct count *c;

		if (side == NO_SIDE)
			continue;
		c = &count[p->group * SIDES + side];
		c->customers++;
		c->retained += p->left == NO_DAY || p->left > s->q->common.as_of;
		c->with_amount += p->amount_known;
		c->amount += p->amount_known ? p->amount : 0;
	}
	return count;
}

/* A number behind those of all groups is that of "(others)". */
static struct slice
group_key(const struct study *study, uint32_t group, int key)
{
	if (group < groups_count(study->groups))
		return groups_value(study->groups, group, key);
	return key == 0 ? SLICE("(others)") : SLICE("");
}

static void
write_group(struct sheet *s, const struct study *study, const struct keys *k,
    uint32_t group, const struct count c[SIDES])
{
	static const char *const said[2][SIDES] = {
		[BY_CONTACT] = { "contacted", "uncontacted" },
		[BY_ARM] = { "treat", "control" },
	};

	for (enum side side = FIRST_SIDE; side < SIDES; side++) {
		for (int key = 0; key < k->count; key++)
			sheet_text(s, group_key(study, group, key));
		sheet_text(s, slice_of(said[study->kind][side]));
		sheet_count(s, c[side].customers);
		sheet_count(s, c[side].retained);
		sheet_rate(s, c[side].retained, c[side].customers);
		if (side == FIRST_SIDE)
			comparison_write(s, c);
		else
			for (int n = 0; n < 5; n++)
				sheet_blank(s);
	}
}

/* Groups that do not stay are one, the last. */
static void
write_groups(struct sheet *s, const struct study *study, const struct keys *k,
    const struct count count[])
{
	uint32_t groups = groups_count(study->groups), merged = 0;
	enum fate *fate = comparison_choose(count, groups, study->q->top,
	    study->q->min_cell);
	struct count others[SIDES] = { 0 };

	for (uint32_t i = 0; i < groups; i++) {
		const struct count *c = &count[i * SIDES];

		if (fate[i] == STAYS) {
			write_group(s, study, k, i, c);
			continue;
		}
		for (enum side side = FIRST_SIDE; side < SIDES; side++)
			count_add(&others[side], &c[side]);
		merged++;
	}
	if (merged > 0) {
		sheet_others_begin(s);
		write_group(s, study, k, groups, others);
	}
	free(fate);
}

static const struct sheet_column column[] = {
	{ "customers", CELL_COUNT, EVERYBODY, 0, OURS },
	{ "retained", CELL_COUNT, EVERYBODY, 3, OURS },
	{ "retention", CELL_RATE, EVERYBODY, 0, OURS },
	{ "difference", CELL_RATE, EVERYBODY, 0, OURS },
	{ "ci_low", CELL_RATE, EVERYBODY, 0, OURS },
	{ "ci_high", CELL_RATE, EVERYBODY, 0, OURS },
	{ "odds_ratio", CELL_POINTS, EVERYBODY, 2, OURS },
	{ "saved_amount", CELL_MONEY, EVERYBODY, 1, OURS },
};

static struct sheet *
head(const struct study *study, const struct keys *k)
{
	struct sheet *s = sheet_new("effect");

	keys_head(k, s);
	sheet_add(s, (struct sheet_column){ "group", CELL_TEXT, EVERYBODY, 0, OURS });
	for (size_t i = 0; i < sizeof column / sizeof *column; i++)
		sheet_add(s, column[i]);
	sheet_define(s, study->kind == BY_ARM ? "effect-arms" : "effect-contacts");
	sheet_define(s, "effect-base");
	sheet_define(s, "effect-figures");
	return s;
}

/* The customers tables first: keys are theirs. */
static struct tables
only_customers(const struct tables *in)
{
	struct tables c = { .table = mem_array((size_t)in->count, sizeof *c.table) };

	for (int i = 0; i < in->count; i++)
		if (table_kind(in->table[i]) == CUSTOMERS)
			c.table[c.count++] = in->table[i];
	return c;
}

static void
choose_kind(struct study *s, const struct tables *in, int customers)
{
	int contacts = 0;

	for (int i = 0; i < in->count; i++)
		contacts += table_kind(in->table[i]) == CONTACTS;
	if (customers == 0 || customers == in->count)
		die_usage("effect: needs customers, and contacts or work orders "
		    "with an arm");
	if (contacts > 0 && contacts + customers < in->count)
		die_usage("effect: contacts or work orders, not both");
	s->kind = contacts > 0 ? BY_CONTACT : BY_ARM;
}

static bool
is_known(const void *person)
{
	return ((const struct person *)person)->known;
}

/* Whether those whom contacts, or orders, are about are customers. */
static void
tell_join(const struct study *s, const struct tables *in)
{
	enum kind k = s->kind == BY_ARM ? WORKORDERS : CONTACTS;
	struct join *j;
	int i = 0;

	while (i < in->count && table_kind(in->table[i]) != k)
		i++;
	if (i == in->count)
		return;
	j = join_new(k == CONTACTS ? N_("ids of contacts") : N_("ids of workorders"),
	    table_name(in->table[i]), "customers", MOST_MEET);
	for (uint32_t n = 0; n < map_count(s->people); n++) {
		const struct person *p = map_state(s->people, n);

		if (p->met && p->known)
			join_met(j);
		else if (p->met)
			join_missed(j, map_key(s->people, n), s->people, is_known);
	}
	join_tell(j);
}

static void
read_all(struct study *s, struct keys *k, const struct tables *in,
    const struct tables *customers)
{
	struct once *once = once_new();
	struct repeats *repeats = repeats_new();

	for (int i = 0; i < customers->count; i++)
		read_customers(s, k, customers, i, once);
	for (int i = 0; i < in->count; i++) {
		if (table_kind(in->table[i]) == CONTACTS)
			read_contacts(s, in->table[i], repeats);
		else if (table_kind(in->table[i]) == WORKORDERS)
			read_orders(s, in->table[i]);
	}
	once_free(once);
	repeats_free(repeats);
	tell_join(s, in);
	set_window(s);
}

struct sheet *
report_effect(const struct request *q, const struct tables *in)
{
	struct tables customers = only_customers(in);
	struct study study = { .q = q };
	struct sheet *s;
	struct count *count;
	struct keys *k;

	choose_kind(&study, in, customers.count);
	k = keys_open(q, &customers, own_keys);
	keys_check(k, q, "effect");
	study.people = map_new(sizeof(struct person));
	study.groups = groups_new(k->count);
	s = head(&study, k);
	read_all(&study, k, in, &customers);
	count = count_people(&study);
	write_groups(s, &study, k, count);
	free(count);
	free(study.deed);
	groups_free(study.groups);
	map_free(study.people);
	keys_close(k);
	free(customers.table);
	return s;
}
