/*
 * where -- conditions on the cells of a record.
 *
 * Terms joined by ';', all of which must hold: col=a|b, col!=a|b, col<n,
 * col>n, col^=prefix|prefix, col? (not blank), !col (blank).
 *
 * A choice that is a word of words.h is whatever says it in a cell; any other
 * text is itself alone, also one that says a word: who asks for 停机保号 does
 * not ask for all that are suspended.
 */
#ifndef RT_WHERE_H
#define RT_WHERE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/table/kind.h"
#include "common/table/words.h"
#include "common/value/date.h"
#include "common/value/decimal.h"
#include "common/value/peer.h"

enum { NONE = -1 };

/* A cell, read by the type of its column. */
struct value {
	struct slice text;   /* as it stands; empty when blank */
	bool known;          /* not blank */
	int64_t n;           /* money, daynum, monthnum or instant, by type */
	enum decimal decimal; /* of the numbers in the text */
};

enum test { IS, IS_NOT, BELOW, NOT_ABOVE, ABOVE, NOT_BELOW, BEGINS, GIVEN, BLANK };

/* Whether it compares in size, so that there is one choice and no more. */
static inline bool
test_compares(enum test t)
{
	return t >= BELOW && t <= NOT_BELOW;
}

/* Whether it holds of what is smaller (order below 0), equal or larger; IS but for those. */
static inline bool
test_meets(enum test t, int order)
{
	switch (t) {
	case BELOW: return order < 0;
	case NOT_ABOVE: return order <= 0;
	case ABOVE: return order > 0;
	case NOT_BELOW: return order >= 0;
	default: return order == 0;
	}
}

/* Takes the sign of a test such as "<=" off the text; false when it begins with none. */
bool test_take(struct slice *text, enum test *t);

/* One of the alternatives of a term. */
struct choice {
	struct slice text;
	bool is_number, is_date;
	int64_t number;      /* ten-thousandths */
	daynum date;
};

struct term {
	struct slice name;
	enum test test;
	struct choice *choice;
	int choices;
	/* set when the column is known */
	enum column_type type;
	enum kind kind;      /* of the tables that it is read from */
	const struct words *words; /* that the column may say; NULL: any text */
	word_set said;       /* which of them are choices */
	bool is_peer;        /* a telephone number: see peer.h */
	uint64_t marks;      /* of the numbers, where it is one of them; 0: look */
	int64_t horizon;     /* a date past this one has not happened yet */
	int field;           /* its number among those read */
};

struct where {
	struct term *term;
	int terms;
};

/*
 * Reads the terms; false with a phrase in *mistake when they are none.
 * The texts are copied.
 */
bool where_parse(struct slice text, struct where *w, const char **mistake);
void where_free(struct where *w);

/* Whether the term holds for that value of its column. */
bool term_holds(const struct term *t, const struct value *v);

/* The term as it may be written, "col=a|b", and read again; the caller frees it. */
char *term_text(const struct term *t);

/*
 * Lets the choices be words of the column in tables of that kind, or telephone
 * numbers.
 */
void where_know(struct term *t, enum kind k, struct slice column);

/* Whether all terms hold; value[] is by number of the cell. */
bool where_holds(const struct where *w, const struct value value[]);

/* Whether they cannot, by what is seen at once; false says nothing. */
static inline bool
where_fails_quickly(const struct where *w, const struct value value[])
{
	for (int i = 0; i < w->terms; i++) {
		const struct term *t = &w->term[i];
		struct slice number = value[t->field].text;

		if (t->marks != 0 && number.n >= PEER_TAIL &&
		    peer_is_digits(peer_tail(number)) &&
		    (t->marks & peer_mark(peer_tail(number))) == 0)
			return true;
	}
	return false;
}

/* Whether they hold for a customer who has no such row. */
bool where_holds_blank(const struct where *w);

/* A money, count or decimal as whole ten-thousandths, the nearest. */
bool quantity_parse(struct slice text, int64_t *n);

#endif
