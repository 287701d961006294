/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* flight.h - what an aircraft needs before it leaves its stand, one step after the other:
 * fuel, a landing that is foreseen (clearance.h), a crew with duty left, a working aircraft, a
 * place under the daily ceiling, a slot, an open field, the runway. When time has passed since the
 * landing was foreseen and the crew found, both are looked at again. */
#ifndef AB_MODEL_FLIGHT_H
#define AB_MODEL_FLIGHT_H

#include "model/state.h"

/* --- departure -------------------------------------------------------------------------------- */

/* Begins the steps; the sortie's block-out follows by itself. */
void ab_departure_prepare(struct ab_run *run, int sortie);

/* A step that had to wait is done. */
void ab_departure_prepared(struct ab_run *run, int sortie);

/* It has the runway: off the stand and away, unless the field was shut in the meantime. */
void ab_departure_block_out(struct ab_run *run, int sortie);
void ab_departure_airborne(struct ab_run *run, int sortie);

/* --- arrival ---------------------------------------------------------------------------------- */

/* From overhead to on blocks: open field, stand, runway; holding.
 *
 * An aircraft overhead needs an open field, then a stand, then the runway. It holds while it waits
 * for the first two, until its holding fuel is used; then it diverts (alternate.h). The runway may
 * take it half an hour longer, its final reserve. Whoever comes to an alternate that way has no
 * fuel for either: it lands at once, before all others. */

void ab_arrival_overhead(struct ab_run *run, int sortie);
void ab_arrival_cleared(struct ab_run *run, int sortie);
void ab_arrival_stand(struct ab_run *run, int sortie);
void ab_arrival_landing(struct ab_run *run, int sortie);
void ab_arrival_holding_limit(struct ab_run *run, int sortie);

#endif
