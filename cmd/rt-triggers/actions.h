/*
 * actions -- what the built-in rules ask for, in Chinese.
 */
#ifndef RT_TRIGGERS_ACTIONS_H
#define RT_TRIGGERS_ACTIONS_H

#include "common/base/slice.h"

/* The action in Chinese; one that is no built-in rule's stays as it is. */
struct slice action_in_chinese(struct slice action);

#endif
