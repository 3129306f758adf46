/*
 * where -- conditions: what they mean, and how they are written out.
 *
 * A condition in the first line, the cells of a record in the next ones.
 */
#include <stdlib.h>

#include "common/table/where.h"
#include "tests/fuzz/fuzz.h"

enum { CELLS = 8 };

/* The term written out and read again. */
static void
write_out(const struct term *t)
{
	char *text = term_text(t);
	struct where again;
	const char *mistake = NULL;

	must(where_parse(slice_of(text), &again, &mistake), "a term written can be read");
	must(again.terms == 1 && again.term->test == t->test &&
	    slice_equal(again.term->name, t->name) && again.term->choices == t->choices,
	    "a term written is the same term");
	for (int i = 0; i < t->choices; i++)
		must(slice_equal(again.term->choice[i].text, t->choice[i].text),
		    "a choice written is the same choice");
	where_free(&again);
	free(text);
}

/* The same term with another test. */
static bool
holds_as(const struct term *t, enum test test, const struct value *v)
{
	struct term other = *t;

	other.test = test;
	return term_holds(&other, v);
}

static void
ask(const struct term *t, const struct value *v)
{
	bool known = v->known && v->n <= t->horizon;

	must(holds_as(t, IS, v) != holds_as(t, IS_NOT, v), "either it is, or it is not");
	must(holds_as(t, GIVEN, v) == known && holds_as(t, BLANK, v) == !known,
	    "either it is given, or blank");
	if (!test_compares(t->test))
		return;
	must(!holds_as(t, BELOW, v) || !holds_as(t, ABOVE, v), "not below and above at once");
	must(!holds_as(t, BELOW, v) || holds_as(t, NOT_ABOVE, v), "what is below is at most");
	must(!holds_as(t, ABOVE, v) || holds_as(t, NOT_BELOW, v), "what is above is at least");
}

static void
look_at(struct term *t, const struct value value[CELLS], int cells)
{
	/*
	 * Nothing that is asked holds a NUL.  Of a telephone number only what is
	 * compared is known: "00" of "0000", which is "" the next time.
	 */
	bool is_plain = memchr(t->name.p, '\0', t->name.n) == NULL &&
	    !slice_is(t->name, "peer");

	for (int i = 0; i < t->choices; i++)
		is_plain &= memchr(t->choice[i].text.p, '\0', t->choice[i].text.n) == NULL;
	if (is_plain)
		write_out(t);
	where_know(t, (enum kind)(t->name.n % KINDS), t->name);
	for (enum column_type type = ID; type <= LIST; type++) {
		t->type = type;
		for (int i = 0; i < cells; i++)
			ask(t, &value[i]);
	}
}

void
fuzz_one(struct slice input)
{
	struct slice text = fuzz_line(&input), cell;
	struct value value[CELLS] = { { .known = false } };
	const char *mistake = NULL;
	struct where w;
	int cells = 1; /* the first is blank */

	for (; cells < CELLS && slice_cut(&input, '\n', &cell); cells++) {
		struct value *v = &value[cells];

		*v = (struct value){ .text = slice_trim(cell), .known = true };
		v->known = v->text.n > 0 && quantity_parse(v->text, &v->n);
		v->n %= DAY_LAST;
	}
	if (where_parse(text, &w, &mistake)) {
		for (int i = 0; i < w.terms; i++)
			look_at(&w.term[i], value, cells);
		where_holds_blank(&w);
	} else {
		must(mistake != NULL && mistake[0] != '\0', "a mistake is told");
	}
	where_free(&w);
}
