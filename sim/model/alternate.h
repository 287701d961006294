/* alternate.h - diversion: to the alternate, and on from there.
 *
 * An aircraft that cannot hold longer flies to the airfield's alternate, or back to where it came
 * from when there is none. There it waits on a stand until its destination is open and a stand at
 * that is its own, and comes on; or its load is offloaded there and goes on by road. Alternates
 * take diverted aircraft whether they are open or not. When diverted aircraft stand at each other's
 * destinations, so that none of them would ever get a stand, the last of them gives way: it comes
 * on without a stand of its own, and holds again. */
#ifndef AB_MODEL_ALTERNATE_H
#define AB_MODEL_ALTERNATE_H

#include "model/state.h"

/* Overhead its destination, it leaves for the alternate. */
void ab_alternate_divert(struct ab_run *run, struct ab_sortie_record *sortie);

/* The stages there, by the event that starts them. */
void ab_alternate_reached(struct ab_run *run, int sortie);
void ab_alternate_parked(struct ab_run *run, int sortie);
void ab_alternate_onward(struct ab_run *run, int sortie);
void ab_alternate_onward_stand(struct ab_run *run, int sortie);

/* Call when somebody has left a line for stands: who is first there now may want more of them than
 * the one before, and close a circle (lock.h). */
void ab_alternate_review(struct ab_run *run);

#endif
