/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_study_many.c - far more replications than wait at a time, or than are kept. */
#include "base/memory.h"
#include "output/output.h"
#include "support/study_scene.h"
#include "support/suite.h"

#include <dirent.h>

enum { TESTS = 4 };

START_TEST(many_more_than_wait_at_a_time_come_in_order_on_any_number_of_threads)
{
    options.replications = 700;
    struct ab_result *expected = run();
    for (options.threads = 2; options.threads <= 4; options.threads++) {
        struct ab_result *result = run(); /* where kept_put sees to the order */
        ck_assert_int_eq(kept.count, 700);
        ck_assert_uint_eq(result->hash, expected->hash);
        for (int i = 0; i < result->measures; i++) {
            ck_assert_int_eq(result->measure[i].n, expected->measure[i].n);
            ck_assert_mem_eq(&result->measure[i].mean, &expected->measure[i].mean,
                             9 * sizeof(double));
        }
        ab_result_destroy(result);
    }
    ab_result_destroy(expected);
}
END_TEST

START_TEST(what_is_enough_does_not_depend_on_how_far_threads_work_ahead)
{
    struct ab_precision precision;
    ck_assert_int_eq(ab_precision_parse(&precision, scenario, "closure_h=0.3", &errors), AB_OK);
    options.replications = 5000;
    options.until = &precision;
    options.precisions = 1;
    options.least = 300;
    struct ab_result *expected = run();
    ck_assert(expected->precise);
    ck_assert_int_gt(expected->replications, 150); /* more than one thread's share of the ring */
    for (options.threads = 2; options.threads <= 4; options.threads++) {
        struct ab_result *result = run();
        ck_assert_int_eq(result->replications, expected->replications);
        ck_assert_int_eq(kept.count, expected->replications);
        ck_assert_uint_eq(result->hash, expected->hash);
        ck_assert_int_le(result->curve_rows, result->replications);
        ab_result_destroy(result);
    }
    ab_result_destroy(expected);
}
END_TEST

/* A single flight, so that very many are simulated in a moment. */
static void load_one_flight(void)
{
    ab_scenario_destroy(scenario);
    scenario = load("contingent.force.people=10");
    scenario->general.end = AB_END_CLOSED;
}

/* The allocations made between two numbers of replications. */
struct span {
    int first, last;
    uint64_t before, after;
};

static bool count_allocations(void *owner, const struct ab_replication *replication)
{
    struct span *span = owner;
    if (replication->number == span->first) {
        span->before = ab_memory_count();
    } else if (replication->number == span->last) {
        span->after = ab_memory_count();
    }
    return true;
}

START_TEST(beyond_the_limit_memory_does_not_grow_with_the_replications)
{
    /* Then every allocation is the counts of a further power of two in some quantity. */
    struct span span = {.first = AB_SAMPLE_LIMIT + 10000, .last = 5 * AB_SAMPLE_LIMIT};
    load_one_flight();
    options.replications = span.last;
    options.threads = 2;
    options.sink = count_allocations;
    options.sink_owner = &span;
    struct ab_result *result;
    ck_assert_int_eq(ab_study_run(&result, scenario, &options, &errors), AB_OK);
    ck_assert_int_eq(result->measure[measure_of("closure_h")].n, span.last);
    ab_result_destroy(result);
    ck_assert_uint_gt(span.before, 0);
    ck_assert_uint_lt(span.after - span.before, 100);
}
END_TEST

static int open_files(void)
{
    int count = 0;
    DIR *stream = opendir("/proc/self/fd");
    ck_assert_ptr_nonnull(stream);
    while (readdir(stream) != NULL) {
        count++;
    }
    (void)closedir(stream);
    return count;
}

struct watched {
    struct ab_output *output;
    int first, most;
};

static bool watch_files(void *owner, const struct ab_replication *replication)
{
    struct watched *watched = owner;
    const int now = open_files();
    watched->first = replication->number == 1 ? now : watched->first;
    watched->most = now > watched->most ? now : watched->most;
    return ab_output_put(watched->output, replication);
}

START_TEST(the_number_of_open_files_does_not_grow_with_the_replications)
{
    struct watched watched = {0};
    char place[256];
    (void)snprintf(place, sizeof place, "%s/out", folder);
    const struct ab_output_options there = {.path = place};
    ck_assert_int_eq(ab_output_begin(&watched.output, scenario, &there, &errors), AB_OK);
    options.replications = 500;
    options.threads = 2;
    options.sink = watch_files;
    options.sink_owner = &watched;
    struct ab_result *result = run();
    ck_assert_int_eq(ab_output_finish(watched.output, result, &errors), AB_OK);
    ck_assert_int_eq(watched.most, watched.first);
    ab_result_destroy(result);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("study of many");
    TCase *many = tcase_create("many");
    tcase_add_checked_fixture(many, setup, teardown);
    tcase_add_test(many, many_more_than_wait_at_a_time_come_in_order_on_any_number_of_threads);
    tcase_add_test(many, what_is_enough_does_not_depend_on_how_far_threads_work_ahead);
    tcase_add_test(many, beyond_the_limit_memory_does_not_grow_with_the_replications);
    tcase_add_test(many, the_number_of_open_files_does_not_grow_with_the_replications);
    suite_add_tcase(suite, many);
    return suite_run(suite, TESTS);
}
