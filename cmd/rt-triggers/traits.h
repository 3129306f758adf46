/*
 * traits -- what a row of the policy says of its rule besides.
 *
 * The last column, names separated by '|'.  A policy may lack it: then no
 * row has any, and rows that the built-in policy gives some are told what
 * they lose.
 */
#ifndef RT_TRIGGERS_TRAITS_H
#define RT_TRIGGERS_TRAITS_H

#include <stdbool.h>
#include <stddef.h>

#include "common/table/policy.h"

enum trait {
	AFTER_LEAVING,         /* who left is still answered */
	REASON,                /* the evidence ends with what may explain it */
	OWN_EXCLUDED,          /* our own numbers and names are no rival's */
	RECOVERY_STEPS,        /* the evidence gives the days of T24 */
	TRAITS,
};

/* A set of them. */
typedef unsigned traits;
#define TRAIT(t) (1u << (t))

/* The name that the policy has for it. */
const char *trait_name(enum trait t);

/* Whether a rule of any kind can have it; else the kind says so. */
bool trait_is_for_all(enum trait t);

/*
 * Those of a row; dies (status 2) on a name that is none.  Empty where the
 * policy has no such column.
 */
traits traits_read(const struct policy *p, size_t row);

/* Whether the policy has the column. */
bool traits_are_said(const struct policy *p);

/*
 * Says on standard error which rows of a policy without it have traits in
 * the built-in policy, by their names.
 */
void traits_tell_lost(const struct policy *p, const struct policy *built_in);

#endif
