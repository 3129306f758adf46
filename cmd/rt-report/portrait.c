/*
 * A column of the kind is looked at by its type, another by what its heading
 * or its cells are.
 */
#include "cmd/rt-report/portrait.h"

#include <stdarg.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/where.h"

enum { IDS_EXACT = 1 << 24 };     /* ids that no roll has */

/* The column of that name in whichever kind has it first; or NULL. */
static const struct column *
column_of_any(struct slice name)
{
	for (enum kind k = 0; k < KINDS; k++)
		if (kind_column(k, name) != NULL)
			return kind_column(k, name);
	return NULL;
}

/* What a heading is that the kind does not know: the column of another kind, or none. */
static void
guess(struct portrait *p)
{
	struct slice name = header_name(p->heading);
	const struct column *c = name.p != NULL ? column_of_any(name) : NULL;

	p->look = BY_UNKNOWN;
	p->infer = infer_new(table_decimal(p->table));
	if (c != NULL && table_kind(p->table) == NO_KIND)
		p->name = c->name;
	if (c == NULL || (c->type != ID && c->type != TEXT && c->type != LIST))
		return;
	p->type = c->type;
	p->look = BY_TEXT; /* nobody says what would be bad */
}

/* Whether only cells.h reads it right, or quickly. */
static bool
needs_cells(const struct column *c)
{
	return c->type == INSTANT || slice_is(slice_of(c->name), "nps") ||
	    slice_is(slice_of(c->name), "birthday");
}

static void
know(struct portrait *p)
{
	const struct column *c = p->known;

	p->name = c->name;
	p->type = c->type;
	p->filled = c->required && !c->may_blank;
	p->closed = words_closed(table_kind(p->table), slice_of(c->name));
	p->look = c->type == ID ? BY_ID : c->type == MONEY ? BY_MONEY :
	    c->type == MONTH ? BY_MONTH :
	    (c->type == TEXT || c->type == LIST) && p->closed == NULL ? BY_TEXT : BY_CELL;
	if (!needs_cells(c))
		return;
	p->fields = (struct fields){ .kind = table_kind(p->table), .when = NONE,
		.case_id = NONE };
	fields_number(&p->fields, slice_of(c->name), c->type);
	p->cells = cells_open(&p->fields, p->table);
}

void
portrait_begin(struct portrait *p, struct table *t, int column, const struct column *known)
{
	*p = (struct portrait){ .table = t, .column = column, .known = known, .name = "",
		.heading = table_header(t)->cell[column], .type = TEXT, .extent = NO_EXTENT };
	if (known != NULL)
		know(p);
	else
		guess(p);
	distinct_init(&p->distinct, p->type == ID ? IDS_EXACT : DISTINCT_EXACT);
	if (p->look == BY_MONEY)
		distinct_expect_amounts(&p->distinct);
}

void
portrait_free(struct portrait *p)
{
	distinct_free(&p->distinct);
	months_free(p->months);
	if (p->cells != NULL)
		cells_close(p->cells);
	free(p->fields.field);
	infer_free(p->infer);
	free(p->slip);
}

void
portrait_doubt_heading(struct portrait *p, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = mem_format_list(translate(format), args);
	va_end(args);
	doubt_say(BAD_HEADING, table_name(p->table), 0, "%s", text);
	p->doubts |= DOUBT(BAD_HEADING);
	free(text);
}

/* What was seen is told: one line for each column that has bad cells. */
void
portrait_tell(struct portrait *p)
{
	char number[GROUPED_TEXT];

	if (p->bad == 0)
		return;
	p->doubts |= DOUBT(BAD_CELL);
	if (p->bad == 1)
		doubt_say(BAD_CELL, table_name(p->table), p->bad_line,
		    "%s: 1 cell is of no use, here: %s", p->name, p->slip);
	else
		doubt_say(BAD_CELL, table_name(p->table), p->bad_line,
		    "%s: %s cells are of no use, first here: %s", p->name,
		    doubt_number(p->bad, number), p->slip);
}

int64_t
portrait_distinct(const struct portrait *p)
{
	if (p->look == BY_MONTH && p->months != NULL)
		return months_count(p->months);
	return p->roll != NULL && p->type != LIST ? roll_count(p->roll, p->place) :
	    distinct_count(&p->distinct);
}

enum column_type
portrait_type(const struct portrait *p)
{
	if (p->look != BY_UNKNOWN)
		return p->type;
	return infer_names(p->heading) ? ID : infer_type(p->infer);
}

struct extent
portrait_extent(const struct portrait *p)
{
	enum column_type type = portrait_type(p);

	if (type == ID || type == TEXT || type == LIST || type == YES_NO)
		return NO_EXTENT;
	return p->look == BY_UNKNOWN ? infer_extent(p->infer) : p->extent;
}
