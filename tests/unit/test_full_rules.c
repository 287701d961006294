/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_full_rules.c - small scenarios in which features meet that rarely do: each must run to its
 * end, and nobody may wait for what cannot come. */
#include "support/random_checks.h"
#include "support/scenario_files.h"
#include "support/suite.h"

/* One type, flown by the clock: 2 h from home to the theatre and 1 h between other fields. */
#define CLOCKWORK                                                                                  \
    "[scenario]\nstart = 2022-01-01T00:00Z\nhorizon = 40 d\n"                                      \
    "[aircraft.a]\nonload_time = 1 h\noffload_time = 1 h\nseats = 50\n"                            \
    "[airfield.home]\n[airfield.near]\n[airfield.field]\n[airfield.other]\n"                       \
    "[leg.hn]\nfrom = home\nto = near\nblock_time = 1 h\n"                                         \
    "[leg.hf]\nfrom = home\nto = field\nblock_time = 2 h\n"                                        \
    "[leg.ho]\nfrom = home\nto = other\nblock_time = 2 h\n"                                        \
    "[leg.nf]\nfrom = near\nto = field\nblock_time = 2 h\n"                                        \
    "[leg.no]\nfrom = near\nto = other\nblock_time = 2 h\n"                                        \
    "[leg.fo]\nfrom = field\nto = other\nblock_time = 1 h\n"                                       \
    "[fleet.f]\ntype = a\nhome = home\nnumber = 2\n"                                               \
    "[contingent.c]\napoe = home\napod = field\n"
/* The same, and home again as soon as all are in. */
#define WITHDRAWN "[scenario]\nbase = clockwork.ini\nend = withdrawn\n[withdrawal]\norder = 0 h\n"

static struct ab_scenario *scenario;
static struct ab_run *run;

static void setup(void)
{
    enter_folder();
    write_text("clockwork.ini", CLOCKWORK);
    write_text("withdrawn.ini", WITHDRAWN);
    scenario = NULL;
    run = NULL;
}

static void teardown(void)
{
    ab_run_destroy(run);
    ab_scenario_destroy(scenario);
    leave_folder();
}

static void load(const char *base, const char *text)
{
    char all[4000];
    (void)snprintf(all, sizeof all, "[scenario]\nbase = %s\n%s", base, text);
    write_text("f.ini", all);
    scenario = load_good("f.ini", NULL, 0);
    run = ab_run_create(scenario);
    ck_assert_ptr_nonnull(run);
}

/* Runs a replication that must reach its end with everything in order; when that was, in hours. */
static double completes(uint32_t replication)
{
    struct ab_run_outcome outcome;
    const struct ab_run_options options = {.seed = 1, .replication = replication, .trace = true};
    ck_assert(ab_run_replicate(run, &options, &outcome));
    ck_assert_msg(outcome.complete, "%s", outcome.reason);
    const char *wrong = random_checks(run, &outcome);
    ck_assert_msg(wrong == NULL, "%s", wrong);
    return ab_time_hours(outcome.ended);
}

static double hour_of_landing(int chalk)
{
    return ab_time_hours(run->chalk[chalk].landed);
}

/* ---- loads and crews ---- */

/* Two aircraft share a crew. The second is called before its load is ready and waits for the crew
 * when that happens: 6 h + 1 h + 2 h + 1 h + 2 h later the crew is back. */
START_TEST(a_load_that_becomes_ready_waits_with_its_aircraft_for_the_crew)
{
    load("clockwork.ini",
         "[fleet.f]\ncrews = 0.5\n[contingent.c]\nloads = 2\nassembly = 6 h\ncall_forward = 6 h\n");
    ck_assert_double_eq_tol(completes(1), 6 + 2 * 6 - 2, 1e-9);
    ck_assert_int_eq(run->loads.spent[1].in[AB_CAUSE_CREW], 6 * AB_HOUR);
    ck_assert_int_eq(run->loads.spent[1].in[AB_WORK], 4 * AB_HOUR);
}
END_TEST

/* Aircraft and load are ready at the same instant: the onload is work, whoever is looked at
 * first. */
START_TEST(a_load_ready_when_its_aircraft_is_works_from_then_on)
{
    load("clockwork.ini",
         "[contingent.c]\nloads = 1\nassembly = 6 h\ncall_forward = 1 h\napoe = near\n");
    completes(1);
    ck_assert_int_eq(run->loads.spent[0].in[AB_WORK], 4 * AB_HOUR);
}
END_TEST

START_TEST(aircraft_that_join_a_fleet_bring_their_crews)
{
    load("clockwork.ini", "[fleet.f]\nnumber = 1\ncrews = 1\n[contingent.c]\nloads = 3\n"
                          "[change.more]\nat = 1 h\nkey = fleet.f.number\nvalue = 3\n");
    ck_assert_double_eq_tol(completes(1), 1 + 4, 1e-9);
}
END_TEST

/* The aircraft of the fleet at home are there first, but only those based at field may stand
 * there. */
START_TEST(a_load_goes_with_the_fleet_that_its_destination_takes)
{
    load("clockwork.ini", "[aircraft.a]\nstands = 2\n[airfield.field]\nparking_mog = 1\n"
                          "[fleet.g]\ntype = a\nnumber = 1\nhome = field\n"
                          "[contingent.c]\nloads = 2\n");
    completes(1);
    ck_assert_int_eq(run->tail[run->chalk[0].tail].fleet, 1);
}
END_TEST

/* ---- diversions ---- */

/* Shut until 10 h, as nobody knows before `at`. */
#define SHUT(airfield, at)                                                                         \
    "[change.shut-" airfield "]\nat = uniform(" at " h, " at " h)\n"                               \
    "key = airfield." airfield ".landing_hours\nvalue = 10:00-23:00\n"

START_TEST(an_empty_aircraft_comes_on_from_the_alternate_to_its_load)
{
    load("clockwork.ini",
         "[aircraft.a]\nholding_fuel = 0 h\n[contingent.c]\napoe = near\nloads = 1\n"
         "[airfield.near]\nalternate = other\noffload_at_alternate = yes\n" SHUT("near", "0.5"));
    completes(1);
    ck_assert_int_eq(run->count.diversions, 1);
    ck_assert_int_eq(run->flights.record[0].destination, run->flights.record[1].origin);
    ck_assert_double_eq_tol(hour_of_landing(0), 10 + 1 + 2, 1e-9);
}
END_TEST

START_TEST(a_load_comes_on_from_the_alternate_of_its_stop)
{
    load("clockwork.ini",
         "[aircraft.a]\nholding_fuel = 0 h\n[contingent.c]\nloads = 1\n[leg.hf]\nstop = near\n"
         "[airfield.near]\nalternate = other\noffload_at_alternate = yes\n" SHUT("near", "1.5"));
    completes(1);
    ck_assert_int_eq(run->count.diversions, 1);
    ck_assert_double_eq_tol(hour_of_landing(0), 10 + 2, 1e-9);
}
END_TEST

START_TEST(a_load_is_not_offloaded_where_it_came_from)
{
    load("clockwork.ini",
         "[aircraft.a]\nholding_fuel = 0 h\n[contingent.c]\nloads = 1\n"
         "[airfield.field]\nalternate = home\noffload_at_alternate = yes\n" SHUT("field", "1.5"));
    completes(1);
    ck_assert_int_eq(run->count.diversions, 1);
    ck_assert_double_eq_tol(hour_of_landing(0), 10, 1e-9);
}
END_TEST

START_TEST(a_load_waits_for_a_stop_that_is_closed)
{
    load("clockwork.ini",
         "[contingent.c]\nloads = 1\n[leg.hf]\nstop = near\n[airfield.near]\nopen = no\n"
         "[change.open]\nat = 20 h\nkey = airfield.near.open\nvalue = yes\n");
    completes(1);
    ck_assert_double_eq_tol(hour_of_landing(0), 20 + 2, 1e-9); /* over the stop as it opens */
}
END_TEST

/* Both fields shut, which makes either landing an emergency, and each aircraft waits on the only
 * stand of the field that the other is bound for. At 8 h, in time for their opening, the second to
 * look gives way; the first comes on at once. */
START_TEST(aircraft_at_each_others_destinations_do_not_wait_for_ever)
{
    load("clockwork.ini",
         "[aircraft.a]\nholding_fuel = 0 h\n[contingent.c]\nloads = 1\n"
         "[contingent.d]\napoe = home\napod = near\nloads = 1\n"
         "[airfield.field]\nparking_mog = 1\nalternate = near\n"
         "[airfield.near]\nparking_mog = 1\nalternate = field\n" SHUT("field", "1.5")
             SHUT("near", "1.5"));
    completes(1);
    ck_assert_int_eq(run->count.diversions, 2);
    ck_assert_int_eq(run->count.emergencies, 2);
    ck_assert_double_eq_tol(hour_of_landing(0), 10, 1e-9);
    ck_assert_double_eq_tol(hour_of_landing(1), 10, 1e-9);
}
END_TEST

/* ---- slots ---- */

/* One stand at either end, each with slot control, and no work at field before ten, so that the
 * first aircraft is late there. The second waits at near, loaded, for its stand at field; the first
 * wants to fetch the next load at near. */
START_TEST(aircraft_that_wait_for_each_others_slots_do_not_wait_for_ever)
{
    load("clockwork.ini", "[contingent.c]\napoe = near\nloads = 4\n"
                          "load_interval = 3 h\n"
                          "[airfield.field]\nparking_mog = 1\nslot_control = yes\n"
                          "working_hours = 10:00-20:00\n"
                          "[airfield.near]\nparking_mog = 1\nslot_control = yes\n");
    completes(1);
}
END_TEST

/* The first has diverted: it gives up its slot, and has its stand again when it comes on at 8 h. The
 * second wants to leave at 8 h as well and waits an hour for its slot. */
START_TEST(a_diverted_aircraft_keeps_no_slot)
{
    load("clockwork.ini",
         "[aircraft.a]\nholding_fuel = 1 h\n[contingent.c]\nloads = 2\n"
         "load_interval = 5 h\n"
         "[airfield.field]\nparking_mog = 1\nslot_control = yes\n" SHUT("field", "1.5"));
    completes(1);
    ck_assert_int_eq(run->count.diversions, 1);
    ck_assert_double_eq_tol(hour_of_landing(0), 10, 1e-9);
    ck_assert_double_eq_tol(hour_of_landing(1), 11, 1e-9);
    ck_assert_int_eq(run->loads.spent[1].in[AB_CAUSE_SLOT], AB_HOUR);
}
END_TEST

/* Stands without end are always foreseen. */
START_TEST(slot_control_of_unlimited_parking_changes_nothing)
{
    double closed[2];
    for (int control = 0; control < 2; control++) {
        load("clockwork.ini", control ? "[contingent.c]\nloads = 5\n[airfield.field]\n"
                                        "working_mog = 1\nslot_control = yes\n"
                                      : "[contingent.c]\nloads = 5\n[airfield.field]\n"
                                        "working_mog = 1\n");
        closed[control] = completes(1);
        ck_assert_int_eq(run->loads.spent[4].in[AB_CAUSE_SLOT], 0);
        ab_run_destroy(run);
        ab_scenario_destroy(scenario);
        run = NULL;
        scenario = NULL;
    }
    ck_assert_double_eq(closed[0], closed[1]);
}
END_TEST

/* ---- the way home ---- */

START_TEST(a_ceiling_that_begins_during_the_withdrawal_begins_anew_every_day)
{
    load("withdrawn.ini",
         "[fleet.f]\nnumber = 6\n[contingent.c]\nloads = 6\noutload_interval = 12 h\n"
         "[change.ceiling]\nat = 20 h\nkey = withdrawal.flights_per_day\nvalue = 1\n");
    completes(1);
    int departures_of_day[20] = {0};
    for (int k = 6; k < 12; k++) {
        departures_of_day[run->chalk[k].departed / AB_DAY]++;
    }
    /* Two have left when the ceiling begins; the others leave one a day. */
    for (int day = 0; day < 5; day++) {
        ck_assert_int_eq(departures_of_day[day], day == 0 ? 2 : 1);
    }
}
END_TEST

START_TEST(a_ceiling_that_ends_and_comes_back_holds_again)
{
    load("withdrawn.ini",
         "[fleet.f]\nnumber = 6\n[contingent.c]\nloads = 6\noutload_interval = 6 h\n"
         "[withdrawal]\nflights_per_day = 1\n"
         "[change.a]\nat = 30 h\nkey = withdrawal.flights_per_day\nvalue = 0\n"
         "[change.b]\nat = 31 h\nkey = withdrawal.flights_per_day\nvalue = 1\n");
    ck_assert_double_gt(completes(1), 4 * 24);
}
END_TEST

/* Whoever has nobody to bring is complete when the others march, and home when all are. */
START_TEST(a_contingent_that_turns_out_empty_goes_home)
{
    load("withdrawn.ini", "[withdrawal]\norder = 2022-01-01T00:00Z\n[contingent.c]\n"
                          "people = uniform(0, 1)\nassembly = 3 h\n");
    bool empty = false;
    for (uint32_t r = 1; r <= 20; r++) {
        completes(r);
        empty |= run->unit[0].record.people == 0;
    }
    ck_assert(empty);
}
END_TEST

/* ---- batches ---- */

/* Each contingent has two loads that go home together, and two aircraft take the first of each. */
START_TEST(two_batches_that_wait_for_the_same_aircraft_do_not_wait_for_ever)
{
    load("withdrawn.ini", "[contingent.c]\nloads = 2\nbatch = 2\noutload_interval = 1 h\n"
                          "withdraw_after = 2022-01-02T00:00Z\n"
                          "[contingent.d]\napoe = home\napod = field\nloads = 2\nbatch = 2\n"
                          "outload_interval = 1 h\nwithdraw_after = 2022-01-02T00:00Z\n");
    completes(1);
    for (int k = 0; k < run->chalk_count; k++) {
        ck_assert_int_ne(run->chalk[k].offloaded, AB_TIME_NEVER);
    }
}
END_TEST

START_TEST(a_batch_does_not_wait_for_an_aircraft_that_was_called_away)
{
    load("withdrawn.ini", "[contingent.c]\nloads = 2\nbatch = 2\noutload_interval = 20 h\n"
                          "[change.away]\nat = 20 h\nkey = fleet.f.number\nvalue = 1\n");
    completes(1);
}
END_TEST

/* The only crew is aboard the load that waits at the other field, and the other aircraft has none
 * to fetch what that waits for. */
START_TEST(a_batch_does_not_wait_for_a_crew_that_waits_aboard)
{
    load("withdrawn.ini", "[fleet.f]\ncrews = 0.5\n"
                          "[contingent.c]\nloads = 2\nbatch = 2\nreturn_to = near\n");
    completes(1);
}
END_TEST

/* The one load of the day has an aircraft that waits for that crew, so that what the batch lacks is
 * not tasked, though there are aircraft. */
START_TEST(a_batch_does_not_wait_for_a_load_that_the_ceiling_holds_back)
{
    load("withdrawn.ini", "[fleet.f]\nnumber = 3\ncrews = 0.34\n"
                          "[withdrawal]\nflights_per_day = 1\n"
                          "[contingent.c]\nloads = 2\nbatch = 2\nreturn_to = near\n"
                          "outload_interval = 50 h\nwithdraw_after = 2022-01-03T00:00Z\n"
                          "[contingent.d]\napoe = home\napod = field\nloads = 1\n"
                          "withdraw_after = 2022-01-04T00:00Z\n");
    completes(1);
}
END_TEST

/* The second load of either batch waits for the crew that is aboard the first of d. That of c, which
 * has waited longer, is let go, but its aircraft has another crew. */
START_TEST(a_batch_that_was_let_go_leaves_no_other_to_wait_in_vain)
{
    load("withdrawn.ini", "[fleet.f]\nnumber = 3\ncrews = 0.34\n"
                          "[fleet.g]\ntype = a\nnumber = 1\nhome = home\n"
                          "[contingent.c]\nloads = 2\nbatch = 2\nreturn_to = near\n"
                          "outload_interval = 3 h\nfleets = g, f\n"
                          "withdraw_after = 2022-01-02T00:00Z\n"
                          "[contingent.d]\napoe = home\napod = field\nloads = 2\nbatch = 2\n"
                          "return_to = near\nfleets = f\nwithdraw_after = 2022-01-02T01:00Z\n");
    completes(1);
}
END_TEST

/* The only crew of f is aboard an aircraft that waits for the stand of a first load, and the second
 * loads wait for that crew. */
START_TEST(a_batch_does_not_wait_for_a_crew_that_waits_for_its_stand)
{
    load("withdrawn.ini", "[fleet.f]\nnumber = 3\ncrews = 0.34\n"
                          "[fleet.g]\ntype = a\nnumber = 2\nhome = home\n"
                          "[airfield.near]\nparking_mog = 2\n"
                          "[contingent.c]\nloads = 2\nbatch = 2\nreturn_to = near\n"
                          "outload_interval = 3 h\nfleets = g, f\n"
                          "withdraw_after = 2022-01-02T00:00Z\n"
                          "[contingent.d]\napoe = home\napod = field\nloads = 2\nbatch = 2\n"
                          "return_to = near\noutload_interval = 3 h\nfleets = g, f\n"
                          "withdraw_after = 2022-01-02T00:00Z\n"
                          "[contingent.e]\napoe = home\napod = field\nloads = 1\n"
                          "return_to = near\nfleets = f\nwithdraw_after = 2022-01-02T01:00Z\n");
    completes(1);
}
END_TEST

/* Two batches of two, and two stands: the first of either has one of them. */
START_TEST(a_batch_does_not_wait_for_a_stand_that_it_holds)
{
    load("withdrawn.ini", "[fleet.f]\nnumber = 4\n[airfield.near]\nparking_mog = 2\n"
                          "[contingent.c]\nloads = 2\nbatch = 2\nreturn_to = near\n"
                          "outload_interval = 1 h\nwithdraw_after = 2022-01-02T00:00Z\n"
                          "[contingent.d]\napoe = home\napod = field\nloads = 2\nbatch = 2\n"
                          "return_to = near\noutload_interval = 1 h\n"
                          "withdraw_after = 2022-01-02T00:00Z\n");
    completes(1);
}
END_TEST

START_TEST(a_batch_waits_for_its_last_load_when_there_are_aircraft_enough)
{
    load("withdrawn.ini", "[contingent.c]\nloads = 2\nbatch = 2\nbatch_time = 3 h\n"
                          "outload_interval = 5 h\n");
    completes(1);
    const ab_time last = run->flights.record[run->chalk[3].sortie].block_in;
    ck_assert_int_eq(run->flights.record[run->chalk[2].sortie].offload_begin, last + 3 * AB_HOUR);
    ck_assert_int_eq(run->flights.record[run->chalk[3].sortie].offload_begin, last + 3 * AB_HOUR);
}
END_TEST

enum { TESTS = 23 };

int main(void)
{
    Suite *suite = suite_create("full_rules");
    TCase *cases = tcase_create("rules");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, a_load_that_becomes_ready_waits_with_its_aircraft_for_the_crew);
    tcase_add_test(cases, a_load_ready_when_its_aircraft_is_works_from_then_on);
    tcase_add_test(cases, aircraft_that_join_a_fleet_bring_their_crews);
    tcase_add_test(cases, a_load_goes_with_the_fleet_that_its_destination_takes);
    tcase_add_test(cases, an_empty_aircraft_comes_on_from_the_alternate_to_its_load);
    tcase_add_test(cases, a_load_comes_on_from_the_alternate_of_its_stop);
    tcase_add_test(cases, a_load_is_not_offloaded_where_it_came_from);
    tcase_add_test(cases, a_load_waits_for_a_stop_that_is_closed);
    tcase_add_test(cases, aircraft_at_each_others_destinations_do_not_wait_for_ever);
    tcase_add_test(cases, aircraft_that_wait_for_each_others_slots_do_not_wait_for_ever);
    tcase_add_test(cases, a_diverted_aircraft_keeps_no_slot);
    tcase_add_test(cases, slot_control_of_unlimited_parking_changes_nothing);
    tcase_add_test(cases, a_batch_does_not_wait_for_a_crew_that_waits_aboard);
    tcase_add_test(cases, a_batch_does_not_wait_for_a_load_that_the_ceiling_holds_back);
    tcase_add_test(cases, a_batch_does_not_wait_for_a_crew_that_waits_for_its_stand);
    tcase_add_test(cases, a_batch_that_was_let_go_leaves_no_other_to_wait_in_vain);
    tcase_add_test(cases, a_batch_does_not_wait_for_a_stand_that_it_holds);
    tcase_add_test(cases, a_ceiling_that_begins_during_the_withdrawal_begins_anew_every_day);
    tcase_add_test(cases, a_ceiling_that_ends_and_comes_back_holds_again);
    tcase_add_test(cases, a_contingent_that_turns_out_empty_goes_home);
    tcase_add_test(cases, two_batches_that_wait_for_the_same_aircraft_do_not_wait_for_ever);
    tcase_add_test(cases, a_batch_does_not_wait_for_an_aircraft_that_was_called_away);
    tcase_add_test(cases, a_batch_waits_for_its_last_load_when_there_are_aircraft_enough);
    suite_add_tcase(suite, cases);

    return suite_run(suite, TESTS);
}
