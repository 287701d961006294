/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* coverage.h - how often the intervals of --until hold the true mean.
 *
 * Replications are independent, so those of one long run stand for all there could be: its mean is
 * the truth, and a run of another seed is a drawing from it with replacement. What is drawn is given
 * to the very rule that --until follows. */
#ifndef TEST_COVERAGE_H
#define TEST_COVERAGE_H

#include "base/memory.h"
#include "engine/stream.h"
#include "study/compare.h"
#include "study/until.h"

#include <math.h>
#include <string.h>

/* The values of one measure in a long run, or by how much it differs in a variant. */
struct population {
    int measure, count;
    double *value;  /* [count] */
    double *before; /* [count], of the base; the value itself when there is no variant */
};

/* What came of so many runs under the rule. */
struct coverage {
    int runs, held, below, above; /* intervals with the truth in them, or all above or below it */
    double replications;          /* mean number */
};

static inline bool population_put(void *owner, const struct ab_replication *told)
{
    struct population *population = owner;
    const int i = told->number - 1;
    const double value = told->measure[population->measure];
    if (told->scenario == 0) {
        population->before[i] = population->value[i] = value;
        population->count = told->number;
    } else {
        population->value[i] = ab_pairs_difference(population->before[i], value);
    }
    return true;
}

static inline int population_measure(const struct ab_scenario *scenario, const char *name)
{
    char buffer[128];
    int i = 0;
    while (strcmp(ab_measure_name(scenario, i, buffer, sizeof buffer), name) != 0) {
        i++;
    }
    return i;
}

/* Simulates a measure of a scenario, or its difference in a variant unless that is NULL. False when
 * that failed. The caller clears the population in any case. */
static inline bool population_make(struct population *population,
                                   const struct ab_scenario *scenario,
                                   const struct ab_scenario *variant, const char *measure,
                                   int replications)
{
    static struct ab_errors errors;
    *population = (struct population){.measure = population_measure(scenario, measure)};
    population->value = ab_memory_take((size_t)replications, sizeof *population->value);
    population->before = ab_memory_take((size_t)replications, sizeof *population->before);
    const struct ab_study_options options = {
        .replications = replications, .seed = 1, .sink = population_put, .sink_owner = population};
    if (population->value == NULL || population->before == NULL) {
        return false;
    }
    if (variant == NULL) {
        struct ab_result *result;
        const enum ab_status status = ab_study_run(&result, scenario, &options, &errors);
        ab_result_destroy(result);
        return status == AB_OK;
    }
    const struct ab_scenario *const both[] = {scenario, variant};
    struct ab_comparison *comparison;
    const enum ab_status status = ab_compare_run(&comparison, both, 2, &options, &errors);
    ab_comparison_destroy(comparison);
    return status == AB_OK;
}

static inline void population_clear(struct population *population)
{
    ab_memory_give(population->value);
    ab_memory_give(population->before);
}

static inline double population_mean(const struct population *population)
{
    struct ab_moments moments = {0};
    for (int i = 0; i < population->count; i++) {
        ab_moments_add(&moments, population->value[i]);
    }
    return ab_moments_mean(&moments);
}

/* One run under the rule; false when memory is out. */
static inline bool coverage_run(struct coverage *coverage, const struct population *population,
                                const struct ab_study_options *options, double truth,
                                const struct ab_luck *luck)
{
    const uint64_t stream = ab_stream_id("test", "coverage");
    struct ab_until until;
    if (!ab_until_init(&until, options, 1)) {
        return false;
    }
    int n = 0;
    while (n < ab_until_wanted(&until, n)) {
        const double drawn = ab_stream_uniform(luck, stream, (uint32_t)n++);
        const int i = (int)(drawn * population->count);
        ab_until_look(&until, 0, 0, population->value[i], population->before[i]);
    }
    const struct ab_interval interval = ab_moments_interval(&until.watch[0].value, 0.05);
    coverage->runs++;
    coverage->below += truth < interval.low;
    coverage->above += truth > interval.high;
    coverage->held = coverage->runs - coverage->below - coverage->above;
    coverage->replications += (n - coverage->replications) / coverage->runs;
    ab_until_clear(&until);
    return true;
}

/* So many runs until the mean is known to `half`, or to that share of it. */
static inline struct coverage coverage_of(const struct population *population, double half,
                                          bool of_mean, int runs)
{
    const struct ab_precision precision = {.half = half, .of_mean = of_mean};
    const struct ab_study_options options = {
        .replications = 20000, .until = &precision, .precisions = 1, .least = AB_UNTIL_USUAL};
    struct coverage coverage = {0};
    const double truth = population_mean(population);
    bool good = true;
    while (good && coverage.runs < runs) {
        const struct ab_luck luck = ab_stream_luck(1, (uint32_t)coverage.runs + 1);
        good = coverage_run(&coverage, population, &options, truth, &luck);
    }
    return coverage;
}

#endif
