/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* note.h - what is allowed in a scenario, but may surprise: said by `airbridge check`.
 *
 * A note is about a default that nobody wrote and that does more than one would think, or about
 * something that is written and can have no effect. It is said of scenarios without faults only. */
#ifndef AB_SCENARIO_NOTE_H
#define AB_SCENARIO_NOTE_H

#include "scenario/build.h"

/* Adds the notes of a scenario to a list, as what would be faults if one were strict. */
void ab_build_note(struct ab_build *build, struct ab_errors *notes);

/* note_flying.c: its part that is about aircraft and the airfields they use. */
void ab_build_note_flying(struct ab_build *build, struct ab_errors *notes);

/* Whether a contingent ever comes: one on standby that nobody commits does not. */
bool ab_contingent_comes(const struct ab_contingent *contingent);

#endif
