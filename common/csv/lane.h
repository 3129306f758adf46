/*
 * lane -- the fast lane: separators of regular CSV, 64 bytes at a time.
 *
 * Regular is: a quote opens only behind a separator and closes only before
 * one, quotes inside are doubled, lines end with LF or CRLF.  The index
 * stops at the first byte that is not.  Where quotes are no quotes, only lines
 * matter.
 */
#ifndef RT_LANE_H
#define RT_LANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LANE_PAD = 64 }; /* bytes that must be readable behind the text */

/* Whether quotes hold cells together, or are bytes like any other. */
enum quoting { QUOTES, NO_QUOTES };

struct index {
	uint32_t ends;      /* field ends found, whole records only */
	uint32_t used;      /* bytes of these records, line ends included */
	uint32_t stop;      /* first irregular byte, or n */
	uint32_t records;
	uint32_t lines;     /* line feeds in the used bytes, also quoted ones */
	bool suspect;       /* some byte is NUL or no ASCII */
	bool marked;        /* some byte is a quote or a CR */
	bool doubled;       /* some quote inside of quotes is doubled */
};

/*
 * Indexes p[0..n), which begins at a record.  end[] gets the offset of each
 * separator and needs room for n + 64.
 */
void lane_index(const char *p, uint32_t n, char delimiter, enum quoting quoting,
    uint32_t *end, struct index *x);

/* Which vector unit is used: "avx2", "sse2" or "plain". */
const char *lane_unit(void);

#endif
