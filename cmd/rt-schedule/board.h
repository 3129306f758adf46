/*
 * board -- a manager's days, and who may stand on them.
 *
 * Slots of a day that the same contacts may take are one place with so many
 * seats; a day takes at most its limit, whatever its places hold.  A seeker
 * is a contact in search of a day.  Pure.
 */
#ifndef RT_SCHEDULE_BOARD_H
#define RT_SCHEDULE_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct board_day {
	int slots;
	int64_t limit;       /* contacts that it takes */
};

enum { NO_PLACE = -1, NO_QUIET = -1 };

struct seeker {
	const uint8_t *allowed;  /* by day of the horizon: whether the caps allow it */
	int quiet;               /* which of the board's quiets it has */
	int rather;              /* one that it would rather have, or NO_QUIET */
	int on_time;             /* the last day on which it is on time; -1: none */
	/* the board's own */
	int first, last;         /* the days between which it may be moved now */
	int place;               /* where it stands, or NO_PLACE */
	size_t seat;
};

struct board;

/*
 * touches(asker, quiet, day, slot) says whether that slot of the day is closed
 * to seekers with that quiet, of which there are so many.  The seekers are
 * borrowed until board_free().
 */
typedef bool board_touches(const void *asker, int quiet, int day, int slot);
struct board *board_new(const struct board_day day[], int days, int quiets,
    board_touches *touches, const void *asker, struct seeker seeker[], size_t seekers);
void board_free(struct board *b);

/*
 * Finds the seeker, who stands nowhere, a place on one of the days first ..
 * last; others may be moved, each between its own first and last, and none
 * loses its place.  On success that is its own range from now on.  False,
 * with nothing changed, when there is no such arrangement.
 */
bool board_place(struct board *b, size_t seeker, int first, int last);

/*
 * After board_place() said no: the days and places that it looked at are
 * full for good, as long as nobody leaves, and are not searched again.
 */
void board_close_searched(struct board *b);
void board_open_all(struct board *b);

/*
 * After board_place() said no: whether one more slot on that day, which
 * touches nobody's quiet hours and comes with a unit of the day, would have
 * let it say yes.  offered[] is set for such days, left alone for others.
 */
void board_offers(const struct board *b, size_t seeker, uint8_t offered[]);

/*
 * Moves the seeker, who has a place, to that day if an arrangement allows
 * it, as board_place() does; else leaves it where it is.
 */
bool board_move(struct board *b, size_t seeker, int day);

/*
 * Gives the seeker, who has a place, the quiet that it would rather have, if an
 * arrangement allows it, between the days that are its own now; else leaves it
 * as it is.
 */
void board_favour(struct board *b, size_t seeker);

/* The day on which the seeker stands; -1: none. */
int board_day_of(const struct board *b, size_t seeker);

int64_t board_limit(const struct board *b, int day);

#endif
