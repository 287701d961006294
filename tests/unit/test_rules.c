/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_rules.c - the rules that the reference of keys states (`airbridge keys`), each as the program
 * follows it. */
#include "support/clockwork.h"
#include "support/suite.h"

enum { TESTS = 14 };

/* The people of each load, in the order of loads. */
static void expect_people(const int64_t *people, int loads)
{
    ck_assert_int_eq(run->chalk_count, loads);
    for (int k = 0; k < loads; k++) {
        ck_assert_int_eq(run->chalk[k].lot->people, people[k]);
    }
}
#define PEOPLE(...) (const int64_t[]){__VA_ARGS__}, sizeof(int64_t[]){__VA_ARGS__} / sizeof(int64_t)

static void expect_planned(int chalk, const char *type)
{
    ck_assert_str_eq(scenario->aircraft[run->chalk[chalk].lot->planned_type].named.id, type);
}

/* ---- contingent.people, vehicles, bulk ---- */

START_TEST(people_without_vehicles_are_spread_evenly)
{
    play("clockwork.ini", "[aircraft.a]\nseats = 100\n[contingent.c]\npeople = 210\n");
    expect_people(PEOPLE(70, 70, 70));
    play("clockwork.ini",
         "[aircraft.a]\nseats = 100\n[contingent.c]\npeople = 310\nforward_people = 100\n");
    expect_people(PEOPLE(100, 70, 70, 70));
}
END_TEST

#define TRUCKS                                                                                     \
    "[aircraft.a]\npayload_range = 20 t: 5000 km\ndeck_length = 20 m\ndeck_width = 4 m\n"          \
    "seats = 60\nseats_with_vehicles = 30\n"                                                       \
    "[vehicle.big]\nmass = 19 t\nlength = 15 m\nwidth = 3 m\n"                                     \
    "[vehicle.small]\nmass = 10 t\nlength = 14 m\nwidth = 3 m\n"

/* 1 t is left beside a big one: 8 people of 120 kg; 30 seats beside a small one. Of 50 in three loads
 * the first takes 8 of its 17, the second 21 of the 42 left, the last 21; of 70 the first takes 8, the
 * second its 30 of 31, the last its 30, and two are left. */
START_TEST(people_beside_vehicles_take_even_shares_in_turn)
{
    play("clockwork.ini", TRUCKS "[contingent.c]\nvehicles = big: 1, small: 2\npeople = 50\n");
    expect_people(PEOPLE(8, 21, 21));
    play("clockwork.ini", TRUCKS "[contingent.c]\nvehicles = big: 1, small: 2\npeople = 70\n");
    expect_people(PEOPLE(8, 30, 30, 2));
}
END_TEST

/* The last load takes 8 of its 20: the 12 that are left fill the first that has room. */
START_TEST(whoever_still_stands_there_fills_the_first_load_with_room)
{
    play("clockwork.ini", "[aircraft.a]\npayload_range = 20 t: 5000 km\ndeck_length = 20 m\n"
                          "deck_width = 4 m\nseats = 60\nseats_with_vehicles = 30\n"
                          "[vehicle.long]\nmass = 10 t\nlength = 19 m\nwidth = 3 m\n"
                          "[vehicle.short]\nmass = 19 t\nlength = 18 m\nwidth = 3 m\n"
                          "[contingent.c]\nvehicles = long: 2, short: 1\npeople = 60\n");
    expect_people(PEOPLE(30, 22, 8));
}
END_TEST

/* Of equal length the heavier goes first, though it comes later by id; the longest before all. */
START_TEST(the_longest_vehicle_goes_first_and_the_heavier_of_equals)
{
    play("clockwork.ini", "[aircraft.a]\ndeck_length = 10 m\ndeck_width = 4 m\n"
                          "[vehicle.a]\nmass = 5 t\nlength = 8 m\nwidth = 3 m\n"
                          "[vehicle.b]\nmass = 7 t\nlength = 8 m\nwidth = 3 m\n"
                          "[vehicle.c]\nmass = 1 t\nlength = 9 m\nwidth = 3 m\n"
                          "[contingent.c]\nvehicles = a: 1, b: 1, c: 1\n");
    ck_assert_double_eq_tol(run->chalk[0].lot->mass_t, 1, 1e-9);
    ck_assert_double_eq_tol(run->chalk[1].lot->mass_t, 7, 1e-9);
    ck_assert_double_eq_tol(run->chalk[2].lot->mass_t, 5, 1e-9);
}
END_TEST

/* However small they are and however long the deck is, vehicles stand in so many rows. */
START_TEST(a_deck_has_so_many_rows)
{
    const struct ab_aircraft_type type = {.deck_length = 100, .deck_width = 4};
    const struct ab_vehicle_class bike = {.length = 2, .width = 3};
    struct ab_deck deck = {.rows = 0};
    for (int i = 0; i < AB_DECK_ROWS; i++) {
        ck_assert(ab_deck_place(&deck, &type, &bike));
    }
    ck_assert(!ab_deck_place(&deck, &type, &bike));
    ck_assert_double_eq(deck.length_used, 2.0 * AB_DECK_ROWS);
}
END_TEST

/* Three more types: m takes a vehicle with the least payload, as does n; the default, which is the
 * most numerous, has no deck, and z is the most numerous that has one. */
#define TYPES                                                                                      \
    "[aircraft.z]\ncargo_limit = 40 t\ndeck_length = 20 m\ndeck_width = 4 m\n"                     \
    "[aircraft.n]\ncargo_limit = 30 t\ndeck_length = 20 m\ndeck_width = 4 m\n"                     \
    "[aircraft.m]\ncargo_limit = 30 t\ndeck_length = 20 m\ndeck_width = 4 m\n"                     \
    "[fleet.z]\ntype = z\nnumber = 3\nhome = home\n[fleet.n]\ntype = n\nnumber = 1\nhome = home\n" \
    "[fleet.m]\ntype = m\nnumber = 1\nhome = home\n[fleet.f]\nnumber = 9\n"

START_TEST(a_vehicle_that_the_type_does_not_take_goes_to_the_least_that_does)
{
    play("clockwork.ini", TYPES "[vehicle.v]\nmass = 1 t\nlength = 5 m\nwidth = 3 m\n"
                                "[contingent.c]\nvehicles = v: 1\n");
    expect_planned(0, "m");
    play("clockwork.ini", TYPES "[vehicle.v]\nmass = 35 t\nlength = 5 m\nwidth = 3 m\n"
                                "[contingent.c]\nvehicles = v: 1\n");
    expect_planned(0, "z");
}
END_TEST

START_TEST(bulk_fills_the_first_load_first)
{
    play("clockwork.ini", "[aircraft.a]\nseats = 100\npayload_range = 20 t: 5000 km\n"
                          "[contingent.c]\npeople = 200\nbulk = 10 t\n");
    ck_assert_double_eq_tol(run->chalk[0].lot->bulk_t, 8, 1e-9);
    ck_assert_double_eq_tol(run->chalk[1].lot->bulk_t, 2, 1e-9);
    ck_assert_int_eq(run->chalk_count, 2);
}
END_TEST

/* ---- contingent.load_type ---- */

START_TEST(loads_are_planned_for_the_most_numerous_type_and_the_first_by_id_of_equals)
{
    play("clockwork.ini", TYPES "[contingent.c]\nloads = 1\n");
    expect_planned(0, "a");
    play("clockwork.ini", TYPES "[contingent.c]\nloads = 1\nfleets = z, n, m\n");
    expect_planned(0, "z");
    play("clockwork.ini", TYPES "[contingent.c]\nloads = 1\nfleets = n, m\n");
    expect_planned(0, "m");
    /* Over all fleets of a type together. */
    play("clockwork.ini", TYPES "[fleet.more]\ntype = n\nnumber = 3\nhome = home\n"
                                "[contingent.c]\nloads = 1\nfleets = z, n, more\n");
    expect_planned(0, "n");
}
END_TEST

START_TEST(people_that_the_type_does_not_take_go_to_the_type_that_takes_most)
{
    play("clockwork.ini", "[aircraft.p]\nseats = 20\n[aircraft.q]\nseats = 50\n"
                          "[fleet.p]\ntype = p\nnumber = 1\nhome = home\n"
                          "[fleet.q]\ntype = q\nnumber = 1\nhome = home\n"
                          "[contingent.c]\npeople = 60\nload_type = a\n");
    expect_people(PEOPLE(30, 30));
    expect_planned(0, "q");
    expect_planned(1, "q");
}
END_TEST

/* ---- contingent.priority ---- */

static void expect_order(const int *chalk, int count)
{
    for (int i = 1; i < count; i++) {
        ck_assert_int_lt(run->chalk[chalk[i - 1]].tasked, run->chalk[chalk[i]].tasked);
    }
}

/* One aircraft. Contingents by id: b has loads 0 and 1, c has 2 and 3; c is written first. Ready at
 * one instant; then c's first load an hour earlier; then c has the lower priority number. */
START_TEST(equal_loads_go_by_contingent_and_number)
{
    static const char more[] =
        "[fleet.f]\nnumber = 1\n[contingent.c]\nloads = 2\nnotice = 2 h\n"
        "[contingent.b]\napoe = home\napod = away\nloads = 2\nnotice = 2 h\n";
    char text[1000];
    play("clockwork.ini", more);
    expect_order((const int[]){0, 1, 2, 3}, 4);
    (void)snprintf(text, sizeof text, "%s%s", more, "load_interval = 1 h\n");
    play("clockwork.ini", text);
    expect_order((const int[]){0, 2, 3, 1}, 4);
    (void)snprintf(text, sizeof text, "%s%s", more, "priority = 101\n");
    play("clockwork.ini", text);
    expect_order((const int[]){2, 3, 0, 1}, 4);
}
END_TEST

/* ---- airfield.working_mog ---- */

/* Four aircraft are called ahead and wait for their loads, which are ready at one instant; there is
 * one place, for an hour each. */
START_TEST(loads_ready_at_one_instant_take_places_by_contingent_and_number)
{
    play("clockwork.ini",
         "[airfield.home]\nworking_mog = 1\n[fleet.f]\nnumber = 4\n"
         "[contingent.c]\nloads = 2\ncall_forward = 2 h\nnotice = 2 h\npriority = 1\n"
         "[contingent.b]\napoe = home\napod = away\nloads = 2\ncall_forward = 1 h\n"
         "notice = 2 h\n");
    for (int k = 0; k < 4; k++) {
        ck_assert_int_eq(run->loads.record[k].loaded, (3 + k) * AB_HOUR);
    }
}
END_TEST

/* ---- contingent.approval ---- */

START_TEST(approval_holds_the_load_itself)
{
    play("clockwork.ini",
         "[aircraft.a]\nonload_time = 2 h\n[contingent.c]\nloads = 1\napproval = 10 h\n");
    ck_assert_int_eq(run->chalk[0].ready, 10 * AB_HOUR);
    ck_assert_int_eq(run->chalk[0].departed, 12 * AB_HOUR);
}
END_TEST

/* ---- contingent.apod ---- */

static const char *apod_of(int chalk)
{
    return scenario->airfield[run->flights.record[run->chalk[chalk].sortie].destination].named.id;
}

#define TWO_FIELDS                                                                                 \
    "[airfield.small]\nparking_mog = 2\n[airfield.big]\nparking_mog = 4\nworking_mog = 3\n"        \
    "[leg.s]\nfrom = home\nto = small\nblock_time = 1 h\n"                                         \
    "[leg.b]\nfrom = home\nto = big\nblock_time = 5 h\n"

/* Per place: 1/3 against 1/2, then 1/2 against 2/3, then 2/3 against 2/2; 3/3 and 2/2 are equal, and
 * small is the first in the list. */
START_TEST(a_load_goes_where_the_fewest_are_bound_per_place)
{
    play("clockwork.ini", "tasking = greedy\n" TWO_FIELDS "[fleet.f]\nnumber = 4\n"
                          "[contingent.c]\napod = small, big\nloads = 4\n");
    static const char *const expected[] = {"big", "small", "big", "small"};
    for (int k = 0; k < 4; k++) {
        ck_assert_str_eq(apod_of(k), expected[k]);
    }
}
END_TEST

/* 80 t, 40 t to near and 20 t to far: four loads of 20 t, whereever they go. */
START_TEST(loads_are_planned_for_the_least_payload_over_the_candidates)
{
    play("clockwork.ini", "[aircraft.a]\ncruise_speed = 500 km/h\n"
                          "payload_range = 40 t: 1000 km, 0 t: 3000 km\n"
                          "[airfield.near]\n[airfield.far]\n"
                          "[leg.n]\nfrom = home\nto = near\ndistance = 500 km\n"
                          "[leg.o]\nfrom = home\nto = far\ndistance = 2000 km\n"
                          "[contingent.c]\napod = near, far\nbulk = 80 t\nload_type = a\n");
    ck_assert_int_eq(run->chalk_count, 4);
    for (int k = 0; k < 4; k++) {
        ck_assert_double_eq_tol(run->chalk[k].lot->mass_t, 20, 1e-9);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("rules");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, people_without_vehicles_are_spread_evenly);
    tcase_add_test(tests, people_beside_vehicles_take_even_shares_in_turn);
    tcase_add_test(tests, whoever_still_stands_there_fills_the_first_load_with_room);
    tcase_add_test(tests, the_longest_vehicle_goes_first_and_the_heavier_of_equals);
    tcase_add_test(tests, a_deck_has_so_many_rows);
    tcase_add_test(tests, a_vehicle_that_the_type_does_not_take_goes_to_the_least_that_does);
    tcase_add_test(tests, bulk_fills_the_first_load_first);
    tcase_add_test(tests,
                   loads_are_planned_for_the_most_numerous_type_and_the_first_by_id_of_equals);
    tcase_add_test(tests, people_that_the_type_does_not_take_go_to_the_type_that_takes_most);
    tcase_add_test(tests, equal_loads_go_by_contingent_and_number);
    tcase_add_test(tests, loads_ready_at_one_instant_take_places_by_contingent_and_number);
    tcase_add_test(tests, approval_holds_the_load_itself);
    tcase_add_test(tests, a_load_goes_where_the_fewest_are_bound_per_place);
    tcase_add_test(tests, loads_are_planned_for_the_least_payload_over_the_candidates);
    Suite *suite = suite_create("rules");
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
