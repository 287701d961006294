/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* result_json.h - a result in JSON.
 *
 * --json prints it as one object on a stream: what it is of, then its tables, each an array of
 * objects whose members are the table's columns.
 * Cells are those of the tables: numbers with the same digits, yes or no as true or false, instants
 * as ISO 8601 text, and null where a cell of a file is empty. Nothing is in it that may differ
 * between two equal results (the time it took, threads, the command line): that is in run.json. The
 * caller checks the stream. */
#ifndef AB_OUTPUT_RESULT_JSON_H
#define AB_OUTPUT_RESULT_JSON_H

#include "output/json.h"
#include "output/row.h"

#include "study/study.h"

/* Begins the object; it is ended with ab_json_end. `title`: of the scenario, may be NULL. */
void ab_json_begin_result(struct ab_json *json, FILE *stream, const char *command,
                          const char *title);

/* Begins a table in it, whose rows are then put, and ends it. NULL with a fault when memory is out. What
 * is not whole stays open, so that nobody takes what was printed for a result. */
struct ab_row *ab_json_begin_table(struct ab_json *json, enum ab_table table,
                                   const struct ab_subject *subject, ab_time start,
                                   struct ab_errors *errors);
void ab_json_end_table(struct ab_row *row, bool whole);

/* Prints the result of a run: all tables but those with rows for every replication, and of what the
 * scenario says. */
enum ab_status ab_result_print_json(FILE *stream, const char *command,
                                    const struct ab_result *result, struct ab_errors *errors);

/* ---- what the tables mean, for programs that read them ---- */

/* datapackage.json is a tabular data package (Frictionless Data, specs.frictionlessdata.io): every
 * table of the result with name, type, unit and description of its columns and with its key. It is
 * ended with ab_json_end twice: of its tables, and of all. */
void ab_json_begin_package(struct ab_json *json, struct ab_writer *writer, const char *title);
void ab_json_put_package(struct ab_json *json, enum ab_table table,
                         const struct ab_subject *subject);

/* What the members of such objects and of run.json are, beside the tables. */
struct ab_fact {
    const char *name, *meaning;
    bool in_json; /* else in run.json alone */
};
const struct ab_fact *ab_facts(int *count);

#endif
