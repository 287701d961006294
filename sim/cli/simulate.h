/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate.h - a study as the options of a command ask for it. */
#ifndef AB_CLI_SIMULATE_H
#define AB_CLI_SIMULATE_H

#include "cli/cli.h"

#include "output/progress.h"

#include "study/study.h"

/* Begins to show on the standard error how far the work of a command is, in the way that its
 * arguments ask for. */
void ab_cli_begin_progress(struct ab_progress *progress, const struct ab_cli_arguments *arguments);

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

#endif
