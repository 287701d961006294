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

static void expect_said(const struct ab_override *said, int count, const char *key,
                        const char *value)
{
    ck_assert_str_eq(said_of(said, count, key), value);
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
    expect_said(said, count, "airfield.almaty.parking_mog", "5");
    expect_said(said, count, "aircraft.il-76.onload_time", "triangular(30 min,45 min,180 min)");
    expect_said(said, count, "aircraft.il-76.offload_time",
                "mixture(3:15 min, 1: gamma(1.5,0.75) h)");
    expect_said(said, count, "contingent.rifles.notice", "exponential(2.5) h");
    expect_said(said, count, "contingent.rifles.assembly", "0.1 h");
}
END_TEST

/* Shapes and weights stay, and so do files. */
START_TEST(a_factor_multiplies_quantities_alone)
{
    struct ab_override said[STATEMENTS_MAX];
    double x[INPUTS_MAX];
    write_text("days.csv", "1\n2\n");
    load("[scenario]\nbase = good.ini\n[aircraft.il-76]\nonload_time = weibull(2 h, 1.5)\n"
         "offload_time = mixture(3: weibull(2 h, 1.5), 1: empirical(days.csv) h)\n"
         "[contingent.rifles]\nnotice = 0.8 * empirical(days.csv) h\n"
         "assembly = empirical( days.csv ) h\n"
         "[uncertain.all]\nkey = aircraft.il-76.onload_time, aircraft.il-76.offload_time, "
         "contingent.rifles.notice, contingent.rifles.assembly\nfactor = uniform(0.5, 2)\n"
         "[uncertain.shape]\nkey = contingent.rifles.load_interval\n"
         "value = weibull(3 h, uniform(1, 2))\n"
         "[uncertain.part]\nkey = contingent.rifles.road_in_time\n"
         "value = mixture(1: 2 h, 1: uniform(3 h, 5 h))\n",
         NULL, 0);
    x[input_of("all")] = 1.5;
    x[input_of("shape")] = 1.25;
    x[input_of("part")] = 4;
    const int count = state_at(x, said);
    ck_assert_int_eq(count, 6);
    expect_said(said, count, "aircraft.il-76.onload_time", "weibull(3 h, 1.5)");
    expect_said(said, count, "aircraft.il-76.offload_time",
                "mixture(3: weibull(3 h, 1.5), 1:1.5 *  empirical(days.csv) h)");
    expect_said(said, count, "contingent.rifles.notice", "1.2 * empirical(days.csv) h");
    expect_said(said, count, "contingent.rifles.assembly", "1.5 * empirical( days.csv ) h");
    expect_said(said, count, "contingent.rifles.load_interval", "weibull(3 h,1.25)");
    expect_said(said, count, "contingent.rifles.road_in_time", "4 h");
    ck_assert_str_eq(scenario->input[input_of("shape")].unit, "");
    ck_assert_double_eq(ab_input_mean(&scenario->input[input_of("part")]), 3);
    struct ab_scenario *drawn;
    ck_assert_int_eq(ab_document_bind(&drawn, document, said, count, &errors), AB_OK);
    ck_assert_double_eq(drawn->contingent[0].notice->mean, 1.8 * (double)AB_HOUR);
    ck_assert_double_eq(drawn->contingent[0].assembly->mean, 2.25 * (double)AB_HOUR);
    ab_scenario_destroy(drawn);
}
END_TEST

/* Beyond the 0.1 % that are tried a law may leave the range of its key, and what is drawn stays at its end. */
START_TEST(what_is_drawn_stays_in_the_range_of_its_key)
{
    load("[scenario]\nbase = good.ini\n"
         "[uncertain.high]\nkey = aircraft.il-76.departure_reliability\n"
         "value = normal(0.9, 0.03)\n"
         "[uncertain.low]\nkey = scenario.route_factor\nvalue = normal(1.1, 0.03)\n",
         NULL, 0);
    ck_assert_double_eq(ab_input_at(&scenario->input[input_of("high")], 1 - 1e-9), 1);
    ck_assert_double_eq(ab_input_at(&scenario->input[input_of("low")], 1e-9), 1);
    ck_assert_double_eq_tol(ab_input_at(&scenario->input[input_of("low")], 0.5), 1.1, 1e-9);
}
END_TEST

/* What is varied stands in the trials as well: without luck beside the means, which nobody wrote. */
START_TEST(inputs_are_tried_beside_what_is_varied)
{
    const struct ab_override vary[] = {{.key = "airfield.almaty.runway_length", .value = "3 km"}};
    static const char *const text =
        "[scenario]\nbase = good.ini\ndeterministic = yes\n[uncertain.x]\n"
        "key = aircraft.il-76.runway\nvalue = uniform(1700 m, 5000 m)\n";
    struct ab_scenario *point;
    ck_assert_int_eq(try_text(text), AB_OK);
    ck_assert_int_eq(ab_document_bind(&point, document, vary, 1, &errors), AB_BAD_SCENARIO);
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_inputs_try(document, scenario, vary, 1, &errors), AB_BAD_SCENARIO);
    const struct ab_override wide[] = {{.key = "airfield.almaty.runway_length", .value = "6 km"}};
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_inputs_try(document, scenario, wide, 1, &errors), AB_OK);
    ck_assert_int_eq(ab_document_bind(&point, document, wide, 1, &errors), AB_OK);
    ck_assert_double_eq(point->aircraft[0].runway, 3350);
    FILE *stream = fopen("shown.ini", "w");
    ck_assert_int_eq(ab_document_show(stream, document, wide, 1, NULL, &errors), AB_OK);
    ck_assert_int_eq(fclose(stream), 0);
    ab_scenario_destroy(point);
    ck_assert_int_eq(ab_scenario_load(&point, "shown.ini", NULL, 0, &errors), AB_OK);
    ck_assert_double_eq(point->airfield[0].runway_length, 6000);
    ck_assert_int_eq(point->input_count, 1);
    ab_scenario_destroy(point);
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
    {"key = past.at\nfactor = 2\n", "cannot be uncertain: it is of a past, which is known"},
    {"key = sweep.points\nvalue = 3\n", "it says what is simulated, not what happens"},
    {"key = vary.x.key\nvalue = 3\n", "it says what is simulated, not what happens"},
    {"key = price.x.per_unit\nvalue = 3\n", "it says what is simulated, not what happens"},
    {"key = table.x.file\nvalue = 3\n", "it says what is simulated, not what happens"},
    {"key = evacuation.p.longest_wait\nvalue = 3 h\n", "[evacuation.p], which is not there"},
    {"key = "
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.x\nvalue = 3\n",
     "or one that is too long"},
    {"key = contingent.rifles.earliest_arrival\nfactor = 2\n[contingent.rifles]\n"
     "earliest_arrival = 2022-01-06T00:00Z\n",
     ":5: error: [uncertain.x] factor: what contingent.rifles.earliest_arrival says, "
     "'2022-01-06T00:00Z', is a date, which no factor multiplies"},
    {"key = contingent.rifles.earliest_arrival\nfactor = 1000\n[contingent.rifles]\n"
     "earliest_arrival = 2022 h\n",
     "when its 0.1 % quantile is 1000: [contingent.rifles] earliest_arrival: '2022000 h'"},
    {"key = contingent.rifles.earliest_arrival\nfactor = 1000\n[contingent.rifles]\n"
     "earliest_arrival = 202 h\n",
     "when its 0.1 % quantile is 1000: [contingent.rifles] earliest_arrival: '202000 h'"},
    {"key = contingent.rifles.notice\nvalue = exponential(1 h\n", "has no closing bracket"},
    {"key = contingent.rifles.notice\nvalue = weibull(1 h, 1, uniform(1, 2))\n",
     ":5: error: [uncertain.x] value: 'weibull(1 h, 1, uniform(1, 2))' has a parameter that is "
     "not a number"},
    {"key = contingent.rifles.notice\nvalue = weibull(uniform(1, 2) h)\n",
     "[contingent.rifles] notice: 'weibull(1.001 h)' gives weibull 1 parameter; it takes 2"},
    {"key = contingent.rifles.notice\nvalue = empirical(bad.csv) h\n",
     "bad.csv:2: error: [uncertain.x] value: the cell is not a number"},
    {"key = contingent.rifles.notice\nvalue = constant(90000 h)\n",
     "its 0.1 % quantile is 90000 h, out of the range of notice"},
    {"key = aircraft.il-76.runway, leg.far.distance\nvalue = uniform(1 km, 2 km)\n[leg.far]\n"
     "from = almaty\nto = chkalovsky\ndistance = 3000 km\n",
     "leg.far.distance is another kind of quantity than the keys before it"},
    {"key = aircraft.il-76.runway\nfactor = uniform(1, 3)\n[airfield.almaty]\nrunway_length = 3 "
     "km\n",
     ":3: error: [uncertain.x] factor: when its 99.9 % quantile is 2.998: [contingent.rifles] "
     "apod"},
    {"key = contingent.more.people\nvalue = uniform(0, 3)\n[contingent.more]\napoe = chkalovsky\n"
     "apod = almaty\npeople = 3\n",
     ":3: error: [uncertain.x] value: when its 0.1 % quantile is 0: [contingent.more] there is "
     "nothing to carry"},
    /* Neither alone: a slow aircraft takes 7.2 h, and a crew may fly for 6. */
    {"key = aircraft.il-76.cruise_speed\nvalue = uniform(430 km/h, 900 km/h)\n"
     "[uncertain.y]\nkey = aircraft.il-76.crew_duty\nvalue = uniform(6 h, 20 h)\n",
     ":3: error: [uncertain.x] value: when all inputs are at their 0.1 % quantile: "
     "[contingent.rifles] apod: the leg chkalovsky - almaty takes longer than the duty"},
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
    write_text("bad.csv", "1\nx\n");
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
    tcase_add_test(tests, a_factor_multiplies_quantities_alone);
    tcase_add_test(tests, what_is_drawn_stays_in_the_range_of_its_key);
    tcase_add_test(tests, inputs_are_tried_beside_what_is_varied);
    tcase_add_test(tests, a_drawn_scenario_is_the_one_that_says_the_same);
    tcase_add_test(tests, without_a_draw_inputs_touch_nothing);
    tcase_add_test(tests, deterministic_takes_the_means_of_luck_and_of_inputs);
    tcase_add_test(tests, who_says_a_key_above_its_input_knows_it);
    tcase_add_loop_test(tests, a_fault_is_told_where_it_stands, 0, FAULTS);
    suite_add_tcase(suite, tests);
    return suite_run(suite, 10 + FAULTS);
}
