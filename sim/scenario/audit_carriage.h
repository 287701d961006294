/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_carriage.h - a contingent under judgement: whether its ways can be flown (audit_reach.c), and
 * whether what it is made of fits (audit_loads.c); who asks for both is audit_carriage.c. */
#ifndef AB_SCENARIO_AUDIT_CARRIAGE_H
#define AB_SCENARIO_AUDIT_CARRIAGE_H

#include "scenario/carriage.h"

/* Who may carry it, and over which ways. */
struct ab_judge {
    struct ab_build *build;
    const struct ab_scenario *scenario;
    const struct ab_contingent *contingent;
    struct ab_thing *thing;    /* the contingent's section */
    struct ab_carriage *group; /* that it is of, and who may carry that */
    const int *fleet;          /* all that may carry it and have aircraft */
    int fleets;
    int *difficult; /* fleets that may not find a way even between airfields with positions */
    int difficulties;
    bool has_doubts; /* about a fleet with its type and its home */
};

/* Complains of the contingent. */
void ab_judge_fault(const struct ab_judge *judge, const char *key, const char *text);

/* The type of the first of the carrier's fleets. */
const struct ab_aircraft_type *ab_judge_type(const struct ab_judge *judge, int carrier);

/* Whether one of the carriers can fly a way with a load; the key says where it leads. */
void ab_judge_way(const struct ab_judge *judge, const char *key, int from, int to);

/* Whether all fleets can fly empty between their homes and the ends of a way. */
void ab_judge_homes(struct ab_judge *judge, int from, int to);

/* Whether each of its parts fits an aircraft: vehicles and people, and cargo unless that stays. */
void ab_judge_loads(const struct ab_judge *judge, enum ab_direction direction);

/* Whether a load of sustainment fits, if it flies with this contingent's aircraft. */
void ab_judge_sustainment(const struct ab_judge *judge);

#endif
