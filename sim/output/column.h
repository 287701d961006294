/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* column.h - how a table is defined: a column is one row, with what gives its cells.
 *
 * For the files that define tables (tables_*.c), and layout.c, row.c and inspection.c, which walk
 * the rows. A row of a table is put from an item (ab_row_put): every column takes its cell from it
 * by its own accessor, so that no cell can come to stand under another name. To add a column is to
 * add its row:
 *
 *     #define RECORD struct ab_site_record
 *     INSTANT("guarded", "host relieved in place", MOMENT(guarded)),
 *     TEXT("site", "id of the site", BY(put_site_id)), */
#ifndef AB_OUTPUT_COLUMN_H
#define AB_OUTPUT_COLUMN_H

#include "output/layout.h"
#include "output/row.h"
#include "study/study.h"

/* What a row is of. A table's columns know which of these it has. */
struct ab_item {
    const void *record; /* whose members most cells are: see RECORD */
    const struct ab_scenario *scenario;
    const struct ab_result *result;
    const struct ab_journal_head *sweep; /* NULL: no keys are varied, */
    const char *const *key;              /* or their values */
    int64_t point, replication;          /* from 1 */
    int index;                           /* of the thing among its kind, from 0 */
};

/* Puts exactly one cell. `at`: where the value lies in the record, or which of a repetition it is. */
typedef void ab_cell(struct ab_row *row, const struct ab_item *item, size_t at);

/* A definition stands for one column, or for one per cause of waiting, measure or varied key. Then the
 * last % in its name and description is what that is called; type and unit are of that too, unless
 * it has a unit. */
struct ab_definition {
    enum ab_column_type type;
    enum ab_repeat repeat;
    int together; /* how many definitions are repeated together, this among them */
    const char *name;
    const char *unit; /* "1" of numbers that only number or are a share */
    const char *description;
    ab_cell *put;
    size_t at, step; /* the accessor's `at`, and how much is added at each repetition */
};

/* What puts the rows of a table of a run: all of them, or those of each replication in turn. */
typedef void ab_rows(struct ab_row *row, const struct ab_result *result);
typedef void ab_rows_of_one(struct ab_row *row, const struct ab_scenario *scenario,
                            const struct ab_replication *replication);

struct ab_layout {
    const char *name, *file;
    const char *description;
    const struct ab_definition *definition;
    int definitions;
    int keys;                    /* leading columns that identify a row */
    ab_rows *rows;               /* NULL: they come one by one, */
    ab_rows_of_one *rows_of_one; /* so, or from elsewhere when this is NULL too */
};

/* How often a definition is repeated. */
int ab_repetitions(enum ab_repeat repeat, const struct ab_subject *subject);

/* The tables, in the files named after what they are of. */
#define AB_LAYOUT_DECLARED(NAME, name) extern const struct ab_layout ab_layout_##name;
AB_TABLES(AB_LAYOUT_DECLARED)
const struct ab_layout *ab_layout_of(enum ab_table table);

/* ---- for definitions ---- */

#define TABLE_OF(name, description, columns, keys, rows, rows_of_one)                              \
    {                                                                                              \
        name, name ".csv", description, columns, (int)(sizeof(columns) / sizeof((columns)[0])),    \
            keys, rows, rows_of_one                                                                \
    }
#define TABLE(name, description, columns, keys)                                                    \
    TABLE_OF(name, description, columns, keys, NULL, NULL)

/* A column: its name, unit, meaning, and its accessor, one of those that follow. */
#define COLUMN_OF(type, name, unit, description, ...)                                              \
    {                                                                                              \
        type, AB_ONCE, 1, name, unit, description, __VA_ARGS__, 0                                  \
    }
#define TEXT(name, description, ...) COLUMN_OF(AB_COLUMN_TEXT, name, "", description, __VA_ARGS__)
#define INSTANT(name, description, ...)                                                            \
    COLUMN_OF(AB_COLUMN_INSTANT, name, "", description, __VA_ARGS__)
#define BOOLEAN(name, description, ...)                                                            \
    COLUMN_OF(AB_COLUMN_BOOLEAN, name, "", description, __VA_ARGS__)
#define NUMBER(name, unit, description, ...)                                                       \
    COLUMN_OF(AB_COLUMN_NUMBER, name, unit, description, __VA_ARGS__)
#define INTEGER(name, unit, description, ...)                                                      \
    COLUMN_OF(AB_COLUMN_INTEGER, name, unit, description, __VA_ARGS__)

/* Columns repeated per cause, measure or key, so many definitions of them together; the accessor's
 * `at` grows by `step` from one to the next. */
#define REPEATED(repeat, together, step, type, name, unit, description, ...)                       \
    {                                                                                              \
        type, repeat, together, name, unit, description, __VA_ARGS__, step                         \
    }

/* Accessors: a function of the file, or a member of the record, which must be of the right type.
 * Each table says what its RECORD is. */
#define BY(function) function, 0
/* NOLINTNEXTLINE(bugprone-macro-parentheses): a type */
#define MEMBER(member, type) _Generic(((RECORD *)0)->member, type : offsetof(RECORD, member))
#define STRING(member)       ab_cell_text, MEMBER(member, const char *)
#define CHARACTERS(member)   ab_cell_characters, offsetof(RECORD, member) /* an array of them */
#define FLAG(member)         ab_cell_flag, MEMBER(member, bool)
#define MOMENT(member)       ab_cell_instant, MEMBER(member, ab_time)
#define DURATION(member)     ab_cell_hours, MEMBER(member, ab_time)
#define COUNT(member)        ab_cell_int, MEMBER(member, int)
#define WHOLE(member)        ab_cell_whole, MEMBER(member, int64_t)
#define CAPACITY(member)     ab_cell_limit, MEMBER(member, int64_t)
#define REAL(member)         ab_cell_number, MEMBER(member, double)
#define MASS(member)         ab_cell_tonnes, MEMBER(member, double)

/* Makes an accessor of one value: CELL(put_index, ab_row_integer, item->index + 1). THIS is the
 * record, AS the larger thing that begins with the item. */
#define CELL(name, put, value)                                                                     \
    static void name(struct ab_row *row, const struct ab_item *item, size_t at)                    \
    {                                                                                              \
        (void)item;                                                                                \
        (void)at;                                                                                  \
        put(row, value);                                                                           \
    }
#define THIS     ((const RECORD *)item->record)
#define AS(type) ((const type *)(const void *)item)

ab_cell ab_cell_text, ab_cell_characters, ab_cell_flag, ab_cell_instant, ab_cell_hours, ab_cell_int,
    ab_cell_whole, ab_cell_limit, ab_cell_number, ab_cell_tonnes;

/* Puts a value in the kind of its milestone: an instant, hours or an amount; NAN is empty, and so is
 * what is beyond. */
void ab_row_in_kind(struct ab_row *row, const struct ab_milestone *milestone, double value);

/* Columns that several tables have. */
ab_cell ab_cell_point, ab_cell_replication, ab_cell_key, ab_cell_measure_name, ab_cell_measure_unit;
#define POINT INTEGER("point", "1", "number of the design point, from 1", BY(ab_cell_point))
#define REPLICATION                                                                                \
    INTEGER("replication", "1", "number of the replication, from 1", BY(ab_cell_replication))
#define VARIED_KEYS                                                                                \
    REPEATED(AB_PER_KEY, 1, 1, AB_COLUMN_TEXT, "%", "", "varied: %", BY(ab_cell_key))

/* The unit of a number that another column of its row tells. */
#define PER_ROW "see unit"

/* What no spread does not say, and whose interval it is. */
#define UNSEEN                                                                                     \
    "; where it is 0, what was never seen in n replications may still happen in up to 3 of n"
#define INTERVAL(of) "95 % confidence interval of " of " (Student's, widened for skewness by Hall)"

/* And of the mean of a measure, which may be a yes or no. */
#define INTERVAL_OF_MEASURE(of)                                                                    \
    "95 % confidence interval of " of " (Student's, widened for skewness by Hall; of what is yes " \
    "or no, as closed, that of Clopper and Pearson)"

#endif
