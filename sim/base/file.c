/* file.c - whole-file reading, all-or-nothing writing, and result folders. */
#include "base/file.h"

#include "base/memory.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_STEP = 1 << 16, WRITER_ROOM = 1 << 16 };

static enum ab_status out_of_memory(struct ab_errors *errors, const char *path)
{
    return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "out of memory");
}

/* ---- reading ---- */

/* Opens a regular file; -1 with the reason in errors when it cannot be or is something else. */
static int open_regular(const char *path, struct ab_errors *errors)
{
    /* O_NONBLOCK: opening a pipe nobody writes to must not wait for a writer. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "cannot open: %s", strerror(errno));
        return -1;
    }
    struct stat status;
    const char *reason = NULL;
    if (fstat(fd, &status) != 0) {
        reason = strerror(errno);
    } else if (S_ISDIR(status.st_mode)) {
        reason = "it is a folder, not a file";
    } else if (!S_ISREG(status.st_mode)) {
        reason = "it is not a regular file";
    }
    if (reason == NULL) {
        return fd;
    }
    ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "cannot read: %s", reason);
    (void)close(fd);
    return -1;
}

/* Reads to the end of an open file. The size that fstat tells is not relied on: the file may grow
 * meanwhile, and files made by the kernel tell 0. */
static enum ab_status read_all(int fd, const char *path, size_t limit, char **content, size_t *size,
                               struct ab_errors *errors)
{
    char *buffer = NULL;
    size_t used = 0, room = 0;
    enum ab_status status = AB_OK;
    for (;;) {
        if (room - used < 2) { /* a byte of content and the NUL */
            size_t larger = room == 0 ? READ_STEP : room * 2;
            char *grown = ab_memory_resize(buffer, larger, 1);
            if (grown == NULL) {
                status = out_of_memory(errors, path);
                break;
            }
            buffer = grown;
            room = larger;
        }
        ssize_t got = read(fd, buffer + used, room - used - 1);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            status = ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "cannot read: %s",
                                   strerror(errno));
            break;
        }
        if (got == 0) {
            break;
        }
        used += (size_t)got;
        if (used > limit) {
            status = ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL,
                                   "cannot read: it is larger than %zu bytes", limit);
            break;
        }
    }
    if (status != AB_OK) {
        ab_memory_give(buffer);
        return status;
    }
    assert(buffer != NULL); /* the first pass took some */
    buffer[used] = '\0';
    *content = buffer;
    *size = used;
    return AB_OK;
}

enum ab_status ab_file_read(const char *path, size_t limit, char **content, size_t *size,
                            struct ab_errors *errors)
{
    int fd = open_regular(path, errors);
    if (fd < 0) {
        return AB_IO_ERROR;
    }
    enum ab_status status = read_all(fd, path, limit, content, size, errors);
    (void)close(fd);
    return status;
}

/* ---- writing ---- */

struct ab_writer {
    int fd;
    int folder;         /* descriptor of the folder, to sync the new name; -1: unreadable */
    int error;          /* errno of the first failure, 0: none */
    const char *action; /* what failed, e.g. "write" */
    char *path;         /* final name */
    char *temporary;    /* name until then */
    bool named;         /* the file has that name already, else none */
    size_t used;        /* bytes waiting in the buffer */
    char buffer[WRITER_ROOM];
};

static void keep_failure(struct ab_writer *writer, const char *action, int error)
{
    if (writer->error == 0) {
        writer->error = error;
        writer->action = action;
    }
}

/* The position after the last slash. */
static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

enum { TEMPORARY_TRIES = 100 };

/* Makes the name `FOLDER/.NAME.PID-n.tmp`, hidden, so that `*.csv` never catches it. */
static void name_temporary(const char *path, int n, char *temporary, size_t size)
{
    const char *name = last_name(path);
    (void)snprintf(temporary, size, "%.*s.%s.%ld-%d.tmp", (int)(name - path), path, name,
                   (long)getpid(), n);
}

/* Creates a file under a temporary name that nobody else uses. Returns the descriptor, or -1 with
 * errno set. */
static int create_temporary(const char *path, char *temporary, size_t size)
{
    for (int n = 0;; n++) {
        name_temporary(path, n, temporary, size);
        int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST || n == TEMPORARY_TRIES) {
            return fd;
        }
    }
}

enum { PROCESS_LINK_SIZE = 48 };

/* The link by which the system lets an open file be given a name, see open(2). */
static void process_link(int fd, char link[PROCESS_LINK_SIZE])
{
    (void)snprintf(link, PROCESS_LINK_SIZE, "/proc/self/fd/%d", fd);
}

/* Creates a file without a name in an open folder: should the program be killed, nothing is left of
 * it. Returns the descriptor, or -1 where there are no such files, or none that can be named. */
static int create_nameless(int folder)
{
    char link[PROCESS_LINK_SIZE];
    int fd = folder >= 0 ? openat(folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666) : -1;
    if (fd < 0) {
        return -1;
    }
    process_link(fd, link);
    if (access(link, F_OK) != 0) {
        (void)close(fd);
        return -1;
    }
    return fd;
}

/* Gives a file without a name a temporary one; false with errno set. */
static bool give_name(int fd, const char *path, char *temporary, size_t size)
{
    char link[PROCESS_LINK_SIZE];
    process_link(fd, link);
    for (int n = 0;; n++) {
        name_temporary(path, n, temporary, size);
        if (linkat(AT_FDCWD, link, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0) {
            return true;
        }
        if (errno != EEXIST || n == TEMPORARY_TRIES) {
            return false;
        }
    }
}

/* Opens the folder of `path`; -1 with errno when that fails or memory is out. */
static int open_folder(const char *path)
{
    size_t length = (size_t)(last_name(path) - path);
    char *folder = ab_memory_take(length + 2, 1);
    if (folder == NULL) {
        errno = ENOMEM;
        return -1;
    }
    memcpy(folder, length > 0 ? path : ".", length > 0 ? length : 1);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int failure = errno;
    ab_memory_give(folder);
    errno = failure;
    return fd;
}

static void destroy_writer(struct ab_writer *writer)
{
    if (writer->folder >= 0) {
        (void)close(writer->folder);
    }
    ab_memory_give(writer->temporary);
    ab_memory_give(writer->path);
    ab_memory_give(writer);
}

/* Room for a temporary name: dots, a process number, a counter, "tmp". */
static size_t temporary_size(const char *path)
{
    return strlen(path) + 48;
}

struct ab_writer *ab_writer_open(const char *path, struct ab_errors *errors)
{
    const size_t size = temporary_size(path);
    struct ab_writer *writer = ab_memory_resize(NULL, 1, sizeof *writer);
    if (writer == NULL) {
        out_of_memory(errors, path);
        return NULL;
    }
    writer->fd = -1;
    writer->folder = -1;
    writer->error = 0;
    writer->action = NULL;
    writer->used = 0;
    writer->named = false;
    writer->path = ab_memory_copy_text(path);
    writer->temporary = ab_memory_take(size, 1);
    if (writer->path == NULL || writer->temporary == NULL) {
        out_of_memory(errors, path);
        destroy_writer(writer);
        return NULL;
    }
    writer->folder = open_folder(path);
    /* A folder that may be written but not read is unusual, not wrong: its sync is left out. */
    if (writer->folder >= 0 || errno == EACCES) {
        writer->fd = create_nameless(writer->folder);
        if (writer->fd < 0) {
            writer->fd = create_temporary(path, writer->temporary, size);
            writer->named = writer->fd >= 0;
        }
    }
    if (writer->fd < 0) {
        ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "cannot create: %s",
                      strerror(errno));
        destroy_writer(writer);
        return NULL;
    }
    return writer;
}

/* Writes bytes to the file, however many calls that takes. */
static void write_out(struct ab_writer *writer, const char *bytes, size_t size)
{
    while (size > 0 && writer->error == 0) {
        ssize_t written = write(writer->fd, bytes, size);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            keep_failure(writer, "write", errno);
            return;
        }
        bytes += written;
        size -= (size_t)written;
    }
}

static void flush_buffer(struct ab_writer *writer)
{
    write_out(writer, writer->buffer, writer->used);
    writer->used = 0;
}

void ab_writer_put(struct ab_writer *writer, const char *bytes, size_t size)
{
    if (size > WRITER_ROOM - writer->used) {
        flush_buffer(writer);
    }
    if (size > WRITER_ROOM) {
        write_out(writer, bytes, size);
        return;
    }
    memcpy(writer->buffer + writer->used, bytes, size);
    writer->used += size;
}

void ab_writer_printf(struct ab_writer *writer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    size_t room = WRITER_ROOM - writer->used;
    int length = vsnprintf(writer->buffer + writer->used, room, format, arguments);
    if (length < 0) {
        keep_failure(writer, "write", errno);
    } else if ((size_t)length < room) {
        writer->used += (size_t)length;
    } else {
        /* It does not fit: format it again in memory of its own. */
        char *text = ab_memory_resize(NULL, (size_t)length + 1, 1);
        if (text == NULL) {
            keep_failure(writer, "write", ENOMEM);
        } else {
            (void)vsnprintf(text, (size_t)length + 1, format, again);
            ab_writer_put(writer, text, (size_t)length);
            ab_memory_give(text);
        }
    }
    va_end(again);
    va_end(arguments);
}

bool ab_writer_has_failed(const struct ab_writer *writer)
{
    return writer->error != 0;
}

enum ab_status ab_writer_report(const struct ab_writer *writer, struct ab_errors *errors)
{
    return writer->error == 0
               ? AB_OK
               : ab_errors_add(errors, AB_IO_ERROR, writer->path, 0, NULL, NULL, "cannot %s: %s",
                               writer->action, strerror(writer->error));
}

static void remove_temporary(const struct ab_writer *writer)
{
    if (writer->named) {
        (void)unlink(writer->temporary);
    }
}

enum ab_status ab_writer_commit(struct ab_writer *writer, struct ab_errors *errors)
{
    flush_buffer(writer);
    if (writer->error == 0 && fsync(writer->fd) != 0 && errno != EINVAL) {
        keep_failure(writer, "sync", errno);
    }
    if (writer->error == 0 && !writer->named) {
        writer->named =
            give_name(writer->fd, writer->path, writer->temporary, temporary_size(writer->path));
        if (!writer->named) {
            keep_failure(writer, "name", errno);
        }
    }
    if (close(writer->fd) != 0) {
        keep_failure(writer, "close", errno);
    }
    if (writer->error == 0 && rename(writer->temporary, writer->path) != 0) {
        keep_failure(writer, "rename", errno);
    }
    if (writer->error != 0) {
        remove_temporary(writer);
    } else if (writer->folder >= 0 && fsync(writer->folder) != 0 && errno != EINVAL) {
        keep_failure(writer, "sync the folder of", errno); /* whole, but a power cut may lose it */
    }
    const enum ab_status status = ab_writer_report(writer, errors);
    destroy_writer(writer);
    return status;
}

void ab_writer_abandon(struct ab_writer *writer)
{
    if (writer == NULL) {
        return;
    }
    (void)close(writer->fd);
    remove_temporary(writer);
    destroy_writer(writer);
}

enum ab_status ab_file_remove(const char *path, struct ab_errors *errors)
{
    if (unlink(path) == 0 || errno == ENOENT) {
        return AB_OK;
    }
    return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "cannot remove: %s",
                         strerror(errno));
}

/* ---- folders ---- */

static enum ab_status folder_fault(struct ab_errors *errors, const char *path, int error)
{
    return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "cannot use this folder: %s",
                         strerror(error));
}

/* Makes a folder and its missing parents. `path` is changed while it works and restored. Returns 0
 * or an errno. */
static int make_folders(char *path)
{
    for (char *c = path + 1; *c != '\0'; c++) {
        if (*c != '/') {
            continue;
        }
        *c = '\0';
        int failed = mkdir(path, 0777) != 0 && errno != EEXIST && errno != EISDIR ? errno : 0;
        *c = '/';
        if (failed != 0 && failed != EROFS && failed != EACCES) {
            return failed; /* what must not be written may yet exist: the last step tells */
        }
    }
    return mkdir(path, 0777) != 0 && errno != EEXIST ? errno : 0;
}

/* 1 when the folder holds anything, 0 when it is empty, or minus an errno. */
static int holds_something(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL) {
        return -errno;
    }
    int found = 0;
    errno = 0;
    for (const struct dirent *entry; found == 0 && (entry = readdir(folder)) != NULL; errno = 0) {
        found = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    if (found == 0 && errno != 0) {
        found = -errno;
    }
    (void)closedir(folder);
    return found;
}

/* Whether a file can be made in the folder: asking the permission bits would not notice a
 * read-only file system or a used-up quota. Returns 0 or an errno. */
static int probe_folder(const char *path)
{
    const size_t size = strlen(path) + 64;
    char *probe = ab_memory_take(2 * size, 1);
    if (probe == NULL) {
        return ENOMEM;
    }
    char *temporary = probe + size;
    (void)snprintf(probe, size, "%s/probe", path);
    int fd = create_temporary(probe, temporary, size);
    int error = fd < 0 ? errno : 0;
    if (fd >= 0) {
        (void)close(fd);
        (void)unlink(temporary);
    }
    ab_memory_give(probe);
    return error;
}

enum ab_status ab_folder_prepare(const char *path, bool force, struct ab_errors *errors)
{
    if (path[0] == '\0') {
        return ab_errors_add(errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL,
                             "the name of the result folder is empty");
    }
    char *copy = ab_memory_copy_text(path);
    if (copy == NULL) {
        return out_of_memory(errors, path);
    }
    int error = make_folders(copy);
    ab_memory_give(copy);
    if (error != 0) {
        return folder_fault(errors, path, error);
    }
    int something = holds_something(path);
    if (something < 0) {
        return folder_fault(errors, path, -something);
    }
    if (something > 0 && !force) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                             "this folder is not empty; give --force to replace results in it");
    }
    error = probe_folder(path);
    return error != 0 ? folder_fault(errors, path, error) : AB_OK;
}
