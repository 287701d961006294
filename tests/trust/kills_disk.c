/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* kills_disk.c - is loaded before the C library (LD_PRELOAD) and stands between a program and its
 * files, for tests/trust/kills:
 *
 *     KILLS_LOG=FILE     each step that changes what is on the disk is written down, with its bytes
 *     KILLS_AT=N         the program is killed at its N-th step: before it, or, of a write,
 *     KILLS_HALF=1       when half of the bytes are written
 *     KILLS_CLOCK=S      each look at the clock that never goes back finds it S seconds later
 *
 * A step is an open that may make a file, a write, a cut, a sync, a rename, a link, an unlink, a new
 * folder. Steps are taken one at a time, so that the log has them in the order in which they came
 * about. An entry of the log: the kind (a byte), then five numbers of eight bytes: descriptor, another
 * number, the sizes of two texts and of the bytes; then these. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { LOG_FD = 700 };

static struct {
    pthread_mutex_t lock;
    int log;
    long at, step;
    int half;
    double clock, now;
} state = {.lock = PTHREAD_MUTEX_INITIALIZER, .log = -1};

__attribute__((constructor)) static void begin(void)
{
    const char *log = getenv("KILLS_LOG"), *at = getenv("KILLS_AT"), *clock = getenv("KILLS_CLOCK");
    state.at = at != NULL ? strtol(at, NULL, 10) : 0;
    state.half = getenv("KILLS_HALF") != NULL;
    state.clock = clock != NULL ? strtod(clock, NULL) : 0;
    if (log != NULL) {
        const int fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        state.log = (int)syscall(SYS_dup3, fd, LOG_FD, O_CLOEXEC);
        (void)syscall(SYS_close, fd);
    }
}

static void put(const void *bytes, size_t size)
{
    const char *from = bytes;
    while (size > 0) {
        const long put = syscall(SYS_write, state.log, from, size);
        if (put <= 0) {
            abort();
        }
        from += put;
        size -= (size_t)put;
    }
}

/* Writes a step down, which has come about. */
static void note(char kind, int64_t fd, int64_t number, const char *text, const char *other,
                 const void *bytes, size_t size)
{
    const int error = errno;
    if (state.log >= 0) {
        const int64_t head[] = {fd, number, text != NULL ? (int64_t)strlen(text) : 0,
                                other != NULL ? (int64_t)strlen(other) : 0, (int64_t)size};
        put(&kind, 1);
        put(head, sizeof head);
        put(text, (size_t)head[2]);
        put(other, (size_t)head[3]);
        put(bytes, size);
    }
    errno = error;
}

/* Begins a step: nobody else takes one. Whether it is the last one. */
static int enter(void)
{
    (void)pthread_mutex_lock(&state.lock);
    return state.at > 0 && ++state.step == state.at;
}

static void leave(void)
{
    (void)pthread_mutex_unlock(&state.lock);
}

static void end(void)
{
    (void)kill(getpid(), SIGKILL);
    for (;;) {
        (void)pause();
    }
}

/* Begins a step before which the program may be killed. */
static void step(void)
{
    if (enter()) {
        end();
    }
}

/* ---- opening ---- */

static int open_at(int folder, const char *path, int flags, mode_t mode)
{
    const int makes = (flags & (O_CREAT | O_TRUNC)) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    const int matters = makes || (flags & O_ACCMODE) != O_RDONLY || (flags & O_DIRECTORY) != 0;
    if (!matters) {
        return (int)syscall(SYS_openat, folder, path, flags, mode);
    }
    if (makes) {
        step();
    } else {
        (void)pthread_mutex_lock(&state.lock);
    }
    const int fd = (int)syscall(SYS_openat, folder, path, flags, mode);
    if (fd >= 0) {
        char number[24];
        (void)snprintf(number, sizeof number, "%d", folder);
        note('o', fd, flags, path, number, NULL, 0);
    }
    leave();
    return fd;
}

/* The mode is there when a file may be made (open(2)). */
#define OPEN(name)                                                                                 \
    int name(const char *path, int flags, ...)                                                     \
    {                                                                                              \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        const mode_t mode = va_arg(rest, mode_t);                                                  \
        va_end(rest);                                                                              \
        return open_at(AT_FDCWD, path, flags, mode);                                               \
    }
#define OPEN_AT(name)                                                                              \
    int name(int folder, const char *path, int flags, ...)                                         \
    {                                                                                              \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        const mode_t mode = va_arg(rest, mode_t);                                                  \
        va_end(rest);                                                                              \
        return open_at(folder, path, flags, mode);                                                 \
    }
OPEN(open)
OPEN(open64)
OPEN_AT(openat)
OPEN_AT(openat64)
int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
    return open_at(AT_FDCWD, path, flags, 0);
}
int __open64_2(const char *path, int flags);
int __open64_2(const char *path, int flags)
{
    return open_at(AT_FDCWD, path, flags, 0);
}

int close(int fd)
{
    (void)pthread_mutex_lock(&state.lock);
    note('c', fd, 0, NULL, NULL, NULL, 0);
    const int result = fd == LOG_FD ? 0 : (int)syscall(SYS_close, fd);
    leave();
    return result;
}

/* ---- bytes ---- */

ssize_t write(int fd, const void *bytes, size_t size)
{
    struct stat status;
    if (fd <= STDERR_FILENO || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        return syscall(SYS_write, fd, bytes, size);
    }
    const int last = enter();
    if (last && state.half) {
        (void)syscall(SYS_write, fd, bytes, size / 2);
    }
    if (last) {
        end();
    }
    const int64_t offset = syscall(SYS_lseek, fd, 0, SEEK_CUR);
    const ssize_t written = syscall(SYS_write, fd, bytes, size);
    if (written > 0) {
        note('w', fd, offset, NULL, NULL, bytes, (size_t)written);
    }
    leave();
    return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset)
{
    const int last = enter();
    if (last && state.half) {
        (void)syscall(SYS_pwrite64, fd, bytes, size / 2, offset);
    }
    if (last) {
        end();
    }
    const ssize_t written = syscall(SYS_pwrite64, fd, bytes, size, offset);
    if (written > 0) {
        note('w', fd, offset, NULL, NULL, bytes, (size_t)written);
    }
    leave();
    return written;
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset)
{
    return pwrite(fd, bytes, size, offset);
}

int ftruncate(int fd, off_t size)
{
    step();
    const int result = (int)syscall(SYS_ftruncate, fd, size);
    if (result == 0) {
        note('t', fd, size, NULL, NULL, NULL, 0);
    }
    leave();
    return result;
}

int ftruncate64(int fd, off64_t size)
{
    return ftruncate(fd, size);
}

/* A disk that is slow to be sure only takes time: what is written down is enough. */
static int sync_file(int fd)
{
    step();
    struct stat status;
    const int result = fstat(fd, &status);
    if (result == 0) {
        note('s', fd, 0, NULL, NULL, NULL, 0);
    }
    leave();
    return result;
}

int fsync(int fd)
{
    return sync_file(fd);
}

int fdatasync(int fd)
{
    return sync_file(fd);
}

/* ---- names ---- */

int rename(const char *from, const char *to)
{
    step();
    const int result = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (result == 0) {
        note('r', 0, 0, from, to, NULL, 0);
    }
    leave();
    return result;
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    step();
    const int result = (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
    if (result == 0) {
        note('l', 0, flags, from, to, NULL, 0);
    }
    leave();
    return result;
}

int unlink(const char *path)
{
    step();
    const int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (result == 0) {
        note('u', 0, 0, path, NULL, NULL, 0);
    }
    leave();
    return result;
}

int mkdir(const char *path, mode_t mode)
{
    step();
    const int result = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    if (result == 0) {
        note('m', 0, 0, path, NULL, NULL, 0);
    }
    leave();
    return result;
}

/* ---- the clock ---- */

int clock_gettime(clockid_t clock, struct timespec *time)
{
    if (state.clock <= 0 || clock != CLOCK_MONOTONIC) {
        return (int)syscall(SYS_clock_gettime, clock, time);
    }
    (void)pthread_mutex_lock(&state.lock);
    state.now += state.clock;
    *time = (struct timespec){.tv_sec = (time_t)state.now,
                              .tv_nsec = (long)((state.now - (double)(time_t)state.now) * 1e9)};
    leave();
    return 0;
}
