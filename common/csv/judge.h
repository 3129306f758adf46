/*
 * judge -- one irregular record, decided by libcsv in strict mode.
 *
 * What libcsv does unless told not to is undone here: spaces stay, strict
 * means both flags, and lines are counted.  Where quotes are no quotes there is
 * nothing to decide, and lines are cut at delimiters here.
 */
#ifndef RT_JUDGE_H
#define RT_JUDGE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/mem.h"
#include "common/base/slice.h"
#include "common/csv/lane.h"

enum ruling {
	MORE,      /* the record does not end in these bytes */
	RECORD,
	STRAY,     /* a quote where none may be */
	UNCLOSED,  /* a quote that is open at the end of the input */
	TOO_LONG,  /* a cell past the limit */
	ENDLESS,   /* a record past 64 MiB and 64 of the largest cells, and no end yet */
};

struct verdict {
	enum ruling ruling;
	size_t used;          /* bytes of the record, its line end included */
	uint32_t lines;       /* physical lines that these bytes end */
	/* of RECORD: as in a run, see scan.h; they last as long as the arena */
	const char *base;
	const uint32_t *end;
	uint32_t ends;
	/* of a fault */
	uint32_t field;       /* in which field, from 0 */
	uint32_t field_line;  /* lines between the record's begin and the field's */
};

struct judge;

struct judge *judge_new(char delimiter, enum quoting quoting, size_t max_cell);
void judge_free(struct judge *j);

/*
 * Judges the record that begins at bytes.p, which is no line end; last: the
 * input ends with these bytes.
 */
struct verdict judge_record(struct judge *j, struct slice bytes, bool last,
    struct arena *keep);

#endif
