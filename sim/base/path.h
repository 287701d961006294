/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* path.h - names of files. */
#ifndef AB_BASE_PATH_H
#define AB_BASE_PATH_H

/* Room for any name that a file can have. */
enum { AB_PATH_NAME_SIZE = 256 };

/* Writes the name of a scenario's file without its folder and ".ini" into `name`. */
void ab_path_scenario_name(const char *path, char name[AB_PATH_NAME_SIZE]);

/* What must stand before a path, "./" or nothing, for no program to take it for an option or a
 * command: those that begin with '-', '<' and the like. */
const char *ab_path_guard(const char *path);

#endif
