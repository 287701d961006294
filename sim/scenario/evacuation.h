/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* evacuation.h - evacuations and back-hauls as one list, their families, and what a family is to
 * whoever carries loads.
 *
 * A family are the people of an evacuation who may fly to the same fields: all of them, or, with
 * shares, one family per field. Evacuations come first, in the order of their ids, then
 * back-hauls. */
#ifndef AB_SCENARIO_EVACUATION_H
#define AB_SCENARIO_EVACUATION_H

#include "scenario/scenario.h"

enum { AB_FAMILIES_MAX = 16 }; /* of an evacuation */

/* Evacuations and back-hauls. */
int ab_scenario_evacuations(const struct ab_scenario *scenario);
const struct ab_evacuation *ab_scenario_evacuation(const struct ab_scenario *scenario, int index);

/* Their families. */
int ab_evacuation_families(const struct ab_evacuation *evacuation);
int ab_scenario_families(const struct ab_scenario *scenario);

/* Whoever has loads: contingents, and behind them the families of evacuations, but not of
 * back-hauls. */
int ab_scenario_parties(const struct ab_scenario *scenario);

/* Whose loads they are: contingents, and behind them evacuations. */
int ab_scenario_owners(const struct ab_scenario *scenario);
int ab_scenario_owner(const struct ab_scenario *scenario, int party);
const char *ab_scenario_owner_id(const struct ab_scenario *scenario, int owner);

/* The section that a party is of: the contingent's, or the evacuation's. */
const struct ab_named *ab_scenario_party(const struct ab_scenario *scenario, int party);

/* The field that is all a party of an evacuation with shares flies to, or AB_NOBODY. */
int ab_scenario_party_share(const struct ab_scenario *scenario, int party);

/* The families of an evacuation as contingents that only leave. */
struct ab_contingent ab_evacuation_as_contingent(const struct ab_evacuation *evacuation,
                                                 int family);

/* What a person weighs, t. */
double ab_evacuation_person_mass(const struct ab_scenario *scenario,
                                 const struct ab_evacuation *evacuation);

/* How many people of an evacuation a type may seat with so much payload. */
int64_t ab_evacuation_capacity(const struct ab_scenario *scenario,
                               const struct ab_evacuation *evacuation, int type, double payload_t);

#endif
