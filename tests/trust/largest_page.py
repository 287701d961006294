#!/usr/bin/env python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""largest_page.py - tries the largest page that may be made.

    tests/trust/largest_page.py PROGRAM

A page is made of a result with 1 GiB of what it shows, and refused of a byte more. That takes 1.6 GB of memory, as
much on the disk, and half a minute, which is why `make test` has none of it. Status 1 when it is otherwise.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LONG = 200_000_000  # bytes of a text; a line of a table must have less than 2^28


def complaint(program, folder, size):
    """What is said about a page of a result whose texts take so many bytes; nothing when it was made."""
    place = f"{folder}/large"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(f"{folder}/small", place)
    lengths = [LONG] * (size // LONG) + [size % LONG]
    for name, texts in (("contingents", lengths[:3]), ("chalks", lengths[3:])):
        head, row = pathlib.Path(f"{folder}/small/{name}.csv").read_text(encoding="utf-8").split("\n")[:2]
        before, behind = row.split("cargo", 1)
        with open(f"{place}/{name}.csv", "w", encoding="utf-8") as file:
            file.write(head + "\n")
            for length in texts:
                file.writelines([before, "x" * length, behind, "\n"])
    made = subprocess.run([program, "page", "-q", place, "-o", f"{folder}/page.html", "--force"], capture_output=True,
                          text=True, check=False)
    return made.stderr if made.returncode else ""


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "run", ROOT / "scenarios/small/shuttle.ini", "-n", "1", "--trace", "-q", "-o",
                        f"{folder}/small"], check=True)
        size = 1_080_000_000
        said = complaint(program, folder, size)
        told = re.search(r"(\d+) bytes, allowed are (\d+)", said)
        if not told:
            sys.exit(f"a page of too much: {said or 'made'}")
        there, most = (int(number) for number in told.groups())
        said = complaint(program, folder, size - there + most)
        if said:
            sys.exit(f"the largest page is not made: {said}")
        said = complaint(program, folder, size - there + most + 1)
        if f"{most + 1} bytes, allowed are {most}" not in said:
            sys.exit(f"a page of a byte more: {said or 'made'}")
    print(f"a page of {most} bytes of what it shows is made, and of a byte more refused")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
