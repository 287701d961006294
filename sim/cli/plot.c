/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* plot.c - `airbridge plot`: runs gnuplot on every script of the plots folder.
 *
 * Each script `NAME.gp` is called as `gnuplot -c NAME.gp DIR` and writes DIR/plots/NAME.png and
 * NAME.svg, so it also runs by hand. Its name says what kind of result it is for. */
#include "cli/cli.h"

#include "base/claim.h"
#include "base/file.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/share.h"
#include "base/visible.h"
#include "cli/gnuplot.h"
#include "cli/picture.h"
#include "output/folder.h"
#include "output/inspection.h"
#include "output/store.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Finds the folder of the scripts. */
static bool find_scripts_folder(char folder[PATH_MAX], struct ab_errors *errors)
{
    static const char variable[] = "AIRBRIDGE_PLOTS";
    if (ab_share_find(variable, "plots", folder)) {
        return true;
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
    char **larger = ab_memory_resize(scripts->name, scripts->count + 1, sizeof *larger);
    if (larger == NULL) {
        return false;
    }
    scripts->name = larger;
    scripts->name[scripts->count] = ab_arena_copy_text(scripts->memory, name);
    return scripts->name[scripts->count++] != NULL;
}

/* A kind of result: the table that only it has, and how the names of its scripts begin. A run's are
 * all those of no other kind. */
struct kind {
    const char *table, *beginning;
};
static const struct kind kinds[] = {
    {"compare.csv", "compare"}, {"sweep.csv", "sweep"}, {"summary.csv", ""}};
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
        return ab_errors_add(errors, AB_IO_ERROR, folder, 0, NULL, NULL, "%s", strerror(errno));
    }
    const char *fault = scripts->memory == NULL ? "out of memory" : NULL;
    for (const struct dirent *entry; fault == NULL && (entry = readdir(stream)) != NULL;) {
        if (is_script(entry->d_name) && kind_of_script(entry->d_name) == kind &&
            !add_script(scripts, entry->d_name)) {
            fault = "out of memory";
        }
    }
    (void)closedir(stream);
    if (fault == NULL && scripts->count == 0) {
        fault = "there is no gnuplot script (*.gp) in this folder";
    }
    if (fault != NULL) {
        return ab_errors_add(errors, AB_IO_ERROR, folder, 0, NULL, NULL, "%s", fault);
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
    const enum ab_status status = ab_gnuplot_run(script, guarded, quiet, errors);
    const bool removed = ab_picture_remove_incomplete(pictures, name);
    if (status != AB_OK || !removed) {
        return status;
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

static bool has_file(const char *folder, const char *file)
{
    char path[PATH_MAX];
    (void)snprintf(path, sizeof path, "%s/%s", folder, file);
    return access(path, R_OK) == 0;
}

/* Finds out what kind of result a folder holds; NULL with a fault when nothing of it can be drawn.
 * Its manifest is the last file that is written; what has no table of its own, such as a part of a
 * sweep, has no picture. */
static const struct kind *find_kind(const char *result, struct ab_errors *errors)
{
    if (ab_store_is_file(result) && ab_file_exists(result)) {
        (void)ab_errors_add(errors, AB_BAD_SCENARIO, result, 0, NULL, NULL,
                            "pictures are made of the CSV files of a folder, not of a database; "
                            "write the result with -o DIR");
        return NULL;
    }
    if (!has_file(result, AB_FILE_MANIFEST)) {
        (void)ab_errors_add(errors, AB_IO_ERROR, result, 0, NULL, NULL,
                            "this is not a result folder: it has no readable " AB_FILE_MANIFEST);
        return NULL;
    }
    for (const struct kind *kind = kinds; kind < kinds + KINDS; kind++) {
        if (has_file(result, kind->table)) {
            return kind;
        }
    }
    (void)ab_errors_add(errors, AB_IO_ERROR, result, 0, NULL, NULL,
                        "there is no table in it that a picture could be made of");
    return NULL;
}

/* Refuses a folder of pictures that is a link: it would lead elsewhere what is written there. */
static enum ab_status check_pictures(const char *pictures, struct ab_errors *errors)
{
    struct stat status;
    if (lstat(pictures, &status) != 0 || !S_ISLNK(status.st_mode)) {
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
        status = ab_folder_inspect(result, errors);
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
        ab_visible_print(stdout, pictures);
        (void)printf(": %zu of %zu scripts ran\n", drawn, scripts.count);
    }
    clear_scripts(&scripts);
    return status;
}

enum ab_status ab_cli_plot(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const char *result = arguments->operand[0];
    struct ab_claim *claim = NULL;
    (void)ab_cli_interruption(); /* files are written from here on */
    enum ab_status status =
        ab_share_is_folder(result) ? ab_claim_folder(&claim, result, errors) : AB_OK;
    if (status == AB_OK) {
        status = draw(arguments, errors);
    }
    ab_claim_release(claim);
    return status;
}
