/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep.c - `airbridge sweep`: simulates every point of a design, or a part of them. */
#include "cli/sweep.h"

#include "base/time.h"
#include "cli/memory.h"
#include "cli/simulate.h"
#include "output/result_json.h"
#include "output/store.h"

#include <inttypes.h>

enum { RUNS_ASKED_ABOUT = 1000000 };

/* What the steps of the command share. */
struct command {
    const struct ab_cli_arguments *arguments;
    struct ab_errors *errors;
    struct ab_cli_design sweep;
    struct ab_experiment experiment;
    struct ab_cli_place place;
    double wall_s;
};

/* ---- what is told ---- */

enum ab_status ab_cli_finish_sweep(const struct ab_cli_arguments *arguments,
                                   const struct ab_claim *claim, double wall_s,
                                   struct ab_errors *errors)
{
    struct ab_sweep_account account;
    const struct ab_sweep_output output = {
        .path = arguments->output,
        .claim = claim,
        .runs = arguments->runs,
        .argc = arguments->argc,
        .argv = arguments->argv,
        .wall_s = wall_s,
        .interrupted = ab_cli_interruption(),
    };
    enum ab_status status = ab_sweep_tables_write(&account, &output, errors);
    if (status == AB_OK && arguments->json) {
        status = ab_sweep_print_json(stdout, arguments->argv[1], &account, &output, errors);
    }
    if (status != AB_OK) {
        return status;
    }
    const bool file = ab_store_is_file(arguments->output);
    if (!arguments->quiet && !arguments->json) {
        struct ab_sheet sheet = ab_cli_sheet();
        ab_sheet_put(&sheet, arguments->output);
        ab_sheet_say(&sheet, "%s%s: %" PRId64 " point%s x %d", file ? "" : "/",
                     file ? "" : ab_table_file(AB_TABLE_SWEEP), account.points,
                     account.points == 1 ? "" : "s", account.fewest);
        if (account.most > account.fewest) {
            ab_sheet_say(&sheet, " to %d", account.most);
        }
        ab_sheet_say(&sheet, " replication%s", account.most == 1 ? "" : "s");
        ab_sheet_end(&sheet);
        if (account.unclosed > 0) {
            ab_sheet_say(&sheet,
                         "the force did not close in %" PRId64 " of %" PRId64
                         " runs, which count as later than all others",
                         account.unclosed, account.runs);
            ab_sheet_end(&sheet);
        }
    }
    return ab_sweep_report_failures(&account, arguments->unkept ? NULL : arguments->output, errors);
}

/* ---- the command ---- */

/* As the scenario is without what is varied. */
static enum ab_status check_memory(const struct command *command)
{
    const struct ab_journal_head *head = &command->experiment.head;
    const struct ab_scenario *const scenario = command->sweep.scenario;
    const struct ab_needs_of of = {.scenario = &scenario,
                                   .points = 1,
                                   .document = command->sweep.document,
                                   .replications = (int)head->replications,
                                   .by_points = true};
    return ab_cli_check_memory(&of, head->last - head->first, command->arguments, command->errors);
}

static enum ab_status check_size(const struct command *command)
{
    const struct ab_journal_head *head = &command->experiment.head;
    const bool whole = command->arguments->plan != NULL;
    const int64_t runs = whole ? command->place.at.runs : head->last - head->first;
    if (runs <= RUNS_ASKED_ABOUT || command->arguments->yes) {
        return AB_OK;
    }
    if (head->rule != 0) {
        return ab_errors_refuse(
            command->errors,
            "%" PRId64 " point%s x up to %" PRId64 " replications are up to %" PRId64
            " runs; give --yes if that is meant, or a smaller --max",
            head->points, head->points == 1 ? "" : "s", head->replications, runs);
    }
    return ab_errors_refuse(command->errors,
                            "%" PRId64 " point%s x %" PRId64 " replications are %" PRId64
                            " runs; give --yes if that is meant",
                            head->points, head->points == 1 ? "" : "s",
                            head->replications - head->before, runs);
}

/* Makes the runs that the journal lacks. */
static enum ab_status simulate(struct command *command, int64_t *failed)
{
    struct ab_progress progress;
    const double begun = ab_clock_seconds();
    ab_cli_begin_progress(&progress, command->arguments);
    const struct ab_study_options options = {
        .threads = (int)command->arguments->threads,
        .interrupted = ab_cli_interruption(),
        .progress = ab_progress_show,
        .progress_owner = &progress,
    };
    const enum ab_status status = ab_experiment_run(&command->experiment, command->place.at.ledger,
                                                    &options, failed, command->errors);
    ab_progress_end(&progress);
    ab_cli_place_tell(&command->place, &options, status);
    command->wall_s = ab_clock_seconds() - begun;
    return status;
}

static enum ab_status finish_part(struct command *command, int64_t failed)
{
    const struct ab_experiment *experiment = &command->experiment;
    const struct ab_journal_head *head = &experiment->head;
    enum ab_status status = ab_cli_place_finish_part(&command->place, failed, command->errors);
    if (experiment->short_points > 0 && (status == AB_OK || status == AB_FAILED)) {
        status = ab_sweep_report_short(
            experiment->short_points, (head->last - head->first) / head->replications,
            experiment->first_short, head->replications, command->errors);
    }
    return status;
}

static enum ab_status run_sweep(struct command *command)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    const struct ab_subject subject = {.sweep = &command->experiment.head};
    struct ab_errors *errors = command->errors;
    struct ab_cli_place *place = &command->place;
    int64_t failed = 0;
    enum ab_status status = check_memory(command);
    if (status == AB_OK) {
        status = ab_store_check(arguments->output, &subject, errors);
    }
    if (status == AB_OK) {
        status = ab_cli_place_open(place, &command->experiment.head, arguments, errors);
    }
    if (status == AB_OK) {
        status = simulate(command, &failed);
    }
    if (status == AB_OK && place->at.parts > 0) {
        return finish_part(command, failed);
    }
    if (status == AB_OK) {
        status = ab_cli_place_finish(place, 0, errors);
    }
    if (status == AB_OK) {
        status = ab_cli_finish_sweep(arguments, place->at.claim, command->wall_s, errors);
        ab_cli_place_tell(place, &(const struct ab_study_options){0}, status);
    }
    return status;
}

static enum ab_status plan_sweep(const struct command *command)
{
    const struct ab_journal_head *head = &command->experiment.head;
    const struct ab_cli_parts parts = {.runs = command->place.at.runs,
                                       .replications = head->replications,
                                       .points = head->rule != 0 ? head->points : 0,
                                       .seed = head->seed};
    return ab_cli_plan(&parts, command->arguments, command->errors);
}

static enum ab_status sweep(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    struct command command = {.arguments = arguments, .errors = errors};
    enum ab_status status = ab_cli_check_parts(arguments, true, errors);
    if (status == AB_OK) {
        status = ab_cli_design_take(&command.sweep, arguments, errors);
    }
    if (status == AB_OK) { /* before a plan too: a thousand tasks must not find the same fault */
        status = ab_experiment_prepare(&command.experiment, &command.sweep.request, errors);
    }
    if (status == AB_OK) {
        status =
            ab_cli_place_divide(&command.place, arguments->shard, &command.experiment.head, errors);
    }
    if (status == AB_OK) {
        status = check_size(&command);
    }
    if (status == AB_OK) {
        status = arguments->plan != NULL ? plan_sweep(&command) : run_sweep(&command);
    }
    ab_place_close(&command.place.at);
    ab_experiment_clear(&command.experiment);
    ab_cli_design_clear(&command.sweep);
    return status;
}

enum ab_status ab_cli_sweep(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    return ab_cli_run_unkept(arguments, sweep, errors);
}
