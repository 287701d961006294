// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// milestones.js - history's intervals beside what the replications do, instant by instant.
import {scaleUtc} from "d3-scale";
import {max, min} from "d3-array";
import {alternative, figure, key, label, picture, rowsOf, timeAxis} from "./chart.js";
import {number, percent, visible} from "./text.js";
import {HOUR} from "./clock.js";

export const id = "milestones", title = "Milestones against history";

const instant = text => text === null || text === "" ? null : Date.parse(text);

export function fits(data) {
    return instants(data).length > 0;
}

function instants(data) {
    return rowsOf(data, "milestones").filter(row => row.kind === "instant" && (row.earliest || row.latest))
        .map(row => ({...row,
        low: instant(row.earliest), high: instant(row.latest), p10: instant(row.p10), p50: instant(row.p50),
            p90: instant(row.p90),
        tolerance: (row.tolerance_h ?? 0) * HOUR, words: row.name || row.milestone}))
        .sort((a, b) => (a.low ?? a.high) - (b.low ?? b.high));
}

const isMissed = row => row.outcome === "missed" || row.outcome === "known miss" || row.verdict === "missing";

export function draw(section, data, page) {
    const rows = instants(data), others = rowsOf(data, "milestones").length - rows.length;
    const frame = figure(section, {title: "When it happened, and when it happens here",
        note: "Above, the interval of history with its tolerance; below, the 10th to the 90th percentile " +
            "of the replications, a dot at the median." +
            (others > 0 ?
                ` ${number(others)} more that are durations or amounts, or have no bounds, are in the ` +
                `table.` : "")});
    const missed = rows.filter(isMissed);
    const ends = rows.flatMap(row => [row.low === null ? null : row.low - row.tolerance, row.high === null ?
        null : row.high + row.tolerance, row.p10, row.p90]).filter(t => t !== null);
    picture(frame, page, missed.length ? `Missed: ${missed.map(row => row.words).join(", ")}.` :
        "None is missed by the median.", (svg, width) => {
        const isNarrow = width < 700, step = isNarrow ? 44 : 26, left = isNarrow ? 8 :
            Math.min(330, 0.34 * width), right = width - 60, bottom = 6 + step * rows.length;
        const x = scaleUtc().domain([min(ends), max(ends)]).range([left, right]);
        timeAxis(svg, page, x, bottom, {grid: bottom - 6});
        rows.forEach((row, i) => {
            const y = 6 + step * i + (isNarrow ? 29 : step / 2), group = svg.append("g");
            if (isNarrow) label(group, row.words, 8, 6 + step * i + 9, Math.floor(width / 7), "start");
            else label(group, row.words, left - 8, y, Math.floor((left - 12) / 6.6));
            drawRow(group, row, x, y);
            group.append("text").attr("class", isMissed(row) ? "value missed" : "value").attr("x", right + 8)
                .attr("y", y).attr("dominant-baseline", "central")
                .text(isMissed(row) ? "missed" : percent(row.within_share));
            group.append("title")
                .text(visible(`${row.words}: ${row.outcome ?? row.verdict}; history ` +
                    `${told(page, row.low)} to ${told(page, row.high)}, here ${told(page, row.p10)} to ` +
                    `${told(page, row.p90)}; ` +
                `within in ${percent(row.within_share)}. ` +
                `${row.source ?? ""}${row.known_miss ? ` ${row.known_miss}` : ""}`));
        });
        return bottom + 42;
    });
    key(frame.legend, [{sort: "line", class: "history", text: "history's interval"},
        rows.some(row => row.tolerance > 0) && {sort: "line", class: "history-tolerance",
        text: "its tolerance"},
        {sort: "area", class: "bar-soft", text: "8 in 10 replications"},
            {sort: "dot", class: "dot", text: "median"}].filter(Boolean));
    frame.readout.text("The figure at the right is the share of replications within interval and tolerance.");
    const all = rowsOf(data, "milestones");
    const shown = (row, value) => value === null ? "" : row.kind === "instant" ?
        page.time(Date.parse(value)) : row.kind === "duration" ? `${number(value)} h` : number(value);
    alternative(frame,
        () => ({rows: all, columns: [{label: "milestone", of: row => row.name || row.milestone},
        {label: "use", of: row => row.use},
        {label: "history from", of: row => shown(row, row.earliest)},
            {label: "to", of: row => shown(row, row.latest)},
        {label: "tolerance", of: row => row.tolerance_h ? `${number(row.tolerance_h)} h` :
            row.tolerance_amount ? number(row.tolerance_amount) : ""},
        {label: "10th percentile", of: row => shown(row, row.p10)},
            {label: "median", of: row => shown(row, row.p50)},
            {label: "90th percentile", of: row => shown(row, row.p90)},
        {label: "within", unit: "%", of: row => row.within_share === null ? null : 100 * row.within_share},
            {label: "outcome", of: row => row.outcome}, {label: "source", of: row => row.source}]}));
}

const told = (page, t) => t === null ? "open" : page.time(t);

function drawRow(group, row, x, y) {
    const [left, right] = x.range(), low = row.low === null ? left : x(row.low), high = row.high === null ?
        right : x(row.high);
    const wideLow = row.low === null ? left : x(row.low - row.tolerance), wideHigh = row.high === null ?
        right : x(row.high + row.tolerance);
    group.append("path").attr("class", "history-tolerance").attr("d", `M${wideLow},${y - 5}H${wideHigh}`);
    if (high - low < 3) group.append("circle").attr("class", "history-point").attr("cx", low)
        .attr("cy", y - 5).attr("r", 3);
    else group.append("path").attr("class", "history").attr("d", `M${low},${y - 5}H${high}`);
    if (row.p50 === null) return;
    const a = x(row.p10 ?? row.p50), b = row.p90 === null ? right : x(row.p90);
    group.append("rect").attr("class", "bar-soft").attr("x", a).attr("width", Math.max(1, b - a))
        .attr("y", y + 1).attr("height", 7);
    group.append("circle").attr("class", "dot").attr("cx", x(row.p50)).attr("cy", y + 4.5).attr("r", 4);
}
