/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* csv.h - rows of a table as RFC 4180 has them, but with lines ending in \n alone.
 *
 * Text is quoted only when it must be. The header is a row of texts. Failures of the file are kept
 * by the writer below. */
#ifndef AB_OUTPUT_CSV_H
#define AB_OUTPUT_CSV_H

#include "base/file.h"
#include "output/row.h"

struct ab_csv {
    struct ab_row row;        /* where cells are put */
    struct ab_writer *writer; /* borrowed */
    size_t used;
    char buffer[8192];
};

void ab_csv_init(struct ab_csv *csv, struct ab_writer *writer, int columns, ab_time start);

/* Hands everything to the writer. */
void ab_csv_flush(struct ab_csv *csv);

#endif
