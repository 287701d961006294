/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.c - `airbridge compare`: what a change does, under the same luck. */
#include "cli/simulate.h"
#include "cli/variants.h"

#include "base/memory.h"
#include "output/comparison.h"

#include <stdio.h>

enum { REPLICATIONS_DEFAULT = 100 };

/* What the steps of the command share. */
struct command {
    const struct ab_cli_arguments *arguments;
    struct ab_errors *errors;
    struct ab_cli_variants variants;
    struct ab_cli_study study;
    struct ab_comparison *comparison;
    struct ab_journal_source *source; /* [variants.count] */
    struct ab_journal_head head;
    struct ab_cli_place place;
    struct ab_comparison_output *output; /* NULL: there is none */
};

static const char *const *names(const struct command *command)
{
    return (const char *const *)command->variants.name;
}

static enum ab_status begin_output(struct command *command)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    const struct ab_comparison_place place = {
        .path = arguments->output,
        .claim = command->place.at.claim,
        .scenario = (const struct ab_scenario *const *)command->variants.scenario,
        .name = names(command),
        .scenarios = command->variants.count,
        .argc = arguments->argc,
        .argv = arguments->argv,
    };
    return ab_comparison_output_begin(&command->output, &place, command->errors);
}

/* Gives up the tables, and tells why when they could not be written. */
static void abandon(struct command *command)
{
    if (command->output != NULL) {
        (void)ab_comparison_output_abandon(command->output, command->errors);
        command->output = NULL;
    }
}

static enum ab_status simulate(struct command *command)
{
    struct ab_cli_study *study = &command->study;
    if (command->output != NULL) {
        study->options.sink = ab_comparison_output_put;
        study->options.sink_owner = command->output;
    }
    study->options.ledger = command->place.at.ledger;
    ab_cli_begin_progress(&study->progress, command->arguments);
    const enum ab_status status = ab_compare_run(
        &command->comparison, (const struct ab_scenario *const *)command->variants.scenario,
        command->variants.count, &study->options, command->errors);
    ab_progress_end(&study->progress);
    if (command->comparison == NULL) {
        abandon(command);
        ab_cli_place_tell(&command->place, &study->options, status);
    }
    return status;
}

/* Says that one side is followed longer than the other: who is not there by the earlier end counts
 * as not there, though his own tables may tell when he came. */
static void print_horizons(struct ab_sheet *sheet, const struct command *command, int variant)
{
    const ab_time base = command->variants.scenario[0]->general.horizon;
    const ab_time other = command->variants.scenario[variant]->general.horizon;
    if (base != other) {
        sheet->hang = 4;
        ab_sheet_say(
            sheet,
            "  the horizons differ, %.6g h and %.6g h: pairs are judged up to the earlier one",
            ab_time_hours(base), ab_time_hours(other));
        ab_sheet_end(sheet);
        sheet->hang = 0;
    }
}

static void print_account(const struct command *command)
{
    struct ab_sheet sheet = ab_cli_sheet();
    for (int i = 1; i < command->comparison->scenarios; i++) {
        if (i > 1) {
            ab_sheet_end(&sheet);
        }
        ab_comparison_print(&sheet, names(command), command->comparison, i);
        print_horizons(&sheet, command, i);
    }
    if (command->comparison->scenarios > 2) {
        ab_sheet_end(&sheet);
        ab_comparison_print_overview(&sheet, command->comparison, names(command));
    }
    if (command->comparison->precise) {
        ab_cli_print_enough(command->comparison->replications);
    }
}

/* Tells which runs failed, and whether the differences are not known well enough. */
static enum ab_status judge(const struct command *command)
{
    const struct ab_comparison *comparison = command->comparison;
    enum ab_status status = AB_OK;
    for (int i = 0; i < comparison->scenarios; i++) {
        const struct ab_compared *compared = &comparison->compared[i];
        if (compared->failed > 0) {
            status = ab_cli_report_failures(command->variants.origin[i], compared->failed,
                                            comparison->replications, compared->first_failed,
                                            compared->reason, command->errors);
        }
    }
    if (command->study.options.precisions > 0 && !comparison->precise) {
        status = ab_cli_report_imprecision(
            comparison->compared[0].scenario, &command->study.options, comparison->replications,
            &comparison->shortfall, command->variants.name[comparison->shortfall.variant + 1],
            command->errors);
    }
    return status;
}

/* Writes what was found, of the replications that did not fail if some did. */
static enum ab_status put_out(struct command *command)
{
    enum ab_status status = AB_OK;
    if (command->output != NULL) {
        status = ab_cli_place_finish(&command->place,
                                     command->head.before + command->comparison->replications,
                                     command->errors);
    }
    if (status == AB_OK && command->output != NULL) {
        struct ab_comparison_output *output = command->output;
        command->output = NULL;
        status = ab_comparison_output_finish(output, command->comparison, names(command),
                                             command->errors);
    }
    if (status == AB_OK && command->arguments->json) {
        status =
            ab_comparison_print_json(stdout, command->comparison, names(command), command->errors);
    } else if (status == AB_OK && !command->arguments->quiet) {
        print_account(command);
    }
    return status == AB_OK ? judge(command) : status;
}

/* Makes the plan, or the part of it that is asked for. */
static enum ab_status make(struct command *command)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    const struct ab_needs_of of = {
        .scenario = (const struct ab_scenario *const *)command->variants.scenario,
        .points = command->variants.count,
        .replications = command->study.options.replications};
    bool is_done;
    ab_study_describe(&command->head, command->source, of.scenario, of.points,
                      &command->study.options);
    enum ab_status status = ab_cli_place_begin(&command->place, &command->head, &command->study,
                                               &of, arguments, &is_done, command->errors);
    if (is_done) {
        return status;
    }
    if (arguments->output != NULL) {
        status = begin_output(command);
    }
    if (status == AB_OK) {
        status = simulate(command);
    }
    return status == AB_OK ? put_out(command) : status;
}

/* Names where the scenarios come from. */
static enum ab_status take_sources(struct command *command)
{
    const struct ab_cli_variants *variants = &command->variants;
    command->source = ab_memory_take((size_t)variants->count, sizeof *command->source);
    if (command->source == NULL) {
        return ab_errors_out_of_memory(command->errors);
    }
    for (int i = 0; i < variants->count; i++) {
        command->source[i] = (struct ab_journal_source){.name = variants->name[i],
                                                        .origin = variants->origin[i],
                                                        .path = variants->path[i],
                                                        .set = variants->set[i],
                                                        .set_count = variants->set_count[i]};
    }
    return AB_OK;
}

static enum ab_status compare(struct command *command)
{
    enum ab_status status = ab_cli_check_parts(command->arguments, false, command->errors);
    if (status == AB_OK) {
        status = ab_cli_variants_load(&command->variants, command->arguments, command->errors);
    }
    if (status == AB_OK) {
        status = take_sources(command);
    }
    if (status == AB_OK) {
        status = ab_cli_study_take(&command->study, command->variants.scenario[0],
                                   command->arguments, REPLICATIONS_DEFAULT, command->errors);
    }
    if (status == AB_OK) {
        const struct ab_scenario *const *scenario =
            (const struct ab_scenario *const *)command->variants.scenario;
        status =
            ab_cli_take_inputs(&command->study.options.inputs, NULL, scenario,
                               command->variants.count, false, command->arguments, command->errors);
    }
    return status == AB_OK ? make(command) : status;
}

static void clear(struct command *command)
{
    abandon(command);
    ab_place_close(&command->place.at);
    ab_memory_give(command->source);
    ab_comparison_destroy(command->comparison);
    ab_cli_variants_clear(&command->variants);
}

enum ab_status ab_cli_compare(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    struct command command = {.arguments = arguments, .errors = errors};
    const enum ab_status status = compare(&command);
    clear(&command);
    return status;
}

enum ab_status ab_cli_finish_compare(const struct ab_cli_arguments *arguments,
                                     const struct ab_journal_head *head, struct ab_claim *claim,
                                     struct ab_errors *errors)
{
    struct ab_cli_arguments resuming = *arguments;
    struct command command = {.arguments = &resuming, .errors = errors};
    resuming.resume = command.place.is_joint = true;
    resuming.force = false;
    command.place.at.claim = claim;
    enum ab_status status = ab_cli_variants_reload(&command.variants, head, errors);
    if (status == AB_OK) {
        status = take_sources(&command);
    }
    if (status == AB_OK) {
        status = ab_cli_study_resume(&command.study, head, errors);
    }
    if (status == AB_OK) {
        status = make(&command);
    }
    command.place.at.claim = NULL; /* the caller's */
    clear(&command);
    return status;
}
