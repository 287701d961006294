/* sortie.h - one flight, stage by stage, from tasking to block-in and beyond.
 *
 * A loaded sortie:  cargo -> working place -> onload -> (daily ceiling) -> runway -> block out,
 * airborne -> overhead -> stand -> runway -> landing, on blocks -> working place -> offload ->
 * servicing. An empty one starts at the runway and ends on blocks (or with maintenance at home).
 * Every stage is one function, called by the event of its name; whatever it must wait for is
 * charged to exactly one cause. */
#ifndef AB_MODEL_SORTIE_H
#define AB_MODEL_SORTIE_H

#include "model/state.h"

void ab_sortie_reset(struct ab_run *run);

/* Begins the flight of a tail with the load it is tasked for (tail->chalk), standing at the load's
 * origin, to tail->destination. */
void ab_sortie_begin_loaded(struct ab_run *run, int tail);

/* Begins an empty flight of a tail: positioning or return. */
void ab_sortie_begin_empty(struct ab_run *run, int tail, int destination, enum ab_purpose purpose);

/* The stages, by the event that starts them. */
void ab_sortie_cargo(struct ab_run *run, int sortie);
void ab_sortie_onload(struct ab_run *run, int sortie);
void ab_sortie_onloaded(struct ab_run *run, int sortie);
void ab_sortie_permitted(struct ab_run *run, int sortie);
void ab_sortie_block_out(struct ab_run *run, int sortie);
void ab_sortie_airborne(struct ab_run *run, int sortie);
void ab_sortie_overhead(struct ab_run *run, int sortie);
void ab_sortie_stand(struct ab_run *run, int sortie);
void ab_sortie_landing(struct ab_run *run, int sortie);
void ab_sortie_on_blocks(struct ab_run *run, int sortie);
void ab_sortie_offload(struct ab_run *run, int sortie);
void ab_sortie_offloaded(struct ab_run *run, int sortie);
void ab_sortie_serviced(struct ab_run *run, int sortie);

#endif
