/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* calibrate_answer.c - what history says about the inputs, as tables and as an account. */
#include "insight/calibrate_answer.h"

#include "base/format.h"
#include "output/align.h"
#include "output/column.h"
#include "output/grid.h"
#include "scenario/input.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- tables ---- */

struct told_row {
    struct ab_item item; /* first: accessors find the rest by it */
    const struct ab_calibration_told *told;
    int other; /* of a pair */
};

static const struct ab_input *input_at(const struct ab_item *item)
{
    return &item->scenario->input[item->index];
}

static const struct ab_milestone *milestone_at(const struct ab_item *item)
{
    return &item->scenario->milestone[item->index];
}

#define TOLD AS(struct told_row)->told
CELL(put_input, ab_row_text, input_at(item)->of->named.id)
CELL(put_keys, ab_row_text, input_at(item)->of->key)
CELL(put_unit, ab_row_text, input_at(item)->unit)
CELL(put_source, ab_row_text, input_at(item)->of->source)

#define RECORD struct ab_calibrated_input
static const struct ab_definition calibration_columns[] = {
    TEXT("input", "id of the [uncertain.ID]", BY(put_input)),
    TEXT("keys", "what it touches", BY(put_keys)),
    TEXT("unit", "of its values; empty of counts and factors", BY(put_unit)),
    NUMBER("p5", PER_ROW, "5th percentile of its values in all draws", REAL(before[0])),
    NUMBER("p50", PER_ROW, "median, likewise", REAL(before[1])),
    NUMBER("p95", PER_ROW, "95th percentile, likewise", REAL(before[2])),
    NUMBER("accepted_p5", PER_ROW,
           "5th percentile in the draws that fit the calibration milestones; empty when these are "
           "fewer than 200",
           REAL(after[0])),
    NUMBER("accepted_p50", PER_ROW, "median, likewise", REAL(after[1])),
    NUMBER("accepted_p95", PER_ROW, "95th percentile, likewise", REAL(after[2])),
    BOOLEAN("narrowed", "1: from p5 to p95 less than 0.9 of what it was is left",
            FLAG(is_narrowed)),
    TEXT("source", "where the range is from", BY(put_source)),
};
#undef RECORD

const struct ab_layout ab_layout_calibration =
    TABLE("calibration", "what history leaves of the uncertain inputs", calibration_columns, 1);

static void put_calibration(struct ab_row *row, const void *owner)
{
    const struct ab_calibration_told *told = owner;
    for (int i = 0; i < told->answer->inputs; i++) {
        const struct told_row of = {
            {.record = &told->answer->input[i], .scenario = told->scenario, .index = i}, told, 0};
        ab_row_put(row, &of.item);
    }
}

static const char *use_name(enum ab_milestone_use use)
{
    return use == AB_USE_INPUT ? "input" : use == AB_USE_CALIBRATION ? "calibration" : "validation";
}

CELL(put_milestone, ab_row_text, milestone_at(item)->named.id)
CELL(put_use, ab_row_text, use_name(milestone_at(item)->use))
CELL(put_name, ab_row_text, milestone_at(item)->name)

#define RECORD struct ab_calibrated_milestone
CELL(put_outcome, ab_row_text, ab_outcome_name(THIS->outcome))
CELL(put_outcome_after, ab_row_text,
     TOLD->answer->accepted > 0 ? ab_outcome_name(THIS->outcome_after) : "")

/* Puts a value in the kind of the milestone. */
static void put_value(struct ab_row *row, const struct ab_item *item, size_t at)
{
    ab_row_in_kind(row, milestone_at(item),
                   *(const double *)(const void *)((const char *)item->record + at));
}
#define VALUE(member) put_value, offsetof(RECORD, member)

/* What only a milestone has that draws are accepted by. */
static void put_implausible(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_calibrated_milestone *milestone = item->record;
    (void)at;
    ab_row_number(row, milestone->accepts && isfinite(milestone->implausible)
                           ? milestone->implausible
                           : (double)NAN);
}

static void put_without(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_calibrated_milestone *milestone = item->record;
    if (!milestone->accepts) {
        ab_row_empty(row);
    } else if (at == 0) {
        ab_row_integer(row, milestone->accepted_without);
    } else {
        ab_row_number(row, milestone->within_without);
    }
}

static const struct ab_definition predictions_columns[] = {
    TEXT("milestone", "id of the milestone", BY(put_milestone)),
    TEXT("use",
         "calibration: draws are accepted by it; validation and input: it has no part in that",
         BY(put_use)),
    BOOLEAN("accepts", "1: draws are accepted by it; a known miss is left out", FLAG(accepts)),
    NUMBER("within", "1", "share of all draws in which it is within interval and tolerance",
           REAL(within)),
    TEXT("outcome", "of the median of all draws: inside, by its tolerance, known miss, or missed",
         BY(put_outcome)),
    TEXT("p10",
         "10th percentile of all draws: instant, hours or amount; empty when it did not happen",
         VALUE(value.before.p10)),
    TEXT("p50", "median, likewise", VALUE(value.before.p50)),
    TEXT("p90", "90th percentile, likewise", VALUE(value.before.p90)),
    NUMBER("accepted_within", "1", "the same share of the accepted draws", REAL(within_after)),
    TEXT("accepted_outcome", "of the median of the accepted draws; empty without any",
         BY(put_outcome_after)),
    TEXT("accepted_p10", "10th percentile of the accepted draws", VALUE(value.after.p10)),
    TEXT("accepted_p50", "median, likewise", VALUE(value.after.p50)),
    TEXT("accepted_p90", "90th percentile, likewise", VALUE(value.after.p90)),
    NUMBER("implausible_sd", "1",
           "how far interval and tolerance are from the mean of all draws, in standard deviations; "
           "above 3 hardly a draw reaches them",
           BY(put_implausible)),
    INTEGER("accepted_without", "draws", "draws that would be accepted if it had no part",
            put_without, 0),
    NUMBER("within_without", "1",
           "share of these in which it is within: how well the others predict it", put_without, 1),
    TEXT("name", "what it is", BY(put_name)),
};
#undef RECORD

const struct ab_layout ab_layout_predictions = TABLE(
    "predictions", "milestones in all draws, and in those that fit the calibration milestones",
    predictions_columns, 1);

static void put_predictions(struct ab_row *row, const void *owner)
{
    const struct ab_calibration_told *told = owner;
    for (int i = 0; i < told->answer->milestones; i++) {
        const struct told_row of = {
            {.record = &told->answer->milestone[i], .scenario = told->scenario, .index = i},
            told,
            0};
        ab_row_put(row, &of.item);
    }
}

CELL(put_other, ab_row_text, item->scenario->input[AS(struct told_row)->other].of->named.id)
CELL(put_correlation, ab_row_number,
     TOLD->answer->correlation[item->index * TOLD->answer->inputs + AS(struct told_row)->other])

static const struct ab_definition pairs_columns[] = {
    TEXT("input", "id of the [uncertain.ID]", BY(put_input)),
    TEXT("other", "id of another, behind it in the order of ids", BY(put_other)),
    NUMBER("correlation", "1",
           "of ranks (Spearman's) in the accepted draws; in all draws it is 0, because inputs are "
           "drawn "
           "independently",
           BY(put_correlation)),
};

const struct ab_layout ab_layout_pairs =
    TABLE("pairs", "which inputs the accepted draws tie together; no rows below 200 of them",
          pairs_columns, 2);

static void put_pairs(struct ab_row *row, const void *owner)
{
    const struct ab_calibration_told *told = owner;
    const int inputs = told->answer->inputs;
    for (int i = 0; i < inputs && told->answer->accepted >= AB_CALIBRATE_LEAST; i++) {
        for (int k = i + 1; k < inputs; k++) {
            const struct told_row of = {{.scenario = told->scenario, .index = i}, told, k};
            ab_row_put(row, &of.item);
        }
    }
}

static void put_facts(struct ab_json *json, const void *owner)
{
    const struct ab_calibration_told *told = owner;
    ab_json_integer(json, "replications", told->answer->draws); /* one luck per draw */
    ab_json_integer(json, "draws", told->answer->draws);
    ab_json_integer(json, "accepted", told->answer->accepted);
}

struct ab_answer ab_calibration_answer_of(const struct ab_calibration_told *told,
                                          const struct ab_inquiry *inquiry, uint64_t seed)
{
    return (struct ab_answer){
        .command = "calibrate",
        .inquiry = inquiry,
        .subject = {.scenario = told->scenario},
        .seed = seed,
        .table = {{AB_TABLE_CALIBRATION, put_calibration},
                  {AB_TABLE_PREDICTIONS, put_predictions},
                  {AB_TABLE_PAIRS, put_pairs}},
        .tables = 3,
        .facts = put_facts,
        .owner = told,
    };
}

/* ---- the account ---- */

static int count_uses(const struct ab_calibration_told *told)
{
    int count = 0;
    for (int i = 0; i < told->answer->milestones; i++) {
        count += told->answer->milestone[i].accepts;
    }
    return count;
}

static void say_accepted(struct ab_sheet *sheet, const struct ab_calibration_told *told)
{
    const struct ab_calibration *answer = told->answer;
    const int uses = count_uses(told);
    ab_sheet_say(sheet, "%d of %d draws fit ", answer->accepted, answer->draws);
    if (uses == 1) {
        ab_sheet_say(sheet, "the calibration milestone.");
    } else {
        ab_sheet_say(sheet, "all %d calibration milestones.", uses);
    }
    if (answer->excludes_most != AB_NOBODY) {
        const struct ab_calibrated_milestone *most = &answer->milestone[answer->excludes_most];
        const struct ab_milestone *milestone = &told->scenario->milestone[answer->excludes_most];
        ab_sheet_say(sheet, " Most are excluded by ");
        ab_sheet_put(sheet, milestone->named.id);
        ab_sheet_say(sheet, " (");
        ab_sheet_put(sheet, milestone->name);
        ab_sheet_say(sheet, "): without it %d would fit.", most->accepted_without);
    }
    ab_sheet_end(sheet);
}

static void write_range(char text[AB_GRID_CELL_SIZE], const double range[3], const char *unit)
{
    (void)snprintf(text, AB_GRID_CELL_SIZE, "%s..%s..%s%s%s", ab_figures(range[0], 3).text,
                   ab_figures(range[1], 3).text, ab_figures(range[2], 3).text,
                   unit[0] == '\0' ? "" : " ", unit);
}

static void draw_inputs(struct ab_grid *grid, const void *of)
{
    const struct ab_calibration_told *told = of;
    const bool enough = told->answer->accepted >= AB_CALIBRATE_LEAST;
    ab_grid_row(grid, "p5..p50..p95");
    ab_grid_cell(grid, 0, "as it is said");
    ab_grid_cell(grid, 1, enough ? "as history leaves it" : "");
    ab_grid_end(grid);
    for (int i = 0; i < told->answer->inputs; i++) {
        const struct ab_calibrated_input *input = &told->answer->input[i];
        const struct ab_input *of_input = &told->scenario->input[i];
        char text[AB_GRID_CELL_SIZE];
        ab_grid_row(grid, of_input->of->named.id);
        write_range(text, input->before, of_input->unit);
        ab_grid_cell(grid, 0, text);
        if (enough) {
            write_range(text, input->after, of_input->unit);
            ab_grid_cell(grid, 1, text);
            ab_grid_cell(grid, 2, input->is_narrowed ? "narrowed" : "");
        }
        ab_grid_end(grid);
    }
}

/* The three pairs that go together most. */
static void say_pairs(struct ab_sheet *sheet, const struct ab_calibration_told *told)
{
    const struct ab_calibration *answer = told->answer;
    double below = 2;
    for (int said = 0; said < 3 && answer->accepted >= AB_CALIBRATE_LEAST; said++) {
        double most = 0.2; /* weaker ones say nothing */
        int first = AB_NOBODY, second = AB_NOBODY;
        for (int i = 0; i < answer->inputs; i++) {
            for (int k = i + 1; k < answer->inputs; k++) {
                const double size = fabs(answer->correlation[i * answer->inputs + k]);
                if (size > most && size < below) {
                    most = size;
                    first = i;
                    second = k;
                }
            }
        }
        if (first == AB_NOBODY) {
            return;
        }
        below = most;
        ab_sheet_say(sheet, "Only together: ");
        ab_sheet_put(sheet, told->scenario->input[first].of->named.id);
        ab_sheet_say(sheet, " and ");
        ab_sheet_put(sheet, told->scenario->input[second].of->named.id);
        ab_sheet_say(sheet, " go %s, rank correlation %+.2f.",
                     answer->correlation[first * answer->inputs + second] < 0 ? "against each other"
                                                                              : "with each other",
                     answer->correlation[first * answer->inputs + second]);
        ab_sheet_end(sheet);
    }
}

/* The milestones of one use, or of both, that are told. */
struct told_milestones {
    const struct ab_calibration_told *told;
    enum ab_milestone_use use;
};

static void draw_milestones(struct ab_grid *grid, const void *of)
{
    const struct told_milestones *told = of;
    const struct ab_calibration *answer = told->told->answer;
    ab_grid_row(grid, told->use == AB_USE_VALIDATION ? "validation, predicted" : "calibration");
    ab_grid_cell(grid, 0, "within");
    ab_grid_cell(grid, 1, "median");
    ab_grid_cell(grid, 2, answer->accepted > 0 ? "accepted" : "");
    ab_grid_cell(grid, 3, answer->accepted > 0 ? "median" : "");
    ab_grid_end(grid);
    for (int i = 0; i < answer->milestones; i++) {
        const struct ab_calibrated_milestone *milestone = &answer->milestone[i];
        char text[AB_GRID_CELL_SIZE];
        if (told->told->scenario->milestone[i].use != told->use) {
            continue;
        }
        ab_grid_row(grid, told->told->scenario->milestone[i].name);
        (void)snprintf(text, sizeof text, "%.*f %%", ab_align_share_decimals(milestone->within),
                       100 * milestone->within);
        ab_grid_cell(grid, 0, text);
        ab_grid_cell(grid, 1, ab_outcome_name(milestone->outcome));
        if (answer->accepted > 0) {
            (void)snprintf(text, sizeof text, "%.*f %%",
                           ab_align_share_decimals(milestone->within_after),
                           100 * milestone->within_after);
            ab_grid_cell(grid, 2, text);
            ab_grid_cell(grid, 3, ab_outcome_name(milestone->outcome_after));
        }
        ab_grid_end(grid);
    }
}

/* Prints those of a use; nothing where there are none. */
static void print_milestones(struct ab_sheet *sheet, const struct ab_calibration_told *told,
                             enum ab_milestone_use use)
{
    static const struct ab_grid_column columns[] = {
        {.width = 8, .line = true}, {.width = 18}, {.width = 10}, {.width = 18}};
    static const struct ab_grid_form form = {
        .indent = 2, .label = 40, .column = columns, .columns = 4};
    const struct told_milestones of = {told, use};
    int first = 0;
    while (first < told->answer->milestones && told->scenario->milestone[first].use != use) {
        first++;
    }
    if (first == told->answer->milestones) {
        return;
    }
    ab_sheet_end(sheet);
    ab_grid_print(sheet, &form, draw_milestones, &of);
}

void ab_calibration_print(struct ab_sheet *sheet, const void *owner)
{
    static const struct ab_grid_column columns[] = {
        {.width = 24}, {.width = 26, .line = true}, {.width = 10}};
    static const struct ab_grid_form form = {
        .indent = 2, .label = 26, .column = columns, .columns = 3};
    const struct ab_calibration_told *told = owner;
    say_accepted(sheet, told);
    ab_sheet_end(sheet);
    ab_grid_print(sheet, &form, draw_inputs, told);
    if (told->answer->accepted < AB_CALIBRATE_LEAST) {
        ab_sheet_say(sheet,
                     "Fewer than %d draws fit: too few to say what is left of the inputs. More "
                     "draws (-n), or wider ranges, may help.",
                     AB_CALIBRATE_LEAST);
        ab_sheet_end(sheet);
    }
    say_pairs(sheet, told);
    print_milestones(sheet, told, AB_USE_CALIBRATION);
    print_milestones(sheet, told, AB_USE_VALIDATION);
}
