/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_until.c - when to stop replicating: the interval of a mean, the looks, and how often the
 * interval of a run that stopped holds the truth. */
#include "bench/coverage.h"
#include "support/suite.h"

#include <check.h>
#include <gsl/gsl_cdf.h>

enum { TESTS = 16 };

/* ---- the interval ---- */

static struct ab_student cache;
static const double skewed[] = {1, 2, 3, 4, 10};

static struct ab_moments moments_of(const double *value, int count, double offset)
{
    struct ab_moments moments = {0};
    for (int i = 0; i < count; i++) {
        ab_moments_add(&moments, value[i] + offset);
    }
    return moments;
}

START_TEST(five_numbers_have_the_interval_that_was_worked_out_elsewhere)
{
    double scratch[5];
    const struct ab_moments moments = moments_of(skewed, 5, 0);
    ck_assert_double_eq_tol(ab_moments_sd(&moments), 3.535534, 5e-7);
    ck_assert_double_eq_tol(ab_moments_skewness(&moments), 1.138420, 5e-7);
    const struct ab_interval wide = ab_moments_interval(&moments, 0.05);
    ck_assert_double_eq_tol(wide.low, -0.38994, 1e-5);  /* Student's: Hall's would be 0.89441 */
    ck_assert_double_eq_tol(wide.high, 20.49206, 5e-6); /* Hall's */
    const struct ab_interval student =
        ab_mean_interval(4, ab_moments_sd(&moments), 0, 5, 0.05, &cache);
    ck_assert_double_eq_tol(student.low, -0.38994, 1e-5);
    ck_assert_double_eq_tol(student.high, 8.38994, 1e-5);
    const struct ab_interval wider =
        ab_mean_interval(4, ab_moments_sd(&moments), 0, 5, 0.01, &cache);
    ck_assert_double_eq_tol(wider.high - 4, /* t of 4 degrees of freedom is 2.7764 and 4.6041 */
                            (student.high - 4) * 4.604095 / 2.776445, 1e-5);
    const struct ab_summary summary = ab_summarise(skewed, 5, 1, scratch);
    ck_assert_double_eq_tol(summary.ci95_low, wide.low, 1e-12);
    ck_assert_double_eq_tol(summary.ci95_high, wide.high, 1e-12);
    ck_assert_double_eq(ab_interval_side(&wide, 4), wide.high - 4);
}
END_TEST

START_TEST(a_large_offset_costs_the_skewness_no_precision)
{
    const struct ab_moments moments = moments_of(skewed, 5, 1e12);
    ck_assert_double_eq_tol(ab_moments_skewness(&moments), 1.138420, 5e-7);
}
END_TEST

START_TEST(a_mirrored_sample_has_the_mirrored_interval)
{
    double mirrored[5];
    for (int i = 0; i < 5; i++) {
        mirrored[i] = -skewed[i];
    }
    const struct ab_moments moments = moments_of(skewed, 5, 0), other = moments_of(mirrored, 5, 0);
    const struct ab_interval a = ab_moments_interval(&moments, 0.05);
    const struct ab_interval b = ab_moments_interval(&other, 0.05);
    ck_assert_double_eq_tol(a.low, -b.high, 1e-12);
    ck_assert_double_eq_tol(a.high, -b.low, 1e-12);
}
END_TEST

START_TEST(little_skewness_hardly_moves_the_interval_and_none_not_at_all)
{
    const double t = gsl_cdf_tdist_Pinv(0.975, 99) / 10;
    for (double skewness = 1e-3; skewness > 1e-20; skewness /= 10) {
        const struct ab_interval interval = ab_mean_interval(0, 1, skewness, 100, 0.05, &cache);
        ck_assert_double_eq_tol(interval.low, -t, skewness + 1e-15);
        ck_assert_double_eq_tol(interval.high, t, skewness + 1e-15);
    }
    const struct ab_interval interval = ab_mean_interval(0, 1, 0, 100, 0.05, &cache);
    ck_assert_double_eq_tol(interval.high, t, 1e-15);
    ck_assert_double_eq(interval.low, -interval.high);
}
END_TEST

/* How likely it is to see so many, which come as rarely as in many replications. */
static double poisson(double mean, int count)
{
    return exp(-mean + count * log(mean) - lgamma(count + 1));
}

/* Of many replications under the same luck most are the same, and few are better or worse by the same, as
 * often the one as the other: the difference is 0, and is told to be another in no more than one of
 * twenty. */
START_TEST(differences_that_are_rare_are_not_told_to_be_all_one_way)
{
    enum { ALL = 300, RARE = 30 }; /* no more are rare */
    for (double mean = 0.5; mean < 10; mean *= 1.25) {
        double misses = 0;
        for (int k = 1; k < RARE; k++) {
            for (int better = 0; better <= k; better++) {
                struct ab_moments moments = {0};
                for (int i = 0; i < ALL; i++) {
                    ab_moments_add(&moments, i >= k ? 0 : i < better ? 1 : -1);
                }
                const struct ab_interval interval = ab_moments_interval(&moments, 0.05);
                misses += interval.low > 0 || interval.high < 0
                              ? poisson(mean / 2, better) * poisson(mean / 2, k - better)
                              : 0;
            }
        }
        ck_assert_double_le(misses, 0.055);
    }
}
END_TEST

/* ---- the looks ---- */

static struct ab_precision precision[2];
static struct ab_study_options options;

static void setup(void)
{
    precision[0] = precision[1] = (struct ab_precision){.half = 0.1};
    options = (struct ab_study_options){
        .replications = 20000, .until = precision, .precisions = 1, .least = 1000};
}

/* Values that come in turn, a period of them, until the rule ends; how many came. */
static int replicate(struct ab_until *until, const double *value, int period)
{
    int n = 0;
    ck_assert(ab_until_init(until, &options, 1));
    while (n < ab_until_wanted(until, n)) {
        for (int i = 0; i < options.precisions; i++) {
            ab_until_look(until, 0, i, value[n % period], value[n % period]);
        }
        n++;
    }
    return n;
}

static int count_until(const double *value, int period, struct ab_shortfall *shortfall)
{
    struct ab_until until;
    const int n = replicate(&until, value, period);
    *shortfall = until.shortfall;
    ck_assert_int_eq(until.reached, shortfall->lack == AB_LACKS_NOTHING);
    ab_until_clear(&until);
    return n;
}

/* Half of them 0 and half 2: mean 1, sd 1, no skewness. */
static const double coin[] = {0, 2};

START_TEST(looks_come_after_a_thousand_and_then_6_fifths_as_many)
{
    struct ab_shortfall shortfall;
    const int look[] = {1000, 1200, 1440, 1728, 2073, 2487, 2984};
    for (int i = 0; i < 7; i++) {
        /* What is known after look i, and hardly less. */
        precision[0].half = 1.0001 * gsl_cdf_tdist_Pinv(0.975, look[i] - 1) / sqrt(look[i] - 1);
        ck_assert_int_eq(count_until(coin, 2, &shortfall), look[i]);
        ck_assert_double_le(shortfall.side, precision[0].half);
    }
}
END_TEST

START_TEST(the_last_look_is_at_the_most)
{
    struct ab_shortfall shortfall;
    options.replications = 1300;
    precision[0].half = 1.0001 * gsl_cdf_tdist_Pinv(0.975, 1299) / sqrt(1299);
    ck_assert_int_eq(count_until(coin, 2, &shortfall), 1300);
    ck_assert_int_eq(shortfall.lack, AB_LACKS_NOTHING);
    precision[0].half = 0.01;
    ck_assert_int_eq(count_until(coin, 2, &shortfall), 1300);
    ck_assert_int_eq(shortfall.lack, AB_LACKS_PRECISION);
}
END_TEST

START_TEST(fewer_than_300_values_tell_nothing)
{
    struct ab_shortfall shortfall;
    precision[0].half = 100;
    options.least = 300;
    ck_assert_int_eq(count_until(coin, 2, &shortfall), 300);
    options.replications = options.least = 299;
    ck_assert_int_eq(count_until(coin, 2, &shortfall), 299);
    ck_assert_int_eq(shortfall.lack, AB_LACKS_VALUES);
    ck_assert_int_eq(shortfall.values, 299);
    /* Nor do a thousand replications of which a fifth has a value. */
    const double seldom[] = {0,           (double)NAN, (double)NAN, 2,           (double)NAN,
                             (double)NAN, (double)NAN, (double)NAN, (double)NAN, (double)NAN};
    options.least = 1000;
    options.replications = 20000;
    ck_assert_int_eq(count_until(seldom, 10, &shortfall), 1728);
}
END_TEST

START_TEST(without_spread_nothing_is_known_before_the_most)
{
    struct ab_shortfall shortfall;
    const double constant[] = {22}, rounded[] = {0.3, 0.1 + 0.2};
    ck_assert_int_eq(count_until(constant, 1, &shortfall), 20000);
    ck_assert_int_eq(shortfall.lack, AB_LACKS_SPREAD);
    ck_assert_int_eq(count_until(rounded, 2, &shortfall), 20000);
    ck_assert_int_eq(shortfall.lack, AB_LACKS_SPREAD);
}
END_TEST

START_TEST(survivors_are_not_all)
{
    struct ab_shortfall shortfall;
    const double cut_off[] = {0, 2, 0, AB_BEYOND};
    precision[0].half = 100;
    ck_assert_int_eq(count_until(cut_off, 4, &shortfall), 20000);
    ck_assert_int_eq(shortfall.lack, AB_LACKS_ENDS);
    ck_assert_int_eq(shortfall.beyond, 5000);
}
END_TEST

START_TEST(each_of_several_means_has_a_level_that_lets_all_hold)
{
    struct ab_shortfall shortfall;
    options.precisions = 2;
    const double single = gsl_cdf_tdist_Pinv(0.975, 999) / sqrt(999);
    const double both = gsl_cdf_tdist_Pinv(0.9875, 999) / sqrt(999);
    precision[0].half = precision[1].half = 1.0001 * both;
    ck_assert_int_eq(count_until(coin, 2, &shortfall), 1000);
    precision[1].half = 1.0001 * single;
    ck_assert_int_gt(count_until(coin, 2, &shortfall), 1000);
}
END_TEST

START_TEST(a_share_is_one_of_the_true_mean)
{
    struct ab_shortfall shortfall;
    const double known = 1.0001 * gsl_cdf_tdist_Pinv(0.975, 999) / sqrt(999);
    precision[0].of_mean = true;
    precision[0].half = known / (1 - known); /* known = c / (1 + c), the mean found being 1 */
    ck_assert_int_eq(count_until(coin, 2, &shortfall), 1000);
    precision[0].half = known;
    ck_assert_int_gt(count_until(coin, 2, &shortfall), 1000);
}
END_TEST

/* The limits of a share are a little longer than those of a mean: 500 of 1,000 is 46.9 to 53.1 %. */
START_TEST(a_yes_or_no_is_known_as_well_as_is_told)
{
    struct ab_shortfall shortfall;
    const double even[] = {0, 1};
    double low, high;
    ab_proportion_limits(500, 1000, &low, &high);
    precision[0].half = high - 0.5 - 1e-6;
    ck_assert_int_eq(count_until(even, 2, &shortfall), 1000);
    precision[0].is_share = true;
    ck_assert_int_eq(count_until(even, 2, &shortfall), 1200);
    precision[0].half = high - 0.5 + 1e-6;
    ck_assert_int_eq(count_until(even, 2, &shortfall), 1000);
}
END_TEST

START_TEST(of_a_mean_of_zero_no_share_is_known)
{
    struct ab_shortfall shortfall;
    const double even[] = {-1, 1};
    precision[0].of_mean = true;
    precision[0].half = 100;
    ck_assert_int_eq(count_until(even, 2, &shortfall), 20000);
    ck_assert_int_eq(shortfall.lack, AB_LACKS_PRECISION);
}
END_TEST

/* ---- the truth ---- */

/* Two aircraft and eight loads; one departure in a thousand is repaired for two days, so that one
 * closure in 65 is two days later than all others. In a variant, repair at home takes half as
 * long. */
static struct ab_scenario *load(const char *home)
{
    const char *const set[] = {"aircraft.transport.departure_reliability=0.999", home,
                               "aircraft.transport.repair_away=48 h"};
    static struct ab_errors errors;
    struct ab_scenario *scenario;
    ck_assert_int_eq(ab_scenario_load(&scenario, "scenarios/small/shuttle.ini", set, 3, &errors),
                     AB_OK);
    return scenario;
}

/* Of intervals that hold the truth with 95 % probability, 1,000 hold it less often than 930 times
 * once in 400 trials of this test. These are longer on the side where skewed numbers hardly ever make
 * them miss, and hold it about 990 times; of such as do so each time, on either side, there would be no
 * telling what they are good for. A rule that stops where no spread was seen holds it 250 times. */
static void assert_coverage(const struct population *population, double half)
{
    const struct coverage found = coverage_of(population, half, false, 1000);
    ck_assert_int_eq(found.runs, 1000);
    ck_assert_msg(found.held >= 930 && found.held < 999, "%d intervals hold the mean", found.held);
}

START_TEST(intervals_hold_a_mean_that_rare_events_decide)
{
    struct population population;
    struct ab_scenario *scenario = load("aircraft.transport.repair_home=48 h");
    ck_assert(population_make(&population, scenario, NULL, "closure_h", 20000));
    assert_coverage(&population, 1);
    assert_coverage(&population, 0.3);
    population_clear(&population);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(intervals_hold_a_difference_that_rare_events_decide)
{
    struct population population;
    struct ab_scenario *scenario = load("aircraft.transport.repair_home=48 h");
    struct ab_scenario *variant = load("aircraft.transport.repair_home=24 h");
    ck_assert(population_make(&population, scenario, variant, "closure_h", 20000));
    assert_coverage(&population, 0.15);
    population_clear(&population);
    ab_scenario_destroy(variant);
    ab_scenario_destroy(scenario);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("until");
    TCase *interval = tcase_create("interval");
    tcase_add_test(interval, five_numbers_have_the_interval_that_was_worked_out_elsewhere);
    tcase_add_test(interval, a_large_offset_costs_the_skewness_no_precision);
    tcase_add_test(interval, a_mirrored_sample_has_the_mirrored_interval);
    tcase_add_test(interval, little_skewness_hardly_moves_the_interval_and_none_not_at_all);
    tcase_add_test(interval, differences_that_are_rare_are_not_told_to_be_all_one_way);
    suite_add_tcase(suite, interval);
    TCase *looks = tcase_create("looks");
    tcase_add_checked_fixture(looks, setup, NULL);
    tcase_add_test(looks, looks_come_after_a_thousand_and_then_6_fifths_as_many);
    tcase_add_test(looks, the_last_look_is_at_the_most);
    tcase_add_test(looks, fewer_than_300_values_tell_nothing);
    tcase_add_test(looks, without_spread_nothing_is_known_before_the_most);
    tcase_add_test(looks, survivors_are_not_all);
    tcase_add_test(looks, each_of_several_means_has_a_level_that_lets_all_hold);
    tcase_add_test(looks, a_share_is_one_of_the_true_mean);
    tcase_add_test(looks, a_yes_or_no_is_known_as_well_as_is_told);
    tcase_add_test(looks, of_a_mean_of_zero_no_share_is_known);
    suite_add_tcase(suite, looks);
    TCase *truth = tcase_create("truth");
    tcase_add_test(truth, intervals_hold_a_mean_that_rare_events_decide);
    tcase_add_test(truth, intervals_hold_a_difference_that_rare_events_decide);
    suite_add_tcase(suite, truth);
    return suite_run(suite, TESTS);
}
