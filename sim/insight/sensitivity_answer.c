/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sensitivity_answer.c - what drives a result, as a table and as an account. */
#include "insight/sensitivity_answer.h"

#include "base/format.h"
#include "insight/answer.h"
#include "insight/value.h"
#include "output/column.h"
#include "output/grid.h"

#include <math.h>
#include <stdio.h>

/* ---- the table ---- */

/* What a row is of: an input, or (luck) all that varies from day to day. */
struct input_row {
    struct ab_item item; /* first: accessors find the rest by it */
    const struct ab_sensitivity *answer;
};

#define RECORD struct ab_sensitivity_input

/* The share of the mean over luck that an input explains by itself. */
static double of_mean(const struct input_row *row)
{
    const struct ab_sensitivity_input *input = row->item.record;
    const double rest = 1 - row->answer->luck.total.value;
    return row->item.index < row->answer->inputs && rest > 0 ? input->indices.first.value / rest
                                                             : (double)NAN;
}

CELL(put_of_mean, ab_row_number, of_mean(AS(struct input_row)))
CELL(put_is_luck, ab_row_boolean, item->index == AS(struct input_row)->answer->inputs)

static const struct ab_definition sensitivity_columns[] = {
    TEXT("input",
         "id of the [uncertain.ID], or the key with a range; luck: what varies from day to day",
         STRING(name)),
    BOOLEAN("is_luck", "1: the row of luck", BY(put_is_luck)),
    NUMBER(
        "first_order", "1",
        "first-order Sobol' index: share of the variance that would go if it were known; estimates "
        "near 0 may be negative; empty when nothing varies, or it was screened out",
        REAL(indices.first.value)),
    NUMBER("first_order_low", "1", "lower end of its 95 % interval (rows drawn with replacement)",
           REAL(indices.first.low)),
    NUMBER("first_order_high", "1", "upper end, likewise", REAL(indices.first.high)),
    NUMBER("total", "1", "total Sobol' index: share of the variance left if all else were known",
           REAL(indices.total.value)),
    NUMBER("total_low", "1", "lower end of its 95 % interval", REAL(indices.total.low)),
    NUMBER("total_high", "1", "upper end, likewise", REAL(indices.total.high)),
    NUMBER("of_mean", "1",
           "first-order index of the mean over luck: the noise of single replications taken out",
           BY(put_of_mean)),
    NUMBER("correlation", "1",
           "of ranks (Spearman's) with the measure: its sign tells the direction",
           REAL(correlation)),
    BOOLEAN("screened", "1: left as the scenario has it, because its effects are small",
            FLAG(is_screened)),
    NUMBER("effect", "1",
           "mean magnitude of its elementary effects (Morris), in the measure's unit, from its "
           "12.5th to its 87.5th percentile; empty unless there are more than 15 inputs",
           REAL(effects.magnitude)),
    NUMBER("effect_sd", "1", "standard deviation of these effects", REAL(effects.sd)),
    TEXT("keys", "what it touches", STRING(keys)),
};
#undef RECORD

const struct ab_layout ab_layout_sensitivity = TABLE(
    "sensitivity", "which inputs drive the measure, and how much is luck", sensitivity_columns, 1);

/* Luck as if it were an input. */
static struct ab_sensitivity_input luck_of(const struct ab_sensitivity *answer)
{
    const double none = (double)NAN;
    return (struct ab_sensitivity_input){.name = "luck",
                                         .keys = "",
                                         .indices = answer->luck,
                                         .effects = {none, none},
                                         .correlation = none};
}

static void put_rows(struct ab_row *row, const void *owner)
{
    const struct ab_sensitivity_told *told = owner;
    const struct ab_sensitivity_input luck = luck_of(told->answer);
    for (int i = 0; i <= told->answer->inputs; i++) {
        const struct input_row of = {
            {.record = i < told->answer->inputs ? &told->answer->input[i] : &luck,
             .scenario = ab_inquiry_scenario(told->question->inquiry),
             .index = i},
            told->answer};
        ab_row_put(row, &of.item);
    }
}

static const char *measure_name(const struct ab_sensitivity_told *told, char buffer[128])
{
    return ab_measure_name(ab_inquiry_scenario(told->question->inquiry), told->question->measure,
                           buffer, 128);
}

static void put_facts(struct ab_json *json, const void *owner)
{
    const struct ab_sensitivity_told *told = owner;
    char buffer[128];
    ab_json_text(json, "measure", measure_name(told, buffer));
    ab_json_integer(json, "replications", told->answer->rows);
    ab_json_integer(json, "rows", told->answer->rows);
    ab_json_integer(json, "rows_left_out", told->answer->left_out);
    ab_json_number(json, "mean", told->answer->mean);
    ab_json_number(json, "variance", told->answer->variance);
    ab_json_integer(json, "beyond", told->answer->beyond);
}

struct ab_answer ab_sensitivity_answer_of(const struct ab_sensitivity_told *told, uint64_t seed)
{
    return (struct ab_answer){
        .command = "sensitivity",
        .inquiry = told->question->inquiry,
        .subject = {.scenario = ab_inquiry_scenario(told->question->inquiry)},
        .seed = seed,
        .table = {{AB_TABLE_SENSITIVITY, put_rows}},
        .tables = 1,
        .facts = put_facts,
        .owner = told,
    };
}

/* ---- the account ---- */

/* Writes an index with its limits, in per cent. */
static void write_share(char text[AB_GRID_CELL_SIZE], const struct ab_share *share)
{
    const double value[3] = {share->value, share->low, share->high};
    double rounded[3];
    for (int i = 0; i < 3; i++) {
        rounded[i] = rint(100 * value[i]) + 0.0; /* no minus zero */
    }
    (void)snprintf(text, AB_GRID_CELL_SIZE, "%.0f %% (%.0f to %.0f)", rounded[0], rounded[1],
                   rounded[2]);
}

/* The next input by its total index, from the largest; equals in the order of the scenario. */
static const struct ab_sensitivity_input *next_of(const struct ab_sensitivity *answer,
                                                  const struct ab_sensitivity_input *before)
{
    const struct ab_sensitivity_input *next = NULL;
    for (int i = 0; i < answer->inputs; i++) {
        const struct ab_sensitivity_input *input = &answer->input[i];
        const double total = input->indices.total.value;
        const bool is_behind = before == NULL || total < before->indices.total.value ||
                               (total == before->indices.total.value && input > before);
        if (!input->is_screened && is_behind &&
            (next == NULL || total > next->indices.total.value)) {
            next = input;
        }
    }
    return next;
}

/* Which way more of an input moves the measure, where that is no chance: a correlation of n pairs that
 * are independent has a standard deviation of 1 / sqrt(n - 1). */
static const char *direction_of(const struct ab_sensitivity *answer,
                                const struct ab_sensitivity_input *input)
{
    const double least = 3 / sqrt(2.0 * (answer->rows - answer->left_out) - 1);
    return input->correlation > least    ? "raises it"
           : input->correlation < -least ? "lowers it"
                                         : "";
}

static void draw(struct ab_grid *grid, const void *of)
{
    const struct ab_sensitivity *answer = of;
    char text[AB_GRID_CELL_SIZE];
    ab_grid_row(grid, "");
    ab_grid_cell(grid, 0, "by itself");
    ab_grid_cell(grid, 1, "with others");
    ab_grid_cell(grid, 2, "more of it");
    ab_grid_end(grid);
    const struct ab_sensitivity_input luck = luck_of(answer), *input = &luck;
    for (; input != NULL; input = next_of(answer, input == &luck ? NULL : input)) {
        ab_grid_row(grid, input == &luck ? "luck (day to day)" : input->name);
        write_share(text, &input->indices.first);
        ab_grid_cell(grid, 0, text);
        write_share(text, &input->indices.total);
        ab_grid_cell(grid, 1, text);
        ab_grid_cell(grid, 2, direction_of(answer, input));
        ab_grid_end(grid);
    }
}

static void say_screened(struct ab_sheet *sheet, const struct ab_sensitivity *answer)
{
    int count = 0;
    for (int i = 0; i < answer->inputs; i++) {
        const struct ab_sensitivity_input *input = &answer->input[i];
        if (input->is_screened) {
            ab_sheet_say(sheet, "%s",
                         count++ == 0 ? "Left as the scenario has them, for their effects "
                                        "are the smallest (Morris): "
                                      : ", ");
            ab_sheet_put(sheet, input->name);
        }
    }
    if (count > 0) {
        ab_sheet_say(sheet, ".");
        ab_sheet_end(sheet);
    }
}

/* Says what the figures are of where rows were left out. */
static void say_left_out(struct ab_sheet *sheet, const struct ab_sensitivity_told *told)
{
    const struct ab_sensitivity *answer = told->answer;
    const char *since = ab_insight_since(told->question->inquiry, told->question->measure);
    if (answer->left_out == 0) {
        return;
    }
    ab_sheet_say(
        sheet,
        "%d of %d rows are left out, as the %s had not come in all of their runs: mean and "
        "shares are those of when it comes.",
        answer->left_out, answer->rows, since);
    if (answer->inputs_decide) {
        ab_sheet_say(sheet,
                     " Whether it comes depends on the inputs: where several of them decide, the "
                     "shares are about right only.");
    }
    ab_sheet_end(sheet);
}

/* Says how many of the replications of A and B count up to the horizon alone. */
static void say_beyond(struct ab_sheet *sheet, const struct ab_sensitivity *answer)
{
    if (answer->beyond > 0) {
        ab_sheet_say(sheet, "%d of %d had not come about by the horizon, and count as the horizon.",
                     answer->beyond, 2 * (answer->rows - answer->left_out));
        ab_sheet_end(sheet);
    }
}

/* Where the measure never varies, nothing is seen to drive it. */
static void say_constant(struct ab_sheet *sheet, const struct ab_sensitivity_told *told)
{
    const struct ab_sensitivity *answer = told->answer;
    const bool exact = ab_inquiry_scenario(told->question->inquiry)->general.deterministic;
    ab_sheet_say(sheet, "It is the same in all replications: nothing drives it%s.",
                 answer->beyond > 0 ? " up to the horizon" : "");
    ab_sheet_end(sheet);
    say_left_out(sheet, told);
    say_beyond(sheet, answer);
    if (!exact) {
        ab_answer_say_unseen(sheet, 2 * (answer->rows - answer->left_out));
    }
}

void ab_sensitivity_print(struct ab_sheet *sheet, const void *owner)
{
    static const struct ab_grid_column columns[] = {
        {.width = 20}, {.width = 20, .line = true}, {.width = 12}};
    static const struct ab_grid_form form = {
        .indent = 2, .label = 28, .column = columns, .columns = 3};
    const struct ab_sensitivity_told *told = owner;
    const struct ab_sensitivity *answer = told->answer;
    char buffer[128];
    const char *unit =
        ab_measure_unit(ab_inquiry_scenario(told->question->inquiry), told->question->measure);
    ab_sheet_put(sheet, measure_name(told, buffer));
    ab_sheet_say(
        sheet, ": mean %s %s, standard deviation %s %s, over luck and what we do not know.",
        ab_figures(answer->mean, 4).text, unit, ab_figures(sqrt(answer->variance), 3).text, unit);
    ab_sheet_end(sheet);
    if (!(answer->variance > 0)) {
        say_constant(sheet, told);
        return;
    }
    ab_sheet_say(sheet, "Shares of its variance, with 95 %% intervals:");
    ab_sheet_end(sheet);
    ab_sheet_end(sheet);
    ab_grid_print(sheet, &form, draw, answer);
    ab_sheet_end(sheet);
    say_screened(sheet, answer);
    say_left_out(sheet, told);
    say_beyond(sheet, answer);
    ab_sheet_say(sheet, "%d rows, %lld runs", answer->rows,
                 (long long)ab_inquiry_runs(told->question->inquiry));
    if (told->question->precise > 0 && !answer->precise) {
        ab_sheet_say(sheet,
                     ", the most that are made without -n; some limits are more than %.0f %% from "
                     "their share",
                     100 * told->question->precise);
    }
    ab_sheet_say(sheet, ".");
    ab_sheet_end(sheet);
}
