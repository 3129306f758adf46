/*
 * markup -- text into a page of html, with what it may mean there escaped.
 */
#ifndef RT_REPORT_MARKUP_H
#define RT_REPORT_MARKUP_H

#include "cmd/rt-report/show.h"
#include "common/csv/writer.h"

struct markup {
	struct writer *out;
	struct show show;
};

/* Markup, as it is. */
void markup_put(struct markup *h, const char *markup);

/* Text, with all escaped that is markup, and shown as on a terminal. */
void markup_text(struct markup *h, struct slice text);

#endif
