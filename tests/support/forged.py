# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""forged.py - changes lines of a journal as somebody would who knows its checksums.

    python3 forged.py JOURNAL NUMBER OUTPUT     the same change for the same number
"""

import pathlib
import random
import sys
import urllib.parse

FIELDS = (
    b"0 1 -1 -0 18446744073709551615 9223372036854775807 2147483647 1048576 1048577 99999999999999999999999"
    b" % %00 %0a %1b[31m %ff%fe %e2%80%ae %22,x %22);DROP%20TABLE%20sweep;-- ../.. =1+1 point number text"
    b" x7ff0000000000000 xfff8000000000001 x0000000000000001 - > < ! !x"
).split(b" ") + [b"", b"a" * 70000]


MASK = 2**64 - 1
START = 14695981039346656037


def folded(value, data):
    for byte in data:
        value = (value ^ byte) * 1099511628211 & MASK
    return value


def pair(value, one, other):
    value = (value ^ one) * 0xBF58476D1CE4E5B9 & MASK
    value = ((value ^ value >> 29) ^ other) * 0x94D049BB133111EB & MASK
    return value ^ value >> 32


def key_of(lines):
    """What the checksums of lines below the head begin with (ab_journal_key); 0: the head makes no sense."""
    try:
        field = lines[0].split(b" built ")[0].split(b" ")
        texts = [urllib.parse.unquote_to_bytes(text if text != b"%" else b"")
                 for text in (field[2], field[3], lines[1].split(b" ")[1])]
        kind = [b"run", b"compare", b"sweep"].index(field[4])
        hashes = [int(text, 16) for text in field[5:8]]
        drawn = field[-1] == b"drawn"
        rule = int(field[19], 16) if len(field) - drawn > 19 else 0
        value = START
        for text in texts:
            value = folded(value, text + b"\0")
        value = pair(value, kind, hashes[0])
        value = pair(value, hashes[1], hashes[2])
        return pair(pair(value, int(field[8]), rule), drawn, 0)
    except (IndexError, ValueError):
        return 0


def sealed(line, key):
    value = START ^ key
    words = len(line) // 8 * 8
    for at in range(0, words, 8):
        value = (value ^ int.from_bytes(line[at : at + 8], "little")) * 0xFF51AFD7ED558CCD & MASK
        value ^= value >> 32
    value = folded(value, line[words:])
    return line + b" *%08x\n" % ((value ^ value >> 32) % 2**32)


def change(lines, luck):
    near = [0, 1, 2, len(lines) - 1, luck.randrange(len(lines))]
    at = luck.choice(near)
    how = luck.random()
    fields = lines[at].split(b" ")
    if how < 0.7:
        fields[luck.randrange(len(fields))] = luck.choice(FIELDS)
    elif how < 0.8:
        fields.append(luck.choice(FIELDS))
    lines[at] = b" ".join(fields)
    if how >= 0.9:
        lines.insert(at, luck.choice(lines))
    elif how >= 0.8 and len(lines) > 1:
        del lines[at]


def main(journal, number, output):
    luck = random.Random(int(number))
    lines = [line.rpartition(b" *")[0] for line in pathlib.Path(journal).read_bytes().splitlines()]
    for _ in range(luck.choice([1, 1, 2, 3])):
        change(lines, luck)
    key, runs = key_of(lines), False
    with open(output, "wb") as file:
        for line in lines:
            runs = runs or line[:2] in (b"p ", b"r ", b"e ", b"g ")
            file.write(sealed(line, key if runs else 0))


if __name__ == "__main__":
    main(*sys.argv[1:])
