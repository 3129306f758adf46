/*
 * book -- a workbook's parts besides its sheets and charts: ECMA-376.
 */
#ifndef RT_REPORT_BOOK_H
#define RT_REPORT_BOOK_H

#include <stdbool.h>

#include "cmd/rt-report/show.h"
#include "cmd/rt-report/worksheet_names.h"
#include "cmd/rt-report/xml.h"
#include "common/base/map.h"

/* How cells look, by their place in the table of styles. */
enum style {
	STYLE_PLAIN, STYLE_HEAD, STYLE_COUNT, STYLE_RATE, STYLE_MONEY, STYLE_DATE,
	STYLE_POINTS, STYLE_TIME, STYLE_MONTH, STYLE_TITLE, STYLE_WRAPPED,
};

/* A sheet: its name, of at most 31 characters and unlike any other, and what it has. */
struct book_sheet {
	const char *name;
	bool has_header;     /* row 1 is printed on every page */
	int chart;           /* its number from 1; 0: none */
};

struct book {
	struct zip *z;
	struct map *texts;       /* of all cells, each once */
	size_t texts_used;
	struct show show;
	struct worksheet_names names;
	struct book_sheet *sheet;
	int sheets, charts;
};

/* Begins with the list of parts: sheets and charts are known. */
void book_begin(struct book *b);

/* The number of a text; shown and escaped where the workbook keeps it. */
uint32_t book_text(struct book *b, struct slice text);

/* "'Contact plan'!" before a place of that sheet. */
void book_name_sheet(struct book *b, int sheet);

/* The rest: texts, styles, the order of the sheets, title and date. */
void book_end(struct book *b, struct slice title, const char *created);

/* A part that ties others to one: "rId1" and so on, in the order of the calls. */
void book_relations_begin(struct book *b, const char *name);
void book_relation(struct book *b, int id, const char *kind, const char *target);
void book_relations_end(struct book *b);

#endif
