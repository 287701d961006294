/* measure.h - what is kept for the measures while a replication runs (see run.h for the values). */
#ifndef AB_MODEL_MEASURE_H
#define AB_MODEL_MEASURE_H

#include "model/state.h"

void ab_measure_reset(struct ab_run *run);

/* The deployment is over (or the run is, without closure): keeps the use of places and the hours
 * flown until now. */
void ab_measure_deployment(struct ab_run *run);

#endif
