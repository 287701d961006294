#!/usr/bin/env python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""large.py - writes a scenario of any size.

    tests/support/large.py [own] [list=FILE.csv] KIND=NUMBER ... >large.ini

KIND is airfields, fleets, contingents, legs, sites, milestones, changes; those that are not said are
few. Half of the airfields are at home, where fleets are based and loads begin, the others away. With
`own` each contingent names a fleet that carries it, otherwise all fleets carry all. With `list` the
contingents go into a CSV file, as a movement list has them.
"""

import csv

import sys

FEW = {"airfields": 2, "fleets": 1, "contingents": 1, "legs": 0, "sites": 0, "milestones": 0, "changes": 0}


def section(name, **keys):
    print(f"\n[{name}]")
    for key, value in keys.items():
        print(f"{key} = {value}")


def write_list(name, rows):
    """Writes things, ids and keys, as rows of a table, and the section that reads it."""
    with open(name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", *rows[0][1]])
        writer.writeheader()
        writer.writerows({"id": id, **keys} for id, keys in rows)
    section("table.list", kind="contingent", file=name)


def main(own, listed, count):
    homes = max(count["airfields"] // 2, 1)
    away = [f"a{i}" for i in range(homes, count["airfields"])]
    home = [f"a{i}" for i in range(homes)]
    section("scenario", start="2022-01-01T00:00Z", end="closed", horizon="3650 d")
    section("aircraft.transport", cruise_speed="750 km/h", payload_range="40 t: 3000 km, 0 t: 9000 km",
            seats=100, onload_time="2 h", offload_time="90 min")
    for i in range(count["airfields"]):
        section(f"airfield.a{i}", latitude=f"{40 + i * 7919 % 150000 / 10000}",
                longitude=f"{i % 2 * 20 + i * 104729 % 150000 / 10000}", working_mog=8)
    for i in range(count["fleets"]):
        section(f"fleet.f{i}", type="transport", number=10, home=home[i % len(home)])
    contingents = []
    for i in range(count["contingents"]):
        keys = {"apoe": home[i % len(home)], "apod": away[i % len(away)], "people": 60,
                "priority": i % 100, "notice": f"{i % 48} h"}
        if own:
            keys["fleets"] = f"f{i % count['fleets']}"
        contingents.append((f"c{i}", keys))
    if listed:
        write_list(listed, contingents)
    for id, keys in [] if listed else contingents:
        section(f"contingent.{id}", **keys)
    for i in range(count["legs"]):
        section(f"leg.l{i}", **{"from": home[i % len(home)], "to": away[i // len(home) % len(away)],
                                "distance": "2500 km"})
    for i in range(count["sites"]):
        section(f"site.s{i}", latitude="45", longitude="25", guards=50)
    for i in range(count["milestones"]):
        section(f"milestone.m{i}", event="complete", contingents=f"c{i % count['contingents']}",
                latest="2022-02-01T00:00Z")
    for i in range(count["changes"]):
        section(f"change.x{i}", key=f"airfield.{away[i % len(away)]}.working_mog", value=9, at=f"{i} h")


said = dict(word.split("=") for word in sys.argv[1:] if word != "own")
listed = said.pop("list", None)
main("own" in sys.argv, listed, FEW | {kind: int(number) for kind, number in said.items()})
