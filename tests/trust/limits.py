#!/usr/bin/env python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""limits.py - holds the memory that runs take against what `airbridge check` tells beforehand.

    tests/trust/limits.py PROGRAM [SCENARIO...]

Runs each scenario (without any: those that are shipped, the oracles, and large ones) on one thread and
on three, with tables and traced, and compares the most that was resident with the figure. Prints a
line for each, then the worst; status 1 when a run took more than it was told to take.
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
WAYS = [("-j 1", 1, False), ("-j 3", 3, False), ("-j 1 --trace", 1, True)]
LARGE = ["airfields=100 fleets=10 contingents=20000", "airfields=500 fleets=500 contingents=500",
         "airfields=20 fleets=2000 contingents=5000", "airfields=10 contingents=50000 fleets=20",
         "airfields=100 sites=1000 milestones=2000 contingents=500"]
MANY = 100_000_000


def told_of(program, path):
    said = subprocess.run([program, "check", "--json", path], capture_output=True, text=True, check=False)
    if said.returncode != 0:
        return None
    return json.loads(said.stdout)["files"][0]["memory"]


def peak(words):
    """The most that a program had resident, bytes, of those that end with 0 or 1."""
    pid = os.spawnvp(os.P_NOWAIT, words[0], words)
    _, status, used = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(words)}: status {os.waitstatus_to_exitcode(status)}")
    return used.ru_maxrss * 1024


def measure(program, path, folder):
    told = told_of(program, path)
    for words, threads, traced in WAYS if told is not None else []:
        most = (told["one_thread_bytes"] + (threads - 1) * told["further_thread_bytes"] +
                (told["trace_bytes"] if traced else 0))
        used = peak([program, "run", path, "-q", "-n", "100" if os.path.getsize(path) < 200000 else "3",
                     *words.split(), "--force", "-o", f"{folder}/out"])
        print(f"{used / most:5.2f} {used / 1e6:7.1f} of {most / 1e6:7.1f} MB  {words}  {path}", flush=True)
        yield used, most, f"{words} {path}"


def scenarios(folder):
    for place in ("scenarios", "scenarios/small", "tests/oracles"):
        yield from (str(path) for path in sorted((ROOT / place).glob("*.ini")))
    for number, sizes in enumerate(LARGE):
        path = f"{folder}/large{number}.ini"
        with open(path, "w", encoding="utf-8") as file:
            subprocess.run([ROOT / "tests/support/large.py", *sizes.split()], stdout=file, check=True)
        yield path


def main(program, *paths):
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 2)
        found = [one for path in paths or scenarios(folder) for one in measure(program, path, folder)]
    worst = max(found, key=lambda one: one[0] / one[1])
    large = [one for one in found if one[1] > MANY]
    loosest = max(large, key=lambda one: one[1] / one[0]) if large else worst
    print(f"{len(found)} runs; at most {worst[0] / worst[1]:.2f} of the figure was taken ({worst[2]}); "
          f"above 100 MB the figure is at most {loosest[1] / loosest[0]:.1f} times that ({loosest[2]})")
    if not paths:
        for figure, measured, wanted in (
                ("memory taken to told", f"{worst[0] / worst[1]:.2f} at most in {len(found)} runs of {len(found) // len(WAYS)} scenarios",
                 "1 at most"),
                ("memory told to taken", f"{loosest[1] / loosest[0]:.1f} at most above 100 MB ({loosest[2].replace(str(ROOT) + '/', '')})",
                 "a bound that is known beforehand")):
            subprocess.run([ROOT / "tests/trust/record", "limits", figure, measured, wanted, "make test-limits"], check=True)
    return worst[0] > worst[1]


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
