/*
 * Without a table the managers are the names met in customers, in that order,
 * with the numbers of the command line.
 */
#include "cmd/rt-schedule/managers.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/join.h"
#include "common/table/once.h"
#include "common/table/table.h"
#include "common/value/text.h"

/* More than a day has minutes, and no product of it overflows. */
enum { PER_DAY_MOST = 1000000 };

struct columns {
	int manager, region, per_day[MANAGED], days_off, left, deputy;
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
		.left = table_column(t, "left"),
		.deputy = table_column(t, "deputy"),
	};
}

static bool
read_days_off(struct table *t, int column, struct manager *m)
{
	struct slice list = table_text(t, column), item;

	while (text_cut(&list, &item)) {
		struct absence one;

		if (text_blank(item))
			continue;
		if (!absence_parse(slice_trim(item), &one)) {
			table_refuse(t, column, "not a list of dates such as"
			    " 2026-03-05;2026-03-09/2026-03-13 or of times such as"
			    " 2026-03-06 12:00/2026-03-06 18:00");
			return false;
		}
		m->off = mem_grow(m->off, m->offs, &m->off_room, sizeof *m->off);
		m->off[m->offs++] = one;
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
		.left = NO_DAY,
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
	    table_date(t, c->left, &m.left) && read_days_off(t, c->days_off, &m)) {
		kept = add(all, name);
		m.name = kept->name;
		m.deputies = arena_keep(all->text, table_text(t, c->deputy));
		if (region.n > 0)
			m.region = map_intern(words, region);
		*kept = m;
	} else {
		free(m.off);
	}
}

/* All of a table are there: their deputies must be, too. */
static void
find_deputies(struct managers *all)
{
	for (size_t i = 0; i < all->count; i++) {
		struct manager *m = &all->one[i];
		struct slice list = m->deputies, item;

		while (text_cut(&list, &item)) {
			uint32_t number = map_find(all->names, slice_trim(item));

			if (text_blank(item))
				continue;
			if (number == MAP_NONE)
				die(BAD_DATA, "%s: deputy: one is no manager of the table",
				    all->path);
			m->deputy = mem_grow(m->deputy, m->deputy_count,
			    &m->deputy_room, sizeof *m->deputy);
			m->deputy[m->deputy_count++] = number;
		}
	}
}

struct managers *
managers_read(const struct options *o, const char *const paths[],
    const int64_t per_day[MANAGED], const struct hours *windows, struct map *words)
{
	struct managers *all = mem_new(sizeof *all);
	struct once *met = once_new();

	all->names = map_new(0);
	all->strangers = map_new(0);
	all->path = *paths;
	all->windows = windows;
	all->text = arena_new();
	memcpy(all->per_day, per_day, sizeof all->per_day);
	for (; *paths != NULL; paths++) {
		struct table *t = table_open(o, *paths, KIND(MANAGERS));
		struct columns c = bind(t);

		while (table_next(t))
			read_manager(all, t, &c, met, words);
		table_close(t);
	}
	once_free(met);
	find_deputies(all);
	return all;
}

void
managers_free(struct managers *all)
{
	for (size_t i = 0; i < all->count; i++) {
		free(all->one[i].off);
		free(all->one[i].deputy);
	}
	arena_free(all->text);
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
	j = join_new(N_("managers of customers"), all->path, "managers", MOST_MEET);
	for (size_t i = 0; i < all->count; i++)
		if (all->one[i].met)
			join_met(j);
	for (uint32_t i = 0; i < map_count(all->strangers); i++)
		join_missed(j, map_key(all->strangers, i), all->names, NULL);
	join_tell(j);
}

bool
manager_left(const struct manager *m, daynum d)
{
	return m->left != NO_DAY && m->left <= d;
}

bool
manager_works(const struct managers *all, uint32_t manager, daynum d)
{
	const struct manager *m = &all->one[manager];

	return !manager_left(m, d) && !absences_cover(m->off, m->offs, d, all->windows);
}

bool
manager_is_away(const struct manager *m, daynum d, int from, int to)
{
	return manager_left(m, d) || absences_touch(m->off, m->offs, d, from, to);
}

void
managers_count_units(struct managers *all, const struct horizon *h)
{
	for (size_t i = 0; i < all->count; i++) {
		struct manager *m = &all->one[i];
		int64_t days = 0;

		for (int d = 0; d < h->days; d++)
			days += manager_works(all, (uint32_t)i, h->day[d]);
		for (int c = 0; c < MANAGED; c++)
			m->units_left[c] = days * m->per_day[c];
	}
}

/* Of the region, or of all when it is NO_REGION. */
static uint32_t
freest(const struct managers *all, uint32_t region, enum channel c, daynum day)
{
	uint32_t best = NO_MANAGER;

	for (size_t i = 0; i < all->candidates; i++) {
		const struct manager *m = &all->one[i];

		if ((region != NO_REGION && m->region != region) || manager_left(m, day))
			continue;
		if (best == NO_MANAGER ||
		    m->units_left[c] > all->one[best].units_left[c])
			best = (uint32_t)i;
	}
	return best;
}

uint32_t
managers_choose(const struct managers *all, uint32_t region, enum channel c, daynum day)
{
	uint32_t there = region == NO_REGION ? NO_MANAGER : freest(all, region, c, day);

	return there != NO_MANAGER ? there : freest(all, NO_REGION, c, day);
}
