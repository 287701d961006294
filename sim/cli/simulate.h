/* simulate.h - a study as the options of a command ask for it. */
#ifndef AB_CLI_SIMULATE_H
#define AB_CLI_SIMULATE_H

#include "cli/cli.h"

#include "output/progress.h"

#include <airbridge/study.h>

/* Begins to show on the standard error how far the work of a command is, in the way that its
 * arguments ask for. */
void ab_cli_begin_progress(struct ab_progress *progress, const struct ab_cli_arguments *arguments);

/* Runs the study that the arguments describe, with as many replications as they say, else
 * `replications`; shows its progress on a terminal unless --quiet. As ab_study_run, but
 * replications that did not reach the scenario's end are a fault in the list (AB_FAILED, and
 * *result is there). */
enum ab_status ab_cli_simulate(struct ab_result **result, const struct ab_scenario *scenario,
                               const struct ab_cli_arguments *arguments, int64_t replications,
                               struct ab_errors *errors);

#endif
