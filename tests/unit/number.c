/* number -- asks common/value/number. */
#include <inttypes.h>
#include <stdlib.h>

#include "common/table/words.h"
#include "common/value/number.h"
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
		{ "number", 1, number },
		{ "print", 1, print },
		{ "print-count", 1, print_count },
		{ "ratio", 3, ratio },
		{ "yes", 1, yes },
		{ NULL, 0, NULL },
	};

	return unit_main(argc, argv, verbs);
}
