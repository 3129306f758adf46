/*
 * arms -- a control group: customers chosen by a hash under a secret key.
 *
 * A customer is in the same arm in every run with the key, and who is control
 * at 20% is control at 30% too.
 */
#ifndef RT_TRIGGERS_ARMS_H
#define RT_TRIGGERS_ARMS_H

#include <stdbool.h>

#include "common/base/slice.h"
#include "common/value/money.h"

struct arms;
struct options;

/* The share is in percent, 0 to 100; the key file as in key.h. */
struct arms *arms_open(const struct options *o, const char *key_file, money percent);
void arms_close(struct arms *a);

/*
 * Whether such an order is held out.  Service, crisis and recovery are owed
 * to everybody; a may be NULL: nobody is.
 */
bool arms_hold_out(const struct arms *a, struct slice customer, struct slice category);

#endif
