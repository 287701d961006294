/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* target_prescan.c - the pre-scan and the converters of values, beside what iniparser reads.
 *
 * Whatever the bytes: every fault has a line within the file and a reason; what is accepted
 * iniparser reads the same, can be written again and is then read the same; a value that converts
 * makes a field that is safe to use. No file is read: see target_statements.c for the whole reader. */
#include "fuzz/targets.h"
#include "scenario/source.h"
#include "scenario/value.h"

#include <math.h>

static void check_faults(const struct ab_errors *errors, size_t size)
{
    const int kept = errors->count < AB_ERRORS_MAX ? errors->count : AB_ERRORS_MAX;
    for (int i = 0; i < kept; i++) {
        const struct ab_error *error = &errors->error[i];
        size_t bad;
        require(error->line >= 0 && (size_t)error->line <= size + 1);
        require(error->text[0] != '\0' && strcmp(error->file, "f.ini") == 0);
        require(ab_text_is_utf8(error->text, strlen(error->text), &bad));
    }
}

/* A value that was read can be written, and is then read the same. */
static void check_writing(const char *value, struct ab_arena *arena, struct ab_errors *errors)
{
    char text[AB_LINE_BYTES_MAX + 16];
    struct ab_prescan again;
    require(ab_value_unwritable(value) == NULL);
    const char quote[2] = {ab_value_quote(value), '\0'};
    const int length = snprintf(text, sizeof text, "[s]\nk = %s%s%s ; x\n", quote, value, quote);
    require(ab_prescan(&again, "f.ini", text, (size_t)length, arena, arena, errors) == AB_OK);
    require(again.count == 2 && strcmp(again.entry[1].value, value) == 0);
}

static void check_distribution(const struct ab_distribution *distribution)
{
    const double median = ab_distribution_quantile(distribution, 0.5);
    require(isfinite(distribution->mean) && distribution->mean >= 0);
    require(isfinite(median) && median >= distribution->low && median <= distribution->high);
}

/* Converts a value by a key of the table, and looks at what came out. */
static void check_value(const struct ab_key *key, size_t thing_size, const char *value,
                        struct ab_layers *layers, struct ab_arena *arena, enum ab_meaning meaning)
{
    struct ab_conversion conversion = {
        .layers = layers, .arena = arena, .meaning = meaning, .folder = "/nowhere/"};
    char *thing = ab_arena_take(arena, thing_size);
    require(thing != NULL);
    const bool good = ab_value_convert(&conversion, key, value, thing);
    require(good == (conversion.complaint.status == AB_OK));
    require(good == (conversion.complaint.text[0] == '\0'));
    if (!good) {
        return;
    }
    if (key->type == AB_VALUE_DISTRIBUTION || key->type == AB_VALUE_COUNT_DISTRIBUTION) {
        check_distribution(
            *(const struct ab_distribution *const *)(const void *)(thing + key->offset));
    }
    if (key->type == AB_VALUE_NUMBER) {
        require(!isnan(*(const double *)(const void *)(thing + key->offset)));
    }
}

/* Each value meets the key it was written for, if there is one, and any other. */
static void check_entry(const struct ab_entry *entry, struct ab_layers *layers,
                        struct ab_arena *arena)
{
    enum ab_section section;
    const enum ab_meaning meaning = (enum ab_meaning)(entry->line % 3);
    if (ab_section_find(entry->section, strcspn(entry->section, "."), &section)) {
        const struct ab_section_kind *kind = ab_section_kind(section);
        const int key = ab_key_find(section, entry->key);
        if (key >= 0) {
            check_value(&kind->key[key], kind->size, entry->value, layers, arena, meaning);
        }
    }
    const size_t any = strlen(entry->key) + (size_t)entry->line;
    const struct ab_section_kind *kind = ab_section_kind((enum ab_section)(any % AB_SECTION_COUNT));
    check_value(&kind->key[any % (size_t)kind->key_count], kind->size, entry->value, layers, arena,
                meaning);
}

void fuzz_prescan(const uint8_t *data, size_t size)
{
    struct ab_arena *arena = ab_arena_create(1 << 16);
    require(arena != NULL);
    struct ab_errors *errors = ab_arena_take(arena, sizeof *errors);
    struct ab_layers *layers = ab_arena_take(arena, sizeof *layers);
    require(errors != NULL && layers != NULL);
    struct ab_prescan scan;
    const enum ab_status status =
        ab_prescan(&scan, "f.ini", (const char *)data, size, arena, arena, errors);
    require((status == AB_OK) == (errors->count == 0));
    check_faults(errors, size);
    for (int i = 0; i < scan.count; i++) {
        if (scan.entry[i].value != NULL) {
            check_entry(&scan.entry[i], layers, arena);
            check_writing(scan.entry[i].value, arena, errors);
        }
    }
    /* What the pre-scan accepts iniparser must read alike: it is the reason for the pre-scan. */
    require(status != AB_OK ||
            ab_library_read("f.ini", (const char *)data, size, &scan, errors) == AB_OK);
    ab_arena_destroy(arena);
}
