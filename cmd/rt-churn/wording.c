/*
 * Tiers are called what the built-in policy calls them; those of one's own have their
 * words in the file.
 */
#include "cmd/rt-churn/wording.h"

#include <stdlib.h>
#include <string.h>

#include "common/table/tiers.h"

struct wording {
	struct glossary *glossary;
	struct tiers *tiers;
};

struct wording *
wording_new(const struct options *o, const char *words)
{
	struct wording *w = mem_new(sizeof *w);

	w->tiers = tiers_open(NULL, NULL);
	w->glossary = glossary_open(o, words);
	tiers_label(w->tiers, w->glossary);
	return w;
}

void
wording_free(struct wording *w)
{
	if (w == NULL)
		return;
	glossary_free(w->glossary);
	tiers_close(w->tiers);
	free(w);
}

struct slice
wording_of(const struct wording *w, const char *kind, struct slice code)
{
	return w == NULL ? code : glossary_word(w->glossary, kind, code);
}

static char *
put(char *to, struct slice text)
{
	memcpy(to, text.p, text.n);
	return to + text.n;
}

static char *
say(char *to, const char *english, const char *chinese)
{
	return put(to, slice_of(phrase(english, chinese)));
}

struct slice
wording_evidence(const struct wording *w, struct arena *a, const struct customer *c,
    struct slice reason, struct slice tier)
{
	struct slice why = wording_of(w, "left_reason",
	    reason.n > 0 ? reason : SLICE("unknown"));
	struct slice level = wording_of(w, "tier", tier);
	char *text = arena_take(a, DATE_TEXT + why.n + MONEY_TEXT + level.n + 96);
	char *end = say(text, "left ", "离网日期 ");

	date_print(c->left, end);
	end = say(end + DATE_TEXT, "; reason ", "；原因 ");
	end = put(end, why);
	end = say(end, "; last amount ", "；最近金额 ");
	if (c->amount_known)
		end += money_print(c->amount, end);
	else
		end = say(end, "unknown", "不详");
	end = say(end, "; tier ", "；等级 ");
	end = put(end, level);
	return (struct slice){ text, (size_t)(end - text) };
}
