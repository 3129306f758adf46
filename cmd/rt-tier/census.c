/*
 * Counts of levels and of classes, for individuals and for groups; under a
 * second policy the same rows are counted once more, and the two laid side by
 * side.
 */
#include "cmd/rt-tier/census.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/words.h"

struct count {
	int64_t customers;
	money amount;
	money least;     /* the smallest amount counted */
};

struct census {
	const struct scale *scale[SCOPES];
	struct count *level[SCOPES];
	struct count class[CLASSES];
};

static void
count_one(struct count *c, money amount)
{
	if (c->customers++ == 0 || amount < c->least)
		c->least = amount;
	if (!money_add(&c->amount, amount))
		die(BAD_DATA, "amount: the total of a level is too large");
}

struct census *
census_new(const struct scales *s)
{
	struct census *c = mem_new(sizeof *c);

	c->scale[SCOPE_INDIVIDUAL] = &s->individual;
	c->scale[SCOPE_GROUP] = &s->group;
	for (uint8_t k = SCOPE_INDIVIDUAL; k < SCOPES; k++)
		c->level[k] = mem_array((size_t)c->scale[k]->all.count, sizeof *c->level[k]);
	return c;
}

void
census_free(struct census *c)
{
	for (uint8_t k = SCOPE_INDIVIDUAL; k < SCOPES; k++)
		free(c->level[k]);
	free(c);
}

void
census_add(struct census *c, const struct row *row)
{
	uint8_t k = row->is_group ? SCOPE_GROUP : SCOPE_INDIVIDUAL;

	if (!row->has_left)
		count_one(&c->level[k][row->standing.level], row->figures.total);
	count_one(&c->class[row->class], row->figures.total);
}

/* count NULL: it takes all customers, and this is a part. */
static void
write_cut(struct writer *w, struct slice scope, struct slice cut, const money *floor,
    const struct count *count)
{
	writer_text(w, scope);
	writer_text(w, cut);
	if (floor != NULL)
		writer_money(w, *floor);
	else
		writer_blank(w);
	if (count != NULL) {
		writer_count(w, count->customers);
		writer_money(w, count->amount);
	} else {
		writer_blank(w);
		writer_blank(w);
	}
	writer_end(w);
}

static void
write_class(const struct census *c, struct writer *w, enum class k, bool known)
{
	const struct count *n = &c->class[k];
	bool has_floor = known && k < CLASS_C && n->customers > 0;

	write_cut(w, SLICE("individual"), slice_of(class_text[k]),
	    has_floor ? &n->least : NULL, known ? n : NULL);
}

void
census_write(const struct census *c, struct writer *w, enum cuts cuts)
{
	static const char *const header[] = {
		"scope", "cut", "floor", "customers", "amount", NULL,
	};

	writer_header(w, header);
	for (uint8_t k = SCOPE_INDIVIDUAL; k < SCOPES; k++)
		for (int i = 0; i < c->scale[k]->all.count; i++) {
			const struct level *l = &c->scale[k]->all.level[i];

			write_cut(w, l->scope, l->tier, l->has_amount ? &l->min_amount : NULL,
			    cuts == CUTS_OF_PART ? NULL : &c->level[k][i]);
		}
	for (enum class k = CLASS_A; cuts != CUTS_WITHOUT_CLASSES && k < CLASSES; k++)
		write_class(c, w, k, cuts == CUTS_WHOLE);
}

/* A tier of either policy. */
struct tier {
	struct slice scope, name;
	struct count now, then;
	int64_t moved_in, moved_out;
};

struct simulation {
	const struct scale *now[SCOPES], *then[SCOPES];
	struct tier *tier[SCOPES];
	int tiers[SCOPES];
	int *place[SCOPES];   /* of a level of the other policy among the tiers */
};

/* The tiers of the policy in force, then those that only the other one has. */
static void
list_tiers(struct simulation *s, uint8_t k)
{
	int now = s->now[k]->all.count, then = s->then[k]->all.count;
	struct tier *tier = mem_array((size_t)(now + then), sizeof *tier);
	int n = 0;

	s->place[k] = mem_array((size_t)then, sizeof *s->place[k]);
	for (; n < now; n++) {
		tier[n].scope = s->now[k]->all.level[n].scope;
		tier[n].name = s->now[k]->all.level[n].tier;
	}
	for (int i = 0; i < then; i++) {
		const struct level *l = &s->then[k]->all.level[i];
		int same = scale_find(s->now[k], l->tier);

		s->place[k][i] = same >= 0 ? same : n;
		if (same < 0) {
			tier[n].scope = l->scope;
			tier[n++].name = l->tier;
		}
	}
	s->tier[k] = tier;
	s->tiers[k] = n;
}

struct simulation *
simulation_new(const struct scales *now, const struct scales *then)
{
	struct simulation *s = mem_new(sizeof *s);

	s->now[SCOPE_INDIVIDUAL] = &now->individual;
	s->now[SCOPE_GROUP] = &now->group;
	s->then[SCOPE_INDIVIDUAL] = &then->individual;
	s->then[SCOPE_GROUP] = &then->group;
	for (uint8_t k = SCOPE_INDIVIDUAL; k < SCOPES; k++)
		list_tiers(s, k);
	return s;
}

void
simulation_free(struct simulation *s)
{
	for (uint8_t k = SCOPE_INDIVIDUAL; k < SCOPES; k++) {
		free(s->tier[k]);
		free(s->place[k]);
	}
	free(s);
}

void
simulation_add(struct simulation *s, const struct row *row, struct standing then)
{
	uint8_t k = row->is_group ? SCOPE_GROUP : SCOPE_INDIVIDUAL;
	int from = row->standing.level, to = s->place[k][then.level];

	if (row->has_left)
		return;
	count_one(&s->tier[k][from].now, row->figures.total);
	count_one(&s->tier[k][to].then, row->figures.total);
	if (from != to) {
		s->tier[k][from].moved_out++;
		s->tier[k][to].moved_in++;
	}
}

void
simulation_write(const struct simulation *s, struct writer *w)
{
	static const char *const header[] = {
		"scope", "tier", "customers", "amount", "customers_then", "amount_then",
		"moved_in", "moved_out", NULL,
	};

	writer_header(w, header);
	for (uint8_t k = SCOPE_INDIVIDUAL; k < SCOPES; k++)
		for (int i = 0; i < s->tiers[k]; i++) {
			const struct tier *t = &s->tier[k][i];

			writer_text(w, t->scope);
			writer_text(w, t->name);
			writer_count(w, t->now.customers);
			writer_money(w, t->now.amount);
			writer_count(w, t->then.customers);
			writer_money(w, t->then.amount);
			writer_count(w, t->moved_in);
			writer_count(w, t->moved_out);
			writer_end(w);
		}
}
