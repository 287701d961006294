/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* target_tables.c - tables of things.
 *
 * The first byte chooses how a table is said, the rest is its file. Whatever the bytes: reading ends,
 * faults have a line within their file and a reason in UTF-8, and what is accepted can be shown and
 * then is the same scenario without the table. */
#include "fuzz/targets.h"

#define BEGINNING                                                                                  \
    "[scenario]\nstart = 2022-01-01T00:00Z\n[aircraft.c]\ncruise_speed = 700 km/h\nseats = 50\n"   \
    "payload_range = 40 t: 9000 km\ncargo_class = outsize\ndeck_length = 9 m\ndeck_width = 3 m\n"  \
    "[vehicle.v]\nmass = 1 t\nlength = 3 m\nwidth = 2 m\n[airfield.a]\nlatitude = 1\n"             \
    "longitude = 1\n[airfield.b]\nlatitude = 2\nlongitude = 2\n[fleet.f]\ntype = c\nnumber = 1\n"  \
    "home = a\n[table.t]\nfile = t.csv\n"

static const char *const way[] = {
    BEGINNING "kind = contingent\nevery = apoe: a, apod: b\n",
    BEGINNING
    "kind = contingent\ncolumns = n?: id, p?: apoe, q?: apod, x?: bulk ston, v?: vehicles "
    "v, w?: approval day-start, y?: approval day-end\nignore = r?\nday_zero = "
    "2022-01-03T00:00Z\n",
    BEGINNING "kind = airfield\nonly = referenced\n[fleet.g]\ntype = c\nnumber = 1\nhome = c\n",
    BEGINNING "kind = milestone\nevery = event: landing, latest: 2022-02-02T00:00Z\n",
    BEGINNING "kind = change\n",
};
enum { WAYS = sizeof way / sizeof way[0] };

/* What is shown costs as much as all before it; one size of so many is enough. */
enum { SHOWN_OF = 8 };

static void check_lines(const struct ab_errors *errors, size_t size)
{
    const int kept = errors->count < AB_ERRORS_MAX ? errors->count : AB_ERRORS_MAX;
    for (int i = 0; i < kept; i++) {
        const struct ab_error *error = &errors->error[i];
        require(strcmp(error->file, "t.csv") != 0 || (size_t)error->line <= size + 1);
    }
}

void fuzz_tables(const uint8_t *data, size_t size)
{
    static struct ab_errors errors;
    struct ab_scenario *scenario = NULL;
    struct shelf shelf = {0};
    if (size == 0) {
        return;
    }
    shelf_put(&shelf, "t.csv", (const char *)data + 1, size - 1);
    ab_errors_clear(&errors);
    struct ab_document *document = fuzz_load(&shelf, way[data[0] % WAYS], NULL, 0, &errors);
    require(document != NULL);
    const enum ab_status status = ab_document_bind(&scenario, document, NULL, 0, &errors);
    require((status == AB_OK) == (scenario != NULL));
    require_faults(status, &errors);
    check_lines(&errors, size);
    if (status == AB_OK && size % SHOWN_OF == 0) {
        shelf_put(&shelf, "t.csv", "", 0);
        fuzz_check_showing(&shelf, document, scenario->hash, &errors);
    }
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
    shelf_clear(&shelf);
}
