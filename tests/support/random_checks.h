/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* random_checks.h - what must hold at the end of any run of any scenario. */
#ifndef TEST_RANDOM_CHECKS_H
#define TEST_RANDOM_CHECKS_H

#include "model/state.h"

/* What is wrong with the run that has just ended, or NULL. */
const char *random_checks(const struct ab_run *run, const struct ab_run_outcome *outcome);

#endif
