/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* carriage.h - who may carry whom, for those who judge it before a run.
 *
 * Large scenarios have many contingents between few airfields, and many fleets of few types. So what
 * is judged once of a contingent holds for all of its group, which go the same ways and may be
 * carried by the same fleets; and of those fleets one stands for all that are alike on these ways. */
#ifndef AB_SCENARIO_CARRIAGE_H
#define AB_SCENARIO_CARRIAGE_H

#include "scenario/build.h"
#include "scenario/rules.h"

/* Fleets with aircraft of one type, whose crews fly as long, and at home at one airfield of the ways
 * or at none of them. */
struct ab_carrier {
    int fleet; /* the first of them in the contingent's list */
    int home;  /* an airfield of the ways, or AB_NOBODY */
    bool augmented;
    int64_t aircraft; /* of all of them, at the start */
    int lowest;       /* the least number of a fleet of them with such, or AB_NOBODY */
    struct ab_payloads payload[AB_DIRECTIONS]; /* over the ways ... */
    bool has_payload[AB_DIRECTIONS];           /* ... if it was asked for */
};

struct ab_carriage {
    int first, members; /* contingents of the group */
    int carriers;
    struct ab_carrier *carrier; /* in the order of the list of fleets; NULL: not asked for yet */
    bool goes_in, goes_out;     /* its ways, and those of all fleets from and to them, are good */
    bool has_marks;             /* its flights were looked at (note.c) */
};

/* Groups the contingents; false when memory is out. After inactive things are left out and changes
 * are resolved; what is said of fleets must stay as it is. */
bool ab_build_group_carriage(struct ab_build *build);

/* The group of a contingent, and the group with its carriers, which are good until they are asked for
 * again. */
struct ab_carriage *ab_build_carriage(const struct ab_build *build, int contingent);
struct ab_carriage *ab_build_carriers(const struct ab_build *build, int contingent);

/* Finds the carriers of a contingent that is none of the scenario's; good until others are asked for. */
void ab_build_find_carriers(const struct ab_build *build, const struct ab_contingent *plan,
                            struct ab_carriage *group);

/* The payload of a carrier for a contingent of the group: on the best of its ways when loads are cut for
 * the way that they go, else the least. */
double ab_carrier_payload(struct ab_carrier *carrier, const struct ab_scenario *scenario,
                          const struct ab_contingent *contingent, enum ab_direction direction);

/* The fleets that a contingent allows and that have aircraft at some time, in the order of its list;
 * good until the next call. */
const int *ab_build_allowed_fleets(const struct ab_build *build,
                                   const struct ab_contingent *contingent, int *count);

#endif
