/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_loadplan.c - people, vehicles and bulk become loads that respect every limit at once. */
#include "model/loadplan.h"
#include "support/suite.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

/* --- aircraft and vehicles as published (history of the reference case) ----------------------- */

enum { IL76, AN124, TYPES };
enum { BTR_82A, BMD_2, BMD_4M, KAMAZ, TIGR, UAZ, CLASSES };

static struct ab_payload_point il76_range[] = {{47, 3700}, {20, 7300}, {0, 7800}};
static struct ab_payload_point an124_range[] = {{120, 4800}, {0, 14000}};

struct fixture {
    struct ab_scenario scenario;
    struct ab_aircraft_type type[TYPES];
    struct ab_vehicle_class vehicle[CLASSES];
    struct ab_contingent contingent;
    struct ab_number_of count[CLASSES];
    struct ab_number_of plan[2];
    double payload[TYPES], fuelled[TYPES];
    struct ab_load_planner planner;
};

static struct fixture make_fixture(void)
{
    return (struct fixture){
        .type = {[IL76] = {.payload_points = 3,
                           .payload_range = il76_range,
                           .seats = 145,
                           .seats_with_vehicles = 30,
                           .deck_length = 20,
                           .deck_width = 3.45,
                           .deck_gap = 0.4},
                 [AN124] = {.payload_points = 2,
                            .payload_range = an124_range,
                            .seats = 88,
                            .seats_with_vehicles = -1,
                            .deck_length = 36.5,
                            .deck_width = 6.4,
                            .deck_gap = 0.4}},
        .vehicle = {[BTR_82A] = {.mass = 15.5, .length = 7.65, .width = 2.9},
                    [BMD_2] = {.mass = 8.2, .length = 5.4, .width = 2.63},
                    [BMD_4M] = {.mass = 13.5, .length = 6.1, .width = 3.11},
                    [KAMAZ] = {.mass = 14, .length = 7.85, .width = 2.5},
                    [TIGR] = {.mass = 8, .length = 5.7, .width = 2.4},
                    [UAZ] = {.mass = 2.6, .length = 4.7, .width = 1.9}},
        .payload = {47, 120},
        .fuelled = {47, 120},
    };
}

static int plan(struct fixture *f, int64_t people, uint64_t types, int default_type)
{
    f->scenario.aircraft = f->type;
    f->scenario.aircraft_count = TYPES;
    f->scenario.vehicle = f->vehicle;
    f->scenario.vehicle_count = CLASSES;
    f->scenario.general.person_mass = 0.12;
    f->contingent.vehicles = f->count;
    f->contingent.load_plan = f->plan;
    const struct ab_load_request request = {
        .scenario = &f->scenario,
        .contingent = &f->contingent,
        .people = people,
        .forward_people = f->contingent.forward_people,
        .bulk_t = f->contingent.bulk,
        .oversize_t = f->contingent.oversize,
        .outsize_t = f->contingent.outsize,
        .types = types,
        .default_type = default_type,
        .payload_t = f->payload,
        .fuelled_payload_t = f->fuelled,
    };
    return ab_load_plan(&f->planner, &request);
}

static void carry(struct fixture *f, int vehicle, int64_t count)
{
    f->count[f->contingent.vehicle_counts++] = (struct ab_number_of){vehicle, count};
}

static int vehicles_per_aircraft(int type, int vehicle)
{
    struct fixture f = make_fixture();
    struct ab_deck deck = {0};
    int count = 0;
    while (ab_deck_place(&deck, &f.type[type], &f.vehicle[vehicle])) {
        count++;
    }
    return count;
}

/* --- tests ----------------------------------------------------------------------------------- */

START_TEST(decks_hold_as_many_vehicles_as_published)
{
    /* history: geometry with 0.4 m gaps, and three BMD-2 published for platforms. */
    ck_assert_int_eq(vehicles_per_aircraft(IL76, BTR_82A), 2);
    ck_assert_int_eq(vehicles_per_aircraft(IL76, BMD_2), 3);
    ck_assert_int_eq(vehicles_per_aircraft(IL76, BMD_4M), 3);
    ck_assert_int_eq(vehicles_per_aircraft(IL76, KAMAZ), 2);
    ck_assert_int_eq(vehicles_per_aircraft(IL76, TIGR), 3);
    ck_assert_int_eq(vehicles_per_aircraft(IL76, UAZ), 4);
    ck_assert_int_eq(vehicles_per_aircraft(AN124, BTR_82A), 8);
    ck_assert_int_eq(vehicles_per_aircraft(AN124, BMD_4M), 10);
    ck_assert_int_eq(vehicles_per_aircraft(AN124, KAMAZ), 8);
    ck_assert_int_eq(vehicles_per_aircraft(AN124, TIGR), 12);
}
END_TEST

START_TEST(the_deck_binds_long_light_vehicles)
{
    struct fixture f = make_fixture();
    carry(&f, BMD_2, 7);
    ck_assert_int_eq(plan(&f, 0, 1, IL76), 3);
    ck_assert_int_eq(f.planner.load[0].vehicles, 3);
    ck_assert_int_eq(f.planner.load[1].vehicles, 3);
    ck_assert_int_eq(f.planner.load[2].vehicles, 1);
    ck_assert_int_eq(f.planner.load[0].bound, AB_BOUND_DECK);
    ck_assert_int_eq(f.planner.load[2].bound, AB_BOUND_NOTHING);
    ck_assert_double_eq_tol(f.planner.load[0].mass_t, 24.6, 1e-12);
    ab_load_planner_clear(&f.planner);
}
END_TEST

START_TEST(mass_binds_when_the_leg_is_long)
{
    struct fixture f = make_fixture();
    f.payload[IL76] = 20;
    carry(&f, BTR_82A, 3);
    ck_assert_int_eq(plan(&f, 0, 1, IL76), 3);
    ck_assert_int_eq(f.planner.load[0].bound, AB_BOUND_MASS);
    ab_load_planner_clear(&f.planner);
}
END_TEST

START_TEST(seats_bind_people_without_vehicles)
{
    struct fixture f = make_fixture();
    ck_assert_int_eq(plan(&f, 291, 1, IL76), 3);
    int64_t people = 0;
    for (int i = 0; i < 3; i++) {
        ck_assert_int_le(f.planner.load[i].people, 145);
        people += f.planner.load[i].people;
    }
    ck_assert_int_eq(people, 291);
    ck_assert_int_eq(f.planner.load[0].bound, AB_BOUND_SEATS);
    ab_load_planner_clear(&f.planner);
}
END_TEST

START_TEST(people_spread_evenly_beside_the_vehicles_first)
{
    struct fixture f = make_fixture();
    carry(&f, KAMAZ, 8); /* four loads of two, 30 seats beside them in each */
    ck_assert_int_eq(plan(&f, 100, 1, IL76), 4);
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(f.planner.load[i].people, 25);
    }
    ck_assert_int_eq(plan(&f, 121, 1, IL76), 5); /* one too many for the seats: a load of its own */
    ck_assert_int_eq(f.planner.load[4].people, 1);
    ck_assert_int_eq(f.planner.load[4].vehicles, 0);
    ab_load_planner_clear(&f.planner);
}
END_TEST

START_TEST(the_forward_element_is_people_only_and_first)
{
    struct fixture f = make_fixture();
    carry(&f, TIGR, 3);
    f.contingent.forward_people = 60;
    ck_assert_int_eq(plan(&f, 80, 1, IL76), 2);
    ck_assert(f.planner.load[0].forward);
    ck_assert_int_eq(f.planner.load[0].people, 60);
    ck_assert_int_eq(f.planner.load[0].vehicles, 0);
    ck_assert(!f.planner.load[1].forward);
    ck_assert_int_eq(f.planner.load[1].people, 20);
    ab_load_planner_clear(&f.planner);
}
END_TEST

START_TEST(bulk_fills_the_payload_and_then_loads_of_its_own)
{
    struct fixture f = make_fixture();
    carry(&f, KAMAZ, 2); /* 28 t in one load: 19 t of bulk fit beside them */
    f.contingent.bulk = 70;
    ck_assert_int_eq(plan(&f, 0, 1, IL76), 3);
    ck_assert_double_eq_tol(f.planner.load[0].bulk_t, 19, 1e-9);
    ck_assert_double_eq_tol(f.planner.load[1].bulk_t, 47, 1e-9);
    ck_assert_double_eq_tol(f.planner.load[2].bulk_t, 4, 1e-9);
    ck_assert_int_eq(f.planner.load[0].bound, AB_BOUND_MASS);
    ck_assert_int_eq(f.planner.load[2].bound, AB_BOUND_NOTHING);
    ab_load_planner_clear(&f.planner);
}
END_TEST

START_TEST(cargo_of_a_class_goes_only_into_types_that_take_it)
{
    struct fixture f = make_fixture();
    f.type[AN124].cargo_class = AB_CARGO_OUTSIZE;
    f.type[IL76].cargo_class = AB_CARGO_BULK;
    carry(&f, KAMAZ, 2); /* 28 t in one load of an Il-76: 19 t of bulk fit beside them */
    f.contingent.outsize = 130;
    f.contingent.bulk = 40;
    ck_assert_int_eq(plan(&f, 0, 3, IL76), 3);
    ck_assert_double_eq_tol(f.planner.load[0].bulk_t, 19, 1e-9);
    ck_assert_int_eq(f.planner.load[0].cargo_class, AB_CARGO_BULK);
    ck_assert_uint_eq(f.planner.load[0].types, 3);
    ck_assert_int_eq(f.planner.load[1].type, AN124);
    ck_assert_double_eq_tol(f.planner.load[1].bulk_t, 120, 1e-9);
    ck_assert_int_eq(f.planner.load[2].type, AN124);
    ck_assert_double_eq_tol(f.planner.load[2].bulk_t, 10 + 21, 1e-9);
    ck_assert_int_eq(f.planner.load[2].cargo_class, AB_CARGO_OUTSIZE);
    ck_assert_uint_eq(f.planner.load[2].types, 2); /* an Il-76 would lift it */
    f.type[IL76].cargo_class = AB_CARGO_OVERSIZE;
    f.contingent.oversize = f.contingent.outsize;
    f.contingent.outsize = 0;
    ck_assert_int_eq(plan(&f, 0, 3, IL76), 5); /* 19, 47, 47, 17 with 30 of bulk, 10 */
    ck_assert_int_eq(f.planner.load[3].cargo_class, AB_CARGO_OVERSIZE);
    ck_assert_double_eq_tol(f.planner.load[3].bulk_t, 47, 1e-9);
    ck_assert_int_eq(f.planner.load[4].cargo_class, AB_CARGO_BULK);
    ck_assert_double_eq_tol(f.planner.load[4].bulk_t, 10, 1e-9);
    ab_load_planner_clear(&f.planner);
}
END_TEST

START_TEST(the_load_plan_gives_the_first_loads_to_the_big_aircraft)
{
    struct fixture f = make_fixture();
    f.plan[0] = (struct ab_number_of){AN124, 1};
    f.contingent.load_plan_count = 1;
    carry(&f, BMD_4M, 11);
    ck_assert_int_eq(plan(&f, 0, 3, IL76), 2); /* eight of 13.5 t are 108 t, nine too much */
    ck_assert_int_eq(f.planner.load[0].type, AN124);
    ck_assert_int_eq(f.planner.load[0].vehicles, 8);
    ck_assert_uint_eq(f.planner.load[0].types, 2); /* too much for an Il-76 */
    ck_assert_int_eq(f.planner.load[1].type, IL76);
    ck_assert_int_eq(f.planner.load[1].vehicles, 3);
    ck_assert_uint_eq(f.planner.load[1].types, 3);
    ab_load_planner_clear(&f.planner);
}
END_TEST

/* What comes behind the plan goes into loads of the default type. */
START_TEST(the_load_plan_is_kept_in_its_order)
{
    struct fixture f = make_fixture();
    f.plan[0] = (struct ab_number_of){IL76, 2};
    f.plan[1] = (struct ab_number_of){AN124, 1};
    f.contingent.load_plan_count = 2;
    carry(&f, BMD_4M, 20);
    ck_assert_int_eq(plan(&f, 0, 3, IL76), 5);
    static const int type[] = {IL76, IL76, AN124, IL76, IL76}, vehicles[] = {3, 3, 8, 3, 3};
    for (int i = 0; i < 5; i++) {
        ck_assert_int_eq(f.planner.load[i].type, type[i]);
        ck_assert_int_eq(f.planner.load[i].vehicles, vehicles[i]);
    }
    ab_load_planner_clear(&f.planner);
}
END_TEST

START_TEST(a_vehicle_too_wide_for_the_default_type_goes_to_one_that_takes_it)
{
    struct fixture f = make_fixture();
    f.vehicle[BMD_4M].width = 3.6;
    carry(&f, BMD_4M, 1);
    carry(&f, UAZ, 1);
    ck_assert_int_eq(plan(&f, 0, 3, IL76), 1);
    ck_assert_int_eq(f.planner.load[0].type, AN124);
    ck_assert_int_eq(f.planner.load[0].vehicles, 2);
    ab_load_planner_clear(&f.planner);
}
END_TEST

/* A BMD-4M that is too wide for an Il-76 goes into an An-124 whatever is in the Il-76 before it. */
START_TEST(a_vehicle_that_a_type_never_takes_does_not_bind_its_load)
{
    struct fixture f = make_fixture();
    f.vehicle[BMD_4M].width = 3.6;
    f.contingent.vehicle_order = AB_AS_LISTED;
    carry(&f, UAZ, 1);
    carry(&f, BMD_4M, 1);
    ck_assert_int_eq(plan(&f, 0, 3, IL76), 2);
    ck_assert_int_eq(f.planner.load[0].type, IL76);
    ck_assert_int_eq(f.planner.load[0].bound, AB_BOUND_NOTHING);
    f.vehicle[BMD_4M] = (struct ab_vehicle_class){.mass = 60, .length = 6, .width = 3};
    ck_assert_int_eq(plan(&f, 0, 3, IL76), 2);
    ck_assert_int_eq(f.planner.load[0].bound, AB_BOUND_NOTHING);
    f.vehicle[BMD_4M].mass = 46; /* it would take that alone */
    ck_assert_int_eq(plan(&f, 0, 3, IL76), 2);
    ck_assert_int_eq(f.planner.load[0].bound, AB_BOUND_MASS);
    ab_load_planner_clear(&f.planner);
}
END_TEST

/* Two BTR-82A (7.65 m each) fill a deck of 20 m, three Tigr do. By length the four BTR come first, and
 * the Tigr find no room beside them; as listed the Tigr come first, two loads of them. */
START_TEST(vehicles_are_loaded_by_length_or_as_they_are_listed)
{
    struct fixture f = make_fixture();
    carry(&f, TIGR, 6);
    carry(&f, BTR_82A, 4);
    ck_assert_int_eq(plan(&f, 0, 1u << IL76, IL76), 4);
    ck_assert_int_eq(f.planner.load[0].vehicles, 2);
    ck_assert_int_eq(f.planner.load[3].vehicles, 3);
    f.contingent.vehicle_order = AB_AS_LISTED;
    ck_assert_int_eq(plan(&f, 0, 1u << IL76, IL76), 4);
    ck_assert_int_eq(f.planner.load[0].vehicles, 3);
    ck_assert_double_eq_tol(f.planner.load[1].cargo_t, 24, 1e-9);
    ck_assert_int_eq(f.planner.load[3].vehicles, 2);
    ck_assert_double_eq_tol(f.planner.load[3].cargo_t, 31, 1e-9);
    ab_load_planner_clear(&f.planner);
}
END_TEST

/* Random mixtures: nothing is lost, no limit is broken, and there are no fewer loads than the
 * masses and lengths alone would need. */
START_TEST(random_forces_are_loaded_completely_and_within_all_limits)
{
    uint64_t state = (uint64_t)_i * 2654435761u + 17;
    struct fixture f = make_fixture();
    int64_t vehicles = 0;
    double mass = 0, length = 0;
    for (int v = 0; v < CLASSES; v++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        const int64_t count = (int64_t)(state >> 60);
        if (count > 0) {
            carry(&f, v, count);
        }
        vehicles += count;
        mass += (double)count * f.vehicle[v].mass;
        length += (double)count * f.vehicle[v].length;
    }
    state = state * 6364136223846793005u + 1442695040888963407u;
    const int64_t people = (int64_t)(state >> 54);
    f.contingent.bulk = (double)(state >> 40 & 63);
    mass += f.contingent.bulk + 0.12 * (double)people;
    const int loads = plan(&f, people, 1, IL76);
    int64_t carried_people = 0, carried_vehicles = 0;
    double carried_t = 0;
    for (int i = 0; i < loads; i++) {
        const struct ab_load *load = &f.planner.load[i];
        ck_assert_double_le(load->mass_t, 47 + 1e-6);
        if (load->vehicles > 0) {
            ck_assert_double_le(f.planner.deck[i].length_used, 20.4 + 1e-6);
        }
        ck_assert_int_le(load->people, load->vehicles > 0 ? 30 : 145);
        ck_assert_uint_eq(load->types, 1);
        carried_people += load->people;
        carried_vehicles += load->vehicles;
        carried_t += load->mass_t;
    }
    ck_assert_int_eq(carried_people, people);
    ck_assert_int_eq(carried_vehicles, vehicles);
    ck_assert_double_eq_tol(carried_t, mass, 1e-6);
    ck_assert_double_ge(loads + 1e-9, fmax(mass / 47, length / 20.4));
    ab_load_planner_clear(&f.planner);
}
END_TEST

START_TEST(full_loads_are_counted_not_packed)
{
    struct fixture f = make_fixture();
    f.contingent.loads = 5;
    ck_assert_int_eq(plan(&f, 0, 3, IL76), 5);
    ck_assert_int_eq(f.planner.load[0].count, 5);
    ck_assert_double_lt(f.planner.load[0].mass_t, 0);
    ck_assert_uint_eq(f.planner.load[0].types, 3);
    f.payload[AN124] = -1; /* out of range */
    plan(&f, 0, 3, IL76);
    ck_assert_uint_eq(f.planner.load[0].types, 1);
    ab_load_planner_clear(&f.planner);
}
END_TEST

START_TEST(people_fly_on_a_type_with_seats_when_the_default_has_none)
{
    struct fixture f = make_fixture();
    f.type[AN124].seats = 0;
    f.type[AN124].seats_with_vehicles = 0;
    ck_assert_int_eq(plan(&f, 200, 3, AN124), 2);
    ck_assert_int_eq(f.planner.load[0].type, IL76);
    ck_assert_int_eq(f.planner.load[0].people + f.planner.load[1].people, 200);
    ab_load_planner_clear(&f.planner);
}
END_TEST

START_TEST(bulk_flies_on_a_type_with_payload_when_the_default_has_none)
{
    struct fixture f = make_fixture();
    f.payload[IL76] = 0; /* it gets there, but empty */
    f.contingent.bulk = 150;
    ck_assert_int_eq(plan(&f, 0, 3, IL76), 2);
    ck_assert_int_eq(f.planner.load[0].type, AN124);
    ck_assert_double_eq_tol(f.planner.load[0].mass_t + f.planner.load[1].mass_t, 150, 1e-6);
    ab_load_planner_clear(&f.planner);
}
END_TEST

/* --- light for the fuel for the way out ------------------------------------------------------- */

/* Plans for 20 t where 30 t could be carried if there were fuel; expects the first so many loads to
 * be light, and no other. */
static void expect_light(struct fixture *f, int64_t people, int loads, int light)
{
    f->payload[IL76] = 20;
    f->fuelled[IL76] = 30;
    ck_assert_int_eq(plan(f, people, 1, IL76), loads);
    for (int i = 0; i < loads; i++) {
        ck_assert_int_eq(f->planner.load[i].light, i < light);
    }
    ab_load_planner_clear(&f->planner);
}

START_TEST(a_load_is_light_when_its_payload_is_used_up)
{
    struct fixture f = make_fixture();
    f.contingent.bulk = 50;
    expect_light(&f, 0, 3, 2);
    f.contingent.bulk = 60; /* the last is full as well */
    expect_light(&f, 0, 3, 3);
    f.contingent.bulk = 19;
    expect_light(&f, 0, 1, 0);
}
END_TEST

START_TEST(a_load_is_light_when_it_leaves_a_vehicle_that_it_could_take)
{
    struct fixture f = make_fixture();
    carry(&f, BTR_82A, 2); /* 31 t: not even with fuel */
    expect_light(&f, 0, 2, 0);
    f = make_fixture();
    carry(&f, KAMAZ, 2); /* 28 t, two on a deck */
    expect_light(&f, 0, 2, 1);
    f = make_fixture();
    carry(&f, UAZ, 5); /* 13 t: the deck binds */
    expect_light(&f, 0, 2, 0);
}
END_TEST

START_TEST(loads_of_people_are_light_when_fewer_would_do)
{
    struct fixture f = make_fixture(); /* 20 t are 166 people, 30 t are 250, and 145 have seats */
    expect_light(&f, 290, 2, 0);
    f.type[IL76].seats = 300;
    expect_light(&f, 500, 4, 4); /* 125 each, and 250 each with fuel */
    expect_light(&f, 160, 1, 0);
    expect_light(&f, 300, 2, 0); /* two in any case */
}
END_TEST

enum { RANDOM_FORCES = 200, TEST_COUNT = 19 + RANDOM_FORCES };

int main(void)
{
    Suite *suite = suite_create("loadplan");
    TCase *tcase = tcase_create("loads");
    tcase_add_test(tcase, decks_hold_as_many_vehicles_as_published);
    tcase_add_test(tcase, the_deck_binds_long_light_vehicles);
    tcase_add_test(tcase, mass_binds_when_the_leg_is_long);
    tcase_add_test(tcase, seats_bind_people_without_vehicles);
    tcase_add_test(tcase, people_spread_evenly_beside_the_vehicles_first);
    tcase_add_test(tcase, the_forward_element_is_people_only_and_first);
    tcase_add_test(tcase, bulk_fills_the_payload_and_then_loads_of_its_own);
    tcase_add_test(tcase, cargo_of_a_class_goes_only_into_types_that_take_it);
    tcase_add_test(tcase, the_load_plan_gives_the_first_loads_to_the_big_aircraft);
    tcase_add_test(tcase, the_load_plan_is_kept_in_its_order);
    tcase_add_test(tcase, a_vehicle_too_wide_for_the_default_type_goes_to_one_that_takes_it);
    tcase_add_test(tcase, a_vehicle_that_a_type_never_takes_does_not_bind_its_load);
    tcase_add_test(tcase, full_loads_are_counted_not_packed);
    tcase_add_test(tcase, people_fly_on_a_type_with_seats_when_the_default_has_none);
    tcase_add_test(tcase, bulk_flies_on_a_type_with_payload_when_the_default_has_none);
    tcase_add_test(tcase, a_load_is_light_when_its_payload_is_used_up);
    tcase_add_test(tcase, a_load_is_light_when_it_leaves_a_vehicle_that_it_could_take);
    tcase_add_test(tcase, loads_of_people_are_light_when_fewer_would_do);
    tcase_add_test(tcase, vehicles_are_loaded_by_length_or_as_they_are_listed);
    tcase_add_loop_test(tcase, random_forces_are_loaded_completely_and_within_all_limits, 0,
                        RANDOM_FORCES);
    suite_add_tcase(suite, tcase);
    return suite_run(suite, TEST_COUNT);
}
