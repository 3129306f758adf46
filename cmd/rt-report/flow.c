/*
 * There are a dozen levels: bars are found by looking through them.
 */
#include "cmd/rt-report/flow.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/value/lang.h"
#include "common/value/number.h"

const char *
flow_word(enum turn t)
{
	static const char *const word[LANGS][TURNS] = {
		[ENGLISH] = { "Rose", "Stayed", "Fell", "New", "Gone" },
		[CHINESE] = { "上升", "不变", "下降", "新增", "已消失" },
	};

	return word[lang_spoken()][t];
}

char *
flow_name(const struct sheet *s, const struct chart *c, size_t row, const char *other)
{
	static const char between[] = " \xC2\xB7 ";
	char *name = mem_copy(SLICE("")), print[CELL_ROOM];
	size_t n = 0;

	for (int i = 0; i < c->names; i++) {
		const struct cell *one = sheet_cell(s, row, c->name[i]);
		struct slice text;

		if (!one->known)
			continue;
		text = cell_print(one, sheet_column(s, c->name[i])->type, print);
		name = mem_resize(name, n + strlen(between) + text.n + 1, 1);
		if (n > 0) {
			memcpy(name + n, between, strlen(between));
			n += strlen(between);
		}
		memcpy(name + n, text.p, text.n);
		n += text.n;
		name[n] = '\0';
	}
	if (n > 0)
		return name;
	free(name);
	return mem_copy(slice_of(other));
}

/* Takes the name over. */
static struct flow_bar *
bar_named(struct flow *f, char *name)
{
	for (size_t i = 0; i < f->bars; i++)
		if (strcmp(f->bar[i].name, name) == 0) {
			free(name);
			return &f->bar[i];
		}
	f->bar = mem_grow(f->bar, f->bars, &f->room, sizeof *f->bar);
	f->bar[f->bars] = (struct flow_bar){ .name = name };
	return &f->bar[f->bars++];
}

struct flow
flow_of(const struct sheet *s, const struct chart *c)
{
	struct flow f = { .bar = NULL };
	int column = c->value[0];

	for (size_t row = 0; row < sheet_rows(s); row++) {
		enum turn t = chart_turn(s, row);
		const struct cell *share = sheet_cell(s, row, column);
		struct flow_bar *bar;
		char room[CELL_ROOM];
		double x;

		if (t == TURNS)
			continue;
		bar = bar_named(&f, flow_name(s, c, row, flow_word(t)));
		f.met[t] = true;
		if (share->known && number_parse(cell_print(share,
		    sheet_column(s, column)->type, room), &x))
			bar->share[t] += x;
	}
	return f;
}

void
flow_free(struct flow *f)
{
	for (size_t i = 0; i < f->bars; i++)
		free(f->bar[i].name);
	free(f->bar);
}
