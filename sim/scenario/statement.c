/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* statement.c - a list of statements that grows. */
#include "scenario/statement.h"

#include "base/memory.h"

#include <limits.h>

enum { ROOM_MIN = 64 };

/* Makes room for more; false when memory is out. */
static bool grow(struct ab_statements *list)
{
    if (list->room > INT_MAX / 2) {
        return false;
    }
    const int room = list->room > 0 ? 2 * list->room : ROOM_MIN;
    struct ab_statement *more =
        ab_memory_resize(list->statement, (size_t)room, sizeof *list->statement);
    if (more == NULL) {
        return false;
    }
    list->statement = more;
    list->room = room;
    return true;
}

bool ab_statements_add(struct ab_statements *list, const struct ab_statement *statement)
{
    if (list->count == list->room && !grow(list)) {
        return false;
    }
    list->statement[list->count++] = *statement;
    return true;
}

void ab_statements_clear(struct ab_statements *list)
{
    ab_memory_give(list->statement);
    *list = (struct ab_statements){0};
}
