/*
 * words -- the words that a cell may say, one list for each idea.
 *
 * A word is known by its place in the list, and is written as the code that
 * stands there.  Cells may also say it in another case, or in Chinese: see
 * spelling.h.  They are read by table_word() and table_words() (table.h),
 * policies by policy_word() (policy.h); what they answer to another word is
 * made from the list.
 */
#ifndef RT_WORDS_H
#define RT_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/table/kind.h"

/* No word of the list. */
enum { NO_WORD = 255 };

struct spellings;

struct words {
	const char *idea;          /* what it is a list of */
	const char *const *word;   /* by place; NULL at the end, before the 32nd */
	struct {                   /* "not a channel (", "visit, call", " or ", "sms", ")" */
		const char *before, *last, *after;
	} refusal;                 /* without one: "not ", " or ", "" */
	struct spellings *spellings; /* what else says them */
};

/* A set of words of one list. */
typedef uint32_t word_set;
#define WORD(place) ((word_set)1 << (place))

/* The ways to a customer, the most personal one first. */
enum channel {
	VISIT, CALL,
	MANAGED,       /* those above take a manager's time, the others no time */
	APP = MANAGED, SMS, EMAIL,
	CHANNELS,
	NO_CHANNEL = NO_WORD,
};

enum arm_word { ARM_TREAT, ARM_CONTROL };
enum category_word {
	CATEGORY_CARE, CATEGORY_MARKETING, CATEGORY_SERVICE, CATEGORY_RECOVERY,
	CATEGORY_CRISIS,
};
enum day_word { DAY_HOLIDAY, DAY_WORKDAY, DAY_OCCASION };
enum movement_word { MOVED_UP, MOVED_DOWN, MOVED_SAME, MOVED_NEW, MOVED_GONE };
enum planned_word { WORD_PLANNED, WORD_UNPLANNED, WORD_PAST };
enum role_word { ROLE_KEY };
enum scope_word { SCOPE_INDIVIDUAL, SCOPE_GROUP, SCOPES };
enum state_word { STATE_NEW, STATE_STILL, STATE_RESOLVED };
enum status_word { STATUS_ACTIVE, STATUS_SUSPENDED, STATUS_UNQUALIFIED, STATUS_TARGET };
enum yes_no_word { WORD_YES, WORD_NO };

/* Closed lists: another word is bad data wherever one of them is read. */
extern const struct words arm_words;       /* of an experiment */
extern const struct words channel_words;   /* enum channel */
extern const struct words day_words;       /* of a calendar */
extern const struct words level_words;     /* of service; a levels table may have others */
extern const struct words movement_words;  /* between two runs of rt-tier */
extern const struct words planned_words;   /* of rows of a plan */
extern const struct words scope_words;     /* a person, or a company */
extern const struct words state_words;     /* of work orders, run by run */
extern const struct words yes_no_words;

/* Open lists: other words are the operator's own. */
extern const struct words category_words;  /* of work orders and contacts */
extern const struct words dimension_words; /* of surveys */
extern const struct words direction_words; /* of calls */
extern const struct words left_words;      /* reasons of leaving that forbid to ask back */
extern const struct words nature_words;    /* of objections */
extern const struct words objection_words; /* what they are about */
extern const struct words role_words;      /* in a group: key */
extern const struct words status_words;    /* of customers */

/*
 * The place of the word in a table of that kind (NO_KIND: in none), in any
 * case and spelling, spaces around it allowed; NO_WORD when it is none of the
 * list.
 */
uint8_t words_find(const struct words *w, enum kind k, struct slice text);

/* The same of the word itself, in any case: what else says it is none. */
uint8_t words_itself(const struct words *w, struct slice text);

/* Whether the text is the word of that place. */
bool words_say(const struct words *w, enum kind k, struct slice text, uint8_t place);

/* The set of that one word; empty when it is none. */
word_set words_one(const struct words *w, enum kind k, struct slice text);

/* The code of the word; the text itself, spaces around it gone, when it is none. */
struct slice words_code(const struct words *w, enum kind k, struct slice text);

/* "call;sms", blank items allowed; false when an item is no word of the list. */
bool words_find_all(const struct words *w, enum kind k, struct slice list, word_set *set);

/* yes, no, or blank, which is no; false when it is another word. */
bool words_yes_no(enum kind k, struct slice text, bool *yes);

/* What is wrong with another word, with all that there are; returns room. */
enum { REFUSAL_TEXT = 400 };
const char *words_refusal(const struct words *w, char room[REFUSAL_TEXT]);

/*
 * The words that a column of that kind may say, whether or not it may say
 * others; NULL when there is no list of them.
 */
const struct words *words_of(enum kind k, struct slice column);

/* The same where another word is bad data for all tools, read or not. */
const struct words *words_closed(enum kind k, struct slice column);

#endif
