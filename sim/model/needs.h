/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* needs.h - how much memory a run takes at most. */
#ifndef AB_MODEL_NEEDS_H
#define AB_MODEL_NEEDS_H

#include "model/run.h"

/* Bytes, computed from what there is of everything: of a run with accounts, diary and bounds, and of the
 * trace of one replication beside. */
struct ab_run_needs {
    int loads; /* at most, of which most of it is made */
    int64_t bytes, trace;
};
struct ab_run_needs ab_run_needs(const struct ab_run *run);

#endif
