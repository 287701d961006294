/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* handmade.h - a result made by hand, of three replications of which the second failed, and a
 * folder to write it into. make_result and remove_result are a checked fixture. */
#ifndef TEST_HANDMADE_H
#define TEST_HANDMADE_H

#include "base/memory.h"
#include "output/output.h"
#include "support/kept.h"
#include "support/scratch.h"

#include <check.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

enum { REPLICATIONS = 3, CONTINGENTS = 2, SITES = 2, AIRFIELDS = 2, MILESTONES = 4 };

#define START 1641405600000 /* 2022-01-05T18:00Z */

static struct ab_errors errors;
static char folder[SCRATCH_SIZE];
static struct ab_scenario scenario;
static struct kept kept; /* the replications, which are added up to the result */
static struct ab_result *result;
static struct ab_output_options options;

static struct ab_aircraft_type aircraft[2];
static struct ab_fleet fleet[2];
static struct ab_airfield airfield[AIRFIELDS];
static struct ab_contingent contingent[CONTINGENTS];
static const struct ab_distribution nobody;
static struct ab_site site[SITES];
static struct ab_milestone milestone[MILESTONES];
static char id[][16] = {"an-124",  "il-76", "alpha", "beta",  "chkalovsky", "zhetygen", "armenia",
                        "belarus", "chp-1", "water", "m-end", "m-late",     "m-many",   "m-span"};
static char words[][32] = {"power plant", "a \"quoted\", source", "two\nlines"};

static inline void make_milestones(void)
{
    memset(milestone, 0, sizeof milestone);
    for (int i = 0; i < MILESTONES; i++) {
        milestone[i].named.id = id[10 + i];
        milestone[i].since = AB_NOBODY;
    }
    milestone[0].has_earliest = milestone[0].has_latest = true;
    milestone[0].earliest = (double)AB_HOUR;
    milestone[0].latest = 2 * (double)AB_HOUR;
    milestone[0].tolerance = (double)(30 * AB_MINUTE);
    milestone[0].source = words[1];
    milestone[0].use = AB_USE_CALIBRATION;
    milestone[1].has_latest = true;
    milestone[1].latest = (double)AB_HOUR;
    milestone[1].known_miss = words[2];
    milestone[1].use = AB_USE_VALIDATION;
    milestone[2].is_amount = true;
    milestone[2].has_earliest = true;
    milestone[2].earliest = 100;
    milestone[2].tolerance = 5;
    milestone[3].since = 0;
    milestone[3].has_latest = true;
    milestone[3].latest = 90 * (double)AB_MINUTE;
}

static inline void make_scenario(void)
{
    memset(&scenario, 0, sizeof scenario);
    memset(fleet, 0, sizeof fleet);
    aircraft[0].named.id = id[0];
    aircraft[1].named.id = id[1];
    fleet[0].named.id = id[2];
    fleet[0].number = 2;
    fleet[0].type = 0;
    fleet[1].named.id = id[3];
    fleet[1].number = 12;
    fleet[1].type = 1;
    airfield[0].named.id = id[4];
    airfield[1].named.id = id[5];
    contingent[0].named.id = id[6];
    contingent[1].named.id = id[7];
    contingent[0].people = contingent[1].people = &nobody;
    contingent[0].via = AB_NOBODY;
    contingent[1].via = 1;
    contingent[1].latest_arrival = (struct ab_when){.kind = AB_WHEN_DATE, .date = AB_HOUR};
    site[0].named.id = id[8];
    site[0].site_class = words[0];
    site[1].named.id = id[9];
    make_milestones();
    scenario.general.start = START;
    scenario.general.horizon = 30 * AB_DAY;
    scenario.aircraft_count = scenario.fleet_count = 2;
    scenario.aircraft = aircraft;
    scenario.fleet = fleet;
    scenario.airfield_count = AIRFIELDS;
    scenario.airfield = airfield;
    scenario.contingent_count = CONTINGENTS;
    scenario.contingent = contingent;
    scenario.site_count = SITES;
    scenario.site = site;
    scenario.milestone_count = MILESTONES;
    scenario.milestone = milestone;
    scenario.hash = 0x123456789ABCDEF0;
}

/* Waits of which none is a whole number of hour units, so that each must be rounded. */
static inline struct ab_spent awkward_times(ab_time seed)
{
    struct ab_spent spent;
    for (int state = 0; state < AB_STATE_COUNT; state++) {
        spent.in[state] = state % 3 == 0 ? 0 : seed * 7919 + state * 104729 + 179;
    }
    return spent;
}

static inline void make_trace(void)
{
    struct ab_trace *trace = &result->trace;
    trace->replication = 2;
    trace->sorties = 2;
    trace->chalks = 1;
    trace->airfields = 5;
    trace->sortie = ab_memory_take(2, sizeof *trace->sortie);
    trace->chalk = ab_memory_take(1, sizeof *trace->chalk);
    trace->airfield = ab_memory_take(5, sizeof *trace->airfield);
    trace->sortie_spent = ab_memory_take(2, sizeof *trace->sortie_spent);
    trace->sortie_spent[0] = awkward_times(1);
    trace->sortie_spent[1] = awkward_times(12345);
    trace->chalk_spent = ab_memory_take(1, sizeof *trace->chalk_spent);
    trace->chalk_spent[0] = awkward_times(77);
    trace->sortie[0] = (struct ab_sortie_record){.tail = 2,
                                                 .origin = 0,
                                                 .destination = 1,
                                                 .chalk = 0,
                                                 .previous = AB_NOBODY,
                                                 .purpose = AB_PURPOSE_DEPLOYMENT,
                                                 .diverted_to = AB_NOBODY,
                                                 .payload_t = 31.5,
                                                 .light = true,
                                                 .fuelling = 30 * AB_MINUTE,
                                                 .ended = AB_TIME_NEVER,
                                                 .block_time = 90 * AB_MINUTE};
    trace->sortie[1] = (struct ab_sortie_record){.tail = 1,
                                                 .origin = 1,
                                                 .chalk = AB_NOBODY,
                                                 .previous = 0,
                                                 .purpose = AB_PURPOSE_RETURN,
                                                 .diverted_to = 0,
                                                 .passengers = 120,
                                                 .payload_t = (double)NAN,
                                                 .parked = 2 * AB_HOUR};
    trace->chalk[0] = (struct ab_chalk_record){.contingent = 1,
                                               .number = 7,
                                               .people = 90,
                                               .vehicles = 2,
                                               .cargo_t = 31.4159,
                                               .bulk_t = 3.25,
                                               .bound = AB_BOUND_DECK,
                                               .offloaded = AB_DAY,
                                               .sortie = 0};
    /* Airfield 1 changes twice at an instant. */
    const struct ab_airfield_record change[] = {
        {.airfield = 0,
         .time = AB_SECOND,
         .on_ground = 2,
         .parking_mog = 24,
         .working_mog = AB_NO_LIMIT,
         .open = true},
        {.airfield = 0, .time = AB_HOUR, .on_ground = 5, .holding = 6, .waiting = 7, .working = 8},
        {.airfield = 1, .time = 0, .on_ground = 1, .open = true},
        {.airfield = 1, .time = 5900, .on_ground = 3, .open = true},
        {.airfield = 1, .time = 5900, .on_ground = 4, .open = true},
    };
    memcpy(trace->airfield, change, sizeof change);
    trace->stretches = trace->holdings = 1;
    trace->stretch = ab_memory_take(1, sizeof *trace->stretch);
    trace->stretch[0] = (struct ab_stretch_record){1, AB_CAUSE_STAND, 1, AB_SECOND, AB_HOUR};
    trace->load_stretches = 1;
    trace->load_stretch = ab_memory_take(1, sizeof *trace->load_stretch);
    trace->load_stretch[0] =
        (struct ab_stretch_record){0, AB_CAUSE_AIRCRAFT, AB_NOBODY, AB_SECOND, AB_HOUR};
    trace->holding = ab_memory_take(1, sizeof *trace->holding);
    trace->holding[0] =
        (struct ab_holding_record){AB_HELD_STAND, 1, 1, AB_NOBODY, AB_NOBODY, AB_SECOND, AB_HOUR};
}

/* Of each table by thing and by hour, two rows that have nothing in common. */
static inline void make_accounts(void)
{
    const ab_time hours[] = {3 * AB_HOUR, 5 * AB_HOUR};
    for (int i = 0; i < 2; i++) {
        result->bounded[AB_LIMIT_LOADS][i] = i + 1;
        struct ab_account_sum *sum = &result->account[AB_BY_CONTINGENT][i];
        sum->waited[AB_CAUSE_FUEL + i] = hours[i];
        sum->chain[AB_LINK_FLIGHT + i] = 7 * hours[i];
        sum->delivered = 2 + i;
        sum->flights = 31 + i;
        sum->flown = 11 * hours[i];
        sum->taken_t = 13 + i;
        sum->burnt_t = 17 + i;
        sum->cost = 19 + i;
    }
    result->flow = ab_memory_take(2, sizeof *result->flow);
    result->use = ab_memory_take(2, sizeof *result->use);
    result->flows = result->uses = 2;
    for (int i = 0; i < 2; i++) {
        result->flow[i] = (struct ab_flow_summary){.span = 1 + i, .airfield = i, .side = i};
        for (int field = 0; field < AB_FLOW_FIELDS; field++) {
            const double unit = field < 4 ? 1 : 1000; /* kilograms */
            result->flow[i].mean[field] = unit * (100 + 10 * field + i);
            result->flow[i].found[field] = (struct ab_percentiles){unit * (101 + 10 * field + i),
                                                                   unit * (103 + 10 * field + i),
                                                                   unit * (105 + 10 * field + i)};
        }
        result->use[i] = (struct ab_use_summary){.span = 3 + i,
                                                 .meter = i == 0 ? 1 : AB_PLACES * AIRFIELDS + 1,
                                                 .in_use = 1.5 + i,
                                                 .waiting = 2.25 + i,
                                                 .saturated = 0.125 + 0.5 * i};
    }
}

static inline void make_rows(void)
{
    const int measures = ab_measure_count(&scenario);
    for (int r = 0; r < REPLICATIONS; r++) {
        struct ab_replication *row = &kept.row[r];
        for (int i = 0; i < measures; i++) {
            row->measure[i] = r + i / 7.0;
        }
        row->milestone[0] = (double)((r + 1) * AB_HOUR);
        row->milestone[1] = r == 0 ? 2 * (double)AB_HOUR : AB_BEYOND;
        row->milestone[2] = 90 + r * 10;
        row->milestone[3] = (double)(r * AB_HOUR);
        for (int i = 0; i < CONTINGENTS; i++) {
            row->contingent[i] = (struct ab_contingent_record){
                .people = 100 + r, .committed = i == 1, .withdrawn = AB_TIME_NEVER};
        }
        for (int i = 0; i < SITES; i++) {
            row->site[i] = (struct ab_site_record){.contingent = i == 0 ? AB_NOBODY : 1,
                                                   .guarded = AB_TIME_NEVER};
        }
        row->wait_h[AB_CAUSE_WORKING] = 3;
        row->wait_h[AB_CAUSE_STAND] = 1;
        row->wait_flights[AB_CAUSE_STAND] = r;
        for (int i = 0; i < AB_LINK_COUNT; i++) {
            row->chain_h[i] = i == AB_LINK_FLIGHT ? 6 : i == 0 ? 2 : 0;
        }
        row->outcome.complete = r != 1;
        row->outcome.reason = r != 1 ? NULL : "the horizon was reached";
        row->outcome.events = 10;
        row->outcome.followed = scenario.general.horizon;
    }
    kept.row[1].measure[0] = AB_BEYOND; /* closure of the replication that failed */
    kept.count = REPLICATIONS;
}

/* Makes the result again, from replications or a scenario that were changed. */
static inline void sum_up(void)
{
    const struct ab_trace trace = result->trace;
    result->trace = (struct ab_trace){0};
    ab_result_destroy(result);
    result = kept_result(&kept);
    result->trace = trace;
}

static inline void make_result(void)
{
    ab_errors_clear(&errors);
    scratch_make(folder);
    make_scenario();
    kept_make(&kept, &scenario, REPLICATIONS);
    make_rows();
    result = kept_result(&kept);
    make_trace();
    make_accounts();
    options = (struct ab_output_options){.path = folder, .force = true};
}

static inline void remove_result(void)
{
    ab_result_destroy(result);
    kept_clear(&kept);
    scratch_remove(folder);
}

/* Writes the result, replication by replication, as a study does. */
static inline enum ab_status try_to_write(void)
{
    struct ab_output *output;
    const enum ab_status status = ab_output_begin(&output, &scenario, &options, &errors);
    if (status != AB_OK) {
        ck_assert_ptr_null(output);
        return status;
    }
    for (int i = 0; i < kept.count; i++) {
        if (!ab_output_put(output, &kept.row[i])) {
            return ab_output_abandon(output, &errors);
        }
    }
    return ab_output_finish(output, result, &errors);
}

static inline void write_result(void)
{
    ck_assert_int_eq(try_to_write(), AB_OK);
}

#endif
