# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""forged.py - changes lines of a journal as somebody would who knows its checksums.

    python3 forged.py JOURNAL NUMBER OUTPUT     the same change for the same number
"""

import pathlib
import random
import sys

FIELDS = (
    b"0 1 -1 -0 18446744073709551615 9223372036854775807 2147483647 1048576 1048577 99999999999999999999999"
    b" % %00 %0a %1b[31m %ff%fe %e2%80%ae %22,x %22);DROP%20TABLE%20sweep;-- ../.. =1+1 point number text"
    b" x7ff0000000000000 xfff8000000000001 x0000000000000001 - > < ! !x"
).split(b" ") + [b"", b"a" * 70000]


def sealed(line):
    value = 14695981039346656037
    words = len(line) // 8 * 8
    for at in range(0, words, 8):
        value = (value ^ int.from_bytes(line[at : at + 8], "little")) * 0xFF51AFD7ED558CCD % 2**64
        value ^= value >> 32
    for byte in line[words:]:
        value = (value ^ byte) * 1099511628211 % 2**64
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
    pathlib.Path(output).write_bytes(b"".join(map(sealed, lines)))


main(*sys.argv[1:])
