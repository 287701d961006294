/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sensitivity.c - `airbridge sensitivity`: which of what we do not know drives a result. */
#include "cli/inquire.h"

#include "base/caseless.h"
#include "base/memory.h"
#include "insight/goal.h"
#include "insight/sensitivity_answer.h"

#include <string.h>

/* Limits are asked to be within so much of an index, the width that the account rounds to. */
#define PRECISE 0.05

struct command {
    struct ab_cli_inquiry cli;
    struct ab_arena *arena;
    struct ab_axis *over;
    int overs;
    const char *column[1];
    int measure;
    struct ab_sensitivity answer;
};

/* Reads KEY=LOW..HIGH. */
static enum ab_status take_over(struct command *command, const char *text, struct ab_axis *axis)
{
    struct ab_errors *errors = command->cli.errors;
    const char *equals = strchr(text, '=');
    char *key = ab_arena_copy_text(command->arena, text);
    if (key == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    if (equals == NULL || equals == text) {
        return ab_errors_refuse(errors,
                                "--over '%.100s': it must be KEY=LOW..HIGH, as in "
                                "airfield.almaty.working_mog=4..8",
                                text);
    }
    key[equals - text] = '\0';
    enum ab_status status = ab_axis_parse(axis, key, equals + 1, command->arena, errors);
    if (status == AB_OK && !axis->is_range) {
        return ab_errors_refuse(errors, "--over '%.100s': it must be a range, LOW..HIGH", text);
    }
    return status == AB_OK ? ab_axis_check_key(key, errors) : status;
}

/* Refuses a key that was given a range before, of which the last would hold. */
static enum ab_status check_first(const struct command *command, const struct ab_axis *axis)
{
    for (const struct ab_axis *other = command->over; other < axis; other++) {
        if (ab_caseless_equal(other->key, axis->key)) {
            return ab_errors_refuse(command->cli.errors, "--over: %.100s has two ranges",
                                    axis->key);
        }
    }
    return AB_OK;
}

/* Tries both ends of a range, which must differ. */
static enum ab_status try_ends(const struct command *command, const struct ab_axis *axis)
{
    static const double share[2] = {0, 1 - 1e-9};
    char value[2][AB_AXIS_TEXT_SIZE];
    enum ab_status status = AB_OK;
    for (int i = 0; i < 2 && status == AB_OK; i++) {
        struct ab_scenario *scenario = NULL;
        const struct ab_override end = {.key = axis->key, .value = value[i], .file = "--over"};
        ab_form_write(&axis->form, &axis->range, share[i], value[i]);
        status = ab_document_bind(&scenario, command->cli.document, &end, 1, command->cli.errors);
        ab_scenario_destroy(scenario);
    }
    if (status == AB_OK && strcmp(value[0], value[1]) == 0) {
        return ab_errors_refuse(command->cli.errors,
                                "--over: %.100s is always %s in its range: nothing of it is "
                                "uncertain",
                                axis->key, value[0]);
    }
    return status;
}

static enum ab_status take_overs(struct command *command)
{
    const struct ab_cli_list *list = &command->cli.arguments->over;
    enum ab_status status = AB_OK;
    command->over =
        ab_arena_take(command->arena, ((size_t)list->count + 1) * sizeof *command->over);
    if (command->over == NULL) {
        return ab_errors_out_of_memory(command->cli.errors);
    }
    if (list->count > AB_SENSITIVITY_INPUTS_MAX) {
        return ab_errors_refuse(command->cli.errors, "--over: %d ranges at most",
                                AB_SENSITIVITY_INPUTS_MAX);
    }
    for (; command->overs < list->count && status == AB_OK; command->overs++) {
        struct ab_axis *axis = &command->over[command->overs];
        status = take_over(command, list->text[command->overs], axis);
        status = status == AB_OK ? check_first(command, axis) : status;
        status = status == AB_OK ? try_ends(command, axis) : status;
    }
    return status;
}

static enum ab_status check(const struct command *command)
{
    const struct ab_cli_inquiry *cli = &command->cli;
    const int64_t rows = cli->arguments->replications;
    if (command->overs == 0 && cli->scenario->input_count == 0) {
        return ab_errors_add(cli->errors, AB_BAD_SCENARIO, cli->arguments->operand[0], 0, NULL,
                             NULL, "%s, and there is no --over KEY=LOW..HIGH: nothing is uncertain",
                             ab_cli_lack_of_inputs(cli->scenario));
    }
    if (rows == 1 || rows > AB_SALTELLI_ROWS_MAX) {
        return ab_errors_refuse(cli->errors, "sensitivity: 2 to %d rows (-n)",
                                AB_SALTELLI_ROWS_MAX);
    }
    return AB_OK;
}

static enum ab_status ask(struct command *command)
{
    struct ab_cli_inquiry *cli = &command->cli;
    const int64_t rows = cli->arguments->replications;
    const struct ab_sensitivity_question question = {
        .inquiry = cli->inquiry,
        .measure = command->measure,
        .over = command->over,
        .overs = command->overs,
        .seed = cli->seed,
        .rows = rows > 0 ? (int)rows : AB_SENSITIVITY_ROWS,
        .precise = rows > 0 ? 0 : PRECISE, /* so many, or as many as are needed */
    };
    const enum ab_status status = ab_sensitivity_ask(&command->answer, &question, cli->errors);
    ab_cli_inquiry_end(cli, status);
    if (status != AB_OK) {
        return status;
    }
    const struct ab_sensitivity_told told = {&question, &command->answer};
    const struct ab_answer answer = ab_sensitivity_answer_of(&told, cli->seed);
    return ab_cli_inquiry_tell(cli, &answer, ab_sensitivity_print);
}

static enum ab_status sensitivity(struct command *command, const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors)
{
    char buffer[128];
    enum ab_status status = ab_cli_inquiry_load(&command->cli, arguments, errors);
    if (status == AB_OK) {
        status = ab_cli_take_measure(&command->cli, &command->measure);
    }
    if (status == AB_OK) {
        command->column[0] = ab_arena_copy_text(
            command->arena,
            ab_measure_name(command->cli.scenario, command->measure, buffer, sizeof buffer));
        status = command->column[0] != NULL ? take_overs(command) : ab_errors_out_of_memory(errors);
    }
    if (status == AB_OK) {
        status = check(command);
    }
    if (status == AB_OK) {
        status = ab_cli_inquiry_open(&command->cli, "sensitivity", command->column, 1);
    }
    return status == AB_OK ? ask(command) : status;
}

enum ab_status ab_cli_sensitivity(const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors)
{
    struct command command = {.arena = ab_arena_create(0)};
    const enum ab_status status = command.arena != NULL ? sensitivity(&command, arguments, errors)
                                                        : ab_errors_out_of_memory(errors);
    ab_sensitivity_clear(&command.answer);
    ab_cli_inquiry_clear(&command.cli);
    ab_arena_destroy(command.arena);
    return status;
}
