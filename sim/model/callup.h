/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* callup.h - aircraft are called for loads before they are ready, by their foreseen preparation.
 *
 * What is foreseen are mean times: when the teams of a field will have done with what they have, and in
 * which order they will take up who stands in line, as things are. Where a yard has a limit nobody in
 * line is called for: the teams may wait for its aircraft, and these for the teams. */
#ifndef AB_MODEL_CALLUP_H
#define AB_MODEL_CALLUP_H

#include "model/state.h"

/* Room for it, once per run; false when memory is out. */
bool ab_callup_prepare(struct ab_run *run);

/* Aircraft may be tasked for a load from now on, which is foreseen to be ready at `due`. */
void ab_callup(struct ab_run *run, int load, ab_time due);

/* Calls for those in line at an airfield for whom it is time. */
void ab_callup_look(struct ab_run *run, int airfield);

/* Whether a serial's load goes before another's in the line for a team. */
bool ab_callup_goes_before(const struct ab_in_line *a, const struct ab_in_line *b);
struct ab_in_line ab_callup_in_line(const struct ab_run *run, int serial, int load);

#endif
