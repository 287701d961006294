/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* authority.h - one authority that releases the withdrawal and the reserve ([command] release). A
 * request is of a contingent, or of the withdrawal: the number behind the contingents. */
#ifndef AB_MODEL_AUTHORITY_H
#define AB_MODEL_AUTHORITY_H

#include "model/state.h"

/* Nobody has asked yet. */
void ab_authority_reset(struct ab_run *run);

/* Help was asked for: from when on anything is released. */
void ab_authority_open(struct ab_run *run);

/* Whether it is asked before a standby contingent is committed, and before the withdrawal. */
static inline bool ab_authority_is_asked(const struct ab_run *run, enum ab_release what)
{
    const enum ab_release release = run->scenario->command.release;
    return release == what || release == AB_RELEASE_BOTH;
}

static inline int ab_authority_withdrawal(const struct ab_run *run)
{
    return run->scenario->contingent_count;
}

/* A release is asked for; RELEASED follows. */
void ab_authority_ask(struct ab_run *run, int request);

/* Requests of this instant come in. */
void ab_authority_round(struct ab_run *run);

/* It is this request's turn. */
void ab_authority_take_up(struct ab_run *run, int request);

/* A request was released: the next may be taken up. */
void ab_authority_done(struct ab_run *run, int request);

#endif
