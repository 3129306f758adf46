/*
 * The words of words.csv and the labels of triggers; the user's own go first.
 */
#include "cmd/rt-schedule/spoken.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/table/triggers.h"
#include "common/value/lang.h"

struct spoken {
	struct glossary *glossary;
	struct policy *triggers[2]; /* built in, and the user's or NULL */
};

struct spoken *
spoken_open(const struct request *q)
{
	struct spoken *s;

	if (q->format != AS_ICS)
		return NULL;
	s = mem_new(sizeof *s);
	s->glossary = glossary_open(&q->common, q->words);
	s->triggers[0] = triggers_policy(NULL, NULL);
	if (q->triggers != NULL)
		s->triggers[1] = triggers_policy(&q->common, q->triggers);
	for (int i = 0; i < 2 && s->triggers[i] != NULL; i++)
		triggers_label(s->triggers[i], s->glossary);
	return s;
}

void
spoken_close(struct spoken *s)
{
	if (s == NULL)
		return;
	for (int i = 0; i < 2 && s->triggers[i] != NULL; i++)
		policy_close(s->triggers[i]);
	glossary_free(s->glossary);
	free(s);
}

struct slice
spoken_channel(const struct spoken *s, enum channel c)
{
	return glossary_word(s->glossary, "channel", slice_of(channel_name(c)));
}

struct slice
spoken_trigger(const struct spoken *s, struct slice trigger)
{
	return glossary_word(s->glossary, "trigger", trigger);
}

const char *
spoken_record(void)
{
	return phrase("Record the contact", "记录本次联系");
}
