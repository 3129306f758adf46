/*
 * unmet -- conditions of chosen rules that no record meets.
 *
 * A word that nothing says, as in action=login where the file says Login, is
 * doubted; that nobody is above a number today is nothing to doubt, nor that a
 * column says others of its known words only.
 */
#ifndef RT_TRIGGERS_UNMET_H
#define RT_TRIGGERS_UNMET_H

#include "cmd/rt-triggers/choose.h"
#include "cmd/rt-triggers/intakes.h"

struct unmet;

/*
 * Watches the conditions of the rules that are asked for; NULL when there is
 * none, as of the built-in policy: what that looks for need not be there.
 */
struct unmet *unmet_new(const struct intakes *in, enum choice_of_rules chosen);

/* A record of that table, with the values of its kind's fields. */
void unmet_look(struct unmet *u, struct table *t, const struct value value[]);

/* Whether it still has to look at records of such tables; NULL has not. */
bool unmet_waits(const struct unmet *u, enum kind k);

/* All records are read: doubts, and frees; NULL is fine. */
void unmet_tell(struct unmet *u);

#endif
