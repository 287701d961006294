/* print_keys.c - the reference of keys, straight from the table. */
#include "scenario/keys.h"

#include <string.h>

enum { CELL_SIZE = 400, LISTED_CHOICES_MAX = 40 };

/* What a value is, in words. */
static const char *type_text(const struct ab_key *key, char text[CELL_SIZE])
{
    const char *target = ab_section_kind(key->target)->name;
    const char *dimension = ab_dimension_name(key->dimension);
    switch (key->type) {
    case AB_VALUE_BASE: return "file";
    case AB_VALUE_TEXT: return "text";
    case AB_VALUE_FLAG: return "yes or no";
    case AB_VALUE_COUNT: return "whole number";
    case AB_VALUE_NUMBER:
    case AB_VALUE_HOURS:
    case AB_VALUE_DURATION: return dimension;
    case AB_VALUE_START:
    case AB_VALUE_DATE: return "date";
    case AB_VALUE_CHOICE: return "choice";
    case AB_VALUE_DISTRIBUTION:
        (void)snprintf(text, CELL_SIZE, "random %s", dimension);
        return text;
    case AB_VALUE_COUNT_DISTRIBUTION: return "random whole number";
    case AB_VALUE_WHEN: return "date or random time";
    case AB_VALUE_REFERENCE: (void)snprintf(text, CELL_SIZE, "id of %s", target); return text;
    case AB_VALUE_REFERENCES: (void)snprintf(text, CELL_SIZE, "ids of %s", target); return text;
    case AB_VALUE_NUMBERS_OF:
        (void)snprintf(text, CELL_SIZE, "%s: number, ...", target);
        return text;
    case AB_VALUE_PAYLOAD_RANGE: return "mass: distance, ...";
    case AB_VALUE_DAY_HOURS: return "hours of the day";
    case AB_VALUE_PERIODS: return "date/date, ...";
    case AB_VALUE_BOUND: return "date, time or number";
    case AB_VALUE_TOLERANCE: return "time, number or %";
    }
    return "";
}

static const char *units_text(const struct ab_key *key)
{
    switch (key->type) {
    case AB_VALUE_START:
    case AB_VALUE_DATE:
    case AB_VALUE_PERIODS: return "ISO 8601";
    case AB_VALUE_DAY_HOURS: return "HH:MM-HH:MM";
    case AB_VALUE_PAYLOAD_RANGE: return "kg, t: m, km, nmi";
    default: return ab_dimension_units(key->dimension);
    }
}

static const char *preset_text(const struct ab_key *key)
{
    if ((key->flags & AB_KEY_REQUIRED) != 0)
        return "required";
    if ((key->flags & AB_KEY_NAMED_BY_ID) != 0)
        return "the id";
    return key->preset != NULL ? key->preset : "none";
}

static const char *choices_text(const struct ab_key *key, char text[CELL_SIZE])
{
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; key->words[i] != NULL && used < CELL_SIZE; i++)
        used += (size_t)snprintf(text + used, CELL_SIZE - used, "%s%s", i > 0 ? ", " : "",
                                 key->words[i]);
    return text;
}

/* What is allowed: a range, choices, or nothing to be said. */
static const char *range_text(const struct ab_key *key, char text[CELL_SIZE])
{
    text[0] = '\0';
    if (key->type == AB_VALUE_CHOICE)
        return choices_text(key, text);
    if (key->maximum <= key->minimum)
        return "";
    ab_range_text(key->dimension, key->minimum, key->maximum, text, CELL_SIZE);
    const size_t used = strlen(text);
    if (key->word != NULL)
        (void)snprintf(text + used, CELL_SIZE - used, " or %s", key->word);
    return text;
}

/* ---- tables ---- */

enum { COLUMN_COUNT = 5 };

/* The cells of a row, except the meaning, which is last and needs no width. */
static void fill_row(enum ab_section section, const struct ab_key *key, bool full,
                     char cell[COLUMN_COUNT][CELL_SIZE])
{
    char text[CELL_SIZE];
    (void)snprintf(cell[0], CELL_SIZE, "%s", key->name);
    (void)snprintf(cell[1], CELL_SIZE, "%s", type_text(key, text));
    (void)snprintf(cell[2], CELL_SIZE, "%s", units_text(key));
    (void)snprintf(cell[3], CELL_SIZE, "%s", preset_text(key));
    (void)snprintf(cell[4], CELL_SIZE, "%s", range_text(key, text));
    if (!full && strlen(cell[4]) > LISTED_CHOICES_MAX)
        (void)snprintf(cell[4], CELL_SIZE, "see keys %s.%s", ab_section_kind(section)->name,
                       key->name);
}

static void print_section(FILE *stream, enum ab_section section)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    const char *const heading[COLUMN_COUNT] = {"KEY", "TYPE", "UNIT", "DEFAULT", "RANGE"};
    char cell[COLUMN_COUNT][CELL_SIZE];
    size_t width[COLUMN_COUNT];
    for (int c = 0; c < COLUMN_COUNT; c++)
        width[c] = strlen(heading[c]);
    for (int k = 0; k < kind->key_count; k++) {
        fill_row(section, &kind->key[k], false, cell);
        for (int c = 0; c < COLUMN_COUNT; c++)
            if (strlen(cell[c]) > width[c])
                width[c] = strlen(cell[c]);
    }
    (void)fprintf(stream, "[%s%s]  %s\n", kind->name, kind->named ? ".ID" : "", kind->help);
    for (int c = 0; c < COLUMN_COUNT; c++)
        (void)fprintf(stream, "  %-*s", (int)width[c], heading[c]);
    (void)fputs("  MEANING\n", stream);
    for (int k = 0; k < kind->key_count; k++) {
        fill_row(section, &kind->key[k], false, cell);
        for (int c = 0; c < COLUMN_COUNT; c++)
            (void)fprintf(stream, "  %-*s", (int)width[c], cell[c]);
        (void)fprintf(stream, "  %s\n", kind->key[k].help);
    }
}

static void print_key(FILE *stream, enum ab_section section, const struct ab_key *key)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    char cell[COLUMN_COUNT][CELL_SIZE];
    fill_row(section, key, true, cell);
    (void)fprintf(stream, "%s%s.%s\n", kind->name, kind->named ? ".ID" : "", key->name);
    (void)fprintf(stream, "  meaning  %s\n", key->help);
    (void)fprintf(stream, "  type     %s\n", cell[1]);
    if (cell[2][0] != '\0')
        (void)fprintf(stream, "  unit     %s\n", cell[2]);
    (void)fprintf(stream, "  default  %s\n", cell[3]);
    if (cell[4][0] != '\0')
        (void)fprintf(stream, "  range    %s\n", cell[4]);
}

/* How values are written, for those who read the whole reference. */
static void print_notes(FILE *stream)
{
    (void)fputs(
        "A scenario is a file of sections and keys:\n"
        "  [airfield.almaty]                  a section: KIND or KIND.ID of a-z, 0-9 and '-'\n"
        "  parking_mog = 6  ; a comment       behind a value or on a line of its own, with ; or #\n"
        "  name = \"Almaty; international\"     quotes, \" or ', keep ; and # in a value\n"
        "  withdraw_from = none               takes back what a base gave, where there is no "
        "default\n"
        "Numbers need their unit, except zero. Random quantities are written\n"
        "  2 h, uniform(1 h, 2 h), triangular(60 min, 90 min, 2 h), pert(1, 1.5, 2) h,\n"
        "  normal(mean, sd), lognormal(mean, sd), exponential(mean), gamma(mean, sd),\n"
        "  weibull(scale, shape), empirical(FILE.csv) min\n",
        stream);
}

/* ---- the command ---- */

static enum ab_status unknown_section(struct ab_errors *errors, const char *name)
{
    const char *nearest = ab_section_nearest(name);
    if (nearest != NULL)
        return ab_errors_add(errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL,
                             "unknown section '%s'; did you mean '%s'?", name, nearest);
    return ab_errors_add(errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL,
                         "unknown section '%s'; `airbridge keys` lists them", name);
}

static enum ab_status unknown_key(struct ab_errors *errors, enum ab_section section,
                                  const char *name)
{
    const char *kind = ab_section_kind(section)->name, *nearest = ab_key_nearest(section, name);
    if (nearest != NULL)
        return ab_errors_add(errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL,
                             "unknown key '%s' of [%s]; did you mean '%s'?", name, kind, nearest);
    return ab_errors_add(errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL,
                         "unknown key '%s' of [%s]; `airbridge keys %s` lists them", name, kind,
                         kind);
}

enum ab_status ab_scenario_print_keys(FILE *stream, const char *name, struct ab_errors *errors)
{
    if (name == NULL) {
        print_notes(stream);
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
    if (!ab_section_find(kind, strlen(kind), &section))
        return unknown_section(errors, kind);
    if (dot == NULL) {
        print_section(stream, section);
        return AB_OK;
    }
    const int key = ab_key_find(section, dot + 1);
    if (key < 0)
        return unknown_key(errors, section, dot + 1);
    print_key(stream, section, &ab_section_kind(section)->key[key]);
    return AB_OK;
}
