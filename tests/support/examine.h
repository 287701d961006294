/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* examine.h - a scenario from a file with the notes that are made of it. */
#ifndef TEST_EXAMINE_H
#define TEST_EXAMINE_H

#include "scenario/document.h"

static inline enum ab_status examine(struct ab_scenario **scenario, const char *path,
                                     const char *const *assignments, int count,
                                     struct ab_errors *notes, struct ab_errors *errors)
{
    struct ab_document *document;
    *scenario = NULL;
    enum ab_status status = ab_document_load(&document, NULL, path, assignments, count, errors);
    if (status == AB_OK) {
        status = ab_document_examine(scenario, document, NULL, 0, notes, errors);
    }
    if (status == AB_OK) {
        (*scenario)->document = document; /* and is destroyed with it */
    } else {
        ab_document_destroy(document);
    }
    return status;
}

#endif
