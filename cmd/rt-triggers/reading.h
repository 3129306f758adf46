/*
 * reading -- the tables, every record into the rules that it feeds.
 */
#ifndef RT_TRIGGERS_READING_H
#define RT_TRIGGERS_READING_H

#include "cmd/rt-triggers/watch.h"
#include "common/table/table.h"

/*
 * Reads one table to its end.  Says on standard error how many records lay
 * outside the days of event rules.
 */
void reading_take(struct watch *w, struct table *t);

#endif
