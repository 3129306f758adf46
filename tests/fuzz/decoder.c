/*
 * decoder -- text of any encoding becomes UTF-8, the same however it comes.
 *
 * Three bytes that say how, then the text.
 */
#include <stdio.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/csv/guess.h"
#include "common/csv/source.h"
#include "common/value/text.h"
#include "tests/fuzz/fuzz.h"

enum { OUT_MOST = FUZZ_FILE_MOST * 8, ROOM_LEAST = 16 };

struct outcome {
	size_t n;
	bool decodes;
	char text[OUT_MOST];
};

static struct {
	const char *encoding;
	struct slice text;
	size_t room;
	struct outcome *out;
} now;

static void
decode(void *unused)
{
	struct source *s = source_open(fuzz_file(now.text));
	struct outcome *out = now.out;
	long n = 1;

	(void)unused;
	source_peek(s); /* as tables do, whose first bytes are looked at */
	source_decode(s, now.encoding, BAD_DATA);
	out->decodes = source_decodes(s);
	while (n > 0) {
		size_t room = now.room < OUT_MOST - out->n ? now.room : OUT_MOST - out->n;

		must(room >= ROOM_LEAST, "room for what is decoded");
		n = source_read(s, out->text + out->n, room);
		must(n >= 0 && (size_t)n <= room, "no more than there is room for");
		out->n += (size_t)n;
	}
	source_close(s);
}

static int
decode_so(size_t reads, size_t room, struct outcome *out)
{
	int status;

	fuzz_read_most = reads;
	now.room = room;
	now.out = out;
	out->n = 0;
	fuzz_try(decode, NULL, &status);
	fuzz_read_most = 0;
	return status;
}

/* What iconv made is text, but for bytes behind a mark. */
static void
check_text(const struct outcome *out)
{
	for (size_t at = 0; out->decodes && at < out->n;) {
		size_t n = 2;

		if ((unsigned char)out->text[at] == 0xff)
			must(at + 1 < out->n, "a mark stands before a byte");
		else
			must(text_next((struct slice){ out->text + at, out->n - at }, &n) >= 0,
			    "what is decoded is UTF-8");
		at += n;
	}
}

void
fuzz_one(struct slice input)
{
	static const char *const encodings[] = { NULL, "auto", "gb18030", "GBK",
		"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "BIG5", "BIG5-HKSCS",
		"SHIFT_JIS", "EUC-JP", "EUC-KR", "ISO-2022-CN", "ISO-2022-JP", "UTF-7",
		"latin1", "CP1252", "ASCII", "GB2312", "UCS-2", "HZ", "UTF-8", "EUC-TW" };
	static struct outcome first, other;
	size_t which = fuzz_take(&input, 1), reads = fuzz_take(&input, 1);
	size_t room = fuzz_take(&input, 1);
	int status;

	if (input.n > FUZZ_FILE_MOST)
		return;
	now.encoding = encodings[which % (sizeof encodings / sizeof *encodings)];
	now.text = input;
	guess_fits("GB18030", input);
	if (guess_fits_utf8(input))
		must(text_valid(input) + 4 > input.n, "UTF-8 but for its end");
	status = decode_so(0, FUZZ_FILE_MOST, &first);
	check_text(&first);
	must(status == decode_so(1 + reads, ROOM_LEAST + room, &other),
	    "the same end, however it is read");
	must(first.n == other.n && memcmp(first.text, other.text, first.n) == 0,
	    "the same text, however it is read");
}
