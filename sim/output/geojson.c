/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* geojson.c - a traced replication as GeoJSON with times. */
#include "output/export.h"

#include "output/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

static void put_number(struct ab_json *json, const char *key, double value, int digits)
{
    char room[AB_EXPORT_NUMBER_SIZE];
    ab_json_figure(json, key, ab_export_number(room, value, digits));
}

static void put_instant(struct ab_json *json, const char *key, ab_time instant)
{
    char text[AB_TIME_ISO_SIZE];
    if (instant == AB_TIME_NEVER) {
        ab_json_text(json, key, NULL);
        return;
    }
    (void)ab_time_format_iso(instant, text, sizeof text);
    ab_json_text(json, key, text);
}

static void put_limit(struct ab_json *json, const char *key, int limit)
{
    if (limit >= 0) {
        ab_json_integer(json, key, limit);
    } else {
        ab_json_text(json, key, NULL);
    }
}

static void begin_feature(struct ab_json *json, const char *kind)
{
    ab_json_begin_line(json);
    ab_json_text(json, "type", "Feature");
    ab_json_begin_object(json, "properties");
    ab_json_text(json, "kind", kind);
}

/* Ends the properties, the point and its feature. */
static void end_point(struct ab_json *json, const struct ab_track_place *place)
{
    ab_json_end(json);
    ab_json_begin_object(json, "geometry");
    ab_json_text(json, "type", "Point");
    ab_json_begin_array(json, "coordinates");
    put_number(json, NULL, place->longitude, 6);
    put_number(json, NULL, place->latitude, 6);
    ab_json_end(json);
    ab_json_end(json);
    ab_json_end(json);
}

static void put_airfield(struct ab_json *json, const struct ab_track_place *airfield)
{
    begin_feature(json, "airfield");
    ab_json_text(json, "id", airfield->id);
    ab_json_text(json, "name", airfield->name);
    put_limit(json, "parking_mog", airfield->parking_mog);
    put_limit(json, "working_mog", airfield->working_mog);
    end_point(json, airfield);
}

static void put_site(struct ab_json *json, const struct ab_track_site *site)
{
    begin_feature(json, "site");
    ab_json_text(json, "id", site->place.id);
    ab_json_text(json, "name", site->place.name);
    ab_json_text(json, "contingent", site->contingent);
    put_instant(json, "requested", site->requested);
    put_instant(json, "guarded", site->guarded);
    put_instant(json, "handed_back", site->returned);
    end_point(json, &site->place);
}

/* ---- flights, cut where a flat map ends ---- */

struct line {
    struct ab_json *json;
    const struct ab_flight_track *flight;
    struct ab_track_point last;
    bool is_held; /* it begins at a pole, in the direction of what comes next */
    int parts;
};

/* Within a decimetre, where every longitude is the same place. */
static bool is_at_pole(const struct ab_track_point *point)
{
    return fabs(point->latitude) > 90 - 1e-6;
}

static void put_position(struct ab_json *json, const struct ab_track_point *point)
{
    ab_json_begin_array(json, NULL);
    put_number(json, NULL, point->longitude, 6);
    put_number(json, NULL, point->latitude, 6);
    put_number(json, NULL, point->height, 0);
    put_number(json, NULL, (double)point->when / (double)AB_SECOND, 3);
    ab_json_end(json);
}

static void begin_part(struct line *line)
{
    struct ab_json *json = line->json;
    const struct ab_flight_track *flight = line->flight;
    begin_feature(json, "flight");
    ab_json_integer(json, "sortie", flight->sortie);
    ab_json_integer(json, "part", ++line->parts);
    ab_json_text(json, "tail", flight->tail);
    ab_json_text(json, "type", flight->type);
    ab_json_text(json, "fleet", flight->fleet);
    ab_json_text(json, "purpose", flight->purpose);
    ab_json_text(json, "chalk", flight->chalk);
    ab_json_text(json, "contingent", flight->contingent);
    ab_json_integer(json, "people", flight->people);
    ab_json_integer(json, "vehicles", flight->vehicles);
    put_number(json, "cargo_t", flight->cargo, 3);
    ab_json_text(json, "origin", flight->origin->id);
    ab_json_text(json, "destination", flight->destination->id);
    put_instant(json, "takeoff", flight->takeoff);
    put_instant(json, "landing", flight->landing);
    ab_json_end(json);
    ab_json_begin_object(json, "geometry");
    ab_json_text(json, "type", "LineString");
    ab_json_begin_array(json, "coordinates");
}

static void end_part(struct line *line)
{
    ab_json_end(line->json);
    ab_json_end(line->json);
    ab_json_end(line->json);
}

/* Where the way from a to b leaves the map: at 180 degrees of longitude, or, of a way over a pole, there. */
static void cut(struct line *line, const struct ab_track_point *a, const struct ab_track_point *b)
{
    const double across = fabs(b->longitude - a->longitude);
    const bool is_pole = across < 270; /* and more than 90 */
    const double behind = 180 - fabs(a->longitude);
    const double share = is_pole || across >= 360 ? 0.5 : behind / (360 - across);
    struct ab_track_point end = *a, start = *b;
    end.when = start.when = a->when + ab_time_round((double)(b->when - a->when) * share);
    end.height = start.height = a->height + (b->height - a->height) * share;
    if (is_pole) {
        end.latitude = start.latitude = a->latitude + b->latitude > 0 ? 90 : -90;
    } else {
        end.latitude = start.latitude = a->latitude + (b->latitude - a->latitude) * share;
        end.longitude = copysign(180, a->longitude);
        start.longitude = copysign(180, b->longitude);
    }
    if (!is_pole || !is_at_pole(a)) {
        put_position(line->json, &end);
    }
    end_part(line);
    begin_part(line);
    put_position(line->json, &start);
}

static void put_point(void *owner, const struct ab_track_point *given)
{
    struct line *line = owner;
    struct ab_track_point point = *given;
    if (line->parts == 0) {
        begin_part(line);
        line->is_held = is_at_pole(&point);
    } else if (line->is_held) {
        line->last.longitude = point.longitude;
        put_position(line->json, &line->last);
        line->is_held = false;
    } else if (is_at_pole(&point)) {
        point.longitude = line->last.longitude;
    } else if (fabs(point.longitude - line->last.longitude) > 90) {
        cut(line, &line->last, &point);
    }
    if (!line->is_held) {
        put_position(line->json, &point);
    }
    line->last = point;
}

void ab_export_geojson(const struct ab_tracks *tracks, const struct ab_export_sink *sink)
{
    struct ab_json json = {.put = sink->put, .owner = sink->owner};
    ab_json_begin_object(&json, NULL);
    ab_json_text(&json, "type", "FeatureCollection");
    ab_json_begin_array(&json, "features");
    for (int i = 0; i < tracks->airfields; i++) {
        if (tracks->airfield[i].is_located) {
            put_airfield(&json, &tracks->airfield[i]);
        }
    }
    for (int i = 0; i < tracks->sites; i++) {
        if (tracks->site[i].place.is_located) {
            put_site(&json, &tracks->site[i]);
        }
    }
    for (int i = 0; i < tracks->flights; i++) {
        struct line line = {.json = &json, .flight = &tracks->flight[i]};
        ab_track_follow(line.flight, put_point, &line);
        end_part(&line);
    }
    ab_json_end(&json);
    ab_json_end(&json);
}
