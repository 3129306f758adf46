/*
 * A record is judged whole before a verb sees any of it: dates that contradict
 * each other are refused, who comes twice alike is passed over, and what lies
 * after as-of has not happened.
 */
#include "cmd/rt-churn/customers.h"

#include <inttypes.h>
#include <stdlib.h>

#include "cmd/rt-churn/extras.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/once.h"
#include "common/table/table.h"
#include "common/table/values.h"

/* One table, and where its columns are. */
struct bound {
	struct table *table;
	int id, joined, left, amount, flag, weight;
	const int *by;
	int own_group;      /* NO_COLUMN: none is asked for */
};

/* Whether a table must say who left. */
enum leaving { LEFT_NEEDED, LEFT_IF_THERE };

struct customers {
	const struct request *q;
	enum leaving leaving;
	struct table **tables;
	struct bound *bound;
	int count, at;
	int *by, *flag;        /* columns, of one table after the other */
	const char *own_group; /* the column behind those of --by, or NULL */
	struct groups *groups;
	struct once *once;
	struct slice *value;   /* of the columns of groups, of one record */
	bool has_amount;
	uint64_t no_amount, to_come, flagged;
	struct values *flags;  /* what the column of --flag says */
};

static void
bind_dates(struct bound *b, enum leaving leaving)
{
	b->left = leaving == LEFT_NEEDED ? table_need(b->table, "left") :
	    table_column(b->table, "left");
	b->joined = table_column(b->table, "joined");
	if (b->joined == NO_COLUMN)
		warn("%s: no column 'joined': all are taken to have been "
		    "customers from the start", table_name(b->table));
}

/* Nobody may count as staying because a file does not say who left. */
static void
bind_flag(const struct request *q, struct bound *b, int column)
{
	b->flag = column;
	if (column == NO_COLUMN)
		reader_die(table_reader(b->table), NULL,
		    "no column '%s', which --flag needs", q->flag.name[0]);
}

static void
bind(struct customers *c, int i)
{
	const struct request *q = c->q;
	struct bound *b = &c->bound[i];

	*b = (struct bound){
		.table = c->tables[i],
		.by = c->by + i * q->by.count,
		.joined = NO_COLUMN, .left = NO_COLUMN, .flag = NO_COLUMN,
		.own_group = NO_COLUMN,
	};
	if (c->own_group != NULL)
		b->own_group = table_need(b->table, c->own_group);
	b->weight = extras_weight_column(q, b->table);
	b->id = q->rows == NAMED_ROWS ? table_need(b->table, "customer_id") : NO_COLUMN;
	b->amount = table_column(b->table, "amount");
	c->has_amount = c->has_amount || b->amount != NO_COLUMN;
	if (q->flag.count > 0)
		bind_flag(q, b, c->flag[i]);
	else
		bind_dates(b, c->leaving);
}

struct customers *
customers_open(const struct request *q, const char *own_group)
{
	return customers_over(q, own_group,
	    table_open_all(&q->common, q->rows == NAMED_ROWS ? KIND(CUSTOMERS) :
	    KIND(NO_KIND), true));
}

static struct customers *
over(const struct request *q, const char *own_group, struct table **tables,
    enum leaving leaving)
{
	int keys = q->by.count + (own_group != NULL);
	struct customers *c = mem_new(sizeof *c);

	c->q = q;
	c->leaving = leaving;
	c->own_group = own_group;
	c->tables = tables;
	while (c->tables[c->count] != NULL)
		c->count++;
	c->by = names_find(&q->by, "--by", c->tables, c->count);
	c->flag = names_find(&q->flag, "--flag", c->tables, c->count);
	free(names_find(&q->weight, "--weight", c->tables, c->count));
	c->bound = mem_array((size_t)c->count, sizeof *c->bound);
	for (int i = 0; i < c->count; i++)
		bind(c, i);
	c->groups = groups_new(keys);
	c->value = mem_array((size_t)keys, sizeof *c->value);
	c->once = once_new();
	c->flags = values_new(slice_of(q->flag.count > 0 ? q->flag.name[0] : ""));
	return c;
}

struct customers *
customers_over(const struct request *q, const char *own_group, struct table **tables)
{
	return over(q, own_group, tables, LEFT_NEEDED);
}

struct customers *
customers_present(const struct request *q, struct table **tables)
{
	return over(q, NULL, tables, LEFT_IF_THERE);
}

static void
say(uint64_t count, const char *what)
{
	if (count > 0)
		warn("%s: %" PRIu64, _(what), count);
}

void
customers_warn_amounts(const struct customers *c)
{
	if (c->has_amount)
		say(c->no_amount,
		    N_("records with a blank amount, left out of sums and means"));
}

void
customers_close(struct customers *c)
{
	say(c->to_come, N_("records with a joined after as-of, which are not counted"));
	for (int i = 0; i < c->count; i++)
		table_close(c->tables[i]);
	free(c->bound);
	free(c->by);
	free(c->flag);
	free(c->tables);
	free(c->value);
	groups_free(c->groups);
	once_free(c->once);
	values_free(c->flags);
	free(c);
}

const struct groups *
customers_groups(const struct customers *c)
{
	return c->groups;
}

bool
customers_have_amount(const struct customers *c)
{
	return c->has_amount;
}

/* False when the dates are none, or the customer left before joining. */
static bool
read_dates(const struct bound *b, daynum as_of, struct customer *one)
{
	if (!table_date(b->table, b->joined, &one->joined) ||
	    !table_date(b->table, b->left, &one->left))
		return false;
	if (one->left != NO_DAY && one->joined != NO_DAY && one->left < one->joined) {
		table_refuse(b->table, b->left, "before joined");
		return false;
	}
	if (one->left > as_of)
		one->left = NO_DAY;
	return true;
}

/* The cells of the current record; false when it was refused. */
static bool
read_cells(struct customers *c, const struct bound *b, struct customer *one)
{
	struct slice flag;

	*one = (struct customer){ .joined = NO_DAY, .left = NO_DAY, .weight = 1 };
	if ((b->id != NO_COLUMN && !table_id(b->table, b->id, &one->id)) ||
	    !table_money(b->table, b->amount, &one->amount, &one->amount_known))
		return false;
	if (b->weight != NO_COLUMN &&
	    (!extras_weight(b->table, b->weight, &one->weight) ||
	    !extras_multiply(b->table, b->amount, &one->amount, one->weight)))
		return false;
	if (b->flag == NO_COLUMN)
		return read_dates(b, c->q->common.as_of, one);
	flag = slice_trim(table_text(b->table, b->flag));
	one->flagged = table_meets(b->table, b->flag, c->q->flag_value);
	c->flagged += one->flagged;
	values_count(c->flags, flag);
	return true;
}

/* Of the verb's own column, blank is the same as "unknown". */
static uint32_t
group_of(struct customers *c, const struct bound *b)
{
	int by = c->q->by.count;

	for (int i = 0; i < by; i++)
		c->value[i] = table_spelled(b->table, b->by[i]);
	if (c->own_group != NULL) {
		struct slice own = table_spelled(b->table, b->own_group);

		c->value[by] = own.n > 0 ? own : SLICE("unknown");
	}
	return groups_number(c->groups, c->value);
}

/* The next record that is good and new; false at the end of the table. */
static bool
next_in(struct customers *c, const struct bound *b, struct customer *one)
{
	while (table_next(b->table)) {
		if (!read_cells(c, b, one) || (b->id != NO_COLUMN &&
		        !once_first(c->once, b->table, b->id, one->id)))
			continue;
		if (one->weight == 0)
			continue;
		if (one->joined > c->q->common.as_of) {
			c->to_come++;
			continue;
		}
		c->no_amount += !one->amount_known;
		one->group = group_of(c, b);
		return true;
	}
	return false;
}

/* A value that nobody has would be a churn of nothing. */
static void
doubt_flag(const struct customers *c)
{
	const struct request *q = c->q;
	char *condition;

	if (q->flag.count == 0 || c->flagged > 0)
		return;
	condition = mem_format("--flag %s=%.*s", q->flag.name[0], (int)q->flag_value.n,
	    q->flag_value.p);
	values_doubt(c->flags, c->tables[0], condition);
	free(condition);
}

bool
customers_next(struct customers *c, struct customer *one)
{
	for (; c->at < c->count; c->at++)
		if (next_in(c, &c->bound[c->at], one))
			return true;
	doubt_flag(c);
	return false;
}

struct table *
customers_table(const struct customers *c)
{
	return c->bound[c->at].table;
}

int
customers_tables(const struct customers *c)
{
	return c->count;
}

struct table *
customers_table_of(const struct customers *c, int i)
{
	return c->tables[i];
}

bool
customers_next_of(struct customers *c, int i, struct table *t, struct customer *one)
{
	struct bound b = c->bound[i];

	b.table = t;
	return next_in(c, &b, one);
}

/* What is bound, and the columns, are those of the whole. */
struct customers *
customers_part(const struct customers *c)
{
	int keys = c->q->by.count + (c->own_group != NULL);
	struct customers *part = mem_new(sizeof *part);

	*part = *c;
	part->groups = groups_new(keys);
	part->value = mem_array((size_t)keys, sizeof *part->value);
	part->once = once_new_like(c->once);
	part->flags = NULL;
	part->no_amount = part->to_come = 0;
	return part;
}

void
customers_part_free(struct customers *part)
{
	groups_free(part->groups);
	free(part->value);
	once_free(part->once);
	free(part);
}

bool
customers_merge(struct customers *c, struct customers *part, uint32_t number[])
{
	if (!once_merge(c->once, part->once))
		return false;
	groups_merge(c->groups, part->groups, number);
	c->no_amount += part->no_amount;
	c->to_come += part->to_come;
	return true;
}
