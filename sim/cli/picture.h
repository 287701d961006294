/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* picture.h - whether what gnuplot left is a whole picture.
 *
 * gnuplot ends with status 0 on a full disk and leaves files that are empty or cut off. */
#ifndef AB_CLI_PICTURE_H
#define AB_CLI_PICTURE_H

#include "base/error.h"
#include <stdbool.h>

/* Removes the pictures of a script (`NAME.gp`: NAME.png and NAME.svg in `folder`) that lack their
 * end. Returns whether there were any; one that is not there at all is none. */
bool ab_picture_remove_incomplete(const char *folder, const char *script);

#endif
