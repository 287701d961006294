/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* size_answer.h - the cheapest mix as a table and as an account. */
#ifndef AB_INSIGHT_SIZE_ANSWER_H
#define AB_INSIGHT_SIZE_ANSWER_H

#include "base/sheet.h"
#include "insight/answer.h"
#include "insight/size.h"

struct ab_size_told {
    const struct ab_size_question *question;
    const struct ab_size_answer *answer;
    const struct ab_journal_head *head; /* the keys of the axes, for the table's columns */
    const char *const *now;             /* [axes]: what each key is in the plan */
    /* Prices are told against the plan, whose is this where the least of each costs 0; or, where the
     * plan's value of a key without a price is not offered, against that least. */
    double price_now;
    bool from_least;
};

/* Makes the answer of a command of it: what is told is borrowed. */
struct ab_answer ab_size_answer_of(const struct ab_size_told *told, uint64_t seed);

/* Prints what it comes to; `told` is a struct ab_size_told. */
void ab_size_print(struct ab_sheet *sheet, const void *told);

#endif
