/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* track.h - where the aircraft of a traced replication were: flights as points over the globe and time.
 *
 *     struct ab_tracks tracks;
 *     if (ab_tracks_read(&tracks, "out/one", errors) == AB_OK) {
 *         for (int i = 0; i < tracks.flights; i++) {
 *             ab_track_follow(&tracks, &tracks.flight[i], put_point, owner);
 *         }
 *     }
 *     ab_tracks_clear(&tracks);
 *
 * A flight goes along the great circle from its take-off to its landing, at one speed. What it held over
 * its destination it does at the end; a diversion is drawn in the middle of the time that it took. The
 * model knows no height: it is drawn, to be seen over mountains (see AB_TRACK_CRUISE). */
#ifndef AB_OUTPUT_TRACK_H
#define AB_OUTPUT_TRACK_H

#include "output/told.h"

#include "base/time.h"

/* Heights in m that are drawn: of cruise, of holding, and what is climbed or lost in a km of the way. */
#define AB_TRACK_CRUISE 9000.0
#define AB_TRACK_HOLD   2000.0
#define AB_TRACK_SLOPE  45.0

struct ab_track_place {
    const char *id, *name;
    double latitude, longitude; /* degrees */
    bool is_located;
    int parking_mog, working_mog; /* -1: not limited, or not told */
};

struct ab_track_site {
    struct ab_track_place place;
    const char *contingent;               /* that guards it, or "" */
    ab_time requested, guarded, returned; /* AB_TIME_NEVER: not */
};

struct ab_flight_track {
    const char *tail, *type, *fleet, *purpose, *chalk, *contingent; /* "": none */
    int people, vehicles;
    double cargo; /* t */
    int sortie;
    const struct ab_track_place *origin, *destination, *alternate; /* alternate NULL: none */
    ab_time takeoff, landing;
    ab_time holding, diversion; /* how long */
};

struct ab_tracks {
    int replication;
    int airfields, sites, flights;
    struct ab_track_place *airfield;
    struct ab_track_site *site;
    struct ab_flight_track *flight; /* by aircraft, then time; those alone that can be drawn */
    int left_out; /* flights to or from a field without a position, or in the air at the end */
    /* The rest is its own. */
    struct ab_told places, guards, sorties;
};

/* Reads the tables of a result, of whomever. AB_BAD_SCENARIO when it was not traced, when no airfield has a
 * position, or with the place of what is wrong in a table. The caller clears it whatever is returned. */
enum ab_status ab_tracks_read(struct ab_tracks *tracks, const char *result,
                              struct ab_errors *errors);
void ab_tracks_clear(struct ab_tracks *tracks);

struct ab_track_point {
    double longitude, latitude; /* degrees, -180 to 180 and -90 to 90 */
    double height;              /* m, drawn */
    ab_time when;
};
typedef void ab_track_put(void *owner, const struct ab_track_point *point);

/* Puts the points of a flight in the order of time, the first at its take-off, the last at its landing: so
 * many that between two of them it flies at most 1 degree, and crosses at most 5 degrees of longitude
 * unless they are within 100 m of a pole. */
void ab_track_follow(const struct ab_flight_track *flight, ab_track_put *put, void *owner);

#endif
