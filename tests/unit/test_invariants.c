/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_invariants.c - what must hold in every run, recounted from the records that a run leaves.
 *
 * The library checks its own state after every event in this build (AB_CHECKED) and dies when
 * something is wrong; these tests make it do so over many random runs. They then recount the
 * records without its help: every place from the intervals in which flights used it, every wait
 * from the time stamps around it. */
#include "model/state.h"
#include "support/oracle.h"
#include "support/replay.h"

enum { TESTS = 9, REPLICATIONS = 12 };

#ifndef AB_CHECKED
#error "these tests are about the checks that AB_CHECKED turns on"
#endif

static const char *const scenarios[] = {
    "scenarios/january-2022.ini",  "scenarios/small/one-runway.ini",
    "scenarios/small/shuttle.ini", "tests/oracles/crowded.ini",
    "tests/oracles/relief.ini",    "tests/oracles/roads.ini",
    "tests/oracles/ceiling.ini",   "tests/oracles/two-stands.ini",
    "tests/oracles/mixed.ini",     "tests/oracles/runway-bound.ini",
};
enum { SCENARIOS = (int)(sizeof scenarios / sizeof scenarios[0]) };

/* What the replication just run left behind. */
struct records {
    const struct ab_scenario *scenario;
    const struct ab_run *run;
    const struct ab_sortie_record *sortie;
    const struct ab_chalk_record *chalk;
    const struct ab_spent *sortie_spent, *chalk_spent;
    int sorties, chalks;
};

/* Calls `look` after each of many replications of each scenario. */
static void for_every_run(void (*look)(const struct records *))
{
    for (int i = 0; i < SCENARIOS; i++) {
        struct ab_scenario *scenario = replay_load(scenarios[i], NULL);
        struct ab_run *run = ab_run_create(scenario);
        ck_assert_ptr_nonnull(run);
        for (uint64_t seed = 1; seed <= 3; seed++) {
            for (uint32_t replication = 1; replication <= REPLICATIONS; replication++) {
                const struct ab_run_outcome outcome = replay_traced(run, seed, replication);
                ck_assert_msg(outcome.complete, "%s: %s", scenarios[i], outcome.reason);
                struct records records = {.scenario = scenario, .run = run};
                records.sortie = ab_run_sorties(run, &records.sorties);
                records.chalk = ab_run_chalks(run, &records.chalks);
                records.sortie_spent = ab_run_sorties_spent(run);
                records.chalk_spent = ab_run_chalks_spent(run);
                look(&records);
            }
        }
        ab_run_destroy(run);
        ab_scenario_destroy(scenario);
    }
}

static int type_of(const struct records *records, int tail)
{
    return records->run->tail[tail].type;
}

static int home_of(const struct records *records, int tail)
{
    return records->run->tail[tail].home;
}

static ab_time later(ab_time a, ab_time b)
{
    return a > b ? a : b;
}

/* The flight on which this flight's load was put aboard: itself, or the one to the stop before
 * it. */
static const struct ab_sortie_record *first_leg(const struct records *records,
                                                const struct ab_sortie_record *sortie)
{
    const int previous = sortie->previous;
    return previous != AB_NOBODY && records->sortie[previous].stops ? &records->sortie[previous]
                                                                    : sortie;
}

/* ---- flights ---- */

static void look_at_continuity(const struct records *records)
{
    for (int s = 0; s < records->sorties; s++) {
        const struct ab_sortie_record *sortie = &records->sortie[s];
        if (sortie->previous == AB_NOBODY) {
            ck_assert_int_eq(sortie->origin, home_of(records, sortie->tail));
            continue;
        }
        const struct ab_sortie_record *previous = &records->sortie[sortie->previous];
        ck_assert_int_lt(sortie->previous, s);
        ck_assert_int_eq(previous->tail, sortie->tail);
        ck_assert_int_eq(previous->destination, sortie->origin);
        ck_assert_int_le(previous->ended, sortie->tasked);
    }
}

START_TEST(an_aircraft_starts_where_its_flight_before_ended_and_not_earlier)
{
    for_every_run(look_at_continuity);
}
END_TEST

/* The stages in their order; those that did not happen come last. */
static void look_at_order(const struct records *records)
{
    for (int s = 0; s < records->sorties; s++) {
        const struct ab_sortie_record *sortie = &records->sortie[s];
        const bool loaded = sortie->chalk != AB_NOBODY || sortie->passengers > 0;
        const bool onload = loaded && first_leg(records, sortie) == sortie;
        const bool offload = loaded && !sortie->stops;
        const ab_time stage[] = {sortie->tasked,
                                 onload ? sortie->onload_begin : sortie->tasked,
                                 onload ? sortie->onload_end : sortie->tasked,
                                 sortie->block_out,
                                 sortie->takeoff,
                                 sortie->landing,
                                 sortie->block_in,
                                 offload ? sortie->offload_begin : sortie->block_in,
                                 offload ? sortie->offload_end : sortie->block_in,
                                 sortie->ended};
        for (size_t i = 1; i < sizeof stage / sizeof stage[0]; i++) {
            ck_assert_int_le(stage[i - 1], stage[i]);
        }
        ck_assert_int_ne(sortie->origin, sortie->destination);
    }
}

START_TEST(the_stages_of_a_flight_follow_one_another)
{
    for_every_run(look_at_order);
}
END_TEST

/* ---- loads ---- */

static void look_at_loads(const struct records *records)
{
    int carried = 0;
    for (int s = 0; s < records->sorties; s++) {
        carried += records->sortie[s].chalk != AB_NOBODY && !records->sortie[s].stops;
    }
    for (int k = 0; k < records->chalks; k++) {
        const struct ab_chalk_record *chalk = &records->chalk[k];
        if (chalk->sortie == AB_NOBODY) {
            continue;
        }
        const struct ab_sortie_record *sortie = &records->sortie[chalk->sortie];
        const struct ab_sortie_record *first = first_leg(records, sortie);
        carried--;
        ck_assert_int_eq(sortie->chalk, k);
        ck_assert(chalk->types >> type_of(records, sortie->tail) & 1);
        ck_assert_int_eq(first->chalk, k);
        ck_assert_int_eq(chalk->loaded, first->onload_end);
        ck_assert_int_eq(chalk->departed, first->takeoff);
        ck_assert_int_eq(chalk->landed, sortie->landing);
        ck_assert_int_eq(chalk->offloaded, sortie->offload_end);
        ck_assert(first->onload_begin >= chalk->ready);
        ck_assert_int_eq(sortie->purpose == AB_PURPOSE_WITHDRAWAL,
                         chalk->direction == AB_OUT && !chalk->evacuation);
        ck_assert_int_eq(sortie->purpose == AB_PURPOSE_EVACUATION, chalk->evacuation);
    }
    ck_assert_int_eq(carried, 0); /* no load flies twice */
}

START_TEST(every_load_flies_once_on_a_type_that_can_carry_it)
{
    for_every_run(look_at_loads);
}
END_TEST

static void look_at_deliveries(const struct records *records)
{
    double people = 0, vehicles = 0;
    for (int c = 0; c < records->scenario->contingent_count; c++) {
        const struct ab_contingent_record *contingent = ab_run_contingent(records->run, c);
        people += contingent->committed ? (double)contingent->people : 0;
        vehicles += contingent->committed ? (double)contingent->vehicles : 0;
        ck_assert_int_eq(contingent->committed, contingent->closed != AB_TIME_NEVER);
    }
    ck_assert_double_eq(replay_measure(records->scenario, records->run, "deployed_people"), people);
    ck_assert_double_eq(replay_measure(records->scenario, records->run, "deployed_vehicles"),
                        vehicles);
}

START_TEST(everybody_who_is_committed_arrives)
{
    for_every_run(look_at_deliveries);
}
END_TEST

/* ---- places ---- */

/* A use of places at an airfield, from begin to just before end. */
struct interval {
    ab_time begin, end;
    int64_t units;
};
enum { INTERVALS_MAX = 4000 };
static struct interval interval[INTERVALS_MAX];
static int intervals;

static void add(bool here, ab_time begin, ab_time end, int64_t units)
{
    if (here && begin != AB_TIME_NEVER) {
        ck_assert_int_lt(intervals, INTERVALS_MAX);
        interval[intervals++] = (struct interval){begin, end, units};
    }
}

/* Never more units at once than there are: it is enough to look when a use begins. */
static void expect_at_most(int64_t capacity, const char *what)
{
    for (int i = 0; i < intervals; i++) {
        int64_t units = 0;
        for (int k = 0; k < intervals; k++) {
            const bool now =
                interval[k].begin <= interval[i].begin && interval[k].end > interval[i].begin;
            units += now ? interval[k].units : 0;
        }
        ck_assert_msg(units <= capacity, "%s: %lld in use, there are %lld", what, (long long)units,
                      (long long)capacity);
    }
    intervals = 0;
}

/* When the aircraft that made this flight left the stand it came to. */
static ab_time left(const struct records *records, int index)
{
    for (int s = index + 1; s < records->sorties; s++) {
        if (records->sortie[s].previous == index) {
            return records->sortie[s].block_out;
        }
    }
    return AB_TIME_NEVER;
}

static void look_at_places(const struct records *records)
{
    for (int a = 0; a < records->scenario->airfield_count; a++) {
        const struct ab_airfield *airfield = &records->scenario->airfield[a];
        for (int s = 0; s < records->sorties; s++) {
            const struct ab_sortie_record *sortie = &records->sortie[s];
            add(sortie->origin == a, sortie->onload_begin, sortie->onload_end, 1);
            add(sortie->destination == a, sortie->offload_begin, sortie->offload_end, 1);
        }
        expect_at_most(airfield->working_mog, "working places");
        for (int s = 0; s < records->sorties; s++) {
            const struct ab_sortie_record *sortie = &records->sortie[s];
            const bool visits = sortie->destination == a && home_of(records, sortie->tail) != a;
            const int type = type_of(records, sortie->tail);
            add(visits, sortie->landing, left(records, s),
                records->scenario->aircraft[type].stands);
        }
        expect_at_most(airfield->parking_mog, "stands");
        for (int s = 0; s < records->sorties; s++) {
            const struct ab_sortie_record *sortie = &records->sortie[s];
            add(sortie->origin == a, sortie->block_out, sortie->takeoff, 1);
            add(sortie->destination == a, sortie->landing, sortie->block_in, 1);
        }
        expect_at_most(airfield->runways, "runways");
    }
}

START_TEST(places_at_an_airfield_are_never_overbooked)
{
    for_every_run(look_at_places);
}
END_TEST

/* ---- the ceiling ---- */

/* The ceiling at a moment, after the dated changes so far. */
static int64_t ceiling_at(const struct records *records, ab_time moment)
{
    int64_t ceiling = records->scenario->withdrawal.flights_per_day;
    for (int i = 0; i < records->scenario->change_count; i++) {
        const struct ab_change *change = &records->scenario->change[i];
        if (strcmp(change->key, "withdrawal.flights_per_day") == 0 && change->at.date <= moment) {
            ceiling = strtoll(change->value, NULL, 10);
        }
    }
    return ceiling;
}

static void look_at_ceiling(const struct records *records)
{
    enum { DAYS = 200 };
    const struct ab_withdrawal *plan = &records->scenario->withdrawal;
    int departures[DAYS] = {0};
    for (int s = 0; s < records->sorties && plan->flights_per_day > 0; s++) {
        const struct ab_sortie_record *sortie = &records->sortie[s];
        if (sortie->purpose != AB_PURPOSE_WITHDRAWAL || sortie->block_out == AB_TIME_NEVER) {
            continue;
        }
        /* Days since that of the scenario's start, whose midnight it is as far as it matters. */
        const ab_time into_day = (records->scenario->general.start + plan->day_offset) % AB_DAY;
        const ab_time day = (sortie->block_out + into_day) / AB_DAY;
        ck_assert_int_lt(day, DAYS);
        departures[day]++;
        ck_assert_int_le(departures[day], ceiling_at(records, sortie->block_out));
    }
}

START_TEST(no_more_loads_leave_in_a_day_than_the_ceiling_allows)
{
    for_every_run(look_at_ceiling);
}
END_TEST

/* ---- waits ---- */

static ab_time all_waits(const struct ab_spent *spent)
{
    ab_time sum = 0;
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        sum += spent->in[cause];
    }
    return sum;
}

static const struct ab_spent *spent_by(const struct records *records,
                                       const struct ab_sortie_record *sortie)
{
    return &records->sortie_spent[sortie - records->sortie];
}

/* Loads that stay aboard until their batch is in wait on that stand for cargo, too. */
static bool is_in_a_batch(const struct records *records, int chalk)
{
    return chalk != AB_NOBODY && records->chalk[chalk].direction == AB_OUT &&
           records->scenario->contingent[records->chalk[chalk].contingent].batch > 0;
}

/* Waits of a flight by the time stamps around them: for the load, for a working place at either
 * end, between loading and leaving without the time at the pump, and in the air beyond the flying
 * time. */
static void look_at_sortie_waits(const struct records *records)
{
    for (int s = 0; s < records->sorties; s++) {
        const struct ab_sortie_record *sortie = &records->sortie[s];
        const struct ab_spent *spent = &records->sortie_spent[s];
        if (sortie->ended == AB_TIME_NEVER) {
            continue;
        }
        ck_assert_int_eq(sortie->takeoff - sortie->block_out, sortie->takeoff_runway);
        ck_assert_int_eq(sortie->block_in - sortie->landing, sortie->landing_runway);
        const ab_time cruise = sortie->block_time - sortie->takeoff_runway - sortie->landing_runway;
        const ab_time in_the_air = sortie->landing - sortie->takeoff - cruise;
        ab_time ready_to_go = sortie->tasked, cargo = 0, working = 0;
        if (sortie->onload_begin != AB_TIME_NEVER) {
            const ab_time ready =
                sortie->chalk != AB_NOBODY ? records->chalk[sortie->chalk].ready : sortie->tasked;
            const ab_time there = later(sortie->tasked, ready);
            cargo = there - sortie->tasked;
            working = sortie->onload_begin - there;
            ready_to_go = sortie->onload_end;
        }
        if (sortie->offload_begin != AB_TIME_NEVER) {
            working += sortie->offload_begin - sortie->block_in;
        }
        if (is_in_a_batch(records, sortie->chalk)) {
            const ab_time batch = spent->in[AB_CAUSE_CARGO] - cargo;
            ck_assert_int_ge(batch, 0);
            cargo += batch;
            working -= batch;
        }
        ck_assert_int_eq(spent->in[AB_CAUSE_CARGO], cargo);
        ck_assert_int_eq(spent->in[AB_CAUSE_WORKING], working);
        ck_assert_int_ge(spent->in[AB_CAUSE_RUNWAY] + spent->in[AB_CAUSE_HOLDING], in_the_air);
        ck_assert_int_eq(all_waits(spent), cargo + working + in_the_air + sortie->block_out -
                                               ready_to_go - sortie->fuelling);
        ck_assert_int_eq(all_waits(spent) + spent->in[AB_WORK], sortie->ended - sortie->tasked);
        ck_assert_int_eq(spent->in[AB_CAUSE_AIRCRAFT], 0);
        ck_assert_int_eq(spent->in[AB_CAUSE_POSITIONING], 0);
    }
}

START_TEST(the_waits_of_a_flight_are_the_gaps_between_its_stages)
{
    for_every_run(look_at_sortie_waits);
}
END_TEST

/* On the flight or two that carry a load. */
static ab_time spent_aboard(const struct records *records, const struct ab_sortie_record *sortie,
                            const struct ab_sortie_record *first, enum ab_cause cause)
{
    return spent_by(records, sortie)->in[cause] +
           (first != sortie ? spent_by(records, first)->in[cause] : 0);
}

/* The flight that fetched the load of this flight, or NULL. */
static const struct ab_sortie_record *fetching(const struct records *records,
                                               const struct ab_sortie_record *first)
{
    const struct ab_sortie_record *before =
        first->previous != AB_NOBODY ? &records->sortie[first->previous] : NULL;
    return before && before->purpose == AB_PURPOSE_POSITIONING ? before : NULL;
}

static bool counts_as_of(const struct records *records, const struct ab_chalk_record *chalk,
                         ab_time moment)
{
    const ab_time into_day =
        (records->scenario->general.start + records->scenario->withdrawal.day_offset) % AB_DAY;
    const ab_time midnight = (moment + into_day) / AB_DAY * AB_DAY - into_day;
    if (chalk->direction != AB_OUT || chalk->tasked > moment) { /* AB_TIME_NEVER is the latest */
        return false;
    }
    const struct ab_sortie_record *sortie =
        chalk->sortie != AB_NOBODY ? first_leg(records, &records->sortie[chalk->sortie]) : NULL;
    return sortie == NULL || sortie->block_out >= midnight;
}

/* Whether as many loads are under way to leave at a moment, or left since midnight, as may leave in
 * a day. */
static bool is_ceiling_reached(const struct records *records, ab_time moment)
{
    const int64_t ceiling = ceiling_at(records, moment);
    int64_t under_way = 0;
    for (int k = 0; k < records->chalks && ceiling > 0; k++) {
        under_way += counts_as_of(records, &records->chalk[k], moment);
    }
    return ceiling > 0 && under_way >= ceiling;
}

/* How long the ceiling kept a load, between its readiness and its tasking: it is reached and left
 * when a load is tasked and at midnight. */
static ab_time kept_by_ceiling(const struct records *records, const struct ab_chalk_record *chalk)
{
    const ab_time into_day =
        (records->scenario->general.start + records->scenario->withdrawal.day_offset) % AB_DAY;
    ab_time kept = 0;
    for (ab_time from = chalk->ready, to; from < chalk->tasked; from = to) {
        to = from + AB_DAY - (from + into_day) % AB_DAY;
        to = to < chalk->tasked ? to : chalk->tasked;
        for (int k = 0; k < records->chalks; k++) {
            const ab_time other = records->chalk[k].tasked;
            to = other > from && other < to ? other : to;
        }
        for (int i = 0; i < records->scenario->change_count; i++) {
            const ab_time other = records->scenario->change[i].at.date;
            to = other > from && other < to ? other : to;
        }
        kept += is_ceiling_reached(records, from) ? to - from : 0;
    }
    return kept;
}

/* Whether an aircraft of the fleet that carries a load came home for it, or was maintained there, when
 * another took it over: its flight became one home. */
static bool was_taken_over(const struct records *records, const struct ab_chalk_record *chalk)
{
    const int fleet = records->run->tail[records->sortie[chalk->sortie].tail].fleet;
    for (int s = 0; s < records->sorties; s++) {
        const struct ab_sortie_record *other = &records->sortie[s];
        const struct ab_tail *tail = &records->run->tail[other->tail];
        if (other->purpose == AB_PURPOSE_RETURN && tail->fleet == fleet &&
            tail->home == first_leg(records, &records->sortie[chalk->sortie])->origin &&
            other->tasked <= chalk->tasked && other->ended >= chalk->tasked) {
            return true;
        }
    }
    return false;
}

/* What a load waited for while its aircraft came to fetch it: for what the aircraft waited for, else
 * for an aircraft on its way, and from its arrival at home for one that is maintained. */
static void look_at_fetching(const struct records *records, const struct ab_chalk_record *chalk,
                             const struct ab_sortie_record *fetched, ab_time for_aircraft)
{
    const ab_time positioning =
        records->chalk_spent[chalk - records->chalk].in[AB_CAUSE_POSITIONING];
    const ab_time kept = chalk->tasked > chalk->ready ? chalk->tasked - chalk->ready : 0;
    if (!fetched) {
        if (positioning > 0) { /* with another, and with it for a runway, say */
            ck_assert(was_taken_over(records, chalk));
            ck_assert_int_le(positioning + for_aircraft, kept);
        } else {
            ck_assert_int_eq(for_aircraft, kept);
        }
        return;
    }
    const ab_time maintained = fetched->ended - fetched->block_in;
    if (chalk->ready <= fetched->tasked) {
        ck_assert_int_eq(positioning, spent_by(records, fetched)->in[AB_WORK] - maintained);
        ck_assert_int_eq(for_aircraft, kept + maintained);
    } else {
        const ab_time left = fetched->ended - chalk->ready;
        ck_assert_int_le(positioning, left > 0 ? left : 0);
        ck_assert_int_eq(for_aircraft, left < 0 ? 0 : left < maintained ? left : maintained);
    }
}

static void look_at_chalk_waits(const struct records *records)
{
    for (int k = 0; k < records->chalks; k++) {
        const struct ab_chalk_record *chalk = &records->chalk[k];
        const struct ab_spent *spent = &records->chalk_spent[k];
        if (chalk->offloaded == AB_TIME_NEVER) {
            continue;
        }
        const struct ab_sortie_record *sortie = &records->sortie[chalk->sortie];
        const struct ab_sortie_record *first = first_leg(records, sortie);
        const struct ab_sortie_record *fetched = fetching(records, first);
        /* Before it is tasked it waits for its slot while the ceiling is reached, else for an
         * aircraft. */
        const ab_time slot = kept_by_ceiling(records, chalk);
        ck_assert(slot == 0 || chalk->direction == AB_OUT);
        look_at_fetching(records, chalk, fetched, spent->in[AB_CAUSE_AIRCRAFT] + slot);
        ck_assert(spent->in[AB_CAUSE_CARGO] == 0 || is_in_a_batch(records, k));
        const enum ab_cause with_aircraft[] = {AB_CAUSE_WORKING, AB_CAUSE_SLOT};
        for (int i = 0; i < 2; i++) {
            const enum ab_cause cause = with_aircraft[i];
            const ab_time waited = spent->in[cause] - (cause == AB_CAUSE_SLOT ? slot : 0);
            const ab_time aboard = spent_aboard(records, sortie, first, cause);
            const ab_time before = fetched ? spent_by(records, fetched)->in[cause] : 0;
            ck_assert_int_ge(waited, aboard);
            ck_assert_int_le(waited, aboard + before);
        }
        ck_assert_int_eq(all_waits(spent) + spent->in[AB_WORK], chalk->offloaded - chalk->ready);
    }
}

START_TEST(a_load_waits_for_its_aircraft_until_that_is_there_and_then_with_it)
{
    for_every_run(look_at_chalk_waits);
}
END_TEST

/* ---- the same in the tables ---- */

/* In every row the work and all waits add up to the elapsed time, digit for digit, and that is the
 * time between two instants of the row, which the table gives to the second. */
static void expect_rows_add_up(const char *file, const char *from, const char *to)
{
    table_open(&oracle_table, oracle_folder, file);
    ck_assert_int_gt(oracle_table.rows, 0);
    for (int i = 0; i < oracle_table.rows; i++) {
        double sum = oracle_number(table_cell(&oracle_table, i, "work_h"));
        for (int c = 0; c < oracle_table.columns; c++) {
            if (strncmp(table_name(&oracle_table, c), "wait_", 5) == 0) {
                sum += oracle_number(oracle_table.cell[(i + 1) * oracle_table.columns + c]);
            }
        }
        const double elapsed = oracle_number(table_cell(&oracle_table, i, "elapsed_h"));
        ck_assert_double_eq_tol(sum, elapsed, 1e-9);
        const char *begin = table_cell(&oracle_table, i, from);
        const char *end = table_cell(&oracle_table, i, to);
        if (*begin != '\0' && *end != '\0') {
            ck_assert_double_eq_tol(elapsed, oracle_hours(end) - oracle_hours(begin),
                                    1.0 / 3600 + 1e-4);
        }
    }
    table_close(&oracle_table);
}

START_TEST(work_and_waits_add_up_in_the_tables)
{
    oracle_run("crowded.ini", "-n 3");
    expect_rows_add_up("sorties.csv", "tasked", "ended");
    expect_rows_add_up("chalks.csv", "ready", "offloaded");
    oracle_run("../../scenarios/january-2022.ini", "-n 1");
    expect_rows_add_up("sorties.csv", "tasked", "ended");
    expect_rows_add_up("chalks.csv", "ready", "offloaded");
}
END_TEST

int main(void)
{
    TCase *always = tcase_create("always");
    tcase_add_checked_fixture(always, oracle_setup, oracle_teardown);
    tcase_add_test(always, an_aircraft_starts_where_its_flight_before_ended_and_not_earlier);
    tcase_add_test(always, the_stages_of_a_flight_follow_one_another);
    tcase_add_test(always, every_load_flies_once_on_a_type_that_can_carry_it);
    tcase_add_test(always, everybody_who_is_committed_arrives);
    tcase_add_test(always, places_at_an_airfield_are_never_overbooked);
    tcase_add_test(always, no_more_loads_leave_in_a_day_than_the_ceiling_allows);
    tcase_add_test(always, the_waits_of_a_flight_are_the_gaps_between_its_stages);
    tcase_add_test(always, a_load_waits_for_its_aircraft_until_that_is_there_and_then_with_it);
    tcase_add_test(always, work_and_waits_add_up_in_the_tables);
    Suite *suite = suite_create("invariants");
    suite_add_tcase(suite, always);
    return suite_run(suite, TESTS);
}
