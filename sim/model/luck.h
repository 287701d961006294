/* luck.h - draws for the model: which stream, which index, and what the distribution makes of it. */
#ifndef AB_MODEL_LUCK_H
#define AB_MODEL_LUCK_H

#include "model/state.h"

/* Names all streams of a scenario; `stream` has room for ab_luck_stream_count of them. */
int ab_luck_stream_count(const struct ab_scenario *scenario);
void ab_luck_name_streams(const struct ab_scenario *scenario, uint64_t *stream);

uint64_t ab_luck_contingent(const struct ab_run *run, int contingent,
                            enum ab_contingent_purpose purpose);
uint64_t ab_luck_fleet(const struct ab_run *run, int fleet, enum ab_fleet_purpose purpose);
uint64_t ab_luck_site(const struct ab_run *run, int site, enum ab_site_purpose purpose);
uint64_t ab_luck_command(const struct ab_run *run, enum ab_command_purpose purpose);

/* One draw. Durations come out in milliseconds, never negative. */
double ab_luck_real(const struct ab_run *run, const struct ab_distribution *distribution,
                    uint64_t stream, uint32_t index);
ab_time ab_luck_time(const struct ab_run *run, const struct ab_distribution *distribution,
                     uint64_t stream, uint32_t index);
int64_t ab_luck_count(const struct ab_run *run, const struct ab_distribution *distribution,
                      uint64_t stream, uint32_t index);

/* The moment a `when` names: its date (not before `base`), or `base` plus its delay; AB_TIME_NEVER
 * when it is not set or base is. */
ab_time ab_luck_when(const struct ab_run *run, const struct ab_when *when, ab_time base,
                     uint64_t stream);

#endif
