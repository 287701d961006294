/* result.h - the storage of a study's result, for those who fill it. */
#ifndef AB_STUDY_RESULT_H
#define AB_STUDY_RESULT_H

#include <airbridge/study.h>

/* Room for `replications` (at least 1) rows of a scenario, all zero; the scenario is borrowed.
 * NULL when memory is out. The caller destroys it with ab_result_destroy. */
struct ab_result *ab_result_create(const struct ab_scenario *scenario, int replications);

/* Stores what the run just replicated in row `row` (from 0). Rows may be stored by several threads
 * at once, each row by one of them. */
void ab_result_store(struct ab_result *result, int row, const struct ab_run *run,
                     const struct ab_run_outcome *outcome);

/* Copies the records of the replication just run into the result's trace. False when memory is
 * out. */
bool ab_result_store_trace(struct ab_result *result, int replication, const struct ab_run *run);

/* Forgets all rows but the first `replications` (at least 1). */
void ab_result_cut(struct ab_result *result, int replications);

/* Fills the totals (events, hash, failed) once all rows are stored. */
void ab_result_total(struct ab_result *result);

#endif
