/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* target_page.c - the tables of a result, from whomever, as page, export, explain and plot read them.
 *
 * The input is a shelf: the files of a result, or a database `r.db`. Whatever they hold: what is refused has
 * a reason, and what is told is JSON. */
#include "fuzz/targets.h"

#include "insight/story_answer.h"
#include "output/export.h"
#include "output/inspection.h"
#include "output/live.h"
#include "output/page_data.h"

#include <math.h>
#include <sqlite3.h>

/* What is told costs as much again to be read; one size of so many is enough. */
enum { JUDGED_OF = 8 };

static void require_json(const char *text)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    require(sqlite3_open(":memory:", &db) == SQLITE_OK);
    require(sqlite3_prepare_v2(db, "SELECT json_valid(?1)", -1, &row, NULL) == SQLITE_OK);
    require(sqlite3_bind_text(row, 1, text, -1, SQLITE_STATIC) == SQLITE_OK);
    require(sqlite3_step(row) == SQLITE_ROW && sqlite3_column_int(row, 0) == 1);
    (void)sqlite3_finalize(row);
    (void)sqlite3_close(db);
}

static void read_page(const char *result, bool judged, struct ab_errors *errors)
{
    struct ab_page_data data;
    const enum ab_status status = ab_page_data_read(&data, result, errors);
    require_faults(status, errors);
    if (status == AB_OK && judged) {
        struct ab_live_words words;
        struct ab_arena *arena = ab_arena_create(0);
        require_json(data.told.bytes);
        require_json(data.values.bytes);
        require(arena != NULL);
        (void)ab_live_words_read(&words, data.told.bytes, arena, errors);
        ab_arena_destroy(arena);
    }
    ab_page_data_clear(&data);
}

/* ---- export ---- */

struct gathered {
    char *bytes;
    size_t used, room;
};

static void gather(void *owner, const char *bytes, size_t size)
{
    struct gathered *gathered = owner;
    if (gathered->used + size + 1 > gathered->room) {
        gathered->room = 2 * gathered->room + size + 1024;
        gathered->bytes = realloc(gathered->bytes, gathered->room);
        require(gathered->bytes != NULL);
    }
    memcpy(gathered->bytes + gathered->used, bytes, size);
    gathered->used += size;
    gathered->bytes[gathered->used] = '\0';
}

static void export_all(const char *result, bool judged, struct ab_errors *errors)
{
    struct ab_tracks tracks = {0};
    ab_errors_clear(errors);
    const enum ab_status status = ab_tracks_read(&tracks, result, errors);
    require_faults(status, errors);
    for (int i = 0; status == AB_OK && i < AB_EXPORT_COUNT; i++) {
        struct gathered gathered = {0};
        const struct ab_export_sink sink = {gather, &gathered};
        ab_export((enum ab_export_format)i, &tracks, &sink);
        if (judged && i != AB_EXPORT_KML && gathered.used > 0) {
            require_json(gathered.bytes);
        }
        free(gathered.bytes);
    }
    ab_tracks_clear(&tracks);
}

/* ---- explain ---- */

static void tell(const struct ab_story *story, const struct ab_chain_told *chain, const char *tail,
                 const char *contingent, bool judged)
{
    struct ab_json json;
    struct ab_json_text text;
    char *printed = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&printed, &size);
    require(stream != NULL);
    struct ab_sheet sheet = ab_sheet_on(stream, AB_SHEET_USUAL);
    ab_json_init_text(&json, &text);
    ab_json_begin_object(&json, NULL);
    if (tail != NULL) {
        ab_story_print_tail(&sheet, story, chain, tail);
        ab_story_put_tail(&json, story, chain, tail);
    } else {
        ab_story_print_load(&sheet, story, chain);
        ab_story_put_load(&json, story, chain);
        ab_story_print_loads(&sheet, story, contingent);
        ab_story_put_loads(&json, story, contingent);
    }
    ab_json_end(&json);
    require(fclose(stream) == 0);
    if (judged) {
        require_json(text.bytes);
    }
    ab_memory_give(text.bytes);
    free(printed);
}

static void explain(const char *result, bool judged, struct ab_errors *errors)
{
    struct ab_story story;
    struct ab_chain_told chain = {0};
    ab_errors_clear(errors);
    enum ab_status status = ab_story_read(&story, result, errors);
    require_faults(status, errors);
    const int last = status == AB_OK ? ab_story_last(&story, NULL) : AB_NOBODY;
    if (last != AB_NOBODY) {
        status = ab_story_follow(&chain, &story, last, errors);
        if (status == AB_OK) {
            tell(&story, &chain, NULL, story.load[last].contingent, judged);
        }
        ab_chain_told_clear(&chain);
    }
    if (status == AB_OK && story.flights > 0) {
        chain = (struct ab_chain_told){0};
        const char *tail = story.flight[0].tail;
        if (ab_story_follow_tail(&chain, &story, tail, errors) == AB_OK) {
            tell(&story, &chain, tail, NULL, judged);
        }
        ab_chain_told_clear(&chain);
    }
    ab_story_clear(&story);
}

void fuzz_page(const uint8_t *data, size_t size)
{
    static struct ab_errors errors;
    struct shelf shelf;
    shelf_fill(&shelf, "run.json", data, size);
    const char *result = shelf_find(&shelf, "r.db") != NULL ? "r.db" : "r";
    const bool judged = size % JUDGED_OF == 0;
    shelf_open(&shelf);
    ab_errors_clear(&errors);
    read_page(result, judged, &errors);
    export_all(result, judged, &errors);
    explain(result, judged, &errors);
    if (result[1] == '\0') {
        ab_errors_clear(&errors);
        require_faults(ab_folder_inspect(result, true, &errors), &errors);
    }
    shelf_open(NULL);
    shelf_clear(&shelf);
}
