#!/usr/bin/env python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""Holds what `airbridge export` wrote against the tables of the result.

    exported.py DIR FILE.geojson FILE.kml FILE.czml

Every flight that landed, between airfields with a position, must be in each: off where and when the table
says, down where and when it says, with times that rise between. Prints how many flights were looked at."""

import csv
import json
import re
import sys
import xml.etree.ElementTree as tree
from datetime import datetime, timezone

KML = "{http://www.opengis.net/kml/2.2}"
GX = "{http://www.google.com/kml/ext/2.2}"
# The order of what a Placemark holds, by the schema of KML 2.2.
ORDER = ["name", "TimeSpan", "styleUrl", "ExtendedData", "Point", "Track"]


def rows(folder, table):
    with open("%s/%s.csv" % (folder, table), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seconds(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc).timestamp()


def flights(folder):
    """By number: off, down, and the two positions."""
    at = {row["place"]: (float(row["longitude"]), float(row["latitude"]))
          for row in rows(folder, "places") if row["kind"] == "airfield" and row["latitude"]}
    found = {}
    for row in rows(folder, "sorties"):
        if row["landing"] and row["origin"] in at and row["destination"] in at:
            found[int(row["sortie"])] = (seconds(row["takeoff"]), seconds(row["landing"]),
                                         at[row["origin"]], at[row["destination"]], row["tail"])
    return found


def near(a, b):
    assert abs(a[0] - b[0]) < 1e-5 and abs(a[1] - b[1]) < 1e-5, (a, b)


def check(number, flight, points):
    """Points are longitude, latitude, seconds."""
    off, down, origin, destination, _ = flight
    near(points[0], origin)
    near(points[-1], destination)
    assert abs(points[0][2] - off) < 2e-3 and abs(points[-1][2] - down) < 2e-3, (number, points[0])
    assert all(a[2] <= b[2] for a, b in zip(points, points[1:])), number
    assert all(abs(p[0]) <= 180 and abs(p[1]) <= 90 for p in points), number


def check_geojson(path, wanted):
    lines = {}
    with open(path, encoding="utf-8") as file:
        collection = json.load(file)
        assert collection["type"] == "FeatureCollection"
        for feature in collection["features"]:
            assert feature["type"] == "Feature" and feature["geometry"]["type"] in ("Point", "LineString"), feature
            properties = feature["properties"]
            if properties["kind"] == "flight":
                part = lines.setdefault(properties["sortie"], [])
                assert properties["part"] > (part[-1][3] if part else 0), properties
                part += [(*p[:2], p[3], properties["part"] - 1) for p in feature["geometry"]["coordinates"]]
                assert len(feature["geometry"]["coordinates"]) > 1
    assert lines.keys() == wanted.keys(), lines.keys() ^ wanted.keys()
    for number, points in lines.items():
        # Within a part no line goes around the world.
        assert all(a[3] != b[3] or abs(a[0] - b[0]) <= 90 or abs(a[1]) > 89.9
                   for a, b in zip(points, points[1:])), number
        check(number, wanted[number], points)


def check_kml(path, wanted):
    seen = set()
    document = tree.parse(path)
    styles = {style.get("id"): style for style in document.iter(KML + "Style")}
    used = {url.text for url in document.iter(KML + "styleUrl")}
    assert used <= {"#" + name for name in styles}, used
    for colour in document.iter(KML + "color"):
        assert re.fullmatch("[0-9a-f]{8}", colour.text), colour.text
    for mark in document.iter(KML + "Placemark"):
        assert mark.find(KML + "styleUrl") is not None
        order = [ORDER.index(part.tag.split("}")[1]) for part in mark]
        assert order == sorted(order), order
        track = mark.find(GX + "Track")
        if track is None:
            continue
        data = {one.get("name"): one.find(KML + "value").text for one in mark.iter(KML + "Data")}
        when = [seconds(one.text) for one in track.findall(KML + "when")]
        where = [tuple(map(float, one.text.split())) for one in track.findall(GX + "coord")]
        assert len(when) == len(where)
        number = int(data["sortie"])
        seen.add(number)
        check(number, wanted[number], [(*p[:2], t) for p, t in zip(where, when)])
    assert seen == wanted.keys(), seen ^ wanted.keys()


def check_czml(path, wanted):
    with open(path, encoding="utf-8") as file:
        packets = json.load(file)
    assert packets[0]["id"] == "document"
    samples = {}
    for packet in packets[1:]:
        position = packet["position"]["cartographicDegrees"]
        if packet["id"].startswith("aircraft/"):
            epoch = seconds(packet["position"]["epoch"])
            points = [(position[i + 1], position[i + 2], epoch + position[i]) for i in range(0, len(position), 4)]
            assert all(a[2] < b[2] for a, b in zip(points, points[1:])), packet["id"]
            samples[packet["name"]] = {round(p[2], 3): p for p in points}
    for off, down, origin, destination, tail in wanted.values():
        near(samples[tail][round(off, 3)], origin)
        near(samples[tail][round(down, 3)], destination)


def check_numbers(path):
    """None is less than nothing."""
    with open(path, encoding="utf-8") as file:
        found = re.search(r"(?<![\w.])-0(\.0*)?(?![\w.])", file.read())
    assert not found, (path, found)


def main():
    folder, geojson, kml, czml = sys.argv[1:]
    for path in geojson, kml, czml:
        check_numbers(path)
    wanted = flights(folder)
    check_geojson(geojson, wanted)
    check_kml(kml, wanted)
    check_czml(czml, wanted)
    print(len(wanted), "flights")


main()
