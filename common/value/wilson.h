/*
 * wilson -- how sure a share is.
 *
 * E. B. Wilson, "Probable inference", Journal of the American Statistical Association 22
 * (1927) 209.  Pure.
 */
#ifndef RT_WILSON_H
#define RT_WILSON_H

struct wilson {
	double low, high;
};

/*
 * The limits of the share part / whole, at that normal quantile; whole must be above 0,
 * and part need not be a whole number.
 */
struct wilson wilson_limits(double part, double whole, double z);

#endif
