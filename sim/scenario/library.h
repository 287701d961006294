/* library.h - the values of a scenario file as iniparser reads them.
 *
 * The library looks names up one after another, so that a file of 100,000 keys would take it
 * seconds, and it knows no byte-order mark. It gets a large or a marked file in pieces, each some
 * whole sections, as files in memory. */
#ifndef AB_SCENARIO_LIBRARY_H
#define AB_SCENARIO_LIBRARY_H

#include "scenario/prescan.h"

/* Reads the values of all entries of a scan without faults. They must be what the pre-scan says: a
 * difference means that the file changed between the two readings, or that the library lost
 * something for want of memory. `content` is what was scanned; texts live in the arena. */
enum ab_status ab_library_read(const char *path, const char *content, size_t size,
                               struct ab_prescan *scan, struct ab_arena *arena,
                               struct ab_errors *errors);

#endif
