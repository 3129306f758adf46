/*
 * weight -- how much a contact weighs.
 *
 * Whole numbers, as long as no time makes a contact heavier; else whole
 * ten-thousandths, so that no comparison is ever of rounded numbers.
 */
#ifndef RT_SCHEDULE_WEIGHT_H
#define RT_SCHEDULE_WEIGHT_H

#include <stdint.h>

#include "common/csv/writer.h"

/*
 * The weight, which stands in units of 1 / scale (1 or MONEY_UNIT), with as
 * many decimals as it needs: "6", "6.3", "6.0425".  Writes a NUL behind it and
 * returns the length without.
 */
enum { WEIGHT_TEXT = 32 };
size_t weight_print(int64_t weight, int64_t scale, char out[WEIGHT_TEXT]);

/* The same as one cell. */
void weight_write(struct writer *w, int64_t weight, int64_t scale);

#endif
