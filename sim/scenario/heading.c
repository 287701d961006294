/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* heading.c - finds out what the columns of a table of things are.
 *
 * What `columns` and `ignore` say goes first; other headings are keys by their own name, alone or with
 * a unit behind it. */
#include "scenario/heading.h"

#include "base/caseless.h"
#include "base/cells.h"
#include "base/nearest.h"
#include "scenario/text.h"
#include "scenario/value.h"

#include <stdarg.h>
#include <string.h>

enum { MENTIONS_MAX = AB_COLUMNS_MAX, SHOWN = 60 };

/* What the scenario says of a heading. */
struct mention {
    const char *key; /* of the section: "columns" or "ignore" */
    const char *heading;
    size_t length;
    bool may_miss, is_there;
    struct ab_column column;
};

struct reading {
    const struct ab_thing *table;
    enum ab_section kind;
    const char *path;
    int line;
    const char *const *heading;
    int count;
    struct ab_columns *columns;
    struct ab_errors *errors;
    int mentions;
    struct mention mention[MENTIONS_MAX];
};

/* ---- names ---- */

/* Words of a heading are joined as one likes. */
static char plain(char c)
{
    return c == ' ' || c == '-' ? '_' : ab_lower(c);
}

/* What stands in a text behind a name of so many characters; NULL when it does not begin with it. */
static const char *behind(const char *text, const char *name, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\0' || plain(text[i]) != plain(name[i])) {
            return NULL;
        }
    }
    return text + length;
}

static bool same_heading(const char *heading, const char *name, size_t length)
{
    const char *rest = behind(heading, name, length);
    return rest != NULL && *rest == '\0';
}

/* Whether cells of a key may have a unit of their column. */
static bool takes_unit(const struct ab_key *key)
{
    const struct ab_value_row *row = ab_value_row(key);
    return key->dimension != AB_DIMENSION_NONE && row->second == AB_DIMENSION_NONE &&
           !row->is_counted;
}

/* Reads a unit that a key takes, also one in upper case, as its usual name; false when it is none. */
static bool read_unit(const struct ab_key *key, const char *text, size_t length,
                      char unit[AB_UNIT_SIZE])
{
    char copy[AB_UNIT_SIZE];
    if (!takes_unit(key) || length == 0 || length >= sizeof copy) {
        return false;
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    for (int lower = 0; lower < 2; lower++) {
        for (char *c = copy; lower == 1 && *c != '\0'; c++) {
            *c = ab_lower(*c);
        }
        struct ab_measured one = {.number = 1};
        struct ab_complaint complaint;
        double value;
        const char *cursor = copy;
        ab_complaint_clear(&complaint);
        (void)ab_scan_unit(&cursor, one.unit); /* it is not too long */
        if (*cursor == '\0' && ab_measured_convert(&one, key->dimension, &value, &complaint)) {
            memcpy(unit, one.unit, AB_UNIT_SIZE);
            return true;
        }
    }
    return false;
}

/* Whether a heading is the name of a key with a unit behind it: bulk_ston, Bulk (ston). */
static bool is_in_unit(const struct ab_key *key, const char *heading, struct ab_column *column)
{
    const char *rest = behind(heading, key->name, strlen(key->name));
    size_t skipped = rest != NULL ? strspn(rest, " _-([") : 0;
    if (skipped == 0) {
        return false;
    }
    rest += skipped;
    const size_t length = strcspn(rest, " )]");
    column->form = AB_CELL_IN_UNIT;
    return rest[length + strspn(rest + length, " )]")] == '\0' &&
           read_unit(key, rest, length, column->word);
}

/* Finds the key that a heading is by itself; false when it is none. */
static bool find_own_key(enum ab_section section, const char *heading, struct ab_column *column)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    *column = (struct ab_column){.key = AB_COLUMN_ID};
    if (same_heading(heading, "id", 2)) {
        return true;
    }
    for (int i = 0; i < kind->key_count; i++) {
        column->key = i;
        if (same_heading(heading, kind->key[i].name, strlen(kind->key[i].name))) {
            return true;
        }
    }
    for (int i = 0; i < kind->key_count; i++) {
        column->key = i;
        if (is_in_unit(&kind->key[i], heading, column)) {
            return true;
        }
    }
    return false;
}

/* ---- what the scenario says ---- */

static bool refuse(struct reading *reading, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool refuse(struct reading *reading, const char *key, const char *format, ...)
{
    char text[400];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    (void)ab_thing_fault(reading->table, key, reading->errors, "%s", text);
    return false;
}

/* Reads what stands behind the key in KEY UNIT. */
static bool read_word(struct reading *reading, struct ab_column *column, const char *text,
                      size_t length)
{
    const struct ab_key *key =
        column->key >= 0 ? &ab_section_kind(reading->kind)->key[column->key] : NULL;
    const int shown = (int)ab_text_shown(text, length, SHOWN);
    if (length == 0) {
        return true;
    }
    const bool start = length == 9 && memcmp(text, "day-start", 9) == 0;
    const bool end = length == 7 && memcmp(text, "day-end", 7) == 0;
    if (key != NULL && (start || end) &&
        (key->type == AB_VALUE_WHEN || key->type == AB_VALUE_DATE || key->type == AB_VALUE_BOUND)) {
        column->form = start ? AB_CELL_DAY_START : AB_CELL_DAY_END;
        return true;
    }
    if (key != NULL && key->type == AB_VALUE_NUMBERS_OF) {
        column->form = AB_CELL_NUMBER_OF;
        (void)snprintf(column->word, sizeof column->word, "%.*s", (int)length, text);
        return (length <= AB_ID_LENGTH_MAX && ab_layers_is_id(column->word)) ||
               refuse(reading, "columns", "has '%.*s' where an id is needed", shown, text);
    }
    if (key != NULL && read_unit(key, text, length, column->word)) {
        column->form = AB_CELL_IN_UNIT;
        return true;
    }
    if (key == NULL || !takes_unit(key)) {
        return refuse(reading, "columns", "has '%.*s' behind %s, which takes no unit", shown, text,
                      key != NULL ? key->name : "id");
    }
    return refuse(reading, "columns",
                  "has '%.*s' behind %s, which is no unit of it; allowed are %s", shown, text,
                  key->name, ab_dimension_units(key->dimension));
}

/* Reads KEY UNIT. */
static bool read_meaning(struct reading *reading, struct ab_column *column, const char *text,
                         size_t length)
{
    char name[AB_ID_LENGTH_MAX + 1], room[AB_NEAREST_SIZE];
    ab_text_trim(&text, &length);
    size_t end = 0;
    while (end < length && text[end] != ' ' && text[end] != '\t') {
        end++;
    }
    (void)snprintf(name, sizeof name, "%.*s", (int)ab_text_shown(text, end, sizeof name - 1), text);
    column->key = strcmp(name, "id") == 0 ? AB_COLUMN_ID : ab_key_find(reading->kind, name);
    if (column->key < 0 && strcmp(name, "id") != 0) {
        const char *kind = ab_section_kind(reading->kind)->name;
        return refuse(reading, "columns", "names '%s', which is no key of [%s.ID]%s", name, kind,
                      ab_nearest_ask(room, "'", ab_key_nearest(reading->kind, name), "'?", ""));
    }
    const char *rest = text + end;
    size_t left = length - end;
    ab_text_trim(&rest, &left);
    return read_word(reading, column, rest, left);
}

/* Reads a part of a list: HEADING: KEY UNIT of `columns`, HEADING of `ignore`. */
static bool read_mention(struct reading *reading, const char *key, const char *text, size_t length)
{
    const bool renames = strcmp(key, "columns") == 0;
    const char *colon = renames ? memchr(text, ':', length) : text + length;
    const int shown = (int)ab_text_shown(text, length, SHOWN);
    if (length == 0) {
        return refuse(reading, key, "has an empty place in its list");
    }
    if (colon == NULL) {
        return refuse(reading, key, "has '%.*s' where HEADING: KEY is needed, as in uln: id", shown,
                      text);
    }
    if (reading->mentions == MENTIONS_MAX) {
        return refuse(reading, key, "has too many headings; allowed are %d", MENTIONS_MAX);
    }
    struct mention *mention = &reading->mention[reading->mentions];
    *mention = (struct mention){.key = key, .heading = text, .length = (size_t)(colon - text)};
    ab_text_trim(&mention->heading, &mention->length);
    mention->may_miss = mention->length > 1 && mention->heading[mention->length - 1] == '?';
    mention->length -= mention->may_miss;
    ab_text_trim(&mention->heading, &mention->length);
    for (int i = 0; i < reading->mentions; i++) {
        const struct mention *other = &reading->mention[i];
        const char *rest = behind(other->heading, mention->heading, mention->length);
        if (rest != other->heading + other->length) {
            continue;
        }
        if (strcmp(other->key, key) != 0) {
            return true; /* it is left out */
        }
        return refuse(reading, key, "names the column '%.*s' twice",
                      (int)ab_text_shown(mention->heading, mention->length, SHOWN),
                      mention->heading);
    }
    mention->column.key = AB_COLUMN_IGNORED;
    reading->mentions++;
    return !renames ||
           read_meaning(reading, &mention->column, colon + 1, length - (size_t)(colon + 1 - text));
}

static bool read_mentions(struct reading *reading, const char *key)
{
    const struct ab_assignment *said = ab_thing_value(reading->table, key);
    bool good = true;
    for (const char *text = said != NULL ? said->value : NULL; good && text != NULL;) {
        const char *part = text;
        size_t length = strcspn(text, ",");
        text = text[length] == ',' ? text + length + 1 : NULL;
        ab_text_trim(&part, &length);
        good = read_mention(reading, key, part, length);
    }
    return good;
}

/* ---- what the file has ---- */

static bool refuse_column(struct reading *reading, int column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool refuse_column(struct reading *reading, int column, const char *format, ...)
{
    char text[600], name[AB_SECTION_NAME_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const int first = reading->errors->count;
    (void)ab_errors_add(reading->errors, AB_BAD_SCENARIO, reading->path, reading->line,
                        ab_section_name(AB_SECTION_TABLE, reading->table->id, name), NULL, "%s",
                        text);
    ab_errors_tell_column(reading->errors, first, column + 1);
    return false;
}

/* What a heading is; false when it is nothing that is known. */
static bool find_column(struct reading *reading, const char *heading, struct ab_column *column)
{
    for (int i = 0; i < reading->mentions; i++) {
        struct mention *mention = &reading->mention[i];
        if (same_heading(heading, mention->heading, mention->length)) {
            mention->is_there = true;
            *column = mention->column;
            return true;
        }
    }
    if (ab_cells_is_unnamed(heading)) {
        column->key = AB_COLUMN_UNNAMED;
        return true;
    }
    return find_own_key(reading->kind, heading, column);
}

/* Looks for the id: without it the file is no table of these things, and is not quoted. */
static bool find_id(struct reading *reading)
{
    struct ab_column column;
    reading->columns->id = -1;
    for (int i = 0; i < reading->count; i++) {
        if (!find_column(reading, reading->heading[i], &column) || column.key != AB_COLUMN_ID) {
            continue;
        }
        if (reading->columns->id >= 0) {
            return refuse_column(reading, i, "this column is the id, and so is column %d",
                                 reading->columns->id + 1);
        }
        reading->columns->id = i;
    }
    return reading->columns->id >= 0 ||
           refuse_column(
               reading, -1,
               "no heading in the first row is the id: `columns` says which one, as in uln: id");
}

static bool refuse_unknown(struct reading *reading, int column)
{
    char room[AB_NEAREST_SIZE], name[AB_ID_LENGTH_MAX + 1];
    const char *heading = reading->heading[column];
    const size_t length = ab_text_shown(heading, strlen(heading), AB_ID_LENGTH_MAX);
    (void)snprintf(name, sizeof name, "%.*s", (int)length, heading);
    for (char *c = name; *c != '\0'; c++) {
        *c = plain(*c);
    }
    return refuse_column(
        reading, column, "the column '%.*s' is no key of [%s.ID]%s", (int)length, heading,
        ab_section_kind(reading->kind)->name,
        ab_nearest_ask(room, "'", ab_key_nearest(reading->kind, name),
                       "'? Otherwise `columns` renames it, or `ignore` leaves it out",
                       "; `columns` renames it, or `ignore` leaves it out"));
}

/* Whether two columns may be of one key. */
static bool may_share(const struct ab_column *a, const struct ab_column *b)
{
    return a->form == AB_CELL_NUMBER_OF && b->form == AB_CELL_NUMBER_OF &&
           !ab_caseless_equal(a->word, b->word);
}

/* Finds out what a column is; one that is nothing, or again what another is, is passed over. */
static void read_heading(struct reading *reading, int place)
{
    struct ab_column *column = &reading->columns->column[place];
    *column = (struct ab_column){.form = AB_CELL_AS_SAID};
    if (!find_column(reading, reading->heading[place], column)) {
        (void)refuse_unknown(reading, place);
        *column = (struct ab_column){.key = AB_COLUMN_IGNORED};
    }
    for (int i = 0; i < place && column->key >= 0; i++) {
        const struct ab_column *other = &reading->columns->column[i];
        if (other->key == column->key && !may_share(other, column)) {
            (void)refuse_column(reading, place, "this column is `%s`, and so is column %d",
                                ab_section_kind(reading->kind)->key[column->key].name, i + 1);
            *column = (struct ab_column){.key = AB_COLUMN_IGNORED};
        }
    }
}

/* Complains of headings that the scenario speaks of and the file does not have. */
static void find_missing(struct reading *reading)
{
    for (int i = 0; i < reading->mentions; i++) {
        const struct mention *mention = &reading->mention[i];
        char name[SHOWN + 1], room[AB_NEAREST_SIZE];
        struct ab_nearest nearest;
        if (mention->is_there || mention->may_miss) {
            continue;
        }
        (void)snprintf(name, sizeof name, "%.*s",
                       (int)ab_text_shown(mention->heading, mention->length, SHOWN),
                       mention->heading);
        ab_nearest_begin(&nearest, name);
        for (int j = 0; j < reading->count; j++) {
            ab_nearest_offer(&nearest, reading->heading[j]);
        }
        (void)refuse(
            reading, mention->key, "names the column '%s', which %.150s does not have%s", name,
            reading->path,
            ab_nearest_ask(room, "'", ab_nearest_found(&nearest), "'?",
                           "; a question mark behind a heading says that it may be missing"));
    }
}

/* ---- the whole ---- */

bool ab_columns_read(struct ab_columns *columns, const struct ab_thing *table, enum ab_section kind,
                     const char *path, int line, const char *const *heading, int count,
                     struct ab_errors *errors)
{
    struct reading reading = {.table = table,
                              .kind = kind,
                              .path = path,
                              .line = line,
                              .heading = heading,
                              .count = count,
                              .columns = columns,
                              .errors = errors};
    if (!read_mentions(&reading, "ignore") || !read_mentions(&reading, "columns")) {
        return false;
    }
    if (count > AB_COLUMNS_MAX) {
        return refuse_column(&reading, AB_COLUMNS_MAX, "there are more than %d columns",
                             AB_COLUMNS_MAX);
    }
    columns->count = count;
    if (!find_id(&reading)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        read_heading(&reading, i);
    }
    find_missing(&reading);
    return true;
}
