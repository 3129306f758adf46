/*
 * parameters -- what --params prints.
 */
#include "cmd/rt-churn/parameters.h"

#include <stddef.h>

void
parameters_header(struct writer *w)
{
	static const char *const header[] = { "parameter", "value", "std_error", NULL };

	writer_header(w, header);
}

void
parameters_write(struct writer *w, const char *name, double value, double error)
{
	writer_string(w, name);
	writer_number(w, value);
	writer_number(w, error);
	writer_end(w);
}
