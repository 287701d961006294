/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* worst.c - `airbridge worst`: which airfield, fleet or way, denied, hurts most. */
#include "cli/inquire.h"

#include "base/memory.h"
#include "insight/goal.h"
#include "insight/worst_answer.h"
#include "scenario/units.h"

enum { REPLICATIONS_DEFAULT = 300 };
#define DENIAL_DEFAULT "24 h"

struct command {
    struct ab_cli_inquiry cli;
    char measure[128];
    const char *column[1];
    struct ab_worst_question question;
    struct ab_worst worst;
    struct ab_hedges hedges;
};

static enum ab_status take_question(struct command *command)
{
    struct ab_cli_inquiry *cli = &command->cli;
    const struct ab_cli_arguments *arguments = cli->arguments;
    const char *denial = arguments->denial != NULL ? arguments->denial : DENIAL_DEFAULT;
    struct ab_complaint complaint;
    double lasts;
    ab_complaint_clear(&complaint);
    if (!ab_quantity_parse(denial, AB_DIMENSION_TIME, &lasts, &complaint) || !(lasts >= 1) ||
        lasts > (double)cli->scenario->general.horizon) {
        return ab_errors_refuse(cli->errors,
                                "--denial '%.40s': it must be a time within the scenario's, as in "
                                "24 h",
                                denial);
    }
    const enum ab_status status = ab_cli_take_measure(cli, &command->question.measure);
    if (status != AB_OK) {
        return status;
    }
    const char *name = ab_measure_name(cli->scenario, command->question.measure, command->measure,
                                       sizeof command->measure);
    command->column[0] = name;
    command->question.more_is_better = ab_measure_is_gain(name);
    command->question.lasts = ab_time_round(lasts);
    command->question.unforeseen = arguments->unforeseen;
    command->question.replications = cli->scenario->general.deterministic
                                         ? 1 /* is all there is to know */
                                     : arguments->replications > 0 ? (int)arguments->replications
                                                                   : REPLICATIONS_DEFAULT;
    return AB_OK;
}

static enum ab_status ask(struct command *command)
{
    struct ab_cli_inquiry *cli = &command->cli;
    command->question.inquiry = cli->inquiry;
    enum ab_status status = ab_worst_ask(&command->worst, &command->question, cli->errors);
    if (status == AB_OK && command->worst.denials > 0) {
        status = ab_hedges_ask(&command->hedges, &command->question, &command->worst,
                               &command->worst.denial[0], cli->document, cli->errors);
    }
    ab_cli_inquiry_end(cli, status);
    if (status != AB_OK) {
        return status;
    }
    const struct ab_worst_told told = {&command->question, &command->worst, &command->hedges};
    const struct ab_answer answer = ab_worst_answer_of(&told, cli->seed);
    return ab_cli_inquiry_tell(cli, &answer, ab_worst_print);
}

enum ab_status ab_cli_worst(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    struct command command = {0};
    enum ab_status status = ab_cli_inquiry_load(&command.cli, arguments, errors);
    if (status == AB_OK) {
        status = take_question(&command);
    }
    if (status == AB_OK) {
        status = ab_cli_inquiry_open(&command.cli, "worst", command.column, 1);
    }
    if (status == AB_OK) {
        status = ask(&command);
    }
    ab_hedges_clear(&command.hedges);
    ab_worst_clear(&command.worst);
    ab_cli_inquiry_clear(&command.cli);
    return status;
}
