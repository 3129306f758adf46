/*
 * census -- how many customers stand on each level and in each class, and
 * what they spend: --cuts, and under a second policy --simulate.
 */
#ifndef RT_TIER_CENSUS_H
#define RT_TIER_CENSUS_H

#include "cmd/rt-tier/tier.h"
#include "common/csv/writer.h"

struct census;

struct census *census_new(const struct scales *s);
void census_free(struct census *c);

/* Dies with status 1 when the amounts do not fit. */
void census_add(struct census *c, const struct row *row);

/*
 * scope,cut,floor,customers,amount: the levels, then the classes if known.  Of a
 * part all that takes all customers is blank.
 */
enum cuts { CUTS_WHOLE, CUTS_WITHOUT_CLASSES, CUTS_OF_PART };
void census_write(const struct census *c, struct writer *w, enum cuts cuts);

/* Now under the policy in force and then under another. */
struct simulation;

struct simulation *simulation_new(const struct scales *now, const struct scales *then);
void simulation_free(struct simulation *s);

/* A row as it is, and what it would be. */
void simulation_add(struct simulation *s, const struct row *row, struct standing then);

void simulation_write(const struct simulation *s, struct writer *w);

#endif
