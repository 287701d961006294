/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* handmade_tables.h - the tables of the result made by hand, read back. */
#ifndef TEST_HANDMADE_TABLES_H
#define TEST_HANDMADE_TABLES_H

#include "support/handmade.h"
#include "support/table.h"

static struct table table;

/* Writes the result and opens one of its tables. */
static inline void read_table(const char *file)
{
    write_result();
    table_open(&table, folder, file);
}

#endif
