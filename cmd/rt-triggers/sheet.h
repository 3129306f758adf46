/*
 * sheet -- the cells of a record that rules look at, each by its type.
 */
#ifndef RT_TRIGGERS_SHEET_H
#define RT_TRIGGERS_SHEET_H

#include <stdbool.h>

#include "cmd/rt-triggers/where.h"
#include "common/table/table.h"

/* A column that is read of every record. */
struct cell {
	struct slice name;
	enum column_type type;
	bool as_text;          /* its text is looked at, whatever the type */
};

/* What is read of one kind of table. */
struct sheet {
	enum kind kind;
	struct cell *cell;
	int cells;
	int when;              /* the day or time of the record, or NONE */
	int case_id;           /* what names the record, or NONE */
};

/* The cell of that name and type, a new one if there is none. */
int sheet_cell(struct sheet *s, struct slice name, enum column_type type);

/* A sheet over one table: where its cells are, and what they hold. */
struct cells;

struct cells *cells_open(const struct sheet *s, struct table *t);
void cells_close(struct cells *c);

/* Reads those of the current record; false when it was refused. */
bool cells_read(struct cells *c);

/* What was read, by number of the cell; the same place for all records. */
const struct value *cells_value(const struct cells *c);

bool where_holds(const struct where *w, const struct value value[]);

/* Whether the terms hold for a customer who has no such row. */
bool where_holds_blank(const struct where *w);

#endif
