/* simulate.c - what `run`, `validate` and `compare` share: a study as the options ask for it. */
#include "cli/simulate.h"

#include "study/lockstep.h"

#include <math.h>

enum { LEAST_DEFAULT = 20, MOST_DEFAULT = 10000 };

enum ab_status ab_cli_report_failures(const char *path, int failed, int replications, int first,
                                      const char *reason, struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_FAILED, path, 0, NULL, NULL,
                         "%d of %d replications did not reach the scenario's end; "
                         "replication %d: %s",
                         failed, replications, first, reason);
}

/* Reads what --until, --min and --max ask for into the options. */
static enum ab_status take_precisions(struct ab_cli_study *study,
                                      const struct ab_scenario *scenario,
                                      const struct ab_cli_arguments *arguments,
                                      struct ab_errors *errors)
{
    struct ab_study_options *options = &study->options;
    const struct ab_cli_list *until = &arguments->until;
    const char *fault = NULL;
    if (until->count == 0 && (arguments->least > 0 || arguments->most > 0)) {
        fault = "--min and --max are bounds of --until, which is not given";
    } else if (until->count > 0 && arguments->replications > 0) {
        fault = "-n says how many replications, --until how precise: give one of them";
    } else if (until->count > AB_CLI_PRECISIONS_MAX) {
        fault = "--until can be given 16 times at most";
    }
    if (fault != NULL) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL, "%s", fault);
    }
    for (int i = 0; i < until->count; i++) {
        const enum ab_status status =
            ab_precision_parse(&study->precision[i], scenario, until->text[i], errors);
        if (status != AB_OK) {
            return status;
        }
    }
    if (until->count == 0) {
        return AB_OK;
    }
    options->until = study->precision;
    options->precisions = until->count;
    options->replications = arguments->most > 0 ? (int)arguments->most : MOST_DEFAULT;
    options->least = arguments->least > 0                    ? (int)arguments->least
                     : options->replications < LEAST_DEFAULT ? options->replications
                                                             : LEAST_DEFAULT;
    return AB_OK;
}

enum ab_status ab_cli_report_imprecision(int replications, const char *detail,
                                         struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_FAILED, NULL, 0, NULL, NULL,
                         "what --until asks for is not reached after %d replications%s; --max "
                         "allows more",
                         replications, detail);
}

bool ab_cli_describe_imprecision(const struct ab_precision *precision,
                                 const struct ab_scenario *scenario,
                                 const struct ab_summary *summary, double mean, const char *variant,
                                 char *text, size_t size)
{
    const double half = (summary->ci95_high - summary->ci95_low) / 2;
    const double allowed = precision->half * (precision->of_mean ? fabs(mean) : 1);
    char buffer[128], what[300];
    const char *name = ab_measure_name(scenario, precision->measure, buffer, sizeof buffer);
    if (variant[0] != '\0') {
        (void)snprintf(what, sizeof what, "the difference of %s in %s", name, variant);
    } else {
        (void)snprintf(what, sizeof what, "%s", name);
    }
    if (summary->n < 2) {
        (void)snprintf(text, size, " (%s has a value in %d of them)", what, summary->n);
        return true;
    }
    if (half > allowed) {
        (void)snprintf(text, size, " (%s is known to %.3g %s)", what, half,
                       ab_measure_unit(scenario, precision->measure));
        return true;
    }
    return false;
}

/* Reports that replications ran out before the means were known well enough. */
static enum ab_status report_imprecision(const struct ab_result *result,
                                         const struct ab_study_options *options,
                                         struct ab_errors *errors)
{
    char detail[200] = "";
    for (int i = 0; i < options->precisions; i++) {
        const struct ab_precision *precision = &options->until[i];
        const struct ab_summary *summary = &result->measure[precision->measure];
        if (ab_cli_describe_imprecision(precision, result->scenario, summary, summary->mean, "",
                                        detail, sizeof detail)) {
            break;
        }
    }
    return ab_cli_report_imprecision(result->replications, detail, errors);
}

void ab_cli_print_enough(int replications)
{
    (void)printf("\n%d replications were enough for what --until asks for\n", replications);
}

void ab_cli_begin_progress(struct ab_progress *progress, const struct ab_cli_arguments *arguments)
{
    if (arguments->json) {
        ab_progress_begin_json(progress, stderr);
    } else {
        ab_progress_begin(progress, stderr, arguments->quiet);
    }
}

enum ab_status ab_cli_study_take(struct ab_cli_study *study, const struct ab_scenario *scenario,
                                 const struct ab_cli_arguments *arguments, int64_t replications,
                                 struct ab_errors *errors)
{
    if (arguments->replications > 0) {
        replications = arguments->replications;
    }
    study->options = (struct ab_study_options){
        .replications = (int)replications,
        .seed = (uint64_t)(arguments->seed >= 0 ? arguments->seed : scenario->general.seed),
        .threads = (int)arguments->threads,
        .trace = (int)arguments->trace,
        .interrupted = ab_cli_interruption(),
        .progress = ab_progress_show,
        .progress_owner = &study->progress,
    };
    const enum ab_status status = take_precisions(study, scenario, arguments, errors);
    return status == AB_OK ? ab_lockstep_check(&study->options, errors) : status;
}

enum ab_status ab_cli_simulate(struct ab_result **result, const struct ab_scenario *scenario,
                               struct ab_cli_study *study, const struct ab_cli_arguments *arguments,
                               struct ab_errors *errors)
{
    ab_cli_begin_progress(&study->progress, arguments);
    enum ab_status status = ab_study_run(result, scenario, &study->options, errors);
    ab_progress_end(&study->progress);
    if (status == AB_FAILED) {
        const struct ab_failure *first = &(*result)->failure[0];
        status = ab_cli_report_failures(NULL, (*result)->failed, (*result)->replications,
                                        first->first, first->reason, errors);
    }
    if (*result != NULL && study->options.precisions > 0 && !(*result)->precise) {
        status = report_imprecision(*result, &study->options, errors);
    }
    return status;
}
