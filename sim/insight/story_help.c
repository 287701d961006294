/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* story_help.c - what would have brought a load in sooner. */
#include "insight/story_help.h"

#include "base/caseless.h"
#include "insight/changes.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What there could be more or less of: in words around the name of a thing, and its keys, of which the
 * first counts that the tables have. */
struct remedy {
    const char *before, *after, *section, *key[3];
    bool is_less;
};

static const struct remedy working = {
    "a further working place at ", "", "airfield", {"working_mog"}, false};
static const struct remedy stand = {"a further stand at ", "", "airfield", {"parking_mog"}, false};
static const struct remedy runway = {"a further runway at ", "", "airfield", {"runways"}, false};
static const struct remedy fuelling = {
    "a further fuelling place at ", "", "airfield", {"fuel_mog"}, false};
static const struct remedy team = {
    "a further preparation team at ", "", "airfield", {"preparation_teams"}, false};
static const struct remedy yard = {
    "room for a further load in the yard of ", "", "airfield", {"yard_loads"}, false};
static const struct remedy hours = {"longer hours at ", "", "airfield", {NULL}, false};
static const struct remedy crew = {"a further crew of ", "", "fleet", {"crews"}, false};
static const struct remedy aircraft = {"a further aircraft of ", "", "fleet", {"number"}, false};
static const struct remedy any_aircraft = {"a further aircraft", "", "fleet", {NULL}, false};
static const struct remedy available = {
    "earlier availability of ", "", "fleet", {"available"}, true};
static const struct remedy repair = {"quicker repair of ", "", "aircraft", {NULL}, true};
static const struct remedy ceiling = {
    "a further flight under the ceiling ", "", "flow", {"flights"}, false};
static const struct remedy daily = {
    "a further flight home a day", "", "withdrawal", {"flights_per_day"}, false};
static const struct remedy decision = {
    "an earlier decision", "", "command", {"decision", "consultation"}, true};
static const struct remedy assembly = {
    "earlier readiness of ", ": its assembly", "contingent", {"assembly", "notice"}, true};
static const struct remedy march = {
    "earlier readiness of ", ": its march", "contingent", {"road_march"}, true};
static const struct remedy freedom = {
    "earlier readiness of ",
    ": when available, approved, committed, or whom it goes after",
    "contingent",
    {NULL},
    true};
static const struct remedy interval = {"earlier readiness of ",
                                       ": its loads one after another",
                                       "contingent",
                                       {"load_interval"},
                                       true};
static const struct remedy interval_out = {"earlier readiness of ",
                                           ": its loads one after another",
                                           "contingent",
                                           {"outload_interval"},
                                           true};
static const struct remedy clearance = {
    "people of ", " who come, or are cleared, sooner", "evacuation", {NULL}, false};
static const struct remedy preparation = {
    "earlier readiness of ",
    ": the preparation of its loads",
    "contingent",
    {"preparation_time", "preparation_per_vehicle", "preparation_per_tonne"},
    true};

struct listing {
    const struct ab_story *story;
    const struct ab_chain_told *chain;
    struct {
        const struct remedy *remedy;
        const char *thing;
        ab_time time;
    } lost[64]; /* more of them than anybody reads */
    int count;
};

static void lose(struct listing *listing, const struct remedy *remedy, const char *thing,
                 ab_time time)
{
    const int most = (int)(sizeof listing->lost / sizeof listing->lost[0]);
    int i = 0;
    assert(time > 0);
    if (remedy == NULL) {
        return;
    }
    while (i < listing->count &&
           (listing->lost[i].remedy != remedy || strcmp(listing->lost[i].thing, thing) != 0)) {
        i++;
    }
    if (i == most) {
        return;
    }
    if (i == listing->count) {
        listing->lost[listing->count].remedy = remedy;
        listing->lost[listing->count].thing = thing;
        listing->lost[listing->count++].time = 0;
    }
    listing->lost[i].time += time;
}

/* ---- which remedy a piece asks for ---- */

static const struct remedy *remedy_of_place(int cause)
{
    switch (cause) {
    case AB_CAUSE_WORKING: return &working;
    case AB_CAUSE_STAND:
    case AB_CAUSE_HOLDING:
    case AB_CAUSE_DIVERSION: return &stand;
    case AB_CAUSE_RUNWAY: return &runway;
    case AB_CAUSE_HOURS: return &hours;
    case AB_CAUSE_YARD: return &yard;
    case AB_CAUSE_PREPARATION: return &team;
    default: return NULL;
    }
}

/* What held a piece, if it is told; "" if not. */
static const char *holder_of(const struct listing *listing, const struct ab_piece *piece)
{
    return piece->holders > 0 ? listing->chain->holder[piece->first_holder].of : "";
}

/* Of what lies before a load was ready. */
static const struct remedy *remedy_of_readiness(const struct ab_told_load *load, const char *what)
{
    const bool is_out = strcmp(load->direction, "out") == 0;
    return strncmp(what, "decision", 8) == 0      ? &decision
           : strstr(what, "assembles") != NULL    ? &assembly
           : strstr(what, "marches") != NULL      ? &march
           : strstr(what, "not free") != NULL     ? &freedom
           : strstr(what, "loads before") != NULL ? (is_out ? &interval_out : &interval)
           : strstr(what, "cleared") != NULL      ? &clearance
           : strcmp(what, "is prepared") == 0     ? &preparation
                                                  : NULL;
}

static void lose_piece(struct listing *listing, const struct ab_piece *piece)
{
    const struct ab_story *story = listing->story;
    const ab_time time = piece->end - piece->begin;
    const struct ab_told_flight *flight =
        piece->flight != AB_NOBODY ? &story->flight[piece->flight] : NULL;
    if (piece->class == AB_PIECE_READINESS) {
        const struct ab_told_load *load = &story->load[listing->chain->first];
        lose(listing, remedy_of_readiness(load, piece->what), load->contingent, time);
    }
    switch (piece->state) {
    case AB_WORK: return;
    case AB_CAUSE_FUEL: /* else there is none in stock */
        lose(listing, piece->holders > 0 ? &fuelling : NULL, piece->airfield, time);
        return;
    case AB_CAUSE_CREW:
        lose(listing, flight ? &crew : NULL, flight ? flight->fleet : "", time);
        return;
    case AB_CAUSE_REPAIR:
        lose(listing, flight ? &repair : NULL, flight ? flight->type : "", time);
        return;
    case AB_CAUSE_FLOW:
        lose(listing, piece->holders > 0 ? &ceiling : NULL, holder_of(listing, piece), time);
        return;
    case AB_CAUSE_SLOT:
        if (strcmp(holder_of(listing, piece), "withdrawal") == 0) {
            lose(listing, &daily, "", time);
        } else {
            lose(listing, &stand, piece->airfield, time);
        }
        return;
    default: lose(listing, remedy_of_place(piece->state), piece->airfield, time); return;
    }
}

/* Whether a flight is the way of an aircraft to a load at its home, where a further one would stand. */
static bool comes_home(const struct ab_story *story, const struct ab_told_flight *flight)
{
    char key[2 * AB_HELP_THING_SIZE];
    (void)snprintf(key, sizeof key, "fleet.%s.home", flight->fleet);
    const char *home = ab_story_said(story, key);
    return flight->load == AB_NOBODY && home != NULL &&
           ab_caseless_equal(home, flight->destination);
}

/* Whether an aircraft was on its way to a load then, or had no crew, or was not fit, to take it aboard. */
static bool fetches(const struct ab_story *story, const struct ab_piece *piece)
{
    if (piece->flight == AB_NOBODY) {
        return false;
    }
    const struct ab_told_flight *flight = &story->flight[piece->flight];
    const bool before = piece->end <= flight->at[AB_FLIGHT_ONLOAD_BEGIN];
    return comes_home(story, flight) ||
           (before && (piece->state == AB_CAUSE_CREW || piece->state == AB_CAUSE_REPAIR));
}

/* The fleet of the aircraft that it is of, or that its load waited for; NULL: it never had one, and nobody
 * knows of which fleet. */
static const char *fleet_of(const struct ab_story *story, const struct ab_piece *piece)
{
    assert(piece->flight != AB_NOBODY || piece->load != AB_NOBODY);
    const int flight = piece->flight != AB_NOBODY ? piece->flight : story->load[piece->load].flight;
    return flight != AB_NOBODY ? story->flight[flight].fleet : NULL;
}

/* Whether an aircraft that a load waited for had not flown before, and its fleet is not there from the alert
 * on: a further one would not have been, either. */
static bool was_not_available(const struct listing *listing, int waits)
{
    const struct ab_story *story = listing->story;
    const struct ab_chain_told *chain = listing->chain;
    const struct ab_piece *piece = &chain->piece[waits];
    const struct ab_piece *next = waits + 1 < chain->pieces ? piece + 1 : piece;
    assert(piece->load != AB_NOBODY);
    const int flight = next->flight != AB_NOBODY ? next->flight : story->load[piece->load].flight;
    char name[2 * AB_HELP_THING_SIZE], less[AB_HELP_WITH_SIZE];
    if (flight == AB_NOBODY || story->flight[flight].previous != AB_NOBODY) {
        return false;
    }
    (void)snprintf(name, sizeof name, "fleet.%s.available", story->flight[flight].fleet);
    const char *said = ab_story_said(story, name);
    const struct ab_key *key = ab_key_named(name);
    return said != NULL && key != NULL && ab_what_if_value(less, sizeof less, key, 0, said);
}

/* A further aircraft would have spared what the one that was waited for did before, its way home to the
 * load, and the wait, unless that was for the fleet to be available at all. */
static void lose_aircraft(struct listing *listing)
{
    const struct ab_chain_told *chain = listing->chain;
    for (int i = 0; i < chain->pieces; i++) {
        const struct ab_piece *piece = &chain->piece[i];
        const bool waits = piece->state == AB_CAUSE_AIRCRAFT && piece->class == AB_PIECE_WAIT;
        if (waits || piece->class == AB_PIECE_EARLIER || fetches(listing->story, piece)) {
            const char *fleet = fleet_of(listing->story, piece);
            const struct remedy *more =
                waits && was_not_available(listing, i) ? &available : &aircraft;
            lose(listing, fleet != NULL ? more : &any_aircraft, fleet != NULL ? fleet : "",
                 piece->end - piece->begin);
        }
    }
}

/* ---- what to type ---- */

/* Whether a name is one that a scenario may give: nothing that a shell takes for more. */
static bool is_plain(const char *name)
{
    const size_t length =
        strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    return length < AB_HELP_THING_SIZE && name[length] == '\0';
}

/* How many aircraft a fleet has, as the tables tell. */
static double aircraft_of(const struct ab_story *story, const char *section, const char *thing)
{
    char key[2 * AB_HELP_THING_SIZE];
    (void)snprintf(key, sizeof key, "%s.%s.number", section, thing);
    const char *number = ab_story_said(story, key);
    return number != NULL ? strtod(number, NULL) : 0;
}

/* KEY=VALUE, in quotes where a shell would not take it as it is; false when it is none of ours. */
static bool write_with(char with[AB_HELP_WITH_SIZE], const char *key, const char *value)
{
    const char *plain = "abcdefghijklmnopqrstuvwxyz0123456789.";
    if (value[strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789.,:*() +-")] != '\0') {
        return false;
    }
    const char *quote = value[strspn(value, plain)] == '\0' ? "" : "'";
    return snprintf(with, AB_HELP_WITH_SIZE, "%s%s=%s%s", quote, key, value, quote) <
           AB_HELP_WITH_SIZE;
}

/* Finds what compare is to be asked with, or worth when the tables do not tell values. */
static void find_command(struct ab_help *help, const struct ab_story *story,
                         const struct remedy *remedy, const char *thing)
{
    const char *dot = thing[0] != '\0' ? "." : "";
    help->with[0] = help->only[0] = '\0';
    if (!is_plain(thing)) {
        return;
    }
    for (int i = 0; i < 3 && remedy->key[i] != NULL && help->with[0] == '\0'; i++) {
        char name[2 * AB_HELP_THING_SIZE], value[AB_HELP_WITH_SIZE];
        (void)snprintf(name, sizeof name, "%s%s%s.%s", remedy->section, dot, thing, remedy->key[i]);
        const struct ab_key *key = ab_key_named(name);
        const char *today = ab_story_said(story, name);
        assert(key != NULL); /* each of a remedy is one */
        if (today == NULL && story->said.is_there) {
            today = key->preset; /* or NULL */
        }
        if (today == NULL ||
            !ab_what_if_value(value, sizeof value, key, aircraft_of(story, remedy->section, thing),
                              today) ||
            !write_with(help->with, name, value)) {
            help->with[0] = '\0';
        }
    }
    if (help->with[0] == '\0' && (!story->said.is_there || remedy->key[0] == NULL)) {
        (void)snprintf(help->only, AB_HELP_WITH_SIZE, "%s%s%s", remedy->section, dot, thing);
    }
}

int ab_story_find_help(struct ab_help help[AB_HELPS_TOLD], const struct ab_story *story,
                       const struct ab_chain_told *chain)
{
    struct listing listing = {.story = story, .chain = chain};
    int count = 0;
    for (int i = 0; i < chain->pieces; i++) {
        lose_piece(&listing, &chain->piece[i]);
    }
    lose_aircraft(&listing);
    for (; count < AB_HELPS_TOLD; count++) {
        int most = AB_NOBODY;
        for (int i = 0; i < listing.count; i++) {
            most = listing.lost[i].time >= AB_SECOND * 18 &&
                           (most == AB_NOBODY || listing.lost[i].time > listing.lost[most].time)
                       ? i
                       : most;
        }
        if (most == AB_NOBODY) {
            break;
        }
        const struct remedy *remedy = listing.lost[most].remedy;
        const char *thing = remedy == &decision || remedy == &daily ? "" : listing.lost[most].thing;
        help[count] = (struct ab_help){.time = listing.lost[most].time,
                                       .before = remedy->before,
                                       .after = remedy->after,
                                       .is_less = remedy->is_less};
        (void)snprintf(help[count].thing, sizeof help[count].thing, "%s", thing);
        find_command(&help[count], story, remedy, thing);
        listing.lost[most].time = 0;
    }
    return count;
}
