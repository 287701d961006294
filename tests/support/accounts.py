#!/usr/bin/env python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""accounts.py FOLDER [--hours] - adds up the traced flights, loads and airfields of a run of one
replication, and compares that with its tables by contingent, airfield, type and hour. Prints what
differs; silent when nothing does. A person weighs 0.12 t. --hours: there are working hours, and who
holds a place until they begin does not use it, but has it in the states of the airfield."""
import csv
import sys
from collections import defaultdict
from datetime import datetime, timedelta, timezone

folder = sys.argv[1]
person_mass = 0.12
wrong = 0


def rows(name):
    with open(f"{folder}/{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text else 0.0


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


STEP = timedelta(hours=1)
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def begin_of(moment):
    """The beginning of the hour or day of a moment."""
    return EPOCH + (moment - EPOCH) // STEP * STEP


def hour_of(text):
    return begin_of(instant(text)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def expect(what, found, wanted, near=1e-6):
    global wrong
    if abs(found - wanted) > near * (1 + abs(wanted)):
        wrong += 1
        if wrong < 20:
            print(f"{what}: the table has {found:.9g}, the trace {wanted:.9g}")


def compare(what, found, wanted, near=1e-6):
    for key in sorted(set(found) | set(wanted), key=str):
        expect(f"{what} {key}", found.get(key, 0.0), wanted.get(key, 0.0), near)


def flown_h(sortie):
    return (instant(sortie["block_in"]) - instant(sortie["block_out"])).total_seconds() / 3600 - \
        number(sortie["parked_h"])


sorties, chalks = rows("sorties"), rows("chalks")
causes = [name[5:-2] for name in sorties[0] if name.startswith("wait_")] if sorties else []

# ---- whose each flight is: its load's; to fetch one, the next load's; home, the last one's ----
by_tail = defaultdict(list)
for sortie in sorties:
    by_tail[sortie["tail"]].append(sortie)
for flights in by_tail.values():
    flights.sort(key=lambda sortie: int(sortie["sortie"]))
    last = ""
    for i, sortie in enumerate(flights):
        sortie["for"] = sortie["contingent"] or last
        if sortie["purpose"] == "positioning" and i + 1 < len(flights):
            sortie["for"] = flights[i + 1]["contingent"]
        last = sortie["for"]

# ---- flows ----
told = {(row["time"], row["airfield"], row["direction"]): row for row in rows("flows")}
for row in told.values():
    STEP = timedelta(hours=number(row["hours"]))
fields = ["flights", "loaded", "people", "vehicles", "tonnes", "fuel"]
flows = defaultdict(lambda: dict.fromkeys(fields, 0.0))
for sortie in sorties:
    people = number(sortie["people"]) + number(sortie["passengers"])
    for way, moment, field, fuel in (("out", "block_out", "origin", "fuel_taken_t"),
                                     ("in", "block_in", "destination", "fuel_burnt_t")):
        if sortie[moment]:
            flow = flows[hour_of(sortie[moment]), sortie[field], way]
            flow["flights"] += 1
            flow["loaded"] += bool(sortie["chalk"]) or people > 0
            flow["people"] += people
            flow["vehicles"] += number(sortie["vehicles"])
            flow["tonnes"] += number(sortie["cargo_t"]) + people * person_mass
            flow["fuel"] += number(sortie[fuel])
for field in fields:
    near = 1e-3 if field in ("tonnes", "fuel") else 1e-9
    for statistic in ("mean", "p10", "p50", "p90"):
        compare(f"flows: {field}_{statistic}",
                {key: number(row[f"{field}_{statistic}"]) for key, row in told.items()},
                {key: flow[field] for key, flow in flows.items()}, near)

# ---- flights, hours and fuel ----
names = ["flights_mean", "flying_h_mean", "fuel_taken_t_mean", "fuel_burnt_t_mean"]
accounts = defaultdict(float)
for sortie in sorties:
    for thing in (("type", sortie["type"]), ("airfield", sortie["origin"]),
                  ("contingent", sortie["for"])):
        accounts[thing, "fuel_taken_t_mean"] += number(sortie["fuel_taken_t"])
        if sortie["block_in"]:
            accounts[thing, "flights_mean"] += 1
            accounts[thing, "flying_h_mean"] += flown_h(sortie)
            accounts[thing, "fuel_burnt_t_mean"] += number(sortie["fuel_burnt_t"])
account_rows = rows("accounts")
compare("accounts:", {((row["of"], row["id"]), name): number(row[name])
                      for row in account_rows for name in names}, accounts, 2e-3)
summary = {row["measure"]: number(row["mean"]) for row in rows("summary")}
for of in ("type", "airfield", "contingent"):
    own = [row for row in account_rows if row["of"] == of]
    expect(f"flying hours by {of}", sum(number(row["flying_h_mean"]) for row in own),
           summary["flying_hours"])
    expect(f"fuel burnt by {of}", sum(number(row["fuel_burnt_t_mean"]) for row in own),
           summary["fuel_t"])
    expect(f"cost by {of}", sum(number(row["cost_mean"]) for row in own), summary["cost"])

# ---- waits ----
told = defaultdict(float)
for row in rows("waits_by"):
    told[row["of"], row["id"], row["cause"]] += number(row["hours_mean"])
for row in rows("waits"):
    for of in ("contingent", "airfield"):
        expect(f"waits by {of}: {row['cause']}",
               sum(hours for key, hours in told.items() if key[0] == of and key[2] == row["cause"]),
               number(row["hours_mean"]))
waited = defaultdict(float)
for sortie in sorties:
    for cause in causes:
        waited["contingent", sortie["for"], cause] += number(sortie[f"wait_{cause}_h"])
for chalk in chalks:
    for cause in ("aircraft", "positioning", "preparation"):
        waited["contingent", chalk["contingent"], cause] += number(chalk[f"wait_{cause}_h"])
own = {"slot", "closed", "window", "flow", "yard"}  # of a load too, before it has an aircraft: not told apart in its row
compare("waits:", {key: hours for key, hours in told.items()
                   if key[0] == "contingent" and key[2] not in own},
        {key: hours for key, hours in waited.items() if key[2] not in own}, 2e-3)

# ---- chains ----
chain = defaultdict(float)
for row in rows("chain_by"):
    chain[row["of"], row["id"]] += number(row["hours_mean"])
for row in rows("summary"):
    name, _, contingent = row["measure"].partition(".")
    if name == "closure_h" and contingent and row["mean"]:
        expect(f"chain of {contingent}", chain["contingent", contingent], number(row["mean"]))

# ---- working places hour by hour, from the states of airfields ----
places = {row["place"]: row["working_mog"] for row in rows("places")}
use = defaultdict(float)
states = defaultdict(list)
for row in rows("airfields"):
    states[row["airfield"]].append(row)
for airfield, changes in states.items():
    for row, following in zip(changes, changes[1:]):
        begin, end = instant(row["time"]), instant(following["time"])
        while begin < end:
            until = min(end, begin_of(begin) + STEP)
            passed = (until - begin) / STEP
            key = (begin_of(begin).strftime("%Y-%m-%dT%H:%M:%S.000Z"), airfield)
            full = row["working_mog"] and (int(row["working"]) >= int(row["working_mog"]) or
                                           int(row["waiting"]) > 0)
            use["in_use", key] += passed * int(row["working"])
            use["waiting", key] += passed * int(row["waiting"])
            use["saturated", key] += passed * bool(full)
            begin = until
told = {(name, (row["time"], row["id"])): number(row[name])
        for row in rows("binding") if row["resource"] == "working places"
        for name in ("in_use", "waiting", "saturated")}
# Those in which a replication begins or ends may be shorter.
latest = max((key[1][0] for key in told), default="")
first = min((key[1][0] for key in told), default="")
if "--hours" not in sys.argv:
    limited = {airfield for airfield, mog in places.items() if mog}
    compare("binding: working places",
            {key: value for key, value in told.items()
             if first < key[1][0] < latest and key[1][1] in limited},
            {key: value for key, value in use.items()
             if first < key[1][0] < latest and key[1][1] in limited and value > 0}, 1e-5)
sys.exit(1 if wrong else 0)
