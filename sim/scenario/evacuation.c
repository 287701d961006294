/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* evacuation.c - evacuations and back-hauls as one list, and their families. */
#include "scenario/evacuation.h"

#include "scenario/rules.h"

#include <assert.h>
#include <math.h>

int ab_scenario_evacuations(const struct ab_scenario *scenario)
{
    return scenario->evacuation_count + scenario->backhaul_count;
}

const struct ab_evacuation *ab_scenario_evacuation(const struct ab_scenario *scenario, int index)
{
    return index < scenario->evacuation_count
               ? &scenario->evacuation[index]
               : &scenario->backhaul[index - scenario->evacuation_count];
}

int ab_evacuation_families(const struct ab_evacuation *evacuation)
{
    return evacuation->share_count > 0 ? evacuation->share_count : 1;
}

/* Of the evacuations alone. */
static int families_with_loads(const struct ab_scenario *scenario)
{
    int families = 0;
    for (int e = 0; e < scenario->evacuation_count; e++) {
        families += ab_evacuation_families(&scenario->evacuation[e]);
    }
    return families;
}

int ab_scenario_families(const struct ab_scenario *scenario)
{
    return families_with_loads(scenario) + scenario->backhaul_count;
}

int ab_scenario_parties(const struct ab_scenario *scenario)
{
    return scenario->contingent_count + families_with_loads(scenario);
}

/* The evacuation that a party is of; *family becomes which of its families. */
static const struct ab_evacuation *evacuation_of(const struct ab_scenario *scenario, int party,
                                                 int *family)
{
    const struct ab_evacuation *evacuation = scenario->evacuation;
    *family = party - scenario->contingent_count;
    while (*family >= ab_evacuation_families(evacuation)) {
        *family -= ab_evacuation_families(evacuation++);
    }
    return evacuation;
}

int ab_scenario_owners(const struct ab_scenario *scenario)
{
    return scenario->contingent_count + scenario->evacuation_count;
}

int ab_scenario_owner(const struct ab_scenario *scenario, int party)
{
    int family;
    return party < scenario->contingent_count
               ? party
               : scenario->contingent_count +
                     (int)(evacuation_of(scenario, party, &family) - scenario->evacuation);
}

const char *ab_scenario_owner_id(const struct ab_scenario *scenario, int owner)
{
    return owner < scenario->contingent_count
               ? scenario->contingent[owner].named.id
               : scenario->evacuation[owner - scenario->contingent_count].named.id;
}

const struct ab_named *ab_scenario_party(const struct ab_scenario *scenario, int party)
{
    int family;
    return party < scenario->contingent_count ? &scenario->contingent[party].named
                                              : &evacuation_of(scenario, party, &family)->named;
}

int ab_scenario_party_share(const struct ab_scenario *scenario, int party)
{
    int family;
    assert(party >= scenario->contingent_count);
    const struct ab_evacuation *evacuation = evacuation_of(scenario, party, &family);
    return evacuation->share_count > 0 ? evacuation->shares[family].index : AB_NOBODY;
}

struct ab_contingent ab_evacuation_as_contingent(const struct ab_evacuation *evacuation, int family)
{
    const bool shared = evacuation->share_count > 0;
    return (struct ab_contingent){
        .named = evacuation->named,
        .name = evacuation->name,
        .active = true,
        .apoe = AB_NOBODY,
        .via = AB_NOBODY,
        .people = evacuation->people,
        .priority = evacuation->priority,
        .withdrawal_priority = evacuation->priority,
        .fleets = evacuation->fleets,
        .load_type = AB_NOBODY,
        .withdraw_from = evacuation->airfield,
        .return_to = shared                     ? evacuation->shares[family].index
                     : evacuation->to.count > 0 ? evacuation->to.index[0]
                                                : AB_NOBODY,
        .homes = shared ? (struct ab_references){0, NULL} : evacuation->to,
    };
}

double ab_evacuation_person_mass(const struct ab_scenario *scenario,
                                 const struct ab_evacuation *evacuation)
{
    return evacuation->person_mass < 0 ? scenario->general.person_mass : evacuation->person_mass;
}

int64_t ab_evacuation_capacity(const struct ab_scenario *scenario,
                               const struct ab_evacuation *evacuation, int type, double payload_t)
{
    const struct ab_aircraft_type *aircraft = &scenario->aircraft[type];
    const double mass = ab_evacuation_person_mass(scenario, evacuation);
    int64_t people = aircraft->seats_evacuation >= 0 ? aircraft->seats_evacuation : aircraft->seats;
    people = evacuation->per_flight < people ? evacuation->per_flight : people;
    if (mass > 0 && payload_t < (double)people * mass) {
        people = payload_t < 0 ? 0 : (int64_t)floor(payload_t / mass + AB_SLACK);
    }
    return people;
}
