/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* story_holders.c - who had what was waited for. */
#include "insight/story.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A result may come from whoever made it long: no more rows than this are looked at in all. */
static const int64_t looks_most = 300000000;

struct search {
    const struct ab_story *story;
    struct ab_chain_told *chain;
    struct ab_holder_told *found; /* of the piece in hand */
    int count, room;
    int64_t looks;
    enum ab_status status;
};

/* Which kinds of holdings a wait is for; a bit each. */
static unsigned kinds_of(int cause)
{
    static const unsigned kinds[AB_CAUSE_COUNT] = {
        [AB_CAUSE_STAND] = 1u << AB_HELD_STAND | 1u << AB_HELD_AHEAD,
        [AB_CAUSE_HOLDING] = 1u << AB_HELD_STAND | 1u << AB_HELD_AHEAD,
        [AB_CAUSE_DIVERSION] = 1u << AB_HELD_STAND | 1u << AB_HELD_AHEAD,
        [AB_CAUSE_WORKING] = 1u << AB_HELD_WORKING,
        [AB_CAUSE_FUEL] = 1u << AB_HELD_FUELLING,
        [AB_CAUSE_CREW] = 1u << AB_HELD_CREW | 1u << AB_HELD_REST,
        [AB_CAUSE_SLOT] = 1u << AB_HELD_SLOT | 1u << AB_HELD_FLOW,
        [AB_CAUSE_RUNWAY] = 1u << AB_HELD_RUNWAY,
        [AB_CAUSE_FLOW] = 1u << AB_HELD_FLOW,
    };
    return kinds[cause];
}

/* Adds who held it for some time of a piece, to what it held before. */
static void add(struct search *search, const struct ab_piece *piece, struct ab_holder_told holder)
{
    holder.begin = ab_time_later(holder.begin, piece->begin);
    holder.end = ab_time_earlier(holder.end, piece->end);
    holder.time = holder.end - holder.begin;
    if (holder.time <= 0 || holder.name[0] == '\0') {
        return;
    }
    for (int i = 0; i < search->count; i++) {
        struct ab_holder_told *known = &search->found[i];
        if (known->held == holder.held && strcmp(known->name, holder.name) == 0) {
            known->time += holder.time;
            known->begin = ab_time_earlier(known->begin, holder.begin);
            known->end = ab_time_later(known->end, holder.end);
            known->flight = holder.flight;
            return;
        }
    }
    if (!AB_EXTEND(search->found, search->room, search->count)) {
        search->status = AB_IO_ERROR;
        return;
    }
    search->found[search->count++] = holder;
}

/* Whether a holding is of what a piece waits for. */
static bool is_of(const struct ab_story *story, const struct ab_piece *piece,
                  const struct ab_told_holding *holding)
{
    if (holding->held == AB_HELD_FLOW) {
        return (strcmp(holding->of, "withdrawal") == 0) == (piece->state == AB_CAUSE_SLOT);
    }
    if (piece->state == AB_CAUSE_CREW) {
        return piece->flight != AB_NOBODY &&
               strcmp(holding->of, story->flight[piece->flight].fleet) == 0;
    }
    return strcmp(holding->of, piece->airfield) == 0;
}

static void look_at_holdings(struct search *search, const struct ab_piece *piece)
{
    const struct ab_story *story = search->story;
    const unsigned kinds = kinds_of(piece->state);
    const char *own = piece->flight != AB_NOBODY ? story->flight[piece->flight].tail : "";
    search->looks += kinds != 0 ? story->holdings : 0;
    for (int i = 0; kinds != 0 && search->looks < looks_most && i < story->holdings; i++) {
        const struct ab_told_holding *holding = &story->holding[i];
        const bool is_traffic = holding->tail[0] == '\0';
        if ((kinds >> holding->held & 1) != 0 && holding->begin < piece->end &&
            holding->end > piece->begin && strcmp(holding->tail, own) != 0 &&
            is_of(story, piece, holding)) {
            add(search, piece,
                (struct ab_holder_told){.name = is_traffic ? holding->traffic : holding->tail,
                                        .of = holding->of,
                                        .held =
                                            holding->held == AB_HELD_AHEAD
                                                ? AB_HELD_STAND /* it is one, whoever keeps it */
                                                : holding->held,
                                        .is_traffic = is_traffic,
                                        .flight = holding->flight,
                                        .begin = holding->begin,
                                        .end = holding->end});
        }
    }
}

/* A load waited for an aircraft: what those of the fleet that took it flew meanwhile. */
static void look_at_flights(struct search *search, const struct ab_piece *piece)
{
    const struct ab_story *story = search->story;
    const int last = story->load[piece->load].flight;
    search->looks += story->flights;
    for (int i = 0; last != AB_NOBODY && search->looks < looks_most && i < story->flights; i++) {
        const struct ab_told_flight *flight = &story->flight[i];
        const ab_time tasked = flight->at[AB_FLIGHT_TASKED];
        if (tasked < piece->end && flight->at[AB_FLIGHT_ENDED] > piece->begin &&
            strcmp(flight->fleet, story->flight[last].fleet) == 0) {
            add(search, piece,
                (struct ab_holder_told){.name = flight->tail,
                                        .of = flight->fleet,
                                        .held = AB_HELD_COUNT,
                                        .flight = i,
                                        .begin = tasked,
                                        .end = flight->at[AB_FLIGHT_ENDED]});
        }
    }
}

/* Who held it longest first, then who held it first. */
static int compare(const void *a, const void *b)
{
    const struct ab_holder_told *one = a, *other = b;
    if (one->time != other->time) {
        return one->time > other->time ? -1 : 1;
    }
    if (one->begin != other->begin) {
        return one->begin < other->begin ? -1 : 1;
    }
    return strcmp(one->name, other->name);
}

/* Keeps the first of those that were found. */
static void keep(struct search *search, struct ab_piece *piece)
{
    struct ab_chain_told *chain = search->chain;
    const int kept = search->count < AB_HOLDERS_TOLD ? search->count : AB_HOLDERS_TOLD;
    if (search->count > 0) {
        qsort(search->found, (size_t)search->count, sizeof *search->found, compare);
        memcpy(chain->holder + chain->holders, search->found, (size_t)kept * sizeof *search->found);
    }
    piece->first_holder = chain->holders;
    piece->holders = kept;
    piece->others = search->count - kept;
    chain->holders += kept;
}

enum ab_status ab_story_find_holders(struct ab_chain_told *chain, const struct ab_story *story,
                                     struct ab_errors *errors)
{
    struct search search = {.story = story, .chain = chain};
    size_t waits = 0;
    for (int i = 0; i < chain->pieces; i++) {
        waits += chain->piece[i].state != AB_WORK;
    }
    chain->holder = ab_memory_take(waits * AB_HOLDERS_TOLD + 1, sizeof *chain->holder);
    search.status = chain->holder == NULL ? AB_IO_ERROR : AB_OK;
    for (int i = 0; search.status == AB_OK && i < chain->pieces; i++) {
        struct ab_piece *piece = &chain->piece[i];
        search.count = 0;
        if (piece->state == AB_WORK) {
            continue;
        }
        if (piece->state == AB_CAUSE_AIRCRAFT && piece->flight == AB_NOBODY) {
            look_at_flights(&search, piece);
        } else {
            look_at_holdings(&search, piece);
        }
        keep(&search, piece);
    }
    ab_memory_give(search.found);
    return search.status == AB_OK ? AB_OK : ab_errors_out_of_memory(errors);
}
