/* text -- asks common/value/text and what stands on it: space, fold, mark, nobody, width. */
#include <stdlib.h>

#include "common/value/fold.h"
#include "common/value/mark.h"
#include "common/value/nobody.h"
#include "common/value/space.h"
#include "common/value/text.h"
#include "common/value/width.h"
#include "tests/unit/unit.h"

static void
blank(char *argument[])
{
	puts(text_blank(slice_of(argument[0])) ? "blank" : "not blank");
}

/* The id without its marks. */
static void
bare(char *argument[])
{
	struct slice id = mark_off(slice_of(argument[0]));

	say_bytes(id.p, id.n);
}

static void
distance(char *argument[])
{
	printf("%u\n", text_distance(slice_of(argument[0]), slice_of(argument[1])));
}

static void
folded(char *argument[])
{
	char out[FOLDED_MOST];

	say_bytes(out, fold(slice_of(argument[0]), out));
}

/* The nearest of the tools' usual columns. */
static void
nearest(char *argument[])
{
	static const char *const names[] = { "customer_id", "amount", "month", "due",
		"scope", "客户编号" };
	const char *name = text_nearest(slice_of(argument[0]), names, 6);

	puts(name != NULL ? name : "none");
}

static void
nobody(char *argument[])
{
	char room[NOBODY_TEXT];

	puts(nobody_is(slice_of(argument[0]), room) ? room : "somebody");
}

static void
next(char *argument[])
{
	size_t n;
	int32_t c = text_next(slice_of(argument[0]), &n);

	if (c < 0)
		printf("none %zu\n", n);
	else
		printf("U+%04X %zu\n", (unsigned)c, n);
}

static void
same(char *argument[])
{
	bool same = text_same(slice_of(argument[0]), slice_of(argument[1]));

	puts(same ? "same" : "different");
}

/* What text_show() writes into so many bytes, and the length of the whole. */
static void
show(char *argument[])
{
	char out[256];
	size_t room = (size_t)atoi(argument[1]), whole;

	memset(out, 0, sizeof(out));
	whole = text_show(slice_of(argument[0]), out, room);
	printf("%s %zu\n", out, whole);
}

/* Without what is white or unseen around it. */
static void
trim(char *argument[])
{
	struct slice text = space_trim(slice_of(argument[0]));

	say_bytes(text.p, text.n);
}

static void
valid(char *argument[])
{
	struct slice text = slice_of(argument[0]);
	size_t n = text_valid(text);

	if (n == text.n)
		puts("valid");
	else
		printf("wrong at %zu\n", n);
}

static void
line(char *argument[])
{
	struct slice text = slice_of(argument[1]);

	printf("%.*s|\n", (int)width_line(text, (size_t)atoi(argument[0])), text.p);
}

static void
width(char *argument[])
{
	printf("%zu\n", width_of(slice_of(argument[0])));
}

int
main(int argc, char *argv[])
{
	static const struct verb verbs[] = {
		{ "bare", 1, bare },
		{ "blank", 1, blank },
		{ "distance", 2, distance },
		{ "fold", 1, folded },
		{ "nearest", 1, nearest },
		{ "next", 1, next },
		{ "nobody", 1, nobody },
		{ "same", 2, same },
		{ "show", 2, show },
		{ "trim", 1, trim },
		{ "valid", 1, valid },
		{ "width", 1, width },
		{ "line", 2, line },
		{ NULL, 0, NULL },
	};

	return unit_main(argc, argv, verbs);
}
