/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* size_order.c - `airbridge size --order`: a better order of the contingents. */
#include "cli/inquire.h"

#include "base/caseless.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "insight/order_answer.h"
#include "scenario/keys.h"
#include "scenario/rules.h"

#include <string.h>

enum { REPLICATIONS_DEFAULT = 300 };

/* What can be put in order. */
static const struct kind {
    const char *word, *key, *measure; /* --order, the key of a contingent, and the usual --of */
    enum ab_direction direction;
} kinds[] = {{"contingents", "priority", "closure_h", AB_IN},
             {"withdrawal", "withdrawal_priority", "withdrawal_h", AB_OUT}};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

struct command {
    struct ab_cli_inquiry cli;
    struct ab_arena *arena;
    const struct kind *kind;
    struct ab_goal goal[AB_CLI_GOALS_MAX];
    const char *column[AB_CLI_GOALS_MAX + 1 + AB_INQUIRY_OVERRIDES_MAX];
    int columns;
    struct ab_order_party party[AB_INQUIRY_OVERRIDES_MAX];
    struct ab_order_question question;
    struct ab_order_answer answer;
};

/* ---- who ---- */

static bool is_put_in_order(const struct command *command, int contingent)
{
    const struct ab_scenario *scenario = command->cli.scenario;
    const struct ab_contingent *of = &scenario->contingent[contingent];
    return command->kind->direction == AB_IN
               ? ab_contingent_flies_in(of) && ab_contingent_is_committed(of)
               : ab_contingent_flies_home(scenario, of);
}

static enum ab_status take_party(struct command *command, int contingent)
{
    struct ab_order_question *question = &command->question;
    const struct ab_contingent *of = &command->cli.scenario->contingent[contingent];
    char key[AB_ID_LENGTH_MAX + 48];
    if (question->parties == AB_INQUIRY_OVERRIDES_MAX) {
        return ab_errors_refuse(command->cli.errors, "--order: no more than %d contingents",
                                AB_INQUIRY_OVERRIDES_MAX);
    }
    (void)snprintf(key, sizeof key, "contingent.%s.%s", of->named.id, command->kind->key);
    command->party[question->parties++] = (struct ab_order_party){
        .contingent = contingent,
        .key = ab_arena_copy_text(command->arena, key),
        .priority = command->kind->direction == AB_IN ? of->priority : of->withdrawal_priority,
    };
    return command->party[question->parties - 1].key != NULL
               ? AB_OK
               : ab_errors_out_of_memory(command->cli.errors);
}

/* Takes one that is named. */
static enum ab_status take_named(struct command *command, const char *id)
{
    const struct ab_scenario *scenario = command->cli.scenario;
    char room[AB_NEAREST_SIZE];
    struct ab_nearest nearest;
    ab_nearest_begin(&nearest, id);
    for (int i = 0; i < scenario->contingent_count; i++) {
        const char *known = scenario->contingent[i].named.id;
        if (!is_put_in_order(command, i)) {
            continue;
        }
        if (ab_caseless_equal(known, id)) {
            for (int k = 0; k < command->question.parties; k++) {
                if (command->party[k].contingent == i) {
                    return ab_errors_refuse(command->cli.errors, "--order: '%.60s' stands twice",
                                            id);
                }
            }
            return take_party(command, i);
        }
        (void)ab_nearest_offer(&nearest, known);
    }
    return ab_errors_refuse(command->cli.errors,
                            "--order: there is no contingent '%.60s' that flies %s%s", id,
                            command->kind->direction == AB_IN ? "in" : "home",
                            ab_nearest_ask(room, "'", ab_nearest_found(&nearest), "'?", ""));
}

/* Takes those behind the colon. */
static enum ab_status take_list(struct command *command, const char *list)
{
    enum ab_status status = AB_OK;
    for (const char *from = list; status == AB_OK && from != NULL;) {
        const size_t length = strcspn(from, ",");
        char id[AB_ID_LENGTH_MAX + 2];
        const size_t kept = length < sizeof id ? length : sizeof id - 1;
        memcpy(id, from, kept);
        id[kept] = '\0';
        status = take_named(command, id);
        from = from[length] == ',' ? from + length + 1 : NULL;
    }
    return status;
}

static enum ab_status take_parties(struct command *command)
{
    const char *order = command->cli.arguments->order;
    const size_t length = strcspn(order, ":");
    for (int i = 0; i < KINDS; i++) {
        if (strlen(kinds[i].word) == length && ab_caseless_begins(order, kinds[i].word)) {
            command->kind = &kinds[i];
        }
    }
    if (command->kind == NULL) {
        return ab_errors_refuse(command->cli.errors,
                                "--order '%.60s': it must be contingents or withdrawal, and only "
                                "some of them as in contingents:ID,ID",
                                order);
    }
    enum ab_status status = AB_OK;
    if (order[length] == ':') {
        status = take_list(command, order + length + 1);
    }
    for (int i = 0;
         order[length] == '\0' && i < command->cli.scenario->contingent_count && status == AB_OK;
         i++) {
        status = is_put_in_order(command, i) ? take_party(command, i) : AB_OK;
    }
    if (status == AB_OK && command->question.parties < 2) {
        return ab_errors_refuse(command->cli.errors,
                                "--order: it takes two contingents that fly %s",
                                command->kind->direction == AB_IN ? "in" : "home");
    }
    return status;
}

/* ---- what for ---- */

/* Refuses what belongs to the cheapest mix alone. */
static enum ab_status check_options(const struct ab_cli_arguments *arguments,
                                    struct ab_errors *errors)
{
    const char *other = arguments->vary.count > 0       ? "--vary"
                        : arguments->confidence != NULL ? "--confidence"
                                                        : NULL;
    if (other != NULL) {
        return ab_errors_refuse(errors,
                                "size: %s is of the cheapest mix, --order is another question: ask "
                                "one, and the other with the --set that answers it",
                                other);
    }
    if (arguments->of != NULL && arguments->goal.count > 0) {
        return ab_errors_refuse(errors,
                                "size: an order is judged by --goal or by --of, not by both");
    }
    return AB_OK;
}

/* Adds a column; the name is copied. */
static enum ab_status take_column(struct command *command, const char *name)
{
    const char *copy = ab_arena_copy_text(command->arena, name);
    command->column[command->columns++] = copy;
    return copy != NULL ? AB_OK : ab_errors_out_of_memory(command->cli.errors);
}

static enum ab_status take_measure(struct command *command)
{
    const struct ab_cli_arguments *arguments = command->cli.arguments;
    struct ab_order_question *question = &command->question;
    const struct ab_scenario *scenario = command->cli.scenario;
    if (arguments->goal.count > 0) {
        question->goal = command->goal;
        question->goals = command->columns = arguments->goal.count;
        const enum ab_status status =
            ab_cli_take_goals(&command->cli, command->goal, command->column, command->arena);
        question->measure = command->goal[0].measure;
        return status;
    }
    const char *of = arguments->of != NULL ? arguments->of : command->kind->measure;
    const enum ab_status status =
        ab_goal_find_measure(&question->measure, scenario, of, "--of", of, command->cli.errors);
    char buffer[128];
    const char *name =
        status == AB_OK ? ab_measure_name(scenario, question->measure, buffer, sizeof buffer) : "";
    question->more_is_better = status == AB_OK && ab_measure_is_gain(name);
    return status == AB_OK ? take_column(command, name) : status;
}

/* Takes what is told besides: the bound, and when each contingent is in. */
static enum ab_status take_others(struct command *command)
{
    struct ab_order_question *question = &command->question;
    enum ab_status status = AB_OK;
    question->bound = question->hours = AB_NOBODY;
    if (question->goals == 0 && strcmp(command->column[0], "closure_h") == 0) {
        question->bound = command->columns;
        status = take_column(command, "bound_h");
    }
    if (command->kind->direction == AB_IN) {
        question->hours = command->columns;
    }
    for (int i = 0; i < question->parties && question->hours != AB_NOBODY && status == AB_OK; i++) {
        char name[AB_ID_LENGTH_MAX + 16];
        (void)snprintf(name, sizeof name, "closure_h.%s",
                       command->cli.scenario->contingent[command->party[i].contingent].named.id);
        status = take_column(command, name);
    }
    return status;
}

/* ---- the command ---- */

static enum ab_status ask(struct command *command)
{
    struct ab_cli_inquiry *cli = &command->cli;
    command->question.inquiry = cli->inquiry;
    const enum ab_status status = ab_order_ask(&command->answer, &command->question, cli->errors);
    ab_cli_inquiry_end(cli, status);
    if (status != AB_OK) {
        return status;
    }
    const struct ab_order_told told = {.question = &command->question,
                                       .answer = &command->answer,
                                       .path = cli->arguments->operand[0],
                                       .set = cli->arguments->set.text,
                                       .sets = cli->arguments->set.count,
                                       .seed = cli->arguments->seed};
    const struct ab_answer answer = ab_order_answer_of(&told, cli->seed);
    return ab_cli_inquiry_tell(cli, &answer, ab_order_print);
}

static enum ab_status order(struct command *command)
{
    struct ab_order_question *question = &command->question;
    enum ab_status status = take_parties(command);
    if (status == AB_OK) {
        status = take_measure(command);
    }
    if (status == AB_OK) {
        status = take_others(command);
    }
    if (status != AB_OK) {
        return status;
    }
    if (command->cli.arguments->replications == 1 &&
        !command->cli.scenario->general.deterministic) {
        return ab_errors_refuse(command->cli.errors,
                                "size: -n 1: luck alone would choose an order; --order takes two "
                                "replications, or many");
    }
    question->party = command->party;
    question->replications = command->cli.scenario->general.deterministic ? 1
                             : command->cli.arguments->replications > 0
                                 ? (int)command->cli.arguments->replications
                                 : REPLICATIONS_DEFAULT;
    status = ab_cli_inquiry_open(&command->cli, "size", command->column, command->columns);
    return status == AB_OK ? ask(command) : status;
}

enum ab_status ab_cli_size_order(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    enum ab_status status = check_options(arguments, errors);
    if (status != AB_OK) {
        return status;
    }
    struct ab_arena *arena = ab_arena_create(0);
    struct command *command =
        arena != NULL ? ab_arena_take(arena, sizeof *command) : NULL; /* too large for a stack */
    if (command == NULL) {
        ab_arena_destroy(arena);
        return ab_errors_out_of_memory(errors);
    }
    command->arena = arena;
    status = ab_cli_inquiry_load(&command->cli, arguments, errors);
    if (status == AB_OK) {
        status = order(command);
    }
    ab_order_answer_clear(&command->answer);
    ab_cli_inquiry_clear(&command->cli);
    ab_arena_destroy(arena);
    return status;
}
