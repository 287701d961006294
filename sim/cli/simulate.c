/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate.c - what `run`, `validate` and `compare` share: a study as the options ask for it. */
#include "cli/simulate.h"

#include "base/file.h"
#include "base/format.h"
#include "base/memory.h"
#include "base/sheet.h"
#include "scenario/input.h"
#include "study/executor.h"

#include <string.h>

enum { MOST_DEFAULT = 20000 };

enum ab_status ab_cli_report_failures(const char *path, int failed, int replications, int first,
                                      const char *reason, struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_FAILED, path, 0, NULL, NULL,
                         "%d of %d replication%s did not reach the scenario's end; "
                         "replication %d: %s",
                         failed, replications, replications == 1 ? "" : "s", first, reason);
}

enum ab_status ab_cli_take_bounds(int64_t *least, int64_t *most,
                                  const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors)
{
    const struct ab_cli_list *until = &arguments->until;
    const char *fault = NULL;
    if (until->count == 0 && (arguments->least > 0 || arguments->most > 0)) {
        fault = "--min and --max are bounds of --until, which is not given";
    } else if (until->count > 0 && arguments->replications > 0) {
        fault = "-n says how many replications, --until how precise: give one of them";
    } else if (until->count > 0 && arguments->only > 0) {
        fault = "--only makes one replication, --until as many as are needed: give one of them";
    } else if (until->count > AB_CLI_PRECISIONS_MAX) {
        return ab_errors_refuse(errors, "--until can be given %d times at most",
                                AB_CLI_PRECISIONS_MAX);
    }
    if (fault != NULL) {
        return ab_errors_refuse(errors, "%s", fault);
    }
    if (until->count > 0) {
        *most = arguments->most > 0 ? arguments->most : MOST_DEFAULT;
        *least = ab_until_first_look(arguments->least, *most);
    }
    return AB_OK;
}

/* Reads what --until, --min and --max ask for into the options. */
static enum ab_status take_precisions(struct ab_cli_study *study,
                                      const struct ab_scenario *scenario,
                                      const struct ab_cli_arguments *arguments,
                                      struct ab_errors *errors)
{
    struct ab_study_options *options = &study->options;
    const struct ab_cli_list *until = &arguments->until;
    int64_t least = 0, most = options->replications;
    enum ab_status status = ab_cli_take_bounds(&least, &most, arguments, errors);
    if (status != AB_OK) {
        return status;
    }
    for (int i = 0; i < until->count; i++) {
        status = ab_precision_parse(&study->precision[i], scenario, until->text[i], errors);
        if (status != AB_OK) {
            return status;
        }
    }
    if (until->count == 0) {
        return AB_OK;
    }
    options->until = study->precision;
    options->precisions = until->count;
    options->replications = (int)most;
    options->least = (int)least;
    return AB_OK;
}

/* The word of --inputs; AB_INPUTS_SPLIT + 1: it is none. */
static enum ab_inputs inputs_of(const char *word)
{
    static const char *const words[] = {[AB_INPUTS_AT_BASE] = "base",
                                        [AB_INPUTS_DRAWN] = "drawn",
                                        [AB_INPUTS_BOTH] = "both",
                                        [AB_INPUTS_SPLIT] = "split"};
    int i = 0;
    while (i <= AB_INPUTS_SPLIT && strcmp(words[i], word) != 0) {
        i++;
    }
    return (enum ab_inputs)i;
}

const char *ab_cli_lack_of_inputs(const struct ab_scenario *scenario)
{
    return scenario->past.is_given && scenario->uncertain_count > 0
               ? "no [uncertain.ID] is drawn, since the past that is gone on from had their values"
               : "there is no [uncertain.ID]";
}

/* What is asked for of inputs; `lacks` is the scenario that has none, or NULL. */
static enum ab_status read_inputs(enum ab_inputs *inputs, const char *word, bool is_run,
                                  const struct ab_scenario *lacks, struct ab_errors *errors)
{
    *inputs = inputs_of(word);
    const bool is_known = is_run ? *inputs != AB_INPUTS_DRAWN && *inputs <= AB_INPUTS_SPLIT
                                 : *inputs <= AB_INPUTS_DRAWN;
    if (!is_known) {
        return ab_errors_refuse(errors, "--inputs %.40s: %s", word,
                                is_run ? "it is base, both or split" : "it is base or drawn");
    }
    if (*inputs != AB_INPUTS_AT_BASE && lacks != NULL) {
        return ab_errors_refuse(
            errors, "--inputs %s: %s%s", word, ab_cli_lack_of_inputs(lacks),
            lacks->uncertain_count > 0
                ? ""
                : "; `airbridge keys uncertain` tells how to say what is not known");
    }
    return AB_OK;
}

enum ab_status ab_cli_take_inputs(enum ab_inputs *inputs, const struct ab_document *document,
                                  const struct ab_scenario *const *scenario, int scenarios,
                                  bool is_run, const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors)
{
    int count = 0;
    for (int i = 0; i < scenarios; i++) {
        count += scenario[i]->input_count;
    }
    *inputs = is_run && count > 0 && !scenario[0]->general.deterministic ? AB_INPUTS_BOTH
                                                                         : AB_INPUTS_AT_BASE;
    enum ab_status status = arguments->inputs != NULL
                                ? read_inputs(inputs, arguments->inputs, is_run,
                                              count == 0 ? scenario[0] : NULL, errors)
                                : AB_OK;
    for (int i = 0; i < scenarios && status == AB_OK && *inputs != AB_INPUTS_AT_BASE; i++) {
        status = ab_inputs_try(document != NULL ? document : scenario[i]->document, scenario[i],
                               NULL, 0, errors);
    }
    return status;
}

enum ab_status ab_cli_report_imprecision(const struct ab_scenario *scenario,
                                         const struct ab_study_options *options, int replications,
                                         const struct ab_shortfall *shortfall, const char *variant,
                                         struct ab_errors *errors)
{
    const int measure = options->until[shortfall->precision].measure;
    char buffer[128], what[400], why[300];
    const char *name = ab_measure_name(scenario, measure, buffer, sizeof buffer);
    (void)snprintf(what, sizeof what, "%s%s%s%s", variant != NULL ? "the difference of " : "", name,
                   variant != NULL ? " in " : "", variant != NULL ? variant : "");
    switch (shortfall->lack) {
    case AB_LACKS_VALUES:
        if (shortfall->values == 0) {
            (void)snprintf(why, sizeof why,
                           "has no value in any of them: the scenario has no such thing)");
            break;
        }
        (void)snprintf(why, sizeof why,
                       "has a value in %d of them, and fewer than %d tell nothing for sure); --max "
                       "allows more",
                       shortfall->values, AB_UNTIL_LEAST);
        break;
    case AB_LACKS_ENDS:
        (void)snprintf(why, sizeof why,
                       "did not come about in %d of them: a mean of the others would be no mean of "
                       "all); a longer scenario.horizon may let all end%s",
                       shortfall->beyond,
                       ab_measure_is_since_order(name)
                           ? ""
                           : ", or ask for the share that closes: --until closed=0.02");
        break;
    case AB_LACKS_SPREAD:
        (void)snprintf(why, sizeof why,
                       "was the same in all of them: what was never seen may still happen in up to "
                       "3 of %d); without --until, -n says how many are made",
                       shortfall->values);
        break;
    case AB_LACKS_NOTHING:
    case AB_LACKS_PRECISION:
        (void)snprintf(why, sizeof why, "is known to %s %s); --max allows more",
                       ab_figures(shortfall->side, 3).text, ab_measure_unit(scenario, measure));
        break;
    }
    return ab_errors_add(errors, AB_FAILED, NULL, 0, NULL, NULL,
                         "what --until asks for is not reached after %d replications (%s %s",
                         replications, what, why);
}

enum ab_status ab_cli_run_unkept(const struct ab_cli_arguments *arguments, ab_cli_command_run *run,
                                 struct ab_errors *errors)
{
    if (arguments->output != NULL) {
        return run(arguments, errors);
    }
    const enum ab_status status = ab_cli_check_parts(arguments, true, errors);
    if (status != AB_OK) {
        return status;
    }
    char *scratch = ab_folder_scratch(errors);
    if (scratch == NULL) {
        return AB_IO_ERROR;
    }
    struct ab_cli_arguments own = *arguments;
    own.output = scratch;
    own.unkept = true;
    const enum ab_status made = run(&own, errors);
    ab_folder_discard(scratch);
    return made;
}

void ab_cli_print_enough(int replications)
{
    struct ab_sheet sheet = ab_cli_sheet();
    ab_sheet_end(&sheet);
    ab_sheet_say(&sheet, "%d replications were enough for what --until asks for;", replications);
    ab_sheet_end(&sheet);
    ab_sheet_say(&sheet, "what happens in fewer than 3 of %d runs may not have been seen",
                 replications);
    ab_sheet_end(&sheet);
}

void ab_cli_begin_progress(struct ab_progress *progress, const struct ab_cli_arguments *arguments)
{
    if (arguments->progress != NULL) {
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
    const int64_t only = arguments->only;
    if (only > 0 && arguments->replications > 0 && only > replications) {
        return ab_errors_refuse(errors, "--only %d: -n gives replications 1 to %d only", (int)only,
                                (int)replications);
    }
    study->options = (struct ab_study_options){
        .replications = (int)(only > 0 ? only : replications),
        .only = (int)only,
        .seed = (uint64_t)(arguments->seed >= 0 ? arguments->seed : scenario->general.seed),
        .threads = (int)arguments->threads,
        .trace = (int)(arguments->trace != AB_CLI_FIRST ? arguments->trace
                       : only > 0                       ? only
                                                        : 1),
        .interrupted = ab_cli_interruption(),
        .progress = ab_progress_show,
        .progress_owner = &study->progress,
    };
    const enum ab_status status = take_precisions(study, scenario, arguments, errors);
    return status == AB_OK ? ab_study_check(&study->options, errors) : status;
}

enum ab_status ab_cli_study_resume(struct ab_cli_study *study, const struct ab_journal_head *head,
                                   struct ab_errors *errors)
{
    study->options = (struct ab_study_options){
        .replications = (int)head->replications,
        .only = head->before > 0 ? (int)head->before + 1 : 0,
        .seed = head->seed,
        .inputs = head->kind == AB_PLAN_RUN ? (head->points == AB_RUN_POINTS_MAX ? AB_INPUTS_SPLIT
                                               : head->points > AB_POINT_DRAWN   ? AB_INPUTS_BOTH
                                                                               : AB_INPUTS_AT_BASE)
                                            : (head->drawn ? AB_INPUTS_DRAWN : AB_INPUTS_AT_BASE),
        .interrupted = ab_cli_interruption(),
        .progress = ab_progress_show,
        .progress_owner = &study->progress,
    };
    return ab_study_check(&study->options, errors);
}

/* Reports that the traced replication had more to tell than is kept. */
static enum ab_status report_cut_trace(const struct ab_result *result, struct ab_errors *errors)
{
    const struct ab_trace *trace = &result->trace;
    char until[AB_TIME_ISO_SIZE];
    (void)ab_time_format_iso(result->scenario->general.start + trace->untraced, until,
                             sizeof until);
    return ab_errors_add(
        errors, AB_FAILED, NULL, 0, NULL, NULL,
        "the trace of replication %d follows airfields, and who held what, until %s only: no more "
        "than %d states of either are kept; all else is whole",
        trace->replication, until, AB_TRACE_STATES_MAX);
}

/* Whoever asks what goes through until the horizon must know when there was no more to go through,
 * even if no account is wanted. */
static void tell_idle(const struct ab_result *result)
{
    if (result->idle == 0) {
        return;
    }
    char text[300];
    (void)snprintf(
        text, sizeof text,
        "airbridge: note: in %d of %d replications nothing was left to happen before the "
        "horizon of %.6g h, first from %.1f h on: what is counted until the horizon is "
        "then no more than there was",
        result->idle, result->replications, ab_time_hours(result->scenario->general.horizon),
        ab_time_hours(result->idle_from));
    ab_sheet_message(stderr, text);
}

enum ab_status ab_cli_refuse_date(const char *option, const char *text, struct ab_errors *errors)
{
    char why[AB_TIME_WHY_SIZE];
    return ab_errors_refuse(errors,
                            "%s '%.60s' is no date with its time and zone%s; dates are written "
                            "2022-01-09T12:00Z or 2022-01-09T18:00+06:00",
                            option, text, ab_time_missing_day(text, why));
}

enum ab_status ab_cli_take_deadline(struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    static const char key[] = "scenario.deadline=";
    ab_time instant;
    if (arguments->by == NULL) {
        return AB_OK;
    }
    if (!ab_time_parse_iso(arguments->by, &instant)) {
        return ab_cli_refuse_date("--by", arguments->by, errors);
    }
    const size_t size = sizeof key + strlen(arguments->by), count = (size_t)arguments->set.count;
    arguments->due = ab_memory_take(size, 1);
    const char **text = ab_memory_take(count + 1, sizeof *text);
    if (arguments->due == NULL || text == NULL) {
        ab_memory_give(text);
        return ab_errors_out_of_memory(errors);
    }
    (void)snprintf(arguments->due, size, "%s%s", key, arguments->by);
    for (size_t i = 0; i < count; i++) {
        text[i] = arguments->set.text[i];
    }
    text[count] = arguments->due;
    ab_memory_give(arguments->set.text);
    arguments->set = (struct ab_cli_list){text, (int)count + 1};
    return AB_OK;
}

/* As ab_cli_report_failures, of those whose inputs were drawn. */
static enum ab_status report_drawn_failures(const struct ab_result *drawn, struct ab_errors *errors)
{
    const struct ab_failure *first = &drawn->failure[0];
    return ab_errors_add(errors, AB_FAILED, NULL, 0, NULL, NULL,
                         "with drawn inputs, %d of %d replications did not reach the scenario's "
                         "end; replication %d: %s",
                         drawn->failed, drawn->replications, first->first, first->reason);
}

enum ab_status ab_cli_simulate(struct ab_result **result, const struct ab_scenario *scenario,
                               struct ab_cli_study *study, const struct ab_cli_arguments *arguments,
                               struct ab_errors *errors)
{
    ab_cli_begin_progress(&study->progress, arguments);
    enum ab_status status = ab_study_run(result, scenario, &study->options, errors);
    ab_progress_end(&study->progress);
    if (status == AB_FAILED && (*result)->failed > 0) {
        const struct ab_failure *first = &(*result)->failure[0];
        status = ab_cli_report_failures(NULL, (*result)->failed, (*result)->replications,
                                        first->first, first->reason, errors);
    }
    if (*result != NULL && (*result)->drawn != NULL && (*result)->drawn->failed > 0) {
        status = report_drawn_failures((*result)->drawn, errors);
    }
    if (*result != NULL) {
        tell_idle(*result);
    }
    if (*result != NULL && study->options.precisions > 0 && !(*result)->precise) {
        status = ab_cli_report_imprecision(scenario, &study->options, (*result)->replications,
                                           &(*result)->shortfall, NULL, errors);
    }
    if (*result != NULL && (*result)->trace.replication > 0 &&
        (*result)->trace.untraced != AB_TIME_NEVER) {
        status = report_cut_trace(*result, errors);
    }
    return status;
}
