/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* kind.h - what can happen in a run, and to what. */
#ifndef AB_MODEL_KIND_H
#define AB_MODEL_KIND_H

enum ab_kind {
#define KIND_ALONE(kind, handler)    AB_EV_##kind,
#define KIND(kind, subject, handler) AB_EV_##kind,
#include "model/kind_rows.h"
    AB_EV_COUNT
};

#endif
