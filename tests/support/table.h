/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* table.h - reads tables back for tests: RFC 4180, strictly. */
#ifndef TEST_TABLE_H
#define TEST_TABLE_H

#include "base/file.h"
#include "base/memory.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

enum { TABLE_CELLS = 40000 };

struct table {
    char *content;     /* cells point into it */
    int columns, rows; /* rows without the header */
    char *cell[TABLE_CELLS];
};

/* Cuts the cell at *text out of its quotes and moves *text to the separator behind it. */
static inline char *table_cut_cell(char **text)
{
    char *from = *text, *begin = from, *to = from;
    if (*from != '"') {
        size_t length = strcspn(from, ",\n\r\"");
        ck_assert_msg(from[length] == ',' || from[length] == '\n', "a bare quote or return");
        *text = from + length;
        return begin;
    }
    for (from++; from[0] != '"' || from[1] == '"'; from++) {
        ck_assert_msg(*from != '\0', "a quote is not closed");
        from += *from == '"';
        *to++ = *from;
    }
    ck_assert_msg(from[1] == ',' || from[1] == '\n', "text behind a closing quote");
    *text = from + 1;
    *to = '\0';
    return begin;
}

/* Reads WHERE/FILE; the caller closes it with table_close. */
static inline void table_open(struct table *table, const char *where, const char *file)
{
    static struct ab_errors faults;
    char path[256];
    size_t size;
    ab_errors_clear(&faults);
    (void)snprintf(path, sizeof path, "%s/%s", where, file);
    ck_assert_int_eq(ab_file_read(path, 1 << 24, &table->content, &size, &faults), AB_OK);
    ck_assert_uint_eq(size, strlen(table->content));
    int cells = 0;
    table->columns = table->rows = 0;
    for (char *text = table->content; *text != '\0';) {
        ck_assert_int_lt(cells, TABLE_CELLS);
        table->cell[cells++] = table_cut_cell(&text);
        const char separator = *text;
        *text++ = '\0';
        if (separator == ',') {
            continue;
        }
        if (table->columns == 0) {
            table->columns = cells;
        }
        ck_assert_int_eq(cells, (table->rows + 1) * table->columns);
        table->rows++;
    }
    table->rows--;
    ck_assert_int_eq(cells, (table->rows + 1) * table->columns);
}

static inline void table_close(struct table *table)
{
    ab_memory_give(table->content);
}

static inline const char *table_name(const struct table *table, int column)
{
    return table->cell[column];
}

static inline int table_column(const struct table *table, const char *name)
{
    for (int i = 0; i < table->columns; i++) {
        if (strcmp(table->cell[i], name) == 0) {
            return i;
        }
    }
    ck_abort_msg("no column %s", name);
    return -1;
}

/* The cell of a row, from 0, in the column of this name. */
static inline const char *table_cell(const struct table *table, int row, const char *name)
{
    ck_assert_int_lt(row, table->rows);
    return table->cell[(row + 1) * table->columns + table_column(table, name)];
}

#endif
