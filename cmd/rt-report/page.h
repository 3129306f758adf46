/*
 * page -- all that is written: the sheets, and what they were made from.
 */
#ifndef RT_REPORT_PAGE_H
#define RT_REPORT_PAGE_H

#include "cmd/rt-report/headline.h"
#include "cmd/rt-report/report.h"

/* A file that was read. */
struct input {
	const char *name, *kind; /* of the table, or of the report when rt knows none */
	uint64_t rows, rejected;
	uint64_t left_out;       /* by --where */
	bool filtered;           /* some condition of it is about the file */
};

struct page {
	const struct request *q;
	struct sheet **sheet;   /* the sections of each kind, as they were met */
	int sheets;
	size_t sheet_room;
	struct headline headline; /* of several reports */
	bool has_headline;
	const char *only;       /* kind of the only report; NULL: there are several */
	struct table **table;   /* of the operands, then of each --section */
	int tables, operands;
	struct input *input;    /* each file once */
	int inputs;
};

/*
 * Reads the tables of the command line and makes a sheet of each kind met.
 * Dies (status 2) when there are several and the format is csv, or when no
 * sheet has the column of --sort.
 */
struct page *page_make(const struct request *q, const struct report_kind kind[],
    int kinds_of_report);
void page_free(struct page *p);

/* The footer: as-of, figures, definitions, inputs; a line each. */
struct footer {
	char **line;
	int lines;
};

struct footer page_footer(const struct page *p);
void footer_free(struct footer *f);

/* The page's own title: that of --title, else of its only sheet; or NULL. */
const char *page_title(const struct page *p, enum lang l);

/* The title of a sheet, when the page has none, or several. */
const char *page_sheet_title(const struct page *p, int sheet);

/* The same, of a sheet that is to have one in any case. */
const char *page_sheet_name(const struct page *p, int sheet);

/* Whether no sheet has a row, or no input a record that was used. */
bool page_is_empty(const struct page *p);

/* As-of as it was given; room for DATE_TEXT, THH:MM and a NUL. */
enum { AS_OF_ROOM = 24 };
void page_as_of(const struct page *p, char room[AS_OF_ROOM]);

/* --figures: the single figures of all sheets, into a file of their own. */
void page_figures(const struct page *p);

/* The formats, a file each. */
void page_csv(const struct page *p, struct writer *w);
void page_html(const struct page *p, struct writer *w);
void page_json(const struct page *p, struct writer *w);
void page_jsonl(const struct page *p, struct writer *w);
void page_markdown(const struct page *p, struct writer *w);
void page_xlsx(const struct page *p, struct writer *w);
void page_text(const struct page *p, struct writer *w);

#endif
