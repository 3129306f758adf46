/*
 * options_parts -- the rooms of options: what its own files share.
 */
#ifndef RT_OPTIONS_PARTS_H
#define RT_OPTIONS_PARTS_H

#include "common/base/mem.h"
#include "common/table/options.h"

/* Common options without a letter. */
enum {
	OPTION_OPERAND = 1,
	OPTION_BOM = 1000, OPTION_CLEAN_IDS, OPTION_COLOR, OPTION_DECIMAL, OPTION_EOL,
	OPTION_IDS, OPTION_MAX_CELL, OPTION_MAX_REJECTS, OPTION_MODE, OPTION_NAMES, OPTION_NO_HEADER,
	OPTION_NO_PROGRESS, OPTION_NO_QUOTES, OPTION_NULL, OPTION_OUTPUT_DELIMITER, OPTION_PART,
	OPTION_PRINT_COMPLETION, OPTION_PRINT_NAMES,
	OPTION_PRINT_POLICY, OPTION_PROGRESS, OPTION_SANDBOX, OPTION_SHOW_VALUES, OPTION_SKIP,
	OPTION_SKIP_END, OPTION_STRICT, OPTION_TABLE, OPTION_TRUST, OPTION_WHERE, OPTION_WIDE,
};

/* A copy with a NUL behind it that lasts until the program ends. */
const char *options_copy(struct slice text);

/*
 * Room for one more behind count elements of that size: the array, moved
 * when it was full; it too lasts until the program ends.
 */
void *options_grow(void *array, size_t count, size_t size);

/* -c -d -H -e --decimal --no-quotes --null --skip --skip-end --max-cell --table --wide: how input is read. */
bool options_take_input(struct options *o, int letter, const char *value);

/* Each kind's dialect: what was said for it, else what was said for all. */
void options_settle_input(struct options *o);

/* The first --null that is said of all tables, or NULL. */
const char *options_null(void);

/* One byte that parts cells: itself, 'tab', or \xNN. */
char options_delimiter(const char *option, const char *value);

/* The common options of these features, in the order of --help. */
const struct option *options_common(unsigned features, size_t *count);

/* What --help says of a common option; false when there is none of that name. */
bool options_common_help(const char *option, struct slice *value, struct slice *says);

/* Both exit. */
_Noreturn void options_help(const struct options *o, const char *usage);
/* The tool's own part of that, of one verb alone: the options that it takes; kept. */
const char *options_help_of_verb(const struct verbs *v, const char *verb, const char *usage);

_Noreturn void options_version(const struct options *o);

/* --trust */
void options_trust(const char *value);

/* All operands and --table are known: files that will be read. */
void options_expect_inputs(const struct options *o);

/* --sandbox: from now on only what options have named can be opened. */
void options_confine(const struct options *o);

/* Complains of what getopt did not understand. */
_Noreturn void options_complain(const struct mistake *m, const struct option all[],
    char *argv[]);

#endif
