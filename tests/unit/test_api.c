/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* What airbridge.h promises to programs, beyond what its examples show (tests/install runs those). */
#include <airbridge/airbridge.h>

#include "support/scratch.h"
#include "support/suite.h"

#include <gsl/gsl_sf_gamma.h>
#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Aircraft, fields and a leg; what is chance is in here. */
static const char base_text[] = "[aircraft.transport]\n"
                                "seats = 50\n"
                                "onload_time = exponential(1 h)\n"
                                "offload_time = exponential(2 h)\n"
                                "[airfield.home]\n"
                                "time_zone = Test/Zone\n"
                                "[airfield.field]\n"
                                "working_mog = 2\n"
                                "[leg.there]\n"
                                "from = home\n"
                                "to = field\n"
                                "block_time = empirical(hours.txt)\n";
static const char hours_text[] = "2 h\n3 h\n4 h\n";
static const char scenario_text[] = "[scenario]\n"
                                    "title = A force\n"
                                    "base = fields.ini\n"
                                    "start = 2022-01-01T00:00Z\n"
                                    "end = closed\n"
                                    "horizon = 10 d\n"
                                    "[fleet.pool]\n"
                                    "type = transport\n"
                                    "number = 5\n"
                                    "home = home\n"
                                    "[contingent.force]\n"
                                    "apoe = home\n"
                                    "apod = field\n"
                                    "people = 500\n"
                                    "[milestone.closure]\n"
                                    "event = closed\n"
                                    "latest = 2022-01-02T00:00Z\n";

enum { REPLICATIONS = 40 };

static ab_errors *errors;
static ab_scenario *scenario;
static ab_study *study;
static ab_result *result;
static int asked; /* how often the reader was */

/* ---- a program without files ---- */

static int give(void *owner, const char *name, const char **bytes, size_t *size)
{
    const char *text = strcmp(name, "fields.ini") == 0     ? base_text
                       : strcmp(name, "hours.txt") == 0    ? hours_text
                       : strcmp(name, "scenario.ini") == 0 ? scenario_text
                                                           : NULL;
    ck_assert_ptr_eq(owner, &asked);
    asked++;
    if (text == NULL) {
        return 1;
    }
    *bytes = text;
    *size = strlen(text);
    return 0;
}

static const ab_scenario_options with_reader = {1, NULL, 0, give, &asked, NULL};

/* The base without its time zone, which no file here has. */
static ab_status open_it(const char *const *set, int set_count)
{
    const char *all[8] = {"airfield.home.time_zone=none"};
    ab_scenario_options options = with_reader;
    for (int i = 0; i < set_count; i++) {
        all[i + 1] = set[i];
    }
    options.set = all;
    options.set_count = set_count + 1;
    return ab_scenario_open_text(&scenario, scenario_text, strlen(scenario_text), &options, errors);
}

static void set_up(void)
{
    asked = 0;
    scenario = NULL;
    study = NULL;
    result = NULL;
    ck_assert_int_eq(ab_errors_new(&errors), AB_OK);
    if (open_it(NULL, 0) != AB_OK) {
        ab_errors_print(errors, stderr);
    }
    ck_assert_ptr_nonnull(scenario);
}

static void tear_down(void)
{
    ab_result_free(result);
    ab_study_free(study);
    ab_scenario_free(scenario);
    ab_errors_free(errors);
}

static ab_study_options usual(void)
{
    ab_study_options options = AB_STUDY_OPTIONS_INIT;
    options.replications = REPLICATIONS;
    options.threads = 2;
    return options;
}

/* Simulates the scenario into `result`. */
static void simulate(const ab_study_options *options)
{
    ck_assert_int_eq(ab_study_new(&study, scenario, options, errors), AB_OK);
    ck_assert_int_eq(ab_study_simulate(&result, study, errors), AB_OK);
}

/* ---- scenarios ---- */

START_TEST(a_text_and_what_a_reader_gives_are_the_same)
{
    const char *set[] = {"airfield.home.time_zone=none"};
    ab_scenario_options options = with_reader;
    ab_scenario *other = NULL;
    options.set = set;
    options.set_count = 1;
    ck_assert_int_eq(ab_scenario_open(&other, "scenario.ini", &options, errors), AB_OK);
    ck_assert_uint_eq(ab_scenario_hash(other), ab_scenario_hash(scenario));
    ck_assert_str_eq(ab_scenario_title(other), "A force");
    ck_assert_int_gt(asked, 0);
    ab_scenario_free(other);
}
END_TEST

START_TEST(what_a_reader_does_not_have_is_a_fault)
{
    ab_scenario *other = NULL;
    ab_fault fault = AB_FAULT_INIT;
    static const char text[] = "[scenario]\nbase = nowhere.ini\nstart = 2022-01-01T00:00Z\n";
    ck_assert_int_ne(ab_scenario_open_text(&other, text, strlen(text), &with_reader, errors),
                     AB_OK);
    ck_assert_ptr_null(other);
    ck_assert_int_ge(ab_errors_count(errors), 1);
    ck_assert_int_eq(ab_errors_get(&fault, errors, 0), AB_OK);
    ck_assert_str_eq(fault.file, "scenario.ini");
    ck_assert_int_eq(fault.line, 2);
    ck_assert_int_ne(ab_errors_get(&fault, errors, ab_errors_count(errors)), AB_OK);
    ab_errors_clear(errors);
    ck_assert_int_eq(ab_errors_count(errors), 0);
    /* Nor is the system asked for a time zone. */
    ck_assert_int_ne(ab_scenario_open(&other, "scenario.ini", &with_reader, errors), AB_OK);
}
END_TEST

START_TEST(a_text_alone_is_based_on_files_of_the_system)
{
    static const char text[] = "[scenario]\nbase = small/shuttle.ini\ntitle = Mine\n";
    ab_scenario_options options = AB_SCENARIO_OPTIONS_INIT;
    ab_scenario *other = NULL;
    options.name = "scenarios/mine.ini";
    ck_assert_int_eq(ab_scenario_open_text(&other, text, strlen(text), &options, errors), AB_OK);
    ck_assert_str_eq(ab_scenario_title(other), "Mine");
    ck_assert_int_eq(ab_scenario_count(other, "airfield"), 2);
    ck_assert_str_eq(ab_scenario_id(other, "airfield", 1), "home");
    ck_assert_ptr_null(ab_scenario_id(other, "airfield", 2));
    ck_assert_ptr_null(ab_scenario_id(other, "airfield", -1));
    ck_assert_int_eq(ab_scenario_count(other, "no such kind"), -1);
    ck_assert_int_eq(ab_scenario_count(other, "scenario"), -1);
    ab_scenario_free(other);
}
END_TEST

START_TEST(binding_is_as_setting)
{
    const char *one[] = {"fleet.pool.number=7"}, *two[] = {" airfield.field.working_mog = 3"};
    const char *both[] = {one[0], two[0]};
    ab_scenario *first = NULL, *second = NULL, *at_once = scenario;
    ck_assert_int_eq(ab_scenario_bind(&first, scenario, one, 1, errors), AB_OK);
    ck_assert_int_eq(ab_scenario_bind(&second, first, two, 1, errors), AB_OK);
    ck_assert_uint_ne(ab_scenario_hash(first), ab_scenario_hash(scenario));
    ab_scenario_free(scenario); /* what was bound from it stays */
    ab_scenario_free(first);
    ck_assert_int_eq(open_it(both, 2), AB_OK);
    at_once = scenario;
    ck_assert_uint_eq(ab_scenario_hash(second), ab_scenario_hash(at_once));
    scenario = second;
    ab_study_options options = usual();
    simulate(&options);
    const uint64_t hash = ab_result_hash(result);
    ab_result_free(result);
    ab_study_free(study);
    scenario = at_once;
    simulate(&options);
    ck_assert_uint_eq(ab_result_hash(result), hash);
    ab_scenario_free(second);
}
END_TEST

START_TEST(what_cannot_be_bound_is_a_fault)
{
    const char *bad[] = {"fleet.pool.numbr=7"}, *none[] = {"fleet.pool.number"};
    ab_scenario *other = NULL;
    ck_assert_int_eq(ab_scenario_bind(&other, scenario, bad, 1, errors), AB_BAD_SCENARIO);
    ck_assert_ptr_null(other);
    ck_assert_int_eq(ab_errors_count(errors), 1);
    ck_assert_int_eq(ab_scenario_bind(&other, scenario, none, 1, NULL), AB_BAD_SCENARIO);
    ck_assert_int_eq(ab_errors_count(NULL), 0);
}
END_TEST

/* What is printed of a scenario, in memory that the caller frees. */
static char *printed(const ab_scenario *of)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    ck_assert_int_eq(ab_scenario_print(of, stream, errors), AB_OK);
    (void)fclose(stream);
    return text;
}

START_TEST(faults_are_told_behind_a_failure_of_the_machine_in_an_earlier_call)
{
    char text[400];
    const char *bad[] = {"fleet.pool.numbr=7"};
    ab_scenario *other = NULL;
    (void)snprintf(text, sizeof text, "[scenario]\nbase = %0300d.ini\n",
                   0); /* too long for a name */
    ck_assert_int_eq(ab_scenario_open_text(&other, text, strlen(text), NULL, errors), AB_IO_ERROR);
    ck_assert_int_eq(ab_errors_count(errors), 1);
    ck_assert_int_eq(ab_scenario_bind(&other, scenario, bad, 1, errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(ab_errors_count(errors), 2);
}
END_TEST

START_TEST(a_scenario_is_printed_as_it_is_bound)
{
    const char *one[] = {"fleet.pool.number=7"};
    ab_scenario *bound = NULL, *again = NULL;
    ck_assert_int_eq(ab_scenario_bind(&bound, scenario, one, 1, errors), AB_OK);
    char *text = printed(bound);
    ck_assert_ptr_nonnull(strstr(text, "number = 7"));
    free(text);
    text = printed(scenario);
    ck_assert_ptr_nonnull(strstr(text, "number = 5"));
    ck_assert_ptr_null(strstr(text, "number = 7"));
    free(text);
    ck_assert_int_eq(ab_scenario_notes(bound, errors, NULL), AB_OK);
    ab_scenario_free(again);
    ab_scenario_free(bound);
}
END_TEST

START_TEST(a_struct_without_its_version_is_refused)
{
    ab_scenario_options options = with_reader;
    ab_study_options how = usual();
    ab_sweep_options sweep = AB_SWEEP_OPTIONS_INIT;
    ab_statistics statistics = AB_STATISTICS_INIT;
    ab_scenario *other = NULL;
    options.version = how.version = 3;
    sweep.version = statistics.version = 0;
    ck_assert_int_eq(ab_scenario_open(&other, "scenario.ini", &options, errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_BAD_SCENARIO);
    ck_assert_ptr_null(study);
    how.version = 2;
    simulate(&how);
    ck_assert_int_eq(ab_study_sweep(study, &sweep, errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(ab_result_measure(&statistics, result, "closure_h", errors), AB_BAD_SCENARIO);
}
END_TEST

START_TEST(a_program_of_an_earlier_release_has_fewer_members)
{
    ab_study_options how = usual();
    how.version = 1; /* what lies behind the members of then is anything */
    how.resume = 1;
    how.shard = -5;
    how.shards = 3;
    simulate(&how);
    ck_assert_int_eq(ab_result_replications(result), REPLICATIONS);
}
END_TEST

START_TEST(options_out_of_range_are_refused)
{
    const char *until[] = {"no such measure=1"};
    ab_study_options how = usual();
    how.replications = 0;
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_BAD_SCENARIO);
    how = usual();
    how.until = until;
    how.until_count = 1;
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_BAD_SCENARIO);
    how.until_count = 17;
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_BAD_SCENARIO);
    ck_assert_ptr_null(study);
}
END_TEST

/* ---- studies ---- */

struct told {
    int count, stop_after, closure;
    double value[2][REPLICATIONS];
};

static int take(void *owner, const ab_replication *replication)
{
    struct told *told = owner;
    const int side = ab_replication_scenario(replication);
    told->count += side == 0;
    ck_assert_int_eq(ab_replication_number(replication), told->count);
    ck_assert_ptr_null(ab_replication_fault(replication));
    ck_assert_uint_gt(ab_replication_events(replication), 0);
    told->value[side][told->count - 1] = ab_replication_measure(replication, told->closure);
    return told->count == told->stop_after;
}

static double mean_of(const double *value, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += value[i];
    }
    return sum / count;
}

START_TEST(replications_are_told_in_order)
{
    struct told told = {.closure = ab_scenario_measure(scenario, "closure_h")};
    ab_study_options how = usual();
    ab_statistics closure = AB_STATISTICS_INIT;
    ab_milestone_of milestone = AB_MILESTONE_OF_INIT;
    how.replication = take;
    how.replication_owner = &told;
    ck_assert_str_eq(ab_scenario_measure_name(scenario, told.closure), "closure_h");
    ck_assert_str_eq(ab_scenario_measure_unit(scenario, told.closure), "h");
    simulate(&how);
    ck_assert_int_eq(told.count, REPLICATIONS);
    ck_assert_int_eq(ab_result_measure(&closure, result, "closure_h", errors), AB_OK);
    ck_assert_int_eq(closure.n, REPLICATIONS);
    ck_assert_double_eq_tol(closure.mean, mean_of(told.value[0], REPLICATIONS), 1e-9);
    ck_assert_int_eq(ab_result_milestone(&milestone, result, 0), AB_OK);
    ck_assert_double_eq_tol(milestone.value.mean, closure.mean, 1e-5); /* asked for at the start */
    ck_assert_int_ne(ab_result_milestone(&milestone, result, 1), AB_OK);
    ck_assert_int_eq(ab_result_measure(&closure, result, "no such", errors), AB_BAD_SCENARIO);
    /* The links of the chain add up to the closure. */
    double sum = 0;
    for (int i = 0; i < ab_links(); i++) {
        sum += isnan(ab_result_chain(result, i)) ? 0 : ab_result_chain(result, i);
    }
    ck_assert_double_eq_tol(sum, closure.mean, 1e-6);
    ck_assert_ptr_null(ab_link_called(ab_links()));
    ck_assert_ptr_null(ab_cause_called(ab_causes()));
    ck_assert(isnan(ab_result_waited(result, ab_causes(), NULL)));
}
END_TEST

static int take_one(void *owner, const ab_replication *replication)
{
    struct told *told = owner;
    told->count++;
    ck_assert_int_eq(ab_replication_number(replication), 17);
    told->value[1][0] = ab_replication_measure(replication, told->closure);
    return 0;
}

START_TEST(one_replication_is_what_it_is_among_all)
{
    struct told told = {.closure = ab_scenario_measure(scenario, "closure_h")};
    ab_study_options how = usual();
    how.replication = take;
    how.replication_owner = &told;
    simulate(&how);
    ab_result_free(result);
    ab_study_free(study);
    told.count = 0;
    how.replication = take_one;
    how.only = 17;
    simulate(&how);
    ck_assert_int_eq(told.count, 1);
    ck_assert_double_eq(told.value[1][0], told.value[0][16]);
    ck_assert_int_eq(ab_result_replications(result), 1);
}
END_TEST

START_TEST(a_callback_stops_the_study)
{
    struct told told = {.stop_after = 7};
    ab_study_options how = usual();
    how.replication = take;
    how.replication_owner = &told;
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_OK);
    ck_assert_int_eq(ab_study_simulate(&result, study, errors), AB_INTERRUPTED);
    ck_assert_ptr_null(result);
    ck_assert_int_eq(told.count, 7);
    ck_assert_int_eq(ab_errors_count(errors), 0);
}
END_TEST

static void *interrupt_soon(void *unused)
{
    const struct timespec while_it_works = {.tv_nsec = 100000000};
    (void)nanosleep(&while_it_works, NULL);
    ab_study_interrupt(study);
    return unused;
}

START_TEST(another_thread_stops_the_study)
{
    pthread_t other;
    ab_study_options how = usual();
    how.replications = 10000000;
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_OK);
    ck_assert_int_eq(pthread_create(&other, NULL, interrupt_soon, NULL), 0);
    ck_assert_int_eq(ab_study_simulate(&result, study, errors), AB_INTERRUPTED);
    ck_assert_int_eq(pthread_join(other, NULL), 0);
    ck_assert_ptr_null(result);
    /* And whatever it is asked from then on. */
    ck_assert_int_eq(ab_study_simulate(&result, study, errors), AB_INTERRUPTED);
}
END_TEST

/* A study of its own, with a scenario of its own, in a thread of its own. */
static void *study_alone(void *memory)
{
    uint64_t *hash = memory;
    const char *one[] = {"fleet.pool.number=6"};
    ab_scenario *bound = NULL;
    ab_study *own = NULL;
    ab_result *made = NULL;
    ab_study_options how = usual();
    if (ab_scenario_bind(&bound, scenario, one, 1, NULL) == AB_OK &&
        ab_study_new(&own, bound, &how, NULL) == AB_OK &&
        ab_study_simulate(&made, own, NULL) == AB_OK) {
        *hash = ab_result_hash(made);
    }
    ab_result_free(made);
    ab_study_free(own);
    ab_scenario_free(bound);
    return NULL;
}

START_TEST(studies_in_several_threads_do_not_meet)
{
    enum { THREADS = 3 };
    uint64_t alone = 0, hash[THREADS] = {0};
    pthread_t thread[THREADS];
    (void)study_alone(&alone);
    ck_assert_uint_ne(alone, 0);
    for (int i = 0; i < THREADS; i++) {
        ck_assert_int_eq(pthread_create(&thread[i], NULL, study_alone, &hash[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        ck_assert_int_eq(pthread_join(thread[i], NULL), 0);
        ck_assert_uint_eq(hash[i], alone);
    }
}
END_TEST

START_TEST(gsl_does_not_end_the_program)
{
    ck_assert(isnan(gsl_sf_gamma(-1)));
}
END_TEST

/* ---- comparisons and sweeps ---- */

START_TEST(a_comparison_has_the_differences_of_pairs)
{
    const char *more[] = {"fleet.pool.number=8"};
    struct told told = {.closure = ab_scenario_measure(scenario, "closure_h")};
    ab_study_options how = usual();
    ab_scenario *variant = NULL;
    ab_comparison *comparison = NULL;
    ab_difference difference = AB_DIFFERENCE_INIT;
    const ab_scenario *variants[1];
    how.replication = take;
    how.replication_owner = &told;
    ck_assert_int_eq(ab_scenario_bind(&variant, scenario, more, 1, errors), AB_OK);
    variants[0] = variant;
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_OK);
    ck_assert_int_eq(ab_study_compare(&comparison, study, variants, 1, errors), AB_OK);
    ck_assert_int_eq(ab_comparison_measure(&difference, comparison, 0, "closure_h", errors), AB_OK);
    const double before = mean_of(told.value[0], REPLICATIONS);
    const double after = mean_of(told.value[1], REPLICATIONS);
    ck_assert_int_eq(difference.n, REPLICATIONS);
    ck_assert_double_eq_tol(difference.base_mean, before, 1e-9);
    ck_assert_double_eq_tol(difference.variant_mean, after, 1e-9);
    ck_assert_double_eq_tol(difference.mean, after - before, 1e-9);
    ck_assert_int_eq(difference.lower + difference.higher + difference.equal, REPLICATIONS);
    ck_assert_int_eq(ab_comparison_measure(&difference, comparison, 1, "closure_h", errors),
                     AB_BAD_SCENARIO);
    ck_assert_str_eq(ab_comparison_called(comparison, 0), "scenario");
    ck_assert_str_eq(ab_comparison_called(comparison, 1), more[0]);
    ck_assert_ptr_null(ab_comparison_called(comparison, 2));
    ab_comparison_free(comparison);
    ck_assert_int_eq(ab_study_compare(&comparison, study, variants, 0, errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(ab_study_compare(&comparison, study, variants, INT_MAX, errors),
                     AB_BAD_SCENARIO);
    ck_assert_ptr_null(comparison);
    ab_scenario_free(variant);
}
END_TEST

/* A variant is called by what it does not share with the base; one from elsewhere by its file. */
START_TEST(variants_are_called_by_what_they_say)
{
    const char *base_set[] = {"fleet.pool.number=6", "airfield.field.working_mog=3"};
    const char *set[] = {"fleet.pool.number=7", "contingent.force.people=300"};
    const char *unlike[] = {"contingent.force.people=300"};
    ab_scenario *base = NULL, *above = NULL, *beside = NULL, *other = NULL, *same = NULL,
                *apart = NULL;
    ab_comparison *comparison = NULL;
    ab_study_options how = usual();
    how.replications = 2;
    ck_assert_int_eq(ab_scenario_bind(&base, scenario, base_set, 2, errors), AB_OK);
    ck_assert_int_eq(ab_scenario_bind(&above, base, set, 2, errors), AB_OK);
    ck_assert_int_eq(ab_scenario_bind(&beside, scenario, set, 2, errors), AB_OK);
    ck_assert_int_eq(ab_scenario_bind(&same, scenario, base_set, 1, errors), AB_OK);
    ck_assert_int_eq(ab_scenario_bind(&apart, scenario, unlike, 1, errors), AB_OK);
    other = scenario;
    ck_assert_int_eq(open_it(set, 1), AB_OK);
    const ab_scenario *variants[] = {above, beside, same, scenario, apart};
    ck_assert_int_eq(ab_study_new(&study, base, &how, errors), AB_OK);
    ck_assert_int_eq(ab_study_compare(&comparison, study, variants, 5, errors), AB_OK);
    ck_assert_str_eq(ab_comparison_called(comparison, 0), "scenario");
    ck_assert_str_eq(ab_comparison_called(comparison, 1),
                     "fleet.pool.number=7;contingent.force.people=300");
    ck_assert_str_eq(ab_comparison_called(comparison, 2),
                     "fleet.pool.number=7;contingent.force.people=300-2");
    ck_assert_str_eq(ab_comparison_called(comparison, 3), "scenario-2");
    ck_assert_str_eq(ab_comparison_called(comparison, 4), "scenario-3");
    ck_assert_str_eq(ab_comparison_called(comparison, 5), "contingent.force.people=300");
    ab_comparison_free(comparison);
    ab_scenario_free(apart);
    ab_scenario_free(same);
    ab_scenario_free(beside);
    ab_scenario_free(above);
    ab_scenario_free(base);
    ab_scenario_free(other);
}
END_TEST

/* What there is of one scenario alone is in no difference. */
START_TEST(a_measure_of_the_base_alone_has_no_difference)
{
    const char *more[] = {"contingent.second.apoe=home", "contingent.second.apod=field",
                          "contingent.second.loads=1"};
    ab_scenario *both = NULL;
    ab_comparison *comparison = NULL;
    ab_difference difference = AB_DIFFERENCE_INIT;
    ab_study_options how = usual();
    how.replications = 3;
    ck_assert_int_eq(ab_scenario_bind(&both, scenario, more, 3, errors), AB_OK);
    const ab_scenario *variants[] = {scenario};
    ck_assert_int_eq(ab_study_new(&study, both, &how, errors), AB_OK);
    ck_assert_int_eq(ab_study_compare(&comparison, study, variants, 1, errors), AB_OK);
    ck_assert_int_eq(ab_comparison_measure(&difference, comparison, 0, "closure_h.second", errors),
                     AB_BAD_SCENARIO);
    ck_assert_int_eq(ab_comparison_measure(&difference, comparison, 0, "closure_h.force", errors),
                     AB_OK);
    ck_assert_int_eq(difference.n, 3);
    ab_comparison_free(comparison);
    ab_scenario_free(both);
}
END_TEST

struct visited {
    int points, faults, stop_after;
    uint64_t hash[8];
    char value[8][32];
};

static int visit(void *owner, const ab_point *point, const ab_result *at)
{
    struct visited *visited = owner;
    const int index = visited->points++;
    ck_assert_int_eq((int)ab_point_number(point), index + 1);
    ck_assert_int_eq(ab_point_keys(point), 1);
    ck_assert_ptr_null(ab_point_key(point, 1));
    ck_assert_int_eq(at == NULL, ab_point_fault(point) != NULL);
    visited->faults += at == NULL;
    visited->hash[index] = at != NULL ? ab_result_hash(at) : 0;
    (void)snprintf(visited->value[index], sizeof visited->value[index], "%s",
                   ab_point_value(point, 0));
    return visited->points == visited->stop_after;
}

static ab_sweep_options sweep_of(const char *const *vary, struct visited *visited)
{
    ab_sweep_options sweep = AB_SWEEP_OPTIONS_INIT;
    sweep.vary = vary;
    sweep.vary_count = vary != NULL ? 1 : 0;
    sweep.point = visit;
    sweep.point_owner = visited;
    return sweep;
}

START_TEST(a_sweep_studies_every_point)
{
    const char *vary[] = {"fleet.pool.number=4..6"}, *six[] = {"fleet.pool.number=6"};
    struct visited visited = {0};
    ab_sweep_options sweep = sweep_of(vary, &visited);
    ab_study_options how = usual();
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_OK);
    ck_assert_int_eq(ab_study_sweep(study, &sweep, errors), AB_OK);
    ck_assert_int_eq(visited.points, 3);
    ck_assert_str_eq(visited.value[2], "6");
    ab_study_free(study);
    ab_scenario *bound = NULL, *before = scenario;
    ck_assert_int_eq(ab_scenario_bind(&bound, scenario, six, 1, errors), AB_OK);
    scenario = bound;
    simulate(&how);
    ck_assert_uint_eq(ab_result_hash(result), visited.hash[2]);
    ab_scenario_free(bound);
    scenario = before;
}
END_TEST

static int count_one(void *owner, const ab_replication *replication)
{
    int *count = owner;
    (void)replication;
    ++*count;
    return 0;
}

START_TEST(a_sweep_without_options_has_what_the_scenario_varies)
{
    const char *said[] = {"vary.number.key=fleet.pool.number", "vary.number.values=4, 5"};
    ab_study_options how = usual();
    ab_scenario *bound = NULL;
    int made = 0;
    how.replications = 3;
    how.replication = count_one;
    how.replication_owner = &made;
    ck_assert_int_eq(ab_scenario_bind(&bound, scenario, said, 2, errors), AB_OK);
    ck_assert_int_eq(ab_study_new(&study, bound, &how, errors), AB_OK);
    ck_assert_int_eq(ab_study_sweep(study, NULL, errors), AB_OK);
    ck_assert_int_eq(made, 6);
    ab_study_free(study);
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_OK);
    ck_assert_int_eq(ab_study_sweep(study, NULL, errors), AB_BAD_SCENARIO);
    ab_scenario_free(bound);
}
END_TEST

START_TEST(a_point_that_makes_no_scenario_stops_no_sweep)
{
    const char *vary[] = {"fleet.pool.home=home, elsewhere, nowhere"};
    struct visited visited = {0};
    ab_sweep_options sweep = sweep_of(vary, &visited);
    ab_study_options how = usual();
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_OK);
    ck_assert_int_eq(ab_study_sweep(study, &sweep, errors), AB_FAILED);
    ck_assert_int_eq(visited.points, 3);
    ck_assert_int_eq(visited.faults, 2);
    ab_fault fault = AB_FAULT_INIT;
    ck_assert_int_eq(ab_errors_get(&fault, errors, ab_errors_count(errors) - 1), AB_OK);
    ck_assert_ptr_nonnull(strstr(fault.text, "2 of 3 points have no result"));
    ck_assert_ptr_nonnull(strstr(fault.text, "the first is point 2"));
    ck_assert_uint_eq(visited.hash[2], 0);
    ck_assert_uint_ne(visited.hash[0], 0);
}
END_TEST

START_TEST(a_sweep_can_be_stopped)
{
    const char *vary[] = {"fleet.pool.number=4..6"}, *bad[] = {"fleet.pool.numbr=4..6"};
    struct visited visited = {.stop_after = 2};
    ab_sweep_options sweep = sweep_of(vary, &visited);
    ab_study_options how = usual();
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_OK);
    ck_assert_int_eq(ab_study_sweep(study, &sweep, errors), AB_INTERRUPTED);
    ck_assert_int_eq(visited.points, 2);
    sweep = sweep_of(bad, &visited);
    ck_assert_int_eq(ab_study_sweep(study, &sweep, errors), AB_BAD_SCENARIO);
    sweep = sweep_of(NULL, &visited);
    ck_assert_int_eq(ab_study_sweep(study, &sweep, errors), AB_BAD_SCENARIO);
}
END_TEST

/* ---- values ---- */

/* Whether a key of a scenario has this value. */
static bool has_value(const ab_scenario *of, const char *key, const char *expected)
{
    char *value;
    ck_assert_int_eq(ab_scenario_value(&value, of, key, errors), AB_OK);
    const bool same =
        value == NULL || expected == NULL ? value == expected : strcmp(value, expected) == 0;
    ab_value_free(value);
    return same;
}

START_TEST(a_value_is_told_as_it_is_printed)
{
    const char *set[] = {"fleet.pool.number = 7", "airfield.field.working_mog=none"};
    ab_scenario *bound = NULL;
    char *value;
    ck_assert(has_value(scenario, "fleet.pool.number", "5"));
    ck_assert(has_value(scenario, "aircraft.transport.onload_time", "exponential(1 h)"));
    ck_assert(has_value(scenario, "airfield.Field.working_mog", "2"));
    ck_assert(has_value(scenario, "scenario.title", "A force"));
    ck_assert(has_value(scenario, "scenario.seed", "1"));
    ck_assert(has_value(scenario, "airfield.field.time_zone", NULL));
    ck_assert_int_eq(ab_scenario_bind(&bound, scenario, set, 1, errors), AB_OK);
    ck_assert(has_value(bound, "fleet.pool.number", "7"));
    ck_assert(has_value(scenario, "fleet.pool.number", "5"));
    ab_scenario_free(bound);
    static const char *const bad[] = {"fleet.pool.numbr", "fleet.other.number", "fleet", "no.such",
                                      "fleet.number"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ab_errors_clear(errors);
        ck_assert_int_eq(ab_scenario_value(&value, scenario, bad[i], errors), AB_BAD_SCENARIO);
        ck_assert_ptr_null(value);
        ck_assert_int_eq(ab_errors_count(errors), 1);
    }
}
END_TEST

/* ---- studies that go on ---- */

static char folder[SCRATCH_SIZE];

static void set_up_folder(void)
{
    set_up();
    scratch_make(folder);
}

static void tear_down_folder(void)
{
    scratch_remove(folder);
    tear_down();
}

/* A place in the folder; the name lasts until there are as many others. */
static const char *at(const char *name)
{
    static char path[8][2 * SCRATCH_SIZE];
    static int next;
    char *made = path[next++ % 8];
    (void)snprintf(made, sizeof path[0], "%s/%s", folder, name);
    return made;
}

/* Whether two places hold the same but for what the manifest tells of the time that it took. */
static bool is_same(const char *one, const char *other)
{
    char command[4 * SCRATCH_SIZE];
    (void)snprintf(command, sizeof command, "diff -rq -x run.json '%s' '%s' >/dev/null", at(one),
                   at(other));
    return system(command) == 0;
}

enum kind { RUN, COMPARISON, SWEEP, KINDS };

/* Makes a study of a kind and asks it; parts that are not NULL are joined before. */
static ab_status ask(enum kind kind, const ab_study_options *how, const char *const *part)
{
    static const char *const set[] = {"fleet.pool.number=4"}, *const vary[] = {
                                                                  "fleet.pool.number=4..6"};
    ab_scenario *variant = NULL;
    ab_comparison *comparison = NULL;
    ab_sweep_options sweep = AB_SWEEP_OPTIONS_INIT;
    sweep.vary = vary;
    sweep.vary_count = 1;
    ab_result_free(result);
    ab_study_free(study);
    result = NULL;
    study = NULL;
    ab_status status = ab_study_new(&study, scenario, how, errors);
    if (status == AB_OK && part != NULL) {
        status = ab_study_merge(study, part, 3, errors);
    }
    if (status != AB_OK) {
        return status;
    }
    switch (kind) {
    case RUN: return ab_study_simulate(&result, study, errors);
    case COMPARISON:
        ck_assert_int_eq(ab_scenario_bind(&variant, scenario, set, 1, errors), AB_OK);
        {
            const ab_scenario *const variants[] = {variant};
            status = ab_study_compare(&comparison, study, variants, 1, errors);
        }
        ck_assert((comparison != NULL) == (status == AB_OK && how->shards == 0));
        ab_comparison_free(comparison);
        ab_scenario_free(variant);
        return status;
    default: return ab_study_sweep(study, &sweep, errors);
    }
}

static void stop_study(int unused)
{
    (void)unused;
    ab_study_interrupt(study);
}

/* Lets a signal come to the program once so much of a study is done. */
static void signal_at_fifty(void *came, int done, int total)
{
    bool *has_come = came;
    (void)total;
    if (done >= 50 && !*has_come) {
        *has_come = true;
        ck_assert_int_eq(raise(SIGALRM), 0);
    }
}

static int raise_at_seven(void *count, const ab_replication *replication)
{
    int *told = count;
    (void)replication;
    return ++*told == 7 ? raise(SIGALRM) : 0;
}

static int count_told(void *count, const ab_replication *replication)
{
    (void)replication;
    ++*(int *)count;
    return 0;
}

START_TEST(a_signal_handler_stops_a_study_and_it_goes_on)
{
    const enum kind kind = (enum kind)_i;
    ab_study_options how = usual();
    how.replications = 6000;
    how.output = at("whole");
    ck_assert_int_eq(ask(kind, &how, NULL), AB_OK);
    how.output = at("stopped");
    const struct sigaction action = {.sa_handler = stop_study};
    bool has_come = false;
    how.progress = signal_at_fifty;
    how.progress_owner = &has_come;
    ck_assert_int_eq(sigaction(SIGALRM, &action, NULL), 0);
    ck_assert_int_eq(ask(kind, &how, NULL), AB_INTERRUPTED);
    ck_assert_ptr_null(result);
    ck_assert_int_eq(ab_errors_count(errors), 0);
    ck_assert(!is_same("whole", "stopped"));
    /* What is there is not lost by doing it once more. */
    ck_assert_int_eq(ask(kind, &how, NULL), AB_BAD_SCENARIO);
    how.resume = 1;
    ck_assert_int_eq(ask(kind, &how, NULL), AB_OK);
    ck_assert(is_same("whole", "stopped"));
}
END_TEST

START_TEST(a_signal_that_is_raised_in_a_callback_stops_the_study)
{
    const struct sigaction action = {.sa_handler = stop_study};
    int told = 0;
    ab_study_options how = usual();
    how.replications = 100000;
    how.output = at("stopped");
    how.replication = raise_at_seven;
    how.replication_owner = &told;
    ck_assert_int_eq(sigaction(SIGALRM, &action, NULL), 0);
    ck_assert_int_eq(ask(RUN, &how, NULL), AB_INTERRUPTED);
    ck_assert_int_ge(told, 7);
    ck_assert_int_lt(told, 50000);
    /* Going on is told all of them, also those that were there. */
    how.replications = 100000;
    how.replication = count_told;
    told = 0;
    ab_errors_clear(errors);
    how.resume = 1;
    ck_assert_int_eq(ask(RUN, &how, NULL), AB_OK);
    ck_assert_int_eq(told, how.replications);
    ck_assert_int_eq(ab_result_replications(result), how.replications);
}
END_TEST

START_TEST(a_study_grows)
{
    const enum kind kind = (enum kind)_i;
    ab_study_options how = usual();
    how.output = at("whole");
    ck_assert_int_eq(ask(kind, &how, NULL), AB_OK);
    how.output = at("grown");
    how.replications = 10;
    how.resume = 1; /* where nothing is it begins */
    ck_assert_int_eq(ask(kind, &how, NULL), AB_OK);
    ck_assert(!is_same("whole", "grown"));
    how.replications = REPLICATIONS;
    ck_assert_int_eq(ask(kind, &how, NULL), AB_OK);
    ck_assert(is_same("whole", "grown"));
}
END_TEST

START_TEST(parts_make_the_whole)
{
    const enum kind kind = (enum kind)_i;
    const char *const part[] = {at("3"), at("1"), at("2")}; /* in any order */
    const char *const again[] = {part[0], part[1], part[1]};
    ab_study_options how = usual();
    how.output = at("whole");
    ck_assert_int_eq(ask(kind, &how, NULL), AB_OK);
    how.shards = 3;
    for (how.shard = 1; how.shard <= 3; how.shard++) {
        how.output = part[how.shard % 3];
        ck_assert_int_eq(ask(kind, &how, NULL), AB_OK);
        ck_assert_ptr_null(result);
    }
    how.shard = how.shards = 0;
    how.output = at("joined");
    ck_assert_int_eq(ask(kind, &how, again), AB_BAD_SCENARIO);
    ck_assert_int_eq(ask(kind, &how, part), AB_OK);
    ck_assert(is_same("whole", "joined"));
    /* There is a result now, which only `force` replaces. */
    ck_assert_int_eq(ask(kind, &how, part), AB_BAD_SCENARIO);
    how.force = 1;
    ck_assert_int_eq(ask(kind, &how, part), AB_OK);
    ck_assert(is_same("whole", "joined"));
    /* What is joined is no other study's. */
    how.seed = 77;
    ck_assert_int_eq(ask(kind, &how, part), AB_BAD_SCENARIO);
}
END_TEST

START_TEST(what_does_not_go_with_a_place_is_refused)
{
    const char *until[] = {"closure_h=0.5"};
    const ab_study_options bad[] = {
        {.resume = 1},
        {.shard = 1, .shards = 2},
        {.output = folder, .resume = 1, .force = 1},
        {.output = folder, .shard = 3, .shards = 2},
        {.output = folder, .shard = 0, .shards = 2},
        {.output = folder, .shard = 1},
        {.output = folder, .shard = 1, .shards = 1000001},
        {.output = folder, .shard = 1, .shards = 2, .trace = 1},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ab_study_options how = bad[i];
        how.version = 2;
        how.replications = REPLICATIONS;
        ab_errors_clear(errors);
        ck_assert_int_eq(ask(RUN, &how, NULL), AB_BAD_SCENARIO);
        ck_assert_ptr_null(study);
        ck_assert_int_eq(ab_errors_count(errors), 1);
    }
    ab_study_options how = usual();
    how.output = at("part.sqlite");
    how.shard = how.shards = 1;
    ck_assert_int_eq(ask(RUN, &how, NULL), AB_BAD_SCENARIO);
    how.until = until;
    how.until_count = 1;
    how.output = at("part"); /* how many there will be to divide is not known */
    ck_assert_int_eq(ask(RUN, &how, NULL), AB_BAD_SCENARIO);
    ck_assert_int_eq(ask(COMPARISON, &how, NULL), AB_BAD_SCENARIO);
    how.shard = how.shards = 0;
    how.output = at("sweep");
    ck_assert_int_eq(ask(SWEEP, &how, NULL), AB_FAILED); /* which is as precise as it gets */
    how.output = NULL;
    ck_assert_int_eq(ask(RUN, &how, until), AB_BAD_SCENARIO);
    how = usual(); /* a part joins none, and none are joined */
    how.output = at("none");
    ck_assert_int_eq(ask(RUN, &how, NULL), AB_OK);
    ck_assert_int_eq(ab_study_merge(study, until, 0, errors), AB_BAD_SCENARIO);
    how.shard = how.shards = 1;
    how.output = at("one");
    ck_assert_int_eq(ask(RUN, &how, until), AB_BAD_SCENARIO);
}
END_TEST

/* Told to stop where tables are written; the other points are there, and are told, when it goes on. */
START_TEST(a_callback_stops_a_study_with_tables)
{
    struct told told = {.stop_after = 3, .closure = ab_scenario_measure(scenario, "closure_h")};
    ab_study_options how = usual();
    how.output = at("whole");
    ck_assert_int_eq(ask(RUN, &how, NULL), AB_OK);
    how.output = at("stopped");
    how.replication = take;
    how.replication_owner = &told;
    ck_assert_int_eq(ask(RUN, &how, NULL), AB_INTERRUPTED);
    ck_assert_int_eq(told.count, 3);
    ck_assert_ptr_null(result);
    how.resume = 1;
    told = (struct told){.closure = told.closure};
    ck_assert_int_eq(ask(RUN, &how, NULL), AB_OK);
    ck_assert_int_eq(told.count, REPLICATIONS);
    ck_assert(is_same("whole", "stopped"));
}
END_TEST

/* The points of a sweep can be divided whatever ends each of them. */
START_TEST(parts_of_a_sweep_may_end_by_their_precision)
{
    const char *const part[] = {at("2"), at("1"), at("3")};
    const char *until[] = {"closure_h=50%"};
    ab_study_options how = usual();
    how.replications = 400;
    how.until = until;
    how.until_count = 1;
    how.output = at("whole");
    ck_assert_int_eq(ask(SWEEP, &how, NULL), AB_OK);
    how.shards = 3;
    for (how.shard = 1; how.shard <= 3; how.shard++) {
        how.output = part[how.shard - 1];
        ck_assert_int_eq(ask(SWEEP, &how, NULL), AB_OK);
    }
    how.shard = how.shards = 0;
    how.output = at("joined");
    ck_assert_int_eq(ask(SWEEP, &how, part), AB_OK);
    ck_assert(is_same("whole", "joined"));
}
END_TEST

/* A program of the release before knows nothing of `runs`; a part tells no points. */
START_TEST(a_sweep_with_tables_may_be_of_an_earlier_release_or_a_part)
{
    const char *vary[] = {"fleet.pool.number=4..6"};
    struct visited visited = {0};
    ab_sweep_options sweep = sweep_of(vary, &visited);
    ab_study_options how = usual();
    sweep.version = 1;
    sweep.runs = 1;
    how.output = at("earlier");
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_OK);
    ck_assert_int_eq(ab_study_sweep(study, &sweep, errors), AB_OK);
    ck_assert_int_eq(visited.points, 3);
    ck_assert_ptr_null(fopen(at("earlier/runs.csv"), "r"));
    ab_study_free(study);
    visited = (struct visited){0};
    how.output = at("part");
    how.shard = how.shards = 1;
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_OK);
    ck_assert_int_eq(ab_study_sweep(study, &sweep, errors), AB_OK);
    ck_assert_int_eq(visited.points, 0);
}
END_TEST

START_TEST(a_sweep_with_tables_tells_its_points_too)
{
    const char *vary[] = {"fleet.pool.number=4..6"};
    struct visited visited = {0}, alone = {0};
    ab_sweep_options sweep = sweep_of(vary, &visited);
    ab_study_options how = usual();
    how.output = at("with.sqlite");
    sweep.runs = 1;
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_OK);
    ck_assert_int_eq(ab_study_sweep(study, &sweep, errors), AB_OK);
    ab_study_free(study);
    how.output = NULL;
    sweep = sweep_of(vary, &alone);
    ck_assert_int_eq(ab_study_new(&study, scenario, &how, errors), AB_OK);
    ck_assert_int_eq(ab_study_sweep(study, &sweep, errors), AB_OK);
    ck_assert_int_eq(visited.points, 3);
    ck_assert_mem_eq(visited.hash, alone.hash, sizeof alone.hash);
    FILE *made = fopen(at("with.sqlite"), "rb");
    ck_assert_ptr_nonnull(made);
    ck_assert_int_eq(fclose(made), 0);
}
END_TEST

/* What is set of a scenario that is bound holds at every point, as if it stood in the file. */
START_TEST(a_sweep_of_a_bound_scenario_is_one_of_its_file)
{
    const char *six[] = {"fleet.pool.number=6"};
    const char *vary[] = {"leg.there.block_time=3 h, empirical(hours.txt)"};
    ab_scenario *bound = NULL, *base = scenario;
    struct visited visited[2] = {{0}, {0}};
    ck_assert_int_eq(ab_scenario_bind(&bound, base, six, 1, errors), AB_OK);
    ck_assert_int_eq(open_it(six, 1), AB_OK);
    for (int i = 0; i < 2; i++) {
        ab_sweep_options sweep = sweep_of(vary, &visited[i]);
        ab_study_options how = usual();
        how.output = at(i == 0 ? "bound" : "loaded");
        ck_assert_int_eq(ab_study_new(&study, i == 0 ? bound : scenario, &how, errors), AB_OK);
        ck_assert_int_eq(ab_study_sweep(study, &sweep, errors), AB_OK);
        ck_assert_int_eq(visited[i].points, 2);
        ab_study_free(study);
        study = NULL;
    }
    ck_assert_mem_eq(visited[0].hash, visited[1].hash, sizeof visited[0].hash);
    ck_assert(is_same("bound", "loaded"));
    ab_scenario_free(bound);
    ab_scenario_free(base);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("api");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_text_and_what_a_reader_gives_are_the_same);
    tcase_add_test(tests, what_a_reader_does_not_have_is_a_fault);
    tcase_add_test(tests, a_text_alone_is_based_on_files_of_the_system);
    tcase_add_test(tests, binding_is_as_setting);
    tcase_add_test(tests, what_cannot_be_bound_is_a_fault);
    tcase_add_test(tests, faults_are_told_behind_a_failure_of_the_machine_in_an_earlier_call);
    tcase_add_test(tests, a_scenario_is_printed_as_it_is_bound);
    tcase_add_test(tests, a_struct_without_its_version_is_refused);
    tcase_add_test(tests, options_out_of_range_are_refused);
    tcase_add_test(tests, replications_are_told_in_order);
    tcase_add_test(tests, one_replication_is_what_it_is_among_all);
    tcase_add_test(tests, a_callback_stops_the_study);
    tcase_add_test(tests, another_thread_stops_the_study);
    tcase_add_test(tests, studies_in_several_threads_do_not_meet);
    tcase_add_test(tests, gsl_does_not_end_the_program);
    tcase_add_test(tests, a_comparison_has_the_differences_of_pairs);
    tcase_add_test(tests, variants_are_called_by_what_they_say);
    tcase_add_test(tests, a_measure_of_the_base_alone_has_no_difference);
    tcase_add_test(tests, a_sweep_studies_every_point);
    tcase_add_test(tests, a_sweep_without_options_has_what_the_scenario_varies);
    tcase_add_test(tests, a_point_that_makes_no_scenario_stops_no_sweep);
    tcase_add_test(tests, a_sweep_can_be_stopped);
    tcase_add_test(tests, a_program_of_an_earlier_release_has_fewer_members);
    tcase_add_test(tests, a_value_is_told_as_it_is_printed);
    suite_add_tcase(suite, tests);
    TCase *places = tcase_create("places");
    tcase_add_checked_fixture(places, set_up_folder, tear_down_folder);
    tcase_set_timeout(places, 120);
    tcase_add_loop_test(places, a_signal_handler_stops_a_study_and_it_goes_on, 0, KINDS);
    tcase_add_test(places, a_signal_that_is_raised_in_a_callback_stops_the_study);
    tcase_add_loop_test(places, a_study_grows, 0, KINDS);
    tcase_add_loop_test(places, parts_make_the_whole, 0, KINDS);
    tcase_add_test(places, what_does_not_go_with_a_place_is_refused);
    tcase_add_test(places, parts_of_a_sweep_may_end_by_their_precision);
    tcase_add_test(places, a_sweep_with_tables_may_be_of_an_earlier_release_or_a_part);
    tcase_add_test(places, a_callback_stops_a_study_with_tables);
    tcase_add_test(places, a_sweep_with_tables_tells_its_points_too);
    tcase_add_test(places, a_sweep_of_a_bound_scenario_is_one_of_its_file);
    suite_add_tcase(suite, places);
    return suite_run(suite, 40);
}
