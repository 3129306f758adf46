/*
 * list -- each rule in words.
 */
#ifndef RT_TRIGGERS_LIST_H
#define RT_TRIGGERS_LIST_H

#include "cmd/rt-triggers/rules.h"
#include "common/csv/writer.h"

/* --list: each rule in words, and which given table feeds it. */
void list_rules(struct writer *out, const struct rules *rules);

#endif
