/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* czml.c - a traced replication as CZML: an entity per aircraft, with all of its flights. */
#include "output/export.h"

#include "output/json.h"

#include <stdio.h>
#include <string.h>

enum { ID_SIZE = 512, INTERVAL_SIZE = 2 * AB_TIME_ISO_SIZE };

struct colour {
    int red, green, blue, alpha;
};
static const struct colour of_airfields = {32, 128, 208, 255};
static const struct colour of_waiting = {192, 96, 48, 255};
static const struct colour of_guarded = {48, 160, 80, 255};
static const struct colour of_others = {160, 160, 160, 255};
static const struct colour of_aircraft = {224, 128, 32, 255};

static void put_number(struct ab_json *json, double value, int digits)
{
    char room[AB_EXPORT_NUMBER_SIZE];
    ab_json_figure(json, NULL, ab_export_number(room, value, digits));
}

static void put_rgba(struct ab_json *json, const struct colour *colour)
{
    ab_json_begin_array(json, "rgba");
    ab_json_integer(json, NULL, colour->red);
    ab_json_integer(json, NULL, colour->green);
    ab_json_integer(json, NULL, colour->blue);
    ab_json_integer(json, NULL, colour->alpha);
    ab_json_end(json);
}

static void put_colour(struct ab_json *json, const struct colour *colour)
{
    ab_json_begin_object(json, "color");
    put_rgba(json, colour);
    ab_json_end(json);
}

static const char *interval(char room[INTERVAL_SIZE], ab_time begin, ab_time end)
{
    size_t length = ab_time_format_iso(begin, room, AB_TIME_ISO_SIZE);
    room[length++] = '/';
    (void)ab_time_format_iso(end, room + length, AB_TIME_ISO_SIZE);
    return room;
}

static void put_id(struct ab_json *json, const char *kind, const char *id)
{
    char text[ID_SIZE];
    (void)snprintf(text, sizeof text, "%s/%.400s", kind, id);
    ab_json_text(json, "id", text);
}

/* Begins an entity at a place, with its name beside it. */
static void begin_place(struct ab_json *json, const char *kind, const struct ab_track_place *place)
{
    ab_json_begin_line(json);
    put_id(json, kind, place->id);
    ab_json_text(json, "name", place->name);
    ab_json_begin_object(json, "position");
    ab_json_begin_array(json, "cartographicDegrees");
    put_number(json, place->longitude, 6);
    put_number(json, place->latitude, 6);
    put_number(json, 0, 0);
    ab_json_end(json);
    ab_json_end(json);
    ab_json_begin_object(json, "label");
    ab_json_text(json, "text", place->name);
    ab_json_text(json, "font", "12px sans-serif");
    ab_json_text(json, "horizontalOrigin", "LEFT");
    ab_json_begin_object(json, "pixelOffset");
    ab_json_begin_array(json, "cartesian2");
    ab_json_integer(json, NULL, 10);
    ab_json_integer(json, NULL, 0);
    ab_json_end(json);
    ab_json_end(json);
    ab_json_end(json);
    ab_json_begin_object(json, "point");
    ab_json_integer(json, "pixelSize", 8);
}

static void put_airfield(struct ab_json *json, const struct ab_track_place *airfield)
{
    begin_place(json, "airfield", airfield);
    put_colour(json, &of_airfields);
    ab_json_end(json);
    ab_json_end(json);
}

static void put_state(struct ab_json *json, ab_time begin, ab_time end, const struct colour *colour)
{
    char room[INTERVAL_SIZE];
    if (begin < end) {
        ab_json_begin_object(json, NULL);
        ab_json_text(json, "interval", interval(room, begin, end));
        put_rgba(json, colour);
        ab_json_end(json);
    }
}

/* A site is grey, then waits for its guard, is guarded, and grey again. */
static void put_site(struct ab_json *json, const struct ab_track_site *site, ab_time begin,
                     ab_time end)
{
    const ab_time requested = site->requested < end ? site->requested : end;
    const ab_time guarded = site->guarded < end ? site->guarded : end;
    const ab_time returned = site->returned < end ? site->returned : end;
    begin_place(json, "site", &site->place);
    ab_json_begin_array(json, "color");
    put_state(json, begin, requested, &of_others);
    put_state(json, ab_time_later(begin, requested), guarded, &of_waiting);
    put_state(json, ab_time_later(begin, guarded), returned, &of_guarded);
    put_state(json, ab_time_later(begin, returned), end, &of_others);
    ab_json_end(json);
    ab_json_end(json);
    ab_json_end(json);
}

/* ---- aircraft ---- */

struct samples {
    struct ab_json *json;
    ab_time epoch, last;
};

/* Instants rise: two points of one millisecond are one. */
static void put_sample(void *owner, const struct ab_track_point *point)
{
    struct samples *samples = owner;
    if (point->when <= samples->last) {
        return;
    }
    samples->last = point->when;
    put_number(samples->json, (double)(point->when - samples->epoch) / (double)AB_SECOND, 3);
    put_number(samples->json, point->longitude, 6);
    put_number(samples->json, point->latitude, 6);
    put_number(samples->json, point->height, 0);
}

static void put_positions(struct ab_json *json, const struct ab_flight_track *flight, int flights)
{
    char epoch[AB_TIME_ISO_SIZE];
    struct samples samples = {json, flight[0].takeoff, -AB_TIME_NEVER};
    (void)ab_time_format_iso(samples.epoch, epoch, sizeof epoch);
    ab_json_begin_object(json, "position");
    ab_json_text(json, "epoch", epoch);
    ab_json_text(json, "interpolationAlgorithm", "LINEAR");
    ab_json_integer(json, "interpolationDegree", 1);
    ab_json_begin_array(json, "cartographicDegrees");
    for (int i = 0; i < flights; i++) {
        ab_track_follow(&flight[i], put_sample, &samples);
    }
    ab_json_end(json);
    ab_json_end(json);
}

/* What it carries while it does. */
static void put_loads(struct ab_json *json, const struct ab_flight_track *flight, int flights)
{
    char room[INTERVAL_SIZE];
    ab_json_begin_object(json, "properties");
    ab_json_text(json, "type", flight[0].type);
    ab_json_text(json, "fleet", flight[0].fleet);
    ab_json_begin_array(json, "chalk");
    for (int i = 0; i < flights; i++) {
        if (flight[i].chalk[0] != '\0') {
            ab_json_begin_object(json, NULL);
            ab_json_text(json, "interval", interval(room, flight[i].takeoff, flight[i].landing));
            ab_json_text(json, "string", flight[i].chalk);
            ab_json_end(json);
        }
    }
    ab_json_end(json);
    ab_json_end(json);
}

static void put_aircraft(struct ab_json *json, const struct ab_flight_track *flight, int flights)
{
    char room[INTERVAL_SIZE];
    ab_json_begin_line(json);
    put_id(json, "aircraft", flight[0].tail);
    ab_json_text(json, "name", flight[0].tail);
    ab_json_text(json, "availability",
                 interval(room, flight[0].takeoff, flight[flights - 1].landing));
    put_positions(json, flight, flights);
    put_loads(json, flight, flights);
    ab_json_begin_object(json, "point");
    ab_json_integer(json, "pixelSize", 7);
    put_colour(json, &of_aircraft);
    ab_json_end(json);
    ab_json_begin_object(json, "path");
    ab_json_integer(json, "leadTime", 0);
    ab_json_integer(json, "trailTime", 7200);
    ab_json_integer(json, "width", 2);
    ab_json_begin_object(json, "material");
    ab_json_begin_object(json, "solidColor");
    put_colour(json, &of_aircraft);
    ab_json_end(json);
    ab_json_end(json);
    ab_json_end(json);
    ab_json_end(json);
}

/* ---- all of it ---- */

static void find_span(const struct ab_tracks *tracks, ab_time *begin, ab_time *end)
{
    *begin = AB_TIME_LAST;
    *end = AB_TIME_FIRST;
    for (int i = 0; i < tracks->flights; i++) {
        const struct ab_flight_track *flight = &tracks->flight[i];
        *begin = flight->takeoff < *begin ? flight->takeoff : *begin;
        *end = ab_time_later(*end, flight->landing);
    }
}

static void put_document(struct ab_json *json, ab_time begin, ab_time end)
{
    char room[INTERVAL_SIZE], now[AB_TIME_ISO_SIZE];
    ab_json_begin_object(json, NULL);
    ab_json_text(json, "id", "document");
    ab_json_text(json, "name", "airbridge");
    ab_json_text(json, "version", "1.0");
    if (begin < end) {
        (void)ab_time_format_iso(begin, now, sizeof now);
        ab_json_begin_object(json, "clock");
        ab_json_text(json, "interval", interval(room, begin, end));
        ab_json_text(json, "currentTime", now);
        ab_json_integer(json, "multiplier", 1800);
        ab_json_text(json, "range", "LOOP_STOP");
        ab_json_text(json, "step", "SYSTEM_CLOCK_MULTIPLIER");
        ab_json_end(json);
    }
    ab_json_end(json);
}

void ab_export_czml(const struct ab_tracks *tracks, const struct ab_export_sink *sink)
{
    struct ab_json json = {.put = sink->put, .owner = sink->owner};
    ab_time begin, end;
    find_span(tracks, &begin, &end);
    ab_json_begin_array(&json, NULL);
    put_document(&json, begin, end);
    for (int i = 0; i < tracks->airfields; i++) {
        if (tracks->airfield[i].is_located) {
            put_airfield(&json, &tracks->airfield[i]);
        }
    }
    for (int i = 0; i < tracks->sites && begin < end; i++) {
        if (tracks->site[i].place.is_located) {
            put_site(&json, &tracks->site[i], begin, end);
        }
    }
    for (int i = 0, flights; i < tracks->flights; i += flights) {
        const struct ab_flight_track *flight = &tracks->flight[i];
        for (flights = 1;
             i + flights < tracks->flights && strcmp(flight[flights].tail, flight->tail) == 0;) {
            flights++;
        }
        put_aircraft(&json, flight, flights);
    }
    ab_json_end(&json);
}
