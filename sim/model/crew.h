/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* crew.h - crews: aboard, on duty, at rest, waiting abroad.
 *
 * A crew comes aboard when its aircraft is tasked at home, and its duty begins. Before every
 * departure it must have duty left for the leg; if not, a rested crew that waits at the field takes
 * over, or the crew rests and the aircraft waits. Back home it rests before its next flight. */
#ifndef AB_MODEL_CREW_H
#define AB_MODEL_CREW_H

#include "model/state.h"

void ab_crew_reset(struct ab_run *run);

/* Aircraft that join a fleet in mid-run bring their crews. Crews of those that leave stay: the
 * aircraft that are still away need them. */
void ab_crew_refresh(struct ab_run *run);

/* A flight begins: true when a crew is aboard, false when the sortie waits for
 * AB_EV_CREW_REPORTED (and then for ab_crew_come_aboard). */
bool ab_crew_report(struct ab_run *run, struct ab_sortie_record *sortie);
void ab_crew_come_aboard(struct ab_run *run, struct ab_sortie_record *sortie);

/* The aircraft will not leave before `departure`: a crew whose duty would be over by then goes off
 * duty now. A rested crew that waits at the field takes over, or it rests and waits itself. */
void ab_crew_stand_down(struct ab_run *run, const struct ab_sortie_record *sortie,
                        ab_time departure);

/* Whether a crew with duty left for the leg is there now; otherwise the sortie waits for it until
 * ab_stage_again (stage.h). */
bool ab_crew_check(struct ab_run *run, struct ab_sortie_record *sortie);

/* The aircraft is at home and free: its crew goes to rest. */
void ab_crew_leave(struct ab_run *run, struct ab_tail *tail);

/* A crew has rested: [fleet * airfields + airfield]. */
void ab_crew_rested(struct ab_run *run, int pool);

#endif
