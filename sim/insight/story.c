/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* story.c - the chain behind a delivery, from the tables of a result. */
#include "insight/story.h"

#include "base/memory.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const flight_moments[AB_FLIGHT_MOMENTS] = {
    "tasked",  "onload_begin", "onload_end",    "block_out",   "takeoff",
    "landing", "block_in",     "offload_begin", "offload_end", "ended"};
static const char *const load_moments[AB_LOAD_MOMENTS] = {
    "brought", "taken_up", "prepared", "ready",  "called",
    "tasked",  "loaded",   "departed", "landed", "offloaded"};
static const char *const unit_moments[AB_UNIT_MOMENTS] = {"alerted",   "assembled", "marched",
                                                          "hub_first", "released",  "closed"};

/* ---- tables ---- */

/* A table whose rows are read; after the first fault nothing is read any more. */
struct reading {
    const struct ab_told *told;
    struct ab_errors *errors;
    int row;
    enum ab_status status;
};

static int column_of(struct reading *reading, const char *name)
{
    const int column =
        reading->status == AB_OK ? ab_told_column(reading->told, name, reading->errors) : -1;
    if (column < 0 && reading->status == AB_OK) {
        reading->status = AB_BAD_SCENARIO;
    }
    return column;
}

static const char *text_of(struct reading *reading, const char *name)
{
    const int column = column_of(reading, name);
    return column >= 0 ? ab_told_cell(reading->told, reading->row, column) : "";
}

static double number_of(struct reading *reading, const char *name)
{
    double number = 0;
    const int column = column_of(reading, name);
    if (column >= 0) {
        reading->status =
            ab_told_number(&number, reading->told, reading->row, column, reading->errors);
    }
    return number;
}

static ab_time instant_of(struct reading *reading, const char *name)
{
    ab_time instant = AB_TIME_NEVER;
    const int column = column_of(reading, name);
    if (column >= 0) {
        reading->status =
            ab_told_instant(&instant, reading->told, reading->row, column, reading->errors);
    }
    return instant;
}

static void read_waits(struct reading *reading, double waited[AB_CAUSE_COUNT])
{
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        char name[64];
        (void)snprintf(name, sizeof name, "wait_%s_h", ab_cause_name((enum ab_cause)cause));
        waited[cause] = number_of(reading, name);
    }
}

/* Rows of flights are numbered from 1 in their order, as the program writes them: so a number is a
 * place, and who flew before comes before. */
static int place_of(struct reading *reading, const char *name, int below)
{
    const double number = number_of(reading, name);
    if (reading->status != AB_OK || number == 0) {
        return AB_NOBODY;
    }
    if (!(number >= 1 && number <= below) || number != floor(number)) {
        reading->status =
            ab_told_refuse(reading->told, reading->row, ab_told_column(reading->told, name, NULL),
                           "there is no such flight before it", reading->errors);
        return AB_NOBODY;
    }
    return (int)number - 1;
}

static void read_flight(struct ab_told_flight *flight, struct reading *reading)
{
    *flight = (struct ab_told_flight){
        .tail = text_of(reading, "tail"),
        .type = text_of(reading, "type"),
        .purpose = text_of(reading, "purpose"),
        .origin = text_of(reading, "origin"),
        .destination = text_of(reading, "destination"),
        .chalk = text_of(reading, "chalk"),
        .number = (int64_t)number_of(reading, "sortie"),
        .previous = place_of(reading, "previous_sortie", reading->row),
        .load = AB_NOBODY,
        .stops = number_of(reading, "stop") != 0,
    };
    for (int i = 0; i < AB_FLIGHT_MOMENTS; i++) {
        flight->at[i] = instant_of(reading, flight_moments[i]);
    }
    read_waits(reading, flight->waited);
    if (reading->status == AB_OK && flight->number != reading->row + 1) {
        reading->status = ab_told_refuse(
            reading->told, reading->row, ab_told_column(reading->told, "sortie", NULL),
            "flights must be numbered from 1, row by row", reading->errors);
    }
}

static void read_load(struct ab_told_load *load, struct reading *reading, int flights)
{
    *load = (struct ab_told_load){
        .name = text_of(reading, "chalk"),
        .contingent = text_of(reading, "contingent"),
        .direction = text_of(reading, "direction"),
        .people = text_of(reading, "people"),
        .vehicles = text_of(reading, "vehicles"),
        .cargo = text_of(reading, "cargo_t"),
        .is_supplies = number_of(reading, "sustainment") != 0,
        .flight = place_of(reading, "sortie", flights),
    };
    for (int i = 0; i < AB_LOAD_MOMENTS; i++) {
        load->at[i] = instant_of(reading, load_moments[i]);
    }
    read_waits(reading, load->waited);
}

static enum ab_status read_flights(struct ab_story *story, struct ab_errors *errors)
{
    struct reading reading = {.told = &story->sorties, .errors = errors};
    story->flight = ab_memory_take((size_t)story->sorties.rows + 1, sizeof *story->flight);
    if (story->flight == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (; reading.row < story->sorties.rows && reading.status == AB_OK; reading.row++) {
        read_flight(&story->flight[story->flights++], &reading);
    }
    return reading.status;
}

struct named {
    const char *name;
    int load;
};

static int compare_names(const void *a, const void *b)
{
    const struct named *one = a, *other = b;
    return strcmp(one->name, other->name);
}

/* Finds the load of each flight. */
static enum ab_status join_loads(struct ab_story *story, struct ab_errors *errors)
{
    struct named *sorted = ab_memory_take((size_t)story->loads + 1, sizeof *sorted);
    if (sorted == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (int i = 0; i < story->loads; i++) {
        sorted[i] = (struct named){story->load[i].name, i};
    }
    qsort(sorted, (size_t)story->loads, sizeof *sorted, compare_names);
    for (int i = 0; i < story->flights; i++) {
        const struct named wanted = {.name = story->flight[i].chalk};
        const struct named *found =
            wanted.name[0] != '\0'
                ? bsearch(&wanted, sorted, (size_t)story->loads, sizeof *sorted, compare_names)
                : NULL;
        story->flight[i].load = found != NULL ? found->load : AB_NOBODY;
    }
    ab_memory_give(sorted);
    return AB_OK;
}

static enum ab_status read_loads(struct ab_story *story, struct ab_errors *errors)
{
    struct reading reading = {.told = &story->chalks, .errors = errors};
    story->load = ab_memory_take((size_t)story->chalks.rows + 1, sizeof *story->load);
    if (story->load == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    story->replication = story->chalks.rows > 0 ? (int64_t)number_of(&reading, "replication") : 0;
    for (; reading.row < story->chalks.rows && reading.status == AB_OK; reading.row++) {
        read_load(&story->load[story->loads++], &reading, story->flights);
    }
    return reading.status == AB_OK ? join_loads(story, errors) : reading.status;
}

static enum ab_status read_units(struct ab_story *story, struct ab_errors *errors)
{
    struct reading reading = {.told = &story->contingents, .errors = errors};
    story->unit = ab_memory_take((size_t)story->contingents.rows + 1, sizeof *story->unit);
    if (story->unit == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (; reading.row < story->contingents.rows && reading.status == AB_OK; reading.row++) {
        if ((int64_t)number_of(&reading, "replication") != story->replication) {
            continue;
        }
        struct ab_told_unit *unit = &story->unit[story->units++];
        unit->name = text_of(&reading, "contingent");
        for (int i = 0; i < AB_UNIT_MOMENTS; i++) {
            unit->at[i] = instant_of(&reading, unit_moments[i]);
        }
    }
    return reading.status;
}

/* Reads how long after the request a contingent was in, if the table tells; 0: it does not. */
static double closure_of(struct reading *reading, const char *contingent)
{
    char name[256];
    (void)snprintf(name, sizeof name, "closure_h.%s", contingent);
    return ab_told_column(reading->told, name, NULL) >= 0 ? number_of(reading, name) : 0;
}

/* The request is as long before a contingent was in as its measure says: to nine digits, so that it is
 * rounded to the tenth of a second. The first that is in will do, since it has the most digits. */
static enum ab_status find_request(struct ab_story *story, struct ab_errors *errors)
{
    struct reading reading = {.told = &story->replications, .errors = errors};
    double least = 0;
    while (reading.row < story->replications.rows && reading.status == AB_OK &&
           (int64_t)number_of(&reading, "replication") != story->replication) {
        reading.row++;
    }
    for (int i = 0;
         i < story->units && reading.row < story->replications.rows && reading.status == AB_OK;
         i++) {
        const ab_time closed = story->unit[i].at[AB_UNIT_CLOSED];
        const double hours =
            closed != AB_TIME_NEVER ? closure_of(&reading, story->unit[i].name) : 0;
        if (hours > 0 && (story->closed == AB_TIME_NEVER || closed > story->closed)) {
            story->closed = closed;
        }
        if (hours > 0 && (least == 0 || hours < least)) {
            least = hours;
            const double request = (double)closed - hours * (double)AB_HOUR;
            story->request = request < (double)AB_TIME_FIRST ? AB_TIME_NEVER
                                                             : 100 * ab_time_round(request / 100);
        }
    }
    return reading.status;
}

enum ab_status ab_story_read(struct ab_story *story, const char *result, struct ab_errors *errors)
{
    *story = (struct ab_story){.request = AB_TIME_NEVER, .closed = AB_TIME_NEVER};
    enum ab_status status = ab_told_read(&story->chalks, result, AB_TABLE_CHALKS, errors);
    if (status == AB_OK) {
        status = ab_told_read(&story->sorties, result, AB_TABLE_SORTIES, errors);
    }
    if (status == AB_OK && (!story->chalks.is_there || !story->sorties.is_there)) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, result, 0, NULL, NULL,
                             "no replication was traced, so that nobody knows what happened in it: "
                             "make the result with `airbridge run SCENARIO -n 1 --trace -o DIR`");
    }
    if (status == AB_OK) {
        status = ab_told_read(&story->contingents, result, AB_TABLE_CONTINGENTS, errors);
    }
    if (status == AB_OK) {
        status = ab_told_read(&story->replications, result, AB_TABLE_REPLICATIONS, errors);
    }
    status = status == AB_OK ? read_flights(story, errors) : status;
    status = status == AB_OK ? read_loads(story, errors) : status;
    status = status == AB_OK ? read_units(story, errors) : status;
    return status == AB_OK ? find_request(story, errors) : status;
}

void ab_story_clear(struct ab_story *story)
{
    ab_told_clear(&story->sorties);
    ab_told_clear(&story->chalks);
    ab_told_clear(&story->contingents);
    ab_told_clear(&story->replications);
    ab_memory_give(story->flight);
    ab_memory_give(story->load);
    ab_memory_give(story->unit);
    *story = (struct ab_story){0};
}

static bool goes_home(const struct ab_told_load *load)
{
    return strcmp(load->direction, "out") == 0;
}

/* The last of some loads: those of a contingent, or of all but supplies; `home`: on the way home. */
static int last_of(const struct ab_story *story, const char *contingent, bool home)
{
    int last = AB_NOBODY;
    for (int i = 0; i < story->loads; i++) {
        const struct ab_told_load *load = &story->load[i];
        const ab_time at = load->at[AB_LOAD_OFFLOADED];
        const bool counts =
            contingent != NULL ? strcmp(load->contingent, contingent) == 0 : !load->is_supplies;
        if (counts && goes_home(load) == home && load->flight != AB_NOBODY && at != AB_TIME_NEVER &&
            (last == AB_NOBODY || at > story->load[last].at[AB_LOAD_OFFLOADED])) {
            last = i;
        }
    }
    return last;
}

int ab_story_last(const struct ab_story *story, const char *contingent)
{
    const int last = last_of(story, contingent, false);
    return last == AB_NOBODY ? last_of(story, contingent, true) : last;
}

/* ---- backwards: which flights, and which load they begin with ---- */

static const struct ab_told_flight *before(const struct ab_story *story,
                                           const struct ab_told_flight *flight)
{
    return flight->previous != AB_NOBODY ? &story->flight[flight->previous] : NULL;
}

/* Whether the flight before was for the same load: to fetch it, or to a stop on the way. */
static bool goes_on(const struct ab_told_flight *last, const struct ab_told_flight *flight)
{
    return (strcmp(last->purpose, "positioning") == 0 || last->stops) &&
           last->at[AB_FLIGHT_ENDED] == flight->at[AB_FLIGHT_TASKED];
}

/* Whether what the aircraft did before a flight, which is for `load` if it is for one, held that up. */
static bool is_held_by(const struct ab_told_flight *last, const struct ab_told_flight *flight,
                       const struct ab_told_load *load)
{
    const bool is_way_home =
        flight->chalk[0] == '\0' && strcmp(flight->purpose, "positioning") != 0;
    return is_way_home || goes_on(last, flight) ||
           (load->at[AB_LOAD_CALLED] < flight->at[AB_FLIGHT_TASKED] &&
            last->at[AB_FLIGHT_ENDED] == flight->at[AB_FLIGHT_TASKED]);
}

static const double least_wait = 0.0001; /* h, the least that a table tells */

/* Goes back from a flight that brought a load; returns when the flights begin to count: when the first
 * is tasked, or when the load for which it stood there was ready. */
static ab_time go_back(struct ab_chain_told *chain, const struct ab_story *story, int at)
{
    bool is_own = true;
    while (chain->flights < story->flights) { /* by whose tables would it ever be more */
        const struct ab_told_flight *flight = &story->flight[at], *last = before(story, flight);
        if (flight->load != AB_NOBODY) {
            is_own = flight->load == chain->load;
            chain->first = flight->load;
        }
        chain->flight[chain->flights++] = (struct ab_link_told){at, AB_NOBODY, AB_TIME_NEVER};
        chain->own += is_own;
        const struct ab_told_load *load = &story->load[chain->first];
        if (flight->waited[AB_CAUSE_CARGO] >= least_wait) {
            const ab_time ready = load->at[AB_LOAD_READY], tasked = flight->at[AB_FLIGHT_TASKED];
            return ready != AB_TIME_NEVER && ready > tasked ? ready : tasked;
        }
        if (last == NULL || !is_held_by(last, flight, load)) {
            return flight->at[AB_FLIGHT_TASKED];
        }
        is_own = is_own && goes_on(last, flight);
        at = flight->previous;
    }
    return story->flight[at].at[AB_FLIGHT_TASKED];
}

/* What came to the hub last before a load from there was ready; AB_NOBODY: it comes from none. */
static int feeder_of(const struct ab_story *story, const struct ab_told_load *load)
{
    const ab_time ready = load->at[AB_LOAD_READY];
    int feeder = AB_NOBODY;
    for (int i = 0; strcmp(load->direction, "on") == 0 && i < story->loads; i++) {
        const struct ab_told_load *other = &story->load[i];
        const ab_time at = other->at[AB_LOAD_OFFLOADED];
        if (strcmp(other->direction, "in") == 0 && !other->is_supplies &&
            other->flight != AB_NOBODY && at != AB_TIME_NEVER && at <= ready &&
            strcmp(other->contingent, load->contingent) == 0 &&
            (feeder == AB_NOBODY || at > story->load[feeder].at[AB_LOAD_OFFLOADED])) {
            feeder = i;
        }
    }
    return feeder;
}

/* Goes back from the load's delivery, through hubs. */
static ab_time go_back_all(struct ab_chain_told *chain, const struct ab_story *story)
{
    ab_time from = go_back(chain, story, story->load[chain->load].flight);
    for (int feeder; chain->flights < story->flights &&
                     (feeder = feeder_of(story, &story->load[chain->first])) != AB_NOBODY;) {
        struct ab_link_told *link = &chain->flight[chain->flights - 1];
        link->from_hub = chain->first;
        link->until = from;
        chain->first = feeder;
        from = go_back(chain, story, story->load[feeder].flight);
    }
    return from;
}

/* ---- forwards: pieces ---- */

struct telling {
    struct ab_chain_told *chain;
    ab_time now, limit; /* AB_TIME_NEVER: nothing is told yet */
    int flight;
};

/* Until a moment; one that is not told, or not later than what was told before, is no piece. */
static void tell(struct telling *telling, enum ab_piece_class class, const char *what,
                 ab_time until)
{
    struct ab_chain_told *chain = telling->chain;
    if (until == AB_TIME_NEVER) {
        return;
    }
    until = until < telling->limit ? until : telling->limit;
    if (telling->now == AB_TIME_NEVER) {
        telling->now = until;
    }
    if (until <= telling->now) {
        return;
    }
    chain->piece[chain->pieces++] =
        (struct ab_piece){class, telling->now, until, what, telling->flight};
    chain->spent[class] += until - telling->now;
    telling->now = until;
}

static const struct ab_told_unit *unit_of(const struct ab_story *story, const char *contingent)
{
    for (int i = 0; i < story->units; i++) {
        if (strcmp(story->unit[i].name, contingent) == 0) {
            return &story->unit[i];
        }
    }
    return NULL;
}

/* How a contingent came as far as its loads: what is not told of it is left out. */
static void tell_unit(struct telling *telling, const struct ab_told_unit *unit,
                      const struct ab_told_load *load)
{
    const ab_time *at = unit->at;
    tell(telling, AB_PIECE_READINESS, "decision, until its contingent is alerted",
         at[AB_UNIT_ALERTED]);
    tell(telling, AB_PIECE_READINESS, "its contingent assembles", at[AB_UNIT_ASSEMBLED]);
    tell(telling, AB_PIECE_READINESS, "its contingent marches to the airfield",
         at[AB_UNIT_MARCHED]);
    if (strcmp(load->direction, "on") == 0) {
        tell(telling, AB_PIECE_READINESS, "until its contingent's first load is at the hub",
             at[AB_UNIT_HUB_FIRST]);
    }
    if (goes_home(load)) {
        tell(telling, AB_PIECE_READINESS, "until its contingent is free to go home",
             at[AB_UNIT_RELEASED]);
    }
}

/* What the load waited for longest before it had an aircraft. */
static const char *reason_of(const struct ab_told_load *load)
{
    static const struct {
        enum ab_cause cause;
        const char *words;
    } reasons[] = {{AB_CAUSE_AIRCRAFT, "waits: no aircraft is free for it"},
                   {AB_CAUSE_CLOSED, "waits: an airfield is closed"},
                   {AB_CAUSE_FLOW, "waits: a ceiling on flights"},
                   {AB_CAUSE_WINDOW, "waits for its earliest arrival"}};
    int longest = 0;
    for (int i = 1; i < (int)(sizeof reasons / sizeof reasons[0]); i++) {
        longest =
            load->waited[reasons[i].cause] > load->waited[reasons[longest].cause] ? i : longest;
    }
    return reasons[longest].words;
}

static void tell_load(struct telling *telling, const struct ab_story *story)
{
    const struct ab_told_load *load = &story->load[telling->chain->first];
    const struct ab_told_unit *unit = unit_of(story, load->contingent);
    const ab_time *at = load->at, until = telling->limit;
    if (unit != NULL) {
        tell_unit(telling, unit, load);
    }
    const bool is_prepared = at[AB_LOAD_BROUGHT] != AB_TIME_NEVER;
    tell(telling, AB_PIECE_READINESS, "loads before it, until it is brought", at[AB_LOAD_BROUGHT]);
    tell(telling, AB_PIECE_READINESS, "waits for a preparation team", at[AB_LOAD_TAKEN_UP]);
    tell(telling, AB_PIECE_READINESS, "is prepared", at[AB_LOAD_PREPARED]);
    tell(telling, AB_PIECE_READINESS,
         is_prepared ? "waits for room in the yard" : "loads before it, until it is ready",
         at[AB_LOAD_READY]);
    tell(telling, AB_PIECE_WAIT, "waits until it is called", at[AB_LOAD_CALLED]);
    tell(telling, AB_PIECE_WAIT, reason_of(load), until);
}

/* The stages of a flight; `class`: of a flight that was for another load, else each its own. */
static void tell_flight(struct telling *telling, const struct ab_told_flight *flight, bool is_own)
{
    static const struct {
        enum ab_flight_moment until;
        enum ab_piece_class class;
        const char *what;
    } stages[] = {
        {AB_FLIGHT_TASKED, AB_PIECE_STANDING, "stands, not tasked"},
        {AB_FLIGHT_ONLOAD_BEGIN, AB_PIECE_STANDING, "before the onload"},
        {AB_FLIGHT_ONLOAD_END, AB_PIECE_ONLOAD, "onload"},
        {AB_FLIGHT_BLOCK_OUT, AB_PIECE_STANDING, "before it leaves its stand"},
        {AB_FLIGHT_TAKEOFF, AB_PIECE_FLIGHT, "to the runway"},
        {AB_FLIGHT_LANDING, AB_PIECE_FLIGHT, "flight"},
        {AB_FLIGHT_BLOCK_IN, AB_PIECE_FLIGHT, "to its stand"},
        {AB_FLIGHT_OFFLOAD_BEGIN, AB_PIECE_STANDING, "before the offload"},
        {AB_FLIGHT_OFFLOAD_END, AB_PIECE_OFFLOAD, "offload"},
        {AB_FLIGHT_ENDED, AB_PIECE_STANDING, "servicing"},
    };
    for (int i = 0; i < (int)(sizeof stages / sizeof stages[0]); i++) {
        tell(telling, is_own ? stages[i].class : AB_PIECE_EARLIER, stages[i].what,
             flight->at[stages[i].until]);
    }
}

static void add_waits(struct ab_chain_told *chain, const struct ab_story *story, ab_time from)
{
    const struct ab_told_load *first = &story->load[chain->first];
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        for (int i = 0; i < chain->flights; i++) {
            const double waited = story->flight[chain->flight[i].flight].waited[cause];
            chain->waited[cause] += cause != AB_CAUSE_CARGO ? waited : 0;
        }
    }
    /* Before its flights the load alone waited, or who prepares it. */
    static const enum ab_cause before_flights[] = {AB_CAUSE_AIRCRAFT, AB_CAUSE_CLOSED,
                                                   AB_CAUSE_FLOW, AB_CAUSE_WINDOW};
    static const enum ab_cause in_preparation[] = {AB_CAUSE_YARD, AB_CAUSE_PREPARATION};
    for (int i = 0; i < 4 && from > first->at[AB_LOAD_READY]; i++) {
        chain->waited[before_flights[i]] += first->waited[before_flights[i]];
    }
    for (int i = 0; i < 2 && first->at[AB_LOAD_BROUGHT] != AB_TIME_NEVER; i++) {
        chain->waited[in_preparation[i]] += first->waited[in_preparation[i]];
    }
}

/* The flight with which an aircraft began to be there for the load of a flight. */
static int start_of(const struct ab_story *story, int flight)
{
    const struct ab_told_flight *last;
    while ((last = before(story, &story->flight[flight])) != NULL &&
           goes_on(last, &story->flight[flight])) {
        flight = story->flight[flight].previous;
    }
    return flight;
}

static void reverse(struct ab_link_told *link, int count)
{
    for (int i = 0; i < count / 2; i++) {
        const struct ab_link_told other = link[count - 1 - i];
        link[count - 1 - i] = link[i];
        link[i] = other;
    }
}

/* What a load waited for at a hub, until its flights begin. */
static void tell_hub(struct telling *telling, const struct ab_story *story,
                     const struct ab_link_told *link)
{
    const struct ab_told_load *load = &story->load[link->from_hub];
    telling->flight = AB_NOBODY;
    telling->limit = link->until;
    tell(telling, AB_PIECE_HUB, "at the hub, until the load for the way on is ready",
         load->at[AB_LOAD_READY]);
    tell(telling, AB_PIECE_WAIT, "waits until it is called", load->at[AB_LOAD_CALLED]);
    tell(telling, AB_PIECE_WAIT, reason_of(load), link->until);
}

/* When a flight of the chain is over for it: with its offload at a hub, and at the end. */
static ab_time limit_of(const struct ab_chain_told *chain, const struct ab_story *story, int link)
{
    const int load = story->flight[chain->flight[link].flight].load;
    if (link + 1 == chain->flights) {
        return story->load[chain->load].at[AB_LOAD_OFFLOADED];
    }
    return chain->flight[link + 1].from_hub != AB_NOBODY && load != AB_NOBODY
               ? story->load[load].at[AB_LOAD_OFFLOADED]
               : AB_TIME_NEVER;
}

static void tell_flights(struct telling *telling, const struct ab_story *story)
{
    const struct ab_chain_told *chain = telling->chain;
    for (int i = 0; i < chain->flights; i++) {
        const struct ab_link_told *link = &chain->flight[i];
        if (link->from_hub != AB_NOBODY) {
            tell_hub(telling, story, link);
        }
        telling->flight = link->flight;
        telling->limit = limit_of(chain, story, i);
        tell_flight(telling, &story->flight[link->flight], i >= chain->own);
    }
}

enum ab_status ab_story_follow(struct ab_chain_told *chain, const struct ab_story *story, int load,
                               struct ab_errors *errors)
{
    enum { PIECES_BEFORE = 12, PIECES_AT_HUB = 3 };
    *chain = (struct ab_chain_told){.load = load, .first = load, .start = AB_NOBODY};
    chain->flight = ab_memory_take((size_t)story->flights + 1, sizeof *chain->flight);
    chain->piece =
        ab_memory_take(PIECES_BEFORE + (size_t)story->flights * (AB_FLIGHT_MOMENTS + PIECES_AT_HUB),
                       sizeof *chain->piece);
    if (chain->flight == NULL || chain->piece == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    struct telling telling = {chain, story->request, AB_TIME_NEVER, AB_NOBODY};
    if (story->load[load].flight != AB_NOBODY) {
        telling.limit = go_back_all(chain, story);
        chain->start = start_of(story, story->load[load].flight);
    }
    const ab_time from = telling.limit;
    reverse(chain->flight, chain->flights);
    chain->own = chain->flights - chain->own;
    tell_load(&telling, story);
    tell_flights(&telling, story);
    if (chain->flights > 0) {
        add_waits(chain, story, from);
    }
    return AB_OK;
}

void ab_chain_told_clear(struct ab_chain_told *chain)
{
    ab_memory_give(chain->flight);
    ab_memory_give(chain->piece);
    *chain = (struct ab_chain_told){0};
}

const char *ab_piece_words(enum ab_piece_class class)
{
    static const char *const words[AB_PIECE_CLASSES] = {"until it was ready",
                                                        "at a hub",
                                                        "until it had an aircraft",
                                                        "earlier flights",
                                                        "onload",
                                                        "flight",
                                                        "offload",
                                                        "between these"};
    assert(class < AB_PIECE_CLASSES);
    return words[class];
}
