/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* luck.h - draws for the model: which stream, which index, and what the distribution makes of
 * it. */
#ifndef AB_MODEL_LUCK_H
#define AB_MODEL_LUCK_H

#include "model/state.h"

/* The kinds of things that have streams of their own. */
enum ab_owner {
    AB_OF_COMMAND, /* one, index 0 */
    AB_OF_CONTINGENT,
    AB_OF_FLEET,
    AB_OF_SITE,
    AB_OF_AIRFIELD,
    AB_OF_TRAFFIC,
    AB_OF_BACKHAUL,
    AB_OF_CHANGE,
    AB_OWNER_COUNT
};

/* Names all streams of a run; run->stream has room for ab_luck_stream_count of them. */
int ab_luck_stream_count(const struct ab_scenario *scenario);
void ab_luck_name_streams(struct ab_run *run);

/* The stream of a thing for a purpose (one of the enums of purpose.h that belongs to its kind). */
uint64_t ab_luck_stream(const struct ab_run *run, enum ab_owner owner, int index, int purpose);

/* The index of the draws of a load: 4 * number + 2 * sustainment + outbound. */
uint32_t ab_luck_of_chalk(const struct ab_chalk_record *chalk);

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
