/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* export.c - which formats there are, and what they share. */
#include "output/export.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    void (*put)(const struct ab_tracks *tracks, const struct ab_export_sink *sink);
} formats[AB_EXPORT_COUNT] = {[AB_EXPORT_GEOJSON] = {"geojson", ab_export_geojson},
                              [AB_EXPORT_KML] = {"kml", ab_export_kml},
                              [AB_EXPORT_CZML] = {"czml", ab_export_czml}};

const char *ab_export_name(enum ab_export_format format)
{
    return formats[format].name;
}

void ab_export(enum ab_export_format format, const struct ab_tracks *tracks,
               const struct ab_export_sink *sink)
{
    formats[format].put(tracks, sink);
}

const char *ab_export_number(char room[AB_EXPORT_NUMBER_SIZE], double value, int digits)
{
    (void)snprintf(room, AB_EXPORT_NUMBER_SIZE, "%.*f", digits, value);
    return room[0] == '-' && strspn(room + 1, "0.") == strlen(room + 1) ? room + 1 : room;
}
