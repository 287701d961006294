/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* key_text.c - the table of keys in words: what each is, and the reference of all. */
#include "scenario/key_text.h"

#include "base/caseless.h"
#include "base/nearest.h"
#include "base/sheet.h"
#include "scenario/text.h"
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
    for (int i = 0; key->choice[i].name != NULL; i++) {
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
    assert((size_t)form->arity <= sizeof value / sizeof value[0]);
    if (form->inside != NULL) {
        used += (size_t)snprintf(text + used, size - used, "of %zu %s", distribution->count,
                                 distribution->kind == AB_MIXTURE ? "components" : "values");
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
static void append_forms(char text[AB_KEY_NOTES_SIZE])
{
    enum { LINE_WIDTH = 78 };
    const struct ab_distribution_form *form;
    int column = 0;
    for (int kind = 0; (form = ab_distribution_form(kind)) != NULL; kind++) {
        char one[AB_KEY_TEXT_SIZE];
        int used = snprintf(one, sizeof one, "%s(%s", form->name,
                            form->inside != NULL ? form->inside : "");
        for (int i = 0; i < form->arity; i++) {
            used += snprintf(one + used, sizeof one - (size_t)used, "%s%s", i > 0 ? ", " : "",
                             form->parameter[i]);
        }
        const bool last = ab_distribution_form(kind + 1) == NULL, fits = column + used < LINE_WIDTH;
        const size_t end = strlen(text);
        column = snprintf(text + end, AB_KEY_NOTES_SIZE - end, "%s%s)%s",
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
        "Numbers need their unit, except zero; it may be written out: 30 minutes, 2 days. 1e5 is\n"
        "100000. Random quantities are written\n"
        "triangular(60 min, 90 min, 2 h), or pert(1, 1.5, 2) h; there are\n");
    append_forms(text);
    const size_t end = strlen(text);
    (void)snprintf(text + end, AB_KEY_NOTES_SIZE - end, "%s",
                   "mixture(19: 0 h, 1: gamma(8 h, 4 h)) is nothing 19 times in 20, else a time; "
                   "one number\n"
                   "picks and is stretched to draw, so that what is not altered keeps its luck.\n"
                   "0.9 * gamma(8 h, 4 h) is a tenth less than that, of any of them.\n"
                   "Times may also be hours and minutes, 2:15 or 2+15. FILE.csv has a number a "
                   "line, or a\n"
                   "table with headings, of which the first column with a name counts; what could "
                   "be read\n"
                   "in two ways, as 20,5 or 1,234, is refused.\n");
    return text;
}

/* ---- what the parts of the reference share ---- */

/* How much of a text goes into a line so wide: up to a blank, if there is one. */
static int line_length(const char *text, int width)
{
    int length = (int)strlen(text);
    if (length > width) {
        for (length = width; length > 1 && text[length] != ' '; length--) {
        }
        length = length > 1 ? length : width;
    }
    return length;
}

/* Prints a text behind what stands in a line already, its further lines below its first. */
static void print_wrapped(FILE *stream, const char *text, int column, int gap, int width)
{
    int blanks = gap;
    do {
        const int length = line_length(text, width - column - gap);
        (void)fprintf(stream, "%*s%.*s\n", blanks, "", length, text);
        text += length;
        text += *text == ' ';
        blanks = column + gap;
    } while (*text != '\0');
}

/* The choices of a key, each in a line with its meaning. */
static void print_choices(FILE *stream, const struct ab_key *key, int width)
{
    int name = 0;
    for (const struct ab_choice *choice = key->choice; choice->name != NULL; choice++) {
        const int length = (int)strlen(choice->name);
        name = length > name ? length : name;
    }
    for (const struct ab_choice *choice = key->choice; choice->name != NULL; choice++) {
        (void)fprintf(stream, "    %-*s", name, choice->name);
        print_wrapped(stream, choice->meaning, 4 + name, 2, width);
    }
}

/* ---- a section ---- */

enum { NAME, VALUE, PRESET, MEANING, CELLS };

/* The cells of a key's row. */
struct cells {
    struct ab_key_text text;
    char value[AB_KEY_TEXT_SIZE + sizeof ", " + AB_KEY_TEXT_SIZE];
    const char *cell[CELLS];
};

/* Choices come below the table, each with its meaning, and units once for all keys. */
static void fill_cells(const struct ab_key *key, struct cells *cells)
{
    ab_key_describe(key, &cells->text);
    const char *range = key->choice != NULL ? "see below" : cells->text.range;
    (void)snprintf(cells->value, sizeof cells->value, "%s%s%s", cells->text.type,
                   range[0] != '\0' ? ", " : "", range);
    cells->cell[NAME] = key->name;
    cells->cell[VALUE] = cells->value;
    cells->cell[PRESET] = cells->text.preset;
    cells->cell[MEANING] = key->help;
}

/* Prints a row, each cell in as many lines as it needs. */
static void print_row(FILE *stream, const char *const cell[CELLS], const int width[CELLS])
{
    const char *rest[CELLS];
    bool more = true;
    memcpy(rest, cell, sizeof rest);
    while (more) {
        int behind = 0; /* blanks that are not written yet */
        more = false;
        for (int c = 0; c < CELLS; c++) {
            const int length = line_length(rest[c], width[c]);
            if (length > 0) {
                (void)fprintf(stream, "%*s%.*s", behind + 2, "", length, rest[c]);
                behind = -2;
            }
            behind += 2 + width[c] - length;
            rest[c] += length;
            rest[c] += *rest[c] == ' ';
            more |= *rest[c] != '\0';
        }
        (void)fputc('\n', stream);
    }
}

/* Finds the widths of the cells: names whole, and the values less of what is left than the
 * meanings. */
static void find_widths(const struct ab_section_kind *kind, int width, int widths[CELLS])
{
    int longest[CELLS] = {3, 5, 7, 7};
    for (int k = 0; k < kind->key_count; k++) {
        struct cells cells;
        fill_cells(&kind->key[k], &cells);
        for (int c = 0; c < CELLS; c++) {
            const int length = (int)strlen(cells.cell[c]);
            longest[c] = length > longest[c] ? length : longest[c];
        }
    }
    widths[NAME] = longest[NAME];
    widths[PRESET] = longest[PRESET];
    const int left = width - 2 * CELLS - widths[NAME] - widths[PRESET];
    widths[VALUE] = longest[VALUE] < 2 * left / 5 ? longest[VALUE] : 2 * left / 5;
    widths[MEANING] = left - widths[VALUE];
}

/* The units of all that the keys of a section measure. */
static void print_units(FILE *stream, const struct ab_section_kind *kind, int width)
{
    for (int d = AB_DIMENSION_NONE + 1; d < AB_DIMENSION_COUNT; d++) {
        bool used = false;
        for (int k = 0; k < kind->key_count; k++) {
            used |=
                (int)kind->key[k].dimension == d || (int)ab_value_row(&kind->key[k])->second == d;
        }
        if (used) {
            char text[2 * AB_KEY_TEXT_SIZE];
            (void)snprintf(text, sizeof text, "a %s is given in %s",
                           ab_dimension_name((enum ab_dimension)d),
                           ab_dimension_units((enum ab_dimension)d));
            print_wrapped(stream, text, 0, 4, width);
        }
    }
}

/* Which keys a change may alter. */
static void print_changeable(FILE *stream, const struct ab_section_kind *kind, int width)
{
    char text[2 * AB_KEY_TEXT_SIZE];
    int length = 0;
    for (int k = 0; k < kind->key_count; k++) {
        if ((kind->key[k].flags & AB_KEY_CHANGEABLE) != 0) {
            length += snprintf(text + length, sizeof text - (size_t)length, "%s%s",
                               length == 0 ? "[change.ID] may alter in mid-run: " : ", ",
                               kind->key[k].name);
        }
    }
    if (length > 0) {
        print_wrapped(stream, text, 0, 4, width);
    }
}

static void print_section(FILE *stream, enum ab_section section, int width)
{
    static const char *const heading[CELLS] = {"KEY", "VALUE", "DEFAULT", "MEANING"};
    const struct ab_section_kind *kind = ab_section_kind(section);
    int widths[CELLS];
    find_widths(kind, width, widths);
    struct ab_sheet sheet = ab_sheet_on(stream, width);
    sheet.hang = 4;
    ab_sheet_say(&sheet, "[%s%s]  %s", kind->name, kind->named ? ".ID" : "", kind->help);
    ab_sheet_end(&sheet);
    print_row(stream, heading, widths);
    for (int k = 0; k < kind->key_count; k++) {
        struct cells cells;
        fill_cells(&kind->key[k], &cells);
        print_row(stream, cells.cell, widths);
    }
    print_units(stream, kind, width);
    print_changeable(stream, kind, width);
    for (int k = 0; k < kind->key_count; k++) {
        if (kind->key[k].choice != NULL) {
            (void)fprintf(stream, "  %s is one of\n", kind->key[k].name);
            print_choices(stream, &kind->key[k], width);
        }
        if (kind->key[k].rule != NULL) {
            (void)fprintf(stream, "  %s, its rule\n", kind->key[k].name);
            print_wrapped(stream, kind->key[k].rule, 0, 4, width);
        }
    }
}

/* ---- a key ---- */

static void print_key(FILE *stream, enum ab_section section, const struct ab_key *key, int width)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    struct ab_key_text text;
    ab_key_describe(key, &text);
    (void)fprintf(stream, "%s%s.%s\n", kind->name, kind->named ? ".ID" : "", key->name);
    (void)fputs("  meaning", stream);
    print_wrapped(stream, key->help, 9, 2, width);
    (void)fprintf(stream, "  type     %s\n", text.type);
    if (text.units[0] != '\0') {
        (void)fprintf(stream, "  unit     %s\n", text.units);
    }
    (void)fprintf(stream, "  default  %s\n", text.preset);
    if (key->choice != NULL) {
        (void)fputs("  choices\n", stream);
        print_choices(stream, key, width);
    } else if (text.range[0] != '\0') {
        (void)fprintf(stream, "  range    %s\n", text.range);
    }
    if ((key->flags & AB_KEY_CHANGEABLE) != 0) {
        (void)fputs("  changes  [change.ID] may alter it in mid-run\n", stream);
    }
    if (key->rule != NULL) {
        (void)fputs("  rule\n", stream);
        print_wrapped(stream, key->rule, 0, 4, width);
    }
}

/* ---- a search ---- */

/* Whether a text holds a word, in whatever case. */
static bool holds(const char *text, const char *word)
{
    for (; text != NULL && *text != '\0'; text++) {
        if (ab_caseless_begins(text, word)) {
            return true;
        }
    }
    return false;
}

/* Whether a list with commas has a word, whole and in whatever case. */
static bool lists(const char *list, const char *word)
{
    const size_t length = strlen(word);
    for (; *list != '\0'; list += strcspn(list, ",:")) {
        list += strspn(list, ",: ");
        if (ab_caseless_begins(list, word) && strchr(",:", list[length]) != NULL) {
            return true; /* or at the end: strchr finds that too */
        }
    }
    return false;
}

/* Whether anything that is said of a key holds a word, or it is one of its units. */
static bool tells_of(const struct ab_key *key, const char *word)
{
    char units[AB_KEY_TEXT_SIZE];
    bool tells = holds(key->name, word) || holds(key->help, word) || holds(key->rule, word) ||
                 lists(units_text(key, units), word);
    for (const struct ab_choice *choice = key->choice; choice != NULL && choice->name != NULL;
         choice++) {
        tells |= holds(choice->name, word) || holds(choice->meaning, word);
    }
    return tells;
}

/* Words of planners for what keys call otherwise. */
static const char *called_here(const char *word)
{
    static const char *const words[][2] = {
        {"loading", "onload"},   {"unloading", "offload"}, {"ramp", "parking"},
        {"apron", "parking"},    {"plane", "aircraft"},    {"planes", "aircraft"},
        {"airport", "airfield"}, {"airports", "airfield"}, {"troops", "people"},
        {"soldiers", "people"},  {"pax", "people"},        {"turnaround", "ground_time"},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (ab_caseless_equal(words[i][0], word)) {
            return words[i][1];
        }
    }
    return word;
}

/* Whether every word of a text is somewhere in what is said of a key. */
static bool tells_of_each(const struct ab_key *key, const char *text)
{
    char word[AB_KEY_TEXT_SIZE];
    for (text += strspn(text, " "); *text != '\0'; text += strspn(text, " ")) {
        const size_t length = strcspn(text, " ");
        if (length >= sizeof word) {
            return false;
        }
        (void)snprintf(word, sizeof word, "%.*s", (int)length, text);
        if (!tells_of(key, word) && !tells_of(key, called_here(word))) {
            return false;
        }
        text += length;
    }
    return true;
}

/* What is looked for: in names, or in all that is said, as it stands or word by word. */
enum search { IN_NAMES, IN_TEXTS, WORD_BY_WORD };

static bool is_found(const struct ab_key *key, const char *word, enum search search)
{
    return search == IN_NAMES   ? holds(key->name, word)
           : search == IN_TEXTS ? tells_of(key, word)
                                : tells_of_each(key, word);
}

/* Prints the keys of which a word is part of the name, or of all that is said of them: each in a line
 * with its meaning, or a single one whole. Returns how many there are. */
static int print_found(FILE *stream, const char *word, enum search search, int width)
{
    enum { FOUND_MAX = 1000, NAME_WIDTH = 34 };
    const struct ab_key *found[FOUND_MAX];
    enum ab_section where[FOUND_MAX];
    int count = 0;
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        for (int k = 0; k < kind->key_count; k++) {
            if (is_found(&kind->key[k], word, search)) {
                assert(count < FOUND_MAX);
                found[count] = &kind->key[k];
                where[count++] = (enum ab_section)s;
            }
        }
    }
    if (count == 1) {
        print_key(stream, where[0], found[0], width);
        return 1;
    }
    for (int i = 0; i < count; i++) {
        const struct ab_section_kind *kind = ab_section_kind(where[i]);
        char name[AB_KEY_TEXT_SIZE];
        (void)snprintf(name, sizeof name, "%s%s.%s", kind->name, kind->named ? ".ID" : "",
                       found[i]->name);
        (void)fprintf(stream, "%-*s", NAME_WIDTH, name);
        print_wrapped(stream, found[i]->help, NAME_WIDTH, 2, width);
    }
    return count;
}

/* The nearest word so far, of all that is said of keys. */
struct guess {
    struct ab_nearest nearest;
    char word[64];
};

/* Offers every word of a text. */
static void offer_words(struct guess *guess, const char *text)
{
    static const char *const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    while (text != NULL && *text != '\0') {
        const size_t length = strspn(text, letters);
        char word[sizeof guess->word];
        assert(length < sizeof word); /* what is said of keys has no longer words */
        if (length > 2) {
            (void)snprintf(word, sizeof word, "%.*s", (int)length, text);
            if (ab_nearest_offer(&guess->nearest, word)) {
                guess->nearest.best = memcpy(guess->word, word, sizeof word);
            }
        }
        text += length > 0 ? length : 1;
    }
}

static const char *guess_word(struct guess *guess, const char *word)
{
    ab_nearest_begin(&guess->nearest, word);
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        for (int k = 0; k < kind->key_count; k++) {
            const struct ab_key *key = &kind->key[k];
            offer_words(guess, key->name);
            offer_words(guess, key->help);
            offer_words(guess, key->rule);
            for (const struct ab_choice *choice = key->choice;
                 choice != NULL && choice->name != NULL; choice++) {
                offer_words(guess, choice->name);
                offer_words(guess, choice->meaning);
            }
        }
    }
    return ab_nearest_found(&guess->nearest);
}

enum ab_status ab_scenario_search_keys(FILE *stream, const char *word, int width,
                                       struct ab_errors *errors)
{
    if (print_found(stream, word, IN_TEXTS, width) > 0 ||
        (word[strspn(word, " ")] != '\0' && print_found(stream, word, WORD_BY_WORD, width) > 0)) {
        return AB_OK;
    }
    struct guess guess;
    char room[AB_NEAREST_SIZE];
    return ab_errors_refuse(errors, "no key, and nothing that is said of one, holds '%.60s'%s",
                            word, ab_nearest_ask(room, "'", guess_word(&guess, word), "'?", ""));
}

/* ---- the whole ---- */

/* The section, or the key of any section, whose name is nearest to a word. */
static enum ab_status unknown_word(struct ab_errors *errors, const char *word)
{
    struct ab_nearest nearest;
    const char *section = ab_section_nearest(word);
    ab_nearest_begin(&nearest, word);
    for (int s = 0; section == NULL && s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        for (int k = 0; k < kind->key_count; k++) {
            ab_nearest_offer(&nearest, kind->key[k].name);
        }
    }
    const char *meant = section != NULL ? section : ab_nearest_found(&nearest);
    char room[AB_NEAREST_SIZE];
    return ab_errors_refuse(
        errors, "unknown section '%s'%s", word,
        ab_nearest_ask(room, section != NULL ? "'" : "the key '", meant, "'?",
                       "; `airbridge help scenario` lists them, and `airbridge keys --search WORD` "
                       "looks in all that is said of keys"));
}

static enum ab_status unknown_key(struct ab_errors *errors, enum ab_section section,
                                  const char *name)
{
    const char *kind = ab_section_kind(section)->name, *nearest = ab_key_nearest(section, name);
    char room[AB_NEAREST_SIZE], list[64];
    (void)snprintf(list, sizeof list, "; `airbridge keys %s` lists them", kind);
    return ab_errors_refuse(errors, "unknown key '%s' of [%s]%s", name, kind,
                            ab_nearest_ask(room, "'", nearest, "'?", list));
}

enum ab_status ab_scenario_print_keys(FILE *stream, const char *name, int width,
                                      struct ab_errors *errors)
{
    if (name == NULL) {
        char notes[AB_KEY_NOTES_SIZE];
        struct ab_sheet sheet = ab_sheet_on(stream, width);
        ab_sheet_text(&sheet, ab_key_notes(notes));
        for (int s = 0; s < AB_SECTION_COUNT; s++) {
            (void)fputc('\n', stream);
            print_section(stream, (enum ab_section)s, width);
        }
        return AB_OK;
    }
    /* SECTION, SECTION.KEY, or SECTION.ID.KEY as --set takes it; else a part of the names of keys. */
    const size_t length = strcspn(name, ".");
    const char *dot = strrchr(name, '.');
    enum ab_section section;
    if (!ab_section_find(name, length, &section)) {
        char kind[AB_SECTION_NAME_SIZE];
        (void)snprintf(kind, sizeof kind, "%.*s", (int)ab_text_shown(name, length, sizeof kind - 1),
                       name);
        return dot == NULL && length > 1 && print_found(stream, name, false, width) > 0
                   ? AB_OK
                   : unknown_word(errors, kind);
    }
    if (dot == NULL) {
        print_section(stream, section, width);
        return AB_OK;
    }
    const int key = ab_key_find(section, dot + 1);
    if (key < 0) {
        return unknown_key(errors, section, dot + 1);
    }
    print_key(stream, section, &ab_section_kind(section)->key[key], width);
    return AB_OK;
}
