/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* measure.h - what is kept for the measures while a replication runs (see run.h for the values). */
#ifndef AB_MODEL_MEASURE_H
#define AB_MODEL_MEASURE_H

#include "model/state.h"

void ab_measure_reset(struct ab_run *run);

/* Help is asked for: shares of places are counted from now on. */
void ab_measure_request(struct ab_run *run);

/* The first load takes off: rates per day are counted from now on. */
void ab_measure_first_takeoff(struct ab_run *run);

/* So many tonne-kilometres of a load are delivered now. */
void ab_measure_delivery(struct ab_run *run, double tkm);

/* The deployment is over (or the run is, without closure): keeps the use of places and the hours
 * flown until now. */
void ab_measure_deployment(struct ab_run *run);

#endif
