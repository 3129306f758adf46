/*
 * Gathered in the order of the tables, then sorted by group and within it by
 * time, since curves and sums over those at risk walk through time.
 */
#include "cmd/rt-churn/subjects.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>

#include "cmd/rt-churn/customers.h"
#include "cmd/rt-churn/extras.h"
#include "cmd/rt-churn/goodbyes.h"
#include "cmd/rt-churn/times.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/sort.h"
#include "common/base/translate.h"
#include "common/table/values.h"

#define FROM_THE_START (-1.0)

struct subjects {
	const struct request *q;
	struct covariates *covariates; /* NULL: none */
	struct subject *one;      /* group after group, in each by time */
	size_t count, room;
	size_t *first;            /* by group, and one behind the last */
	struct arrival *arrival;  /* in each group by itself; NULL: none */
	int64_t *size;            /* by group: the sum of the weights */
	struct groups *groups;
	struct slice *value;      /* of one record */
	struct extras *extras;
	struct values *events;    /* what the column of --event says */
	bool any_event;           /* one of them is the value asked for */
	uint32_t *cluster;        /* by row; NULL: none */
	size_t clusters_room;
	struct goodbyes *causes;    /* NULL: nobody asks why they left */
	uint32_t *cause;          /* by row, of those who left */
	size_t causes_room;
};

/* Dies, status 2, when a covariate is in none of the tables. */
static void
check_covariates(const struct subjects *s, struct table **tables)
{
	int count = 0;

	while (tables[count] != NULL)
		count++;
	free(names_find(&s->q->covariates, "--covariates", tables, count));
	extras_check(s->q, tables, count);
}

/* Where the columns of one table are. */
struct bound {
	struct table *table;
	int time, event, entry;
	const int *by;
};

/* Unless the covariates of the table's current record are not all known. */
static void
add(struct subjects *s, const struct subject *one, struct table *t)
{
	struct extra x;

	if (!extras_read(s->extras, t, &x) || x.weight == 0)
		return;
	if (s->covariates != NULL && !covariates_take(s->covariates, t, x.weight))
		return;
	if (s->count == UINT32_MAX)
		die(BAD_SYSTEM, "out of memory: too many customers");
	if (s->q->cluster.count > 0) {
		s->cluster = mem_grow(s->cluster, s->count, &s->clusters_room,
		    sizeof *s->cluster);
		s->cluster[s->count] = x.cluster;
	}
	if (s->causes != NULL) {
		s->cause = mem_grow(s->cause, s->count, &s->causes_room, sizeof *s->cause);
		s->cause[s->count] = one->event ? goodbyes_number(s->causes, t) : 0;
	}
	s->one = mem_grow(s->one, s->count, &s->room, sizeof *s->one);
	s->one[s->count] = *one;
	s->one[s->count].row = (uint32_t)s->count;
	s->one[s->count].stratum = x.stratum;
	s->one[s->count].weight = x.weight & INT32_MAX;
	s->count++;
}

/* A number that is there and not below 0; else the record is refused. */
static bool
read_time(struct table *t, int column, double *x)
{
	bool known;

	if (!table_number(t, column, x, &known))
		return false;
	if (known && *x >= 0)
		return true;
	table_refuse(t, column, known ? N_("below 0") : N_("blank"));
	return false;
}

static bool
read_event(struct subjects *s, const struct bound *b, bool *event)
{
	struct slice text;

	if (s->q->event_value.p == NULL)
		return table_yes_no(b->table, b->event, event);
	text = slice_trim(table_text(b->table, b->event));
	*event = table_meets(b->table, b->event, s->q->event_value);
	s->any_event = s->any_event || *event;
	values_count(s->events, text);
	return true;
}

static bool
read_subject(struct subjects *s, const struct bound *b, struct subject *one)
{
	bool event;

	*one = (struct subject){ .entry = FROM_THE_START };
	if (!read_time(b->table, b->time, &one->time) ||
	    !read_event(s, b, &event))
		return false;
	one->event = event;
	if (b->entry == NO_COLUMN)
		return true;
	if (!read_time(b->table, b->entry, &one->entry))
		return false;
	if (one->entry < one->time)
		return true;
	table_refuse(b->table, b->entry, "not before the time");
	return false;
}

static uint32_t
group_of(struct subjects *s, const struct bound *b)
{
	for (int i = 0; i < s->q->by.count; i++)
		s->value[i] = table_spelled(b->table, b->by[i]);
	return groups_number(s->groups, s->value);
}

static void
read_table(struct subjects *s, const struct bound *b)
{
	struct subject one;

	while (table_next(b->table)) {
		if (!read_subject(s, b, &one))
			continue;
		one.group = group_of(s, b);
		add(s, &one, b->table);
	}
}

/* Without --event COL=VALUE in any record nobody would ever leave. */
static void
doubt_event(const struct subjects *s, const struct table *t)
{
	const struct request *q = s->q;
	char *condition;

	if (q->event_value.p == NULL || s->any_event)
		return;
	condition = mem_format("--event %s=%.*s", q->event.name[0], (int)q->event_value.n,
	    q->event_value.p);
	values_doubt(s->events, t, condition);
	free(condition);
}

/* Dies when one of the tables lacks the column. */
static int *
find_column(const struct names *name, const char *option, struct table **tables,
    int count)
{
	int *column = names_find(name, option, tables, count);

	for (int i = 0; name->count > 0 && i < count; i++)
		if (column[i] == NO_COLUMN)
			reader_die(table_reader(tables[i]), NULL,
			    "no column '%s', which %s needs", name->name[0], option);
	return column;
}

static void
read_times(struct subjects *s)
{
	const struct request *q = s->q;
	struct table **tables = table_open_all(&q->common, KIND(NO_KIND), true);
	int count = 0, *time, *event, *entry, *by;

	check_covariates(s, tables);
	while (tables[count] != NULL)
		count++;
	time = find_column(&q->time, "--time", tables, count);
	event = find_column(&q->event, "--event", tables, count);
	entry = find_column(&q->entry, "--entry", tables, count);
	by = names_find(&q->by, "--by", tables, count);
	free(find_column(&q->reason, "--reason", tables, count));
	for (int i = 0; i < count; i++) {
		struct bound b = { tables[i], time[i], event[i],
			q->entry.count > 0 ? entry[i] : NO_COLUMN, by + i * q->by.count };

		read_table(s, &b);
	}
	doubt_event(s, tables[0]);
	for (int i = 0; i < count; i++)
		table_close(tables[i]);
	free(time);
	free(event);
	free(entry);
	free(by);
	free(tables);
}

/* The groups of the customers, which end with them, as groups of our own. */
static void
take_groups(struct subjects *s, const struct groups *from)
{
	for (uint32_t g = 0; g < groups_count(from); g++) {
		for (int i = 0; i < s->q->by.count; i++)
			s->value[i] = groups_value(from, g, i);
		groups_number(s->groups, s->value);
	}
}

static void
add_customer(struct subjects *s, const struct customer *c, struct table *t)
{
	daynum end = c->left != NO_DAY ? c->left : s->q->common.as_of;
	struct subject one = {
		.time = (end - c->joined) / s->q->unit, .entry = FROM_THE_START,
		.group = c->group, .event = c->left != NO_DAY,
	};

	add(s, &one, t);
}

static void
read_customers(struct subjects *s)
{
	struct table **tables = table_open_all(&s->q->common, KIND(CUSTOMERS), true);
	struct customers *in;
	struct customer c;
	uint64_t undated = 0;

	for (int i = 0; tables[i] != NULL; i++) {
		table_need(tables[i], "joined");
		if (s->causes != NULL)
			table_need(tables[i], "left_reason");
	}
	check_covariates(s, tables);
	in = customers_over(s->q, NULL, tables);
	while (customers_next(in, &c)) {
		if (c.joined == NO_DAY)
			undated++;
		else
			add_customer(s, &c, customers_table(in));
	}
	if (undated > 0)
		warn("customers without joined, whose time is not known: %" PRIu64,
		    undated);
	take_groups(s, customers_groups(in));
	customers_close(in);
}

/* Group after group, those of a group as they came. */
static void
gather(struct subjects *s)
{
	size_t groups = groups_count(s->groups);
	struct subject *sorted = mem_array(s->count, sizeof *sorted);
	size_t *next = mem_array(groups + 1, sizeof *next);

	s->first = mem_array(groups + 2, sizeof *s->first);
	for (size_t i = 0; i < s->count; i++)
		s->first[s->one[i].group + 1]++;
	for (size_t g = 0; g < groups; g++) {
		s->first[g + 1] += s->first[g];
		next[g] = s->first[g];
	}
	for (size_t i = 0; i < s->count; i++)
		sorted[next[s->one[i].group]++] = s->one[i];
	free(next);
	free(s->one);
	s->one = sorted;
}

static void
sort(struct subjects *s)
{
	size_t groups = groups_count(s->groups);

	s->size = mem_array(groups, sizeof *s->size);
	for (size_t i = 0; i < s->count; i++)
		s->size[s->one[i].group] += s->one[i].weight;
	if (s->q->entry.count > 0) {
		s->arrival = mem_array(s->count, sizeof *s->arrival);
		for (size_t i = 0; i < s->count; i++)
			s->arrival[i] = (struct arrival){ s->one[i].entry,
				s->one[i].weight };
	}
	for (size_t g = 0; g < groups; g++) {
		size_t first = s->first[g], n = s->first[g + 1] - first;

		if (n == 0)
			continue;
		sort_by_double(s->one + first, n, sizeof *s->one,
		    offsetof(struct subject, time));
		if (s->arrival != NULL)
			sort_by_double(s->arrival + first, n, sizeof *s->arrival,
			    offsetof(struct arrival, entry));
	}
}

static struct subjects *
read_all(const struct request *q, struct covariates *c, struct goodbyes *causes)
{
	struct subjects *s = mem_new(sizeof *s);

	s->q = q;
	s->covariates = c;
	s->causes = causes;
	s->groups = groups_new(q->by.count);
	s->value = mem_array((size_t)q->by.count, sizeof *s->value);
	s->extras = extras_new(q);
	s->events = values_new(slice_of(q->event.count > 0 ? q->event.name[0] : ""));
	if (q->time.count > 0)
		read_times(s);
	else
		read_customers(s);
	if (q->time.count > 0)
		times_unite(s->one, s->count);
	extras_warn(s->extras);
	gather(s);
	sort(s);
	return s;
}

struct subjects *
subjects_read(const struct request *q)
{
	return read_all(q, NULL, NULL);
}

struct subjects *
subjects_read_with(const struct request *q, struct covariates *c)
{
	return read_all(q, c, NULL);
}

struct subjects *
subjects_read_causes(const struct request *q)
{
	return read_all(q, NULL, goodbyes_new(q));
}

void
subjects_free(struct subjects *s)
{
	groups_free(s->groups);
	free(s->value);
	free(s->arrival);
	free(s->size);
	free(s->cluster);
	free(s->cause);
	if (s->causes != NULL)
		goodbyes_free(s->causes);
	extras_free(s->extras);
	values_free(s->events);
	free(s->first);
	free(s->one);
	free(s);
}

const struct groups *
subjects_groups(const struct subjects *s)
{
	return s->groups;
}

const struct groups *
subjects_strata(const struct subjects *s)
{
	return extras_strata(s->extras);
}

const uint32_t *
subjects_clusters(const struct subjects *s, size_t *count)
{
	*count = extras_clusters(s->extras);
	return s->cluster;
}

const struct goodbyes *
subjects_causes(const struct subjects *s)
{
	return s->causes;
}

const uint32_t *
subjects_cause(const struct subjects *s)
{
	return s->cause;
}

struct sample
subjects_sample(const struct subjects *s, uint32_t group)
{
	size_t first = s->first[group];

	return (struct sample){
		.subject = s->one + first,
		.arrival = s->arrival != NULL ? s->arrival + first : NULL,
		.count = s->first[group + 1] - first,
		.size = s->size[group],
	};
}

int64_t
subjects_at_risk(const struct sample *s, double time)
{
	int64_t n = 0;

	for (size_t i = 0; i < s->count; i++)
		if (s->subject[i].time >= time && s->subject[i].entry < time)
			n += s->subject[i].weight;
	return n;
}
