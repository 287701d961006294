// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// closure.js - when the force closes: how often at which hour, and contingent by contingent.
import {bin, max} from "d3-array";
import {select} from "d3-selection";
import {scaleLinear} from "d3-scale";
import {alternative, amountAxis, belowAxis, figure, key, label, picture, rowsOf, whole} from "./chart.js";
import {number, percent, visible, withUnit} from "./text.js";

export const id = "closure", title = "Closure";
const MOST_CONTINGENTS = 30;

export function fits(data) {
    return data.table("replications") !== null && data.table("contingents") !== null;
}

// Closure of each contingent, the last first: {name, p10, p50, p90, beyond}. Those that are not in in half of
// the replications come before all others.
export function contingents(data) {
    const never = row => row.p50 === null ? row.beyond / row.n : 0;
    return rowsOf(data, "summary").filter(row => row.measure.startsWith("closure_h.") && row.n > 0)
        .map(row => ({name: row.measure.slice("closure_h.".length), p10: row.p10, p50: row.p50, p90: row.p90,
            beyond: row.beyond, n: row.n}))
        .sort((a, b) => never(b) - never(a) || b.p50 - a.p50);
}

export function draw(section, data, page) {
    const all = rowsOf(data, "replications"), closed = all.map(row => row.closure_h).filter(h => h !== null)
        .sort((a, b) => a - b);
    if (closed.length === 0) {
        select(section).append("p")
            .text(`The force does not close in ${all.length === 1 ? "the one replication" :
            `any of ${number(all.length)} replications`} before it ends.`);
    }
    if (closed.length > 1) distribution(section, data, page, closed, all.length);
    const list = contingents(data);
    if (list.length) byContingent(section, page, list, all.length === 1);
}

function distribution(section, data, page, closed, replications) {
    const open = replications - closed.length;
    const band = rowsOf(data, "bands").find(row => row.measure === "closure_h");
    const summed = rowsOf(data, "summary").find(row => row.measure === "closure_h");
    const luck = [summed?.p10 ?? null, summed?.p50 ?? null, summed?.p90 ?? null];
    const of = data.table("replications").of;
    const frame = figure(section, {title: "When the force closes",
        note: `${of > replications ? `The first ${number(replications)} of ${number(of)}` : number(of)} ` +
            `replications${open ? `, of which ${number(open)} had not closed when they ended: later than all others` : ""}.`});
    const known = band && band.p10 !== null && band.p50 !== null ? [band.p10, band.p50, band.p90] : null;
    const low = Math.min(closed[0], known?.[0] ?? Infinity),
        high = Math.max(closed[closed.length - 1], known?.[2] ?? -Infinity);
    const pad = Math.max(0.5, 0.06 * (high - low));
    const summary = `Median ${told(luck[1])}, 8 times in 10 between ${told(luck[0])} and ${told(luck[2])} ` +
        `after the request.`;
    picture(frame, page, summary, (svg, width) => {
        const height = 330, left = 46, right = width - 16, top = 72, bottom = height - 44;
        const x = scaleLinear().domain([low - pad, high + pad]).range([left, right]);
        const bins = bin()
            .domain(x.domain()).thresholds(x.ticks(Math.min(40,
            Math.max(6, Math.round(Math.sqrt(closed.length) * 2)))))(closed);
        const y = scaleLinear().domain([0, max(bins, b => b.length)]).nice(4).range([bottom, top]);
        amountAxis(svg, y, left, right, "", {count: 4, form: whole});
        svg.append("text").attr("class", "faint").attr("x", 2).attr("y", top - 8).text("replications");
        belowAxis(svg, x, bottom, "hours after the request", {count: Math.max(3, Math.floor(width / 90))});
        svg.append("g").selectAll("rect").data(bins.filter(b => b.length)).enter().append("rect")
            .attr("class", "bar")
            .attr("x", b => x(b.x0) + 0.5).attr("width", b => Math.max(1, x(b.x1) - x(b.x0) - 1))
                .attr("y", b => y(b.length))
            .attr("height", b => bottom - y(b.length)).append("title")
            .text(b => `${number(b.length)} close between ${number(b.x0, 4)} and ${number(b.x1, 4)} h`);
        interval(svg, x, 16, luck, "luck alone", "band-luck");
        if (known) interval(svg, x, 40, known, "with what is not known", "band-known");
        return height;
    });
    key(frame.legend, [{sort: "bar", class: "bar", text: "replications, luck alone"},
        {sort: "area", class: "band-luck", text: "8 in 10 by luck alone, with the median"},
        known && {sort: "area", class: "band-known", text: "8 in 10 with what is not known, too"}]
            .filter(Boolean));
    frame.readout.text(summary +
        (known ? ` With what is not known: median ${told(known[1])}, between ${told(known[0])} and ` +
            `${told(known[2])}.` : ""));
}

const told = hours => hours === null ? "never" : withUnit(hours, "h");

// A bar from the 10th to the 90th percentile with its median; an end that never comes is open.
function interval(svg, x, top, [low, middle, high], words, kind) {
    const right = x.range()[1], a = low === null ? right : x(low), b = high === null ? right : x(high);
    svg.append("rect").attr("class", kind).attr("x", a).attr("y", top).attr("width", Math.max(1, b - a))
        .attr("height", 14)
        .append("title").text(`${words}: ${told(low)} to ${told(high)}`);
    if (middle !== null) svg.append("path").attr("class", "median").attr("d", `M${x(middle)},${top - 2}v18`);
    const places = a > x.range()[0] + 170 ? [a - 6, "end"] : b < right - 170 ? [b + 6, "start"] :
        [a + 6, "start"];
    svg.append("text").attr("class", "halo").attr("x", places[0]).attr("y", top + 7)
        .attr("dominant-baseline", "central")
        .attr("text-anchor", places[1]).text(words);
}

// The median, and how often it is not in at all where that is in one of ten, or more.
const valueOf = row => [row.p50 !== null && withUnit(row.p50, "h"),
    row.p90 === null && `${percent(row.beyond / row.n)} never`].filter(Boolean).join(", ");

function byContingent(section, page, list, isOne) {
    const shown = list.slice(0, MOST_CONTINGENTS), rest = list.length - shown.length;
    const frame = figure(section, {title: "Contingent by contingent",
        note: `${isOne ? "The one replication" : "From the 10th to the 90th percentile, a dot at the median"}; ` +
            "the last to close first." +
            (rest > 0 ? ` The other ${number(rest)} are in the table below.` : "")});
    picture(frame, page, `The last is ${list[0].name}, ${list[0].p50 === null ? "which is mostly not in before the end"
        : `after ${withUnit(list[0].p50, "h")}`}.`,
        (svg, width) => {
        const isNarrow = width < 560, step = isNarrow ? 36 : 24, left = isNarrow ? 10 :
            Math.min(220, 0.3 * width), right = width - Math.max(70, 12 + 6.8 * max(shown, row => valueOf(row).length));
        const bottom = 8 + step * shown.length;
        const x = scaleLinear().domain([0, max(shown, row => row.p90 ?? row.p50 ?? row.p10) ?? 1]).nice(6)
            .range([left, right]);
        belowAxis(svg, x, bottom, "hours after the request",
            {count: Math.max(3, Math.floor(width / 100)), grid: bottom - 8});
        shown.forEach((row, i) => {
            const y = 8 + step * i + (isNarrow ? 25 : step / 2), end = row.p90 === null ? right : x(row.p90);
            if (isNarrow) label(svg, row.name, 10, 8 + step * i + 9, Math.floor(width / 7), "start");
            else label(svg, row.name, left - 8, y, Math.floor((left - 12) / 6.6));
            const begin = row.p10 === null ? right : x(row.p10);
            svg.append("rect").attr("class", "band-luck").attr("x", begin)
                .attr("width", Math.max(1, end - begin))
                .attr("y", y - 5).attr("height", 10).append("title")
                    .text(visible(`${row.name}: ${told(row.p10)}, ${told(row.p50)}, ${told(row.p90)}`));
            if (row.p50 !== null) {
                svg.append("circle").attr("class", "dot").attr("cx", x(row.p50)).attr("cy", y).attr("r", 5);
            }
            svg.append("text").attr("class", "value").attr("x", end + 6).attr("y", y)
                .attr("dominant-baseline", "central")
                .text(valueOf(row));
        });
        return bottom + 42;
    });
    alternative(frame, () => ({rows: list, columns: [{label: "contingent", of: row => row.name},
        ...["p10", "p50", "p90"]
            .map((q, i) => ({label: ["10th percentile", "median", "90th percentile"][i], unit: "h",
            of: row => row[q]})),
        {label: "did not close", unit: "replications", of: row => row.beyond}]}));
}
