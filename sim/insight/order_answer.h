/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* order_answer.h - a better order of contingents, as tables and as an account. */
#ifndef AB_INSIGHT_ORDER_ANSWER_H
#define AB_INSIGHT_ORDER_ANSWER_H

#include "base/sheet.h"
#include "insight/answer.h"
#include "insight/order.h"

struct ab_order_told {
    const struct ab_order_question *question;
    const struct ab_order_answer *answer;
    /* The scenario as it was named, and what was set for it. */
    const char *path;
    const char *const *set; /* [sets]: KEY=VALUE */
    int sets;
    int64_t seed; /* that was given, or -1 */
};

/* Makes the answer of a command of it: what is told is borrowed. */
struct ab_answer ab_order_answer_of(const struct ab_order_told *told, uint64_t seed);

/* Prints what it comes to; `told` is a struct ab_order_told. */
void ab_order_print(struct ab_sheet *sheet, const void *told);

#endif
