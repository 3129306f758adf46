/*
 * extras -- a blank stratum is no stratum: its row is compared with nobody.
 */
#include "cmd/rt-churn/extras.h"

#include <inttypes.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

/* Columns that name a group, and the groups met. */
struct key {
	const struct names *names;
	const char *option;
	struct groups *groups;
	struct slice *value;
	int *column;
};

struct extras {
	const struct request *q;
	const struct table *looked;   /* the columns are those of */
	struct key strata, cluster;
	int weight;
	uint64_t blank;
};

static struct key
key_new(const struct names *names, const char *option)
{
	size_t count = (size_t)names->count;

	return (struct key){
		.names = names, .option = option, .groups = groups_new(names->count),
		.value = mem_array(count, sizeof(struct slice)),
		.column = mem_array(count, sizeof(int)),
	};
}

static void
key_free(struct key *k)
{
	groups_free(k->groups);
	free(k->value);
	free(k->column);
}

struct extras *
extras_new(const struct request *q)
{
	struct extras *e = mem_new(sizeof *e);

	e->q = q;
	e->strata = key_new(&q->strata, "--strata");
	e->cluster = key_new(&q->cluster, "--cluster");
	return e;
}

void
extras_free(struct extras *e)
{
	key_free(&e->strata);
	key_free(&e->cluster);
	free(e);
}

static int
column_of(struct table *t, const char *name, const char *option)
{
	int column = table_user_column(t, slice_of(name));

	if (column == NO_COLUMN)
		reader_die(table_reader(t), NULL, "no column '%s', which %s needs", name,
		    option);
	return column;
}

int
extras_weight_column(const struct request *q, struct table *t)
{
	return q->weight.count > 0 ? column_of(t, q->weight.name[0], "--weight") :
	    NO_COLUMN;
}

void
extras_check(const struct request *q, struct table **tables, int count)
{
	free(names_find(&q->strata, "--strata", tables, count));
	free(names_find(&q->weight, "--weight", tables, count));
	free(names_find(&q->cluster, "--cluster", tables, count));
}

bool
extras_multiply(struct table *t, int column, money *amount, uint32_t weight)
{
	if (!__builtin_mul_overflow(*amount, (money)weight, amount))
		return true;
	table_refuse(t, column, "too large, so many times");
	return false;
}

static void
key_look(struct key *k, struct table *t)
{
	for (int i = 0; i < k->names->count; i++)
		k->column[i] = column_of(t, k->names->name[i], k->option);
}

static void
look(struct extras *e, struct table *t)
{
	if (e->looked == t)
		return;
	e->looked = t;
	key_look(&e->strata, t);
	key_look(&e->cluster, t);
	e->weight = extras_weight_column(e->q, t);
}

/* False when a cell is blank. */
static bool
key_read(struct key *k, struct table *t, uint32_t *number)
{
	for (int i = 0; i < k->names->count; i++) {
		k->value[i] = slice_trim(table_text(t, k->column[i]));
		if (k->value[i].n == 0)
			return false;
	}
	*number = groups_number(k->groups, k->value);
	return true;
}

bool
extras_weight(struct table *t, int column, uint32_t *weight)
{
	int64_t n;
	bool known;

	*weight = 1;
	if (column == NO_COLUMN)
		return true;
	if (!table_count(t, column, &n, &known))
		return false;
	if (!known || n > INT32_MAX) {
		table_refuse(t, column, known ? N_("above 2147483647") : N_("blank"));
		return false;
	}
	*weight = (uint32_t)n;
	return true;
}

bool
extras_read(struct extras *e, struct table *t, struct extra *x)
{
	look(e, t);
	if (!extras_weight(t, e->weight, &x->weight))
		return false;
	if (key_read(&e->strata, t, &x->stratum) && key_read(&e->cluster, t, &x->cluster))
		return true;
	e->blank++;
	return false;
}

const struct groups *
extras_strata(const struct extras *e)
{
	return e->strata.groups;
}

size_t
extras_clusters(const struct extras *e)
{
	return groups_count(e->cluster.groups);
}

void
extras_warn(const struct extras *e)
{
	if (e->blank > 0)
		warn("records with a blank cell of --strata or --cluster, left out: %" PRIu64,
		    e->blank);
}
