/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inspection.h - whether a result in a folder is what its tables say it is, before others read it.
 *
 * A result may come from somebody else. What draws it takes the form of a table for granted. */
#ifndef AB_OUTPUT_INSPECTION_H
#define AB_OUTPUT_INSPECTION_H

#include "base/error.h"
#include <stdbool.h>
#include <stdint.h>

/* Refuses (AB_BAD_SCENARIO), with file and line, a manifest whose seed or numbers of replications
 * are no whole numbers, and a table with none of its own columns, with a number, an instant or a yes
 * or no that is none, with a row that has not as many cells as the header, or with text that is not
 * UTF-8 on one line, or, for what is drawn by gnuplot, too long for it. Tables that are not there are
 * no fault. */
enum ab_status ab_folder_inspect(const char *folder, bool is_drawn, struct ab_errors *errors);

/* The replication whose trace a result holds, by its manifest; 0: none. */
enum ab_status ab_folder_traced(int64_t *replication, const char *folder, struct ab_errors *errors);

#endif
