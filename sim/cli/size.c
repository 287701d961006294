/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* size.c - `airbridge size`: the cheapest mix that reaches a goal. */
#include "cli/design.h"
#include "cli/inquire.h"

#include "base/caseless.h"
#include "base/memory.h"
#include "insight/size_answer.h"
#include "scenario/keys.h"
#include "scenario/units.h"
#include "scenario/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TEST_DEFAULT = 1000, CONFIRM_FOLD = 3 };

struct command {
    const struct ab_cli_arguments *arguments;
    struct ab_errors *errors;
    struct ab_cli_inquiry cli;
    struct ab_cli_design design;
    struct ab_arena *arena;
    struct ab_goal goal[AB_CLI_GOALS_MAX];
    const char *column[AB_CLI_GOALS_MAX];
    struct ab_size_axis axis[AB_LATTICE_AXES_MAX];
    const char *now[AB_LATTICE_AXES_MAX];
    double price_now;
    bool from_least; /* what the plan has of a key without a price is not offered */
    struct ab_size_question question;
    struct ab_size_answer answer;
    struct ab_journal_head head; /* the keys alone, for the columns of the table */
    const char *key[AB_LATTICE_AXES_MAX], *key_unit[AB_LATTICE_AXES_MAX];
    enum ab_value_kind kind[AB_LATTICE_AXES_MAX];
};

/* ---- axes ---- */

/* A value of a key on its way to becoming a level. */
struct level {
    const char *value;
    double number; /* in what prices are per unit of; NAN: it is none */
    double rank;   /* the same of what is random on average; NAN: there is none */
    double late;   /* and in the worst tenth of cases at least */
    int listed;    /* where it stands among the values */
};

static enum ab_dimension dimension_of(const struct ab_key *key)
{
    return key->type == AB_VALUE_DURATION || key->type == AB_VALUE_WHEN ? AB_DIMENSION_TIME
                                                                        : key->dimension;
}

/* The number of a value: a time in hours, another quantity in the unit in which ranges are told. */
static double number_of(const struct ab_key *key, const char *value)
{
    const enum ab_dimension dimension = dimension_of(key);
    struct ab_complaint complaint;
    double number;
    ab_complaint_clear(&complaint);
    if (key->word != NULL && ab_caseless_equal(value, key->word)) {
        return AB_BEYOND;
    }
    if (!ab_quantity_parse(value, dimension, &number, &complaint)) {
        return (double)NAN;
    }
    return number / ab_dimension_scale(dimension);
}

/* Ranks what is written as a distribution by its mean; by nothing all others, and where a file says it. False when
 * memory is out. */
static bool rank_random(struct level *level, struct ab_arena *arena, const struct ab_key *key)
{
    const double scale = ab_dimension_scale(dimension_of(key));
    struct ab_conversion conversion = {.arena = arena};
    struct ab_distribution law;
    size_t start, length;
    ab_complaint_clear(&conversion.complaint);
    if (!ab_value_file_name(level->value, 0, &start, &length) &&
        ab_distribution_read(&conversion, key, level->value, &law)) {
        level->rank = law.mean / scale;
        level->late = ab_distribution_quantile(&law, 0.9) / scale;
    }
    return conversion.complaint.status != AB_IO_ERROR;
}

static int compare_more(const void *a, const void *b)
{
    const struct level *left = a, *right = b;
    if (left->rank != right->rank) {
        return left->rank < right->rank ? -1 : 1;
    }
    return left->listed - right->listed;
}

static int compare_less(const void *a, const void *b)
{
    const struct level *left = a, *right = b;
    if (left->rank != right->rank) {
        return left->rank > right->rank ? -1 : 1;
    }
    if (left->late != right->late) {
        return left->late > right->late ? -1 : 1; /* a time that varies more does less */
    }
    return left->listed - right->listed;
}

static const struct ab_price *price_of(const struct ab_scenario *scenario, const char *key)
{
    for (int i = 0; i < scenario->price_count; i++) {
        if (ab_caseless_equal(scenario->price[i].key, key)) {
            return &scenario->price[i];
        }
    }
    return NULL;
}

/* What a number of a key costs more than the least that is offered. */
static double cost_of(const struct ab_price *price, const struct ab_key *row,
                      const struct level *least, double number)
{
    const double more = number - least->number;
    return price->per_unit * (row->worth == AB_WORTH_SHORTER ? -more : more);
}

/* Lists the values of a key as levels, from the least that they can do to the most: by their numbers, or means, and
 * as they are given where one has neither. */
static enum ab_status take_levels(struct command *command, int key, const struct ab_key *row,
                                  struct level *level, int count)
{
    const struct ab_design *design = command->design.design;
    const char *name = ab_design_key(design, key);
    const struct ab_price *price = price_of(command->cli.scenario, name);
    bool numbers = true, ranks = true;
    for (int i = 0; i < count; i++) {
        char text[AB_AXIS_TEXT_SIZE];
        const char *value = ab_design_key_value(design, key, i, text);
        level[i].value = ab_arena_copy_text(command->arena, value);
        level[i].number = number_of(row, value);
        level[i].listed = i;
        level[i].rank = level[i].late = level[i].number;
        if (level[i].value == NULL ||
            (isnan(level[i].number) && !rank_random(&level[i], command->arena, row))) {
            return ab_errors_out_of_memory(command->errors);
        }
        numbers = numbers && isfinite(level[i].number);
        ranks = ranks && !isnan(level[i].rank); /* no limit is more than any number */
    }
    if (price != NULL && !numbers) {
        return ab_errors_refuse(command->errors,
                                "size: %s has a price, [price.%s], and so its values must be plain "
                                "numbers",
                                name, price->named.id);
    }
    if (ranks) {
        qsort(level, (size_t)count, sizeof *level,
              row->worth == AB_WORTH_SHORTER ? compare_less : compare_more);
    }
    return AB_OK;
}

static void note_unpriced(const struct command *command, const char *name)
{
    if (!command->arguments->quiet) {
        (void)fprintf(stderr,
                      "airbridge: note: %s has no [price.ID]: each step of it counts as 1\n", name);
    }
}

/* Of a key that is neither a number of things nor a time or rate the program does not know which values do more. */
static void note_unknown(const struct command *command, const char *name, const struct ab_key *row)
{
    if (!command->arguments->quiet && row->worth == AB_WORTH_NOTHING) {
        (void)fprintf(
            stderr,
            "airbridge: note: size takes what is larger, or listed last, of %s to do better; "
            "where less does, its answer does not hold\n",
            name);
    }
}

/* What the plan has of a key, and what that costs against the least. */
static enum ab_status take_now(struct command *command, int key, const struct ab_key *row,
                               const struct level *level, int count)
{
    const char *name = command->axis[key].key;
    const struct ab_price *price = price_of(command->cli.scenario, name);
    char *value;
    enum ab_status status =
        ab_document_value(&value, command->cli.document, NULL, 0, name, command->errors);
    if (status != AB_OK) {
        return status;
    }
    command->now[key] = ab_arena_copy_text(command->arena, value != NULL ? value : "none");
    const double number = value != NULL ? number_of(row, value) : (double)NAN;
    ab_memory_give(value);
    if (command->now[key] == NULL) {
        return ab_errors_out_of_memory(command->errors);
    }
    if (price != NULL && !isfinite(number)) {
        return ab_errors_refuse(command->errors,
                                "size: %s is '%s' in the plan, which has no number that a price "
                                "could count from",
                                name, command->now[key]);
    }
    if (price != NULL) {
        command->price_now += cost_of(price, row, &level[0], number);
        return AB_OK;
    }
    for (int i = 0; i < count; i++) {
        if (level[i].number == number || ab_caseless_equal(level[i].value, command->now[key])) {
            command->price_now += i;
            return AB_OK;
        }
    }
    command->from_least = true;
    return AB_OK;
}

/* It is a key, and no priority, which is not more or less of anything. */
static enum ab_status check_axis(const struct command *command, int key)
{
    const char *name = ab_design_key(command->design.design, key), *last = strrchr(name, '.');
    if (last == NULL || ab_key_named(name) == NULL) {
        return ab_errors_refuse(command->errors,
                                "size: there is no key '%.100s'; keys are written "
                                "airfield.almaty.parking_mog",
                                name);
    }
    if (ab_caseless_equal(last, ".priority") || ab_caseless_equal(last, ".withdrawal_priority")) {
        return ab_errors_refuse(
            command->errors,
            "size: %s is not more or less of anything; --order contingents looks "
            "for a better order",
            name);
    }
    return AB_OK;
}

static enum ab_status take_axis(struct command *command, int key)
{
    const struct ab_design *design = command->design.design;
    const int count = (int)ab_design_key_values(design, key);
    const char *name = ab_design_key(design, key);
    const struct ab_key *row = ab_key_named(name);
    struct level *level = ab_arena_take(command->arena, (size_t)count * sizeof *level);
    const char **value = ab_arena_take(command->arena, (size_t)count * sizeof *value);
    double *price = ab_arena_take(command->arena, (size_t)count * sizeof *price);
    if (level == NULL || value == NULL || price == NULL) {
        return ab_errors_out_of_memory(command->errors);
    }
    command->axis[key] = (struct ab_size_axis){name, value, price, count};
    enum ab_status status = take_levels(command, key, row, level, count);
    const struct ab_price *of = price_of(command->cli.scenario, name);
    for (int i = 0; i < count && status == AB_OK; i++) {
        value[i] = level[i].value;
        price[i] = of != NULL ? cost_of(of, row, &level[0], level[i].number) : i;
    }
    if (status == AB_OK && of == NULL) {
        note_unknown(command, name, row);
        note_unpriced(command, name);
    }
    return status == AB_OK ? take_now(command, key, row, level, count) : status;
}

/* Takes the keys that are varied. */
static enum ab_status take_axes(struct command *command)
{
    const struct ab_design *design = command->design.design;
    const int keys = ab_design_keys(design);
    if (keys > AB_LATTICE_AXES_MAX) {
        return ab_errors_refuse(command->errors, "size: %d keys can be varied at most",
                                AB_LATTICE_AXES_MAX);
    }
    enum ab_status status = AB_OK;
    for (int i = 0; i < keys && status == AB_OK; i++) {
        status = check_axis(command, i);
        status = status == AB_OK ? take_axis(command, i) : status;
        command->key[i] = ab_design_column(design, i);
        command->key_unit[i] = ab_design_unit(design, i);
        command->kind[i] = ab_design_kind(design, i);
    }
    command->head = (struct ab_journal_head){.keys = keys,
                                             .key = command->key,
                                             .key_unit = command->key_unit,
                                             .key_kind = command->kind};
    return status;
}

/* ---- the command ---- */

static enum ab_status ask(struct command *command)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    const int most = arguments->replications > 0 ? (int)arguments->replications : TEST_DEFAULT;
    command->question = (struct ab_size_question){
        .goal = command->goal,
        .goals = arguments->goal.count,
        .axis = command->axis,
        .axes = command->head.keys,
        .share = command->question.share,
        .most = most,
        .confirm = most * CONFIRM_FOLD,
    };
    enum ab_status status =
        ab_cli_inquiry_open(&command->cli, "size", command->column, arguments->goal.count);
    if (status != AB_OK) {
        return status;
    }
    command->question.inquiry = command->cli.inquiry;
    status = ab_size_search(&command->answer, &command->question, command->errors);
    ab_cli_inquiry_end(&command->cli, status);
    if (status != AB_OK) {
        return status;
    }
    const struct ab_size_told told = {
        .question = &command->question,
        .answer = &command->answer,
        .head = &command->head,
        .now = command->now,
        .from_least = command->from_least,
        .price_now = command->from_least ? 0 : command->price_now,
    };
    const struct ab_answer answer = ab_size_answer_of(&told, command->cli.seed);
    status = ab_cli_inquiry_tell(&command->cli, &answer, ab_size_print);
    return status == AB_OK && command->answer.outcome == AB_LATTICE_NONE ? AB_FAILED : status;
}

static enum ab_status size(struct command *command)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    struct ab_errors *errors = command->errors;
    enum ab_status status = AB_OK;
    command->question.share = 0.9;
    if (arguments->confidence != NULL) {
        status = ab_cli_take_share(&command->question.share, "--confidence", arguments->confidence,
                                   0.5, 0.995, errors);
    }
    if (status == AB_OK && arguments->replications > INT32_MAX / 1000) {
        status = ab_errors_refuse(errors, "size: -n %lld is more than a test can use",
                                  (long long)arguments->replications);
    }
    if (status == AB_OK) {
        status = ab_cli_inquiry_load(&command->cli, arguments, errors);
    }
    if (status == AB_OK) {
        status = ab_cli_take_goals(&command->cli, command->goal, command->column, command->arena);
    }
    if (status == AB_OK) {
        status = ab_cli_design_make(&command->design, command->cli.document, arguments, errors);
    }
    if (status == AB_OK) {
        status = take_axes(command);
    }
    return status == AB_OK ? ask(command) : status;
}

enum ab_status ab_cli_size(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    if (arguments->order != NULL) {
        return ab_cli_size_order(arguments, errors);
    }
    if (arguments->goal.count == 0 || arguments->of != NULL) {
        return ab_errors_refuse(errors, "size: %s (see: airbridge size --help)",
                                arguments->goal.count == 0 ? "option --goal or --order is missing"
                                                           : "--of goes with --order");
    }
    struct command command = {
        .arguments = arguments, .errors = errors, .arena = ab_arena_create(0)};
    const enum ab_status status =
        command.arena != NULL ? size(&command) : ab_errors_out_of_memory(errors);
    ab_size_answer_clear(&command.answer);
    ab_cli_design_clear(&command.design);
    ab_cli_inquiry_clear(&command.cli);
    ab_arena_destroy(command.arena);
    return status;
}
