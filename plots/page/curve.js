// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// curve.js - a count over time: its median, what nine of ten replications reach, the traced one, and history.
import {bisector, max} from "d3-array";
import {scaleLinear, scaleUtc} from "d3-scale";
import {area, curveStepAfter, line} from "d3-shape";
import {mouse} from "d3-selection";
import {alternative, amountAxis, counted, figure, key, picture, rowsOf, timeAxis, whole} from "./chart.js";
import {number, visible} from "./text.js";
import {HOUR} from "./clock.js";

const byTime = bisector(row => row.time);

// One count of the table of curves, by the first part of its columns: "landings". Options: title, what
// (in words, for
// the axis), note, marks (history.js), own (instants of the traced replication).
export function drawCurve(section, data, page, stem, {title, what, note = "", marks = [], own = []}) {
    const view = viewOf(data, stem, marks, own), {shown, names, top, from, to} = view;
    const frame = figure(section, {title, note}), middle = shown[Math.floor(shown.length / 2)];
    const summary = `${what}, ${number(shown[shown.length - 1][names[1]])} in the end by the median of ` +
        `${counted(data.run.replications ?? 0, "replication")}; ${number(middle[names[1]])} at ` +
        `${page.time(middle.time)}.`;
    picture(frame, page, summary, (svg, width) => {
        const height = Math.round(Math.max(240, Math.min(420, 0.45 * width)));
        const left = Math.max(46, 14 + 7 * number(Math.round(top)).length), right = width - 20, bottom = height - 44;
        const x = scaleUtc().domain([from, to]).range([left, right]);
        const y = scaleLinear().domain([0, top]).range([bottom, 22]);
        amountAxis(svg, y, left, right, what, {form: whole});
        timeAxis(svg, page, x, bottom);
        drawLines(svg, view, x, y);
        drawMarks(svg, view.marks, x, y);
        pointing(svg, frame, page, view, {x, left, right, bottom, what});
        return height;
    });
    key(frame.legend, entriesOf(data, view));
    alternative(frame, () => ({rows: shown, columns: [{label: "time", of: row => page.time(row.time)},
        ...names.map((name, i) => ({label: ["10th percentile", "median", "90th percentile"][i], unit: "",
            of: row => row[name]}))]}));
    return frame;
}

// What is drawn of a count, and how far.
function viewOf(data, stem, all, own) {
    const names = ["p10", "p50", "p90"].map(q => `${stem}_${q}`), [p10, , p90] = names;
    const lucky = rowsOf(data, "curve"), known = rowsOf(data, "curve_drawn"),
        end = lucky[lucky.length - 1].time;
    // What history tells of later than the replications go has no place in the picture.
    const marks = all.filter(mark => (mark.kind !== "instant" ? mark.t : mark.low ?? mark.high) <= end);
    const shown = cut(lucky, names, marks, known), from = shown[0].time, to = shown[shown.length - 1].time;
    const many = (data.run.replications ?? 0) > 1, differ = row => row[p10] !== row[p90];
    const drawn = known.length > 1 && known.some(differ) ?
        known.filter(row => row.time >= from && row.time <= to) : [];
    const kept = own.filter(t => t <= to).sort((a, b) => a - b);
    const top = 1.06 * Math.max(1, max(shown, row => row[p90]), max(drawn, row => row[p90]) ?? 0, kept.length,
        max(marks, mark => mark.kind === "instant" ? mark.nth : mark.high ?? mark.low ?? 0) ?? 0);
    return {names, marks, shown, drawn, own: kept, from, to, top, many, hasBand: many && shown.some(differ),
        hasMedian: many || kept.length === 0};
}

function drawLines(svg, view, x, y) {
    const [p10, p50, p90] = view.names, place = row => x(row.time);
    const trend = name => line().x(place).y(row => y(row[name])).curve(curveStepAfter);
    if (view.hasBand) {
        svg.append("path").attr("class", "band-luck").attr("d", area().x(place).y0(row => y(row[p10]))
            .y1(row => y(row[p90])).curve(curveStepAfter)(view.shown));
    }
    for (const name of view.drawn.length ? [p10, p90] : []) {
        svg.append("path").attr("class", "edge-known").attr("d", trend(name)(view.drawn));
    }
    if (view.hasMedian) svg.append("path").attr("class", "median").attr("d", trend(p50)(view.shown));
    if (view.own.length === 0) return;
    const steps = [[view.from, 0], ...view.own.map((t, i) => [t, i + 1]), [view.to, view.own.length]];
    svg.append("path").attr("class", "one-run")
        .attr("d", line().x(p => x(p[0])).y(p => y(p[1])).curve(curveStepAfter)(steps));
}

function entriesOf(data, {hasBand, hasMedian, drawn, own, many, marks}) {
    return [
        hasBand && {sort: "area", class: "band-luck",
            text: `10th to 90th percentile${drawn.length ? ", luck alone" : ""}`},
        drawn.length > 0 && {sort: "line", class: "edge-known", text: "the same with what is not known"},
        hasMedian && {sort: "line", class: "median", text: many ? "median" : "the one replication"},
        own.length > 0 && {sort: "line", class: "one-run", text: `replication ${data.traced}`},
        marks.some(mark => mark.kind !== "floor") &&
            {sort: "line", class: "history", text: "history: a milestone's interval"},
        marks.some(mark => mark.kind === "floor") && {text: "history: at least so many by then",
            draw: icon => icon.append("path").attr("class", "history")
                .attr("d", "M8,13h10M13,13V2m-4,5l4,-5l4,5")},
        marks.some(mark => mark.tolerance > 0) && {sort: "line", class: "history-tolerance",
            text: "its tolerance"},
    ].filter(Boolean);
}

// Until everything has come about, or history ends: what stays the same after that is not drawn.
function cut(rows, names, marks, drawn) {
    let last = 1;
    for (const list of [rows, drawn]) {
        for (let i = 1; i < list.length; i++) {
            if (names.some(name => list[i][name] !== list[i - 1][name])) last = Math.max(last,
                rows.findIndex(row => row.time >= list[i].time));
        }
    }
    const latest = max(marks, mark => mark.kind === "instant" ? (mark.high ?? mark.low) : mark.t) ??
        -Infinity;
    const first = rows.findIndex((row, i) => i + 1 < rows.length &&
        names.some(name => rows[i + 1][name] > 0));
    const end = Math.max(rows[last]?.time ?? 0, latest) + 6 * HOUR;
    const shown = rows.filter((row, i) => i >= Math.max(0, first - 3) && row.time <= end);
    return shown.length > 1 ? shown : rows;
}

// An interval of time at the height of its count, or of a count at its time. An end that is open is an arrow.
function drawMarks(svg, marks, x, y) {
    for (const mark of marks) {
        if (mark.kind === "floor") {
            drawFloor(svg, mark, x(mark.t), y(mark.low));
            continue;
        }
        const group = svg.append("g"), isInstant = mark.kind === "instant";
        const [a, b] = (isInstant ? x : y).range();
        const scale = value => Math.max(Math.min(a, b), Math.min(Math.max(a, b), (isInstant ? x : y)(value)));
        const place = isInstant ? y(mark.nth) : x(mark.t);
        const low = mark.low === null ? a : scale(mark.low), high = mark.high === null ? b : scale(mark.high);
        const wideLow = mark.low === null ? a : scale(mark.low - mark.tolerance);
        const wideHigh = mark.high === null ? b : scale(mark.high + mark.tolerance);
        const bar = (from, to) => isInstant ? `M${from},${place}H${to}` : `M${place},${from}V${to}`;
        group.append("path").attr("class", "history-tolerance").attr("d", bar(wideLow, wideHigh));
        if (Math.abs(low - high) < 3) group.append("circle").attr("class", "history-point").attr("r", 4)
            .attr("cx", isInstant ? low : place).attr("cy", isInstant ? place : low);
        else group.append("path").attr("class", "history").attr("d", bar(low, high));
        group.append("title")
            .text(visible(`${mark.name}: ${mark.outcome ?? mark.verdict}. ${mark.source ?? ""}`));
    }
}

// At least so many by then: an arrow upwards from there, with its name where it is not in the way.
function drawFloor(svg, mark, place, low) {
    const group = svg.append("g");
    group.append("path").attr("class", "history")
        .attr("d", `M${place - 5},${low}h10M${place},${low}v-22m-4,6l4,-6l4,6`);
    group.append("text").attr("class", "halo faint").attr("x", place + 8).attr("y", low + 4)
        .text(visible(mark.name));
}

// What the curves say where one points, or goes with the arrow keys.
function pointing(svg, frame, page, view, {x, left, right, bottom, what}) {
    const hair = svg.append("line").attr("class", "hair").attr("y1", 22).attr("y2", bottom)
        .attr("display", "none");
    let index = 0;
    const at = (list, t) => list[Math.max(0, byTime.right(list, t) - 1)];
    const say = t => {
        const row = at(view.shown, t), other = view.drawn.length ? at(view.drawn, t) : null;
        index = view.shown.indexOf(row);
        hair.attr("display", null).attr("x1", x(row.time)).attr("x2", x(row.time));
        frame.readout.text(`${page.time(row.time)}: ${number(row[view.names[1]])} ${what.split(",")[0]}` +
            (view.hasBand ?
                `, 8 times in 10 between ${number(row[view.names[0]])} and ${number(row[view.names[2]])}` :
                "") +
            (other ? `; with what is not known ${number(other[view.names[0]])} to ` +
                `${number(other[view.names[2]])}` :
                "") + ".");
    };
    svg.attr("tabindex", 0).on("mousemove", function () {
        const place = Math.min(right, Math.max(left, mouse(this)[0]));
        say(+x.invert(place));
    }).on("keydown", () => {
        const step = {ArrowLeft: -1, ArrowRight: 1, PageUp: 24, PageDown: -24}[window.event.key];
        if (!step) return;
        window.event.preventDefault();
        say(view.shown[Math.max(0, Math.min(view.shown.length - 1, index + step))].time);
    });
}
