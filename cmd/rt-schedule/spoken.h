/*
 * spoken -- the words of a calendar, in the language spoken.
 */
#ifndef RT_SCHEDULE_SPOKEN_H
#define RT_SCHEDULE_SPOKEN_H

#include "cmd/rt-schedule/channel.h"
#include "cmd/rt-schedule/request.h"
#include "common/base/slice.h"

struct spoken;

/* NULL when no calendar is asked for.  A mistake in a file dies with status 2. */
struct spoken *spoken_open(const struct request *q);
void spoken_close(struct spoken *s);

/* The code itself where it has no words. */
struct slice spoken_channel(const struct spoken *s, enum channel c);
struct slice spoken_trigger(const struct spoken *s, struct slice trigger);

/* What is to be done half an hour behind a contact. */
const char *spoken_record(void);

#endif
