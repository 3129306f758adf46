/*
 * progress -- how far reading has come: one line on standard error.
 *
 * Bytes, share, rate, time left, at most five times a second; the line is
 * wiped when reading is done or a complaint has to be made.
 */
#ifndef RT_PROGRESS_H
#define RT_PROGRESS_H

#include "common/csv/source.h"

enum progress {
	PROGRESS_AUTO,    /* a terminal, and work that lasts over a second */
	PROGRESS_ALWAYS,
	PROGRESS_NEVER,
};

void progress_set(enum progress when);

/* Another stretch of the source was read: once per chunk. */
void progress_tick(const struct source *s);

/* That source is done: wipes the line, if there is one. */
void progress_end(void);

#endif
