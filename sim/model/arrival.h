/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* arrival.h - from overhead to on blocks: open field, stand, runway; holding.
 *
 * An aircraft overhead needs an open field, then a stand, then the runway. It holds while it waits
 * for the first two, until its holding fuel is used; then it diverts (alternate.h). The runway may
 * take it half an hour longer, its final reserve. Whoever comes to an alternate that way has no
 * fuel for either: it lands at once, before all others. */
#ifndef AB_MODEL_ARRIVAL_H
#define AB_MODEL_ARRIVAL_H

#include "model/state.h"

void ab_arrival_overhead(struct ab_run *run, int sortie);
void ab_arrival_cleared(struct ab_run *run, int sortie);
void ab_arrival_stand(struct ab_run *run, int sortie);
void ab_arrival_landing(struct ab_run *run, int sortie);
void ab_arrival_holding_limit(struct ab_run *run, int sortie);

#endif
