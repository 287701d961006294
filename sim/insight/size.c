/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* size.c - testing mixes, confirming the winner, and what lies around it. */
#include "insight/size.h"

#include "base/memory.h"
#include "study/moments.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* After how many replications a test looks, before the last; how sure it must be there, and at last. */
static const int looks[] = {30, 60, 100, 200, 300, 500};
enum { LOOKS = sizeof looks / sizeof looks[0] };
#define EARLY_ALPHA 0.005
/* So many at least tell what a mix reaches, for the front. */
enum { FRONT_RUNS = 300 };

struct size {
    const struct ab_size_question *question;
    struct ab_size_answer *answer;
    struct ab_errors *errors;
    enum ab_status status;
    int room;
    double *scratch; /* [most] */
};

bool ab_size_is_proved(int met, int n, double share, double alpha)
{
    return met > 0 && gsl_cdf_binomial_Q((unsigned)met - 1, share, (unsigned)n) <= alpha;
}

/* Whether they prove that fewer do. */
static bool is_disproved(int met, int n, double share, double alpha)
{
    return gsl_cdf_binomial_P((unsigned)met, share, (unsigned)n) <= alpha;
}

/* ---- mixes ---- */

static enum ab_status stop(struct size *size, enum ab_status status)
{
    if (size->status == AB_OK) {
        size->status = status;
    }
    return status;
}

/* The mix of these levels, which is added when it is not there; AB_NOBODY when there was a fault. */
static int take_mix(struct size *size, const int *level)
{
    const struct ab_size_question *question = size->question;
    struct ab_size_answer *answer = size->answer;
    const size_t length = (size_t)question->axes * sizeof *level;
    for (int i = 0; i < answer->mixes; i++) {
        if (memcmp(answer->mix[i].level, level, length) == 0) {
            return i;
        }
    }
    if (!AB_EXTEND(answer->mix, size->room, answer->mixes)) {
        (void)stop(size, ab_errors_out_of_memory(size->errors));
        return AB_NOBODY;
    }
    struct ab_size_mix *mix = &answer->mix[answer->mixes];
    struct ab_override override[AB_LATTICE_AXES_MAX];
    *mix = (struct ab_size_mix){.verdict = AB_SIZE_OPEN, .reached = (double)NAN};
    memcpy(mix->level, level, length);
    for (int i = 0; i < question->axes; i++) {
        const struct ab_size_axis *axis = &question->axis[i];
        override[i] = (struct ab_override){.key = axis->key, .value = axis->value[level[i]]};
        mix->price += axis->price[level[i]];
    }
    if (stop(size, ab_inquiry_point(question->inquiry, override, question->axes, &mix->point,
                                    size->errors)) != AB_OK) {
        return AB_NOBODY;
    }
    return answer->mixes++;
}

/* Whether a replication of a mix reaches all goals. */
static bool is_met(const struct size *size, const struct ab_size_mix *mix, int replication)
{
    for (int i = 0; i < size->question->goals; i++) {
        const double value = ab_inquiry_value(size->question->inquiry, mix->point, replication, i);
        if (!ab_goal_is_met(&size->question->goal[i], value)) {
            return false;
        }
    }
    return true;
}

/* Makes replications of a mix and counts those that reach the goals into *met. */
static bool make(struct size *size, const struct ab_size_mix *mix, int first, int last, int *met)
{
    struct ab_inquiry *inquiry = size->question->inquiry;
    if (stop(size, ab_inquiry_make(inquiry, &mix->point, 1, first, last, size->errors)) != AB_OK) {
        return false;
    }
    for (int i = first; i <= last; i++) {
        if (ab_inquiry_hash(inquiry, mix->point, i) == 0) {
            (void)stop(size, ab_errors_refuse(size->errors, "%s",
                                              ab_inquiry_reason(inquiry, mix->point, i)));
            return false;
        }
        *met += is_met(size, mix, i);
    }
    return true;
}

/* Brings a mix to n replications. */
static bool extend(struct size *size, int number, int n)
{
    struct ab_size_mix *mix = &size->answer->mix[number];
    if (!make(size, mix, mix->n + 1, n, &mix->met)) {
        return false;
    }
    mix->n = n;
    return true;
}

/* What is known of a mix at a look. */
static enum ab_size_verdict judge(const struct ab_size_question *question,
                                  const struct ab_size_mix *mix, bool last)
{
    if (ab_size_is_proved(mix->met, mix->n, question->share, last ? AB_SIZE_ALPHA : EARLY_ALPHA)) {
        return AB_SIZE_PASSES;
    }
    return last || is_disproved(mix->met, mix->n, question->share, EARLY_ALPHA) ? AB_SIZE_FAILS
                                                                                : AB_SIZE_OPEN;
}

/* Tests a mix until it is known whether it passes. */
static void test(struct size *size, int number)
{
    const struct ab_size_question *question = size->question;
    for (int i = 0; size->answer->mix[number].verdict == AB_SIZE_OPEN; i++) {
        const bool last = i >= LOOKS || looks[i] >= question->most;
        if (!extend(size, number, last ? question->most : looks[i])) {
            return;
        }
        struct ab_size_mix *mix = &size->answer->mix[number];
        mix->verdict = judge(question, mix, last);
    }
}

/* ---- the search ---- */

static enum ab_lattice_verdict tell(const struct size *size, bool passes)
{
    return size->status != AB_OK ? AB_LATTICE_STOPS : passes ? AB_LATTICE_PASSES : AB_LATTICE_FAILS;
}

static enum ab_lattice_verdict test_point(void *owner, const int *level)
{
    struct size *size = owner;
    const int number = take_mix(size, level);
    if (number != AB_NOBODY) {
        test(size, number);
    }
    return tell(size, number != AB_NOBODY && size->answer->mix[number].verdict == AB_SIZE_PASSES);
}

/* Each confirmation has luck of its own, behind that of the tests and of those before. */
static enum ab_lattice_verdict confirm_point(void *owner, const int *level)
{
    struct size *size = owner;
    const struct ab_size_question *question = size->question;
    struct ab_size_answer *answer = size->answer;
    const int number = take_mix(size, level);
    const int first = question->most + answer->unconfirmed * question->confirm + 1;
    int met = 0;
    if (number == AB_NOBODY ||
        !make(size, &answer->mix[number], first, first + question->confirm - 1, &met)) {
        return AB_LATTICE_STOPS;
    }
    answer->confirmed = question->confirm;
    answer->reached = met;
    ab_proportion_limits(met, question->confirm, &answer->low, &answer->high);
    const bool passes = ab_size_is_proved(met, question->confirm, question->share, AB_SIZE_ALPHA);
    answer->winner = passes ? number : AB_NOBODY;
    answer->mix[number].verdict = passes ? AB_SIZE_PASSES : AB_SIZE_UNCONFIRMED;
    answer->unconfirmed += !passes;
    return tell(size, passes);
}

static void search(struct size *size)
{
    const struct ab_size_question *question = size->question;
    int levels[AB_LATTICE_AXES_MAX];
    const double *price[AB_LATTICE_AXES_MAX];
    for (int i = 0; i < question->axes; i++) {
        levels[i] = question->axis[i].levels;
        price[i] = question->axis[i].price;
    }
    const struct ab_lattice lattice = {question->axes, levels,        price,
                                       test_point,     confirm_point, size};
    struct ab_lattice_answer found;
    size->answer->outcome = ab_lattice_search(&lattice, &found);
    if (size->answer->outcome == AB_LATTICE_NO_MEMORY) {
        (void)stop(size, ab_errors_out_of_memory(size->errors));
    }
}

/* ---- around the winner ---- */

/* The mix beside another on an axis, tested; AB_NOBODY: there is none. */
static int beside(struct size *size, const int *of, int axis, int step)
{
    int level[AB_LATTICE_AXES_MAX];
    memcpy(level, of, sizeof level);
    level[axis] += step;
    if (size->status != AB_OK || level[axis] < 0 ||
        level[axis] >= size->question->axis[axis].levels) {
        return AB_NOBODY;
    }
    const int number = take_mix(size, level);
    if (number != AB_NOBODY) {
        test(size, number);
    }
    return number;
}

static void look_around(struct size *size)
{
    struct ab_size_answer *answer = size->answer;
    int level[AB_LATTICE_AXES_MAX];
    memcpy(level, answer->mix[answer->winner].level, sizeof level);
    for (int axis = 0; axis < size->question->axes; axis++) {
        answer->less[axis] = beside(size, level, axis, -1);
        answer->more[axis] = beside(size, level, axis, 1);
    }
}

/* ---- cost against what is reached ---- */

/* The value that the share of a mix's replications reaches of the first goal. */
static double value_reached(struct size *size, const struct ab_size_mix *mix)
{
    const struct ab_size_question *question = size->question;
    const bool at_most = question->goal[0].at_most;
    int n = 0;
    for (int i = 1; i <= mix->n; i++) {
        const double value = ab_inquiry_value(question->inquiry, mix->point, i, 0);
        if (isnan(value)) {
            return (double)NAN;
        }
        size->scratch[n++] = at_most ? value : -value;
    }
    if (n == 0) { /* that it passes followed from others */
        return (double)NAN;
    }
    gsl_sort(size->scratch, 1, (size_t)n);
    const int rank = (int)ceil(question->share * n - 1e-9);
    assert(rank >= 1);
    return at_most ? size->scratch[rank - 1] : -size->scratch[rank - 1];
}

/* Cheaper first; of those that cost the same, those with less on the first axis in which they differ. */
static int compare_mixes(const void *a, const void *b)
{
    const struct ab_size_mix *left = a, *right = b;
    if (left->price != right->price) {
        return left->price < right->price ? -1 : 1;
    }
    for (int i = 0; i < AB_LATTICE_AXES_MAX; i++) {
        if (left->level[i] != right->level[i]) {
            return left->level[i] < right->level[i] ? -1 : 1;
        }
    }
    return 0;
}

/* Puts the mixes in order, and finds again those that have a number. */
static void sort_mixes(struct size *size)
{
    struct ab_size_answer *answer = size->answer;
    const int axes = size->question->axes, count = 1 + 2 * axes;
    assert(axes >= 0 && axes <= AB_LATTICE_AXES_MAX);
    int *number[1 + 2 * AB_LATTICE_AXES_MAX] = {&answer->winner};
    struct ab_size_mix mix[1 + 2 * AB_LATTICE_AXES_MAX];
    for (int i = 0; i < axes; i++) {
        number[1 + 2 * i] = &answer->less[i];
        number[2 + 2 * i] = &answer->more[i];
    }
    for (int i = 0; i < count; i++) {
        if (*number[i] != AB_NOBODY) {
            mix[i] = answer->mix[*number[i]];
        }
    }
    qsort(answer->mix, (size_t)answer->mixes, sizeof *answer->mix, compare_mixes);
    for (int i = 0; i < count; i++) {
        if (*number[i] != AB_NOBODY) {
            for (*number[i] = 0; compare_mixes(&mix[i], &answer->mix[*number[i]]) != 0;) {
                ++*number[i];
            }
        }
    }
}

/* Marks the mixes that are on the front, as far as is known. */
static void mark_front(struct size *size)
{
    struct ab_size_answer *answer = size->answer;
    const bool at_most = size->question->goal[0].at_most;
    double best = at_most ? AB_BEYOND : -AB_BEYOND;
    for (int i = 0; i < answer->mixes; i++) {
        struct ab_size_mix *mix = &answer->mix[i];
        mix->reached = value_reached(size, mix);
        mix->on_front = at_most ? mix->reached < best : mix->reached > best;
        best = mix->on_front ? mix->reached : best;
    }
}

/* Finds what the least price is for each value, of the mixes that were looked at: those on the front
 * are brought to enough replications, until none comes onto it with fewer. */
static void find_front(struct size *size)
{
    struct ab_size_answer *answer = size->answer;
    const int enough = size->question->most < FRONT_RUNS ? size->question->most : FRONT_RUNS;
    bool new = true;
    while (new && size->status == AB_OK) {
        new = false;
        mark_front(size);
        for (int i = 0; i < answer->mixes && size->status == AB_OK; i++) {
            if (answer->mix[i].on_front && answer->mix[i].n < enough) {
                new = extend(size, i, enough);
            }
        }
    }
}

enum ab_status ab_size_search(struct ab_size_answer *answer,
                              const struct ab_size_question *question, struct ab_errors *errors)
{
    struct size size = {.question = question, .answer = answer, .errors = errors};
    *answer = (struct ab_size_answer){.winner = AB_NOBODY};
    for (int i = 0; i < AB_LATTICE_AXES_MAX; i++) {
        answer->less[i] = answer->more[i] = AB_NOBODY;
    }
    size.scratch = ab_memory_take((size_t)question->most, sizeof *size.scratch);
    if (size.scratch == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    search(&size);
    if (answer->outcome == AB_LATTICE_FOUND && size.status == AB_OK) {
        look_around(&size);
    }
    if (size.status == AB_OK) {
        sort_mixes(&size);
        find_front(&size);
    }
    ab_memory_give(size.scratch);
    if (size.status != AB_OK) {
        ab_size_answer_clear(answer);
    }
    return size.status;
}

void ab_size_answer_clear(struct ab_size_answer *answer)
{
    ab_memory_give(answer->mix);
    *answer = (struct ab_size_answer){0};
}
