/*
 * rejects -- where refused records go.
 */
#include "common/csv/rejects.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/csv/source.h"
#include "common/csv/writer.h"
#include "common/value/text.h"

enum { MARK = 0xff }; /* before a byte that iconv could not turn: see source.h */

struct rejects {
	const char *path;
	bool standard;       /* output: shared, so that what stands there stays */
	int fd;              /* until the writer has it */
	struct writer *out;  /* NULL before the run begins */
	int64_t most;
	uint64_t count;
	bool show_values;
	char *text;          /* a record made fit to be shown */
	size_t room;
};

static struct rejects *kept; /* whose records must reach the file at any exit */

/* What an earlier run left goes when this one has something to say. */
static void
begin(struct rejects *j)
{
	static const char *const header[] = {
		"file", "line", "column", "reason", "record", NULL,
	};

	if (j->out != NULL || j->fd < 0)
		return;
	if (!j->standard && ftruncate(j->fd, 0) != 0 && errno != EINVAL)
		die(BAD_SYSTEM, "%s: %s", j->path, strerror(errno));
	j->out = writer_onto(j->fd, j->path);
	writer_header(j->out, header);
}

static void
keep_at_exit(void)
{
	if (kept == NULL)
		return;
	begin(kept);
	if (kept->out != NULL)
		writer_flush(kept->out);
}

struct rejects *
rejects_open(const char *path, int64_t most, bool show_values)
{
	struct rejects *j = mem_new(sizeof *j);

	j->path = path;
	j->fd = -1;
	j->most = most;
	j->show_values = show_values;
	if (path == NULL)
		return j;
	if (source_taken(path))
		die_usage("%s is an input: it cannot take the rejects", path);
	j->standard = strcmp(path, "/dev/stdout") == 0;
	j->fd = j->standard ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0) :
	    open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
	if (j->fd < 0)
		die(BAD_SYSTEM, "%s: %s", path, strerror(errno));
	kept = j;
	atexit(keep_at_exit);
	return j;
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

	if (j->fd < 0 || fstat(j->fd, &ours) != 0 || !S_ISREG(ours.st_mode))
		return;
	if (strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &theirs) != 0 :
	    stat(path, &theirs) != 0)
		return;
	if (ours.st_dev != theirs.st_dev || ours.st_ino != theirs.st_ino)
		return;
	if (j->out == NULL)
		kept = NULL;
	die_usage("%s is %s: it cannot take the rejects", j->path, role);
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

bool
rejects_add(struct rejects *j, const char *file, uint64_t line, const char *column,
    const char *reason, struct slice record, bool decoded)
{
	if (j->path == NULL || (j->most >= 0 && j->count >= (uint64_t)j->most))
		return false;
	begin(j);
	j->count++;
	writer_string(j->out, file);
	writer_count(j->out, (int64_t)line);
	writer_string(j->out, column);
	writer_string(j->out, reason);
	writer_text(j->out, as_text(j, record, decoded));
	writer_end(j->out);
	return true;
}

void
rejects_close(struct rejects *j)
{
	kept = NULL;
	begin(j);
	if (j->out != NULL)
		writer_close(j->out);
	if (j->count > 0)
		warn("%" PRIu64 " record%s refused: see %s", j->count,
		    j->count == 1 ? "" : "s", j->path);
	free(j->text);
	free(j);
}
