/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* worst_answer.h - which denial hurts most, as a table and as an account. */
#ifndef AB_INSIGHT_WORST_ANSWER_H
#define AB_INSIGHT_WORST_ANSWER_H

#include "base/sheet.h"
#include "insight/answer.h"
#include "insight/hedge.h"
#include "insight/worst.h"

struct ab_worst_told {
    const struct ab_worst_question *question;
    const struct ab_worst *worst;
    const struct ab_hedges *hedges;
};

/* Makes the answer of a command of it: what is told is borrowed. */
struct ab_answer ab_worst_answer_of(const struct ab_worst_told *told, uint64_t seed);

/* Prints what it comes to; `told` is a struct ab_worst_told. */
void ab_worst_print(struct ab_sheet *sheet, const void *told);

#endif
