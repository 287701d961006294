/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* hub.h - contingents that change aircraft on their way in.
 *
 * Loads of the first tier are unloaded at the hub and stand in its yard (yard.h): an aircraft that
 * finds it full waits on its stand. What has come is cut into loads for the second tier as soon as
 * there is enough to fill them; into what there is, when all has come, or while an aircraft waits for
 * the yard. The forward element is cut by itself. A load of the first tier has left the yard when as
 * many people, vehicles and tonnes have gone on as it and those before it brought.
 *
 * Who goes on by road sets out as each load is off its aircraft.
 *
 * When nobody who could empty a yard is on the move any more, who has waited longest unloads beyond
 * the limit (batch.h says who that is). */
#ifndef AB_MODEL_HUB_H
#define AB_MODEL_HUB_H

#include "model/state.h"

/* Room for what is at hubs, where there are any; false when memory is out. Once per run. */
bool ab_hub_prepare(struct ab_run *run);
void ab_hub_clear(struct ab_run *run);

/* When all loads are planned: nothing has come yet. */
void ab_hub_reset(struct ab_run *run);

/* An aircraft is on blocks with a load of the first tier: true when there is room for it in the yard,
 * or it needs none. Otherwise it waits for AB_EV_YARD, and then for ab_hub_entered. */
bool ab_hub_enter(struct ab_run *run, struct ab_sortie_record *sortie);
void ab_hub_entered(struct ab_run *run, const struct ab_sortie_record *sortie);

/* The load of a flight has been unloaded at its hub. */
void ab_hub_unloaded(struct ab_run *run, const struct ab_sortie_record *sortie);

/* AB_EV_CUT: makes loads for the second tier of what is there of a contingent. */
void ab_hub_cut(struct ab_run *run, int contingent);

/* The onload of a load of the second tier begins. */
void ab_hub_taken(struct ab_run *run, int load);

/* AB_EV_ROAD_ON: what went on by road is in the theatre. */
void ab_hub_arrived(struct ab_run *run, int passage);

#endif
