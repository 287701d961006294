/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* needs.c - adds up what a run has taken, and what it may take while it goes on.
 *
 * What is taken at its creation is known. The rest grows with what happens: a heap of events and the
 * rows of waiting loads have an entry per load and aircraft at most, and room is doubled when it is
 * used up. What is traced is bounded by how often something can be carried. */
#include "model/needs.h"

#include "base/limits.h"
#include "base/memory.h"
#include "model/bound.h"
#include "model/state.h"
#include "scenario/evacuation.h"

/* An array that doubles has room for twice as many, and is copied when it grows. */
enum { DOUBLED = 3 };
/* Events of one at once, bytes. */
enum { EVENT = 16, EVENTS_OF_LOAD = 2 * EVENT, EVENTS_OF_TAIL = DOUBLED * 3 * EVENT };

static int64_t of_loads(const struct ab_run *run)
{
    const int64_t books = sizeof *run->chalk + sizeof *run->detention + sizeof *run->waiting.next +
                          sizeof *run->outload.load + sizeof *run->outload.busy +
                          sizeof *run->cuts.waited;
    const int64_t bounds = sizeof *run->errands.haul + sizeof *run->errands.start +
                           AB_ERRAND_COLUMNS * sizeof(uint32_t) + 3 * sizeof(ab_time);
    const int64_t waiting = sizeof *run->waiting.row + EVENTS_OF_LOAD;
    return (int64_t)run->chalk_room * (books + bounds + DOUBLED * waiting);
}

/* Times by state and by link, of an aircraft or in the books of an owner. */
enum { TIMES = (AB_CAUSE_COUNT + AB_LINK_COUNT) * sizeof(ab_time) + 2 * sizeof(uint32_t) };

static int64_t of_tails(const struct ab_run *run)
{
    return (int64_t)run->tail_count * ((int64_t)sizeof *run->aside + TIMES +
                                       2 * (int64_t)sizeof(struct ab_carriers) + EVENTS_OF_TAIL);
}

/* The books of accounts, and the meters of a diary with its numbers: not more than those of all spans. */
static int64_t of_books(const struct ab_run *run)
{
    const struct ab_scenario *scenario = run->original;
    const int64_t owners = ab_scenario_owners(scenario) + scenario->airfield_count + 2;
    enum { EXPENSE = 64, METERS = 16, METER = 128, SPAN = 24, TEXT = 8 };
    enum { USE = AB_DIARY_USE * sizeof(int64_t), FLOW = AB_DIARY_FLOW * sizeof(int64_t) };
    enum { NOTED = 24 * USE + 6 * FLOW };
    const int64_t meters = METERS * (int64_t)(scenario->airfield_count + scenario->fleet_count + 1);
    const int64_t things = scenario->contingent_count + scenario->airfield_count;
    const int64_t most = (int64_t)ab_diary_spans(scenario) *
                         (ab_diary_meters(scenario) * USE + 2 * scenario->airfield_count * FLOW);
    const int64_t usual = (int64_t)run->chalk_room * NOTED;
    return owners * (TIMES + EXPENSE) + meters * (METER + SPAN) +
           DOUBLED * (TEXT * (things + meters) + (usual < most ? usual : most));
}

/* Other traffic that is there at once, and passengers of evacuations. */
static int64_t of_others(const struct ab_run *run)
{
    enum { VISITOR = 64, VISITORS = 64, NOTES = 64 };
    return DOUBLED * (int64_t)(run->original->traffic_count * VISITORS * VISITOR +
                               run->original->evacuation_count * NOTES * 1024);
}

/* Loaded flights come to the field, go home, and are fetched from elsewhere; the states of airfields and
 * who held what have a limit of their own. */
static int64_t of_trace(const struct ab_run *run)
{
    enum { FLIGHTS = 4, STRETCHES = 16, STATES = 12, COPIES = 2 };
    const struct ab_scenario *scenario = run->original;
    const int64_t flights = FLIGHTS * (int64_t)run->chalk_room + 4 * (int64_t)run->tail_count + 256;
    const int64_t visits = scenario->traffic_count > 0 ? AB_TRACE_STATES_MAX : 0;
    int64_t states = STATES * flights + visits + 1024;
    states = states < AB_TRACE_STATES_MAX ? states : AB_TRACE_STATES_MAX;
    return COPIES *
               (flights * (int64_t)(sizeof *run->flights.record + sizeof *run->flights.spent) +
                run->chalk_room * (int64_t)(sizeof *run->loads.record + sizeof *run->loads.spent) +
                STRETCHES * (flights + run->chalk_room) *
                    (int64_t)sizeof(struct ab_stretch_record)) +
           COPIES * states *
               (int64_t)(sizeof(struct ab_airfield_record) + sizeof(struct ab_holding_record));
}

struct ab_run_needs ab_run_needs(const struct ab_run *run)
{
    enum { REST = 1 << 17 };
    return (struct ab_run_needs){
        .loads = run->chalk_room,
        .bytes = (int64_t)ab_arena_bytes(run->arena) * 5 / 4 + of_loads(run) + of_tails(run) +
                 of_books(run) + of_others(run) + REST,
        .trace = of_trace(run),
    };
}
