/*
 * translate -- what people read, in the language of their locale.
 *
 * Messages, notes and --help stand in the source in English; the catalogue,
 * made from common/po, knows them by that.  A message is translated where it
 * is said, once, as a whole format: by die() and its like, so that whoever
 * calls those has nothing to do.  A text that goes into a message stands in
 * _() where it is chosen, or in N_() where it is only written down.
 *
 * What programs read is never translated: cells, headings, names, codes.
 */
#ifndef RT_TRANSLATE_H
#define RT_TRANSLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/base/translate.h"

/*
 * Takes the language from LC_ALL, LC_MESSAGES, LANG and LANGUAGE; only that
 * of messages: numbers, letters and order stay as they are without a locale.
 */
void translate_begin(void);

/* Whether messages come out in another language than English. */
bool translate_is_on(void);

/* The folder that holds it then; kept. */
const char *translate_folder(void);

/* The text in the language of the locale, itself when that has none; kept. */
const char *translate(const char *english) __attribute__((format_arg(1)));

#define _(text) translate(text)
#define N_(text) text

/*
 * The English word that goes with a number, "is" or "are": the first with 1.
 * Nothing in other languages, whose formats say all.
 */
const char *translate_number(uint64_t n, const char *one, const char *several);

/* What errno says, as strerror() does. */
const char *translate_error(int error);

/*
 * Why a record is refused is said in the language of the reader, and is
 * English in the rejects.  A reason of several texts holds both: the English
 * one, and behind a byte 1F the other.  Each %s of the format, which has no
 * other directives, takes a text: a literal, a reason, or a name.  Cut to the
 * room; returns it.
 */
const char *reason_print(char room[], size_t size, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
struct slice reason_in_english(const char *reason);
const char *reason_to_say(const char *reason);

#endif
