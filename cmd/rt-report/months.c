/*
 * A counter for each month of the calendar.  Events come by the day: the month
 * that the one before was in is tried first.
 */
#include "cmd/rt-report/months.h"

#include <stdlib.h>

#include "common/base/mem.h"

enum {
	FIRST = 1900 * 12,                /* months, as monthnum has them */
	MONTHS_OF_ALL = (9999 - 1900 + 1) * 12,
};

struct months {
	int64_t of[MONTHS_OF_ALL];
	/* the month of the last day or time: its first, and the one behind it */
	daynum day, day_end;
	instant begin, end;
	monthnum of_day, of_time;
};

struct months *
months_new(void)
{
	return mem_new(sizeof(struct months));
}

void
months_free(struct months *m)
{
	free(m);
}

void
months_note(struct months *m, monthnum month)
{
	if (month >= FIRST && month < FIRST + MONTHS_OF_ALL)
		m->of[month - FIRST]++;
}

void
months_note_day(struct months *m, daynum day)
{
	if (day < m->day || day >= m->day_end) {
		m->of_day = day_month(day);
		m->day = month_first(m->of_day);
		m->day_end = month_last(m->of_day) + 1;
	}
	months_note(m, m->of_day);
}

void
months_note_instant(struct months *m, instant t)
{
	if (t < m->begin || t >= m->end) {
		int seconds;

		m->of_time = day_month(instant_day(t, &seconds));
		m->begin = instant_at(month_first(m->of_time), 0);
		m->end = instant_at(month_last(m->of_time) + 1, 0);
	}
	months_note(m, m->of_time);
}

int64_t
months_records(const struct months *m, monthnum month)
{
	return m->of[month - FIRST];
}

int
months_count(const struct months *m)
{
	int count = 0;

	for (int i = 0; i < MONTHS_OF_ALL; i++)
		count += m->of[i] > 0;
	return count;
}

int64_t
months_most(const struct months *m)
{
	int64_t most = 0;

	for (int i = 0; i < MONTHS_OF_ALL; i++)
		most = m->of[i] > most ? m->of[i] : most;
	return most;
}

monthnum
months_first(const struct months *m)
{
	for (int i = 0; i < MONTHS_OF_ALL; i++)
		if (m->of[i] > 0)
			return FIRST + i;
	return NO_MONTH;
}

monthnum
months_last_until(const struct months *m, monthnum limit)
{
	int i = limit < FIRST + MONTHS_OF_ALL ? limit - FIRST : MONTHS_OF_ALL - 1;

	for (; i >= 0; i--)
		if (m->of[i] > 0)
			return FIRST + i;
	return NO_MONTH;
}

monthnum
months_last(const struct months *m)
{
	return months_last_until(m, FIRST + MONTHS_OF_ALL);
}
