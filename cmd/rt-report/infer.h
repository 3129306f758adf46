/*
 * infer -- what the cells of a column are that rt does not know.
 */
#ifndef RT_REPORT_INFER_H
#define RT_REPORT_INFER_H

#include <stdbool.h>

#include "cmd/rt-report/extent.h"
#include "common/base/slice.h"
#include "common/table/kind.h"
#include "common/value/decimal.h"

struct infer;

/* Numbers are written so. */
struct infer *infer_new(enum decimal decimal);
void infer_free(struct infer *i);              /* NULL is fine */

/* A cell that is not blank, spaces around it gone. */
void infer_note(struct infer *i, struct slice cell);

/*
 * What all cells are: the narrowest type that fits them.  Whole numbers of
 * seven digits or more, or with zeros before them, are ids; what fits nothing,
 * or no cell at all, is text.
 */
enum column_type infer_type(const struct infer *i);

/* From the least to the greatest, of a type that is neither id nor text. */
struct extent infer_extent(const struct infer *i);

/* Whether a heading says that what stands below it names somebody or something. */
bool infer_names(struct slice heading);

#endif
