/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.c - paired differences. */
#include "study/compare.h"

#include "base/caseless.h"
#include "base/fold.h"
#include "base/memory.h"
#include "engine/simulation.h"
#include "study/executor.h"
#include "study/moments.h"
#include "study/until.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- pairs ---- */

double ab_pairs_difference(double before, double after)
{
    const double by = after - before;
    return isfinite(by) && fabs(by) <= 1e-12 * fmax(fabs(before), fabs(after)) ? 0 : by;
}

static void add_difference(struct ab_differences *differences, double before, double after)
{
    const double by = ab_pairs_difference(before, after);
    const bool first = differences->difference.n == 0;
    differences->min = first || by < differences->min ? by : differences->min;
    differences->max = first || by > differences->max ? by : differences->max;
    ab_moments_add(&differences->before, before);
    ab_moments_add(&differences->after, after);
    ab_moments_add(&differences->difference, by);
}

/* Notes who won. What one side was not followed up to is beyond for both. */
static void judge_pair(struct ab_pairs *pairs, double before, double after, double limit)
{
    const double by =
        ab_pairs_difference(before > limit ? AB_BEYOND : before, after > limit ? AB_BEYOND : after);
    pairs->both_beyond += isnan(by);
    pairs->equal += by == 0;
    pairs->lower += by < 0;
    pairs->higher += by > 0;
}

void ab_pairs_add(struct ab_pairs *pairs, double before, double after, struct ab_pair_limit limit)
{
    if (isnan(before) || isnan(after)) {
        pairs->only_before += !isnan(before);
        pairs->only_after += !isnan(after);
        return;
    }
    pairs->n++;
    pairs->before_beyond += ab_is_beyond(before);
    pairs->after_beyond += ab_is_beyond(after);
    pairs->timed += !isnan(limit.hours);
    judge_pair(pairs, before, after, limit.hours);
    if (isfinite(before) && isfinite(after)) {
        add_difference(&pairs->finished, before, after);
    }
    if (limit.common) {
        add_difference(&pairs->limited, fmin(before, limit.hours), fmin(after, limit.hours));
    }
}

/* Up to when a replication tells of a moment that is so many hours after another: to the horizon
 * when it came, else only as far as the replication went. */
static ab_time followed_until(const struct ab_followed *of, double hours)
{
    return ab_is_beyond(hours) ? of->followed : of->horizon;
}

enum ab_since ab_measure_since(const char *measure)
{
    return ab_measure_is_since_request(measure) ? AB_SINCE_REQUEST
           : ab_measure_is_since_order(measure) ? AB_SINCE_ORDER
                                                : AB_SINCE_NOTHING;
}

struct ab_pair_limit ab_pairs_limit(enum ab_since since, const struct ab_followed *before_of,
                                    const struct ab_followed *after_of, double before, double after)
{
    if (since == AB_SINCE_NOTHING) {
        return (struct ab_pair_limit){.hours = (double)NAN};
    }
    const ab_time before_end = followed_until(before_of, before);
    const ab_time after_end = followed_until(after_of, after);
    const ab_time end = before_end < after_end ? before_end : after_end;
    const bool of_order = since == AB_SINCE_ORDER;
    const ab_time first = of_order ? before_of->ordered : before_of->request;
    const ab_time second = of_order ? after_of->ordered : after_of->request;
    const bool common = first != AB_TIME_NEVER && second != AB_TIME_NEVER;
    const ab_time from = common ? ab_time_later(first, second)
                                : ab_time_earlier(first, second); /* the one there is */
    return (struct ab_pair_limit){from < end ? ab_time_hours(end - from) : 0, common};
}

static struct ab_contrast contrast_of(const struct ab_differences *differences)
{
    const struct ab_moments *by = &differences->difference;
    const double none = (double)NAN;
    const double mean = ab_moments_mean(by), sd = ab_moments_sd(by);
    const struct ab_interval interval =
        by->n > 1 ? ab_moments_interval(by, 0.05) : (struct ab_interval){none, none};
    return (struct ab_contrast){
        .base_mean = ab_moments_mean(&differences->before),
        .mean = ab_moments_mean(&differences->after),
        .difference = {.n = (int)by->n,
                       .mean = mean,
                       .sd = sd,
                       .ci95_low = interval.low,
                       .ci95_high = interval.high,
                       .min = by->n > 0 ? differences->min : none,
                       .p10 = none,
                       .p50 = none,
                       .p90 = none,
                       .max = by->n > 0 ? differences->max : none,
                       .mean_of_finished = mean},
        .resolved = interval.low > 0 || interval.high < 0,
    };
}

struct ab_paired ab_pairs_tell(const struct ab_pairs *pairs)
{
    static const struct ab_differences none;
    const bool finished = pairs->before_beyond + pairs->after_beyond == 0;
    return (struct ab_paired){
        .known = true,
        .of_time = pairs->timed > 0,
        .n = pairs->n,
        .only_base = pairs->only_before,
        .only_variant = pairs->only_after,
        .base_beyond = pairs->before_beyond,
        .beyond = pairs->after_beyond,
        .plain = contrast_of(finished ? &pairs->finished : &none),
        .wins = {.lower = pairs->lower,
                 .higher = pairs->higher,
                 .equal = pairs->equal,
                 .both_beyond = pairs->both_beyond,
                 .p = ab_proportion_sign_test(pairs->lower, pairs->higher)},
        .limited = contrast_of(&pairs->limited),
    };
}

/* ---- replication by replication ---- */

/* A measure of the base in a variant. */
struct pairing {
    int column; /* of it in the variant, or AB_NOBODY */
    enum ab_since since;
    struct ab_pairs pairs;
};

struct compare {
    const struct ab_study_options *options;
    struct ab_comparison *comparison;
    double *base;                       /* [measures] of the replication whose variants come next */
    struct ab_run_outcome base_outcome; /* of it */
    struct pairing *pairing;            /* [scenarios - 1][measures] */
    struct ab_until until;
    int wanted; /* replications, as far as is known */
    int before; /* replications that are left out before the first */
};

/* The measure of that name, or AB_NOBODY. *next is where to look first, and the measure behind: most
 * come in the same order. */
static int find_measure(const struct ab_scenario *scenario, const char *name, int *next)
{
    const int measures = ab_measure_count(scenario);
    char buffer[128];
    for (int tried = 0; tried < measures; tried++) {
        const int measure = (*next + tried) % measures;
        if (ab_caseless_equal(ab_measure_name(scenario, measure, buffer, sizeof buffer), name)) {
            *next = measure + 1;
            return measure;
        }
    }
    return AB_NOBODY;
}

static struct pairing *pairings_of(struct compare *compare, int scenario)
{
    return compare->pairing + (size_t)(scenario - 1) * (size_t)compare->comparison->measures;
}

static struct ab_followed followed_of(const struct ab_scenario *scenario,
                                      const struct ab_run_outcome *outcome)
{
    return (struct ab_followed){outcome->request, outcome->ordered, outcome->followed,
                                scenario->general.horizon};
}

/* Adds a replication of a variant. */
static void add_pairs(struct compare *compare, const struct ab_replication *replication)
{
    const struct ab_compared *compared = compare->comparison->compared;
    const struct ab_followed base = followed_of(compared[0].scenario, &compare->base_outcome);
    const struct ab_followed own =
        followed_of(compared[replication->scenario].scenario, &replication->outcome);
    struct pairing *pairing = pairings_of(compare, replication->scenario);
    for (int i = 0; i < compare->comparison->measures; i++) {
        if (pairing[i].column != AB_NOBODY) {
            const double before = compare->base[i], after = replication->measure[pairing[i].column];
            ab_pairs_add(&pairing[i].pairs, before, after,
                         ab_pairs_limit(pairing[i].since, &base, &own, before, after));
        }
    }
}

static void look_at_precisions(struct compare *compare, int scenario, const double *measure)
{
    const struct pairing *pairing = pairings_of(compare, scenario);
    for (int i = 0; i < compare->options->precisions; i++) {
        const int wanted = compare->options->until[i].measure;
        const double before = compare->base[wanted], after = measure[pairing[wanted].column];
        const bool ended = !ab_is_beyond(before) && !ab_is_beyond(after);
        ab_until_look(&compare->until, scenario - 1, i,
                      ended ? ab_pairs_difference(before, after) : AB_BEYOND, before);
    }
}

static int take(void *owner, const struct ab_replication *replication)
{
    struct compare *compare = owner;
    struct ab_comparison *comparison = compare->comparison;
    const int scenario = replication->scenario;
    struct ab_compared *compared = &comparison->compared[scenario];
    const struct ab_study_options *options = compare->options;
    const struct ab_run_outcome *outcome = &replication->outcome;
    if (options->sink != NULL && !options->sink(options->sink_owner, replication)) {
        return -1;
    }
    compared->broken_off +=
        !outcome->complete && outcome->followed < compared->scenario->general.horizon;
    if (!outcome->complete && compared->failed++ == 0) {
        compared->first_failed = replication->number;
        (void)snprintf(compared->reason, sizeof compared->reason, "%s", outcome->reason);
    }
    compared->hash = ab_fold_pair(compared->hash, (uint64_t)replication->number, outcome->hash);
    if (scenario == 0) {
        memcpy(compare->base, replication->measure,
               (size_t)comparison->measures * sizeof *compare->base);
        compare->base_outcome = *outcome;
        return compare->wanted;
    }
    add_pairs(compare, replication);
    look_at_precisions(compare, scenario, replication->measure);
    comparison->replications = replication->number - compare->before;
    if (scenario + 1 == comparison->scenarios) {
        compare->wanted = ab_until_wanted(&compare->until, replication->number);
    }
    return compare->wanted;
}

/* ---- the whole ---- */

static void finish(struct compare *compare, int threads)
{
    struct ab_comparison *comparison = compare->comparison;
    for (int scenario = 1; scenario < comparison->scenarios; scenario++) {
        struct pairing *pairing = pairings_of(compare, scenario);
        for (int i = 0; i < comparison->measures; i++) {
            if (pairing[i].column != AB_NOBODY) {
                comparison->compared[scenario].paired[i] = ab_pairs_tell(&pairing[i].pairs);
            }
        }
    }
    comparison->threads = threads;
    comparison->precise = compare->until.reached;
    comparison->shortfall = compare->until.shortfall;
}

/* Finds the base's measures in the variants. Those that are to be precise must be there. */
static enum ab_status match_measures(struct compare *compare, struct ab_errors *errors)
{
    const struct ab_comparison *comparison = compare->comparison;
    const struct ab_scenario *base = comparison->compared[0].scenario;
    for (int scenario = 1; scenario < comparison->scenarios; scenario++) {
        struct pairing *pairing = pairings_of(compare, scenario);
        for (int i = 0, next = 0; i < comparison->measures; i++) {
            char buffer[128];
            const char *name = ab_measure_name(base, i, buffer, sizeof buffer);
            pairing[i].column = find_measure(comparison->compared[scenario].scenario, name, &next);
            pairing[i].since = ab_measure_since(name);
        }
    }
    for (int i = 0; i < compare->options->precisions; i++) {
        const int wanted = compare->options->until[i].measure;
        for (int scenario = 1; scenario < comparison->scenarios; scenario++) {
            if (pairings_of(compare, scenario)[wanted].column == AB_NOBODY) {
                char buffer[128];
                return ab_errors_refuse(errors, "--until: variant %d has no measure %s", scenario,
                                        ab_measure_name(base, wanted, buffer, sizeof buffer));
            }
        }
    }
    return AB_OK;
}

static struct ab_comparison *create(const struct ab_scenario *const *scenario, int scenarios)
{
    struct ab_comparison *comparison = ab_memory_take(1, sizeof *comparison);
    if (comparison == NULL) {
        return NULL;
    }
    comparison->measures = ab_measure_count(scenario[0]);
    comparison->scenarios = scenarios;
    comparison->compared = ab_memory_take((size_t)scenarios, sizeof *comparison->compared);
    bool good = comparison->compared != NULL;
    for (int i = 0; good && i < scenarios; i++) {
        struct ab_compared *compared = &comparison->compared[i];
        compared->scenario = scenario[i];
        if (i > 0) {
            compared->paired =
                ab_memory_take((size_t)comparison->measures, sizeof *compared->paired);
            good = compared->paired != NULL;
        }
    }
    if (!good) {
        ab_comparison_destroy(comparison);
        return NULL;
    }
    return comparison;
}

void ab_comparison_destroy(struct ab_comparison *comparison)
{
    if (comparison == NULL) {
        return;
    }
    for (int i = 0; comparison->compared != NULL && i < comparison->scenarios; i++) {
        ab_memory_give(comparison->compared[i].paired);
    }
    ab_memory_give(comparison->compared);
    ab_memory_give(comparison);
}

static bool take_room(struct compare *compare, const struct ab_scenario *const *scenario,
                      int scenarios)
{
    compare->comparison = create(scenario, scenarios);
    const bool until = ab_until_init(&compare->until, compare->options, scenarios - 1);
    compare->until.of_differences = true;
    if (compare->comparison == NULL || !until) {
        return false;
    }
    const size_t measures = (size_t)compare->comparison->measures;
    compare->base = ab_memory_take(measures, sizeof *compare->base);
    compare->pairing = ab_memory_take((size_t)(scenarios - 1) * measures, sizeof *compare->pairing);
    return compare->base != NULL && compare->pairing != NULL;
}

static void give_room(struct compare *compare)
{
    ab_memory_give(compare->pairing);
    ab_memory_give(compare->base);
    ab_until_clear(&compare->until);
    ab_comparison_destroy(compare->comparison);
}

static enum ab_status run(struct compare *compare, const struct ab_scenario *const *scenario,
                          struct ab_errors *errors)
{
    const int scenarios = compare->comparison->scenarios;
    struct ab_journal_head head;
    struct ab_journal_source *source = ab_memory_take((size_t)scenarios, sizeof *source);
    if (source == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (int i = 0; i < scenarios; i++) {
        source[i].name = "";
    }
    ab_study_describe(&head, source, scenario, scenarios, compare->options);
    const struct ab_plan plan = {
        .head = &head, .scenario = scenario, .draws = head.drawn, .owner = compare, .take = take};
    int threads;
    enum ab_status status = match_measures(compare, errors);
    if (status == AB_OK) {
        status =
            ab_plan_execute(&plan, compare->options, compare->options->ledger, &threads, errors);
    }
    if (status == AB_OK) {
        finish(compare, threads);
    }
    ab_memory_give(source);
    return status;
}

enum ab_status ab_compare_run(struct ab_comparison **comparison,
                              const struct ab_scenario *const *scenario, int scenarios,
                              const struct ab_study_options *options, struct ab_errors *errors)
{
    assert(scenarios >= 2 && options->trace == 0);
    struct compare compare = {.options = options,
                              .wanted = options->replications,
                              .before = options->only > 0 ? options->only - 1 : 0};
    *comparison = NULL;
    enum ab_status status = ab_study_check(options, errors);
    if (status != AB_OK) {
        return status;
    }
    status = take_room(&compare, scenario, scenarios) ? run(&compare, scenario, errors)
                                                      : ab_errors_out_of_memory(errors);
    if (status == AB_OK) {
        *comparison = compare.comparison;
        (*comparison)->seed = options->seed;
        (*comparison)->before = compare.before;
        compare.comparison = NULL;
    }
    give_room(&compare);
    return status;
}
