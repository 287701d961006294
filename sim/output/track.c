/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* track.c - flights of a traced replication as points over the globe and time. */
#include "output/track.h"

#include "base/caseless.h"
#include "base/log.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RADIAN (3.14159265358979323846 / 180.0)
#define RADIUS 6371.0 /* km, of a sphere: for heights alone */

/* ---- reading ---- */

static int limit(struct ab_told_row *row, const char *name)
{
    return *ab_told_row_text(row, name) != '\0' ? (int)ab_told_row_number(row, name) : -1;
}

static struct ab_track_place read_place(struct ab_told_row *row)
{
    const char *latitude = ab_told_row_text(row, "latitude");
    struct ab_track_place place = {.id = ab_told_row_text(row, "place"),
                                   .name = ab_told_row_text(row, "name"),
                                   .latitude = ab_told_row_number(row, "latitude"),
                                   .longitude = ab_told_row_number(row, "longitude"),
                                   .parking_mog = limit(row, "parking_mog"),
                                   .working_mog = limit(row, "working_mog")};
    place.is_located = *latitude != '\0';
    place.name = *place.name != '\0' ? place.name : place.id;
    if (row->status == AB_OK && (fabs(place.latitude) > 90 || fabs(place.longitude) > 180)) {
        row->status = ab_told_refuse(row->told, row->row, -1,
                                     "this is no position: it is beyond 90 degrees of "
                                     "latitude or 180 of longitude",
                                     row->errors);
    }
    return place;
}

static int by_id(const void *a, const void *b)
{
    return ab_caseless_compare(((const struct ab_track_place *)a)->id,
                               ((const struct ab_track_place *)b)->id);
}

static const struct ab_track_place *find_airfield(const struct ab_tracks *tracks, const char *id)
{
    const struct ab_track_place wanted = {.id = id};
    return bsearch(&wanted, tracks->airfield, (size_t)tracks->airfields, sizeof wanted, by_id);
}

/* Sites stand behind airfields in the table of places; what became of them is in another. */
static enum ab_status read_places(struct ab_tracks *tracks, struct ab_errors *errors)
{
    const struct ab_told *told = &tracks->places;
    struct ab_told_row row = {.told = told, .errors = errors};
    tracks->airfield = ab_memory_take((size_t)told->rows + 1, sizeof *tracks->airfield);
    tracks->site = ab_memory_take((size_t)told->rows + 1, sizeof *tracks->site);
    if (tracks->airfield == NULL || tracks->site == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (; row.row < told->rows && row.status == AB_OK; row.row++) {
        const bool is_site = strcmp(ab_told_row_text(&row, "kind"), "site") == 0;
        const struct ab_track_place place = read_place(&row);
        if (is_site) {
            tracks->site[tracks->sites++] = (struct ab_track_site){.place = place,
                                                                   .contingent = "",
                                                                   .requested = AB_TIME_NEVER,
                                                                   .guarded = AB_TIME_NEVER,
                                                                   .returned = AB_TIME_NEVER};
        } else {
            tracks->airfield[tracks->airfields++] = place;
        }
    }
    qsort(tracks->airfield, (size_t)tracks->airfields, sizeof *tracks->airfield, by_id);
    return row.status;
}

static enum ab_status read_guards(struct ab_tracks *tracks, struct ab_errors *errors)
{
    const struct ab_told *told = &tracks->guards;
    struct ab_told_row row = {.told = told, .errors = errors};
    for (; row.row < told->rows && row.status == AB_OK; row.row++) {
        if ((int)ab_told_row_number(&row, "replication") != tracks->replication) {
            continue;
        }
        const char *id = ab_told_row_text(&row, "site");
        for (int i = 0; i < tracks->sites; i++) {
            if (ab_caseless_equal(tracks->site[i].place.id, id)) {
                tracks->site[i].contingent = ab_told_row_text(&row, "contingent");
                tracks->site[i].requested = ab_told_row_instant(&row, "requested");
                tracks->site[i].guarded = ab_told_row_instant(&row, "guarded");
                tracks->site[i].returned = ab_told_row_instant(&row, "handed_back");
            }
        }
    }
    return row.status;
}

static struct ab_flight_track read_flight(const struct ab_tracks *tracks, struct ab_told_row *row)
{
    const char *alternate = ab_told_row_text(row, "diverted_to");
    struct ab_flight_track flight = {
        .tail = ab_told_row_text(row, "tail"),
        .type = ab_told_row_text(row, "type"),
        .fleet = ab_told_row_text(row, "fleet"),
        .purpose = ab_told_row_text(row, "purpose"),
        .chalk = ab_told_row_text(row, "chalk"),
        .contingent = ab_told_row_text(row, "contingent"),
        .people = (int)(ab_told_row_number(row, "people") + ab_told_row_number(row, "passengers")),
        .vehicles = (int)ab_told_row_number(row, "vehicles"),
        .cargo = ab_told_row_number(row, "cargo_t"),
        .sortie = (int)ab_told_row_number(row, "sortie"),
        .origin = find_airfield(tracks, ab_told_row_text(row, "origin")),
        .destination = find_airfield(tracks, ab_told_row_text(row, "destination")),
        .alternate = *alternate != '\0' ? find_airfield(tracks, alternate) : NULL,
        .takeoff = ab_told_row_instant(row, "takeoff"),
        .landing = ab_told_row_instant(row, "landing"),
        .holding = ab_time_round(ab_told_row_number(row, "wait_holding_h") * (double)AB_HOUR),
        .diversion = ab_time_round(ab_told_row_number(row, "wait_diversion_h") * (double)AB_HOUR)};
    if (flight.alternate != NULL &&
        (!flight.alternate->is_located || flight.alternate == flight.destination)) {
        flight.alternate = NULL;
    }
    return flight;
}

static bool can_be_drawn(const struct ab_flight_track *flight)
{
    return flight->origin != NULL && flight->destination != NULL && flight->origin->is_located &&
           flight->destination->is_located && flight->landing != AB_TIME_NEVER &&
           flight->takeoff < flight->landing;
}

/* What was waited in the air can't be more than the time in the air. */
static void fit_waits(struct ab_flight_track *flight)
{
    const ab_time air = flight->landing - flight->takeoff;
    flight->diversion = flight->alternate == NULL || flight->diversion < 0 ? 0 : flight->diversion;
    flight->holding = flight->holding < 0 ? 0 : flight->holding;
    if (flight->holding > air || flight->diversion > air ||
        flight->holding + flight->diversion > air) {
        flight->holding = flight->diversion = 0;
    }
}

static int by_tail(const void *a, const void *b)
{
    const struct ab_flight_track *x = a, *y = b;
    const int order = strcmp(x->tail, y->tail);
    return order != 0                ? order
           : x->takeoff < y->takeoff ? -1
           : x->takeoff > y->takeoff ? 1
                                     : x->sortie - y->sortie;
}

static enum ab_status read_flights(struct ab_tracks *tracks, struct ab_errors *errors)
{
    const struct ab_told *told = &tracks->sorties;
    struct ab_told_row row = {.told = told, .errors = errors};
    tracks->flight = ab_memory_take((size_t)told->rows + 1, sizeof *tracks->flight);
    if (tracks->flight == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (; row.row < told->rows && row.status == AB_OK; row.row++) {
        struct ab_flight_track flight = read_flight(tracks, &row);
        if (row.status != AB_OK || flight.takeoff == AB_TIME_NEVER) {
            continue; /* it never left */
        }
        if (can_be_drawn(&flight)) {
            fit_waits(&flight);
            tracks->flight[tracks->flights++] = flight;
        } else {
            tracks->left_out++;
        }
        tracks->replication = (int)ab_told_row_number(&row, "replication");
    }
    qsort(tracks->flight, (size_t)tracks->flights, sizeof *tracks->flight, by_tail);
    return row.status;
}

static enum ab_status refuse(const char *result, const char *why, struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_BAD_SCENARIO, result, 0, NULL, NULL, "%s", why);
}

enum ab_status ab_tracks_read(struct ab_tracks *tracks, const char *result,
                              struct ab_errors *errors)
{
    *tracks = (struct ab_tracks){0};
    enum ab_status status = ab_told_read(&tracks->sorties, result, AB_TABLE_SORTIES, errors);
    if (status == AB_OK && !tracks->sorties.is_there) {
        return refuse(result, "no flights were written there; run the scenario with --trace",
                      errors);
    }
    status =
        status == AB_OK ? ab_told_read(&tracks->places, result, AB_TABLE_PLACES, errors) : status;
    status =
        status == AB_OK ? ab_told_read(&tracks->guards, result, AB_TABLE_SITES, errors) : status;
    status = status == AB_OK ? read_places(tracks, errors) : status;
    status = status == AB_OK ? read_flights(tracks, errors) : status;
    status = status == AB_OK ? read_guards(tracks, errors) : status;
    if (status == AB_OK && tracks->flights == 0 && tracks->left_out > 0) {
        return refuse(result,
                      "no flight takes its time between airfields with a latitude and a longitude",
                      errors);
    }
    return status;
}

void ab_tracks_clear(struct ab_tracks *tracks)
{
    ab_memory_give(tracks->airfield);
    ab_memory_give(tracks->site);
    ab_memory_give(tracks->flight);
    ab_told_clear(&tracks->places);
    ab_told_clear(&tracks->guards);
    ab_told_clear(&tracks->sorties);
    *tracks = (struct ab_tracks){0};
}

/* ---- great circles ---- */

struct vector {
    double x, y, z;
};

static struct vector on_sphere(const struct ab_track_place *place)
{
    const double latitude = place->latitude * RADIAN, longitude = place->longitude * RADIAN;
    return (struct vector){cos(latitude) * cos(longitude), cos(latitude) * sin(longitude),
                           sin(latitude)};
}

static double dot(struct vector a, struct vector b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

/* A way along a great circle: at the share s of it, cos(s angle) from + sin(s angle) side. */
struct arc {
    struct vector from, side;
    double angle;
    const struct ab_track_place *origin, *destination;
};

/* What is left of b without its part along a, of length 1; the length before. */
static double square_to(struct vector *side, struct vector a, struct vector b)
{
    const double along = dot(a, b);
    const struct vector rest = {b.x - along * a.x, b.y - along * a.y, b.z - along * a.z};
    const double length = sqrt(dot(rest, rest));
    if (length > 1e-12) {
        *side = (struct vector){rest.x / length, rest.y / length, rest.z / length};
    }
    return length;
}

/* Between antipodes every way is as long: the one over the north pole is taken, and from a pole the one
 * along the meridian of Greenwich. */
static struct arc arc_between(const struct ab_track_place *origin,
                              const struct ab_track_place *destination)
{
    struct arc arc = {.from = on_sphere(origin), .origin = origin, .destination = destination};
    const struct vector to = on_sphere(destination);
    const double across = square_to(&arc.side, arc.from, to);
    arc.angle = atan2(across, dot(arc.from, to));
    if (across <= 1e-12 && square_to(&arc.side, arc.from, (struct vector){0, 0, 1}) <= 1e-12) {
        arc.side = (struct vector){1, 0, 0};
    }
    return arc;
}

static void place_at(const struct arc *arc, double share, struct ab_track_point *point)
{
    if (share <= 0 || share >= 1) {
        const struct ab_track_place *place = share <= 0 ? arc->origin : arc->destination;
        point->longitude = place->longitude;
        point->latitude = place->latitude;
        return;
    }
    const double along = cos(share * arc->angle), aside = sin(share * arc->angle);
    const struct vector at = {along * arc->from.x + aside * arc->side.x,
                              along * arc->from.y + aside * arc->side.y,
                              along * arc->from.z + aside * arc->side.z};
    point->longitude = atan2(at.y, at.x) / RADIAN;
    point->latitude = atan2(at.z, sqrt(at.x * at.x + at.y * at.y)) / RADIAN;
}

/* ---- a flight, leg by leg ---- */

struct leg {
    struct arc arc;
    ab_time from, to;
    double height_from, height_to;
    ab_track_put *put;
    void *owner;
};

static struct ab_track_point point_at(const struct leg *leg, double share)
{
    struct ab_track_point point;
    const double km = leg->arc.angle * RADIUS;
    const double climbed = leg->height_from + AB_TRACK_SLOPE * km * share;
    const double left = leg->height_to + AB_TRACK_SLOPE * km * (1 - share);
    place_at(&leg->arc, share, &point);
    point.height = fmin(AB_TRACK_CRUISE, fmin(climbed, left));
    point.when = leg->from + ab_time_round((double)(leg->to - leg->from) * share);
    return point;
}

static bool are_close(const struct leg *leg, double share, double a, double b)
{
    double across = fabs(a - b);
    across = across > 180 ? 360 - across : across;
    const double angle = leg->arc.angle * share;
    return angle <= 1 * RADIAN && (across <= 5 || angle * RADIUS <= 0.1);
}

/* Puts what lies behind `from` up to `to`. */
static void put_between(const struct leg *leg, double from, double to)
{
    const struct ab_track_point a = point_at(leg, from), b = point_at(leg, to);
    const double middle = from + (to - from) / 2;
    if (are_close(leg, to - from, a.longitude, b.longitude) || middle <= from || middle >= to) {
        leg->put(leg->owner, &b);
        return;
    }
    put_between(leg, from, middle);
    put_between(leg, middle, to);
}

void ab_track_follow(const struct ab_flight_track *flight, ab_track_put *put, void *owner)
{
    const ab_time arrival = flight->landing - flight->holding - flight->diversion;
    const ab_time off = arrival + flight->holding;
    const bool waits = off < flight->landing || arrival < off;
    struct leg leg = {.arc = arc_between(flight->origin, flight->destination),
                      .from = flight->takeoff,
                      .to = arrival,
                      .height_to = waits ? AB_TRACK_HOLD : 0,
                      .put = put,
                      .owner = owner};
    const struct ab_track_point start = point_at(&leg, 0);
    put(owner, &start);
    put_between(&leg, 0, 1);
    if (flight->holding > 0) {
        const struct ab_track_point end = {.longitude = flight->destination->longitude,
                                           .latitude = flight->destination->latitude,
                                           .height = flight->diversion > 0 ? AB_TRACK_HOLD : 0,
                                           .when = off};
        put(owner, &end);
    }
    if (flight->diversion > 0) {
        const ab_time back = off + flight->diversion / 2;
        struct leg away = {.arc = arc_between(flight->destination, flight->alternate),
                           .from = off,
                           .to = back,
                           .height_from = AB_TRACK_HOLD,
                           .put = put,
                           .owner = owner};
        put_between(&away, 0, 1);
        struct leg home = {.arc = arc_between(flight->alternate, flight->destination),
                           .from = back,
                           .to = flight->landing,
                           .put = put,
                           .owner = owner};
        put_between(&home, 0, 1);
    }
}
