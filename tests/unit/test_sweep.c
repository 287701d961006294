/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sweep.c - runs of a design on several threads, what stops them, and how many are enough. */
#include "base/file.h"
#include "base/memory.h"
#include "study/moments.h"
#include "study/sweep.h"
#include "support/kept.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <math.h>

enum { TESTS = 13, REPLICATIONS = 6 };

static struct ab_document *document;
static struct ab_design *design;
static struct ab_experiment experiment;
static struct ab_study_options options;
static atomic_bool stop_now;
static int replications;

static void make_design(const char *const *vary, int count)
{
    const struct ab_design_request request = {.vary = vary, .vary_count = count};
    ck_assert_int_eq(ab_design_create(&design, &request, &errors), AB_OK);
}

static enum ab_status prepare(void)
{
    experiment = (struct ab_experiment){0};
    ab_document_destroy(document);
    const enum ab_status status = ab_document_load(&document, NULL, "good.ini", NULL, 0, &errors);
    if (status != AB_OK) {
        return status;
    }
    const struct ab_experiment_request request = {.path = "good.ini",
                                                  .document = document,
                                                  .design = design,
                                                  .replications = replications,
                                                  .seed = 4};
    return ab_experiment_prepare(&experiment, &request, &errors);
}

static void setup(void)
{
    enter_folder();
    make_design((const char *[]){"fleet.north.number=1..3", "airfield.almaty.parking_mog=2,6"}, 2);
    options = (struct ab_study_options){.threads = 1};
    stop_now = false;
    replications = REPLICATIONS;
}

static void teardown(void)
{
    ab_experiment_clear(&experiment);
    ab_design_destroy(design);
    ab_document_destroy(document);
    document = NULL;
    leave_folder();
}

/* Runs into a journal, or goes on with one. */
static enum ab_status run_into(const char *name, bool resume)
{
    struct ab_ledger *ledger;
    int64_t failed;
    const struct ab_ledger_options place = {
        .path = name, .draft = "draft", .head = &experiment.head, .resume = resume};
    ck_assert_int_eq(ab_ledger_open(&ledger, &place, &errors), AB_OK);
    enum ab_status status = ab_experiment_run(&experiment, ledger, &options, &failed, &errors);
    if (status == AB_OK) {
        status = ab_ledger_finish(ledger, 0, NULL, &errors);
    }
    ab_ledger_close(ledger);
    return status;
}

static void assert_same(const char *a, const char *b)
{
    char *left, *right;
    size_t left_size, right_size;
    ck_assert_int_eq(ab_file_read(a, 1 << 24, &left, &left_size, &errors), AB_OK);
    ck_assert_int_eq(ab_file_read(b, 1 << 24, &right, &right_size, &errors), AB_OK);
    ck_assert_uint_eq(left_size, right_size);
    ck_assert_mem_eq(left, right, left_size);
    ab_memory_give(left);
    ab_memory_give(right);
}

START_TEST(the_journal_is_the_same_on_any_number_of_threads)
{
    ck_assert_int_eq(prepare(), AB_OK);
    ck_assert_int_eq(run_into("one", false), AB_OK);
    for (options.threads = 2; options.threads <= 5; options.threads++) {
        ck_assert_int_eq(run_into("more", false), AB_OK);
        assert_same("one", "more");
    }
}
END_TEST

/* Asks to stop after a few calls. */
static void stop_soon(void *owner, int done, int total)
{
    (void)total;
    if (done >= *(const int *)owner) {
        stop_now = true;
    }
}

START_TEST(what_was_begun_is_finished_and_the_rest_can_be_made_later)
{
    ck_assert_int_eq(prepare(), AB_OK);
    ck_assert_int_eq(run_into("whole", false), AB_OK);
    int after = 1;
    options.interrupted = &stop_now;
    options.progress = stop_soon;
    options.progress_owner = &after;
    options.threads = 2;
    enum ab_status status = run_into("parts", false);
    for (int times = 0; status == AB_INTERRUPTED; times++) {
        ck_assert_int_lt(times, 6 * REPLICATIONS);
        stop_now = false;
        status = run_into("parts", true);
    }
    ck_assert_int_eq(status, AB_OK);
    assert_same("whole", "parts");
}
END_TEST

START_TEST(what_is_added_gives_what_all_at_once_do)
{
    ck_assert_int_eq(prepare(), AB_OK);
    ck_assert_int_eq(run_into("whole", false), AB_OK);
    ab_experiment_clear(&experiment);
    for (replications = 2; replications <= REPLICATIONS; replications += 2) {
        options.threads = replications / 2;
        ck_assert_int_eq(prepare(), AB_OK);
        ck_assert_int_eq(run_into("grown", replications > 2), AB_OK);
        ab_experiment_clear(&experiment);
    }
    assert_same("whole", "grown");
    replications = 4;
    ck_assert_int_eq(prepare(), AB_OK);
    ck_assert_int_eq(run_into("grown", true), AB_BAD_SCENARIO);
    assert_same("whole", "grown");
}
END_TEST

START_TEST(any_allocation_may_fail)
{
    ck_assert_int_eq(prepare(), AB_OK);
    ck_assert_int_eq(run_into("whole", false), AB_OK);
    ab_experiment_clear(&experiment);
    enum ab_status status = AB_IO_ERROR;
    int failed = 0;
    options.threads = 2;
    for (uint64_t n = 1; status == AB_IO_ERROR; n += 1 + n / 16, failed++) {
        struct ab_ledger *ledger = NULL;
        int64_t failures;
        ab_errors_clear(&errors);
        ab_memory_fail_at(n, _i == 1);
        status = prepare();
        if (status == AB_OK) {
            const struct ab_ledger_options place = {.path = "journal",
                                                    .draft = "draft",
                                                    .head = &experiment.head,
                                                    .resume = failed > 0};
            status = ab_ledger_open(&ledger, &place, &errors);
        }
        if (status == AB_OK) {
            status = ab_experiment_run(&experiment, ledger, &options, &failures, &errors);
        }
        if (status == AB_OK) {
            status = ab_ledger_finish(ledger, 0, NULL, &errors);
        }
        ab_memory_fail_after(0);
        ck_assert(status == AB_OK || (status == AB_IO_ERROR && errors.count > 0));
        ab_ledger_close(ledger);
        ab_experiment_clear(&experiment);
    }
    ck_assert_int_eq(status, AB_OK);
    ck_assert_int_gt(failed, 20);
    assert_same("whole", "journal"); /* nothing was lost either */
}
END_TEST

START_TEST(memory_does_not_grow_with_the_number_of_runs)
{
    ck_assert_int_eq(prepare(), AB_OK);
    uint64_t allocations[2];
    for (int i = 0; i < 2; i++) {
        experiment.request.replications = experiment.head.replications = i == 0 ? 50 : 2000;
        experiment.head.last = experiment.head.points * experiment.head.replications;
        const uint64_t before = ab_memory_count();
        ck_assert_int_eq(run_into("journal", false), AB_OK);
        allocations[i] = ab_memory_count() - before;
    }
    /* The ring's lines are the only thing that more runs fill, up to its length. */
    ck_assert_uint_le(allocations[1], 2 * allocations[0] + 1000);
}
END_TEST

START_TEST(a_point_at_fault_has_a_reason_without_the_names_of_files)
{
    ab_design_destroy(design);
    make_design((const char *[]){"fleet.north.number=1,0", "fleet.south.number=1"}, 1);
    struct ab_point point = {.number = -1};
    ck_assert_int_eq(prepare(), AB_OK);
    ck_assert_int_eq(ab_experiment_load(&experiment, &point, 1), AB_OK);
    ck_assert_ptr_null(point.run);
    ck_assert_str_eq(point.reason, "[contingent.rifles] fleets: nothing may carry this contingent: "
                                   "there is no fleet with aircraft");
    ck_assert_int_eq(ab_experiment_load(&experiment, &point, 0), AB_OK);
    ck_assert_ptr_nonnull(point.run);
    ab_point_clear(&point);
}
END_TEST

/* ---- precision ---- */

/* The longer side of the interval of a measure's mean in the first n replications, over what its
 * precision allows. */
static double excess(const struct kept *kept, const struct ab_precision *precision, int n)
{
    struct ab_moments moments = {0};
    for (int row = 0; row < n; row++) {
        ab_moments_add(&moments, kept->row[row].measure[precision->measure]);
    }
    const struct ab_interval interval = ab_moments_interval(&moments, 0.025);
    const double mean = ab_moments_mean(&moments), side = ab_interval_side(&interval, mean);
    const double of = precision->of_mean ? mean / (1 + precision->half) : 1;
    return side / (precision->half * of);
}

/* Of the points before those at which a contingent comes there may be any number. */
START_TEST(what_comes_at_later_points_alone_has_columns_too)
{
    static const char *const vary[][2] = {
        {"contingent.hussars.active=no", "contingent.rifles.people=1..2"},
        {"contingent.hussars.active=no,yes", "contingent.rifles.people=1..2"},
        {"contingent.hussars.active=no,yes", "contingent.rifles.people=1..1200"}};
    int measures[3];
    write_text("good.ini", GOOD_SCENARIO "[contingent.hussars]\napoe = chkalovsky\napod = almaty\n"
                                         "people = 10\nactive = no\n");
    for (int i = 0; i < 3; i++) {
        ab_experiment_clear(&experiment);
        ab_design_destroy(design);
        make_design(vary[i], 2);
        ck_assert_int_eq(prepare(), AB_OK);
        measures[i] = experiment.head.measures;
    }
    ck_assert_int_gt(measures[1], measures[0]);
    ck_assert_int_eq(measures[2], measures[1]);
}
END_TEST

/* Those of a thousand shapes: the first of eleven contingents comes at points behind them. */
START_TEST(measures_are_of_the_first_thousand_shapes)
{
    enum { MORE = 11 };
    char text[2000] = GOOD_SCENARIO, key[MORE][48];
    const char *vary[MORE];
    for (int i = 0; i < MORE; i++) {
        (void)snprintf(text + strlen(text), sizeof text - strlen(text),
                       "[contingent.c%02d]\napoe = chkalovsky\napod = almaty\npeople = 9\n", i);
        (void)snprintf(key[i], sizeof key[i], "contingent.c%02d.active=no,yes", i);
        vary[i] = key[i];
    }
    write_text("good.ini", text);
    ab_design_destroy(design);
    make_design(vary, MORE);
    replications = 1;
    ck_assert_int_eq(prepare(), AB_OK);
    int of_first = 0, of_second = 0;
    for (int i = 0; i < experiment.head.measures; i++) {
        of_first += strcmp(experiment.head.measure[i], "closure_h.c00") == 0;
        of_second += strcmp(experiment.head.measure[i], "closure_h.c01") == 0;
    }
    ck_assert_int_eq(of_first, 0);
    ck_assert_int_eq(of_second, 1);
    ck_assert_int_eq(run_into("journal", false), AB_OK); /* and nothing is written beyond them */
}
END_TEST

/* A value that another key needs beside it is none by itself; at its point it is. */
START_TEST(samples_of_a_value_that_does_not_go_by_itself_are_no_fault)
{
    write_text("samples.txt", "1\n2\n");
    ab_design_destroy(design);
    make_design((const char *[]){"airfield.almaty.weather_closed=empirical(samples.txt) h",
                                 "airfield.almaty.weather_open=9 h"},
                2);
    ck_assert_int_eq(prepare(), AB_OK);
    ck_assert_int_eq(errors.count, 0);
}
END_TEST

START_TEST(no_replication_is_no_sweep)
{
    replications = 0;
    ck_assert_int_eq(prepare(), AB_BAD_SCENARIO);
    ck_assert_int_eq(errors.count, 1);
}
END_TEST

START_TEST(replications_end_at_the_first_look_at_which_all_means_are_known)
{
    static const char *const lucky[] = {"contingent.rifles.assembly=gamma(10 h, 5 h)"};
    struct ab_scenario *scenario = load_good("good.ini", lucky, 1);
    struct ab_precision precision[2];
    ck_assert_int_eq(ab_precision_parse(&precision[0], scenario, "closure_h=1%", &errors), AB_OK);
    ck_assert_int_eq(ab_precision_parse(&precision[1], scenario, "first_landing_h=0.2", &errors),
                     AB_OK);
    ck_assert_double_eq(precision[0].half, 0.01);
    ck_assert(precision[0].of_mean && !precision[1].of_mean);
    ck_assert_double_eq(precision[1].half, 0.2);
    struct kept kept;
    kept_make(&kept, scenario, 20000);
    const struct ab_study_options until = {.replications = 20000,
                                           .seed = 1,
                                           .until = precision,
                                           .precisions = 2,
                                           .least = 300,
                                           .sink = kept_put,
                                           .sink_owner = &kept};
    struct ab_result *result;
    ck_assert_int_eq(ab_study_run(&result, scenario, &until, &errors), AB_OK);
    ck_assert(result->precise);
    int look = until.least;
    while (excess(&kept, &precision[0], look) > 1 || excess(&kept, &precision[1], look) > 1) {
        look = look * 6 / 5;
    }
    ck_assert_int_eq(look, result->replications);
    ck_assert_int_gt(look, until.least);
    ck_assert_int_eq(kept.count, look);
    kept_clear(&kept);
    ab_result_destroy(result);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(a_measure_that_never_is_keeps_replicating_to_the_most)
{
    struct ab_scenario *scenario = load_good("good.ini", NULL, 0);
    struct ab_precision precision;
    /* Nobody withdraws in it. */
    ck_assert_int_eq(ab_precision_parse(&precision, scenario, "withdrawal_h=1", &errors), AB_OK);
    const struct ab_study_options until = {
        .replications = 37, .seed = 1, .until = &precision, .precisions = 1, .least = 37};
    struct ab_result *result;
    ck_assert_int_eq(ab_study_run(&result, scenario, &until, &errors), AB_OK);
    ck_assert(!result->precise);
    ck_assert_int_eq(result->replications, 37);
    ab_result_destroy(result);
    ab_scenario_destroy(scenario);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sweep");
    TCase *tests = tcase_create("sweep");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, the_journal_is_the_same_on_any_number_of_threads);
    tcase_add_test(tests, what_was_begun_is_finished_and_the_rest_can_be_made_later);
    tcase_add_test(tests, what_is_added_gives_what_all_at_once_do);
    tcase_add_loop_test(tests, any_allocation_may_fail, 0, 2);
    tcase_add_test(tests, memory_does_not_grow_with_the_number_of_runs);
    tcase_add_test(tests, a_point_at_fault_has_a_reason_without_the_names_of_files);
    tcase_add_test(tests, what_comes_at_later_points_alone_has_columns_too);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, measures_are_of_the_first_thousand_shapes);
    tcase_add_test(tests, samples_of_a_value_that_does_not_go_by_itself_are_no_fault);
    tcase_add_test(tests, no_replication_is_no_sweep);
    tcase_add_test(tests, replications_end_at_the_first_look_at_which_all_means_are_known);
    tcase_add_test(tests, a_measure_that_never_is_keeps_replicating_to_the_most);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
