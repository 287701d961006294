/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* queue_take.h - looking and taking at once, as the run loop does in two steps. */
#ifndef TEST_QUEUE_TAKE_H
#define TEST_QUEUE_TAKE_H

#include "engine/queue.h"

/* Takes the first event; false when there is none. */
static inline bool queue_take(struct ab_queue *queue, struct ab_event *event)
{
    const bool any = ab_queue_next(queue) != AB_TIME_NEVER;
    if (any) {
        *event = ab_queue_take_next(queue);
    }
    return any;
}

#endif
