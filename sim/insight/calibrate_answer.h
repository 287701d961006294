/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* calibrate_answer.h - what history says about the inputs, as tables and as an account. */
#ifndef AB_INSIGHT_CALIBRATE_ANSWER_H
#define AB_INSIGHT_CALIBRATE_ANSWER_H

#include "base/sheet.h"
#include "insight/answer.h"
#include "insight/calibrate.h"

struct ab_calibration_told {
    const struct ab_scenario *scenario;
    const struct ab_calibration *answer;
    const char *const *measure; /* [measures] names */
};

/* Makes the answer of a command of it: what is told is borrowed. */
struct ab_answer ab_calibration_answer_of(const struct ab_calibration_told *told,
                                          const struct ab_inquiry *inquiry, uint64_t seed);

/* Prints what it comes to; `told` is a struct ab_calibration_told. */
void ab_calibration_print(struct ab_sheet *sheet, const void *told);

#endif
