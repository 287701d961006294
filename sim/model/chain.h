/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* chain.h - the chain of what was waited for, carried forward by each aircraft (see chain.c). */
#ifndef AB_MODEL_CHAIN_H
#define AB_MODEL_CHAIN_H

#include "model/state.h"

/* An aircraft begins a flight: before that takes the place of its flight before. */
void ab_chain_begin(struct ab_run *run, int tail);

/* The load for which an aircraft stood there is ready. */
void ab_chain_load_ready(struct ab_run *run, const struct ab_sortie_record *sortie);

/* A flight has ended. */
void ab_chain_end(struct ab_run *run, const struct ab_sortie_record *sortie);

/* What is behind a flight that has just been unloaded. */
struct ab_hindsight ab_chain_look_back(const struct ab_run *run,
                                       const struct ab_sortie_record *sortie);

/* The force is in: keeps the chain of whoever brought the last load. */
void ab_chain_close(struct ab_run *run);

/* A contingent is in after its latest arrival: notes what the longest wait behind its last load was
 * (AB_NOBODY: behind its road column), or else the longest work. */
void ab_chain_late(struct ab_run *run, int contingent, int load);

/* What lies behind the offload that a flight ends with now, by link from the request on; and behind a
 * road column that is in. */
void ab_chain_behind(const struct ab_run *run, const struct ab_sortie_record *sortie,
                     ab_time spent[AB_LINK_COUNT]);
void ab_chain_of_column(const struct ab_run *run, int contingent, ab_time spent[AB_LINK_COUNT]);

/* Notes the former in short, its waits in a row of a sheet; and adds the rest to that row, any time
 * later. Of many that are noted few are asked for. */
void ab_chain_note(const struct ab_run *run, const struct ab_sortie_record *sortie,
                   struct ab_chain *chain, struct ab_timesheet *sheet, int owner);
void ab_chain_complete(const struct ab_run *run, const struct ab_chain *chain,
                       struct ab_timesheet *sheet, int owner);

#endif
