# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""widths.py WIDTH FILE ... - one account at several widths, in pairs: no line is wider than its
terminal, none ends in blanks, and all say the same: the same words and figures, as often. What is said
again where a table goes on in another place (10 %, 50 %, 90 %) counts once, dates without their year,
a backslash behind which a command goes on not at all, and words without the blanks between them where
a long one is broken.
"""
import re
import sys
import unicodedata

HEADINGS = {"10", "50", "90", "%"}


def columns(line):
    return sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else
               2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def words(text):
    text = re.sub(r" \\$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\b\d{4}-(\d\d-\d\d\b)", r"\1", text)
    return [word for word in text.split() if word not in HEADINGS]


def main():
    said = []
    for width, name in zip(sys.argv[1::2], sys.argv[2::2]):
        with open(name, encoding="utf-8", newline="\n") as file:
            text = file.read().replace("\r\n", "\n")
        if not text.strip():
            sys.exit(f"{name} is empty")
        for line in text.splitlines():
            if columns(line) > int(width):
                sys.exit(f"{name}: {columns(line)} columns, not {width}: {line}")
            if line != line.rstrip():
                sys.exit(f"{name}: blanks at the end: '{line}'")
        said.append(words(text))
    if any(columns(word) > 40 for found in said for word in found):
        said = ["".join(found) for found in said]  # such a word may be broken: by characters
    said = [sorted(found) for found in said]
    for name, found in zip(sys.argv[2::2], said):
        if found != said[0]:
            differ = [w for w in set(found) | set(said[0]) if found.count(w) != said[0].count(w)]
            sys.exit(f"{name}: not the same as {sys.argv[2]}: {differ[:9]}")


if __name__ == "__main__":
    main()
