/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* library.h - the values of a scenario file as iniparser reads them.
 *
 * The library looks names up one after another, so that a file of 100,000 keys would take it
 * seconds, and it knows no byte-order mark. So it gets pieces, each some whole sections, as files in
 * memory, which hold what the pre-scan saw and nothing else.
 *
 * And it does not look at what the allocator gives it: where it gets nothing it crashes. So it reads
 * only when as much memory as it can need for the piece could be had a moment before, set aside and
 * given back. What is left: another thread or process may take that memory in that moment, and an
 * allocation may fail with memory at hand, as tests of faults let it. */
#ifndef AB_SCENARIO_LIBRARY_H
#define AB_SCENARIO_LIBRARY_H

#include "scenario/prescan.h"

/* Reads the values of all entries of a scan without faults. They must be what the pre-scan says: the
 * library differs from it only for want of memory. `content` is what was scanned; texts live in the
 * arena. */
enum ab_status ab_library_read(const char *path, const char *content, size_t size,
                               struct ab_prescan *scan, struct ab_arena *arena,
                               struct ab_errors *errors);

#endif
