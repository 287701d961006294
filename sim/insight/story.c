/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* story.c - the chain behind a delivery, from the tables of a result. */
#include "insight/story.h"

#include "base/memory.h"

#include <assert.h>
#include <string.h>

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
           last->at[AB_FLIGHT_BLOCK_IN] != AB_TIME_NEVER &&
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
    for (;;) {
        assert(chain->flights < story->flights);
        const struct ab_told_flight *flight = &story->flight[at], *last = before(story, flight);
        if (flight->load != AB_NOBODY) {
            is_own = flight->load == chain->load;
            chain->first = flight->load;
        }
        chain->flight[chain->flights++] = (struct ab_link_told){at, AB_NOBODY, AB_TIME_NEVER};
        chain->own += is_own;
        const struct ab_told_load *load = &story->load[chain->first];
        const ab_time ready = load->at[AB_LOAD_READY], tasked = flight->at[AB_FLIGHT_TASKED];
        if (flight->waited[AB_CAUSE_CARGO] >= least_wait && ready > tasked) { /* for it, first */
            return ready != AB_TIME_NEVER ? ready : tasked;
        }
        /* By tables that somebody edited it may come round to a flight again, without end. */
        if (last == NULL || !is_held_by(last, flight, load) || chain->flights == story->flights) {
            return flight->at[AB_FLIGHT_TASKED];
        }
        is_own = is_own && goes_on(last, flight);
        at = flight->previous;
    }
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
    int room;           /* for pieces */
    ab_time now, limit; /* AB_TIME_NEVER: nothing is told yet */
    int flight, load;   /* of what is told */
    const char *at;     /* the airfield where that is, "": nobody knows */
};

/* Whether a piece goes on with the one before it. */
static bool goes_on_with(const struct ab_piece *last, const struct ab_piece *piece)
{
    return last->class == piece->class && last->flight == piece->flight &&
           last->state == piece->state && strcmp(last->what, piece->what) == 0 &&
           strcmp(last->airfield, piece->airfield) == 0;
}

/* Until a moment; one that is not told, or not later than what was told before, is no piece. */
static void tell_of(struct telling *telling, struct ab_piece piece, ab_time until)
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
    struct ab_piece *last = chain->pieces > 0 ? &chain->piece[chain->pieces - 1] : NULL;
    piece.begin = telling->now;
    piece.end = until;
    piece.flight = telling->flight;
    piece.load = telling->flight == AB_NOBODY ? telling->load : AB_NOBODY;
    if (last != NULL && goes_on_with(last, &piece)) {
        last->end = until;
    } else {
        assert(chain->pieces < telling->room);
        chain->piece[chain->pieces++] = piece;
    }
    chain->spent[piece.class] += until - telling->now;
    telling->now = until;
}

static void tell(struct telling *telling, enum ab_piece_class class, const char *what,
                 ab_time until)
{
    tell_of(
        telling,
        (struct ab_piece){.class = class, .what = what, .airfield = telling->at, .state = AB_WORK},
        until);
}

/* The same of what is waited for. */
static void tell_wait(struct telling *telling, enum ab_piece_class class, const char *what,
                      int cause, ab_time until)
{
    tell_of(
        telling,
        (struct ab_piece){.class = class, .what = what, .airfield = telling->at, .state = cause},
        until);
}

/* What is waited for, in words. */
static const char *words_of(int cause)
{
    static const char *const words[AB_CAUSE_COUNT] = {
        [AB_CAUSE_CARGO] = "waits for the rest of its batch",
        [AB_CAUSE_AIRCRAFT] = "waits: no aircraft is free for it",
        [AB_CAUSE_POSITIONING] = "waits: its aircraft is on the way to it",
        [AB_CAUSE_STAND] = "waits on the ground for a stand",
        [AB_CAUSE_WORKING] = "waits for a working place",
        [AB_CAUSE_FUEL] = "waits for fuel",
        [AB_CAUSE_CREW] = "waits for a crew, or for its crew to rest",
        [AB_CAUSE_REPAIR] = "is repaired",
        [AB_CAUSE_SLOT] = "waits for a slot",
        [AB_CAUSE_RUNWAY] = "waits for the runway",
        [AB_CAUSE_WEATHER] = "waits for better weather",
        [AB_CAUSE_HOURS] = "waits for opening hours",
        [AB_CAUSE_CLOSED] = "waits: the airfield is closed",
        [AB_CAUSE_HOLDING] = "holds in the air for a stand",
        [AB_CAUSE_DIVERSION] = "flies to its alternate, or comes on from there",
        [AB_CAUSE_YARD] = "waits for room in the yard",
        [AB_CAUSE_PREPARATION] = "waits for a preparation team",
        [AB_CAUSE_WINDOW] = "waits for its earliest arrival",
        [AB_CAUSE_FLOW] = "waits under a ceiling on flights",
    };
    return words[cause];
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

/* Where a load was put aboard: "" when no flight has it. */
static const char *origin_of(const struct ab_story *story, const struct ab_told_load *load)
{
    int flight = load->flight;
    while (flight != AB_NOBODY && story->flight[flight].previous != AB_NOBODY &&
           story->flight[story->flight[flight].previous].stops) {
        flight = story->flight[flight].previous;
    }
    return flight != AB_NOBODY ? story->flight[flight].origin : "";
}

/* What a load waited for one after the other, from what is told already up to the limit. */
static void tell_load_waits(struct telling *telling, const struct ab_story *story,
                            const struct ab_told_load *load)
{
    for (int i = 0; i < load->stages.count; i++) {
        const struct ab_told_stretch *stretch = &story->load_stage[load->stages.first + i];
        const int state = stretch->state;
        const char *what = state == AB_WORK           ? "stands ready"
                           : state == AB_CAUSE_CLOSED ? "waits: an airfield is closed"
                                                      : words_of(state);
        tell(telling, AB_PIECE_WAIT, reason_of(load), stretch->begin);
        tell_wait(telling, AB_PIECE_WAIT, what, state, stretch->end);
    }
}

/* When the first load in of a contingent was brought or ready: until then no load was before another. */
static ab_time first_of(const struct ab_story *story, const struct ab_told_load *load)
{
    ab_time first = AB_TIME_NEVER;
    for (int i = 0; i < story->loads; i++) {
        const struct ab_told_load *other = &story->load[i];
        const ab_time at = other->at[AB_LOAD_BROUGHT] != AB_TIME_NEVER ? other->at[AB_LOAD_BROUGHT]
                                                                       : other->at[AB_LOAD_READY];
        if (at < first && strcmp(other->contingent, load->contingent) == 0) {
            first = at;
        }
    }
    return first;
}

static void tell_load(struct telling *telling, const struct ab_story *story)
{
    const struct ab_told_load *load = &story->load[telling->chain->first];
    const struct ab_told_unit *unit = load->is_supplies ? NULL : unit_of(story, load->contingent);
    const ab_time *at = load->at, until = telling->limit;
    telling->load = telling->chain->first;
    telling->at = origin_of(story, load);
    if (unit != NULL) {
        tell_unit(telling, unit, load);
    }
    if (unit != NULL && strcmp(load->direction, "in") == 0) {
        tell(telling, AB_PIECE_READINESS, "its contingent is not free to come yet",
             first_of(story, load));
    }
    const bool is_prepared = at[AB_LOAD_BROUGHT] != AB_TIME_NEVER;
    tell(telling, AB_PIECE_READINESS, "loads before it, until it is brought", at[AB_LOAD_BROUGHT]);
    tell_wait(telling, AB_PIECE_READINESS, "waits for a preparation team", AB_CAUSE_PREPARATION,
              at[AB_LOAD_TAKEN_UP]);
    tell(telling, AB_PIECE_READINESS, "is prepared", at[AB_LOAD_PREPARED]);
    if (is_prepared) {
        tell_wait(telling, AB_PIECE_READINESS, "waits for room in the yard", AB_CAUSE_YARD,
                  at[AB_LOAD_READY]);
    }
    tell(telling, AB_PIECE_READINESS,
         unit != NULL        ? "loads before it, until it is ready"
         : load->is_supplies ? "stock lasts, until supplies are asked for"
                             : "people come and are cleared",
         at[AB_LOAD_READY]);
    tell(telling, AB_PIECE_WAIT, "waits until it is called", at[AB_LOAD_CALLED]);
    tell_load_waits(telling, story, load);
    tell(telling, AB_PIECE_WAIT, reason_of(load), until);
}

/* What an aircraft does in a stretch of work. */
static void name_work(struct ab_piece *piece, const struct ab_told_flight *flight,
                      const char *stage)
{
    static const struct {
        const char *stage;
        enum ab_piece_class class;
        const char *what;
    } work[] = {
        {"before onload", AB_PIECE_STANDING, "before the onload"},
        {"onload", AB_PIECE_ONLOAD, "onload"},
        {"departure", AB_PIECE_STANDING, "is fuelled"},
        {"take-off", AB_PIECE_FLIGHT, "to the runway"},
        {"flight", AB_PIECE_FLIGHT, "flight"},
        {"landing", AB_PIECE_FLIGHT, "to its stand"},
        {"before offload", AB_PIECE_STANDING, "before the offload"},
        {"offload", AB_PIECE_OFFLOAD, "offload"},
    };
    piece->class = AB_PIECE_STANDING;
    piece->what = flight->stops ? "stop on the way" : "servicing";
    for (size_t i = 0; i < sizeof work / sizeof work[0]; i++) {
        if (strcmp(stage, work[i].stage) == 0) {
            piece->class = work[i].class;
            piece->what = work[i].what;
        }
    }
}

/* What a flight did and waited for; of one that was for another load, all is one class. */
static void tell_stages(struct telling *telling, const struct ab_story *story,
                        const struct ab_told_flight *flight, bool is_own)
{
    for (int i = 0; i < flight->stages.count; i++) {
        const struct ab_told_stretch *stretch = &story->stage[flight->stages.first + i];
        struct ab_piece piece = {.state = stretch->state, .airfield = stretch->airfield};
        if (stretch->state == AB_WORK) {
            name_work(&piece, flight, stretch->stage);
        } else {
            piece.class = AB_PIECE_HELD;
            piece.what = words_of(stretch->state);
        }
        if (stretch->state == AB_CAUSE_CARGO && strcmp(stretch->stage, "before onload") == 0) {
            piece.what = "waits: its load is not ready";
        }
        piece.class = is_own ? piece.class : AB_PIECE_EARLIER;
        tell(telling, is_own ? AB_PIECE_STANDING : AB_PIECE_EARLIER, "stands, not tasked",
             stretch->begin);
        tell_of(telling, piece, stretch->end);
    }
}

/* A flight by its moments alone, as far as its stages are not told. */
static void tell_flight(struct telling *telling, const struct ab_story *story,
                        const struct ab_told_flight *flight, bool is_own)
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
    tell_stages(telling, story, flight, is_own);
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
    telling->load = link->from_hub;
    telling->at = origin_of(story, load);
    telling->limit = link->until;
    tell(telling, AB_PIECE_HUB, "at the hub, until the load for the way on is ready",
         load->at[AB_LOAD_READY]);
    tell(telling, AB_PIECE_WAIT, "waits until it is called", load->at[AB_LOAD_CALLED]);
    tell_load_waits(telling, story, load);
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
        telling->at = story->flight[link->flight].origin;
        telling->limit = limit_of(chain, story, i);
        tell_flight(telling, story, &story->flight[link->flight], i >= chain->own);
    }
}

/* Takes room for a chain of whatever the tables can tell. What is told later is later: what is told again, by
 * tables that somebody edited, is no piece, but for one that an end cut off. */
static bool begin_chain(struct ab_chain_told *chain, const struct ab_story *story, int load,
                        int *room)
{
    enum { PIECES_BEFORE = 12, PIECES_BETWEEN = 4 };
    *room = PIECES_BEFORE + story->flights * (2 * AB_FLIGHT_MOMENTS + PIECES_BETWEEN) +
            2 * (story->stages.rows + story->load_stages.rows);
    *chain = (struct ab_chain_told){.load = load, .first = load, .start = AB_NOBODY};
    chain->flight = ab_memory_take((size_t)story->flights + 1, sizeof *chain->flight);
    chain->piece = ab_memory_take((size_t)*room, sizeof *chain->piece);
    return chain->flight != NULL && chain->piece != NULL;
}

bool ab_story_was_there(const struct ab_told_load *load)
{
    return load->flight == AB_NOBODY && load->at[AB_LOAD_OFFLOADED] != AB_TIME_NEVER;
}

enum ab_status ab_story_follow(struct ab_chain_told *chain, const struct ab_story *story, int load,
                               struct ab_errors *errors)
{
    int room;
    if (!begin_chain(chain, story, load, &room)) {
        return ab_errors_out_of_memory(errors);
    }
    struct telling telling = {chain, room, story->request, AB_TIME_NEVER, AB_NOBODY, AB_NOBODY, ""};
    if (ab_story_was_there(&story->load[load])) {
        return AB_OK;
    }
    if (story->load[load].flight != AB_NOBODY) {
        telling.limit = go_back_all(chain, story);
        chain->start = start_of(story, story->load[load].flight);
    }
    const ab_time from = telling.limit;
    reverse(chain->flight, chain->flights);
    chain->own = chain->flights - chain->own;
    tell_load(&telling, story);
    tell_flights(&telling, story);
    add_waits(chain, story, from);
    return ab_story_find_holders(chain, story, errors);
}

enum ab_status ab_story_follow_tail(struct ab_chain_told *chain, const struct ab_story *story,
                                    const char *tail, struct ab_errors *errors)
{
    int room;
    if (!begin_chain(chain, story, AB_NOBODY, &room)) {
        return ab_errors_out_of_memory(errors);
    }
    struct telling telling = {chain, room, AB_TIME_NEVER, AB_TIME_NEVER, AB_NOBODY, AB_NOBODY, ""};
    for (int i = 0; i < story->flights; i++) {
        const struct ab_told_flight *flight = &story->flight[i];
        if (strcmp(flight->tail, tail) == 0) {
            chain->flight[chain->flights++] = (struct ab_link_told){i, AB_NOBODY, AB_TIME_NEVER};
            telling.flight = AB_NOBODY;
            telling.at = flight->origin;
            tell(&telling, AB_PIECE_STANDING, "stands, not tasked", flight->at[AB_FLIGHT_TASKED]);
            telling.flight = i;
            tell_flight(&telling, story, flight, false);
        }
    }
    chain->own = chain->flights;
    return ab_story_find_holders(chain, story, errors);
}

void ab_chain_told_clear(struct ab_chain_told *chain)
{
    ab_memory_give(chain->flight);
    ab_memory_give(chain->piece);
    ab_memory_give(chain->holder);
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
                                                        "waits on the way",
                                                        "servicing and the like"};
    assert(class < AB_PIECE_CLASSES);
    return words[class];
}
