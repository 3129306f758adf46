/*
 * Lists, in the order of the enums that name their places; what is said of
 * another word is put together from the list, so that it cannot be out of date.
 */
#include "common/table/words.h"

#include <stdio.h>

#include "common/base/translate.h"
#include "common/table/spelling.h"
#include "common/value/text.h"

static const char *const arms[] = {
	[ARM_TREAT] = "treat", [ARM_CONTROL] = "control", NULL,
};
const struct words arm_words = {
	.idea = "arm", .word = arms, .spellings = &(struct spellings){ 0 },
};

static const char *const categories[] = {
	[CATEGORY_CARE] = "care", [CATEGORY_MARKETING] = "marketing",
	[CATEGORY_SERVICE] = "service", [CATEGORY_RECOVERY] = "recovery",
	[CATEGORY_CRISIS] = "crisis", NULL,
};
const struct words category_words = {
	.idea = "category", .word = categories, .spellings = &(struct spellings){ 0 },
};

static const char *const channels[] = {
	[VISIT] = "visit", [CALL] = "call", [APP] = "app", [SMS] = "sms",
	[EMAIL] = "email", NULL,
};
const struct words channel_words = {
	.idea = "channel", .word = channels, .spellings = &(struct spellings){ 0 },
	.refusal = { N_("not a channel ("), N_(" or "), N_(")") },
};

static const char *const days[] = {
	[DAY_HOLIDAY] = "holiday", [DAY_WORKDAY] = "workday",
	[DAY_OCCASION] = "occasion", NULL,
};
const struct words day_words = {
	.idea = "day", .word = days, .spellings = &(struct spellings){ 0 },
	.refusal = { N_("neither "), N_(" nor "), "" },
};

static const char *const dimensions[] = {
	"process", "product", "staff", "competitor", NULL,
};
const struct words dimension_words = {
	.idea = "dimension", .word = dimensions, .spellings = &(struct spellings){ 0 },
};

static const char *const directions[] = { "in", "out", NULL };
const struct words direction_words = {
	.idea = "direction", .word = directions, .spellings = &(struct spellings){ 0 },
};

static const char *const goodbyes[] = { "deceased", "moved-away", "fraud", NULL };
const struct words left_words = {
	.idea = "left_reason", .word = goodbyes, .spellings = &(struct spellings){ 0 },
};

static const char *const levels[] = { "L1", "L2", "L3", "L4", "urgent", "normal", NULL };
const struct words level_words = {
	.idea = "level", .word = levels, .spellings = &(struct spellings){ 0 },
	.refusal = { N_("not a level ("), N_(" or "), N_(")") },
};

static const char *const movements[] = {
	[MOVED_UP] = "up", [MOVED_DOWN] = "down", [MOVED_SAME] = "same",
	[MOVED_NEW] = "new", [MOVED_GONE] = "gone", NULL,
};
const struct words movement_words = {
	.idea = "movement", .word = movements, .spellings = &(struct spellings){ 0 },
};

static const char *const natures[] = { "real", "false", "hidden", NULL };
const struct words nature_words = {
	.idea = "nature", .word = natures, .spellings = &(struct spellings){ 0 },
};

static const char *const objections[] = {
	"need", "price", "product", "timing", "staff", "service", "payment", NULL,
};
const struct words objection_words = {
	.idea = "objection", .word = objections, .spellings = &(struct spellings){ 0 },
};

static const char *const planned[] = {
	[WORD_PLANNED] = "planned", [WORD_UNPLANNED] = "unplanned",
	[WORD_PAST] = "past", NULL,
};
const struct words planned_words = {
	.idea = "planned", .word = planned, .spellings = &(struct spellings){ 0 },
};

static const char *const roles[] = { [ROLE_KEY] = "key", NULL };
const struct words role_words = {
	.idea = "role", .word = roles, .spellings = &(struct spellings){ 0 },
};

static const char *const scopes[] = {
	[SCOPE_INDIVIDUAL] = "individual", [SCOPE_GROUP] = "group", NULL,
};
const struct words scope_words = {
	.idea = "scope", .word = scopes, .spellings = &(struct spellings){ 0 },
	.refusal = { N_("neither "), N_(" nor "), "" },
};

static const char *const states[] = {
	[STATE_NEW] = "new", [STATE_STILL] = "still", [STATE_RESOLVED] = "resolved",
	NULL,
};
const struct words state_words = {
	.idea = "state", .word = states, .spellings = &(struct spellings){ 0 },
};

static const char *const statuses[] = {
	[STATUS_ACTIVE] = "active", [STATUS_SUSPENDED] = "suspended",
	[STATUS_UNQUALIFIED] = "unqualified", [STATUS_TARGET] = "target", NULL,
};
const struct words status_words = {
	.idea = "status", .word = statuses, .spellings = &(struct spellings){ 0 },
};

static const char *const answers[] = { [WORD_YES] = "yes", [WORD_NO] = "no", NULL };
const struct words yes_no_words = {
	.idea = "yes/no", .word = answers, .spellings = &(struct spellings){ 0 },
};

uint8_t
words_find(const struct words *w, enum kind k, struct slice text)
{
	text = slice_trim(text);
	return text.n == 0 ? NO_WORD : spelling_find(w, k, text);
}

bool
words_say(const struct words *w, enum kind k, struct slice text, uint8_t place)
{
	return words_find(w, k, text) == place;
}

word_set
words_one(const struct words *w, enum kind k, struct slice text)
{
	uint8_t place = words_find(w, k, text);

	return place == NO_WORD ? 0 : WORD(place);
}

struct slice
words_code(const struct words *w, enum kind k, struct slice text)
{
	uint8_t place = words_find(w, k, text);

	return place == NO_WORD ? slice_trim(text) : slice_of(w->word[place]);
}

bool
words_find_all(const struct words *w, enum kind k, struct slice list, word_set *set)
{
	struct slice item;
	word_set found = 0;

	while (text_cut(&list, &item)) {
		uint8_t place = words_find(w, k, item);

		if (text_blank(item))
			continue;
		if (place == NO_WORD)
			return false;
		found |= WORD(place);
	}
	*set = found;
	return true;
}

bool
words_yes_no(enum kind k, struct slice text, bool *yes)
{
	uint8_t place = words_find(&yes_no_words, k, text);

	*yes = place == WORD_YES;
	return place != NO_WORD || text_blank(text);
}

const char *
words_refusal(const struct words *w, char room[REFUSAL_TEXT])
{
	bool own = w->refusal.before != NULL;
	const char *last = own ? w->refusal.last : N_(" or ");
	char list[REFUSAL_TEXT] = "", longer[REFUSAL_TEXT];

	for (size_t i = 0; w->word[i] != NULL; i++) {
		reason_print(longer, REFUSAL_TEXT, "%s%s%s", list, i == 0 ? "" :
		    w->word[i + 1] == NULL ? last : N_(", "), w->word[i]);
		memcpy(list, longer, REFUSAL_TEXT);
	}
	return reason_print(room, REFUSAL_TEXT, "%s%s%s", own ? w->refusal.before : N_("not "),
	    list, own ? w->refusal.after : "");
}
