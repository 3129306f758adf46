/*
 * spell -- cells of a sheet in words: "quasi" is read as its level's label,
 * "L2", "care" and "bill-drop" as people say them.
 */
#ifndef RT_REPORT_SPELL_H
#define RT_REPORT_SPELL_H

#include "cmd/rt-report/sheet.h"
#include "common/table/glossary.h"

struct request;

/* Everything that codes are called: words, levels of the policy, triggers. */
struct glossary *spell_open(const struct request *q);

/*
 * Puts words of the language spoken in place of the codes that people read;
 * what charts go by stays.  A code without words stays as it is.
 */
void spell_sheet(const struct glossary *g, struct sheet *s);

#endif
