/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* judge.h - a contingent under judgement: who may carry it, and over which ways (see
 * audit_carriage.c). */
#ifndef AB_SCENARIO_JUDGE_H
#define AB_SCENARIO_JUDGE_H

#include "scenario/build.h"
#include "scenario/rules.h"

struct ab_judge {
    struct ab_build *build;
    const struct ab_scenario *scenario;
    const struct ab_contingent *contingent;
    struct ab_thing *thing; /* the contingent's section */
    int *fleet;             /* that may carry it and have aircraft */
    int fleets;
};

/* Whether something that the contingent depends on was reported already. */
bool ab_judge_is_doubtful(const struct ab_judge *judge, enum ab_section section, int index);

/* Complains of the contingent at a key, or of the whole (NULL); it is not judged further. */
void ab_judge_fault(const struct ab_judge *judge, const char *key, const char *text);

const struct ab_aircraft_type *ab_judge_type(const struct ab_judge *judge, int fleet);
const char *ab_judge_airfield(const struct ab_judge *judge, int airfield);

/* Sifts the fleets for a way; complains at the key when none is left. */
void ab_judge_way(const struct ab_judge *judge, const char *key, int from, int to);

/* The flights of the fleets from home to where a load waits, and home from where it is taken. */
void ab_judge_homes(const struct ab_judge *judge, int from, int to);

#endif
