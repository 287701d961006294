/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* kml.c - a traced replication as KML: a track per flight, time spans for sites. */
#include "output/export.h"

#include "output/xml.h"

#include <stdio.h>

/* A style as it is referred to, with its colour (alpha, blue, green, red). */
static const struct {
    const char *id, *colour;
    bool is_line;
} styles[] = {{"airfield", "ffd08020", false},
              {"waiting", "ff3060c0", false},
              {"guarded", "ff50a030", false},
              {"loaded", "ff2080e0", true},
              {"empty", "ffa0a0a0", true}};

static void put_styles(struct ab_xml *xml)
{
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++) {
        char attribute[40];
        (void)snprintf(attribute, sizeof attribute, "id=\"%s\"", styles[i].id);
        ab_xml_open(xml, "Style", attribute);
        ab_xml_open(xml, "IconStyle", NULL);
        ab_xml_text(xml, "color", styles[i].colour);
        ab_xml_text(xml, "scale", styles[i].is_line ? "0.6" : "0.9");
        ab_xml_close(xml);
        if (styles[i].is_line) {
            ab_xml_open(xml, "LineStyle", NULL);
            ab_xml_text(xml, "color", styles[i].colour);
            ab_xml_text(xml, "width", "2");
            ab_xml_close(xml);
        }
        ab_xml_close(xml);
    }
}

static void put_span(struct ab_xml *xml, ab_time begin, ab_time end)
{
    char text[AB_TIME_ISO_SIZE];
    ab_xml_open(xml, "TimeSpan", NULL);
    (void)ab_time_format_iso(begin, text, sizeof text);
    ab_xml_text(xml, "begin", text);
    if (end != AB_TIME_NEVER) {
        (void)ab_time_format_iso(end, text, sizeof text);
        ab_xml_text(xml, "end", text);
    }
    ab_xml_close(xml);
}

static void put_data(struct ab_xml *xml, const char *name, const char *text)
{
    char attribute[40];
    if (*text == '\0') {
        return;
    }
    (void)snprintf(attribute, sizeof attribute, "name=\"%s\"", name);
    ab_xml_open(xml, "Data", attribute);
    ab_xml_text(xml, "value", text);
    ab_xml_close(xml);
}

static void put_integer(struct ab_xml *xml, const char *name, int number)
{
    char text[16];
    (void)snprintf(text, sizeof text, "%d", number);
    put_data(xml, name, text);
}

static void put_position(struct ab_xml *xml, const char *element, const char *separator,
                         double longitude, double latitude, double height)
{
    char x[AB_EXPORT_NUMBER_SIZE], y[AB_EXPORT_NUMBER_SIZE], z[AB_EXPORT_NUMBER_SIZE];
    char text[3 * AB_EXPORT_NUMBER_SIZE];
    (void)snprintf(text, sizeof text, "%s%s%s%s%s", ab_export_number(x, longitude, 6), separator,
                   ab_export_number(y, latitude, 6), separator, ab_export_number(z, height, 0));
    ab_xml_text(xml, element, text);
}

static void put_point(struct ab_xml *xml, const struct ab_track_place *place)
{
    ab_xml_open(xml, "Point", NULL);
    put_position(xml, "coordinates", ",", place->longitude, place->latitude, 0);
    ab_xml_close(xml);
}

static void put_airfield(struct ab_xml *xml, const struct ab_track_place *airfield)
{
    ab_xml_open(xml, "Placemark", NULL);
    ab_xml_text(xml, "name", airfield->name);
    ab_xml_text(xml, "styleUrl", "#airfield");
    ab_xml_open(xml, "ExtendedData", NULL);
    put_data(xml, "airfield", airfield->id);
    if (airfield->parking_mog >= 0) {
        put_integer(xml, "parking_mog", airfield->parking_mog);
    }
    if (airfield->working_mog >= 0) {
        put_integer(xml, "working_mog", airfield->working_mog);
    }
    ab_xml_close(xml);
    put_point(xml, airfield);
    ab_xml_close(xml);
}

/* A site in one of its states, for as long as it has that. */
static void put_site(struct ab_xml *xml, const struct ab_track_site *site, const char *style,
                     ab_time begin, ab_time end)
{
    if (begin == AB_TIME_NEVER || begin == end) {
        return;
    }
    ab_xml_open(xml, "Placemark", NULL);
    ab_xml_text(xml, "name", site->place.name);
    put_span(xml, begin, end);
    ab_xml_text(xml, "styleUrl", style);
    ab_xml_open(xml, "ExtendedData", NULL);
    put_data(xml, "site", site->place.id);
    put_data(xml, "state", style + 1);
    put_data(xml, "contingent", site->contingent);
    ab_xml_close(xml);
    put_point(xml, &site->place);
    ab_xml_close(xml);
}

/* ---- flights: first all instants of a track, then all positions ---- */

static void put_when(void *owner, const struct ab_track_point *point)
{
    char text[AB_TIME_ISO_SIZE];
    (void)ab_time_format_iso(point->when, text, sizeof text);
    ab_xml_text(owner, "when", text);
}

static void put_coordinates(void *owner, const struct ab_track_point *point)
{
    put_position(owner, "gx:coord", " ", point->longitude, point->latitude, point->height);
}

static void put_flight(struct ab_xml *xml, const struct ab_flight_track *flight)
{
    char cargo[AB_EXPORT_NUMBER_SIZE];
    const bool is_loaded = flight->people > 0 || flight->vehicles > 0 || flight->cargo > 0;
    ab_xml_open(xml, "Placemark", NULL);
    ab_xml_text(xml, "name", *flight->chalk != '\0' ? flight->chalk : flight->tail);
    put_span(xml, flight->takeoff, flight->landing);
    ab_xml_text(xml, "styleUrl", is_loaded ? "#loaded" : "#empty");
    ab_xml_open(xml, "ExtendedData", NULL);
    put_integer(xml, "sortie", flight->sortie);
    put_data(xml, "tail", flight->tail);
    put_data(xml, "type", flight->type);
    put_data(xml, "fleet", flight->fleet);
    put_data(xml, "purpose", flight->purpose);
    put_data(xml, "contingent", flight->contingent);
    put_integer(xml, "people", flight->people);
    put_integer(xml, "vehicles", flight->vehicles);
    put_data(xml, "cargo_t", ab_export_number(cargo, flight->cargo, 3));
    put_data(xml, "origin", flight->origin->id);
    put_data(xml, "destination", flight->destination->id);
    ab_xml_close(xml);
    ab_xml_open(xml, "gx:Track", NULL);
    ab_xml_text(xml, "altitudeMode", "absolute");
    ab_track_follow(flight, put_when, xml);
    ab_track_follow(flight, put_coordinates, xml);
    ab_xml_close(xml);
    ab_xml_close(xml);
}

static void open_folder(struct ab_xml *xml, const char *name)
{
    ab_xml_open(xml, "Folder", NULL);
    ab_xml_text(xml, "name", name);
}

static void put_places(struct ab_xml *xml, const struct ab_tracks *tracks)
{
    open_folder(xml, "Airfields");
    for (int i = 0; i < tracks->airfields; i++) {
        if (tracks->airfield[i].is_located) {
            put_airfield(xml, &tracks->airfield[i]);
        }
    }
    ab_xml_close(xml);
    open_folder(xml, "Sites");
    for (int i = 0; i < tracks->sites; i++) {
        const struct ab_track_site *site = &tracks->site[i];
        if (site->place.is_located) {
            put_site(xml, site, "#waiting", site->requested, site->guarded);
            put_site(xml, site, "#guarded", site->guarded, site->returned);
        }
    }
    ab_xml_close(xml);
}

void ab_export_kml(const struct ab_tracks *tracks, const struct ab_export_sink *sink)
{
    struct ab_xml xml;
    ab_xml_begin(&xml, sink->put, sink->owner);
    ab_xml_open(&xml, "kml",
                "xmlns=\"http://www.opengis.net/kml/2.2\" "
                "xmlns:gx=\"http://www.google.com/kml/ext/2.2\"");
    ab_xml_open(&xml, "Document", NULL);
    ab_xml_text(&xml, "name", "airbridge");
    put_styles(&xml);
    put_places(&xml, tracks);
    open_folder(&xml, "Flights");
    for (int i = 0; i < tracks->flights; i++) {
        put_flight(&xml, &tracks->flight[i]);
    }
    ab_xml_close(&xml);
    ab_xml_close(&xml);
    ab_xml_close(&xml);
}
