/*
 * choose -- which rules run, and for which operator.
 */
#ifndef RT_TRIGGERS_CHOOSE_H
#define RT_TRIGGERS_CHOOSE_H

#include "cmd/rt-triggers/rules.h"

/* Which rules run: the built-in ones, those of one's own policy, or those named. */
enum choice_of_rules { BUILT_IN_RULES, POLICY_RULES, NAMED_RULES };

/*
 * Chooses what runs: the enabled ones, or those of the list "NAME,NAME";
 * dies on a name that is none (status 2).
 */
void choose_rules(struct rules *all, const char *names);

/*
 * Puts off rules that look at all customers together, each with a word about
 * it: a part of the customers says nothing.  option: what made it a part.
 */
void choose_for_part(struct rules *all, const char *option);

/*
 * Leaves our own hotline and names out of the conditions of rules that say
 * so; dies on an operator that is none (status 2).
 */
void choose_operator(struct rules *all, const char *name);

#endif
