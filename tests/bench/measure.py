#!/usr/bin/env python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how fast the program is, against a loop written by hand for one model.

    tests/bench/measure.py PROGRAM FOLDER            a table: work, measured, to be reached
    tests/bench/measure.py PROGRAM FOLDER growth     time and memory over size, as a table in CSV

FOLDER is that of the build, with the programs of tests/bench. Times are processor time, system calls
included, but for what threads gain. Machines differ, and one differs from itself within a minute: what is
measured and the loop take turns, the ratios within a round are made, and the median of five is told.
"""
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CORE = os.path.join(ROOT, "tests/oracles/core.ini")
JANUARY = os.path.join(ROOT, "scenarios/january-2022.ini")
LARGE = os.path.join(ROOT, "tests/support/large.py")
ROUNDS = 5
LOOP_US = 28.0      # what the loop takes where the seconds that are to be reached were set
PATIENCE_S = 30     # nothing is let run for longer
LONG_S = 10         # what takes longer is measured once


class Cannot(Exception):
    """Something cannot be measured; says why."""


class Cost:
    """What a process took: processor time and the most memory, in seconds and bytes."""

    def __init__(self, usage, wall, output):
        self.seconds = usage.ru_utime + usage.ru_stime
        self.bytes = usage.ru_maxrss * 1024
        self.wall = wall
        self.output = output


def cost_of(command):
    """Runs a command to its end; a scenario that did not reach its own is as good as one that did."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE_S, PATIENCE_S + 5))

    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as faults:
        begun = time.monotonic()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=faults, preexec_fn=limit)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        faults.seek(0)
        if -process.returncode in (signal.SIGXCPU, signal.SIGKILL):
            raise Cannot(f"not at an end after {PATIENCE_S} s")
        if process.returncode not in (0, 1):
            lines = faults.read().decode(errors="replace").splitlines()
            raise Cannot("refused: " + (lines[0].split(": ", 1)[-1] if lines else f"status {process.returncode}"))
        return Cost(usage, wall, said.read().decode(errors="replace"))


def rounds(*commands):
    """Lets commands take turns, ROUNDS times unless they are long: a list of tuples of what they took."""
    taken = []
    while len(taken) < ROUNDS:
        taken.append(tuple(cost_of(command) for command in commands))
        if sum(cost.seconds for cost in taken[0]) > LONG_S:
            break
    return taken


def median(values):
    return statistics.median(values)


class Bench:
    """The programs, and a place for files."""

    def __init__(self, program, folder, scratch):
        self.program = os.path.realpath(program)
        self.folder = os.path.realpath(folder)
        self.scratch = scratch

    def tool(self, name):
        path = os.path.join(self.folder, "tests/bench", name)
        if not os.path.exists(path):
            raise Cannot(f"there is no {name}")
        return path

    def stick(self, replications=4000, factor=1):
        return [self.tool("stick"), str(replications), str(factor)]

    def run(self, scenario, replications, *options):
        return [self.program, "run", scenario, "-n", str(replications), "--seed", "1", "-j", "1", "-q", *options]

    def core(self, replications, factor):
        """The core with fleet, working places and loads multiplied."""
        keys = {"fleet.fleet.number": 75, "airfield.home.working_mog": 8, "airfield.away.working_mog": 6,
                "contingent.cargo.loads": 200}
        sets = [word for key, number in keys.items() for word in ("--set", f"{key}={number * factor}")]
        return self.run(CORE, replications, *sets)

    def loads(self, replications, loads):
        """The core with so many loads, and as many aircraft and places as ever."""
        return self.run(CORE, replications, "--set", f"contingent.cargo.loads={loads}", "--set",
                        "scenario.horizon=87600 h", "--set", "scenario.event_limit=1e12")

    def tables(self):
        return ["-o", os.path.join(self.scratch, "out"), "--force"]

    def large(self, name, **number):
        """Writes a large scenario, unless it is there."""
        path = os.path.join(self.scratch, name + ".ini")
        if not os.path.exists(LARGE):
            raise Cannot(f"there is no {LARGE}")
        if not os.path.exists(path):
            with open(path, "w", encoding="utf-8") as file:
                subprocess.run([sys.executable, LARGE, *(f"{kind}={n}" for kind, n in number.items())],
                               stdout=file, check=True)
        return path

    def in_loops(self, command, replications):
        """A replication of something, in replications of the loop."""
        return median(cost.seconds / replications / (loop.seconds / 4000)
                      for loop, cost in rounds(self.stick(), command))

    def seconds(self, command):
        """The median in seconds, in loops, and of memory."""
        taken = rounds(self.stick(), command)
        return (median(cost.seconds for _, cost in taken),
                median(cost.seconds / (loop.seconds / 4000) for loop, cost in taken),
                median(cost.bytes for _, cost in taken))


# ---- the lines of the table: each gives what was measured, as a text ----

def against_loop(bench):
    return f"{bench.in_loops(bench.core(2000, 1), 2000):.2f}"


def january(bench):
    return f"{bench.in_loops(bench.run(JANUARY, 1000, '--inputs', 'base', *bench.tables()), 1000):.1f}"


def growth_to(factor, replications):
    def measure(bench):
        taken = rounds(bench.core(1000, 1), bench.core(replications, factor))
        here = median((large.seconds / replications / factor) / (small.seconds / 1000) for small, large in taken)
        taken = rounds(bench.stick(), bench.stick(replications, factor))
        loop = median((large.seconds / replications / factor) / (small.seconds / 4000) for small, large in taken)
        return f"{here:.2f} (the loop {loop:.2f})"
    return measure


def in_seconds(measured, memory=False):
    seconds, loops, most = measured
    text = f"{seconds:.2f} s = {loops:,.0f} loops"
    return text + (f", {most / 1e6:.0f} MB" if memory else "")


def many_checked(bench):
    path = bench.large("500", airfields=500, fleets=500, contingents=500)
    return in_seconds(bench.seconds([bench.program, "check", "-q", path]))


def many_run(bench):
    path = bench.large("500", airfields=500, fleets=500, contingents=500)
    return in_seconds(bench.seconds(bench.run(path, 1)))


def contingents(bench):
    path = bench.large("100000", airfields=20, fleets=20, contingents=100000)
    return in_seconds(bench.seconds(bench.run(path, 1)), memory=True)


def memory_of_load(bench):
    """With the aircraft that the core has for it, three for eight loads. The few are so many that the program
    takes more than this one, whose memory counts for a process until it becomes another."""
    few, many = 265, 530
    taken = [(cost_of(bench.core(1, few)), cost_of(bench.core(1, many))) for _ in range(3)]
    return f"{median((large.bytes - small.bytes) / (200 * (many - few)) for small, large in taken):.0f} B"


def row_of_trace(bench):
    """Of each table, as bench_rows tells it."""
    told = cost_of([bench.tool("bench_rows"), JANUARY]).output
    return ", ".join(f"{line.split()[-1]} ({line.split()[0]})" for line in told.splitlines() if ": ratio " in line)


def statistics_share(bench):
    script = os.path.join(ROOT, "tests/support/instructions.sh")
    done = subprocess.run([script, bench.program], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Cannot(done.stdout.strip() or done.stderr.strip())
    count = dict(line.split() for line in done.stdout.splitlines())
    alone, whole = (int(count[name]) for name in ("january-2022", "january-2022-tables"))
    return f"{100 * (1 - alone / whole):.1f} %"


def apart(command, processes):
    """Seconds until so many processes that know nothing of each other have done the same."""
    begun = time.monotonic()
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(processes)]
    if any(process.wait() > 1 for process in running):
        raise Cannot("refused")
    return time.monotonic() - begun


def threads(bench):
    """What a second thread gains, and what the machine would allow just then."""
    if len(os.sched_getaffinity(0)) < 2:
        raise Cannot("there is one processor here")
    alone = bench.run(JANUARY, 1500, "--inputs", "base")
    gains, most = [], []
    for _ in range(ROUNDS):
        one, two = cost_of(alone).wall, cost_of([*alone, "-j", "2"]).wall
        gains.append(one / two)
        most.append(2 * one / apart(alone, 2))
    return f"{median(gains):.2f} (two processes {median(most):.2f})"


def on_reference(seconds):
    """Seconds to be reached, and what they are in loops where they were set."""
    return f"{seconds:g} s = {seconds * 1e6 / LOOP_US:,.0f} loops"


LINES = [
    ("a replication of the air-bridge core, in those of the loop", against_loop, "3, aim 1.5"),
    ("January 2022, tables included, in replications of the loop", january, "14, aim 8"),
    ("time per load at 3,975 aircraft, against 75", growth_to(53, 20), "1.3"),
    ("the same at 99,975 aircraft", growth_to(1333, 2), "1.6"),
    ("500 airfields, fleets and contingents: check", many_checked, on_reference(0.1)),
    ("the same: simulated once", many_run, on_reference(0.2)),
    ("100,000 contingents: read, checked, simulated once", contingents, on_reference(3) + ", 400 MB"),
    ("memory per load, not traced", memory_of_load, "350 B"),
    ("a row of a full trace, against fprintf", row_of_trace, "0.20"),
    ("statistics and tables: share of January 2022, in instructions", statistics_share, "5 %"),
    ("two threads against one, wall clock", threads, "1.95"),
]


def tell_loop(bench):
    """The loop itself: it is the yardstick only while it simulates its model."""
    output = cost_of(bench.stick(100000)).output
    print(f"The loop: {output.strip()} (58.679 is right).\n")


def tell_table(bench):
    tell_loop(bench)
    form = "{:<62}  {:<32}  {}"
    print(form.format("work", "measured", "to be reached"))
    for work, measure, reach in LINES:
        try:
            measured = measure(bench)
        except Cannot as why:
            measured = f"- ({why})"
        print(form.format(work, measured, reach), flush=True)


# ---- time and memory over size ----

def core_of(bench, size):
    return size // 75 * 200, lambda replications: bench.core(replications, size // 75)


def loads_of(bench, size):
    return size, lambda replications: bench.loads(replications, size)


def airfields_of(bench, size):
    path = bench.large(f"airfields-{size}", airfields=size, fleets=size, contingents=size)
    return size, lambda replications: bench.run(path, replications)


def check_of(bench, size):
    path = bench.large(f"airfields-{size}", airfields=size, fleets=size, contingents=size)
    return size, lambda replications: [bench.program, "check", "-q", *[path] * replications]


def loop_of(bench, size):
    return size // 75 * 200, lambda replications: bench.stick(replications, size // 75)


FLEETS = (75, 300, 975, 3000, 9975, 30000, 99975)   # whole multiples of the core
SIZES = (100, 300, 1000, 3000, 10000, 30000, 100000)
SERIES = [("aircraft", core_of, FLEETS), ("loads", loads_of, SIZES), ("airfields", airfields_of, SIZES),
          ("check", check_of, SIZES), ("loop", loop_of, FLEETS)]
GROWTH_ROUNDS = 3
GROWTH_S = 0.4              # what takes less is repeated
SEEN_BYTES = 1e6            # less memory than this is not seen


def growth_of(bench, loads, command):
    """The time of a load, in those of the loop with 75 aircraft, and the most memory of the program."""
    estimate = cost_of(command(2)).seconds - cost_of(command(1)).seconds
    further = max(1, min(4000, int(GROWTH_S / max(estimate, 1e-6))))
    times, memory = [], []
    while len(times) < GROWTH_ROUNDS and (not times or more.seconds < LONG_S):
        loop = cost_of(bench.stick()).seconds / 4000 / 200
        one, more = cost_of(command(1)), cost_of(command(1 + further))
        times.append((more.seconds - one.seconds) / further / loads / loop)
        memory.append(one.bytes)
    return median(times), median(memory)


def tell_growth(bench):
    """A row per series and size; the memory is that of each load more than at the size before, where that
    can be seen beside what a program takes anyhow."""
    print("series,size,loops,bytes")
    for name, series, sizes in SERIES:
        before = None
        try:
            for size in sizes:
                loads, command = series(bench, size)
                times, memory = growth_of(bench, loads, command)
                seen = before and memory - before[1] > SEEN_BYTES
                each = f"{(memory - before[1]) / (loads - before[0]):.4g}" if seen else ""
                print(f"{name},{size},{times:.4g},{each}", flush=True)
                before = loads, memory
        except Cannot as why:
            print(f"{name} {size}: {why}", file=sys.stderr)


def main():
    if len(sys.argv) not in (3, 4) or sys.argv[3:] not in ([], ["growth"]):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(sys.argv[1], sys.argv[2], scratch)
        try:
            (tell_growth if sys.argv[3:] else tell_table)(bench)
        except Cannot as why:
            sys.exit(f"measure.py: {why}")


main()
