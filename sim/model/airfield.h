/* airfield.h - stands, working places and the runway of every airfield.
 *
 * Parking MOG bounds the visiting aircraft on the ground; aircraft at their own home field stand on
 * their own dispersal and take no visitor's stand. Working MOG bounds how many are loaded or
 * unloaded at once, visitors and residents alike. */
#ifndef AB_MODEL_AIRFIELD_H
#define AB_MODEL_AIRFIELD_H

#include "model/state.h"

void ab_airfield_reset(struct ab_run *run);

/* Whether a type may use an airfield at all: open, long enough, and with enough stands for it
 * (unless it is at home there). */
bool ab_airfield_accepts(const struct ab_run *run, int airfield, int type, bool at_home);

/* Where a loaded inbound aircraft of this type should go: the candidate with the fewest loaded
 * aircraft bound for it per place, the earlier in the list on ties; AB_NOBODY when none takes it. */
int ab_airfield_choose(const struct ab_run *run, const struct ab_references *candidates, int type);

/* Records the state of an airfield, in traced runs. */
void ab_airfield_trace(struct ab_run *run, int airfield);

#endif
