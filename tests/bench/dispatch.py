#!/usr/bin/env python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""dispatch.py - what looking ahead gains over the simple rule, and what it costs.

    tests/bench/dispatch.py AIRBRIDGE SOAK [FIRST COUNT]

Runs COUNT scenarios made up by chance (`SOAK SEED` prints one) and the shipped operations with tasking =
greedy and tasking = lookahead, under the same luck. Tells how closure differs, and how often more of
something, one aircraft more or one stand more, closes later under each of the rules.
"""

import csv
import re
import statistics
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

REPLICATIONS = 4
OPERATIONS = ("january-2022", "berlin-1949", "kathmandu-2015", "port-au-prince-2010")
SECOND = 1 / 3600


def closures(program, scenario, *settings):
    """Closure in hours of each replication, None where it did not close; None when nothing was run."""
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "run", str(scenario), "-n", str(REPLICATIONS), "-j", "1", "-q", "-o", f"{folder}/o"]
        for setting in settings:
            command += ["--set", setting]
        if subprocess.run(command, capture_output=True, timeout=120).returncode != 0:
            return None
        with open(f"{folder}/o/replications.csv", newline="", encoding="utf-8") as table:
            return [float(row["closure_h"]) if row["closure_h"] else None for row in csv.DictReader(table)]


def more(text):
    """One aircraft more for the first fleet, one stand and one working place more for each airfield."""
    fleet = re.search(r"^\[fleet\.(\w+)\](?:(?!^\[).)*?^number = (\d+)", text, re.M | re.S)
    if fleet:
        yield "aircraft", [f"fleet.{fleet[1]}.number={int(fleet[2]) + 1}"]
    for what in ("parking_mog", "working_mog"):
        fields = re.findall(rf"^\[airfield\.(\w+)\](?:(?!^\[).)*?^{what} = (\d+)", text, re.M | re.S)
        if fields:
            yield what, [f"airfield.{name}.{what}={int(number) + 1}" for name, number in fields]


def later(before, after):
    return sum(b is not None and (a is None or a > b + SECOND) for b, a in zip(before, after))


def study(program, soak, seed):
    """(greedy, lookahead, {what: (pairs, greedy later, lookahead later)}) of one scenario, or None."""
    text = subprocess.run([soak, str(seed)], capture_output=True, text=True, check=True).stdout
    with tempfile.NamedTemporaryFile("w", suffix=".ini") as file:
        file.write(text)
        file.flush()
        results = {}
        for rule in ("greedy", "lookahead"):
            rule_is = f"scenario.tasking={rule}"
            results[rule] = closures(program, file.name, rule_is)
            if not results[rule] or all(closure is None for closure in results[rule]):
                return None
            for what, settings in more(text):
                results[rule, what] = closures(program, file.name, rule_is, *settings)
    anomalies = {what: (sum(c is not None for c in results["greedy"]),
                        later(results["greedy"], results["greedy", what]),
                        later(results["lookahead"], results["lookahead", what]))
                 for what, _ in more(text) if results["greedy", what] and results["lookahead", what]}
    return results["greedy"], results["lookahead"], anomalies


def tell_gain(name, pairs):
    """Pairs of closures, greedy and looking ahead, of replications that closed under both."""
    gains = [(g - l) / g for g, l in pairs if g is not None and l is not None and g > 0]
    if not gains:
        return
    better = sum(gain > 1e-6 for gain in gains) / len(gains)
    worse = sum(gain < -1e-6 for gain in gains) / len(gains)
    print(f"{name}: {len(gains)} replications, closure earlier by {statistics.mean(gains):.2%} on average, "
          f"{statistics.median(gains):.2%} in the middle; earlier in {better:.1%}, later in {worse:.1%}")
    if 0 < better + worse:
        touched = [gain for gain in gains if abs(gain) > 1e-6]
        print(f"    where it differs: {statistics.mean(touched):.2%} on average, from {min(touched):.1%} "
              f"to {max(touched):.1%}")


def main(program, soak, first=1, count=1000):
    scenarios = Path(__file__).resolve().parents[2] / "scenarios"
    for operation in OPERATIONS:
        file = scenarios / f"{operation}.ini"
        greedy, ahead = (closures(program, file, f"scenario.tasking={rule}") for rule in ("greedy", "lookahead"))
        if greedy and ahead:
            tell_gain(operation, zip(greedy, ahead))
    with ThreadPoolExecutor(2) as pool:
        done = [result for result in pool.map(lambda seed: study(program, soak, seed),
                                              range(int(first), int(first) + int(count))) if result]
    tell_gain(f"{len(done)} of {count} made up", [pair for g, l, _ in done for pair in zip(g, l)])
    for what in ("aircraft", "parking_mog", "working_mog"):
        counts = [sum(each) for each in zip(*(a[what] for _, _, a in done if what in a))]
        if counts:
            print(f"one more, {what}: of {counts[0]} replications later in {counts[1]} when greedy, in {counts[2]} "
                  "looking ahead")


if __name__ == "__main__":
    main(*sys.argv[1:])
