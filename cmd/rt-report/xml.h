/*
 * xml -- the XML of a workbook's parts.
 */
#ifndef RT_REPORT_XML_H
#define RT_REPORT_XML_H

#include <stddef.h>

#include "cmd/rt-report/zip.h"

/* Begins a part with the line that says it is XML; zip_end() ends it. */
void xml_begin(struct zip *z, const char *name);

/* Markup as it is, and with short words and numbers of ours in it. */
void xml_put(struct zip *z, const char *markup);
void xml_print(struct zip *z, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Text, escaped for content and for attributes. */
void xml_text(struct zip *z, struct slice text);

/* The fewest digits that name the same double; it must be finite. */
void xml_number(struct zip *z, double x);

/* "AB12" of row and column from 0; with dollars "$AB$12". */
enum { PLAIN, FIXED };
void xml_place(struct zip *z, size_t row, int column, int dollars);

#endif
