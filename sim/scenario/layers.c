/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* layers.c - folds files, tables of things and --set assignments into things with slots. */
#include "scenario/layers.h"

#include "base/caseless.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "scenario/table.h"
#include "scenario/text.h"

#include <assert.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Beyond the ranks of all that is said in files and by --set. */
enum { RANK_OF_OVERRIDES = INT_MAX / 2 };

struct fold {
    struct ab_layers *layers;
    struct ab_arena *arena;
    struct ab_errors *errors;
    struct ab_statements list;
    int rank;           /* of the next statement */
    bool out_of_memory; /* told */
};

static enum ab_status out_of_memory(struct fold *fold)
{
    fold->out_of_memory = true;
    return ab_errors_out_of_memory(fold->errors);
}

/* ---- names ---- */

/* The name of the section with this id, of those that were read before; NULL when there is none. */
static const char *section_with_id(const struct fold *fold, const char *id,
                                   char name[AB_SECTION_NAME_SIZE])
{
    for (int i = 0; i < fold->list.count; i++) {
        const struct ab_statement *statement = &fold->list.statement[i];
        if (ab_caseless_equal(statement->id, id)) {
            return ab_section_name((enum ab_section)statement->section, statement->id, name);
        }
    }
    return NULL;
}

/* Finds what a section name means; complains of an unknown one at the given place. */
static bool resolve_section(struct fold *fold, const char *file, int line, const char *name,
                            enum ab_section *section, const char **id)
{
    const char *dot = strchr(name, '.');
    const size_t length = dot != NULL ? (size_t)(dot - name) : strlen(name);
    *id = dot != NULL ? dot + 1 : "";
    if (!ab_section_find(name, length, section)) {
        char room[AB_NEAREST_SIZE], full[AB_SECTION_NAME_SIZE], kind[AB_SECTION_NAME_SIZE];
        (void)snprintf(kind, sizeof kind, "%.*s", (int)length, name);
        const char *const meant = section_with_id(fold, kind, full);
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, file, line, name, NULL, "unknown section%s",
                      ab_nearest_ask(room, "'", meant != NULL ? meant : ab_section_nearest(kind),
                                     "'?", "; `airbridge help scenario` lists them"));
        return false;
    }
    if (ab_section_kind(*section)->named != (dot != NULL)) {
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, file, line, name, NULL,
                      dot != NULL ? "this section takes no id; write [%s]"
                                  : "this section needs an id; write [%s.ID]",
                      ab_section_kind(*section)->name);
        return false;
    }
    if (ab_caseless_equal(*id, "none")) {
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, file, line, name, NULL,
                      "the id 'none' is reserved: as a value it means that there is none");
        return false;
    }
    return true;
}

/* Finds a key; complains of an unknown one at the given place. */
static int resolve_key(struct fold *fold, const char *file, int line, const char *section_name,
                       enum ab_section section, const char *key)
{
    const int found = ab_key_find(section, key);
    if (found >= 0) {
        return found;
    }
    char room[AB_NEAREST_SIZE], list[AB_NEAREST_SIZE];
    (void)snprintf(list, sizeof list, "; `airbridge keys %s` lists those of the section",
                   ab_section_kind(section)->name);
    ab_errors_add(fold->errors, AB_BAD_SCENARIO, file, line, section_name, key, "unknown key%s",
                  ab_nearest_ask(room, "'", ab_key_nearest(section, key), "'?", list));
    return -1;
}

static void state(struct fold *fold, enum ab_section section, const char *id, int key,
                  const struct ab_assignment *said)
{
    const struct ab_statement statement = {.id = id,
                                           .said = *said,
                                           .rank = fold->rank,
                                           .section = (int16_t)section,
                                           .key = (int16_t)key};
    if (!fold->out_of_memory && !ab_statements_add(&fold->list, &statement)) {
        (void)out_of_memory(fold);
    }
}

/* ---- layers ---- */

static void fold_source(struct fold *fold, const struct ab_source *source)
{
    enum ab_section section = AB_SECTION_SCENARIO;
    const char *id = "";
    bool known = false;
    fold->layers->incomplete |= source->scan.lost_section;
    for (int i = 0; i < source->scan.count; i++) {
        const struct ab_entry *entry = &source->scan.entry[i];
        const struct ab_assignment said = {
            .value = entry->value,
            .file = source->path,
            .folder = source->folder,
            .line = entry->line,
        };
        int key = -1;
        if (entry->key == NULL) {
            known = resolve_section(fold, source->path, entry->line, entry->section, &section, &id);
        } else if (known) {
            key = resolve_key(fold, source->path, entry->line, entry->section, section, entry->key);
        }
        if (known && (entry->key == NULL || key >= 0)) {
            state(fold, section, id, key, &said);
        }
    }
}

static bool is_of_ids(char c)
{
    const char low = ab_lower(c);
    return (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || low == '-';
}

bool ab_layers_is_id(const char *text)
{
    size_t length = 0;
    for (; text[length] != '\0'; length++) {
        if (!is_of_ids(text[length]) || length == AB_ID_LENGTH_MAX) {
            return false;
        }
    }
    return length > 0;
}

static bool is_section_name(const char *name)
{
    int dots = 0;
    const size_t length = strlen(name);
    for (size_t i = 0; i < length; i++) {
        if (name[i] == '.' && (++dots > 1 || i == 0 || i == length - 1)) {
            return false;
        }
        if (name[i] != '.' && !is_of_ids(name[i])) {
            return false;
        }
    }
    return length > 0 && length <= AB_ID_LENGTH_MAX;
}

/* A copy of a part of a text, or NULL when memory is out. */
static char *copy_part(struct ab_arena *arena, const char *text, size_t length)
{
    char *copy = ab_arena_take(arena, length + 1);
    if (copy != NULL) {
        memcpy(copy, text, length);
    }
    return copy;
}

/* A copy without outer blanks, or NULL. */
static char *copy_name(struct ab_arena *arena, const char *text, size_t length)
{
    ab_text_trim(&text, &length);
    return copy_part(arena, text, length);
}

char *ab_value_copy(struct ab_arena *arena, const char *value)
{
    const char *text = value;
    size_t length = strlen(text);
    ab_text_trim(&text, &length);
    ab_text_unquote(&text, &length);
    return copy_part(arena, text, length);
}

/* States SECTION.KEY, or SECTION.ID.KEY, which is cut; faults are told where it stands. */
static void state_key(struct fold *fold, char *name, const struct ab_assignment *said)
{
    char *dot = strrchr(name, '.');
    *dot = '\0';
    const char *key_name = dot + 1;
    if (!is_section_name(name)) {
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, said->file, said->line, NULL, NULL,
                      "'%.*s' is not a section name; names are KIND or KIND.ID of letters a to z, "
                      "digits and '-'",
                      (int)ab_text_shown(name, strlen(name), 60), name);
        return;
    }
    enum ab_section section;
    const char *id;
    if (!resolve_section(fold, said->file, said->line, name, &section, &id)) {
        return;
    }
    const int key = resolve_key(fold, said->file, said->line, name, section, key_name);
    if (key < 0) {
        return;
    }
    const char *reason = ab_value_unwritable(said->value);
    if (ab_section_kind(section)->key[key].type == AB_VALUE_BASE) {
        reason = "stands only in a file";
    } else if (section == AB_SECTION_TABLE && fold->rank >= RANK_OF_OVERRIDES) {
        reason = "is read with the files of the scenario, once; it cannot be varied, what its rows "
                 "say can";
    }
    if (reason != NULL) {
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, said->file, said->line, name, key_name,
                      "the value %s", reason);
        return;
    }
    state(fold, section, id, -1, said);
    state(fold, section, id, key, said);
}

static void fold_set(struct fold *fold, const char *text)
{
    const char *equals = strchr(text, '=');
    const char *end = equals != NULL ? equals : text;
    char *name = copy_name(fold->arena, text, (size_t)(end - text));
    const char *value = ab_value_copy(fold->arena, equals != NULL ? equals + 1 : "");
    if (name == NULL || value == NULL) {
        (void)out_of_memory(fold);
        return;
    }
    if (strchr(name, '.') == NULL) {
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, AB_ORIGIN_SET, 0, NULL, NULL,
                      "'%.*s' is not SECTION.KEY=VALUE, as in airfield.almaty.parking_mog=6",
                      (int)ab_text_shown(text, strlen(text), 100), text);
        return;
    }
    const struct ab_assignment said = {.value = value, .file = AB_ORIGIN_SET, .folder = ""};
    state_key(fold, name, &said);
}

static void fold_override(struct fold *fold, const struct ab_override *override)
{
    char *name = copy_name(fold->arena, override->key, strlen(override->key));
    const char *file = override->file != NULL ? override->file : AB_ORIGIN_SET;
    const struct ab_assignment said = {
        .value = ab_value_copy(fold->arena, override->value),
        .file = ab_arena_copy_text(fold->arena, file),
        .folder = "",
        .line = override->line,
        .column = override->column,
    };
    if (name == NULL || said.value == NULL || said.file == NULL) {
        (void)out_of_memory(fold);
        return;
    }
    assert(fold->errors != NULL);
    const int first = fold->errors->count;
    if (strchr(name, '.') == NULL) {
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, said.file, said.line, NULL, NULL,
                      "'%.*s' is not a key; keys are written airfield.almaty.parking_mog",
                      (int)ab_text_shown(name, strlen(name), 60), name);
    } else {
        state_key(fold, name, &said);
    }
    ab_errors_tell_column(fold->errors, first, said.column);
}

/* ---- folding ---- */

/* By section, id, key (headers first), rank; what is said twice in one layer by its place. */
static int compare_statements(const void *a, const void *b)
{
    const struct ab_statement *left = a, *right = b;
    if (left->section != right->section) {
        return left->section < right->section ? -1 : 1;
    }
    int order = left->id == right->id ? 0 : ab_caseless_compare(left->id, right->id);
    if (order != 0) {
        return order;
    }
    if (left->key != right->key) {
        return left->key < right->key ? -1 : 1;
    }
    if (left->rank != right->rank) {
        return left->rank < right->rank ? -1 : 1;
    }
    order = (left->said.column > 0) - (right->said.column > 0);
    if (order != 0) {
        return order;
    }
    order = left->said.file == right->said.file ? 0 : strcmp(left->said.file, right->said.file);
    return order != 0 ? order
                      : (left->said.line > right->said.line) - (left->said.line < right->said.line);
}

static bool same_thing(const struct ab_statement *a, const struct ab_statement *b)
{
    return a->section == b->section && (a->id == b->id || ab_caseless_equal(a->id, b->id));
}

static bool starts_thing(const struct ab_statement *statement, int i)
{
    return i == 0 || !same_thing(&statement[i], &statement[i - 1]);
}

static bool refuse_thing(struct fold *fold, const struct ab_statement *statement)
{
    char name[AB_SECTION_NAME_SIZE];
    (void)ab_errors_add(
        fold->errors, AB_BAD_SCENARIO, statement->said.file, statement->said.line,
        ab_section_name((enum ab_section)statement->section, statement->id, name), NULL,
        "is one section too many: there may be %d in all, with the rows of lists", AB_THINGS_MAX);
    fold->layers->too_large = true;
    return false;
}

/* Makes room for the things of each kind; sections without id are always there. */
static bool take_things(struct fold *fold)
{
    struct ab_layers *layers = fold->layers;
    int things = 0;
    memset(layers->count, 0, sizeof layers->count);
    for (int i = 0; i < fold->list.count; i++) {
        if (!starts_thing(fold->list.statement, i)) {
            continue;
        }
        layers->count[fold->list.statement[i].section]++;
        if (++things > AB_THINGS_MAX) {
            return refuse_thing(fold, &fold->list.statement[i]);
        }
    }
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        if (!kind->named) {
            layers->count[s] = 1;
        }
        const size_t count = (size_t)layers->count[s];
        layers->thing[s] = ab_arena_take(fold->arena, count * sizeof *layers->thing[s]);
        if (layers->thing[s] == NULL) {
            return false;
        }
        for (size_t i = 0; i < count; i++) {
            struct ab_thing *thing = &layers->thing[s][i];
            thing->section = (enum ab_section)s;
            thing->id = "";
            thing->file = layers->path; /* until a header is found */
        }
    }
    return true;
}

/* Whether another statement of the same key, or another header, follows: that wins, or the first. */
static bool is_outdone(const struct fold *fold, int i)
{
    const struct ab_statement *statement = fold->list.statement;
    return statement[i].key < 0 ? !starts_thing(statement, i)
                                : i + 1 < fold->list.count && !starts_thing(statement, i + 1) &&
                                      statement[i + 1].key == statement[i].key;
}

/* Keeps the statements that win, in memory of the layers; false when there is none left. */
static bool keep_statements(struct fold *fold)
{
    int left = 0;
    for (int i = 0; i < fold->list.count; i++) {
        left += !is_outdone(fold, i);
    }
    struct ab_statement *kept = ab_arena_take(fold->arena, (size_t)left * sizeof *kept);
    fold->layers->statement = kept;
    fold->layers->statements = left;
    for (int i = 0; kept != NULL && i < fold->list.count; i++) {
        if (!is_outdone(fold, i)) {
            *kept++ = fold->list.statement[i];
        }
    }
    ab_statements_clear(&fold->list);
    return fold->layers->statement != NULL;
}

/* Gives the things what is said of them. */
static void fill_things(struct fold *fold)
{
    const struct ab_layers *layers = fold->layers;
    int filled[AB_SECTION_COUNT] = {0};
    struct ab_thing *thing = NULL;
    for (int i = 0; i < layers->statements; i++) {
        const struct ab_statement *statement = &layers->statement[i];
        if (statement->key < 0) {
            thing = &layers->thing[statement->section][filled[statement->section]++];
            thing->id = statement->id;
            thing->file = statement->said.file;
            thing->line = statement->said.line;
            thing->column = statement->said.column;
            thing->said = statement + 1;
        } else {
            assert(thing != NULL); /* that there is a thing is said before what it is */
            thing->saids++;
        }
    }
}

/* Complains of things that a table and something else in one layer speak of. What an INI file has
 * twice is told already. */
static void tell_duplicates(struct fold *fold)
{
    char name[AB_SECTION_NAME_SIZE];
    const struct ab_statement *first = fold->list.statement;
    for (int i = 1; i < fold->list.count; i++) {
        const struct ab_statement *statement = &fold->list.statement[i];
        if (statement->key >= 0) {
            continue;
        }
        if (first->rank != statement->rank || !same_thing(first, statement)) {
            first = statement;
            continue;
        }
        if (statement->said.column == 0) {
            continue;
        }
        const int count = fold->errors->count;
        (void)ab_errors_add(
            fold->errors, AB_BAD_SCENARIO, statement->said.file, statement->said.line,
            ab_section_name((enum ab_section)statement->section, statement->id, name), NULL,
            "it is there twice; the first is in line %d of %s%s", first->said.line,
            first->said.file,
            strcmp(first->id, statement->id) == 0 ? "" : " (ids that differ only by case are one)");
        ab_errors_tell_column(fold->errors, count, statement->said.column);
    }
}

/* Folds all statements; false when memory is out. */
static bool fold_all(struct fold *fold)
{
    if (fold->list.count > 1) {
        qsort(fold->list.statement, (size_t)fold->list.count, sizeof *fold->list.statement,
              compare_statements);
        tell_duplicates(fold);
    }
    if (!take_things(fold) || !keep_statements(fold)) {
        return false;
    }
    fill_things(fold);
    return true;
}

/* ---- tables ---- */

/* Adds the rows of the tables that the statements speak of. */
static enum ab_status read_tables(struct fold *fold, struct ab_files *files)
{
    struct ab_layers layers = {.path = fold->layers->path};
    struct fold part = {.layers = &layers, .arena = fold->arena, .errors = fold->errors};
    bool good = true;
    for (int i = 0; good && i < fold->list.count; i++) {
        const struct ab_statement *statement = &fold->list.statement[i];
        good = statement->section != AB_SECTION_TABLE || ab_statements_add(&part.list, statement);
    }
    const bool any = part.list.count > 0;
    good = good && (!any || fold_all(&part));
    if (good && any) {
        return ab_tables_read(&fold->list, fold->layers, layers.thing[AB_SECTION_TABLE],
                              layers.count[AB_SECTION_TABLE], files, fold->arena, fold->errors);
    }
    ab_statements_clear(&part.list);
    return good ? AB_OK : ab_errors_out_of_memory(fold->errors);
}

/* States what the files say, each in the rank above that of its lists. */
static void fold_sources(struct fold *fold)
{
    for (int i = 0; i < fold->layers->sources.count; i++) {
        fold->rank = ab_rank_of_source(i);
        fold_source(fold, &fold->layers->sources.source[i]);
    }
}

static void fold_sets(struct fold *fold, const char *const *assignments, int count)
{
    for (int i = 0; i < count; i++) {
        fold->rank = ab_rank_of_source(AB_SOURCES_MAX + 1) + i;
        fold_set(fold, assignments[i]);
    }
}

/* Reads the files, and states what they and the assignments say. */
static enum ab_status read_all(struct fold *fold, struct ab_files *files,
                               const char *const *assignments, int count, struct ab_arena *entries)
{
    struct ab_layers *layers = fold->layers;
    if (ab_sources_read(&layers->sources, files, layers->path, fold->arena, entries,
                        fold->errors) == AB_IO_ERROR) {
        return AB_IO_ERROR;
    }
    layers->incomplete = layers->sources.broken;
    fold_sources(fold);
    fold_sets(fold, assignments, count);
    return ab_sources_keep_comments(&layers->sources, fold->arena) ? AB_OK : out_of_memory(fold);
}

enum ab_status ab_layers_read(struct ab_layers *layers, struct ab_files *files, const char *path,
                              const char *const *assignments, int count, struct ab_arena *arena,
                              struct ab_errors *errors)
{
    const int faults = errors->count;
    struct fold fold = {.layers = layers, .arena = arena, .errors = errors};
    *layers = (struct ab_layers){.path = ab_arena_copy_text(arena, path)};
    struct ab_arena *entries = ab_arena_create(0);
    if (layers->path == NULL || entries == NULL) {
        ab_arena_destroy(entries);
        return out_of_memory(&fold);
    }
    const enum ab_status status = read_all(&fold, files, assignments, count, entries);
    ab_arena_destroy(entries);
    if (status == AB_IO_ERROR) {
        ab_statements_clear(&fold.list);
        return AB_IO_ERROR;
    }
    if (!fold.out_of_memory) {
        fold.out_of_memory = read_tables(&fold, files) == AB_IO_ERROR;
    }
    if (!fold.out_of_memory && !fold_all(&fold)) {
        (void)(layers->too_large ? AB_OK : out_of_memory(&fold));
    }
    ab_statements_clear(&fold.list);
    if (fold.out_of_memory || layers->too_large) {
        return AB_IO_ERROR;
    }
    return errors->count == faults ? AB_OK : errors->status;
}

/* ---- overriding ---- */

/* Whether all statements are of things that are there. */
static bool knows_all(const struct ab_layers *base, const struct fold *fold)
{
    for (int i = 0; i < fold->list.count; i++) {
        const struct ab_statement *statement = &fold->list.statement[i];
        const enum ab_section section = (enum ab_section)statement->section;
        if (statement->key >= 0 && ab_section_kind(section)->named &&
            ab_layers_find(base, section, statement->id) < 0) {
            return false;
        }
    }
    return true;
}

/* Gives the layers things of their own, with the slots of the others. */
static bool copy_things(struct fold *fold)
{
    struct ab_layers *layers = fold->layers;
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const size_t size = (size_t)layers->count[s] * sizeof *layers->thing[s];
        struct ab_thing *copy = ab_arena_take(fold->arena, size);
        if (copy == NULL) {
            return false;
        }
        memcpy(copy, layers->thing[s], size);
        layers->thing[s] = copy;
    }
    layers->changed =
        ab_arena_take(fold->arena, (size_t)fold->list.count * sizeof *layers->changed);
    layers->changes = 0;
    return layers->changed != NULL;
}

/* The place of a key among what is said of a thing, or where it would be. */
static int place_of(const struct ab_thing *thing, int key)
{
    int place = 0;
    while (place < thing->saids && thing->said[place].key < key) {
        place++;
    }
    return place;
}

/* States something of a thing that is there; what is said of it is then its own. */
static bool change_slot(struct fold *fold, const struct ab_statement *statement)
{
    struct ab_layers *layers = fold->layers;
    const enum ab_section section = (enum ab_section)statement->section;
    const bool named = ab_section_kind(section)->named;
    const int index = named ? ab_layers_find(layers, section, statement->id) : 0;
    struct ab_thing *thing = &layers->thing[section][index];
    const int place = place_of(thing, statement->key);
    const bool is_there = place < thing->saids && thing->said[place].key == statement->key;
    struct ab_statement *said =
        ab_arena_take(fold->arena, ((size_t)thing->saids + 1) * sizeof *said);
    if (said == NULL) {
        return false;
    }
    const int behind = thing->saids - place - is_there;
    if (place > 0) {
        memcpy(said, thing->said, (size_t)place * sizeof *said);
    }
    said[place] = *statement;
    if (behind > 0) {
        memcpy(&said[place + 1], &thing->said[place + is_there], (size_t)behind * sizeof *said);
    }
    thing->said = said;
    thing->saids = place + 1 + behind;
    layers->changed[layers->changes++] = (struct ab_changed_slot){section, index, statement->key};
    return true;
}

static int compare_changed(const void *a, const void *b)
{
    const struct ab_changed_slot *left = a, *right = b;
    if (left->section != right->section) {
        return left->section < right->section ? -1 : 1;
    }
    return left->index != right->index ? left->index - right->index : left->key - right->key;
}

/* A section without id that no file has is where the first says so who speaks of it. */
static void place_section(struct ab_layers *layers, const struct ab_statement *header)
{
    const enum ab_section section = (enum ab_section)header->section;
    struct ab_thing *thing = &layers->thing[section][0];
    if (!ab_section_kind(section)->named && thing->file == layers->path) {
        thing->file = header->said.file;
        thing->line = header->said.line;
        thing->column = header->said.column;
    }
}

static bool change_slots(struct fold *fold)
{
    struct ab_layers *layers = fold->layers;
    bool good = copy_things(fold);
    for (int i = 0; good && i < fold->list.count; i++) {
        const struct ab_statement *statement = &fold->list.statement[i];
        if (statement->key < 0) {
            place_section(layers, statement);
        } else {
            good = change_slot(fold, statement);
        }
    }
    if (layers->changes > 1) {
        qsort(layers->changed, (size_t)layers->changes, sizeof *layers->changed, compare_changed);
    }
    return good;
}

/* Folds the statements of the layers below anew, with those on top. */
static bool fold_anew(struct fold *fold, const struct ab_layers *base)
{
    for (int i = 0; i < base->statements; i++) {
        if (!ab_statements_add(&fold->list, &base->statement[i])) {
            return false;
        }
    }
    fold->layers->has_new_things = true;
    return fold_all(fold);
}

enum ab_status ab_layers_override(struct ab_layers *layers, const struct ab_layers *base,
                                  const struct ab_override *override, int count,
                                  struct ab_arena *arena, struct ab_errors *errors)
{
    const int faults = errors != NULL ? errors->count : 0;
    struct fold fold = {.layers = layers, .arena = arena, .errors = errors};
    *layers = *base;
    for (int i = 0; i < count; i++) {
        fold.rank = RANK_OF_OVERRIDES + i;
        fold_override(&fold, &override[i]);
    }
    if (!fold.out_of_memory &&
        !(knows_all(base, &fold) ? change_slots(&fold) : fold_anew(&fold, base))) {
        (void)out_of_memory(&fold);
    }
    ab_statements_clear(&fold.list);
    if (fold.out_of_memory) {
        return AB_IO_ERROR;
    }
    return errors == NULL || errors->count == faults ? AB_OK : errors->status;
}

/* ---- asking ---- */

int ab_layers_find(const struct ab_layers *layers, enum ab_section section, const char *id)
{
    int low = 0, high = layers->count[section];
    while (low < high) {
        const int middle = low + (high - low) / 2;
        const int order = ab_caseless_compare(layers->thing[section][middle].id, id);
        if (order == 0) {
            return middle;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return -1;
}

const char *ab_layers_nearest(const struct ab_layers *layers, enum ab_section section,
                              const char *id)
{
    struct ab_nearest nearest;
    ab_nearest_begin(&nearest, id);
    for (int i = 0; i < layers->count[section]; i++) {
        if (!ab_caseless_equal(layers->thing[section][i].id, id)) {
            ab_nearest_offer(&nearest, layers->thing[section][i].id);
        }
    }
    return ab_nearest_found(&nearest);
}

bool ab_value_is_none(const struct ab_key *key, const char *value)
{
    return key->preset == NULL && (key->flags & (AB_KEY_REQUIRED | AB_KEY_NAMED_BY_ID)) == 0 &&
           strcmp(value, "none") == 0;
}

const struct ab_assignment *ab_thing_said(const struct ab_thing *thing, int key)
{
    static const struct ab_assignment nothing = {.value = NULL};
    const int place = place_of(thing, key);
    return place < thing->saids && thing->said[place].key == key ? &thing->said[place].said
                                                                 : &nothing;
}

const struct ab_assignment *ab_thing_value(const struct ab_thing *thing, const char *key)
{
    const int found = ab_key_find(thing->section, key);
    const struct ab_assignment *said = ab_thing_said(thing, found);
    const bool given = said->value != NULL &&
                       !ab_value_is_none(&ab_section_kind(thing->section)->key[found], said->value);
    return given ? said : NULL;
}

/* Zero is the same in any unit. */
bool ab_thing_differs(const struct ab_thing *thing, const char *key)
{
    const struct ab_assignment *said = ab_thing_value(thing, key);
    const char *preset =
        ab_section_kind(thing->section)->key[ab_key_find(thing->section, key)].preset;
    return said != NULL && (preset == NULL || (strcmp(said->value, preset) != 0 &&
                                               (strncmp(said->value, "0 ", 2) != 0 ||
                                                strncmp(preset, "0 ", 2) != 0)));
}

enum ab_status ab_thing_fault(const struct ab_thing *thing, const char *key,
                              struct ab_errors *errors, const char *format, ...)
{
    char name[AB_SECTION_NAME_SIZE], text[sizeof errors->error[0].text];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const int found = key != NULL ? ab_key_find(thing->section, key) : -1;
    const struct ab_assignment *said = found >= 0 ? ab_thing_said(thing, found) : NULL;
    const bool given = said != NULL && said->file != NULL;
    const int first = errors->count;
    (void)ab_errors_add(errors, AB_BAD_SCENARIO, given ? said->file : thing->file,
                        given ? said->line : thing->line,
                        ab_section_name(thing->section, thing->id, name), key, "%s", text);
    ab_errors_tell_column(errors, first, given ? said->column : thing->column);
    return AB_BAD_SCENARIO;
}
