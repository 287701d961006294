/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* live.c - what a page needs to simulate the scenario of a result again. */
#include "output/live.h"

#include "base/limits.h"
#include "base/log.h"
#include "base/path.h"

#include <assert.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* ---- the command ---- */

/* The texts of the rows of a query about the description; false when memory is out. */
static bool ask(sqlite3 *db, const char *query, const char *told, char **text, int *count,
                struct ab_arena *arena)
{
    sqlite3_stmt *row = NULL;
    int outcome = sqlite3_prepare_v2(db, query, -1, &row, NULL);
    if (outcome == SQLITE_OK) {
        outcome = sqlite3_bind_text(row, 1, told, -1, SQLITE_STATIC);
    }
    *count = 0;
    while (outcome == SQLITE_OK && *count <= AB_WORDS_MAX && sqlite3_step(row) == SQLITE_ROW) {
        const char *found = (const char *)sqlite3_column_text(row, 0);
        text[*count] = ab_arena_copy_text(arena, found != NULL ? found : "");
        outcome = text[*count] != NULL ? SQLITE_OK : SQLITE_NOMEM;
        *count += text[*count] != NULL;
    }
    (void)sqlite3_finalize(row);
    return outcome == SQLITE_OK;
}

enum ab_status ab_live_words_read(struct ab_live_words *words, const char *told,
                                  struct ab_arena *arena, struct ab_errors *errors)
{
    static const char line[] = "SELECT value FROM json_each(?1, '$.run.command_line') ORDER BY id",
                      hash[] = "SELECT hash FROM (SELECT coalesce("
                               "json_extract(?1, '$.run.scenario_hash'), "
                               "json_extract(?1, '$.run.scenarios[0].scenario_hash')) AS hash) "
                               "WHERE hash IS NOT NULL";
    char *found = NULL;
    int hashes = 0;
    sqlite3 *db = NULL;
    *words =
        (struct ab_live_words){.word = ab_arena_take(arena, (AB_WORDS_MAX + 2) * sizeof(char *))};
    const bool good = words->word != NULL && sqlite3_open(":memory:", &db) == SQLITE_OK &&
                      ask(db, line, told, words->word, &words->count, arena) &&
                      ask(db, hash, told, &found, &hashes, arena);
    words->hash = hashes > 0 ? found : NULL;
    (void)sqlite3_close(db);
    if (good && words->count > AB_WORDS_MAX) {
        return ab_errors_refuse(errors, "the command line of the result has more than %d words",
                                AB_WORDS_MAX);
    }
    return good ? AB_OK : ab_errors_out_of_memory(errors);
}

/* ---- the files ---- */

struct carried_file {
    struct carried_file *next; /* read before it */
    const char *name;
    const char *bytes;
    size_t size;
};

struct ab_carried {
    struct ab_arena *arena;
    struct carried_file *last;
    char *all; /* of all files */
    size_t size;
};

struct ab_carried *ab_carried_create(void)
{
    struct ab_carried *carried = ab_memory_take(1, sizeof *carried);
    if (carried != NULL) {
        carried->arena = ab_arena_create(0);
    }
    if (carried == NULL || carried->arena == NULL) {
        ab_memory_give(carried);
        return NULL;
    }
    return carried;
}

void ab_carried_destroy(struct ab_carried *carried)
{
    if (carried != NULL) {
        ab_arena_destroy(carried->arena);
        ab_memory_give(carried->all);
        ab_memory_give(carried);
    }
}

/* Where the system has what a scenario asks for by a name: a time zone, the file itself, or one of the
 * scenarios that come with the program. */
static void find_place(const char *name, char *path, size_t size)
{
    static const char zones[] = "zoneinfo/";
    char folder[PATH_MAX];
    if (strncmp(name, zones, sizeof zones - 1) == 0) {
        ab_files_zone(NULL, name + sizeof zones - 1, path, size);
        return;
    }
    bool is_there;
    (void)snprintf(path, size, "%s", name);
    if (ab_file_look(&is_there, path, NULL) == AB_OK && !is_there && name[0] != '/' &&
        ab_share_find("AIRBRIDGE_SCENARIOS", "scenarios", folder)) {
        (void)snprintf(path, size, "%s/%s", folder, name);
    }
}

static bool keep(struct ab_carried *carried, const char *name, const char *content, size_t size)
{
    struct carried_file *file = ab_arena_take(carried->arena, sizeof *file);
    char *bytes = ab_arena_take(carried->arena, size + 1);
    const char *called = ab_arena_copy_text(carried->arena, name);
    if (file == NULL || bytes == NULL || called == NULL ||
        !AB_ENLARGE(carried->all, carried->size + size + 1)) {
        return false;
    }
    memcpy(bytes, content, size);
    memcpy(carried->all + carried->size, content, size);
    carried->size += size;
    *file = (struct carried_file){carried->last, called, bytes, size};
    carried->last = file;
    return true;
}

static int read_file(void *owner, const char *name, const char **bytes, size_t *size)
{
    struct ab_carried *carried = owner;
    const struct carried_file *file = carried->last;
    while (file != NULL && strcmp(file->name, name) != 0) {
        file = file->next;
    }
    if (file == NULL) {
        char path[2 * PATH_MAX], *content = NULL;
        find_place(name, path, sizeof path);
        if (ab_file_read(path, AB_CARRIED_BYTES_MAX, &content, size, NULL) != AB_OK) {
            struct stat status;
            return ab_path_stat(path, &status) != 0        ? errno
                   : S_ISDIR(status.st_mode)               ? EISDIR
                   : status.st_size > AB_CARRIED_BYTES_MAX ? EFBIG
                                                           : EIO;
        }
        const bool kept = keep(carried, name, content, *size);
        ab_memory_give(content);
        if (!kept) {
            return ENOMEM;
        }
        file = carried->last;
    }
    *bytes = file->bytes;
    *size = file->size;
    return 0;
}

struct ab_reader ab_carried_reader(struct ab_carried *carried)
{
    return (struct ab_reader){.owner = carried, .read = read_file};
}

/* Puts a file behind those that were read before it. */
static void put_file(const struct carried_file *file, struct ab_json *json)
{
    ab_json_begin_object(json, NULL);
    ab_json_text(json, "name", file->name);
    ab_json_integer(json, "size", (int64_t)file->size);
    ab_json_end(json);
}

void ab_carried_put(const struct ab_carried *carried, struct ab_json *json)
{
    int count = 0;
    for (const struct carried_file *file = carried->last; file != NULL; file = file->next) {
        count++;
    }
    ab_json_begin_array(json, "files");
    for (int i = count; i > 0; i--) { /* the first one first */
        const struct carried_file *file = carried->last;
        for (int back = 1; back < i; back++) {
            file = file->next;
        }
        put_file(file, json);
    }
    ab_json_end(json);
}

const char *ab_carried_bytes(const struct ab_carried *carried, size_t *size)
{
    *size = carried->size;
    assert(carried->all != NULL); /* the scenario at least */
    return carried->all;
}
