// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// ranked.js - a list of things with a bar each, and the interval of its value: the longest lists fold.
import {scaleLinear} from "d3-scale";
import {max, min} from "d3-array";
import {belowAxis, label, picture, quantity} from "./chart.js";
import {visible} from "./text.js";

const SHOWN_FIRST = 20;

// rows in their order, each {name, value, low, high, text, kind, missing}: low and high may be null; kind
// is the class
// of its bar; mark is another value, drawn as an open dot; missing says in words why there is no bar. Of
// many rows the first are shown until the others
// are asked for.
export function ranked(frame, page, {rows, unit, axis, summary, chosen = null, onChoose = null}) {
    let shown = Math.min(rows.length, SHOWN_FIRST);
    const made = picture(frame, page, summary, (svg, width) =>
        drawRows(svg, width, rows.slice(0, shown), {unit, axis, chosen: chosen ?? (() => false), onChoose,
            all: rows}));
    if (rows.length > shown) {
        const more = frame.root.append("p").attr("class", "tools").append("button").attr("type", "button")
            .text(`Show all ${rows.length}`);
        more.on("click", () => {
            shown = shown === rows.length ? SHOWN_FIRST : rows.length;
            more.text(shown === rows.length ? `Show the first ${SHOWN_FIRST}` : `Show all ${rows.length}`);
            made.again();
        });
    }
    return made;
}

function drawRows(svg, width, rows, {unit, axis, chosen, onChoose, all}) {
    const isNarrow = width < 640, step = isNarrow ? 42 : 26, top = 6;
    const left = isNarrow ? 8 : Math.min(0.42 * width, 360), right = width - 92;
    const ends = all.flatMap(row => [row.value, row.low, row.high, row.mark])
        .filter(v => v !== null && v !== undefined && isFinite(v));
    const least = min(ends) ?? 0, most = Math.max(0, max(ends) ?? 1) || 1;
    // An end just below zero is worth no room of its own.
    const x = scaleLinear().domain([least < -0.03 * most ? least : 0, most]).nice(5).range([left, right])
        .clamp(true);
    const bottom = top + step * rows.length;
    belowAxis(svg, x, bottom, axis, {count: Math.max(2, Math.floor((right - left) / 90)),
        grid: bottom - top});
    svg.append("line").attr("class", "zero").attr("x1", x(0)).attr("x2", x(0)).attr("y1", top)
        .attr("y2", bottom);
    const letters = Math.floor((isNarrow ? width - 20 : left - 12) / 6.6);
    rows.forEach((row, i) => {
        const middle = top + step * i + (isNarrow ? 29 : step / 2), group = svg.append("g");
        group.append("title").text(visible(`${row.name}: ${row.text ?? quantity(row.value, unit)}`));
        if (isNarrow) label(group, row.name, 8, top + step * i + 10, letters, "start").attr("class", "halo");
        else label(group, row.name, left - 8, middle, letters);
        if (onChoose) {
            group.attr("class", chosen(row) ? "chosen" : "choice").on("click", () => onChoose(row));
        }
        drawBar(group, row, x, middle, unit);
    });
    return bottom + 42;
}

function drawBar(group, row, x, middle, unit) {
    if (row.value === null || row.value === undefined) {
        group.append("text").attr("class", "faint").attr("x", x(0) + 6).attr("y", middle)
            .attr("dominant-baseline", "central")
            .text(row.missing ?? "no value");
        return;
    }
    const a = x(Math.min(0, row.value)), b = x(Math.max(0, row.value));
    group.append("rect").attr("class", row.kind ?? "bar").attr("x", a).attr("y", middle - 7)
        .attr("width", Math.max(0.5, b - a))
        .attr("height", 14);
    let end = b;
    if (row.low !== null && row.low !== undefined && row.high !== null && row.high !== undefined) {
        group.append("path").attr("class", "whisker")
            .attr("d", `M${x(row.low)},${middle}H${x(row.high)}M${x(row.low)},${middle - 4}v8M${x(row.high)},${middle - 4}v8`);
        end = Math.max(b, x(row.high));
    }
    if (row.mark !== null && row.mark !== undefined) {
        group.append("circle").attr("class", "dot-open").attr("cx", x(row.mark)).attr("cy", middle)
            .attr("r", 4);
        end = Math.max(end, x(row.mark) + 4);
    }
    group.append("text").attr("class", "value halo").attr("x", end + 6).attr("y", middle)
        .attr("dominant-baseline", "central")
        .text(row.short ?? quantity(row.value, unit));
}
