/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_curve.c - quantities over time: exact at every step, whatever the lengths of the runs. */
#include "base/file.h"
#include "study/curve.h"
#include "study/tally.h"
#include "support/kept.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <check.h>
#include <string.h>

enum { TESTS = 9 };

/* Loads and supplies into one field by way of another, a site to guard, and the way home. */
static const char *const scenario_text = "[scenario]\n"
                                         "start = 2022-01-01T00:00Z\n"
                                         "end = withdrawn\n"
                                         "[command]\n"
                                         "request = 1 h\n"
                                         "[withdrawal]\n"
                                         "order = 1 d\n"
                                         "[aircraft.transport]\n"
                                         "seats = 50\n"
                                         "onload_time = exponential(1 h)\n"
                                         "offload_time = exponential(2 h)\n"
                                         "[airfield.home]\n"
                                         "[airfield.field]\n"
                                         "working_mog = 2\n"
                                         "[leg.there]\n"
                                         "from = home\n"
                                         "to = field\n"
                                         "block_time = gamma(3 h, 1 h)\n"
                                         "stop = halfway\n"
                                         "[airfield.halfway]\n"
                                         "[leg.first-half]\n"
                                         "from = home\n"
                                         "to = halfway\n"
                                         "block_time = gamma(2 h, 1 h)\n"
                                         "[leg.second-half]\n"
                                         "from = halfway\n"
                                         "to = field\n"
                                         "block_time = gamma(1 h, 30 min)\n"
                                         "[fleet.pool]\n"
                                         "type = transport\n"
                                         "number = 3\n"
                                         "home = home\n"
                                         "[contingent.force]\n"
                                         "apoe = home\n"
                                         "apod = field\n"
                                         "people = uniform(500, 600)\n"
                                         "assembly = exponential(4 h)\n"
                                         "[contingent.column]\n"
                                         "apoe = home\n"
                                         "apod = field\n"
                                         "people = 70\n"
                                         "mode_in = road\n"
                                         "mode_out = road\n"
                                         "road_in_time = 20 h\n"
                                         "road_out_time = 20 h\n"
                                         "[site.plant]\n"
                                         "class = power plant\n"
                                         "road_time = 1 h\n"
                                         "guards = 40\n"
                                         "host_strength = 30\n"
                                         "[supply]\n"
                                         "consumption = 10 kg\n"
                                         "trigger = 4 t\n"
                                         "load = 2 t\n"
                                         "contingent = force\n";

static struct ab_errors errors;
static char folder[SCRATCH_SIZE];
static struct ab_scenario *scenario;
static struct ab_result *result;
static struct kept kept; /* the first replication */

static void setup(void)
{
    char path[256];
    ab_errors_clear(&errors);
    scratch_make(folder);
    (void)snprintf(path, sizeof path, "%s/curve.ini", folder);
    struct ab_writer *writer = ab_writer_open(path, &errors);
    ck_assert_ptr_nonnull(writer);
    ab_writer_put(writer, scenario_text, strlen(scenario_text));
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
    if (ab_scenario_load(&scenario, path, NULL, 0, &errors) != AB_OK) {
        ab_errors_print(&errors, stderr);
    }
    ck_assert_ptr_nonnull(scenario);
    kept_make(&kept, scenario, 20);
}

static void teardown(void)
{
    kept_clear(&kept);
    ab_result_destroy(result);
    ab_scenario_destroy(scenario);
    scratch_remove(folder);
}

static void run(int replications)
{
    const struct ab_study_options options = {.replications = replications,
                                             .seed = 3,
                                             .threads = 1,
                                             .trace = 1,
                                             .sink = kept_put,
                                             .sink_owner = &kept};
    ck_assert_int_eq(ab_study_run(&result, scenario, &options, &errors), AB_OK);
}

static double median_at(enum ab_curve curve, int point)
{
    return ab_result_curve(result, curve, point).p50;
}

/* What the traced loads say that the curves should be at an instant. */
static double loads_by(ab_time instant, enum ab_curve curve)
{
    double sum = 0;
    for (int i = 0; i < result->trace.chalks; i++) {
        const struct ab_chalk_record *chalk = &result->trace.chalk[i];
        if (curve == AB_CURVE_OUT_DEPARTURES) {
            sum += chalk->direction == AB_OUT && chalk->departed <= instant;
        } else {
            sum += chalk->direction != AB_OUT && !chalk->sustainment && chalk->landed <= instant;
        }
    }
    return sum;
}

START_TEST(a_curve_counts_exactly_what_happened_by_each_of_its_points)
{
    run(1);
    ab_time step;
    const int points = ab_result_curve_points(result, &step);
    ck_assert_int_gt(points, AB_CURVE_STEPS / 8);
    for (int i = 0; i < points; i++) {
        ck_assert(median_at(AB_CURVE_LANDINGS, i) == loads_by(i * step, AB_CURVE_LANDINGS));
        ck_assert(median_at(AB_CURVE_OUT_DEPARTURES, i) ==
                  loads_by(i * step, AB_CURVE_OUT_DEPARTURES));
    }
    ck_assert_double_gt(median_at(AB_CURVE_LANDINGS, points - 1), 10);
}
END_TEST

START_TEST(the_points_reach_from_the_start_to_the_end_of_the_longest_run)
{
    run(20);
    ab_time step, ended = 0;
    const int points = ab_result_curve_points(result, &step);
    for (int row = 0; row < 20; row++) {
        ended = ab_time_later(kept.row[row].outcome.ended, ended);
    }
    ck_assert_int_le(points, AB_CURVE_STEPS);
    ck_assert_int_ge((points - 1) * step, ended);
    ck_assert_int_lt((points - 2) * step, ended);
}
END_TEST

/* The value of a measure in the first replication. */
static double measure(const char *wanted)
{
    char name[128];
    for (int i = 0; i < result->measures; i++) {
        if (strcmp(ab_measure_name(scenario, i, name, sizeof name), wanted) == 0) {
            return kept.row[0].measure[i];
        }
    }
    ck_abort_msg("no measure %s", wanted);
    return 0;
}

START_TEST(curves_end_at_the_measures_of_the_run_columns_by_road_included)
{
    run(1);
    ab_time step;
    const int last = ab_result_curve_points(result, &step) - 1;
    ck_assert(median_at(AB_CURVE_LANDINGS, last) == measure("inbound_flights"));
    ck_assert(median_at(AB_CURVE_PEOPLE, last) == measure("deployed_people"));
    ck_assert(median_at(AB_CURVE_HOST, last) == measure("host_relieved"));
    ck_assert(median_at(AB_CURVE_OUT_DEPARTURES, last) == measure("outbound_flights"));
}
END_TEST

START_TEST(supplies_are_no_landings_of_the_force)
{
    run(1);
    int supplies = 0;
    for (int i = 0; i < result->trace.chalks; i++) {
        supplies += result->trace.chalk[i].sustainment;
    }
    ck_assert_int_gt(supplies, 0);
    ab_time step;
    const int last = ab_result_curve_points(result, &step) - 1;
    ck_assert(median_at(AB_CURVE_LANDINGS, last) == measure("inbound_flights"));
}
END_TEST

/* Ends the run after so many hours and returns how many loads are between a stop and their
 * field. */
static int loads_under_way(int hours)
{
    int count = 0;
    scenario->general.horizon = hours * AB_HOUR;
    const struct ab_study_options options = {
        .replications = 1, .seed = 3, .threads = 1, .trace = 1};
    ck_assert_int_eq(ab_study_run(&result, scenario, &options, &errors), AB_FAILED);
    for (int i = 0; i < result->trace.sorties; i++) {
        const struct ab_sortie_record *sortie = &result->trace.sortie[i];
        if (sortie->previous == AB_NOBODY || !result->trace.sortie[sortie->previous].stops ||
            sortie->landing != AB_TIME_NEVER) {
            continue;
        }
        ck_assert_int_eq(result->trace.chalk[sortie->chalk].landed, AB_TIME_NEVER);
        count++;
    }
    ab_result_destroy(result);
    result = NULL;
    return count;
}

START_TEST(a_load_that_is_only_at_a_stop_on_the_way_has_not_landed)
{
    int under_way = 0;
    for (int hours = 6; hours < 30; hours++) {
        under_way += loads_under_way(hours);
    }
    ck_assert_int_gt(under_way, 0);
}
END_TEST

START_TEST(a_site_counts_from_its_relief_to_its_handback)
{
    run(1);
    ab_time step;
    const int points = ab_result_curve_points(result, &step);
    const struct ab_site_record *site = kept.row[0].site;
    ck_assert(site->guarded < site->handed_back && site->handed_back != AB_TIME_NEVER);
    for (int i = 0; i < points; i++) {
        const bool guarded = site->guarded <= i * step && i * step < site->handed_back;
        ck_assert(median_at(AB_CURVE_SITES, i) == (guarded ? 1 : 0));
    }
}
END_TEST

START_TEST(runs_of_different_lengths_meet_at_the_coarsest_step)
{
    /* By hand: a run of 10 minutes that counts minutes, and one of 40 hours that counts steps. */
    result = ab_result_create(scenario, 2);
    ck_assert_ptr_nonnull(result);
    static struct ab_curves fine, coarse;
    fine.used = coarse.used = 1u << AB_CURVE_LANDINGS;
    for (int i = 0; i < AB_CURVE_STEPS; i++) {
        fine.value[AB_CURVE_LANDINGS][i] = i < 10 ? i : 10;
        coarse.value[AB_CURVE_LANDINGS][i] = 1000 * i;
    }
    fine.last = 10;
    fine.ended = 10 * AB_MINUTE;
    coarse.last = 480;
    coarse.ended = 40 * AB_HOUR;
    coarse.rung = 1;
    ab_curves_store(result, 0, &fine);
    ab_curves_store(result, 1, &coarse);
    ab_time step;
    const int points = ab_result_curve_points(result, &step);
    ck_assert_int_eq(step, 5 * AB_MINUTE);
    ck_assert_int_eq(points, 40 * 12 + 1);
    ck_assert_double_eq_tol(median_at(AB_CURVE_LANDINGS, 1), (5 + 1000) / 2.0, 1e-9);
    ck_assert_double_eq_tol(median_at(AB_CURVE_LANDINGS, 2), (10 + 2000) / 2.0, 1e-9);
    ck_assert_double_eq_tol(median_at(AB_CURVE_LANDINGS, 480), (10 + 480000) / 2.0, 1e-9);
}
END_TEST

START_TEST(curves_are_of_the_first_replications_when_there_are_many)
{
    result = ab_result_create(scenario, AB_CURVE_ROWS + 5);
    ck_assert_ptr_nonnull(result);
    ck_assert_int_eq(result->curve_rows, AB_CURVE_ROWS);
    const struct ab_curves none = {.ended = 0};
    for (int row = 0; row < AB_CURVE_ROWS; row++) {
        ab_curves_store(result, row, &none);
    }
    ab_time step;
    ck_assert_int_eq(ab_result_curve_points(result, &step), 1);
    ck_assert_int_eq(ab_result_curve(result, AB_CURVE_SITES, 0).n, AB_CURVE_ROWS);
}
END_TEST

/* They are no nought: of two draws of nine there is nothing at all. */
START_TEST(draws_that_make_no_scenario_are_in_no_curve)
{
    result = ab_result_create(scenario, 9);
    ck_assert_ptr_nonnull(result);
    for (int row = 0; row < 9; row++) {
        struct ab_curves seven = {.used = 1u << AB_CURVE_LANDINGS};
        seven.value[AB_CURVE_LANDINGS][0] = row;
        if (row != 2 && row != 8) {
            ab_curves_store(result, row, &seven);
        }
    }
    const struct ab_summary landings = ab_result_curve(result, AB_CURVE_LANDINGS, 0);
    ck_assert_int_eq(landings.n, 7);
    ck_assert_double_eq(landings.max, 7);
    ck_assert_double_eq_tol(landings.mean, (0 + 1 + 3 + 4 + 5 + 6 + 7) / 7.0, 1e-12);
    ck_assert_double_eq(ab_result_curve_percentiles(result, AB_CURVE_LANDINGS, 0).p50, 4);
    ck_assert_int_eq(ab_result_curve(result, AB_CURVE_SITES, 0).n, 7);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("curve");
    TCase *curves = tcase_create("curves");
    tcase_add_checked_fixture(curves, setup, teardown);
    tcase_add_test(curves, a_curve_counts_exactly_what_happened_by_each_of_its_points);
    tcase_add_test(curves, the_points_reach_from_the_start_to_the_end_of_the_longest_run);
    tcase_add_test(curves, curves_end_at_the_measures_of_the_run_columns_by_road_included);
    tcase_add_test(curves, supplies_are_no_landings_of_the_force);
    tcase_add_test(curves, a_load_that_is_only_at_a_stop_on_the_way_has_not_landed);
    tcase_add_test(curves, a_site_counts_from_its_relief_to_its_handback);
    tcase_add_test(curves, runs_of_different_lengths_meet_at_the_coarsest_step);
    tcase_add_test(curves, curves_are_of_the_first_replications_when_there_are_many);
    tcase_add_test(curves, draws_that_make_no_scenario_are_in_no_curve);
    suite_add_tcase(suite, curves);
    return suite_run(suite, TESTS);
}
