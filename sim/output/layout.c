/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* layout.c - the columns of a table in a result: those that are repeated, each on its own. */
#include "output/column.h"

#include "scenario/keys.h"
#include "study/cases.h"

#include "model/run.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

const struct ab_layout *ab_layout_of(enum ab_table table)
{
#define LAYOUT(NAME, name) [AB_TABLE_##NAME] = &ab_layout_##name,
    static const struct ab_layout *const layout[AB_TABLE_COUNT] = {AB_TABLES(LAYOUT)};
    return layout[table];
}

const char *ab_table_name(enum ab_table table)
{
    return ab_layout_of(table)->name;
}

const char *ab_table_file(enum ab_table table)
{
    return ab_layout_of(table)->file;
}

const char *ab_table_description(enum ab_table table)
{
    return ab_layout_of(table)->description;
}

bool ab_table_is_traced(enum ab_table table)
{
    return table >= AB_TABLE_SORTIES && table <= AB_TABLE_HOLDERS;
}

bool ab_table_is_of_database(enum ab_table table)
{
    return table >= AB_TABLE_RUN;
}

bool ab_table_is_long(enum ab_table table)
{
    return table == AB_TABLE_MEASURE;
}

int ab_table_key_columns(enum ab_table table)
{
    return ab_layout_of(table)->keys;
}

/* ---- what columns are repeated for ---- */

/* As much of a text as there is room for; a table may have a column for each of 100,000 things. */
static void copy_text(char *to, size_t size, const char *from)
{
    const size_t length = strnlen(from, size - 1);
    memcpy(to, from, length);
    to[length] = '\0';
}

int ab_subject_measures(const struct ab_subject *subject)
{
    return subject->sweep != NULL ? subject->sweep->measures : ab_measure_count(subject->scenario);
}

void ab_subject_measure(const struct ab_subject *subject, int index, struct ab_column *column)
{
    char buffer[sizeof column->name];
    const char *name, *unit;
    if (subject->sweep != NULL) {
        name = subject->sweep->measure[index];
        unit = subject->sweep->unit[index];
    } else {
        name = ab_measure_name(subject->scenario, index, buffer, sizeof buffer);
        unit = ab_measure_unit(subject->scenario, index);
    }
    column->type = AB_COLUMN_NUMBER;
    copy_text(column->name, sizeof column->name, name);
    copy_text(column->unit, sizeof column->unit, unit);
    copy_text(column->description, sizeof column->description, ab_measure_meaning(name));
}

/* What a key SECTION.KEY is, as the reference of keys says it. */
static const char *key_meaning(const char *name)
{
    const struct ab_key *key = ab_key_named(name);
    if (strcmp(name, AB_CASES_LABEL) == 0) {
        return "what the table of cases calls this point";
    }
    return key != NULL ? key->help : name;
}

/* What the parameter of a key's distribution is, contingent.force.notice_mean; else what a key is. */
static void describe_name(const char *name, char *text, size_t size)
{
    char key[256];
    const char *mark = strrchr(name, '_');
    (void)snprintf(key, sizeof key, "%.*s", (int)(mark != NULL ? mark - name : 0), name);
    const struct ab_key *row = ab_key_named(name) == NULL ? ab_key_named(key) : NULL;
    if (row != NULL) {
        (void)snprintf(text, size, "%s of its distribution: %s", mark + 1, row->help);
    } else {
        (void)snprintf(text, size, "%s", key_meaning(name));
    }
}

static enum ab_column_type type_of_values(enum ab_value_kind kind)
{
    switch (kind) {
    case AB_VALUES_INTEGER: return AB_COLUMN_INTEGER;
    case AB_VALUES_NUMBER: return AB_COLUMN_NUMBER;
    case AB_VALUES_TEXT: break;
    }
    return AB_COLUMN_TEXT;
}

/* A varied key. Its column has the unit in the name, as in fleet.north.crew_rest_h, and numbers
 * below it; without a unit that all values have, it holds what was written. */
static void describe_key(struct ab_column *column, const struct ab_journal_head *sweep, int index)
{
    const char *name = sweep->key[index], *unit = sweep->key_unit[index];
    column->type = type_of_values(sweep->key_kind[index]);
    (void)snprintf(column->name, sizeof column->name, "%s%s%s", name, unit[0] != '\0' ? "_" : "",
                   unit);
    (void)snprintf(column->unit, sizeof column->unit, "%s",
                   column->type != AB_COLUMN_TEXT && unit[0] == '\0' ? "1" : unit);
    describe_name(name, column->description, sizeof column->description);
}

static void describe_cause(struct ab_column *column, enum ab_cause cause)
{
    column->type = AB_COLUMN_NUMBER;
    (void)snprintf(column->name, sizeof column->name, "%s", ab_cause_name(cause));
    (void)snprintf(column->unit, sizeof column->unit, "h");
    (void)snprintf(column->description, sizeof column->description, "%s", ab_cause_words(cause));
}

int ab_repetitions(enum ab_repeat repeat, const struct ab_subject *subject)
{
    switch (repeat) {
    case AB_PER_CAUSE: return AB_CAUSE_COUNT;
    case AB_PER_MEASURE: return ab_subject_measures(subject);
    case AB_PER_KEY: return subject->sweep != NULL ? subject->sweep->keys : 0;
    case AB_ONCE:
    case AB_REPEAT_COUNT: break;
    }
    return 1;
}

/* What the columns of a repetition stand for. */
static void describe_repeated(struct ab_column *what, enum ab_repeat repeat,
                              const struct ab_subject *subject, int repetition)
{
    switch (repeat) {
    case AB_PER_CAUSE: describe_cause(what, (enum ab_cause)repetition); break;
    case AB_PER_MEASURE: ab_subject_measure(subject, repetition, what); break;
    case AB_PER_KEY: describe_key(what, subject->sweep, repetition); break;
    case AB_ONCE:
    case AB_REPEAT_COUNT: break;
    }
}

/* ---- columns ---- */

const char *ab_column_type_name(enum ab_column_type type)
{
    switch (type) {
    case AB_COLUMN_INTEGER: return "integer";
    case AB_COLUMN_NUMBER: return "number";
    case AB_COLUMN_INSTANT: return "datetime";
    case AB_COLUMN_BOOLEAN: return "boolean";
    case AB_COLUMN_TEXT: break;
    }
    return "string";
}

int ab_table_columns(enum ab_table table, const struct ab_subject *subject)
{
    const struct ab_layout *layout = ab_layout_of(table);
    int columns = 0;
    for (int i = 0; i < layout->definitions; i += layout->definition[i].together) {
        columns +=
            layout->definition[i].together * ab_repetitions(layout->definition[i].repeat, subject);
    }
    return columns;
}

/* Writes a text with its mark, the last per cent sign, replaced. */
static void fill_in(char *text, size_t size, const char *pattern, const char *replacement)
{
    const char *mark = strrchr(pattern, '%');
    const size_t before = (size_t)(mark - pattern), length = strlen(replacement);
    assert(before + length + strlen(mark + 1) < size);
    memcpy(text, pattern, before);
    copy_text(text + before, size - before, replacement);
    copy_text(text + before + length, size - before - length, mark + 1);
}

/* Describes the column that a definition stands for, by what it is repeated for: a column, too. */
static void describe(struct ab_column *column, const struct ab_definition *definition,
                     const struct ab_column *what)
{
    if (definition->repeat == AB_ONCE) {
        column->type = definition->type;
        copy_text(column->name, sizeof column->name, definition->name);
        copy_text(column->unit, sizeof column->unit, definition->unit);
        copy_text(column->description, sizeof column->description, definition->description);
        return;
    }
    *column = *what;
    if (definition->unit[0] != '\0') { /* it tells something else about what is repeated */
        column->type = definition->type;
        copy_text(column->unit, sizeof column->unit, definition->unit);
    }
    fill_in(column->name, sizeof column->name, definition->name, what->name);
    fill_in(column->description, sizeof column->description, definition->description,
            what->description);
}

void ab_table_column(enum ab_table table, const struct ab_subject *subject, int index,
                     struct ab_column *column)
{
    const struct ab_layout *layout = ab_layout_of(table);
    const struct ab_definition *definition = layout->definition;
    for (int n;
         index >= (n = definition->together * ab_repetitions(definition->repeat, subject));) {
        index -= n;
        definition += definition->together;
    }
    const int repetition = index / definition->together;
    definition += index % definition->together;
    assert(definition < layout->definition + layout->definitions);
    struct ab_column what;
    describe_repeated(&what, definition->repeat, subject, repetition);
    describe(column, definition, &what);
}

int ab_table_patterns(enum ab_table table)
{
    return ab_layout_of(table)->definitions;
}

void ab_table_pattern(enum ab_table table, int index, struct ab_column *column)
{
    static const struct ab_column what[] = {
        [AB_PER_CAUSE] = {"CAUSE", AB_COLUMN_NUMBER, "h", "a cause of waiting, see waits.csv"},
        [AB_PER_MEASURE] = {"MEASURE", AB_COLUMN_NUMBER, "its own", "a measure"},
        [AB_PER_KEY] = {"KEY", AB_COLUMN_TEXT, "", "a key; with a unit KEY_UNIT, and a number"},
        [AB_REPEAT_COUNT] = {"", AB_COLUMN_TEXT, "", ""},
    };
    const struct ab_definition *definition = &ab_layout_of(table)->definition[index];
    describe(column, definition, &what[definition->repeat]);
}
