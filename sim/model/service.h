/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* service.h - how long the stages take: preparation, onload, flight, stop, offload, turn-round. */
#ifndef AB_MODEL_SERVICE_H
#define AB_MODEL_SERVICE_H

#include "model/state.h"

/* How long a team has a load, drawn; and the mean. */
ab_time ab_service_preparation(const struct ab_run *run, const struct ab_chalk *chalk);
ab_time ab_service_mean_preparation(const struct ab_run *run, const struct ab_lot *lot);

/* Draws how long onload and offload take: set-up time plus a time per vehicle, per tonne of bulk and
 * per person; for passengers on a return leg their own time. */
void ab_service_work(const struct ab_run *run, struct ab_sortie_record *sortie);

/* The same of a load on a type, whether it flies or not. The numbers that are drawn are those of the load
 * whatever the type; `drawn` is 0 at first. */
struct ab_load_luck {
    unsigned drawn;
    struct ab_uniforms part[4];
};
struct ab_load_times {
    ab_time onload, offload;
};
/* Whether any load takes as long in one type as in another, by the same luck. */
bool ab_service_is_alike(const struct ab_aircraft_type *a, const struct ab_aircraft_type *b);
struct ab_load_times ab_service_load_times(const struct ab_run *run, int type,
                                           const struct ab_chalk *chalk, struct ab_load_luck *luck);

/* The means of these for a load on a type. */
ab_time ab_service_mean_onload(const struct ab_run *run, int type, const struct ab_lot *lot);
ab_time ab_service_mean_offload(const struct ab_run *run, int type, const struct ab_lot *lot);
struct ab_load_times ab_service_mean_times(const struct ab_run *run, int type,
                                           const struct ab_lot *lot);

/* The index of draws for a movement: one for each flight that serves a load. */
uint32_t ab_service_movement(const struct ab_run *run, const struct ab_sortie_record *sortie);

/* Draws what decides on its first attempt to depart: the second number of the block of which the first
 * is that of its block time, which is kept. */
double ab_service_first_departure(struct ab_run *run, const struct ab_sortie_record *sortie);

/* What is to be added to the id of a stream for a flight beyond the second of a way. */
uint64_t ab_service_further(const struct ab_sortie_record *sortie);

/* Draws the block time and the two runway occupancies, which are part of it (a block time shorter
 * than both is lengthened to them). */
void ab_service_flight(const struct ab_run *run, struct ab_sortie_record *sortie);

/* The mean time from block-out until overhead, where it is known at `to` whether it may land. */
ab_time ab_service_mean_flight(const struct ab_run *run, int type, int from, int to);

/* On blocks at a stop on the way. */
ab_time ab_service_stop(const struct ab_run *run, const struct ab_sortie_record *sortie);

/* Servicing on a stand away from home, maintenance at home. */
ab_time ab_service_turnaround(const struct ab_run *run, const struct ab_sortie_record *sortie);

/* Mean time that the aircraft will be on the ground where it is going, without waits: for slots. */
ab_time ab_service_mean_stay(const struct ab_run *run, const struct ab_sortie_record *sortie);

#endif
