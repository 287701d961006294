/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* fuel.h - what is in the tanks, what a flight needs, and what fields can give.
 *
 * A flight needs the fuel of its planned block time and the type's reserve; to a field without fuel
 * also that of the way out. At home an aircraft is fuelled with its maintenance; elsewhere it takes
 * what it lacks at one of the field's fuelling places, from the field's stock, at the field's rate.
 * Types without a fuel burn are not followed (their payload still obeys the payload-range curve,
 * and fields without fuel). */
#ifndef AB_MODEL_FUEL_H
#define AB_MODEL_FUEL_H

#include "model/geography.h"

void ab_fuel_reset(struct ab_run *run);

/* What is in the tanks of an aircraft that begins away from home, as if it had come from there; and in
 * those of one that begins in the air. */
void ab_fuel_begin_with(struct ab_run *run, struct ab_tail *tail);
void ab_fuel_begin_airborne(struct ab_run *run, const struct ab_sortie_record *sortie);

/* Payload in tonnes of a type from one airfield to another: by the curve over the leg and, where
 * one end has no fuel, the way back as well; negative when it cannot fly that. *light (if not NULL)
 * tells whether the fuel carried for the way back lowered it. */
static inline double ab_fuel_payload_direct(const struct ab_run *run,
                                            const struct ab_known_flight *flight)
{
    const struct ab_airfield *airfield = run->scenario->airfield;
    return airfield[flight->from].fuel && airfield[flight->to].fuel
               ? flight->payload_t
               : flight->payload_out_and_back_t;
}
double ab_fuel_payload_by_stops(const struct ab_run *run, const struct ab_known_flight *flight);
static inline double ab_fuel_payload_of(const struct ab_run *run,
                                        const struct ab_known_flight *flight)
{
    return flight->course == AB_NOBODY ? ab_fuel_payload_direct(run, flight)
                                       : ab_fuel_payload_by_stops(run, flight);
}
static inline double ab_fuel_payload(const struct ab_run *run, int type, int from, int to,
                                     bool *light)
{
    const struct ab_known_flight *flight = ab_geography_flight(run, type, from, to);
    const double payload = ab_fuel_payload_of(run, flight);
    if (light) {
        *light = payload < flight->payload_t;
    }
    return payload;
}

/* The same for the rest of the way of a tail that stands at a stop with its load. */
double ab_fuel_payload_ahead(const struct ab_run *run, const struct ab_tail *tail, bool *light);

/* Whether a tail can fly empty from where it stands with what it has or can get there. */
bool ab_fuel_suffices(const struct ab_run *run, const struct ab_tail *tail, int to);

/* Where it goes back to from a field without fuel: where it came from, or home when that way is not known. */
int ab_fuel_way_back(const struct ab_run *run, const struct ab_tail *tail, int from, int origin);

/* Steps of the preparation of a flight (see departure.c): true when done, false when the sortie
 * must wait for AB_EV_PREPARED. */
bool ab_fuel_take_place(struct ab_run *run, struct ab_sortie_record *sortie);
bool ab_fuel_take_line(struct ab_run *run, struct ab_sortie_record *sortie);
bool ab_fuel_draw(struct ab_run *run, struct ab_sortie_record *sortie);
bool ab_fuel_pump(struct ab_run *run, struct ab_sortie_record *sortie);
bool ab_fuel_leave(struct ab_run *run, struct ab_sortie_record *sortie);

/* A flight has burnt the fuel of so much flying. */
void ab_fuel_burn(struct ab_run *run, struct ab_sortie_record *sortie, ab_time flown);

void ab_fuel_delivery(struct ab_run *run, int airfield);

#endif
