/*
 * Without a table the managers are the names met in customers, in that order,
 * with the numbers of the command line.
 */
#include "cmd/rt-schedule/managers.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/table/join.h"
#include "common/table/once.h"
#include "common/table/table.h"
#include "common/value/text.h"

/* More than a day has minutes, and no product of it overflows. */
enum { PER_DAY_MOST = 1000000 };

struct columns {
	int manager, region, per_day[MANAGED], days_off;
};

static struct columns
bind(struct table *t)
{
	return (struct columns){
		.manager = table_need(t, "manager"),
		.region = table_column(t, "region"),
		.per_day = {
			[VISIT] = table_column(t, "visits_per_day"),
			[CALL] = table_column(t, "calls_per_day"),
		},
		.days_off = table_column(t, "days_off"),
	};
}

static bool
read_days_off(struct table *t, int column, struct manager *m)
{
	struct slice list = table_text(t, column), item;

	while (text_cut(&list, &item)) {
		daynum d;

		if (text_blank(item))
			continue;
		if (!date_parse(item, &d)) {
			table_refuse(t, column, "not a list of dates such as 2026-03-05;2026-03-06");
			return false;
		}
		m->off = mem_grow(m->off, m->offs, &m->off_room, sizeof *m->off);
		m->off[m->offs++] = d;
	}
	return true;
}

static bool
read_per_day(struct table *t, int column, int64_t *per_day)
{
	int64_t n;
	bool known;

	if (!table_count(t, column, &n, &known))
		return false;
	if (known)
		*per_day = n < PER_DAY_MOST ? n : PER_DAY_MOST;
	return true;
}

/* Of whom nothing is known but the name. */
static struct manager
usual(const struct managers *all, struct slice name)
{
	return (struct manager){
		.name = name,
		.region = NO_REGION,
		.per_day = { all->per_day[VISIT], all->per_day[CALL] },
	};
}

static struct manager *
add(struct managers *all, struct slice name)
{
	uint32_t number = map_intern(all->names, name);

	all->one = mem_grow(all->one, all->count, &all->room, sizeof *all->one);
	all->one[all->count] = usual(all, map_key(all->names, number));
	return &all->one[all->count++];
}

/* The cells come first: a refused record adds no manager. */
static void
read_manager(struct managers *all, struct table *t, const struct columns *c,
    struct once *met, struct map *words)
{
	struct manager m = usual(all, SLICE("")), *kept;
	struct slice name, region = slice_trim(table_text(t, c->region));

	if (table_id(t, c->manager, &name) && once_first(met, t, c->manager, name) &&
	    read_per_day(t, c->per_day[VISIT], &m.per_day[VISIT]) &&
	    read_per_day(t, c->per_day[CALL], &m.per_day[CALL]) &&
	    read_days_off(t, c->days_off, &m)) {
		kept = add(all, name);
		m.name = kept->name;
		if (region.n > 0)
			m.region = map_intern(words, region);
		*kept = m;
	} else {
		free(m.off);
	}
}

struct managers *
managers_read(const struct options *o, const char *const paths[],
    const int64_t per_day[MANAGED], struct map *words)
{
	struct managers *all = mem_new(sizeof *all);
	struct once *met = once_new();

	all->names = map_new(0);
	all->strangers = map_new(0);
	all->path = *paths;
	memcpy(all->per_day, per_day, sizeof all->per_day);
	for (; *paths != NULL; paths++) {
		struct table *t = table_open(o, *paths, KIND(MANAGERS));
		struct columns c = bind(t);

		while (table_next(t))
			read_manager(all, t, &c, met, words);
		table_close(t);
	}
	once_free(met);
	return all;
}

void
managers_free(struct managers *all)
{
	for (size_t i = 0; i < all->count; i++)
		free(all->one[i].off);
	free(all->one);
	map_free(all->names);
	map_free(all->strangers);
	free(all);
}

void
managers_settle(struct managers *all)
{
	all->candidates = all->count;
}

uint32_t
managers_number(struct managers *all, struct slice name)
{
	uint32_t number;

	if (name.n == 0)
		return NO_MANAGER;
	number = map_find(all->names, name);
	if (number != MAP_NONE) {
		all->one[number].met = true;
		return number;
	}
	if (all->path != NULL) {
		map_intern(all->strangers, name);
		return NO_MANAGER;
	}
	return (uint32_t)(add(all, name) - all->one);
}

void
managers_tell(const struct managers *all)
{
	struct join *j;

	if (all->path == NULL)
		return;
	j = join_new("managers of customers", all->path, "managers", MOST_MEET);
	for (size_t i = 0; i < all->count; i++)
		if (all->one[i].met)
			join_met(j);
	for (uint32_t i = 0; i < map_count(all->strangers); i++)
		join_missed(j, map_key(all->strangers, i), all->names, NULL);
	join_tell(j);
}

bool
manager_works(const struct manager *m, daynum d)
{
	for (size_t i = 0; i < m->offs; i++)
		if (m->off[i] == d)
			return false;
	return true;
}

void
managers_count_units(struct managers *all, const struct horizon *h)
{
	for (size_t i = 0; i < all->count; i++) {
		struct manager *m = &all->one[i];
		int64_t days = 0;

		for (int d = 0; d < h->days; d++)
			days += manager_works(m, h->day[d]);
		for (int c = 0; c < MANAGED; c++)
			m->units_left[c] = days * m->per_day[c];
	}
}

/* Of the region, or of all when it is NO_REGION. */
static uint32_t
freest(const struct managers *all, uint32_t region, enum channel c)
{
	uint32_t best = NO_MANAGER;

	for (size_t i = 0; i < all->candidates; i++) {
		const struct manager *m = &all->one[i];

		if (region != NO_REGION && m->region != region)
			continue;
		if (best == NO_MANAGER ||
		    m->units_left[c] > all->one[best].units_left[c])
			best = (uint32_t)i;
	}
	return best;
}

uint32_t
managers_choose(const struct managers *all, uint32_t region, enum channel c)
{
	uint32_t there = region == NO_REGION ? NO_MANAGER : freest(all, region, c);

	return there != NO_MANAGER ? there : freest(all, NO_REGION, c);
}
