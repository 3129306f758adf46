/*
 * A map whose keys are customer, word and day in bytes that are never
 * NUL.
 */
#include "cmd/rt-triggers/daylog.h"

#include "common/base/map.h"
#include "common/base/mem.h"

struct daylog {
	struct map *entries;
};

enum { DIGITS = 5, KEY_ROOM = 3 * DIGITS };

void
daylog_reserve(struct rule *r)
{
	struct daylog *log = mem_new(sizeof *log);

	log->entries = map_new(sizeof(struct entry));
	r->state = log;
}

void
daylog_release(struct rule *r)
{
	struct daylog *log = r->state;

	map_free(log->entries);
}

/* Seven bits a byte, none of them NUL. */
static void
put_digits(char *to, uint32_t n)
{
	for (int i = 0; i < DIGITS; i++, n >>= 7)
		to[i] = (char)(0x80 | (n & 0x7f));
}

struct entry *
daylog_entry(const struct rule *r, struct record *record, uint32_t word)
{
	const struct daylog *log = r->state;
	uint32_t customer = record_customer(record);
	daynum day = record_day(record);
	char key[KEY_ROOM];
	struct entry *e;

	put_digits(key, customer);
	put_digits(key + DIGITS, word);
	put_digits(key + 2 * DIGITS, (uint32_t)day);
	e = map_state(log->entries,
	    map_intern(log->entries, (struct slice){ key, KEY_ROOM }));
	e->customer = customer;
	e->word = word;
	e->day = day;
	return e;
}

void
daylog_count(struct entry *e, const struct record *record)
{
	if (e->count == 0 || record->time < e->first)
		e->first = record->time;
	e->kind = (uint8_t)record->fields->kind;
	if (e->count < UINT32_MAX)
		e->count++;
}

uint32_t
daylog_entries(const struct rule *r)
{
	const struct daylog *log = r->state;

	return map_count(log->entries);
}

const struct entry *
daylog_at(const struct rule *r, uint32_t i)
{
	const struct daylog *log = r->state;

	return map_state(log->entries, i);
}
