/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* held.h - how much an arena (memory.h) has from the allocator, used or not: bytes, 0 of NULL. */
#ifndef AB_BASE_HELD_H
#define AB_BASE_HELD_H

#include "base/memory.h"

size_t ab_arena_bytes(const struct ab_arena *arena);

#endif
