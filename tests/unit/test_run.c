/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_run.c - a replication as such: it repeats, it stands alone, it ends and says why, and what
 * it tells (measures, milestones, the chain behind the last delivery) follows from its
 * definition. */
#include "base/memory.h"
#include "model/state.h"
#include "support/oracle.h"
#include "support/replay.h"

#include <math.h>

enum { TESTS = 35 };

#define JANUARY "scenarios/january-2022.ini"
#define RUNWAY  "scenarios/small/one-runway.ini"
#define CROWDED "tests/oracles/crowded.ini"
#define MIXED   "tests/oracles/mixed.ini"

static struct ab_scenario *scenario;
static struct ab_run *run;

static void begin(const char *path, const char *const *assignment)
{
    scenario = replay_load(path, assignment);
    run = ab_run_create(scenario);
    ck_assert_ptr_nonnull(run);
}

static void finish(void)
{
    ab_run_destroy(run);
    ab_scenario_destroy(scenario);
}

/* The closure, or another measure, of one replication of a scenario. */
static double measure_of(const char *path, const char *const *assignment, uint32_t replication,
                         const char *name)
{
    begin(path, assignment);
    (void)replay_one(run, 1, replication);
    const double value = replay_measure(scenario, run, name);
    finish();
    return value;
}

/* ---- repetition ---- */

enum { MEASURES_MAX = 400 };

static void measure_everything(double value[MEASURES_MAX])
{
    memset(value, 0, MEASURES_MAX * sizeof *value);
    ck_assert_int_lt(ab_measure_count(scenario), MEASURES_MAX);
    ab_run_measures(run, value);
}

static void expect_repetition(const char *path)
{
    double first[MEASURES_MAX], second[MEASURES_MAX];
    begin(path, NULL);
    const struct ab_run_outcome before = replay_one(run, 1, 3);
    measure_everything(first);
    for (uint32_t other = 1; other <= 6; other++) {
        (void)replay_one(run, 99, other);
    }
    const struct ab_run_outcome after = replay_one(run, 1, 3);
    measure_everything(second);
    ck_assert_uint_eq(before.hash, after.hash);
    ck_assert_uint_eq(before.events, after.events);
    ck_assert_int_eq(before.ended, after.ended);
    ck_assert_mem_eq(first, second, sizeof first);
    finish();
    /* And in a run that has seen nothing else. */
    begin(path, NULL);
    ck_assert_uint_eq(replay_one(run, 1, 3).hash, before.hash);
    finish();
}

START_TEST(a_replication_is_the_same_whatever_ran_before_it)
{
    expect_repetition(JANUARY);
    expect_repetition(RUNWAY);
    expect_repetition(CROWDED);
}
END_TEST

START_TEST(replications_and_seeds_differ)
{
    begin(RUNWAY, NULL);
    const uint64_t hash = replay_one(run, 1, 1).hash;
    ck_assert_uint_ne(replay_one(run, 1, 2).hash, hash);
    ck_assert_uint_ne(replay_one(run, 2, 1).hash, hash);
    finish();
}
END_TEST

START_TEST(a_trace_changes_nothing_but_the_trace)
{
    begin(CROWDED, NULL);
    const uint64_t hash = replay_one(run, 1, 1).hash;
    int records;
    (void)ab_run_airfields(run, &records);
    ck_assert_int_eq(records, 0);
    const struct ab_run_options options = {.seed = 1, .replication = 1, .trace = true};
    struct ab_run_outcome outcome;
    ck_assert(ab_run_replicate(run, &options, &outcome));
    ck_assert_uint_eq(outcome.hash, hash);
    (void)ab_run_airfields(run, &records);
    ck_assert_int_gt(records, 0);
    finish();
}
END_TEST

static double bound_of_one(bool asked)
{
    const struct ab_run_options options = {.seed = 1, .replication = 1, .bounds = asked};
    struct ab_run_outcome outcome;
    ck_assert(ab_run_replicate(run, &options, &outcome));
    return replay_measure(scenario, run, "bound_h");
}

/* Whoever asks late is told the same, and nothing is told of a replication before. */
START_TEST(how_soon_it_could_be_in_is_told_to_whoever_asks)
{
    begin(RUNWAY, NULL);
    const double bound = bound_of_one(true);
    ck_assert_double_gt(bound, 0);
    ck_assert(isnan(bound_of_one(false)));
    ck_assert(isnan(replay_measure(scenario, run, "gap")));
    ck_assert_int_eq(ab_run_contingent(run, 0)->limit.time, AB_TIME_NEVER);
    finish();
    begin(RUNWAY, NULL);
    const uint64_t before = ab_memory_count();
    ck_assert(isnan(bound_of_one(false)));
    const uint64_t without = ab_memory_count() - before;
    ck_assert_double_eq(bound_of_one(true), bound);
    ck_assert_uint_gt(ab_memory_count() - before, without);
    finish();
}
END_TEST

/* Room is taken for the most people a contingent may bring: no replication needs more. */
START_TEST(no_replication_of_january_after_the_first_allocates)
{
    begin(JANUARY, NULL);
    (void)replay_one(run, 1, 1);
    const uint64_t before = ab_memory_count();
    for (uint32_t replication = 2; replication <= 40; replication++) {
        (void)replay_one(run, 1, replication);
    }
    ck_assert_uint_eq(ab_memory_count(), before);
    finish();
}
END_TEST

/* ---- memory ---- */

/* Fails the n-th allocation of creating and replaying, for every n, and sees that it is told. */
static void expect_clean_failures(const char *path)
{
    scenario = replay_load(path, NULL);
    bool done = false;
    int failures = 0;
    for (uint64_t n = 1; !done; n++) {
        ck_assert_uint_lt(n, 10000);
        ab_memory_fail_after(n);
        run = ab_run_create(scenario);
        if (run != NULL) {
            const struct ab_run_options options = {.seed = 1, .replication = 1, .trace = true};
            struct ab_run_outcome outcome;
            done = ab_run_replicate(run, &options, &outcome);
            ck_assert(!done || outcome.complete);
        }
        ab_memory_fail_after(0);
        ab_run_destroy(run);
        failures += !done;
    }
    ck_assert_int_gt(failures, 5);
    ab_scenario_destroy(scenario);
}

START_TEST(whichever_allocation_fails_a_run_says_so)
{
    expect_clean_failures(CROWDED);
    expect_clean_failures(JANUARY);
}
END_TEST

/* ---- ends ---- */

static void expect_end(const char *path, const char *const *assignment, const char *reason)
{
    begin(path, assignment);
    const struct ab_run_outcome outcome = replay_one(run, 1, 1);
    ck_assert_int_eq(outcome.complete, reason == NULL);
    if (reason != NULL) {
        ck_assert_str_eq(outcome.reason, reason);
    } else {
        ck_assert_ptr_null(outcome.reason);
    }
    finish();
}

START_TEST(a_horizon_before_the_closure_is_a_failure_that_says_so)
{
    expect_end(MIXED, REPLAY_SET("scenario.horizon=34 h"),
               "the horizon was reached before the force was in");
    expect_end(MIXED, REPLAY_SET("scenario.horizon=35 h"), NULL);
}
END_TEST

START_TEST(a_horizon_before_the_return_is_a_failure_that_says_so)
{
    expect_end("tests/oracles/relief.ini", REPLAY_SET("scenario.horizon=32 h"),
               "the horizon was reached before everybody was home");
    expect_end("tests/oracles/relief.ini", REPLAY_SET("scenario.horizon=33 h"), NULL);
}
END_TEST

START_TEST(a_horizon_is_an_end_where_the_scenario_asks_for_it)
{
    expect_end(MIXED, REPLAY_SET("scenario.horizon=10 h", "scenario.end=horizon"), NULL);
}
END_TEST

START_TEST(too_many_events_are_a_failure_that_says_so)
{
    expect_end(MIXED, REPLAY_SET("scenario.event_limit=20"),
               "the limit on the number of events was reached");
}
END_TEST

START_TEST(a_clock_that_stands_still_is_a_failure_that_says_so)
{
    begin(MIXED, NULL);
    run->simulation.stuck_limit = 5;
    const struct ab_run_outcome outcome = replay_one(run, 1, 1);
    ck_assert(!outcome.complete);
    ck_assert_str_eq(outcome.reason, "the clock stood still: too many events at one instant");
    /* The next replication is not hurt by it. */
    run->simulation.stuck_limit = 1000000;
    ck_assert(replay_one(run, 1, 2).complete);
    finish();
}
END_TEST

/* This build recounts everything at the end, and aborts when something was lost. */
START_TEST(a_run_that_is_stopped_after_any_number_of_events_has_lost_nothing)
{
    begin(RUNWAY, NULL);
    for (uint64_t limit = 1; limit <= 400; limit++) {
        run->simulation.event_limit = limit;
        ck_assert(!replay_one(run, 7, 1).complete);
        ck_assert_uint_eq(run->simulation.events, limit);
    }
    finish();
    begin(JANUARY, NULL);
    for (uint64_t limit = 1; limit < 5000; limit += 211) {
        run->simulation.event_limit = limit;
        ck_assert(!replay_one(run, 1, 1).complete);
    }
    finish();
}
END_TEST

START_TEST(a_run_that_is_stopped_at_any_crowded_instant_has_lost_nothing)
{
    begin(CROWDED, NULL);
    for (uint64_t limit = 1; limit <= 12; limit++) {
        run->simulation.stuck_limit = limit;
        const struct ab_run_outcome outcome = replay_one(run, 1, 1);
        ck_assert(outcome.complete || run->simulation.events_at_now == limit);
    }
    finish();
}
END_TEST

START_TEST(an_interrupted_replication_is_none_and_hurts_no_other)
{
    begin(MIXED, NULL);
    const uint64_t hash = replay_one(run, 1, 1).hash;
    atomic_bool interrupted = true;
    const struct ab_run_options options = {
        .seed = 1, .replication = 1, .interrupted = &interrupted};
    struct ab_run_outcome outcome;
    ck_assert(!ab_run_replicate(run, &options, &outcome));
    interrupted = false;
    ck_assert(ab_run_replicate(run, &options, &outcome));
    ck_assert_uint_eq(outcome.hash, hash);
    finish();
}
END_TEST

/* A force of which nobody is committed assembles, and that is all. */
START_TEST(a_run_with_nothing_left_to_happen_is_a_failure_that_says_so)
{
    expect_end(MIXED, REPLAY_SET("contingent.cargo.standby=yes"),
               "the scenario has no force that could be in; end = horizon does without");
}
END_TEST

/* Those who are called for, and those who leave. */
START_TEST(what_else_a_run_was_to_come_to_is_said)
{
    expect_end("tests/oracles/evacuation.ini",
               REPLAY_SET("change.c.at=3 h", "change.c.key=fleet.fleet.number", "change.c.value=0"),
               "nothing was left to happen before the evacuations were over");
    expect_end(MIXED,
               REPLAY_SET("contingent.cargo.standby=yes", "scenario.end=withdrawn",
                          "withdrawal.order=30 h"),
               "the scenario has no force that could be in; end = horizon does without");
}
END_TEST

/* It may be asked for, but flies so far with nothing aboard. */
START_TEST(what_is_aboard_at_the_start_must_be_what_its_aircraft_takes)
{
    expect_end("tests/oracles/shut-goal.ini",
               REPLAY_SET("contingent.cargo.apod=far",
                          "aircraft.empty.payload_range=20 t: 1000 km, 0 t: 2000 km",
                          "aircraft.empty.cruise_speed=900 km/h", "fleet.empty.type=empty",
                          "fleet.empty.number=5", "fleet.empty.home=home",
                          "contingent.cargo.airborne=empty: 1",
                          "contingent.cargo.airborne_time=1 h"),
               "a load is in the air at its start with an aircraft that cannot take it");
}
END_TEST

/* The last load of rows.ini is off at 6 h, and its aircraft at home at 8 h. */
START_TEST(what_happens_at_the_horizon_itself_is_waited_for)
{
    static const struct {
        const char *horizon;
        ab_time idle_from;
    } ends[] = {{"scenario.horizon=7 h", AB_TIME_NEVER},
                {"scenario.horizon=8 h", AB_TIME_NEVER},
                {"scenario.horizon=9 h", 8 * AB_HOUR}};
    for (int i = 0; i < 3; i++) {
        begin("tests/oracles/rows.ini", REPLAY_SET("scenario.end=horizon", ends[i].horizon));
        ck_assert_int_eq(replay_one(run, 1, 1).idle_from, ends[i].idle_from);
        finish();
    }
}
END_TEST

START_TEST(what_was_not_traced_has_no_records)
{
    int flights, loads;
    begin(MIXED, NULL);
    (void)replay_traced(run, 1, 1);
    (void)ab_run_sorties(run, &flights);
    (void)ab_run_chalks(run, &loads);
    ck_assert_int_gt(flights, 0);
    ck_assert_int_gt(loads, 0);
    (void)replay_one(run, 1, 1);
    (void)ab_run_sorties(run, &flights);
    (void)ab_run_chalks(run, &loads);
    ck_assert_int_eq(flights, 0);
    ck_assert_int_eq(loads, 0);
    finish();
}
END_TEST

START_TEST(what_a_run_did_not_come_to_is_beyond)
{
    ck_assert(!ab_is_beyond(-HUGE_VAL));

    begin(MIXED, REPLAY_SET("scenario.horizon=20 h"));
    ck_assert(!replay_one(run, 1, 1).complete);
    ck_assert(ab_is_beyond(replay_measure(scenario, run, "closure_h")));
    ck_assert(ab_is_beyond(replay_measure(scenario, run, "closure_h.cargo")));
    ck_assert_double_eq(replay_measure(scenario, run, "closed"), 0);
    ck_assert_double_eq(replay_measure(scenario, run, "first_landing_h"), 6);
    ck_assert_double_eq(replay_measure(scenario, run, "inbound_flights"), 4);
    double hours[AB_LINK_COUNT];
    ab_run_chain(run, hours);
    for (int link = 0; link < AB_LINK_COUNT; link++) {
        ck_assert(isnan(hours[link]));
    }
    finish();
}
END_TEST

/* ---- common random numbers ---- */

/* What is drawn for the loads of a contingent on the way in: readiness, service times and block
 * times, load by load. */
enum { DRAWS_MAX = 400 };
static int note_draws(const char *id, ab_time draw[DRAWS_MAX])
{
    int count = 0, chalks, sorties;
    const struct ab_chalk_record *chalk = ab_run_chalks(run, &chalks);
    const struct ab_sortie_record *sortie = ab_run_sorties(run, &sorties);
    for (int k = 0; k < chalks; k++) {
        if (strcmp(scenario->contingent[chalk[k].contingent].named.id, id) != 0 ||
            chalk[k].sortie == AB_NOBODY || chalk[k].direction == AB_OUT) {
            continue;
        }
        ck_assert_int_lt(count + 4, DRAWS_MAX);
        const struct ab_sortie_record *flight = &sortie[chalk[k].sortie];
        draw[count++] = chalk[k].ready;
        draw[count++] = flight->onload_end - flight->onload_begin;
        draw[count++] = flight->block_time;
        draw[count++] = flight->offload_end - flight->offload_begin;
    }
    return count;
}

static void expect_same_luck(const char *path, const char *id, const char *const *one,
                             const char *const *other)
{
    ab_time before[DRAWS_MAX], after[DRAWS_MAX];
    begin(path, one);
    (void)replay_traced(run, 5, 2);
    const int count = note_draws(id, before);
    finish();
    begin(path, other);
    (void)replay_traced(run, 5, 2);
    ck_assert_int_eq(note_draws(id, after), count);
    finish();
    ck_assert_int_gt(count, 8);
    ck_assert_mem_eq(before, after, (size_t)count * sizeof *before);
}

START_TEST(a_change_elsewhere_leaves_the_luck_of_a_contingent_alone)
{
    /* Another contingent grows, a site is moved, places and names change, a fleet is added to. */
    expect_same_luck(RUNWAY, "rescue", NULL, REPLAY_SET("contingent.aid.bulk=300 t"));
    expect_same_luck(RUNWAY, "rescue", NULL, REPLAY_SET("site.hospital.guards=20"));
    expect_same_luck(RUNWAY, "rescue", NULL, REPLAY_SET("airfield.port.working_mog=2"));
    expect_same_luck(RUNWAY, "rescue", NULL, REPLAY_SET("airfield.port.name=Another name"));
    expect_same_luck(RUNWAY, "rescue", NULL, REPLAY_SET("fleet.pool.number=30"));
    /* The same type and airfield for every load, or they are other services and flights. */
#define SAME_WAY "contingent.guards.fleets=south", "contingent.guards.apod=port"
    expect_same_luck(CROWDED, "guards", REPLAY_SET(SAME_WAY),
                     REPLAY_SET(SAME_WAY, "site.two.active=no", "site.one.guards=50"));
    expect_same_luck(CROWDED, "guards", REPLAY_SET(SAME_WAY),
                     REPLAY_SET(SAME_WAY, "contingent.reserve.active=no"));
#undef SAME_WAY
}
END_TEST

START_TEST(the_flight_out_and_the_flight_back_have_each_their_own_luck)
{
    begin(CROWDED, REPLAY_SET("fleet.heavy.active=no", "contingent.engineers.load_plan=medium: 1"));
    (void)replay_traced(run, 1, 1);
    int sorties, pairs = 0;
    const struct ab_sortie_record *sortie = ab_run_sorties(run, &sorties);
    for (int s = 0; s < sorties; s++) {
        if (sortie[s].previous == AB_NOBODY || sortie[s].chalk != AB_NOBODY) {
            continue;
        }
        const struct ab_sortie_record *before = &sortie[sortie[s].previous];
        if (before->chalk == AB_NOBODY || before->origin != sortie[s].destination) {
            continue;
        }
        ck_assert_int_ne(sortie[s].block_time, before->block_time);
        pairs++;
    }
    ck_assert_int_gt(pairs, 5);
    finish();
}
END_TEST

START_TEST(one_more_fleet_that_may_not_carry_anything_changes_nothing)
{
    const char *const reserved[] = {"contingent.staff.fleets=north, heavy",
                                    "contingent.guards.fleets=north, heavy",
                                    "contingent.engineers.fleets=north, heavy",
                                    "contingent.reserve.fleets=north, heavy",
                                    "fleet.south.number=3",
                                    NULL};
    const char *const none[] = {"contingent.staff.fleets=north, heavy",
                                "contingent.guards.fleets=north, heavy",
                                "contingent.engineers.fleets=north, heavy",
                                "contingent.reserve.fleets=north, heavy",
                                "fleet.south.number=9",
                                NULL};
    for (uint32_t replication = 1; replication <= 5; replication++) {
        ck_assert_double_eq(measure_of(CROWDED, reserved, replication, "closure_h"),
                            measure_of(CROWDED, none, replication, "closure_h"));
        ck_assert_double_eq(measure_of(CROWDED, reserved, replication, "withdrawal_h"),
                            measure_of(CROWDED, none, replication, "withdrawal_h"));
    }
}
END_TEST

START_TEST(a_deterministic_scenario_has_no_luck_at_all)
{
    begin(RUNWAY, REPLAY_SET("scenario.deterministic=yes"));
    const uint64_t hash = replay_one(run, 1, 1).hash;
    ck_assert_uint_eq(replay_one(run, 1, 2).hash, hash);
    ck_assert_uint_eq(replay_one(run, 77, 1).hash, hash);
    finish();
}
END_TEST

/* ---- measures, by their definitions ---- */

START_TEST(measures_follow_their_definitions)
{
    begin("tests/oracles/milestones.ini", NULL);
    (void)replay_one(run, 1, 1);
    const double days = (35.0 - 2.0) / 24;
    ck_assert_double_eq(replay_measure(scenario, run, "first_landing_h"), 6);
    ck_assert_double_eq(replay_measure(scenario, run, "tonnes_delivered"), 70);
    ck_assert_double_eq_tol(replay_measure(scenario, run, "mtkm_per_day"), 0.07 / days, 1e-12);
    ck_assert_double_eq_tol(replay_measure(scenario, run, "ute_h_per_day"), 52.0 / 3 / days, 1e-12);
    /* 14 h of onload, 21 h of offload, in 35 h. */
    ck_assert_double_eq_tol(replay_measure(scenario, run, "working_use.home"), 0.4, 1e-12);
    ck_assert_double_eq_tol(replay_measure(scenario, run, "working_use.away"), 0.6, 1e-12);
    ck_assert(isnan(replay_measure(scenario, run, "parking_use.away")));
    ck_assert(isnan(replay_measure(scenario, run, "withdrawal_h")));
    finish();
}
END_TEST

/* Ten flights of 4 h by two aircraft (fleet-bound.ini), to the millisecond, again and again. */
START_TEST(time_flown_is_counted_anew_and_to_the_millisecond)
{
    begin("tests/oracles/fleet-bound.ini", NULL);
    for (uint32_t replication = 1; replication <= 3; replication++) {
        (void)replay_one(run, 1, replication);
        ck_assert_int_eq(run->count.flown, 10 * 4 * AB_HOUR);
        ck_assert_int_eq(run->count.flyers, 2);
    }
    finish();
}
END_TEST

START_TEST(every_measure_is_found_by_its_name_and_nothing_else_is)
{
    begin(JANUARY, NULL);
    char buffer[128];
    for (int i = 0; i < ab_measure_count(scenario); i++) {
        ck_assert_int_eq(
            ab_measure_find(scenario, ab_measure_name(scenario, i, buffer, sizeof buffer)), i);
    }
    static const char *const none[] = {"",           "closure",       "closure_h.", "closure_h.x",
                                       "closure_hh", "wait_h.hours2", ".",          "CLOSURE_H"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        ck_assert_int_eq(ab_measure_find(scenario, none[i]), AB_NOBODY);
    }
    finish();
}
END_TEST

START_TEST(a_later_request_moves_everything_and_no_measure_of_hours)
{
    static const char *const name[] = {"closure_h", "first_landing_h", "ute_h_per_day",
                                       "wait_h.aircraft", "working_use.away"};
    for (size_t i = 0; i < sizeof name / sizeof name[0]; i++) {
        const double later = measure_of("tests/oracles/milestones.ini",
                                        REPLAY_SET("command.request=5 h"), 1, name[i]);
        const double at_once = measure_of("tests/oracles/milestones.ini", NULL, 1, name[i]);
        ck_assert_double_eq_tol(later, at_once, 1e-12);
    }
}
END_TEST

START_TEST(milestones_are_the_nth_the_last_the_duration_and_the_amount)
{
    static const struct {
        const char *milestone, *verdict;
    } expected[] = {{"arrived", "within"},          {"closed-since-arrival", "within"},
                    {"first-boarding", "within"},   {"fourth-departure", "within"},
                    {"landings-8-to-22", "within"}, {"last-landing", "within"},
                    {"missing", "missing"},         {"nothing-lands-at-home", "within"},
                    {"second-landing", "within"},   {"tolerated", "within"},
                    {"too-early", "early"},         {"too-late", "late"}};
    const int count = (int)(sizeof expected / sizeof expected[0]);
    oracle_run("milestones.ini", "-n 2");
    table_open(&oracle_table, oracle_folder, "milestones.csv");
    ck_assert_int_eq(oracle_table.rows, count);
    for (int i = 0; i < count; i++) {
        ck_assert_str_eq(table_cell(&oracle_table, i, "milestone"), expected[i].milestone);
        ck_assert_msg(strcmp(table_cell(&oracle_table, i, "verdict"), expected[i].verdict) == 0,
                      "%s is %s", expected[i].milestone, table_cell(&oracle_table, i, "verdict"));
    }
    table_close(&oracle_table);
}
END_TEST

/* ---- the chain behind the last delivery ---- */

static void expect_chains_that_add_up(const char *path, const char *const *assignment)
{
    begin(path, assignment);
    for (uint32_t replication = 1; replication <= 100; replication++) {
        ck_assert(replay_one(run, 1, replication).complete);
        double hours[AB_LINK_COUNT], sum = 0;
        ab_run_chain(run, hours);
        for (int link = 0; link < AB_LINK_COUNT; link++) {
            ck_assert_msg(hours[link] >= 0, "%s: %g h of %s", path, hours[link],
                          ab_link_name(link));
            sum += hours[link];
        }
        ck_assert_double_eq_tol(sum, replay_measure(scenario, run, "closure_h"), 1e-9);
    }
    finish();
}

START_TEST(the_chain_adds_up_to_the_closure_of_january)
{
    expect_chains_that_add_up(JANUARY, NULL);
}
END_TEST

START_TEST(the_chain_adds_up_to_the_closure_of_one_runway)
{
    expect_chains_that_add_up(RUNWAY, NULL);
    expect_chains_that_add_up(RUNWAY, REPLAY_SET("fleet.pool.number=3"));
    expect_chains_that_add_up(RUNWAY, REPLAY_SET("airfield.port.parking_mog=1"));
}
END_TEST

START_TEST(the_chain_adds_up_to_the_closure_of_a_crowded_operation)
{
    expect_chains_that_add_up(CROWDED, NULL);
    expect_chains_that_add_up(CROWDED, REPLAY_SET("fleet.north.number=1", "fleet.south.number=1"));
    expect_chains_that_add_up(CROWDED, REPLAY_SET("contingent.column.active=no"));
}
END_TEST

START_TEST(the_chain_adds_up_wherever_the_aircraft_come_from)
{
    expect_chains_that_add_up("tests/oracles/call-forward.ini", NULL);
    expect_chains_that_add_up("tests/oracles/call-forward.ini",
                              REPLAY_SET("contingent.cargo.loads=7",
                                         "contingent.cargo.load_interval=exponential(3 h)",
                                         "scenario.deterministic=no", "fleet.fleet.number=2",
                                         "aircraft.transport.offload_time=exponential(2 h)"));
}
END_TEST

/* For each of 200 loads four things take time, onload, offload and two flights, and the aircraft looks
 * for the next load once it has no more; the repairs of one in twenty are on top. What takes no time
 * and waits for nothing is no event. */
START_TEST(what_takes_no_time_is_no_event)
{
    begin("tests/oracles/core.ini", NULL);
    for (uint32_t replication = 1; replication <= 5; replication++) {
        const struct ab_run_outcome outcome = replay_one(run, 1, replication);
        ck_assert(outcome.complete);
        ck_assert_uint_ge(outcome.events, 4 * 200 - 75);
        ck_assert_uint_le(outcome.events, (4 + 1) * 200 + 75 + 50);
    }
    finish();
}
END_TEST

/* Called 3 h ahead, each aircraft lands at the very moment at which its load becomes ready, an hour
 * after the one before it. Loaded in no time it leaves at once, is there 2 h later and offloaded after
 * one more: the last of three loads at 10 + 2 + 2 + 1 h. */
START_TEST(a_load_is_ready_for_whoever_comes_for_it_at_that_moment)
{
    const char *const *set = REPLAY_SET(
        "contingent.cargo.loads=0", "contingent.cargo.people=300", "aircraft.transport.seats=100",
        "contingent.cargo.load_interval=1 h", "contingent.cargo.call_forward=3 h",
        "fleet.fleet.number=3", "aircraft.transport.onload_time=0 h");
    ck_assert_double_eq(measure_of("tests/oracles/call-forward.ini", set, 1, "closure_h"), 15);
    ck_assert_double_eq(measure_of("tests/oracles/call-forward.ini", set, 1, "wait_h.cargo"), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("a replication");
    tcase_add_checked_fixture(tests, oracle_setup, oracle_teardown);
    tcase_add_test(tests, a_replication_is_the_same_whatever_ran_before_it);
    tcase_add_test(tests, how_soon_it_could_be_in_is_told_to_whoever_asks);
    tcase_add_test(tests, replications_and_seeds_differ);
    tcase_add_test(tests, a_trace_changes_nothing_but_the_trace);
    tcase_add_test(tests, no_replication_of_january_after_the_first_allocates);
    tcase_add_test(tests, whichever_allocation_fails_a_run_says_so);
    tcase_add_test(tests, a_horizon_before_the_closure_is_a_failure_that_says_so);
    tcase_add_test(tests, a_horizon_before_the_return_is_a_failure_that_says_so);
    tcase_add_test(tests, a_horizon_is_an_end_where_the_scenario_asks_for_it);
    tcase_add_test(tests, too_many_events_are_a_failure_that_says_so);
    tcase_add_test(tests, what_takes_no_time_is_no_event);
    tcase_add_test(tests, a_load_is_ready_for_whoever_comes_for_it_at_that_moment);
    tcase_add_test(tests, a_clock_that_stands_still_is_a_failure_that_says_so);
    tcase_add_test(tests, a_run_that_is_stopped_after_any_number_of_events_has_lost_nothing);
    tcase_add_test(tests, a_run_that_is_stopped_at_any_crowded_instant_has_lost_nothing);
    tcase_add_test(tests, an_interrupted_replication_is_none_and_hurts_no_other);
    tcase_add_test(tests, a_run_with_nothing_left_to_happen_is_a_failure_that_says_so);
    tcase_add_test(tests, what_a_run_did_not_come_to_is_beyond);
    tcase_add_test(tests, what_else_a_run_was_to_come_to_is_said);
    tcase_add_test(tests, what_is_aboard_at_the_start_must_be_what_its_aircraft_takes);
    tcase_add_test(tests, what_happens_at_the_horizon_itself_is_waited_for);
    tcase_add_test(tests, what_was_not_traced_has_no_records);
    tcase_add_test(tests, a_change_elsewhere_leaves_the_luck_of_a_contingent_alone);
    tcase_add_test(tests, the_flight_out_and_the_flight_back_have_each_their_own_luck);
    tcase_add_test(tests, one_more_fleet_that_may_not_carry_anything_changes_nothing);
    tcase_add_test(tests, a_deterministic_scenario_has_no_luck_at_all);
    tcase_add_test(tests, measures_follow_their_definitions);
    tcase_add_test(tests, time_flown_is_counted_anew_and_to_the_millisecond);
    tcase_add_test(tests, every_measure_is_found_by_its_name_and_nothing_else_is);
    tcase_add_test(tests, a_later_request_moves_everything_and_no_measure_of_hours);
    tcase_add_test(tests, milestones_are_the_nth_the_last_the_duration_and_the_amount);
    tcase_add_test(tests, the_chain_adds_up_to_the_closure_of_january);
    tcase_add_test(tests, the_chain_adds_up_to_the_closure_of_one_runway);
    tcase_add_test(tests, the_chain_adds_up_to_the_closure_of_a_crowded_operation);
    tcase_add_test(tests, the_chain_adds_up_wherever_the_aircraft_come_from);
    Suite *suite = suite_create("run");
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
