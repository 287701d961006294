/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* export.h - a traced replication for a map or a globe: airfields, sites and flights in time.
 *
 * GeoJSON (RFC 7946): points, and a LineString per flight whose positions are longitude, latitude, height in
 * m and seconds since 1970, as kepler.gl plays them. A flight that crosses the antimeridian, or passes over
 * a pole, is cut there into features of the same properties, told apart by `part`.
 *
 * KML (2.2 with Google's extensions): a gx:Track per flight, time spans for sites.
 *
 * CZML (Cesium): an entity per aircraft, whose position is sampled over all of its flights.
 *
 * Names are text in all of them, whatever they hold. Heights are drawn, see track.h. */
#ifndef AB_OUTPUT_EXPORT_H
#define AB_OUTPUT_EXPORT_H

#include "output/track.h"

enum ab_export_format { AB_EXPORT_GEOJSON, AB_EXPORT_KML, AB_EXPORT_CZML, AB_EXPORT_COUNT };

const char *ab_export_name(enum ab_export_format format);

/* Where bytes go. */
struct ab_export_sink {
    void (*put)(void *owner, const char *bytes, size_t size);
    void *owner;
};

void ab_export(enum ab_export_format format, const struct ab_tracks *tracks,
               const struct ab_export_sink *sink);

void ab_export_geojson(const struct ab_tracks *tracks, const struct ab_export_sink *sink);
void ab_export_kml(const struct ab_tracks *tracks, const struct ab_export_sink *sink);
void ab_export_czml(const struct ab_tracks *tracks, const struct ab_export_sink *sink);

/* A number with so many digits behind the point, without a minus before a zero. */
enum { AB_EXPORT_NUMBER_SIZE = 32 };
const char *ab_export_number(char room[AB_EXPORT_NUMBER_SIZE], double value, int digits);

#endif
