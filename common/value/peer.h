/*
 * peer -- telephone numbers, as far as service numbers go.
 */
#ifndef RT_PEER_H
#define RT_PEER_H

#include <stdbool.h>

#include "common/base/slice.h"

enum { PEER_TEXT = 64 };

/*
 * The number as it is compared: without spaces, hyphens, '+', a leading 00,
 * a leading 86 where more than 10 digits stand or a service number is left,
 * an area code before a service number (five digits).  Borrowed from the
 * text or from room.
 */
struct slice peer_plain(struct slice number, char room[PEER_TEXT]);

/*
 * Whether the plain forms can be the same: a look at the last four bytes.
 */
bool peer_could_be(struct slice number, struct slice plain);

#endif
