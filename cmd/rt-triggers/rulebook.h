/*
 * rulebook -- the rules of a policy, read and checked.
 */
#ifndef RT_TRIGGERS_RULEBOOK_H
#define RT_TRIGGERS_RULEBOOK_H

#include "cmd/rt-triggers/rules.h"
#include "common/table/options.h"

/*
 * Those of the command line's policy, or of the built-in one.  A mistake
 * dies (status 2); what an older policy loses is said on standard error.
 */
struct rules *rulebook_read(const struct options *o);

/*
 * From now on actions and evidence are in the language spoken, with words for
 * codes, those of the file on top of the built-in ones; NULL: no file.
 */
void rulebook_speak(struct rules *all, const struct options *o, const char *words);

#endif
