/*
 * arguments -- what stands behind the options.
 *
 * Each dies with status 2 when it is not what its option takes.
 */
#ifndef RT_CHURN_ARGUMENTS_H
#define RT_CHURN_ARGUMENTS_H

#include "cmd/rt-churn/churn.h"

enum definition argument_definition(const char *text);
enum every argument_every(const char *text);

/* "COL=VALUE", and "COL" or "COL=VALUE". */
void argument_flag(struct request *q, const char *text);
void argument_event(struct request *q, const char *text);

/* A single column, in place of one that was given before. */
void argument_column(struct names *n, const char *option, const char *text);

/* A number from 0 on; such numbers in ascending order. */
double argument_time(const char *option, const char *text);
void argument_times(struct request *q, const char *text);

/* Between 0 and 1; above 0. */
double argument_level(const char *text);
double argument_discount(const char *text);

/* Days of a unit of time. */
double argument_unit(const char *text);
enum interval argument_interval(const char *text);

#endif
