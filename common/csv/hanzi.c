/*
 * An entry of the table is the UTF-8 of a character, the first byte lowest, and
 * above it how many bytes that is; 0: not known yet.
 */
#include "common/csv/hanzi.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/base/mem.h"

enum {
	LEAD_FIRST = 0x81, LEAD_LAST = 0xfe,
	LEADS = LEAD_LAST - LEAD_FIRST + 1,
	AT_ONCE = 8,          /* bytes of ASCII that are copied at once */
	LONGEST = 3,          /* bytes that an entry holds */
};

struct hanzi {
	uint32_t entry[LEADS][256];
};

struct hanzi *
hanzi_new(const char *encoding)
{
	static const char *const names[] = {
		"GB18030", "GBK", "CP936", "MS936", "WINDOWS-936", "GB2312", "EUC-CN", "EUCCN",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcasecmp(encoding, names[i]) == 0)
			return mem_new(sizeof(struct hanzi));
	return NULL;
}

void
hanzi_free(struct hanzi *h)
{
	free(h);
}

static inline bool
is_lead(unsigned char c)
{
	return c >= LEAD_FIRST && c <= LEAD_LAST;
}

/* As many bytes of ASCII as there are, eight at a time and then one by one. */
static inline size_t
copy_ascii(const char *from, size_t n, char *to)
{
	size_t done = 0;
	uint64_t word;

	for (; done + AT_ONCE <= n; done += AT_ONCE) {
		memcpy(&word, from + done, sizeof word);
		if ((word & UINT64_C(0x8080808080808080)) != 0)
			break;
		memcpy(to + done, &word, sizeof word);
	}
	for (; done < n && (from[done] & 0x80) == 0; done++)
		to[done] = from[done];
	return done;
}

size_t
hanzi_decode(const struct hanzi *h, struct slice *text, char *to, size_t room)
{
	const char *p = text->p, *end = p + text->n;
	char *out = to, *most = to + room;

	while (p < end && most - out >= (long)sizeof(uint32_t)) {
		unsigned char lead = (unsigned char)*p;
		uint32_t entry;

		if (lead < 0x80) {
			size_t n = (size_t)(end - p < most - out ? end - p : most - out);

			n = copy_ascii(p, n, out);
			p += n;
			out += n;
			continue;
		}
		entry = is_lead(lead) && end - p >= 2 ?
		    h->entry[lead - LEAD_FIRST][(unsigned char)p[1]] : 0;
		if (entry == 0)
			break;
		memcpy(out, &entry, sizeof entry);
		p += 2;
		out += entry >> 24;
	}
	*text = (struct slice){ p, (size_t)(end - p) };
	return (size_t)(out - to);
}

size_t
hanzi_length(struct slice text)
{
	size_t n = 1;

	if (is_lead((unsigned char)text.p[0]))
		n = text.n >= 2 && text.p[1] >= '0' && text.p[1] <= '9' ? 4 : 2;
	return n < text.n ? n : text.n;
}

void
hanzi_learn(struct hanzi *h, struct slice character, struct slice utf8)
{
	uint32_t entry = 0;

	if (character.n != 2 || !is_lead((unsigned char)character.p[0]) ||
	    utf8.n == 0 || utf8.n > LONGEST)
		return;
	memcpy(&entry, utf8.p, utf8.n);
	h->entry[(unsigned char)character.p[0] - LEAD_FIRST][(unsigned char)character.p[1]] =
	    entry | (uint32_t)utf8.n << 24;
}
