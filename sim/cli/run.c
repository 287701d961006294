/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c - `airbridge run` and `airbridge validate`: simulate a scenario, write its tables, and tell
 * what came out, or hold its milestones against history. */
#include "cli/simulate.h"

#include "base/format.h"
#include "base/path.h"
#include "output/output.h"
#include "output/report.h"
#include "output/result_json.h"

enum { RUN_DEFAULT = 100, VALIDATE_DEFAULT = 1000 };

/* What the steps of a command share. */
struct command {
    const struct ab_cli_arguments *arguments;
    struct ab_errors *errors;
    bool validates;
    struct ab_scenario *scenario;
    struct ab_cli_study study;
    char name[AB_PATH_NAME_SIZE];
    struct ab_journal_source source;
    struct ab_journal_head head;
    struct ab_cli_place place;
    struct ab_output *output; /* NULL: there is none */
};

/* ---- what is told ---- */

/* Prints the means that --until asked for, when they are known as well as that. */
static void print_means(const struct ab_result *result, const struct ab_study_options *options)
{
    struct ab_sheet sheet = ab_cli_sheet();
    ab_cli_print_enough(result->replications);
    sheet.hang = 4;
    for (int i = 0; i < options->precisions; i++) {
        const int measure = options->until[i].measure;
        const struct ab_summary *known = &result->measure[measure];
        char buffer[128];
        ab_sheet_say(&sheet, "%s: mean %s %s, 95 %% interval %s to %s",
                     ab_measure_name(result->scenario, measure, buffer, sizeof buffer),
                     ab_figures(known->mean, 6).text, ab_measure_unit(result->scenario, measure),
                     ab_figures(known->ci95_low, 6).text, ab_figures(known->ci95_high, 6).text);
        ab_sheet_end(&sheet);
    }
}

/* Whether what is printed needs what went on by the hour: all tables, or the fullest places. */
static bool tells_of_hours(const struct command *command)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    return arguments->json || (!arguments->quiet && !command->validates);
}

/* Prints what came out, in the way that the arguments ask for. */
static enum ab_status print_result(const struct command *command, const struct ab_result *result)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    if (arguments->json) {
        return ab_result_print_json(stdout, arguments->argv[1], result, command->errors);
    }
    if (arguments->quiet) {
        return AB_OK;
    }
    if (command->validates) {
        (void)ab_report_milestones(stdout, ab_terminal_width(stdout), result);
        ab_report_shares_within(stdout, ab_terminal_width(stdout), result);
    } else {
        ab_report_print(stdout, ab_terminal_width(stdout), result);
    }
    if (result->precise) {
        print_means(result, &command->study.options);
    }
    return AB_OK;
}

/* The milestones that were missed, as one fault. */
static enum ab_status judge(const struct ab_result *result, struct ab_errors *errors)
{
    int missed = 0;
    for (int i = 0; i < result->scenario->milestone_count; i++) {
        missed += result->milestone[i].outcome == AB_MISSED;
    }
    if (missed == 0) {
        return AB_OK;
    }
    return ab_errors_add(errors, AB_FAILED, NULL, 0, NULL, NULL,
                         "%d of %d milestones missed their historical interval and its tolerance",
                         missed, result->scenario->milestone_count);
}

/* ---- the result ---- */

/* Finishes the journal, then the tables. */
static enum ab_status put_out(struct command *command, const struct ab_result *result)
{
    const enum ab_status status = ab_cli_place_finish(
        &command->place, command->head.before + result->replications, command->errors);
    struct ab_output *output = command->output;
    command->output = NULL;
    if (status != AB_OK) {
        (void)ab_output_abandon(output, command->errors);
        return status;
    }
    return ab_output_finish(output, result, command->errors);
}

/* Simulates into the tables of a result that was begun, if there is one, and tells what came out. */
static enum ab_status simulate(struct command *command)
{
    struct ab_study_options *options = &command->study.options;
    struct ab_result *result = NULL;
    enum ab_status written = AB_OK;
    options->ledger = command->place.at.ledger;
    options->without_curves = command->output == NULL && !command->arguments->json;
    options->without_diary = command->output == NULL && !tells_of_hours(command);
    if (command->output != NULL) {
        options->sink = ab_output_put;
        options->sink_owner = command->output;
    }
    enum ab_status status = ab_cli_simulate(&result, command->scenario, &command->study,
                                            command->arguments, command->errors);
    if (result == NULL) {
        ab_cli_place_tell(&command->place, options, status);
    } else if (command->output != NULL) {
        written = put_out(command, result);
    }
    if (result != NULL && written == AB_OK) {
        written = print_result(command, result);
        const enum ab_status verdict = command->validates ? judge(result, command->errors) : AB_OK;
        status = verdict != AB_OK ? verdict : status;
    }
    ab_result_destroy(result);
    return written != AB_OK ? written : status;
}

/* ---- the command ---- */

/* Opens the tables before anything is simulated: hours must not end where nothing can be written. */
static enum ab_status begin_output(struct command *command)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    const struct ab_output_options options = {
        .path = arguments->output,
        .claim = command->place.at.claim,
        .journalled = true,
        .scenario = command->name,
        .argc = arguments->argc,
        .argv = arguments->argv,
    };
    return ab_output_begin(&command->output, command->scenario, &options, command->errors);
}

/* Makes the plan, or the part of it that is asked for. */
static enum ab_status make(struct command *command)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    const struct ab_scenario *const scenario = command->scenario;
    const struct ab_needs_of of = {.scenario = &scenario,
                                   .points = 1,
                                   .replications = command->study.options.replications,
                                   .traced = arguments->trace != 0};
    bool is_done;
    ab_study_describe(&command->head, &command->source, &scenario, 1, &command->study.options);
    enum ab_status status = ab_cli_place_begin(&command->place, &command->head, &command->study,
                                               &of, arguments, &is_done, command->errors);
    if (!is_done && arguments->output != NULL) {
        status = begin_output(command);
    }
    return !is_done && status == AB_OK ? simulate(command) : status;
}

static enum ab_status run_command(struct command *command)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    const char *path = arguments->operand[0];
    struct ab_errors *errors = command->errors;
    ab_path_scenario_name(path, command->name);
    command->source = (struct ab_journal_source){.name = command->name,
                                                 .origin = path,
                                                 .path = path,
                                                 .set = arguments->set.text,
                                                 .set_count = arguments->set.count};
    enum ab_status status = ab_cli_check_parts(arguments, false, errors);
    if (status == AB_OK && arguments->trace != 0 && arguments->output == NULL && !arguments->json) {
        status = ab_errors_refuse(errors, "--trace is written into tables: give -o DIR, or --json");
    }
    if (status == AB_OK) {
        status = ab_scenario_load(&command->scenario, path, arguments->set.text,
                                  arguments->set.count, errors);
    }
    if (status == AB_OK && command->validates && command->scenario->milestone_count == 0) {
        status =
            ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                          "there is nothing to validate: the scenario has no [milestone.NAME]");
    }
    if (status == AB_OK) {
        status = ab_cli_study_take(&command->study, command->scenario, arguments,
                                   command->validates ? VALIDATE_DEFAULT : RUN_DEFAULT, errors);
    }
    if (status == AB_OK) {
        const struct ab_scenario *const scenario = command->scenario;
        status = ab_cli_take_inputs(&command->study.options.inputs, NULL, &scenario, 1, true,
                                    arguments, errors);
    }
    if (status == AB_OK) {
        status = make(command);
    }
    if (command->output != NULL) {
        (void)ab_output_abandon(command->output, errors);
    }
    ab_place_close(&command->place.at);
    ab_scenario_destroy(command->scenario);
    return status;
}

enum ab_status ab_cli_run_scenario(const struct ab_cli_arguments *arguments,
                                   struct ab_errors *errors)
{
    struct command command = {.arguments = arguments, .errors = errors};
    return run_command(&command);
}

enum ab_status ab_cli_validate(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    struct command command = {.arguments = arguments, .errors = errors, .validates = true};
    return run_command(&command);
}

/* ---- a journal that is there ---- */

enum ab_status ab_cli_load_source(struct ab_scenario **scenario,
                                  const struct ab_journal_source *source, struct ab_errors *errors)
{
    const enum ab_status status =
        ab_scenario_load(scenario, source->path, source->set, source->set_count, errors);
    if (status == AB_OK && (*scenario)->hash != source->hash) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, source->path, 0, NULL, NULL,
                             "this is not the scenario that was simulated any more");
    }
    return status;
}

enum ab_status ab_cli_finish_run(const struct ab_cli_arguments *arguments,
                                 const struct ab_journal_head *head, struct ab_claim *claim,
                                 struct ab_errors *errors)
{
    struct ab_cli_arguments resuming = *arguments;
    struct command command = {.arguments = &resuming, .errors = errors};
    resuming.resume = command.place.is_joint = true;
    resuming.force = false;
    command.place.at.claim = claim;
    command.source = head->source[0];
    (void)snprintf(command.name, sizeof command.name, "%s", head->name);
    enum ab_status status = ab_cli_load_source(&command.scenario, head->source, errors);
    if (status == AB_OK) {
        status = ab_cli_study_resume(&command.study, head, errors);
    }
    if (status == AB_OK) {
        status = make(&command);
    }
    if (command.output != NULL) {
        (void)ab_output_abandon(command.output, errors);
    }
    command.place.at.claim = NULL; /* the caller's */
    ab_place_close(&command.place.at);
    ab_scenario_destroy(command.scenario);
    return status;
}
