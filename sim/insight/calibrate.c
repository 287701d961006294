/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* calibrate.c - drawing, accepting, and what is left. */
#include "insight/calibrate.h"

#include "base/memory.h"
#include "scenario/input.h"
#include "study/moments.h"

#include <assert.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

struct work {
    const struct ab_calibrate_question *question;
    const struct ab_scenario *scenario;
    struct ab_calibration *answer;
    struct ab_errors *errors;
    struct ab_cell *cell; /* [draws] */
    double *quantile;     /* [draws][inputs] */
    double *value;        /* [draws]: of one quantity over some draws */
    int *failures;        /* [draws]: calibration milestones that are not within */
};

bool ab_calibrate_accepts(const struct ab_milestone *milestone)
{
    return milestone->use == AB_USE_CALIBRATION && milestone->known_miss == NULL;
}

/* ---- draws ---- */

static enum ab_status take_draw(struct work *work, int draw, struct ab_override *statement)
{
    const struct ab_scenario *scenario = work->scenario;
    struct ab_arena *arena = ab_arena_create(8192);
    double *value =
        arena != NULL ? ab_arena_take(arena, (size_t)scenario->input_count * sizeof *value) : NULL;
    enum ab_status status = AB_OK;
    double *quantile = work->quantile + (size_t)draw * (size_t)scenario->input_count;
    if (value != NULL) {
        ab_inputs_draw(scenario, work->question->seed, (uint32_t)draw + 1, quantile);
        for (int i = 0; i < scenario->input_count; i++) {
            value[i] = ab_input_at(&scenario->input[i], quantile[i]);
        }
    }
    if (value == NULL || !ab_inputs_state(scenario, value, statement, arena)) {
        status = ab_errors_out_of_memory(work->errors);
    } else {
        work->cell[draw].replication = draw + 1;
        status =
            ab_inquiry_point(work->question->inquiry, statement, ab_inputs_statements(scenario),
                             &work->cell[draw].point, work->errors);
    }
    ab_arena_destroy(arena);
    return status;
}

static double value_of(const struct work *work, int draw, int column)
{
    const struct ab_cell *cell = &work->cell[draw];
    return ab_inquiry_value(work->question->inquiry, cell->point, cell->replication, column);
}

/* Refuses the first draw that is no scenario. */
static enum ab_status check_draws(const struct work *work)
{
    const struct ab_inquiry *inquiry = work->question->inquiry;
    for (int draw = 0; draw < work->answer->draws; draw++) {
        const struct ab_cell *cell = &work->cell[draw];
        if (ab_inquiry_hash(inquiry, cell->point, cell->replication) == 0) {
            return ab_errors_refuse(
                work->errors, "with inputs of replication %d the scenario can't be simulated: %s",
                draw + 1, ab_inquiry_reason(inquiry, cell->point, cell->replication));
        }
    }
    return AB_OK;
}

static enum ab_status make_draws(struct work *work)
{
    const int statements = ab_inputs_statements(work->scenario);
    struct ab_override *statement = ab_memory_take((size_t)statements, sizeof *statement);
    enum ab_status status = AB_OK;
    if (statement == NULL) {
        status = ab_errors_out_of_memory(work->errors);
    }
    ab_inquiry_expect(work->question->inquiry, work->answer->draws);
    for (int draw = 0; draw < work->answer->draws && status == AB_OK; draw++) {
        status = take_draw(work, draw, statement);
    }
    if (status == AB_OK) {
        status = ab_inquiry_make_cells(work->question->inquiry, work->cell, work->answer->draws,
                                       work->errors);
    }
    ab_memory_give(statement);
    return status == AB_OK ? check_draws(work) : status;
}

/* ---- acceptance ---- */

static bool is_within(const struct work *work, int draw, int milestone)
{
    return ab_milestone_verdict(&work->scenario->milestone[milestone],
                                value_of(work, draw, milestone)) == AB_WITHIN;
}

/* Counts for each draw how many calibration milestones speak against it. Nothing else is looked at. */
static void accept(struct work *work)
{
    struct ab_calibration *answer = work->answer;
    for (int draw = 0; draw < answer->draws; draw++) {
        for (int i = 0; i < answer->milestones; i++) {
            work->failures[draw] += answer->milestone[i].accepts && !is_within(work, draw, i);
        }
        answer->accepted += work->failures[draw] == 0;
    }
}

/* What would be if a calibration milestone had no part: which draws that leaves, and how well these
 * predict it. */
static void leave_out(struct work *work, int number)
{
    struct ab_calibrated_milestone *milestone = &work->answer->milestone[number];
    int within = 0;
    for (int draw = 0; draw < work->answer->draws; draw++) {
        const bool is_in = is_within(work, draw, number);
        const bool is_left = work->failures[draw] == !is_in;
        milestone->accepted_without += is_left;
        within += is_left && is_in;
    }
    milestone->within_without = milestone->accepted_without > 0
                                    ? (double)within / milestone->accepted_without
                                    : (double)NAN;
}

/* How far the interval is from the mean of all draws, in standard deviations. */
static double implausible_of(struct work *work, int number)
{
    const struct ab_milestone *milestone = &work->scenario->milestone[number];
    struct ab_moments moments = {0};
    for (int draw = 0; draw < work->answer->draws; draw++) {
        const double value = value_of(work, draw, number);
        if (isfinite(value)) {
            ab_moments_add(&moments, value);
        }
    }
    const double n = (double)moments.n, mean = ab_moments_mean(&moments),
                 sd = ab_moments_sd(&moments);
    double distance = 0;
    if (milestone->has_earliest) {
        distance = fmax(distance, milestone->earliest - milestone->tolerance - mean);
    }
    if (milestone->has_latest) {
        distance = fmax(distance, mean - milestone->latest - milestone->tolerance);
    }
    return distance > 0 ? distance / sqrt(sd * sd * (1 + 1 / n)) : moments.n > 0 ? 0 : AB_BEYOND;
}

/* ---- what is left ---- */

/* The values of a column over all draws, or the accepted ones; returns how many are not beyond, and
 * *beyond the others. */
static int gather(struct work *work, int column, bool accepted, int *beyond)
{
    int n = 0;
    *beyond = 0;
    for (int draw = 0; draw < work->answer->draws; draw++) {
        const double value = value_of(work, draw, column);
        if ((accepted && work->failures[draw] > 0) || isnan(value)) {
            continue;
        }
        if (ab_is_beyond(value)) {
            ++*beyond;
        } else {
            work->value[n++] = value;
        }
    }
    return n;
}

static struct ab_percentiles percentiles_of(struct work *work, int column, bool accepted)
{
    int beyond;
    const int n = gather(work, column, accepted, &beyond);
    const struct ab_percentiles none = {(double)NAN, (double)NAN, (double)NAN};
    const struct ab_percentiles all = {AB_BEYOND, AB_BEYOND, AB_BEYOND};
    return n > 0 ? ab_percentiles_of(work->value, n, beyond) : beyond > 0 ? all : none;
}

static struct ab_calibrated_value value_left(struct work *work, int column)
{
    return (struct ab_calibrated_value){percentiles_of(work, column, false),
                                        percentiles_of(work, column, true)};
}

static void judge_milestone(struct work *work, int number)
{
    struct ab_calibration *answer = work->answer;
    struct ab_calibrated_milestone *milestone = &answer->milestone[number];
    const struct ab_milestone *of = &work->scenario->milestone[number];
    int within = 0, after = 0;
    for (int draw = 0; draw < answer->draws; draw++) {
        const bool is_in = is_within(work, draw, number);
        within += is_in;
        after += is_in && work->failures[draw] == 0;
    }
    milestone->within = (double)within / answer->draws;
    milestone->within_after = answer->accepted > 0 ? (double)after / answer->accepted : (double)NAN;
    milestone->value = value_left(work, number);
    milestone->outcome = ab_milestone_outcome_of(of, milestone->value.before.p50);
    milestone->outcome_after = answer->accepted > 0
                                   ? ab_milestone_outcome_of(of, milestone->value.after.p50)
                                   : milestone->outcome;
    if (milestone->accepts) {
        milestone->implausible = implausible_of(work, number);
        leave_out(work, number);
    }
}

/* Fills in the quantiles of an input in all draws, or the accepted ones; returns how many. */
static int gather_input(const struct work *work, int input, bool accepted, double *quantile)
{
    const size_t inputs = (size_t)work->answer->inputs;
    int n = 0;
    for (int draw = 0; draw < work->answer->draws; draw++) {
        if (!accepted || work->failures[draw] == 0) {
            quantile[n++] = work->quantile[(size_t)draw * inputs + (size_t)input];
        }
    }
    return n;
}

static void tell_range(const struct ab_input *input, double *quantile, int n, double range[3])
{
    static const double at[3] = {0.05, 0.5, 0.95};
    gsl_sort(quantile, 1, (size_t)n);
    for (int i = 0; i < 3; i++) {
        range[i] =
            ab_input_at(input, gsl_stats_quantile_from_sorted_data(quantile, 1, (size_t)n, at[i]));
    }
}

static void judge_input(struct work *work, int number)
{
    const struct ab_input *of = &work->scenario->input[number];
    struct ab_calibrated_input *input = &work->answer->input[number];
    tell_range(of, work->value, gather_input(work, number, false, work->value), input->before);
    if (work->answer->accepted < AB_CALIBRATE_LEAST) {
        input->after[0] = input->after[1] = input->after[2] = (double)NAN;
        return;
    }
    tell_range(of, work->value, gather_input(work, number, true, work->value), input->after);
    input->is_narrowed =
        input->after[2] - input->after[0] < 0.9 * (input->before[2] - input->before[0]);
}

/* Correlations of ranks between inputs over the accepted draws: two that only one sum of is known. */
static enum ab_status correlate(struct work *work)
{
    struct ab_calibration *answer = work->answer;
    const size_t inputs = (size_t)answer->inputs, n = (size_t)answer->accepted;
    const bool enough = answer->accepted >= AB_CALIBRATE_LEAST;
    double *column = ab_memory_take(enough ? n * (inputs + 2) : 1, sizeof *column);
    if (column == NULL) {
        return ab_errors_out_of_memory(work->errors);
    }
    for (size_t i = 0; i < inputs * inputs; i++) {
        answer->correlation[i] = (double)NAN;
    }
    for (size_t i = 0; enough && i < inputs; i++) {
        (void)gather_input(work, (int)i, true, column + i * n);
        for (size_t k = 0; k <= i; k++) {
            const double found =
                gsl_stats_spearman(column + i * n, 1, column + k * n, 1, n, column + inputs * n);
            answer->correlation[i * inputs + k] = answer->correlation[k * inputs + i] = found;
        }
    }
    ab_memory_give(column);
    return AB_OK;
}

static enum ab_status conclude(struct work *work)
{
    struct ab_calibration *answer = work->answer;
    answer->excludes_most = AB_NOBODY;
    accept(work);
    int most = answer->accepted;
    for (int i = 0; i < answer->milestones; i++) {
        judge_milestone(work, i);
        if (answer->milestone[i].accepts && answer->milestone[i].accepted_without > most) {
            most = answer->milestone[i].accepted_without;
            answer->excludes_most = i;
        }
    }
    for (int i = 0; i < answer->measures; i++) {
        answer->measure[i] = value_left(work, answer->milestones + i);
    }
    for (int i = 0; i < answer->inputs; i++) {
        judge_input(work, i);
    }
    return correlate(work);
}

/* ---- the whole ---- */

static bool take_memory(struct work *work)
{
    struct ab_calibration *answer = work->answer;
    const size_t draws = (size_t)answer->draws, inputs = (size_t)answer->inputs;
    answer->input = ab_memory_take(inputs, sizeof *answer->input);
    answer->milestone = ab_memory_take((size_t)answer->milestones, sizeof *answer->milestone);
    answer->measure = ab_memory_take((size_t)answer->measures, sizeof *answer->measure);
    answer->correlation = ab_memory_take(inputs * inputs, sizeof *answer->correlation);
    work->cell = ab_memory_take(draws, sizeof *work->cell);
    work->quantile = ab_memory_take(draws, inputs * sizeof *work->quantile);
    work->value = ab_memory_take(draws, sizeof *work->value);
    work->failures = ab_memory_take(draws, sizeof *work->failures);
    return answer->input != NULL && answer->milestone != NULL && answer->measure != NULL &&
           answer->correlation != NULL && work->cell != NULL && work->quantile != NULL &&
           work->value != NULL && work->failures != NULL;
}

enum ab_status ab_calibrate_ask(struct ab_calibration *answer,
                                const struct ab_calibrate_question *question,
                                struct ab_errors *errors)
{
    const struct ab_scenario *scenario = ab_inquiry_scenario(question->inquiry);
    struct work work = {
        .question = question, .scenario = scenario, .answer = answer, .errors = errors};
    assert(scenario->input_count > 0 && question->draws > 0);
    *answer = (struct ab_calibration){.draws = question->draws,
                                      .inputs = scenario->input_count,
                                      .milestones = scenario->milestone_count,
                                      .measures = question->measures};
    enum ab_status status = AB_OK;
    if (!take_memory(&work)) {
        status = ab_errors_out_of_memory(errors);
    }
    for (int i = 0; i < answer->milestones && status == AB_OK; i++) {
        answer->milestone[i].accepts = ab_calibrate_accepts(&scenario->milestone[i]);
    }
    if (status == AB_OK) {
        status = make_draws(&work);
    }
    if (status == AB_OK) {
        status = conclude(&work);
    }
    ab_memory_give(work.failures);
    ab_memory_give(work.value);
    ab_memory_give(work.quantile);
    ab_memory_give(work.cell);
    if (status != AB_OK) {
        ab_calibration_clear(answer);
    }
    return status;
}

void ab_calibration_clear(struct ab_calibration *answer)
{
    ab_memory_give(answer->correlation);
    ab_memory_give(answer->measure);
    ab_memory_give(answer->milestone);
    ab_memory_give(answer->input);
    *answer = (struct ab_calibration){0};
}
