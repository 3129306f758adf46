/*
 * merge -- the tiers tables of parts become one: --merge.
 *
 * Fills what depends on all customers: the class, and the potential of
 * customers who spend as class A does.  Memory: the text of all rows.
 */
#ifndef RT_TIER_MERGE_H
#define RT_TIER_MERGE_H

#include "cmd/rt-tier/tier.h"

/* Reads the tables of the command line, writes one; returns its status. */
int merge(const struct request *q);

#endif
