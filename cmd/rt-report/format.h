/*
 * format -- what a page can be written as: a row for each.
 */
#ifndef RT_REPORT_FORMAT_H
#define RT_REPORT_FORMAT_H

#include <stdbool.h>

#include "common/csv/writer.h"

struct page;

struct format {
	const char *name;
	void (*write)(const struct page *p, struct writer *w);
	bool for_people;       /* shows words of their language, not codes */
	bool has_room;         /* a table may be as wide as it is */
	bool is_workbook;      /* is filled in, and read again by spreadsheets */
	bool one_report;       /* holds no more than one */
	bool takes_safe;       /* --safe: what it writes is for spreadsheets, too */
	bool takes_bom;
};

/* The format of that name; dies with status 2 when there is none. */
const struct format *format_named(const char *name);

#endif
