/* held.c - loads before they are tasked. */
#include "model/held.h"

bool ab_held_by_ceiling(const struct ab_run *run)
{
    const int64_t ceiling = run->scenario->withdrawal.flights_per_day;
    return ceiling > 0 && run->permits.in_use + run->outbound_in_progress >= ceiling;
}

enum ab_cause ab_held_cause(const struct ab_run *run, const struct ab_chalk_record *chalk)
{
    return chalk->outbound && ab_held_by_ceiling(run) ? AB_CAUSE_SLOT : AB_CAUSE_AIRCRAFT;
}
