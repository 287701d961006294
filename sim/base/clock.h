/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* clock.h - how long something takes, by the clock on the wall; nothing that is simulated may
 * depend on it. */
#ifndef AB_BASE_CLOCK_H
#define AB_BASE_CLOCK_H

/* Seconds of a clock that never goes back, from an arbitrary moment on. */
double ab_clock_seconds(void);

#endif
