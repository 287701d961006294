/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_study.c - many replications, whatever the number of threads. */
#include "base/memory.h"
#include "output/layout.h"
#include "output/output.h"
#include "support/study_scene.h"
#include "support/suite.h"

#include "study/order.h"
#include "study/study.h"
#include <math.h>
#include <pthread.h>
#include <string.h>

enum { TESTS = 26 };

static uint64_t hash_of_run(void)
{
    struct ab_result *result = run();
    const uint64_t hash = result->hash;
    ab_result_destroy(result);
    return hash;
}

/* Runs with a number of threads and writes the tables into FOLDER/tN. */
static void write_tables(int threads, char *place, size_t size)
{
    struct ab_output *output;
    (void)snprintf(place, size, "%s/t%d", folder, threads);
    const struct ab_output_options there = {.path = place};
    ck_assert_int_eq(ab_output_begin(&output, scenario, &there, &errors), AB_OK);
    options.threads = threads;
    options.trace = 2;
    options.sink = ab_output_put;
    options.sink_owner = output;
    struct ab_result *result = run();
    ck_assert_int_eq(ab_output_finish(output, result, &errors), AB_OK);
    ab_result_destroy(result);
}

static char *read_table(const char *place, enum ab_table table, size_t *size)
{
    char path[512], *content;
    (void)snprintf(path, sizeof path, "%s/%s", place, ab_table_file(table));
    ck_assert_int_eq(ab_file_read(path, 1 << 24, &content, size, &errors), AB_OK);
    return content;
}

START_TEST(tables_are_the_same_bytes_at_every_number_of_threads)
{
    char one[256], other[256];
    write_tables(1, one, sizeof one);
    for (int threads = 2; threads <= 4; threads++) {
        write_tables(threads, other, sizeof other);
        for (enum ab_table table = 0; table < AB_TABLE_SWEEP; table++) {
            size_t size, other_size;
            char *expected = read_table(one, table, &size);
            char *found = read_table(other, table, &other_size);
            ck_assert_uint_eq(size, other_size);
            ck_assert_mem_eq(found, expected, size);
            ab_memory_give(expected);
            ab_memory_give(found);
        }
    }
}
END_TEST

START_TEST(more_threads_than_replications_change_nothing)
{
    options.replications = 2;
    const uint64_t expected = hash_of_run();
    options.threads = 9;
    struct ab_result *result = run();
    ck_assert_uint_eq(result->hash, expected);
    ck_assert_int_le(result->threads, 2);
    ab_result_destroy(result);
}
END_TEST

START_TEST(no_number_of_threads_means_the_cores_of_the_process)
{
    const uint64_t expected = hash_of_run();
    options.threads = 0;
    struct ab_result *result = run();
    ck_assert_int_ge(result->threads, 1);
    ck_assert_uint_eq(result->hash, expected);
    ab_result_destroy(result);
}
END_TEST

START_TEST(a_second_study_equals_the_first)
{
    const uint64_t first = hash_of_run();
    ck_assert_uint_eq(hash_of_run(), first);
}
END_TEST

START_TEST(another_seed_is_another_run)
{
    const uint64_t first = hash_of_run();
    options.seed = 8;
    ck_assert_uint_ne(hash_of_run(), first);
}
END_TEST

START_TEST(more_replications_leave_the_earlier_ones_alone)
{
    ab_result_destroy(run());
    struct kept many = kept;
    kept = (struct kept){0};
    options.replications = 5;
    ab_result_destroy(run());
    ck_assert_int_eq(kept.count, 5);
    for (int i = 0; i < 5; i++) {
        ck_assert_uint_eq(kept.row[i].outcome.hash, many.row[i].outcome.hash);
        ck_assert_mem_eq(kept.row[i].measure, many.row[i].measure,
                         (size_t)ab_measure_count(scenario) * sizeof *kept.row[i].measure);
    }
    kept_clear(&many);
}
END_TEST

START_TEST(replications_differ_from_each_other)
{
    ab_result_destroy(run());
    for (int i = 1; i < kept.count; i++) {
        ck_assert_uint_ne(kept.row[i].outcome.hash, kept.row[i - 1].outcome.hash);
    }
}
END_TEST

START_TEST(totals_are_sums_over_the_replications)
{
    struct ab_result *result = run();
    uint64_t events = 0;
    for (int i = 0; i < kept.count; i++) {
        events += kept.row[i].outcome.events;
    }
    ck_assert_uint_gt(events, 0);
    ck_assert_uint_eq(result->events, events);
    ck_assert_int_eq(result->failed, 0);
    ab_result_destroy(result);
}
END_TEST

START_TEST(links_of_the_chain_add_up_to_the_closure)
{
    ab_result_destroy(run());
    const int closure = measure_of("closure_h");
    for (int i = 0; i < kept.count; i++) {
        double sum = 0;
        for (int link = 0; link < AB_LINK_COUNT; link++) {
            sum += kept.row[i].chain_h[link];
        }
        ck_assert_double_eq_tol(sum, kept.row[i].measure[closure], 1e-9);
    }
}
END_TEST

START_TEST(waits_are_those_of_the_measures)
{
    ab_result_destroy(run());
    const int first = measure_of("wait_h.cargo");
    double waited = 0;
    for (int i = 0; i < kept.count; i++) {
        for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
            const double hours = kept.row[i].wait_h[cause];
            ck_assert_double_eq(hours, kept.row[i].measure[first + cause]);
            ck_assert_int_eq(hours > 0, kept.row[i].wait_flights[cause] > 0);
            waited += hours;
        }
    }
    ck_assert_double_gt(waited, 0);
}
END_TEST

START_TEST(nothing_is_traced_unless_asked)
{
    struct ab_result *result = run();
    ck_assert_int_eq(result->trace.replication, 0);
    ck_assert_int_eq(result->trace.sorties, 0);
    ab_result_destroy(result);
}
END_TEST

START_TEST(the_trace_is_of_the_replication_asked_for)
{
    options.trace = 3;
    options.threads = 2;
    struct ab_result *result = run();
    const struct ab_trace *trace = &result->trace;
    ck_assert_int_eq(trace->replication, 3);
    ck_assert_int_gt(trace->airfields, 0);
    int64_t delivered = 0;
    for (int i = 0; i < trace->chalks; i++) {
        delivered += trace->chalk[i].direction == AB_OUT ? 0 : trace->chalk[i].people;
    }
    ck_assert_int_eq(delivered, kept.row[2].contingent[0].people);
    ab_result_destroy(result);
}
END_TEST

START_TEST(tracing_does_not_change_the_run)
{
    const uint64_t untraced = hash_of_run();
    options.trace = 1;
    ck_assert_uint_eq(hash_of_run(), untraced);
}
END_TEST

/* Hours and curves are left out, and nothing else is another. */
START_TEST(what_nobody_asks_for_is_not_kept)
{
    struct ab_result *whole, *brief;
    ck_assert_int_eq(ab_study_run(&whole, scenario, &options, &errors), AB_OK);
    options.without_curves = options.without_diary = true;
    ck_assert_int_eq(ab_study_run(&brief, scenario, &options, &errors), AB_OK);
    ck_assert_uint_eq(brief->hash, whole->hash);
    ck_assert_mem_eq(brief->measure, whole->measure,
                     (size_t)whole->measures * sizeof *whole->measure);
    ck_assert_int_gt(whole->flows, 0);
    ck_assert_int_gt(whole->uses, 0);
    ck_assert_int_eq(brief->flows, 0);
    ck_assert_int_eq(brief->uses, 0);
    ab_result_destroy(brief);
    ab_result_destroy(whole);
}
END_TEST

/* Runs the study of `options`, which must not give a result. */
static enum ab_status run_in_vain(void)
{
    struct ab_result *result = (struct ab_result *)&errors;
    const enum ab_status status = ab_study_run(&result, scenario, &options, &errors);
    ck_assert_ptr_null(result);
    return status;
}

START_TEST(a_replication_that_is_not_run_cannot_be_traced)
{
    options.trace = REPLICATIONS + 1;
    ck_assert_int_eq(run_in_vain(), AB_BAD_SCENARIO);
    ck_assert_int_eq(errors.count, 1);
}
END_TEST

START_TEST(impossible_numbers_are_refused)
{
    options.replications = 0;
    ck_assert_int_eq(run_in_vain(), AB_BAD_SCENARIO);
    options.replications = 10000001;
    ck_assert_int_eq(run_in_vain(), AB_BAD_SCENARIO);
    options.replications = 1;
    options.threads = -1;
    ck_assert_int_eq(run_in_vain(), AB_BAD_SCENARIO);
    options.threads = AB_THREADS_MAX + 1;
    ck_assert_int_eq(run_in_vain(), AB_BAD_SCENARIO);
    options.threads = 1;
    options.trace = -1;
    ck_assert_int_eq(run_in_vain(), AB_BAD_SCENARIO);
    ck_assert_int_eq(errors.count, 5);
}
END_TEST

/* The least must be enough to tell something, no more than the most, and have the traced one in it. */
START_TEST(impossible_numbers_of_replications_until_something_is_known_are_refused)
{
    static const struct {
        int most, least, trace;
    } row[] = {{1000, AB_UNTIL_LEAST - 1, 0}, {12, 11, 0}, {1000, 1001, 0}, {1000, 500, 501}};
    const struct ab_precision precision = {.measure = measure_of("closure_h"), .half = 1};
    options.until = &precision;
    options.precisions = 1;
    for (int i = 0; i < 4; i++) {
        options.replications = row[i].most;
        options.least = row[i].least;
        options.trace = row[i].trace;
        ck_assert_int_eq(run_in_vain(), AB_BAD_SCENARIO);
        ck_assert_ptr_nonnull(strstr(errors.error[i].text, "the least must be"));
    }
    ck_assert_int_eq(errors.count, 4);
}
END_TEST

START_TEST(a_study_interrupted_before_it_begins_has_no_result)
{
    static atomic_bool interrupted = true;
    options.interrupted = &interrupted;
    ck_assert_int_eq(run_in_vain(), AB_INTERRUPTED);
    ck_assert_int_eq(errors.count, 0);
}
END_TEST

static atomic_bool raised;

static void raise_flag(void *owner, int done, int total)
{
    (void)owner;
    (void)total;
    raised = done >= 3;
}

START_TEST(a_study_stops_between_replications_when_interrupted)
{
    raised = false;
    options.replications = 100000;
    options.interrupted = &raised;
    options.progress = raise_flag;
    ck_assert_int_eq(run_in_vain(), AB_INTERRUPTED);
}
END_TEST

struct told {
    pthread_t thread;
    int calls, last;
};

static void listen(void *owner, int done, int total)
{
    struct told *told = owner;
    ck_assert(pthread_equal(pthread_self(), told->thread));
    ck_assert_int_eq(total, REPLICATIONS);
    ck_assert_int_ge(done, told->last);
    told->calls++;
    told->last = done;
}

START_TEST(progress_is_told_by_the_calling_thread_up_to_the_end)
{
    struct told told = {.thread = pthread_self()};
    options.threads = 3;
    options.progress = listen;
    options.progress_owner = &told;
    ab_result_destroy(run());
    ck_assert_int_gt(told.calls, 0);
    ck_assert_int_eq(told.last, REPLICATIONS);
}
END_TEST

static bool refuse_the_fifth(void *owner, const struct ab_replication *replication)
{
    int *told = owner;
    ck_assert_int_le(replication->number, 5);
    *told = replication->number;
    return replication->number < 5;
}

START_TEST(a_sink_that_takes_no_more_stops_the_study)
{
    int told = 0;
    options.replications = 1000000;
    options.threads = 3;
    options.sink = refuse_the_fifth;
    options.sink_owner = &told;
    ck_assert_int_eq(run_in_vain(), AB_IO_ERROR);
    ck_assert_int_eq(told, 5);
    ck_assert_int_eq(errors.count, 0); /* the reason is the sink's to tell */
}
END_TEST

START_TEST(replications_that_do_not_end_are_counted_with_their_reason)
{
    ab_scenario_destroy(scenario);
    scenario = load("scenario.horizon=8 h");
    struct ab_result *result;
    ck_assert_int_eq(ab_study_run(&result, scenario, &options, &errors), AB_FAILED);
    ck_assert_ptr_nonnull(result);
    ck_assert_int_eq(result->failed, REPLICATIONS);
    ck_assert_int_eq(result->measure[measure_of("closure_h")].n, REPLICATIONS);
    ck_assert_int_eq(result->measure[measure_of("closure_h")].beyond, REPLICATIONS);
    ck_assert_int_eq(result->measure[measure_of("withdrawal_h")].beyond, REPLICATIONS);
    ck_assert_int_eq(result->home_h.beyond, REPLICATIONS);
    ck_assert_double_eq(result->measure[measure_of("closed")].mean, 0);
    ck_assert_int_eq(result->failures, 1);
    ck_assert_int_eq(result->failure[0].replications, REPLICATIONS);
    ck_assert_str_ne(result->failure[0].reason, "");
    ab_result_destroy(result);
}
END_TEST

/* Makes each allocation of a study fail in turn, alone or with those that follow, until none
 * is left to fail. */
static void exhaust_memory(int threads, bool alone)
{
    enum ab_status status = AB_IO_ERROR;
    uint64_t allocation = 0;
    options.replications = 3;
    options.threads = threads;
    options.trace = 1;
    while (status != AB_OK) {
        struct ab_result *result;
        ab_errors_clear(&errors);
        ab_memory_fail_at(++allocation, alone);
        status = ab_study_run(&result, scenario, &options, &errors);
        ab_memory_fail_after(0);
        ck_assert_int_eq(result != NULL, status == AB_OK);
        ck_assert(status == AB_OK || status == AB_IO_ERROR);
        if (status == AB_IO_ERROR) {
            ck_assert_str_eq(errors.error[0].text, "out of memory");
        }
        ab_result_destroy(result);
    }
    ck_assert_uint_gt(allocation, 10);
}

START_TEST(running_out_of_memory_anywhere_is_an_error)
{
    exhaust_memory(1, _i == 1);
}
END_TEST

START_TEST(running_out_of_memory_on_several_threads_is_an_error)
{
    exhaust_memory(3, _i == 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("study");
    TCase *same = tcase_create("same");
    tcase_add_checked_fixture(same, setup, teardown);
    tcase_add_test(same, tables_are_the_same_bytes_at_every_number_of_threads);
    tcase_add_test(same, more_threads_than_replications_change_nothing);
    tcase_add_test(same, no_number_of_threads_means_the_cores_of_the_process);
    tcase_add_test(same, a_second_study_equals_the_first);
    tcase_add_test(same, another_seed_is_another_run);
    tcase_add_test(same, more_replications_leave_the_earlier_ones_alone);
    tcase_add_test(same, replications_differ_from_each_other);
    suite_add_tcase(suite, same);
    TCase *rows = tcase_create("rows");
    tcase_add_checked_fixture(rows, setup, teardown);
    tcase_add_test(rows, totals_are_sums_over_the_replications);
    tcase_add_test(rows, links_of_the_chain_add_up_to_the_closure);
    tcase_add_test(rows, waits_are_those_of_the_measures);
    tcase_add_test(rows, nothing_is_traced_unless_asked);
    tcase_add_test(rows, the_trace_is_of_the_replication_asked_for);
    tcase_add_test(rows, tracing_does_not_change_the_run);
    tcase_add_test(rows, what_nobody_asks_for_is_not_kept);
    suite_add_tcase(suite, rows);
    TCase *ends = tcase_create("ends");
    tcase_add_checked_fixture(ends, setup, teardown);
    tcase_add_test(ends, a_replication_that_is_not_run_cannot_be_traced);
    tcase_add_test(ends, impossible_numbers_are_refused);
    tcase_add_test(ends, impossible_numbers_of_replications_until_something_is_known_are_refused);
    tcase_add_test(ends, a_study_interrupted_before_it_begins_has_no_result);
    tcase_add_test(ends, a_study_stops_between_replications_when_interrupted);
    tcase_add_test(ends, progress_is_told_by_the_calling_thread_up_to_the_end);
    tcase_add_test(ends, replications_that_do_not_end_are_counted_with_their_reason);
    tcase_add_test(ends, a_sink_that_takes_no_more_stops_the_study);
    tcase_add_loop_test(ends, running_out_of_memory_anywhere_is_an_error, 0, 2);
    tcase_add_loop_test(ends, running_out_of_memory_on_several_threads_is_an_error, 0, 2);
    suite_add_tcase(suite, ends);

    return suite_run(suite, TESTS);
}
