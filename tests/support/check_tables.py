#!/usr/bin/env python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""Reads results as another program would, and checks them against each other.

    check_tables.py package FOLDER          every cell is what datapackage.json says it is
    check_tables.py database FILE FOLDER    a database holds what the folder of the same result does
    check_tables.py json FILE FOLDER PAGE   so does what --json printed, and the manual page, as
                                            `airbridge help man` prints it, has every name in it

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


# Where nothing failed, nothing is due, and nothing is unknown.
MAY_BE_EMPTY = ("failures.csv", "late.csv", "inputs.csv", "bands.csv", "milestone_bands.csv",
                "curve_drawn.csv", "deadlines.csv")


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
        check(rows or path in MAY_BE_EMPTY, path, "is empty")
        cells += sum(cell is not None for row in rows for cell in row)
        index = [names.index(name) for name in schema["primaryKey"]]
        keys = [tuple(row[i] for i in index) for row in rows]
        check(len(set(keys)) == len(keys), path, "keys are not unique")
        check(all(None not in key for key in keys), path, "a key is not complete")
    return cells + check_points(folder)


def percentile(values, share):
    """Type 7 of Hyndman and Fan; None where it falls among those that are beyond (None)."""
    place = share * (len(values) - 1)
    low = int(place)
    high = min(low + (place > low), len(values) - 1)
    return None if values[high] is None else values[low] + (place - low) * (values[high] - values[low])


def is_close(a, b):
    return a is b is None or None not in (a, b) and abs(a - b) <= 1e-7 * max(1, abs(a), abs(b))


def check_points(folder):
    """The statistics of every point are those of its runs, each under its name."""
    resources = {resource["name"]: resource for resource in read_package(folder)["resources"]}
    if "runs" not in resources:
        return 0
    points, runs, failures = ([dict(zip((f["name"] for f in resources[name]["schema"]["fields"]), row))
                               for row in read_table(folder, resources[name])]
                              for name in ("sweep", "runs", "failures"))
    measures = [name[:-len("_ci95")] for name in points[0] if name.endswith("_ci95")]
    keys = [name for name in runs[0] if name in points[0] and name not in measures + ["failed"]]
    for point in points:
        of = [run for run in runs if run["point"] == point["point"]]
        failed = [run["replication"] for run in of if run["failed"]]
        told = [row for row in failures if row["point"] == point["point"]]
        check(point["replications"] == len(of) and point["failed"] == len(failed), point["point"])
        check(sum(row["replications"] for row in told) == len(failed), "failures", told)
        check(min((row["first"] for row in told), default=None) == min(failed, default=None), told)
        check(all(run[key] == point[key] for run in of for key in keys), "keys", point["point"])
        for measure in measures:
            values = sorted(run[measure] for run in of if run[measure] is not None)
            beyond = point[measure + "_beyond"]
            padded = values + [None] * beyond
            mean = sum(values) / len(values) if values and not beyond else None
            check(is_close(point[measure + "_mean"], mean), point["point"], measure, "mean")
            for share in (10, 50, 90):
                told_so = point[f"{measure}_p{share}"]
                check(is_close(told_so, percentile(padded, share / 100) if padded else None),
                      point["point"], measure, share, told_so)
        check(sum(run["beyond"] for run in of) == sum(point[m + "_beyond"] for m in measures),
              point["point"], "beyond")
    return len(points) * len(measures)


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


def unique_members(pairs):
    names = [name for name, _ in pairs]
    check(len(set(names)) == len(names), "two members of one name", names)
    return dict(pairs)


# Tables with rows for every replication are in files only, and so is what the scenario says.
GROWING = ("replications", "contingents", "sites", "scenario")


def typed(value, kind):
    """What JSON holds as the tables' cells are read: a whole number is a number as well."""
    if value is None:
        return None
    expected = {"string": str, "datetime": str, "integer": int, "boolean": bool,
                "number": (int, float)}[kind]
    check(isinstance(value, expected) and (kind == "boolean" or not isinstance(value, bool)),
          "type", kind, repr(value))
    return READ[kind](value) if kind == "datetime" else value


def compare_json(result, folder):
    """Every table that a result has is that of the folder, cell by cell."""
    cells = 0
    resources = [r for r in read_package(folder)["resources"] if r["name"] not in GROWING]
    for resource in resources:
        fields, rows = resource["schema"]["fields"], read_table(folder, resource)
        table = result[resource["name"]]
        check(len(table) == len(rows), resource["name"], "rows", len(table), len(rows))
        for number, (row, theirs) in enumerate(zip(table, rows), 1):
            check(list(row) == [field["name"] for field in fields], resource["name"], row)
            for field, a, b in zip(fields, row.values(), theirs):
                check(typed(a, field["type"]) == b, resource["name"], "row", number, field["name"],
                      repr(a), repr(b))
                cells += 1
    return cells, {resource["name"] for resource in resources}


def read_page(page):
    """The names in the manual page: columns of each table, measures, and other members."""
    with open(page, encoding="utf-8") as stream:
        lines = stream.read().replace("\\-", "-").split("\n")
    columns, measures, members, section, table = {}, set(), set(), "", ""
    for before, line in zip(lines, lines[1:]):
        if line.startswith(".SH "):
            section = line[4:]
        elif before == ".TP" and line.startswith(".I "):
            table = line[3:].removesuffix(".csv")
            columns[table] = []
        elif before == ".TP" and section == "JSON":
            members.add(line.removeprefix(".B "))
        elif before == ".TP" and line.startswith("\\fB") and section in ("FILES", "MEASURES"):
            name = line[3:line.index("\\fR")]
            (columns[table].append if section == "FILES" else measures.add)(name)
    check(len(measures) > 10 and len(members) > 10, "page", measures, members)
    return columns, measures, members


def pattern_of(name, measures):
    """What a column that is described once for many may be called."""
    some_id = "[^,\"]+"
    measure = "|".join(re.sub("CONTINGENT|AIRFIELD|EVACUATION|MILESTONE", some_id, re.escape(m))
                       for m in sorted(measures))
    for word, may_be in (("MEASURE", f"({measure})"), ("KEY", "([^ ]+[.][^ ]+|case)"),
                         ("CAUSE", "[a-z]+")):
        if word in name:
            before, after = name.split(word)
            return re.escape(before) + may_be + re.escape(after)
    return re.escape(name)


def check_names(result, tables, page):
    columns, measures, members = read_page(page)
    for member, value in result.items():
        check(member in members or member in tables, "the manual page has no", member)
        if member in tables:
            patterns = re.compile("|".join(pattern_of(c, measures) for c in columns[member]))
            for row in value[:1]:
                for name in row:
                    check(patterns.fullmatch(name), "the manual page has no", member, name)


def check_json(file, folder, page):
    with open(file, encoding="utf-8") as stream:
        text = stream.read()
    check(not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text), "control characters")
    result = json.loads(text, object_pairs_hook=unique_members, parse_constant=lambda c: check(0, c))
    with open(os.path.join(folder, "run.json"), encoding="utf-8") as stream:
        manifest = json.load(stream)
    check("seed" in result and result["program"] == "airbridge", "what it is of")
    cells, tables = compare_json(result, folder)
    for name in result.keys() & manifest.keys() - tables:
        check(manifest[name] == result[name], "run.json", name)
    known = tables | manifest.keys() | {"command"}
    check(result.keys() <= known, "members", result.keys() - known)
    check_names(result, tables, page)
    return cells


if __name__ == "__main__":
    print({"package": check_package, "database": check_database,
           "json": check_json}[sys.argv[1]](*sys.argv[2:]))
