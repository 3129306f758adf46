/*
 * html -- what the parts of the page share.
 */
#ifndef RT_REPORT_HTML_H
#define RT_REPORT_HTML_H

#include "cmd/rt-report/chart.h"
#include "cmd/rt-report/layout.h"
#include "cmd/rt-report/page.h"

struct html {
	struct writer *out;
	struct show show;
};

/* Markup, as it is. */
void html_put(struct html *h, const char *markup);

/* Text, with all escaped that is markup, and shown as on a terminal. */
void html_text(struct html *h, struct slice text);

/* Room for the chart of the table of that number, which stands beside it. */
void html_chart(struct html *h, const struct layout *l, const struct chart *c,
    int number);

/* R07: retention by cohort and age, as a coloured table that needs no script. */
void html_heat(struct html *h, const struct sheet *s);

#endif
