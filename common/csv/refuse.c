/*
 * refuse -- what is wrong with a record, and what becomes of it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/base/translate.h"
#include "common/csv/clean.h"
#include "common/csv/guess.h"
#include "common/csv/reader_parts.h"

enum { PLACE_TEXT = 48, NUMBER_TEXT = 16, REASON_TEXT = 200 };

/* The end of the run, at the record of that line. */
_Noreturn static void
end_run_at(const struct reader *r, uint64_t line, const char *column,
    const char *reason, const char *hint)
{
	die(r->status, "%s:%llu: %s%s%s%s", reader_name(r), (unsigned long long)line,
	    column != NULL ? column : "", column != NULL ? ": " : "", reason_to_say(reason), hint);
}

/* The end of the run, at the current record. */
_Noreturn static void
end_run(struct reader *r, const char *column, const char *reason, const char *hint)
{
	end_run_at(r, reader_line(r), column, reason, hint);
}

void
reader_die(struct reader *r, const char *column, const char *format, ...)
{
	va_list args;
	char *reason;

	if (r->later != NULL)
		die(BAD_DATA, "a piece with an error");
	va_start(args, format);
	reason = mem_format_list(translate(format), args);
	va_end(args);
	end_run(r, column, reason, "");
}

void
reader_keep_refused(struct reader *r, uint64_t line, const char *column,
    const char *reason, const char *hint, struct slice raw)
{
	if (r->rejects == NULL || !rejects_add(r->rejects, reader_name(r), line, column,
	    reason, raw, source_decodes(r->source)))
		end_run_at(r, line, column, reason, hint);
	if (r->first_refusal[0] == '\0')
		snprintf(r->first_refusal, sizeof r->first_refusal, "%llu: %s%s%s",
		    (unsigned long long)line, column != NULL ? column : "",
		    column != NULL ? ": " : "", reason_to_say(reason));
}

/* Keeps the current record with the rejects, or ends the run. */
static void
refuse(struct reader *r, const char *column, const char *reason, const char *hint)
{
	if (r->later != NULL && r->rejects != NULL)
		later_refuse(r->later, reader_line(r), column, reason, hint, reader_raw(r));
	else
		reader_keep_refused(r, reader_line(r), column, reason, hint,
		    reader_raw(r));
	r->refused++;
	if (r->unfolded != NULL)
		unfolded_note_refusal(r->unfolded);
}

void
reader_refuse(struct reader *r, int column, const char *name, const char *reason)
{
	char *hint = NULL;

	if (column >= 0 && r->rejects != NULL && rejects_show_values(r->rejects)) {
		struct slice cell = reader_field(r, column);

		hint = mem_format(": '%.*s'", (int)(cell.n < 200 ? cell.n : 200),
		    cell.p);
	}
	refuse(r, name, reason, hint != NULL ? hint : "");
	free(hint);
}

void
reader_die_useless(const struct reader *r)
{
	die(r->status, "%s: no record is left, %llu refused; the first on line %s",
	    reader_name(r), (unsigned long long)r->refused, r->first_refusal);
}

static const char *
place(uint32_t field, char text[PLACE_TEXT])
{
	snprintf(text, PLACE_TEXT, "column %u", field + 1);
	return text;
}

void
reader_refuse_fault(struct reader *r)
{
	const struct stretch *t = r->stretch;
	char column[PLACE_TEXT], *opened = NULL;

	place(t->field, column);
	r->rows++;
	if (r->later != NULL && t->ruling == UNCLOSED)
		die(BAD_DATA, "a piece with an error");
	if (t->ruling == STRAY) {
		refuse(r, column, N_("stray quote: one inside an unquoted cell, "
		    "or text behind a closing one"), "");
		return;
	}
	if (t->ruling == TOO_LONG)
		reader_die(r, column, "a cell of more than %zu bytes; see --max-cell",
		    r->max_cell);
	if (t->ruling == ENDLESS)
		reader_die(r, NULL, "a record of more than 64 MiB, and than 64 of the "
		    "largest cells; see --max-cell");
	if (t->field_line != t->line)
		opened = mem_format(_(", opened on line %llu"),
		    (unsigned long long)t->field_line);
	end_run(r, column, N_("a quote that is never closed"), opened != NULL ? opened : "");
}

/* Refuses a record whose bytes are no text. */
static void
refuse_bytes(struct reader *r, uint32_t field, enum fault fault)
{
	const char *reason = fault == HAS_NUL ? N_("NUL byte") :
	    fault == HAS_MARK ? N_("a byte-order mark inside the file") :
	    source_decodes(r->source) ? N_("bytes that are no text in this encoding") :
	    N_("not valid UTF-8");
	bool chinese = fault == NOT_UTF8 && !source_decodes(r->source) &&
	    guess_fits("GB18030", reader_raw(r));
	const char *advice = !chinese ? "" : r->status == BAD_USAGE ?
	    _("; a policy is UTF-8, this one looks like GB18030") :
	    _("; try -e gb18030");
	char column[PLACE_TEXT];

	refuse(r, place(field, column), reason, advice);
}

static bool
check_text(struct reader *r)
{
	for (uint32_t i = 0; i < r->now.cells; i++) {
		size_t at;
		enum fault fault = clean_fault(reader_field(r, (int)i), &at);

		if (fault != CLEAN) {
			refuse_bytes(r, i, fault);
			return false;
		}
	}
	return true;
}

/* Whichever lane it came by. */
void
reader_check_lengths(struct reader *r)
{
	char column[PLACE_TEXT];

	if (r->stretch->raw.n <= r->max_cell)
		return;
	for (uint32_t i = 0; i < r->now.cells; i++)
		if (reader_field(r, (int)i).n > r->max_cell)
			reader_die(r, place(i, column),
			    "a cell of more than %zu bytes; see --max-cell", r->max_cell);
}

static bool
check_cells(struct reader *r)
{
	char reason[REASON_TEXT], met[NUMBER_TEXT], wanted[NUMBER_TEXT];
	int cells = (int)r->now.cells;

	if (r->columns == 0 || cells == r->columns ||
	    (r->least_cells > 0 && cells >= r->least_cells && cells < r->columns))
		return true;
	snprintf(met, sizeof met, "%d", cells);
	snprintf(wanted, sizeof wanted, "%d", r->columns);
	refuse(r, NULL, reason_print(reason, sizeof reason, cells == 1 ?
	    N_("%s cell where the header has %s") : N_("%s cells where the header has %s"),
	    met, wanted), "");
	return false;
}

bool
reader_repeats_header(const struct reader *r)
{
	return r->header.n > 0 && slice_equal(reader_raw(r), r->header);
}

void
reader_refuse_header(struct reader *r)
{
	refuse(r, NULL, N_("a second header line: were two exports joined?"), "");
}

bool
reader_check(struct reader *r)
{
	reader_check_lengths(r);
	if (r->stretch->suspect && !check_text(r))
		return false;
	if (reader_repeats_header(r)) {
		reader_refuse_header(r);
		return false;
	}
	return check_cells(r);
}
