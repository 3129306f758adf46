/*
 * dropout -- of Pareto/NBD: the odds of having dropped out.
 *
 * Pure: no input, no output, no exit but for want of memory.
 */
#ifndef RT_CHURN_DROPOUT_H
#define RT_CHURN_DROPOUT_H

/* Of one who has bought size - r times again. */
struct dropout {
	double alpha, beta;
	double size, s;
};

/* A time, and what is the same for all who have it: logs of alpha and of beta + time. */
struct moment {
	double time, alpha, beta;
};

struct moment dropout_moment(double alpha, double beta, double time);

/* The log of the odds at an age, when the last purchase was at recency. */
double dropout_log_odds(const struct dropout *d, const struct moment *recency,
    const struct moment *age);

#endif
