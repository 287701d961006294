/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* blackout.h - what happens at a site, and when command knows of it. */
#ifndef AB_MODEL_BLACKOUT_H
#define AB_MODEL_BLACKOUT_H

#include "model/state.h"

enum ab_report { AB_REPORT_REQUEST, AB_REPORT_GUARDED, AB_REPORT_HANDED_BACK };

/* Draws when blackouts begin and end. */
void ab_blackout_reset(struct ab_run *run);

/* When command knows of something that happens at a site now: now, without a blackout. */
ab_time ab_blackout_known(struct ab_run *run, int site, enum ab_report report);

#endif
