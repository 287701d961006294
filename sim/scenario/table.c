/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* table.c - reads rows of CSV files as statements.
 *
 * Of a table of which all rows count the content is kept, and statements point into it. Of a list of
 * what may be referenced the rows are kept in mind until all is known that names them, and what they
 * say is copied. */
#include "scenario/table.h"

#include "base/caseless.h"
#include "base/cells.h"
#include "base/fold.h"
#include "base/nearest.h"
#include "base/visible.h"
#include "scenario/heading.h"
#include "scenario/text.h"
#include "scenario/value.h"

#include <limits.h>
#include <stdarg.h>
#include <string.h>

enum { SHOWN = 60 };

/* What rows say that do not say otherwise. */
struct usual {
    int count;
    struct {
        int key;
        const char *value;
    } said[AB_SECTION_KEYS_MAX];
    const struct ab_assignment *place;
};

/* A row of a list. */
struct row {
    const char **cell;
    int line;
    bool is_taken;
};

struct table {
    const struct ab_thing *thing; /* its section */
    enum ab_section kind;
    int rank;
    bool is_list; /* only what is referenced is taken */
    const char *path, *folder;
    bool has_day_zero;
    ab_time day_zero;
    const char *offset; /* of its dates from UTC, as day_zero says it: "+06:00", or "Z" */
    struct usual every;
    struct ab_columns columns;
    struct ab_cells cells;
    const char *cell[AB_COLUMNS_MAX]; /* of the row read last */
    /* of a list */
    char *content;
    struct row *row;
    const char **room; /* of the cells of its rows */
    int rows, rooms;
    int *place; /* rows by their ids; -1: nobody */
    size_t places;
};

struct call {
    struct ab_statements *list;
    struct ab_layers *layers;
    struct ab_files *files;
    struct ab_arena *arena;
    struct ab_errors *errors;
    struct table *table; /* all of them */
    int tables;
    bool failed; /* the machine, which is told */
};

static bool fail_memory(struct call *call)
{
    (void)ab_errors_out_of_memory(call->errors);
    call->failed = true;
    return false;
}

/* ---- faults ---- */

/* Complains of a column of the row read last, or of all of it (-1), or with line 0 of the file. */
static bool refuse(struct call *call, const struct table *table, int column, const char *format,
                   ...) __attribute__((format(printf, 4, 5)));

static bool refuse(struct call *call, const struct table *table, int column, const char *format,
                   ...)
{
    char text[600], name[AB_SECTION_NAME_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const int first = call->errors->count;
    (void)ab_errors_add(call->errors, AB_BAD_SCENARIO, table->path, table->cells.line,
                        ab_section_name(AB_SECTION_TABLE, table->thing->id, name), NULL, "%s",
                        text);
    ab_errors_tell_column(call->errors, first, column + 1);
    return false;
}

/* ---- what its section says ---- */

/* Complains of a key that is not said, unless a file that may say it could not be read. */
static bool refuse_missing(const struct call *call, const struct table *table, const char *key,
                           const char *what)
{
    if (!call->layers->sources.broken) {
        (void)ab_thing_fault(table->thing, key, call->errors, "is missing: %s", what);
    }
    return false;
}

/* The kind of the rows; false, told, when it is none. */
static bool read_kind(struct call *call, struct table *table)
{
    char room[AB_NEAREST_SIZE];
    const struct ab_assignment *kind = ab_thing_value(table->thing, "kind");
    if (kind == NULL) {
        return refuse_missing(call, table, "kind", "the kind of section that a row is");
    }
    if (!ab_section_find(kind->value, strlen(kind->value), &table->kind)) {
        (void)ab_thing_fault(table->thing, "kind", call->errors, "'%.100s' is no kind of section%s",
                             kind->value,
                             ab_nearest_ask(room, "'", ab_section_nearest(kind->value), "'?",
                                            "; `airbridge help scenario` lists them"));
        return false;
    }
    if (!ab_section_kind(table->kind)->named || table->kind == AB_SECTION_TABLE) {
        (void)ab_thing_fault(table->thing, "kind", call->errors,
                             "'%s' is no kind of things: its section cannot be a row", kind->value);
        return false;
    }
    return true;
}

/* The instant when day 0 begins: said by the table, whose dates are then by its offset, or the scenario's start. */
static void find_day_zero(const struct call *call, struct table *table)
{
    const struct ab_assignment *said = ab_thing_value(table->thing, "day_zero");
    const char *text = said != NULL ? said->value : NULL;
    const int start = ab_key_find(AB_SECTION_SCENARIO, "start");
    for (int i = 0; said == NULL && i < call->list->count; i++) { /* the highest layer is last */
        const struct ab_statement *statement = &call->list->statement[i];
        if (statement->section == AB_SECTION_SCENARIO && statement->key == start) {
            text = statement->said.value;
        }
    }
    table->has_day_zero = text != NULL && ab_time_parse_iso(text, &table->day_zero);
    const char *const time = table->has_day_zero && said != NULL ? strchr(text, 'T') : NULL;
    const char *const offset = time != NULL ? strpbrk(time, "+-") : NULL;
    table->offset = offset != NULL ? offset : "Z";
}

static int rank_of(const struct call *call, const struct table *table)
{
    const struct ab_sources *sources = &call->layers->sources;
    int source = 0;
    while (source < sources->count && sources->source[source].path != table->thing->file) {
        source++; /* not found: it is of --set, which ranks behind all files */
    }
    return ab_rank_of_source(source) - table->is_list;
}

/* The key of the kind that a part of `every` begins with; -1: it belongs to the one before. */
static int key_of_part(const struct table *table, const char *text, size_t length)
{
    char name[AB_ID_LENGTH_MAX + 1];
    size_t end = 0;
    while (end < length && text[end] != ':' && text[end] != ' ' && text[end] != '\t') {
        end++;
    }
    const size_t behind = end + strspn(text + end, " \t");
    if (end >= sizeof name || behind >= length || text[behind] != ':') {
        return -1;
    }
    memcpy(name, text, end);
    name[end] = '\0';
    return ab_key_find(table->kind, name);
}

/* Keeps what stands behind a key of `every`. */
static bool add_usual(struct call *call, struct table *table, int key, const char *text,
                      size_t length)
{
    const char *name = ab_section_kind(table->kind)->key[key].name;
    char *value = ab_arena_take(call->arena, length + 1);
    if (value == NULL) {
        return fail_memory(call);
    }
    ab_text_trim(&text, &length);
    memcpy(value, text, length);
    for (int i = 0; i < table->every.count; i++) {
        if (table->every.said[i].key == key) {
            (void)ab_thing_fault(table->thing, "every", call->errors, "says %s twice", name);
            return false;
        }
    }
    if (length == 0) {
        (void)ab_thing_fault(table->thing, "every", call->errors, "says nothing behind %s", name);
        return false;
    }
    table->every.said[table->every.count].key = key;
    table->every.said[table->every.count++].value = value;
    return true;
}

/* Reads KEY: VALUE, KEY: VALUE; false, told, when it is of another form. */
static bool read_every(struct call *call, struct table *table)
{
    table->every.place = ab_thing_value(table->thing, "every");
    const char *text = table->every.place != NULL ? table->every.place->value : NULL;
    const char *value = NULL, *end = NULL;
    int key = -1;
    while (text != NULL) {
        const char *part = text;
        size_t length = strcspn(text, ",");
        text = text[length] == ',' ? text + length + 1 : NULL;
        ab_text_trim(&part, &length);
        const int next = key_of_part(table, part, length);
        if (next < 0 && key < 0) {
            (void)ab_thing_fault(table->thing, "every", call->errors,
                                 "has '%.*s' where KEY: VALUE is needed, with a key of [%s.ID]",
                                 (int)ab_text_shown(part, length, SHOWN), part,
                                 ab_section_kind(table->kind)->name);
            return false;
        }
        if (next >= 0) {
            if (key >= 0 && !add_usual(call, table, key, value, (size_t)(end - value))) {
                return false;
            }
            key = next;
            value = strchr(part, ':') + 1;
        }
        end = part + length;
    }
    return key < 0 || add_usual(call, table, key, value, (size_t)(end - value));
}

/* Reads the section of a table; false when there is nothing to be read of its file. */
static bool read_section(struct call *call, struct table *table)
{
    const struct ab_assignment *only = ab_thing_value(table->thing, "only");
    const struct ab_assignment *file =
        ab_thing_said(table->thing, ab_key_find(AB_SECTION_TABLE, "file"));
    table->path = "";
    if (!read_kind(call, table)) {
        call->layers->incomplete = true;
        return false;
    }
    if (file->file == NULL) {
        call->layers->incomplete = true;
        return refuse_missing(call, table, "file", "the CSV file of the table, or none");
    }
    if (file->value == NULL ||
        !ab_visible_is(file->value)) { /* which is told with the other values */
        call->layers->incomplete = true;
        return false;
    }
    if (strcmp(file->value, "none") == 0) {
        return false;
    }
    table->is_list = only != NULL && strcmp(only->value, "referenced") == 0;
    table->rank = rank_of(call, table);
    find_day_zero(call, table);
    const char *path = ab_path_join(call->arena, file->folder, file->value);
    const char *slash = path != NULL ? strrchr(path, '/') : NULL;
    char *folder = path != NULL ? ab_arena_copy_text(call->arena, path) : NULL;
    if (folder == NULL) {
        return fail_memory(call);
    }
    folder[slash != NULL ? slash - path + 1 : 0] = '\0';
    table->path = path;
    table->folder = folder;
    if (!read_every(call, table)) {
        call->layers->incomplete = true;
        return false;
    }
    return true;
}

/* ---- cells ---- */

/* A text in memory of the layers. */
static const char *keep(struct call *call, const char *text)
{
    const char *copy = ab_arena_copy_text(call->arena, text);
    if (copy == NULL) {
        (void)fail_memory(call);
    }
    return copy;
}

/* Whether a cell is a number and nothing else. */
static bool is_number(const char *cell)
{
    double number;
    return ab_scan_number(&cell, &number) && *cell == '\0';
}

/* Reads a day, 3, C+3, D-1, C003 or 2022-01-08, as when it begins; false when it is none. */
static bool scan_day(const struct table *table, const char *cell, ab_time *begin)
{
    char text[sizeof "2022-01-08T00:00+06:00"];
    if (strlen(cell) == 10 && snprintf(text, sizeof text, "%sT00:00%s", cell, table->offset) > 0 &&
        ab_time_parse_iso(text, begin)) {
        return true;
    }
    const bool letter = ab_lower(*cell) >= 'a' && ab_lower(*cell) <= 'z';
    const char *digits = cell + letter;
    const bool west = *digits == '-';
    digits += west || *digits == '+';
    const size_t length = strspn(digits, "0123456789");
    if (length == 0 || length > 4 || digits[length] != '\0') {
        return false;
    }
    ab_time days = 0;
    for (; *digits != '\0'; digits++) {
        days = 10 * days + (*digits - '0');
    }
    *begin = table->day_zero + (west ? -days : days) * AB_DAY;
    return true;
}

/* Whether a cell of a column of days says a moment otherwise: a date with its time, a time with its unit,
 * one that varies, or none. */
static bool is_moment(const char *cell)
{
    ab_time instant;
    struct ab_measured measured;
    const char *rest = cell;
    return strchr(cell, '(') != NULL || strcmp(cell, "none") == 0 ||
           ab_time_parse_iso(cell, &instant) ||
           (ab_scan_measured(&rest, &measured) && *rest == '\0' &&
            (measured.is_clock || measured.unit[0] != '\0'));
}

/* Whether a cell is a number too large for a day, and no date without its dashes: spreadsheets count the
 * days since 1900, and where the format of a cell is lost, they write that number. */
static bool is_serial(const char *cell)
{
    double number;
    return ab_scan_number(&cell, &number) && *cell == '\0' && number > 9999 && number < 100000;
}

/* The date that a cell means which may be a day, or be said otherwise. Where nobody knows when day 0
 * is there is no value, which is told already. */
static const char *value_of_day(struct call *call, const struct table *table, int place,
                                const char *cell)
{
    const struct ab_column *column = &table->columns.column[place];
    char text[AB_TIME_ISO_SIZE];
    ab_time instant;
    if (!scan_day(table, cell, &instant)) {
        if (is_moment(cell)) {
            return cell;
        }
        char why[AB_TIME_WHY_SIZE];
        (void)refuse(call, table, place,
                     "'%.*s' is no day%s; days are written 3, C+3, D-1, C003 or 2022-01-08",
                     (int)ab_text_shown(cell, strlen(cell), SHOWN), cell,
                     is_serial(cell) ? ", but may be a spreadsheet's number for one"
                                     : ab_time_missing_day(cell, why));
        return NULL;
    }
    if (!table->has_day_zero) {
        return NULL;
    }
    instant += column->form == AB_CELL_DAY_END ? AB_DAY : 0;
    (void)ab_time_format_iso(instant, text, sizeof text);
    return keep(call, text);
}

/* The list of numbers that cells of columns from `first` on come to; none of a thing says nothing. */
static const char *value_of_numbers(struct call *call, const struct table *table, int first,
                                    const char *const *cell)
{
    char text[2 * AB_VALUE_BYTES_MAX] = "";
    size_t used = 0;
    for (int i = first; i < table->columns.count && used < sizeof text; i++) {
        const struct ab_column *column = &table->columns.column[i];
        if (column->form == AB_CELL_NUMBER_OF && column->key == table->columns.column[first].key &&
            cell[i][0] != '\0' && strcmp(cell[i], "0") != 0) {
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s: %s",
                                     used > 0 ? ", " : "", column->word, cell[i]);
        }
    }
    return used > 0 ? keep(call, text) : "";
}

/* Whether a column is one of a list of numbers and not its first. */
static bool goes_with_another(const struct ab_columns *columns, int place)
{
    const struct ab_column *column = &columns->column[place];
    for (int i = 0; i < place; i++) {
        if (columns->column[i].key == column->key) {
            return true;
        }
    }
    return false;
}

/* What a column of a row is the value of its key: "" for nothing, NULL when it cannot be read. */
static const char *value_of(struct call *call, const struct table *table, int place,
                            const char *const *cell)
{
    const struct ab_column *column = &table->columns.column[place];
    char text[AB_VALUE_BYTES_MAX + AB_UNIT_SIZE + 2];
    if (column->form == AB_CELL_NUMBER_OF) {
        return goes_with_another(&table->columns, place)
                   ? ""
                   : value_of_numbers(call, table, place, cell);
    }
    const char *said = cell[place];
    if (said[0] == '\0' || column->form == AB_CELL_AS_SAID) {
        return said;
    }
    if (column->form == AB_CELL_IN_UNIT) {
        if (!is_number(said)) {
            return said;
        }
        (void)snprintf(text, sizeof text, "%s %s", said, column->word);
        return keep(call, text);
    }
    return value_of_day(call, table, place, said);
}

/* Whether a value is such that no INI file could say it; most are seen at once not to be. */
static const char *why_unwritable(const char *value)
{
    size_t length = 0;
    while ((unsigned char)(value[length] - ' ') < 0x7f - ' ' && value[length] != '"') {
        length++;
    }
    if (length <= AB_VALUE_BYTES_MAX && value[length] == '\0') {
        return NULL;
    }
    return strchr(value, '\n') != NULL ? "goes over more than one line"
                                       : ab_value_unwritable(value);
}

/* ---- rows as statements ---- */

static void state(struct call *call, const struct table *table, const char *id, int key,
                  const char *value, int line, int place)
{
    const struct ab_statement statement = {
        .id = id,
        .said = {.value = value,
                 .file = table->path,
                 .folder = table->folder,
                 .line = line,
                 .column = place + 1},
        .rank = table->rank,
        .section = (int16_t)table->kind,
        .key = (int16_t)key,
    };
    if (!call->failed && !ab_statements_add(call->list, &statement)) {
        (void)fail_memory(call);
    }
}

/* States what a row says that does not say otherwise. */
static void state_usual(struct call *call, const struct table *table, const char *id,
                        const bool *said)
{
    for (int i = 0; i < table->every.count && !call->failed; i++) {
        struct ab_statement statement = {
            .id = id,
            .said = *table->every.place,
            .rank = table->rank,
            .section = (int16_t)table->kind,
            .key = (int16_t)table->every.said[i].key,
        };
        statement.said.value = table->every.said[i].value;
        if (!said[statement.key] && !ab_statements_add(call->list, &statement)) {
            (void)fail_memory(call);
        }
    }
}

/* States a row, whose cells stay, or with `copies` do not. */
static void state_row(struct call *call, struct table *table, const char *const *cell, int line,
                      bool copies)
{
    const struct ab_columns *columns = &table->columns;
    const char *id = copies ? keep(call, cell[columns->id]) : cell[columns->id];
    char name[AB_SECTION_NAME_SIZE];
    bool said[AB_SECTION_KEYS_MAX] = {false};
    state(call, table, id, -1, NULL, line, columns->id);
    for (int i = 0; i < columns->count && !call->failed; i++) {
        const int key = columns->column[i].key;
        const char *value = key >= 0 ? value_of(call, table, i, cell) : "";
        if (value != NULL && value[0] == '\0') {
            continue;
        }
        said[key] = true;
        const char *reason = value != NULL ? why_unwritable(value) : NULL;
        if (reason != NULL) {
            const int first = call->errors->count;
            (void)ab_errors_add(call->errors, AB_BAD_SCENARIO, table->path, line,
                                ab_section_name(table->kind, id, name),
                                ab_section_kind(table->kind)->key[key].name, "the value %s",
                                reason);
            ab_errors_tell_column(call->errors, first, i + 1);
            value = NULL;
        }
        state(call, table, id, key,
              value != NULL && copies && value == cell[i] ? keep(call, value) : value, line, i);
    }
    state_usual(call, table, id, said);
}

/* ---- lists ---- */

/* Keeps a row in mind; false when memory is out. */
static bool add_row(struct call *call, struct table *table)
{
    const int count = table->columns.count;
    if (table->rows == table->rooms) {
        const int rooms = table->rooms > 0 ? 2 * table->rooms : 64;
        if (rooms >= INT_MAX / AB_COLUMNS_MAX || !AB_ENLARGE(table->row, rooms) ||
            !AB_ENLARGE(table->room, (size_t)rooms * (size_t)count)) {
            return fail_memory(call);
        }
        table->rooms = rooms;
    }
    memcpy(table->room + (size_t)table->rows * (size_t)count, table->cell,
           (size_t)count * sizeof *table->cell);
    table->row[table->rows++] = (struct row){.line = table->cells.line};
    return true;
}

static size_t place_of(const struct table *table, const char *id)
{
    return (size_t)ab_fold_spread(ab_fold_name(AB_FOLD_START, id)) & (table->places - 1);
}

/* Makes rows be found by their ids; false when memory is out. */
static bool index_rows(struct call *call, struct table *table)
{
    table->places = 16;
    while (table->places < 2 * (size_t)table->rows) {
        table->places *= 2;
    }
    table->place = ab_memory_resize(NULL, table->places, sizeof *table->place);
    if (table->place == NULL) {
        return fail_memory(call);
    }
    memset(table->place, 0xff, table->places * sizeof *table->place);
    for (int i = 0; i < table->rows; i++) {
        struct row *row = &table->row[i];
        row->cell = table->room + (size_t)i * (size_t)table->columns.count;
        size_t at = place_of(table, row->cell[table->columns.id]);
        while (table->place[at] >= 0) {
            at = (at + 1) & (table->places - 1);
        }
        table->place[at] = i;
    }
    return true;
}

/* Takes the rows of a list that have an id. */
static void take_named(struct call *call, struct table *table, const char *id)
{
    for (size_t at = place_of(table, id); table->place[at] >= 0;
         at = (at + 1) & (table->places - 1)) {
        struct row *row = &table->row[table->place[at]];
        if (!row->is_taken && ab_caseless_equal(row->cell[table->columns.id], id)) {
            row->is_taken = true;
            table->cells.line = row->line;
            state_row(call, table, row->cell, row->line, true);
        }
    }
}

static void name(struct call *call, enum ab_section kind, const char *id)
{
    for (int i = 0; i < call->tables; i++) {
        if (call->table[i].place != NULL && call->table[i].kind == kind) {
            take_named(call, &call->table[i], id);
        }
    }
}

/* Takes what a value names, in a list or alone. */
static void name_all(struct call *call, enum ab_section kind, const char *value)
{
    static const char marks[] = " \t,:/";
    for (const char *text = value + strspn(value, marks); *text != '\0';
         text += strspn(text, marks)) {
        char id[AB_ID_LENGTH_MAX + 1];
        const size_t length = strcspn(text, marks);
        if (length < sizeof id) {
            memcpy(id, text, length);
            id[length] = '\0';
            name(call, kind, id);
        }
        text += length;
    }
}

/* Takes what a statement names. */
static void name_by(struct call *call, const struct ab_statement *statement)
{
    const enum ab_section section = (enum ab_section)statement->section;
    if (statement->key < 0) {
        name(call, section, statement->id);
        return;
    }
    const struct ab_key *key = &ab_section_kind(section)->key[statement->key];
    struct ab_key_path path;
    if (statement->said.value == NULL) {
        return;
    }
    if (key->target != AB_SECTION_SCENARIO) {
        name_all(call, key->target, statement->said.value);
    } else if (key->type == AB_VALUE_TEXT && strcmp(key->name, "key") == 0 &&
               ab_key_path(statement->said.value, &path)) {
        name(call, path.section, path.id);
    }
}

/* Takes from lists what is named, also by what is taken from them. */
static void take_referenced(struct call *call)
{
    bool any = false;
    for (int i = 0; i < call->tables && !call->failed; i++) {
        struct table *table = &call->table[i];
        any |= table->rows > 0 && index_rows(call, table);
    }
    for (int i = 0; any && i < call->list->count && !call->failed; i++) {
        const struct ab_statement statement = call->list->statement[i];
        name_by(call, &statement);
    }
}

/* ---- rows ---- */

static bool is_empty(const struct table *table, int count)
{
    for (int i = 0; i < count && i < AB_COLUMNS_MAX; i++) {
        if (table->cell[i][0] != '\0') {
            return false;
        }
    }
    return true;
}

/* Looks at how many cells a row has, and at those that belong to no heading. */
static bool check_shape(struct call *call, const struct table *table, int count)
{
    const int columns = table->columns.count;
    if (count > AB_COLUMNS_MAX) {
        return refuse(call, table, AB_COLUMNS_MAX, "the row has more cells than the header");
    }
    for (int i = 0; i < count; i++) {
        const bool unnamed = i < columns && table->columns.column[i].key == AB_COLUMN_UNNAMED;
        if (table->cell[i][0] != '\0' && (i >= columns || (unnamed && i > 0))) {
            return refuse(call, table, i,
                          unnamed ? "the column has values and no heading"
                                  : "the row has more cells than the header");
        }
    }
    return count >= columns ||
           refuse(call, table, count, "the row has fewer cells than the header");
}

static bool check_id(struct call *call, const struct table *table)
{
    const int column = table->columns.id;
    const char *id = table->cell[column];
    if (id[0] == '\0') {
        return refuse(call, table, column, "the row has no id");
    }
    if (!ab_layers_is_id(id)) {
        return refuse(call, table, column,
                      "'%.*s' is no id; ids are made of letters a to z, digits and '-', at most %d",
                      (int)ab_text_shown(id, strlen(id), SHOWN), id, AB_ID_LENGTH_MAX);
    }
    return !ab_caseless_equal(id, "none") ||
           refuse(call, table, column,
                  "the id 'none' is reserved: as a value it means that there is none");
}

static void take_row(struct call *call, struct table *table, int count)
{
    if (is_empty(table, count)) {
        return;
    }
    bool good = check_shape(call, table, count);
    if (good && table->is_list) {
        /* What is no id is not named by anything. */
        if (ab_layers_is_id(table->cell[table->columns.id])) {
            (void)add_row(call, table);
        }
        return;
    }
    good = good && check_id(call, table);
    call->layers->incomplete |= !good;
    if (good) {
        state_row(call, table, table->cell, table->cells.line, false);
    }
}

static bool refuse_cells(struct call *call, struct table *table)
{
    return refuse(call, table, table->cells.column - 1, "%s", table->cells.reason);
}

/* Reads the rows; false when not all of them can be read. */
static bool take_rows(struct call *call, struct table *table)
{
    int count;
    while (!call->failed && ab_cells_row(&table->cells, table->cell, AB_COLUMNS_MAX, &count)) {
        take_row(call, table, count);
    }
    return table->cells.reason == NULL || refuse_cells(call, table);
}

static bool take_headings(struct call *call, struct table *table)
{
    const int first = call->errors->count;
    int count;
    if (!ab_cells_row(&table->cells, table->cell, AB_COLUMNS_MAX, &count)) {
        return table->cells.reason != NULL ? refuse_cells(call, table)
                                           : refuse(call, table, -1, "the file has no headings");
    }
    const bool good = ab_columns_read(&table->columns, table->thing, table->kind, table->path,
                                      table->cells.line, table->cell, count, call->errors);
    call->layers->incomplete |= call->errors->count > first;
    return good;
}

/* The line in which the content has a NUL byte. */
static int line_of_nul(const char *content)
{
    int line = 1;
    for (; *content != '\0'; content++) {
        line += *content == '\n';
    }
    return line;
}

static bool read_content(struct call *call, struct table *table, char *content, size_t size)
{
    if (!ab_cells_begin(&table->cells, content, size, false)) {
        table->cells.line =
            strlen(content) < size && size > 1 && ab_utf8_foreign(content, size) == NULL
                ? line_of_nul(content)
                : 0;
        return refuse_cells(call, table);
    }
    table->cells.breaks = true;
    return take_headings(call, table) && take_rows(call, table);
}

/* Reads the file of a table; false, told, when it cannot be read. */
static bool read_file(struct call *call, struct table *table)
{
    char *content;
    size_t size;
    const int first = call->errors->count;
    const enum ab_status status = ab_files_read(call->files, table->path, AB_FILE_BYTES_MAX,
                                                AB_FILES_PASS, &content, &size, call->errors);
    if (status != AB_OK) {
        char why[200];
        (void)snprintf(why, sizeof why, "%.190s",
                       first < AB_ERRORS_MAX ? call->errors->error[first].text : "cannot be read");
        call->failed = ab_errors_have_ended(call->errors);
        ab_errors_take_back(call->errors, first);
        (void)ab_thing_fault(table->thing, "file", call->errors, "%.300s: %s", table->path, why);
        (void)(call->failed ? ab_errors_end(call->errors) : AB_OK);
        return false;
    }
    table->content = content;
    if (!table->is_list) {
        content = ab_arena_take(call->arena, size + 1);
        if (content == NULL) {
            return fail_memory(call);
        }
        memcpy(content, table->content, size);
        ab_memory_give(table->content);
        table->content = NULL;
    }
    return read_content(call, table, content, size);
}

/* ---- the whole ---- */

static void clear_table(struct table *table)
{
    ab_memory_give(table->content);
    ab_memory_give(table->row);
    ab_memory_give(table->room);
    ab_memory_give(table->place);
}

enum ab_status ab_tables_read(struct ab_statements *list, struct ab_layers *layers,
                              const struct ab_thing *thing, int count, struct ab_files *files,
                              struct ab_arena *arena, struct ab_errors *errors)
{
    struct call call = {.list = list,
                        .layers = layers,
                        .files = files,
                        .arena = arena,
                        .errors = errors,
                        .tables = count};
    call.table = ab_memory_take((size_t)count, sizeof *call.table);
    layers->table = ab_arena_take(arena, (size_t)count * sizeof *layers->table);
    if (call.table == NULL || layers->table == NULL) {
        ab_memory_give(call.table);
        return ab_errors_out_of_memory(errors);
    }
    for (int i = 0; i < count && !call.failed; i++) {
        struct table *table = &call.table[i];
        table->thing = &thing[i];
        if (read_section(&call, table)) {
            layers->incomplete |= !read_file(&call, table);
        }
        layers->table[layers->tables++] = table->path;
    }
    take_referenced(&call);
    for (int i = 0; i < count; i++) {
        clear_table(&call.table[i]);
    }
    ab_memory_give(call.table);
    return call.failed ? AB_IO_ERROR : AB_OK;
}
