/* datapackage.h - what the tables of a result mean, for programs that read them. */
#ifndef AB_OUTPUT_DATAPACKAGE_H
#define AB_OUTPUT_DATAPACKAGE_H

#include "base/file.h"

#include <airbridge/study.h>

/* Writes datapackage.json, a tabular data package (Frictionless Data, specs.frictionlessdata.io):
 * every table of the result with name, type, unit and description of its columns and with its key.
 * It depends on the scenario and on whether there is a trace, nothing else. Failures are kept by
 * the writer. */
void ab_datapackage_write(struct ab_writer *writer, const struct ab_result *result);

#endif
