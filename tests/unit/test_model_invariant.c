/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_model_invariant.c - the checks of the checked build find what they are there for.
 *
 * A run is stopped in the middle of its life, and then something in its state is made wrong: the
 * recount must say so. A check that cannot fail checks nothing. */
#include "support/invariant.h"
#include "support/oracle.h"
#include "support/replay.h"

#include <signal.h>

enum { TESTS = 36 };

static struct ab_scenario *scenario;
static struct ab_run *run;

/* In the middle of the deployment, with every kind of thing under way. */
static void begin(const char *file, const char *const *set)
{
    scenario = replay_load(file, set);
    run = ab_run_create(scenario);
    ck_assert_ptr_nonnull(run);
    ck_assert(replay_traced(run, 1, 1).complete);
    ck_assert_ptr_null(ab_invariant_broken(run));
    ck_assert_ptr_null(ab_invariant_broken_at_end(run));
}

static void setup(void)
{
    begin("tests/oracles/crowded.ini", REPLAY_SET("scenario.end=horizon", "scenario.horizon=29 h"));
}

static void teardown(void)
{
    ab_run_destroy(run);
    ab_scenario_destroy(scenario);
}

static void expect_broken(const char *sentence)
{
    const char *broken = ab_invariant_broken(run);
    ck_assert_ptr_nonnull(broken);
    ck_assert_str_eq(broken, sentence);
}

static void expect_broken_at_end(const char *sentence)
{
    const char *broken = ab_invariant_broken_at_end(run);
    ck_assert_ptr_nonnull(broken);
    ck_assert_str_eq(broken, sentence);
}

/* ---- finding something to spoil ---- */

static struct ab_unit *unit_with(enum ab_place place)
{
    for (int c = 0; c < scenario->contingent_count; c++) {
        if (run->unit[c].people[place] > 0) {
            return &run->unit[c];
        }
    }
    ck_abort_msg("nobody is there");
    return NULL;
}

static struct ab_tail *tail_where(bool (*is_so)(const struct ab_tail *))
{
    for (int t = 0; t < run->tail_count; t++) {
        if (is_so(&run->tail[t])) {
            return &run->tail[t];
        }
    }
    ck_abort_msg("no such aircraft");
    return NULL;
}

static bool is_in_the_air(const struct ab_tail *tail)
{
    return tail->at == AB_NOBODY;
}

static bool is_visiting(const struct ab_tail *tail)
{
    return tail->stand.at != AB_NOBODY && tail->at != AB_NOBODY;
}

static bool is_at_home(const struct ab_tail *tail)
{
    return tail->at == tail->home;
}

static bool is_loaded(const struct ab_tail *tail)
{
    return tail->chalk != AB_NOBODY && tail->sortie != AB_NOBODY &&
           run->chalk[tail->chalk].sortie == run->sortie[tail->sortie].number;
}

static struct ab_field *field_in_use(void)
{
    for (int i = 0; i < scenario->airfield_count; i++) {
        if (run->field[i].stands.in_use > 0 && run->field[i].places.in_use > 0) {
            return &run->field[i];
        }
    }
    ck_abort_msg("no airfield is in use");
    return NULL;
}

/* ---- people and vehicles ---- */

#define MISPLACED "people or vehicles are not where their loads are"

START_TEST(a_lost_person_is_found_missing)
{
    unit_with(AB_IN_THEATRE)->people[AB_IN_THEATRE]--;
    expect_broken(MISPLACED);
}
END_TEST

START_TEST(a_person_in_the_wrong_place_is_found)
{
    struct ab_unit *unit = unit_with(AB_IN_THEATRE);
    unit->people[AB_IN_THEATRE]--;
    unit->people[AB_WAITING]++;
    expect_broken(MISPLACED);
}
END_TEST

START_TEST(a_vehicle_too_many_is_found)
{
    unit_with(AB_IN_THEATRE)->vehicles[AB_RETURNED]++;
    expect_broken(MISPLACED);
}
END_TEST

START_TEST(people_below_zero_are_found)
{
    unit_with(AB_IN_THEATRE)->people[AB_RETURNED] = -1;
    expect_broken("fewer than no people or vehicles are somewhere");
}
END_TEST

START_TEST(a_load_that_grew_is_found)
{
    int outbound = 0;
    while (run->chalk[outbound].lot->direction != AB_OUT) {
        outbound++;
    }
    struct ab_lot larger = *run->chalk[outbound].lot;
    larger.people++;
    run->chalk[outbound].lot = &larger;
    expect_broken("the loads of a contingent are not its people and vehicles");
}
END_TEST

START_TEST(people_with_two_tasks_are_found)
{
    unit_with(AB_IN_THEATRE)->pool += 1000;
    expect_broken("the people in the theatre are not those at sites, forming up and at hand");
}
END_TEST

START_TEST(people_without_any_task_are_found)
{
    struct ab_unit *unit = unit_with(AB_IN_THEATRE);
    unit->forming_up = 0;
    unit->column_pending = false;
    unit->pool--;
    expect_broken("the people in the theatre are not those at sites, forming up and at hand");
}
END_TEST

START_TEST(a_contingent_that_forgot_a_site_is_found)
{
    unit_with(AB_IN_THEATRE)->sites_held++;
    expect_broken("a contingent holds other sites than it thinks");
}
END_TEST

START_TEST(a_contingent_counted_twice_is_found)
{
    run->command.units_closed++;
    expect_broken("the contingents that are in, or home, do not add up");
}
END_TEST

START_TEST(a_site_that_is_guarded_by_nobody_is_found)
{
    run->site[0].on_guard = !run->site[0].on_guard;
    expect_broken("a site is guarded by nobody, or twice");
}
END_TEST

START_TEST(host_people_relieved_twice_are_found)
{
    run->count.host_relieved++;
    expect_broken("the sites guarded or the host's people relieved do not add up");
}
END_TEST

/* ---- aircraft ---- */

START_TEST(an_aircraft_in_two_places_is_found)
{
    tail_where(is_in_the_air)->at = 0;
    expect_broken("an aircraft is in two places or in none");
}
END_TEST

START_TEST(an_aircraft_in_no_place_is_found)
{
    tail_where(is_visiting)->at = AB_NOBODY;
    expect_broken("an aircraft is in two places or in none");
}
END_TEST

START_TEST(a_flight_without_a_tasked_aircraft_is_found)
{
    tail_where(is_in_the_air)->state = AB_TAIL_FREE;
    expect_broken("an aircraft is busy without a flight, or flies without being tasked");
}
END_TEST

START_TEST(two_aircraft_on_one_flight_are_found)
{
    const struct ab_tail *tail = tail_where(is_in_the_air);
    run->sortie[tail->sortie].tail = tail == &run->tail[0] ? 1 : 0;
    expect_broken("two aircraft make the same flight");
}
END_TEST

START_TEST(a_visitor_without_a_stand_is_found)
{
    tail_where(is_visiting)->stand.at = AB_NOBODY;
    expect_broken("a visiting aircraft has no stand, or one at home has a visitor's");
}
END_TEST

START_TEST(a_resident_on_a_visitors_stand_is_found)
{
    tail_where(is_at_home)->stand.at = tail_where(is_at_home)->at;
    expect_broken("a visiting aircraft has no stand, or one at home has a visitor's");
}
END_TEST

START_TEST(what_a_trace_leaves_out_is_found_unless_it_is_full)
{
    teardown();
    begin("tests/oracles/crowded.ini",
          REPLAY_SET("scenario.end=horizon", "scenario.horizon=29 h", "traffic.t.airfield=port",
                     "traffic.t.interval=1 h", "traffic.t.ground_time=2 h"));
    const struct ab_tail *tail = tail_where(is_visiting);
    struct ab_visitor *visitor = run->traffic.visitor;
    const struct ab_visitor *end = visitor + run->traffic.visitors;
    while (visitor < end && (visitor->traffic == AB_NOBODY || visitor->stands == 0)) {
        visitor++;
    }
    ck_assert(visitor < end);
    const int kept = run->holdings.count;
    visitor->holding[AB_HELD_STAND] = AB_NOBODY;
    expect_broken("the trace of what other traffic holds is not so");
    run->holdings.count = AB_TRACE_STATES_MAX;
    ck_assert_ptr_null(ab_invariant_broken(run));
    run->holdings.open[AB_HELD_COUNT * (int)(tail - run->tail) + AB_HELD_STAND] = AB_NOBODY;
    ck_assert_ptr_null(ab_invariant_broken(run));
    run->holdings.count = kept;
    expect_broken("the trace of who holds what is not so");
}
END_TEST

START_TEST(an_aircraft_without_fuel_in_the_air_is_found)
{
    teardown();
    begin("tests/oracles/crowded.ini",
          REPLAY_SET("scenario.end=horizon", "scenario.horizon=29 h",
                     "aircraft.medium.holding_fuel=20 h", "aircraft.large.holding_fuel=20 h"));
    const struct ab_tail *tail = tail_where(is_in_the_air);
    run->aside[tail - run->tail].holding.fuel_lasts_until = ab_now(run) - 1;
    expect_broken("an aircraft is in the air beyond its fuel");
}
END_TEST

START_TEST(a_load_that_its_aircraft_cannot_carry_is_found)
{
    struct ab_chalk *chalk = &run->chalk[tail_where(is_loaded)->chalk];
    struct ab_lot too_large = *chalk->lot;
    too_large.types = 0;
    chalk->lot = &too_large;
    expect_broken("an aircraft has a load that is not its own");
}
END_TEST

START_TEST(free_aircraft_miscounted_are_found)
{
    run->tails_free++;
    expect_broken("the free aircraft do not add up");
}
END_TEST

START_TEST(a_stand_that_the_force_lost_count_of_is_found)
{
    field_in_use()->ours++;
    expect_broken("the stands of the force at an airfield, or on the way to it, do not add up");
}
END_TEST

START_TEST(who_waits_in_no_line_is_found)
{
    run->tail[0].waits_for_landing = !run->tail[0].waits_for_landing;
    expect_broken("the aircraft that wait in lines do not add up");
}
END_TEST

START_TEST(a_departure_without_permission_is_found)
{
    run->flows.quota[0].tasked++;
    expect_broken("a load escapes a ceiling");
}
END_TEST

/* ---- places ---- */

START_TEST(a_stand_that_nobody_gave_back_is_found)
{
    field_in_use()->stands.in_use++;
    expect_broken("a stand, working place or runway is held by nobody");
}
END_TEST

START_TEST(a_place_that_was_given_back_too_early_is_found)
{
    field_in_use()->places.in_use--;
    expect_broken("an aircraft uses a stand, working place or runway that it does not hold");
}
END_TEST

START_TEST(a_place_that_is_worked_at_and_counts_as_idle_is_found)
{
    field_in_use()->places.idle = 1;
    expect_broken("a working place counts as used without work, or the other way round");
}
END_TEST

START_TEST(more_aircraft_than_places_are_found)
{
    struct ab_field *field = field_in_use();
    field->places.capacity = field->places.in_use - 1;
    expect_broken("more places are in use than there are");
}
END_TEST

START_TEST(holders_miscounted_are_found)
{
    run->field[0].overhead.count++;
    expect_broken("the aircraft that hold, wait or are bound for an airfield do not add up");
}
END_TEST

/* ---- crews ---- */

START_TEST(a_crew_that_never_reported_is_found)
{
    tail_where(is_at_home)->crew_aboard = true;
    run->crews.pool[run->crews.first[tail_where(is_at_home)->fleet]].in_use = 0;
    expect_broken("more crews are aboard than have reported");
}
END_TEST

START_TEST(a_crew_that_is_not_there_is_found)
{
    run->crews.pool[0].capacity = run->crews.pool[0].in_use - 1;
    expect_broken("more crews are in use than there are");
}
END_TEST

/* ---- accounts ---- */

START_TEST(an_hour_charged_twice_or_to_the_wrong_account_is_found)
{
    int finished = 0;
    while (run->flights.record[finished].ended == AB_TIME_NEVER) {
        finished++;
    }
    struct ab_spent *spent = &run->flights.spent[finished];
    spent->in[AB_CAUSE_WORKING] += AB_HOUR;
    expect_broken_at_end("work plus waits differ from the elapsed time of a sortie");
    spent->in[AB_WORK] -= AB_HOUR;
    expect_broken_at_end("the work of a sortie is not the work of its stages");
    spent->in[AB_WORK] += AB_HOUR;
    spent->in[AB_CAUSE_WORKING] -= AB_HOUR;
    ck_assert_ptr_null(ab_invariant_broken_at_end(run));
    run->count.waits[AB_CAUSE_POSITIONING]++;
    expect_broken_at_end("the waits of all flights and loads do not add up");
    run->count.waits[AB_CAUSE_POSITIONING]--;
    int delivered = 0;
    while (run->chalk[delivered].offloaded == AB_TIME_NEVER) {
        delivered++;
    }
    run->loads.spent[delivered].in[AB_CAUSE_AIRCRAFT]++;
    expect_broken_at_end("work plus waits differ from the elapsed time of a chalk");
}
END_TEST

START_TEST(a_load_charged_to_what_does_not_hold_it_is_found)
{
    int outbound = 0;
    while (run->chalk[outbound].lot->direction != AB_OUT) {
        outbound++;
    }
    run->chalk[outbound].state = AB_CAUSE_AIRCRAFT; /* as if it were ready */
    ck_assert_ptr_null(ab_invariant_broken(run));
    run->chalk[outbound].state = AB_CAUSE_SLOT;
    expect_broken("a load without an aircraft is charged to what does not hold it");
}
END_TEST

START_TEST(a_load_charged_to_another_cause_than_its_aircraft_is_found)
{
    run->chalk[tail_where(is_loaded)->chalk].state = AB_CAUSE_AIRCRAFT;
    expect_broken("a load is charged to another cause than its aircraft");
}
END_TEST

/* ---- a run looks by itself ---- */

static void go_on(void)
{
    run->simulation.stop = AB_STOP_NONE;
    run->simulation.horizon = AB_TIME_NEVER;
    ck_assert(ab_simulation_step(&run->simulation));
}

START_TEST(a_run_dies_of_what_is_broken)
{
    unit_with(AB_IN_THEATRE)->people[AB_IN_THEATRE]--;
    run->simulation.events = AB_CHECKED - 1; /* everything is recounted after the next */
    go_on();
}
END_TEST

START_TEST(an_event_of_something_that_is_not_there_is_found)
{
    go_on();
    run->simulation.last.kind = AB_EV_WEATHER;
    run->simulation.last.subject = (uint32_t)scenario->airfield_count;
    ab_run_check(run, AB_CHECK_EVENT);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("spoiled");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_lost_person_is_found_missing);
    tcase_add_test(tests, a_person_in_the_wrong_place_is_found);
    tcase_add_test(tests, a_vehicle_too_many_is_found);
    tcase_add_test(tests, people_below_zero_are_found);
    tcase_add_test(tests, a_load_that_grew_is_found);
    tcase_add_test(tests, people_with_two_tasks_are_found);
    tcase_add_test(tests, people_without_any_task_are_found);
    tcase_add_test(tests, a_contingent_that_forgot_a_site_is_found);
    tcase_add_test(tests, a_contingent_counted_twice_is_found);
    tcase_add_test(tests, a_site_that_is_guarded_by_nobody_is_found);
    tcase_add_test(tests, host_people_relieved_twice_are_found);
    tcase_add_test(tests, an_aircraft_in_two_places_is_found);
    tcase_add_test(tests, an_aircraft_in_no_place_is_found);
    tcase_add_test(tests, a_flight_without_a_tasked_aircraft_is_found);
    tcase_add_test(tests, two_aircraft_on_one_flight_are_found);
    tcase_add_test(tests, a_visitor_without_a_stand_is_found);
    tcase_add_test(tests, a_resident_on_a_visitors_stand_is_found);
    tcase_add_test(tests, what_a_trace_leaves_out_is_found_unless_it_is_full);
    tcase_add_test(tests, an_aircraft_without_fuel_in_the_air_is_found);
    tcase_add_test(tests, a_load_that_its_aircraft_cannot_carry_is_found);
    tcase_add_test(tests, free_aircraft_miscounted_are_found);
    tcase_add_test(tests, a_stand_that_the_force_lost_count_of_is_found);
    tcase_add_test(tests, who_waits_in_no_line_is_found);
    tcase_add_test(tests, a_departure_without_permission_is_found);
    tcase_add_test(tests, a_stand_that_nobody_gave_back_is_found);
    tcase_add_test(tests, a_place_that_was_given_back_too_early_is_found);
    tcase_add_test(tests, a_place_that_is_worked_at_and_counts_as_idle_is_found);
    tcase_add_test(tests, more_aircraft_than_places_are_found);
    tcase_add_test(tests, holders_miscounted_are_found);
    tcase_add_test(tests, an_hour_charged_twice_or_to_the_wrong_account_is_found);
    tcase_add_test(tests, a_load_charged_to_what_does_not_hold_it_is_found);
    tcase_add_test(tests, a_load_charged_to_another_cause_than_its_aircraft_is_found);
    Suite *suite = suite_create("invariant");
    tcase_add_test(tests, a_crew_that_never_reported_is_found);
    tcase_add_test(tests, a_crew_that_is_not_there_is_found);
    tcase_add_test_raise_signal(tests, a_run_dies_of_what_is_broken, SIGABRT);
    tcase_add_test_raise_signal(tests, an_event_of_something_that_is_not_there_is_found, SIGABRT);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
