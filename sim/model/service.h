/* service.h - how long the stages of a sortie take: onload, flight, offload, turn-round. */
#ifndef AB_MODEL_SERVICE_H
#define AB_MODEL_SERVICE_H

#include "model/state.h"

/* Set-up time plus a time per vehicle, per tonne of bulk and per person. */
ab_time ab_service_onload(const struct ab_run *run, const struct ab_sortie_record *sortie);
ab_time ab_service_offload(const struct ab_run *run, const struct ab_sortie_record *sortie);

/* Draws the block time and the two runway occupancies, which are part of it (a block time shorter
 * than both is lengthened to them). */
void ab_service_flight(const struct ab_run *run, struct ab_sortie_record *sortie);

/* Servicing on a stand away from home, maintenance at home. */
ab_time ab_service_turnaround(const struct ab_run *run, const struct ab_sortie_record *sortie);

#endif
