/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* target_empirical.c - files of samples, and of arrivals.
 *
 * The first byte chooses the key and its value, the rest is the file. What is accepted is a distribution
 * whose quantiles are samples of the file in their order, or people that come one after another. */
#include "fuzz/targets.h"
#include "scenario/value.h"

static const struct {
    const char *key, *value;
} asked[] = {
    {"aircraft.block_factor", "empirical(s.csv)"},
    {"aircraft.onload_time", "empirical(s.csv)"},
    {"aircraft.onload_time", "empirical(s.csv) min"},
    {"aircraft.onload_time", "0.5 * empirical(s.csv) min"},
    {"contingent.assembly", "mixture(3: empirical(s.csv) h, 1: 2 h)"},
    {"contingent.assembly", "mixture(3: empirical(s.csv) h, 1: empirical(s.csv) min)"},
    {"evacuation.arrivals", "curve(s.csv)"},
};
enum { ASKED = sizeof asked / sizeof asked[0] };

void fuzz_empirical(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return;
    }
    const size_t which = data[0] % ASKED;
    struct ab_key_path path;
    require(ab_key_path(asked[which].key, &path) && path.key >= 0);
    const struct ab_section_kind *kind = ab_section_kind(path.section);
    const struct ab_key *key = &kind->key[path.key];
    struct shelf shelf = {0};
    const struct ab_reader reader = {.owner = &shelf, .read = shelf_read};
    shelf_put(&shelf, "s.csv", (const char *)data + 1, size - 1);
    struct ab_arena *arena = ab_arena_create(1 << 14);
    struct ab_files *files = ab_files_create(&reader);
    struct ab_layers *layers = arena != NULL ? ab_arena_take(arena, sizeof *layers) : NULL;
    char *thing = arena != NULL ? ab_arena_take(arena, kind->size) : NULL;
    require(files != NULL && layers != NULL && thing != NULL);
    struct ab_conversion conversion = {
        .layers = layers, .arena = arena, .files = files, .folder = ""};
    const bool good = ab_value_convert(&conversion, key, asked[which].value, thing);
    require(good == (conversion.complaint.status == AB_OK));
    require(good == (conversion.complaint.text[0] == '\0'));
    if (good && key->type == AB_VALUE_DISTRIBUTION) {
        fuzz_check_law(*(const struct ab_distribution *const *)(const void *)(thing + key->offset));
    }
    ab_files_destroy(files);
    ab_arena_destroy(arena);
    shelf_clear(&shelf);
}
