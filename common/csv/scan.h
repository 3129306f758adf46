/*
 * scan -- where fields end.
 *
 * Two lanes, one answer.  Regular stretches are indexed by the fast lane
 * (lane.h); every other record is judged by libcsv (judge.h).
 * RT_CSV=libcsv in the environment sends all records to the judge.
 *
 * The scanner fills chunks.  A chunk is a series of stretches: many regular
 * records, or one judged record, or one fault.  Field ends are offsets from the
 * stretch's base; each field begins one byte behind the end of the one before,
 * and the first one at the base: the end before the first, end[-1], is
 * UINT32_MAX, which is 0 when one is added.
 */
#ifndef RT_SCAN_H
#define RT_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "common/csv/judge.h"
#include "common/csv/source.h"

struct stretch {
	bool regular;          /* fields as written, records ended by a line feed */
	bool marked;           /* quotes, or CR before the line feed, among them */
	bool doubled;          /* quotes inside of quotes, too */
	bool suspect;          /* NUL, bad UTF-8 or a mark may be inside */
	enum ruling ruling;    /* RECORD, or a fault: then nothing but raw */
	const char *base;
	uint32_t records;
	uint32_t ends;         /* how many field ends */
	const uint32_t *end;
	struct slice raw;      /* the bytes as they came, line ends included */
	uint64_t line;         /* physical line of the first byte, from 1 */
	uint32_t field;        /* of a fault: in which field of the record, from 0 */
	uint64_t field_line;   /* physical line on which that field begins */
};

struct chunk {
	char *buffer;          /* readable 8 bytes before and 64 behind */
	size_t length, room;
	size_t bound;          /* bytes before the lines that are passed over at the end */
	size_t used;           /* bytes that the stretches cover */
	struct stretch *stretch;
	size_t stretches, stretch_room;
	uint32_t *end;
	size_t end_room;
	struct arena *judged;
	bool last;             /* nothing comes after it */
	int error;             /* errno of a read that failed, or 0 */
	bool cut;              /* the last one, and its last line has no end */
	uint64_t cut_line;     /* the physical line that has none, from 1 */
};

struct scan;

/* Physical lines that are no records, whatever is in them. */
struct margin {
	int64_t first;         /* so many at the beginning */
	size_t last;           /* so many at the end */
};

/*
 * A scanner over the source without its margin.  chunk_size is in bytes; what
 * comes out does not depend on it (0: 128 KiB).  The source must outlive the
 * scanner.
 */
struct scan *scan_new(struct source *s, char delimiter, enum quoting quoting,
    size_t max_cell, struct margin margin, size_t chunk_size);
void scan_free(struct scan *s);

/*
 * The next chunk, valid until the next call; NULL behind the last.
 */
const struct chunk *scan_next(struct scan *s);

/* From the next chunk on, a second thread scans ahead. */
void scan_ahead(struct scan *s);

/*
 * Parts of the source.  Where it was stopped (see source.h) the scanner ends
 * at the last whole record before, without a judgement on what is left over.
 */
bool scan_stopped(const struct scan *s);

/* The offset, and the physical line, of the byte behind the records so far. */
int64_t scan_offset(const struct scan *s);
uint64_t scan_line(const struct scan *s);

/* Goes on at that offset, which is that of this line, to the end. */
void scan_go_on(struct scan *s, int64_t offset, uint64_t line);

/* Bytes read at a time. */
size_t scan_chunk_size(const struct scan *s);

/* Whether lines at the end, or others that are still to come, are passed over. */
bool scan_has_margin(const struct scan *s, bool is_new);

/* The vector unit of the fast lane: "avx2", "sse2", "plain"; or "libcsv". */
const char *scan_unit(void);

#endif
