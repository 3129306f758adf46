/*
 * scoring -- deciles need everybody, so rows are kept until all are read.
 *
 * Memory: about 150 bytes a customer, and the cells behind its reasons.
 */
#include "cmd/rt-churn/scoring.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "cmd/rt-churn/causes.h"
#include "cmd/rt-churn/customers.h"
#include "cmd/rt-churn/measure.h"
#include "common/base/diag.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/names.h"
#include "common/table/once.h"

/* Days of the horizon when none is given: 52 weeks. */
#define HORIZON_DAYS 364.0

/* What is known of a survival. */
enum fate { KNOWN, NOT_JOINED, CELL_BLANK, NO_END, NEW_STRATUM, TOO_LATE, FATES };

struct scored {
	struct slice id;
	double tenure, survival;
	struct cause cause[CAUSES_MOST];
	struct slice text[CAUSES_MOST];   /* their cells */
	int causes;
	enum fate fate;
	bool outside, left;
};

struct scoring {
	const struct request *q;
	const struct prognosis *p;
	double horizon;
	bool *number;                 /* by column: cells must be numbers */
	const struct table *looked;   /* the columns are those of */
	int *column, *stratum;
	struct slice *value;          /* the strata cells of one record */
	struct scored *one;
	size_t count, room;
	struct arena *arena;
};

void
scoring_check(const struct request *q, const struct prognosis *p)
{
	bool column = q->time.count > 0;

	if (column && !isnan(p->unit))
		die_usage("the times of this model are of customers, from joined on: it does "
		    "not go with --time");
	if (!column && isnan(p->unit))
		die_usage("the times of this model are of a column: it goes with --time and "
		    "--event");
	if (q->unit_given && (q->unit > p->unit || q->unit < p->unit))
		die_usage("the times of this model are of another --unit");
}

static int
column_of(struct table *t, const char *name, const char *why)
{
	int column = table_user_column(t, slice_of(name));

	if (column == NO_COLUMN)
		reader_die(table_reader(t), NULL, "no column '%s', which %s needs", name,
		    _(why));
	return column;
}

static void
look(struct scoring *s, struct table *t)
{
	const struct names *n = &s->p->model.columns;

	if (s->looked == t)
		return;
	s->looked = t;
	for (int i = 0; i < n->count; i++)
		s->column[i] = column_of(t, n->name[i], N_("the model"));
	for (int i = 0; i < s->p->strata.count; i++)
		s->stratum[i] = column_of(t, s->p->strata.name[i], N_("the model"));
}

/* The stratum of the current record: UINT32_MAX, and why, when there is none. */
static uint32_t
stratum_of(struct scoring *s, struct table *t, enum fate *fate)
{
	uint32_t number;

	for (int i = 0; i < s->p->strata.count; i++) {
		s->value[i] = slice_trim(table_text(t, s->stratum[i]));
		if (s->value[i].n == 0)
			*fate = CELL_BLANK;
	}
	if (*fate == CELL_BLANK)
		return UINT32_MAX;
	number = groups_number(s->p->groups, s->value);
	if (*fate == KNOWN && (number >= s->p->known ||
	    s->p->baseline[number].count == 0))
		*fate = NEW_STRATUM;
	return number;
}

/* Remembers the cell of a cause, where it has become one of them. */
static void
take_cause(struct scoring *s, struct scored *one, int column, double part,
    struct slice text)
{
	struct slice before[CAUSES_MOST];
	int next = 0;

	memcpy(before, one->text, sizeof before);
	one->causes = causes_add(one->cause, one->causes, (struct cause){ part, column });
	for (int i = 0; i < one->causes; i++)
		one->text[i] = one->cause[i].column == column ?
		    arena_keep(s->arena, text) : before[next++];
}

/* x b of the current record, above the mean; false when the record was refused. */
static bool
add_parts(struct scoring *s, struct table *t, struct scored *one, double *sum)
{
	const struct model *m = &s->p->model;

	*sum = 0;
	for (int i = 0; i < m->columns.count; i++) {
		char room[DECIMAL_TEXT];
		struct slice text;
		double x, part;

		if (!table_figure(t, s->column[i], room, &text))
			return false;
		if (s->number[i] && text.n > 0 && !figure_parse(text, &x)) {
			table_refuse_value(t, s->column[i], A_NUMBER);
			return false;
		}
		if (text.n == 0) {
			one->fate = CELL_BLANK;
			continue;
		}
		part = model_part_of(m, i, text, &one->outside);
		*sum += part;
		if (!prognosis_endless(s->p, i, text))
			take_cause(s, one, i, part, text);
		else if (one->fate == KNOWN)
			one->fate = NO_END;
	}
	return true;
}

/* The current record, of somebody who is still there. */
static void
add(struct scoring *s, struct table *t, struct slice id, double tenure)
{
	struct scored one = { .tenure = tenure, .survival = NAN };
	uint32_t stratum;
	double part;

	look(s, t);
	one.fate = isnan(tenure) ? NOT_JOINED : KNOWN;
	if (!add_parts(s, t, &one, &part))
		return;
	stratum = stratum_of(s, t, &one.fate);
	if (one.fate == KNOWN) {
		one.survival = prognosis_survival(s->p, stratum, tenure, s->horizon, part);
		if (isnan(one.survival))
			one.fate = TOO_LATE;
	}
	one.id = arena_keep(s->arena, id);
	s->one = mem_grow(s->one, s->count, &s->room, sizeof *s->one);
	s->one[s->count++] = one;
}

static void
read_customers(struct scoring *s, struct table **tables)
{
	struct request q = *s->q;
	struct customers *in;
	struct customer c;

	for (int i = 0; tables[i] != NULL; i++) {
		table_need(tables[i], "joined");
		look(s, tables[i]);
	}
	q.weight.count = 0;
	in = customers_present(&q, tables);
	while (customers_next(in, &c))
		if (c.left == NO_DAY)
			add(s, customers_table(in), c.id, c.joined == NO_DAY ? NAN :
			    (q.common.as_of - c.joined) / s->p->unit);
	customers_close(in);
}

/* A table with --time and --event. */
struct spells {
	struct table *table;
	int id, time, event;
	struct once *once;
	struct map *latest;   /* with --entry: of each customer */
};

struct latest {
	double time;
	size_t row;           /* from 1 on; 0: none */
};

/* Time and event of the current record; false when it was refused. */
static bool
read_spell(const struct scoring *s, const struct spells *b, double *time, bool *gone)
{
	bool known;

	if (!table_number(b->table, b->time, time, &known))
		return false;
	if (!known || *time < 0) {
		table_refuse(b->table, b->time, known ? N_("below 0") : N_("blank"));
		return false;
	}
	if (s->q->event_value.p == NULL)
		return table_yes_no(b->table, b->event, gone);
	*gone = table_meets(b->table, b->event, s->q->event_value);
	return true;
}

/* The last stretch of a customer is the one that tells; of equal times the later. */
static void
add_stretch(struct scoring *s, const struct spells *b, struct slice id, double time,
    bool gone)
{
	struct latest *l = map_state(b->latest, map_intern(b->latest, id));
	size_t before = s->count;

	if (l->row > 0 && time < l->time)
		return;
	add(s, b->table, id, time);
	if (s->count == before)
		return;
	s->one[before].left = gone;
	if (l->row > 0)
		s->one[l->row - 1].left = true;
	*l = (struct latest){ time, s->count };
}

static void
read_record(struct scoring *s, const struct spells *b)
{
	struct slice id = { NULL, 0 };
	double time;
	bool gone;

	if (!read_spell(s, b, &time, &gone) ||
	    (b->id != NO_COLUMN && !table_id(b->table, b->id, &id)))
		return;
	if (b->latest != NULL)
		add_stretch(s, b, id, time, gone);
	else if ((b->id == NO_COLUMN || once_first(b->once, b->table, b->id, id)) && !gone)
		add(s, b->table, id, time);
}

static void
read_spells(struct scoring *s, struct table **tables)
{
	const struct request *q = s->q;
	struct spells b = { .once = once_new() };

	if (q->entry.count > 0)
		b.latest = map_new(sizeof(struct latest));
	for (int i = 0; tables[i] != NULL; i++) {
		b.table = tables[i];
		look(s, b.table);
		b.id = table_user_column(b.table, SLICE("customer_id"));
		b.time = column_of(b.table, q->time.name[0], "--time");
		b.event = column_of(b.table, q->event.name[0], "--event");
		if (b.latest != NULL)
			b.id = column_of(b.table, "customer_id", N_("--entry with a score"));
		while (table_next(b.table))
			read_record(s, &b);
		table_close(b.table);
	}
	free(tables);
	once_free(b.once);
	if (b.latest != NULL)
		map_free(b.latest);
}

static void
say(const struct scoring *s)
{
	static const char *const why[FATES] = {
		[NOT_JOINED] = N_("customers without joined, whose survival is blank"),
		[CELL_BLANK] = N_("customers with a blank covariate or stratum, whose survival is "
		    "blank"),
		[NO_END] = N_("customers with a level whose coefficient runs away, whose survival "
		    "is blank (--ridge 1 gives one)"),
		[NEW_STRATUM] = N_("customers of a stratum in which nobody was seen to leave, "
		    "whose survival is blank"),
		[TOO_LATE] = N_("customers whose tenure and horizon pass the last event, whose "
		    "survival is blank"),
	};
	uint64_t count[FATES] = { 0 }, strangers = 0;

	for (size_t i = 0; i < s->count; i++) {
		count[s->one[i].fate] += !s->one[i].left;
		strangers += s->one[i].outside && !s->one[i].left;
	}
	if (strangers > 0)
		warn("customers outside the range of those the model was fitted to: %" PRIu64,
		    strangers);
	for (int i = 0; i < FATES; i++)
		if (count[i] > 0 && why[i] != NULL)
			warn("%s: %" PRIu64, _(why[i]), count[i]);
}

/*
 * The decile of each: the j-th ends after j tenths of those with a survival, rounded
 * down, and the first holds somebody; equal survivals are all in that of the first.
 */
static int64_t *
find_deciles(const struct scoring *s)
{
	double *haste = mem_array(s->count, sizeof *haste);
	int64_t *decile = mem_array(s->count, sizeof *decile);
	size_t *row = mem_array(s->count, sizeof *row), rows = 0, *order, end;

	for (size_t i = 0; i < s->count; i++)
		if (!s->one[i].left && !isnan(s->one[i].survival)) {
			haste[rows] = -s->one[i].survival;
			row[rows++] = i;
		}
	order = measure_order(haste, rows);
	for (size_t i = 0; i < rows; i = end) {
		size_t here = i == 0 ? 1 : (10 * (i + 1) + rows - 1) / rows;

		end = measure_tied(haste, order, rows, i);
		for (size_t k = i; k < end; k++)
			decile[row[order[k]]] = (int64_t)here;
	}
	free(order);
	free(row);
	free(haste);
	return decile;
}

static void
write_row(const struct scoring *s, struct writer *w, const struct scored *one,
    int64_t decile)
{
	writer_text(w, one->id);
	writer_number(w, one->tenure);
	writer_number(w, one->survival);
	if (decile > 0)
		writer_count(w, decile);
	else
		writer_blank(w);
	for (int i = 0; i < CAUSES_MOST; i++)
		if (i < one->causes)
			cause_write(w, &one->cause[i],
			    s->p->model.columns.name[one->cause[i].column], one->text[i]);
		else
			writer_blank(w);
	writer_end(w);
}

static int
write_rows(const struct scoring *s)
{
	static const char *const header[] = {
		"customer_id", "tenure", "survival", "decile", "reason_1", "reason_2",
		"reason_3", NULL,
	};
	int64_t *decile = find_deciles(s);
	struct writer *w = options_writer(&s->q->common);

	writer_header(w, header);
	for (size_t i = 0; i < s->count; i++)
		if (!s->one[i].left)
			write_row(s, w, &s->one[i], decile[i]);
	free(decile);
	return writer_close(w);
}

int
scoring_write(const struct request *q, const struct prognosis *p, struct table **tables)
{
	size_t columns = (size_t)p->model.columns.count;
	size_t strata = (size_t)p->strata.count;
	struct scoring s = {
		.q = q, .p = p, .number = model_numbers(&p->model),
		.horizon = isnan(q->horizon) ? HORIZON_DAYS / p->unit : q->horizon,
		.column = mem_array(columns, sizeof(int)),
		.stratum = mem_array(strata, sizeof(int)),
		.value = mem_array(strata, sizeof(struct slice)), .arena = arena_new(),
	};
	int status;

	if (q->time.count > 0)
		read_spells(&s, tables);
	else
		read_customers(&s, tables);
	say(&s);
	status = write_rows(&s);
	free(s.number);
	free(s.column);
	free(s.stratum);
	free(s.value);
	free(s.one);
	arena_free(s.arena);
	return status;
}
