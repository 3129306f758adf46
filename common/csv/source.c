/*
 * Every file that is opened is noted by device and inode, whatever it was
 * called: writer and rejects ask before they write over an input.
 */
#include "common/csv/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/diag.h"
#include "common/base/guard.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/csv/decoder.h"
#include "common/csv/guess.h"
#include "common/csv/hanzi.h"
#include "common/csv/twice.h"

enum {
	PEEK = 65536,   /* bytes looked at before the first read */
	SIGNS = 64,     /* bytes that tell a mark, an archive or a page */
	MARK = 0xff,    /* stands before a byte that is no text */
};

struct source {
	char *name;
	int fd;                     /* -1: bytes in memory */
	int64_t size;
	const char *kind;           /* what it claims to be, or NULL */
	struct sum *sum;            /* of the raw bytes, or NULL */
	_Atomic int64_t position;
	int64_t first;              /* offset of the first byte, where there are offsets */
	int64_t next;               /* that of the next byte to be read */
	int64_t stop;               /* no byte from here on is read; -1: any */
	struct source *whole;       /* whose part this is, or NULL */
	bool eof;
	/* raw bytes that were read and not handed out: held[from..to) */
	char *held;
	size_t from, to;
	iconv_t decoder;
	struct hanzi *hanzi;        /* what needs no iconv, or NULL */
	bool decodes;
	const char *encoding;       /* that it decodes from; borrowed */
	size_t unit;                /* bytes that a bad character takes at the least */
	bool begun;
};

/* Every file that was opened, so that none of them is written. */
static struct opened {
	dev_t dev;
	ino_t ino;
	struct opened *next;
} *all_opened;

static void
remember(const struct stat *st)
{
	struct opened *o = mem_new(sizeof *o);

	*o = (struct opened){ st->st_dev, st->st_ino, all_opened };
	all_opened = o;
}

void
source_note(int fd)
{
	struct stat st;

	if (fstat(fd, &st) == 0) /* unreached: an open file can be asked */
		remember(&st);
}

bool
source_taken(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	for (const struct opened *o = all_opened; o != NULL; o = o->next)
		if (o->dev == st.st_dev && o->ino == st.st_ino)
			return true;
	return false;
}

static struct source *
source_new(const char *name, int fd)
{
	struct source *s = mem_new(sizeof *s);

	s->name = mem_copy(slice_of(name));
	s->fd = fd;
	s->size = -1;
	s->stop = -1;
	return s;
}

/*
 * One read of what there is; as read(2).  A part leaves the file where the
 * others have it.
 */
static ssize_t
read_some(struct source *s, char *to, size_t room)
{
	ssize_t n;

	if (s->stop >= 0 && (int64_t)room > s->stop - s->next)
		room = (size_t)(s->stop - s->next);
	do
		n = s->whole != NULL ? pread(s->fd, to, room, s->next) :
		    read(s->fd, to, room);
	while (n < 0 && errno == EINTR);
	s->eof = n == 0;
	if (n <= 0)
		return n;
	sum_add(s->sum, to, (size_t)n);
	s->position += n;
	s->next += n;
	if (s->whole != NULL)
		s->whole->position += n;
	return n;
}

/* Reads some more raw bytes behind the held ones; false at the end. */
static bool
hold_more(struct source *s, size_t room)
{
	ssize_t n;

	if (s->eof)
		return false;
	n = read_some(s, s->held + s->to, room - s->to);
	if (n < 0)
		die(BAD_SYSTEM, "%s: %s", s->name, translate_error(errno));
	s->to += (size_t)n;
	return n > 0;
}

struct source *
source_open(const char *path)
{
	bool standard = strcmp(path, "-") == 0;
	struct source *s = source_new(path, standard ? STDIN_FILENO :
	    open(path, O_RDONLY | O_CLOEXEC));
	struct stat st;

	if (s->fd < 0 || fstat(s->fd, &st) != 0)
		die(BAD_SYSTEM, "%s: %s", path, translate_error(errno));
	if (S_ISDIR(st.st_mode))
		die(BAD_SYSTEM, "%s: is a directory", path);
	if (S_ISREG(st.st_mode)) {
		s->size = st.st_size;
		s->first = s->next = lseek(s->fd, 0, SEEK_CUR);
		remember(&st);
		posix_fadvise(s->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	}
	s->sum = sum_new(&st);
	s->held = mem_resize(NULL, PEEK, 1);
	while (s->to < SIGNS && hold_more(s, PEEK))
		; /* a pipe may hand out a byte at a time */
	return s;
}

struct source *
source_open_text(const char *name, struct slice text)
{
	struct source *s = source_new(name, -1);

	s->eof = true;
	s->held = mem_copy(text);
	s->to = text.n;
	return s;
}

void
source_close(struct source *s)
{
	if (s->decodes)
		iconv_close(s->decoder);
	hanzi_free(s->hanzi);
	if (s->fd > STDIN_FILENO)
		close(s->fd);
	sum_free(s->sum);
	free(s->held);
	free(s->name);
	free(s);
}

void
source_guard(const struct source *s)
{
	if (s->fd >= 0)
		guard_check(s->fd, s->name);
}

void
source_claim(struct source *s, const char *kind)
{
	struct stat st;

	if (fstat(s->fd, &st) == 0) /* unreached: an open file can be asked */
		twice_check_file(kind, s->name, &st);
	s->kind = kind;
}

void
source_compare(struct source *s)
{
	if (s->kind != NULL && s->sum != NULL && s->position > 0)
		twice_check_bytes(s->kind, s->name, s->sum);
}

const char *
source_name(const struct source *s)
{
	return s->name;
}

bool
source_in_memory(const struct source *s)
{
	return s->fd < 0;
}

int64_t
source_position(const struct source *s)
{
	return s->position;
}

int64_t
source_size(const struct source *s)
{
	return s->size;
}

bool
source_decodes(const struct source *s)
{
	return s->decodes;
}

const char *
source_encoding(const struct source *s)
{
	return s->decodes ? s->encoding : "UTF-8";
}

struct slice
source_peek(struct source *s)
{
	while (s->to < PEEK && hold_more(s, PEEK))
		;
	return (struct slice){ s->held + s->from, s->to - s->from };
}

static bool
is_auto(const char *encoding)
{
	return encoding != NULL && strcasecmp(encoding, "auto") == 0;
}

/* -e auto says which encoding it took. */
static void
say_guess(const struct source *s, const char *asked, const char *taken)
{
	if (is_auto(asked))
		warn("%s: read as %s", s->name, taken);
}

/* -e auto without a mark: strict UTF-8, else strict GB18030. */
static const char *
guess_encoding(struct source *s)
{
	struct slice first = source_peek(s);

	if (guess_fits_utf8(first)) {
		say_guess(s, "auto", "UTF-8");
		return NULL;
	}
	if (!guess_fits("GB18030", first))
		die(BAD_DATA, "%s:1: neither UTF-8 nor GB18030; name the encoding with -e",
		    s->name);
	say_guess(s, "auto", "GB18030");
	return "GB18030";
}

static iconv_t
decoder_from(const char *encoding)
{
	iconv_t decoder;

	if (!decoder_open(encoding, &decoder))
		die_usage("unknown encoding '%s'", encoding);
	return decoder;
}

void
source_check_encoding(const char *encoding)
{
	if (!is_auto(encoding))
		iconv_close(decoder_from(encoding));
}

static void
decode_from(struct source *s, const char *encoding)
{
	s->decoder = decoder_from(encoding);
	s->hanzi = hanzi_new(encoding);
	s->decodes = true;
	s->encoding = encoding;
	s->unit = strncasecmp(encoding, "UTF-16", 6) == 0 ||
	    strncasecmp(encoding, "UCS-2", 5) == 0 ? 2 :
	    strncasecmp(encoding, "UTF-32", 6) == 0 ||
	    strncasecmp(encoding, "UCS-4", 5) == 0 ? 4 : 1;
}

static bool
names_utf8(const char *encoding)
{
	return strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0;
}

void
source_decode(struct source *s, const char *encoding, int status)
{
	struct slice first = { s->held + s->from, s->to - s->from };
	const char *what = guess_not_text(first);
	bool by_mark = encoding == NULL || is_auto(encoding) || names_utf8(encoding);

	if (what != NULL)
		die(status, "%s:1: %s", s->name, _(what));
	if (guess_is_page(first))
		die(status, "%s:1: HTML or XML, not CSV", s->name);
	if (by_mark && slice_begins(first, "\xff\xfe", 2)) {
		s->from += 2;
		decode_from(s, "UTF-16LE");
		say_guess(s, encoding, "UTF-16LE");
	} else if (by_mark && slice_begins(first, "\xfe\xff", 2)) {
		s->from += 2;
		decode_from(s, "UTF-16BE");
		say_guess(s, encoding, "UTF-16BE");
	} else if (by_mark && slice_begins(first, "\xef\xbb\xbf", 3)) {
		s->from += 3;
		say_guess(s, encoding, "UTF-8");
	} else if (is_auto(encoding)) {
		encoding = guess_encoding(s);
		if (encoding != NULL)
			decode_from(s, encoding);
	} else if (encoding != NULL && !names_utf8(encoding)) {
		decode_from(s, encoding);
	}
}

/* Bytes as they are: the held ones first. */
static long
read_plain(struct source *s, char *to, size_t room)
{
	size_t held = s->to - s->from;
	ssize_t n;

	if (held > 0) {
		n = (ssize_t)(held < room ? held : room);
		memcpy(to, s->held + s->from, (size_t)n);
		s->from += (size_t)n;
		return n;
	}
	return s->eof ? 0 : read_some(s, to, room);
}

/* Keeps what is not decoded yet at the front and reads more behind it. */
static int
refill(struct source *s)
{
	ssize_t n;

	if (s->eof)
		return 0;
	memmove(s->held, s->held + s->from, s->to - s->from);
	s->to -= s->from;
	s->from = 0;
	n = read_some(s, s->held + s->to, PEEK - s->to);
	s->to += n > 0 ? (size_t)n : 0;
	return (int)n;
}

/* Hands a bad character on as MARK and byte, so that its record is blamed. */
static size_t
hand_on_bad(struct source *s, char *to)
{
	size_t n = s->to - s->from < s->unit ? s->to - s->from : s->unit;

	for (size_t i = 0; i < n; i++) {
		to[2 * i] = (char)MARK;
		to[2 * i + 1] = s->held[s->from + i];
	}
	s->from += n;
	return 2 * n;
}

/* By iconv; where others need none, the first character alone. */
static size_t
decode_next(struct source *s, char **out, size_t *room)
{
	struct slice text = { s->held + s->from, s->to - s->from };
	char *in = s->held + s->from, *begin = *out;
	size_t left = s->hanzi != NULL ? hanzi_length(text) : text.n;
	size_t status = iconv(s->decoder, &in, &left, out, room);

	s->from = (size_t)(in - s->held);
	if (s->hanzi != NULL && status != (size_t)-1)
		hanzi_learn(s->hanzi, (struct slice){ text.p, (size_t)(in - text.p) },
		    (struct slice){ begin, (size_t)(*out - begin) });
	return status;
}

/* What needs no iconv. */
static void
decode_hanzi(struct source *s, char **out, size_t *room)
{
	struct slice text = { s->held + s->from, s->to - s->from };
	size_t n = hanzi_decode(s->hanzi, &text, *out, *room);

	s->from = s->to - text.n;
	*out += n;
	*room -= n;
}

/* Decodes what is held as far as room and sense allow. */
static size_t
decode(struct source *s, char *to, size_t room)
{
	char *out = to;

	while (s->from < s->to && room >= 2 * s->unit) {
		size_t done;

		if (s->hanzi != NULL)
			decode_hanzi(s, &out, &room);
		if (s->from == s->to || room < 2 * s->unit)
			break;
		if (decode_next(s, &out, &room) != (size_t)-1)
			continue;
		if (errno == E2BIG || (errno == EINVAL && !s->eof))
			break;
		if (room < 2 * s->unit)
			break;
		done = hand_on_bad(s, out);
		out += done;
		room -= done;
	}
	return (size_t)(out - to);
}

static long
read_decoded(struct source *s, char *to, size_t room)
{
	for (;;) {
		size_t n = decode(s, to, room);
		int more;

		if (n > 0 && !s->begun) {
			s->begun = true;
			if (n >= 3 && memcmp(to, "\xef\xbb\xbf", 3) == 0) {
				memmove(to, to + 3, n - 3);
				n -= 3;
			}
		}
		if (n > 0)
			return (long)n;
		more = refill(s);
		if (more < 0)
			return -1;
		if (more == 0 && s->from == s->to)
			return 0;
	}
}

long
source_read(struct source *s, char *to, size_t room)
{
	return s->decodes ? read_decoded(s, to, room) : read_plain(s, to, room);
}

bool
source_splits(const struct source *s)
{
	return s->size > 0 && s->sum == NULL && !s->decodes;
}

int64_t
source_offset(const struct source *s)
{
	return s->next - (int64_t)(s->to - s->from);
}

int64_t
source_end(const struct source *s)
{
	return s->size;
}

int64_t
source_line_behind(const struct source *s, int64_t offset)
{
	char text[4096];
	ssize_t n;

	while ((n = pread(s->fd, text, sizeof text, offset)) > 0) {
		const char *end = memchr(text, '\n', (size_t)n);

		if (end != NULL)
			return offset + (end + 1 - text);
		offset += n;
	}
	return -1;
}

struct source *
source_part(struct source *s, int64_t from, int64_t to)
{
	struct source *part = source_new(s->name, fcntl(s->fd, F_DUPFD_CLOEXEC, 3));

	if (part->fd < 0)
		die(BAD_SYSTEM, "%s: %s", s->name, translate_error(errno));
	part->size = s->size;
	part->next = from;
	part->stop = to;
	part->whole = s;
	return part;
}

void
source_stop_at(struct source *s, int64_t offset)
{
	s->stop = offset;
}

bool
source_stopped(const struct source *s)
{
	return s->stop >= 0 && source_offset(s) == s->stop;
}

void
source_go_on(struct source *s, int64_t offset)
{
	s->stop = -1;
	s->from = s->to = 0;
	s->eof = false;
	s->position = offset - s->first;
	s->next = lseek(s->fd, offset, SEEK_SET);
	if (s->next < 0) /* unreached: it is a file, and has that offset */
		die(BAD_SYSTEM, "%s: %s", s->name, translate_error(errno));
}
