/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* waits.c - accounts of time, and the names of what is waited for. */
#include "model/waits.h"

#include <assert.h>
#include <string.h>

void ab_account_begin(struct ab_account *account, ab_time now, int state)
{
    memset(account, 0, sizeof *account);
    account->begun = now;
    account->since = now;
    account->state = state;
}

void ab_account_charge(struct ab_account *account, ab_time now, int state)
{
    assert(account->state >= 0 && now >= account->since);
    account->spent[account->state] += now - account->since;
    account->since = now;
    account->state = state;
}

void ab_account_close(struct ab_account *account, ab_time now)
{
    ab_account_charge(account, now, -1);
}

const char *ab_cause_name(enum ab_cause cause)
{
    static const char *const name[AB_CAUSE_COUNT] = {
        "cargo", "aircraft", "positioning", "stand", "working", "fuel",    "crew",      "repair",
        "slot",  "runway",   "weather",     "hours", "closed",  "holding", "diversion",
    };
    assert((int)cause >= 0 && cause < AB_CAUSE_COUNT);
    return name[cause];
}

const char *ab_bound_name(enum ab_bound bound)
{
    static const char *const name[AB_BOUND_COUNT] = {"remainder", "mass", "deck", "seats"};
    assert((int)bound >= 0 && bound < AB_BOUND_COUNT);
    return name[bound];
}

const char *ab_purpose_name(enum ab_purpose purpose)
{
    static const char *const name[AB_PURPOSE_COUNT] = {
        "positioning", "deployment", "return", "withdrawal", "sustainment",
    };
    assert((int)purpose >= 0 && purpose < AB_PURPOSE_COUNT);
    return name[purpose];
}
