/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* plot.c - `airbridge plot`: runs gnuplot on every script of the plots folder.
 *
 * Each script `NAME.gp` is called as `gnuplot -c NAME.gp DIR` and writes DIR/plots/NAME.png and
 * NAME.svg, so it also runs by hand. Its name says what kind of result it is for. */
#include "cli/cli.h"

#include "base/claim.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/visible.h"
#include "output/folder.h"
#include "output/inspection.h"
#include "output/store.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- one gnuplot, from its start to its end ----
 *
 * A request to stop may come at any moment. So signals are held back but for the time in which this
 * program sleeps (sigsuspend), where they wake it, as the end of gnuplot does (SIGCHLD): there is
 * no moment between looking and sleeping in which one could be missed. */

extern char **environ;

/* What is put aside while gnuplot runs. */
struct signals {
    sigset_t mask;
    struct sigaction on_child;
};

/* A signal that is ignored wakes nobody. */
static void wake(int signal_number)
{
    (void)signal_number;
}

static void hold_signals(struct signals *before)
{
    struct sigaction action = {.sa_handler = wake};
    sigset_t held;
    (void)sigemptyset(&held);
    (void)sigaddset(&held, SIGINT);
    (void)sigaddset(&held, SIGTERM);
    (void)sigaddset(&held, SIGHUP);
    (void)sigaddset(&held, SIGCHLD);
    (void)sigprocmask(SIG_BLOCK, &held, &before->mask);
    (void)sigdelset(&before->mask, SIGCHLD); /* whoever started the program may hold it back */
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGCHLD, &action, &before->on_child);
}

static void release_signals(const struct signals *before)
{
    (void)sigaction(SIGCHLD, &before->on_child, NULL);
    (void)sigprocmask(SIG_SETMASK, &before->mask, NULL);
}

/* Starts it with the signals as they were; what this program ignores, it must not. Returns 0 or why
 * not. */
static int start(pid_t *child, const char *script, const char *result, bool quiet,
                 const sigset_t *mask)
{
    /* The casts: what is started gets copies, but the type of argv cannot say so. */
    char *const argument[] = {(char *)"gnuplot", (char *)"-c", (char *)script, (char *)result,
                              NULL};
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t files;
    sigset_t defaults;
    int failure = posix_spawnattr_init(&attributes);
    if (failure != 0) {
        return failure;
    }
    failure = posix_spawn_file_actions_init(&files);
    if (failure != 0) {
        (void)posix_spawnattr_destroy(&attributes);
        return failure;
    }
    (void)sigemptyset(&defaults);
    (void)sigaddset(&defaults, SIGXFSZ);
    (void)posix_spawnattr_setsigdefault(&attributes, &defaults);
    (void)posix_spawnattr_setsigmask(&attributes, mask);
    (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    if (quiet) {
        failure = posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    }
    if (failure == 0) {
        failure = posix_spawnp(child, argument[0], &files, &attributes, argument, environ);
    }
    (void)posix_spawn_file_actions_destroy(&files);
    (void)posix_spawnattr_destroy(&attributes);
    return failure;
}

/* Sleeps until it has ended; passes a request to stop on to it, once. Returns its wait status. */
static int wait_for(pid_t child, const sigset_t *mask)
{
    bool asked = false;
    int outcome = 0;
    while (waitpid(child, &outcome, WNOHANG) == 0) {
        if (*ab_cli_interruption() && !asked) {
            asked = true;
            (void)kill(child, SIGTERM);
        }
        (void)sigsuspend(mask);
    }
    return outcome;
}

/* Runs `gnuplot -c SCRIPT RESULT` to its end; `quiet`: what it prints is dropped, not its complaints.
 * AB_FAILED when it does not end with status 0, AB_IO_ERROR when there is no gnuplot or none can be
 * started. A request to stop is passed on to it as SIGTERM, and the answer is AB_INTERRUPTED once it
 * has ended. */
static enum ab_status run_gnuplot(const char *script, const char *result, bool quiet,
                                  struct ab_errors *errors)
{
    struct signals before;
    pid_t child = 0;
    int outcome = 0;
    hold_signals(&before);
    const int failure = start(&child, script, result, quiet, &before.mask);
    if (failure == 0) {
        outcome = wait_for(child, &before.mask);
    }
    release_signals(&before);
    if (failure == ENOENT) {
        return ab_errors_add(errors, AB_IO_ERROR, NULL, 0, NULL, NULL,
                             "gnuplot is not installed (Debian: apt-get install gnuplot-nox)");
    }
    if (failure != 0) {
        return ab_errors_fail(errors, NULL, failure, "start gnuplot");
    }
    if (*ab_cli_interruption()) {
        return AB_INTERRUPTED;
    }
    if (WIFEXITED(outcome) && WEXITSTATUS(outcome) == 0) {
        return AB_OK;
    }
    return ab_errors_add(errors, AB_FAILED, script, 0, NULL, NULL, "gnuplot ended with %s %d",
                         WIFSIGNALED(outcome) ? "signal" : "status",
                         WIFSIGNALED(outcome) ? WTERMSIG(outcome) : WEXITSTATUS(outcome));
}

/* ---- whether what it left is a whole picture ----
 *
 * gnuplot ends with status 0 on a full disk and leaves files that are empty or cut off. */

/* How a format ends, newlines apart (PNG: the IEND chunk and its checksum; PNG specification,
 * third edition, section 11.2.5). */
static const struct ending {
    const char *suffix;
    const char *mark;
    size_t size;
} endings[] = {
    {".png", "IEND\xae\x42\x60\x82", 8},
    {".svg", "</svg>", 6},
};
enum { ENDINGS = sizeof endings / sizeof endings[0] };

/* Finds out whether a picture is there and lacks its end. */
static enum ab_status look_for_end(bool *lacks, const char *path, const struct ending *ending,
                                   struct ab_errors *errors)
{
    char *content = NULL;
    size_t size = 0;
    bool is_there;
    *lacks = false;
    enum ab_status status = ab_file_look(&is_there, path, errors);
    if (status == AB_OK && is_there) {
        status = ab_file_read(path, AB_PICTURE_BYTES_MAX, &content, &size, errors);
    }
    if (status != AB_OK || !is_there) {
        return status;
    }
    while (size > 0 && content[size - 1] == '\n') {
        size--;
    }
    *lacks = size < ending->size ||
             memcmp(content + size - ending->size, ending->mark, ending->size) != 0;
    ab_memory_give(content);
    return AB_OK;
}

/* Removes the pictures of a script (`NAME.gp`: NAME.png and NAME.svg in `folder`) that lack their
 * end. Says whether there were any; one that is not there at all is none. */
static enum ab_status remove_incomplete(bool *removed, const char *folder, const char *script,
                                        struct ab_errors *errors)
{
    const int stem = (int)strcspn(script, ".");
    enum ab_status status = AB_OK;
    *removed = false;
    for (int i = 0; status == AB_OK && i < ENDINGS; i++) {
        char path[PATH_MAX + NAME_MAX + 2];
        bool lacks;
        (void)snprintf(path, sizeof path, "%s/%.*s%s", folder, stem, script, endings[i].suffix);
        status = look_for_end(&lacks, path, &endings[i], errors);
        if (status == AB_OK && lacks) {
            *removed = true;
            status = ab_file_remove(path, errors);
        }
    }
    return status;
}

/* ---- the scripts ---- */

/* Finds the folder of the scripts. */
static bool find_scripts_folder(char folder[PATH_MAX], struct ab_errors *errors)
{
    static const char variable[] = "AIRBRIDGE_PLOTS";
    if (ab_share_find(variable, "plots", folder)) {
        return true;
    }
    if (errno != ENOENT) {
        (void)ab_errors_fail(errors, folder, errno, "look for the gnuplot scripts");
        return false;
    }
    (void)ab_errors_add(errors, AB_IO_ERROR, folder, 0, NULL, NULL,
                        ab_share_is_named(variable)
                            ? "there is no such folder (%s names it)"
                            : "the gnuplot scripts are not there; name their folder in the "
                              "environment variable %s",
                        variable);
    return false;
}

/* The scripts of a folder, in the order of their names. */
struct scripts {
    struct ab_arena *memory;
    char **name;
    size_t count;
};

static bool is_script(const char *name)
{
    size_t length = strlen(name);
    return name[0] != '.' && length > 3 && strcmp(name + length - 3, ".gp") == 0;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Adds a script; false when memory is out. */
static bool add_script(struct scripts *scripts, const char *name)
{
    if (!AB_ENLARGE(scripts->name, scripts->count + 1)) {
        return false;
    }
    scripts->name[scripts->count] = ab_arena_copy_text(scripts->memory, name);
    return scripts->name[scripts->count++] != NULL;
}

/* A kind of result: the table that only it has, and how the names of its scripts begin. A run's are
 * all those of no other kind. */
struct kind {
    const char *table, *beginning;
};
static const struct kind kinds[] = {{"compare.csv", "compare"}, {"sweep.csv", "sweep"},
                                    {"worth.csv", "worth"},     {"size.csv", "size"},
                                    {"orders.csv", "orders"},   {"sensitivity.csv", "sensitivity"},
                                    {"worst.csv", "worst"},     {"calibration.csv", "calibration"},
                                    {"summary.csv", ""}};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* The kind of result that a script draws. */
static const struct kind *kind_of_script(const char *name)
{
    const struct kind *kind = kinds;
    while (strncmp(name, kind->beginning, strlen(kind->beginning)) != 0) {
        kind++;
    }
    return kind;
}

/* Lists the scripts of a folder that draw this kind of result; the caller clears the list whatever
 * is returned. */
static enum ab_status list_scripts(struct scripts *scripts, const char *folder,
                                   const struct kind *kind, struct ab_errors *errors)
{
    *scripts = (struct scripts){.memory = ab_arena_create(0)};
    DIR *stream = opendir(folder);
    if (stream == NULL) {
        return ab_errors_fail(errors, folder, errno, "list");
    }
    int error = scripts->memory == NULL ? ENOMEM : 0;
    errno = 0;
    for (const struct dirent *entry; error == 0 && (entry = readdir(stream)) != NULL; errno = 0) {
        if (is_script(entry->d_name) && kind_of_script(entry->d_name) == kind &&
            !add_script(scripts, entry->d_name)) {
            error = ENOMEM;
        }
    }
    error = error == 0 ? errno : error;
    (void)closedir(stream);
    if (error != 0) {
        return ab_errors_fail(errors, folder, error, "list");
    }
    if (scripts->count == 0) {
        return ab_errors_add(errors, AB_IO_ERROR, folder, 0, NULL, NULL,
                             "there is no gnuplot script (*.gp) in this folder");
    }
    assert(scripts->name != NULL);
    qsort(scripts->name, scripts->count, sizeof *scripts->name, compare_names);
    return AB_OK;
}

static void clear_scripts(struct scripts *scripts)
{
    ab_memory_give(scripts->name);
    ab_arena_destroy(scripts->memory);
}

/* Runs one script and sees to it that no half picture stays behind. */
static enum ab_status draw_whole(const char *folder, const char *name, const char *result,
                                 const char *pictures, bool quiet, struct ab_errors *errors)
{
    char script[PATH_MAX + NAME_MAX + 4], guarded[PATH_MAX + 2];
    (void)snprintf(script, sizeof script, "%s%s/%s", ab_path_guard(folder), folder, name);
    (void)snprintf(guarded, sizeof guarded, "%s%s", ab_path_guard(result), result);
    const enum ab_status status = run_gnuplot(script, guarded, quiet, errors);
    bool removed;
    const enum ab_status looked =
        remove_incomplete(&removed, pictures, name, status == AB_OK ? errors : NULL);
    if (status != AB_OK || looked != AB_OK || !removed) {
        return status != AB_OK ? status : looked;
    }
    return ab_errors_add(errors, AB_IO_ERROR, pictures, 0, NULL, NULL,
                         "%.*s was not written to its end and is removed; is the disk full?",
                         (int)strlen(name) - 3, name);
}

/* Draws with each script in turn. A script that fails does not keep the others from their pictures,
 * but gnuplot missing, a full disk or a signal does. */
static enum ab_status draw_all(const char *folder, const struct scripts *scripts,
                               const char *result, const char *pictures, bool quiet, size_t *drawn,
                               struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    for (size_t i = 0; i < scripts->count && (status == AB_OK || status == AB_FAILED); i++) {
        const enum ab_status one =
            draw_whole(folder, scripts->name[i], result, pictures, quiet, errors);
        if (one == AB_OK) {
            ++*drawn;
        } else {
            status = one;
        }
    }
    return status;
}

/* Whether a folder holds a file; with a fault when that cannot be found out. */
static bool has_file(const char *folder, const char *file, struct ab_errors *errors)
{
    char path[PATH_MAX];
    bool is_there;
    (void)snprintf(path, sizeof path, "%s/%s", folder, file);
    return ab_file_look(&is_there, path, errors) == AB_OK && is_there;
}

/* Finds out what kind of result a folder holds; NULL with a fault when nothing of it can be drawn.
 * Its manifest is the last file that is written; what has no table of its own, such as a part of a
 * sweep, has no picture. */
static const struct kind *find_kind(const char *result, struct ab_errors *errors)
{
    bool is_there = false;
    if (ab_store_is_file(result) && ab_file_look(&is_there, result, errors) != AB_OK) {
        return NULL;
    }
    if (is_there) {
        (void)ab_errors_add(errors, AB_BAD_SCENARIO, result, 0, NULL, NULL,
                            "pictures are made of the CSV files of a folder, not of a database; "
                            "write the result with -o DIR");
        return NULL;
    }
    const int before = errors->count;
    if (ab_store_check_finished(result, errors) != AB_OK) {
        return NULL;
    }
    for (const struct kind *kind = kinds; kind < kinds + KINDS && errors->count == before; kind++) {
        if (has_file(result, kind->table, errors)) {
            return kind;
        }
    }
    if (errors->count > before) {
        return NULL;
    }
    (void)ab_errors_add(errors, AB_IO_ERROR, result, 0, NULL, NULL,
                        "there is no table in it that a picture could be made of");
    return NULL;
}

/* Refuses a folder of pictures that is a link: it would lead elsewhere what is written there. */
static enum ab_status check_pictures(const char *pictures, struct ab_errors *errors)
{
    struct stat status;
    if (lstat(pictures, &status) != 0) {
        return ab_path_is_absent(errno) ? AB_OK
                                        : ab_errors_fail(errors, pictures, errno, "look at it");
    }
    if (!S_ISLNK(status.st_mode)) {
        return AB_OK;
    }
    return ab_errors_add(errors, AB_IO_ERROR, pictures, 0, NULL, NULL,
                         "this is a symbolic link; pictures are not written through one");
}

static enum ab_status draw(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const char *result = arguments->operand[0];
    char folder[PATH_MAX], pictures[PATH_MAX];
    const struct kind *kind = find_kind(result, errors);
    if (kind == NULL || !find_scripts_folder(folder, errors)) {
        return errors->status;
    }
    /* The scripts are UTF-8, of which gnuplot complains in a locale that is not. */
    (void)setenv("LC_ALL", "C.UTF-8", 1);
    struct scripts scripts;
    size_t drawn = 0;
    enum ab_status status = list_scripts(&scripts, folder, kind, errors);
    (void)snprintf(pictures, sizeof pictures, "%s/plots", result);
    if (status == AB_OK) {
        status = ab_folder_inspect(result, true, errors);
    }
    if (status == AB_OK) {
        status = check_pictures(pictures, errors);
    }
    if (status == AB_OK) {
        status = ab_folder_prepare(pictures, true, errors);
    }
    if (status == AB_OK) {
        status = draw_all(folder, &scripts, result, pictures, arguments->quiet, &drawn, errors);
    }
    if (drawn > 0 && !arguments->quiet) {
        struct ab_sheet sheet = ab_cli_sheet();
        ab_sheet_put(&sheet, pictures);
        ab_sheet_say(&sheet, ": %zu of %zu scripts ran", drawn, scripts.count);
        ab_sheet_end(&sheet);
    }
    clear_scripts(&scripts);
    return status;
}

enum ab_status ab_cli_plot(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const char *result = arguments->operand[0];
    struct ab_claim *claim = NULL;
    (void)ab_cli_interruption(); /* files are written from here on */
    /* What cannot be looked at is not done without a claim either. */
    const bool claimed = ab_share_is_folder(result) || !ab_path_is_absent(errno);
    enum ab_status status = claimed ? ab_claim_folder(&claim, result, errors) : AB_OK;
    if (status == AB_OK) {
        status = draw(arguments, errors);
    }
    ab_claim_release(claim);
    return status;
}
