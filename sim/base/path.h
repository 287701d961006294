/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* path.h - names of files, and the folders of what comes with the program: its plots and its
 * scenarios. */
#ifndef AB_BASE_PATH_H
#define AB_BASE_PATH_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

/* Room for any name that a file can have. */
enum { AB_PATH_NAME_SIZE = 256 };

/* The one way to open files: as open(2), for this process alone, and for all to read and write as far
 * as the umask allows when it is made. Where there are none (AB_WITHOUT_FILES): -1 and ENOSYS. */
int ab_path_open(const char *path, int flags);

/* Makes a file so many bytes long; false with errno set. */
bool ab_path_cut(int fd, int64_t size);

/* Syncs what was written; false with errno set. What cannot be synced, as a pipe, is trusted. */
bool ab_path_sync(int fd);

/* The one way to ask for a file by its name: as stat(2). Where there are none: -1 and ENOENT. */
struct stat;
int ab_path_stat(const char *path, struct stat *status);

/* Whether this errno says that a file is not there; any other, that nobody knows. */
bool ab_path_is_absent(int error);

/* Writes the name of a scenario's file without its folder and ".ini" into `name`. */
void ab_path_scenario_name(const char *path, char name[AB_PATH_NAME_SIZE]);

/* What must stand before a path, "./" or nothing, for no program to take it for an option or a
 * command: those that begin with '-', '<' and the like. */
const char *ab_path_guard(const char *path);

/* --- what comes with the program -------------------------------------------------------------- */

/* The folders of what comes with the program: its plots and its scenarios. */

/* Finds the folder `name` ("plots") of what comes with the program: where the environment variable
 * says, beside the program as installed (bin and share) or as built (build and plots), or where the
 * build meant to install it. False when it is in none of them; *folder is then the one that the
 * variable names, or the last, and errno says why, ENOENT unless one of them could not be looked at. */
bool ab_share_find(const char *variable, const char *name, char folder[PATH_MAX]);

/* Whether there is a folder of that name; errno says why not. */
bool ab_share_is_folder(const char *path);

/* Whether the variable names the folder. */
bool ab_share_is_named(const char *variable);

#endif
