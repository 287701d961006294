/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* table.h - tables of things: rows of a CSV file that are sections of a scenario.
 *
 *     [table.movements]
 *     kind = contingent
 *     file = units.csv
 *     columns = uln: id, poe: apoe, pod: apod, pax: people, ston: bulk ston
 *
 * A row is the header of a section, and each of its cells that is not empty the value of a key, with
 * file, line and column as its place. A file that is no such table is not quoted in messages. */
#ifndef AB_SCENARIO_TABLE_H
#define AB_SCENARIO_TABLE_H

#include "scenario/layers.h"

/* The rank of what source number `source` says; its lists of what may be referenced stand one below.
 * Ranks from those of source AB_SOURCES_MAX + 1 on are of the command line. */
static inline int ab_rank_of_source(int source)
{
    return 2 * source + 1;
}

/* Reads the tables that some things say, and adds statements of their rows to those of files and
 * command line, which may name rows of lists. Rows have the rank of the source in which their
 * table's section first stands. Faults are added to errors; layers->incomplete tells that rows are
 * missing, layers->table which files there are. AB_IO_ERROR when memory is out. */
enum ab_status ab_tables_read(struct ab_statements *list, struct ab_layers *layers,
                              const struct ab_thing *thing, int count, struct ab_files *files,
                              struct ab_arena *arena, struct ab_errors *errors);

#endif
