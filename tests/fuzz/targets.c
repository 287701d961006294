/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* targets.c - the list of targets, and what they share. */
#include "fuzz/targets.h"

#include <math.h>

const struct fuzz_named fuzz_targets[] = {
    {"prescan", fuzz_prescan},
    {"statements", fuzz_statements},
    {"tables", fuzz_tables},
    {"values", fuzz_values},
    {"routes", fuzz_routes},
    {"journal", fuzz_journal},
    {"shards", fuzz_shards},
    {"cases", fuzz_cases},
    {"empirical", fuzz_empirical},
    {"uncertain", fuzz_uncertain},
    {"goals", fuzz_goals},
    {"page", fuzz_page},
    {"run", fuzz_run},
    {NULL, NULL},
};

struct ab_document *fuzz_load(struct shelf *shelf, const char *text, const char *const *set,
                              int count, struct ab_errors *errors)
{
    struct shelf own = {0};
    struct shelf *files = shelf != NULL ? shelf : &own;
    const struct ab_reader reader = {.owner = files, .read = shelf_read};
    struct ab_document *document = NULL;
    if (text != NULL) {
        shelf_put(files, "f.ini", text, strlen(text));
    }
    const enum ab_status status = ab_document_load(&document, &reader, "f.ini", set, count, errors);
    require((status == AB_OK) == (document != NULL));
    if (shelf == NULL) {
        require(status == AB_OK); /* a text of our own, whose owner goes now: it names no file */
        shelf_clear(&own);
    }
    return document;
}

struct ab_scenario *fuzz_bind_behind(struct ab_document **document, struct shelf *shelf,
                                     const char *beginning, const uint8_t *data, size_t size,
                                     struct ab_errors *errors)
{
    enum { ROOM = 1 << 13 };
    static char text[2 * ROOM];
    const size_t length = strlen(beginning);
    struct ab_scenario *scenario = NULL;
    *document = NULL;
    require(length <= ROOM);
    if (size > ROOM) {
        return NULL;
    }
    memcpy(text, beginning, length);
    memcpy(text + length, data, size);
    shelf_put(shelf, "f.ini", text, length + size);
    ab_errors_clear(errors);
    *document = fuzz_load(shelf, NULL, NULL, 0, errors);
    require(*document != NULL);
    const enum ab_status status = ab_document_bind(&scenario, *document, NULL, 0, errors);
    require_faults(status, errors);
    require((status == AB_OK) == (scenario != NULL));
    return scenario;
}

void fuzz_check_law(const struct ab_distribution *law)
{
    static const double at[] = {1e-9, 0.01, 0.25, 0.5, 0.75, 0.99, 1 - 1e-9};
    double before = -(double)INFINITY;
    require(isfinite(law->mean) && law->mean >= 0);
    for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
        const double value = ab_distribution_quantile(law, at[i]);
        require(isfinite(value) && value >= law->low && value <= law->high);
        require(value >= before || law->kind == AB_MIXTURE);
        before = value;
    }
}

void fuzz_check_showing(struct shelf *shelf, const struct ab_document *document, uint64_t hash,
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
        struct ab_document *shown = fuzz_load(shelf, text, NULL, 0, errors);
        require(shown != NULL && ab_document_bind(&again, shown, NULL, 0, errors) == AB_OK);
        require(again->hash == hash);
        ab_scenario_destroy(again);
        ab_document_destroy(shown);
    }
    free(text);
}
