/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sortie.h - one flight, stage by stage, from tasking to block-in and beyond.
 *
 * A loaded sortie:  crew -> cargo -> working place -> onload -> preparation (departure.h) -> in the
 * air -> arrival (arrival.h) -> on blocks -> working place -> offload -> servicing. An empty one
 * starts at its preparation and ends on blocks (or with maintenance at home); a return leg may take
 * people along. Every stage is one function, called by the event of its name; whatever it must wait
 * for is charged to exactly one cause. This file holds the stages on the ground. */
#ifndef AB_MODEL_SORTIE_H
#define AB_MODEL_SORTIE_H

#include "model/state.h"

void ab_sortie_reset(struct ab_run *run);

/* The replication is over: who is under way has flown, or waited, until now. */
void ab_sortie_settle(struct ab_run *run);

/* Begins the flight of a tail with the load it is tasked for (tail->chalk), standing at the load's
 * origin, to tail->destination, or to the stop on the way there. */
void ab_sortie_begin_loaded(struct ab_run *run, int tail);

/* A flight that was under way when the run began, and is overhead so much later. */
void ab_sortie_begin_airborne(struct ab_run *run, int tail, ab_time left);

/* Begins an empty flight of a tail: positioning or return. */
void ab_sortie_begin_empty(struct ab_run *run, int tail, int destination, enum ab_purpose purpose);

/* An evacuation ends: whoever stands in line before the onload of those who stay, or for the crew that
 * is to fetch them, does not fly and is free. Others find out when they are there. */
void ab_sortie_end_evacuation(struct ab_run *run, int evacuation);

/* The stages, by the event that starts them. */
void ab_sortie_crew_reported(struct ab_run *run, int sortie);
void ab_sortie_cargo(struct ab_run *run, int sortie);
void ab_sortie_onload(struct ab_run *run, int sortie);
void ab_sortie_onload_begin(struct ab_run *run, int sortie);
void ab_sortie_onloaded(struct ab_run *run, int sortie);
void ab_sortie_on_blocks(struct ab_run *run, int sortie);
void ab_sortie_stopped(struct ab_run *run, int sortie);
void ab_sortie_batch(struct ab_run *run, int last_chalk);
void ab_sortie_yard(struct ab_run *run, int sortie);
void ab_sortie_offload(struct ab_run *run, int sortie);
void ab_sortie_offload_begin(struct ab_run *run, int sortie);
void ab_sortie_offloaded(struct ab_run *run, int sortie);
void ab_sortie_serviced(struct ab_run *run, int sortie);

#endif
