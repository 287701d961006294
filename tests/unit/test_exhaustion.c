/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_exhaustion.c - what happens when memory runs out, wherever it does: each allocation of a
 * whole study fails in turn, alone or with all that follow. Nothing may crash or leak (the sanitizer build looks), every failure
 * is reported, and no file is left half written. */
#include "base/memory.h"
#include "output/output.h"
#include "support/scratch.h"
#include "support/suite.h"

#include "study/study.h"
#include <check.h>
#include <dirent.h>
#include <string.h>
#include <unistd.h>

enum { TESTS = 8, ALLOCATIONS_MAX = 1000000 };

static const char *path = "scenarios/small/one-runway.ini";
static struct ab_errors errors;

/* Simulates with a trace into a folder or a database. */
static enum ab_status simulate(const struct ab_scenario *scenario, const char *place)
{
    struct ab_result *result = NULL;
    struct ab_output *output = NULL;
    const struct ab_output_options where = {.path = place, .force = true, .scenario = "a"};
    enum ab_status status = ab_output_begin(&output, scenario, &where, &errors);
    if (status != AB_OK) {
        return status;
    }
    const struct ab_study_options options = {
        .replications = 2,
        .seed = 1,
        .inputs = scenario->input_count > 0 ? AB_INPUTS_SPLIT : AB_INPUTS_AT_BASE,
        .threads = 1,
        .trace = 1,
        .sink = ab_output_put,
        .sink_owner = output};
    status = ab_study_run(&result, scenario, &options, &errors);
    const enum ab_status written = result != NULL ? ab_output_finish(output, result, &errors)
                                                  : ab_output_abandon(output, &errors);
    ab_result_destroy(result);
    return status == AB_OK ? written : status;
}

static enum ab_status do_everything(const char *place)
{
    struct ab_scenario *scenario = NULL;
    enum ab_status status = ab_scenario_load(&scenario, path, NULL, 0, &errors);
    if (status == AB_OK) {
        status = simulate(scenario, place);
    }
    ab_scenario_destroy(scenario);
    return status;
}

/* Whether the folder holds a name that ends with `end`. */
static bool holds(const char *folder, const char *end)
{
    bool found = false;
    DIR *stream = opendir(folder);
    if (stream == NULL) {
        return false;
    }
    for (const struct dirent *entry; (entry = readdir(stream)) != NULL;) {
        size_t length = strlen(entry->d_name);
        found |= length >= strlen(end) && strcmp(entry->d_name + length - strlen(end), end) == 0;
    }
    (void)closedir(stream);
    return found;
}

/* Lets each allocation fail in turn, alone or with those that follow, on the way to a result, which
 * is there when `mark` is. */
static void fail_everywhere(const char *folder, const char *place, const char *mark, bool alone)
{
    enum ab_status status = AB_IO_ERROR;
    uint64_t n = 0;
    while (status != AB_OK && n < ALLOCATIONS_MAX) {
        ab_errors_clear(&errors);
        ab_memory_fail_at(++n, alone);
        status = do_everything(place);
        ab_memory_fail_after(0);
        ck_assert_msg(status == AB_OK || status == AB_IO_ERROR, "allocation %d: status %d", (int)n,
                      (int)status);
        ck_assert_msg((status == AB_OK) == (errors.count == 0), "allocation %d: %d faults", (int)n,
                      errors.count);
        ck_assert(!holds(folder, ".tmp"));
        ck_assert_int_eq(holds(folder, mark), status == AB_OK);
    }
    ck_assert_uint_gt(n, 50);
}

START_TEST(whichever_allocation_fails_it_is_reported_and_no_file_is_half_there)
{
    char folder[SCRATCH_SIZE];
    scratch_make(folder);
    fail_everywhere(folder, folder, "run.json", _i == 1);
    scratch_remove(folder);
}
END_TEST

/* Once more where inputs are drawn, and there is a deadline. */
START_TEST(whichever_allocation_fails_when_inputs_are_drawn_it_is_reported)
{
    char folder[SCRATCH_SIZE], file[SCRATCH_SIZE + 16], here[SCRATCH_SIZE];
    scratch_make(folder);
    (void)snprintf(file, sizeof file, "%s.ini", folder);
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    FILE *stream = fopen(file, "w");
    ck_assert_ptr_nonnull(stream);
    (void)fprintf(stream,
                  "[scenario]\nbase = %s/scenarios/small/shuttle.ini\n"
                  "deadline = 2022-01-01T22:00Z\n"
                  "[uncertain.places]\nkey = airfield.away.working_mog\nvalue = uniform(1, 3)\n"
                  "[uncertain.offload]\nkey = aircraft.transport.offload_time\n"
                  "factor = uniform(0.5, 3)\n",
                  here);
    ck_assert_int_eq(fclose(stream), 0);
    path = file;
    fail_everywhere(folder, folder, "run.json", _i == 1);
    ck_assert_int_eq(remove(file), 0);
    scratch_remove(folder);
}
END_TEST

START_TEST(whichever_allocation_fails_it_is_reported_and_no_database_is_half_there)
{
    char folder[SCRATCH_SIZE], place[SCRATCH_SIZE + 16];
    scratch_make(folder);
    (void)snprintf(place, sizeof place, "%s/out.sqlite", folder);
    fail_everywhere(folder, place, "out.sqlite", _i == 1);
    scratch_remove(folder);
}
END_TEST

static void alone(uint64_t n)
{
    ab_memory_fail_at(n, true);
}

/* What is read, with assignments. */
static const struct read {
    const char *path;
    const char *set[4];
} reads[] = {
    {"scenarios/small/islands.ini", {NULL}},
    {"scenarios/small/shuttle.ini",
     {"past.scenario=scenarios/small/shuttle.ini", "past.at=2022-01-01T20:00Z",
      "airfield.away.working_mog=7"}},
    {"scenarios/small/one-runway.ini",
     {"uncertain.x.key=airfield.port.working_mog", "uncertain.x.value=uniform(1, 3)",
      "scenario.deterministic=yes"}},
    {"scenarios/january-2022.ini",
     {"change.c.at=2022-01-08T00:00Z", "change.c.key=airfield.almaty.working_mog",
      "change.c.value=2"}},
    {"tests/oracles/cut-ways.ini", {NULL}},
    {"tests/oracles/hub.ini", {NULL}},
    {"tests/oracles/evacuation-shares.ini", {NULL}},
    {"tests/oracles/outload-shared.ini", {NULL}},
    {"tests/oracles/cargo-classes.ini", {NULL}},
    {"tests/oracles/local-time.ini", {NULL}},
    {"tests/oracles/supply.ini", {NULL}},
    {"tests/oracles/weather.ini", {NULL}},
};
enum { READS = (int)(sizeof reads / sizeof reads[0]), PLANS = 3 };

/* Where there are many, not all of them are tried, but of tables. */
START_TEST(whichever_allocation_fails_a_scenario_is_read_or_it_is_reported)
{
    static void (*const plans[PLANS])(uint64_t) = {ab_memory_fail_after, alone,
                                                   ab_memory_fail_piece};
    const struct read *read = &reads[_i / PLANS];
    struct ab_scenario *scenario = NULL;
    enum ab_status status = AB_IO_ERROR;
    const uint64_t rare = _i < PLANS ? ALLOCATIONS_MAX : 100;
    int set = 0;
    while (read->set[set] != NULL) {
        set++;
    }
    for (uint64_t n = 1; status != AB_OK && n < ALLOCATIONS_MAX; n += 1 + n / rare) {
        ab_errors_clear(&errors);
        plans[_i % PLANS](n);
        status = ab_scenario_load(&scenario, read->path, read->set, set, &errors);
        plans[_i % PLANS](0);
        ck_assert_msg(status == AB_OK || status == AB_IO_ERROR, "%s, %d: status %d, %s", read->path,
                      (int)n, (int)status, errors.error[0].text);
        ck_assert_msg(errors.count == (status == AB_OK ? 0 : 1), "%s, %d: %d faults", read->path,
                      (int)n, errors.count);
    }
    ck_assert_int_eq(status, AB_OK);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(a_single_failed_allocation_says_that_memory_is_out)
{
    struct ab_scenario *scenario = NULL;
    ab_errors_clear(&errors);
    ab_memory_fail_after(2);
    ck_assert_int_eq(ab_scenario_load(&scenario, path, NULL, 0, &errors), AB_IO_ERROR);
    ab_memory_fail_after(0);
    ck_assert_ptr_null(scenario);
    ck_assert_int_eq(errors.count, 1);
    ck_assert_ptr_nonnull(strstr(errors.error[0].text, "out of memory"));
}
END_TEST

START_TEST(nothing_is_allocated_after_the_first_replication)
{
    struct ab_scenario *scenario = NULL;
    struct ab_run_outcome outcome;
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_scenario_load(&scenario, path, NULL, 0, &errors), AB_OK);
    struct ab_run *run = ab_run_create(scenario);
    struct ab_run_options options = {.seed = 1, .replication = 1};
    ck_assert(ab_run_replicate(run, &options, &outcome));
    uint64_t before = ab_memory_count();
    /* The same replication again: others may need more room once, this one may not. */
    for (int i = 0; i < 3; i++) {
        ck_assert(ab_run_replicate(run, &options, &outcome));
    }
    ck_assert_uint_eq(ab_memory_count(), before);
    ab_run_destroy(run);
    ab_scenario_destroy(scenario);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("exhaustion");
    TCase *tests = tcase_create("memory");
    tcase_set_timeout(tests, 900);
    tcase_add_loop_test(tests, whichever_allocation_fails_it_is_reported_and_no_file_is_half_there,
                        0, 2);
    tcase_add_loop_test(tests, whichever_allocation_fails_when_inputs_are_drawn_it_is_reported, 0,
                        2);
    tcase_add_loop_test(
        tests, whichever_allocation_fails_it_is_reported_and_no_database_is_half_there, 0, 2);
    tcase_add_loop_test(tests, whichever_allocation_fails_a_scenario_is_read_or_it_is_reported, 0,
                        READS * PLANS);
    tcase_add_test(tests, a_single_failed_allocation_says_that_memory_is_out);
    tcase_add_test(tests, nothing_is_allocated_after_the_first_replication);
    suite_add_tcase(suite, tests);

    return suite_run(suite, TESTS + READS * PLANS);
}
