# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""The commands that `fail` tries, and what they work on: every command, and every form of its result."""
import os
import shutil
import subprocess

KNOWN = """[scenario]
base = shuttle.ini
[uncertain.onload]
key = aircraft.transport.onload_time
value = uniform(0.5 h, 1.5 h)
source = a guess
[milestone.seen]
name = Seen to close
event = closed
earliest = 2022-01-01T21:00Z
latest = 2022-01-01T23:00Z
use = calibration
"""
CASES = "case,fleet.shuttle.number\nfew,1\nmany,3\n"
ORDERED = """[scenario]
base = shuttle.ini
[contingent.first]
apoe = home
apod = away
loads = 2
"""
GNUPLOT = """#!/bin/sh
name=${2##*/}
printf '\\211PNG IEND\\256B`\\202' >"$3/plots/${name%.gp}.png"
echo '<svg></svg>' >"$3/plots/${name%.gp}.svg"
"""

ONE = "-j 1 -q"
# What lies there for the commands: name, and how it is made.
MADE = [
    ("plain", f"run shuttle.ini -n 2 {ONE} -o plain"),
    ("plain.db", f"run shuttle.ini -n 2 {ONE} -o plain.db"),
    ("traced", f"run runway.ini -n 1 {ONE} --trace -o traced"),
    ("traced.db", f"run runway.ini -n 1 {ONE} --trace -o traced.db"),
    ("swept", f"sweep shuttle.ini -n 2 {ONE} --vary fleet.shuttle.number=2,3 -o swept"),
    ("swept.db", f"sweep shuttle.ini -n 2 {ONE} --vary fleet.shuttle.number=2,3 -o swept.db"),
    ("compared", f"compare shuttle.ini -n 2 {ONE} --with fleet.shuttle.number=3 -o compared"),
    ("part-1", f"sweep shuttle.ini -n 2 {ONE} --vary fleet.shuttle.number=2,3 --shard 1/2 -o part-1"),
    ("part-2", f"sweep shuttle.ini -n 2 {ONE} --vary fleet.shuttle.number=2,3 --shard 2/2 -o part-2"),
    ("run-1", f"run shuttle.ini -n 4 {ONE} --shard 1/2 -o run-1"),
    ("run-2", f"run shuttle.ini -n 4 {ONE} --shard 2/2 -o run-2"),
    ("worth", f"worth shuttle.ini -n 4 {ONE} -o worth"),
    ("size", f"size known.ini -n 4 {ONE} --goal 'closure_h <= 17' --vary fleet.shuttle.number=1..4 -o size"),
    ("sensitivity", f"sensitivity known.ini -n 8 {ONE} -o sensitivity"),
    ("worst", f"worst shuttle.ini -n 2 {ONE} -o worst"),
    ("calibrated", f"calibrate known.ini -n 20 {ONE} -o calibrated"),
]
# Results of which only the first lines of the journal are there, as after a kill.
HALVES = [("half", "plain", "run.journal"), ("half-swept", "swept", "sweep.journal"),
          ("half-compared", "compared", "compare.journal"), ("half-worth", "worth", "inquiry.journal"),
          ("half-size", "size", "inquiry.journal"), ("half-worst", "worst", "inquiry.journal"),
          ("half-sensitivity", "sensitivity", "inquiry.journal")]

SHUTTLE, SWEEP = "run shuttle.ini -n 2 -j 1", "sweep shuttle.ini -n 2 -j 1 --vary fleet.shuttle.number=2,3"
LINES = [
    # What is printed.
    ("", "help"), ("", "help topics"), ("", "help statuses"), ("", "help man"), ("", "help completion bash"), ("", "version"),
    ("", "sweep --help"), ("", "keys"), ("", "keys airfield --json"), ("", "keys --search fuel"),
    ("", "new"), ("", "new relief"), ("", "new relief -o new.ini"), ("", "new relief -o known.ini"),
    ("", "new relief -o known.ini --force"), ("", "check shuttle.ini"), ("", "check known.ini runway.ini"),
    ("", "check islands.ini"), ("", "check none.ini"), ("", "check shuttle.ini --json"), ("", "show shuttle.ini"), ("", "show islands.ini"),
    ("", "show known.ini fleet --set fleet.shuttle.number=5"),
    ("", "list shuttle.ini --vary fleet.shuttle.number=1..3"), ("", "list shuttle.ini --cases cases.csv --json"),
    ("", "list shuttle.ini --vary fleet.shuttle.number=1..9 --design lhs:4"),
    # Runs.
    ("", SHUTTLE), ("", SHUTTLE + " --json"), ("", SHUTTLE + " -o out"), ("", SHUTTLE + " -q -o a/b/out"),
    ("", SHUTTLE + " -q -o out.db"), ("", "run runway.ini -n 1 -j 1 -q --trace -o out"),
    ("", "run runway.ini -n 1 -j 1 -q --trace -o out.sqlite"), ("", "run shuttle.ini -n 9 -j 3 -q -o out"),
    ("", "run islands.ini -n 1 -j 1 -q -o out"), ("", "run known.ini -n 4 -j 1 -o out --inputs split --by 2022-01-01T20:00Z"),
    ("", "run runway.ini -j 1 -q -o out --until closure_h=50% --min 300 --max 300"), ("", "run shuttle.ini -n 9 --only 5 -j 1 -q -o out"),
    ("plain", SHUTTLE + " -q -o plain"), ("plain", "run runway.ini -n 2 -j 1 -q -o plain --force"),
    ("plain.db", SHUTTLE + " -q -o plain.db"), ("plain.db", "run runway.ini -n 2 -j 1 -q -o plain.db --force"),
    ("plain", "run shuttle.ini -n 4 -j 1 -q -o plain --resume"), ("plain.db", "run shuttle.ini -n 4 -j 1 -q -o plain.db --resume"),
    ("half", SHUTTLE + " -q -o half --resume"), ("half", SHUTTLE + " -q -o half"), ("", SHUTTLE + " -q -o out --shard 1/2"),
    ("", "run shuttle.ini -n 20 -o out --plan parallel:2"), ("", "run shuttle.ini -n 20 -o out --plan slurm:2"),
    ("traced", "run runway.ini -n 1 -j 1 --from traced --at 2022-01-01T06:00Z"),
    ("", "validate shuttle.ini -n 2 -j 1"), ("", "validate shuttle.ini -n 2 -j 1 --json -o out"),
    # Sweeps, comparisons, parts.
    ("", SWEEP + " -o out"), ("", SWEEP + " -q --runs -o out"), ("", SWEEP + " -q -o out.db"), ("", SWEEP + " --json -o out"),
    ("", SWEEP.replace("-j 1", "-j 3") + " -q -o out"), ("", "sweep shuttle.ini -n 1 -j 1 -q --cases cases.csv -o out"),
    ("", "sweep shuttle.ini -n 1 -j 1 -q --vary fleet.shuttle.number=1..9 --design sobol:4 -o out"),
    ("", SWEEP + " -q --shard 1/2 -o out"), ("", SWEEP + " --plan parallel:2 -o out"),
    ("half-swept", SWEEP + " -q -o half-swept --resume"), ("swept", SWEEP.replace("-n 2", "-n 3") + " -q -o swept --resume"),
    ("swept.db", SWEEP.replace("-n 2", "-n 3") + " -q -o swept.db --resume"), ("swept", SWEEP + " -q --set fleet.shuttle.home=home -o swept --force"),
    ("", "compare shuttle.ini known.ini -n 2 -j 1"), ("", "compare shuttle.ini -n 2 -j 1 --with fleet.shuttle.number=3 -o out"),
    ("", "compare shuttle.ini -n 4 -j 3 -q --with fleet.shuttle.number=3 -o out"),
    ("", "compare shuttle.ini -n 2 -j 1 -q --with fleet.shuttle.number=3 -o out.db"),
    ("", "compare shuttle.ini -n 2 -j 1 --json --with fleet.shuttle.number=3"),
    ("half-compared", "compare shuttle.ini -n 2 -j 1 -q --with fleet.shuttle.number=3 -o half-compared --resume"),
    ("part-1 part-2", "merge part-1 part-2 -o out"), ("part-1 part-2", "merge part-1 part-2 -q --runs -o out.db"),
    ("run-1 run-2", "merge run-1 run-2 -q -o out"), ("swept", "merge swept -q -o out.db"), ("swept.db", "merge swept.db -q -o out"),
    # Questions asked of many runs.
    ("", "worth shuttle.ini -n 8 -j 2 -q -o out"), ("", "worth shuttle.ini -n 4 -j 1 -o out"), ("", "worth shuttle.ini -n 4 -j 1 -q -o out.db"),
    ("half-worth", "worth shuttle.ini -n 4 -j 1 -q -o half-worth --resume"),
    ("", "size known.ini -n 4 -j 1 --goal 'closure_h <= 17' --vary fleet.shuttle.number=1..4 -o out"),
    ("half-size", "size known.ini -n 4 -j 1 -q --goal 'closure_h <= 17' --vary fleet.shuttle.number=1..4 -o half-size --resume"),
    ("", "size ordered.ini -n 10 -j 1 -q --order contingents -o out"), ("", "sensitivity known.ini -n 8 -j 1 -o out"),
    ("half-sensitivity", "sensitivity known.ini -n 8 -j 1 -q -o half-sensitivity --resume"),
    ("", "worst shuttle.ini -n 2 -j 1 -o out"), ("half-worst", "worst shuttle.ini -n 2 -j 1 -q -o half-worst --resume"),
    ("", "calibrate known.ini -n 20 -j 1 -o out"), ("", "calibrate known.ini -n 20 -j 1 -q -o out.db"), ("", "calibrate known.ini -n 20 -j 1 --json"),
    # What is made of results.
    ("traced", "explain traced"), ("traced.db", "explain traced.db --json"),
    ("traced", "plot traced"), ("compared", "plot compared"),
    ("traced", "page traced -o page.html"), ("traced", "page traced"), ("traced.db", "page traced.db"), ("worth", "page worth"),
    ("calibrated", "page calibrated -o known.ini"), ("swept", "page swept -o page.html"), ("compared", "page compared -o page.html"),
    ("traced", "export traced --format geojson"), ("traced", "export traced --format kml -o map.kml"),
    ("traced.db", "export traced.db --format czml -o map.czml"), ("traced", "export traced --format kml -o known.ini --force"),
]


def words(line):
    import shlex
    return shlex.split(line)


COMMANDS = [(line, needs.split(), words(line)) for needs, line in LINES]


class Kit:
    """Scenarios and results, made without a failure, of which each command gets what it needs."""

    def __init__(self, program, root, folder):
        self.folder, self.kit = folder, folder / "kit"
        self.kit.mkdir()
        small = root / "scenarios" / "small"
        shutil.copy(small / "shuttle.ini", self.kit / "shuttle.ini")
        shutil.copy(small / "one-runway.ini", self.kit / "runway.ini")
        self.common = root / "scenarios" / "common"
        shutil.copytree(self.common, folder / "common")
        for name in ("islands.ini", "island-airfields.csv", "island-movements.csv"):
            shutil.copy(small / name, self.kit)
        for name, text in (("known.ini", KNOWN), ("cases.csv", CASES), ("ordered.ini", ORDERED)):
            (self.kit / name).write_text(text)
        self.base = sorted(path.name for path in self.kit.iterdir())
        (folder / "bin").mkdir()
        (folder / "bin" / "gnuplot").write_text(GNUPLOT)
        (folder / "bin" / "gnuplot").chmod(0o755)
        self.environment = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "AIRBRIDGE_PLOTS": str(root / "plots"),
                            "LC_ALL": "C.UTF-8", "TMPDIR": "scratch"}
        for name in ("AIRBRIDGE_PAGE", "LLVM_PROFILE_FILE"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        for _, line in MADE:
            done = subprocess.run([program, *words(line)], cwd=self.kit, env=self.environment, check=False,
                                  capture_output=True, text=True)
            assert done.returncode in (0, 1), (line, done.stderr)
        for name, whole, journal in HALVES:
            (self.kit / name).mkdir()
            lines = (self.kit / whole / journal).read_bytes().split(b"\n")
            keep = next(i for i, line in enumerate(lines) if line.startswith(b"r ")) + 1
            (self.kit / name / journal).write_bytes(b"\n".join(lines[:keep]) + b"\n")

    def sandbox(self, number, needs):
        """A folder with a folder `here` in which a command finds what it needs."""
        outer = self.folder / f"command-{number}"
        here = outer / "here"
        (here / "scratch").mkdir(parents=True)
        shutil.copytree(self.common, outer / "common")
        names = self.base + [path.name for need in needs for path in sorted(self.kit.iterdir())
                             if path.name == need or path.name.startswith(need + ".") and need.endswith(".db")]
        for name in names:
            (shutil.copytree if (self.kit / name).is_dir() else shutil.copy)(self.kit / name, here / name)
        return outer
