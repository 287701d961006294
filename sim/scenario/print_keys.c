/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* print_keys.c - the reference of keys, straight from the table. */
#include "scenario/key_text.h"

#include <string.h>

enum { COLUMN_COUNT = 5 };

/* The cells of a row, except the meaning, which is last and needs no width. Choices come below the
 * table, each with its meaning. */
struct row {
    const char *cell[COLUMN_COUNT];
    struct ab_key_text text;
};

static void fill_row(const struct ab_key *key, struct row *row)
{
    ab_key_describe(key, &row->text);
    row->cell[0] = key->name;
    row->cell[1] = row->text.type;
    row->cell[2] = row->text.units;
    row->cell[3] = row->text.preset;
    row->cell[4] = key->choice != NULL ? "see below" : row->text.range;
}

/* The choices of a key, each in a line with its meaning. */
static void print_choices(FILE *stream, const struct ab_key *key)
{
    int width = 0;
    for (const struct ab_choice *choice = key->choice; choice->name != NULL; choice++) {
        const int length = (int)strlen(choice->name);
        width = length > width ? length : width;
    }
    for (const struct ab_choice *choice = key->choice; choice->name != NULL; choice++) {
        (void)fprintf(stream, "    %-*s  %s\n", width, choice->name, choice->meaning);
    }
}

/* Prints a text in lines that begin with so many blanks. */
static void print_wrapped(FILE *stream, const char *text, int indent)
{
    enum { LINE_WIDTH = 78 };
    const int width = LINE_WIDTH - indent;
    while (*text != '\0') {
        int length = (int)strlen(text);
        if (length > width) {
            for (length = width; length > 1 && text[length] != ' '; length--) {
            }
        }
        (void)fprintf(stream, "%*s%.*s\n", indent, "", length, text);
        text += length + (text[length] == ' ');
    }
}

static void print_section(FILE *stream, enum ab_section section)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    const char *const heading[COLUMN_COUNT] = {"KEY", "TYPE", "UNIT", "DEFAULT", "RANGE"};
    struct row row;
    size_t width[COLUMN_COUNT];
    for (int c = 0; c < COLUMN_COUNT; c++) {
        width[c] = strlen(heading[c]);
    }
    for (int k = 0; k < kind->key_count; k++) {
        fill_row(&kind->key[k], &row);
        for (int c = 0; c < COLUMN_COUNT; c++) {
            if (strlen(row.cell[c]) > width[c]) {
                width[c] = strlen(row.cell[c]);
            }
        }
    }
    (void)fprintf(stream, "[%s%s]  %s\n", kind->name, kind->named ? ".ID" : "", kind->help);
    for (int c = 0; c < COLUMN_COUNT; c++) {
        (void)fprintf(stream, "  %-*s", (int)width[c], heading[c]);
    }
    (void)fputs("  MEANING\n", stream);
    for (int k = 0; k < kind->key_count; k++) {
        fill_row(&kind->key[k], &row);
        for (int c = 0; c < COLUMN_COUNT; c++) {
            (void)fprintf(stream, "  %-*s", (int)width[c], row.cell[c]);
        }
        (void)fprintf(stream, "  %s\n", kind->key[k].help);
    }
    for (int k = 0; k < kind->key_count; k++) {
        if (kind->key[k].choice != NULL) {
            (void)fprintf(stream, "  %s is one of\n", kind->key[k].name);
            print_choices(stream, &kind->key[k]);
        }
        if (kind->key[k].rule != NULL) {
            (void)fprintf(stream, "  %s, its rule\n", kind->key[k].name);
            print_wrapped(stream, kind->key[k].rule, 4);
        }
    }
}

static void print_key(FILE *stream, enum ab_section section, const struct ab_key *key)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    struct ab_key_text text;
    ab_key_describe(key, &text);
    (void)fprintf(stream, "%s%s.%s\n", kind->name, kind->named ? ".ID" : "", key->name);
    (void)fprintf(stream, "  meaning  %s\n", key->help);
    (void)fprintf(stream, "  type     %s\n", text.type);
    if (text.units[0] != '\0') {
        (void)fprintf(stream, "  unit     %s\n", text.units);
    }
    (void)fprintf(stream, "  default  %s\n", text.preset);
    if (key->choice != NULL) {
        (void)fputs("  choices\n", stream);
        print_choices(stream, key);
    } else if (text.range[0] != '\0') {
        (void)fprintf(stream, "  range    %s\n", text.range);
    }
    if (key->rule != NULL) {
        (void)fputs("  rule\n", stream);
        print_wrapped(stream, key->rule, 4);
    }
}

/* ---- the command ---- */

static enum ab_status unknown_section(struct ab_errors *errors, const char *name)
{
    const char *nearest = ab_section_nearest(name);
    if (nearest != NULL) {
        return ab_errors_refuse(errors, "unknown section '%s'; did you mean '%s'?", name, nearest);
    }
    return ab_errors_refuse(errors, "unknown section '%s'; `airbridge keys` lists them", name);
}

static enum ab_status unknown_key(struct ab_errors *errors, enum ab_section section,
                                  const char *name)
{
    const char *kind = ab_section_kind(section)->name, *nearest = ab_key_nearest(section, name);
    if (nearest != NULL) {
        return ab_errors_refuse(errors, "unknown key '%s' of [%s]; did you mean '%s'?", name, kind,
                                nearest);
    }
    return ab_errors_refuse(errors, "unknown key '%s' of [%s]; `airbridge keys %s` lists them",
                            name, kind, kind);
}

enum ab_status ab_scenario_print_keys(FILE *stream, const char *name, struct ab_errors *errors)
{
    if (name == NULL) {
        char notes[AB_KEY_NOTES_SIZE];
        (void)fputs(ab_key_notes(notes), stream);
        for (int s = 0; s < AB_SECTION_COUNT; s++) {
            (void)fputc('\n', stream);
            print_section(stream, (enum ab_section)s);
        }
        return AB_OK;
    }
    /* SECTION, SECTION.KEY, or SECTION.ID.KEY as --set takes it. */
    char kind[AB_SECTION_NAME_SIZE];
    const size_t length = strcspn(name, ".");
    const char *dot = strrchr(name, '.');
    enum ab_section section;
    (void)snprintf(kind, sizeof kind, "%.*s", (int)(length < sizeof kind ? length : 0), name);
    if (!ab_section_find(kind, strlen(kind), &section)) {
        return unknown_section(errors, kind);
    }
    if (dot == NULL) {
        print_section(stream, section);
        return AB_OK;
    }
    const int key = ab_key_find(section, dot + 1);
    if (key < 0) {
        return unknown_key(errors, section, dot + 1);
    }
    print_key(stream, section, &ab_section_kind(section)->key[key]);
    return AB_OK;
}
