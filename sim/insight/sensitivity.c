/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sensitivity.c - settings of the inputs as points of an inquiry, and what comes of them. */
#include "insight/sensitivity.h"

#include "base/memory.h"
#include "insight/value.h"
#include "scenario/input.h"

#include <assert.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TRAJECTORIES = 20, ROWS_FIRST = 512 };

struct work {
    const struct ab_sensitivity_question *question;
    const struct ab_scenario *scenario;
    struct ab_sensitivity *answer;
    struct ab_errors *errors;
    struct ab_arena *arena;        /* of the statements of a point */
    struct ab_override *statement; /* of all inputs */
    double *setting;               /* [inputs], in (0, 1); of a screened one nothing */
    struct ab_saltelli design;
    double *value; /* [matrices][rows], or of a screening; then of the rows that are kept alone */
    int *kept;     /* [rows]: numbers of these rows; */
    int rows;      /* so many */
    int *analysed; /* the inputs that are, in order */
    int count;     /* of them */
};

/* ---- points ---- */

/* Writes the statements of the inputs that are not screened; returns how many. Negative when memory is
 * out. */
static int state_ranges(struct work *work)
{
    int count = 0;
    for (int i = 0; i < work->answer->inputs; i++) {
        char *text = ab_arena_take(work->arena, AB_AXIS_TEXT_SIZE);
        if (text == NULL) {
            return -1;
        }
        if (!work->answer->input[i].is_screened) {
            const struct ab_axis *axis = &work->question->over[i];
            ab_form_write(&axis->form, &axis->range, work->setting[i], text);
            work->statement[count++] = (struct ab_override){.key = axis->key, .value = text};
        }
    }
    return count;
}

static int state_inputs(struct work *work)
{
    const struct ab_scenario *scenario = work->scenario;
    double *value = ab_arena_take(work->arena, (size_t)scenario->input_count * sizeof *value);
    if (value == NULL) {
        return -1;
    }
    for (int i = 0; i < scenario->input_count; i++) {
        value[i] = ab_input_at(&scenario->input[i],
                               work->answer->input[i].is_screened ? 0.5 : work->setting[i]);
    }
    if (!ab_inputs_state(scenario, value, work->statement, work->arena)) {
        return -1;
    }
    int count = 0, at = 0;
    for (int i = 0; i < scenario->input_count; at += scenario->input[i].targets, i++) {
        for (int k = 0; k < scenario->input[i].targets && !work->answer->input[i].is_screened;
             k++) {
            work->statement[count++] = work->statement[at + k];
        }
    }
    return count;
}

/* Adds the point where the inputs are as set. */
static enum ab_status take_point(struct work *work, int *point)
{
    work->arena = ab_arena_create(4096);
    int count = -1;
    if (work->arena != NULL) {
        count = work->question->overs > 0 ? state_ranges(work) : state_inputs(work);
    }
    const enum ab_status status = count < 0
                                      ? ab_errors_out_of_memory(work->errors)
                                      : ab_inquiry_point(work->question->inquiry, work->statement,
                                                         count, point, work->errors);
    ab_arena_destroy(work->arena);
    work->arena = NULL;
    return status;
}

static enum ab_status take_value(struct work *work, struct ab_cell cell, double *value)
{
    return ab_insight_value(value, work->question->inquiry, cell, work->question->measure,
                            "with these inputs the scenario can't be simulated", work->errors);
}

static bool is_beyond(const struct work *work, struct ab_cell cell)
{
    return ab_is_beyond(ab_inquiry_value(work->question->inquiry, cell.point, cell.replication, 0));
}

static bool is_unbegun(const struct work *work, struct ab_cell cell)
{
    return ab_insight_is_unbegun(work->question->inquiry, cell, work->question->measure);
}

/* Refuses where too few rows, or trajectories, have what the hours are since in all of their runs. */
static enum ab_status refuse_few(const struct work *work, int left, int all, const char *what)
{
    char buffer[128];
    return ab_errors_refuse(
        work->errors,
        "--of %s: its hours are those since the %s, which came in all runs of %d of %d %s alone: "
        "too few to tell; a longer scenario.horizon may let it come in more",
        ab_measure_name(work->scenario, work->question->measure, buffer, sizeof buffer),
        ab_insight_since(work->question->inquiry, work->question->measure), left, all, what);
}

/* ---- screening ---- */

static int compare_magnitudes(const void *a, const void *b)
{
    const struct ab_sensitivity_input *left = *(const struct ab_sensitivity_input *const *)a;
    const struct ab_sensitivity_input *right = *(const struct ab_sensitivity_input *const *)b;
    if (left->effects.magnitude != right->effects.magnitude) {
        return left->effects.magnitude > right->effects.magnitude ? -1 : 1;
    }
    return (left > right) - (left < right);
}

/* Leaves out all inputs but those whose effects are the largest. */
static enum ab_status leave_out(struct work *work)
{
    struct ab_sensitivity *answer = work->answer;
    struct ab_sensitivity_input **order =
        ab_memory_take((size_t)answer->inputs, sizeof(struct ab_sensitivity_input *));
    if (order == NULL) {
        return ab_errors_out_of_memory(work->errors);
    }
    for (int i = 0; i < answer->inputs; i++) {
        order[i] = &answer->input[i];
    }
    qsort((void *)order, (size_t)answer->inputs, sizeof(struct ab_sensitivity_input *),
          compare_magnitudes);
    for (int i = AB_SENSITIVITY_MOST; i < answer->inputs; i++) {
        order[i]->is_screened = true;
    }
    ab_memory_give((void *)order);
    return AB_OK;
}

/* Takes the values of a screening, and leaves out the trajectories in which what its hours are since had not
 * come in some run. */
static enum ab_status take_trajectories(struct work *work, struct ab_morris *design,
                                        const struct ab_cell *cell, double *value)
{
    const int points = work->answer->inputs + 1;
    bool kept[TRAJECTORIES];
    enum ab_status status = AB_OK;
    for (int i = 0; i < design->trajectories; i++) {
        kept[i] = true;
        for (int run = i * points; run < (i + 1) * points && status == AB_OK; run++) {
            if (is_unbegun(work, cell[run])) {
                kept[i] = false;
            } else {
                status = take_value(work, cell[run], &value[run]);
            }
        }
    }
    const int all = design->trajectories;
    return status == AB_OK && ab_morris_keep(design, value, kept) < AB_SENSITIVITY_LEAST_SCREENED
               ? refuse_few(work, design->trajectories, all, "trajectories")
               : status;
}

/* Makes the runs of a screening, a trajectory with one luck, and takes their values. */
static enum ab_status run_screening(struct work *work, struct ab_morris *design,
                                    struct ab_cell *cell, double *value)
{
    const int points = work->answer->inputs + 1, runs = design->trajectories * points;
    enum ab_status status = AB_OK;
    for (int run = 0; run < runs && status == AB_OK; run++) {
        for (int i = 0; i < work->answer->inputs; i++) {
            work->setting[i] =
                (0.5 + 3 * ab_morris_setting(design, run / points, run % points, i)) / 4;
        }
        cell[run].replication = run / points + 1;
        status = take_point(work, &cell[run].point);
    }
    if (status == AB_OK) {
        status = ab_inquiry_make_cells(work->question->inquiry, cell, runs, work->errors);
    }
    return status == AB_OK ? take_trajectories(work, design, cell, value) : status;
}

static enum ab_status screen(struct work *work)
{
    struct ab_sensitivity *answer = work->answer;
    const size_t runs = (size_t)TRAJECTORIES * ((size_t)answer->inputs + 1);
    struct ab_morris design = {0};
    struct ab_cell *cell = ab_memory_take(runs, sizeof *cell);
    double *value = ab_memory_take(runs, sizeof *value);
    enum ab_status status = AB_OK;
    if (cell == NULL || value == NULL || !ab_morris_init(&design, answer->inputs, TRAJECTORIES)) {
        status = ab_errors_out_of_memory(work->errors);
    }
    if (status == AB_OK) {
        status = run_screening(work, &design, cell, value);
    }
    for (int i = 0; i < answer->inputs && status == AB_OK; i++) {
        answer->input[i].effects = ab_morris_effects(&design, value, i);
    }
    if (status == AB_OK) {
        status = leave_out(work);
    }
    ab_morris_clear(&design);
    ab_memory_give(value);
    ab_memory_give(cell);
    return status;
}

/* ---- indices ---- */

static enum ab_status take_cell(struct work *work, int matrix, int row, struct ab_cell *cell)
{
    for (int i = 0; i < work->count; i++) {
        work->setting[work->analysed[i]] = ab_saltelli_setting(&work->design, matrix, row, i);
    }
    cell->replication = ab_saltelli_luck(&work->design, matrix, row) + 1;
    return take_point(work, &cell->point);
}

/* Whether a matrix has the luck of A, and so with it whether luck alone lets come what hours are since. */
static bool has_luck_of_a(const struct work *work, int matrix)
{
    return ab_saltelli_luck(&work->design, matrix, 0) ==
           ab_saltelli_luck(&work->design, AB_SALTELLI_A, 0);
}

/* Whether what its hours are since came in all runs of a row; notes whether that depends on the inputs. */
static bool is_whole(struct work *work, const struct ab_cell *cell, int row)
{
    const int matrices = ab_saltelli_matrices(work->count), rows = work->design.rows;
    int lacking[2] = {0}, runs[2] = {0};
    for (int matrix = 0; matrix < matrices; matrix++) {
        const bool of_a = has_luck_of_a(work, matrix);
        lacking[of_a] += is_unbegun(work, cell[matrix * rows + row]);
        runs[of_a]++;
    }
    for (int i = 0; i < 2; i++) {
        work->answer->inputs_decide |= lacking[i] > 0 && lacking[i] < runs[i];
    }
    return lacking[0] + lacking[1] == 0;
}

/* Takes the values of the rows that are whole. */
static enum ab_status take_rows(struct work *work, const struct ab_cell *cell)
{
    struct ab_sensitivity *answer = work->answer;
    const int rows = work->design.rows, matrices = ab_saltelli_matrices(work->count);
    enum ab_status status = AB_OK;
    work->rows = answer->beyond = 0;
    answer->inputs_decide = false;
    for (int row = 0; row < rows; row++) {
        if (is_whole(work, cell, row)) {
            work->kept[work->rows++] = row;
        }
    }
    for (int run = 0; run < matrices * work->rows && status == AB_OK; run++) {
        const int matrix = run / work->rows, row = work->kept[run % work->rows];
        status = take_value(work, cell[matrix * rows + row], &work->value[run]);
        answer->beyond += run < 2 * work->rows && is_beyond(work, cell[matrix * rows + row]);
    }
    answer->rows = rows;
    answer->left_out = rows - work->rows;
    return status;
}

/* Makes all runs of the design that are not there and takes the values of all. */
static enum ab_status run_design(struct work *work, struct ab_cell *cell)
{
    const int rows = work->design.rows, runs = ab_saltelli_matrices(work->count) * rows;
    enum ab_status status = AB_OK;
    assert(cell != NULL);
    ab_inquiry_expect(work->question->inquiry, runs);
    for (int row = 0; row < rows && status == AB_OK; row++) {
        for (int run = row; run < runs && status == AB_OK; run += rows) {
            status = take_cell(work, run / rows, row, &cell[run]);
        }
    }
    if (status == AB_OK) {
        status = ab_inquiry_make_cells(work->question->inquiry, cell, runs, work->errors);
    }
    return status == AB_OK ? take_rows(work, cell) : status;
}

/* Whether there are rows enough to tell anything. */
static bool is_enough(const struct work *work)
{
    return work->answer->left_out == 0 || work->rows >= AB_SENSITIVITY_LEAST;
}

/* How far the limits of an index are from it at most. */
static double side_of(const struct ab_indices *indices)
{
    const struct ab_share *first = &indices->first, *total = &indices->total;
    return fmax(fmax(first->high - first->value, first->value - first->low),
                fmax(total->high - total->value, total->value - total->low));
}

static enum ab_status estimate(struct work *work, struct ab_indices *indices)
{
    struct ab_sensitivity *answer = work->answer;
    answer->mean = gsl_stats_mean(work->value, 1, 2 * (size_t)work->rows); /* of A and B */
    answer->variance = ab_saltelli_estimate(indices, work->value, work->count, work->rows);
    if (answer->variance < 0) {
        return ab_errors_out_of_memory(work->errors);
    }
    double side = 0;
    for (int i = 0; i <= work->count; i++) {
        side = fmax(side, side_of(&indices[i]));
    }
    for (int i = 0; i < work->count; i++) {
        answer->input[work->analysed[i]].indices = indices[i];
    }
    answer->luck = indices[work->count];
    answer->precise = side <= work->question->precise; /* of NAN: nothing is left to be known */
    return AB_OK;
}

/* Spearman's correlation of each input with the measure. */
static enum ab_status correlate(struct work *work)
{
    const size_t rows = (size_t)work->rows;
    double *setting = ab_memory_take(2 * rows, sizeof *setting);
    double *scratch = ab_memory_take(4 * rows, sizeof *scratch);
    for (int i = 0; i < work->count && setting != NULL && scratch != NULL; i++) {
        for (size_t k = 0; k < rows; k++) {
            const int row = work->kept[k];
            setting[k] = ab_saltelli_setting(&work->design, AB_SALTELLI_A, row, i);
            setting[rows + k] = ab_saltelli_setting(&work->design, AB_SALTELLI_B, row, i);
        }
        work->answer->input[work->analysed[i]].correlation =
            work->answer->variance > 0
                ? gsl_stats_spearman(setting, 1, work->value, 1, 2 * rows, scratch)
                : (double)NAN;
    }
    const bool done = setting != NULL && scratch != NULL;
    ab_memory_give(scratch);
    ab_memory_give(setting);
    return done ? AB_OK : ab_errors_out_of_memory(work->errors);
}

/* One design of so many rows. */
static enum ab_status analyse(struct work *work, int rows)
{
    const size_t runs = (size_t)ab_saltelli_matrices(work->count) * (size_t)rows;
    struct ab_indices *indices = ab_memory_take((size_t)work->count + 1, sizeof *indices);
    struct ab_cell *cell = ab_memory_take(runs, sizeof *cell);
    work->value = ab_memory_take(runs, sizeof *work->value);
    work->kept = ab_memory_take((size_t)rows, sizeof *work->kept);
    enum ab_status status = AB_OK;
    if (indices == NULL || cell == NULL || work->value == NULL || work->kept == NULL ||
        !ab_saltelli_init(&work->design, work->count, rows, work->question->seed)) {
        status = ab_errors_out_of_memory(work->errors);
    }
    if (status == AB_OK) {
        status = run_design(work, cell);
    }
    if (status == AB_OK && is_enough(work)) {
        status = estimate(work, indices);
        status = status == AB_OK ? correlate(work) : status;
    }
    ab_saltelli_clear(&work->design);
    ab_memory_give(work->kept);
    ab_memory_give(work->value);
    ab_memory_give(cell);
    ab_memory_give(indices);
    return status;
}

/* ---- the whole ---- */

static void name_inputs(struct work *work)
{
    const struct ab_sensitivity_question *question = work->question;
    const double none = (double)NAN;
    const struct ab_share unknown = {none, none, none};
    for (int i = 0; i < work->answer->inputs; i++) {
        struct ab_sensitivity_input *input = &work->answer->input[i];
        const struct ab_uncertain *of = question->overs > 0 ? NULL : work->scenario->input[i].of;
        *input = (struct ab_sensitivity_input){
            .name = of != NULL ? of->named.id : question->over[i].key,
            .keys = of != NULL ? of->key : question->over[i].key,
            .indices = {unknown, unknown},
            .effects = {none, none},
            .correlation = none,
        };
    }
}

static enum ab_status work_through(struct work *work)
{
    struct ab_sensitivity *answer = work->answer;
    enum ab_status status = AB_OK;
    if (answer->inputs > AB_SENSITIVITY_MOST) {
        status = screen(work);
    }
    for (int i = 0; i < answer->inputs; i++) {
        if (!answer->input[i].is_screened) {
            work->analysed[work->count++] = i;
        }
    }
    const int most = work->question->rows;
    int rows = work->question->precise > 0 ? ROWS_FIRST : most;
    while (status == AB_OK) {
        status = analyse(work, rows);
        if (answer->precise || rows >= most) {
            break;
        }
        rows *= 2;
    }
    return status == AB_OK && !is_enough(work) ? refuse_few(work, work->rows, rows, "rows")
                                               : status;
}

enum ab_status ab_sensitivity_ask(struct ab_sensitivity *answer,
                                  const struct ab_sensitivity_question *question,
                                  struct ab_errors *errors)
{
    const struct ab_scenario *scenario = ab_inquiry_scenario(question->inquiry);
    const int inputs = question->overs > 0 ? question->overs : scenario->input_count;
    const int statements = question->overs > 0 ? inputs : ab_inputs_statements(scenario);
    struct work work = {
        .question = question, .scenario = scenario, .answer = answer, .errors = errors};
    assert(inputs > 0 && question->rows >= 2 && question->rows <= AB_SALTELLI_ROWS_MAX);
    *answer = (struct ab_sensitivity){
        .input = ab_memory_take((size_t)inputs, sizeof *answer->input), .inputs = inputs};
    work.statement = ab_memory_take((size_t)statements, sizeof *work.statement);
    work.setting = ab_memory_take((size_t)inputs, sizeof *work.setting);
    work.analysed = ab_memory_take((size_t)inputs, sizeof *work.analysed);
    enum ab_status status = AB_OK;
    if (answer->input == NULL || work.statement == NULL || work.setting == NULL ||
        work.analysed == NULL) {
        status = ab_errors_out_of_memory(errors);
    } else {
        name_inputs(&work);
        status = work_through(&work);
    }
    ab_memory_give(work.analysed);
    ab_memory_give(work.setting);
    ab_memory_give(work.statement);
    if (status != AB_OK) {
        ab_sensitivity_clear(answer);
    }
    return status;
}

void ab_sensitivity_clear(struct ab_sensitivity *answer)
{
    ab_memory_give(answer->input);
    *answer = (struct ab_sensitivity){0};
}
