/*
 * difference -- two restricted means compared.
 *
 * Royston and Parmar (2013), "Restricted mean survival time: an alternative to the
 * hazard ratio"; limits of the ratio by its logarithm, as in Uno et al. (2014).
 */
#ifndef RT_CHURN_DIFFERENCE_H
#define RT_CHURN_DIFFERENCE_H

#include "common/base/slice.h"
#include "common/csv/writer.h"

/* The mean of a group up to the horizon, and its standard error; NAN: not known. */
struct restricted {
	struct slice name;
	double mean, error;
};

/*
 * Writes the header and a row for the difference of the first less the second, and one
 * for their ratio, with limits at that normal quantile.
 */
void difference_write(struct writer *w, const struct restricted group[2], double z);

#endif
