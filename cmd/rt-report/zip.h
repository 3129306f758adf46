/*
 * zip -- an archive of parts, each packed as it comes.
 *
 * PKWARE's APPNOTE 6.3, without ZIP64: dies with status 1 past 4 GiB.  Times
 * are all 1980-01-01, so that the same parts are the same bytes.
 */
#ifndef RT_REPORT_ZIP_H
#define RT_REPORT_ZIP_H

#include "common/base/slice.h"
#include "common/csv/writer.h"

struct zip;

/* An archive onto the writer, which stays the caller's. */
struct zip *zip_new(struct writer *w);

/* A part: its name and its bytes, in pieces.  Held packed until its end. */
void zip_begin(struct zip *z, const char *name);
void zip_bytes(struct zip *z, struct slice bytes);
void zip_end(struct zip *z);

/* Writes the list of parts, and frees. */
void zip_close(struct zip *z);

#endif
