/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* samples.h - the file of an empirical distribution.
 *
 * One number a line, or the first column that has a name of a table with headings: what people
 * measured, as spreadsheets and programs write it. Lines that begin with a # and a blank are
 * comments.
 *
 *     minutes           ,minutes,day      the column without a name is an index
 *     20                0,20.0,Monday
 *     25.5              1,25.5,Tuesday
 *
 * Only what can be read in one way is read. Numbers have a decimal point; a decimal comma is read
 * where commas don't separate columns (between semicolons, tabs or quotes), unless it could be a
 * mark of thousands (1,234), or the file has points as well. Cells may have units of their own, and
 * times may be 2:15, where no unit stands behind the brackets. */
#ifndef AB_SCENARIO_SAMPLES_H
#define AB_SCENARIO_SAMPLES_H

#include "scenario/value.h"

struct ab_samples {
    double *value; /* in the inner unit of the key's dimension */
    size_t count;
};

/* Reads a file of samples for a key; `unit` is what stands behind the brackets, "" for nothing. */
bool ab_samples_read(struct ab_conversion *conversion, const struct ab_key *key, const char *file,
                     const char *unit, struct ab_samples *samples);

#endif
