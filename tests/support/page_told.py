#!/usr/bin/env python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the data of a page as a browser would find it.

    page_told.py PAGE against DIR    every cell of DIR's tables is in it, and no other
    page_told.py PAGE get PATH       a member of what is told: run.title
    page_told.py PAGE elements       the elements that it has, a name a line, each once
"""

import base64
import csv
import datetime
import gzip
import html.parser
import json
import pathlib
import sys

OF_ONE = ("contingents", "sites")  # of one replication: the traced one, or the first
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


class Page(html.parser.HTMLParser):
    """What stands in each element that has an id, and which elements there are."""

    def __init__(self, text):
        super().__init__(convert_charrefs=False)
        self.content, self.names, self.inside = {}, set(), None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.inside = dict(attrs).get("id")

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside:
            self.content[self.inside] = self.content.get(self.inside, "") + data


def number(text):
    return json.loads(text.lstrip("+"))


def expected(kind, cell):
    if cell == "":
        return None
    if kind == "text":
        return cell
    if kind == "time":
        moment = datetime.datetime.fromisoformat(cell.replace("Z", "+00:00"))
        return round((moment - EPOCH) / datetime.timedelta(milliseconds=1))
    return number(cell)


def rows_of(path, table, traced):
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    every = len(rows)
    if table in OF_ONE and rows:
        wanted = str(traced) if traced else rows[0][0]
        rows = [row for row in rows if row[0] == wanted]
    if table in ("replications", "runs"):
        rows = rows[:2000]
    return header, rows, every


def against(told, values, folder):
    tables = {path.stem: path for path in folder.glob("*.csv")}
    names = {"compare": "compare"}
    tables = {names.get(name, name): path for name, path in tables.items()}
    if folder.is_dir() and "meta" not in told["run"]:
        missing = set(told["tables"]) ^ set(tables)
        assert missing <= {"replications"}, missing
    cells = 0
    for name, table in told["tables"].items():
        header, rows, every = rows_of(tables[name], name, told["run"].get("traced_replication", 0))
        assert [column["name"] for column in table["columns"]] == header, name
        assert (table["rows"], table["of"]) == (len(rows), every), name
        for i, column in enumerate(table["columns"]):
            assert column["meaning"], (name, column)
            wanted = [expected(column["type"], row[i]) for row in rows]
            assert values[name][i] == wanted, (name, column["name"])
            cells += len(wanted)
    assert cells > 100, cells


def main():
    page = Page(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    told = json.loads(page.content["airbridge-data"])
    values = json.loads(gzip.decompress(base64.b64decode(page.content["airbridge-values"], validate=True)))
    assert told["format"] == 1
    if sys.argv[2] == "against":
        against(told, values, pathlib.Path(sys.argv[3]))
    elif sys.argv[2] == "get":
        for step in sys.argv[3].split("."):
            told = told[step]
        print(told if isinstance(told, str) else json.dumps(told, ensure_ascii=False))
    else:
        print("\n".join(sorted(page.names)))


main()
