/*
 * hanzi -- GB18030, GBK and GB2312 as UTF-8, at the pace of a copy.
 *
 * In these a byte of ASCII at the begin of a character is itself, and most others
 * take two bytes, of which a table says what iconv said once.
 */
#ifndef RT_HANZI_H
#define RT_HANZI_H

#include <stddef.h>

#include "common/base/slice.h"

struct hanzi;

/* NULL when the encoding, by the names that iconv has for it, is none of these. */
struct hanzi *hanzi_new(const char *encoding);
void hanzi_free(struct hanzi *h);

/*
 * Decodes from the text what needs no iconv, into room for so many bytes; what is
 * left begins with what needs it, or there is no room.  How many bytes came out.
 */
size_t hanzi_decode(const struct hanzi *h, struct slice *text, char *to, size_t room);

/* How many bytes of the text the character takes that it begins with, if it is one. */
size_t hanzi_length(struct slice text);

/* What iconv made of a character. */
void hanzi_learn(struct hanzi *h, struct slice character, struct slice utf8);

#endif
