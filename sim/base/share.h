/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* share.h - the folders of what comes with the program: its plots and its scenarios. */
#ifndef AB_BASE_SHARE_H
#define AB_BASE_SHARE_H

#include <limits.h>
#include <stdbool.h>

/* Finds the folder `name` ("plots") of what comes with the program: where the environment variable
 * says, beside the program as installed (bin and share) or as built (build and plots), or where the
 * build meant to install it. False when it is in none of them; *folder is then the one that the
 * variable names, or the last. */
bool ab_share_find(const char *variable, const char *name, char folder[PATH_MAX]);

/* Whether there is a folder of that name. */
bool ab_share_is_folder(const char *path);

/* Whether the variable names the folder. */
bool ab_share_is_named(const char *variable);

#endif
