/* simulate.c - what `run` and `validate` share: a study as the options ask for it. */
#include "cli/simulate.h"

#include "output/progress.h"

/* Says how many replications stopped short, and why the first of them did. */
static enum ab_status report_failures(const struct ab_result *result, struct ab_errors *errors)
{
    int first = 0;
    while (result->outcome[first].complete)
        first++;
    return ab_errors_add(errors, AB_FAILED, NULL, 0, NULL, NULL,
                         "%d of %d replications did not reach the scenario's end; "
                         "replication %d: %s",
                         result->failed, result->replications, first + 1,
                         result->outcome[first].reason);
}

enum ab_status ab_cli_simulate(struct ab_result **result, const struct ab_scenario *scenario,
                               const struct ab_cli_arguments *arguments, int64_t replications,
                               struct ab_errors *errors)
{
    if (arguments->replications > 0)
        replications = arguments->replications;
    struct ab_progress progress;
    ab_progress_begin(&progress, stderr, arguments->quiet);
    struct ab_study_options options = {
        .replications = (int)replications,
        .seed = (uint64_t)(arguments->seed >= 0 ? arguments->seed : scenario->general.seed),
        .threads = (int)arguments->threads,
        .trace = (int)arguments->trace,
        .interrupted = ab_cli_interruption(),
        .progress = ab_progress_show,
        .progress_owner = &progress,
    };
    enum ab_status status = ab_study_run(result, scenario, &options, errors);
    ab_progress_end(&progress);
    if (status == AB_FAILED)
        status = report_failures(*result, errors);
    return status;
}
