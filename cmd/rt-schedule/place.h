/*
 * place -- every contact gets its day and time, or the reason why not.
 */
#ifndef RT_SCHEDULE_PLACE_H
#define RT_SCHEDULE_PLACE_H

#include "cmd/rt-schedule/setting.h"

/*
 * Places the contacts that have no reason yet to stay out: visits of each
 * manager, then calls, then what takes no time.
 */
void place_contacts(const struct setting *s, struct contacts *all);

#endif
