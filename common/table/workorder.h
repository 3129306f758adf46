/*
 * workorder -- ids of work orders: "trigger:customer:key".
 */
#ifndef RT_WORKORDER_H
#define RT_WORKORDER_H

#include "common/base/slice.h"

/*
 * Writes a part of an id: ";" as "%3B" and "%" as "%25", so that lists of ids
 * can be cut at ";".  Takes three bytes a byte at most; returns the end.
 */
char *workorder_part(char *to, struct slice text);

/* Writes what such a part was made of; no more bytes than it has. */
char *workorder_text(char *to, struct slice part);

#endif
