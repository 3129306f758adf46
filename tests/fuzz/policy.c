/*
 * What is read once and kept for good is read before the first try, which may
 * die and give its memory back.
 */
#include "tests/fuzz/policy.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/table/alias.h"
#include "common/table/spelling.h"

static struct options options;
static struct slice policy;
static void (*reader)(const struct options *o);

static void
prepare(void)
{
	size_t count;

	spelling_settle();
	for (enum alias_list l = OWN_ALIASES; l < ALIAS_LISTS; l++)
		aliases_all(l, &count);
	options.rejects = rejects_open(NULL, -1, false);
}

static void
read_policy(void *unused)
{
	(void)unused;
	options.policy = fuzz_file(policy);
	reader(&options);
}

void
fuzz_policy(struct slice text, void (*read)(const struct options *o))
{
	const char *why;
	int status;

	if (options.rejects == NULL)
		prepare();
	if (text.n > FUZZ_FILE_MOST)
		return;
	policy = text;
	reader = read;
	why = fuzz_try(read_policy, NULL, &status);
	if (why == NULL)
		return;
	must(status == BAD_USAGE, "a mistake in a policy is one of usage");
	must(strncmp(why, options.policy, strlen(options.policy)) == 0 &&
	    why[strlen(options.policy)] == ':', "a mistake in a policy names the file");
}

/* A mark at the begin says nothing. */
void
fuzz_policy_source(struct slice source)
{
	must(slice_equal(source, policy), "a policy is printed as it was read");
}
