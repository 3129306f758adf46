/*
 * daylog -- what happened to customers, by the day.
 *
 * One entry for each customer and day (and word, such as a case or an item)
 * on which something matched.  Memory: about 100 bytes an entry, nothing for
 * records that do not match.
 */
#ifndef RT_TRIGGERS_DAYLOG_H
#define RT_TRIGGERS_DAYLOG_H

#include <stdint.h>

#include "cmd/rt-triggers/record.h"
#include "cmd/rt-triggers/rule.h"
#include "common/value/date.h"
#include "common/value/money.h"

struct entry {
	uint32_t customer;
	uint32_t word;         /* the case or the item; 0: neither */
	daynum day;
	uint32_t count;        /* of records, at most UINT32_MAX */
	instant first;         /* NO_INSTANT: only the day is known */
	money value, against;  /* of the record that shows best what happened */
	instant value_at;
	uint8_t kind;          /* of the table */
};

struct daylog;

/* The log of a rule, in its state: see rule_kind.h. */
void daylog_reserve(struct rule *r);
void daylog_release(struct rule *r);

/* The entry of the record's customer and day; a new one has a count of 0. */
struct entry *daylog_entry(const struct rule *r, struct record *record, uint32_t word);

/* Counts the record, and keeps the time of the first. */
void daylog_count(struct entry *e, const struct record *record);

/* How many entries there are; one of them, by number. */
uint32_t daylog_entries(const struct rule *r);
const struct entry *daylog_at(const struct rule *r, uint32_t i);

#endif
