/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* past.c - where a scenario and the one it goes on from differ. */
#include "scenario/past.h"

#include "base/caseless.h"
#include "scenario/rules.h"
#include "scenario/value.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { NAME_SIZE = AB_SECTION_NAME_SIZE + 64 };

/* What is compared, and what comes of it. */
struct comparison {
    struct ab_past_plan *plan;
    struct ab_build *now;
    const struct ab_build *then;
    int changes; /* made so far */
};

static const struct ab_thing *past_thing(const struct comparison *c)
{
    return &c->now->layers->thing[AB_SECTION_PAST][0];
}

/* --- what is said ---------------------------------------------------------------------------- */

/* Adds an override, whose texts must stay; with the place of the statement that asks for it. */
static void put(struct comparison *c, const char *key, const char *value,
                const struct ab_assignment *said)
{
    struct ab_past_plan *plan = c->plan;
    const struct ab_assignment *place =
        said->file != NULL ? said : ab_thing_value(past_thing(c), "at");
    if (key == NULL || value == NULL) {
        ab_build_fault_memory(c->now);
        return;
    }
    if (plan->count == plan->room) {
        const int room = plan->room > 0 ? 2 * plan->room : 64;
        struct ab_override *grown = ab_arena_take(c->now->arena, (size_t)room * sizeof *grown);
        if (grown == NULL) {
            ab_build_fault_memory(c->now);
            return;
        }
        if (plan->count > 0) {
            memcpy(grown, plan->override, (size_t)plan->count * sizeof *grown);
        }
        plan->override = grown;
        plan->room = room;
    }
    plan->override[plan->count++] =
        (struct ab_override){.key = key, .value = value, .file = place->file, .line = place->line};
}

static char *name_of(struct comparison *c, enum ab_section section, const char *id, const char *key)
{
    char section_name[AB_SECTION_NAME_SIZE], name[NAME_SIZE];
    (void)snprintf(name, sizeof name, "%s.%s", ab_section_name(section, id, section_name), key);
    return ab_arena_copy_text(c->now->arena, name);
}

/* An instant since the scenario's start, as it is written. */
static char *date_of(struct comparison *c, ab_time when)
{
    char text[AB_TIME_ISO_SIZE];
    (void)ab_time_format_iso(c->now->scenario->general.start + when, text, sizeof text);
    return ab_arena_copy_text(c->now->arena, text);
}

static ab_time at(const struct comparison *c)
{
    return c->now->scenario->past.at;
}

/* Whether the plan has a change of that id: what `show` wrote of one that goes on has such. */
static bool has_change(const struct comparison *c, const char *id)
{
    const struct ab_layers *layers = c->now->layers;
    int i = 0;
    while (i < layers->count[AB_SECTION_CHANGE] &&
           !ab_caseless_equal(layers->thing[AB_SECTION_CHANGE][i].id, id)) {
        i++;
    }
    return i < layers->count[AB_SECTION_CHANGE];
}

/* Adds that a key has a value from then on. */
static void put_change(struct comparison *c, const char *key, const char *value,
                       const struct ab_assignment *said)
{
    char id[32];
    do {
        (void)snprintf(id, sizeof id, AB_OF_PAST "%d", ++c->changes);
    } while (has_change(c, id));
    put(c, name_of(c, AB_SECTION_CHANGE, id, "at"), date_of(c, at(c)), said);
    put(c, name_of(c, AB_SECTION_CHANGE, id, "foreseen"), "no", said);
    put(c, name_of(c, AB_SECTION_CHANGE, id, "key"), key, said);
    put(c, name_of(c, AB_SECTION_CHANGE, id, "value"), value, said);
}

/* What a thing says of a key, its default included. */
static const char *text_of(const struct ab_thing *thing, const struct ab_key *key, int number)
{
    const struct ab_assignment *said = ab_thing_said(thing, number);
    return said->value != NULL ? said->value : key->preset != NULL ? key->preset : "none";
}

/* --- keys ------------------------------------------------------------------------------------ */

/* Most texts say nothing that happens, and these say when a run is over and what is told of it. */
static bool may_differ(enum ab_section section, const struct ab_key *key)
{
    static const char *const others[] = {"end",   "horizon",      "event_limit", "seed",
                                         "spans", "nth_delivery", "deadline"};
    if (key->type == AB_VALUE_BASE ||
        (key->type == AB_VALUE_TEXT && (key->flags & AB_KEY_DECIDES) == 0)) {
        return true;
    }
    for (size_t i = 0; section == AB_SECTION_SCENARIO && i < sizeof others / sizeof others[0];
         i++) {
        if (strcmp(key->name, others[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void compare_key(struct comparison *c, const struct ab_thing *now,
                        const struct ab_thing *then, int number)
{
    const struct ab_key *key = &ab_section_kind(now->section)->key[number];
    const char *was = ab_arena_copy_text(c->now->arena, text_of(then, key, number));
    const char *is = text_of(now, key, number);
    const char *name = name_of(c, now->section, now->id, key->name);
    if ((key->flags & AB_KEY_CHANGEABLE) == 0) {
        ab_thing_fault(
            now, key->name, c->now->errors,
            "'%s' was '%s' in the past of this scenario, and it cannot change while a run "
            "goes on",
            is, was != NULL ? was : "");
        return;
    }
    put(c, name, was, ab_thing_said(now, number));
    put_change(c, name, is, ab_thing_said(now, number));
}

/* Whether a list of who may carry has the fleets that it had, and such as are new. */
static bool has_more_fleets(const struct comparison *c, const struct ab_key *key,
                            const char *now_values, const char *then_values)
{
    if (key->type != AB_VALUE_REFERENCES || key->target != AB_SECTION_FLEET) {
        return false;
    }
    const struct ab_layers *layers = c->now->layers, *old = c->then->layers;
    const struct ab_references *now = (const void *)(now_values + key->offset);
    const struct ab_references *then = (const void *)(then_values + key->offset);
    int kept = 0;
    for (int i = 0; i < now->count; i++) {
        const char *id = layers->thing[AB_SECTION_FLEET][now->index[i]].id;
        const int before = ab_layers_find(old, AB_SECTION_FLEET, id);
        if (before < 0) {
            continue;
        }
        if (kept >= then->count || then->index[kept] != before) {
            return false;
        }
        kept++;
    }
    return then->count > 0 && kept == then->count;
}

static void compare_keys(struct comparison *c, const struct ab_thing *now, const void *now_values,
                         const struct ab_thing *then, const void *then_values)
{
    const struct ab_section_kind *kind = ab_section_kind(now->section);
    for (int k = 0; k < kind->key_count; k++) {
        if (!has_more_fleets(c, &kind->key[k], now_values, then_values) &&
            !may_differ(now->section, &kind->key[k]) &&
            ab_canon_of(c->now->layers, &kind->key[k], now_values) !=
                ab_canon_of(c->then->layers, &kind->key[k], then_values)) {
            compare_key(c, now, then, k);
        }
    }
}

/* --- things ---------------------------------------------------------------------------------- */

/* Whether a thing is left out for the whole run. */
static bool is_left_out(const struct ab_build *build, enum ab_section section, int index)
{
    const int key = ab_key_find(section, "active");
    const struct ab_key *row = key >= 0 ? &ab_section_kind(section)->key[key] : NULL;
    const char *thing = ab_scenario_thing(build->scenario, section, index);
    return row != NULL && !*(const bool *)(const void *)(thing + row->offset);
}

/* A `when` of what is new, after something: where it may be before then, it is then. */
static void begin_then(struct comparison *c, const struct ab_thing *thing, const char *key,
                       const struct ab_when *when, struct ab_bracket base)
{
    if (ab_when_range(when, base).low < (double)at(c)) {
        put(c, name_of(c, thing->section, thing->id, key), date_of(c, at(c)),
            ab_thing_said(thing, ab_key_find(thing->section, key)));
    }
}

/* Whether one of some fleets (none given: any) of the past flies a type. */
static bool flew(const struct comparison *c, const struct ab_references *fleets, const char *type)
{
    const struct ab_scenario *then = c->then->scenario;
    const struct ab_layers *layers = c->then->layers;
    for (int f = 0; f < then->fleet_count; f++) {
        if (!is_left_out(c->then, AB_SECTION_FLEET, f) &&
            (fleets->count == 0 || ab_references_name(fleets, f)) &&
            ab_caseless_equal(layers->thing[AB_SECTION_AIRCRAFT][then->fleet[f].type].id, type)) {
            return true;
        }
    }
    return false;
}

/* Whether loads of a contingent of the past would fly with a new fleet that were planned without its
 * type. */
static bool comes_too_late(const struct comparison *c, const struct ab_contingent *now,
                           const struct ab_contingent *then, enum ab_direction direction, int fleet)
{
    const int type = c->now->scenario->fleet[fleet].type;
    return ab_contingent_allows(now, direction, fleet) &&
           !flew(c, ab_contingent_fleets(then, direction),
                 c->now->layers->thing[AB_SECTION_AIRCRAFT][type].id);
}

static void judge_type(struct comparison *c, const struct ab_thing *fleet, int type)
{
    const struct ab_scenario *then = c->then->scenario;
    const int index = ab_layers_find(c->now->layers, AB_SECTION_FLEET, fleet->id);
    char name[AB_SECTION_NAME_SIZE];
    for (int i = 0; i < then->contingent_count; i++) {
        const struct ab_contingent *before = &then->contingent[i];
        const char *id = c->then->layers->thing[AB_SECTION_CONTINGENT][i].id;
        const int here = ab_layers_find(c->now->layers, AB_SECTION_CONTINGENT, id);
        if (here < 0 || is_left_out(c->then, AB_SECTION_CONTINGENT, i)) {
            continue;
        }
        const struct ab_contingent *now = &c->now->scenario->contingent[here];
        if (comes_too_late(c, now, before, AB_IN, index) ||
            (ab_contingent_has_second_tier(now) && comes_too_late(c, now, before, AB_ON, index))) {
            ab_thing_fault(fleet, "type", c->now->errors,
                           "no fleet of [%s] had '%s' in the past of this scenario, and its loads "
                           "were planned without",
                           ab_section_name(AB_SECTION_CONTINGENT, id, name),
                           c->now->layers->thing[AB_SECTION_AIRCRAFT][type].id);
            return;
        }
    }
}

/* Nobody knows before of a number of what is new: till then it is one as if that were not there. */
static void count_then(struct comparison *c, const struct ab_thing *thing, const char *key,
                       const char *before)
{
    const struct ab_assignment *said = ab_thing_said(thing, ab_key_find(thing->section, key));
    const char *name = name_of(c, thing->section, thing->id, key);
    put(c, name, before, said);
    put_change(c, name, said->value, said);
}

static void add_fleet(struct comparison *c, const struct ab_thing *thing, int type)
{
    judge_type(c, thing, type);
    count_then(c, thing, "number", "0");
}

static void add_flow(struct comparison *c, const struct ab_thing *thing,
                     const struct ab_ceiling *flow)
{
    begin_then(c, thing, "from", &flow->from, AB_AT_START);
    if (flow->flights != AB_NO_LIMIT) {
        count_then(c, thing, "flights", "1000000");
    }
}

/* What it precedes did not wait for it before. */
static void add_notification(struct comparison *c, const struct ab_thing *thing,
                             const struct ab_notification *notification)
{
    const struct ab_scenario *then = c->then->scenario;
    const struct ab_when *next =
        notification->before == AB_PRECEDES_DECISION     ? &then->command.decision
        : notification->before == AB_PRECEDES_ORDERS     ? &then->command.orders
        : notification->before == AB_PRECEDES_WITHDRAWAL ? &then->withdrawal.order
                                                         : NULL;
    if (notification->before != AB_PRECEDES_NOTHING &&
        (next == NULL || next->kind != AB_WHEN_DATE || next->date < at(c))) {
        ab_thing_fault(thing, "before", c->now->errors,
                       "is what may have come in the past of this scenario, which knows no such "
                       "notification");
    }
    begin_then(c, thing, "at", &notification->at, ab_scenario_request(c->now->scenario));
}

static void add_contingent(struct comparison *c, const struct ab_thing *thing,
                           const struct ab_contingent *contingent)
{
    if (!contingent->joins_later || contingent->joins < at(c)) {
        put(c, name_of(c, AB_SECTION_CONTINGENT, thing->id, "joins"), date_of(c, at(c)),
            ab_thing_said(thing, ab_key_find(AB_SECTION_CONTINGENT, "joins")));
    }
}

/* What is changed is changed later, and nobody knew. */
static void add_change(struct comparison *c, const struct ab_thing *thing,
                       const struct ab_change *change)
{
    if (change->at.kind == AB_WHEN_DATE && change->at.date < at(c)) {
        ab_thing_fault(thing, "at", c->now->errors,
                       "is before this scenario goes on from its past, which knows no such change");
        return;
    }
    begin_then(c, thing, "at", &change->at, AB_AT_START);
    put(c, name_of(c, AB_SECTION_CHANGE, thing->id, "foreseen"), "no",
        ab_thing_said(thing, ab_key_find(AB_SECTION_CHANGE, "foreseen")));
}

/* The way between two airfields that both were there was flown otherwise. */
static void add_way(struct comparison *c, const struct ab_thing *thing, int from, int to)
{
    const struct ab_thing *airfield = c->now->layers->thing[AB_SECTION_AIRFIELD];
    if (ab_layers_find(c->then->layers, AB_SECTION_AIRFIELD, airfield[from].id) >= 0 &&
        ab_layers_find(c->then->layers, AB_SECTION_AIRFIELD, airfield[to].id) >= 0) {
        ab_thing_fault(thing, NULL, c->now->errors,
                       "is not in the past of this scenario, which may have flown there otherwise");
    }
}

static void add_leg(struct comparison *c, const struct ab_thing *thing, const struct ab_leg *leg)
{
    add_way(c, thing, leg->from, leg->to);
}

static void add_route(struct comparison *c, const struct ab_thing *thing,
                      const struct ab_itinerary *route)
{
    add_way(c, thing, route->legs.index[0], route->legs.index[route->legs.count - 1]);
}

static void add(struct comparison *c, const struct ab_thing *thing, const void *values)
{
    const struct ab_bracket request = ab_scenario_request(c->now->scenario);
    switch (thing->section) {
    case AB_SECTION_AIRCRAFT:
    case AB_SECTION_VEHICLE:
    case AB_SECTION_AIRFIELD: break; /* used by nobody before */
    case AB_SECTION_FLEET: add_fleet(c, thing, ((const struct ab_fleet *)values)->type); break;
    case AB_SECTION_CONTINGENT: add_contingent(c, thing, values); break;
    case AB_SECTION_SITE:
        begin_then(c, thing, "requested", &((const struct ab_site *)values)->requested, request);
        break;
    case AB_SECTION_TRAFFIC:
        begin_then(c, thing, "from", &((const struct ab_traffic *)values)->from, AB_AT_START);
        break;
    case AB_SECTION_EVACUATION:
        begin_then(c, thing, "from", &((const struct ab_evacuation *)values)->from, request);
        break;
    case AB_SECTION_BACKHAUL:
        begin_then(c, thing, "ready", &((const struct ab_evacuation *)values)->from, request);
        break;
    case AB_SECTION_BLACKOUT:
        begin_then(c, thing, "from", &((const struct ab_blackout *)values)->from, AB_AT_START);
        break;
    case AB_SECTION_NOTIFICATION: add_notification(c, thing, values); break;
    case AB_SECTION_FLOW: add_flow(c, thing, values); break;
    case AB_SECTION_CHANGE: add_change(c, thing, values); break;
    case AB_SECTION_LEG: add_leg(c, thing, values); break;
    case AB_SECTION_ROUTE: add_route(c, thing, values); break;
    default: break; /* of the others there is one in every scenario */
    }
}

static bool is_to_come(const struct comparison *c, const struct ab_build *build, int change)
{
    return ab_change_is_to_come(&build->scenario->change[change], at(c));
}

static void find_gone(struct comparison *c, enum ab_section section)
{
    const struct ab_layers *then = c->then->layers;
    char name[AB_SECTION_NAME_SIZE];
    for (int i = 0; i < then->count[section]; i++) {
        const char *id = then->thing[section][i].id;
        const int now = ab_layers_find(c->now->layers, section, id);
        if (!is_left_out(c->then, section, i) && (now < 0 || is_left_out(c->now, section, now)) &&
            !(section == AB_SECTION_CHANGE && is_to_come(c, c->then, i))) {
            ab_thing_fault(past_thing(c), "scenario", c->now->errors,
                           "[%s] is part of it and not of this scenario: what was there stays",
                           ab_section_name(section, id, name));
        }
    }
}

static void compare_things(struct comparison *c, enum ab_section section)
{
    const struct ab_layers *now = c->now->layers, *then = c->then->layers;
    for (int i = 0; i < now->count[section]; i++) {
        const struct ab_thing *thing = &now->thing[section][i];
        const void *values = ab_scenario_thing(c->now->scenario, section, i);
        const int before = ab_layers_find(then, section, thing->id);
        if (is_left_out(c->now, section, i)) {
            continue;
        }
        if (before < 0 || is_left_out(c->then, section, before)) {
            add(c, thing, values);
        } else if (section != AB_SECTION_CHANGE || !is_to_come(c, c->now, i) ||
                   !is_to_come(c, c->then, before)) {
            compare_keys(c, thing, values, &then->thing[section][before],
                         ab_scenario_thing(c->then->scenario, section, before));
        }
    }
    find_gone(c, section);
}

/* --- yards ----------------------------------------------------------------------------------- */

/* Whether it makes a difference to the loads of a contingent if the yard where they begin is limited at some
 * time. */
static bool is_planned_by_yard(const struct ab_scenario *scenario,
                               const struct ab_contingent *contingent, int airfield)
{
    const bool begins_there = ab_contingent_origin(contingent, AB_IN) == airfield ||
                              (ab_contingent_leaves(scenario, contingent) &&
                               ab_contingent_origin(contingent, AB_OUT) == airfield);
    return begins_there && (!ab_contingent_is_prepared(contingent) || contingent->call_forward > 0);
}

/* A contingent of the past whose loads begin at an airfield, and would be planned otherwise; or AB_NOBODY. */
static int planned_by_yard(const struct comparison *c, int airfield)
{
    const struct ab_scenario *then = c->then->scenario;
    for (int i = 0; i < then->contingent_count; i++) {
        if (!is_left_out(c->then, AB_SECTION_CONTINGENT, i) &&
            is_planned_by_yard(then, &then->contingent[i], airfield)) {
            return i;
        }
    }
    return AB_NOBODY;
}

/* Loads are planned otherwise where a yard is limited at any time, known or not. What is otherwise now is
 * so by a change. */
static void compare_yards(struct comparison *c)
{
    const struct ab_scenario *now = c->now->scenario, *then = c->then->scenario;
    char name[AB_SECTION_NAME_SIZE];
    for (int i = 0; i < now->airfield_count; i++) {
        const struct ab_thing *thing = &c->now->layers->thing[AB_SECTION_AIRFIELD][i];
        const int before = ab_layers_find(c->then->layers, AB_SECTION_AIRFIELD, thing->id);
        if (before < 0) {
            continue;
        }
        const bool was_limited = ab_build_may_limit_yard(c->then, &then->airfield[before]);
        const bool is_limited =
            then->airfield[before].yard_loads != AB_NO_LIMIT || /* which it begins with */
            ab_build_may_limit_yard(c->now, &now->airfield[i]);
        const int contingent = is_limited != was_limited ? planned_by_yard(c, before) : AB_NOBODY;
        if (contingent != AB_NOBODY) {
            ab_thing_fault(thing, "yard_loads", c->now->errors,
                           "is limited at some time in %s alone: loads of [%s] were planned "
                           "otherwise in the past",
                           is_limited ? "this scenario" : "the past of this scenario",
                           ab_section_name(
                               AB_SECTION_CONTINGENT,
                               c->then->layers->thing[AB_SECTION_CONTINGENT][contingent].id, name));
        }
    }
}

void ab_past_compare(struct ab_past_plan *plan, struct ab_build *now, const struct ab_build *then)
{
    struct comparison c = {.plan = plan, .now = now, .then = then};
    *plan = (struct ab_past_plan){0};
    for (int s = 0; s < AB_SECTION_SWEEP; s++) {
        const enum ab_section section = (enum ab_section)s;
        if (section != AB_SECTION_PAST && section != AB_SECTION_MILESTONE &&
            section != AB_SECTION_UNCERTAIN) {
            compare_things(&c, section);
        }
    }
    compare_yards(&c);
}

/* --- the past itself ------------------------------------------------------------------------- */

char **ab_past_assignments(const struct ab_past *past, struct ab_arena *arena, int *count)
{
    char *text = ab_arena_copy_text(arena, past->set);
    int parts = 1;
    *count = 0;
    for (const char *p = past->set; *p != '\0'; p++) {
        parts += *p == ';';
    }
    char **set = ab_arena_take(arena, (size_t)parts * sizeof *set);
    if (text == NULL || set == NULL) {
        return NULL;
    }
    for (char *part = text, *end; part != NULL; part = end) {
        end = strchr(part, ';');
        if (end != NULL) {
            *end++ = '\0';
        }
        part += strspn(part, " \t");
        if (*part != '\0') {
            set[(*count)++] = part;
        }
    }
    return set;
}

void ab_past_audit(struct ab_build *build)
{
    const struct ab_past *past = &build->scenario->past;
    const struct ab_thing *thing = &build->layers->thing[AB_SECTION_PAST][0];
    if (past->is_given != (past->scenario[0] != '\0')) {
        ab_thing_fault(thing, past->is_given ? "at" : "scenario", build->errors,
                       "the scenario to go on from and from when on (at) are given together");
    } else if (past->at <= 0) {
        ab_thing_fault(thing, "at", build->errors, "is not after the scenario's start");
    } else if (past->at > build->scenario->general.horizon) {
        ab_thing_fault(thing, "at", build->errors, "is behind the scenario's horizon");
    }
}
