/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_api_answers.c - what airbridge.h answers, in range and out of it, and that each of its functions
 * that allocates tells when memory runs out and leaves nothing behind. */
#include <airbridge/airbridge.h>

#include "base/memory.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { ALLOCATIONS_MAX = 100000, REPLICATIONS = 6 };

static const char *const path = "scenarios/small/shuttle.ini";

static ab_errors *errors;
static ab_scenario *scenario, *variant;
static ab_study *study;
static ab_result *result;
static ab_comparison *comparison;
static FILE *printed;
static char folder[SCRATCH_SIZE];

static ab_study_options usual(void)
{
    ab_study_options options = AB_STUDY_OPTIONS_INIT;
    options.replications = REPLICATIONS;
    options.threads = 1;
    return options;
}

/* The scenario, with assignments. */
static void set_up(void)
{
    const char *more[] = {"fleet.shuttle.number=3"};
    study = NULL;
    result = NULL;
    comparison = NULL;
    scratch_make(folder);
    printed = tmpfile();
    ck_assert_ptr_nonnull(printed);
    ck_assert_int_eq(ab_errors_new(&errors), AB_OK);
    ck_assert_int_eq(ab_scenario_open(&scenario, path, NULL, errors), AB_OK);
    ck_assert_int_eq(ab_scenario_bind(&variant, scenario, more, 1, errors), AB_OK);
}

static void tear_down(void)
{
    ab_comparison_free(comparison);
    ab_result_free(result);
    ab_study_free(study);
    ab_scenario_free(variant);
    ab_scenario_free(scenario);
    ab_errors_free(errors);
    (void)fclose(printed);
    scratch_remove(folder);
}

/* Another scenario in its place. */
static void use(const char *name, const char *const *set, int set_count)
{
    ab_scenario_options options = AB_SCENARIO_OPTIONS_INIT;
    options.set = set;
    options.set_count = set_count;
    ab_scenario_free(scenario);
    ck_assert_int_eq(ab_scenario_open(&scenario, name, &options, errors), AB_OK);
}

static ab_status simulate(const ab_study_options *options)
{
    ck_assert_int_eq(ab_study_new(&study, scenario, options, errors), AB_OK);
    return ab_study_simulate(&result, study, errors);
}

static bool tells(const char *text)
{
    ab_fault fault = AB_FAULT_INIT;
    bool found = false;
    for (int i = 0; ab_errors_get(&fault, errors, i) == AB_OK; i++) {
        found = found || strstr(fault.text, text) != NULL;
    }
    return found;
}

/* ---- answers ---- */

START_TEST(the_release_is_that_of_the_header)
{
    ck_assert_str_eq(ab_version(), AB_VERSION);
}
END_TEST

START_TEST(measures_have_names_units_and_meanings)
{
    const int count = ab_scenario_measures(scenario);
    ck_assert_int_gt(count, 0);
    for (int i = 0; i < count; i++) {
        ck_assert_int_eq(ab_scenario_measure(scenario, ab_scenario_measure_name(scenario, i)), i);
        ck_assert_str_ne(ab_scenario_measure_meaning(scenario, i), "");
        ck_assert_ptr_nonnull(ab_scenario_measure_unit(scenario, i));
    }
    ck_assert_int_eq(ab_scenario_measure(scenario, "no such measure"), -1);
    const int outside[] = {-1, count};
    for (int i = 0; i < 2; i++) {
        ck_assert_ptr_null(ab_scenario_measure_name(scenario, outside[i]));
        ck_assert_ptr_null(ab_scenario_measure_unit(scenario, outside[i]));
        ck_assert_ptr_null(ab_scenario_measure_meaning(scenario, outside[i]));
    }
}
END_TEST

START_TEST(a_result_answers_within_its_range_alone)
{
    ab_study_options options = usual();
    double flights = 0;
    options.seed = 7;
    ck_assert_int_eq(simulate(&options), AB_OK);
    ck_assert_uint_eq(ab_result_seed(result), 7);
    ck_assert_uint_gt(ab_result_events(result), REPLICATIONS);
    ck_assert_int_eq(ab_result_failed(result), 0);
    ck_assert_ptr_null(ab_result_failure(result, 0, NULL, NULL));
    ck_assert_ptr_null(ab_result_failure(result, -1, NULL, NULL));
    const int outside[] = {-1, ab_causes(), ab_links()};
    for (int i = 0; i < ab_causes(); i++) {
        ck_assert_ptr_nonnull(ab_cause_called(i));
        ck_assert_double_ge(ab_result_waited(result, i, &flights), 0);
        ck_assert_double_ge(flights, 0);
    }
    double chain = 0;
    for (int i = 0; i < ab_links(); i++) {
        const double link = ab_result_chain(result, i);
        ck_assert_ptr_nonnull(ab_link_called(i));
        chain += isnan(link) ? 0 : link;
    }
    ab_statistics closure = AB_STATISTICS_INIT;
    ck_assert_int_eq(ab_result_measure(&closure, result, "closure_h", errors), AB_OK);
    ck_assert_double_eq_tol(chain, closure.mean, 1e-6); /* it is divided without a rest */
    for (int i = 0; i < 2; i++) {
        ck_assert_ptr_null(ab_cause_called(outside[i]));
        ck_assert_double_nan(ab_result_waited(result, outside[i], &flights));
        ck_assert_double_nan(flights);
        ck_assert_double_nan(ab_result_waited(result, outside[i], NULL));
        ck_assert_ptr_null(ab_link_called(outside[2 * i]));
        ck_assert_double_nan(ab_result_chain(result, outside[2 * i]));
    }
    ck_assert_int_eq(ab_result_measure(&closure, result, "no such", errors), AB_BAD_SCENARIO);
    ck_assert(tells("the scenario has no measure 'no such'"));
}
END_TEST

START_TEST(a_fault_is_told_within_its_range_alone)
{
    enum { MANY = 120 };
    static char text[8000] = "[scenario]\nstart = 2022-01-01T00:00Z\n";
    ab_fault fault = AB_FAULT_INIT;
    ab_scenario *none = NULL;
    for (int i = 0; i < MANY; i++) {
        const size_t used = strlen(text);
        (void)snprintf(text + used, sizeof text - used, "[site.s%d]\nroad_time = 1 h\n", i);
    }
    ck_assert_int_eq(ab_scenario_open_text(&none, text, strlen(text), NULL, errors),
                     AB_BAD_SCENARIO);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(ab_errors_count(errors), MANY);
    ck_assert_int_eq(ab_errors_get(&fault, errors, 99), AB_OK);
    ck_assert_str_eq(fault.key, "guards");
    ck_assert_int_eq(ab_errors_get(&fault, errors, 100), AB_BAD_SCENARIO); /* only counted */
    ck_assert_int_eq(ab_errors_get(&fault, errors, MANY), AB_BAD_SCENARIO);
    ck_assert_int_eq(ab_errors_get(&fault, errors, -1), AB_BAD_SCENARIO);
    fault.version = 2;
    ck_assert_int_eq(ab_errors_get(&fault, errors, 0), AB_BAD_SCENARIO);
    ab_errors_clear(errors);
    ck_assert_int_eq(ab_scenario_open_text(&none, "", 0, NULL, errors), AB_BAD_SCENARIO);
    ck_assert(tells("is missing"));
}
END_TEST

START_TEST(one_replication_of_the_usual_options_is_told)
{
    const char *set[] = {"scenario.event_limit=10"};
    ab_study_options options = usual();
    options.replications = 1;
    use(path, set, 1);
    ck_assert_int_eq(simulate(&options), AB_FAILED);
    ck_assert(tells("1 of 1 replication did not reach the scenario's end"));
    ab_result_free(result);
    ab_study_free(study);
    use(path, NULL, 0);
    ck_assert_int_eq(simulate(NULL), AB_OK);
    ck_assert_int_eq(ab_result_replications(result), 100);
}
END_TEST

/* The rows of a table as they are told. */
struct rows {
    int count;
    uint64_t hash[2];
    char value[2][64];
};

static int keep_row(void *owner, const ab_point *point, const ab_result *at)
{
    struct rows *rows = owner;
    const int row = rows->count++;
    ck_assert_int_eq(ab_point_keys(point), 3);
    rows->hash[row] = ab_result_hash(at);
    (void)snprintf(rows->value[row], sizeof rows->value[row], "%s,%s,%s", ab_point_value(point, 0),
                   ab_point_value(point, 1), ab_point_value(point, 2));
    return 0;
}

/* What is empty is left as it is, and a name is no key. */
START_TEST(cases_are_told_with_their_names)
{
    struct rows rows = {0};
    char file[SCRATCH_SIZE + 16];
    ab_sweep_options options = AB_SWEEP_OPTIONS_INIT;
    ab_study_options how = usual();
    (void)snprintf(file, sizeof file, "%s/cases.csv", folder);
    FILE *cases = fopen(file, "w");
    ck_assert_ptr_nonnull(cases);
    (void)fputs("case,fleet.shuttle.number,airfield.away.working_mog\nas is,,\nmore,3,\n", cases);
    ck_assert_int_eq(fclose(cases), 0);
    options.cases = file;
    options.point = keep_row;
    options.point_owner = &rows;
    ck_assert_int_eq(simulate(&how), AB_OK);
    ck_assert_int_eq(ab_study_sweep(study, &options, errors), AB_OK);
    ck_assert_int_eq(rows.count, 2);
    ck_assert_str_eq(rows.value[0], "as is,,");
    ck_assert_str_eq(rows.value[1], "more,3,");
    ck_assert_uint_eq(rows.hash[0], ab_result_hash(result));
    ck_assert_uint_ne(rows.hash[1], rows.hash[0]);
}
END_TEST

/* As it is printed at the end of a run. */
START_TEST(a_result_is_printed)
{
    char *text = NULL;
    size_t size = 0;
    ab_statistics closure = AB_STATISTICS_INIT;
    char mean[32];
    FILE *stream = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(stream);
    ck_assert_int_eq(simulate(NULL), AB_OK);
    ab_result_print(result, stream);
    ck_assert_int_eq(fclose(stream), 0);
    ck_assert_int_eq(ab_result_measure(&closure, result, "closure_h", errors), AB_OK);
    (void)snprintf(mean, sizeof mean, "after %.1f h", closure.mean);
    ck_assert_msg(strstr(text, mean) != NULL, "%s is not in\n%s", mean, text);
    free(text);
}
END_TEST

START_TEST(curves_rise_to_what_has_landed)
{
    ab_study_options options = usual();
    ab_statistics landings = AB_STATISTICS_INIT, all = AB_STATISTICS_INIT;
    double before = 0;
    int points = 0;
    ck_assert_int_eq(simulate(&options), AB_OK);
    ck_assert_double_gt(ab_result_curve_step_h(result), 0);
    for (; ab_result_curve_at(&landings, result, "landings", points) == AB_OK; points++) {
        ck_assert_double_ge(landings.mean, before);
        ck_assert_int_eq(landings.n, REPLICATIONS);
        before = landings.mean;
    }
    ck_assert_int_gt(points, 1);
    ck_assert_double_gt(before, 0);
    ck_assert_int_eq(ab_result_curve_at(&all, result, "evacuees_off", 0), AB_OK);
    ck_assert_int_eq(ab_result_curve_at(&all, result, "landing", 0), AB_BAD_SCENARIO);
    ck_assert_int_eq(ab_result_curve_at(&all, result, "landings", -1), AB_BAD_SCENARIO);
    all.version = 2;
    ck_assert_int_eq(ab_result_curve_at(&all, result, "landings", 0), AB_BAD_SCENARIO);
}
END_TEST

START_TEST(replications_that_do_not_end_are_told_with_their_reason)
{
    const char *set[] = {"scenario.event_limit=10"};
    ab_study_options options = usual();
    int replications = 0, first = 0;
    use(path, set, 1);
    ck_assert_int_eq(simulate(&options), AB_FAILED);
    ck_assert_ptr_nonnull(result);
    ck_assert_int_eq(ab_result_failed(result), REPLICATIONS);
    const char *reason = ab_result_failure(result, 0, &replications, &first);
    ck_assert_ptr_nonnull(reason);
    ck_assert_int_eq(replications, REPLICATIONS);
    ck_assert_int_eq(first, 1);
    ck_assert_ptr_nonnull(ab_result_failure(result, 0, NULL, NULL));
    ck_assert_ptr_null(ab_result_failure(result, 1, NULL, NULL));
    ck_assert(tells("6 of 6 replications did not reach the scenario's end"));
    ck_assert(tells(reason));
}
END_TEST

START_TEST(a_precision_that_is_not_reached_is_told)
{
    const char *until[] = {"closure_h=1"}; /* of a scenario without chance: no spread is seen */
    ab_study_options options = usual();
    options.until = until;
    options.until_count = 1;
    options.replications = 100;
    ck_assert_int_eq(simulate(&options), AB_FAILED);
    ck_assert_ptr_nonnull(result);
    ck_assert(tells("what `until` asks for is not reached after 100 replications"));
    const char *wide[] = {"closure_h=50%"};
    const char *chance[] = {"aircraft.transport.onload_time=exponential(1 h)"};
    options.until = wide;
    options.replications = 3000;
    ab_result_free(result);
    ab_study_free(study);
    use(path, chance, 1);
    ck_assert_int_eq(simulate(&options), AB_OK);
    ck_assert_int_lt(ab_result_replications(result), 3000);
}
END_TEST

static int keep_milestone(void *owner, const ab_replication *replication)
{
    double *sum = owner;
    *sum += ab_replication_milestone(replication, 0);
    ck_assert_uint_ne(ab_replication_hash(replication), 0);
    return 0;
}

START_TEST(milestones_are_in_hours_and_amounts_as_they_are)
{
    double sum = 0;
    ab_study_options options = usual();
    ab_milestone_of milestone = AB_MILESTONE_OF_INIT;
    use("scenarios/january-2022.ini", NULL, 0);
    options.replication = keep_milestone;
    options.replication_owner = &sum;
    ck_assert_int_eq(simulate(&options), AB_OK);
    ck_assert_int_eq(ab_result_milestone(&milestone, result, 0), AB_OK);
    ck_assert_double_eq_tol(milestone.value.mean, sum / REPLICATIONS, 1e-6);
    ck_assert_ptr_nonnull(milestone.verdict);
    ck_assert_ptr_nonnull(milestone.outcome);
    ck_assert_int_eq(ab_result_milestone(&milestone, result, -1), AB_BAD_SCENARIO);
    ck_assert_int_eq(ab_result_milestone(&milestone, result, 1000), AB_BAD_SCENARIO);
    milestone.version = 0;
    ck_assert_int_eq(ab_result_milestone(&milestone, result, 0), AB_BAD_SCENARIO);
}
END_TEST

/* How many have landed by a moment is a number, not hours: of the eight loads of the shuttle four,
 * two each after 3 h and 9 h. */
START_TEST(a_milestone_may_be_an_amount)
{
    const char *set[] = {"milestone.half.event=landing", "milestone.half.by=2022-01-01T12:00Z",
                         "milestone.half.latest=100"};
    double sum = 0;
    ab_study_options options = usual();
    ab_milestone_of milestone = AB_MILESTONE_OF_INIT;
    use(path, set, 3);
    options.replication = keep_milestone;
    options.replication_owner = &sum;
    ck_assert_int_eq(simulate(&options), AB_OK);
    ck_assert_int_eq(ab_result_milestone(&milestone, result, 0), AB_OK);
    ck_assert_double_eq(milestone.value.mean, sum / REPLICATIONS);
    ck_assert_double_eq(milestone.value.mean, 4);
}
END_TEST

START_TEST(a_comparison_answers_within_its_range_alone)
{
    const ab_scenario *variants[] = {variant};
    ab_study_options options = usual();
    ab_difference closure = AB_DIFFERENCE_INIT;
    ck_assert_int_eq(ab_study_new(&study, scenario, &options, errors), AB_OK);
    ck_assert_int_eq(ab_study_compare(&comparison, study, variants, 0, errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(ab_study_compare(&comparison, study, variants, 1, errors), AB_OK);
    ck_assert_int_eq(ab_comparison_replications(comparison), REPLICATIONS);
    ck_assert_uint_ne(ab_comparison_hash(comparison, 0), ab_comparison_hash(comparison, 1));
    ck_assert_uint_eq(ab_comparison_hash(comparison, 2), 0);
    ck_assert_uint_eq(ab_comparison_hash(comparison, -1), 0);
    ck_assert_str_eq(ab_comparison_called(comparison, 0), "shuttle");
    ck_assert_str_eq(ab_comparison_called(comparison, 1), "fleet.shuttle.number=3");
    ck_assert_ptr_null(ab_comparison_called(comparison, 2));
    ck_assert_ptr_null(ab_comparison_called(comparison, -1));
    ck_assert_int_eq(ab_comparison_measure(&closure, comparison, 0, "closure_h", errors), AB_OK);
    ck_assert_int_eq(closure.n, REPLICATIONS);
    ck_assert_int_eq(closure.lower + closure.higher + closure.equal, REPLICATIONS);
    ck_assert_int_eq(ab_comparison_measure(&closure, comparison, 0, "no such", errors),
                     AB_BAD_SCENARIO);
    ck_assert_int_eq(ab_comparison_measure(&closure, comparison, 1, "closure_h", errors),
                     AB_BAD_SCENARIO);
    ck_assert(tells("there is no variant 1, but variants 0 to 0"));
    ck_assert_int_eq(ab_comparison_measure(&closure, comparison, -1, "closure_h", errors),
                     AB_BAD_SCENARIO);
    closure.version = 5;
    ck_assert_int_eq(ab_comparison_measure(&closure, comparison, 0, "closure_h", errors),
                     AB_BAD_SCENARIO);
}
END_TEST

START_TEST(what_cannot_be_printed_is_told)
{
    ab_study_options options = usual();
    FILE *full = fopen("/dev/full", "w");
    ck_assert_ptr_nonnull(full);
    ck_assert_int_eq(simulate(&options), AB_OK);
    ck_assert_int_eq(ab_result_json(result, full, errors), AB_IO_ERROR);
    ck_assert(tells("cannot print"));
    ck_assert_int_eq(ab_scenario_print(scenario, full, errors), AB_IO_ERROR);
    ck_assert_int_eq(ab_keys_print(full, "airfield", errors), AB_IO_ERROR);
    (void)fclose(full);
    full = fopen("/dev/full", "w"); /* which nothing is kept for, to be written at the end */
    ck_assert_int_eq(setvbuf(full, NULL, _IONBF, 0), 0);
    ck_assert_int_eq(ab_scenario_print(scenario, full, errors), AB_IO_ERROR);
    (void)fclose(full);
    ck_assert_int_eq(ab_keys_print(printed, "no such section", errors), AB_BAD_SCENARIO);
}
END_TEST

/* ---- memory that runs out ---- */

static int see_point(void *owner, const ab_point *point, const ab_result *of)
{
    (void)owner;
    (void)of;
    ck_assert_ptr_nonnull(ab_point_key(point, 0));
    ck_assert_ptr_nonnull(ab_point_value(point, 0));
    ck_assert_ptr_null(ab_point_key(point, 1));
    ck_assert_ptr_null(ab_point_value(point, -1));
    ck_assert_int_eq(ab_point_total(point), 2);
    return 0;
}

static ab_status sweep(ab_errors *told)
{
    static const char *const vary[] = {"fleet.shuttle.number=1..2"};
    ab_sweep_options options = AB_SWEEP_OPTIONS_INIT;
    options.vary = vary;
    options.vary_count = 1;
    options.point = see_point;
    return ab_study_sweep(study, &options, told);
}

enum {
    OPEN,
    BIND,
    VALUE,
    NOTES,
    PRINT,
    KEYS,
    NEW,
    RUN,
    COMPARE,
    SWEEP,
    JSON,
    VERSUS_JSON,
    RUN_FOLDER, /* over an earlier result, from here on */
    COMPARE_FOLDER,
    SWEEP_FOLDER,
    RUN_FILE,
    COMPARE_FILE,
    SWEEP_FILE,
    CALLS
};

static bool simulates(int kind)
{
    return kind == RUN || kind == RUN_FOLDER || kind == RUN_FILE;
}

static bool compares(int kind)
{
    return kind == COMPARE || kind == COMPARE_FOLDER || kind == COMPARE_FILE;
}

/* Whether a call made something, which is freed. */
static bool made_by(int kind, ab_scenario *other, char *value, ab_study *fresh)
{
    const bool made = simulates(kind)  ? result != NULL
                      : compares(kind) ? comparison != NULL
                                       : other != NULL || value != NULL || fresh != NULL;
    ab_scenario_free(other);
    ab_value_free(value);
    ab_study_free(fresh);
    if (simulates(kind)) {
        ab_result_free(result);
        result = NULL;
    } else if (compares(kind)) {
        ab_comparison_free(comparison);
        comparison = NULL;
    }
    return made;
}

/* Makes a call, and says whether what it makes is there. */
static ab_status call(int kind, ab_errors *told, bool *made)
{
    static const char *const two[] = {"fleet.shuttle.number=3", "scenario.title=Other"};
    const ab_scenario *variants[] = {variant};
    const ab_study_options options = usual();
    ab_scenario *other = NULL;
    ab_study *fresh = NULL;
    char *value = NULL;
    const ab_status status =
        kind == OPEN          ? ab_scenario_open(&other, path, NULL, told)
        : kind == BIND        ? ab_scenario_bind(&other, variant, two, 2, told)
        : kind == VALUE       ? ab_scenario_value(&value, scenario, "fleet.shuttle.number", told)
        : kind == NOTES       ? ab_scenario_notes(scenario, told, told)
        : kind == PRINT       ? ab_scenario_print(variant, printed, told)
        : kind == KEYS        ? ab_keys_print(printed, NULL, told)
        : kind == NEW         ? ab_study_new(&fresh, scenario, &options, told)
        : simulates(kind)     ? ab_study_simulate(&result, study, told)
        : compares(kind)      ? ab_study_compare(&comparison, study, variants, 1, told)
        : kind == JSON        ? ab_result_json(result, printed, told)
        : kind == VERSUS_JSON ? ab_comparison_json(comparison, printed, told)
                              : sweep(told);
    *made = made_by(kind, other, value, fresh);
    return status;
}

/* Which of them make something. */
static bool makes(int kind)
{
    return kind == OPEN || kind == BIND || kind == VALUE || kind == NEW || simulates(kind) ||
           compares(kind);
}

static void alone(uint64_t n)
{
    ab_memory_fail_at(n, true);
}

/* Lets each allocation fail, or each piece of an arena, as `plan` does. */
static void fail_each(int kind, void (*plan)(uint64_t n), ab_errors *told)
{
    ab_status status = AB_IO_ERROR;
    for (uint64_t n = 1; status != AB_OK && n < ALLOCATIONS_MAX; n++) {
        bool made;
        ab_errors_clear(errors);
        plan(n);
        status = call(kind, told, &made);
        plan(0);
        ck_assert_msg(status == AB_OK || status == AB_IO_ERROR, "call %d, allocation %d: status %d",
                      kind, (int)n, (int)status);
        ck_assert_msg(made == (status == AB_OK && makes(kind)), "call %d, allocation %d", kind,
                      (int)n);
        ck_assert_msg(told == NULL || (status == AB_OK) == (ab_errors_count(told) == 0),
                      "call %d, allocation %d: status %d, %d told", kind, (int)n, (int)status,
                      ab_errors_count(told));
    }
    ck_assert_int_eq(status, AB_OK);
}

START_TEST(whichever_allocation_of_a_call_fails_it_is_told_and_nothing_is_made)
{
    ab_study_options options = usual();
    const ab_scenario *variants[] = {variant};
    char file[SCRATCH_SIZE + 8];
    bool made;
    (void)snprintf(file, sizeof file, "%s/x.db", folder);
    if (_i >= RUN_FOLDER) {
        options.output = _i < RUN_FILE ? folder : file;
        options.force = 1;
    }
    ck_assert_int_eq(ab_study_new(&study, scenario, &options, errors), AB_OK);
    if (_i >= RUN_FOLDER) {
        ck_assert_int_eq(call(_i, errors, &made), AB_OK);
    } else if (_i == JSON) {
        ck_assert_int_eq(ab_study_simulate(&result, study, errors), AB_OK);
    } else if (_i == VERSUS_JSON) {
        ck_assert_int_eq(ab_study_compare(&comparison, study, variants, 1, errors), AB_OK);
    }
    fail_each(_i, ab_memory_fail_after, errors);
    fail_each(_i, alone, errors);
    fail_each(_i, ab_memory_fail_piece, errors);
    if (_i < RUN_FOLDER) {
        fail_each(_i, ab_memory_fail_after, NULL);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("answers of the library");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, the_release_is_that_of_the_header);
    tcase_add_test(tests, measures_have_names_units_and_meanings);
    tcase_add_test(tests, a_result_answers_within_its_range_alone);
    tcase_add_test(tests, a_fault_is_told_within_its_range_alone);
    tcase_add_test(tests, one_replication_of_the_usual_options_is_told);
    tcase_add_test(tests, a_result_is_printed);
    tcase_add_test(tests, cases_are_told_with_their_names);
    tcase_add_test(tests, a_milestone_may_be_an_amount);
    tcase_add_test(tests, curves_rise_to_what_has_landed);
    tcase_add_test(tests, replications_that_do_not_end_are_told_with_their_reason);
    tcase_add_test(tests, a_precision_that_is_not_reached_is_told);
    tcase_add_test(tests, milestones_are_in_hours_and_amounts_as_they_are);
    tcase_add_test(tests, a_comparison_answers_within_its_range_alone);
    tcase_add_test(tests, what_cannot_be_printed_is_told);
    suite_add_tcase(suite, tests);
    TCase *memory = tcase_create("memory");
    tcase_add_checked_fixture(memory, set_up, tear_down);
    tcase_set_timeout(memory, 600);
    tcase_add_loop_test(memory, whichever_allocation_of_a_call_fails_it_is_told_and_nothing_is_made,
                        0, CALLS);
    suite_add_tcase(suite, memory);
    return suite_run(suite, 14 + CALLS);
}
