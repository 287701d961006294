/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* database_file.c - lets SQLite read and write a draft. */
#include "output/database_file.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

struct ab_database_file {
    sqlite3_vfs system; /* first: SQLite hands this back */
    struct ab_draft *draft;
    char name[40]; /* no two alike */
};

/* What SQLite keeps of the open file. */
struct open_file {
    sqlite3_file base; /* first, likewise */
    struct ab_draft *draft;
};

static struct ab_draft *draft_of(sqlite3_file *file)
{
    return ((struct open_file *)(void *)file)->draft;
}

/* ---- the open file ---- */

static int close_file(sqlite3_file *file)
{
    (void)file;
    return SQLITE_OK;
}

/* What lies behind the end is zeros, and SQLite wants to know. */
static int read_file(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset)
{
    size_t got;
    if (!ab_draft_read_at(draft_of(file), bytes, (size_t)size, offset, &got)) {
        return SQLITE_IOERR_READ;
    }
    memset((char *)bytes + got, 0, (size_t)size - got);
    return got == (size_t)size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int write_file(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    return ab_draft_write_at(draft_of(file), bytes, (size_t)size, offset) ? SQLITE_OK
                                                                          : SQLITE_IOERR_WRITE;
}

static int cut_file(sqlite3_file *file, sqlite3_int64 size)
{
    return ab_draft_cut(draft_of(file), size) ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

static int tell_size(sqlite3_file *file, sqlite3_int64 *size)
{
    int64_t bytes = 0;
    const bool told = ab_draft_size(draft_of(file), &bytes);
    *size = bytes;
    return told ? SQLITE_OK : SQLITE_IOERR_FSTAT;
}

/* The commit of the draft does it. */
static int sync_file(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags;
    return SQLITE_OK;
}

/* Nobody else can reach the file. */
static int lock_file(sqlite3_file *file, int kind)
{
    (void)file;
    (void)kind;
    return SQLITE_OK;
}

static int tell_locked(sqlite3_file *file, int *locked)
{
    (void)file;
    *locked = 0;
    return SQLITE_OK;
}

static int control_file(sqlite3_file *file, int operation, void *argument)
{
    (void)file;
    (void)operation;
    (void)argument;
    return SQLITE_NOTFOUND;
}

static int tell_nothing(sqlite3_file *file)
{
    (void)file;
    return 0;
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = cut_file,
    .xSync = sync_file,
    .xFileSize = tell_size,
    .xLock = lock_file,
    .xUnlock = lock_file,
    .xCheckReservedLock = tell_locked,
    .xFileControl = control_file,
    .xSectorSize = tell_nothing, /* as SQLite thinks best */
    .xDeviceCharacteristics = tell_nothing,
};

/* ---- the system ---- */

static int open_file(sqlite3_vfs *system, const char *name, sqlite3_file *file, int flags,
                     int *got_flags)
{
    struct open_file *opened = (struct open_file *)(void *)file;
    (void)name;
    *opened = (struct open_file){0};
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0) {
        return SQLITE_CANTOPEN;
    }
    opened->base.pMethods = &methods;
    opened->draft = ((struct ab_database_file *)(void *)system)->draft;
    if (got_flags != NULL) {
        *got_flags = flags;
    }
    return SQLITE_OK;
}

static int delete_file(sqlite3_vfs *system, const char *name, int sync)
{
    (void)system;
    (void)name;
    (void)sync;
    return SQLITE_OK;
}

/* There is no journal, nor any other file. */
static int tell_access(sqlite3_vfs *system, const char *name, int flags, int *allowed)
{
    (void)system;
    (void)name;
    (void)flags;
    *allowed = 0;
    return SQLITE_OK;
}

static int tell_full_name(sqlite3_vfs *system, const char *name, int size, char *full)
{
    (void)system;
    (void)snprintf(full, (size_t)size, "%s", name);
    return SQLITE_OK;
}

struct ab_database_file *ab_database_file_create(struct ab_draft *draft)
{
    const sqlite3_vfs *usual = sqlite3_vfs_find(NULL);
    struct ab_database_file *file = usual != NULL ? ab_memory_take(1, sizeof *file) : NULL;
    if (file == NULL) {
        return NULL;
    }
    /* Time and chance stay those of the usual system. */
    file->system = *usual;
    file->system.iVersion = 2;
    file->system.szOsFile = sizeof(struct open_file);
    file->system.pNext = NULL;
    file->system.zName = file->name;
    file->system.xOpen = open_file;
    file->system.xDelete = delete_file;
    file->system.xAccess = tell_access;
    file->system.xFullPathname = tell_full_name;
    file->draft = draft;
    (void)snprintf(file->name, sizeof file->name, "airbridge-%p", (void *)file);
    if (sqlite3_vfs_register(&file->system, 0) != SQLITE_OK) {
        ab_memory_give(file);
        return NULL;
    }
    return file;
}

void ab_database_file_destroy(struct ab_database_file *file)
{
    if (file != NULL) {
        (void)sqlite3_vfs_unregister(&file->system);
        ab_memory_give(file);
    }
}

int ab_database_file_open(const struct ab_database_file *file, sqlite3 **handle)
{
    return sqlite3_open_v2("result", handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                           file->name);
}
