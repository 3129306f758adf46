/*
 * layout -- which columns of a sheet fit on a line, and how wide they are.
 */
#ifndef RT_REPORT_LAYOUT_H
#define RT_REPORT_LAYOUT_H

#include "cmd/rt-report/show.h"
#include "cmd/rt-report/words.h"

enum { GAP = 2 }; /* spaces between columns */

struct column_layout {
	enum { HIDDEN, DROPPED, LEFT, RIGHT } side; /* hidden: not for people */
	size_t width;                               /* as a terminal shows it */
};

struct layout {
	const struct sheet *sheet;
	struct column_layout *column;
	enum { PROSE_IN_ROWS, PROSE_BELOW } prose; /* where columns marked below are */
	size_t bar;            /* characters of the longest; 0: none */
};

/* As much as there is: nothing needs to go. */
#define NO_WIDTH (SIZE_MAX / 2)

/*
 * Measures every cell, and drops what does not fit on lines of that width; on
 * lines, prose stands below its row, which is not shown in columns.
 */
struct layout layout_new(const struct sheet *s, size_t width,
    struct show *show);
void layout_free(struct layout *l);

/* Whether people see the column: it is theirs, and there is room. */
bool layout_shows(const struct layout *l, int column);

/* The number of the column among those that are shown. */
int layout_place(const struct layout *l, int column);

/* What stands above the column. */
const char *heading_of(const struct sheet *s, int column);
const char *layout_heading(const struct layout *l, int column);

#endif
