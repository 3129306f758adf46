/*
 * btyd -- customers who buy until they drop out, which nobody sees.
 *
 * Three models.  While alive, everybody buys at a rate that is
 * gamma-distributed over customers (r, alpha).  bgnbd: after each repeat
 * purchase one drops out with a chance that is beta-distributed (a, b):
 * Fader, Hardie and Lee (2005), "Counting Your Customers the Easy Way",
 * Marketing Science 24(2).  mbgnbd: so too after the first purchase:
 * Batislam, Denizel and Filiztekin (2007), International Journal of Research
 * in Marketing 24(3).  paretonbd: one drops out at any time, at a rate that is
 * gamma-distributed (s, beta): Schmittlein, Morrison and Colombo (1987),
 * Management Science 33(1).  In the limit of each, where nobody drops out,
 * purchases are a negative binomial count (Ehrenberg 1959).
 *
 * Pure: no input, no output, no exit.
 */
#ifndef RT_CHURN_BTYD_H
#define RT_CHURN_BTYD_H

#include <stdbool.h>

enum family { BGNBD, MBGNBD, PARETONBD, FAMILIES };
enum { BTYD_PARAMETERS = 4 };

struct btyd {
	enum family family;
	bool endless;          /* the limit: a or s is 0, the fourth is of no account */
	double parameter[BTYD_PARAMETERS];
};

/* The names of a model, and of its parameters in their order. */
extern const char *const btyd_name[FAMILIES];
extern const char *const btyd_parameter[FAMILIES][BTYD_PARAMETERS];

/* What is known of a customer, from the first purchase on, in units of time. */
struct history {
	double frequency;      /* repeat purchases */
	double recency, age;   /* the time of the last of them, and that of now */
	double customers;      /* of whom it is known */
};

/*
 * Parts of the log-likelihood of a history, each of one number of it alone: log_bought
 * + log_waited - frequency log_rate(age) of one who has not dropped out.  To that comes
 * log(1 + the odds of having dropped out), of which in the beta models the log is
 * log_chance + (r + frequency) (log_rate(age) - log_rate(recency)); see dropout.h.
 */
double btyd_log_bought(const struct btyd *m, double frequency);
double btyd_log_waited(const struct btyd *m, double age);
double btyd_log_rate(const struct btyd *m, double time);
double btyd_log_chance(const struct btyd *m, double frequency);

/* The chance that the customer has not dropped out. */
double btyd_alive(const struct btyd *m, const struct history *h);

/* How many purchases are to be expected in so much time from now on. */
double btyd_expected(const struct btyd *m, const struct history *h, double time);

#endif
