/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep_tables.h - a finished sweep as a folder of tables and a manifest, from its journal.
 *
 * The journal is all that is needed, so a sweep that was resumed, or merged from shards, gives the
 * same bytes as one that ran through. It is read once, in the order of runs, with the statistics of
 * one design point in memory at a time (study/sample.h). */
#ifndef AB_OUTPUT_SWEEP_TABLES_H
#define AB_OUTPUT_SWEEP_TABLES_H

#include "base/claim.h"
#include "study/journal.h"

#include <stdio.h>

struct ab_sweep_output {
    const char *path;             /* where to (see store.h); the journal is there already */
    const struct ab_claim *claim; /* of the path */
    bool runs;                    /* write the table of single runs too */
    int argc;                     /* the command line, for the manifest */
    char *const *argv;
    double wall_s;                  /* what simulating took this process */
    const atomic_bool *interrupted; /* true: stop soon */
};

/* What was found on the way. */
struct ab_sweep_account {
    int64_t points, runs, failed;
    int64_t unclosed;     /* runs in which the force did not close */
    int64_t first_failed; /* point of the first run that failed, from 0; -1: none */
    int first_failed_replication;
    char reason[AB_REASON_SIZE];       /* why it did */
    uint64_t events, hash;             /* hash: of all runs in order */
    int fewest, most;                  /* replications of any point */
    int64_t short_points, first_short; /* where a rule says how many: not satisfied; from 0 */
};

/* Writes sweep.csv, failures.csv, runs.csv when asked for, and last run.json. The journal must hold
 * all runs of the sweep; one that does not is AB_IO_ERROR. When interrupted there are no new tables. */
enum ab_status ab_sweep_tables_write(struct ab_sweep_account *account,
                                     const struct ab_sweep_output *output,
                                     struct ab_errors *errors);

/* The fault that what ends the points of a sweep was not satisfied at so many of them, the first of which
 * has a number, from 0, after the most replications. */
enum ab_status ab_sweep_report_short(int64_t points, int64_t all, int64_t first, int64_t most,
                                     struct ab_errors *errors);

/* The fault that runs of the result at `path` failed, or that points were short; AB_OK when neither
 * is so. Without a path it is not kept. */
enum ab_status ab_sweep_report_failures(const struct ab_sweep_account *account, const char *path,
                                        struct ab_errors *errors);

/* Prints the same on a stream as one JSON object (see result_json.h) of what `command` made, reading
 * the journal once for each of its tables. */
enum ab_status ab_sweep_print_json(FILE *stream, const char *command,
                                   const struct ab_sweep_account *account,
                                   const struct ab_sweep_output *output, struct ab_errors *errors);

#endif
