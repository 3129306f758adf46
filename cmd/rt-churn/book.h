/*
 * book -- what each customer spent in each period.
 *
 * An account is a customer, in one of the groups of --by: who turns up in
 * another group has another account there.
 *
 * Records that are no activity have their amounts there, too.
 *
 * Memory: 16 bytes for each account and period with a record, besides what
 * map.h takes for each account.
 */
#ifndef RT_CHURN_BOOK_H
#define RT_CHURN_BOOK_H

#include "cmd/rt-churn/records.h"

struct page {
	money amount;      /* the sum of the period's records */
	period period;
	uint32_t active : 1;   /* whether a record of the period is activity */
	uint32_t next : 31;    /* the book's own */
};

struct book;

struct book *book_new(const struct request *q);
void book_free(struct book *b);

/* Adds a record to its account. */
void book_observe(struct book *b, const struct record *r);

/* The periods of the first and the last record; NO_PERIOD when there is none. */
period book_earliest(const struct book *b);
period book_latest(const struct book *b);

uint32_t book_accounts(const struct book *b);
uint32_t book_group(const struct book *b, uint32_t account);

/*
 * The pages of an account in the order of their periods, and how many; lasts
 * until the next call.
 */
const struct page *book_pages(struct book *b, uint32_t account, int *count);

#endif
