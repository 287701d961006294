/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* watch.h - whether the files of a scenario are still what they were.
 *
 * A sweep reads its scenario anew for every design point, for hours. Who edits the file meanwhile
 * must not get points of two different scenarios in one table. */
#ifndef AB_SCENARIO_WATCH_H
#define AB_SCENARIO_WATCH_H

#include "base/memory.h"

struct ab_file_watch;

/* Begins to watch a file and those it is based on. The watch lives in the arena. NULL when memory is
 * out. What cannot be read is left out, and the watch is not complete: who then loads the scenario is
 * told why, or it was for want of memory alone. */
struct ab_file_watch *ab_file_watch_create(const char *path, struct ab_arena *arena);
bool ab_file_watch_is_complete(const struct ab_file_watch *watch);

/* The first file that was changed, replaced or removed since, by its size, its number and its time
 * of change; NULL when there is none. Threads may ask at once. */
const char *ab_file_watch_changed(const struct ab_file_watch *watch);

#endif
