/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* target_statements.c - a scenario with all that belongs to it.
 *
 * The input is a shelf (support/shelf.h): the scenario first, then what it names: bases, tables, samples;
 * the lines of the file `--set` are assignments. Whatever the bytes: reading ends, reports within the
 * rules, leaks nothing, and what it accepts it can show, as the same scenario. */
#include "fuzz/targets.h"

enum { SETS_MAX = 8, SET_SIZE = 256, SHOWN_OF = 8 };

/* The lines of a file as assignments; so many. */
static int take_sets(const struct shelf_file *file, char set[SETS_MAX][SET_SIZE])
{
    int count = 0;
    size_t at = 0;
    while (file != NULL && at < file->size && count < SETS_MAX) {
        const char *line = file->bytes + at;
        const char *end = memchr(line, '\n', file->size - at);
        const size_t length = end != NULL ? (size_t)(end - line) : file->size - at;
        if (length < SET_SIZE && memchr(line, '\0', length) == NULL) {
            memcpy(set[count], line, length);
            set[count++][length] = '\0';
        }
        at += length + 1;
    }
    return count;
}

void fuzz_statements(const uint8_t *data, size_t size)
{
    static struct ab_errors errors, notes;
    char set[SETS_MAX][SET_SIZE];
    const char *assignment[SETS_MAX];
    struct shelf shelf;
    struct ab_scenario *scenario = NULL;
    shelf_fill(&shelf, "f.ini", data, size);
    ab_errors_clear(&errors);
    ab_errors_clear(&notes);
    const int sets = take_sets(shelf_find(&shelf, "--set"), set);
    for (int i = 0; i < sets; i++) {
        assignment[i] = set[i];
    }
    struct ab_document *document = fuzz_load(&shelf, NULL, assignment, sets, &errors);
    if (document == NULL) {
        require_told(AB_IO_ERROR, &errors);
        shelf_clear(&shelf);
        return;
    }
    const enum ab_status status =
        ab_document_examine(&scenario, document, NULL, 0, &notes, &errors);
    require((status == AB_OK) == (scenario != NULL));
    (sets > 0 ? require_told : require_faults)(status, &errors);
    if (status == AB_OK && size % SHOWN_OF == 0) {
        /* With notes there is no hash, and it is shown as it is without overrides. */
        struct ab_scenario *plain = NULL;
        require(ab_document_bind(&plain, document, NULL, 0, &errors) == AB_OK);
        fuzz_check_showing(&shelf, document, plain->hash, &errors);
        ab_scenario_destroy(plain);
    }
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
    shelf_clear(&shelf);
}
