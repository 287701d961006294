/* rows_trace.c - tables of the traced replication: flights, loads, airfields. */
#include "output/rows.h"

#include "output/format.h"

#include <math.h>
#include <stdio.h>

/* The hours of an account: elapsed, work, then each cause. Each is rounded so that the cells add
 * up to the elapsed time exactly as printed: what is rounded is the running sum, and a cell is the
 * difference of two of these, never more than one unit off. */
static void put_account(struct ab_csv *csv, const struct ab_account *account)
{
    int64_t units[AB_STATE_COUNT], before = 0;
    ab_time sum = 0;
    for (int state = 0; state < AB_STATE_COUNT; state++) {
        sum += account->spent[state];
        int64_t rounded = ab_format_hour_units(sum);
        units[state] = rounded - before;
        before = rounded;
    }
    ab_csv_decimal(csv, before, AB_HOURS_DECIMALS);
    ab_csv_decimal(csv, units[AB_WORK], AB_HOURS_DECIMALS);
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        ab_csv_decimal(csv, units[cause], AB_HOURS_DECIMALS);
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
static void put_tail(struct ab_csv *csv, const struct ab_fleet *fleet, int number)
{
    char name[128];
    (void)snprintf(name, sizeof name, "%s-%02d", fleet->named.id, number);
    ab_csv_text(csv, name);
}

static void put_chalk(struct ab_csv *csv, const struct ab_scenario *scenario,
                      const struct ab_chalk_record *chalk)
{
    char name[128];
    const char *way = chalk->outbound ? "out" : chalk->sustainment ? "sup" : "in";
    (void)snprintf(name, sizeof name, "%s-%s-%03d",
                   scenario->contingent[chalk->contingent].named.id, way, chalk->number);
    ab_csv_text(csv, name);
}

/* What a load consists of: the same cells in both tables. */
static void put_load(struct ab_csv *csv, const struct ab_scenario *scenario,
                     const struct ab_chalk_record *chalk)
{
    put_chalk(csv, scenario, chalk);
    ab_csv_text(csv, scenario->contingent[chalk->contingent].named.id);
    ab_csv_integer(csv, chalk->people);
    ab_csv_integer(csv, chalk->vehicles);
    /* A full load of whatever type will be tasked for it has no mass yet. */
    ab_csv_tonnes(csv, chalk->cargo_t >= 0 ? chalk->cargo_t : (double)NAN);
    ab_csv_text(csv, ab_bound_name(chalk->bound));
}

static void put_empty_load(struct ab_csv *csv)
{
    ab_csv_empty(csv);
    ab_csv_empty(csv);
    ab_csv_integer(csv, 0);
    ab_csv_integer(csv, 0);
    ab_csv_tonnes(csv, 0);
    ab_csv_empty(csv);
}

/* Whether a flight goes on from a stop with the load it brought there. */
static bool is_resumed(const struct ab_trace *trace, const struct ab_sortie_record *sortie)
{
    return sortie->previous != AB_NOBODY && trace->sortie[sortie->previous].stops;
}

/* What is particular about a flight: passengers, payload, stops and diversion. */
static void put_particulars(struct ab_csv *csv, const struct ab_result *result,
                            const struct ab_sortie_record *sortie)
{
    const bool diverted = sortie->diverted_to != AB_NOBODY;
    ab_csv_integer(csv, sortie->passengers);
    ab_csv_tonnes(csv, sortie->payload_t);
    ab_csv_text(csv, sortie->light ? "return fuel" : NULL);
    ab_csv_boolean(csv, sortie->stops);
    ab_csv_boolean(csv, is_resumed(&result->trace, sortie));
    ab_csv_text(csv, diverted ? result->scenario->airfield[sortie->diverted_to].named.id : NULL);
}

static void put_sortie(struct ab_csv *csv, const struct ab_result *result, int index)
{
    const struct ab_scenario *scenario = result->scenario;
    const struct ab_sortie_record *sortie = &result->trace.sortie[index];
    int number;
    const struct ab_fleet *fleet = &scenario->fleet[fleet_of_tail(scenario, sortie->tail, &number)];
    ab_csv_integer(csv, result->trace.replication);
    ab_csv_integer(csv, index + 1);
    put_tail(csv, fleet, number);
    ab_csv_text(csv, scenario->aircraft[fleet->type].named.id);
    ab_csv_text(csv, fleet->named.id);
    ab_csv_text(csv, ab_purpose_name(sortie->purpose));
    ab_csv_text(csv, scenario->airfield[sortie->origin].named.id);
    ab_csv_text(csv, scenario->airfield[sortie->destination].named.id);
    if (sortie->chalk != AB_NOBODY) {
        put_load(csv, scenario, &result->trace.chalk[sortie->chalk]);
    } else {
        put_empty_load(csv);
    }
    put_particulars(csv, result, sortie);
    ab_csv_instant(csv, sortie->tasked);
    ab_csv_instant(csv, sortie->onload_begin);
    ab_csv_instant(csv, sortie->onload_end);
    ab_csv_instant(csv, sortie->block_out);
    ab_csv_instant(csv, sortie->takeoff);
    ab_csv_instant(csv, sortie->landing);
    ab_csv_instant(csv, sortie->block_in);
    ab_csv_instant(csv, sortie->offload_begin);
    ab_csv_instant(csv, sortie->offload_end);
    ab_csv_instant(csv, sortie->ended);
    if (sortie->previous != AB_NOBODY) {
        ab_csv_integer(csv, sortie->previous + 1);
    } else {
        ab_csv_empty(csv);
    }
    ab_csv_hours(csv, sortie->block_time);
    ab_csv_hours(csv, sortie->fuelling);
    /* Below zero it is still counting: minus the moment it came. */
    ab_csv_hours(csv, sortie->parked >= 0 ? sortie->parked : AB_TIME_NEVER);
    put_account(csv, &sortie->account);
    ab_csv_end_row(csv);
}

void ab_rows_sorties(struct ab_csv *csv, const struct ab_result *result)
{
    for (int i = 0; i < result->trace.sorties; i++) {
        put_sortie(csv, result, i);
    }
}

void ab_rows_chalks(struct ab_csv *csv, const struct ab_result *result)
{
    for (int i = 0; i < result->trace.chalks; i++) {
        const struct ab_chalk_record *chalk = &result->trace.chalk[i];
        ab_csv_integer(csv, result->trace.replication);
        put_load(csv, result->scenario, chalk);
        ab_csv_boolean(csv, chalk->outbound);
        ab_csv_boolean(csv, chalk->forward);
        ab_csv_boolean(csv, chalk->sustainment);
        ab_csv_tonnes(csv, chalk->bulk_t);
        if (chalk->sortie != AB_NOBODY) {
            ab_csv_integer(csv, chalk->sortie + 1);
        } else {
            ab_csv_empty(csv);
        }
        ab_csv_instant(csv, chalk->called);
        ab_csv_instant(csv, chalk->ready);
        ab_csv_instant(csv, chalk->tasked);
        ab_csv_instant(csv, chalk->loaded);
        ab_csv_instant(csv, chalk->departed);
        ab_csv_instant(csv, chalk->landed);
        ab_csv_instant(csv, chalk->offloaded);
        put_account(csv, &chalk->account);
        ab_csv_end_row(csv);
    }
}

static void put_airfield(struct ab_csv *csv, const struct ab_result *result,
                         const struct ab_airfield_record *record)
{
    ab_csv_integer(csv, result->trace.replication);
    ab_csv_text(csv, result->scenario->airfield[record->airfield].named.id);
    ab_csv_instant(csv, record->time);
    ab_csv_integer(csv, record->on_ground);
    ab_csv_integer(csv, record->working);
    ab_csv_integer(csv, record->fuelling);
    ab_csv_integer(csv, record->holding);
    ab_csv_integer(csv, record->waiting);
    ab_csv_tonnes(csv, record->fuel_t);
    ab_csv_boolean(csv, record->open);
    ab_csv_limit(csv, record->parking_mog);
    ab_csv_limit(csv, record->working_mog);
    ab_csv_end_row(csv);
}

/* Records come in the order of time; rows go by airfield, then time. Instants are written in whole
 * seconds, so of several changes within one the last is told. */
void ab_rows_airfields(struct ab_csv *csv, const struct ab_result *result)
{
    const struct ab_trace *trace = &result->trace;
    for (int airfield = 0; airfield < result->scenario->airfield_count; airfield++) {
        const struct ab_airfield_record *pending = NULL;
        for (int i = 0; i < trace->airfields; i++) {
            const struct ab_airfield_record *record = &trace->airfield[i];
            if (record->airfield != airfield) {
                continue;
            }
            if (pending != NULL && record->time / AB_SECOND != pending->time / AB_SECOND) {
                put_airfield(csv, result, pending);
            }
            pending = record;
        }
        if (pending != NULL) {
            put_airfield(csv, result, pending);
        }
    }
}
