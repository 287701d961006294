/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* service.c - durations of the stages of loads and sorties, drawn from the streams of the load they serve. */
#include "model/service.h"

#include "model/geography.h"
#include "model/luck.h"
#include "model/stage.h"
#include "model/way.h"

#include <math.h>

/* Flights beyond the second of a way have the streams that follow its own: ids of streams are hashes
 * of 64 bits, so these are nobody else's. */
uint64_t ab_service_further(const struct ab_sortie_record *sortie)
{
    enum { APART = 1000 };
    return sortie->leg > 1 ? (uint64_t)APART * (uint64_t)(sortie->leg - 1) : 0;
}

static uint64_t stream_of(const struct ab_run *run, const struct ab_chalk *chalk,
                          enum ab_contingent_purpose purpose)
{
    return ab_luck_stream(run, AB_OF_CONTINGENT, chalk->lot->contingent, (int)purpose);
}

static const struct ab_aircraft_type *type_of(const struct ab_run *run,
                                              const struct ab_sortie_record *sortie)
{
    return &run->scenario->aircraft[run->tail[sortie->tail].type];
}

/* --- work on a load -------------------------------------------------------------------------- */

/* The four parts of such a time, and how often each counts for a load. */
enum { PARTS = 4 };
struct parts {
    const struct ab_distribution *part[PARTS];
};
struct amounts {
    double of[PARTS];
};

static inline struct amounts amounts_of(const struct ab_lot *lot)
{
    return (struct amounts){{1, (double)lot->vehicles, lot->bulk_t, (double)lot->people}};
}

static inline struct parts parts_by_type(const struct ab_aircraft_type *type, bool onload)
{
    return onload ? (struct parts){{type->onload_time, type->onload_per_vehicle,
                                    type->onload_per_tonne, type->onload_per_person}}
                  : (struct parts){{type->offload_time, type->offload_per_vehicle,
                                    type->offload_per_tonne, type->offload_per_person}};
}

/* An evacuation may say how long its people take. */
static void take_parts(struct parts *parts, const struct ab_evacuation *plan, bool onload)
{
    if (onload && plan->has_onload_time) {
        parts->part[0] = plan->onload_time;
        parts->part[3] = plan->onload_per_person;
    } else if (!onload && plan->has_offload_time) {
        parts->part[0] = plan->offload_time;
        parts->part[3] = plan->offload_per_person;
    }
}

static inline struct parts parts_of(const struct ab_run *run, const struct ab_aircraft_type *type,
                                    const struct ab_lot *lot, bool onload)
{
    struct parts parts = parts_by_type(type, onload);
    if (lot->evacuation) {
        const int family = lot->contingent - run->scenario->contingent_count;
        take_parts(&parts,
                   ab_scenario_evacuation(run->scenario, run->evacuation.family[family].evacuation),
                   onload);
    }
    return parts;
}

bool ab_service_is_alike(const struct ab_aircraft_type *a, const struct ab_aircraft_type *b)
{
    bool is_alike = true;
    for (int end = 0; end < 2; end++) {
        const struct parts of_a = parts_by_type(a, end == 0), of_b = parts_by_type(b, end == 0);
        for (int i = 0; i < PARTS; i++) {
            is_alike = is_alike && of_a.part[i] == of_b.part[i];
        }
    }
    return is_alike;
}

static bool is_constant(const struct ab_distribution *distribution)
{
    return distribution->kind == AB_CONSTANT;
}

static double drawn(const struct ab_distribution *distribution, double luck)
{
    return is_constant(distribution) ? distribution->a
                                     : ab_distribution_quantile(distribution, luck);
}

static struct ab_uniforms luck_of_part(const struct ab_run *run, const struct ab_chalk *chalk,
                                       uint32_t part, struct ab_load_luck *luck)
{
    if ((luck->drawn >> part & 1) == 0) {
        luck->drawn |= 1u << part;
        luck->part[part] = ab_stream_uniforms(&run->luck, stream_of(run, chalk, AB_FOR_ONLOAD),
                                              4 * ab_luck_of_chalk(chalk) + part);
    }
    return luck->part[part];
}

/* Part by part, with both numbers of a block. */
struct ab_load_times ab_service_load_times(const struct ab_run *run, int type,
                                           const struct ab_chalk *chalk, struct ab_load_luck *luck)
{
    const struct ab_aircraft_type *aircraft = &run->scenario->aircraft[type];
    const struct parts on = parts_of(run, aircraft, chalk->lot, true);
    const struct parts off = parts_of(run, aircraft, chalk->lot, false);
    const struct amounts amounts = amounts_of(chalk->lot);
    double onload = 0, offload = 0;
    for (uint32_t i = 0; i < PARTS; i++) {
        if (amounts.of[i] > 0) {
            struct ab_uniforms drawn_for = {0, 0};
            if (!is_constant(on.part[i]) || !is_constant(off.part[i])) {
                drawn_for = luck_of_part(run, chalk, i, luck);
            }
            onload += amounts.of[i] * drawn(on.part[i], drawn_for.first);
            offload += amounts.of[i] * drawn(off.part[i], drawn_for.second);
        }
    }
    return (struct ab_load_times){ab_time_round(onload), ab_time_round(offload)};
}

static void draw_load_times(const struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_load_luck luck = {.drawn = 0};
    const struct ab_load_times times =
        ab_service_load_times(run, run->tail[sortie->tail].type, &run->chalk[sortie->chalk], &luck);
    sortie->onload_time = times.onload;
    sortie->offload_time = times.offload;
}

static inline double mean_of(struct parts parts, struct amounts amounts)
{
    double total = 0;
    for (int i = 0; i < PARTS; i++) {
        total += amounts.of[i] * parts.part[i]->mean;
    }
    return total;
}

static double mean_time(const struct ab_run *run, int type, const struct ab_lot *lot, bool onload)
{
    return mean_of(parts_of(run, &run->scenario->aircraft[type], lot, onload), amounts_of(lot));
}

ab_time ab_service_mean_onload(const struct ab_run *run, int type, const struct ab_lot *lot)
{
    return ab_time_round(mean_time(run, type, lot, true));
}

ab_time ab_service_mean_offload(const struct ab_run *run, int type, const struct ab_lot *lot)
{
    return ab_time_round(mean_time(run, type, lot, false));
}

struct ab_load_times ab_service_mean_times(const struct ab_run *run, int type,
                                           const struct ab_lot *lot)
{
    return (struct ab_load_times){ab_service_mean_onload(run, type, lot),
                                  ab_service_mean_offload(run, type, lot)};
}

static struct parts parts_of_preparation(const struct ab_run *run, const struct ab_lot *lot)
{
    const struct ab_contingent *plan = &run->scenario->contingent[lot->contingent];
    return (struct parts){{plan->preparation_time, plan->preparation_per_vehicle,
                           plan->preparation_per_tonne, plan->preparation_per_person}};
}

ab_time ab_service_preparation(const struct ab_run *run, const struct ab_chalk *chalk)
{
    const struct parts parts = parts_of_preparation(run, chalk->lot);
    const struct amounts amounts = amounts_of(chalk->lot);
    const uint64_t stream = stream_of(run, chalk, AB_FOR_PREPARATION);
    double drawn = 0;
    for (uint32_t i = 0; i < PARTS; i++) {
        if (amounts.of[i] > 0) {
            drawn += amounts.of[i] *
                     ab_luck_real(run, parts.part[i], stream, 4 * ab_luck_of_chalk(chalk) + i);
        }
    }
    return ab_time_round(drawn);
}

ab_time ab_service_mean_preparation(const struct ab_run *run, const struct ab_lot *lot)
{
    return ab_time_round(mean_of(parts_of_preparation(run, lot), amounts_of(lot)));
}

static ab_time passenger_time(const struct ab_run *run, const struct ab_sortie_record *sortie,
                              bool onload)
{
    const int index = run->evacuation.family[run->tail[sortie->tail].family].evacuation;
    const int own = run->scenario->evacuation_count;
    const uint64_t stream = ab_luck_stream(
        run, index < own ? AB_OF_EVACUATION : AB_OF_BACKHAUL, index < own ? index : index - own,
        onload ? AB_FOR_BACKHAUL_ONLOAD : AB_FOR_BACKHAUL_OFFLOAD);
    const struct ab_aircraft_type *type = type_of(run, sortie);
    const uint32_t movement = ab_service_movement(run, sortie);
    struct parts parts = {{onload ? type->onload_time : type->offload_time, NULL, NULL,
                           onload ? type->onload_per_person : type->offload_per_person}};
    take_parts(&parts, ab_scenario_evacuation(run->scenario, index), onload);
    const double set_up = ab_luck_real(run, parts.part[0], stream, movement);
    if (parts.part[3] == NULL) { /* a back-haul */
        return ab_time_round(set_up);
    }
    return ab_time_round(set_up + (double)sortie->passengers *
                                      ab_luck_real(run, parts.part[3], stream, movement));
}

void ab_service_work(const struct ab_run *run, struct ab_sortie_record *sortie)
{
    if (sortie->chalk != AB_NOBODY) {
        draw_load_times(run, sortie);
    } else {
        sortie->onload_time = passenger_time(run, sortie, true);
        sortie->offload_time = passenger_time(run, sortie, false);
    }
}

/* --- flight ---------------------------------------------------------------------------------- */

static enum ab_contingent_purpose flight_purpose(const struct ab_run *run,
                                                 const struct ab_sortie_record *sortie)
{
    if (sortie->chalk != AB_NOBODY) {
        return run->chalk[sortie->chalk].departed == AB_TIME_NEVER ? AB_FOR_FLIGHT
                                                                   : AB_FOR_SECOND_FLIGHT;
    }
    return sortie->purpose == AB_PURPOSE_POSITIONING ? AB_FOR_POSITIONING : AB_FOR_RETURN;
}

uint32_t ab_service_movement(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return 8 * ab_luck_of_chalk(ab_stage_served(run, sortie)) +
           (uint32_t)(flight_purpose(run, sortie) - AB_FOR_POSITIONING);
}

static uint64_t flight_stream(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return stream_of(run, ab_stage_served(run, sortie), flight_purpose(run, sortie)) +
           ab_service_further(sortie);
}

double ab_service_first_departure(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_chalk *chalk = ab_stage_served(run, sortie);
    const struct ab_uniforms luck =
        ab_stream_uniforms(&run->luck, flight_stream(run, sortie), ab_luck_of_chalk(chalk));
    run->tail[sortie->tail].departure.luck = luck.first;
    return luck.second;
}

/* The number for the block time, if it was not drawn with that of the first departure. */
static double flight_luck(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const double known = run->tail[sortie->tail].departure.luck;
    if (known > 0) {
        return known;
    }
    const struct ab_chalk *chalk = ab_stage_served(run, sortie);
    return ab_stream_uniform(&run->luck, flight_stream(run, sortie), ab_luck_of_chalk(chalk));
}

static ab_time block_time(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_block_time time = ab_geography_block_time(run, run->tail[sortie->tail].type,
                                                              sortie->origin, sortie->destination);
    const double luck = is_constant(time.factor) ? 0 : flight_luck(run, sortie);
    return ab_time_round(time.unit * drawn(time.factor, luck));
}

/* How long it needs the runways where it leaves and where it lands, where there may be a line. */
static void draw_runway_times(const struct ab_run *run, struct ab_sortie_record *sortie)
{
    const struct ab_airfield *airfield = run->scenario->airfield;
    const bool leaves = run->field[sortie->origin].has_runway_queue;
    const bool lands = run->field[sortie->destination].has_runway_queue;
    sortie->takeoff_runway = sortie->landing_runway = 0;
    if (!leaves && !lands) {
        return;
    }
    const struct ab_chalk *chalk = ab_stage_served(run, sortie);
    const uint64_t further = ab_service_further(sortie);
    const uint32_t movement = ab_service_movement(run, sortie);
    if (leaves) {
        sortie->takeoff_runway =
            ab_luck_time(run, airfield[sortie->origin].runway_occupancy,
                         stream_of(run, chalk, AB_FOR_TAKEOFF_RUNWAY) + further, movement);
    }
    if (lands) {
        sortie->landing_runway =
            ab_luck_time(run, airfield[sortie->destination].runway_occupancy,
                         stream_of(run, chalk, AB_FOR_LANDING_RUNWAY) + further, movement);
    }
}

void ab_service_flight(const struct ab_run *run, struct ab_sortie_record *sortie)
{
    const ab_time block = block_time(run, sortie);
    draw_runway_times(run, sortie);
    const ab_time least = sortie->takeoff_runway + sortie->landing_runway;
    sortie->block_time = block > least ? block : least;
}

static ab_time mean_runway_time(const struct ab_run *run, int airfield)
{
    return run->field[airfield].has_runway_queue
               ? ab_time_round(run->scenario->airfield[airfield].runway_occupancy->mean)
               : 0;
}

ab_time ab_service_mean_flight(const struct ab_run *run, int type, int from, int to)
{
    const ab_time flight =
        ab_time_round(ab_geography_mean_block(run, type, from, to)) - mean_runway_time(run, to);
    const ab_time least = mean_runway_time(run, from);
    return flight > least ? flight : least;
}

ab_time ab_service_stop(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_chalk *chalk = ab_stage_served(run, sortie);
    const struct ab_tail *tail = &run->tail[sortie->tail];
    return ab_luck_time(run, ab_way_next_stop(tail)->time,
                        stream_of(run, chalk, AB_FOR_STOP) + (uint64_t)sortie->leg,
                        ab_luck_of_chalk(chalk));
}

/* --- turn-round ------------------------------------------------------------------------------ */

ab_time ab_service_turnaround(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_aircraft_type *type = type_of(run, sortie);
    const bool at_home = run->tail[sortie->tail].home == sortie->destination;
    const struct ab_distribution *time = at_home ? type->maintenance_time : type->servicing_time;
    if (time->kind == AB_CONSTANT) {
        return ab_time_round(time->a);
    }
    return ab_luck_time(run, time,
                        stream_of(run, ab_stage_served(run, sortie),
                                  at_home ? AB_FOR_MAINTENANCE : AB_FOR_SERVICING) +
                            ab_service_further(sortie),
                        ab_service_movement(run, sortie));
}

ab_time ab_service_mean_stay(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_aircraft_type *type = type_of(run, sortie);
    const struct ab_tail *tail = &run->tail[sortie->tail];
    const int load = sortie->chalk != AB_NOBODY ? sortie->chalk : tail->chalk;
    double total = 0;
    if (load != AB_NOBODY) {
        total += mean_time(run, tail->type, run->chalk[load].lot,
                           sortie->purpose == AB_PURPOSE_POSITIONING);
    }
    if (sortie->purpose != AB_PURPOSE_POSITIONING) {
        total += type->servicing_time->mean;
    }
    return ab_time_round(total);
}
