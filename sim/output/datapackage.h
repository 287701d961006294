/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* datapackage.h - what the tables of a result mean, for programs that read them.
 *
 * datapackage.json is a tabular data package (Frictionless Data, specs.frictionlessdata.io): every
 * table of the result with name, type, unit and description of its columns and with its key. It
 * depends on the layout of the tables and nothing else. Failures are kept by the writer. */
#ifndef AB_OUTPUT_DATAPACKAGE_H
#define AB_OUTPUT_DATAPACKAGE_H

#include "output/json.h"
#include "output/layout.h"

/* A data package being written. */
struct ab_datapackage {
    struct ab_json json;
};

void ab_datapackage_begin(struct ab_datapackage *package, struct ab_writer *writer,
                          const char *title);
void ab_datapackage_put(struct ab_datapackage *package, enum ab_table table,
                        const struct ab_subject *subject);
void ab_datapackage_end(struct ab_datapackage *package);

#endif
