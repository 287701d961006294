/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* random_alike.c - a scenario told in another way goes the same way. */
#include "support/random_alike.h"

#include "model/state.h"
#include "scenario/build.h"
#include "scenario/document.h"
#include "support/random_values.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ALIKE_CHANGES = 6, PATH_ROOM = PATH_MAX + 16 };

/* ---- the other way ---- */

static bool is_changed(const struct ab_scenario *scenario, const char *key)
{
    bool found = false;
    for (int i = 0; i < scenario->change_count; i++) {
        found = found || strcmp(scenario->change[i].key, key) == 0;
    }
    return found;
}

/* A key that may change, of a thing that there is: its name and its value; false where it has none. */
static bool choose_key(struct maker *maker, const struct ab_scenario *scenario,
                       const struct ab_document *document, char *name, size_t size, char **value)
{
    static const enum ab_section sections[] = {AB_SECTION_WITHDRAWAL, AB_SECTION_FLEET,
                                               AB_SECTION_AIRFIELD,   AB_SECTION_AIRFIELD,
                                               AB_SECTION_EVACUATION, AB_SECTION_FLOW};
    static struct ab_errors errors; /* large; one at a time */
    const enum ab_section section = sections[random_pick(maker, 0, COUNT(sections) - 1)];
    const struct ab_section_kind *kind = ab_section_kind(section);
    const int things = kind->named ? ab_scenario_thing_count(scenario, section) : 1;
    const int thing = things > 0 ? random_pick(maker, 0, things - 1) : 0;
    const struct ab_key *key = &kind->key[random_pick(maker, 0, kind->key_count - 1)];
    if (things == 0 || (key->flags & AB_KEY_CHANGEABLE) == 0 ||
        (section == AB_SECTION_EVACUATION && !scenario->evacuation[thing].calls_flights)) {
        return false;
    }
    const struct ab_named *named = ab_scenario_thing(scenario, section, thing);
    (void)snprintf(name, size, "%s%s%s.%s", kind->name, kind->named ? "." : "",
                   kind->named ? named->id : "", key->name);
    ab_errors_clear(&errors);
    return !is_changed(scenario, name) &&
           ab_document_value(value, document, NULL, 0, name, &errors) == AB_OK && *value != NULL;
}

static void say_changes(struct maker *maker, const struct ab_scenario *scenario,
                        const struct ab_document *document)
{
    static const struct row when[] = {
        {ALWAYS, 100, "at", WHEN, 0, 300, NULL},
        {ALWAYS, 20, "foreseen", FLAG, 0, 0, NULL},
    };
    for (int i = 0, tries = 0; i < ALIKE_CHANGES && tries < 100; tries++) {
        char name[AB_SECTION_NAME_SIZE + AB_ID_LENGTH_MAX];
        char *value = NULL;
        if (choose_key(maker, scenario, document, name, sizeof name, &value)) {
            random_begin(maker, "change", random_chance(maker, 50) ? 'b' : 'y', i++);
            SAY_ROWS(maker, when);
            (void)fprintf(maker->out, "key = %s\nvalue = %s\n", name, value);
        }
        free(value);
    }
}

static void say_things(struct maker *maker, const struct ab_scenario *scenario)
{
    const char first = random_chance(maker, 50) ? '0' : 'z'; /* before all others, or behind them */
    FILE *out = maker->out;
    const int flown = scenario->fleet_count > 0 ? scenario->fleet[0].type : 0;
    if (random_chance(maker, 60)) {
        (void)fprintf(out, "[airfield.%cf]\nlatitude = 10\nlongitude = 10\n", first);
        (void)fprintf(out, "[flow.%cf]\nflights = 1\nairfields = %cf\n", first, first);
        (void)fprintf(out, "[change.%cf]\nat = %d h\nkey = airfield.%cf.parking_mog\nvalue = 2\n",
                      first, random_pick(maker, 0, 200), first);
        (void)fprintf(out, "[change.%cg]\nat = %d min\nkey = flow.%cf.flights\nvalue = 3\n", first,
                      random_pick(maker, 0, 20000), first);
    }
    if (random_chance(maker, 60) && scenario->fleet_count > 0) {
        const int home = scenario->fleet[0].home;
        (void)fprintf(out, "[fleet.%cf]\nhome = %s\ntype = %s\nnumber = 0\n", first,
                      scenario->airfield[home].named.id, scenario->aircraft[flown].named.id);
    }
    if (random_chance(maker, 60) && scenario->contingent_count > 0) {
        const int away = scenario->contingent[0].apod.index[0];
        (void)fprintf(out, "[contingent.%cf]\napoe = %s\napod = %s\nloads = 9\nactive = no\n",
                      first, scenario->airfield[scenario->contingent[0].apoe].named.id,
                      scenario->airfield[away].named.id);
    }
    if (random_chance(maker, 60)) {
        (void)fprintf(out, "[notification.%cf]\nat = %d h\nbefore = nothing\n", first,
                      random_pick(maker, 0, 200));
    }
}

static ab_time lcm(ab_time a, ab_time b)
{
    ab_time x = a, y = b;
    while (y != 0) {
        const ab_time rest = x % y;
        x = y;
        y = rest;
    }
    return a / x * b;
}

/* Whether it says no date but its start, and how much later it may begin. */
static bool may_shift(const char *path, const struct ab_scenario *scenario, ab_time *shift)
{
    char line[512];
    int dates = 0;
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        dates += strstr(line, "2022-") != NULL;
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    *shift = 28 * AB_DAY;
    for (int i = 0; i < scenario->flow_count; i++) {
        *shift = lcm(*shift, scenario->flow[i].per);
    }
    return dates == 1 && *shift < 7000 * 365 * AB_DAY;
}

/* Writes it; false where it cannot be written. */
static bool tell(const char *other, const char *path, const struct ab_scenario *scenario,
                 uint64_t seed)
{
    static struct ab_errors errors;
    struct maker maker = {.state = seed ^ UINT64_C(0x616c696b65), .whole_hours = seed / 4 % 2 == 0};
    struct ab_document *document;
    ab_time shift = 0;
    const int way = random_pick(&maker, 0, 8);
    /* Few have no date but their start. */
    const bool shifts = may_shift(path, scenario, &shift) && random_pick(&maker, 0, 1) == 0;
    ab_errors_clear(&errors);
    if (ab_document_load(&document, NULL, path, NULL, 0, &errors) != AB_OK) {
        return false;
    }
    maker.out = fopen(other, "w");
    if (maker.out != NULL) {
        const char *name = strrchr(path, '/');
        (void)fprintf(maker.out, "[scenario]\nbase = %s\n", name != NULL ? name + 1 : path);
        if (shifts) {
            char instant[40];
            (void)ab_time_format_iso(scenario->general.start + shift, instant, sizeof instant);
            (void)fprintf(maker.out, "start = %s\n", instant);
        }
        if (way <= 5 && !shifts) {
            say_changes(&maker, scenario, document);
        }
        if (way >= 4 && !shifts) {
            say_things(&maker, scenario);
        }
    }
    ab_document_destroy(document);
    return maker.out != NULL && fclose(maker.out) == 0;
}

/* ---- both ---- */

/* Useless airfields may stand between. */
static bool is_same_field(const struct ab_run *a, int field, const struct ab_run *b, int other)
{
    return field == AB_NOBODY || other == AB_NOBODY
               ? field == other
               : strcmp(a->original->airfield[field].named.id,
                        b->original->airfield[other].named.id) == 0;
}

static bool is_same_way(const struct ab_run *run, const struct ab_sortie_record *a,
                        const struct ab_run *other, const struct ab_sortie_record *b)
{
    return is_same_field(run, a->origin, other, b->origin) &&
           is_same_field(run, a->destination, other, b->destination) &&
           is_same_field(run, a->diverted_to, other, b->diverted_to);
}

static bool is_same_flight(const struct ab_sortie_record *a, const struct ab_sortie_record *b)
{
    return a->number == b->number && a->tail == b->tail && a->chalk == b->chalk &&
           a->purpose == b->purpose && a->tasked == b->tasked &&
           a->onload_begin == b->onload_begin && a->onload_end == b->onload_end &&
           a->block_out == b->block_out && a->takeoff == b->takeoff && a->landing == b->landing &&
           a->block_in == b->block_in && a->offload_begin == b->offload_begin &&
           a->offload_end == b->offload_end && a->ended == b->ended &&
           a->passengers == b->passengers;
}

static bool is_same_load(const struct ab_chalk_record *a, const struct ab_chalk_record *b)
{
    return a->number == b->number && a->people == b->people && a->called == b->called &&
           a->ready == b->ready && a->tasked == b->tasked && a->loaded == b->loaded &&
           a->departed == b->departed && a->landed == b->landed && a->offloaded == b->offloaded;
}

static const char *compare(const struct ab_run *a, const struct ab_run *b)
{
    int flights, others, loads, other_loads;
    const struct ab_sortie_record *flight = ab_run_sorties(a, &flights);
    const struct ab_sortie_record *other = ab_run_sorties(b, &others);
    const struct ab_chalk_record *load = ab_run_chalks(a, &loads);
    const struct ab_chalk_record *other_load = ab_run_chalks(b, &other_loads);
    const struct ab_spent *spent = ab_run_sorties_spent(a), *other_spent = ab_run_sorties_spent(b);
    for (int i = 0; i < flights && i < others; i++) {
        if (!is_same_flight(&flight[i], &other[i]) || !is_same_way(a, &flight[i], b, &other[i])) {
            return "told in another way a flight goes otherwise";
        }
        if (flight[i].ended != AB_TIME_NEVER &&
            memcmp(&spent[i], &other_spent[i], sizeof spent[i]) != 0) {
            return "told in another way a flight waits for something else";
        }
    }
    for (int i = 0; i < loads && i < other_loads; i++) {
        if (!is_same_load(&load[i], &other_load[i])) {
            return "told in another way a load goes otherwise";
        }
    }
    const struct ab_spent *waits = ab_run_chalks_spent(a), *other_waits = ab_run_chalks_spent(b);
    for (int i = 0; i < loads && i < other_loads; i++) {
        if (load[i].offloaded != AB_TIME_NEVER &&
            memcmp(&waits[i], &other_waits[i], sizeof waits[i]) != 0) {
            return "told in another way a load waits for something else";
        }
    }
    return flights == others && loads == other_loads ? NULL
                                                     : "told in another way there is more, or less";
}

static const char *run_both(const struct ab_scenario *scenario, const struct ab_scenario *other)
{
    const struct ab_run_options options = {.seed = 1, .replication = 1, .trace = true};
    struct ab_run_outcome outcome, other_outcome;
    struct ab_run *run = ab_run_create(scenario), *other_run = ab_run_create(other);
    const char *wrong = "ran out of memory";
    if (run != NULL && other_run != NULL && ab_run_replicate(run, &options, &outcome) &&
        ab_run_replicate(other_run, &options, &other_outcome)) {
        wrong = outcome.complete != other_outcome.complete ? "told in another way it ends otherwise"
                                                           : compare(run, other_run);
    }
    ab_run_destroy(run);
    ab_run_destroy(other_run);
    return wrong;
}

const char *random_alike(const char *path, const struct ab_scenario *scenario, uint64_t seed)
{
    static struct ab_errors errors;
    char name[PATH_ROOM];
    struct ab_scenario *other;
    (void)snprintf(name, sizeof name, "%s.alike", path);
    const char *wrong = "cannot be told in another way";
    if (tell(name, path, scenario, seed)) {
        ab_errors_clear(&errors);
        if (ab_scenario_load(&other, name, NULL, 0, &errors) != AB_OK) {
            ab_errors_print(&errors, stderr);
            wrong = "is refused when it is told in another way";
        } else {
            wrong = run_both(scenario, other);
            ab_scenario_destroy(other);
        }
    }
    (void)unlink(name);
    return wrong;
}
