/*
 * guess -- what bytes are.
 */
#include "common/csv/guess.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "common/base/translate.h"
#include "common/csv/decoder.h"
#include "common/value/text.h"

const char *
guess_not_text(struct slice bytes)
{
	static const struct { const char *bytes; size_t n; const char *what; } sign[] = {
		{ "PK\3\4", 4, N_("a workbook (.xlsx) or zip archive, not CSV; "
		    "save it as CSV UTF-8") },
		{ "\xd0\xcf\x11\xe0", 4, N_("a workbook (.xls), not CSV; save it as CSV UTF-8") },
		{ "\x1f\x8b", 2, N_("compressed with gzip; read it through zcat") },
		{ "BZh", 3, N_("compressed with bzip2; read it through bzcat") },
		{ "\xfd" "7zXZ", 5, N_("compressed with xz; read it through xzcat") },
		{ "\x28\xb5\x2f\xfd", 4, N_("compressed with zstd; read it through zstdcat") },
		{ "%PDF-", 5, N_("a PDF, not CSV") },
	};

	for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
		if (slice_begins(bytes, sign[i].bytes, sign[i].n))
			return sign[i].what;
	return NULL;
}

bool
guess_is_page(struct slice bytes)
{
	static const char *const tag[] = {
		"<!doctype", "<html", "<head", "<meta", "<table", "<?xml",
	};

	if (slice_begins(bytes, "\xef\xbb\xbf", 3))
		bytes.p += 3, bytes.n -= 3;
	while (bytes.n > 0 && strchr(" \t\r\n", bytes.p[0]) != NULL)
		bytes.p++, bytes.n--;
	for (size_t i = 0; i < sizeof tag / sizeof *tag; i++)
		if (bytes.n >= strlen(tag[i]) &&
		    strncasecmp(bytes.p, tag[i], strlen(tag[i])) == 0)
			return true;
	return false;
}

/* Whether the bytes may be the begin of a character, and not all of it. */
static bool
begins_character(struct slice bytes)
{
	unsigned char lead = (unsigned char)bytes.p[0];
	size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;

	if (lead < 0xc2 || lead > 0xf4 || bytes.n >= length)
		return false;
	for (size_t i = 1; i < bytes.n; i++)
		if (((unsigned char)bytes.p[i] & 0xc0) != 0x80)
			return false;
	return true;
}

bool
guess_fits_utf8(struct slice bytes)
{
	size_t bad = text_valid(bytes);

	return bad == bytes.n || begins_character((struct slice){ bytes.p + bad, bytes.n - bad });
}

bool
guess_fits(const char *encoding, struct slice bytes)
{
	iconv_t cd;
	char *in = (char *)(uintptr_t)bytes.p;
	size_t left = bytes.n;
	bool known = decoder_open(encoding, &cd), fits = known;

	while (fits) {
		char out[4096], *to = out;
		size_t room = sizeof out;

		if (iconv(cd, &in, &left, &to, &room) != (size_t)-1)
			break;
		if (errno == EINVAL)
			break;
		fits = errno == E2BIG;
	}
	if (known) /* unreached: glibc has GB18030 wherever there are tests */
		iconv_close(cd);
	return fits;
}
