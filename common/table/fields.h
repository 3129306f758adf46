/*
 * fields -- which columns of a kind of table are looked at, each by its type.
 */
#ifndef RT_FIELDS_H
#define RT_FIELDS_H

#include <stdbool.h>

#include "common/base/slice.h"
#include "common/table/kind.h"

/* A column that is read of every record. */
struct field {
	struct slice name;
	enum column_type type;
	bool as_text;          /* its text is looked at, whatever the type */
};

struct fields {
	enum kind kind;
	struct field *field;
	int count;
	int when;              /* a rule's: the day or time of the record, or NONE */
	int case_id;           /* a rule's: what names the record, or NONE */
};

/* The number of the field of that name and type, a new one if there is none. */
int fields_number(struct fields *f, struct slice name, enum column_type type);

#endif
