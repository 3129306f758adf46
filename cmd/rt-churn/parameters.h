/*
 * parameters -- what --params prints: parameter,value,std_error.
 */
#ifndef RT_CHURN_PARAMETERS_H
#define RT_CHURN_PARAMETERS_H

#include "common/csv/writer.h"

void parameters_header(struct writer *w);

/* One of them; its standard error is blank when it is NAN. */
void parameters_write(struct writer *w, const char *name, double value, double error);

#endif
