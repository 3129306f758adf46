/*
 * lang -- the languages that people read, and phrases in them.
 *
 * A phrase stands where it is said, English first: the English text is also
 * what a catalogue of further languages would know it by.
 */
#ifndef RT_LANG_H
#define RT_LANG_H

#include <stdbool.h>

#include "common/base/translate.h"

enum lang { ENGLISH, CHINESE, LANGS };

/* "en" or "zh"; false, leaving *l alone, when it is neither. */
bool lang_of_name(const char *name, enum lang *l);

/* That of messages in the locale; English when it has none of them. */
enum lang lang_of_locale(void);

/* The language of all phrases from now on; English to begin with. */
void lang_speak(enum lang l);
enum lang lang_spoken(void);

/* The one in the language spoken. */
const char *phrase(const char *english, const char *chinese);

#endif
