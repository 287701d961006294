/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* outlet.c - a file, or the standard output. */
#include "cli/outlet.h"

#include "base/log.h"
#include "base/path.h"

#include <stdio.h>
#include <string.h>

bool ab_outlet_is_file(const char *file)
{
    return file != NULL && strcmp(file, "-") != 0;
}

enum ab_status ab_outlet_begin(struct ab_outlet *outlet, const char *file, bool force,
                               struct ab_errors *errors)
{
    *outlet = (struct ab_outlet){0};
    if (!ab_outlet_is_file(file)) {
        return AB_OK;
    }
    bool is_there = false;
    if (ab_share_is_folder(file)) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, file, 0, NULL, NULL,
                             "this is a folder; name a file in it");
    }
    const enum ab_status status = force ? AB_OK : ab_file_look(&is_there, file, errors);
    if (status != AB_OK) {
        return status;
    }
    if (is_there) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, file, 0, NULL, NULL,
                             "this file is there already; give --force to replace it");
    }
    outlet->writer = ab_writer_open(file, errors);
    return outlet->writer != NULL ? AB_OK : errors->status;
}

void ab_outlet_put(void *outlet, const char *bytes, size_t size)
{
    const struct ab_outlet *to = outlet;
    if (to->writer != NULL) {
        ab_writer_put(to->writer, bytes, size);
    } else {
        (void)fwrite(bytes, 1, size, stdout);
    }
}

enum ab_status ab_outlet_end(struct ab_outlet *outlet, struct ab_errors *errors)
{
    struct ab_writer *writer = outlet->writer;
    *outlet = (struct ab_outlet){0};
    return writer != NULL ? ab_writer_commit(writer, errors) : AB_OK; /* main looks at stdout */
}
