/*
 * A zone is looked up where the C library does it.  Whether the library did
 * is asked, too: a zone for which it finds no memory is UTC as well.
 */
#include "common/value/tz.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/slice.h"
#include "common/base/translate.h"
#include "common/value/text.h"

static const char usual_zone[] = "/etc/localtime";

/* The zone that TZ names, without its colon; NULL when it is not set. */
static const char *
named_zone(void)
{
	const char *tz = getenv("TZ");

	return tz != NULL && tz[0] == ':' ? tz + 1 : tz;
}

static const char *
zones_folder(void)
{
	const char *folder = getenv("TZDIR");

	return folder != NULL && folder[0] != '\0' ? folder : "/usr/share/zoneinfo";
}

static void
path_of(const char *zone, char path[PATH_MAX])
{
	if (zone[0] == '/')
		snprintf(path, PATH_MAX, "%s", zone);
	else
		snprintf(path, PATH_MAX, "%s/%s", zones_folder(), zone);
}

/* A number of one to so many digits, up to most, taken off the text. */
static bool
take_number(const char **text, int digits, long most)
{
	long n = 0;
	int i = 0;

	for (; i < digits && isdigit((unsigned char)**text); i++)
		n = 10 * n + *(*text)++ - '0';
	return i > 0 && n <= most;
}

/* hh[:mm[:ss]], with a sign or without. */
static bool
take_time(const char **text, long hours)
{
	*text += **text == '+' || **text == '-';
	if (!take_number(text, 3, hours))
		return false;
	for (int i = 0; i < 2 && **text == ':'; i++) {
		++*text;
		if (!take_number(text, 2, 59))
			return false;
	}
	return true;
}

/* CST or <+08> */
static bool
take_name(const char **text)
{
	bool quoted = **text == '<';
	size_t n = 0;

	*text += quoted;
	while (isalpha((unsigned char)(*text)[n]) || (quoted &&
	    (isdigit((unsigned char)(*text)[n]) || (*text)[n] == '+' || (*text)[n] == '-')))
		n++;
	*text += n;
	if (quoted && *(*text)++ != '>')
		return false;
	return n >= 3;
}

/* The day of a change: ,M3.2.0/2 or ,J60 or ,59 */
static bool
take_change(const char **text)
{
	bool good;

	if (*(*text)++ != ',')
		return false;
	if (**text == 'M') {
		++*text;
		good = take_number(text, 2, 12) && *(*text)++ == '.' &&
		    take_number(text, 1, 5) && *(*text)++ == '.' && take_number(text, 1, 6);
	} else {
		*text += **text == 'J';
		good = take_number(text, 3, 365);
	}
	if (good && **text == '/') {
		++*text;
		good = take_time(text, 167);
	}
	return good;
}

/* A rule as POSIX has it: CST-8, or EST5EDT,M3.2.0,M11.1.0 */
static bool
is_rule(const char *text)
{
	if (!take_name(&text) || !take_time(&text, 24))
		return false;
	if (*text == '\0')
		return true;
	if (!take_name(&text))
		return false;
	if (*text != ',' && *text != '\0' && !take_time(&text, 24))
		return false;
	return *text == '\0' ||
	    (take_change(&text) && take_change(&text) && *text == '\0');
}

static int64_t
big_endian(const unsigned char *p, int bytes)
{
	uint64_t x = p[0] & 0x80 ? UINT64_MAX : 0;

	for (int i = 0; i < bytes; i++)
		x = x << 8 | p[i];
	return (int64_t)x;
}

enum { HEADER = 44, COUNTS = 20 };

/* What stands in the header of a TZif file or of its second part: RFC 8536. */
struct counts {
	size_t utc, standard, leaps, times, types, letters;
};

static struct counts
counts_of(const unsigned char *header)
{
	const unsigned char *p = header + COUNTS;

	return (struct counts){
		(size_t)big_endian(p, 4), (size_t)big_endian(p + 4, 4),
		(size_t)big_endian(p + 8, 4), (size_t)big_endian(p + 12, 4),
		(size_t)big_endian(p + 16, 4), (size_t)big_endian(p + 20, 4),
	};
}

/* Whether the library's clock is so far east of UTC then. */
static bool
shows(int64_t t, int64_t east)
{
	time_t seconds = (time_t)t;
	struct tm tm;

	return localtime_r(&seconds, &tm) != NULL && tm.tm_gmtoff == east;
}

/* Whether the library has this file, by the last two changes of its clock. */
static bool
is_loaded(const unsigned char *file, size_t n)
{
	struct counts c = counts_of(file);
	const unsigned char *times, *places, *types;
	size_t first, width = 4, at = HEADER;

	if (file[4] >= '2') {
		at += c.times * 5 + c.types * 6 + c.letters + c.leaps * 8 + c.standard + c.utc;
		if (at + HEADER > n)
			return false;
		c = counts_of(file + at);
		at += HEADER;
		width = 8;
	}
	if (c.times > n || c.types > n || at + c.times * (width + 1) + c.types * 6 > n)
		return false;
	times = file + at;
	places = times + c.times * width;
	types = places + c.times;
	first = c.times > 2 ? c.times - 2 : 0;
	for (size_t i = first; i < c.times; i++)
		if (places[i] >= c.types || !shows(big_endian(times + i * width, (int)width),
		    big_endian(types + places[i] * 6, 4)))
			return false;
	return c.times > 0 || (c.types > 0 && shows(0, big_endian(types, 4)));
}

enum reading { NO_ZONE, NOT_LOADED, LOADED };

/* Whether the file is a zone, and the library's. */
static enum reading
read_zone(const char *path)
{
	enum { MOST = 1 << 16 };
	static unsigned char file[MOST];
	struct stat st;
	FILE *f;
	size_t n;
	bool failed;

	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return NO_ZONE;
	f = fopen(path, "re");
	if (f == NULL)
		die(BAD_SYSTEM, "%s: %s", path, translate_error(errno));
	n = fread(file, 1, sizeof file, f);
	failed = ferror(f) != 0;
	fclose(f);
	if (failed)
		return NOT_LOADED;
	if (n < HEADER || memcmp(file, "TZif", 4) != 0)
		return NO_ZONE;
	tzset();
	return is_loaded(file, n) ? LOADED : NOT_LOADED;
}

/* The names in the folder of zones, or of the region that the zone names. */
static size_t
list_zones(const char *zone, const char *name[], size_t most)
{
	char path[PATH_MAX], *end;
	const struct dirent *entry;
	size_t count = 0;
	DIR *d;

	path_of(zone, path);
	end = strrchr(path, '/');
	*end = '\0';
	d = opendir(path);
	if (d == NULL)
		return 0;
	while ((entry = readdir(d)) != NULL && count < most)
		if (entry->d_name[0] != '.')
			name[count++] = mem_copy(slice_of(entry->d_name));
	closedir(d);
	return count;
}

_Noreturn static void
refuse(const char *zone)
{
	enum { MOST = 1000 };
	static const char *name[MOST];
	const char *slash = strrchr(zone, '/');
	const char *last = slash != NULL ? slash + 1 : zone;
	size_t count = list_zones(zone, name, MOST);
	const char *near = text_nearest(slice_of(last), name, count);
	struct stat st;

	if (stat(zones_folder(), &st) != 0)
		die_usage("TZ: '%s' is no POSIX rule such as CST-8, and this system has "
		    "no zones: is tzdata installed?", zone);
	if (near != NULL && strcmp(near, last) != 0)
		die_usage("TZ: '%s' is neither a zone of this system nor a POSIX rule such "
		    "as CST-8 (did you mean '%.*s%s'?)", zone, (int)(last - zone), zone, near);
	die_usage("TZ: '%s' is neither a zone of this system nor a POSIX rule such as CST-8",
	    zone);
}

/* What is so in any system, whatever it has installed. */
static bool
is_universal(const char *zone)
{
	return strcmp(zone, "") == 0 || strcmp(zone, "UTC") == 0 || strcmp(zone, "GMT") == 0;
}

void
tz_check(void)
{
	const char *zone = named_zone();
	char path[PATH_MAX];
	struct stat st;
	enum reading reading;

	if (zone == NULL && lstat(usual_zone, &st) != 0)
		return;
	path_of(zone != NULL ? zone : usual_zone, path);
	reading = read_zone(path);
	if (reading == NOT_LOADED)
		die(BAD_SYSTEM, "the zone in %s could not be read", path);
	if (reading == LOADED)
		return;
	if (zone == NULL)
		die_usage("%s is no zone (is tzdata installed?), and TZ names none",
		    usual_zone);
	if (!is_universal(zone) && !is_rule(zone))
		refuse(zone);
	tzset();
}

/* What the link of the system says, behind the folder of zones. */
static void
name_usual_zone(char text[TZ_TEXT])
{
	char target[PATH_MAX];
	const char *name;

	if (realpath(usual_zone, target) == NULL) {
		snprintf(text, TZ_TEXT, "UTC, as neither TZ nor %s is there", usual_zone);
		return;
	}
	name = strstr(target, "zoneinfo/");
	snprintf(text, TZ_TEXT, "%.300s, from %s",
	    name != NULL ? name + strlen("zoneinfo/") : "without a name", usual_zone);
}

const char *
tz_describe(char text[TZ_TEXT])
{
	const char *zone = named_zone();

	if (zone == NULL)
		name_usual_zone(text);
	else
		snprintf(text, TZ_TEXT, "%.300s, from %s", zone[0] == '\0' ? "UTC" : zone,
		    zone[0] == '\0' ? "TZ, which is empty" : "TZ");
	return text;
}
