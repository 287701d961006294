#!/usr/bin/env python3
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at pictures of results, in SVG, as a reader would: nothing is cut at an edge, no words touch,
what the key names is there, and something is drawn.

    tests/support/pictures.py FILE.svg ...

Prints a line for each fault; status 1 when there was one. Widths of letters are those of DejaVu Sans,
the font that the pictures ask for.
"""
import re
import sys
import xml.etree.ElementTree as tree

SVG = "{http://www.w3.org/2000/svg}"
NARROW, WIDE = "ijl.,:;'|!()[]ft\" -/r", "mwMWG%@OQ"


def width_of(text, size):
    """About the width of a text; rather too small, so that a fault is one."""
    return size * sum(0.33 if c in NARROW else 0.85 if c in WIDE else 0.57 for c in text)


class Text:
    """A word or more, and the box around it."""

    def __init__(self, text, place, anchor, size, turn):
        self.text = text
        x, y = place
        width = width_of(text, size)
        start = {"start": 0, "middle": -width / 2, "end": -width}[anchor]
        box = [start, -0.72 * size, start + width, 0.12 * size]
        if turn == 270:  # upwards
            box = [box[1], -box[2], box[3], -box[0]]
        self.box = [x + box[0], y + box[1], x + box[2], y + box[3]]
        self.slanted = turn not in (0, 270)
        self.gap = 0.4 * size if turn == 0 and anchor == "middle" else 0  # a blank between two ticks

    def meets(self, other):
        a, b = self.box, other.box
        gap = self.gap if self.gap == other.gap and abs(a[3] - b[3]) < 1 else 0
        return a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] and b[1] < a[3]


def texts_of(group, texts):
    """All texts below a group, which gnuplot places one by one."""
    for child in group:
        if child.tag == SVG + "g" and child.find(SVG + "text") is not None:
            moved = re.search(r"translate\(([-0-9.]+),([-0-9.]+)\)", child.get("transform", ""))
            turned = re.search(r"rotate\(([-0-9.]+)\)", child.get("transform", ""))
            text = "".join(child.find(SVG + "text").itertext()).strip()
            if moved and text:
                texts.append(Text(text, (float(moved[1]), float(moved[2])),
                                  child.get("text-anchor", "start"), float(child.get("font-size")),
                                  float(turned[1]) % 360 if turned else 0))
        else:
            texts_of(child, texts)
    return texts


def drawings_of(group):
    """Colour and points of all that is drawn below a group; what a colour is inherited from counts."""
    found = []

    def visit(element, stroke, fill):
        stroke = element.get("stroke", stroke)
        fill = element.get("fill", fill)
        stroke = element.get("color", stroke) if stroke == "currentColor" else stroke
        points = []
        if element.tag == SVG + "path":
            points = re.findall(r"([-0-9.]+),([-0-9.]+)", element.get("d", ""))
        elif element.tag == SVG + "polygon":
            points = re.findall(r"([-0-9.]+),([-0-9.]+)", element.get("points", ""))
        elif element.tag == SVG + "use":
            points = re.findall(r"translate\(([-0-9.]+),([-0-9.]+)\)", element.get("transform", ""))
        if points:
            colour = stroke if fill in ("none", None) or element.tag == SVG + "path" else fill
            if element.tag == SVG + "use":
                colour = element.get("color", colour)
            found.append((str(colour).replace(" ", ""), [(float(x), float(y)) for x, y in points]))
        for child in element:
            if child.tag != SVG + "defs":
                visit(child, stroke, fill)

    visit(group, "none", None)
    return found


def outside(points, keys):
    """Whether any of the points is not of the sample beside a word of the key."""
    return any(not any(-70 < x - k.box[0] < k.box[2] - k.box[0] + 70 and k.box[1] - 12 < y < k.box[3] + 12
                       for k in keys) for x, y in points)


def faults_of(path):
    root = tree.parse(path).getroot()
    width, height = (float(v) for v in root.get("viewBox").split()[2:])
    texts = texts_of(root, [])
    faults = []
    for text in texts:
        x0, y0, x1, y1 = text.box
        if x0 < 0 or y0 < 0 or x1 > width or y1 > height:
            faults.append(f"'{text.text}' is cut at the edge")
    # A word in a box is drawn twice.
    upright = list({(text.text, *text.box): text for text in texts if not text.slanted}.values())
    for i, text in enumerate(upright):
        faults += [f"'{text.text}' touches '{other.text}'"
                   for other in upright[:i] if text.meets(other)]
    plots = [g for g in root.iter(SVG + "g") if g.get("id", "").startswith("gnuplot_plot_")]
    keys = [text for plot in plots for text in texts_of(plot, [])[:1]
            if text.text == plot.find(SVG + "title").text.strip()]
    # Bounds of a milestone are arrows, and belong to no plot.
    seen = {colour for colour, points in drawings_of(root) if outside(points, keys)}
    if not any(outside(points, keys) for plot in plots for _, points in drawings_of(plot)):
        faults.append("nothing is drawn")
    if len(texts) < 4:
        faults.append("there are hardly any words")
    for plot in plots:
        title = plot.find(SVG + "title").text.strip()
        own = drawings_of(plot)
        if not any(text.text == title for text in keys) or not own:
            continue
        if not any(outside(points, keys) or colour in seen for colour, points in own):
            faults.append(f"the key names '{title}', which is not there")
        if any(x < 0 or x > width for _, points in own if not outside(points, keys) for x, _ in points):
            faults.append(f"the key's sample of '{title}' is cut at the edge")
    return faults


def main():
    bad = 0
    for path in sys.argv[1:]:
        for fault in faults_of(path):
            print(f"{path}: {fault}")
            bad = 1
    return bad


sys.exit(main())
