/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* export.c - `airbridge export`: the flights of a traced result for a map or a globe. */
#include "cli/cli.h"

#include "base/nearest.h"
#include "cli/outlet.h"
#include "output/export.h"
#include "output/store.h"

#include <string.h>

static enum ab_status find_format(enum ab_export_format *format, const char *name,
                                  struct ab_errors *errors)
{
    char room[AB_NEAREST_SIZE];
    struct ab_nearest nearest;
    if (name == NULL) {
        return ab_errors_refuse(errors,
                                "export: --format FORMAT is missing: geojson, kml or czml (see: "
                                "airbridge help export)");
    }
    ab_nearest_begin(&nearest, name);
    for (int i = 0; i < AB_EXPORT_COUNT; i++) {
        *format = (enum ab_export_format)i;
        if (strcmp(name, ab_export_name(*format)) == 0) {
            return AB_OK;
        }
        (void)ab_nearest_offer(&nearest, ab_export_name(*format));
    }
    return ab_errors_refuse(errors,
                            "option --format FORMAT: '%.60s' is none of geojson, kml and czml%s",
                            name, ab_nearest_ask(room, "'", ab_nearest_found(&nearest), "'?", ""));
}

static enum ab_status write_tracks(const struct ab_tracks *tracks, enum ab_export_format format,
                                   const struct ab_cli_arguments *arguments,
                                   struct ab_errors *errors)
{
    struct ab_outlet outlet;
    const enum ab_status status =
        ab_outlet_begin(&outlet, arguments->output, arguments->force, errors);
    if (status != AB_OK) {
        return status;
    }
    const struct ab_export_sink sink = {ab_outlet_put, &outlet};
    ab_export(format, tracks, &sink);
    return ab_outlet_end(&outlet, errors);
}

/* What is in the file; on the standard error where that is the standard output. */
static void tell(const struct ab_tracks *tracks, const struct ab_cli_arguments *arguments)
{
    int airfields = 0, sites = 0; /* that have a position */
    for (int i = 0; i < tracks->airfields; i++) {
        airfields += tracks->airfield[i].is_located;
    }
    for (int i = 0; i < tracks->sites; i++) {
        sites += tracks->site[i].place.is_located;
    }
    if (arguments->quiet) {
        return;
    }
    if (ab_outlet_is_file(arguments->output)) {
        struct ab_sheet sheet = ab_cli_sheet();
        ab_sheet_put(&sheet, arguments->output);
        ab_sheet_say(&sheet, ": %d flight%s of replication %d, %d airfield%s, %d site%s",
                     tracks->flights, tracks->flights == 1 ? "" : "s", tracks->replication,
                     airfields, airfields == 1 ? "" : "s", sites, sites == 1 ? "" : "s");
        ab_sheet_end(&sheet);
    }
    if (tracks->left_out == 1) {
        (void)fputs(
            "airbridge: note: a flight is left out: it takes no time, goes between airfields "
            "without a position, or was still in the air at the end\n",
            stderr);
    } else if (tracks->left_out > 0) {
        (void)fprintf(stderr,
                      "airbridge: note: %d flights are left out: they take no time, go between "
                      "airfields without a position, or were still in the air at the end\n",
                      tracks->left_out);
    }
}

enum ab_status ab_cli_export(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const char *result = arguments->operand[0];
    enum ab_export_format format = AB_EXPORT_GEOJSON;
    struct ab_tracks tracks = {0};
    struct ab_edition edition;
    enum ab_status status = find_format(&format, arguments->format, errors);
    if (status == AB_OK) {
        status = ab_store_edition(&edition, result, errors);
    }
    if (status == AB_OK) {
        status = ab_tracks_read(&tracks, result, errors);
    }
    if (status == AB_OK) {
        status = ab_store_check_edition(&edition, result, errors);
    }
    if (status == AB_OK) {
        status = write_tracks(&tracks, format, arguments, errors);
    }
    if (status == AB_OK) {
        tell(&tracks, arguments);
    }
    ab_tracks_clear(&tracks);
    return status;
}
