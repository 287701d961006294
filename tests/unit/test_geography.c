/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_geography.c - distances against geodesics, legs, payload over range.
 *
 * The reference distances are Karney's ("Algorithms for geodesics", Journal of Geodesy 87, 2013),
 * computed with PROJ 9.1.1 to the millimetre. */
#include "base/memory.h"
#include "model/geography.h"
#include "scenario/build.h"
#include "scenario/rules.h"
#include "support/suite.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct line {
    double latitude_a, longitude_a, latitude_b, longitude_b;
    double km;        /* the geodesic */
    double tolerance; /* relative, as scenario.h states it */
};

/* Up to 10,000 km. */
static const struct line lines[] = {
    {43.3557, 77.0449, 55.8783, 38.0595, 3087.913607, 2e-6}, /* Almaty - Chkalovsky */
    {43.3557, 77.0449, 53.7736, 27.5772, 3744.613784, 2e-6}, /* Almaty - Machulishchi */
    {43.3557, 77.0449, 40.1473, 44.3959, 2721.155795, 2e-6}, /* Almaty - Zvartnots */
    {43.3557, 77.0449, 42.8534, 74.8460, 187.485993, 2e-6},  /* Almaty - Kant */
    {55.8783, 38.0595, 53.7736, 27.5772, 712.438724, 2e-6},  /* Chkalovsky - Machulishchi */
    {55.8783, 38.0595, 40.1473, 44.3959, 1810.016027, 2e-6}, /* Chkalovsky - Zvartnots */
    {53.7736, 27.5772, 42.8534, 74.8460, 3632.441107, 2e-6}, /* Machulishchi - Kant */
    {64.7, 177.7, 66.1, -169.9, 595.874649, 2e-6},           /* over the date line */
    {0, 20, 90, 20, 10001.965729, 2e-6},                     /* equator to pole */
    {0, 0, 0, 90, 10018.754171, 2e-6},                       /* a quarter of the equator */
    {41.9742, -87.9073, 28.5562, 77.1, 12045.454648, 3e-5},  /* Chicago - Delhi */
    {50, 10, -34, 151, 16386.412407, 3e-5},                  /* half round the world */
    {10, 0, -9.5, 179.5, 19936.440627, 2e-3},                /* next to the antipode */
    {30, 40, -30, -140, 20003.931459, 2e-3},                 /* the antipode */
};
static double distance(const struct ab_scenario *scenario, int from, int to)
{
    return ab_scenario_route(scenario, from, to).distance_km;
}

enum { LINES = 14, TESTS = LINES + 13 };
_Static_assert(sizeof lines / sizeof lines[0] == LINES, "a test per line");

START_TEST(distances_agree_with_geodesics)
{
    const struct line *line = &lines[_i];
    const double km =
        ab_geodesic_km(line->latitude_a, line->longitude_a, line->latitude_b, line->longitude_b);
    ck_assert_double_eq_tol(km, line->km, line->tolerance * line->km);
}
END_TEST

START_TEST(a_place_is_no_distance_from_itself_and_a_metre_from_a_metre_away)
{
    ck_assert_double_eq(ab_geodesic_km(43.3557, 77.0449, 43.3557, 77.0449), 0);
    ck_assert_double_eq_tol(ab_geodesic_km(90, 0, 90, 120), 0, 1e-9);
    ck_assert_double_eq_tol(ab_geodesic_km(0, 180, 0, -180), 0, 1e-9);
    ck_assert_double_eq_tol(ab_geodesic_km(43.3557, 77.0449, 43.355709, 77.0449), 0.001, 1e-6);
}
END_TEST

START_TEST(distances_are_the_same_both_ways)
{
    for (int i = 0; i < LINES; i++) {
        const struct line *line = &lines[i];
        const double there = ab_geodesic_km(line->latitude_a, line->longitude_a, line->latitude_b,
                                            line->longitude_b);
        const double back = ab_geodesic_km(line->latitude_b, line->longitude_b, line->latitude_a,
                                           line->longitude_a);
        ck_assert_double_eq_tol(there, back, 1e-9 * there);
    }
}
END_TEST

/* Two airfields with positions, one without, and legs between them. */
static struct ab_scenario two_airfields(struct ab_airfield airfield[3], struct ab_leg *leg,
                                        int legs)
{
    airfield[0] = (struct ab_airfield){.located = true, .latitude = 43.3557, .longitude = 77.0449};
    airfield[1] = (struct ab_airfield){.located = true, .latitude = 42.8534, .longitude = 74.8460};
    airfield[2] = (struct ab_airfield){.located = false};
    return (struct ab_scenario){.general = {.route_factor = 1.1},
                                .airfield_count = 3,
                                .airfield = airfield,
                                .leg_count = legs,
                                .leg = leg};
}

START_TEST(a_leg_overrides_distance_or_route_factor)
{
    struct ab_airfield airfield[3];
    struct ab_leg leg = {.from = 0, .to = 1, .both_ways = true};
    const double geodesic = 187.485993;
    struct ab_scenario scenario = two_airfields(airfield, &leg, 0);
    ck_assert_double_eq_tol(distance(&scenario, 0, 1), 1.1 * geodesic, 0.001);
    scenario.leg_count = 1;
    ck_assert_double_eq_tol(distance(&scenario, 0, 1), 1.1 * geodesic, 0.001);
    leg.route_factor = 1.5;
    ck_assert_double_eq_tol(distance(&scenario, 0, 1), 1.5 * geodesic, 0.001);
    leg.distance = 500;
    ck_assert_double_eq(distance(&scenario, 0, 1), 500);
    ck_assert_double_eq(distance(&scenario, 1, 0), 500);
    ck_assert_double_eq(distance(&scenario, 1, 1), 0);
    ck_assert_double_nan(distance(&scenario, 0, 2));
}
END_TEST

/* Eastward along the equator it has all of it, there and back. Between opposite places any course is as short,
 * and so it is to where one is. */
START_TEST(wind_blows_along_the_course_where_there_is_one)
{
    struct ab_airfield airfield[3];
    struct ab_leg leg;
    struct ab_scenario scenario = two_airfields(airfield, &leg, 0);
    scenario.general.wind = 30;
    airfield[0].latitude = airfield[1].latitude = 0;
    airfield[0].longitude = 30;
    airfield[1].longitude = 90;
    ck_assert_double_eq_tol(ab_scenario_route(&scenario, 0, 1).tailwind, 30, 1e-6);
    ck_assert_double_eq_tol(ab_scenario_route(&scenario, 1, 0).tailwind, -30, 1e-6);
    airfield[1].longitude = -150;
    ck_assert_double_eq(ab_scenario_route(&scenario, 0, 1).tailwind, 0);
    airfield[1].longitude = 30;
    ck_assert_double_eq(ab_scenario_route(&scenario, 0, 1).tailwind, 0);
    ck_assert_double_eq(ab_scenario_route(&scenario, 0, 2).tailwind, 0);
}
END_TEST

START_TEST(a_leg_of_its_own_goes_before_one_flown_backwards)
{
    struct ab_airfield airfield[3];
    struct ab_leg leg[2] = {{.from = 0, .to = 1, .both_ways = true, .distance = 500},
                            {.from = 1, .to = 0, .both_ways = false, .distance = 600}};
    const struct ab_scenario scenario = two_airfields(airfield, leg, 2);
    ck_assert_double_eq(distance(&scenario, 0, 1), 500);
    ck_assert_double_eq(distance(&scenario, 1, 0), 600);
    ck_assert_ptr_null(ab_scenario_leg(&scenario, 0, 2));
    leg[0].both_ways = false;
    ck_assert_ptr_eq(ab_scenario_leg(&scenario, 0, 1), &leg[0]);
    ck_assert_ptr_eq(ab_scenario_leg(&scenario, 1, 0), &leg[1]);
}
END_TEST

/* Drawn by chance, and some of them there twice, which only a scenario with a fault has. */
START_TEST(a_table_of_legs_finds_what_a_search_finds)
{
    enum { FIELDS = 5, LEGS = 9 };
    struct ab_airfield airfield[FIELDS];
    int backwards = 0;
    memset(airfield, 0, sizeof airfield);
    for (uint64_t k = 1; k <= 200; k++) {
        struct ab_leg leg[LEGS];
        for (int i = 0; i < LEGS; i++) {
            const uint64_t luck = (k * LEGS + (uint64_t)i) * 0x9E3779B97F4A7C15U >> 32;
            const int from = (int)(luck % FIELDS), on = 1 + (int)(luck / FIELDS % (FIELDS - 1));
            leg[i] = (struct ab_leg){.from = from,
                                     .to = (from + on) % FIELDS,
                                     .both_ways = luck / 64 % 2 != 0,
                                     .stop = AB_NOBODY};
        }
        const struct ab_scenario searched = {
            .airfield = airfield, .airfield_count = FIELDS, .leg = leg, .leg_count = LEGS};
        struct ab_scenario tabled = searched;
        struct ab_arena *arena = ab_arena_create(4096);
        ck_assert(ab_scenario_table_legs(&tabled, arena));
        for (int pair = 0; pair < FIELDS * FIELDS; pair++) {
            const int from = pair / FIELDS, to = pair % FIELDS;
            const struct ab_leg *found = ab_scenario_leg(&searched, from, to);
            ck_assert_ptr_eq(found, ab_scenario_leg(&tabled, from, to));
            backwards += found != NULL && found->from == to;
        }
        ab_arena_destroy(arena);
    }
    ck_assert_int_gt(backwards, 0);
}
END_TEST

static const double infinite = HUGE_VAL;

START_TEST(payload_is_interpolated_between_points_and_ends_behind_the_last)
{
    struct ab_payload_point points[] = {{47, 3700}, {20, 7300}, {0, 7800}};
    struct ab_aircraft_type type = {
        .payload_points = 3, .payload_range = points, .cargo_limit = infinite};
    ck_assert_double_eq(ab_type_payload(&type, 0), 47);
    ck_assert_double_eq(ab_type_payload(&type, 3700), 47);
    ck_assert_double_eq_tol(ab_type_payload(&type, 5500), 33.5, 1e-12);
    ck_assert_double_eq(ab_type_payload(&type, 7300), 20);
    ck_assert_double_eq_tol(ab_type_payload(&type, 7550), 10, 1e-12);
    ck_assert_double_eq_tol(ab_type_payload(&type, 7800), 0, 1e-12);
    ck_assert_double_lt(ab_type_payload(&type, 7800.001), 0);
    ck_assert_double_eq(ab_type_payload(&type, (double)NAN), 47);
}
END_TEST

/* A leg with a stop counts its longer part, and the way back where one end has no fuel. */
START_TEST(payload_is_of_the_longest_flight_of_a_way)
{
    struct ab_payload_point points[] = {{50, 1000}, {0, 2000}};
    const struct ab_aircraft_type type = {
        .payload_points = 2, .payload_range = points, .cargo_limit = infinite, .cruise_speed = 800};
    struct ab_airfield airfield[3];
    struct ab_leg leg[3] = {
        {.from = 0, .to = 1, .both_ways = true, .distance = 1500, .stop = 2},
        {.from = 0, .to = 2, .both_ways = true, .distance = 400, .stop = AB_NOBODY},
        {.from = 2, .to = 1, .both_ways = true, .distance = 1100, .stop = AB_NOBODY}};
    const struct ab_scenario scenario = two_airfields(airfield, leg, 3);
    const struct ab_way way = ab_scenario_way(&scenario, 0, 1);
    ck_assert_int_eq(way.flights, 2);
    ck_assert_int_eq(way.flight[0].to, 2);
    ck_assert_double_eq_tol(ab_route_still_air(&way.flight[1].route, &type), 1100, 1e-9);
    airfield[0].fuel = airfield[1].fuel = airfield[2].fuel = true;
    ck_assert_double_eq_tol(ab_scenario_payload(&scenario, &type, 0, 1, false), 45, 1e-9);
    airfield[2].fuel = false; /* 400 + 1100 km without */
    ck_assert_double_eq_tol(ab_scenario_payload(&scenario, &type, 0, 1, false), 25, 1e-9);
    airfield[2].fuel = true;
    airfield[1].fuel = false;
    ck_assert_double_lt(ab_scenario_payload(&scenario, &type, 0, 1, false), 0);
    ck_assert_double_eq_tol(ab_scenario_payload(&scenario, &type, 0, 1, true), 45, 1e-9);
    const struct ab_way direct = ab_scenario_way(&scenario, 0, 2);
    ck_assert_int_eq(direct.flights, 1);
    ck_assert_int_eq(direct.flight[0].to, 2);
}
END_TEST

START_TEST(what_weighs_exactly_the_payload_fits)
{
    const struct ab_aircraft_type type = {
        .seats = 10, .seats_with_vehicles = -1, .deck_length = 0.3, .deck_width = 0.3};
    const struct ab_vehicle_class vehicle = {
        .mass = 0.1 + 0.2, .length = 0.1 + 0.2, .width = 0.1 + 0.2};
    bool by_mass;
    ck_assert(ab_type_takes_vehicle(&type, &vehicle, 0.3));
    ck_assert(!ab_type_takes_vehicle(&type, &vehicle, 0.29));
    ck_assert_int_eq(ab_type_takes_people(&type, false, 0.1 + 0.2, 0.1, &by_mass), 3);
    ck_assert(by_mass);
    ck_assert_int_eq(ab_type_takes_people(&type, true, 5, 0.1, &by_mass), 10);
    ck_assert(!by_mass);
}
END_TEST

START_TEST(the_cargo_limit_caps_the_payload_but_not_the_range)
{
    struct ab_payload_point points[] = {{47, 3700}, {0, 7800}};
    struct ab_aircraft_type type = {
        .payload_points = 2, .payload_range = points, .cargo_limit = 40};
    ck_assert_double_eq(ab_type_payload(&type, 1000), 40);
    ck_assert_double_lt(ab_type_payload(&type, 8000), 0);
    type.payload_points = 0;
    ck_assert_double_eq(ab_type_payload(&type, 8000), 40);
    type.cargo_limit = infinite;
    ck_assert(isinf(ab_type_payload(&type, 8000)));
}
END_TEST

/* ---- which airfields lie apart ---- */

/* So many of a thousand fields on one parallel lie apart from all others: nobody looks at more than so many. */
enum { ON_A_PARALLEL = 100 };

static void expect_apart(const struct ab_scenario *scenario, const bool *expected)
{
    bool is_apart[ON_A_PARALLEL] = {false};
    ck_assert(ab_geography_tell_apart(scenario, is_apart));
    for (int i = 0; i < scenario->airfield_count; i++) {
        ck_assert_msg(is_apart[i] == expected[i], "airfield %d", i);
    }
}

START_TEST(airfields_between_which_a_flight_may_take_no_time_are_not_apart)
{
    struct ab_distribution one = {.a = 1, .mean = 1}, none = {.a = 0, .mean = 0};
    struct ab_aircraft_type types[2] = {{.block_factor = &one}, {.block_factor = &one}};
    struct ab_airfield field[ON_A_PARALLEL] = {
        {.located = true, .latitude = 50, .longitude = 10},
        {.located = true, .latitude = 50.004, .longitude = 10.004}, /* next to it */
        {.located = true, .latitude = 50, .longitude = 11},
        {.located = true, .latitude = -20, .longitude = 179.999},
        {.located = true, .latitude = -20, .longitude = -179.999}, /* over the date line */
        {.located = true, .latitude = 89.999, .longitude = 0},
        {.located = true, .latitude = 89.999, .longitude = 170}, /* over the pole */
        {.located = true, .latitude = 88, .longitude = 0},
        {.located = true, .latitude = 88, .longitude = 170},
        {.located = false},
    };
    struct ab_scenario scenario = {
        .airfield = field, .airfield_count = 10, .aircraft = types, .aircraft_count = 2};
    expect_apart(&scenario,
                 (const bool[]){false, false, true, false, false, false, false, true, true, true});
    types[0].block_factor = &none;
    expect_apart(&scenario, (const bool[10]){false});
    types[0].block_factor = &one;
    bool all[ON_A_PARALLEL], some = false;
    for (int i = 0; i < ON_A_PARALLEL; i++) {
        field[i] = (struct ab_airfield){.located = true, .latitude = 10, .longitude = i};
    }
    scenario.airfield_count = ON_A_PARALLEL;
    ck_assert(ab_geography_tell_apart(&scenario, all));
    for (int i = 0; i < ON_A_PARALLEL; i++) {
        some = some || all[i];
        ck_assert_msg(all[i] == (i >= ON_A_PARALLEL - 64 && i < 64), "airfield %d", i);
    }
    ck_assert(some);
}
END_TEST

/* ---- what a run knows ---- */

enum { FIELDS_MAX = 20000, FAR_APART = 997 };

/* Asks a run for the flights between airfields of which there are so many, some of them again and
 * others that share a place with them in between. */
static void expect_flights(int airfields)
{
    struct ab_airfield *field = calloc(FIELDS_MAX, sizeof *field);
    struct ab_leg leg = {.from = 1, .to = airfields - 1, .distance = 4711, .stop = AB_NOBODY};
    struct ab_distribution one = {.a = 1, .mean = 1};
    struct ab_aircraft_type types[2] = {{.cruise_speed = 700, .block_factor = &one},
                                        {.cruise_speed = 350, .block_factor = &one}};
    const struct ab_scenario scenario = {.airfield = field,
                                         .airfield_count = airfields,
                                         .aircraft = types,
                                         .aircraft_count = 2,
                                         .leg = &leg,
                                         .leg_count = 1,
                                         .general.route_factor = 1};
    struct ab_run run = {.scenario = &scenario};
    run.flight = calloc(ab_geography_flights(&scenario), sizeof *run.flight);
    ck_assert(field != NULL && run.flight != NULL);
    for (int i = 0; i < airfields; i++) {
        field[i] = (struct ab_airfield){
            .located = true, .latitude = i % 150 - 75 + i * 1e-4, .longitude = i % 359 - 179};
    }
    ab_geography_prepare(&run);
    for (int turn = 0; turn < 3; turn++) {
        for (int i = 0; i < airfields; i += 1 + airfields / 200) {
            for (int k = 0; k < 50; k++) {
                const int to = (i + k * FAR_APART) % airfields, type = (turn + k) % 2;
                const struct ab_known_flight *flight = ab_geography_flight(&run, type, i, to);
                const double km = distance(&scenario, i, to);
                ck_assert(flight->distance_km == km);
                ck_assert_ptr_eq(flight->leg, ab_scenario_leg(&scenario, i, to));
                ck_assert_double_eq_tol(ab_geography_mean_block(&run, type, i, to),
                                        i == to ? 0 : km / types[type].cruise_speed * AB_HOUR, 1);
            }
        }
    }
    ck_assert_double_eq(ab_geography_flight(&run, 0, 1, airfields - 1)->distance_km, 4711);
    free(run.flight);
    free(field);
}

START_TEST(a_run_knows_every_flight_however_many_there_are)
{
    expect_flights(3);
    expect_flights(255);
    expect_flights(256);
    expect_flights(5000);
    expect_flights(FIELDS_MAX);
}
END_TEST

START_TEST(the_room_for_flights_has_a_bound)
{
    const struct ab_scenario many = {.airfield_count = FIELDS_MAX, .aircraft_count = 60},
                             few = {.airfield_count = 4, .aircraft_count = 3};
    ck_assert_uint_lt(ab_geography_flights(&many) * sizeof(struct ab_known_flight), 18 << 20);
    ck_assert_uint_eq(ab_geography_flights(&few), 48);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("geography");
    TCase *distance = tcase_create("distance");
    tcase_add_loop_test(distance, distances_agree_with_geodesics, 0, LINES);
    tcase_add_test(distance, a_place_is_no_distance_from_itself_and_a_metre_from_a_metre_away);
    tcase_add_test(distance, distances_are_the_same_both_ways);
    tcase_add_test(distance, wind_blows_along_the_course_where_there_is_one);
    tcase_add_test(distance, a_leg_overrides_distance_or_route_factor);
    tcase_add_test(distance, a_leg_of_its_own_goes_before_one_flown_backwards);
    tcase_add_test(distance, a_table_of_legs_finds_what_a_search_finds);
    suite_add_tcase(suite, distance);
    TCase *payload = tcase_create("payload");
    tcase_add_test(payload, payload_is_interpolated_between_points_and_ends_behind_the_last);
    tcase_add_test(payload, payload_is_of_the_longest_flight_of_a_way);
    tcase_add_test(payload, what_weighs_exactly_the_payload_fits);
    tcase_add_test(payload, the_cargo_limit_caps_the_payload_but_not_the_range);
    suite_add_tcase(suite, payload);
    TCase *routes = tcase_create("routes");
    tcase_add_test(routes, a_run_knows_every_flight_however_many_there_are);
    tcase_add_test(routes, airfields_between_which_a_flight_may_take_no_time_are_not_apart);
    tcase_add_test(routes, the_room_for_flights_has_a_bound);
    suite_add_tcase(suite, routes);

    return suite_run(suite, TESTS);
}
