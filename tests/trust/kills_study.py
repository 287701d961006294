# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""kills_study.py - what is killed: commands with the results that they should come to, and what may lie in their
place meanwhile."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
SCENARIO = str(HERE / "kills.ini")
VARYING = {"command_line", "wall_s", "events_per_s", "threads", "written"}

# Name, words, how many replications at first where it grows (None: it does not).
COMMANDS = [
    ("run", ["run", SCENARIO, "-n", "6", "--trace"], "3"),
    ("validate", ["validate", SCENARIO, "-n", "5"], "2"),
    ("compare", ["compare", SCENARIO, "--with", "fleet.pool.number=6", "-n", "6"], "3"),
    ("sweep", ["sweep", SCENARIO, "--runs", "-n", "6"], "3"),
    ("until", ["sweep", SCENARIO, "--until", "closure_h=5%", "--min", "300", "--max", "340"], None),
    ("worth", ["worth", SCENARIO, "-n", "10"], None),
    ("size", ["size", SCENARIO, "--goal", "closure_h<=45", "-n", "20"], None),
    ("order", ["size", SCENARIO, "--order", "contingents", "-n", "10"], None),
    ("sensitivity", ["sensitivity", SCENARIO, "-n", "16"], "8"),
    ("worst", ["worst", SCENARIO, "-n", "4"], None),
    ("calibrate", ["calibrate", SCENARIO, "-n", "40"], "20"),
]
KEEPS_EARLIER = ("run", "validate", "compare")  # until theirs is whole


def read(root):
    """path -> bytes of all files below a folder; of a folder None."""
    found = {}
    for folder, folders, files in os.walk(root):
        for name in folders:
            found[os.path.relpath(os.path.join(folder, name), root)] = None
        for name in files:
            path = os.path.join(folder, name)
            found[os.path.relpath(path, root)] = pathlib.Path(path).read_bytes()
    return found


def lay(root, state):
    """Makes a folder what `state` says."""
    shutil.rmtree(root, ignore_errors=True)
    os.makedirs(root)
    for path in sorted(state):
        full = os.path.join(root, path)
        if state[path] is None:
            os.makedirs(full, exist_ok=True)
        else:
            pathlib.Path(full).write_bytes(state[path])


def dump(data):
    """What a database says, as text, but for what differs between equal results; None: it is none."""
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(data)
        return [line for line in database.iterdump()
                if not any(line.startswith(f"INSERT INTO \"meta\" VALUES('{key}'") for key in VARYING)]
    except (sqlite3.Error, ValueError):
        return None
    finally:
        database.close()


def told(path, data):
    """The content of a file but for what differs between equal results."""
    if data is not None and path.endswith("run.json"):
        try:
            return {key: value for key, value in json.loads(data).items() if key not in VARYING}
        except ValueError:
            return data
    if data is not None and path.endswith(".sqlite"):
        return dump(data) or data
    return data


def difference(state, wanted):
    """What is not as it should be, '' when all is."""
    for path in sorted(set(state) | set(wanted)):
        if path not in wanted:
            return f"{path} should not be there"
        if path not in state:
            return f"{path} is missing"
        if state[path] != wanted[path] and told(path, state[path]) != told(path, wanted[path]):
            return f"{path} differs"
    return ""


class Study:
    """A command, the state before it (of a folder that it is started in), and the one after."""

    def __init__(self, trial, name, words, place, before=(), force=False):
        self.name, self.words, self.place, self.force = name, words, place, force
        self.trial = trial
        trial.clear()
        for command in before:
            trial.run(command)
        self.before = read(trial.root)
        self.status, _ = trial.run(self.command())
        assert self.status in (0, 1), (name, self.status)
        self.after = read(trial.root)
        self.is_merge = words[0] == "merge"
        self.steps = trial.count_steps(self)

    def command(self, force=None, resume=False):
        force = self.force if force is None else force
        words = [*self.words, "-o", self.place, "-q"]
        if force:
            return [word for word in words if word != "--resume"] + ["--force"]
        return words + (["--resume"] if resume and "--resume" not in words else [])

    def again(self):
        """The command that goes on."""
        return self.command(force=False, resume=not self.is_merge)

    def tables(self, state):
        """What a reader would take for the result; None: nothing is, or it says that it is not finished."""
        if self.place.endswith(".sqlite"):
            return {self.place: state[self.place]} if self.place in state else None
        if f"{self.place}/run.json" not in state:
            return None
        inside = self.place + "/"
        return {path: data for path, data in state.items()
                if path.startswith(inside) and "journal" not in path and not path.startswith(inside + ".")}

    def fault_of(self, state):
        """Why what lies there would mislead, '' when it would not."""
        now = self.tables(state)
        if now is not None and all(
            difference(now, whole) for whole in (self.tables(self.before), self.tables(self.after)) if whole is not None
        ):
            return "a result that is neither the earlier nor the new one"
        allowed = set(self.before) | set(self.after) | {path + ".new" for path in self.after if "journal" in path}
        for path in set(state) - allowed:
            if not re.search(r"(^|/)\.[^/]*\.(next\.tmp|lock)$", path):
                return f"{path} is left over"
        for path, data in self.before.items():  # parts, say
            if not path.startswith(self.place) and state.get(path) != data:
                return f"{path} was touched"
        return ""

    def is_before(self, state):
        """All is as it was, but for hidden files."""
        return not difference({path: data for path, data in state.items() if "/." not in path and path[0] != "."},
                              self.before)


class Trial:
    """A folder in which commands are tried."""

    def __init__(self, program, library, root):
        self.program, self.between, self.root = os.path.realpath(program), library, os.path.realpath(root)
        self.log = self.root + ".log"

    def clear(self):
        lay(self.root, {})

    def environment(self, **settings):
        return {**os.environ, "LC_ALL": "C.UTF-8", "LD_PRELOAD": self.between,
                **{f"KILLS_{key.upper()}": str(value) for key, value in settings.items()}}

    def run(self, words, threads=1, timeout=300, **settings):
        """Its status, -9 when it was killed, and what it complained of."""
        if words[0] not in ("merge", "page", "explain", "plot", "export", "check"):
            words = [*words, "-j", str(threads)]
        done = subprocess.run([self.program, *words], cwd=self.root, env=self.environment(**settings), timeout=timeout,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        return done.returncode, done.stderr.decode(errors="replace")

    def start(self, words, threads):
        """Starts the program by itself, without anything between it and its files."""
        if words[0] != "merge":
            words = [*words, "-j", str(threads)]
        return subprocess.Popen([self.program, *words], cwd=self.root, env={**os.environ, "LC_ALL": "C.UTF-8"},
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def count_steps(self, study):
        lay(self.root, study.before)
        self.run(study.command(), log=self.log, clock=0.3)
        from kills_disk import entries
        return sum(entry[0] in "wtsrlum" or (entry[0] == "o" and entry[2] & (os.O_CREAT | os.O_TRUNC | os.O_TMPFILE) not in
                   (0, os.O_DIRECTORY)) for entry in entries(self.log))


def make_studies(trial, only=None):
    """All commands, into a folder and a database: into an empty place, over an earlier result, and grown."""
    studies = []

    def add(name, words, place, **more):
        if only is None or re.search(only, name):
            studies.append(Study(trial, name, words, place, **more))

    for name, words, less in COMMANDS:
        for place in ("out", "out.sqlite"):
            kind = f"{name} {'folder' if place == 'out' else 'database'}"
            earlier = [*words, "-o", place, "-q", "--seed", "77"]
            add(kind, words, place)
            add(f"{kind} over", words, place, before=[earlier], force=True)
            if less is not None:
                first = [less if word == words[words.index("-n") + 1] else word for word in words]
                add(f"{kind} grown", [*words, "--resume"], place, before=[[*first, "-o", place, "-q"]])
    for name, words, _ in COMMANDS[:4]:
        if name == "validate":
            continue
        bare = [word for word in words if word != "--trace"]
        parts = [[*bare, "-o", f"part{k}", "-q", "--shard", f"{k}/2"] for k in (1, 2)]
        add(f"{name} part", [*bare, "--shard", "2/3"], "out")
        for place in ("out", "out.sqlite"):
            add(f"{name} merged {place}", ["merge", "part1", "part2"], place, before=parts)
            add(f"{name} merged {place} over", ["merge", "part1", "part2"], place,
                before=[*parts, [*bare, "-o", place, "-q", "--seed", "77"]], force=True)
    return studies


def digest(state):
    sum_ = hashlib.sha256()
    for path in sorted(state):
        sum_.update(path.encode() + b"\0" + (b"-" if state[path] is None else hashlib.sha256(state[path]).digest()))
    return sum_.digest()
