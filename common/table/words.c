/*
 * Lists, in the order of the enums that name their places; what is said of
 * another word is put together from the list, so that it cannot be out of date.
 */
#include "common/table/words.h"

#include <stdio.h>

#include "common/value/text.h"

static const char *const arms[] = {
	[ARM_TREAT] = "treat", [ARM_CONTROL] = "control", NULL,
};
const struct words arm_words = { "arm", arms, { "not ", " or ", "" } };

static const char *const categories[] = {
	[CATEGORY_CARE] = "care", [CATEGORY_MARKETING] = "marketing",
	[CATEGORY_SERVICE] = "service", [CATEGORY_RECOVERY] = "recovery",
	[CATEGORY_CRISIS] = "crisis", NULL,
};
const struct words category_words = { "category", categories, { "not ", " or ", "" } };

static const char *const channels[] = {
	[VISIT] = "visit", [CALL] = "call", [APP] = "app", [SMS] = "sms",
	[EMAIL] = "email", NULL,
};
const struct words channel_words = { "channel", channels,
	{ "not a channel (", " or ", ")" } };

static const char *const days[] = {
	[DAY_HOLIDAY] = "holiday", [DAY_WORKDAY] = "workday", [DAY_OCCASION] = "occasion",
	NULL,
};
const struct words day_words = { "day", days, { "neither ", " nor ", "" } };

static const char *const levels[] = { "L1", "L2", "L3", "L4", "urgent", "normal", NULL };
const struct words level_words = { "level", levels, { "not a level (", " or ", ")" } };

static const char *const movements[] = {
	[MOVED_UP] = "up", [MOVED_DOWN] = "down", [MOVED_SAME] = "same",
	[MOVED_NEW] = "new", [MOVED_GONE] = "gone", NULL,
};
const struct words movement_words = { "movement", movements, { "not ", " or ", "" } };

static const char *const planned[] = {
	[WORD_PLANNED] = "planned", [WORD_UNPLANNED] = "unplanned",
	[WORD_PAST] = "past", NULL,
};
const struct words planned_words = { "planned", planned, { "not ", " or ", "" } };

static const char *const roles[] = { [ROLE_KEY] = "key", NULL };
const struct words role_words = { "role", roles, { "not ", " or ", "" } };

static const char *const scopes[] = {
	[SCOPE_INDIVIDUAL] = "individual", [SCOPE_GROUP] = "group", NULL,
};
const struct words scope_words = { "scope", scopes, { "neither ", " nor ", "" } };

static const char *const states[] = {
	[STATE_NEW] = "new", [STATE_STILL] = "still", [STATE_RESOLVED] = "resolved", NULL,
};
const struct words state_words = { "state", states, { "not ", " or ", "" } };

static const char *const statuses[] = {
	[STATUS_ACTIVE] = "active", [STATUS_SUSPENDED] = "suspended",
	[STATUS_UNQUALIFIED] = "unqualified", [STATUS_TARGET] = "target", NULL,
};
const struct words status_words = { "status", statuses, { "not ", " or ", "" } };

uint8_t
words_find(const struct words *w, struct slice text)
{
	text = slice_trim(text);
	for (uint8_t i = 0; w->word[i] != NULL; i++)
		if (text_same(text, slice_of(w->word[i])))
			return i;
	return NO_WORD;
}

bool
words_say(const struct words *w, struct slice text, uint8_t place)
{
	return words_find(w, text) == place;
}

word_set
words_one(const struct words *w, struct slice text)
{
	uint8_t place = words_find(w, text);

	return place == NO_WORD ? 0 : WORD(place);
}

bool
words_find_all(const struct words *w, struct slice list, word_set *set)
{
	struct slice item;
	word_set found = 0;

	while (slice_cut(&list, ';', &item)) {
		uint8_t place = words_find(w, item);

		if (text_blank(item))
			continue;
		if (place == NO_WORD)
			return false;
		found |= WORD(place);
	}
	*set = found;
	return true;
}

const char *
words_refusal(const struct words *w, char room[REFUSAL_TEXT])
{
	int n = snprintf(room, REFUSAL_TEXT, "%s", w->refusal.before);

	for (size_t i = 0; w->word[i] != NULL && n < REFUSAL_TEXT; i++) {
		const char *between = i == 0 ? "" :
		    w->word[i + 1] == NULL ? w->refusal.last : ", ";

		n += snprintf(room + n, REFUSAL_TEXT - (size_t)n, "%s%s", between,
		    w->word[i]);
	}
	if (n < REFUSAL_TEXT)
		snprintf(room + n, REFUSAL_TEXT - (size_t)n, "%s", w->refusal.after);
	return room;
}
