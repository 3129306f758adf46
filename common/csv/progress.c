/*
 * A terminal's line may not wrap, and is wiped before any message, so that
 * none lands in the middle of it.
 */
#include "common/csv/progress.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "common/base/diag.h"
#include "common/base/translate.h"
#include "common/value/text.h"

enum { MILLION = 1000000 };

static const char wipe[] = "\r\033[K";
static const char no_wrap[] = "\033[?7l", wrap[] = "\033[?7h";

static enum progress setting = PROGRESS_AUTO;

static struct {
	const struct source *source; /* NULL: none is being read */
	bool on, terminal, shown;
	int64_t began, last;         /* microseconds of a steady clock */
} now;

void
progress_set(enum progress when)
{
	setting = when;
}

static int64_t
microseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * MILLION + t.tv_nsec / 1000;
}

static void
begin(const struct source *s)
{
	now.source = s;
	now.terminal = isatty(STDERR_FILENO);
	now.on = setting == PROGRESS_ALWAYS ||
	    (setting == PROGRESS_AUTO && now.terminal);
	now.shown = false;
	now.began = microseconds();
	now.last = setting == PROGRESS_ALWAYS ? 0 : now.began;
}

/* Bytes for people: at most four digits and a unit. */
static int
print_bytes(char *to, size_t room, double bytes)
{
	static const char *const unit[] = { "B", "KiB", "MiB", "GiB", "TiB", "PiB" };
	size_t u = 0;

	while (bytes >= 1024 && u + 1 < sizeof unit / sizeof unit[0]) {
		bytes /= 1024;
		u++;
	}
	return snprintf(to, room, u > 0 && bytes < 10 ? "%.1f %s" : "%.0f %s", bytes,
	    unit[u]);
}

static int
print_time(char *to, size_t room, double seconds)
{
	int64_t s = (int64_t)(seconds + 0.5);

	if (s < 3600)
		return snprintf(to, room, "%" PRId64 ":%02" PRId64, s / 60, s % 60);
	return snprintf(to, room, "%" PRId64 ":%02" PRId64 ":%02" PRId64, s / 3600,
	    s / 60 % 60, s % 60);
}

/* "bills.csv: 312 MiB of 697 MiB, 45%, 410 MiB/s, 0:01 left" */
static void
print_line(char *to, size_t room, int64_t time)
{
	char name[128], read[32], whole[32], rate[32], left[32];
	double position = (double)source_position(now.source);
	double size = (double)source_size(now.source);
	double seconds = (double)(time - now.began) / MILLION;
	double speed = seconds > 0 ? position / seconds : 0;
	size_t n = text_show(slice_of(source_name(now.source)), name, sizeof name);
	int length = (int)(n < sizeof name ? n : sizeof name);

	print_bytes(read, sizeof read, position);
	print_bytes(rate, sizeof rate, speed);
	if (size <= 0 || position > size) {
		snprintf(to, room, "%s: %.*s: %s, %s/s", diag_program(), length, name,
		    read, rate);
		return;
	}
	print_bytes(whole, sizeof whole, size);
	if (speed > 0 || position >= size)
		print_time(left, sizeof left, speed > 0 ? (size - position) / speed : 0);
	else
		snprintf(left, sizeof left, "-:--");
	snprintf(to, room, _("%s: %.*s: %s of %s, %.0f%%, %s/s, %s left"), diag_program(),
	    length, name, read, whole, 100 * position / size, rate, left);
}

static void
show(int64_t time)
{
	char line[400];

	print_line(line, sizeof line, time);
	if (now.terminal) {
		fprintf(stderr, "\r%s%s%s\033[K", no_wrap, line, wrap);
		diag_before(wipe);
	} else {
		fprintf(stderr, "%s\n", line);
	}
	now.shown = true;
	now.last = time;
}

/* A terminal is told five times a second, a log once. */
void
progress_tick(const struct source *s)
{
	int64_t time, pause = now.terminal ? MILLION / 5 : MILLION;

	if (setting == PROGRESS_NEVER || source_in_memory(s))
		return;
	if (now.source != s)
		begin(s);
	if (!now.on)
		return;
	time = microseconds();
	if (setting == PROGRESS_AUTO && time - now.began < MILLION)
		return;
	if (time - now.last >= pause)
		show(time);
}

void
progress_end(void)
{
	if (now.shown && now.terminal)
		fputs(wipe, stderr);
	diag_before("");
	now.source = NULL;
	now.shown = false;
}
