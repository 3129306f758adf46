/* number -- asks common/value/number, look and peer. */
#include <inttypes.h>
#include <stdlib.h>

#include "common/base/translate.h"
#include "common/table/words.h"
#include "common/value/look.h"
#include "common/value/number.h"
#include "common/value/peer.h"
#include "tests/unit/unit.h"

static void
count(char *argument[])
{
	int64_t n;

	if (count_parse(slice_of(argument[0]), &n))
		printf("%" PRId64 "\n", n);
	else
		puts("bad");
}

/* What a number is, exactly: in hexadecimal. */
static void
number(char *argument[])
{
	double x;

	if (number_parse(slice_of(argument[0]), &x))
		printf("%a\n", x);
	else
		puts("bad");
}

/* WANTED DECIMAL TEXT: what it looks like that is none. */
static void
look(char *argument[])
{
	static const char *const wanted[] = {
		[A_NUMBER] = "number", [A_WHOLE_NUMBER] = "whole", [SOME_SECONDS] = "seconds",
		[A_DATE] = "date", [A_MONTH] = "month", [A_TIME] = "time",
	};
	enum decimal d = argument[1][0] == ',' ? DECIMAL_COMMA :
	    argument[1][0] == '.' ? DECIMAL_POINT : DECIMAL_UNSAID;
	char room[LOOK_TEXT];
	int w = 0;

	while (strcmp(wanted[w], argument[0]) != 0)
		w++;
	puts(reason_to_say(look_refusal((enum wanted)w, slice_of(argument[2]), d, room)));
}

/* The number as it is compared. */
static void
peer(char *argument[])
{
	char room[PEER_TEXT];
	struct slice plain = peer_plain(slice_of(argument[0]), room);

	say_bytes(plain.p, plain.n);
}

/* NUMBER PLAIN */
static void
peer_perhaps(char *argument[])
{
	puts(peer_could_be(slice_of(argument[0]), slice_of(argument[1])) ? "perhaps" : "no");
}

static void
yes(char *argument[])
{
	bool yes;

	if (words_yes_no(NO_KIND, slice_of(argument[0]), &yes))
		puts(yes ? "yes" : "no");
	else
		puts("bad");
}

static void
print_count(char *argument[])
{
	char text[NUMBER_TEXT];

	say_bytes(text, count_print(strtoll(argument[0], NULL, 10), text));
}

static void
print(char *argument[])
{
	char text[NUMBER_TEXT];

	say_bytes(text, number_print(strtod(argument[0], NULL), text));
}

static void
ratio(char *argument[])
{
	char text[NUMBER_TEXT];
	int64_t above = strtoll(argument[0], NULL, 10);
	int64_t below = strtoll(argument[1], NULL, 10);

	say_bytes(text, ratio_print(above, below, atoi(argument[2]), text));
}

int
main(int argc, char *argv[])
{
	static const struct verb verbs[] = {
		{ "count", 1, count },
		{ "look", 3, look },
		{ "number", 1, number },
		{ "peer", 1, peer },
		{ "peer-perhaps", 2, peer_perhaps },
		{ "print", 1, print },
		{ "print-count", 1, print_count },
		{ "ratio", 3, ratio },
		{ "yes", 1, yes },
		{ NULL, 0, NULL },
	};

	return unit_main(argc, argv, verbs);
}
