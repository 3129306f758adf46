/*
 * Read by the same reader as data, but whole and with a line for each row:
 * what is wrong with a rule often shows only beside the others.
 */
#include "common/table/policy.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/csv/reader.h"
#include "common/table/kind.h"
#include "common/table/options.h"
#include "common/value/number.h"
#include "common/value/text.h"

struct policy {
	char *label;             /* for complaints */
	struct slice source;
	char *own;               /* the source, when it was read from a file */
	const char **column;     /* those that must be there, then the later ones */
	size_t columns, required;
	int *place;              /* where in the file each stands, or NO_COLUMN */
	size_t rows, room;
	uint64_t *line;          /* of each row */
	struct slice *cell;      /* row by row, in the order of the columns */
	struct arena *text;
};

/* The file's bytes, and a name for complaints. */
static void
read_file(struct policy *p, const char *path)
{
	enum { STEP = 65536 };
	struct source *s = source_open(path);
	size_t used = 0, room = 0;
	long n;

	source_guard(s);
	do {
		if (room - used < STEP) {
			room = 2 * room + STEP;
			p->own = mem_resize(p->own, room, 1);
		}
		n = source_read(s, p->own + used, room - used);
		if (n > 0)
			used += (size_t)n;
	} while (n > 0);
	if (n < 0)
		die(BAD_SYSTEM, "%s: %s", path, translate_error(errno));
	p->label = mem_copy(slice_of(path));
	p->source = (struct slice){ p->own, used };
	source_close(s);
}

static void
read_built_in(struct policy *p, const char *name)
{
	static const char prefix[] = "built-in ";
	size_t n = strlen(name);

	p->source = policy_built_in(name);
	p->label = mem_array(sizeof prefix + n, 1);
	memcpy(p->label, prefix, sizeof prefix - 1);
	memcpy(p->label + sizeof prefix - 1, name, n);
}

/* The column that the heading names; a mistake dies. */
static size_t
known_column(const struct policy *p, struct slice heading)
{
	const char *near;

	for (size_t c = 0; c < p->columns; c++)
		if (heading_same(heading, slice_of(p->column[c])))
			return c;
	near = text_nearest(heading, p->column, p->columns);
	if (near != NULL)
		die(BAD_USAGE, "%s:1: unknown column '%.*s'; did you mean '%s'?",
		    p->label, (int)heading.n, heading.p, near);
	die(BAD_USAGE, "%s:1: unknown column '%.*s'", p->label, (int)heading.n,
	    heading.p);
}

/* Where in the file each column stands. */
static void
bind(struct policy *p, const struct reader *r)
{
	p->place = mem_array(p->columns, sizeof *p->place);
	for (size_t c = 0; c < p->columns; c++)
		p->place[c] = NO_COLUMN;
	for (int i = 0; i < reader_columns(r); i++) {
		size_t c = known_column(p, slice_trim(reader_heading(r, i)));

		if (p->place[c] != NO_COLUMN)
			die(BAD_USAGE, "%s:1: column '%s' stands twice", p->label,
			    p->column[c]);
		p->place[c] = i;
	}
	for (size_t c = 0; c < p->required; c++)
		if (p->place[c] == NO_COLUMN)
			die(BAD_USAGE, "%s:1: no column '%s'", p->label, p->column[c]);
}

/* A row written before there were later columns ends where it did. */
static void
allow_older_rows(const struct policy *p, struct reader *r)
{
	int cells = 0;

	for (size_t c = 0; c < p->required; c++)
		if (p->place[c] >= cells)
			cells = p->place[c] + 1;
	reader_end_early(r, cells);
}

static void
keep_row(struct policy *p, struct reader *r)
{
	struct slice *cell;

	if (p->rows == p->room) {
		p->room = p->room == 0 ? 64 : 2 * p->room;
		p->line = mem_resize(p->line, p->room, sizeof *p->line);
		p->cell = mem_resize(p->cell, p->room * p->columns, sizeof *p->cell);
	}
	cell = p->cell + p->rows * p->columns;
	for (size_t c = 0; c < p->columns; c++) {
		int place = p->place[c] < reader_cells(r) ? p->place[c] : NO_COLUMN;

		cell[c] = arena_keep(p->text, slice_trim(reader_field(r, place)));
	}
	p->line[p->rows++] = reader_line(r);
}

/* Adds the names of a list that NULL ends. */
static void
add_columns(struct policy *p, const char *const columns[])
{
	for (; *columns != NULL; columns++) {
		p->column = mem_resize(p->column, p->columns + 1, sizeof *p->column);
		p->column[p->columns++] = *columns;
	}
}

struct policy *
policy_open(const struct options *o, const char *path, const char *name,
    const char *const columns[])
{
	static const char *const none[] = { NULL };

	return policy_open_older(o, path, name, columns, none);
}

struct policy *
policy_open_older(const struct options *o, const char *path, const char *name,
    const char *const columns[], const char *const later[])
{
	struct policy *p = mem_new(sizeof *p);
	struct reader *r;

	add_columns(p, columns);
	p->required = p->columns;
	add_columns(p, later);
	p->text = arena_new();
	if (path != NULL) {
		rejects_spare(o->rejects, path, N_("a policy"));
		read_file(p, path);
	} else {
		read_built_in(p, name);
	}
	r = reader_open_text(p->label, p->source, BAD_USAGE);
	bind(p, r);
	allow_older_rows(p, r);
	while (reader_next(r))
		keep_row(p, r);
	reader_close(r);
	return p;
}

void
policy_close(struct policy *p)
{
	arena_free(p->text);
	free(p->cell);
	free(p->line);
	free(p->column);
	free(p->place);
	free(p->own);
	free(p->label);
	free(p);
}

struct slice
policy_source(const struct policy *p)
{
	return p->source;
}

FILE *
policy_print_begin(char **text, size_t *n)
{
	FILE *f;

	free(*text);
	*text = NULL;
	f = open_memstream(text, n);
	if (f == NULL)
		die(BAD_SYSTEM, "out of memory");
	return f;
}

void
policy_print_cell(FILE *f, struct slice cell, char behind)
{
	bool quoted = memchr(cell.p, ',', cell.n) != NULL ||
	    memchr(cell.p, '"', cell.n) != NULL;

	if (quoted)
		fputc('"', f);
	for (size_t i = 0; i < cell.n; i++) {
		if (cell.p[i] == '"')
			fputc('"', f);
		fputc(cell.p[i], f);
	}
	if (quoted)
		fputc('"', f);
	fputc(behind, f);
}

void
policy_print_end(FILE *f)
{
	if (fclose(f) != 0)
		die(BAD_SYSTEM, "out of memory");
}

size_t
policy_rows(const struct policy *p)
{
	return p->rows;
}

static size_t
number_of(const struct policy *p, const char *column)
{
	size_t c = 0;

	while (strcmp(p->column[c], column) != 0)
		c++;
	return c;
}

bool
policy_has(const struct policy *p, const char *column)
{
	return p->place[number_of(p, column)] != NO_COLUMN;
}

const char *
policy_label(const struct policy *p)
{
	return p->label;
}

struct slice
policy_cell(const struct policy *p, size_t row, const char *column)
{
	return p->cell[row * p->columns + number_of(p, column)];
}

void
policy_refuse(const struct policy *p, size_t row, const char *column, enum wanted wanted)
{
	char reason[LOOK_TEXT];

	policy_die(p, row, column, "%s", reason_to_say(look_refusal(wanted,
	    policy_cell(p, row, column), DECIMAL_POINT, reason)));
}

bool
policy_money(const struct policy *p, size_t row, const char *column, money *m)
{
	struct slice cell = policy_cell(p, row, column);

	if (cell.n == 0)
		return false;
	switch (money_parse(cell, m)) {
	case MONEY_OK:
		return true;
	case MONEY_OVERFLOW:
		policy_die(p, row, column, "amount of money too large");
	case MONEY_BAD:
	default:
		policy_refuse(p, row, column, A_NUMBER);
	}
}

bool
policy_count(const struct policy *p, size_t row, const char *column, int64_t *n)
{
	struct slice cell = policy_cell(p, row, column);

	if (cell.n == 0)
		return false;
	if (count_overflows(cell) && !count_parse(cell, n))
		policy_die(p, row, column, "number too large");
	if (!count_parse(cell, n))
		policy_refuse(p, row, column, A_WHOLE_NUMBER);
	return true;
}

bool
policy_duration(const struct policy *p, size_t row, const char *column,
    struct duration *d)
{
	struct slice cell = policy_cell(p, row, column);

	if (cell.n == 0)
		return false;
	if (duration_parse(cell, d))
		return true;
	if (duration_parse_working(cell, d))
		policy_die(p, row, column, "counts no working time: a duration such as 24h");
	policy_die(p, row, column, "not a duration such as 24h");
}

bool
policy_within(const struct policy *p, size_t row, const char *column, struct duration *d)
{
	struct slice cell = policy_cell(p, row, column);

	if (cell.n == 0)
		return false;
	if (!duration_parse_working(cell, d))
		policy_die(p, row, column, "not a duration such as 24h or 2wd");
	return true;
}

bool
policy_yes_no(const struct policy *p, size_t row, const char *column)
{
	bool yes = false;

	if (!words_yes_no(NO_KIND, policy_cell(p, row, column), &yes))
		policy_die(p, row, column, "not yes or no");
	return yes;
}

uint8_t
policy_word(const struct policy *p, size_t row, const char *column,
    const struct words *w)
{
	uint8_t word = words_find(w, NO_KIND, policy_cell(p, row, column));
	char reason[REFUSAL_TEXT];

	if (word == NO_WORD)
		policy_die(p, row, column, "%s", reason_to_say(words_refusal(w, reason)));
	return word;
}

uint64_t
policy_line(const struct policy *p, size_t row)
{
	return row < p->rows ? p->line[row] : 1;
}

void
policy_die(const struct policy *p, size_t row, const char *column,
    const char *format, ...)
{
	uint64_t line = policy_line(p, row);
	char *message;
	va_list args;

	va_start(args, format);
	message = mem_format_list(translate(format), args);
	va_end(args);
	if (column == NULL)
		die(BAD_USAGE, "%s:%" PRIu64 ": %s", p->label, line, message);
	die(BAD_USAGE, "%s:%" PRIu64 ": %s: %s", p->label, line, column, message);
}
