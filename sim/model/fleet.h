/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet.h - the tails: who may carry whom, and when each becomes available. */
#ifndef AB_MODEL_FLEET_H
#define AB_MODEL_FLEET_H

#include "model/state.h"

int ab_fleet_count_tails(const struct ab_scenario *scenario);

/* The types (a bit each), and the number of tails of a type, among the fleets that may carry a
 * contingent in a direction. */
uint64_t ab_fleet_types(const struct ab_scenario *scenario, int contingent,
                        enum ab_direction direction);
int64_t ab_fleet_tails_of_type(const struct ab_scenario *scenario, int contingent,
                               enum ab_direction direction, int type);

/* All tails at home and not yet released to the operation. */
void ab_fleet_reset(struct ab_run *run);

/* Alerts the fleets that wait for this signal: their tails become available one by one. */
void ab_fleet_alert(struct ab_run *run, enum ab_alert signal);

/* Whether a signal was given by now. */
bool ab_fleet_is_signalled(const struct ab_run *run, enum ab_alert signal);

/* After a change: aircraft called away leave, aircraft called in come. */
void ab_fleet_refresh(struct ab_run *run);

/* Whether the operation has this tail now: its fleet is active and large enough. */
bool ab_fleet_belongs(const struct ab_run *run, const struct ab_tail *tail);

/* The tail is free where it stands: tasking may use it. */
void ab_fleet_release_tail(struct ab_run *run, int tail);

/* --- crews ------------------------------------------------------------------------------------ */

/* Crews: aboard, on duty, at rest, waiting abroad.
 *
 * A crew comes aboard when its aircraft is tasked at home, and its duty begins. Before every
 * departure it must have duty left for the leg; if not, a rested crew that waits at the field takes
 * over, or the crew rests and the aircraft waits. Back home it rests before its next flight. */

void ab_crew_reset(struct ab_run *run);

/* How many pools of crews there are; that of a fleet at its home. */
size_t ab_crew_pools(const struct ab_scenario *scenario);
const struct ab_resource *ab_crew_pool_at_home(const struct ab_run *run, int fleet);

/* Aircraft that join a fleet in mid-run bring their crews. Crews of those that leave stay: the
 * aircraft that are still away need them. */
void ab_crew_refresh(struct ab_run *run);

/* An aircraft that begins away from home has a rested crew with it; false when there are no more. */
bool ab_crew_begin_with(struct ab_run *run, struct ab_tail *tail);

/* A flight begins: true when a crew is aboard, false when the sortie waits for
 * AB_EV_CREW_REPORTED (and then for ab_crew_come_aboard). */
bool ab_crew_report(struct ab_run *run, struct ab_sortie_record *sortie);
void ab_crew_come_aboard(struct ab_run *run, struct ab_sortie_record *sortie);

/* The aircraft will not leave before `departure`: a crew whose duty would be over by then goes off
 * duty now. A rested crew that waits at the field takes over, or it rests and waits itself. */
void ab_crew_stand_down(struct ab_run *run, const struct ab_sortie_record *sortie,
                        ab_time departure);

/* At a stop where crews change: another takes over, or it rests, when those that wait at the field
 * have not rested. */
void ab_crew_change(struct ab_run *run, struct ab_tail *tail);

/* Whether a crew with duty left for the leg is there now; otherwise the sortie waits for it until
 * ab_stage_again (stage.h). */
bool ab_crew_check(struct ab_run *run, struct ab_sortie_record *sortie);

/* The aircraft is at home and free: its crew goes to rest. */
void ab_crew_leave(struct ab_run *run, struct ab_tail *tail);

/* A crew of a pool has rested. */
void ab_crew_rested(struct ab_run *run, int pool);

#endif
