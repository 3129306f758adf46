/*
 * The size of a part stands before it, so it is packed first and then written.
 * zlib's memory is ours: it cannot fail.
 */
#include "cmd/rt-report/zip.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

enum {
	PIECE = 64 * 1024,
	VERSION = 20,        /* that can unpack it */
	DEFLATED = 8,
	NEW_YEAR_1980 = 1 << 5 | 1,
};

struct part {
	char *name;
	uint32_t crc, packed, size, at;
};

struct zip {
	struct writer *w;
	uint64_t written;
	z_stream stream;
	unsigned char piece[PIECE];
	unsigned held;           /* of the piece, not packed yet */
	unsigned char *packed;   /* of the part that is begun */
	size_t count, room;
	struct part *part;
	size_t parts, part_room;
};

static void *
take(void *unused, unsigned count, unsigned size)
{
	(void)unused;
	return mem_array(count, size);
}

static void
release(void *unused, void *p)
{
	(void)unused;
	free(p);
}

static void
check(const struct zip *z, int result)
{
	if (result != Z_OK && result != Z_STREAM_END)
		die(BAD_SYSTEM, "zlib: %s", z->stream.msg != NULL ? z->stream.msg : "failed");
}

struct zip *
zip_new(struct writer *w)
{
	enum { RAW = -15, MEMORY = 8 };
	struct zip *z = mem_new(sizeof *z);

	z->w = w;
	z->stream.zalloc = take;
	z->stream.zfree = release;
	check(z, deflateInit2(&z->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, RAW, MEMORY,
	    Z_DEFAULT_STRATEGY));
	return z;
}

void
zip_begin(struct zip *z, const char *name)
{
	z->part = mem_grow(z->part, z->parts, &z->part_room, sizeof *z->part);
	z->part[z->parts++] = (struct part){ .name = mem_copy(slice_of(name)) };
	z->count = 0;
	z->held = 0;
	check(z, deflateReset(&z->stream));
}

_Noreturn static void
die_large(void)
{
	die(BAD_DATA, "a workbook of more than 4 GiB: fewer rows, please, or --format csv");
}

/* Packs what the stream was given, or the end of it. */
static void
pack(struct zip *z, int flush)
{
	int result;

	do {
		if (z->room - z->count < PIECE) {
			z->room = 2 * z->room + PIECE;
			z->packed = mem_resize(z->packed, z->room, 1);
		}
		z->stream.next_out = z->packed + z->count;
		z->stream.avail_out = PIECE;
		result = deflate(&z->stream, flush);
		z->count += PIECE - z->stream.avail_out;
		if (result != Z_BUF_ERROR)
			check(z, result);
	} while (z->stream.avail_out == 0);
	if (flush == Z_FINISH && result != Z_STREAM_END)
		check(z, result == Z_OK ? Z_BUF_ERROR : result);
}

static void
pack_piece(struct zip *z, int flush)
{
	struct part *p = &z->part[z->parts - 1];

	if (p->size > UINT32_MAX - z->held || z->count > UINT32_MAX - 2 * PIECE)
		die_large();
	z->stream.next_in = z->piece;
	z->stream.avail_in = z->held;
	p->crc = (uint32_t)crc32(p->crc, z->piece, z->held);
	p->size += z->held;
	z->held = 0;
	pack(z, flush);
}

void
zip_bytes(struct zip *z, struct slice bytes)
{
	while (bytes.n > 0) {
		size_t n = PIECE - z->held;

		if (n > bytes.n)
			n = bytes.n;
		memcpy(z->piece + z->held, bytes.p, n);
		z->held += (unsigned)n;
		bytes.p += n;
		bytes.n -= n;
		if (z->held == PIECE)
			pack_piece(z, Z_NO_FLUSH);
	}
}

static void
send(struct zip *z, const void *bytes, size_t n)
{
	for (size_t at = 0; at < n; at += PIECE)
		writer_bytes(z->w, (struct slice){ (const char *)bytes + at,
		    n - at < PIECE ? n - at : PIECE });
	z->written += n;
	if (z->written > UINT32_MAX)
		die_large();
}

/* A number of so many bytes, the least first. */
static void
send_number(struct zip *z, uint32_t n, int bytes)
{
	unsigned char byte[4];

	for (int i = 0; i < bytes; i++)
		byte[i] = (unsigned char)(n >> 8 * i);
	send(z, byte, (size_t)bytes);
}

/* What stands before a part and in the list alike. */
static void
send_description(struct zip *z, const struct part *p)
{
	enum { NAMES_ARE_UTF8 = 1 << 11 };

	send_number(z, VERSION, 2);
	send_number(z, NAMES_ARE_UTF8, 2);
	send_number(z, DEFLATED, 2);
	send_number(z, 0, 2);
	send_number(z, NEW_YEAR_1980, 2);
	send_number(z, p->crc, 4);
	send_number(z, p->packed, 4);
	send_number(z, p->size, 4);
	send_number(z, (uint32_t)strlen(p->name), 2);
	send_number(z, 0, 2);
}

void
zip_end(struct zip *z)
{
	struct part *p = &z->part[z->parts - 1];

	pack_piece(z, Z_FINISH);
	p->packed = (uint32_t)z->count;
	p->at = (uint32_t)z->written;
	send(z, "PK\3\4", 4);
	send_description(z, p);
	send(z, p->name, strlen(p->name));
	send(z, z->packed, z->count);
}

static void
send_entry(struct zip *z, const struct part *p)
{
	send(z, "PK\1\2", 4);
	send_number(z, VERSION, 2);
	send_description(z, p);
	send_number(z, 0, 2);    /* comment */
	send_number(z, 0, 2);    /* disk */
	send_number(z, 0, 2);    /* attributes */
	send_number(z, 0, 4);
	send_number(z, p->at, 4);
	send(z, p->name, strlen(p->name));
}

void
zip_close(struct zip *z)
{
	uint32_t list = (uint32_t)z->written;

	for (size_t i = 0; i < z->parts; i++) {
		send_entry(z, &z->part[i]);
		free(z->part[i].name);
	}
	send(z, "PK\5\6\0\0\0\0", 8);
	send_number(z, (uint32_t)z->parts, 2);
	send_number(z, (uint32_t)z->parts, 2);
	send_number(z, (uint32_t)z->written - 12 - list, 4);
	send_number(z, list, 4);
	send_number(z, 0, 2);
	deflateEnd(&z->stream);
	free(z->packed);
	free(z->part);
	free(z);
}
