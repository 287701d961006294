/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate.h - what `run`, `validate`, `compare` and `sweep` share: a study as the options of a
 * command ask for it, and the place where its result and its journal go. */
#ifndef AB_CLI_SIMULATE_H
#define AB_CLI_SIMULATE_H

#include "cli/cli.h"

#include "output/place.h"
#include "output/progress.h"
#include "study/needs.h"

/* Begins to show on the standard error how far the work of a command is, in the way that its
 * arguments ask for. */
void ab_cli_begin_progress(struct ab_progress *progress, const struct ab_cli_arguments *arguments);

/* ---- the study ---- */

enum { AB_CLI_PRECISIONS_MAX = 16 };

/* A study as a command line asks for it; not to be copied, the options point into it. */
struct ab_cli_study {
    struct ab_study_options options;
    struct ab_precision precision[AB_CLI_PRECISIONS_MAX];
    struct ab_progress progress;
};

/* Takes the options of a study of a scenario, or of a base and its variants, from the arguments:
 * `replications` of them when these say nothing. */
enum ab_status ab_cli_study_take(struct ab_cli_study *study, const struct ab_scenario *scenario,
                                 const struct ab_cli_arguments *arguments, int64_t replications,
                                 struct ab_errors *errors);

/* How many replications --until may take, and the least; `*most` is left alone without it. */
enum ab_status ab_cli_take_bounds(int64_t *least, int64_t *most,
                                  const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors);

/* Why a scenario has no inputs, in words. */
const char *ab_cli_lack_of_inputs(const struct ab_scenario *scenario);

/* What is to be made of the inputs of some scenarios, bound from a document (NULL: each has its own), which are tried when they are drawn; of a run both
 * bands when the arguments say nothing. */
enum ab_status ab_cli_take_inputs(enum ab_inputs *inputs, const struct ab_document *document,
                                  const struct ab_scenario *const *scenario, int scenarios,
                                  bool is_run, const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors);

/* Takes those of the study that a journal is of, for its tables to be made. */
enum ab_status ab_cli_study_resume(struct ab_cli_study *study, const struct ab_journal_head *head,
                                   struct ab_errors *errors);

/* Runs the study, showing its progress. As ab_study_run, but replications that did not reach the
 * scenario's end, and what --until asks for and is not reached, are faults in the list (AB_FAILED,
 * and *result is there). */
enum ab_status ab_cli_simulate(struct ab_result **result, const struct ab_scenario *scenario,
                               struct ab_cli_study *study, const struct ab_cli_arguments *arguments,
                               struct ab_errors *errors);

/* The fault that so many replications (of the scenario in the file `path`, NULL: there is but one)
 * did not reach the scenario's end, and why the first of them did not. */
enum ab_status ab_cli_report_failures(const char *path, int failed, int replications, int first,
                                      const char *reason, struct ab_errors *errors);

/* The fault that so many replications were not enough for --until, and why: of the scenario's own
 * mean, or of its difference in a variant of that name. */
enum ab_status ab_cli_report_imprecision(const struct ab_scenario *scenario,
                                         const struct ab_study_options *options, int replications,
                                         const struct ab_shortfall *shortfall, const char *variant,
                                         struct ab_errors *errors);

/* The line that so many were, and what that does not say. */
void ab_cli_print_enough(int replications);

/* ---- the place ---- */

/* Where a result and its journal go: all zero without -o. */
struct ab_cli_place {
    const struct ab_cli_arguments *arguments;
    struct ab_place at;
    bool is_joint; /* it is merged of parts, which are what there is to go on with */
};

/* Reads --shard, which may be NULL, and narrows the span of a plan to that part, of whole points where
 * a rule ends them. Parts may be numbered from 0 or from 1, as engines count: part 0 is part N. */
enum ab_status ab_cli_place_divide(struct ab_cli_place *place, const char *shard,
                                   struct ab_journal_head *head, struct ab_errors *errors);

/* Opens the place of the result of a plan as the arguments ask for it; see ab_place_open. */
enum ab_status ab_cli_place_open(struct ab_cli_place *place, const struct ab_journal_head *head,
                                 const struct ab_cli_arguments *arguments,
                                 struct ab_errors *errors);

/* Tells that a line of a journal was damaged; 0: none was. */
void ab_cli_tell_damage(const char *path, int line);

/* Prints the command line, to be given again with --resume, on the standard error. */
void ab_cli_print_resumption(const struct ab_cli_arguments *arguments);

/* Tells how to go on, when a study came to this status before all its runs were made. */
void ab_cli_place_tell(const struct ab_cli_place *place, const struct ab_study_options *options,
                       enum ab_status status);

/* Finishes the journal of a study, of so many replications (0: as planned). */
enum ab_status ab_cli_place_finish(struct ab_cli_place *place, int64_t replications,
                                   struct ab_errors *errors);

/* Begins a run or a comparison: divides its plan, refuses what takes too much memory, and opens its place.
 * Of a plan that is to be written, and of a part, which has no tables, it does all there is to do: then,
 * or when something failed, *is_done. */
enum ab_status ab_cli_place_begin(struct ab_cli_place *place, struct ab_journal_head *head,
                                  struct ab_cli_study *study, const struct ab_needs_of *of,
                                  const struct ab_cli_arguments *arguments, bool *is_done,
                                  struct ab_errors *errors);

/* Finishes a part, so many of whose runs failed. */
enum ab_status ab_cli_place_finish_part(struct ab_cli_place *place, int64_t failed,
                                        struct ab_errors *errors);

/* ---- plans ---- */

/* What a script is to make in parts. */
struct ab_cli_parts {
    int64_t runs, replications;
    int64_t points; /* no part is less than one of so many; 0: than a run */
    uint64_t seed;
};

/* Writes a script that does what the command line asks for in parts (--plan). */
enum ab_status ab_cli_plan(const struct ab_cli_parts *parts,
                           const struct ab_cli_arguments *arguments, struct ab_errors *errors);

/* Refuses what --shard and --plan do not go with: a database, a trace, and --until unless there are
 * points to divide. */
enum ab_status ab_cli_check_parts(const struct ab_cli_arguments *arguments, bool has_points,
                                  struct ab_errors *errors);

/* ---- what is there ---- */

/* Makes the tables of a run, or of a comparison, of which the journal holds everything. */
enum ab_status ab_cli_finish_run(const struct ab_cli_arguments *arguments,
                                 const struct ab_journal_head *head, struct ab_claim *claim,
                                 struct ab_errors *errors);
enum ab_status ab_cli_finish_compare(const struct ab_cli_arguments *arguments,
                                     const struct ab_journal_head *head, struct ab_claim *claim,
                                     struct ab_errors *errors);

/* Loads a scenario as a journal names it, which must be what it was. */
enum ab_status ab_cli_load_source(struct ab_scenario **scenario,
                                  const struct ab_journal_source *source, struct ab_errors *errors);

#endif
