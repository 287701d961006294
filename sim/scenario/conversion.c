/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* conversion.c - memory for what texts become. */
#include "scenario/conversion.h"

void *ab_conversion_take(struct ab_conversion *conversion, size_t size)
{
    void *memory = ab_arena_take(conversion->arena, size);
    if (memory == NULL) {
        ab_complaint_add_memory(&conversion->complaint);
    }
    return memory;
}
