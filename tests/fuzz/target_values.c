/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* target_values.c - a value for a key of any type.
 *
 * The first two bytes choose the key, the rest is the text. Whatever it is: it is refused with a reason, or
 * the field is safe to use: numbers are numbers within the range of the key, distributions have quantiles
 * that grow, and instants and durations that are written are read as the same. */
#include "fuzz/targets.h"
#include "scenario/value.h"

#include <math.h>

/* Names that references can have, and a file. */
static const char names[] =
    "[scenario]\nstart = 2022-01-01T00:00Z\n[aircraft.c]\n[vehicle.v]\n[airfield.a]\n"
    "[airfield.b]\n[leg.l]\n[route.r]\n[fleet.f]\n[contingent.k]\n[site.s]\n[milestone.m]\n"
    "[milestone.n]\n[evacuation.e]\n";
static const char numbers[] = "minutes\n1\n2.5\n40\n";
static const char people[] = "time,people\n0 h,10\n2 h,20\n";

/* An instant that the program reads is written, and read as the same. */
static void check_instant(const char *text)
{
    char written[64];
    ab_time instant, again;
    if (ab_time_parse_iso(text, &instant)) {
        const size_t size = ab_time_format_iso(instant, written, sizeof written);
        require(size > 0 && size < sizeof written);
        require(ab_time_parse_iso(written, &again) && again == instant);
    }
}

static void check_field(const struct ab_key *key, const void *thing)
{
    const void *field = (const char *)thing + key->offset;
    const double scale = ab_dimension_scale(key->dimension);
    switch (key->type) {
    case AB_VALUE_DISTRIBUTION:
    case AB_VALUE_COUNT_DISTRIBUTION:
        fuzz_check_law(*(const struct ab_distribution *const *)field);
        break;
    case AB_VALUE_NUMBER: {
        const double value = *(const double *)field;
        const bool is_word = key->word != NULL && value == key->word_value;
        require(!isnan(value));
        const double slack = 1e-9 * (1 + fabs(value));
        require(is_word ||
                (value >= key->minimum * scale - slack && value <= key->maximum * scale + slack));
        break;
    }
    default: break;
    }
}

/* All keys, one behind the other. */
static const struct ab_key *choose(unsigned number, const struct ab_section_kind **kind)
{
    unsigned all = 0;
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        all += (unsigned)ab_section_kind((enum ab_section)s)->key_count;
    }
    number %= all;
    int s = 0;
    while (number >= (unsigned)ab_section_kind((enum ab_section)s)->key_count) {
        number -= (unsigned)ab_section_kind((enum ab_section)s++)->key_count;
    }
    *kind = ab_section_kind((enum ab_section)s);
    return &(*kind)->key[number];
}

static void try_value(const struct ab_key *key, const struct ab_section_kind *kind,
                      const char *text, enum ab_meaning meaning, struct ab_arena *arena,
                      struct shelf *shelf)
{
    static struct ab_errors errors;
    const struct ab_reader reader = {.owner = shelf, .read = shelf_read};
    struct ab_files *files = ab_files_create(&reader);
    struct ab_layers *layers = ab_arena_take(arena, sizeof *layers);
    char *thing = ab_arena_take(arena, kind->size);
    require(files != NULL && layers != NULL && thing != NULL);
    if (kind->named) {
        static char id[] = "x";
        ((struct ab_named *)(void *)thing)->id = id;
    }
    ab_errors_clear(&errors);
    require(ab_layers_read(layers, files, "names.ini", NULL, 0, arena, &errors) == AB_OK);
    struct ab_conversion conversion = {
        .layers = layers, .arena = arena, .files = files, .meaning = meaning, .folder = ""};
    const bool good = ab_value_convert(&conversion, key, text, thing);
    require(good == (conversion.complaint.status == AB_OK));
    require(good == (conversion.complaint.text[0] == '\0'));
    if (good) {
        struct ab_canon canon = {.layers = layers};
        check_field(key, thing);
        ab_canon_value(&canon, key, thing);
    }
    ab_files_destroy(files);
}

void fuzz_values(const uint8_t *data, size_t size)
{
    if (size < 2) {
        return;
    }
    const struct ab_section_kind *kind;
    const struct ab_key *key = choose((unsigned)data[0] | (unsigned)data[1] << 8, &kind);
    struct ab_arena *arena = ab_arena_create(1 << 14);
    char *text = arena != NULL ? ab_arena_take(arena, size) : NULL;
    struct shelf shelf = {0};
    require(text != NULL);
    memcpy(text, data + 2, size - 2); /* the arena's zero ends it */
    const char *value = ab_value_copy(arena, text);
    require(value != NULL);
    shelf_put(&shelf, "names.ini", names, sizeof names - 1);
    shelf_put(&shelf, "n.csv", numbers, sizeof numbers - 1);
    shelf_put(&shelf, "p.csv", people, sizeof people - 1);
    check_instant(value);
    try_value(key, kind, value, (enum ab_meaning)(data[0] % 3), arena, &shelf);
    shelf_clear(&shelf);
    ab_arena_destroy(arena);
}
