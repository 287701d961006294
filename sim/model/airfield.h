/* airfield.h - stands, working places and the runway of every airfield.
 *
 * Parking MOG bounds the visiting aircraft on the ground; aircraft at their own home field stand on
 * their own dispersal and take no visitor's stand. Working MOG bounds how many are loaded or
 * unloaded at once, visitors and residents alike. */
#ifndef AB_MODEL_AIRFIELD_H
#define AB_MODEL_AIRFIELD_H

#include "model/state.h"

/* Priorities in the line for a runway: landings go first. */
enum { AB_RUNWAY_LANDING = 64, AB_RUNWAY_TAKEOFF = 128 };

void ab_airfield_reset(struct ab_run *run);

/* Whether a type may use an airfield now: it is open, long enough, does not ban it, and has stands
 * enough for it unless it is at home there. */
bool ab_airfield_accepts(const struct ab_run *run, int airfield, int type, bool at_home);

/* Records the state of an airfield, in traced runs. */
void ab_airfield_trace(struct ab_run *run, int airfield);

#endif
