/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_summary.c - statistics over replications, verdicts on milestones, reasons of failure. */
#include "engine/stream.h"
#include "support/kept.h"
#include "support/suite.h"

#include "study/study.h"
#include <check.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <string.h>

enum { TESTS = 28, MANY = 1000 };

/* Numbers without a pattern, of very different sizes. */
static void fill_irregular(double *value, int count)
{
    for (int i = 0; i < count; i++) {
        value[i] = exp(4 * sin(i * 12.9898)) * cos(i * 78.233) + 50;
    }
}

static struct ab_summary summarise(const double *value, int count)
{
    double scratch[MANY];
    return ab_summarise(value, count, 1, scratch);
}

START_TEST(five_numbers_give_what_a_hand_computes)
{
    const double value[] = {4, 1, 3, 2, 5};
    const struct ab_summary s = summarise(value, 5);
    ck_assert_int_eq(s.n, 5);
    ck_assert_double_eq(s.mean, 3);
    ck_assert_double_eq_tol(s.sd, sqrt(2.5), 1e-15);
    ck_assert_double_eq(s.min, 1);
    ck_assert_double_eq_tol(s.p10, 1.4, 1e-15);
    ck_assert_double_eq(s.p50, 3);
    ck_assert_double_eq_tol(s.p90, 4.6, 1e-15);
    ck_assert_double_eq(s.max, 5);
}
END_TEST

START_TEST(the_interval_of_two_values_has_the_tabled_t_of_12_706)
{
    const double value[] = {1, 3};
    const struct ab_summary s = summarise(value, 2);
    /* sd = sqrt 2, so the half width is t exactly. */
    ck_assert_double_eq_tol(s.ci95_high - s.mean, 12.7062047, 1e-6);
    ck_assert_double_eq_tol(s.mean - s.ci95_low, 12.7062047, 1e-6);
}
END_TEST

START_TEST(moments_and_percentiles_agree_with_gsl)
{
    double value[MANY], sorted[MANY];
    fill_irregular(value, MANY);
    memcpy(sorted, value, sizeof sorted);
    gsl_sort(sorted, 1, MANY);
    const struct ab_summary s = summarise(value, MANY);
    ck_assert_double_eq_tol(s.mean, gsl_stats_mean(value, 1, MANY), 1e-11);
    ck_assert_double_eq_tol(s.sd, gsl_stats_sd(value, 1, MANY), 1e-11);
    ck_assert_double_eq_tol(s.p10, gsl_stats_quantile_from_sorted_data(sorted, 1, MANY, 0.1),
                            1e-11);
    ck_assert_double_eq_tol(s.p50, gsl_stats_median_from_sorted_data(sorted, 1, MANY), 1e-11);
    ck_assert_double_eq_tol(s.p90, gsl_stats_quantile_from_sorted_data(sorted, 1, MANY, 0.9),
                            1e-11);
    ck_assert_double_eq(s.min, sorted[0]);
    ck_assert_double_eq(s.max, sorted[MANY - 1]);
}
END_TEST

START_TEST(the_interval_covers_the_true_mean_of_95_in_100_samples)
{
    /* Samples of ten: with the normal quantile 1.96 instead of Student's 2.26 it would be 92. */
    enum { SAMPLES = 4000, SIZE = 10 };
    const struct ab_luck luck = ab_stream_luck(1, 1);
    const uint64_t stream = ab_stream_id("test", "coverage");
    int covered = 0;
    for (uint32_t sample = 0; sample < SAMPLES; sample++) {
        double value[SIZE];
        for (uint32_t i = 0; i < SIZE; i++) {
            value[i] = gsl_cdf_ugaussian_Pinv(ab_stream_uniform(&luck, stream, sample * SIZE + i));
        }
        const struct ab_summary s = summarise(value, SIZE);
        covered += s.ci95_low <= 0 && 0 <= s.ci95_high;
    }
    ck_assert_double_eq_tol((double)covered / SAMPLES, 0.95, 0.011); /* 3.2 standard errors */
}
END_TEST

START_TEST(a_constant_is_exactly_itself_without_spread)
{
    double value[7];
    for (int i = 0; i < 7; i++) {
        value[i] = 0.1; /* seven times 0.1 does not add up to 0.7 */
    }
    const struct ab_summary s = summarise(value, 7);
    ck_assert_double_eq(s.mean, 0.1);
    ck_assert_double_eq(s.sd, 0);
    ck_assert_double_eq(s.ci95_low, 0.1);
    ck_assert_double_eq(s.ci95_high, 0.1);
    ck_assert_double_eq(s.p10, 0.1);
    ck_assert_double_eq(s.p90, 0.1);
}
END_TEST

START_TEST(a_large_offset_costs_no_precision)
{
    const double value[] = {1e12 + 1, 1e12 + 2, 1e12 + 3, 1e12 + 4};
    const struct ab_summary s = summarise(value, 4);
    ck_assert_double_eq(s.mean, 1e12 + 2.5);
    ck_assert_double_eq_tol(s.sd, sqrt(5.0 / 3), 1e-12);
}
END_TEST

START_TEST(one_value_has_no_spread_and_no_interval)
{
    const double value[] = {42};
    const struct ab_summary s = summarise(value, 1);
    ck_assert_int_eq(s.n, 1);
    ck_assert_double_eq(s.mean, 42);
    ck_assert(isnan(s.sd) && isnan(s.ci95_low) && isnan(s.ci95_high));
    ck_assert_double_eq(s.min, 42);
    ck_assert_double_eq(s.p10, 42);
    ck_assert_double_eq(s.p90, 42);
    ck_assert_double_eq(s.max, 42);
}
END_TEST

START_TEST(no_value_leaves_everything_undefined)
{
    const double none = (double)NAN, value[] = {none, none};
    const struct ab_summary s = summarise(value, 2);
    ck_assert_int_eq(s.n, 0);
    ck_assert(isnan(s.mean) && isnan(s.sd) && isnan(s.min) && isnan(s.p50) && isnan(s.max));
}
END_TEST

START_TEST(undefined_values_are_left_out_and_not_counted)
{
    const double none = (double)NAN, value[] = {none, 1, none, 2, 6};
    const struct ab_summary s = summarise(value, 5);
    ck_assert_int_eq(s.n, 3);
    ck_assert_double_eq(s.mean, 3);
    ck_assert_double_eq(s.p50, 2);
}
END_TEST

START_TEST(what_is_beyond_is_later_than_all_others_and_has_no_mean)
{
    /* Positions 0.4, 2 and 3.6 of 1 2 6 beyond beyond. */
    const double none = (double)NAN, value[] = {AB_BEYOND, 6, none, 1, AB_BEYOND, 2};
    const struct ab_summary s = summarise(value, 6);
    ck_assert_int_eq(s.n, 5);
    ck_assert_int_eq(s.beyond, 2);
    ck_assert(isnan(s.mean) && isnan(s.sd) && isnan(s.ci95_low) && isnan(s.ci95_high));
    ck_assert_double_eq(s.min, 1);
    ck_assert_double_eq_tol(s.p10, 1.4, 1e-15);
    ck_assert_double_eq(s.p50, 6);
    ck_assert(ab_is_beyond(s.p90) && ab_is_beyond(s.max));
    ck_assert_double_eq(s.mean_of_finished, 3);
}
END_TEST

START_TEST(when_all_are_beyond_so_is_every_percentile)
{
    const double value[] = {AB_BEYOND, AB_BEYOND, AB_BEYOND};
    const struct ab_summary s = summarise(value, 3);
    ck_assert(s.n == 3 && s.beyond == 3);
    ck_assert(ab_is_beyond(s.min) && ab_is_beyond(s.p10) && ab_is_beyond(s.p90));
    ck_assert(isnan(s.mean) && isnan(s.mean_of_finished));
}
END_TEST

START_TEST(a_column_of_a_table_is_summarised_by_its_stride)
{
    const double table[] = {1, 10, 2, 20, 3, 30};
    double scratch[3];
    ck_assert_double_eq(ab_summarise(table, 3, 2, scratch).mean, 2);
    ck_assert_double_eq(ab_summarise(table + 1, 3, 2, scratch).mean, 20);
}
END_TEST

START_TEST(the_values_themselves_may_be_the_scratch)
{
    double value[] = {3, (double)NAN, 1, 2};
    const struct ab_summary s = ab_summarise(value, 4, 1, value);
    ck_assert_int_eq(s.n, 3);
    ck_assert_double_eq(s.mean, 2);
    ck_assert_double_eq(s.p50, 2);
}
END_TEST

/* A milestone between 10 and 20 with a tolerance of 2. */
static struct ab_milestone milestone_10_to_20(void)
{
    return (struct ab_milestone){.since = AB_NOBODY,
                                 .has_earliest = true,
                                 .earliest = 10,
                                 .has_latest = true,
                                 .latest = 20,
                                 .tolerance = 2};
}

START_TEST(both_ends_of_interval_and_tolerance_are_within)
{
    const struct ab_milestone milestone = milestone_10_to_20();
    ck_assert_int_eq(ab_milestone_verdict(&milestone, 8), AB_WITHIN);
    ck_assert_int_eq(ab_milestone_verdict(&milestone, 15), AB_WITHIN);
    ck_assert_int_eq(ab_milestone_verdict(&milestone, 22), AB_WITHIN);
}
END_TEST

START_TEST(before_the_tolerance_is_early_and_after_it_late)
{
    const struct ab_milestone milestone = milestone_10_to_20();
    ck_assert_int_eq(ab_milestone_verdict(&milestone, 7.999), AB_EARLY);
    ck_assert_int_eq(ab_milestone_verdict(&milestone, 22.001), AB_LATE);
}
END_TEST

START_TEST(what_did_not_happen_is_missing_whatever_the_bounds)
{
    struct ab_milestone milestone = milestone_10_to_20();
    ck_assert_int_eq(ab_milestone_verdict(&milestone, AB_BEYOND), AB_MISSING);
    milestone.has_earliest = milestone.has_latest = false;
    ck_assert_int_eq(ab_milestone_verdict(&milestone, AB_BEYOND), AB_MISSING);
}
END_TEST

START_TEST(a_bound_that_is_not_given_does_not_bind)
{
    struct ab_milestone milestone = milestone_10_to_20();
    milestone.has_earliest = false;
    ck_assert_int_eq(ab_milestone_verdict(&milestone, -1e9), AB_WITHIN);
    ck_assert_int_eq(ab_milestone_verdict(&milestone, 23), AB_LATE);
    milestone = milestone_10_to_20();
    milestone.has_latest = false;
    ck_assert_int_eq(ab_milestone_verdict(&milestone, 1e9), AB_WITHIN);
    ck_assert_int_eq(ab_milestone_verdict(&milestone, 7), AB_EARLY);
}
END_TEST

START_TEST(amounts_are_early_when_too_few_and_late_when_too_many)
{
    struct ab_milestone milestone = milestone_10_to_20();
    milestone.is_amount = true;
    ck_assert_int_eq(ab_milestone_verdict(&milestone, 0), AB_EARLY);
    ck_assert_int_eq(ab_milestone_verdict(&milestone, 12), AB_WITHIN);
    ck_assert_int_eq(ab_milestone_verdict(&milestone, 30), AB_LATE);
}
END_TEST

START_TEST(verdicts_have_the_names_of_the_tables)
{
    ck_assert_str_eq(ab_verdict_name(AB_WITHIN), "within");
    ck_assert_str_eq(ab_verdict_name(AB_EARLY), "early");
    ck_assert_str_eq(ab_verdict_name(AB_LATE), "late");
    ck_assert_str_eq(ab_verdict_name(AB_MISSING), "missing");
}
END_TEST

/* What `count` replications with these values say of the milestone. */
static struct ab_milestone_result judge(struct ab_milestone *milestone, const double *value,
                                        int count)
{
    struct ab_scenario scenario = {.milestone_count = 1, .milestone = milestone};
    struct kept kept;
    kept_make(&kept, &scenario, count);
    for (kept.count = 0; kept.count < count; kept.count++) {
        kept.row[kept.count].milestone[0] = value[kept.count];
        kept.row[kept.count].outcome.complete = true;
    }
    struct ab_result *result = kept_result(&kept);
    const struct ab_milestone_result found = result->milestone[0];
    ab_result_destroy(result);
    kept_clear(&kept);
    return found;
}

START_TEST(the_verdict_of_many_replications_is_that_of_their_median)
{
    struct ab_milestone milestone = milestone_10_to_20();
    double value[] = {1, 2, 15, 16, 17};
    const struct ab_milestone_result found = judge(&milestone, value, 5);
    ck_assert_int_eq(found.verdict, AB_WITHIN);
    ck_assert_double_eq(found.summary.p50, 15);
    ck_assert_double_eq_tol(found.within_share, 0.6, 1e-15);
    ck_assert_int_eq(found.outcome, AB_INSIDE);
}
END_TEST

START_TEST(a_milestone_that_most_replications_miss_is_missing)
{
    struct ab_milestone milestone = milestone_10_to_20();
    double value[] = {15, AB_BEYOND, AB_BEYOND};
    const struct ab_milestone_result found = judge(&milestone, value, 3);
    ck_assert_int_eq(found.verdict, AB_MISSING);
    ck_assert_int_eq(found.summary.n, 3);
    ck_assert_int_eq(found.summary.beyond, 2);
    ck_assert_double_eq_tol(found.within_share, 1.0 / 3, 1e-15);
    ck_assert_int_eq(found.outcome, AB_MISSED);
}
END_TEST

START_TEST(a_milestone_that_happens_early_or_not_at_all_is_no_early_one)
{
    /* Of those where it happened the median would be 7: early. Of all it is 20. */
    struct ab_milestone milestone = milestone_10_to_20();
    double value[] = {6, 7, 20, AB_BEYOND, AB_BEYOND};
    const struct ab_milestone_result found = judge(&milestone, value, 5);
    ck_assert_double_eq(found.summary.p50, 20);
    ck_assert_int_eq(found.verdict, AB_WITHIN);
    ck_assert_double_eq_tol(found.within_share, 0.2, 1e-15);
}
END_TEST

START_TEST(a_milestone_tells_how_it_passed)
{
    struct ab_milestone milestone = milestone_10_to_20();
    double inside[] = {20}, beside[] = {20.5}, outside[] = {23};
    milestone.tolerance = 2;
    ck_assert_int_eq(judge(&milestone, inside, 1).outcome, AB_INSIDE);
    ck_assert_int_eq(judge(&milestone, beside, 1).outcome, AB_BY_TOLERANCE);
    ck_assert_int_eq(judge(&milestone, outside, 1).outcome, AB_MISSED);
}
END_TEST

START_TEST(a_known_miss_is_told_but_has_not_failed)
{
    struct ab_milestone milestone = milestone_10_to_20();
    char reason[] = "the sources disagree";
    double value[] = {99};
    ck_assert_int_eq(judge(&milestone, value, 1).outcome, AB_MISSED);
    milestone.known_miss = reason;
    const struct ab_milestone_result found = judge(&milestone, value, 1);
    ck_assert_int_eq(found.verdict, AB_LATE);
    ck_assert_int_eq(found.outcome, AB_KNOWN_MISS);
}
END_TEST

/* ---- totals ---- */

static struct ab_scenario nothing;
static struct kept kept;
static struct ab_result *result;

static void make_two(void)
{
    kept_make(&kept, &nothing, 4);
    kept.count = 2;
    for (int i = 0; i < 4; i++) {
        kept.row[i].outcome.complete = true;
    }
}

static void forget(void)
{
    ab_result_destroy(result);
    kept_clear(&kept);
}

START_TEST(waits_are_means_over_replications_and_add_up)
{
    kept.row[0].wait_h[AB_CAUSE_WORKING] = 3;
    kept.row[1].wait_h[AB_CAUSE_WORKING] = 5;
    kept.row[1].wait_h[AB_CAUSE_STAND] = 2;
    kept.row[1].wait_flights[AB_CAUSE_STAND] = 7;
    result = kept_result(&kept);
    ck_assert_double_eq(result->waited_h, 5);
    ck_assert_double_eq(result->wait_h[AB_CAUSE_WORKING], 4);
    ck_assert_double_eq(result->wait_h[AB_CAUSE_STAND], 1);
    ck_assert_double_eq(result->wait_h[AB_CAUSE_CARGO], 0);
    ck_assert_double_eq(result->wait_flights[AB_CAUSE_STAND], 3.5);
}
END_TEST

START_TEST(the_chain_leaves_out_replications_that_never_closed)
{
    kept.row[0].chain_h[AB_LINK_FLIGHT] = 6;
    for (int i = 0; i < AB_LINK_COUNT; i++) {
        kept.row[1].chain_h[i] = (double)NAN;
    }
    result = kept_result(&kept);
    ck_assert_double_eq(result->closure_h, 6);
    ck_assert_double_eq(result->chain_h[AB_LINK_FLIGHT], 6);
}
END_TEST

START_TEST(a_chain_that_never_ended_is_undefined)
{
    for (int i = 0; i < 2 * AB_LINK_COUNT; i++) {
        kept.row[i / AB_LINK_COUNT].chain_h[i % AB_LINK_COUNT] = (double)NAN;
    }
    result = kept_result(&kept);
    ck_assert(isnan(result->closure_h) && isnan(result->chain_h[AB_LINK_FLIGHT]));
}
END_TEST

static void break_off(int row, const char *reason)
{
    kept.row[row].outcome = (struct ab_run_outcome){.complete = false, .reason = reason};
}

START_TEST(failures_are_counted_by_reason_in_the_order_of_their_first)
{
    kept.count = 4;
    break_off(1, "late");
    break_off(2, "stuck");
    break_off(3, "late");
    result = kept_result(&kept);
    ck_assert_int_eq(result->failed, 3);
    ck_assert_int_eq(result->failures, 2);
    ck_assert_str_eq(result->failure[0].reason, "late");
    ck_assert_int_eq(result->failure[0].replications, 2);
    ck_assert_int_eq(result->failure[0].first, 2);
    ck_assert_str_eq(result->failure[1].reason, "stuck");
    ck_assert_int_eq(result->failure[1].replications, 1);
    ck_assert_int_eq(result->failure[1].first, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("summary");
    TCase *numbers = tcase_create("numbers");
    tcase_add_test(numbers, five_numbers_give_what_a_hand_computes);
    tcase_add_test(numbers, the_interval_of_two_values_has_the_tabled_t_of_12_706);
    tcase_add_test(numbers, moments_and_percentiles_agree_with_gsl);
    tcase_add_test(numbers, the_interval_covers_the_true_mean_of_95_in_100_samples);
    tcase_add_test(numbers, a_constant_is_exactly_itself_without_spread);
    tcase_add_test(numbers, a_large_offset_costs_no_precision);
    tcase_add_test(numbers, one_value_has_no_spread_and_no_interval);
    tcase_add_test(numbers, no_value_leaves_everything_undefined);
    tcase_add_test(numbers, undefined_values_are_left_out_and_not_counted);
    tcase_add_test(numbers, what_is_beyond_is_later_than_all_others_and_has_no_mean);
    tcase_add_test(numbers, when_all_are_beyond_so_is_every_percentile);
    tcase_add_test(numbers, a_column_of_a_table_is_summarised_by_its_stride);
    tcase_add_test(numbers, the_values_themselves_may_be_the_scratch);
    suite_add_tcase(suite, numbers);
    TCase *verdicts = tcase_create("verdicts");
    tcase_add_test(verdicts, both_ends_of_interval_and_tolerance_are_within);
    tcase_add_test(verdicts, before_the_tolerance_is_early_and_after_it_late);
    tcase_add_test(verdicts, what_did_not_happen_is_missing_whatever_the_bounds);
    tcase_add_test(verdicts, a_bound_that_is_not_given_does_not_bind);
    tcase_add_test(verdicts, amounts_are_early_when_too_few_and_late_when_too_many);
    tcase_add_test(verdicts, verdicts_have_the_names_of_the_tables);
    tcase_add_test(verdicts, the_verdict_of_many_replications_is_that_of_their_median);
    tcase_add_test(verdicts, a_milestone_that_most_replications_miss_is_missing);
    tcase_add_test(verdicts, a_milestone_that_happens_early_or_not_at_all_is_no_early_one);
    tcase_add_test(verdicts, a_milestone_tells_how_it_passed);
    tcase_add_test(verdicts, a_known_miss_is_told_but_has_not_failed);
    suite_add_tcase(suite, verdicts);
    TCase *totals = tcase_create("totals");
    tcase_add_checked_fixture(totals, make_two, forget);
    tcase_add_test(totals, waits_are_means_over_replications_and_add_up);
    tcase_add_test(totals, the_chain_leaves_out_replications_that_never_closed);
    tcase_add_test(totals, a_chain_that_never_ended_is_undefined);
    tcase_add_test(totals, failures_are_counted_by_reason_in_the_order_of_their_first);
    suite_add_tcase(suite, totals);

    return suite_run(suite, TESTS);
}
