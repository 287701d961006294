/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* outlet.h - where a command puts the one text that it makes: into a file, whole or not at all, or on the
 * standard output. */
#ifndef AB_CLI_OUTLET_H
#define AB_CLI_OUTLET_H

#include "base/file.h"

struct ab_outlet {
    struct ab_writer *writer; /* NULL: the standard output */
};

/* Whether -o names a file. */
bool ab_outlet_is_file(const char *file);

/* Begins: `file` NULL or "-" is the standard output. A file that is there is refused without `force`. */
enum ab_status ab_outlet_begin(struct ab_outlet *outlet, const char *file, bool force,
                               struct ab_errors *errors);

/* Puts bytes; `outlet` is a struct ab_outlet. */
void ab_outlet_put(void *outlet, const char *bytes, size_t size);

/* Ends it, and tells what failed. */
enum ab_status ab_outlet_end(struct ab_outlet *outlet, struct ab_errors *errors);

#endif
