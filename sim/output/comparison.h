/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* comparison.h - the result of a comparison: its tables, and its account at the terminal. */
#ifndef AB_OUTPUT_COMPARISON_H
#define AB_OUTPUT_COMPARISON_H

#include "base/claim.h"
#include "base/sheet.h"
#include "output/row.h"
#include "study/compare.h"

#include <stdio.h>

struct ab_arena;

/* Names scenario `number` of a comparison, after those that have names, by a text; the second of a
 * name is NAME-2. And what is said of a variant that differs in assignments, "KEY=VALUE;KEY=VALUE",
 * as where it comes from. False or NULL when memory is out. */
bool ab_comparison_name(const char **name, int number, const char *text, struct ab_arena *arena);
const char *ab_comparison_origin(const char *with, struct ab_arena *arena);

/* Where its tables go. */
struct ab_comparison_place {
    const char *path; /* see store.h; its journal is there already */
    const struct ab_claim *claim;
    const struct ab_scenario *const *scenario; /* [scenarios], the base first */
    const char *const *name;                   /* [scenarios] */
    int scenarios;
    int argc; /* the command line, for the manifest */
    char *const *argv;
};

struct ab_comparison_output; /* a result on its way */

/* Opens the tables before anything is simulated: hours must not end where nothing can be written.
 * What the place points to is borrowed. *output is NULL with a fault when that fails. */
enum ab_status ab_comparison_output_begin(struct ab_comparison_output **output,
                                          const struct ab_comparison_place *place,
                                          struct ab_errors *errors);

/* Puts a replication of a scenario, as ab_output_put does. */
bool ab_comparison_output_put(void *output, const struct ab_replication *replication);

/* Fills the tables and makes all of it a result, or gives up and tells why nothing could be put.
 * Both destroy the output. */
enum ab_status ab_comparison_output_finish(struct ab_comparison_output *output,
                                           const struct ab_comparison *comparison,
                                           const char *const *name, struct ab_errors *errors);
enum ab_status ab_comparison_output_abandon(struct ab_comparison_output *output,
                                            struct ab_errors *errors);

/* Prints the same on a stream as one JSON object (see result_json.h). */
enum ab_status ab_comparison_print_json(FILE *stream, const struct ab_comparison *comparison,
                                        const char *const *name, struct ab_errors *errors);

/* Puts a row per variant and measure that it and the base have. `name` gives each scenario's name, the
 * base's first. */
void ab_comparison_put_rows(struct ab_row *row, const struct ab_comparison *comparison,
                            const char *const *name);

/* Prints what the change does to the measures of the whole (not to those of single contingents and
 * fields): the mean of both, the difference and its interval. `name` gives each scenario's name, the
 * base's first. The caller checks the stream. */
void ab_comparison_print(struct ab_sheet *sheet, const char *const *name,
                         const struct ab_comparison *comparison, int variant);

/* Prints a line per variant about the measure that matters most and that they have: the closure of
 * the force, else the tonnes delivered. */
void ab_comparison_print_overview(struct ab_sheet *sheet, const struct ab_comparison *comparison,
                                  const char *const *name);

#endif
