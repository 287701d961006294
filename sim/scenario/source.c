/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* source.c - reads the files of a scenario and follows `base`. */
#include "scenario/source.h"

#include "base/path.h"
#include "scenario/keys.h"
#include "scenario/text.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

char *ab_path_join(struct ab_arena *arena, const char *folder, const char *name)
{
    const size_t size = strlen(folder) + strlen(name) + 1;
    char *path = ab_arena_take(arena, size);
    if (path != NULL) {
        (void)snprintf(path, size, "%s%s", name[0] == '/' ? "" : folder, name);
    }
    return path;
}

/* The folder part of a path, with its slash. */
static char *folder_of(struct ab_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const size_t length = slash != NULL ? (size_t)(slash - path) + 1 : 0;
    char *folder = ab_arena_take(arena, length + 1);
    if (folder != NULL) {
        memcpy(folder, path, length);
    }
    return folder;
}

/* ---- the chain ---- */

/* What a file is based on is read before it counts. */
struct chain {
    struct ab_sources *sources;
    struct ab_files *files;
    struct ab_arena *arena, *entries;
    struct ab_errors *errors;
    const struct ab_source *open[AB_SOURCES_MAX]; /* each based on the next */
    int depth;
    int files_read;
};

static const struct ab_entry *base_of(const struct ab_source *source)
{
    for (int i = 0; i < source->scan.count; i++) {
        const struct ab_entry *entry = &source->scan.entry[i];
        if (entry->value != NULL && strcmp(entry->section, "scenario") == 0 &&
            strcmp(entry->key, "base") == 0) {
            return entry;
        }
    }
    return NULL;
}

/* Whether a section of a scenario begins somewhere in a file. */
static bool is_scenario(const struct ab_prescan *scan)
{
    enum ab_section section;
    for (int i = 0; i < scan->count; i++) {
        const struct ab_entry *entry = &scan->entry[i];
        if (entry->key == NULL &&
            ab_section_find(entry->section, strcspn(entry->section, "."), &section)) {
            return true;
        }
    }
    return false;
}

/* Replaces the faults of a file, from number `first` on, by one that quotes nothing: `base` may name
 * any file, and what stands in one that is no scenario is not for whoever reads the messages. Faults
 * of a whole file, such as its encoding, quote nothing. */
static enum ab_status refuse_foreign(struct ab_source *source, int first, struct ab_errors *errors)
{
    struct ab_prescan *scan = &source->scan;
    int line = errors->count > first && first < AB_ERRORS_MAX ? errors->error[first].line : INT_MAX;
    if (scan->count > 0 && scan->entry[0].line < line) {
        line = scan->entry[0].line;
    }
    scan->count = 0;
    scan->lost_section = true;
    if (line == 0) {
        return AB_BAD_SCENARIO;
    }
    ab_errors_take_back(errors, first);
    return ab_errors_add(errors, AB_BAD_SCENARIO, source->path, line, NULL, NULL,
                         "this is no scenario: no line of the file begins a section of one, such "
                         "as [scenario]");
}

static enum ab_status read_source(struct ab_source *source, struct ab_files *files,
                                  struct ab_arena *arena, struct ab_arena *entries,
                                  struct ab_errors *errors)
{
    char *content;
    size_t size;
    enum ab_status status = ab_files_read(files, source->path, AB_FILE_BYTES_MAX, AB_FILES_PASS,
                                          &content, &size, errors);
    if (status != AB_OK) {
        return status;
    }
    (void)ab_files_look(files, source->path, &source->identity); /* it was there a moment ago */
    const int first = errors->count;
    status = ab_prescan(&source->scan, source->path, content, size, arena, entries, errors);
    if (source->scan.out_of_memory) {
        ab_errors_take_back(errors, first);
        status = ab_errors_no_memory_for(errors, source->path);
    } else if (!is_scenario(&source->scan) && (status != AB_OK || source->scan.count > 0)) {
        status = refuse_foreign(source, first, errors);
    } else if (status == AB_OK) {
        status = ab_library_read(source->path, content, size, &source->scan, errors);
    }
    ab_memory_give(content);
    return status;
}

/* The name of a base among the scenarios that come with the program; NULL when memory is out. */
static const char *installed_name(const struct ab_files *files, const char *name,
                                  struct ab_arena *arena)
{
    char folder[PATH_MAX + 1];
    ab_files_installed(files, folder, sizeof folder);
    return ab_path_join(arena, folder, name);
}

/* Where the file is that `base` names: beside the file that says it or, unless its name begins with
 * a dot or a slash, among the scenarios that come with the program. NULL, with the fault told, when
 * it is nowhere. */
static const char *find_base(const struct chain *chain, const struct ab_source *source,
                             const struct ab_entry *base, const char *name,
                             struct ab_identity *identity)
{
    const bool anywhere = strchr("./", name[0]) == NULL;
    const char *beside = ab_path_join(chain->arena, source->folder, name);
    const char *installed = anywhere ? installed_name(chain->files, name, chain->arena) : beside;
    if (beside == NULL || installed == NULL) {
        (void)ab_errors_out_of_memory(chain->errors);
        return NULL;
    }
    const int reason = ab_files_look(chain->files, beside, identity);
    if (reason == 0) {
        return beside;
    }
    if (reason == ENOENT && anywhere && ab_files_look(chain->files, installed, identity) == 0) {
        return installed;
    }
    if (reason == ENOENT && anywhere) {
        (void)ab_errors_add(
            chain->errors, AB_BAD_SCENARIO, source->path, base->line, "scenario", "base",
            "'%s' is neither there as %s nor as %s; AIRBRIDGE_SCENARIOS names another folder", name,
            beside, installed);
    } else {
        (void)ab_errors_add(chain->errors, AB_BAD_SCENARIO, source->path, base->line, "scenario",
                            "base", "'%s' cannot be read: %s", name, strerror(reason));
        (void)(ab_path_is_absent(reason) ? AB_OK : ab_errors_end(chain->errors));
    }
    return NULL;
}

static bool is_same(const struct ab_identity *a, const struct ab_identity *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* Whether the file that `base` names may be read now; complains of one that is based on the file
 * that names it, or one too many. */
static bool check_base(const struct chain *chain, const struct ab_source *source,
                       const struct ab_entry *base, const char *name,
                       const struct ab_identity *identity)
{
    for (int i = 0; i < chain->depth; i++) {
        if (is_same(&chain->open[i]->identity, identity)) {
            ab_errors_add(chain->errors, AB_BAD_SCENARIO, source->path, base->line, "scenario",
                          "base", "'%s' is circular: it leads back to %s", name,
                          chain->open[i]->path);
            return false;
        }
    }
    if (chain->files_read == AB_SOURCES_MAX) {
        ab_errors_add(chain->errors, AB_BAD_SCENARIO, source->path, base->line, "scenario", "base",
                      "'%s' is base number %d of the chain; allowed are %d", name,
                      chain->files_read, AB_SOURCES_MAX - 1);
        return false;
    }
    return true;
}

/* Whether a file was read already, for another that is based on it, too. */
static bool is_read(const struct ab_sources *sources, const struct ab_identity *identity)
{
    for (int i = 0; i < sources->count; i++) {
        if (is_same(&sources->source[i].identity, identity)) {
            return true;
        }
    }
    return false;
}

static enum ab_status read_chain(struct chain *chain, const char *path,
                                 const struct ab_entry *base);

/* Reads one of the files that `base` names, unless it was read already. */
static enum ab_status read_base(struct chain *chain, const struct ab_source *source,
                                const struct ab_entry *base, const char *text, size_t length)
{
    struct ab_identity identity = {{0}};
    char *name = ab_arena_take(chain->arena, length + 1);
    if (name == NULL) {
        return ab_errors_out_of_memory(chain->errors);
    }
    memcpy(name, text, length);
    if (length == 0) {
        chain->sources->broken = true;
        return ab_errors_add(chain->errors, AB_BAD_SCENARIO, source->path, base->line, "scenario",
                             "base", "'%s' has an empty place in its list", base->value);
    }
    const char *path = find_base(chain, source, base, name, &identity);
    if (path != NULL && is_read(chain->sources, &identity)) {
        return AB_OK;
    }
    if (path == NULL || !check_base(chain, source, base, name, &identity)) {
        chain->sources->broken = true;
        return chain->errors->status;
    }
    return read_chain(chain, path, base);
}

/* Reads the files that `base` names, the first first. */
static enum ab_status read_bases(struct chain *chain, const struct ab_source *source)
{
    const struct ab_entry *base = base_of(source);
    const char *text = base != NULL ? base->value : NULL;
    while (text != NULL) {
        const char *part = text;
        size_t length = strcspn(text, ",");
        text = text[length] == ',' ? text + length + 1 : NULL;
        ab_text_trim(&part, &length);
        if (read_base(chain, source, base, part, length) == AB_IO_ERROR) {
            return AB_IO_ERROR;
        }
    }
    return AB_OK;
}

/* Tells the fault of a base that is there and cannot be read, number `first`, where it is named. */
static enum ab_status refuse_base(const struct chain *chain, const struct ab_entry *base,
                                  const char *path, int first)
{
    struct ab_errors *errors = chain->errors;
    const bool failed = ab_errors_have_ended(errors);
    char why[200];
    (void)snprintf(why, sizeof why, "%.190s",
                   first < AB_ERRORS_MAX ? errors->error[first].text : "cannot be read");
    ab_errors_take_back(errors, first);
    (void)ab_errors_add(errors, AB_BAD_SCENARIO, chain->open[chain->depth - 2]->path, base->line,
                        "scenario", "base", "%.300s: %s", path, why);
    return failed ? ab_errors_end(errors) : AB_BAD_SCENARIO;
}

/* Reads a file, which `base` names (NULL: nothing does), and all that it is based on, and puts it
 * behind that. */
static enum ab_status read_chain(struct chain *chain, const char *path, const struct ab_entry *base)
{
    const int first = chain->errors->count;
    struct ab_source source = {.path = path, .folder = folder_of(chain->arena, path)};
    if (source.folder == NULL) {
        return ab_errors_out_of_memory(chain->errors);
    }
    chain->open[chain->depth++] = &source;
    chain->files_read++;
    enum ab_status status =
        read_source(&source, chain->files, chain->arena, chain->entries, chain->errors);
    chain->sources->broken |= status == AB_IO_ERROR;
    status = status != AB_IO_ERROR ? read_bases(chain, &source)
             : base != NULL        ? refuse_base(chain, base, path, first)
                                   : AB_IO_ERROR;
    chain->open[--chain->depth] = NULL;
    chain->sources->broken |= status == AB_IO_ERROR;
    chain->sources->source[chain->sources->count++] = source;
    return status;
}

enum ab_status ab_sources_read(struct ab_sources *sources, struct ab_files *files, const char *path,
                               struct ab_arena *arena, struct ab_arena *entries,
                               struct ab_errors *errors)
{
    const int faults = errors->count;
    struct chain chain = {
        .sources = sources, .files = files, .arena = arena, .entries = entries, .errors = errors};
    *sources = (struct ab_sources){0};
    path = ab_arena_copy_text(arena, path);
    if (path == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    if (read_chain(&chain, path, NULL) == AB_IO_ERROR) {
        return AB_IO_ERROR;
    }
    return errors->count == faults ? AB_OK : errors->status;
}

/* Keeps those of a file; false when memory is out. */
static bool keep_comments(struct ab_prescan *scan, struct ab_arena *arena)
{
    const struct ab_prescan all = *scan;
    int comments = 0;
    for (int i = 0; i < all.count; i++) {
        comments += all.entry[i].comment != NULL;
    }
    scan->count = 0;
    scan->entry = ab_arena_take(arena, (size_t)comments * sizeof *scan->entry);
    for (int i = 0; scan->entry != NULL && i < all.count; i++) {
        if (all.entry[i].comment != NULL) {
            scan->entry[scan->count++] = all.entry[i];
        }
    }
    return scan->entry != NULL;
}

bool ab_sources_keep_comments(struct ab_sources *sources, struct ab_arena *arena)
{
    bool kept = true;
    for (int i = 0; i < sources->count; i++) {
        kept = keep_comments(&sources->source[i].scan, arena) && kept;
    }
    return kept;
}
