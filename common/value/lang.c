/*
 * One language a run, settled by --lang before anything is said.
 */
#include "common/value/lang.h"

#include <string.h>

#include "common/base/translate.h"

static enum lang spoken = ENGLISH;

bool
lang_of_name(const char *name, enum lang *l)
{
	static const char *const names[LANGS] = { [ENGLISH] = "en", [CHINESE] = "zh" };

	for (enum lang i = 0; i < LANGS; i++)
		if (strcmp(name, names[i]) == 0) {
			*l = i;
			return true;
		}
	return false;
}

/* A catalogue says which of the languages it is in. */
enum lang
lang_of_locale(void)
{
	enum lang l = ENGLISH;

	lang_of_name(_("en"), &l);
	return l;
}

void
lang_speak(enum lang l)
{
	spoken = l;
}

enum lang
lang_spoken(void)
{
	return spoken;
}

const char *
phrase(const char *english, const char *chinese)
{
	return spoken == CHINESE ? chinese : english;
}
