/* arrival.h - from overhead to on blocks: open field, stand, runway; holding and diversion.
 *
 * An aircraft overhead needs an open field, then a stand, then the runway. It holds while it waits
 * for the first two, until its holding fuel is used; then it diverts to the airfield's alternate
 * (or back to where it came from, when there is none), waits there on a stand until the field is
 * open and a stand there is its own, and comes on. */
#ifndef AB_MODEL_ARRIVAL_H
#define AB_MODEL_ARRIVAL_H

#include "model/state.h"

void ab_arrival_overhead(struct ab_run *run, int sortie);
void ab_arrival_cleared(struct ab_run *run, int sortie);
void ab_arrival_stand(struct ab_run *run, int sortie);
void ab_arrival_landing(struct ab_run *run, int sortie);
void ab_arrival_holding_limit(struct ab_run *run, int sortie);

/* Diversion. */
void ab_arrival_at_alternate(struct ab_run *run, int sortie);
void ab_arrival_parked(struct ab_run *run, int sortie);
void ab_arrival_onward(struct ab_run *run, int sortie);
void ab_arrival_onward_stand(struct ab_run *run, int sortie);

#endif
