/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* datapackage.c - what the tables of a result mean, for programs that read them. */
#include "output/datapackage.h"

static void put_list_of_one(struct ab_json *json, const char *key, const char *text)
{
    ab_json_begin_array(json, key);
    ab_json_text(json, NULL, text);
    ab_json_end(json);
}

static void put_field(struct ab_json *json, const struct ab_column *column)
{
    ab_json_begin_object(json, NULL);
    ab_json_text(json, "name", column->name);
    ab_json_text(json, "type", ab_column_type_name(column->type));
    if (column->type == AB_COLUMN_BOOLEAN) {
        put_list_of_one(json, "trueValues", "1");
        put_list_of_one(json, "falseValues", "0");
    }
    ab_json_text(json, "unit", column->unit);
    ab_json_text(json, "description", column->description);
    ab_json_end(json);
}

static void put_schema(struct ab_json *json, enum ab_table table, const struct ab_subject *subject)
{
    struct ab_column column;
    const int columns = ab_table_columns(table, subject);
    ab_json_begin_object(json, "schema");
    ab_json_begin_array(json, "fields");
    for (int i = 0; i < columns; i++) {
        ab_table_column(table, subject, i, &column);
        put_field(json, &column);
    }
    ab_json_end(json);
    put_list_of_one(json, "missingValues", "");
    ab_json_begin_array(json, "primaryKey");
    for (int i = 0; i < ab_table_key_columns(table); i++) {
        ab_table_column(table, subject, i, &column);
        ab_json_text(json, NULL, column.name);
    }
    ab_json_end(json);
    ab_json_end(json);
}

void ab_datapackage_begin(struct ab_datapackage *package, struct ab_writer *writer,
                          const char *title)
{
    struct ab_json *json = &package->json;
    ab_json_init(json, writer);
    ab_json_begin_object(json, NULL);
    ab_json_text(json, "profile", "tabular-data-package");
    ab_json_text(json, "name", "airbridge-result");
    ab_json_text(json, "title", title);
    ab_json_text(json, "description",
                 "a result of airbridge; instants are UTC, empty cells are what did not happen or "
                 "does not exist; run.json tells what made it");
    ab_json_begin_array(json, "resources");
}

void ab_datapackage_put(struct ab_datapackage *package, enum ab_table table,
                        const struct ab_subject *subject)
{
    struct ab_json *json = &package->json;
    ab_json_begin_object(json, NULL);
    ab_json_text(json, "profile", "tabular-data-resource");
    ab_json_text(json, "name", ab_table_name(table));
    ab_json_text(json, "path", ab_table_file(table));
    ab_json_text(json, "description", ab_table_description(table));
    ab_json_text(json, "format", "csv");
    ab_json_text(json, "mediatype", "text/csv");
    ab_json_text(json, "encoding", "utf-8");
    put_schema(json, table, subject);
    ab_json_end(json);
}

void ab_datapackage_end(struct ab_datapackage *package)
{
    ab_json_end(&package->json);
    ab_json_end(&package->json);
}
