/*
 * At the ends the formula is exact, but its rounding is not.
 */
#include "common/value/wilson.h"

#include <math.h>

struct wilson
wilson_limits(double part, double whole, double z)
{
	double n = whole, p = part / n;
	double middle = p + z * z / (2 * n);
	double reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
	double scale = 1 + z * z / n;

	return (struct wilson){
		part <= 0 ? 0 : (middle - reach) / scale,
		part >= whole ? 1 : (middle + reach) / scale,
	};
}
