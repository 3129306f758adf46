/*
 * call_sheets -- the contacts report as managers work from it: a sheet a manager
 * and day, or a manager in a workbook; then one of what could not be planned.
 */
#ifndef RT_REPORT_CALL_SHEETS_H
#define RT_REPORT_CALL_SHEETS_H

#include "cmd/rt-report/sheet.h"

enum call_sheet_form {
	CALL_PAGES,    /* for paper and screens: a sheet a day */
	CALL_BOOK,     /* a workbook that is filled in: a sheet a manager */
};

/*
 * Makes them of a sheet of kind contacts, whose codes are in words by now; an
 * array of *count sheets, which the caller frees, and each of them.  Without
 * rows there is one sheet without any.
 */
struct sheet **call_sheets(const struct sheet *all, enum call_sheet_form form,
    int *count);

enum { CALL_OUTCOMES_MOST = 7 };

/*
 * What may stand in the column call_outcome, in the language spoken: words that
 * the outcomes policy of rt-schedule knows; NULL at the end.
 */
const char *const *call_outcomes(void);

#endif
