/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* loadplan.h - from people, vehicles and cargo to aircraft loads, all of them beforehand (those that are
 * cut for the aircraft that takes them are in cut.h).
 *
 * Every load is planned for one aircraft type and obeys all its limits at once: payload on the leg,
 * deck length and width, seats. Vehicles go first (classes by falling length, the heavier of equals, or
 * as they are listed, each into the first load that takes it: first fit decreasing), in rows across
 * the deck; a vehicle is never split. People beside vehicles take an even share of those left in each load in turn, then
 * fill the first load that has room; what is left of them flies in as few loads of people only as
 * will do, spread evenly. Bulk fills what payload remains, the first load first, and then loads of
 * its own, after cargo of larger classes, which only types take that are said to. It is taken to need no deck. A load may fly on any allowed type whose limits it also
 * meets. The keys' rules (keys.c) say the same to the user. */
#ifndef AB_MODEL_LOADPLAN_H
#define AB_MODEL_LOADPLAN_H

#include "model/record.h"
#include "scenario/rules.h"

struct ab_load {
    int count;      /* of loads that are all like this, one after another */
    int type;       /* planned for */
    uint64_t types; /* may fly on: a bit per type */
    bool forward;
    int64_t people, vehicles;
    double cargo_t, mass_t;          /* without and with people; -1: a full load of any type */
    double bulk_t;                   /* part of cargo_t, of all classes ... */
    enum ab_cargo_class cargo_class; /* ... the largest of which this is ... */
    double oversize_t, outsize_t;    /* ... and of which these are */
    enum ab_bound bound;
    bool light;     /* would be larger if no fuel for the way out had to be carried */
    int first_item; /* private */
};

/* What is to be carried and what may carry it. */
struct ab_load_request {
    const struct ab_scenario *scenario;
    const struct ab_contingent *contingent;
    int64_t people;
    int64_t forward_people; /* of these, flown first; 0 on the way home */
    double bulk_t, oversize_t, outsize_t;
    uint64_t types;          /* allowed, a bit per type */
    int default_type;        /* loads are planned for it unless the plan says otherwise */
    const double *payload_t; /* by type, on the leg in question; negative: out of range ... */
    const double *fuelled_payload_t; /* ... and if all airfields had fuel */
};

/* A vehicle of a load, and the next of the same load. */
struct ab_load_item {
    int vehicle, next;
};

struct ab_load_planner { /* workspace, reused; grows and is kept */
    struct ab_load *load;
    struct ab_deck *deck; /* of each that carries vehicles */
    int loads, load_room;
    struct ab_load_item *item;
    int items, item_room;
    bool out_of_memory;
};
void ab_load_planner_clear(struct ab_load_planner *planner);

/* How many vehicles of a class a load has, and its deck with them. */
int64_t ab_load_vehicles(const struct ab_load_planner *planner, const struct ab_load *load,
                         int vehicle);
struct ab_deck ab_load_deck(const struct ab_load_planner *planner,
                            const struct ab_scenario *scenario, const struct ab_load *load);

/* Fills planner->load. Returns the number of loads, or -1 when memory ran out. What the reader has
 * checked (each vehicle fits some allowed type) is a precondition. */
int ab_load_plan(struct ab_load_planner *planner, const struct ab_load_request *request);

#endif
