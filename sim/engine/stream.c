/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* stream.c - the names of streams. */
#include "engine/stream.h"

#include "base/fold.h"

uint64_t ab_stream_id(const char *entity, const char *purpose)
{
    const uint64_t owner = ab_fold_name(ab_fold_name(AB_FOLD_START, entity), "/");
    return ab_fold_spread(ab_fold_name(owner, purpose));
}
