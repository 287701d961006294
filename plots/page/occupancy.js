// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// occupancy.js - how full airfields and fleets are: which ones and when, and one of them in detail.
import {ascending, bisector, max} from "d3-array";
import {scaleLinear, scaleUtc} from "d3-scale";
import {area, curveStepAfter, line} from "d3-shape";
import {mouse, select} from "d3-selection";
import {alternative, amountAxis, figure, key, label, picture, rowsOf, timeAxis} from "./chart.js";
import {number, percent, visible} from "./text.js";
import {HOUR} from "./clock.js";

export const id = "occupancy", title = "How full airfields and fleets are";
const MOST_ROWS = 20, BUSY = 0.02, LEAST_HOURS = 0.5;
const byTime = bisector(row => row.time);

export function fits(data) {
    return rowsOf(data, "binding").some(row => row.in_use > 0);
}

// One list per thing and resource, in the order of time: {of, id, resource, rows, full (hours), peak}.
function seriesOf(data) {
    const found = new Map();
    for (const row of rowsOf(data, "binding")) {
        const name = JSON.stringify([row.of, row.id, row.resource]);
        if (!found.has(name)) found.set(name, {of: row.of, id: row.id, resource: row.resource, rows: [],
            full: 0, peak: 0});
        const series = found.get(name);
        series.rows.push(row);
        series.full += row.saturated * row.hours;
        series.peak = Math.max(series.peak, row.in_use);
    }
    for (const series of found.values()) series.rows.sort((a, b) => a.time - b.time);
    return [...found.values()].filter(series => series.peak > 0);
}

export function draw(section, data, page) {
    const all = seriesOf(data);
    overview(section, data, page, all);
    const things = new Map();
    for (const series of all) {
        const name = JSON.stringify([series.of, series.id]);
        if (!things.has(name)) things.set(name, {of: series.of, id: series.id, list: [], full: 0});
        things.get(name).list.push(series);
        things.get(name).full = Math.max(things.get(name).full, series.full);
    }
    const list = [...things.values()]
        .sort((a, b) => ascending(a.of, b.of) || b.full - a.full || ascending(a.id, b.id));
    const bar = select(section).append("p").attr("class", "tools").append("label").text("in detail: ");
    const choice = bar.append("select").attr("id", "occupancy-of")
        .attr("aria-label", "Airfield or fleet in detail");
    list.forEach((thing, i) => choice.append("option").attr("value", i)
        .text(visible(`${thing.of} ${data.nameOf(thing.id, thing.of)}`)));
    const place = select(section).append("div");
    const show = thing => {
        place.selectAll("*").remove();
        for (const series of thing.list) detail(place.node(), data, page, series);
    };
    choice.on("change", () => show(list[choice.property("value")]));
    show(list[0]);
    page.on("airfield", airfield => {
        const i = list.findIndex(thing => thing.of === "airfield" && thing.id === airfield);
        if (i < 0) return;
        choice.property("value", i);
        show(list[i]);
    });
}

const nameOf = (data, series) =>
    `${series.of === "fleet" ? "fleet " : ""}${data.nameOf(series.id, series.of)}: ${series.resource}`;

// What a bar is of: scenario.spans, but for what is cut short at an end.
export const spanOf = list => max(list, series => max(series.rows, row => row.hours)) > 1 ? "a day" : "an hour";

// ---- which are full, and when ----

function overview(section, data, page, all) {
    const full = all.filter(series => series.full >= LEAST_HOURS).sort((a, b) => b.full - a.full),
        shown = full.slice(0, MOST_ROWS);
    if (shown.length === 0) {
        select(section).append("p").text("Nothing was full for long in any replication.");
        return;
    }
    const frame = figure(section, {title: "What is full, and when",
        note: `The higher the bar of ${spanOf(shown)}, the larger the share of it in which all were in use or ` +
            "somebody was in line; the longest first." +
            (shown.length < full.length ?
                ` ${MOST_ROWS} of ${number(full.length)}; all are in the table below.` : "")});
    const from = Math.min(...shown.map(series => series.rows[0].time));
    const busy = row => row.saturated > BUSY ? row.time + row.hours * HOUR : 0;
    const to = Math.max(max(shown, series => max(series.rows, busy)), from + HOUR);
    const summary = `The fullest is ${nameOf(data, shown[0])}, for ${number(shown[0].full)} hours.`;
    picture(frame, page, summary, (svg, width) => {
        const isNarrow = width < 640, step = isNarrow ? 38 : 24, left = isNarrow ? 8 :
            Math.min(300, 0.34 * width), right = width - 74;
        const bottom = 6 + step * shown.length, x = scaleUtc().domain([from, to]).range([left, right]);
        timeAxis(svg, page, x, bottom, {grid: bottom - 6});
        shown.forEach((series, i) => {
            const base = 6 + step * (i + 1) - 3, group = svg.append("g"), name = nameOf(data, series);
            if (isNarrow) label(group, name, 8, 6 + step * i + 9, Math.floor(width / 7), "start");
            else label(group, name, left - 8, base - 8, Math.floor((left - 12) / 6.6));
            group.append("line").attr("class", "base").attr("x1", left).attr("x2", right).attr("y1", base)
                .attr("y2", base);
            group.append("path").attr("class", "bar-full").attr("d", fullPath(series.rows, x, base, to));
            group.append("rect").attr("class", "unfilled").attr("x", left).attr("y", base - 18)
                .attr("width", right - left).attr("height", 20)
                .on("mousemove", function () {
                    tellHour(frame, page, name, series.rows, +x.invert(mouse(this)[0]));
                });
            group.append("text").attr("class", "value").attr("x", right + 6).attr("y", base - 7)
                .attr("dominant-baseline", "central").text(`${number(series.full)} h`);
        });
        return bottom + 42;
    });
    alternative(frame,
        () => ({rows: full, columns: [{label: "what", of: series => nameOf(data, series)},
        {label: "full", unit: "h", of: series => series.full},
        {label: `most in use, mean of ${spanOf(full)}`, unit: "", of: series => series.peak}]}));
}

// One path for all hours of a row: thousands of bars cost as much as one.
function fullPath(rows, x, base, to) {
    let path = "";
    for (const row of rows) {
        if (row.saturated <= BUSY || row.time >= to) continue;
        const left = x(row.time), right = Math.max(left + 0.7, x(row.time + row.hours * HOUR) - 0.3);
        path += `M${left.toFixed(1)},${base}V${(base - 17 * row.saturated).toFixed(1)}H${right.toFixed(1)}V${base}Z`;
    }
    return path;
}

function tellHour(frame, page, name, rows, t) {
    const row = rows[Math.max(0, byTime.right(rows, t) - 1)];
    frame.readout.text(visible(`${name}, ${page.time(row.time)}: full for ${percent(row.saturated)} of ` +
        `the time, ` +
        `${number(row.in_use)} in use, ${number(row.waiting)} in line.`));
}

// ---- one in detail ----

// The changes of the traced replication, where there are any of this resource.
function ownOf(data, series) {
    const column = {stands: "on_ground", "working places": "working", fuelling: "fuelling",
        "preparation teams": "preparing", yard: "in_yard"}[series.resource];
    if (series.of !== "airfield" || !column) return [];
    return rowsOf(data, "airfields")
        .filter(row => row.airfield === series.id && row.replication === data.traced)
        .map(row => ({time: row.time, count: row[column]})).filter(row => row.count !== null)
            .sort((a, b) => a.time - b.time);
}

function detail(element, data, page, series) {
    const own = ownOf(data, series), capacity = series.rows.find(row => row.capacity !== null)?.capacity ??
        null;
    const frame = figure(element, {title: nameOf(data, series)});
    const busy = series.rows.filter(row => row.in_use > 0.005 || row.waiting > 0.005);
    const from = busy[0].time, to = busy[busy.length - 1].time + busy[busy.length - 1].hours * HOUR;
    const rows = series.rows.filter(row => row.time >= from && row.time <= to),
        kept = own.filter(row => row.time >= from && row.time <= to);
    const top = 1.08 * Math.max(1, capacity ?? 0, max(rows, row => row.in_use + row.waiting),
        max(kept, row => row.count) ?? 0);
    const waits = rows.some(row => row.waiting > 0.005);
    const fullest = rows.reduce((most, row) => row.in_use > most.in_use ? row : most);
    const summary = `At most ` +
        `${number(fullest.in_use)}${capacity === null ? "" : ` of ${number(capacity)}`} in use on ` +
        `average, ${page.time(fullest.time)}; full for ${number(series.full)} hours in all.`;
    picture(frame, page, summary, (svg, width) => {
        const height = 210, left = 42, right = width - 20, bottom = height - 44;
        const x = scaleUtc().domain([from, to]).range([left, right]), y = scaleLinear().domain([0, top])
            .range([bottom, 20]);
        amountAxis(svg, y, left, right, series.resource, {count: 4});
        timeAxis(svg, page, x, bottom);
        const steps = [...rows, {...rows[rows.length - 1], time: to}];
        const trend = (low, high) => area().x(row => x(row.time)).y0(row => y(low(row)))
            .y1(row => y(high(row))).curve(curveStepAfter)(steps);
        svg.append("path").attr("class", "in-use").attr("d", trend(() => 0, row => row.in_use));
        if (waits) svg.append("path").attr("class", "in-line")
            .attr("d", trend(row => row.in_use, row => row.in_use + row.waiting));
        if (kept.length) svg.append("path").attr("class", "one-run")
            .attr("d", line().x(row => x(row.time)).y(row => y(row.count)).curve(curveStepAfter)(kept));
        if (capacity !== null) {
            svg.append("line").attr("class", "limit").attr("x1", left).attr("x2", right)
                .attr("y1", y(capacity)).attr("y2", y(capacity));
        }
        svg.on("mousemove", function () {
            const t = +x.invert(Math.min(right, Math.max(left, mouse(this)[0]))),
                row = rows[Math.max(0, byTime.right(rows, t) - 1)];
            frame.readout.text(`${page.time(row.time)}: ${number(row.in_use)} in use, ` +
                `${number(row.waiting)} in line, full for ${percent(row.saturated)} of the time.`);
        });
        return height;
    });
    key(frame.legend, [{sort: "area", class: "in-use", text: "in use, mean"}, waits &&
        {sort: "area", class: "in-line", text: "in line for it, mean"},
        kept.length > 0 && {sort: "line", class: "one-run", text: `in use, replication ${data.traced}`},
        capacity !== null && {sort: "line", class: "limit", text: `${number(capacity)} there are`}]
            .filter(Boolean));
    alternative(frame,
        () => ({rows, columns: [{label: "from", of: row => page.time(row.time)},
        {label: "in use", unit: "", of: row => row.in_use},
        {label: "in line", unit: "", of: row => row.waiting},
            {label: "full", unit: "%", of: row => 100 * row.saturated}]}));
}
