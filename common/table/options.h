/*
 * options -- what the command lines of all tools share.
 *
 * A tool lists its own long options, asks options_all() for those plus the
 * common ones, and hands what its switch does not know to options_take().
 */
#ifndef RT_OPTIONS_H
#define RT_OPTIONS_H

#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/csv/reader.h"
#include "common/csv/writer.h"
#include "common/table/header.h"
#include "common/table/kind.h"
#include "common/value/clock.h"
#include "common/value/date.h"
#include "common/value/lang.h"

/* The files of one option, which may be repeated; NULL behind the last. */
struct paths {
	const char **path;      /* NULL while there is none; borrowed names */
	size_t count, room;
};

/*
 * What the first operand may be besides a file: what a tool can do, and whether
 * that takes an option, of the tool's own or a common one.
 */
enum { VERBS_MOST = 24 };
struct verbs {
	const char *noun;                  /* as --help has it: "VERB" */
	const char *name[VERBS_MOST];
	int count;
	bool (*takes)(const char *verb, const char *option);
};

struct options {
	const struct verbs *verbs;         /* NULL: there are none */
	const char *usage;                 /* of --help, once asked for */
	const char *completion;            /* --print-completion; NULL: not asked for */
	/* reading */
	struct dialect dialect[KINDS + 1]; /* by kind; [NO_KIND] for all */
	kinds own_dialect;                 /* kinds with one of their own */
	struct dialect ours;               /* of what rt writes: UTF-8, commas */
	bool clean_ids;                    /* the marks of ids go */
	struct paths ids;                  /* --ids */
	struct renamed *renamed;           /* what they say, or NULL: see renamed.h */
	const char *without_id;            /* what to say where there is no customer_id, or NULL */
	bool plain;                        /* no option says how files are written */
	bool looks_on;                     /* what can be told ends no run: see options_look_on() */
	struct mapping *mapping;
	size_t mappings;
	struct named_table {
		enum kind kind;
		const char *path;
		int before;                /* operands that stand before it */
		bool met;                  /* it was opened */
	} *table;
	size_t tables;
	struct wide_months {               /* --wide */
		enum kind kind;            /* NO_KIND: all */
		const char *column;        /* what the cells are */
		bool met;                  /* an input has such months */
	} *wide;
	size_t wides;
	struct condition *where;           /* --where: see filter.h */
	size_t wheres;
	struct paths names;                /* --names */
	bool print_names;
	struct rejects *rejects;           /* never NULL after options_finish() */
	int threads;                       /* 1 .. */
	/* time */
	daynum as_of;                      /* the day */
	int as_of_minutes;                 /* local time on it; -1: none given */
	/* writing */
	struct output output;
	const char *policy;                /* NULL: the built-in one */
	bool print_policy;
	const char *printed_policy;        /* --print-policy=NAME, or NULL */
	struct slice *keep;                /* columns to carry along */
	size_t keeps;
	uint64_t part, parts;              /* part 0-based; parts 0: not asked */
	bool color;                        /* decided: option, terminal, NO_COLOR */
	/* operands */
	char **file;
	int files;
	int operands;                      /* files, as typed: a verb among them */
	const char *rejects_path;
	int64_t max_rejects;               /* -1: any number */
	bool show_values;
	const char *sandbox;               /* --sandbox, or NULL */
	enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color_when;
	unsigned features;
	struct mistake {                   /* the first that getopt met */
		int letter, option, at;    /* letter 0: none */
	} mistake;
};

/* Which common options a tool takes beside those that all take. */
enum {
	TAKES_POLICY = 1, TAKES_KEEP = 2, TAKES_AS_OF = 4, TAKES_PART = 8,
};

/*
 * Begins: names the program, defaults.  features is a set of TAKES_...
 */
void options_begin(struct options *o, const char *program, unsigned features);

/*
 * The tool's long options, ended by a zero one, and the common ones behind.
 * Values from 1000 on, and 1, are taken by the common ones.
 */
const struct option *options_all(const struct options *o, const struct option own[]);

/*
 * "-:c:d:..." of the common ones with the tool's behind: getopt hands
 * operands out in their place, so that the order of all tables is known.
 */
const char *options_letters(const struct options *o, const char *own);

/* A table of that kind, as --table KIND=FILE names it; the path is borrowed. */
void options_add_table(struct options *o, enum kind k, const char *path);

/*
 * Takes a common option that getopt_long returned; one that nobody knows is
 * complained of by options_finish().  --help prints usage (with the common
 * options behind it), --version its lines: both exit.
 */
void options_take(struct options *o, int letter, const char *value, const char *usage);

/*
 * The rest of argv are operands; opens the rejects file, settles the day.
 * What the options point to lasts until the program ends.
 */
void options_finish(struct options *o, int argc, char *argv[]);

/*
 * --wide [KIND=]COLUMN, for a program whose own --wide has another meaning
 * where nothing stands behind it.
 */
void options_wide(struct options *o, const char *value);

/* Takes the operand of that number away; the rest keep their order. */
const char *options_take_operand(struct options *o, int number);

/* A table that an option names and somebody else keeps: it will be read. */
void options_expect(const char *path);

/* Adds a file; dies with status 2 when its name is empty. */
void options_add_path(struct paths *p, const char *path);

/*
 * These, for a table without a kind that rt itself wrote: as rt writes, whole,
 * whatever the command line says of the user's tables.
 */
struct options options_of_ours(const struct options *o);

/*
 * For who only looks on, after options_finish(): how a file is written is
 * guessed where nothing was said (see sniff.h), its kind needs no column, and
 * records and cells that cannot be used are told and not refused.
 */
void options_look_on(struct options *o);

/* The instant of as-of: its time, or its end (24:00) for a bare date. */
instant options_deadline(const struct options *o);

/* The latest month that is over on as-of: a bare date is the end of its day. */
monthnum options_month_over(const struct options *o);

/* Dies with status 2 when the number is not one from least to most. */
int64_t options_number(const char *option, const char *value, int64_t least,
    int64_t most);
daynum options_date(const char *option, const char *value);
monthnum options_month(const char *option, const char *value);
struct hours options_hours(const char *option, const char *value);
enum lang options_lang(const char *option, const char *value);

/*
 * The value of an option that names a file to be read, or one to be written; dies
 * with status 2 when it is empty.  A run opens no file that went not through here:
 * see sandbox.h.
 */
const char *options_file(const char *option, const char *value);
const char *options_result(const char *option, const char *value);

/* The same for a folder of files to be read, be they links to other places. */
const char *options_folder(const char *option, const char *value);

/*
 * Whether the path names standard output: "-", or /dev/stdout, for a file
 * behind it is appended to, not put in place.
 */
bool options_standard_output(const char *path);

/*
 * Opens the output, after all input is open: refuses a file that is input, a
 * --column whose header no input has, a --table nobody opened (status 2).
 */
struct writer *options_writer(const struct options *o);

/* Closes the only output, puts it in its place and ends the program. */
_Noreturn void options_exit(struct writer *w);

/*
 * The end of a run that did all it was asked for: closes the rejects, puts all
 * outputs in their places.  Returns the status, or dies with status 3.
 */
int options_end(struct options *o, int status);

/*
 * Writes the policy in force and ends: --print-policy.  It is the one that is
 * named, by the option or by an operand, else the first; another name ends
 * with status 2.
 */
struct printable {
	const char *name;
	struct slice policy;
};
_Noreturn void options_print_policy(const struct options *o, const struct printable list[],
    size_t count);

#endif
