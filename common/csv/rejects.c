/*
 * The table is begun with the run, so that a folder that is not there is told
 * before anything is read.
 */
#include "common/csv/rejects.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/csv/replace.h"
#include "common/csv/source.h"
#include "common/csv/writer.h"
#include "common/value/text.h"

enum { MARK = 0xff }; /* before a byte that iconv could not turn: see source.h */

struct rejects {
	const char *path;
	struct writer *out;  /* NULL: without a path */
	int64_t most;
	uint64_t count;
	bool show_values;
	bool looks_on;
	char *text;          /* a record made fit to be shown */
	size_t room;
};

/* Behind the other files: who sees it sees what was made of the rest. */
static struct writer *
open_table(const char *path)
{
	static const char *const header[] = {
		"file", "line", "column", "reason", "record", NULL,
	};
	bool standard = strcmp(path, "/dev/stdout") == 0;
	struct writer *out = writer_open(&(struct output){
		.path = standard ? NULL : path, .last = true });

	writer_header(out, header);
	return out;
}

struct rejects *
rejects_open(const char *path, int64_t most, bool show_values)
{
	struct rejects *j = mem_new(sizeof *j);

	j->path = path;
	j->most = most;
	j->show_values = show_values;
	if (path == NULL)
		return j;
	j->out = open_table(path);
	return j;
}

void
rejects_look_on(struct rejects *j)
{
	j->looks_on = true;
}

bool
rejects_looks_on(const struct rejects *j)
{
	return j->looks_on && j->path == NULL;
}

const char *
rejects_path(const struct rejects *j)
{
	return j->path;
}

bool
rejects_show_values(const struct rejects *j)
{
	return j->show_values;
}

void
rejects_spare(struct rejects *j, const char *path, const char *role)
{
	struct stat ours, theirs;
	bool same;

	if (j->path == NULL)
		return;
	if (strcmp(path, "-") == 0)
		same = fstat(STDIN_FILENO, &theirs) == 0 && S_ISREG(theirs.st_mode) &&
		    stat(j->path, &ours) == 0 &&
		    ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
	else
		same = replace_same(path, j->path);
	if (same)
		die_usage("%s is %s: it cannot take the rejects", j->path, _(role));
}

static size_t
escape(char *to, unsigned char byte)
{
	static const char hex[] = "0123456789ABCDEF";

	to[0] = '\\';
	to[1] = 'x';
	to[2] = hex[byte >> 4];
	to[3] = hex[byte & 15];
	return 4;
}

/* The record as text: NUL, and bytes that are none, as \xNN. */
static struct slice
as_text(struct rejects *j, struct slice record, bool decoded)
{
	size_t used = 0, step;

	if (j->room < 4 * record.n) {
		j->room = 4 * record.n;
		j->text = mem_resize(j->text, j->room, 1);
	}
	for (; record.n > 0; record.p += step, record.n -= step) {
		unsigned char byte = (unsigned char)record.p[0];

		step = 1;
		if (decoded && byte == MARK && record.n > 1) {
			used += escape(j->text + used, (unsigned char)record.p[1]);
			step = 2;
		} else if (byte == '\0' || text_next(record, &step) < 0) {
			used += escape(j->text + used, byte);
		} else {
			memcpy(j->text + used, record.p, step);
			used += step;
		}
	}
	return (struct slice){ j->text, used };
}

/* "amount: blank", of the first one. */
static void
doubt_record(const char *file, uint64_t line, const char *column, const char *reason)
{
	struct doubt *d = doubt_of(BAD_RECORD, file, line);

	if (d->count++ > 0)
		return;
	d->example = mem_format("%s%s%s", column != NULL ? column : "",
	    column != NULL ? ": " : "", reason_to_say(reason));
}

bool
rejects_add(struct rejects *j, const char *file, uint64_t line, const char *column,
    const char *reason, struct slice record, bool decoded)
{
	if (rejects_looks_on(j)) {
		doubt_record(file, line, column, reason);
		return true;
	}
	if (j->path == NULL || (j->most >= 0 && j->count >= (uint64_t)j->most))
		return false;
	j->count++;
	writer_string(j->out, file);
	writer_count(j->out, (int64_t)line);
	writer_string(j->out, column);
	writer_text(j->out, reason_in_english(reason));
	writer_text(j->out, as_text(j, record, decoded));
	writer_end(j->out);
	return true;
}

void
rejects_close(struct rejects *j)
{
	if (j->out != NULL)
		writer_close(j->out);
	if (j->count > 0)
		warn("%" PRIu64 " record%s refused: see %s", j->count,
		    translate_number(j->count, "", "s"), j->path);
	free(j->text);
	free(j);
}
