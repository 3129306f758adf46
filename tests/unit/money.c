/* money -- asks common/value/money. */
#include <inttypes.h>
#include <stdlib.h>

#include "common/value/money.h"
#include "tests/unit/unit.h"

/* The ten-thousandths of a text, or what is wrong with it. */
static void
parse(char *argument[])
{
	money m = 7;
	enum money_fault fault = money_parse(slice_of(argument[0]), &m);

	if (fault == MONEY_OK)
		printf("%" PRId64 "\n", m);
	else
		printf("%s%s\n", fault == MONEY_BAD ? "bad" : "overflow",
		    m == 7 ? "" : ", and touched");
}

/* Its ten-thousandths, and how it is printed. */
static void
answer_line(struct slice line)
{
	char text[MONEY_TEXT];
	money m;

	if (money_parse(line, &m) != MONEY_OK) {
		puts("bad");
		return;
	}
	printf("%" PRId64 " ", m);
	say_bytes(text, money_print(m, text));
}

static void
lines(char *argument[])
{
	unit_lines(argument[0], answer_line);
}

static void
print(char *argument[])
{
	char text[MONEY_TEXT];

	say_bytes(text, money_print(strtoll(argument[0], NULL, 10), text));
}

static void
mean(char *argument[])
{
	money sum = strtoll(argument[0], NULL, 10);

	printf("%" PRId64 "\n", money_mean(sum, strtoll(argument[1], NULL, 10)));
}

static void
add(char *argument[])
{
	money sum = strtoll(argument[0], NULL, 10);
	bool fits = money_add(&sum, strtoll(argument[1], NULL, 10));

	printf("%s %" PRId64 "\n", fits ? "fits" : "overflow", sum);
}

int
main(int argc, char *argv[])
{
	static const struct verb verbs[] = {
		{ "add", 2, add },
		{ "lines", 1, lines },
		{ "mean", 2, mean },
		{ "parse", 1, parse },
		{ "print", 1, print },
		{ NULL, 0, NULL },
	};

	return unit_main(argc, argv, verbs);
}
