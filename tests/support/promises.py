#!/usr/bin/env python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""Holds what `airbridge keys` and `airbridge help` promise against the program.

    promises.py defaults    a default as printed, given explicitly, makes the same scenario
    promises.py required    a required key that is missing is told
    promises.py limits      a limit is accepted, and what lies beyond is refused with it
    promises.py choices     what is listed is accepted, anything else is refused
    promises.py units       each listed unit is taken, another is refused
    promises.py options     every option that a command lists is taken, its limits hold
    promises.py statuses    exit statuses that are promised occur

To be run in an empty folder with AIRBRIDGE naming the program. Prints how many promises were tried;
a broken one is told, and the status is then 1."""

import os
import re
import signal
import subprocess
import sys

PROGRAM = os.environ["AIRBRIDGE"]

# One thing of every kind, with no more than a key needs to be tried: deck, seats and fields are
# large enough for whatever limit another key is set to.
SCENARIO = """\
[scenario]
start = 2022-01-01T00:00Z
end = closed
[command]
headquarters = force
[withdrawal]
order = 1 d
[supply]
contingent = force
consumption = 1 kg
stock = 1000 t
[aircraft.a]
cruise_speed = 800 km/h
seats = 100
deck_length = 40 m
deck_width = 50 m
onload_time = exponential(1 h)
[vehicle.v]
mass = 1 t
length = 5 m
width = 2 m
[airfield.home]
latitude = 50
longitude = 10
[airfield.field]
latitude = 51
longitude = 10
[airfield.other]
latitude = 52
longitude = 10
[fleet.f]
type = a
number = 2
home = home
[leg.l]
from = home
to = field
[route.r]
legs = home, other, field
stops = other: 1 h other
[contingent.force]
apoe = home
apod = field
people = 100
[flow.w]
flights = 50
[blackout.k]
delay = 1 h
[notification.o]
at = 1 h
[table.q]
kind = site
file = sites.csv
[site.s]
road_time = 1 h
guards = 10
[traffic.t]
airfield = field
interval = 100 h
ground_time = 1 h
[evacuation.e]
airfield = field
people = 5
to = home
[backhaul.b]
from = field
people = 5
[change.c]
at = 100 h
key = airfield.other.open
value = yes
[milestone.first]
event = landing
latest = 2022-01-07T00:00Z
[milestone.m]
event = landing
latest = 2022-01-07T00:00Z
[uncertain.u]
key = airfield.other.elevation
factor = uniform(1, 2)
[uncertain.w]
key = airfield.other.runways
value = uniform(1, 2)
[sweep]
[vary.x]
key = airfield.other.elevation
values = 0 m, 10 m
[price.p]
key = airfield.field.working_mog
per_unit = 5
"""
IDS = {"aircraft": "a", "vehicle": "v", "fleet": "f", "airfield": "field", "leg": "l",
       "contingent": "force", "site": "s", "traffic": "t", "evacuation": "e", "backhaul": "b", "change": "c",
       "milestone": "m", "vary": "x", "price": "p", "route": "r", "flow": "w", "blackout": "k",
       "notification": "o", "table": "q", "uncertain": "u"}

tried = 0
broken = 0


def check(good, *text):
    global tried, broken
    tried += 1
    if not good:
        broken += 1
        print("broken:", *text)


def run(*words, **options):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=120, **options)


def loads(*assignments, scenario="all.ini"):
    """What `check` says of the scenario with these assignments: '' when it is good."""
    words = [word for assignment in assignments for word in ("--set", assignment)]
    result = run("check", "-q", scenario, *words)
    check(result.returncode in (0, 2), assignments, result.stderr)
    return result.stderr if result.returncode else ""


class Key:
    """A key as `airbridge keys SECTION.KEY` tells it."""

    def __init__(self, section, name):
        self.section, self.name = section, name
        self.path = ".".join(filter(None, (section, IDS.get(section), name)))
        self.fact, self.choices = {}, []
        listing = False
        for line in run("keys", section + "." + name).stdout.splitlines()[1:]:
            if line == "  rule":
                break  # what follows is prose
            if line == "  choices":
                listing = True
            elif listing:
                choice, meaning = line.split(None, 1)
                check(meaning.strip() != "", self.path, choice, "has no meaning")
                self.choices.append(choice)
            elif not line.startswith("   "):  # else the value goes on
                what, value = line.split(None, 1)
                self.fact[what] = value
        self.type, self.default = self.fact["type"], self.fact["default"]

    def list_of(self):
        """What stands before the value of a key with several, 'v: 3'."""
        kind = re.match(r"(\w+): number, \.\.\.$", self.type)
        return IDS[kind[1]] + ": " if kind else "other: " if self.name == "stops" else ""

    def end_of(self):
        """What stands behind it, 'other: 1 h other'."""
        return " other" if self.name == "stops" else ""


def all_keys():
    overview = run("keys").stdout
    keys = []
    for part in re.split(r"^\[", overview, flags=re.M)[1:]:
        section = re.match(r"\w+", part)[0]
        rows = part.split("\n\n")[0].splitlines()[2:]
        names = [row.split()[0] for row in rows if re.match(r"  \w", row)]
        for name in names:
            if run("keys", section + "." + name).returncode == 0:
                keys.append(Key(section, name))
    check(len(keys) > 150, "only", len(keys), "keys found")
    return keys


def effective(*assignments):
    """The hash of a scenario, and its values without comments."""
    words = [word for assignment in assignments for word in ("--set", assignment)]
    shown = run("show", "all.ini", *words)
    check(shown.returncode == 0, assignments, shown.stderr)
    values = [re.sub(r"\s*;.*", "", line) for line in shown.stdout.splitlines()[1:]]
    return shown.stdout.split("\n")[0].split()[3], [value for value in values if value]


def given():
    """The keys that the scenario above gives."""
    section, paths = "", set()
    for line in SCENARIO.splitlines():
        section = line.strip("[]") if line.startswith("[") else section
        paths.add(section + "." + line.split(" = ")[0])
    return paths


def try_defaults():
    plain = effective()
    for key in all_keys():
        if key.default == "required" or key.name == "base" or key.path in given():
            continue
        if key.default == "the id":
            check(effective(key.path + "=" + IDS[key.section])[0] == plain[0], key.path)
        elif key.default == "none" and "none" not in key.choices:
            hashed, values = effective(key.path + "=none")
            values = [value for value in values if value != key.name + " = none"]
            check((hashed, values) == plain, key.path, "none")
        else:
            check(effective(key.path + "=" + key.default) == plain, key.path, key.default)


def try_required():
    required = {key.path for key in all_keys() if key.default == "required"}
    lines = SCENARIO.splitlines(keepends=True)
    section = ""
    for i, line in enumerate(lines):
        section = line.strip("[]\n") if line.startswith("[") else section
        name = line.split(" = ")[0]
        if section + "." + name in required:
            required.remove(section + "." + name)
            with open("less.ini", "w", encoding="utf-8") as file:
                file.write("".join(lines[:i] + lines[i + 1:]))
            said = loads(scenario="less.ini")
            check("[%s] %s: is missing" % (section, name) in said, section, name, said)
    check(not required, "never tried:", required)


# What else must be set so that a limit suits the scenario above.
BESIDE = {
    "flow.w.flights": ["flow.w.together=1"],
    "supply.trigger": ["supply.load=1000 t", "aircraft.a.cargo_limit=1000 t"],
    "aircraft.a.cruise_speed": ["leg.l.block_time=1 h", "leg.m.from=home", "leg.m.to=other",
                                "leg.m.block_time=1 h", "leg.n.from=other", "leg.n.to=field",
                                "leg.n.block_time=1 h"],
    "aircraft.a.cargo_limit": ["contingent.force.active=no", "supply.contingent=none",
                               "evacuation.e.active=no"],
    "aircraft.a.seats": ["contingent.force.active=no", "evacuation.e.active=no"],
    "aircraft.a.seats_evacuation": ["evacuation.e.active=no"],
    "aircraft.a.crew_duty": ["aircraft.a.cruise_speed=4000 km/h"],
    "fleet.f.number": ["contingent.force.active=no", "evacuation.e.active=no"],
    "fleet.f.crews": ["fleet.f.number=0", "contingent.force.active=no", "evacuation.e.active=no"],
    "airfield.field.fuel_stock": ["airfield.field.fuel_delivery=1 t",
                                  "airfield.field.fuel_interval=1 h"],
    "airfield.field.fuel_delivery": ["airfield.field.fuel_interval=1 h"],
    "airfield.field.weather_open": ["airfield.field.weather_closed=1 h"],
    "airfield.field.weather_closed": ["airfield.field.weather_open=1 h"],
    "contingent.force.forward_people": ["contingent.force.people=1000000"],
    "contingent.force.loads": ["contingent.force.people=0", "backhaul.b.active=no"],
    "contingent.force.batch": ["fleet.f.number=100000"],
    "flow.w.together": ["fleet.f.number=100000"],
    "flow.w.together_time": ["flow.w.together=2"],
    "evacuation.e.group": ["evacuation.e.interval=1 h"],
    "evacuation.e.shares": ["evacuation.e.airfield=home", "evacuation.e.to=none"],
    "evacuation.e.onload_per_person": ["evacuation.e.onload_time=1 h"],
    "evacuation.e.offload_per_person": ["evacuation.e.offload_time=1 h"],
    "command.release_time": ["command.release=withdrawal"],
    "command.release_from": ["command.release=withdrawal"],
    "contingent.force.onward_road_time": ["contingent.force.via=other",
                                          "contingent.force.onward_mode=road", "supply.contingent=none"],
    "contingent.force.oversize": ["aircraft.a.cargo_class=outsize"],
    "contingent.force.outsize": ["aircraft.a.cargo_class=outsize"],
    "contingent.force.after_delay": ["contingent.z.apoe=home", "contingent.z.apod=field",
                                     "contingent.z.people=1", "contingent.force.after=z"],
    "site.s.latitude": ["site.s.longitude=0"],
    "site.s.longitude": ["site.s.latitude=0"],
}
# Where a limit is refused by a rule that the key's text states.
STATED = {("traffic.t.interval", "0"): "must be more than zero",
          ("contingent.force.batch", "1000000"): "is more than the aircraft that may carry",
          ("flow.w.together", "1000000"): "is more than the aircraft that may carry",
          ("fleet.f.positions", "1000000"): "and the fleet has",
          ("contingent.force.airborne", "1000000"): "of [fleet.f] are in the air at the start",
          ("flow.w.until", "0"): "does not come after from",
          ("traffic.t.until", "0"): "does not come after from",
          ("blackout.k.until", "0"): "does not come after from",
          ("evacuation.e.until", "0"): "does not come after from"}
NUMBER = r"-?[0-9.]+(?:e[+-]?[0-9]+)?"


def try_limits():
    seen = 0
    for key in all_keys():
        found = re.match(r"(%s)( \S+)? to (%s)( \S+)?(?: or (\S+))?$" % (NUMBER, NUMBER),
                         key.fact.get("range", ""))
        if not found:
            check("range" not in key.fact, key.path, "has a range of another form:",
                  key.fact.get("range"))
            continue
        seen += 1
        low, unit, high, _, word = found.groups()
        unit = unit or ""
        small, large = float(low), float(high)
        whole = "whole" in key.type or "number, ..." in key.type
        step = 1 if whole else max(abs(large), abs(small)) * 1e-6
        beyond = []
        for value in (small - step, large + step):
            beyond.append("%d" % (int(value) if abs(value) < 1e15 else int(large) + 1) if whole
                          else "%.12g" % value)
        for value in (low, high):
            said = loads(key.path + "=" + key.list_of() + value + unit + key.end_of(), *BESIDE.get(key.path, []))
            stated = STATED.get((key.path, value), "")
            check(stated in said if stated else said == "", key.path, value + unit, said)
        for value in beyond:
            said = loads(key.path + "=" + key.list_of() + value + unit + key.end_of())
            stated = "allowed is %s%s to %s%s" % (low, unit, high, unit)
            check("out of range; " + stated in said, key.path, value + unit, said)
        if word:
            check(loads(key.path + "=" + word, *BESIDE.get(key.path, [])) == "", key.path, word)
        check(loads(key.path + "=" + key.list_of() + "x9") != "", key.path, "x9")
    check(seen > 90, "only", seen, "ranges found")


def try_choices():
    seen = 0
    for key in all_keys():
        if key.type == "yes or no":
            for word in ("yes", "no"):
                check("is not" not in loads(key.path + "=" + word), key.path, word)
            check("is not a flag; allowed are yes and no" in loads(key.path + "=maybe"), key.path)
        check((key.type == "choice") == bool(key.choices), key.path, key.choices)
        for choice in key.choices:
            seen += 1
            check("is not a choice" not in loads(key.path + "=" + choice), key.path, choice)
        if key.choices:
            said = loads(key.path + "=qqqqqqqq")
            check("is not a choice; allowed are" in said, key.path, said)
            for choice in key.choices:
                check(choice in said, key.path, "does not name", choice, said)
    check(seen > 40, "only", seen, "choices found")


def try_units():
    seen = 0
    for key in all_keys():
        units = key.fact.get("unit", "")
        if not re.search(r"\bt\b|\bh\b|\bm\b|km/h", units) or ":" in units + key.type:
            continue
        seen += 1
        for unit in units.split(", "):
            said = loads(key.path + "=1 " + unit)
            check("unit" not in said, key.path, unit, said)
        for unit in ("", " parsec", " kg" if "kg" not in units.split(", ") else " km"):
            check(units in loads(key.path + "=1" + unit), key.path, unit)
    check(seen > 80, "only", seen, "keys with units")


# ---- help ----

# How each command is run so that it ends well and soon, and a good value of each operand.
WORDS = {"new": ["relief"], "check": ["all.ini"], "run": ["all.ini", "-n", "2"], "list": ["all.ini"],
         "sweep": ["all.ini", "-n", "2"], "merge": ["swept"],
         "compare": ["all.ini", "-n", "2", "--with", "aircraft.a.offload_time=exponential(1 h)"],
         "size": ["all.ini", "-n", "30", "--goal", "closure_h <= 1000",
                  "--vary", "airfield.other.parking_mog=2, 3"],
         "worth": ["all.ini", "-n", "2", "--only", "fleet"],
         "sensitivity": ["all.ini", "-n", "2", "--over", "airfield.other.parking_mog=2..5"], "calibrate": ["all.ini", "-n", "2"],
         "worst": ["all.ini", "-n", "2"],
         "validate": ["all.ini", "-n", "2"], "keys": [], "show": ["all.ini"], "plot": ["ran"], "explain": ["ran"],
         "page": ["ran"], "export": ["ran", "--format", "kml"],
         "help": [], "version": []}
WRITES = ("run", "sweep", "merge", "compare", "size", "sensitivity", "calibrate", "validate", "worth", "worst")
SIMULATES = ("run", "sweep", "compare", "validate")
VARY = ["--vary", "airfield.other.elevation=0 m..9 m"]
VALUES = {"DIR": "made", "PAGE": "made.html", "REPS": "300", "N": "1", "KEY=VALUE": "scenario.wind=2 km/h",
          "THREADS": "2", "MEASURE=HALF": "closure_h=1000", "KEYS": "fleet", "KEY=VALUES": VARY[1] + " step 3 m",
          "FILE": "cases.csv", "KIND:POINTS": "lhs:4", "K/N": "1/2", "ENGINE": "parallel:1",
          "WORD": "mog", "GOAL": "closure_h >= 0", "INPUTS": "base", "TIME": "12 h", "MEASURE": "closed",
          "KEY=RANGE": "aircraft.a.offload_time=1 h..2 h", "SHARE": "60 %", "FORMAT": "czml", "HOW": "json", "SIZE": "1 GB", "WHO": "contingents", "DATE": "2022-01-01T01:00Z"}
# What an option must have, or must not have, beside it.
UNTIL = ["--until", "closure_h=1000"]
BESIDE_OPTION = {"zip": ["--vary", "airfield.other.elevation=0 m, 5 m"], "design": VARY,
                 "min": UNTIL, "max": UNTIL, "from": ["--at", "2022-01-01T01:00Z"],
                 "at": ["--from", "ran"], "output": ["--force"]}
CHANGED = {"sweep": ["all.ini", "-n", "2", "--vary", "airfield.other.parking_mog=2, 3"],
           "compare": ["all.ini", "-n", "2", "--with", "airfield.other.parking_mog=2"]}
# The other question that size can be asked.
ORDERED = ["all.ini", "-n", "2", "--set", "contingent.second.apoe=home", "--set", "contingent.second.apod=field",
           "--set", "contingent.second.loads=1"]
INSTEAD_OF_NUMBER = ("replications", "until", "min", "max")


def commands():
    overview = run("help").stdout
    return re.findall(r"^  (\w+) ", overview.split("Commands:")[1], flags=re.M)


def help_of(command):
    text = run("help", command).stdout
    check(text == run(command, "--help").stdout, command, "--help and help differ")
    return text


def option_table(command):
    """Each option: its letter and name, its operand, whether that can be left out, its meaning."""
    options = []
    for line in help_of(command).split("Options:\n")[1].split("\n\n")[0].splitlines():
        found = re.match(r"  (?:(-\w), |    )--([\w-]+)(\[?)[ =]?([A-Z][A-Z/=:]*)?\S* *(.*)", line)
        if found:
            letter, name, optional, operand, meaning = found.groups()
            options.append([letter, name, operand, bool(optional), meaning])
        else:
            options[-1][4] += " " + line.strip()
    return options


def command_line(command, name, given):
    """A whole command line with an option, as `given`."""
    words = [command, *WORDS[command], *BESIDE_OPTION.get(name, []), *given]
    if name in ("from", "at") and command in CHANGED:  # by what may change in mid-run
        words[1:1 + len(WORDS[command])] = CHANGED[command]
    if command == "size" and name in ("order", "of"):
        words[1:1 + len(WORDS[command])] = ORDERED + (["--order", "contingents"] if name == "of" else [])
    if name in INSTEAD_OF_NUMBER and "-n" in words:
        del words[words.index("-n"):words.index("-n") + 2]
    if name == "resume":
        return words + ["-o", "swept" if command == "sweep" else command + "-resumed"]
    return words + (["-o", "made"] if name != "output" else []) + ["--force"] \
        if command in WRITES else words


def try_option(command, letter, name, operand, optional):
    if name == "live" and not os.path.exists(os.path.join(os.environ.get("AIRBRIDGE_PAGE", ""), "model.wasm")):
        return  # `make wasm` makes what it needs
    value = "ran" if name == "from" else "made.txt" if (name, operand) == ("output", "FILE") else VALUES.get(operand)
    check(operand is None or value is not None, command, name, "has an operand unknown here")
    ways = [["--" + name] + ([value] if operand and not optional else [])]
    if letter:
        ways.append([letter] + ways[0][1:])
    if optional:
        ways.append(["--%s=%s" % (name, value)])
    for given in ways:
        words = command_line(command, name, given)
        result = run(*words)
        check(result.returncode == 0, " ".join(words), result.returncode, result.stderr)


def try_options():
    seen = 0
    for command in commands():
        for letter, name, operand, optional, meaning in option_table(command):
            seen += 1
            try_option(command, letter, name, operand, optional)
            refused = run(command, *WORDS[command], "--" + name + "x")
            check(refused.returncode == 2 and "there is no option" in refused.stderr,
                  command, name + "x", refused.stderr)
            limits = re.search(r"([0-9]+) to ([0-9]+)$", meaning)
            for bad in ((int(limits[1]) - 1, int(limits[2]) + 1) if limits else ()):
                said = run(command, *WORDS[command], "--" + name, str(bad))
                check(said.returncode == 2 and "from %s to %s" % limits.groups() in said.stderr,
                      command, name, bad, said.stderr)
            if limits and command == "list":
                for good in limits.groups():
                    check(run("list", "all.ini", "--" + name, good, "-q").returncode == 0, good)
    check(seen > 55, "only", seen, "options found")


def replications(command, *words):
    """How many replications a command makes, into a folder."""
    result = run(command, *words, "-o", "usual", "-q", "--force")
    with open("usual/run.json", encoding="utf-8") as file:
        return result, int(re.search(r'"replications": (\d+)', file.read())[1])


def number(text, pattern):
    return int(re.search(pattern, re.sub(r"\s+", " ", text))[1])


def try_numbers():
    """The numbers of replications that the texts of commands and options name."""
    said = help_of("run")
    usual = number(said, r"\((\d+) replications unless")
    first = number(said, r"default: (\d+), or --max")
    least = number(said, r"(\d+) or more")
    most = number(said, r"most replications .*?default: (\d+)")
    until = ["all.ini", *UNTIL]
    check(replications("run", "all.ini")[1] == usual, "run", usual)
    check(replications("run", *until)[1] == first, "first look", first)
    check(replications("run", *until, "--max", "500")[1] == 500, "first look, or --max")
    check(replications("run", *until, "--min", str(least))[1] == least, "--min", least)
    refused = run("run", *until, "--min", str(least - 1), "-o", "usual")
    check(refused.returncode == 2 and "from %d to" % least in refused.stderr, refused.stderr)
    ended, made = replications("run", "all.ini", "--until", "closure_h=0.000001")
    check(made == most and ended.returncode == 1 and "--max" in ended.stderr, "--max", made, most)
    said = help_of("compare")
    made = replications("compare", "all.ini", "--with", "scenario.wind=1 km/h")[1]
    check(made == number(said, r"(\d+) replications unless"), "compare", made)
    usual = number(help_of("sweep"), r"(\d+) replications each")
    check("x %d replications" % usual in run("list", "all.ini").stderr, "sweep", usual)
    check(replications("sweep", *until, *BESIDE_OPTION["zip"])[1] == first, "first look of a sweep", first)
    usual = number(help_of("validate"), r"\((\d+) replications unless")
    check("%d of %d replications did not" % (usual, usual) in run("validate", "failing.ini").stderr,
          "validate", usual)


def interrupted(command, *words):
    """The status of a command that is interrupted while it simulates."""
    with subprocess.Popen([PROGRAM, command, *words, "--progress=json"], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True) as process:
        try:
            for line in process.stderr:
                if re.search(r'"done": *[1-9]', line):
                    break
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
        finally:
            process.kill()
    return process.returncode


def try_status(command, text):
    words = WORDS[command]
    check(help_of(command).split("Exit status:\n")[1].split("\n\n")[0] == text, command)
    check(run(command, "--nonsense").returncode == 2, command, "status of wrong usage")
    place = ["-o", "new-" + command] if command in WRITES else []
    if command != "plot": # which another program draws
        check(run(command, *words, *place).returncode == 0, command, "status 0")
    if place:
        check(run(command, *words, *place).returncode == 2, command, "status of a full folder")
        check(run(command, *words, "-o", "/proc/none").returncode == 3, command, "unwritable")
    if words and command != "new":  # which reads no file
        again = [*place, "--force"] if place else []
        status = run(command, "nothing", *words[1:], *again).returncode
        check(status == 3, command, "status of a file that is not there", status)
    if words[:1] == ["all.ini"]:
        bad = run(command, "bad.ini", *words[1:], *place)
        check(bad.returncode == 2, command, "status of a fault", bad.returncode)
    if command in SIMULATES:
        words = ["1000000" if word == "2" else word for word in words]
        yes = ["--yes"] if command == "sweep" else []
        status = interrupted(command, *words, *yes, *(["-o", "cut-" + command] if place else []))
        check(status == 130, command, "interrupted:", status)
        failed = run(command, "failing.ini", *WORDS[command][1:],
                     *(["-o", "failed-" + command] if place else []))
        check(failed.returncode == 1, command, "status of failing replications", failed.returncode)


def try_statuses():
    text = help_of("run").split("Exit status:\n")[1].split("\n\n")[0]
    promised = re.findall(r"^  (\d+) ", text, flags=re.M)
    check(promised == ["0", "1", "2", "3", "130"], promised)
    for command in commands():
        try_status(command, text)
    missed = run("validate", "all.ini", "-n", "2", "--set", "milestone.m.latest=2022-01-01T00:01Z")
    check(missed.returncode == 1, "status of a missed milestone", missed.returncode)


def prepare():
    files = {"all.ini": SCENARIO,
             "bad.ini": SCENARIO.replace("number = 2", "number = two"),
             "failing.ini": SCENARIO.replace("[scenario]", "[scenario]\nevent_limit = 3"),
             "sites.csv": "id,guards,road_time\nt,1,1 h\n",
             "cases.csv": "airfield.other.elevation\n1 m\n2 m\n"}
    for name, text in files.items():
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    check(run("sweep", "all.ini", "-o", "swept", "-n", "2", "-q").returncode == 0, "sweep")
    check(run("run", "all.ini", "-o", "ran", "-n", "2", "-q", "--trace").returncode == 0, "run")


def main():
    tries = {"defaults": [try_defaults], "required": [try_required], "limits": [try_limits],
             "choices": [try_choices], "units": [try_units],
             "options": [try_options, try_numbers], "statuses": [try_statuses]}
    assert not os.listdir(), "this folder is not empty"
    prepare()
    for trial in tries[sys.argv[1]]:
        trial()
    print(tried, "promises tried,", broken, "broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
