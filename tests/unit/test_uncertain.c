/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_uncertain.c - what is not known is drawn as it was said, from streams of its own, and a drawn
 * scenario is the one that says the same values itself. */
#include "support/scenario_files.h"
#include "support/suite.h"

#include "model/run.h"
#include "scenario/input.h"
#include <check.h>
#include <math.h>

enum { SEED = 7, DRAWS = 20000, INPUTS_MAX = 8, STATEMENTS_MAX = 16 };

/* A value of a count, a factor of a time that is random, a parameter of one, two keys in step. */
#define INPUTS                                                                                     \
    "[scenario]\nbase = good.ini\n"                                                                \
    "[aircraft.il-76]\nonload_time = triangular(20 min, 30 min, 2:00)\n"                           \
    "offload_time = mixture(3: 10 min, 1: gamma(1, 0.5) h)\n"                                      \
    "[contingent.rifles]\nnotice = exponential(4 h)\nassembly = 2 h\ncommit = none\n"              \
    "[uncertain.stands]\nkey = airfield.almaty.parking_mog\nvalue = uniform(4, 8)\n"               \
    "source = a photograph\n"                                                                      \
    "[uncertain.ground]\nkey = aircraft.il-76.onload_time, aircraft.il-76.offload_time\n"          \
    "factor = uniform(0.5, 2)\n"                                                                   \
    "[uncertain.notice]\nkey = contingent.rifles.notice\n"                                         \
    "value = exponential(uniform(1, 6)) h\n"                                                       \
    "[uncertain.assembly]\nkey = contingent.rifles.assembly\n"                                     \
    "value = triangular(60 min, 2 h, 6 h)\n"

static struct ab_document *document;
static struct ab_scenario *scenario;
static struct ab_arena *arena;

static void load(const char *text, const char *const *set, int count)
{
    write_text("mine.ini", text);
    ab_errors_clear(&errors);
    if (ab_document_load(&document, NULL, "mine.ini", set, count, &errors) != AB_OK ||
        ab_document_bind(&scenario, document, NULL, 0, &errors) != AB_OK) {
        ck_abort_msg("%s", printed_faults());
    }
}

static void unload(void)
{
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
    scenario = NULL;
    document = NULL;
}

static void enter(void)
{
    enter_folder();
    arena = ab_arena_create(0);
}

static void leave(void)
{
    unload();
    ab_arena_destroy(arena);
    leave_folder();
}

static int input_of(const char *id)
{
    for (int i = 0; i < scenario->input_count; i++) {
        if (strcmp(scenario->input[i].of->named.id, id) == 0) {
            return i;
        }
    }
    ck_abort_msg("no input %s", id);
    return -1;
}

static int state_at(const double *value, struct ab_override *statement)
{
    ck_assert_int_le(ab_inputs_statements(scenario), STATEMENTS_MAX);
    ck_assert(ab_inputs_state(scenario, value, statement, arena));
    return ab_inputs_statements(scenario);
}

static const char *said_of(const struct ab_override *statement, int count, const char *key)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(statement[i].key, key) == 0) {
            return statement[i].value;
        }
    }
    return "";
}

START_TEST(an_input_is_drawn_as_its_law_says)
{
    double u[INPUTS_MAX], sum[INPUTS_MAX] = {0}, square[INPUTS_MAX] = {0}, cross = 0;
    int seen[16] = {0};
    load(INPUTS, NULL, 0);
    ck_assert_int_eq(scenario->input_count, 4);
    const int stands = input_of("stands"), assembly = input_of("assembly");
    for (uint32_t k = 1; k <= DRAWS; k++) {
        ab_inputs_draw(scenario, SEED, k, u);
        cross += (u[stands] - 0.5) * (u[assembly] - 0.5);
        for (int i = 0; i < scenario->input_count; i++) {
            const double x = ab_input_at(&scenario->input[i], u[i]);
            sum[i] += x;
            square[i] += x * x;
        }
        seen[(int)ab_input_at(&scenario->input[stands], u[stands])]++;
    }
    /* Five standard errors: of uniform(0.5, 2) sd 1.5/sqrt(12), of triangular(1, 2, 6) sqrt(42)/6. */
    const double root = sqrt(DRAWS);
    ck_assert_double_eq_tol(sum[input_of("ground")] / DRAWS, 1.25, 5 * 0.4330 / root);
    ck_assert_double_eq_tol(sum[assembly] / DRAWS, 3, 5 * 1.0801 / root);
    ck_assert_double_eq_tol(square[assembly] / DRAWS - 9, 42.0 / 36.0, 0.1);
    for (int i = 4; i <= 8; i++) { /* all alike probable: the chance is 1/5 */
        ck_assert_double_eq_tol(seen[i], DRAWS / 5.0, 5 * sqrt(DRAWS * 0.2 * 0.8));
    }
    ck_assert_double_eq_tol(cross / DRAWS, 0, 5.0 / 12 / root); /* independent */
    ck_assert_double_eq(scenario->input[stands].base, 6);
    ck_assert_double_eq(scenario->input[assembly].base, 2);
    ck_assert_double_eq(scenario->input[input_of("ground")].base, 1);
    ck_assert(isnan(scenario->input[input_of("notice")].base));
    ck_assert_str_eq(scenario->input[assembly].unit, "h");
    ck_assert_str_eq(scenario->input[input_of("notice")].unit, "h");
}
END_TEST

START_TEST(draws_depend_on_seed_replication_and_id_alone)
{
    double u[INPUTS_MAX], other[INPUTS_MAX];
    load(INPUTS, NULL, 0);
    ab_inputs_draw(scenario, SEED, 17, u);
    ab_inputs_draw(scenario, SEED, 18, other);
    ck_assert_double_ne(u[0], other[0]);
    ab_inputs_draw(scenario, SEED + 1, 17, other);
    ck_assert_double_ne(u[0], other[0]);
    const double stands = u[input_of("stands")];
    unload();
    load("[scenario]\nbase = good.ini\n[uncertain.Stands]\nkey = airfield.almaty.working_mog\n"
         "value = triangular(1, 2, 3)\n[uncertain.a]\nkey = scenario.wind\nvalue = 3 km/h\n",
         NULL, 0);
    ab_inputs_draw(scenario, SEED, 17, u);
    ck_assert_double_eq(u[input_of("Stands")], stands);
}
END_TEST

START_TEST(values_are_written_as_a_scenario_says_them)
{
    struct ab_override said[STATEMENTS_MAX];
    double x[INPUTS_MAX];
    load(INPUTS, NULL, 0);
    x[input_of("stands")] = 5;
    x[input_of("ground")] = 1.5;
    x[input_of("notice")] = 2.5;
    x[input_of("assembly")] = 0.1;
    const int count = state_at(x, said);
    ck_assert_int_eq(count, 5);
    ck_assert_str_eq(said_of(said, count, "airfield.almaty.parking_mog"), "5");
    ck_assert_str_eq(said_of(said, count, "aircraft.il-76.onload_time"),
                     "triangular(30 min,45 min,180 min)");
    ck_assert_str_eq(said_of(said, count, "aircraft.il-76.offload_time"),
                     "mixture(3:15 min, 1: gamma(1.5,0.75) h)");
    ck_assert_str_eq(said_of(said, count, "contingent.rifles.notice"), "exponential(2.5) h");
    ck_assert_str_eq(said_of(said, count, "contingent.rifles.assembly"), "0.1 h");
}
END_TEST

/* The trajectory of a scenario under the luck of a replication. */
static uint64_t hash_of(const struct ab_scenario *of, uint32_t replication)
{
    const struct ab_run_options options = {.seed = SEED, .replication = replication};
    struct ab_run_outcome outcome;
    struct ab_run *run = ab_run_create(of);
    ck_assert(ab_run_replicate(run, &options, &outcome));
    ab_run_destroy(run);
    return outcome.hash;
}

/* ... which has them in a file, or by --set. */
START_TEST(a_drawn_scenario_is_the_one_that_says_the_same)
{
    struct ab_override said[STATEMENTS_MAX];
    struct ab_scenario *drawn, *written;
    double u[INPUTS_MAX], x[INPUTS_MAX];
    char set[STATEMENTS_MAX][200];
    const char *sets[STATEMENTS_MAX];
    load(INPUTS, NULL, 0);
    for (uint32_t k = 1; k <= 20; k++) {
        ab_inputs_draw(scenario, SEED, k, u);
        for (int i = 0; i < scenario->input_count; i++) {
            x[i] = ab_input_at(&scenario->input[i], u[i]);
        }
        const int count = state_at(x, said);
        for (int i = 0; i < count; i++) {
            (void)snprintf(set[i], sizeof set[i], "%s=%s", said[i].key, said[i].value);
            sets[i] = set[i];
        }
        ck_assert_int_eq(ab_document_bind(&drawn, document, said, count, &errors), AB_OK);
        ck_assert_int_eq(ab_scenario_load(&written, "mine.ini", sets, count, &errors), AB_OK);
        ck_assert_int_eq(drawn->input_count, 0);
        ck_assert_int_eq(written->input_count, 0);
        ck_assert_uint_eq(hash_of(drawn, k), hash_of(written, k));
        ck_assert_uint_ne(hash_of(drawn, k), hash_of(scenario, k));
        ck_assert_int_eq(ab_measure_count(drawn), ab_measure_count(scenario));
        ab_scenario_destroy(written);
        ab_scenario_destroy(drawn);
    }
}
END_TEST

START_TEST(without_a_draw_inputs_touch_nothing)
{
    load(INPUTS, NULL, 0);
    const uint64_t with = hash_of(scenario, 3);
    unload();
    load("[scenario]\nbase = good.ini\n"
         "[aircraft.il-76]\nonload_time = triangular(20 min, 30 min, 2:00)\n"
         "offload_time = mixture(3: 10 min, 1: gamma(1, 0.5) h)\n"
         "[contingent.rifles]\nnotice = exponential(4 h)\nassembly = 2 h\n",
         NULL, 0);
    ck_assert_uint_eq(hash_of(scenario, 3), with);
}
END_TEST

START_TEST(deterministic_takes_the_means_of_luck_and_of_inputs)
{
    static const char *const means[] = {
        "scenario.deterministic=yes",
        "airfield.almaty.parking_mog=6",
        "aircraft.il-76.onload_time=triangular(25 min, 37.5 min, 150 min)",
        "aircraft.il-76.offload_time=mixture(3: 12.5 min, 1: gamma(1.25, 0.625) h)",
        "contingent.rifles.notice=exponential(3.5 h)",
        "contingent.rifles.assembly=3 h"};
    load(INPUTS, means, 1);
    ck_assert_int_eq(scenario->input_count, 4); /* may be drawn all the same */
    ck_assert_int_eq(scenario->airfield[0].parking_mog, 6);
    ck_assert_double_eq(scenario->contingent[0].notice->a, 3.5 * (double)AB_HOUR);
    const uint64_t mean = hash_of(scenario, 1);
    unload();
    load(INPUTS, means, 6);
    ck_assert_int_eq(scenario->input_count, 0);
    ck_assert_uint_eq(hash_of(scenario, 1), mean);
}
END_TEST

START_TEST(who_says_a_key_above_its_input_knows_it)
{
    static const char *const set[] = {"airfield.almaty.parking_mog=3",
                                      "aircraft.il-76.onload_time=1 h"};
    static const char *const input[] = {"uncertain.assembly.active=no"};
    load(INPUTS, set, 2);
    ck_assert_int_eq(scenario->input_count, 3);
    ck_assert_int_eq(scenario->input[input_of("ground")].targets, 1);
    unload();
    load(INPUTS, input, 1);
    ck_assert_int_eq(scenario->input_count, 3);
    unload();
    write_text("lower.ini", INPUTS);
    load("[scenario]\nbase = lower.ini\n[airfield.almaty]\nparking_mog = 5\n"
         "[contingent.rifles]\nassembly = 3 h\n[uncertain.assembly]\nvalue = uniform(1 h, 2 h)\n",
         NULL, 0);
    ck_assert_int_eq(scenario->input_count, 3); /* stands are known; assembly is said again */
    ck_assert_double_eq(scenario->input[input_of("assembly")].base, 3);
    const struct ab_override vary = {.key = "contingent.rifles.notice", .value = "1 h"};
    struct ab_scenario *point;
    ck_assert_int_eq(ab_document_bind(&point, document, &vary, 1, &errors), AB_OK);
    ck_assert_int_eq(point->input_count, 2);
    ab_scenario_destroy(point);
}
END_TEST

static enum ab_status try_text(const char *text)
{
    write_text("mine.ini", text);
    ab_errors_clear(&errors);
    enum ab_status status = ab_document_load(&document, NULL, "mine.ini", NULL, 0, &errors);
    if (status == AB_OK) {
        status = ab_document_bind(&scenario, document, NULL, 0, &errors);
    }
    if (status == AB_OK) {
        status = ab_inputs_try(document, scenario, NULL, 0, &errors);
    }
    return status;
}

/* An input, and what must be said of it; one that is good, and one that no scenario can have. */
static const struct {
    const char *text, *told;
} faults[] = {
    {"key = airfield.almaty.runways\nvalue = uniform(1, 3)\n", NULL},
    {"value = 3\n", ":3: error: [uncertain.x] key: is missing"},
    {"key = airfield.almaty.runways\n", ":3: error: [uncertain.x]: has neither value nor factor"},
    {"key = airfield.almaty.runways\nvalue = 3\nfactor = 2\n", ":6: error: [uncertain.x] factor: "},
    {"key = airfield.almaty.runwys\nvalue = 3\n",
     ":4: error: [uncertain.x] key: 'airfield.almaty.runwys' is unknown; did you mean 'runways'?"},
    {"key = airfield.almatty.runways\nvalue = 3\n",
     "is of [airfield.almatty], which is not there; did you mean 'almaty'?"},
    {"key = runways\nvalue = 3\n", "is not a key"},
    {"key = airfield.runways\nvalue = 3\n", "is not a key"},
    {"key = scenario.horizon\nvalue = uniform(1 d, 2 d)\n", "cannot be uncertain: it says how"},
    {"key = airfield.almaty.name\nvalue = 3\n", "cannot be uncertain: it is no number"},
    {"key = milestone.first.nth\nvalue = 3\n", "cannot be uncertain: it says what is compared"},
    {"key = uncertain.x.factor\nvalue = 3\n", "cannot be uncertain"},
    {"key = airfield.almaty.runways, AIRFIELD.almaty.runways\nvalue = 3\n", "is not a key"},
    {"key = airfield.almaty.runways, airfield.Almaty.runways\nvalue = 3\n", "is there twice"},
    {"key = airfield.almaty.runways,\nvalue = 3\n", "has an empty name"},
    {"key = airfield.almaty.runways\nvalue = 3\n[uncertain.y]\nkey = "
     "airfield.almaty.runways\nvalue = 2\n",
     ":7: error: [uncertain.y] key: 'airfield.almaty.runways' is that of [uncertain.x], too "
     "(mine.ini:3)"},
    {"key = airfield.almaty.runways\nvalue = uniform(0, 3)\n",
     ":5: error: [uncertain.x] value: its 0.1 % quantile is 0, out of the range of runways"},
    {"key = aircraft.il-76.departure_reliability\nvalue = normal(0.8, 0.1)\n",
     "value: its 99.9 % quantile is 1.10902, out of the range"},
    {"key = airfield.almaty.runways\nvalue = uniform(1 h, 3 h)\n",
     ":5: error: [uncertain.x] value: "},
    {"key = contingent.rifles.notice\nvalue = uniform(1, 3)\n", ":5: error: [uncertain.x] value: "},
    {"key = contingent.rifles.notice\nvalue = uniform(uniform(1, 2), uniform(3, 4)) h\n",
     "two parameters"},
    {"key = contingent.rifles.notice\nvalue = uniform(uniform(1, 2), 1.5) h\n",
     "when its 99.9 % quantile is 1.999 h: [contingent.rifles] notice: 'uniform(1.999, 1.5) h'"},
    {"key = contingent.rifles.notice\nvalue = empirical(none.csv) h\n", "none.csv"},
    {"key = airfield.almaty.runways, contingent.rifles.notice\nvalue = uniform(1, 3)\n",
     "has no unit"},
    {"key = airfield.almaty.runways, scenario.route_factor\nvalue = uniform(1, 3)\n",
     "another kind of quantity"},
    {"key = airfield.chkalovsky.parking_mog\nfactor = uniform(1, 3)\n",
     "factor: what airfield.chkalovsky.parking_mog says, 'unlimited', is no number"},
    {"key = contingent.rifles.approval\nfactor = 2\n",
     "is not given, so that there is nothing to multiply"},
    {"key = aircraft.il-76.runway\nvalue = uniform(1700 m, 5000 "
     "m)\n[airfield.almaty]\nrunway_length = 3 km\n",
     ":3: error: [uncertain.x] value: when its 99.9 % quantile is 4996.7 m: [contingent.rifles] "
     "apod"},
};
enum { FAULTS = sizeof faults / sizeof faults[0] };

START_TEST(a_fault_is_told_where_it_stands)
{
    char text[1000];
    (void)snprintf(text, sizeof text, "[scenario]\nbase = good.ini\n[uncertain.x]\n%s",
                   faults[_i].text);
    const enum ab_status status = try_text(text);
    if (faults[_i].told == NULL) {
        ck_assert_int_eq(status, AB_OK);
        return;
    }
    char *told = printed_faults();
    ck_assert_msg(status == AB_BAD_SCENARIO && strstr(told, faults[_i].told) != NULL, "%s", told);
    ck_assert_int_eq(errors.count, 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("uncertain");
    TCase *tests = tcase_create("inputs");
    tcase_add_checked_fixture(tests, enter, leave);
    tcase_add_test(tests, an_input_is_drawn_as_its_law_says);
    tcase_add_test(tests, draws_depend_on_seed_replication_and_id_alone);
    tcase_add_test(tests, values_are_written_as_a_scenario_says_them);
    tcase_add_test(tests, a_drawn_scenario_is_the_one_that_says_the_same);
    tcase_add_test(tests, without_a_draw_inputs_touch_nothing);
    tcase_add_test(tests, deterministic_takes_the_means_of_luck_and_of_inputs);
    tcase_add_test(tests, who_says_a_key_above_its_input_knows_it);
    tcase_add_loop_test(tests, a_fault_is_told_where_it_stands, 0, FAULTS);
    suite_add_tcase(suite, tests);
    return suite_run(suite, 7 + FAULTS);
}
