/*
 * source -- where bytes come from: a file, a pipe, standard input.
 *
 * Hands out UTF-8 (or what claims to be): encodings are turned by iconv, a
 * byte-order mark is gone.  A byte that has no place in the encoding comes
 * out as 0xFF and the byte, which the reader finds and blames on its record.
 */
#ifndef RT_SOURCE_H
#define RT_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"

struct source;

/* Opens it ("-" is standard input) and looks at its first bytes, or dies. */
struct source *source_open(const char *path);
void source_close(struct source *s);

/* See guard.h; nothing of bytes in memory. */
void source_guard(const struct source *s);

/* The name that complaints use: the path, or "-". */
const char *source_name(const struct source *s);

/* A source of bytes in memory, which must outlive it. */
struct source *source_open_text(const char *name, struct slice text);

/* The first bytes, raw, up to 64 KiB; waits for them, uses nothing up. */
struct slice source_peek(struct source *s);

/*
 * Sets the encoding before the first read; NULL is UTF-8.  Dies on a name
 * that iconv does not know, on "auto" that fits nothing, and on first bytes
 * that are no text, with this status: a workbook, gzip, HTML.
 */
void source_decode(struct source *s, const char *encoding, int status);

/* Dies on a name that iconv does not know, whether or not it will be used. */
void source_check_encoding(const char *encoding);

/*
 * An input of this kind, a name that lasts: dies with status 2 when one of the
 * kind was this file already.  See twice.h.
 */
void source_claim(struct source *s, const char *kind);

/* All of a claimed source was read: a doubt when one had the same bytes. */
void source_compare(struct source *s);

/* The name of its encoding, once it is settled. */
const char *source_encoding(const struct source *s);

/* Whether iconv is at work, and so 0xFF marks a bad byte. */
bool source_decodes(const struct source *s);

/*
 * Up to room bytes more; 0 at the end, -1 when reading failed (errno is
 * set).  room is at least 16.  May be called by another thread than the rest.
 */
long source_read(struct source *s, char *to, size_t room);

/* Whether the bytes are in memory: a policy, not a table that users bring. */
bool source_in_memory(const struct source *s);

/*
 * Parts of a source, for threads that read it side by side.  Offsets are those
 * in the file.
 *
 * Whether it can be read so: a file of UTF-8 whose bytes nobody sums up.
 */
bool source_splits(const struct source *s);

/* The offset of the next byte that source_read() hands out; and of the end. */
int64_t source_offset(const struct source *s);
int64_t source_end(const struct source *s);

/* Behind the first line feed at or behind that offset; -1: none before the end. */
int64_t source_line_behind(const struct source *s, int64_t offset);

/*
 * A source of the bytes from one offset up to another, for a thread of its
 * own; what it reads counts to the position of s, which must outlive it.
 */
struct source *source_part(struct source *s, int64_t from, int64_t to);

/* Pretends to end at that offset, which was not reached yet; -1: never. */
void source_stop_at(struct source *s, int64_t offset);

/* Whether all up to that offset was handed out. */
bool source_stopped(const struct source *s);

/* Goes on at that offset, to the end. */
void source_go_on(struct source *s, int64_t offset);

/* Bytes read of the file so far, and its size or -1; for the progress line. */
int64_t source_position(const struct source *s);
int64_t source_size(const struct source *s);

/*
 * Whether any source opened so far is that file, by whatever name: what is
 * read must not be written.
 */
bool source_taken(const char *path);

/* Counts a file that is read otherwise among those; nothing where fd is none. */
void source_note(int fd);

#endif
