// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// order.js - a better order of the contingents: when each is in as planned and then, and all orders tried.
import {max} from "d3-array";
import {scaleLinear} from "d3-scale";
import {alternative, belowAxis, counted, figure, key, label, picture, quantity, rowsOf,
    spoken} from "./chart.js";
import {number, visible} from "./text.js";
import {ranked} from "./ranked.js";

export const id = "order", title = "A better order of the contingents";
const MOST = 60, MOST_ORDERS = 40;

export function fits(data) {
    return data.table("order_contingents") !== null;
}

export function draw(section, data, page) {
    const rows = rowsOf(data, "order_contingents").slice()
        .sort((a, b) => a.place_then - b.place_then || (a.in_then_h ?? 0) - (b.in_then_h ?? 0));
    const told = data.run.order ?? {};
    whenIn(section, data, page, rows, told);
    const orders = rowsOf(data, "orders").filter(row => row.finalist && !row.plan);
    if (orders.length) tried(section, data, page, orders);
}

// The hours until each contingent is in: an open dot as planned, a full one in the best order.
function whenIn(section, data, page, rows, told) {
    const isIn = rows.some(row => row.in_now_h !== null), shown = rows.slice(0, MOST);
    const frame = figure(section, {
        title: told.better ? "Who goes first in the best order" : "The plan's order stays",
        note: (told.better ? "" : "None of those that were tried is better for sure. ") +
            "From the top, in the order in which they go; the two numbers are a contingent's place as planned and then." +
            (shown.length < rows.length ?
                ` The first ${MOST} of ${number(rows.length)}; all are in the table.` : "")});
    if (isIn) drawIn(frame, page, shown, told);
    frame.readout.text(visible(sentence(data, told)));
    alternative(frame, () => ({rows, columns: [{label: "contingent", of: row => row.contingent},
        {label: "place as planned", unit: "", of: row => row.place_now},
            {label: "then", unit: "", of: row => row.place_then},
        {label: "priority as planned", unit: "", of: row => row.priority_now},
            {label: "then", unit: "", of: row => row.priority_then},
        {label: "in as planned", unit: "h", of: row => row.in_now_h},
            {label: "then", unit: "h", of: row => row.in_then_h},
        {label: "later by", unit: "h", of: row => row.later_h},
            {label: "from", unit: "h", of: row => row.ci95_low},
        {label: "to", unit: "h", of: row => row.ci95_high}]}));
}

function sentence(data, told) {
    const unit = data.run.unit ?? "", measure = spoken(data.run.measure ?? "the measure");
    const parts = [`${counted(told.tried ?? 0, "order")} tried`];
    if (told.gain !== null && told.gain !== undefined) {
        parts.push(`the best gains ${quantity(told.gain, unit)} of ${measure} (95 % interval ` +
            `${quantity(told.ci95_low, unit)} ` +
            `to ${quantity(told.ci95_high, unit)}) in replications that no order had before`);
    }
    if (told.bound) parts.push(`no plan for these loads could close before ${quantity(told.bound, "h")}`);
    return `${parts.join("; ")}.`;
}

function drawIn(frame, page, rows, told) {
    const known = rows.filter(row => row.in_now_h !== null);
    const summary = known.map(row =>
        `${row.contingent} ${quantity(row.in_now_h, "h")}, then ${quantity(row.in_then_h, "h")}`)
        .slice(0, 8).join("; ");
    picture(frame, page, summary, (svg, width) => {
        const isNarrow = width < 600, step = isNarrow ? 40 : 24, left = isNarrow ? 10 :
            Math.min(260, 0.32 * width);
        const right = width - 90, bottom = 8 + step * rows.length;
        const most = max(known, row => Math.max(row.in_now_h, row.in_then_h ?? 0, row.in_now_h +
            (row.ci95_high ?? 0)));
        const x = scaleLinear().domain([0, Math.max(most, told.bound ?? 0)]).nice(6).range([left, right]);
        belowAxis(svg, x, bottom, "hours after the request until it is in, mean",
            {count: Math.max(3, Math.floor(width / 110)), grid: bottom - 8});
        if (told.bound) {
            svg.append("line").attr("class", "limit").attr("x1", x(told.bound)).attr("x2", x(told.bound))
                .attr("y1", 8)
                .attr("y2", bottom);
        }
        rows.forEach((row, i) => drawContingent(svg, row, x, 8 + step * i, {isNarrow, step, left, width}));
        return bottom + 42;
    });
    key(frame.legend, [{sort: "dot", class: "dot-open", text: "as planned"},
        {sort: "dot", class: "dot", text: told.better ? "in the best order" :
            "in the order that looked best"},
        told.bound && {sort: "line", class: "limit", text: "no plan closes before"}].filter(Boolean));
}

function drawContingent(svg, row, x, top, {isNarrow, step, left, width}) {
    const y = top + (isNarrow ? 28 : step / 2), group = svg.append("g");
    const name = `${row.contingent} ` +
        `(${row.place_now === row.place_then ? row.place_now : `${row.place_now} → ${row.place_then}`})`;
    if (isNarrow) label(group, name, 10, top + 10, Math.floor(width / 7), "start").attr("class", "halo");
    else label(group, name, left - 8, y, Math.floor((left - 12) / 6.6));
    if (row.in_now_h === null) return;
    const now = x(row.in_now_h), then = x(row.in_then_h ?? row.in_now_h);
    group.append("path").attr("class", "whisker").attr("d", `M${now},${y}H${then}`);
    group.append("circle").attr("class", "dot-open").attr("cx", now).attr("cy", y).attr("r", 6);
    group.append("circle").attr("class", "dot").attr("cx", then).attr("cy", y).attr("r", 4);
    group.append("title")
        .text(visible(`${row.contingent}: in after ${quantity(row.in_now_h, "h")} as planned, ` +
        `${quantity(row.in_then_h, "h")} then; place ${row.place_now}, then ${row.place_then}`));
    group.append("text").attr("class", "value halo").attr("x", Math.max(now, then) + 9).attr("y", y)
        .attr("dominant-baseline", "central").text(quantity(row.in_then_h, "h"));
}

function tried(section, data, page, orders) {
    const unit = data.run.goals ? "" : data.run.unit ?? "", shown = orders.slice(0, MOST_ORDERS);
    const frame = figure(section,
        {title: "Orders of the last look",
        note: "How much better each is than the plan under the same luck, " +
        "with 95 % intervals; who goes first stands first, with + between those who go together."});
    ranked(frame, page, {unit, axis: `gain${unit ? `, ${unit}` : ""}`,
        summary: `Most: ${shown[0].contingents}, ${quantity(shown[0].gain, unit)}.`,
        rows: shown.map(row =>
            ({name: row.contingents, value: row.gain, low: row.ci95_low, high: row.ci95_high,
            kind: row.ci95_low > 0 ? "bar" : "bar-none"}))});
    alternative(frame,
        () => ({rows: rowsOf(data, "orders"), columns: [{label: "order", of: row => row.contingents},
        {label: "as --set", of: row => row.changes}, {label: "gain", unit, of: row => row.gain},
            {label: "from", unit, of: row => row.ci95_low},
        {label: "to", unit, of: row => row.ci95_high},
            {label: "replications", unit: "", of: row => row.replications}]}));
}
