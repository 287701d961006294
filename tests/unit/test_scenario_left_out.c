/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_scenario_left_out.c - what an inactive or closed thing takes with it, and what a scenario
 * may leave out. */
#include "support/scenario_files.h"
#include "support/suite.h"

enum { TESTS = 12 };

START_TEST(an_inactive_contingent_goes_with_all_that_refers_to_it)
{
    struct ab_scenario *scenario = load_on_good(TWO_CONTINGENTS);
    ck_assert_int_eq(scenario->contingent_count, 2);
    ck_assert_int_eq(scenario->site_count, 2);
    ck_assert_int_eq(scenario->milestone_count, 5);
    ab_scenario_destroy(scenario);
    const char *sets[] = {"contingent.lancers.active=no"};
    scenario = load_good("f.ini", sets, 1);
    ck_assert_int_eq(scenario->contingent_count, 1);
    ck_assert_str_eq(scenario->contingent[0].named.id, "rifles");
    ck_assert_int_eq(scenario->site_count, 1);
    ck_assert_str_eq(scenario->site[0].named.id, "plant");
    /* a, c (which counts from a) and d are about nothing now. */
    ck_assert_int_eq(scenario->milestone_count, 2);
    ck_assert_str_eq(scenario->milestone[0].named.id, "b");
    ck_assert_int_eq(scenario->milestone[0].contingents.count, 1);
    ck_assert_int_eq(scenario->milestone[0].contingents.index[0], 0);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(an_inactive_fleet_goes_and_references_move_up)
{
    const char *sets[] = {"fleet.north.active=no",
                          "contingent.lancers.airborne=north: 1, south: 2"};
    ab_scenario_destroy(load_on_good(TWO_CONTINGENTS));
    struct ab_scenario *scenario = load_good("f.ini", sets, 2);
    ck_assert_int_eq(scenario->fleet_count, 1);
    ck_assert_str_eq(scenario->fleet[0].named.id, "south");
    ck_assert_int_eq(scenario->contingent[0].fleets.count, 1);
    ck_assert_int_eq(scenario->contingent[0].fleets.index[0], 0);
    ck_assert_int_eq(scenario->contingent[0].airborne_count, 1);
    ck_assert_int_eq(scenario->contingent[0].airborne[0].index, 0);
    ck_assert_int_eq(scenario->contingent[0].airborne[0].count, 2);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(an_inactive_site_goes)
{
    const char *sets[] = {"site.dam.active=no"};
    ab_scenario_destroy(load_on_good(TWO_CONTINGENTS));
    struct ab_scenario *scenario = load_good("f.ini", sets, 1);
    ck_assert_int_eq(scenario->site_count, 1);
    ck_assert_int_eq(scenario->milestone_count, 4);
    ab_scenario_destroy(scenario);
}
END_TEST

/* One that cut off another site too cuts that off alone, and one of all sites stays one of all. */
START_TEST(a_blackout_of_inactive_sites_alone_goes)
{
    const char *sets[] = {"site.dam.active=no"};
    ab_scenario_destroy(load_on_good(TWO_CONTINGENTS
                                     "[blackout.both]\nsites = dam, plant\ndelay = 1 h\n"
                                     "[blackout.every]\ndelay = 2 h\n"
                                     "[blackout.one]\nsites = dam\ndelay = 3 h\n"
                                     "[blackout.off]\nactive = no\ndelay = 4 h\n"));
    struct ab_scenario *scenario = load_good("f.ini", sets, 1);
    ck_assert_int_eq(scenario->blackout_count, 2);
    ck_assert_str_eq(scenario->blackout[0].named.id, "both");
    ck_assert_int_eq(scenario->blackout[0].sites.count, 1);
    ck_assert_str_eq(scenario->blackout[1].named.id, "every");
    ck_assert_int_eq(scenario->blackout[1].sites.count, 0);
    ab_scenario_destroy(scenario);
}
END_TEST

/* A ceiling of nobody would be one of all, and a milestone about nothing would be one about any. */
START_TEST(what_names_inactive_things_alone_goes)
{
    const char *sets[] = {"contingent.lancers.active=no", "notification.n.active=no"};
    ab_scenario_destroy(load_on_good(TWO_CONTINGENTS
                                     "[flow.all]\nflights = 4\n"
                                     "[flow.one]\nflights = 1\ncontingents = lancers\n"
                                     "[flow.two]\nflights = 2\ncontingents = lancers, rifles\n"
                                     "[notification.n]\nat = 1 h\n"
                                     "[milestone.e]\nevent = notification\nnotifications = n\n"
                                     "latest = 2022-01-07T00:00Z\n"));
    struct ab_scenario *scenario = load_good("f.ini", sets, 2);
    ck_assert_int_eq(scenario->flow_count, 2);
    ck_assert_str_eq(scenario->flow[0].named.id, "all");
    ck_assert_int_eq(scenario->flow[0].contingents.count, 0);
    ck_assert_str_eq(scenario->flow[1].named.id, "two");
    ck_assert_int_eq(scenario->flow[1].contingents.count, 1);
    ck_assert_int_eq(scenario->milestone_count, 2);
    ck_assert_str_eq(scenario->milestone[0].named.id, "b");
    ck_assert_str_eq(scenario->milestone[1].named.id, "first");
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(loads_planned_for_an_inactive_fleet_are_planned_for_the_others)
{
    const char *sets[] = {"fleet.heavy.active=no"};
    struct ab_scenario *scenario =
        load_on_good("[aircraft.an-124]\ncruise_speed = 800 km/h\nseats = 88\ndeck_length = 36 m\n"
                     "deck_width = 6.4 m\n"
                     "[fleet.heavy]\ntype = an-124\nnumber = 1\nhome = chkalovsky\n"
                     "[contingent.rifles]\nload_plan = an-124: 1\nload_type = an-124\n");
    ck_assert_int_eq(scenario->contingent[0].load_plan_count, 1);
    ck_assert_int_eq(scenario->contingent[0].load_type, 0);
    ab_scenario_destroy(scenario);
    scenario = load_good("f.ini", sets, 1);
    ck_assert_int_eq(scenario->contingent[0].load_plan_count, 0);
    ck_assert_int_eq(scenario->contingent[0].load_type, AB_NOBODY);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(closed_airfields_are_no_destinations)
{
    struct ab_scenario *scenario = load_on_good("[airfield.kant]\nlatitude = 42.85\n"
                                                "longitude = 74.85\n"
                                                "[airfield.almaty]\nopen = no\n"
                                                "[contingent.rifles]\napod = almaty, kant\n");
    ck_assert_int_eq(scenario->airfield_count, 3);
    ck_assert_int_eq(scenario->contingent[0].apod.count, 1);
    ck_assert_str_eq(scenario->airfield[scenario->contingent[0].apod.index[0]].named.id, "kant");
    ab_scenario_destroy(scenario);
}
END_TEST

#define CHANGE(id, key, value) "[change." id "]\nat = 24 h\nkey = " key "\nvalue = " value "\n"

START_TEST(an_airfield_that_a_change_opens_is_a_destination)
{
    struct ab_scenario *scenario =
        load_on_good("[airfield.almaty]\nopen = no\n" CHANGE("c", "airfield.almaty.open", "yes"));
    ck_assert_int_eq(scenario->contingent[0].apod.count, 1);
    ck_assert_int_eq(scenario->change_count, 1);
    ck_assert_uint_eq(scenario->change[0].size, sizeof(bool));
    ck_assert(*(const bool *)scenario->change[0].bytes);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(changes_of_inactive_things_go_with_them)
{
    struct ab_scenario *scenario = load_on_good(
        "[fleet.spare]\ntype = il-76\nnumber = 2\nhome = chkalovsky\nactive = no\n" CHANGE(
            "a", "fleet.spare.number", "1") CHANGE("b", "airfield.almaty.parking_mog", "2"));
    ck_assert_int_eq(scenario->change_count, 1);
    ck_assert_str_eq(scenario->change[0].named.id, "b");
    ck_assert_int_eq(*(const int64_t *)scenario->change[0].bytes, 2);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(changes_of_a_deterministic_scenario_are_means_too)
{
    struct ab_scenario *scenario = load_on_good("deterministic = yes\n" CHANGE(
        "a", "airfield.almaty.runway_occupancy", "uniform(2, 4) min"));
    assert_distribution(*(const struct ab_distribution *const *)scenario->change[0].bytes,
                        AB_CONSTANT, 180000, 0, 0);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(a_contingent_on_the_road_needs_no_aircraft)
{
    struct ab_scenario *scenario = load_on_good("[fleet.north]\nactive = no\n"
                                                "[contingent.rifles]\nmode_in = road\n"
                                                "mode_out = road\nroad_in_time = 5 h\n"
                                                "[withdrawal]\norder = 24 h\n");
    ck_assert_int_eq(scenario->fleet_count, 0);
    ck_assert_int_eq(scenario->contingent[0].mode_in, AB_MODE_ROAD);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(an_abstract_scenario_needs_no_positions)
{
    write_text("f.ini", "[scenario]\nstart = 2022-01-05T00:00Z\n"
                        "[aircraft.c]\n[airfield.a]\n[airfield.b]\n"
                        "[leg.ab]\nfrom = a\nto = b\nblock_time = exponential(2 h)\n"
                        "[fleet.f]\ntype = c\nnumber = 2\nhome = a\n"
                        "[contingent.k]\napoe = a\napod = b\nloads = 100\n");
    struct ab_scenario *scenario = load_good("f.ini", NULL, 0);
    ck_assert(scenario->leg[0].has_block_time);
    ck_assert_int_eq(scenario->contingent[0].loads, 100);
    ab_scenario_destroy(scenario);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("left out of a scenario");
    TCase *left_out = tcase_create("left out");
    tcase_add_checked_fixture(left_out, enter_folder, leave_folder);
    tcase_add_test(left_out, an_inactive_contingent_goes_with_all_that_refers_to_it);
    tcase_add_test(left_out, an_inactive_fleet_goes_and_references_move_up);
    tcase_add_test(left_out, an_inactive_site_goes);
    tcase_add_test(left_out, a_blackout_of_inactive_sites_alone_goes);
    tcase_add_test(left_out, what_names_inactive_things_alone_goes);
    tcase_add_test(left_out, loads_planned_for_an_inactive_fleet_are_planned_for_the_others);
    tcase_add_test(left_out, closed_airfields_are_no_destinations);
    tcase_add_test(left_out, an_airfield_that_a_change_opens_is_a_destination);
    tcase_add_test(left_out, changes_of_inactive_things_go_with_them);
    tcase_add_test(left_out, changes_of_a_deterministic_scenario_are_means_too);
    tcase_add_test(left_out, a_contingent_on_the_road_needs_no_aircraft);
    tcase_add_test(left_out, an_abstract_scenario_needs_no_positions);
    suite_add_tcase(suite, left_out);
    return suite_run(suite, TESTS);
}
