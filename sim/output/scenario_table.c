/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* scenario_table.c - what was simulated: its values with their places and what is written behind them. */
#include "output/scenario_table.h"

#include "output/column.h"
#include "scenario/keys.h"
#include "scenario/said.h"

#include <stdio.h>

#define RECORD struct ab_said
static void put_key(struct ab_row *row, const struct ab_item *item, size_t at)
{
    char key[AB_SECTION_NAME_SIZE + AB_ID_LENGTH_MAX + 2];
    const RECORD *said = THIS;
    (void)at;
    (void)snprintf(key, sizeof key, "%s%s%s.%s", said->section, said->id[0] != '\0' ? "." : "",
                   said->id, said->key);
    ab_row_text(row, key);
}

static void put_line(struct ab_row *row, const struct ab_item *item, size_t at)
{
    (void)at;
    if (THIS->line > 0) {
        ab_row_integer(row, THIS->line);
    } else {
        ab_row_empty(row);
    }
}

static const struct ab_definition scenario_columns[] = {
    TEXT("key",
         "as --set has it, section.key or section.id.key; of a kind of section with ids, "
         "section.key: "
         "what holds where a thing does not say it",
         BY(put_key)),
    TEXT("value", "as it was written; empty: it is not given", STRING(value)),
    TEXT("file", "where it was said, seen from the scenario's file, or --set; empty: by default",
         STRING(file)),
    INTEGER("line", "1", "line of that file", BY(put_line)),
    TEXT("comment", "what is written behind the value there: its source, or that it is assumed",
         STRING(comment)),
    TEXT("meaning", "what the key is, once for each kind of section", STRING(meaning)),
};
#undef RECORD

const struct ab_layout ab_layout_scenario =
    TABLE("scenario", "what was simulated: each value and where it is from", scenario_columns, 1);

static void put_said(void *owner, const struct ab_said *said)
{
    const struct ab_item item = {.record = said};
    ab_row_put(owner, &item);
}

void ab_scenario_table_put(struct ab_row *row, const struct ab_scenario *scenario)
{
    ab_scenario_tell_said(scenario, put_said, row);
}
