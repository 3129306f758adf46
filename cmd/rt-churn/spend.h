/*
 * spend -- what a purchase of a customer is worth: gamma-gamma.
 *
 * Amounts vary around a mean of the customer's own, and these means vary over
 * customers, both with gamma distributions (p, q, v), whatever the number of
 * purchases: Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary
 * Value".  Pure: no input, no output, no exit.
 */
#ifndef RT_CHURN_SPEND_H
#define RT_CHURN_SPEND_H

struct spend {
	double p, q, v;
};

/* The log-likelihood of a mean of so many purchases: formula (1a). */
double spend_loglik(const struct spend *m, double purchases, double mean);

/*
 * The mean of a customer to be expected, of 0 purchases that of all: formula
 * (5).  NAN where there is none, because q is too small.
 */
double spend_expected(const struct spend *m, double purchases, double mean);

#endif
