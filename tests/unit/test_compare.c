/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_compare.c - paired differences, and scenarios in lockstep. */
#include "base/memory.h"
#include "engine/stream.h"
#include "study/compare.h"
#include "support/kept.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

enum { TESTS = 21, REPLICATIONS = 40, SCENARIOS = 3 };

/* What all have, so that luck matters, and what the variants have instead. */
static const char *const common[] = {"contingent.rifles.people=1500",
                                     "aircraft.il-76.onload_time=exponential(1 h)",
                                     "fleet.north.number=4"};
static const char *const variants[] = {"fleet.north.number=3", "fleet.north.number=2"};
enum { COMMON = sizeof common / sizeof common[0] };

static struct ab_scenario *scenario[SCENARIOS];
static struct ab_study_options options;
static struct ab_comparison *comparison;
static atomic_bool stop_now;

static void setup(void)
{
    enter_folder();
    for (int i = 0; i < SCENARIOS; i++) {
        const char *set[COMMON + 1];
        memcpy(set, common, sizeof common);
        set[COMMON] = i > 0 ? variants[i - 1] : NULL;
        scenario[i] = load_good("good.ini", set, i > 0 ? COMMON + 1 : COMMON);
    }
    options = (struct ab_study_options){.replications = REPLICATIONS, .seed = 2, .threads = 1};
}

static void teardown(void)
{
    ab_comparison_destroy(comparison);
    comparison = NULL;
    stop_now = false;
    for (int i = 0; i < SCENARIOS; i++) {
        ab_scenario_destroy(scenario[i]);
    }
    leave_folder();
}

static enum ab_status compare(void)
{
    ab_comparison_destroy(comparison);
    comparison = NULL;
    return ab_compare_run(&comparison, (const struct ab_scenario *const *)scenario, SCENARIOS,
                          &options, &errors);
}

static int measure_of(const char *name)
{
    char known[128];
    for (int i = 0; i < ab_measure_count(scenario[0]); i++) {
        if (strcmp(ab_measure_name(scenario[0], i, known, sizeof known), name) == 0) {
            return i;
        }
    }
    ck_abort_msg("no measure %s", name);
    return -1;
}

/* ---- pairs ---- */

static const struct ab_pair_limit not_timed = {.hours = (double)NAN};

static struct ab_pair_limit up_to(double hours)
{
    return (struct ab_pair_limit){hours, true};
}

START_TEST(a_paired_interval_is_that_of_the_differences)
{
    const double before[] = {10, 20, 30, 40, 50}, after[] = {11, 22, 33, 44, (double)NAN};
    struct ab_pairs pairs = {0};
    for (int i = 0; i < 5; i++) {
        ab_pairs_add(&pairs, before[i], after[i], not_timed);
    }
    const struct ab_paired paired = ab_pairs_tell(&pairs);
    /* Differences 1 2 3 4: mean 2.5, sd sqrt(5/3), half width 3.18245 sd / 2 (t of 3, 97.5 %). */
    ck_assert_int_eq(paired.plain.difference.n, 4);
    ck_assert_double_eq_tol(paired.plain.base_mean, 25, 1e-12);
    ck_assert_double_eq_tol(paired.plain.mean, 27.5, 1e-12);
    ck_assert_double_eq_tol(paired.plain.difference.mean, 2.5, 1e-12);
    ck_assert_double_eq_tol(paired.plain.difference.sd, sqrt(5.0 / 3), 1e-12);
    ck_assert_double_eq_tol(paired.plain.difference.ci95_high,
                            2.5 + 3.182446305284263 * sqrt(5.0 / 3) / 2, 1e-9);
    ck_assert_double_eq(paired.plain.difference.min, 1);
    ck_assert_double_eq(paired.plain.difference.max, 4);
    ck_assert(paired.plain.resolved);
}
END_TEST

START_TEST(constants_have_exactly_their_mean)
{
    struct ab_pairs pairs = {0};
    for (int i = 0; i < 10; i++) {
        ab_pairs_add(&pairs, 0.1, 0.3, not_timed);
    }
    const struct ab_paired paired = ab_pairs_tell(&pairs);
    ck_assert_double_eq(paired.plain.base_mean, 0.1);
    ck_assert_double_eq(paired.plain.mean, 0.3);
    ck_assert_double_eq(paired.plain.difference.sd, 0);
}
END_TEST

/* Beyond is later than any hour; what one side was not followed up to is beyond for both. */
START_TEST(each_pair_is_won_by_one_side_or_is_a_draw)
{
    static const double before[] = {1, 2, 5, 3, 3, AB_BEYOND, 4, AB_BEYOND, 11, 11};
    static const double after[] = {2, 1, 4, 3, 3, 1, AB_BEYOND, AB_BEYOND, 12, 4};
    struct ab_pairs pairs = {0};
    for (int i = 0; i < 10; i++) {
        ab_pairs_add(&pairs, before[i], after[i], (struct ab_pair_limit){10, false});
    }
    const struct ab_wins wins = ab_pairs_tell(&pairs).wins;
    ck_assert_int_eq(wins.lower, 4);
    ck_assert_int_eq(wins.higher, 2);
    ck_assert_int_eq(wins.equal, 2);
    ck_assert_int_eq(wins.both_beyond, 2);
}
END_TEST

START_TEST(what_never_occurs_together_has_no_difference)
{
    struct ab_pairs pairs = {0};
    ab_pairs_add(&pairs, 1, (double)NAN, not_timed);
    ab_pairs_add(&pairs, (double)NAN, 1, not_timed);
    const struct ab_paired paired = ab_pairs_tell(&pairs);
    ck_assert_int_eq(paired.plain.difference.n, 0);
    ck_assert(isnan(paired.plain.base_mean) && isnan(paired.plain.mean) &&
              isnan(paired.plain.difference.mean));
    ck_assert(isnan(paired.plain.difference.min) && isnan(paired.plain.difference.max) &&
              !paired.plain.resolved);
}
END_TEST

START_TEST(last_digits_are_no_difference)
{
    struct ab_pairs pairs = {0};
    ab_pairs_add(&pairs, 3000, 3000 + 4e-10, not_timed);
    ab_pairs_add(&pairs, 3000, 3000, not_timed);
    const struct ab_paired paired = ab_pairs_tell(&pairs);
    ck_assert(paired.plain.difference.max == 0 && !paired.plain.resolved);
}
END_TEST

START_TEST(pairs_of_which_one_is_beyond_are_won_by_the_other)
{
    /* The variant is sooner in 3 (of these once alone there), later in 1, and in neither once. */
    const double before[] = {10, 20, AB_BEYOND, 30, AB_BEYOND};
    const double after[] = {9, 19, 23, AB_BEYOND, AB_BEYOND};
    struct ab_pairs pairs = {0};
    for (int i = 0; i < 5; i++) {
        ab_pairs_add(&pairs, before[i], after[i], up_to(40));
    }
    const struct ab_paired paired = ab_pairs_tell(&pairs);
    ck_assert(paired.n == 5 && paired.base_beyond == 2 && paired.beyond == 2);
    ck_assert(paired.wins.lower == 3 && paired.wins.higher == 1);
    ck_assert(paired.wins.equal == 0 && paired.wins.both_beyond == 1);
    ck_assert_double_eq_tol(paired.wins.p, 0.625, 1e-12); /* 2 (1 + 4) / 16 */
    /* No mean of all, and none of the first two pairs, which both finished. */
    ck_assert_int_eq(paired.plain.difference.n, 0);
    ck_assert(isnan(paired.plain.base_mean) && isnan(paired.plain.difference.mean));
    ck_assert(!paired.plain.resolved);
    /* Up to the horizon: 10 20 40 30 40 and 9 19 23 40 40. */
    ck_assert_double_eq_tol(paired.limited.base_mean, 28, 1e-12);
    ck_assert_double_eq_tol(paired.limited.mean, 26.2, 1e-12);
    ck_assert_double_eq_tol(paired.limited.difference.mean, -1.8, 1e-12);
    ck_assert_int_eq(paired.limited.difference.n, 5);
}
END_TEST

START_TEST(what_one_side_was_not_followed_up_to_is_won_by_nobody)
{
    struct ab_pairs pairs = {0};
    ab_pairs_add(&pairs, 30, AB_BEYOND,
                 up_to(24)); /* the variant ended at 24 h: it may come at 25 */
    const struct ab_paired paired = ab_pairs_tell(&pairs);
    ck_assert(paired.wins.higher == 0 && paired.wins.both_beyond == 1);
    ck_assert_double_eq(paired.limited.difference.mean, 0);
}
END_TEST

/* The base is never ordered home; the variant is, 10 h before both end. */
START_TEST(who_was_never_ordered_home_is_no_sooner_than_who_is_home)
{
    const struct ab_followed never = {
        .ordered = AB_TIME_NEVER, .followed = 30 * AB_HOUR, .horizon = 30 * AB_HOUR};
    const struct ab_followed ordered = {
        .ordered = 20 * AB_HOUR, .followed = 30 * AB_HOUR, .horizon = 30 * AB_HOUR};
    const double late = AB_BEYOND;
    struct ab_pairs pairs = {0};
    ab_pairs_add(&pairs, late, 4, ab_pairs_limit(AB_SINCE_ORDER, &never, &ordered, late, 4));
    ab_pairs_add(&pairs, 4, late, ab_pairs_limit(AB_SINCE_ORDER, &ordered, &never, 4, late));
    ab_pairs_add(&pairs, late, 12, ab_pairs_limit(AB_SINCE_ORDER, &never, &ordered, late, 12));
    ab_pairs_add(&pairs, late, late, ab_pairs_limit(AB_SINCE_ORDER, &never, &never, late, late));
    const struct ab_paired paired = ab_pairs_tell(&pairs);
    ck_assert(paired.of_time && paired.n == 4);
    ck_assert(paired.wins.lower == 1 && paired.wins.higher == 1 && paired.wins.both_beyond == 2);
    ck_assert_int_eq(paired.limited.difference.n, 0);
    ck_assert(isnan(paired.limited.base_mean) && isnan(paired.limited.difference.mean));
}
END_TEST

/* A lognormal closure of mean 60 h and sd 18 h; a variant that takes nine tenths; a horizon of 72 h. */
START_TEST(the_hours_up_to_the_horizon_have_the_difference_of_theory)
{
    enum { MANY = 40000 };
    const struct ab_luck luck = ab_stream_luck(5, 1);
    const uint64_t stream = ab_stream_id("test", "restricted");
    const double spread = sqrt(log(1 + 0.3 * 0.3)), middle = log(60) - spread * spread / 2;
    struct ab_pairs pairs = {0};
    for (uint32_t i = 0; i < MANY; i++) {
        const double base =
            gsl_cdf_lognormal_Pinv(ab_stream_uniform(&luck, stream, i), middle, spread);
        const double variant = 0.9 * base;
        ab_pairs_add(&pairs, base <= 72 ? base : AB_BEYOND, variant <= 72 ? variant : AB_BEYOND,
                     up_to(72));
    }
    const struct ab_paired paired = ab_pairs_tell(&pairs);
    ck_assert_double_eq_tol(1 - (double)paired.base_beyond / MANY, 0.7787, 0.007);
    ck_assert_double_eq_tol(1 - (double)paired.beyond / MANY, 0.8701, 0.006);
    const struct ab_summary by = paired.limited.difference;
    ck_assert_double_eq_tol(by.mean, -4.447, 4 * by.sd / sqrt(MANY));
    ck_assert_int_eq(paired.wins.higher, 0);
}
END_TEST

/* ---- comparisons ---- */

/* The replications of a scenario by itself. */
static struct kept study(int number)
{
    struct kept kept;
    struct ab_result *result;
    struct ab_study_options alone = options;
    kept_make(&kept, scenario[number], options.replications);
    alone.sink = kept_put;
    alone.sink_owner = &kept;
    (void)ab_study_run(&result, scenario[number], &alone, &errors);
    ck_assert_ptr_nonnull(result);
    ck_assert_uint_eq(result->hash, comparison->compared[number].hash);
    ck_assert_int_eq(result->failed, comparison->compared[number].failed);
    ab_result_destroy(result);
    return kept;
}

START_TEST(scenarios_in_lockstep_do_what_each_does_by_itself)
{
    ck_assert_int_eq(compare(), AB_OK);
    const int closure = measure_of("closure_h");
    struct kept base = study(0);
    for (int i = 1; i < SCENARIOS; i++) {
        struct kept other = study(i);
        double by[REPLICATIONS];
        for (int r = 0; r < REPLICATIONS; r++) {
            by[r] = other.row[r].measure[closure] - base.row[r].measure[closure];
        }
        const struct ab_summary expected = ab_summarise(by, REPLICATIONS, 1, by);
        const struct ab_summary found = comparison->compared[i].paired[closure].plain.difference;
        ck_assert_int_eq(found.n, expected.n);
        ck_assert_double_eq_tol(found.mean, expected.mean, 1e-12);
        ck_assert_double_eq_tol(found.ci95_low, expected.ci95_low, 1e-12);
        ck_assert_double_eq(found.min, expected.min);
        ck_assert_double_eq(found.max, expected.max);
        kept_clear(&other);
    }
    kept_clear(&base);
}
END_TEST

START_TEST(more_replications_take_no_more_memory)
{
    uint64_t taken[2];
    for (int i = 0; i < 2; i++) {
        const uint64_t before = ab_memory_count();
        options.replications = i == 0 ? REPLICATIONS : 5 * REPLICATIONS;
        ck_assert_int_eq(compare(), AB_OK);
        taken[i] = ab_memory_count() - before;
    }
    ck_assert_uint_eq(taken[0], taken[1]);
}
END_TEST

START_TEST(a_comparison_is_the_same_on_any_number_of_threads)
{
    ck_assert_int_eq(compare(), AB_OK);
    struct ab_comparison *const expected = comparison;
    for (options.threads = 2; options.threads <= 4; options.threads++) {
        comparison = NULL;
        ck_assert_int_eq(compare(), AB_OK);
        for (int i = 0; i < (SCENARIOS - 1) * comparison->measures; i++) {
            const int variant = 1 + i / comparison->measures, measure = i % comparison->measures;
            const struct ab_paired *a = &expected->compared[variant].paired[measure];
            const struct ab_paired *b = &comparison->compared[variant].paired[measure];
            ck_assert_mem_eq(&a->plain.base_mean, &b->plain.base_mean, sizeof a->plain.base_mean);
            ck_assert_mem_eq(&a->plain.mean, &b->plain.mean, sizeof a->plain.mean);
            ck_assert_int_eq(a->plain.difference.n, b->plain.difference.n);
            ck_assert_mem_eq(&a->plain.difference.mean, &b->plain.difference.mean,
                             9 * sizeof(double));
        }
        ab_comparison_destroy(comparison);
    }
    comparison = expected;
}
END_TEST

/* The longest side of the intervals of the differences of a measure. */
static double widest(int measure)
{
    double side = 0;
    for (int i = 1; i < SCENARIOS; i++) {
        const struct ab_summary *by = &comparison->compared[i].paired[measure].plain.difference;
        side = fmax(side, fmax(by->mean - by->ci95_low, by->ci95_high - by->mean));
    }
    return side;
}

START_TEST(replications_end_when_the_worst_variant_is_precise)
{
    const int closure = measure_of("closure_h");
    options.replications = 1000;
    ck_assert_int_eq(compare(), AB_OK);
    const struct ab_precision precision = {.measure = closure, .half = widest(closure)};
    ck_assert_double_gt(precision.half, 0);
    options.replications = 10000;
    options.until = &precision;
    options.precisions = 1;
    options.least = 300;
    options.threads = 3;
    ck_assert_int_eq(compare(), AB_OK);
    ck_assert(comparison->precise);
    ck_assert_double_le(widest(closure), precision.half);
    /* Not at the look before. */
    const int enough = comparison->replications;
    int before = options.least;
    while (before * 6 / 5 < enough) {
        before = before * 6 / 5;
    }
    ck_assert_int_eq(before * 6 / 5, enough);
    options.replications = before;
    ck_assert_int_eq(compare(), AB_OK);
    ck_assert(!comparison->precise);
    ck_assert_int_eq(comparison->shortfall.lack, AB_LACKS_PRECISION);
    ck_assert_double_gt(comparison->shortfall.side, precision.half);
}
END_TEST

START_TEST(a_percentage_is_one_of_the_mean_of_the_base)
{
    const int closure = measure_of("closure_h");
    const struct ab_precision precision = {.measure = closure, .half = 0.02, .of_mean = true};
    options.replications = 10000;
    options.until = &precision;
    options.precisions = 1;
    options.least = 300;
    ck_assert_int_eq(compare(), AB_OK);
    ck_assert(comparison->precise);
    ck_assert_double_le(widest(closure),
                        0.02 * comparison->compared[1].paired[closure].plain.base_mean);
}
END_TEST

START_TEST(what_a_variant_does_not_measure_cannot_be_precise_in_it)
{
    const struct ab_precision precision = {.measure = measure_of("closure_h.rifles"), .half = 1};
    options.until = &precision;
    options.precisions = 1;
    options.least = options.replications;
    char renamed[] = GOOD_SCENARIO;
    for (char *name; (name = strstr(renamed, "rifles")) != NULL;) {
        memcpy(name, "lances", 6);
    }
    write_text("renamed.ini", renamed);
    ab_scenario_destroy(scenario[2]);
    scenario[2] = load_good("renamed.ini", NULL, 0);
    ck_assert_int_eq(compare(), AB_BAD_SCENARIO);
    ck_assert_ptr_null(comparison);
    ck_assert_str_eq(errors.error[0].text, "--until: variant 2 has no measure closure_h.rifles");
}
END_TEST

static bool refuse_the_second_of_a_variant(void *owner, const struct ab_replication *replication)
{
    ++*(int *)owner;
    return replication->number < 2 || replication->scenario < 1;
}

START_TEST(a_sink_that_takes_no_more_stops_a_comparison)
{
    int told = 0;
    options.threads = 2;
    options.sink = refuse_the_second_of_a_variant;
    options.sink_owner = &told;
    ck_assert_int_eq(compare(), AB_IO_ERROR);
    ck_assert_ptr_null(comparison);
    ck_assert_int_eq(told, SCENARIOS + 2);
    ck_assert_int_eq(errors.count, 0); /* the reason is the sink's to tell */
}
END_TEST

/* Whichever side it is that is cut off at the horizon. */
START_TEST(where_one_side_does_not_end_no_difference_is_precise)
{
    static const char *const aircraft[2][SCENARIOS] = {{"5", "4", "2"}, {"2", "5", "4"}};
    const struct ab_precision precision = {.measure = measure_of("closure_h"), .half = 1000};
    options.until = &precision;
    options.precisions = 1;
    options.replications = options.least = 300;
    for (int row = 0; row < 2; row++) {
        for (int i = 0; i < SCENARIOS; i++) {
            char number[40];
            const char *set[] = {common[0], common[1], number, "scenario.horizon=36 h"};
            (void)snprintf(number, sizeof number, "fleet.north.number=%s", aircraft[row][i]);
            ab_scenario_destroy(scenario[i]);
            scenario[i] = load_good("good.ini", set, 4);
        }
        ck_assert_int_eq(compare(), AB_OK);
        ck_assert(!comparison->precise);
        ck_assert_int_eq(comparison->shortfall.lack, AB_LACKS_ENDS);
        ck_assert_int_eq(comparison->shortfall.variant, row == 0 ? 1 : 0);
        ck_assert_int_eq(comparison->shortfall.beyond, 300);
    }
}
END_TEST

static void stop_after_ten(void *owner, int done, int total)
{
    (void)owner;
    (void)total;
    stop_now = done >= 10;
}

START_TEST(a_comparison_that_is_interrupted_has_no_result)
{
    options.replications = 100000;
    options.interrupted = &stop_now;
    options.progress = stop_after_ten;
    ck_assert_int_eq(compare(), AB_INTERRUPTED);
    ck_assert_ptr_null(comparison);
    ck_assert_int_eq(errors.count, 0);
}
END_TEST

static void note_last(void *owner, int done, int total)
{
    int *last = owner;
    ck_assert_int_le(*last, done);
    ck_assert_int_eq(total, REPLICATIONS);
    *last = done;
}

START_TEST(progress_counts_replications_of_all_scenarios)
{
    int last = 0;
    options.progress = note_last;
    options.progress_owner = &last;
    options.threads = 2;
    ck_assert_int_eq(compare(), AB_OK);
    ck_assert_int_eq(last, REPLICATIONS);
}
END_TEST

START_TEST(any_allocation_may_fail)
{
    enum ab_status status = AB_IO_ERROR;
    uint64_t allocation = 0;
    options.replications = 3;
    options.threads = 2;
    while (status != AB_OK) {
        ab_errors_clear(&errors);
        ab_memory_fail_at(++allocation, _i == 1);
        status = compare();
        ab_memory_fail_after(0);
        ck_assert(status == AB_OK || status == AB_IO_ERROR);
        ck_assert_int_eq(comparison != NULL, status == AB_OK);
        ck_assert_int_eq(errors.count, status != AB_OK);
    }
    ck_assert_uint_gt(allocation, 20);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("compare");
    TCase *tests = tcase_create("compare");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_paired_interval_is_that_of_the_differences);
    tcase_add_test(tests, constants_have_exactly_their_mean);
    tcase_add_test(tests, each_pair_is_won_by_one_side_or_is_a_draw);
    tcase_add_test(tests, what_never_occurs_together_has_no_difference);
    tcase_add_test(tests, last_digits_are_no_difference);
    tcase_add_test(tests, pairs_of_which_one_is_beyond_are_won_by_the_other);
    tcase_add_test(tests, what_one_side_was_not_followed_up_to_is_won_by_nobody);
    tcase_add_test(tests, who_was_never_ordered_home_is_no_sooner_than_who_is_home);
    tcase_add_test(tests, the_hours_up_to_the_horizon_have_the_difference_of_theory);
    tcase_add_test(tests, more_replications_take_no_more_memory);
    tcase_add_test(tests, scenarios_in_lockstep_do_what_each_does_by_itself);
    tcase_add_test(tests, a_comparison_is_the_same_on_any_number_of_threads);
    tcase_add_test(tests, replications_end_when_the_worst_variant_is_precise);
    tcase_add_test(tests, a_percentage_is_one_of_the_mean_of_the_base);
    tcase_add_test(tests, what_a_variant_does_not_measure_cannot_be_precise_in_it);
    tcase_add_test(tests, a_sink_that_takes_no_more_stops_a_comparison);
    tcase_add_test(tests, where_one_side_does_not_end_no_difference_is_precise);
    tcase_add_test(tests, a_comparison_that_is_interrupted_has_no_result);
    tcase_add_test(tests, progress_counts_replications_of_all_scenarios);
    tcase_add_loop_test(tests, any_allocation_may_fail, 0, 2);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
