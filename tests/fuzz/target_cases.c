/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* target_cases.c - tables of cases, and keys that are varied.
 *
 * A shelf: the first file is the table, the lines of `--vary` are axes; the size chooses the design. What is
 * accepted is a design whose points have a value for each key; the first and the last are bound. */
#include "fuzz/small.h"
#include "fuzz/targets.h"
#include "study/design.h"

enum { VARIES_MAX = 6, VARY_SIZE = 200 };

static const struct ab_document *document_of_all(struct ab_errors *errors)
{
    static struct ab_document *document;
    if (document == NULL) {
        document = fuzz_load(NULL, SMALL, NULL, 0, errors);
    }
    return document;
}

static int take_lines(const struct shelf_file *file, char line[VARIES_MAX][VARY_SIZE])
{
    int count = 0;
    const char *at = file != NULL ? file->bytes : "", *end = at + (file != NULL ? file->size : 0);
    while (at < end && count < VARIES_MAX) {
        const char *next = memchr(at, '\n', (size_t)(end - at));
        next = next != NULL ? next : end;
        const size_t length = (size_t)(next - at);
        if (length > 0 && length < VARY_SIZE && memchr(at, '\0', length) == NULL) {
            memcpy(line[count], at, length);
            line[count++][length] = '\0';
        }
        at = next + 1;
    }
    return count;
}

static void bind_point(const struct ab_document *document, const struct ab_design *design,
                       int64_t point, struct ab_errors *errors)
{
    enum { KEYS_MAX = 32 };
    struct ab_override more[KEYS_MAX];
    char text[KEYS_MAX][AB_AXIS_TEXT_SIZE];
    struct ab_scenario *scenario = NULL;
    int count = 0;
    for (int k = 0; k < ab_design_keys(design) && k < KEYS_MAX; k++) {
        char cell[AB_AXIS_TEXT_SIZE];
        const char *value = ab_design_value(design, point, k, text[k]);
        require(value != NULL && ab_design_cell(design, point, k, cell) != NULL);
        require(ab_design_column(design, k) != NULL && ab_design_unit(design, k) != NULL);
        if (value[0] != '\0' && !ab_design_is_label(design, k)) {
            more[count++] = (struct ab_override){.key = ab_design_key(design, k), .value = value};
        }
    }
    ab_errors_clear(errors);
    const enum ab_status status = ab_document_bind(&scenario, document, more, count, errors);
    require_told(status, errors);
    ab_scenario_destroy(scenario);
}

static void try_design(const struct ab_document *document, const struct ab_design *design,
                       struct ab_errors *errors)
{
    const int64_t points = ab_design_points(design);
    require(points >= 1 && points <= AB_DESIGN_POINTS_MAX);
    (void)ab_design_hash(design);
    ab_errors_clear(errors);
    const enum ab_status status = ab_design_check(design, document, 1640995200000, errors);
    require_told(status, errors);
    bind_point(document, design, 0, errors);
    if (points > 1) {
        bind_point(document, design, points - 1, errors);
    }
}

void fuzz_cases(const uint8_t *data, size_t size)
{
    static struct ab_errors errors;
    char line[VARIES_MAX][VARY_SIZE];
    const char *vary[VARIES_MAX];
    struct shelf shelf;
    ab_errors_clear(&errors);
    const struct ab_document *document = document_of_all(&errors);
    shelf_fill(&shelf, "c.csv", data, size);
    const struct ab_reader reader = {.owner = &shelf, .read = shelf_read};
    struct ab_files *files = ab_files_create(&reader);
    const int varies = take_lines(shelf_find(&shelf, "--vary"), line);
    for (int i = 0; i < varies; i++) {
        vary[i] = line[i];
    }
    const enum ab_design_kind kind[] = {AB_DESIGN_PRODUCT, AB_DESIGN_ZIP, AB_DESIGN_LHS,
                                        AB_DESIGN_SOBOL};
    const struct ab_design_request request = {
        .vary = vary,
        .vary_count = varies,
        .cases = shelf_find(&shelf, "c.csv") != NULL ? "c.csv" : NULL,
        .files = files,
        .kind = kind[size % 4],
        .points = 7,
        .seed = 1,
    };
    struct ab_design *design = NULL;
    require(files != NULL);
    const enum ab_status status = ab_design_create(&design, &request, &errors);
    require_told(status, &errors);
    if (status == AB_OK) {
        try_design(document, design, &errors);
    }
    ab_design_destroy(design);
    ab_files_destroy(files);
    shelf_clear(&shelf);
}
