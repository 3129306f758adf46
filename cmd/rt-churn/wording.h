/*
 * wording -- what a work order of winback says to people, in the language asked for.
 *
 * Where none is asked for, it is English, and codes stay codes.
 */
#ifndef RT_CHURN_WORDING_H
#define RT_CHURN_WORDING_H

#include "cmd/rt-churn/customers.h"
#include "common/base/mem.h"
#include "common/table/glossary.h"

struct wording;

/* The words of the file on top of the built-in ones, when it is not NULL. */
struct wording *wording_new(const struct options *o, const char *words);
void wording_free(struct wording *w);

/* The code in words, itself when it has none or w is NULL; lasts as long as both. */
struct slice wording_of(const struct wording *w, const char *kind, struct slice code);

/*
 * "left 2026-03-01; reason price; last amount 59.00; tier gold"; a blank reason is
 * unknown.  Lies in the arena.
 */
struct slice wording_evidence(const struct wording *w, struct arena *a,
    const struct customer *c, struct slice reason, struct slice tier);

#endif
