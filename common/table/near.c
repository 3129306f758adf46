/*
 * Most ids are their own form, which a glance at their bytes tells.  Two such
 * ids are never near; so of the map only the others are noted by their form,
 * and of what is looked up only the others are looked up by it.
 */
#include "common/table/near.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/value/mark.h"
#include "common/value/space.h"
#include "common/value/text.h"

/* What is kept of a form: an id that has it and is not itself its form. */
struct other {
	uint32_t number;
	uint32_t next;      /* place of a further one in other[], or MAP_NONE */
};

struct near {
	const struct map *ids;
	bool (*counts)(const void *state);
	struct map *forms;  /* to the place of the last such id */
	struct other *other;
	size_t others, room;
	uint32_t cursor;    /* the place of the next one found, or MAP_NONE */
	char *text;         /* of the form looked up */
	size_t text_room;
};

/* Whether the bytes can be a form: printable ASCII, no lower case, no number to mend. */
static bool
is_form(struct slice id)
{
	static const unsigned char folds[256] = {
		[0x00 ... ' '] = 1, [0x7f ... 0xff] = 1, ['a' ... 'z'] = 1, ['.'] = 1,
	};
	char first = id.n > 0 ? id.p[0] : '0';
	unsigned char any = 0;

	if (first == '0' || first == '\'' || first == '=' || first == '+')
		return false;
	for (size_t i = 0; i < id.n; i++)
		any |= folds[(unsigned char)id.p[i]];
	return any == 0 && (id.n < 13 || first != '8');
}

/* In one case and one width; the end of the text. */
static char *
put_folded(char *to, struct slice id)
{
	size_t n;

	for (; id.n > 0; id = (struct slice){ id.p + n, id.n - n }) {
		int32_t c = text_next(id, &n);

		if (space_is_white(c) || space_is_unseen(c))
			continue;
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xff01 - '!';
		if (c >= 'a' && c <= 'z')
			c -= 'a' - 'A';
		if (c >= 0 && c < 0x80) {
			*to++ = (char)c;
		} else {
			memcpy(to, id.p, n);
			to += n;
		}
	}
	return to;
}

static bool
all_digits(struct slice text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	return text.n > 0;
}

/* 12.00 as 12. */
static struct slice
without_decimals(struct slice text)
{
	struct slice whole = text;

	while (whole.n > 0 && whole.p[whole.n - 1] == '0')
		whole.n--;
	if (whole.n < 2 || whole.p[whole.n - 1] != '.')
		return text;
	whole.n--;
	return all_digits(whole) ? whole : text;
}

/* +86 or 86 or 0086 before the eleven digits of a mobile number. */
static struct slice
without_country(struct slice text)
{
	struct slice rest = text;

	if (rest.n > 0 && rest.p[0] == '+')
		rest = (struct slice){ rest.p + 1, rest.n - 1 };
	if (rest.n == 13 && slice_begins(rest, "861", 3) && rest.p[3] >= '3' &&
	    all_digits(rest))
		return (struct slice){ rest.p + 2, 11 };
	return text;
}

static struct slice
without_zeros(struct slice text)
{
	while (text.n > 1 && text.p[0] == '0' && all_digits(text))
		text = (struct slice){ text.p + 1, text.n - 1 };
	return text;
}

size_t
near_form(struct slice id, char *to)
{
	struct slice form = mark_off(id);

	form = (struct slice){ to, (size_t)(put_folded(to, form) - to) };
	form = without_country(without_zeros(without_decimals(form)));
	memmove(to, form.p, form.n);
	return form.n;
}

/* The form of an id, which lasts until the next call. */
static struct slice
form_of(struct near *n, struct slice id)
{
	if (n->text_room < id.n) {
		n->text_room = 2 * id.n;
		n->text = mem_resize(n->text, n->text_room, 1);
	}
	return (struct slice){ n->text, near_form(id, n->text) };
}

/* Notes an id of the map that is not its own form. */
static void
note(struct near *n, uint32_t number, struct slice form)
{
	uint32_t before = map_count(n->forms), place = map_intern(n->forms, form);
	uint32_t *last = map_state(n->forms, place);

	n->other = mem_grow(n->other, n->others, &n->room, sizeof *n->other);
	n->other[n->others] = (struct other){ number, place < before ? *last : MAP_NONE };
	*last = (uint32_t)n->others++;
}

static bool
has(const struct near *n, uint32_t number)
{
	return number != MAP_NONE &&
	    (n->counts == NULL || n->counts(map_state(n->ids, number)));
}

struct near *
near_new(const struct map *ids, bool (*counts)(const void *state))
{
	struct near *n = mem_new(sizeof *n);

	n->ids = ids;
	n->counts = counts;
	n->forms = map_new(sizeof(uint32_t));
	for (uint32_t i = 0; i < map_count(ids); i++) {
		struct slice id = map_key(ids, i), form;

		if (is_form(id) || !has(n, i))
			continue;
		form = form_of(n, id);
		if (form.n > 0 && !slice_equal(form, id))
			note(n, i, form);
	}
	return n;
}

void
near_free(struct near *n)
{
	if (n == NULL)
		return;
	map_free(n->forms);
	free(n->other);
	free(n->text);
	free(n);
}

uint32_t
near_find(struct near *n, struct slice id)
{
	bool is_own = is_form(id);
	struct slice form;
	uint32_t place = MAP_NONE, number;

	n->cursor = MAP_NONE;
	if (is_own && n->others == 0)
		return MAP_NONE;
	form = is_own ? id : form_of(n, id);
	if (form.n == 0)
		return MAP_NONE;
	if (n->others > 0)
		place = map_find(n->forms, form);
	if (place != MAP_NONE)
		n->cursor = *(const uint32_t *)map_state(n->forms, place);
	if (!slice_equal(form, id)) {
		number = map_find(n->ids, form);
		if (has(n, number))
			return number;
	}
	return near_next(n);
}

uint32_t
near_next(struct near *n)
{
	const struct other *found;

	if (n->cursor == MAP_NONE)
		return MAP_NONE;
	found = &n->other[n->cursor];
	n->cursor = found->next;
	return found->number;
}
