/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sensitivity_answer.h - what drives a result, as a table and as an account. */
#ifndef AB_INSIGHT_SENSITIVITY_ANSWER_H
#define AB_INSIGHT_SENSITIVITY_ANSWER_H

#include "base/sheet.h"
#include "insight/answer.h"
#include "insight/sensitivity.h"

struct ab_sensitivity_told {
    const struct ab_sensitivity_question *question;
    const struct ab_sensitivity *answer;
};

/* Makes the answer of a command of it: what is told is borrowed. */
struct ab_answer ab_sensitivity_answer_of(const struct ab_sensitivity_told *told, uint64_t seed);

/* Prints what it comes to; `told` is a struct ab_sensitivity_told. */
void ab_sensitivity_print(struct ab_sheet *sheet, const void *told);

#endif
