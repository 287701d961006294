/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* watch.c - remembers what files looked like. */
#include "scenario/watch.h"

#include "scenario/source.h"

#include <sys/stat.h>

struct file {
    const char *path;
    struct stat state;
};

struct ab_file_watch {
    bool complete;
    int count;
    struct file file[AB_SOURCES_MAX];
};

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

struct ab_file_watch *ab_file_watch_create(const char *path, struct ab_arena *arena)
{
    struct ab_file_watch *watch = ab_arena_take(arena, sizeof *watch);
    struct ab_sources *sources = ab_arena_take(arena, sizeof *sources);
    struct ab_errors *faults = ab_memory_take(1, sizeof *faults); /* for who loads the scenario */
    if (watch == NULL || sources == NULL || faults == NULL) {
        ab_memory_give(faults);
        return NULL;
    }
    watch->complete = ab_sources_read(sources, path, arena, faults) == AB_OK;
    ab_memory_give(faults);
    for (int i = 0; i < sources->count; i++) {
        struct file *file = &watch->file[watch->count];
        file->path = sources->source[i].path;
        watch->count += stat(file->path, &file->state) == 0;
    }
    return watch;
}

bool ab_file_watch_is_complete(const struct ab_file_watch *watch)
{
    return watch->complete;
}

const char *ab_file_watch_changed(const struct ab_file_watch *watch)
{
    for (int i = 0; i < watch->count; i++) {
        struct stat now;
        if (stat(watch->file[i].path, &now) != 0 || !is_same(&now, &watch->file[i].state)) {
            return watch->file[i].path;
        }
    }
    return NULL;
}
