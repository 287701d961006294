/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_beyond.c - replications that have not finished count as later than all that have.
 *
 * With the same luck, a replication that is cut by its horizon is the same one up to there. So what
 * is right follows from the closures of a study with a horizon far behind all of them. */
#include "study/moments.h"
#include "support/replay.h"
#include "support/suite.h"

#include "study/study.h"
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>

#define HORIZON_INI "tests/oracles/horizon.ini"

enum { TESTS = 6, REPLICATIONS = 400 };

static double closure[REPLICATIONS]; /* sorted, of the study that is not cut */
static struct ab_scenario *scenario;
static struct ab_result *result;

static int measure_of(const char *name)
{
    char known[128];
    for (int i = 0; i < ab_measure_count(scenario); i++) {
        if (strcmp(ab_measure_name(scenario, i, known, sizeof known), name) == 0) {
            return i;
        }
    }
    ck_abort_msg("no measure %s", name);
    return -1;
}

static struct ab_summary summary_of(const char *name)
{
    return result->measure[measure_of(name)];
}

static bool keep_closure(void *owner, const struct ab_replication *replication)
{
    const int *measure = owner;
    closure[replication->number - 1] = replication->measure[*measure];
    return true;
}

static void forget(void)
{
    ab_result_destroy(result);
    ab_scenario_destroy(scenario);
    result = NULL;
    scenario = NULL;
}

/* Runs a study of the scenario with a horizon, as in "25 h". */
static void study(const char *horizon, int replications, bool keep)
{
    char set[64];
    struct ab_errors *errors = calloc(1, sizeof *errors);
    forget();
    (void)snprintf(set, sizeof set, "scenario.horizon=%s", horizon);
    scenario = replay_load(HORIZON_INI, REPLAY_SET(set));
    int measure = measure_of("closure_h");
    const struct ab_study_options options = {.replications = replications,
                                             .seed = 1,
                                             .sink = keep ? keep_closure : NULL,
                                             .sink_owner = &measure};
    const enum ab_status status = ab_study_run(&result, scenario, &options, errors);
    ck_assert(status == AB_OK || status == AB_FAILED);
    ck_assert_ptr_nonnull(result);
    free(errors);
}

static void setup(void)
{
    study("60 d", REPLICATIONS, true);
    gsl_sort(closure, 1, REPLICATIONS);
}

/* Horizons across the distribution; each cuts a part of it. */
static const double horizon[] = {23, 24, 24.5, 25, 26, 27, 28, 29};
enum { HORIZONS = sizeof horizon / sizeof horizon[0] };

static int cut_at(double hours)
{
    char text[32];
    int closed = 0;
    (void)snprintf(text, sizeof text, "%.1f h", hours);
    study(text, REPLICATIONS, false);
    while (closed < REPLICATIONS && closure[closed] <= hours) {
        closed++;
    }
    return closed;
}

/* What a percentile that lies between these two order statistics must be under a horizon. */
static void assert_cut(double found, double full, double upper, double hours)
{
    if (upper <= hours) {
        ck_assert_double_eq(found, full);
    } else {
        ck_assert(ab_is_beyond(found));
    }
}

START_TEST(percentiles_are_those_of_all_or_beyond)
{
    const struct ab_summary full = summary_of("closure_h");
    ck_assert_int_eq(full.beyond, 0);
    for (int i = 0; i < HORIZONS; i++) {
        const int closed = cut_at(horizon[i]);
        const struct ab_summary cut = summary_of("closure_h");
        ck_assert_int_eq(cut.n, REPLICATIONS);
        ck_assert_int_eq(cut.beyond, REPLICATIONS - closed);
        /* Positions 39.9, 199.5 and 359.1 of 0 to 399. */
        assert_cut(cut.p10, full.p10, closure[40], horizon[i]);
        assert_cut(cut.p50, full.p50, closure[200], horizon[i]);
        assert_cut(cut.p90, full.p90, closure[360], horizon[i]);
        ck_assert(closed == REPLICATIONS || (isnan(cut.mean) && isnan(cut.ci95_low)));
        ck_assert_int_eq(summary_of("closure_h.cargo").beyond, REPLICATIONS - closed);
        ck_assert_int_eq(result->closed, closed);
    }
}
END_TEST

START_TEST(the_share_closed_is_a_measure_with_the_limits_of_a_share)
{
    for (int i = 0; i < HORIZONS; i++) {
        double low, high;
        const int closed = cut_at(horizon[i]);
        const struct ab_summary share = summary_of("closed");
        ab_proportion_limits(closed, REPLICATIONS, &low, &high);
        ck_assert_int_eq(share.n, REPLICATIONS);
        ck_assert_double_eq_tol(share.mean, (double)closed / REPLICATIONS, 1e-12);
        ck_assert_double_eq_tol(share.ci95_low, low, 1e-12);
        ck_assert_double_eq_tol(share.ci95_high, high, 1e-12);
    }
}
END_TEST

START_TEST(a_milestone_that_was_not_reached_is_late_for_every_percentile)
{
    for (int i = 0; i < HORIZONS; i++) {
        const int closed = cut_at(horizon[i]);
        for (int m = 0; m < scenario->milestone_count; m++) {
            const struct ab_milestone_result found = result->milestone[m];
            ck_assert_int_eq(found.summary.n, REPLICATIONS);
            /* The last landing is not known before all have landed. */
            ck_assert_int_eq(found.summary.beyond, REPLICATIONS - closed);
            ck_assert(closed < REPLICATIONS / 2 ? found.verdict == AB_MISSING
                                                : found.verdict != AB_EARLY);
        }
    }
}
END_TEST

/* The same operation written down anew: 8 loads, 2 aircraft, whichever is free first. */
static double play(gsl_rng *random)
{
    double free_at[2] = {0, 0}, last = 0;
    for (int load = 0; load < 8; load++) {
        double *aircraft = &free_at[free_at[1] < free_at[0]];
        const double off = *aircraft + 0.5 + 2.5 * gsl_rng_uniform(random) + 3;
        *aircraft = off + 2;
        last = off > last ? off : last;
    }
    return last;
}

START_TEST(the_share_closed_is_that_of_theory)
{
    enum { PLAYS = 200000, MANY = 4000 };
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    int by_24 = 0;
    for (int i = 0; i < PLAYS; i++) {
        by_24 += play(random) <= 24;
    }
    gsl_rng_free(random);
    study("24 h", MANY, false);
    const struct ab_summary closed = summary_of("closed");
    ck_assert(closed.ci95_low < (double)by_24 / PLAYS && (double)by_24 / PLAYS < closed.ci95_high);
}
END_TEST

START_TEST(with_a_late_horizon_the_answer_is_that_of_theory)
{
    enum { MANY = 20000 }; /* a percentile then has an error of 0.01 to 0.02 h */
    study("60 d", MANY, false);
    const struct ab_summary full = summary_of("closure_h");
    ck_assert_double_eq_tol(full.p10, 24.29, 0.1);
    ck_assert_double_eq_tol(full.p50, 25.81, 0.1);
    ck_assert_double_eq_tol(full.p90, 27.36, 0.1);
}
END_TEST

START_TEST(what_a_scenario_has_not_is_not_beyond)
{
    study("24 h", 2, false);
    ck_assert_int_eq(summary_of("withdrawal_h").n, 0);
    ck_assert_int_eq(summary_of("working_use.away").n, 0);
    ck_assert_int_eq(result->home_h.n, 0);
    ck_assert_int_eq(summary_of("first_landing_h").beyond, 0);
    ck_assert_int_eq(summary_of("flying_hours").n, 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("beyond");
    TCase *tests = tcase_create("beyond");
    tcase_add_checked_fixture(tests, setup, forget);
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, percentiles_are_those_of_all_or_beyond);
    tcase_add_test(tests, the_share_closed_is_a_measure_with_the_limits_of_a_share);
    tcase_add_test(tests, a_milestone_that_was_not_reached_is_late_for_every_percentile);
    tcase_add_test(tests, the_share_closed_is_that_of_theory);
    tcase_add_test(tests, with_a_late_horizon_the_answer_is_that_of_theory);
    tcase_add_test(tests, what_a_scenario_has_not_is_not_beyond);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
