/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* runs.h - every single run of a result: in a folder a row with a column per measure
 * (replications.csv, runs.csv), and in a database also what the run was (run), its measures, one a
 * row (measure), and their units (measure_unit). */
#ifndef AB_OUTPUT_RUNS_H
#define AB_OUTPUT_RUNS_H

#include "output/store.h"

#include "study/study.h"

struct ab_runs;

/* Begins the tables. *runs is NULL with AB_OK when the store has none. The caller destroys the runs
 * before the store is committed or abandoned. */
enum ab_status ab_runs_create(struct ab_runs **runs, struct ab_store *store,
                              struct ab_errors *errors);
void ab_runs_destroy(struct ab_runs *runs);

/* Runs of one scenario, or of one sweep: they have the same measures and varied keys. */
struct ab_series;

/* Begins a series, which lives as long as the runs; what the subject points to and `scenario`, the
 * name of its file, are borrowed. NULL with a fault when memory is out. */
struct ab_series *ab_series_begin(struct ab_runs *runs, const struct ab_subject *subject,
                                  const char *scenario, struct ab_errors *errors);

/* What one run was. */
struct ab_single_run {
    int64_t point;          /* of a sweep, from 1; 0: it is of no sweep */
    int64_t replication;    /* from 1 */
    const char *const *key; /* values of the keys that are varied at its point */
    const char *reason;     /* why it failed, NULL: it did not */
    uint64_t events, hash;  /* of its trajectory */
    const double *value;    /* of the subject's measures; NAN: it has none */
};

/* Puts a run; runs are numbered from 1 as they come. */
void ab_series_put(const struct ab_series *series, const struct ab_single_run *of);

/* Puts a replication of a study. */
void ab_series_put_replication(const struct ab_series *series,
                               const struct ab_replication *replication);

/* Puts a row with a column per measure, of the table of replications or of runs. */
void ab_runs_put_wide(struct ab_row *row, const struct ab_journal_head *sweep,
                      const struct ab_single_run *of, int measures);

#endif
