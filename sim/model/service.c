/* service.c - durations of a sortie's stages, drawn from the streams of the load they serve. */
#include "model/service.h"

#include "model/geography.h"
#include "model/luck.h"

#include <assert.h>

/* Every flight serves a load: the one aboard, the one it goes to fetch, or the one it brought. */
static const struct ab_chalk_record *luck_of(const struct ab_run *run,
                                             const struct ab_sortie_record *sortie)
{
    const int chalk =
        sortie->chalk != AB_NOBODY ? sortie->chalk : run->tail[sortie->tail].last_chalk;
    assert(chalk != AB_NOBODY);
    return &run->chalk[chalk];
}

static uint32_t index_of(const struct ab_chalk_record *chalk)
{
    return 2 * (uint32_t)chalk->number + chalk->outbound;
}

static ab_time service_time(const struct ab_run *run, const struct ab_sortie_record *sortie,
                            enum ab_contingent_purpose purpose,
                            const struct ab_distribution *const part[4])
{
    const struct ab_chalk_record *chalk = luck_of(run, sortie);
    const uint64_t stream = ab_luck_contingent(run, chalk->contingent, purpose);
    const double amount[4] = {1, (double)chalk->vehicles, chalk->bulk_t, (double)chalk->people};
    double total = 0;
    for (uint32_t i = 0; i < 4; i++) {
        if (amount[i] > 0) {
            total += amount[i] * ab_luck_real(run, part[i], stream, 4 * index_of(chalk) + i);
        }
    }
    return ab_time_round(total);
}

static const struct ab_aircraft_type *type_of(const struct ab_run *run,
                                              const struct ab_sortie_record *sortie)
{
    return &run->scenario->aircraft[run->tail[sortie->tail].type];
}

ab_time ab_service_onload(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_aircraft_type *type = type_of(run, sortie);
    return service_time(run, sortie, AB_FOR_ONLOAD,
                        (const struct ab_distribution *const[4]){
                            &type->onload_time, &type->onload_per_vehicle, &type->onload_per_tonne,
                            &type->onload_per_person});
}

ab_time ab_service_offload(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_aircraft_type *type = type_of(run, sortie);
    return service_time(run, sortie, AB_FOR_OFFLOAD,
                        (const struct ab_distribution *const[4]){
                            &type->offload_time, &type->offload_per_vehicle,
                            &type->offload_per_tonne, &type->offload_per_person});
}

static ab_time runway_time(const struct ab_run *run, int airfield, uint64_t stream, uint32_t index)
{
    return run->field[airfield].has_runway_queue
               ? ab_luck_time(run, &run->scenario->airfield[airfield].runway_occupancy, stream,
                              index)
               : 0;
}

void ab_service_flight(const struct ab_run *run, struct ab_sortie_record *sortie)
{
    const struct ab_chalk_record *chalk = luck_of(run, sortie);
    const int contingent = chalk->contingent;
    const enum ab_contingent_purpose purpose = sortie->chalk != AB_NOBODY ? AB_FOR_FLIGHT
                                               : sortie->purpose == AB_PURPOSE_POSITIONING
                                                   ? AB_FOR_POSITIONING
                                                   : AB_FOR_RETURN;
    const ab_time block =
        ab_geography_block(run, run->tail[sortie->tail].type, sortie->origin, sortie->destination,
                           ab_luck_contingent(run, contingent, purpose), index_of(chalk));
    const uint32_t movement = 4 * index_of(chalk) + (uint32_t)sortie->purpose;
    sortie->takeoff_runway = runway_time(
        run, sortie->origin, ab_luck_contingent(run, contingent, AB_FOR_TAKEOFF_RUNWAY), movement);
    sortie->landing_runway =
        runway_time(run, sortie->destination,
                    ab_luck_contingent(run, contingent, AB_FOR_LANDING_RUNWAY), movement);
    const ab_time least = sortie->takeoff_runway + sortie->landing_runway;
    sortie->block_time = block > least ? block : least;
}

ab_time ab_service_turnaround(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_chalk_record *chalk = luck_of(run, sortie);
    const struct ab_aircraft_type *type = type_of(run, sortie);
    const bool at_home = run->tail[sortie->tail].home == sortie->destination;
    const struct ab_distribution *duration =
        at_home ? &type->maintenance_time : &type->servicing_time;
    const enum ab_contingent_purpose purpose = at_home ? AB_FOR_MAINTENANCE : AB_FOR_SERVICING;
    return ab_luck_time(run, duration, ab_luck_contingent(run, chalk->contingent, purpose),
                        index_of(chalk));
}
