/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* story.h - how a load of a traced replication came to be delivered when it was, told by the tables alone.
 *
 * The chain behind a delivery is followed as the model does it (model/chain.c), but stage by stage: from the
 * end of the offload back through the flight; where the load had waited for its aircraft, on through
 * what that had flown before; else through how the load came to be ready, back to the request. Every
 * moment between request and delivery belongs to exactly one piece. Where there is no request (the
 * force was not closed, or its tables are missing), it begins with the first moment that is told. */
#ifndef AB_INSIGHT_STORY_H
#define AB_INSIGHT_STORY_H

#include "model/record.h"
#include "output/told.h"

/* Moments, in the order in which they come; AB_TIME_NEVER: not told. */
enum ab_flight_moment {
    AB_FLIGHT_TASKED,
    AB_FLIGHT_ONLOAD_BEGIN,
    AB_FLIGHT_ONLOAD_END,
    AB_FLIGHT_BLOCK_OUT,
    AB_FLIGHT_TAKEOFF,
    AB_FLIGHT_LANDING,
    AB_FLIGHT_BLOCK_IN,
    AB_FLIGHT_OFFLOAD_BEGIN,
    AB_FLIGHT_OFFLOAD_END,
    AB_FLIGHT_ENDED,
    AB_FLIGHT_MOMENTS
};
enum ab_load_moment {
    AB_LOAD_BROUGHT,
    AB_LOAD_TAKEN_UP,
    AB_LOAD_PREPARED,
    AB_LOAD_READY,
    AB_LOAD_CALLED,
    AB_LOAD_TASKED,
    AB_LOAD_LOADED,
    AB_LOAD_DEPARTED,
    AB_LOAD_LANDED,
    AB_LOAD_OFFLOADED,
    AB_LOAD_MOMENTS
};
enum ab_unit_moment {
    AB_UNIT_ALERTED,
    AB_UNIT_ASSEMBLED,
    AB_UNIT_MARCHED,
    AB_UNIT_HUB_FIRST,
    AB_UNIT_RELEASED,
    AB_UNIT_CLOSED,
    AB_UNIT_MOMENTS
};

/* Texts are those of the tables: whatever their maker wrote. */

/* A stretch of a flight or a load in one state. */
struct ab_told_stretch {
    ab_time begin, end;
    int state;                    /* enum ab_cause, or AB_WORK */
    const char *stage, *airfield; /* of a flight */
};
struct ab_told_stretches { /* in their order */
    int first, count;
};
struct ab_told_holding {
    int held; /* enum ab_held */
    const char *of, *tail, *traffic;
    int flight;         /* of the aircraft then, AB_NOBODY */
    ab_time begin, end; /* AB_TIME_NEVER: to the end */
};
struct ab_told_place {
    const char *id;
    bool is_local;           /* its local time is known: */
    struct ab_airfield rule; /* by this */
};
struct ab_told_flight {
    const char *tail, *type, *fleet, *purpose, *origin, *destination, *chalk;
    int64_t number;
    int previous, load; /* among flights and loads, AB_NOBODY: none */
    bool stops;
    ab_time at[AB_FLIGHT_MOMENTS];
    double waited[AB_CAUSE_COUNT]; /* h */
    struct ab_told_stretches stages;
};
struct ab_told_load {
    const char *name, *contingent, *direction, *people, *vehicles, *cargo;
    bool is_supplies;
    int flight; /* AB_NOBODY: none yet */
    ab_time at[AB_LOAD_MOMENTS];
    double waited[AB_CAUSE_COUNT]; /* h */
    struct ab_told_stretches stages;
};
struct ab_told_unit {
    const char *name;
    ab_time at[AB_UNIT_MOMENTS];
};

struct ab_story {
    int flights, loads, units;
    struct ab_told_flight *flight;
    struct ab_told_load *load;
    struct ab_told_unit *unit; /* of the traced replication */
    int64_t replication;
    ab_time request; /* AB_TIME_NEVER: not known */
    ab_time closed;  /* the last contingent was in, by air or road; likewise */
    int holdings, place_count;
    struct ab_told_stretch *stage, *load_stage;
    struct ab_told_holding *holding;
    struct ab_told_place *place;
    ab_time base; /* from which on zones are known */
    /* Where the texts are. What another release made may not have the latter five. */
    struct ab_told sorties, chalks, contingents, replications, stages, load_stages, holders, places,
        said;
    struct ab_arena *memory;
};

/* Reads the tables of a result. AB_BAD_SCENARIO when it has no trace, or tables that are none. The
 * caller clears the story whatever is returned. */
enum ab_status ab_story_read(struct ab_story *story, const char *result, struct ab_errors *errors);
void ab_story_clear(struct ab_story *story);

/* The load of a party (NULL: of whichever, no supplies) that was delivered last: into the theatre, or if
 * there was none, home; AB_NOBODY. */
int ab_story_last(const struct ab_story *story, const char *contingent);

/* Local time minus UTC at an airfield; false: it is not known, or always zero. */
bool ab_story_offset(const struct ab_story *story, const char *airfield, ab_time when,
                     ab_time *offset);

/* What the scenario says of a key; NULL: nothing, or it is not told. */
const char *ab_story_said(const struct ab_story *story, const char *key);

/* Whether a load was in the theatre at the start: nothing is behind that. */
bool ab_story_was_there(const struct ab_told_load *load);

/* Whether the scenario says that a contingent comes by road. */
bool ab_story_comes_by_road(const struct ab_story *story, int unit);

/* What a piece belongs to. */
enum ab_piece_class {
    AB_PIECE_READINESS, /* of the load that the chain begins with */
    AB_PIECE_HUB,       /* where loads are made up anew */
    AB_PIECE_WAIT,      /* of a load, for an aircraft or for leave to go */
    AB_PIECE_EARLIER,   /* other flights before the load's own */
    AB_PIECE_ONLOAD,
    AB_PIECE_FLIGHT, /* in the air, and from and to the runway */
    AB_PIECE_OFFLOAD,
    AB_PIECE_HELD,     /* waits of these flights */
    AB_PIECE_STANDING, /* what else lies between these */
    AB_PIECE_CLASSES
};
const char *ab_piece_words(enum ab_piece_class class);

struct ab_piece {
    enum ab_piece_class class;
    ab_time begin, end;
    const char *what;     /* happened: ours */
    const char *airfield; /* there, as in the tables; "": not known */
    int state;            /* enum ab_cause: what is waited for; AB_WORK: nothing, or nobody knows */
    int flight, load;     /* AB_NOBODY: none; of a flight none, else which waits */
    int first_holder, holders, others; /* who had it meanwhile: those kept, and how many more */
};

/* Who held what a piece waited for, or flew what it waited for, and how long of that time. */
enum { AB_HOLDERS_TOLD = 6 };
struct ab_holder_told {
    const char *name; /* of an aircraft or of other traffic */
    const char *of;   /* airfield, fleet or ceiling */
    int held;         /* enum ab_held; AB_HELD_COUNT: it was the aircraft that was waited for */
    bool is_traffic;
    int flight; /* AB_NOBODY: none */
    ab_time begin, end, time;
};

/* A flight of a chain. Behind the first flight of a load from a hub are those of what came there last
 * before it was ready. */
struct ab_link_told {
    int flight;
    int from_hub;  /* the load that waited at a hub before it, AB_NOBODY: none did, */
    ab_time until; /* until then */
};

struct ab_chain_told {
    int load;            /* whose delivery it is of, */
    int first;           /* and the load that it begins with */
    int flights, pieces; /* both in the order of time */
    int own;             /* the flights that were for the load itself begin there; */
    int start;           /* the first that was, also before the chain; AB_NOBODY: none */
    struct ab_link_told *flight;
    struct ab_piece *piece; /* without a gap */
    struct ab_holder_told *holder;
    int holders;
    double waited[AB_CAUSE_COUNT]; /* h: in the flights, and of the first load before them */
    ab_time spent[AB_PIECE_CLASSES];
};

/* Follows a load that was delivered, or as far as it came. The caller clears the chain. */
enum ab_status ab_story_follow(struct ab_chain_told *chain, const struct ab_story *story, int load,
                               struct ab_errors *errors);
/* Follows an aircraft through all its flights; chain->load is AB_NOBODY. */
enum ab_status ab_story_follow_tail(struct ab_chain_told *chain, const struct ab_story *story,
                                    const char *tail, struct ab_errors *errors);

/* Finds who held what a piece waited for, for those of all pieces; flights of chain->load's fleet
 * where that was an aircraft. Part of the above. */
enum ab_status ab_story_find_holders(struct ab_chain_told *chain, const struct ab_story *story,
                                     struct ab_errors *errors);
void ab_chain_told_clear(struct ab_chain_told *chain);

#endif
