/*
 * features -- what is known of each customer, cell by cell.
 *
 * Unlike covariates, which know numbers only, these keep the texts, so that
 * a model can be fitted to them, or one from a file be asked about them.
 *
 * Memory: 4 bytes a cell, the different texts once, and the ids.
 */
#ifndef RT_CHURN_FEATURES_H
#define RT_CHURN_FEATURES_H

#include "cmd/rt-churn/churn.h"
#include "common/table/keep.h"

struct features;

/* Whether it must be known who was lost. */
enum target { NO_TARGET, WITH_TARGET };

/*
 * Reads customers tables, a list with NULL at the end, which it closes and
 * frees.  The columns are those of the list; when that is empty, all that
 * rt-churn(1) names are taken.  Where number says so, by column, cells that
 * are not blank must be numbers; it may be NULL.  The cells of keep, unless it
 * is NULL, are carried along.  Dies when a table lacks a column.
 */
struct features *features_read(const struct request *q, const struct names *columns,
    const bool *number, struct table **tables, enum target target, struct keep *keep);
void features_free(struct features *f);

/* The columns that were read; last as long as f. */
const struct names *features_columns(const struct features *f);

/* Takes columns off that cannot tell anything: dates, long texts, constants. */
void features_choose(struct features *f);

/* Makes one level of what fewer than --rare rows have, in columns of texts. */
void features_fold(struct features *f);

size_t features_rows(const struct features *f);
struct slice features_id(const struct features *f, size_t row);
bool features_lost(const struct features *f, size_t row);

/* The cells of keep; NULL when there are none. */
const struct slice *features_kept(const struct features *f, size_t row);

/* Whether the customer is of the part that --part asks for. */
bool features_ours(const struct features *f, size_t row);

/* Of all rows, one after the other; the caller frees them. */
bool *features_targets(const struct features *f);

/* The cell, empty when blank. */
struct slice features_text(const struct features *f, size_t row, int column);

/* The same as a number: that of the text among those of the column. */
uint32_t features_value(const struct features *f, size_t row, int column);
uint32_t features_values(const struct features *f, int column);
struct slice features_value_text(const struct features *f, int column, uint32_t value);

/* Whether all that is not blank are numbers, and there is something. */
bool features_numeric(const struct features *f, int column);

#endif
