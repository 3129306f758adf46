/*
 * events -- rules about what happened on a day: match, score, streak.
 *
 * A log keeps one entry for each customer and day (match of cases: case;
 * streak of items: item) on which something matched.  Memory: about 100
 * bytes an entry, nothing for records that do not match.
 */
#ifndef RT_TRIGGERS_EVENTS_H
#define RT_TRIGGERS_EVENTS_H

#include "cmd/rt-triggers/watch.h"

struct day_log *day_log_new(void);
void day_log_free(struct day_log *log);

/* One record into the rule's log, if it matches. */
void events_observe(struct watch *w, const struct feed *f, struct record *r);

/* The orders of one rule. */
void events_fire(struct watch *w, int rule);

#endif
