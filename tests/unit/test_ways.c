/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ways.c - routes and hubs as scenarios say them: what is read, and what is refused. */
#include "support/scenario_files.h"
#include "support/suite.h"

#include "scenario/rules.h"

/* Omsk and Kant lie between and beside the ends of the good scenario. */
#define FIELDS                                                                                     \
    "[airfield.omsk]\nlatitude = 54.97\nlongitude = 73.31\n"                                       \
    "[airfield.kant]\nlatitude = 42.85\nlongitude = 74.85\n"
#define ROUTE FIELDS "[route.r]\n"

/* ---- what is read ---- */

START_TEST(a_route_says_where_it_lands_and_what_for)
{
    struct ab_scenario *scenario = load_on_good(
        ROUTE "legs = chkalovsky, omsk, kant, almaty\n"
              "stops = kant: 2 h crew, omsk: triangular(1 h, 2 h, 3 h) customs fuel\n");
    const int chkalovsky = 1, almaty = 0, kant = 2, omsk = 3;
    struct ab_way way = ab_scenario_way(scenario, chkalovsky, almaty);
    ck_assert_int_eq(way.flights, 3);
    ck_assert_int_eq(way.flight[1].from, omsk);
    ck_assert_int_eq(way.flight[1].to, kant);
    ck_assert(way.stop[0].fuels && !way.stop[0].changes_crew);
    ck_assert(way.stop[1].changes_crew && !way.stop[1].fuels);
    assert_distribution(way.stop[0].time, AB_TRIANGULAR, 3.6e6, 7.2e6, 10.8e6);
    way = ab_scenario_way(scenario, almaty, chkalovsky);
    ck_assert_int_eq(way.flights, 3);
    ck_assert_int_eq(way.stop[0].airfield, kant);
    ck_assert_int_eq(way.stop[1].airfield, omsk);
    /* Without fuel at Kant the stretch is from Omsk to Almaty. */
    way = ab_scenario_way(scenario, chkalovsky, almaty);
    const struct ab_stretch longest = ab_way_longest(&way, &scenario->aircraft[0]);
    ck_assert_int_eq(longest.first, 0);
    ck_assert_int_eq(longest.last, 0);
    const struct ab_way rest = ab_way_rest(&way, 1);
    ck_assert_int_eq(rest.flights, 2);
    ck_assert_int_eq(rest.stop[0].airfield, kant);
    ck_assert_int_eq(ab_scenario_way(scenario, omsk, almaty).flights, 1);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(means_stand_for_random_stops_as_well)
{
    struct ab_scenario *scenario = load_on_good("deterministic = yes\n" ROUTE
                                                "legs = chkalovsky, omsk, almaty\nboth_ways = no\n"
                                                "stops = omsk: uniform(1 h, 2 h) fuel\n");
    const struct ab_way way = ab_scenario_way(scenario, 1, 0);
    assert_distribution(way.stop[0].time, AB_CONSTANT, 5.4e6, 0, 0);
    ck_assert_int_eq(ab_scenario_way(scenario, 0, 1).flights, 1);
    ab_scenario_destroy(scenario);
}
END_TEST

/* ---- what is refused ---- */

static const struct fault routes[] = {
    {ROUTE "legs = chkalovsky, almaty\nstops = omsk: 1 h\n",
     "f.ini:10: error: [route.r] legs: needs a stop between its ends; a way without is a "
     "[leg.ID]\n"},
    {ROUTE "legs = chkalovsky, omsk, almaty\n", "f.ini:9: error: [route.r] stops: is missing\n"},
    {ROUTE "legs = chkalovsky, omsk, chkalovsky\nstops = omsk: 1 h\n",
     "f.ini:10: error: [route.r] legs: 'chkalovsky, omsk, chkalovsky' names 'chkalovsky' twice\n"},
    {ROUTE "legs = chkalovsky, omsk, almaty\nstops = kant: 1 h fuel, omsk: 1 h fuel\n",
     "f.ini:11: error: [route.r] stops: [airfield.kant] is not between the ends of the route\n"},
    {ROUTE "legs = chkalovsky, omsk, kant, almaty\nstops = kant: 1 h fuel\n",
     "f.ini:11: error: [route.r] stops: says nothing of [airfield.omsk], where the route lands\n"},
    {ROUTE "legs = chkalovsky, omsk, almaty\nstops = omsk: 1 h fuel, omsk: 2 h\n",
     "f.ini:11: error: [route.r] stops: 'omsk: 1 h fuel, omsk: 2 h' names 'omsk' twice\n"},
    {ROUTE "legs = chkalovsky, omsk, almaty\nstops = omsk: 1 km fuel\n",
     "f.ini:11: error: [route.r] stops: 'omsk: 1 km fuel' has a unit of length where a "
     "time is needed; allowed are ms, s, min, h, d, w\n"},
    {ROUTE "legs = chkalovsky, omsk, almaty\nstops = omsk\n",
     "f.ini:11: error: [route.r] stops: 'omsk' is not a list of the form ID: TIME PURPOSE, as in "
     "b: 90 min fuel, c: 2 h crew\n"},
    {ROUTE "legs = chkalovsky, omsk, almaty\nstops = omsk: 1 h fuel\n"
           "[route.s]\nlegs = almaty, kant, chkalovsky\nstops = kant: 1 h fuel\nboth_ways = no\n",
     "f.ini:12: error: [route.s]: [route.r] is from almaty to chkalovsky as well\n"},
    {ROUTE "legs = chkalovsky, omsk, almaty\nstops = omsk: 1 h fuel\n"
           "[leg.l]\nfrom = almaty\nto = chkalovsky\nstop = kant\n",
     "f.ini:9: error: [route.r]: [leg.l] has a stop from almaty to chkalovsky as well: give one or "
     "the other\n"},
    {FIELDS "open = no\n[route.r]\nlegs = chkalovsky, kant, almaty\nstops = kant: 1 h fuel\n",
     "f.ini:11: error: [route.r] legs: [airfield.kant] is closed (open = no)\n"},
    {FIELDS "runway_length = 900 m\n[route.r]\nlegs = chkalovsky, kant, almaty\n"
            "stops = kant: 1 h fuel\n",
     "good.ini:28: error: [contingent.rifles] apod: the runway of [airfield.kant], 900 m, is too "
     "short for every aircraft that may carry this contingent\n"},
    {ROUTE "legs = chkalovsky, omsk, kant, almaty\nstops = omsk: 1 h, kant: 1 h fuel\n"
           "[aircraft.il-76]\npayload_range = 47 t: 2000 km, 0 t: 3000 km\n",
     "good.ini:28: error: [contingent.rifles] apod: the leg chkalovsky - kant, 3562 km without "
     "fuel "
     "on the way, is out of range, even empty, for every aircraft that may carry this "
     "contingent\n"},
    {ROUTE "legs = chkalovsky, omsk, almaty\nstops = omsk: 1 h fuel\n"
           "[aircraft.il-76]\ncrew_duty = 2 h\n",
     "good.ini:28: error: [contingent.rifles] apod: the leg chkalovsky - omsk takes longer than "
     "the "
     "duty of any crew that may fly this contingent: 2.947 h against 2 h\n"},
};

#define HUB FIELDS "[contingent.rifles]\n"

static const struct fault hubs[] = {
    {HUB "via = almaty\n",
     "f.ini:10: error: [contingent.rifles] via: is an airfield of debarkation as well; what ends "
     "there needs no `via`\n"},
    {HUB "via = chkalovsky\n",
     "f.ini:10: error: [contingent.rifles] via: names the airfield of embarkation\n"},
    {HUB "onward_fleets = north\n", "f.ini:10: error: [contingent.rifles] onward_fleets: is of "
                                    "what goes on from a hub: give via\n"},
    {HUB "onward_mode = road\n", "f.ini:10: error: [contingent.rifles] onward_mode: is of what "
                                 "goes on from a hub: give via\n"},
    {HUB "via = omsk\nonward_road_time = 3 h\n",
     "f.ini:11: error: [contingent.rifles] onward_road_time: needs onward_mode = road\n"},
    {HUB "via = omsk\nonward_mode = road\nonward_fleets = north\n",
     "f.ini:12: error: [contingent.rifles] onward_fleets: fly, and this contingent goes on by road "
     "(onward_mode)\n"},
    {HUB "via = omsk\nmode_in = road\n", "f.ini:10: error: [contingent.rifles] via: is flown to, "
                                         "and this contingent comes by road\n"},
    {HUB "via = omsk\nloads = 3\npeople = 0\nvehicles = none\n",
     "f.ini:10: error: [contingent.rifles] via: needs to know what is to be loaded again: give "
     "people, vehicles or bulk instead of loads\n"},
    {HUB "via = omsk\n[supply]\ncontingent = rifles\n",
     "f.ini:10: error: [contingent.rifles] via: is not for [supply] contingent: supplies fly "
     "directly to its apod\n"},
    {FIELDS "open = no\n[contingent.rifles]\nvia = kant\n",
     "f.ini:11: error: [contingent.rifles] via: [airfield.kant] is closed (open = no)\n"},
    {FIELDS "runway_length = 900 m\n[contingent.rifles]\nvia = kant\n",
     "f.ini:11: error: [contingent.rifles] via: the runway of [airfield.kant], 900 m, is too short "
     "for every aircraft that may carry this contingent\n"},
    {HUB "via = omsk\nonward_fleets = small\n[fleet.small]\ntype = small\nnumber = 1\nhome = "
         "omsk\n[aircraft.small]\ncruise_speed = 400 km/h\npayload_range = 2 t: 3000 km, 0 t: "
         "4000 km\ndeck_length = 9 m\ndeck_width = 3 m\nseats = 10\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (8.2 t, 5.4 m long, 2.7 m wide) "
     "fits no aircraft that may carry it: 'small' takes 2 t, 9 m, 3 m\n"},
};

START_TEST(a_hub_that_cannot_be_used_is_refused)
{
    assert_fault(&hubs[_i]);
}
END_TEST

START_TEST(a_route_that_cannot_be_flown_is_refused)
{
    assert_fault(&routes[_i]);
}
END_TEST

enum {
    ROUTES = sizeof routes / sizeof routes[0],
    HUBS = sizeof hubs / sizeof hubs[0],
    TESTS = 2 + ROUTES + HUBS
};

int main(void)
{
    TCase *read = tcase_create("read"), *refused = tcase_create("refused");
    tcase_add_checked_fixture(read, enter_folder, leave_folder);
    tcase_add_test(read, a_route_says_where_it_lands_and_what_for);
    tcase_add_test(read, means_stand_for_random_stops_as_well);
    tcase_add_checked_fixture(refused, enter_folder, leave_folder);
    tcase_add_loop_test(refused, a_route_that_cannot_be_flown_is_refused, 0, ROUTES);
    tcase_add_loop_test(refused, a_hub_that_cannot_be_used_is_refused, 0, HUBS);
    Suite *suite = suite_create("ways");
    suite_add_tcase(suite, read);
    suite_add_tcase(suite, refused);
    return suite_run(suite, TESTS);
}
