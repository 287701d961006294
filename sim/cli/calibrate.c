/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* calibrate.c - `airbridge calibrate`: what history says about what we do not know. */
#include "cli/inquire.h"

#include "base/limits.h"
#include "base/memory.h"
#include "insight/calibrate_answer.h"

#include <stdio.h>

enum { DRAWS_DEFAULT = 20000, MEASURES = 1 };

struct command {
    struct ab_cli_inquiry cli;
    struct ab_arena *arena;
    const char **column; /* milestones, then the measures */
    int columns;
    struct ab_calibration answer;
};

/* Refuses a scenario of which nothing could be learned. */
static enum ab_status check(const struct command *command)
{
    const struct ab_cli_inquiry *cli = &command->cli;
    const struct ab_scenario *scenario = cli->scenario;
    int uses = 0;
    for (int i = 0; i < scenario->milestone_count; i++) {
        uses += ab_calibrate_accepts(&scenario->milestone[i]);
    }
    if (scenario->input_count == 0) {
        return ab_errors_add(cli->errors, AB_BAD_SCENARIO, cli->arguments->operand[0], 0, NULL,
                             NULL, "%s: nothing could be learned", ab_cli_lack_of_inputs(scenario));
    }
    if (uses == 0) {
        return ab_errors_add(cli->errors, AB_BAD_SCENARIO, cli->arguments->operand[0], 0, NULL,
                             NULL,
                             "there is no milestone for calibration (use = calibration): nothing "
                             "could be learned from history");
    }
    if (cli->arguments->replications > AB_DRAWS_MAX) {
        return ab_errors_refuse(cli->errors, "calibrate: %d draws (-n) at most", AB_DRAWS_MAX);
    }
    return AB_OK;
}

/* Names the columns: milestone.ID of each, and closure. */
static enum ab_status name_columns(struct command *command)
{
    const struct ab_scenario *scenario = command->cli.scenario;
    command->columns = scenario->milestone_count + MEASURES;
    command->column =
        ab_arena_take(command->arena, (size_t)command->columns * sizeof *command->column);
    for (int i = 0; command->column != NULL && i < scenario->milestone_count; i++) {
        char name[200];
        (void)snprintf(name, sizeof name, "milestone.%s", scenario->milestone[i].named.id);
        command->column[i] = ab_arena_copy_text(command->arena, name);
        if (command->column[i] == NULL) {
            return ab_errors_out_of_memory(command->cli.errors);
        }
    }
    if (command->column == NULL) {
        return ab_errors_out_of_memory(command->cli.errors);
    }
    command->column[scenario->milestone_count] = "closure_h";
    return AB_OK;
}

static enum ab_status ask(struct command *command)
{
    struct ab_cli_inquiry *cli = &command->cli;
    const struct ab_calibrate_question question = {
        .inquiry = cli->inquiry,
        .measures = MEASURES,
        .seed = cli->seed,
        .draws =
            cli->arguments->replications > 0 ? (int)cli->arguments->replications : DRAWS_DEFAULT,
    };
    const enum ab_status status = ab_calibrate_ask(&command->answer, &question, cli->errors);
    ab_cli_inquiry_end(cli, status);
    if (status != AB_OK) {
        return status;
    }
    const struct ab_calibration_told told = {ab_inquiry_scenario(cli->inquiry), &command->answer,
                                             command->column + command->columns - MEASURES};
    const struct ab_answer answer = ab_calibration_answer_of(&told, cli->inquiry, cli->seed);
    return ab_cli_inquiry_tell(cli, &answer, ab_calibration_print);
}

static enum ab_status calibrate(struct command *command, const struct ab_cli_arguments *arguments,
                                struct ab_errors *errors)
{
    enum ab_status status = ab_cli_inquiry_load(&command->cli, arguments, errors);
    if (status == AB_OK) {
        status = check(command);
    }
    if (status == AB_OK) {
        status = name_columns(command);
    }
    if (status == AB_OK) {
        status = ab_cli_inquiry_open(&command->cli, "calibrate", command->column, command->columns);
    }
    return status == AB_OK ? ask(command) : status;
}

enum ab_status ab_cli_calibrate(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    struct command command = {.arena = ab_arena_create(0)};
    const enum ab_status status = command.arena != NULL ? calibrate(&command, arguments, errors)
                                                        : ab_errors_out_of_memory(errors);
    ab_calibration_clear(&command.answer);
    ab_cli_inquiry_clear(&command.cli);
    ab_arena_destroy(command.arena);
    return status;
}
