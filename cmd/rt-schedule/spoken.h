/*
 * spoken -- the words of a calendar, in the language spoken.
 */
#ifndef RT_SCHEDULE_SPOKEN_H
#define RT_SCHEDULE_SPOKEN_H

#include "cmd/rt-schedule/channel.h"

const char *spoken_channel(enum channel c);

/* What is to be done half an hour behind a contact. */
const char *spoken_record(void);

#endif
