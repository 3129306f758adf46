/*
 * headline -- what matters of a page of several reports: a sentence, and a few
 * numbers with their change.
 */
#ifndef RT_REPORT_HEADLINE_H
#define RT_REPORT_HEADLINE_H

#include "cmd/rt-report/sheet.h"
#include "cmd/rt-report/show.h"

enum headline_name {
	HEAD_CUSTOMERS,  /* individuals with a level; else those at the end of the period */
	HEAD_LOST,       /* in the last period of churn that is over */
	HEAD_CHURN,
	HEAD_AMOUNT,     /* of the individuals */
	HEAD_ORDERS,
	HEAD_ON_TIME,    /* of the contacts planned */
	HEADLINE_NUMBERS,
};

enum { HEADLINE_TEXT = 512 };

struct headline {
	struct headline_number {
		struct cell now, before; /* before unknown: there is nothing to compare */
		enum cell_type type;
	} number[HEADLINE_NUMBERS];
	char period[32];                 /* of the churn; "" when there is none */
	char kpi[HEADLINE_TEXT];         /* the sentence of a page of indicators, or "" */
};

/*
 * Of the sheets of a page, before their codes are words; with a churn report
 * the period before the last is what its numbers are compared with.
 */
struct headline headline_of(struct sheet *const sheet[], int sheets);

/* Whether reports of that kind tell a number of it. */
bool headline_reads(const char *kind);

/* Compares with the page of an earlier month, where that knows the number. */
void headline_compare(struct headline *now, const struct headline *earlier);

/* Whether it tells enough to stand above a page of several reports: four numbers. */
bool headline_is_worth(const struct headline *h);

/* The sentence; room is large enough for any. */
const char *headline_sentence(const struct headline *h, char room[HEADLINE_TEXT]);

/*
 * What the number is called, how it is shown, and its change since ("" when
 * nothing is known); false when the page does not have the number.
 */
struct headline_line {
	const char *label;
	char value[SHOW_ROOM], change[SHOW_ROOM];
};
bool headline_line(const struct headline *h, enum headline_name n,
    struct headline_line *line);

#endif
