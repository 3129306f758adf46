/*
 * spell -- cells of a sheet in words: "quasi" is read as its level's label,
 * "L2", "care" and "bill-drop" as people say them.
 */
#ifndef RT_REPORT_SPELL_H
#define RT_REPORT_SPELL_H

#include "cmd/rt-report/sheet.h"

struct request;
struct speller;

/*
 * Everything that codes are called: words, triggers, and levels of that policy;
 * NULL: of the built-in one.  Mistakes in these tables die with status 2.
 */
struct speller *speller_open(const struct request *q, const char *tier_policy);
void speller_close(struct speller *s);

/*
 * Puts words of the language spoken in place of the codes that people read;
 * what charts go by stays.  A code without words stays as it is.
 */
void spell_sheet(const struct speller *speller, struct sheet *s);

/* The words as a words table, for --print-policy words; lasts as long as s. */
struct slice speller_source(const struct speller *s);

#endif
