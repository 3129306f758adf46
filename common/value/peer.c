/*
 * A number that is plain as it stands is not copied.
 */
#include "common/value/peer.h"

enum { SERVICE_DIGITS = 5, LONGEST_LOCAL = 10 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
all_digits(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit(s.p[i]))
			return false;
	return true;
}

static struct slice
without(struct slice s, size_t n)
{
	return (struct slice){ s.p + n, s.n - n };
}

/* Service numbers of all operators, banks and agencies start so. */
static bool
is_service(struct slice s)
{
	return s.n == SERVICE_DIGITS && (s.p[0] == '1' || s.p[0] == '9');
}

/*
 * How many bytes of area code stand before a service number: 010 or 02x,
 * or three digits behind the 0; behind a country code the 0 is missing.
 */
static size_t
area_length(struct slice s)
{
	size_t zero = s.n > 0 && s.p[0] == '0';
	struct slice code = without(s, zero);

	if (code.n == 2 + SERVICE_DIGITS && is_service(without(code, 2)) &&
	    (slice_begins(code, "10", 2) || code.p[0] == '2'))
		return zero + 2;
	if (code.n == 3 + SERVICE_DIGITS && is_service(without(code, 3)) &&
	    code.p[0] >= '3')
		return zero + 3;
	return 0;
}

static struct slice
without_country(struct slice s)
{
	struct slice rest;

	if (!slice_begins(s, "86", 2))
		return s;
	rest = without(s, 2);
	if (s.n > LONGEST_LOCAL || is_service(rest) || area_length(rest) > 0)
		return rest;
	return s;
}

static struct slice
without_separators(struct slice number, char room[PEER_TEXT])
{
	size_t n = 0;

	for (size_t i = 0; i < number.n; i++) {
		char c = number.p[i];

		if (c == ' ' || c == '-' || c == '+')
			continue;
		if (n == PEER_TEXT)
			return number;
		room[n++] = c;
	}
	return (struct slice){ room, n };
}

struct slice
peer_plain(struct slice number, char room[PEER_TEXT])
{
	struct slice s = number, national;

	if (!all_digits(s))
		s = without_separators(s, room);
	if (!all_digits(s))
		return s;
	if (slice_begins(s, "00", 2))
		s = without(s, 2);
	national = without_country(s);
	if (slice_begins(national, "0", 1) || national.n < s.n)
		return without(national, area_length(national));
	return national;
}
