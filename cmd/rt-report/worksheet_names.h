/*
 * worksheet_names -- what the sheets of a workbook may be called.
 *
 * Excel's rule: 1 to 31 characters, none of [ ] : * ? / \, no apostrophe at
 * either end, no two names that differ in case alone, none that is "History".
 */
#ifndef RT_REPORT_WORKSHEET_NAMES_H
#define RT_REPORT_WORKSHEET_NAMES_H

#include <stddef.h>

struct worksheet_names {
	char **name;
	size_t count, room;
};

/*
 * The name that comes nearest to the wanted one and is not taken yet; lasts
 * until worksheet_names_free().  Zeroed, no name is taken.
 */
const char *worksheet_name(struct worksheet_names *n, const char *wanted);
void worksheet_names_free(struct worksheet_names *n);

#endif
