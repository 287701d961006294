/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_table.c - tables of things on input made by libFuzzer.
 *
 * The first byte chooses how a table is said, the rest is its file. Whatever the bytes: reading ends,
 * faults have a line within their file and a reason in UTF-8, and what is accepted can be shown and
 * then is the same scenario without the table. */
#include "scenario/document.h"
#include "scenario/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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

static void require(bool holds)
{
    if (!holds) {
        abort();
    }
}

struct shelf {
    const char *text, *bytes;
    size_t size;
};

static int take(void *owner, const char *name, const char **bytes, size_t *size)
{
    const struct shelf *shelf = owner;
    const bool table = strcmp(name, "t.csv") == 0;
    *bytes = table ? shelf->bytes : shelf->text;
    *size = table ? shelf->size : strlen(shelf->text);
    return table || strcmp(name, "f.ini") == 0 ? 0 : ENOENT;
}

static struct ab_document *load(struct shelf *shelf, struct ab_errors *errors)
{
    const struct ab_reader reader = {.owner = shelf, .read = take};
    struct ab_document *document = NULL;
    require(ab_document_load(&document, &reader, "f.ini", NULL, 0, errors) == AB_OK);
    return document;
}

static void check_faults(const struct ab_errors *errors, size_t size)
{
    const int kept = errors->count < AB_ERRORS_MAX ? errors->count : AB_ERRORS_MAX;
    for (int i = 0; i < kept; i++) {
        const struct ab_error *error = &errors->error[i];
        size_t bad;
        require(error->text[0] != '\0' && ab_text_is_utf8(error->text, strlen(error->text), &bad));
        require(strcmp(error->file, "t.csv") != 0 || (size_t)error->line <= size + 1);
    }
}

/* What is shown is the same without the table. */
static void check_showing(const struct ab_document *document, uint64_t hash,
                          struct ab_errors *errors)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    struct ab_scenario *again = NULL;
    require(stream != NULL);
    const enum ab_status status = ab_document_show(stream, document, NULL, 0, NULL, errors);
    require(fclose(stream) == 0);
    if (status == AB_OK) { /* with its whole name a file may not fit any more */
        struct shelf shelf = {.text = text, .bytes = "", .size = 0};
        struct ab_document *shown = load(&shelf, errors);
        require(ab_document_bind(&again, shown, NULL, 0, errors) == AB_OK && again->hash == hash);
        ab_scenario_destroy(again);
        ab_document_destroy(shown);
    }
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ab_errors errors;
    struct ab_scenario *scenario = NULL;
    if (size == 0) {
        return 0;
    }
    struct shelf shelf = {
        .text = way[data[0] % WAYS], .bytes = (const char *)data + 1, .size = size - 1};
    ab_errors_clear(&errors);
    struct ab_document *document = load(&shelf, &errors);
    const enum ab_status status = ab_document_bind(&scenario, document, NULL, 0, &errors);
    require((status == AB_OK) == (errors.count == 0) && (status == AB_OK) == (scenario != NULL));
    check_faults(&errors, size);
    if (status == AB_OK) {
        check_showing(document, scenario->hash, &errors);
    }
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
    return 0;
}
