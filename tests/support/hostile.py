# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""hostile.py - makes a result hostile: texts of its tables, or of its manifest, become such as a
program that evaluates them would act on.

    python3 hostile.py FOLDER all       every text of every table, and of run.json
    python3 hostile.py FOLDER free      those that no rule is attached to: names, titles, reasons
    python3 hostile.py FOLDER number    numbers become commands; prints the columns, one a line
    python3 hostile.py FOLDER number TABLE COLUMN
                                        that of one column only
    python3 hostile.py FOLDER numbers   those of all columns, and of the manifest
"""

import csv
import json
import pathlib
import re
import sys

TEXTS = [
    "`touch touched`",
    "$(touch touched)",
    "'`touch touched`'",
    '"; system("touch touched"); "',
    "\"; !touch touched; #",
    "'; touch touched; '",
    "< touch touched",
    "|touch touched",
    "@NAME @touch",
    "%s%n%d %% {/Symbol a}^2_3 & ~ \\n \\",
    "# a comment, \"with\" quotes''",
    "=1+1",
    "-x",
    "$nothing",
    "x" * 990,
    "é`touch touched`\u202e\u009b31m",
]
FREE = {"title", "name", "meaning", "link", "source", "known_miss", "variant", "scenario", "reason", "tail"}
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[-+]?\d+)?")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT.*Z")


class Texts:
    """One hostile text after the other, and always the same for the same text."""

    def __init__(self):
        self.known = {}

    def of(self, text):
        return self.known.setdefault(text, TEXTS[len(self.known) % len(TEXTS)])


def change_table(path, change):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    header = rows[0]
    for row in rows[1:]:
        for i, cell in enumerate(row):
            row[i] = change(path.name, header[i], cell)
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def is_text(cell):
    return cell != "" and not NUMBER.fullmatch(cell) and not INSTANT.fullmatch(cell)


def change_manifest(path, texts, numbers):
    def change(value):
        if numbers and isinstance(value, (int, float)):
            return "`touch touched`"
        if isinstance(value, str):
            return texts.of(value)
        if isinstance(value, list):
            return [change(item) for item in value]
        if isinstance(value, dict):
            return {key: change(item) for key, item in value.items()}
        return value

    path.write_text(json.dumps(change(json.loads(path.read_text())), indent=2, ensure_ascii=False))


def main(folder, how, *place):
    texts = Texts()
    columns = {}

    def hostile_text(_, column, cell):
        return texts.of(cell) if is_text(cell) and (how == "all" or column in FREE) else cell

    def hostile_number(table, column, cell):
        if not NUMBER.fullmatch(cell) and not INSTANT.fullmatch(cell):
            return cell
        columns[table, column] = True
        return "`touch touched`" if how == "numbers" or (table, column) == place else cell

    for path in sorted(pathlib.Path(folder).glob("*.csv")):
        if path.name == "scenario.csv" and how != "all":
            continue  # of which nothing is drawn
        change_table(path, hostile_number if how.startswith("number") else hostile_text)
    if how == "number" and not place:
        for table, column in columns:
            print(table, column)
    if how != "number":
        change_manifest(pathlib.Path(folder, "run.json"), texts, how == "numbers")


main(*sys.argv[1:])
