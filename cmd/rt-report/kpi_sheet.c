/*
 * The rows of kind kpi: in the policy's order for programs, as a tree for people.
 */
#include "cmd/rt-report/kpi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"

/* Whether it is about orders of the month before. */
static bool
is_of_orders_before(const struct indicator *i)
{
	return i->special != NO_SPECIAL || (i->side[0].fact >= F_TREAT &&
	    i->side[0].fact <= F_CONTROL_KEPT);
}

static const char *
period_of(const struct kpi *k, const struct indicator *i, char room[2 * MONTH_TEXT + 2])
{
	monthnum from = is_of_orders_before(i) ? k->month - 1 :
	    i->scope == SCOPE_BASE && k->q->base != NULL ? k->q->base_month : NO_MONTH;
	size_t n = 0;

	if (from != NO_MONTH) {
		month_print(from, room);
		room[MONTH_TEXT] = '/';
		n = MONTH_TEXT + 1;
	}
	month_print(k->month, room + n);
	room[n + MONTH_TEXT] = '\0';
	return room;
}

/* csv and json never change with the language: they have the policy's own. */
static enum lang
language(const struct kpi *k)
{
	return k->q->format->for_people ? lang_spoken() : CHINESE;
}

/* The name, under that of its parent where people read it. */
static void
add_name(const struct kpi *k, struct sheet *s, const struct indicator *i)
{
	static const char step[] = "\u2003";
	struct slice name = i->name[language(k)];
	int depth = k->q->format->for_people && !k->q->format->is_workbook ? i->depth : 0;
	size_t n = 0;
	char *text = mem_array(name.n + (size_t)depth * sizeof step + 1, 1);

	for (int d = 0; d < depth; d++, n += sizeof step - 1)
		memcpy(text + n, step, sizeof step - 1);
	memcpy(text + n, name.p, name.n);
	sheet_text(s, (struct slice){ text, n + name.n });
	free(text);
}

/* What it is, and what is missing for it. */
static void
add_definition(const struct kpi *k, struct sheet *s, const struct indicator *i)
{
	enum lang l = language(k);
	sources missing = kpi_lacks(k, i, MONTH_ASKED);
	const struct term *column = kpi_lacks_column(k, i);
	char list[512];
	int n = 0;

	if (missing == 0 && column == NULL) {
		sheet_text(s, i->definition[l]);
		return;
	}
	n = snprintf(list, sizeof list, "%.*s%s", (int)(i->definition[l].n < 300 ?
	    i->definition[l].n : 0), i->definition[l].p,
	    l == ENGLISH ? "; missing: " : "；缺少 ");
	for (enum kpi_source one = 0; one < SOURCES; one++)
		if ((missing & FROM(one)) != 0 && (size_t)n < sizeof list)
			n += snprintf(list + n, sizeof list - (size_t)n, "%s, ",
			    kpi_source_name(one));
	if (column != NULL && (size_t)n < sizeof list)
		n += snprintf(list + n, sizeof list - (size_t)n, "customers.%.*s, ",
		    (int)column->name.n, column->name.p);
	list[(size_t)n < sizeof list && n > 2 ? n - 2 : 0] = '\0';
	sheet_text(s, slice_of(list));
}

/* A numerator or denominator: money where its fact is. */
static void
add_sum(struct sheet *s, const struct kpi_row *r, const struct kpi_side *side, int n)
{
	if (!r->known[n]) {
		sheet_blank(s);
	} else if (kpi_facts[side->fact].measure == MONEY_OF) {
		sheet_amount(s, (money)r->sum[n]);
		sheet_own_type(s, CELL_MONEY);
	} else {
		sheet_count(s, (int64_t)(r->sum[n] / MONEY_UNIT));
		sheet_own_type(s, CELL_COUNT);
	}
}

/* Millionths with six decimals. */
static void
add_decimals(struct sheet *s, int64_t n)
{
	enum { MILLION = 1000000 };
	char room[40];

	snprintf(room, sizeof room, "%s%lld.%06lld", n < 0 ? "-" : "",
	    (long long)(n < 0 ? -(n / MILLION) : n / MILLION),
	    (long long)(n < 0 ? -(n % MILLION) : n % MILLION));
	sheet_text(s, slice_of(room));
	sheet_own_type(s, CELL_KEPT);
}

static void
add_rate(struct sheet *s, int64_t millionths)
{
	sheet_rate(s, millionths, 1000000);
	sheet_own_type(s, CELL_RATE);
}

static void
add_value(struct sheet *s, const struct kpi_row *r, enum kpi_unit unit)
{
	if (!r->has_value) {
		sheet_blank(s);
		return;
	}
	switch (unit) {
	case UNIT_COUNT:
		sheet_count(s, r->value);
		sheet_own_type(s, CELL_COUNT);
		break;
	case UNIT_AMOUNT:
		sheet_amount(s, r->value);
		sheet_own_type(s, CELL_MONEY);
		break;
	case UNIT_RATE: add_rate(s, r->value); break;
	case UNIT_PER10K: add_decimals(s, r->value); break;
	default:
		sheet_number(s, r->points);
		sheet_own_type(s, CELL_POINTS);
	}
}

static void
add_change(struct sheet *s, const struct kpi_row *r, enum kpi_unit unit)
{
	if (!r->has_change) {
		sheet_blank(s);
	} else if (unit == UNIT_POINTS) {
		sheet_text(s, r->points_change);
		sheet_own_type(s, CELL_KEPT);
	} else if (unit == UNIT_PER10K) {
		add_decimals(s, r->change);
	} else {
		add_rate(s, r->change);
	}
}

/* The code; where people read it in Chinese, what they call it. */
static struct slice
scope_text(const struct kpi *k, enum kpi_scope scope)
{
	bool says = k->q->format->for_people;

	if (scope == SCOPE_BASE)
		return slice_of(says ? phrase("base", "拍照") : "base");
	return slice_of(says ? phrase("all", "全部") : "all");
}

static void
add_row(const struct kpi *k, struct sheet *s, const struct indicator *i,
    const struct kpi_row *r)
{
	char period[2 * MONTH_TEXT + 2];

	sheet_text(s, i->id);
	add_name(k, s, i);
	sheet_text(s, scope_text(k, i->scope));
	sheet_text(s, slice_of(period_of(k, i, period)));
	for (int n = 0; n < 2; n++)
		add_sum(s, r, &i->side[n], n);
	add_value(s, r, i->unit);
	add_change(s, r, i->unit);
	for (int n = 0; n < 2 && k->by != BY_NOTHING; n++) {
		if (r->has_effects)
			sheet_rate(s, n == 0 ? r->mix : r->rate, 1000000);
		else
			sheet_blank(s);
	}
	add_definition(k, s, i);
	sheet_count(s, i->depth);
}

static struct slice
group_text(const struct kpi *k, uint32_t name)
{
	if (name == MAP_NONE)
		return SLICE("");
	return map_key(k->by == BY_COLUMN ? k->groups : k->levels, name);
}

static void
add_indicator(const struct kpi *k, struct sheet *s, const struct kpi_sums *sums, int n)
{
	const struct indicator *i = &k->policy->indicator[n];
	int groups = sums->groups[i->scope];
	struct kpi_row *row = mem_array((size_t)groups + 1, sizeof *row);
	bool missing[KPI_MONTHS];
	struct count *none = mem_array(((size_t)groups + 1) * SIDES, sizeof *none);
	struct kpi_total *total[KPI_MONTHS];
	struct count *arms[KPI_MONTHS];

	for (int m = 0; m < KPI_MONTHS; m++) {
		missing[m] = kpi_is_missing(k, i, m);
		total[m] = sums->total[m][n];
		arms[m] = i->special != NO_SPECIAL ? sums->arms[m] : none;
	}
	kpi_rows(i, groups, total, arms, missing, row, k->text);
	for (int g = 0; g <= groups; g++) {
		if (k->by != BY_NOTHING)
			sheet_text(s, g < groups ?
			    group_text(k, sums->name[i->scope][g]) :
			    slice_of(k->q->format->for_people ?
			        phrase("(all)", "（合计）") : "(all)"));
		add_row(k, s, i, &row[g]);
	}
	free(row);
	free(none);
}

static struct sheet *
head(const struct kpi *k)
{
	static const struct sheet_column column[] = {
		{ "indicator", CELL_TEXT, EVERYBODY, SPARE_FIRST, OURS },
		{ "name", CELL_TEXT, EVERYBODY, 0, OURS },
		{ "scope", CELL_TEXT, EVERYBODY, 9, OURS },
		{ "period", CELL_TEXT, EVERYBODY, 8, OURS },
		{ "numerator", CELL_FIGURE, EVERYBODY, 3, OURS },
		{ "denominator", CELL_FIGURE, EVERYBODY, 3, OURS },
		{ "value", CELL_FIGURE, EVERYBODY, 0, OURS },
		{ "change", CELL_FIGURE, EVERYBODY, 0, OURS },
		{ "mix_effect", CELL_RATE, EVERYBODY, 2, OURS },
		{ "rate_effect", CELL_RATE, EVERYBODY, 2, OURS },
		{ "definition", CELL_TEXT, EVERYBODY, SPARE_FIRST, OURS },
		{ "depth", CELL_COUNT, CHARTS, 0, OURS },
	};
	struct sheet *s = sheet_new("kpi");

	if (k->by != BY_NOTHING)
		sheet_add(s, (struct sheet_column){ .name = k->q->by.name[0],
		    .origin = THE_USERS });
	for (size_t i = 0; i < sizeof column / sizeof *column; i++)
		if (k->by != BY_NOTHING || strstr(column[i].name, "_effect") == NULL)
			sheet_add(s, column[i]);
	sheet_set_month(s, k->month, ASSESSED_MONTH);
	sheet_define(s, "kpi-scope");
	sheet_define(s, "kpi-change");
	sheet_define(s, "kpi-sums");
	if (k->by != BY_NOTHING)
		sheet_define(s, "kpi-effects");
	return s;
}

/* Those below it, each with its own below it: people read a tree. */
static void
add_children(const struct kpi *k, struct sheet *s, const struct kpi_sums *sums, int parent)
{
	for (int n = 0; n < k->policy->indicators; n++)
		if (k->policy->indicator[n].parent == parent) {
			add_indicator(k, s, sums, n);
			add_children(k, s, sums, n);
		}
}

struct sheet *
kpi_sheet(const struct kpi *k, const struct kpi_sums *sums)
{
	struct sheet *s = head(k);

	if (k->q->format->for_people)
		add_children(k, s, sums, -1);
	for (int n = 0; !k->q->format->for_people && n < k->policy->indicators; n++)
		add_indicator(k, s, sums, n);
	return s;
}
