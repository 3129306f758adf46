/*
 * doubt -- what is legal but hardly meant.
 *
 * Counted while tables are read, told in one line per table and doubt when
 * all is read and before anything is written:
 *
 *	rt-tier: bills.csv:12: doubt id-edge: 3 ids begin or end with ...
 *
 * --strict makes any doubt the end of the run, --trust NAME says that those
 * of this name are meant.  A new doubt is a name below, a row in doubt.c and
 * a call where it is seen.
 */
#ifndef RT_DOUBT_H
#define RT_DOUBT_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"

/* 0 in a build that looks for no doubts, to see what they cost: make bench. */
#ifndef RT_DOUBTS
#define RT_DOUBTS 1
#endif

/* In the order in which the doubts of one table are told. */
enum doubt_name {
	OPEN_MODE, ID_WORDS, ODD_DATE,
	CUT_END, ID_EDGE, ID_NEAR, UNMATCHED, SHRUNK, TWICE, STALE, NO_MATCH, NO_FEED, NO_DROP_OUT,
	CONTACT_AGAIN, UNKNOWN_OUTCOME, FEW_DAYS_OFF,
	BAD_HEADING, BAD_RECORD, BAD_CELL, /* of who only looks on: see options.h */
	DOUBTS,
};

/* The name as --trust takes it: "id-edge". */
const char *doubt_title(enum doubt_name name);

/* One doubt about one table. */
struct doubt {
	uint64_t count;
	uint64_t line;           /* where it was seen first; 0: nowhere */
	enum doubt_name name;
	char *file;
	char *words;             /* its own, or NULL: those of its row */
	char *example;           /* behind them: what the first was; or NULL */
	bool told;
	struct doubt *next;
};

/*
 * The doubt of that name about that file, which lasts until the program
 * ends.  A new one counts 0, and was first seen on this line.
 */
struct doubt *doubt_of(enum doubt_name name, const char *file, uint64_t line);

/* A doubt that counts once, in words of its own. */
void doubt_say(enum doubt_name name, const char *file, uint64_t line,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Whether there is a doubt of that name about that file, trusted or not. */
bool doubt_is_met(enum doubt_name name, const char *file);

/* --trust: the doubts of this name are meant, and neither told nor fatal. */
void doubt_trust(enum doubt_name name);
bool doubt_trusted(enum doubt_name name);

/* --strict: any doubt ends the run. */
void doubt_be_strict(void);

/*
 * Whether what is written must be kept back: --strict was said, and
 * doubt_settle() was not called yet.
 */
bool doubt_holds(void);

/*
 * Asks for what is known only when all is read: say is called with this state
 * once, when doubts are settled, and may doubt.
 */
void doubt_ask_last(void (*say)(void *state), void *state);

/*
 * All is read: tells the doubts that were not told yet, and under --strict
 * dies with status 1 when there was any.
 */
void doubt_settle(void);

/* The number with its thousands apart, as in "12,345"; returns to. */
enum { GROUPED_TEXT = 32 };
const char *doubt_number(uint64_t n, char to[GROUPED_TEXT]);

#endif
