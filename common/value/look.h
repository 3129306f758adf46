/*
 * look -- what a text looks like that is not what its column asks for.
 */
#ifndef RT_LOOK_H
#define RT_LOOK_H

#include "common/base/slice.h"
#include "common/value/decimal.h"

enum wanted {
	A_NUMBER, A_WHOLE_NUMBER, SOME_SECONDS, A_DATE, A_MONTH, A_TIME,
};

enum { LOOK_TEXT = 360 }; /* room for any of the phrases */

/*
 * "not a date such as 2026-03-05", and before it what else the text looks
 * like, when that is known.  Nothing of the text is in it.
 */
const char *look_refusal(enum wanted w, struct slice text, enum decimal d, char room[LOOK_TEXT]);

#endif
