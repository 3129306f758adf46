/*
 * Lists of columns, and look-ups in them; nothing here reads a table.
 */
#include "common/table/kind.h"

#include "common/table/heading.h"
#include "common/value/text.h"

static const struct column workorders[] = {
	{ "workorder_id", ID, true, false },
	{ "customer_id", ID, false, false },
	{ "trigger", TEXT, true, false },
	{ "category", TEXT, false, false },
	{ "level", TEXT, false, false },
	{ "fired_on", DATE, false, false },
	{ "due", INSTANT, true, false },
	{ "channel", TEXT, false, false },
	{ "action", TEXT, false, false },
	{ "evidence", TEXT, false, false },
	{ "state", TEXT, false, false },
	{ "arm", TEXT, false, false },
	{ NULL, TEXT, false, false },
};

/* An unplanned row has no on_time. */
static const struct column plan[] = {
	{ "date", DATE, false, false },
	{ "start", TEXT, false, false },
	{ "end", TEXT, false, false },
	{ "manager", TEXT, false, false },
	{ "customer_id", ID, false, false },
	{ "tier", TEXT, false, false },
	{ "channel", TEXT, false, false },
	{ "workorders", LIST, true, false },
	{ "triggers", LIST, false, false },
	{ "category", TEXT, false, false },
	{ "level", TEXT, false, false },
	{ "action", TEXT, false, false },
	{ "evidence", TEXT, false, false },
	{ "weight", MONEY, false, false },
	{ "due", INSTANT, false, false },
	{ "on_time", YES_NO, true, true },
	{ "status", TEXT, true, false },
	{ "reason", TEXT, false, false },
	{ "next_possible", DATE, false, false },
	{ "contact_id", ID, false, false },
	{ "revision", TEXT, false, false },
	{ "only_managers", LIST, false, false },
	{ NULL, TEXT, false, false },
};

/* A customer who is gone has neither tier nor rank. */
static const struct column tiers[] = {
	{ "customer_id", ID, true, false },
	{ "scope", TEXT, false, false },
	{ "tier", TEXT, true, true },
	{ "rank", COUNT, true, true },
	{ "status", TEXT, false, false },
	{ "reason", TEXT, false, false },
	{ "class", TEXT, false, false },
	{ "potential", TEXT, false, false },
	{ "ladder", TEXT, false, false },
	{ "months", COUNT, false, false },
	{ "last_amount", MONEY, false, false },
	{ "min_amount", MONEY, false, false },
	{ "avg_amount", MONEY, false, false },
	{ "total_amount", MONEY, false, false },
	{ "growth", NUMBER, false, false },
	{ "tenure_months", COUNT, false, false },
	{ "previous_tier", TEXT, false, false },
	{ "movement", TEXT, false, false },
	{ "r", COUNT, false, false },
	{ "f", COUNT, false, false },
	{ "m", COUNT, false, false },
	{ NULL, TEXT, false, false },
};

static const struct column cases[] = {
	{ "case_id", ID, true, false },
	{ "customer_id", ID, true, false },
	{ "opened", INSTANT, true, false },
	{ "level", TEXT, true, false },
	{ "topic", TEXT, false, false },
	{ "cause", TEXT, false, false },
	{ "responded", INSTANT, false, false },
	{ "resolved", INSTANT, false, false },
	{ "closed", INSTANT, false, false },
	{ "outcome", TEXT, false, false },
	{ NULL, TEXT, false, false },
};

static const struct column calls[] = {
	{ "customer_id", ID, true, false },
	{ "time", INSTANT, true, false },
	{ "peer", TEXT, true, false },
	{ "seconds", DURATION, true, false },
	{ "direction", TEXT, false, false },
	{ NULL, TEXT, false, false },
};

static const struct column forwards[] = {
	{ "customer_id", ID, true, false },
	{ "date", DATE, true, false },
	{ "target", TEXT, true, false },
	{ NULL, TEXT, false, false },
};

static const struct column activity[] = {
	{ "customer_id", ID, true, false },
	{ "time", INSTANT, true, false },
	{ "action", TEXT, true, false },
	{ "item", TEXT, false, false },
	{ NULL, TEXT, false, false },
};

static const struct column contacts[] = {
	{ "customer_id", ID, true, false },
	{ "time", INSTANT, true, false },
	{ "channel", TEXT, true, false },
	{ "manager", TEXT, false, false },
	{ "category", TEXT, false, false },
	{ "outcome", TEXT, false, false },
	{ "note", TEXT, false, false },
	{ "contact_id", ID, false, false },
	{ NULL, TEXT, false, false },
};

static const struct column objections[] = {
	{ "customer_id", ID, true, false },
	{ "time", INSTANT, true, false },
	{ "kind", TEXT, true, false },
	{ "nature", TEXT, false, false },
	{ NULL, TEXT, false, false },
};

/* One of the last four must be there: see header_missing(). */
static const struct column surveys[] = {
	{ "customer_id", ID, true, false },
	{ "time", INSTANT, true, false },
	{ "nps", NUMBER, false, false },
	{ "expected", NUMBER, false, false },
	{ "perceived", NUMBER, false, false },
	{ "dimension", TEXT, false, false },
	{ NULL, TEXT, false, false },
};

static const struct column bills[] = {
	{ "customer_id", ID, true, false },
	{ "month", MONTH, true, false },
	{ "amount", MONEY, true, false },
	{ "data_mb", MONEY, false, false },
	{ "due", DATE, false, false },
	{ "paid", DATE, false, false },
	{ "paid_amount", MONEY, false, false },
	{ NULL, TEXT, false, false },
};

static const struct column contracts[] = {
	{ "customer_id", ID, true, false },
	{ "end", DATE, true, false },
	{ "contract_id", ID, false, false },
	{ NULL, TEXT, false, false },
};

static const struct column purchases[] = {
	{ "customer_id", ID, true, false },
	{ "date", DATE, true, false },
	{ "amount", MONEY, false, false },
	{ "item", TEXT, false, false },
	{ NULL, TEXT, false, false },
};

static const struct column managers[] = {
	{ "manager", TEXT, true, false },
	{ "region", TEXT, false, false },
	{ "calls_per_day", COUNT, false, false },
	{ "visits_per_day", COUNT, false, false },
	{ "days_off", LIST, false, false },
	{ "left", DATE, false, false },
	{ "deputy", LIST, false, false },
	{ NULL, TEXT, false, false },
};

static const struct column calendar[] = {
	{ "date", DATE, true, false },
	{ "kind", TEXT, true, false },
	{ "name", TEXT, false, false },
	{ NULL, TEXT, false, false },
};

static const struct column survivors[] = {
	{ "age", COUNT, true, false },
	{ "survivors", NUMBER, true, false },
	{ "cohort", TEXT, false, false },
	{ NULL, TEXT, false, false },
};

static const struct column ids[] = {
	{ "old", ID, true, false },
	{ "new", ID, true, false },
	{ NULL, TEXT, false, false },
};

static const struct column customers[] = {
	{ "customer_id", ID, true, false },
	{ "name", TEXT, false, false },
	{ "scope", TEXT, false, false },
	{ "group_id", ID, false, false },
	{ "role", TEXT, false, false },
	{ "region", TEXT, false, false },
	{ "manager", TEXT, false, false },
	{ "joined", DATE, false, false },
	{ "left", DATE, false, false },
	{ "left_reason", TEXT, false, false },
	{ "amount", MONEY, false, false },
	{ "plan_fee", MONEY, false, false },
	{ "status", TEXT, false, false },
	{ "birthday", DATE, false, false },
	{ "founded", DATE, false, false },
	{ "first_deal", DATE, false, false },
	{ "device_date", DATE, false, false },
	{ "do_not_disturb", LIST, false, false },
	{ "quiet_hours", LIST, false, false },
	{ "channel", TEXT, false, false },
	{ "referrals", COUNT, false, false },
	{ NULL, TEXT, false, false },
};

/* A table of any other kind. */
static const struct column nothing[] = {
	{ NULL, TEXT, false, false },
};

static const struct {
	const char *name;
	const struct column *column;
} table[KINDS + 1] = {
	[WORKORDERS] = { "workorders", workorders },
	[PLAN] = { "plan", plan },
	[TIERS] = { "tiers", tiers },
	[CASES] = { "cases", cases },
	[CALLS] = { "calls", calls },
	[FORWARDS] = { "forwards", forwards },
	[ACTIVITY] = { "activity", activity },
	[CONTACTS] = { "contacts", contacts },
	[OBJECTIONS] = { "objections", objections },
	[SURVEYS] = { "surveys", surveys },
	[BILLS] = { "bills", bills },
	[CONTRACTS] = { "contracts", contracts },
	[PURCHASES] = { "purchases", purchases },
	[MANAGERS] = { "managers", managers },
	[CALENDAR] = { "calendar", calendar },
	[SURVIVORS] = { "survivors", survivors },
	[IDS] = { "ids", ids },
	[CUSTOMERS] = { "customers", customers },
	[NO_KIND] = { "table", nothing },
};

const char *const tiers_header[] = {
	"customer_id", "scope", "tier", "rank", "status", "reason", "class",
	"potential", "ladder", "months", "last_amount", "min_amount", "avg_amount",
	"total_amount", "growth", "tenure_months", NULL,
};

const char *const workorders_header[] = {
	"workorder_id", "customer_id", "trigger", "category", "level", "fired_on",
	"due", "channel", "action", "evidence", NULL,
};

const char *const plan_header[] = {
	"date", "start", "end", "manager", "customer_id", "tier", "channel",
	"workorders", "triggers", "category", "level", "action", "evidence",
	"weight", "due", "on_time", "status", "reason", "next_possible",
	"contact_id", "revision", NULL,
};

const char *const plan_only_header[] = { "only_managers", NULL };

enum kind
kinds_only(kinds set)
{
	for (enum kind k = 0; k < KINDS; k++)
		if (set == KIND(k))
			return k;
	return NO_KIND;
}

const char *
kind_name(enum kind k)
{
	return table[k].name;
}

enum kind
kind_of_name(struct slice name)
{
	for (enum kind k = 0; k < KINDS; k++)
		if (text_same(name, slice_of(table[k].name)))
			return k;
	return NO_KIND;
}

const struct column *
kind_columns(enum kind k)
{
	return table[k].column;
}

const struct column *
kind_column(enum kind k, struct slice name)
{
	for (const struct column *c = table[k].column; c->name != NULL; c++)
		if (heading_same(name, slice_of(c->name)))
			return c;
	return NULL;
}

bool
kind_any_column(struct slice name, enum column_type *type)
{
	for (enum kind k = 0; k < KINDS; k++) {
		const struct column *c = k == IDS ? NULL : kind_column(k, name);

		if (c != NULL) {
			*type = c->type;
			return true;
		}
	}
	return false;
}
