/*
 * An option is of few kinds when a kind says that it takes it.
 */
#include "cmd/rt-report/taken.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

static const struct report_kind *all;
static int count_of_all;

static bool
says(const struct report_kind *k, const char *option)
{
	const char *at = k->takes, *found;
	size_t n = strlen(option);

	while (at != NULL && (found = strstr(at, option)) != NULL) {
		if (found[-1] == ' ' && found[n] == ' ')
			return true;
		at = found + n;
	}
	return false;
}

/* Whether the option is one of few kinds. */
static bool
is_of_few(const char *option)
{
	for (int i = 0; i < count_of_all; i++)
		if (says(&all[i], option))
			return true;
	return false;
}

static bool
kind_takes(const char *name, const char *option)
{
	if (strcmp(option, "print-policy") == 0)
		option = "policy";
	if (!is_of_few(option))
		return true;
	for (int i = 0; i < count_of_all; i++)
		if (strcmp(all[i].name, name) == 0 && says(&all[i], option))
			return true;
	return false;
}

const struct verbs *
taken_verbs(const struct report_kind kind[], int kinds_of_report)
{
	static struct verbs verbs = { .noun = "KIND", .takes = kind_takes };

	all = kind;
	count_of_all = kinds_of_report;
	for (int i = 0; i < kinds_of_report; i++) {
		bool known = false;

		for (int j = 0; j < verbs.count; j++)
			known |= strcmp(verbs.name[j], kind[i].name) == 0;
		if (!known)
			verbs.name[verbs.count++] = kind[i].name;
	}
	return &verbs;
}

void
taken_note(struct request *q, const char *option)
{
	if (!is_of_few(option))
		return;
	q->typed = mem_grow(q->typed, q->count_typed, &q->typed_room, sizeof *q->typed);
	q->typed[q->count_typed++] = option;
}

void
taken_check(const struct request *q, const struct report_kind *const of[], int count)
{
	for (size_t i = 0; i < q->count_typed; i++) {
		bool taken = count == 0;

		for (int k = 0; k < count; k++)
			taken |= says(of[k], q->typed[i]);
		if (!taken)
			die_usage("%s does not take --%s", of[0]->name, q->typed[i]);
	}
}

void
taken_check_named(const struct request *q)
{
	const struct report_kind **of;
	int count = 0;

	if (q->kind == NULL)
		return;
	of = mem_array(q->sections + 1, sizeof *of);
	of[count++] = q->kind;
	for (size_t i = 0; i < q->sections; i++)
		of[count++] = q->section[i].kind;
	taken_check(q, of, count);
	if (q->common.print_policy && !says(q->kind, "policy"))
		die_usage("%s does not take --print-policy", q->kind->name);
	free(of);
}
