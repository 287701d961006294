/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* key_text.c - the table of keys in words. */
#include "scenario/key_text.h"

#include "scenario/value.h"

#include <assert.h>
#include <string.h>

/* Writes a pattern with a mark in it replaced; false when it has none. */
static bool fill_in(char text[AB_KEY_TEXT_SIZE], const char *pattern, const char *mark,
                    const char *word)
{
    const char *at = strstr(pattern, mark);
    if (at != NULL) {
        (void)snprintf(text, AB_KEY_TEXT_SIZE, "%.*s%s%s", (int)(at - pattern), pattern, word,
                       at + strlen(mark));
    }
    return at != NULL;
}

/* What a value is, in words. */
static const char *type_text(const struct ab_key *key, char text[AB_KEY_TEXT_SIZE])
{
    const char *words = ab_value_row(key)->words;
    return fill_in(text, words, "DIMENSION", ab_dimension_name(key->dimension)) ||
                   fill_in(text, words, "TARGET", ab_section_kind(key->target)->name)
               ? text
               : words;
}

static const char *units_text(const struct ab_key *key, char text[AB_KEY_TEXT_SIZE])
{
    const struct ab_value_row *row = ab_value_row(key);
    if (row->units != NULL) {
        return row->units;
    }
    (void)snprintf(text, AB_KEY_TEXT_SIZE, "%s%s%s", ab_dimension_units(key->dimension),
                   row->second != AB_DIMENSION_NONE ? ": " : "", ab_dimension_units(row->second));
    return text;
}

static const char *preset_text(const struct ab_key *key)
{
    if ((key->flags & AB_KEY_REQUIRED) != 0) {
        return "required";
    }
    if ((key->flags & AB_KEY_NAMED_BY_ID) != 0) {
        return "the id";
    }
    return key->preset != NULL ? key->preset : "none";
}

static const char *choices_text(const struct ab_key *key, char text[AB_KEY_TEXT_SIZE])
{
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; key->choice[i].name != NULL && used < AB_KEY_TEXT_SIZE; i++) {
        used += (size_t)snprintf(text + used, AB_KEY_TEXT_SIZE - used, "%s%s", i > 0 ? ", " : "",
                                 key->choice[i].name);
    }
    assert(used < AB_KEY_TEXT_SIZE);
    return text;
}

/* What is allowed: a range, choices, or nothing to be said. */
static const char *range_text(const struct ab_key *key, char text[AB_KEY_TEXT_SIZE])
{
    text[0] = '\0';
    if (key->choice != NULL) {
        return choices_text(key, text);
    }
    if (key->maximum <= key->minimum) {
        return "";
    }
    ab_range_text(key->dimension, key->minimum, key->maximum, text, AB_KEY_TEXT_SIZE);
    const size_t used = strlen(text);
    if (key->word != NULL) {
        (void)snprintf(text + used, AB_KEY_TEXT_SIZE - used, " or %s", key->word);
    }
    return text;
}

void ab_key_describe(const struct ab_key *key, struct ab_key_text *text)
{
    char buffer[AB_KEY_TEXT_SIZE] = "";
    *text = (struct ab_key_text){0};
    (void)snprintf(text->type, sizeof text->type, "%s", type_text(key, buffer));
    (void)snprintf(text->units, sizeof text->units, "%s", units_text(key, buffer));
    (void)snprintf(text->preset, sizeof text->preset, "%s", preset_text(key));
    (void)snprintf(text->range, sizeof text->range, "%s", range_text(key, buffer));
}

void ab_distribution_text(const struct ab_distribution *distribution, enum ab_dimension dimension,
                          char text[AB_KEY_TEXT_SIZE])
{
    const size_t size = AB_KEY_TEXT_SIZE;
    const struct ab_distribution_form *form = ab_distribution_form((int)distribution->kind);
    const double value[] = {distribution->a, distribution->b, distribution->c};
    const char *unit = ab_dimension_unit(dimension), *gap = unit[0] != '\0' ? " " : "";
    size_t used = (size_t)snprintf(text, size, "%s(", form->name);
    if (form->arity == 0) {
        used += (size_t)snprintf(text + used, size - used, "of %zu values", distribution->count);
    }
    for (int i = 0; i < form->arity; i++) {
        const bool plain = form->plain[i];
        used += (size_t)snprintf(text + used, size - used, "%s%.6g%s%s", i > 0 ? ", " : "",
                                 value[i] / (plain ? 1 : ab_dimension_scale(dimension)),
                                 plain ? "" : gap, plain ? "" : unit);
    }
    assert(used + 1 < size);
    (void)snprintf(text + used, size - used, ")");
}

/* Appends the forms of all distributions, name(parameter, ...), in lines. */
static void append_forms(char *text, size_t size)
{
    enum { LINE_WIDTH = 78 };
    const struct ab_distribution_form *form;
    int column = 0;
    for (int kind = 0; (form = ab_distribution_form(kind)) != NULL; kind++) {
        char one[AB_KEY_TEXT_SIZE];
        int used =
            snprintf(one, sizeof one, "%s(%s", form->name, form->arity == 0 ? "FILE.csv" : "");
        for (int i = 0; i < form->arity; i++) {
            used += snprintf(one + used, sizeof one - (size_t)used, "%s%s", i > 0 ? ", " : "",
                             form->parameter[i]);
        }
        const bool last = ab_distribution_form(kind + 1) == NULL, fits = column + used < LINE_WIDTH;
        const size_t end = strlen(text);
        column = snprintf(text + end, size - end, "%s%s)%s",
                          column == 0 ? "  "
                          : fits      ? " "
                                      : "\n  ",
                          one, last ? "\n" : ",") +
                 (fits ? column : 0);
    }
}

const char *ab_key_notes(char text[AB_KEY_NOTES_SIZE])
{
    (void)snprintf(
        text, AB_KEY_NOTES_SIZE, "%s",
        "A scenario is a file of sections and keys:\n"
        "  [airfield.almaty]                  a section: KIND or KIND.ID; ids are made of "
        "letters,\n"
        "                                     digits and '-', and UAAA is the same as uaaa\n"
        "  parking_mog = 6  ; a comment       behind a value or on a line of its own, with ; or "
        "#\n"
        "  name = \"Almaty; international\"     quotes, \" or ', keep ; and # in a value\n"
        "  withdraw_from = none               takes back what a base gave, where there is no "
        "default\n"
        "Numbers need their unit, except zero; 1e5 is 100000. Random quantities are written\n"
        "triangular(60 min, 90 min, 2 h), or pert(1, 1.5, 2) h; there are\n");
    append_forms(text, AB_KEY_NOTES_SIZE);
    const size_t end = strlen(text);
    (void)snprintf(text + end, AB_KEY_NOTES_SIZE - end, "%s",
                   "Times may also be hours and minutes, 2:15 or 2+15. FILE.csv has a number a "
                   "line, or a\n"
                   "table with headings, of which the first column with a name counts; what could "
                   "be read\n"
                   "in two ways, as 20,5 or 1,234, is refused.\n");
    return text;
}
