#!/usr/bin/env python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""Reads results as another program would, and checks them against each other.

    check_tables.py package FOLDER          every cell is what datapackage.json says it is
    check_tables.py database FILE FOLDER    a database holds what the folder of the same result does

Prints how many cells were read; a difference is an error with its place.
"""

import csv
import datetime
import json
import os
import re
import sqlite3
import sys


def read_instant(cell):
    check(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", cell), cell)
    datetime.datetime.strptime(cell, "%Y-%m-%dT%H:%M:%S.%fZ")
    return cell


def read_boolean(cell):
    return {"0": 0, "1": 1}[cell]


READ = {"string": str, "integer": int, "number": float, "boolean": read_boolean,
        "datetime": read_instant}


def check(condition, *place):
    if not condition:
        sys.exit("not as it should be: " + " ".join(map(str, place)))


def read_package(folder):
    with open(os.path.join(folder, "datapackage.json"), encoding="utf-8") as stream:
        return json.load(stream)


def read_table(folder, resource):
    """The rows of a table as typed values, None for an empty cell."""
    fields = resource["schema"]["fields"]
    with open(os.path.join(folder, resource["path"]), encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    check(header == [field["name"] for field in fields], resource["path"], "header")
    table = []
    for row in rows:
        check(len(row) == len(fields), resource["path"], row)
        table.append([None if cell == "" else READ[field["type"]](cell)
                      for field, cell in zip(fields, row)])
    return table


def check_package(folder):
    package = read_package(folder)
    tables = sorted(name for name in os.listdir(folder) if name.endswith(".csv"))
    check(sorted(r["path"] for r in package["resources"]) == tables, "resources", tables)
    cells = 0
    for resource in package["resources"]:
        path, schema = resource["path"], resource["schema"]
        names = [field["name"] for field in schema["fields"]]
        check(re.fullmatch("[-a-z0-9._/]+", resource["name"]), path, "name")
        check(schema["missingValues"] == [""], path, "missing values")
        check(len(set(names)) == len(names), path, "two columns of one name")
        for field in schema["fields"]:
            check(field["description"], path, field["name"], "description")
            check((field["unit"] != "") == (field["type"] in ("integer", "number")), path,
                  field["name"], "unit")
        rows = read_table(folder, resource)
        check(rows or path == "failures.csv", path, "is empty")
        cells += sum(cell is not None for row in rows for cell in row)
        index = [names.index(name) for name in schema["primaryKey"]]
        keys = [tuple(row[i] for i in index) for row in rows]
        check(len(set(keys)) == len(keys), path, "keys are not unique")
        check(all(None not in key for key in keys), path, "a key is not complete")
    return cells


def compare_tables(database, folder):
    """Every table of the folder is in the database, cell by cell, of the same types."""
    cells = 0
    for resource in read_package(folder)["resources"]:
        name = resource["name"]
        rows = read_table(folder, resource)
        found = database.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()
        check(len(found) == len(rows), name, "rows", len(found), len(rows))
        for number, (mine, theirs) in enumerate(zip(found, rows), 1):
            for field, a, b in zip(resource["schema"]["fields"], mine, theirs):
                check(type(a) is type(b) and a == b, name, "row", number, field["name"],
                      repr(a), repr(b))
                cells += 1
    return cells


def check_descriptions(database):
    """The database describes its tables, and each as it is."""
    types = {"string": "TEXT", "datetime": "TEXT", "integer": "INTEGER", "boolean": "INTEGER",
             "number": "REAL"}
    for (table,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        columns = [row[1:3] for row in database.execute(f'PRAGMA table_info("{table}")')]
        fields = database.execute("SELECT field, type, unit, description FROM field"
                                  " WHERE table_name = ? ORDER BY position", (table,)).fetchall()
        check([(name, types[kind]) for name, kind, *_ in fields] == columns, table, "fields")
        for name, kind, unit, description in fields:
            check(description, table, name, "description")
            check((unit is not None) == (kind in ("integer", "number")), table, name, "unit")
    strict = database.execute("SELECT count(*) FROM pragma_table_list"
                              " WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%'")
    check(strict.fetchone() == (0,), "a table is not STRICT")


def check_references(database):
    """Every measured value has its run and its unit, and every run is numbered."""
    for missing in ("SELECT * FROM measure WHERE run NOT IN (SELECT run FROM run)",
                    "SELECT * FROM measure WHERE measure NOT IN (SELECT measure FROM measure_unit)",
                    "SELECT * FROM measure WHERE (value IS NULL) <> beyond",
                    "SELECT * FROM run WHERE failed <> (reason IS NOT NULL)"):
        check(database.execute(missing).fetchall() == [], missing)
    numbers = [run for (run,) in database.execute("SELECT run FROM run ORDER BY run")]
    check(numbers == list(range(1, len(numbers) + 1)), "numbers of runs")


def compare_runs(database, folder, resource):
    """The long table of measures holds what a table with a column per measure does."""
    names = [field["name"] for field in resource["schema"]["fields"]]
    measures = {name for (name,) in database.execute("SELECT measure FROM measure_unit")}
    check(measures == set(names) & measures, "measures without a column")
    columns = [row[1] for row in database.execute("PRAGMA table_info(run)")]
    runs = database.execute("SELECT * FROM run ORDER BY run").fetchall()
    rows = read_table(folder, resource)
    check(len(runs) == len(rows), "runs", len(runs), len(rows))
    for run, row in zip(runs, rows):
        told = dict(zip(columns, run))
        wide = dict(zip(names, row))
        values = dict(database.execute("SELECT measure, value FROM measure WHERE run = ?",
                                       (told["run"],)))
        check(wide.pop("beyond") == list(values.values()).count(None), "run", told["run"], "beyond")
        for name, value in wide.items():
            if name in measures:
                check(values.pop(name, None) == value, "run", told["run"], name)
            else:
                check(told[name] == value, "run", told["run"], name)
        check(values == {}, "run", told["run"], values)
    return len(rows)


def compare_meta(database, folder):
    """What run.json says is in meta, but for what differs from run to run."""
    with open(os.path.join(folder, "run.json"), encoding="utf-8") as stream:
        manifest = json.load(stream)
    meta = dict(database.execute("SELECT key, value FROM meta"))
    check(meta.keys() == manifest.keys(), "meta", meta.keys() ^ manifest.keys())
    for key, value in manifest.items():
        if key in ("wall_s", "events_per_s", "written", "command_line", "tables", "threads"):
            continue
        told = json.loads(meta[key]) if isinstance(value, (list, dict)) else meta[key]
        check(told == value if isinstance(value, (list, dict)) else told == str(value), "meta", key)


def check_database(file, folder):
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    check(database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity")
    check_descriptions(database)
    check_references(database)
    compare_meta(database, folder)
    cells = compare_tables(database, folder)
    for resource in read_package(folder)["resources"]:
        if resource["name"] in ("replications", "runs"):
            cells += compare_runs(database, folder, resource)
    return cells


if __name__ == "__main__":
    print({"package": check_package, "database": check_database}[sys.argv[1]](*sys.argv[2:]))
