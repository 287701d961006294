/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* rows_trace.c - tables of the traced replication: flights, loads, airfields. */
#include "output/rows.h"

#include "output/format.h"

#include <math.h>
#include <stdio.h>

/* The hours of an account: elapsed, work, then each cause. Each is rounded so that the cells add
 * up to the elapsed time exactly as printed: what is rounded is the running sum, and a cell is the
 * difference of two of these, never more than one unit off. */
static void put_account(struct ab_row *row, const struct ab_account *account)
{
    int64_t units[AB_STATE_COUNT], before = 0;
    ab_time sum = 0;
    for (int state = 0; state < AB_STATE_COUNT; state++) {
        sum += account->spent[state];
        int64_t rounded = ab_format_hour_units(sum);
        units[state] = rounded - before;
        before = rounded;
    }
    ab_row_decimal(row, before, AB_HOURS_DECIMALS);
    ab_row_decimal(row, units[AB_WORK], AB_HOURS_DECIMALS);
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        ab_row_decimal(row, units[cause], AB_HOURS_DECIMALS);
    }
}

/* Tails are numbered through all fleets, in the order of fleets, each as large as it is ever going
 * to be. Returns the fleet; *number is the tail's number in it, from 1. */
static int fleet_of_tail(const struct ab_scenario *scenario, int tail, int *number)
{
    int fleet = 0;
    int64_t rest = tail;
    for (int64_t most; rest >= (most = ab_scenario_most_aircraft(scenario, fleet)); fleet++) {
        rest -= most;
    }
    *number = (int)rest + 1;
    return fleet;
}

/* Tail and load names, e.g. "chkalovsky-07", "belarus-in-012" and "depot-sup-003". */
static void put_tail(struct ab_row *row, const struct ab_fleet *fleet, int number)
{
    char name[128];
    (void)snprintf(name, sizeof name, "%s-%02d", fleet->named.id, number);
    ab_row_text(row, name);
}

static void put_chalk(struct ab_row *row, const struct ab_scenario *scenario,
                      const struct ab_chalk_record *chalk)
{
    char name[128];
    const char *way = chalk->outbound ? "out" : chalk->sustainment ? "sup" : "in";
    (void)snprintf(name, sizeof name, "%s-%s-%03d",
                   scenario->contingent[chalk->contingent].named.id, way, chalk->number);
    ab_row_text(row, name);
}

/* What a load consists of: the same cells in both tables. */
static void put_load(struct ab_row *row, const struct ab_scenario *scenario,
                     const struct ab_chalk_record *chalk)
{
    put_chalk(row, scenario, chalk);
    ab_row_text(row, scenario->contingent[chalk->contingent].named.id);
    ab_row_integer(row, chalk->people);
    ab_row_integer(row, chalk->vehicles);
    /* A full load of whatever type will be tasked for it has no mass yet. */
    ab_row_tonnes(row, chalk->cargo_t >= 0 ? chalk->cargo_t : (double)NAN);
    ab_row_text(row, ab_bound_name(chalk->bound));
}

static void put_empty_load(struct ab_row *row)
{
    ab_row_empty(row);
    ab_row_empty(row);
    ab_row_integer(row, 0);
    ab_row_integer(row, 0);
    ab_row_tonnes(row, 0);
    ab_row_empty(row);
}

/* Whether a flight goes on from a stop with the load it brought there. */
static bool is_resumed(const struct ab_trace *trace, const struct ab_sortie_record *sortie)
{
    return sortie->previous != AB_NOBODY && trace->sortie[sortie->previous].stops;
}

/* What is particular about a flight: passengers, payload, stops and diversion. */
static void put_particulars(struct ab_row *row, const struct ab_result *result,
                            const struct ab_sortie_record *sortie)
{
    const bool diverted = sortie->diverted_to != AB_NOBODY;
    ab_row_integer(row, sortie->passengers);
    ab_row_tonnes(row, sortie->payload_t);
    ab_row_text(row, sortie->light ? "return fuel" : NULL);
    ab_row_boolean(row, sortie->stops);
    ab_row_boolean(row, is_resumed(&result->trace, sortie));
    ab_row_text(row, diverted ? result->scenario->airfield[sortie->diverted_to].named.id : NULL);
    ab_row_boolean(row, sortie->emergency);
}

static void put_sortie(struct ab_row *row, const struct ab_result *result, int index)
{
    const struct ab_scenario *scenario = result->scenario;
    const struct ab_sortie_record *sortie = &result->trace.sortie[index];
    int number;
    const struct ab_fleet *fleet = &scenario->fleet[fleet_of_tail(scenario, sortie->tail, &number)];
    ab_row_integer(row, result->trace.replication);
    ab_row_integer(row, index + 1);
    put_tail(row, fleet, number);
    ab_row_text(row, scenario->aircraft[fleet->type].named.id);
    ab_row_text(row, fleet->named.id);
    ab_row_text(row, ab_purpose_name(sortie->purpose));
    ab_row_text(row, scenario->airfield[sortie->origin].named.id);
    ab_row_text(row, scenario->airfield[sortie->destination].named.id);
    if (sortie->chalk != AB_NOBODY) {
        put_load(row, scenario, &result->trace.chalk[sortie->chalk]);
    } else {
        put_empty_load(row);
    }
    put_particulars(row, result, sortie);
    ab_row_instant(row, sortie->tasked);
    ab_row_instant(row, sortie->onload_begin);
    ab_row_instant(row, sortie->onload_end);
    ab_row_instant(row, sortie->block_out);
    ab_row_instant(row, sortie->takeoff);
    ab_row_instant(row, sortie->landing);
    ab_row_instant(row, sortie->block_in);
    ab_row_instant(row, sortie->offload_begin);
    ab_row_instant(row, sortie->offload_end);
    ab_row_instant(row, sortie->ended);
    if (sortie->previous != AB_NOBODY) {
        ab_row_integer(row, sortie->previous + 1);
    } else {
        ab_row_empty(row);
    }
    ab_row_hours(row, sortie->block_time);
    ab_row_hours(row, sortie->fuelling);
    /* Below zero it is still counting: minus the moment it came. */
    ab_row_hours(row, sortie->parked >= 0 ? sortie->parked : AB_TIME_NEVER);
    put_account(row, &sortie->account);
    ab_row_end(row);
}

void ab_rows_sorties(struct ab_row *row, const struct ab_result *result)
{
    for (int i = 0; i < result->trace.sorties; i++) {
        put_sortie(row, result, i);
    }
}

void ab_rows_chalks(struct ab_row *row, const struct ab_result *result)
{
    for (int i = 0; i < result->trace.chalks; i++) {
        const struct ab_chalk_record *chalk = &result->trace.chalk[i];
        ab_row_integer(row, result->trace.replication);
        put_load(row, result->scenario, chalk);
        ab_row_boolean(row, chalk->outbound);
        ab_row_boolean(row, chalk->forward);
        ab_row_boolean(row, chalk->sustainment);
        ab_row_tonnes(row, chalk->bulk_t);
        if (chalk->sortie != AB_NOBODY) {
            ab_row_integer(row, chalk->sortie + 1);
        } else {
            ab_row_empty(row);
        }
        ab_row_instant(row, chalk->called);
        ab_row_instant(row, chalk->ready);
        ab_row_instant(row, chalk->tasked);
        ab_row_instant(row, chalk->loaded);
        ab_row_instant(row, chalk->departed);
        ab_row_instant(row, chalk->landed);
        ab_row_instant(row, chalk->offloaded);
        put_account(row, &chalk->account);
        ab_row_end(row);
    }
}

static void put_airfield(struct ab_row *row, const struct ab_result *result,
                         const struct ab_airfield_record *record)
{
    ab_row_integer(row, result->trace.replication);
    ab_row_text(row, result->scenario->airfield[record->airfield].named.id);
    ab_row_instant(row, record->time);
    ab_row_integer(row, record->on_ground);
    ab_row_integer(row, record->working);
    ab_row_integer(row, record->fuelling);
    ab_row_integer(row, record->holding);
    ab_row_integer(row, record->waiting);
    ab_row_tonnes(row, record->fuel_t);
    ab_row_boolean(row, record->open);
    ab_row_limit(row, record->parking_mog);
    ab_row_limit(row, record->working_mog);
    ab_row_end(row);
}

/* Records come in the order of time; rows go by airfield, then time. Of several changes at one
 * instant the last is told. */
void ab_rows_airfields(struct ab_row *row, const struct ab_result *result)
{
    const struct ab_trace *trace = &result->trace;
    for (int airfield = 0; airfield < result->scenario->airfield_count; airfield++) {
        const struct ab_airfield_record *pending = NULL;
        for (int i = 0; i < trace->airfields; i++) {
            const struct ab_airfield_record *record = &trace->airfield[i];
            if (record->airfield != airfield) {
                continue;
            }
            if (pending != NULL && record->time != pending->time) {
                put_airfield(row, result, pending);
            }
            pending = record;
        }
        if (pending != NULL) {
            put_airfield(row, result, pending);
        }
    }
}
