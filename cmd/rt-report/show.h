/*
 * show -- cells as people read them: grouped digits, percent, nothing that
 * could play tricks on a terminal.
 */
#ifndef RT_REPORT_SHOW_H
#define RT_REPORT_SHOW_H

#include "cmd/rt-report/sheet.h"

enum { SHOW_ROOM = 64 };

/* Smaller ones are shown so. */
#define SHOW_LEAST_P 0.0001
#define SHOW_SMALL_P "< 0.0001"

/* Room for text; zeroed to begin with, its buffer freed in the end. */
struct show {
	char *buffer;
	size_t room;
};

/* The text with \xNN for what is not safe to show; lasts until the next call. */
struct slice show_text(struct show *s, struct slice text);

/* The cell, empty when blank; lasts until the next call, or in room. */
struct slice show_cell(struct show *s, const struct cell *c, enum cell_type type,
    char room[SHOW_ROOM]);

/* How large the figure of a cell is, for bars; 0 when it is none. */
double show_size(const struct cell *c, enum cell_type type);

#endif
