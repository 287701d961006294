/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* backhaul.h - people who leave the theatre on empty return legs. */
#ifndef AB_MODEL_BACKHAUL_H
#define AB_MODEL_BACKHAUL_H

#include "model/state.h"

/* Draws who will wait; nobody does before the request. */
void ab_backhaul_reset(struct ab_run *run);

/* At the request: sets when they are ready. */
void ab_backhaul_schedule(struct ab_run *run);

/* An empty leg begins: takes as many of those who wait at its origin and wish to go where it goes
 * as it has seats for (sortie->passengers). They go on aircraft that fly home, even if to fetch a
 * load there, and on any to a field they name. */
void ab_backhaul_board(struct ab_run *run, struct ab_sortie_record *sortie);

#endif
