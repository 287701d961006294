/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* statement.c - a list of statements that grows. */
#include "scenario/statement.h"

#include "base/memory.h"

bool ab_statements_add(struct ab_statements *list, const struct ab_statement *statement)
{
    if (!AB_EXTEND(list->statement, list->room, list->count)) {
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
